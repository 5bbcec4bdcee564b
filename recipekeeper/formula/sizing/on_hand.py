"""How much can be made of what is on hand: no ingredient is ever planned beyond what there is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from recipekeeper.errors import QuantityError, Refused
from recipekeeper.formula.amounts.balance import solve
from recipekeeper.formula.amounts.notes import Note
from recipekeeper.formula.amounts.scale import division_of, scale
from recipekeeper.formula.model import Formula, Line
from recipekeeper.formula.sizing.converting import converted, made_at
from recipekeeper.formula.sizing.size import Limit, Size, shared, sized
from recipekeeper.quantity import Amount


def by_ingredients(
    formula: Formula, have: Mapping[str, Amount], resolution: Amount | None = None, batches: int = 1
) -> Size:
    """As much as the scarcest of these ingredients allows, also after rounding; `have` is by the exact name.

    Raises Refused where one of them is not enough for any batch, QuantityError where none of them follows the
    size, and where one is given as a volume that is weighed and has no density.
    """
    room = {name: _in_unit_of_line(formula, name, amount) / batches for name, amount in have.items()}
    farthest = _farthest(formula, have, room, resolution)
    if not farthest:
        raise QuantityError(
            f"{' and '.join(have)} stays the same at every size of {formula.code}, so it does not say how much to "
            "make. Name an ingredient that follows the size."
        )
    name, factor = min(farthest.items(), key=lambda each: each[1])
    factor = _rounded_within(formula, room, factor, resolution)
    limits = [
        Limit(each, have[each], made_at(formula, farthest[each]))
        for each in sorted(farthest, key=lambda each: farthest[each])
    ]
    how = f"as much as {have[name]} {name}{shared(batches)} are enough for"
    size = sized(formula, factor, how, _said(limits))
    return replace(size, limits=tuple(limits))


def _in_unit_of_line(formula: Formula, name: str, amount: Amount) -> Fraction:
    line = _line(formula, name)
    density = line.density.exact if line.density else None
    found = converted(Fraction(amount.value), amount.unit, line.amount.unit, density)
    if found is None:
        raise QuantityError(
            f"{name} is a {line.amount.dimension} in {formula.code}, and {amount} is a {amount.dimension}. Give a "
            f'{line.amount.dimension}, or write the density of {name}, such as density = "0.915 g/ml".'
        )
    return found


def _line(formula: Formula, name: str) -> Line:
    return next(line for line in formula.lines if line.name == name)


def _farthest(
    formula: Formula, have: Mapping[str, Amount], room: Mapping[str, Fraction], resolution: Amount | None
) -> dict[str, Fraction]:
    """How far each ingredient goes, as a factor; one that stays the same at every size is left out."""
    once, twice = solve(formula), solve(formula, Fraction(2))
    found = {}
    for number, line in enumerate(formula.lines):
        if line.name not in room:
            continue
        growth = twice.values[number] - once.values[number]
        fixed = once.values[number] - growth
        unit = once.units[number]
        own = room[line.name] * Amount(Decimal(1), line.amount.unit).exact_in(unit)
        usable = _on_the_scale(own, unit, division_of(line, unit, resolution))
        if growth <= 0 and usable >= fixed + growth:
            continue
        factor = (usable - fixed) / growth if growth > 0 else Fraction(0)
        if factor <= 0:
            raise Refused(
                f"{have[line.name]} {line.name} is not enough for any batch of {formula.code} that its scale can "
                f"weigh out; {Amount.of_exact(once.values[number], unit)} make {formula.yields}."
            )
        found[line.name] = factor
    return found


def _on_the_scale(value: Fraction, unit: str, division: Amount | None) -> Fraction:
    """So much of it as the scale can show, so that rounding up never asks for more."""
    if division is None:
        return value
    return Amount.of_exact(value, unit).rounded(division, "down").exact_in(unit)


def _rounded_within(
    formula: Formula, room: Mapping[str, Fraction], factor: Fraction, resolution: Amount | None
) -> Fraction:
    """The factor, made smaller until the amounts as rounded fit: the lye follows oils that are rounded up."""
    shrink = Fraction(0)
    while over := _most_over(formula, room, factor * (1 - shrink), resolution):
        shrink = max(2 * shrink, over)
    return factor * (1 - shrink)


def _most_over(
    formula: Formula, room: Mapping[str, Fraction], factor: Fraction, resolution: Amount | None
) -> Fraction:
    """By which part the planned amounts exceed what there is; nothing where all fit."""
    scaled = scale(formula, resolution=resolution, factor=factor)
    over = Fraction(0)
    for line, planned in zip(formula.lines, scaled.lines, strict=True):
        if line.name in room:
            there = Amount.of_exact(room[line.name], line.amount.unit)
            if planned.planned > there:
                over = max(over, 1 - there.ratio(planned.planned))
    return over


def _said(limits: list[Limit]) -> Note:
    first, *others = limits
    said = f"The limit is {first.ingredient}: {first.have} make {first.yields}."
    if others:
        said += f" Next comes {others[0].ingredient}: {others[0].have} would make {others[0].yields}."
    return Note("limit", said)
