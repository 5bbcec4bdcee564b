"""Formulas in formulas: what the product of one brings into another, and what is in it all the way down."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from recipekeeper.errors import QuantityError, Refused
from recipekeeper.formula.amounts.lye import lye_state, strength_of
from recipekeeper.formula.model import Formula, Line, Version
from recipekeeper.formula.substance.bringers import allergens_of
from recipekeeper.formula.substance.by_name import alkali_of
from recipekeeper.formula.substance.material import Materials
from recipekeeper.formula.substance.sap import LEAST_KOH, Alkali
from recipekeeper.quantity import Amount, plain

Find = Callable[[str], Version]
"""A version by its reference, `SPICE-MIX@2` or `SPICE-MIX`; raises NotFound."""

DEEPEST = 20
"""Formulas within formulas; a cake in a cake in a cake has three."""


@dataclass(frozen=True, slots=True)
class Part:
    """So much of one ingredient in a formula and in all that it is made of."""

    name: str
    amount: Amount
    through: tuple[str, ...]
    """The formulas that it comes in by, the outermost first; empty for an ingredient of its own."""


def brought(formula: Formula, materials: Materials) -> dict[str, str | list[str]]:
    """What a line that is this formula's product has to say of itself, as the keys of a file.

    The SAP of its oils (of a soap, of those that are left), the strength of its lye, its allergens, its
    density: of the whole product, losses and all.
    """
    values: dict[str, str | list[str]] = {}
    try:
        mass = _mass(formula)
        values |= _caustic(formula, mass)
    except QuantityError:
        # A product that has no weight brings no oil that could be counted by weight.
        pass
    if formula.density is not None:
        values["density"] = str(formula.density)
    if allergens := sorted(allergens_of(formula, materials)):
        values["allergens"] = allergens
    return values


def _caustic(formula: Formula, mass: Fraction) -> dict[str, str | list[str]]:
    weights = {line.name: line.amount for line in formula.lines}
    state = lye_state(formula, weights)
    oils = [line for line in formula.lines if line.sap is not None]
    if state is not None:
        # The trace of oil that a soap leaves free is no fat to reckon with: without it the lye is rather less.
        left = state.koh * state.superfat / mass
        return {"sap": _sap(left)} if left > LEAST_KOH else {}
    if oils:
        koh = sum((_grams(line) * line.sap.koh for line in oils if line.sap), Fraction(0))
        return {"sap": _sap(koh / mass)}
    pure = sum(
        (_grams(line) * strength_of(formula, line) for line in formula.lines if alkali_of(line.name)),
        Fraction(0),
    )
    return {"purity": f"{_text(pure / mass * 100)} %"} if pure else {}


def alkalis_in(formula: Formula) -> tuple[Alkali, ...]:
    """Which alkalis the product is a lye of; none where oils have taken it up."""
    if any(line.sap is not None for line in formula.lines):
        return ()
    found = {alkali for line in formula.lines if (alkali := alkali_of(line.name))}
    return tuple(alkali for alkali in Alkali if alkali in found)


def _sap(koh: Fraction) -> str:
    return f"{_text(koh * 1000)} mg KOH/g"


def _text(value: Fraction) -> str:
    return plain(Amount.of_exact(value, "g").value)


def _grams(line: Line) -> Fraction:
    if line.amount.dimension == "mass":
        return line.amount.exact_in("g")
    if line.amount.dimension == "volume" and line.density is not None:
        return line.density.exact * line.amount.exact_in("ml")
    return Fraction(0)


def _mass(formula: Formula) -> Fraction:
    """What the formula gives, in grams; of a count, what its lines weigh."""
    yields = formula.yields
    if yields.dimension == "mass":
        return yields.exact_in("g")
    if yields.dimension == "volume" and formula.density is not None:
        return formula.density.exact * yields.exact_in("ml")
    total = sum((_grams(line) for line in formula.lines), Fraction(0))
    if not total:
        raise QuantityError(f"{formula.code} gives {yields}, and nothing says what that weighs.")
    return total


def flat(formula: Formula, amounts: Mapping[str, Amount], find: Find) -> tuple[Part, ...]:
    """Every ingredient with its amount, those of formulas within counted as what they are made of.

    A product is taken apart by weight, or by the measure in which it is made; where neither fits, it stays
    whole. Raises Refused where formulas are nested too deep to be real.
    """
    return tuple(_flat(formula, amounts, find, ()))


def _flat(
    formula: Formula, amounts: Mapping[str, Amount], find: Find, through: tuple[str, ...]
) -> list[Part]:
    if len(through) > DEEPEST:
        raise Refused(
            f"{through[0]} holds formulas within formulas, more than {DEEPEST} deep; they go in a circle."
        )
    parts: list[Part] = []
    for line in formula.lines:
        amount = amounts.get(line.name, line.amount)
        if line.product_of is None:
            parts.append(Part(line.name, amount, through))
            continue
        inner = find(line.product_of).formula
        times = _times(inner, amount, line)
        if times is None:
            parts.append(Part(line.name, amount, through))
            continue
        inside = {each.name: each.amount.times(times) for each in inner.lines}
        parts += _flat(inner, inside, find, (*through, line.product_of))
    return parts


def _times(inner: Formula, amount: Amount, line: Line) -> Fraction | None:
    if amount.dimension == inner.yields.dimension and amount.dimension != "count":
        return amount.ratio(inner.yields)
    if amount.dimension == "count":
        same = amount.unit == inner.yields.unit
        return Fraction(amount.value) / Fraction(inner.yields.value) if same else None
    density = inner.density or line.density
    try:
        grams = amount.exact_in("g") if amount.dimension == "mass" else None
        if grams is None and density is not None:
            grams = density.exact * amount.exact_in("ml")
        return None if grams is None else grams / _mass(inner)
    except QuantityError:
        return None
