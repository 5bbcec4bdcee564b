"""What comes next in a batch: the step at hand, what it asks to weigh and to read, and how its time stands.

Computed from the record and the time alone. Only moments are stored, so whoever looks again, after a
night or on another machine, sees the same step with the right time gone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import Enum
from itertools import pairwise

from recipekeeper.batch.model import BatchRecord, Kind, Reading, StepRun, StepState
from recipekeeper.formula.amounts.scale import ScaledLine
from recipekeeper.formula.model import Check, Step
from recipekeeper.formula.substance.roles import is_alkali
from recipekeeper.quantity import Amount, Span

A_DAY = 24 * 60 * 60
"""A step that by plan lasts longer only waits (cure, ferment); what else is under way comes first."""
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


@dataclass(frozen=True, slots=True)
class ToWeigh:
    """One ingredient of a step, and what is in of it."""

    line: ScaledLine
    total: Amount | None
    lots: tuple[str, ...]
    entries: tuple[int, ...]
    """The `seq` of each weighing."""

    @property
    def name(self) -> str:
        """The ingredient."""
        return self.line.name

    @property
    def is_critical(self) -> bool:
        """Whether it is lye: what burns is never taken as planned, only as read from the scale."""
        return is_alkali(self.line.name)

    @property
    def left(self) -> Amount | None:
        """What is still to go in; None where nothing is planned or the rest is within the tolerance."""
        planned = self.line.planned
        if self.total is None:
            return planned if planned.value else None
        if self.line.tolerance is None or self.total.dimension != planned.dimension:
            return None
        rest = planned - self.total
        return rest if rest > self.line.tolerance else None

    @property
    def is_open(self) -> bool:
        """Whether there is more to weigh."""
        return self.left is not None


@dataclass(frozen=True, slots=True)
class ToRead:
    """One measure of a step, and the readings taken of it."""

    step: str
    check: Check
    taken: tuple[Reading, ...]
    due_at: datetime | None
    """When by its rhythm, or by the formula, the next reading is due; None where nothing says."""
    is_open: bool
    """Whether a reading is asked now."""

    @property
    def name(self) -> str:
        """The measure."""
        return self.check.measure

    @property
    def is_critical(self) -> bool:
        """Whether a reading can put the batch on hold: it is never taken as planned."""
        return self.check.is_critical

    @property
    def entries(self) -> tuple[int, ...]:
        """The `seq` of each reading."""
        return tuple(reading.seq for reading in self.taken)


Item = ToWeigh | ToRead


@dataclass(frozen=True, slots=True)
class StepAsked:
    """One step with all that it asks, in the order of the printed sheet.

    `number` counts from 1; 0 has what no step uses, under an empty name.
    """

    number: int
    step: Step
    run: StepRun
    items: tuple[Item, ...]
    clock: Clock | None
    """The time at work; before it begins the wait for it, where that is limited; None once it has ended."""

    @property
    def name(self) -> str:
        """The name of the step."""
        return self.step.name

    @property
    def is_under_way(self) -> bool:
        """Whether it was begun and has not ended."""
        return self.run.state in UNDER_WAY

    @property
    def open_items(self) -> tuple[Item, ...]:
        """What is not recorded yet, or is due again."""
        return tuple(item for item in self.items if item.is_open)


@dataclass(frozen=True, slots=True)
class Agenda:
    """What a batch asks of whoever stands before it, at one moment."""

    record: BatchRecord
    now: datetime
    steps: tuple[StepAsked, ...]
    current: StepAsked | None
    """The step under way, else the one to begin; None where every step has ended."""
    following: StepAsked | None
    """The step to begin after the current one."""

    @property
    def batch(self) -> str:
        """The code of the batch."""
        return self.record.plan.batch

    @property
    def under_way(self) -> tuple[StepAsked, ...]:
        """All steps that were begun and have not ended, in the order of the plan."""
        return tuple(asked for asked in self.steps if asked.is_under_way)

    @property
    def passed(self) -> tuple[str, ...]:
        """The steps without an entry that lie before the last one that was begun or has ended."""
        last = max((asked.number for asked in self.steps if asked.run.state is not StepState.OPEN), default=0)
        return tuple(asked.name for asked in _unbegun(self.steps) if asked.number < last)

    def step(self, name: str) -> StepAsked | None:
        """The step of that exact name."""
        return next((asked for asked in self.steps if asked.name == name), None)


def asked(record: BatchRecord, now: datetime) -> Agenda:
    """What this batch asks at `now`."""
    runs = {run.name: run for run in record.state.steps}
    plans = [(number, step) for number, step in enumerate(record.plan.formula.steps, 1)]
    if any(line.step is None for line in record.plan.scaled.lines):
        plans.insert(0, (0, Step("")))
    steps = tuple(
        _step(record, number, step, runs.get(step.name, StepRun(step.name)), now) for number, step in plans
    )
    current = _current(steps)
    following = next((each for each in _ahead(steps) if each is not current), None)
    return Agenda(record, now, steps, current, following)


def _unbegun(steps: Iterable[StepAsked]) -> list[StepAsked]:
    return [asked for asked in steps if asked.number and asked.run.state is StepState.OPEN]


def _ahead(steps: tuple[StepAsked, ...]) -> list[StepAsked]:
    """The steps to begin, first those after the last that was begun or has ended, then those passed over."""
    last = max((asked.number for asked in steps if asked.run.state is not StepState.OPEN), default=0)
    return sorted(_unbegun(steps), key=lambda asked: (asked.number < last, asked.number))


def _current(steps: tuple[StepAsked, ...]) -> StepAsked | None:
    """Of the steps under way the one begun last, one that only waits after all others; else the next to begin."""
    under_way = [asked for asked in steps if asked.is_under_way]
    if under_way:
        return max(under_way, key=lambda asked: (not _waits(asked.step), _began(asked), asked.number))
    ahead = _ahead(steps)
    loose = [asked for asked in steps if not asked.number and asked.open_items]
    return ahead[0] if ahead else loose[0] if loose else None


def _waits(step: Step) -> bool:
    return step.lasts is not None and step.lasts.seconds > A_DAY


def _began(asked: StepAsked) -> float:
    return asked.run.began_at.timestamp() if asked.run.began_at else 0.0


def _step(record: BatchRecord, number: int, step: Step, run: StepRun, now: datetime) -> StepAsked:
    name = step.name if number else None
    weighings = tuple(_to_weigh(record, line) for line in in_order_of_the_sheet(record) if line.step == name)
    readings = tuple(_to_read(record, step, run, check, now) for check in step.checks)
    return StepAsked(number, step, run, (*weighings, *readings), _clock(record, step, run, now))


def in_order_of_the_sheet(record: BatchRecord) -> list[ScaledLine]:
    """The lines by phase, in the order in which the phases first appear, as the sheet prints them."""
    lines = record.plan.scaled.lines
    phases = list(dict.fromkeys(line.phase or "" for line in lines))
    return sorted(lines, key=lambda line: phases.index(line.phase or ""))


def _to_weigh(record: BatchRecord, line: ScaledLine) -> ToWeigh:
    weighing = record.state.weighing(line.name)
    if weighing is None:
        return ToWeigh(line, None, (), ())
    return ToWeigh(line, weighing.total, weighing.lots, weighing.entries)


def _to_read(record: BatchRecord, step: Step, run: StepRun, check: Check, now: datetime) -> ToRead:
    taken = tuple(
        reading
        for reading in record.state.readings
        if (reading.step, reading.measure) == (step.name, check.measure)
    )
    last = max((reading.at for reading in taken if reading.at), default=None)
    due_at = last + timedelta(seconds=float(check.each.seconds)) if last and check.each else None
    planned = _planned(record, step, check) if check.due else None
    if planned is not None:
        is_open = planned.astimezone(now.tzinfo).date() <= now.date()
        return ToRead(step.name, check, taken, planned, is_open=is_open)
    is_due = due_at is not None and due_at <= now and run.state in UNDER_WAY
    return ToRead(step.name, check, taken, due_at, is_open=not taken or is_due)


def _planned(record: BatchRecord, step: Step, check: Check) -> datetime | None:
    """When a check that is due at times of its own is due next; it is asked from the morning of that day."""
    from recipekeeper.batch.due import next_due  # late: few checks are

    return next_due(record.plan, record.state, step.name, check.measure)


def _clock(record: BatchRecord, step: Step, run: StepRun, now: datetime) -> Clock | None:
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
