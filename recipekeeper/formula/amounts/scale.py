"""A formula at another size: exact factors, rounding as the scale rounds, and what rounding moved.

What is weighed is rounded first; the lye is then computed from the oils as they will be weighed, and a line
that fills up from what the others leave. So the alkali never exceeds what the rounded oils call for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from recipekeeper.errors import QuantityError
from recipekeeper.formula.amounts.balance import Balance, members, solve
from recipekeeper.formula.amounts.lye import LyeState, computed, lye_state
from recipekeeper.formula.model import TOTAL, Formula, Law, Line, Origin, Rounding
from recipekeeper.formula.substance.sap import Sap
from recipekeeper.quantity import Amount


@dataclass(frozen=True, slots=True)
class ScaledLine:
    """One line at the size asked for.

    `exact` is before rounding, `planned` what is to be weighed, `tolerance` the absolute deviation
    that the maker allows (in the unit of `planned`, never less than one division of the scale).
    """

    name: str
    phase: str | None
    step: str | None
    exact: Amount
    planned: Amount
    resolution: Amount | None = None
    tolerance: Amount | None = None


@dataclass(frozen=True, slots=True)
class Scaled:
    """A formula at one size.

    `drift` is what rounding added, over all lines of the size's dimension (over all weights where the
    size is a count), in the unit of the first line that was rounded; None where none was.
    """

    factor: Fraction
    yields: Amount
    lines: tuple[ScaledLine, ...]
    drift: Amount | None = None
    balance: Balance | None = field(default=None, compare=False, repr=False)
    """What the lines come to before any rounding; None in what was stored."""

    def line(self, name: str) -> ScaledLine | None:
        """The line of that exact name, without regard to case."""
        return next((line for line in self.lines if line.name.casefold() == name.casefold()), None)

    @property
    def weights(self) -> dict[str, Amount]:
        """What is to be weighed of each ingredient."""
        return {line.name: line.planned for line in self.lines}


def scale(
    formula: Formula,
    size: Amount | None = None,
    resolution: Amount | None = None,
    *,
    factor: Fraction | None = None,
    saps: Mapping[str, Sap] | None = None,
) -> Scaled:
    """The formula at `size` (its own size where None), rounded to `resolution` or to each line's own.

    `factor` decides in place of a size, which then only says how much that makes. A resolution given here
    is for the lines that have the same dimension; the others keep their own. `saps` are those of the lots
    at hand, by ingredient: the lye follows them. Raises QuantityError where the size is not of the kind
    that the formula yields or is nothing, and where no line has the dimension of the resolution.
    """
    if saps:
        formula = with_saps(formula, saps)
    yields = formula.yields if size is None else size
    if factor is None:
        factor = factor_of(formula, yields)
    elif size is None:
        yields = formula.yields.times(factor)
    _refuse_resolution(formula, resolution)
    balance = solve(formula, factor)
    divisions = [
        division_of(line, balance.units[number], resolution) for number, line in enumerate(formula.lines)
    ]
    exact = list(balance.values)
    planned: list[Fraction | None] = [
        None if line.origin in _AFTER else _rounded(value, unit, division, line)
        for line, value, unit, division in zip(formula.lines, exact, balance.units, divisions, strict=True)
    ]
    _compute_lye(formula, balance, exact, planned, divisions)
    _fill_up(formula, balance, exact, planned, divisions)
    lines = tuple(
        _scaled_line(formula, line, Amount.of_exact(exact[number], balance.units[number]), divisions[number])
        for number, line in enumerate(formula.lines)
    )
    return Scaled(factor, yields, lines, _drift(lines, balance, yields), balance)


_AFTER = (Origin.LYE, Origin.REST)


def with_saps(formula: Formula, saps: Mapping[str, Sap]) -> Formula:
    """The formula with the SAP of the lots at hand; raises QuantityError for what is no oil of it."""
    lots = {name.casefold(): sap for name, sap in saps.items()}
    oils = {line.name.casefold(): line.name for line in formula.lines if line.sap is not None}
    for name in lots:
        if name not in oils:
            raise QuantityError(
                f"{name} is no oil of {formula.code}; its oils are {', '.join(oils.values())}."
            )
    lines = (replace(line, sap=lots.get(line.name.casefold(), line.sap)) for line in formula.lines)
    return replace(formula, lines=tuple(lines))


def lye_of(formula: Formula, scaled: Scaled, saps: Mapping[str, Sap] | None = None) -> LyeState | None:
    """What the rounded weights make of a soap; None where the formula is none."""
    return lye_state(formula, scaled.weights, saps)


def factor_of(formula: Formula, yields: Amount) -> Fraction:
    """How many times the formula's own size that is; raises QuantityError for what is no size of it."""
    if yields.value <= 0:
        raise QuantityError(
            f"{yields} is not a size to make: it has to be more than nothing, e.g. {formula.yields}."
        )
    if yields.dimension != formula.yields.dimension:
        raise QuantityError(
            f"{formula.code} yields {formula.yields}, so its size is a {formula.yields.dimension}; "
            f"{yields} is a {yields.dimension}. Give a size such as {formula.yields}."
        )
    return yields.ratio(formula.yields)


