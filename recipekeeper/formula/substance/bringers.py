"""Which allergens come in, and what brings them: said of a line, known of its material, or of what that is made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from recipekeeper.formula.model import Formula, Line
from recipekeeper.formula.substance.allergens import LISTS
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
