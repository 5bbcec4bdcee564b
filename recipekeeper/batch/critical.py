"""Which entries of a log ever said something critical."""

from __future__ import annotations

from collections.abc import Sequence

from recipekeeper.batch.deviation import Severity
from recipekeeper.batch.judging import checks_of, judged
from recipekeeper.batch.model import Entry, Kind, Plan
from recipekeeper.quantity import Setpoint


def critical_readings(plan: Plan, entries: Sequence[Entry]) -> list[int]:
    """The entries that ever said something critical, even if it was corrected since."""
    checks = checks_of(plan)
    if any(check.lookup is not None and check.lookup.critical for check in checks.values()):
        # Few formulas have limits that depend on another reading.
        from recipekeeper.batch.depending import critical_in_turn

        return critical_in_turn(checks, entries)
    critical = {place: check for place, check in checks.items() if check.is_critical}
    found = []
    for entry in entries:
        check = critical.get((entry.step, entry.name))
        if check is None or entry.kind not in (Kind.READ, Kind.CORRECT):
            continue
        if not isinstance(entry.value, Setpoint | str):
            continue
        verdict = judged(check, entry.value)
        if verdict is not None and verdict[2] is Severity.CRITICAL:
            found.append(entry.seq)
    return found
