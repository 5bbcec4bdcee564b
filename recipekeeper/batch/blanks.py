"""The blanks of a batch's printed sheet that no entry fills yet, in the order of the sheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from math import floor

from recipekeeper.batch.agenda import Agenda, StepAsked, ToRead, in_order_of_the_sheet
from recipekeeper.batch.model import State, StepState
from recipekeeper.formula.amounts.scale import ScaledLine
from recipekeeper.formula.model import Check, Step

_MOST_READINGS = 18


class Written(Enum):
    """What is written into a blank."""

    WEIGHT = "weight"
    START = "start"
    END = "end"
    READING = "reading"
    YIELD = "yield"
    UNITS = "units"
    FINISH = "finish"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Blank:
    """One blank: a weight, a time or a reading. `number` tells the readings of one measure apart, from 1."""

    written: Written
    step: Step | None = None
    line: ScaledLine | None = None
    check: Check | None = None
    number: int = 1
    of: int = 1
    """How many blanks that measure has."""

    @property
    def key(self) -> tuple[str, str, str, int]:
        """What tells it from all others, also when others have been filled."""
        name = self.line.name if self.line else self.check.measure if self.check else ""
        return self.written.value, self.step.name if self.step else "", name, self.number


def blanks(agenda: Agenda) -> list[Blank]:
    """What the sheet of this batch still has no entry for: weights first, then step by step, then the end."""
    found = list(_weights(agenda))
    for step in agenda.steps:
        if step.number and step.run.state is not StepState.SKIPPED:
            found += _of_step(step)
    if agenda.record.state.state is State.RUNNING:
        found += (Blank(Written.YIELD), Blank(Written.UNITS), Blank(Written.FINISH))
    return [*found, Blank(Written.NOTE)]


def _weights(agenda: Agenda) -> Iterator[Blank]:
    for line in in_order_of_the_sheet(agenda.record):
        weighing = agenda.record.state.weighing(line.name)
        if weighing is None or weighing.total is None:
            yield Blank(Written.WEIGHT, line=line)


def _of_step(asked: StepAsked) -> Iterator[Blank]:
    step = asked.step
    if asked.run.began_at is None and asked.run.state is StepState.OPEN:
        yield Blank(Written.START, step)
    if asked.run.state is not StepState.DONE:
        yield Blank(Written.END, step)
    for item in asked.items:
        if isinstance(item, ToRead):
            asked_for = readings_asked(item.check, step)
            for number in range(len(item.taken) + 1, asked_for + 1):
                yield Blank(Written.READING, step, check=item.check, number=number, of=asked_for)


def readings_asked(check: Check, step: Step) -> int:
    """How many blanks a measure has on the sheet.

    One for each time at which it is due; by its rhythm one at the start and one at the end of each interval, six
    where the step says no duration; else one.
    """
    if check.due:
        return len(check.due)
    if check.each is None or not check.each.value:
        return 1
    if step.lasts is None:
        return 6
    return min(floor(step.lasts.seconds / check.each.seconds) + 1, _MOST_READINGS)
