"""How each number of a scaled formula came about, with the figures that it really came from."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from recipekeeper.formula.amounts.balance import Balance, members
from recipekeeper.formula.amounts.explain_lye import LyeStory
from recipekeeper.formula.amounts.figures import figure, quantity
from recipekeeper.formula.amounts.scale import Scaled, ScaledLine
from recipekeeper.formula.model import TOTAL, Formula, Law, Line, Origin, Rounding, Share, group_text

_ROUNDED = {Rounding.UP: "rounded up", Rounding.DOWN: "rounded down", Rounding.NEAREST: "rounded"}


def explained(formula: Formula, scaled: Scaled, sources: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """For each line, in order, how its amount came about: `50 % of 1000 g oils = 500 g`.

    `sources` says of an ingredient where its SAP comes from.
    """
    balance = scaled.balance
    if balance is None:
        return ("",) * len(scaled.lines)
    lye = LyeStory(formula, scaled)
    return tuple(
        _explained(formula, scaled, balance, number, lye) + _known_of(line, sources or {})
        for number, line in enumerate(formula.lines)
    )


def _explained(formula: Formula, scaled: Scaled, balance: Balance, number: int, lye: LyeStory) -> str:
    line, planned = formula.lines[number], scaled.lines[number]
    match line.origin:
        case Origin.LYE:
            said = lye.of(planned)
        case Origin.REST:
            said = _rest(formula, scaled, number)
        case Origin.SHARE:
            said = _share(balance, number, line.share) if line.share else ""
        case Origin.GIVEN:
            said = _given(line, balance, number, scaled.factor)
    return said + _rounding(line, planned)


def _share(balance: Balance, number: int, share: Share) -> str:
    value, unit = balance.groups[share.of]
    group = "total" if share.of == (TOTAL,) else group_text(share.of)
    made = quantity(balance.values[number], balance.units[number])
    return f"{share.rate} of {quantity(value, unit)} {group} = {made}"


def _given(line: Line, balance: Balance, number: int, factor: Fraction) -> str:
    written, value = line.written or line.amount, balance.values[number]
    made = quantity(value, balance.units[number])
    match line.law:
        case Law.FIXED:
            return f"{written} at every size"
        case Law.PER_UNIT:
            pieces = value / Fraction(written.value) if written.value else Fraction(0)
            return f"{written} for each of {figure(pieces)} pieces = {made}"
        case _:
            return f"{written} in the formula" if factor == 1 else f"{written} × {figure(factor, 6)} = {made}"


def _rest(formula: Formula, scaled: Scaled, number: int) -> str:
    """What the others, as they are weighed, leave of what is filled up."""
    filled = members(formula.lines, formula.basis or (TOTAL,))
    if formula.basis_amount is not None and number in filled:
        whole, name = formula.basis_amount.times(scaled.factor), group_text(formula.basis)
    else:
        whole, name = formula.yields.times(scaled.factor), "total"
    left = scaled.lines[number].exact
    size = quantity(Fraction(whole.value), whole.unit)
    return f"fills up to {size} {name}: the others, as weighed, leave {quantity(Fraction(left.value), left.unit)}"


def _rounding(line: Line, planned: ScaledLine) -> str:
    if planned.resolution is None:
        return ""
    if line.law is Law.STEPWISE:
        return f"; in whole packs of {planned.resolution}: {planned.planned}"
    if not (planned.planned - planned.exact).value:
        return ""
    return f"; {_ROUNDED[line.rounding]} on a {planned.resolution} scale: {planned.planned}"


def _known_of(line: Line, sources: Mapping[str, str]) -> str:
    """What of the line itself counted: its SAP, and its density where it is measured out."""
    known = []
    if line.sap is not None:
        source = sources.get(line.name)
        known.append(f"SAP {line.sap}{f' ({source})' if source else ''}")
    if line.density is not None and line.amount.dimension == "volume":
        known.append(f"density {line.density} (the formula)")
    return "".join(f"; {each}" for each in known)
