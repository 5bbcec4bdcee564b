"""What is in a formula: its ingredients all the way down, and the allergens that they bring."""

from __future__ import annotations

from dataclasses import dataclass

from recipekeeper.formula.amounts.lye import is_soap
from recipekeeper.formula.amounts.product import Part, flat
from recipekeeper.formula.amounts.scale import Scaled
from recipekeeper.formula.model import Formula
from recipekeeper.formula.substance.allergens import allergens_of as meant_by
from recipekeeper.formula.substance.allergens import kept_by
from recipekeeper.formula.substance.bringers import allergens_of
from recipekeeper.operations.context import Context
from recipekeeper.operations.formulas.together import finder
from recipekeeper.operations.goods.materials import known_materials


@dataclass(frozen=True, slots=True)
class Allergen:
    """One allergen that comes in: what brings it, which lists keep it, whether the formula declares it."""

    name: str
    by: tuple[str, ...]
    kept_by: tuple[str, ...]
    declared: bool


@dataclass(frozen=True, slots=True)
class Within:
    """`parts` are empty where no line is the product of another formula."""

    parts: tuple[Part, ...]
    allergens: tuple[Allergen, ...]


def within(context: Context, formula: Formula, scaled: Scaled) -> Within:
    """What is in a formula at a size; of a soap no allergens, which is nothing to eat."""
    return Within(_parts(context, formula, scaled), () if is_soap(formula) else _allergens(context, formula))


def _parts(context: Context, formula: Formula, scaled: Scaled) -> tuple[Part, ...]:
    if not any(line.product_of for line in formula.lines):
        return ()
    with context.read() as reading:
        return flat(formula, scaled.weights, finder(context, reading))


def _allergens(context: Context, formula: Formula) -> tuple[Allergen, ...]:
    declared = {allergen for word in formula.allergens for allergen in meant_by(word)}
    return tuple(
        Allergen(name, by, kept_by(name), name in declared)
        for name, by in allergens_of(formula, known_materials(context)).items()
    )
