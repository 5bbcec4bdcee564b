"""What the formula wants of a thing that is charted: its limits and its target, in the unit of the chart."""

from __future__ import annotations

from fractions import Fraction

from recipekeeper.chart.model import Specification
from recipekeeper.formula.limits import Limits
from recipekeeper.formula.model import Check, Formula, Step


def of_check(check: Check | None, unit: str) -> Specification:
    """The working limits of a check, or else the critical ones, in that unit."""
    if check is None:
        return Specification()
    limits = check.limits or check.critical or Limits()
    low, high, target = (
        None if end is None else Fraction(end.to(unit).value)
        for end in (limits.low, limits.high, check.target)
    )
    return Specification(low, high, target)


def of_yield(formula: Formula) -> Specification:
    """In percent of the theoretical yield."""
    ends = formula.yield_within or Limits()
    low, high = (None if end is None else Fraction(end.value) for end in (ends.low, ends.high))
    return Specification(low, high)


def of_weight(formula: Formula, names: frozenset[str]) -> Specification:
    """The tolerance of the line of that name, in percent of its plan."""
    line = next((each for each in formula.lines if each.name.casefold() in names), None)
    if line is None or line.tolerance is None or not line.amount.value:
        return Specification(target=Fraction(100))
    off = 100 * line.tolerance.of(line.amount).ratio(line.amount)
    return Specification(100 - off, 100 + off, Fraction(100))


def of_duration(step: Step | None) -> Specification:
    """In minutes."""
    if step is None or step.lasts is None:
        return Specification()
    lasts = Fraction(step.lasts.minutes)
    if step.within is None:
        return Specification(target=lasts)
    within = Fraction(step.within.minutes)
    return Specification(lasts - within, lasts + within, lasts)


def of_wait(step: Step | None) -> Specification:
    """In minutes: the longest wait before the step."""
    longest = step.wait_at_most if step else None
    return Specification(high=None if longest is None else Fraction(longest.minutes))
