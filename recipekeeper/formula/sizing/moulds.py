"""How much fills a mould: for a soap so much oil for its room, for all else what its density says."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from recipekeeper.formula.amounts.balance import members
from recipekeeper.formula.amounts.figures import figure, quantity
from recipekeeper.formula.amounts.notes import Note
from recipekeeper.formula.model import Formula
from recipekeeper.formula.sizing.converting import ProductDensity, of_product, product_text
from recipekeeper.formula.sizing.size import Size, part_sized, shared, sized
from recipekeeper.quantity import Amount, Mould

OIL_PER_MOULD = Fraction("0.40")
"""Ounces of oils for each cubic inch of mould: newenglandsoaps.com, soapchallengeclub.com, thesoapingsoprano.com.

A rule of thumb for soap with much water, 38 % of its oils; soapmakers who measured theirs use 0.65 to 0.72 g
for each ml (soapmakingforum.com/threads/2909), and this is 0.692.
"""

GRAMS_PER_ML = OIL_PER_MOULD * Fraction("28.349523125") / Fraction("2.54") ** 3
"""The same in grams of oils for each millilitre."""


@dataclass(frozen=True, slots=True)
class Learnt:
    """How much oil past batches had for each millilitre that they filled, in grams."""

    grams_per_ml: Fraction
    batches: int
    same_mould: bool
    """Whether they were poured into a mould of these very sides."""


def oil_lines(formula: Formula) -> list[int]:
    """The places of a soap's oils: the lines with a SAP, else those of the phase that is called oils."""
    oils = [number for number, line in enumerate(formula.lines) if line.sap is not None]
    if oils or "soap" not in formula.kind.casefold():
        return oils
    return members(formula.lines, ("oils",))


def by_mould(
    formula: Formula,
    mould: Mould,
    density: ProductDensity | None,
    learnt: Learnt | None = None,
    batches: int = 1,
) -> Size:
    """What fills a mould; raises QuantityError where it is no soap and its density is not known."""
    oils = oil_lines(formula)
    if not oils:
        made = of_product(formula, mould.volume(), density) / batches
        factor = made / Fraction(formula.yields.value)
        room = quantity(mould.volume().exact_in("ml"), "ml")
        how = f"{mould} holds {room}{shared(batches)} = {product_text(formula, made)}"
        return sized(formula, factor, f"{how}; ÷ {formula.yields}")
    per_ml = learnt.grams_per_ml if learnt else GRAMS_PER_ML
    grams = mould.volume().exact_in("ml") * per_ml / batches
    size = part_sized(formula, grams, "g", oils, "oils", _said(mould, per_ml, grams, batches))
    return replace(size, notes=(Note("mould", _source(learnt)),))


def _said(mould: Mould, per_ml: Fraction, grams: Fraction, batches: int) -> str:
    room = quantity(mould.volume().exact_in("ml"), "ml")
    ounces = Amount.of_exact(grams, "g").exact_in("oz")
    oils = f"{quantity(ounces, 'oz')} = " if mould.unit == "in" else ""
    return f"{mould} holds {room}{shared(batches)}; × {figure(per_ml, 3)} g/ml = {oils}{quantity(grams, 'g')} oils"


def _source(learnt: Learnt | None) -> str:
    rule = figure(GRAMS_PER_ML)
    if learnt is None:
        return (
            f"Reckoned by a rule of thumb: 0.40 oz of oils for each cubic inch, {rule} g/ml. To go by your own, start "
            'batches with --mold, and note how full it was: rk read "mold fill" "95 %" --new'
        )
    counted = "1 batch" if learnt.batches == 1 else f"{learnt.batches} batches"
    where = "in this mould" if learnt.same_mould else "in other moulds"
    own = figure(learnt.grams_per_ml)
    return f"Reckoned with {own} g/ml of oils, learnt from {counted} {where}; the rule of thumb is {rule}."
