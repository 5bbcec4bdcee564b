"""The checks of allergens: what the ingredients bring, all the way down, against what the maker declares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from recipekeeper.formula.amounts.lye import is_soap
from recipekeeper.formula.checks.check import WARNING, Found, Inspection, TradeCheck
from recipekeeper.formula.findings import listed
from recipekeeper.formula.model import Formula, Line
from recipekeeper.formula.substance.allergens import EU_FOURTEEN, GLUTEN, LISTS, US_NINE, WHEAT, kept_by
from recipekeeper.formula.substance.allergens import allergens_of as meant_by
from recipekeeper.formula.substance.material import Materials

_OF_PLANTS_TOO = frozenset({"butter", "cream", "milk", "nut", "nuts"})
"""Words that alone mean an allergen, and in a longer name often do not: cocoa butter, coconut milk."""

_DEEPEST = 5
"""A compound in a compound in a compound is rare already."""


def allergens_of(formula: Formula, materials: Materials) -> Mapping[str, tuple[str, ...]]:
    """The allergens that the lines bring, in the order of the laws' lists, each with the ingredients that do.

    A compound is named with what it brings them by: `worcestershire sauce (anchovy)`.
    """
    by: dict[str, dict[str, None]] = {}
    for line in formula.lines:
        for allergen, bringer in allergens_of_line(line, materials).items():
            by.setdefault(allergen, {})[bringer] = None
    order = [allergen for each in LISTS for allergen in each.allergens]
    return {allergen: tuple(by[allergen]) for allergen in dict.fromkeys(order) if allergen in by}


def allergens_of_line(line: Line, materials: Materials) -> dict[str, str]:
    """The allergens of one ingredient, each with what brings it.

    What the formula says of a line counts before what the table says of its material; what it is made of
    counts beside both.
    """
    found: dict[str, str] = {}
    if line.allergens:
        for word in line.allergens:
            _add(found, meant_by(word), line.name)
    else:
        for allergen, bringer in _of_material(line.name, materials).items():
            _add(found, (allergen,), _through(line.name, bringer))
    for part in line.contains:
        for allergen, bringer in _of_material(part, materials).items():
            _add(found, (allergen,), _through(line.name, bringer))
    return found


def _of_material(name: str, materials: Materials, depth: int = 0) -> dict[str, str]:
    """The allergens of a material by its name, and of what it is made of."""
    found: dict[str, str] = {}
    known = materials.find(name)
    for word in known.contains if known and depth < _DEEPEST else ():
        for allergen, bringer in _of_material(word, materials, depth + 1).items():
            _add(found, (allergen,), bringer)
    for word in (name, *(known.allergens if known else _words(name))):
        _add(found, meant_by(word), name)
    return found


def _words(name: str) -> Iterator[str]:
    """The words of a name that the table does not know, two by two and one by one: `yellow mustard`."""
    words = name.casefold().split()
    yield from (" ".join(pair) for pair in pairwise(words))
    yield from (word for word in words if word not in _OF_PLANTS_TOO)


def _add(found: dict[str, str], allergens: tuple[str, ...], bringer: str) -> None:
    for allergen in allergens:
        found.setdefault(allergen, bringer)


def _through(name: str, bringer: str) -> str:
    return name if bringer.casefold() == name.casefold() else f"{name} ({bringer})"


def _declared(formula: Formula) -> set[str]:
    return {allergen for word in formula.allergens for allergen in meant_by(word)}


def _undeclared(seen: Inspection) -> Iterator[Found]:
    if is_soap(seen.formula):
        return
    declared = _declared(seen.formula)
    for allergen, bringers in allergens_of(seen.formula, seen.materials).items():
        if allergen not in declared:
            laws = " and the ".join(kept_by(allergen))
            yield Found(
                _place_of(seen, allergen),
                f"{listed(bringers).replace(' or ', ' and ')} {'bring' if len(bringers) > 1 else 'brings'} {allergen}, "
                f"one of the {laws}, and the formula does not declare it. Write it at the top, such as "
                f'allergens = ["{allergen}"].',
            )


def _place_of(seen: Inspection, allergen: str) -> str:
    """The first ingredient that brings it."""
    lines = (line for line in seen.formula.lines if allergen in allergens_of_line(line, seen.materials))
    return seen.where(next(lines))


def _unfounded(seen: Inspection) -> Iterator[Found]:
    if is_soap(seen.formula):
        return
    brought = set(allergens_of(seen.formula, seen.materials))
    brought |= {GLUTEN} if WHEAT in brought else set()
    for word in seen.formula.allergens:
        meant = meant_by(word)
        if meant and not brought & set(meant):
            yield Found(
                "allergens",
                f"{word} is declared, and no ingredient is known to bring it. Take it out, or say of the ingredient, "
                f'such as allergens = ["{word}"].',
            )


_LAWS = f"{US_NINE.law} ({US_NINE.name}); {EU_FOURTEEN.law} ({EU_FOURTEEN.name})"

ALLERGEN_CHECKS = (
    TradeCheck(
        "allergen-undeclared",
        WARNING,
        "an allergen that an ingredient brings and the formula does not declare; soap aside",
        f"Allergens have to be named, also those in what an ingredient is made of: {_LAWS}.",
        _undeclared,
    ),
    TradeCheck(
        "allergen-unfounded",
        WARNING,
        "a declared allergen that no ingredient brings",
        f"A warning that is not true hides an ingredient that was forgotten, or outlives one that went: {_LAWS}.",
        _unfounded,
    ),
)