def _refuse_resolution(formula: Formula, resolution: Amount | None) -> None:
    if resolution is not None and all(
        line.amount.dimension != resolution.dimension for line in formula.lines
    ):
        raise QuantityError(
            f"No ingredient of {formula.code} is a {resolution.dimension}, so none can be rounded to "
            f"{resolution}. Give what the scale shows, such as 1 g."
        )


def division_of(line: Line, unit: str, asked: Amount | None) -> Amount | None:
    """What the scale shows for a line, or the pack that it comes in."""
    if line.law is Law.STEPWISE:
        return line.pack
    if asked is not None and asked.dimension == Amount(Decimal(1), unit).dimension:
        return asked
    return line.resolution


def _rounded(value: Fraction, unit: str, division: Amount | None, line: Line) -> Fraction:
    """In the same unit; exact where nothing is rounded."""
    if division is None:
        return value
    direction = Rounding.UP if line.law is Law.STEPWISE else line.rounding
    rounded = Amount.of_exact(value, unit).rounded(division, direction.value)
    return rounded.exact_in(unit)


def _compute_lye(
    formula: Formula,
    balance: Balance,
    exact: list[Fraction],
    planned: list[Fraction | None],
    divisions: list[Amount | None],
) -> None:
    """The lye of the oils as they are weighed."""
    if formula.lye is None:
        return
    oils = koh = Fraction(0)
    unit = next(balance.units[n] for n, line in enumerate(formula.lines) if line.origin is Origin.LYE)
    for number, line in enumerate(formula.lines):
        weight = planned[number]
        if line.sap is not None and weight is not None:
            mass = mass_of(weight, balance.units[number], line, unit)
            oils += mass
            koh += mass * line.sap.koh
    parts = {part.name: part for part in computed(formula.lye)}
    for number, line in enumerate(formula.lines):
        if line.origin is Origin.LYE:
            part = parts[line.name]
            exact[number] = part.per_koh * koh + part.per_oil * oils
            planned[number] = _rounded(exact[number], unit, divisions[number], line)


def _fill_up(
    formula: Formula,
    balance: Balance,
    exact: list[Fraction],
    planned: list[Fraction | None],
    divisions: list[Amount | None],
) -> None:
    """A q.s. line takes what the others, as they are weighed, leave."""
    rest = next((n for n, line in enumerate(formula.lines) if line.origin is Origin.REST), None)
    if rest is None:
        return
    unit = balance.units[rest]
    group = formula.basis if rest in members(formula.lines, formula.basis) else (TOTAL,)
    for number in members(formula.lines, group):
        weight = planned[number]
        if weight is not None and number != rest:
            line, own = formula.lines[number], balance.units[number]
            exact[rest] -= mass_of(weight - balance.values[number], own, line, unit)
    planned[rest] = _rounded(exact[rest], unit, divisions[rest], formula.lines[rest])


def mass_of(value: Fraction, own: str, line: Line, unit: str) -> Fraction:
    """A value of a line as a weight in `unit`; a count weighs nothing that is known."""
    one = Amount(Decimal(1), own)
    if one.dimension == "count":
        return Fraction(0)
    if one.dimension == "mass":
        return value if own == unit else value * one.exact_in(unit)
    if line.density is None:
        raise QuantityError(
            f"{line.name} is measured out and has to count as a weight; write its density, such as 0.915 g/ml."
        )
    return value * line.density.exact * one.exact_in("ml") * Amount(Decimal(1), "g").exact_in(unit)


def _scaled_line(formula: Formula, line: Line, exact: Amount, division: Amount | None) -> ScaledLine:
    direction = Rounding.UP if line.law is Law.STEPWISE else line.rounding
    planned = exact.rounded(division, direction.value) if division is not None else exact
    step = formula.step_of(line)
    return ScaledLine(
        name=line.name,
        phase=line.phase,
        step=step.name if step else None,
        exact=exact,
        planned=planned,
        resolution=division,
        tolerance=_tolerance(line, planned, division),
    )


def _tolerance(line: Line, planned: Amount, division: Amount | None) -> Amount | None:
    """In the unit of `planned`; less than one division of the scale cannot be seen."""
    if line.tolerance is None:
        return None
    tolerance = line.tolerance.of(planned)
    return tolerance if division is None else max(tolerance, division)


def _drift(lines: tuple[ScaledLine, ...], balance: Balance, yields: Amount) -> Amount | None:
    dimension = "mass" if yields.dimension == "count" else yields.dimension
    rounded = [
        number for number, line in enumerate(lines) if line.resolution and line.planned.dimension == dimension
    ]
    if not rounded:
        return None
    drift = Amount(Decimal(0), lines[rounded[0]].planned.unit)
    for number, line in enumerate(lines):
        if line.planned.dimension == dimension:
            drift = drift + line.planned - balance.amount(number)
    return drift
