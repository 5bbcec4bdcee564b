"""What departs from the plan only beside another reading: two that are too far apart, one that is not judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from recipekeeper.batch.departure import Departure, read_text
from recipekeeper.batch.depending import other_reading, too_far_apart, waits_for
from recipekeeper.batch.deviation import Severity
from recipekeeper.batch.model import BatchState, Plan
from recipekeeper.formula.depending import Apart, Lookup
from recipekeeper.formula.model import Check, Step


def departures_beside(plan: Plan, state: BatchState, finish: int | None) -> Iterator[Departure]:
    """The departures that show only beside another reading; `finish` is the entry that ended the batch."""
    for step in plan.formula.steps:
        for check in step.checks:
            if check.apart is not None:
                yield from _apart(step, check, check.apart, state)
            if check.lookup is not None and check.lookup.critical and finish is not None:
                yield from _unjudged(step, check, check.lookup, state, finish)


def _apart(step: Step, check: Check, apart: Apart, state: BatchState) -> Iterable[Departure]:
    """The last readings of both count: what was cooled and read again is put right."""
    reading = other_reading((step.name, check.measure), None, state.readings)
    far = too_far_apart(apart, reading, state.readings) if reading else None
    if reading is None or far is None:
        return
    other, distance = far
    yield Departure(
        key=("apart", step.name, check.measure),
        seq=max(reading.seq, other.seq),
        kind="reading",
        step=step.name,
        name=check.measure,
        expected=f"at most {apart.at_most} apart",
        found=f"{read_text(reading)} and {other.measure} {read_text(other)}",
        off=f"{distance} apart",
        severity=Severity.MAJOR,
    )


def _unjudged(
    step: Step, check: Check, lookup: Lookup, state: BatchState, finish: int
) -> Iterable[Departure]:
    """A critical reading whose limit depends on one that was never taken is as good as not taken itself."""
    taken = [one for one in state.readings if (one.step, one.measure) == (step.name, check.measure)]
    if not any(waits_for(check, one.part, state.readings) for one in taken):
        return
    yield Departure(
        key=("not judged", step.name, check.measure),
        seq=finish,
        kind="missing reading",
        step=lookup.of[0],
        name=lookup.of[1],
        expected=f"to judge {check.measure} at {step.name} by",
        found="not recorded",
        off="",
        severity=Severity.CRITICAL,
    )
