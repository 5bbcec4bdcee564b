"""What a change does to amounts: the lye, what the shares come to, the total, and how many pieces it fills.

Two formulas are compared per weight of their basis or of their oils, or at the size of the first, so that a
formula that was only written for another size is the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from recipekeeper.errors import QuantityError
from recipekeeper.formula.amounts.balance import members, units_of
from recipekeeper.formula.amounts.lye import WATER, LyeState, alkali_lines, is_soap, lye_state
from recipekeeper.formula.amounts.scale import lye_of, scale
from recipekeeper.formula.changes.consequence import Consequence, figures, moved
from recipekeeper.formula.model import TOTAL, Formula, Law, Line, Origin, group_text
from recipekeeper.formula.substance.sap import Alkali
from recipekeeper.quantity import Amount

_POUNDS = frozenset({"oz", "lb"})
_NOTICED = Fraction(1, 10)
"""Percent: a superfat that rounding moves by less is the same."""

Pairs = tuple[tuple[Line | None, Line | None], ...]


def amounts_moved(a: Formula, b: Formula, pairs: Pairs) -> Iterator[Consequence]:
    """Everything that comes to another amount; `pairs` are the same lines of both."""
    yield from _lye(a, b)
    yield from _lines(a, b, pairs)
    yield from _total(a, b)
    yield from _pieces(a, b)


# Lye


def _lye(a: Formula, b: Formula) -> Iterator[Consequence]:
    states = _lye_state(a), _lye_state(b)
    if states == (None, None):
        return
    small, large = _weights(b)
    solution = any(formula.lye and formula.lye.solution for formula in (a, b))
    for label, weights in (
        *((f"{each.value}{' solution' if solution else ''}", _alkalis(states, each)) for each in Alkali),
        ("water", [_water(formula, state) for formula, state in zip((a, b), states, strict=True)]),
    ):
        per_oils = [
            weight / state.oils * _grams(large) / _grams(small) if state and weight else None
            for state, weight in zip(states, weights, strict=True)
        ]
        if one := moved(f"{label} per {large} oils", *figures(per_oils[0], per_oils[1], small)):
            yield one
    yield from _superfat(a, b)


def _lye_state(formula: Formula) -> LyeState | None:
    return lye_state(formula, {line.name: line.amount for line in formula.lines})


def _alkalis(states: tuple[LyeState | None, ...], alkali: Alkali) -> list[Fraction | None]:
    """What is weighed of it, whatever its purity."""
    return [
        sum((weight for _, which, weight, _ in state.alkalis if which is alkali), Fraction(0))
        if state
        else None
        for state in states
    ]


def _water(formula: Formula, state: LyeState | None) -> Fraction | None:
    """What is weighed of it: not what a solution brings."""
    computed = formula.line(WATER) if formula.lye else None
    if computed is not None:
        return computed.amount.exact_in("g")
    return state.water if state else None


def _superfat(a: Formula, b: Formula) -> Iterator[Consequence]:
    """Of the weights as they are rounded; where the lye follows from the oils, rounding alone is no news."""
    values = [state.superfat * 100 if (state := lye_of(each, scale(each))) else None for each in (a, b)]
    before, after = values
    if before is not None and after is not None and abs(before - after) < _NOTICED:
        return
    # A "-0.00" is no excess that anybody could weigh.
    told = [None if value is None else f"{float(value):z.2f} %".replace("-", "−") for value in values]
    if one := moved("effective superfat", told[0], told[1]):
        yield one


# Lines


@dataclass(frozen=True, slots=True)
class _Reference:
    """What both formulas are compared for; `sizes` is how much of it each has, in `large`."""

    sizes: tuple[Fraction, Fraction]
    text: str
    small: str = ""
    """The unit in which weights are told; "" for that of the line."""


def _lines(a: Formula, b: Formula, pairs: Pairs) -> Iterator[Consequence]:
    reference = _reference(a, b)
    if reference is None:
        return
    caustic = {line.name for formula in (a, b) if is_soap(formula) for line in alkali_lines(formula)}
    by_basis = bool(a.basis_amount and b.basis_amount and reference.small)
    for before, after in pairs:
        line = after or before
        if line is None or line.name in caustic or line.origin is Origin.LYE:
            continue
        followed = _follows(before) or _follows(after) or (by_basis and _untouched(before, after))
        if followed and (one := moved(line.name, *_told(before, after, reference), per=reference.text)):
            yield one


def _follows(line: Line | None) -> bool:
    """Whether its amount is computed: what is written as an amount is said by its own key."""
    return line is not None and (line.origin in (Origin.SHARE, Origin.REST) or line.law is Law.PER_UNIT)


def _untouched(before: Line | None, after: Line | None) -> bool:
    return before is not None and after is not None and before.written == after.written


def _told(before: Line | None, after: Line | None, reference: _Reference) -> tuple[str | None, str | None]:
    units = [_unit(line, after, reference) for line in (before, after)]
    values = [
        None if line is None else line.amount.exact_in(unit) / size
        for line, unit, size in zip((before, after), units, reference.sizes, strict=True)
    ]
    if units[0] == units[1] or None in values:
        return figures(values[0], values[1], _symbol(units[1] if before is None else units[0]))
    return figures(values[0], None, _symbol(units[0]))[0], figures(None, values[1], _symbol(units[1]))[1]


def _unit(line: Line | None, after: Line | None, reference: _Reference) -> str:
    """In which a line is told: the weight of the reference, else its own, that of the second where it can."""
    if line is None:
        return ""
    if reference.small and line.amount.dimension == "mass":
        return reference.small
    if after is not None and after.amount.dimension == line.amount.dimension != "count":
        return after.amount.unit
    return line.amount.unit


def _symbol(unit: str) -> str:
    return Amount.of_exact(Fraction(1), unit).symbol


def _reference(a: Formula, b: Formula) -> _Reference | None:
    """Per weight of the same basis, else of the oils, else at the size of the first."""
    small, large = _weights(b)
    if a.basis and _folded(a.basis) == _folded(b.basis):
        sizes = _weight(a, a.basis), _weight(b, b.basis)
        text = f" per {large}" if b.basis == (TOTAL,) else f" per {large} {group_text(b.basis)}"
    else:
        sizes = _oils(a), _oils(b)
        text = f" per {large} oils"
    first, second = sizes
    if first and second:
        return _Reference((first / _grams(large), second / _grams(large)), text, small)
    if a.yields.dimension != b.yields.dimension:
        return None
    try:
        ratio = b.yields.ratio(a.yields)
    except QuantityError:
        return None
    return _Reference((Fraction(1), ratio), "" if ratio == 1 else f" at {a.yields}")


def _folded(names: tuple[str, ...]) -> set[str]:
    return {name.casefold() for name in names}


def _oils(formula: Formula) -> Fraction | None:
    state = _lye_state(formula)
    return state.oils if state else None


# Total and pieces


def _total(a: Formula, b: Formula) -> Iterator[Consequence]:
    weights = _weight(a, (TOTAL,)), _weight(b, (TOTAL,))
    if not weights[0] or not weights[1]:
        return
    unit = next((each.unit for each in (b.yields, a.yields) if each.dimension == "mass"), _weights(b)[0])
    before, after = figures(weights[0] / _grams(unit), weights[1] / _grams(unit), unit)
    share_before, share_after = figures(_of_yield(a, weights[0]), _of_yield(b, weights[1]), "%")
    of_it = f", {share_after} of what it yields" if share_after else ""
    if one := moved("all ingredients together", before, after, per=of_it):
        yield one
    elif share_before != share_after and share_before and share_after:
        said = f"all ingredients together {after}{of_it} (was {share_before})"
        yield Consequence("all ingredients of what it yields", share_before, share_after, said)


def _of_yield(formula: Formula, weight: Fraction) -> Fraction | None:
    return weight / formula.yields.exact_in("g") * 100 if formula.yields.dimension == "mass" else None


def _pieces(a: Formula, b: Formula) -> Iterator[Consequence]:
    try:
        told = [str(units_of(each)) if each.fill else None for each in (a, b)]
    except QuantityError:
        return
    if one := moved("pieces that it fills", told[0], told[1]):
        yield one


# Weights


def _weight(formula: Formula, group: tuple[str, ...]) -> Fraction | None:
    """Of a group in grams; None where something in it has no weight that is known. A count weighs nothing."""
    total = Fraction(0)
    for number in members(formula.lines, group):
        line = formula.lines[number]
        if line.amount.dimension == "mass":
            total += line.amount.exact_in("g")
        elif line.amount.dimension == "volume":
            if line.density is None:
                return None
            total += line.density.exact * line.amount.exact_in("ml")
    return total


def _weights(formula: Formula) -> tuple[str, str]:
    """The small and the large weight that its maker works with."""
    first = next((line.amount.unit for line in formula.lines if line.amount.dimension == "mass"), "g")
    return ("oz", "lb") if first in _POUNDS else ("g", "kg")


def _grams(unit: str) -> Fraction:
    return Amount.of_exact(Fraction(1), unit).exact_in("g")
