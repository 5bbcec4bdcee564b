"""The checks of allergens: what the ingredients bring, all the way down, against what the maker declares."""

from __future__ import annotations

from collections.abc import Iterator

from recipekeeper.formula.amounts.lye import is_soap
from recipekeeper.formula.checks.check import WARNING, Found, Inspection, TradeCheck
from recipekeeper.formula.findings import listed
from recipekeeper.formula.model import Formula
from recipekeeper.formula.substance.allergens import EU_FOURTEEN, GLUTEN, US_NINE, WHEAT, kept_by
from recipekeeper.formula.substance.allergens import allergens_of as meant_by
from recipekeeper.formula.substance.bringers import allergens_of, allergens_of_line


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
