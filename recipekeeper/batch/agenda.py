"""What comes next in a batch: the step at hand, what it asks to weigh and to read, and how its time stands.

Computed from the record and the time alone. Only moments are stored, so whoever looks again, after a
night or on another machine, sees the same step with the right time gone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from recipekeeper.batch.clock import UNDER_WAY, Clock, clock_of
from recipekeeper.batch.model import BatchRecord, Reading, StepRun, StepState
from recipekeeper.formula.amounts.scale import ScaledLine
from recipekeeper.formula.model import Check, Step
from recipekeeper.formula.substance.roles import is_alkali
from recipekeeper.quantity import Amount

A_DAY = 24 * 60 * 60
"""A step that by plan lasts longer only waits (cure, ferment); what else is under way comes first."""


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
    return StepAsked(number, step, run, (*weighings, *readings), clock_of(record, step, run, now))


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
