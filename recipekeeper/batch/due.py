"""What is planned for a time after the making: tests, weights each week of a cure, and what of it is still to do.

Only moments are stored: a due time is the end of a step and the time that the formula says after it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from recipekeeper.batch.model import BatchState, Kind, Plan, Reading, StepRun, StepState
from recipekeeper.formula.model import Check, Formula, Step
from recipekeeper.quantity import Span


@dataclass(frozen=True, slots=True)
class Due:
    """One reading, or one step without any, at the time at which it is due."""

    step: str
    measure: str | None
    at: datetime
    after: str | None
    """The step from whose end on the time counts; None for the beginning of the batch."""
    since: datetime
    """When that was."""
    time: Span
    is_done: bool
    is_critical: bool = False


def plans_ahead(formula: Formula) -> bool:
    """Whether anything in a formula is due at a time."""
    return any(step.due or any(check.due for check in step.checks) for step in formula.steps)


def dues(plan: Plan, state: BatchState) -> tuple[Due, ...]:
    """All that is due in a batch at a known time, done or not, in order of time.

    What counts from a step that has not ended has no time yet; of a step that was skipped nothing is due.
    """
    found: list[Due] = []
    names = [step.name for step in plan.formula.steps]
    for number, step in enumerate(plan.formula.steps):
        if not (step.due or any(check.due for check in step.checks)):
            continue
        base = number - 1 if step.after is None else names.index(step.after)
        since = _end(base, state) if base >= 0 else state.started_at
        run = state.steps[number]
        if since is not None and run.state is not StepState.SKIPPED:
            found += _of_step(step, run, names[base] if base >= 0 else None, since, state.readings)
    return tuple(sorted(found, key=lambda due: due.at))


def _end(number: int, state: BatchState) -> datetime | None:
    """When a step ended; of one whose end nobody noted, when a later one was begun, or the batch finished."""
    run = state.steps[number]
    if run.ended_at is not None:
        return run.ended_at
    later = [at for other in state.steps[number + 1 :] for at in (other.began_at, other.ended_at) if at]
    if later and run.state not in (StepState.RUNNING, StepState.PAUSED):
        return min(later)
    return next((entry.happened_at for entry in state.in_force if entry.kind is Kind.FINISH), None)


def to_do(plan: Plan, state: BatchState) -> tuple[Due, ...]:
    """What of it is still to be done: a weight of week 1 is no more, once that of week 2 is there."""
    all_of_it = dues(plan, state)
    last_done = {(due.step, due.measure): due.at for due in all_of_it if due.is_done}
    return tuple(
        due
        for due in all_of_it
        if not due.is_done
        and due.at >= last_done.get((due.step, due.measure), due.at)
        and _goes_on(due, state)
    )


def awaited(plan: Plan, state: BatchState) -> tuple[Due, ...]:
    """What was never read and is not due before the last entry of the log: not missing yet, only to come.

    Of what is due several times the first time counts. A past record is complete: nothing of it is to come.
    """
    if any(entry.kind is Kind.FINISH and entry.imported for entry in state.in_force):
        return ()
    read = {(reading.step, reading.measure) for reading in state.readings}
    first: dict[tuple[str, str | None], Due] = {}
    for due in to_do(plan, state):
        first.setdefault((due.step, due.measure), due)
    return tuple(
        due
        for place, due in first.items()
        if place not in read and (state.last_at is None or due.at > state.last_at)
    )


def next_due(plan: Plan, state: BatchState, step: str, measure: str) -> datetime | None:
    """When a reading is due next; None where it is not, or not at a known time."""
    return next((due.at for due in to_do(plan, state) if (due.step, due.measure) == (step, measure)), None)


def _goes_on(due: Due, state: BatchState) -> bool:
    """Whether it can still be done: a step that was ended without a reading has no more to give it."""
    run = state.step(due.step)
    return run is None or run.state is not StepState.DONE


def _of_step(
    step: Step, run: StepRun, after: str | None, since: datetime, readings: Sequence[Reading]
) -> Iterator[Due]:
    if step.due is not None and not step.checks:
        at = since + timedelta(seconds=float(step.due.seconds))
        yield Due(step.name, None, at, after, since, step.due, is_done=run.state is not StepState.OPEN)
    for check in step.checks:
        times = check.due or ((step.due,) if step.due else ())
        moments = [since + timedelta(seconds=float(time.seconds)) for time in times]
        done = _done(step, check, since, moments, readings)
        for time, at, is_done in zip(times, moments, done, strict=True):
            yield Due(step.name, check.measure, at, after, since, time, is_done, check.is_critical)


def _done(
    step: Step, check: Check, since: datetime, moments: Sequence[datetime], readings: Sequence[Reading]
) -> list[bool]:
    """Which of the times have a reading: each reading is that of the time nearest to it.

    One that is nearer to the beginning than to the first time is of none. One without a time is of the first
    that has none.
    """
    done = [False] * len(moments)
    if not moments:
        return done
    taken = [one for one in readings if (one.step, one.measure) == (step.name, check.measure)]
    slots = [since, *moments]
    for reading in taken:
        if reading.at is not None:
            at = reading.at
            nearest = min(range(len(slots)), key=lambda slot: (abs(slots[slot] - at), -slot))
            if nearest:
                done[nearest - 1] = True
    for reading in taken:
        if reading.at is None and False in done:
            done[done.index(False)] = True
    return done
