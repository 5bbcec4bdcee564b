"""How the time of a step stands to its plan: gone so far, the limit, and whether it is near."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import Enum
from itertools import pairwise

from recipekeeper.batch.model import BatchRecord, Kind, StepRun, StepState
from recipekeeper.formula.model import Step
from recipekeeper.quantity import Span

NEAR = Decimal("0.75")
"""A limit is near when three quarters of the way from the planned time to it are gone. Our own choice."""
UNDER_WAY = (StepState.RUNNING, StepState.PAUSED)


class Standing(Enum):
    """How a time stands to its plan. That it is reached does not end a step: somebody does."""

    UNPLANNED = "unplanned"
    BEFORE = "before"
    REACHED = "reached"
    NEAR = "near"
    """The limit is near."""
    OVER = "over"
    """The limit is passed."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A time that runs: that of a step, or that of the wait for it."""

    seconds: int | None
    """Gone so far, without pauses; None where the beginning is not known."""
    planned: Span | None
    limit: int | None
    """Seconds after which it is out of its limit; None without one."""
    standing: Standing
    paused: bool = False
    doubtful: bool = False
    """A clock went back within it."""


def clock_of(record: BatchRecord, step: Step, run: StepRun, now: datetime) -> Clock | None:
    """The time at work; before the step begins the wait for it, where that is limited; None once it has ended."""
    if run.state is StepState.OPEN:
        return _wait(record, step, now)
    if run.state not in UNDER_WAY:
        return None
    limit = step.lasts.seconds + step.within.seconds if step.lasts and step.within else None
    until = _paused_at(record, run) if run.state is StepState.PAUSED else now
    began = run.began_at
    doubtful = run.clock_doubtful or _went_back(record, Kind.BEGIN, step.name, now)
    if began is None or until is None:
        return Clock(None, step.lasts, _whole(limit), Standing.UNPLANNED, doubtful=doubtful)
    seconds = round((until - began).total_seconds()) - run.paused_seconds
    return Clock(
        max(seconds, 0),
        step.lasts,
        _whole(limit),
        _standing(seconds, step.lasts.seconds if step.lasts else None, limit),
        paused=run.state is StepState.PAUSED,
        doubtful=doubtful or seconds < 0,
    )


def _wait(record: BatchRecord, step: Step, now: datetime) -> Clock | None:
    """The time since the end of the step that was done last, where the plan limits it."""
    ends = [(run.ended_at, run.name) for run in record.state.steps if run.ended_at]
    if step.wait_at_most is None or not ends:
        return None
    ended, before = max(ends)
    seconds = round((now - ended).total_seconds())
    limit = step.wait_at_most.seconds
    doubtful = seconds < 0 or _went_back(record, Kind.DONE, before, now)
    return Clock(
        max(seconds, 0),
        step.wait_at_most,
        _whole(limit),
        _standing(seconds, Decimal(0), limit, waits=True),
        doubtful=doubtful,
    )


def _whole(seconds: Decimal | None) -> int | None:
    return None if seconds is None else round(seconds)


def _standing(
    seconds: int, planned: Decimal | None, limit: Decimal | None, *, waits: bool = False
) -> Standing:
    if planned is None:
        return Standing.UNPLANNED
    if limit is not None and seconds > limit:
        return Standing.OVER
    if limit is not None and seconds >= planned + (limit - planned) * NEAR:
        return Standing.NEAR
    return Standing.REACHED if seconds >= planned and not waits else Standing.BEFORE


def _paused_at(record: BatchRecord, run: StepRun) -> datetime | None:
    pauses = [entry for entry in record.state.in_force if entry.kind is Kind.PAUSE and entry.step == run.name]
    return pauses[-1].happened_at if pauses else None


def _went_back(record: BatchRecord, kind: Kind, step: str, now: datetime) -> bool:
    """Whether the clock of the recording stood earlier than before, at an entry after that one or now."""
    seqs = [entry.seq for entry in record.state.in_force if (entry.kind, entry.step) == (kind, step)]
    times = [entry.recorded_at for entry in record.entries if seqs and entry.seq >= seqs[-1]]
    return any(late < early for early, late in pairwise([*times, now]))
