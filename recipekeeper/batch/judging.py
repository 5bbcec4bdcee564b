"""Whether one reading is as the plan wants it: against the working limits, the critical ones, the words."""

from __future__ import annotations

from collections.abc import Sequence

from recipekeeper.batch.model import Entry, Kind, Plan, Severity
from recipekeeper.batch.wording import beyond, limits_text
from recipekeeper.formula.model import Check, Limits
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


def critical_readings(plan: Plan, entries: Sequence[Entry]) -> list[int]:
    """The entries that ever said something critical, even if it was corrected since."""
    checks = checks_of(plan)
    if any(check.lookup is not None and check.lookup.critical for check in checks.values()):
        # Few formulas have limits that depend on another reading.
        from recipekeeper.batch.depending import critical_in_turn

        return critical_in_turn(checks, entries)
    found = []
    for entry in entries:
        check = checks.get((entry.step, entry.name))
        if check is None or entry.kind not in (Kind.READ, Kind.CORRECT):
            continue
        if not isinstance(entry.value, Setpoint | str):
            continue
        verdict = judged(check, entry.value)
        if verdict is not None and verdict[2] is Severity.CRITICAL:
            found.append(entry.seq)
    return found
