"""Whether one reading is as the plan wants it: against the working limits, the critical ones, the words."""

from __future__ import annotations

from recipekeeper.batch.deviation import Severity
from recipekeeper.batch.model import Plan
from recipekeeper.batch.wording import beyond, limits_text
from recipekeeper.formula.limits import Limits
from recipekeeper.formula.model import Check
from recipekeeper.quantity import Setpoint

Checks = dict[tuple[str | None, str | None], Check]
Verdict = tuple[str, str, Severity]
"""What was expected, how far off, how grave."""


def checks_of(plan: Plan) -> Checks:
    """Every check of the plan by step and measure."""
    return {(step.name, check.measure): check for step in plan.formula.steps for check in step.checks}


def judged(check: Check, value: Setpoint | str) -> Verdict | None:
    """What the check's own limits say of a reading; None where it is as it should be.

    What depends on another reading is judged by `batch.depending`.
    """
    if isinstance(value, str):
        if not check.words or value.casefold() in {word.casefold() for word in check.words}:
            return None
        severity = Severity.CRITICAL if check.words_critical else Severity.MAJOR
        return " or ".join(check.words), "", severity
    for limits, severity in ((check.critical, Severity.CRITICAL), (check.limits, Severity.MAJOR)):
        off = outside(limits, value)
        if limits is not None and off is not None:
            return limits_text(check, limits, severity), off, severity
    return None


def outside(limits: Limits | None, value: Setpoint) -> str | None:
    """How far a value lies beyond its limits, in words; None where it lies within."""
    if limits is None:
        return None
    for end, side in ((limits.low, "below"), (limits.high, "above")):
        if end is None or end.dimension != value.dimension:
            continue
        if (value < end) if side == "below" else (value > end):
            return beyond(value, end, side)
    return None
