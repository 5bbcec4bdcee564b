"""What is charted: a reading, a weight, a time, the yield, the superfat, what was rejected."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from fractions import Fraction

from recipekeeper.batch.model import BatchRecord, State
from recipekeeper.chart.model import Form, Observation, Specification
from recipekeeper.formula.model import Check, Formula, Step
from recipekeeper.formula.renaming import joined
from recipekeeper.quantity import Amount, Setpoint


class What(Enum):
    """The kinds of value that a batch gives one of, spelled as a trace spells its factors."""

    READING = "reading"
    WEIGHT = "weight"
    """What was weighed of an ingredient, in percent of its plan."""
    DURATION = "duration"
    WAIT = "wait"
    """The time before a step."""
    YIELD = "yield"
    """In percent of the theoretical yield."""
    SUPERFAT = "superfat"
    """Of a soap, in percent, by what was weighed."""
    REJECTS = "rejects"
    """Pieces that nobody can sell, of all that were made."""


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing to chart, in the names of the newest version; `step` and `name` where its kind has them."""

    what: What
    step: str | None = None
    name: str | None = None

    @property
    def title(self) -> str:
        """In words: `oil temperature at combine`."""
        if self.what is What.READING:
            return f"{self.name} at {self.step}" if self.step else f"{self.name}"
        return {
            What.WEIGHT: f"weight of {self.name}",
            What.DURATION: f"duration of {self.step}",
            What.WAIT: f"wait before {self.step}",
            What.YIELD: "yield",
            What.SUPERFAT: "superfat",
            What.REJECTS: "rejected pieces",
        }[self.what]


@dataclass(frozen=True, slots=True)
class Names:
    """What any version calls the step, the measure and the ingredient of a subject, in lower case."""

    steps: frozenset[str]
    measures: frozenset[str]
    ingredients: frozenset[str]


def names_of(subject: Subject, formulas: Iterable[Formula]) -> Names:
    """The names that mean the same, over all renamings."""
    different = {formula.fingerprint: formula for formula in formulas}.values()
    name = subject.name or ""
    steps = [step for formula in different for step in formula.steps]
    same = joined([subject.step or ""], [(step.name, step.was) for step in steps])
    checks = [check for step in steps if step.name.casefold() in same for check in step.checks]
    lines = [line for formula in different for line in formula.lines]
    return Names(
        frozenset(same),
        frozenset(joined([name], [(check.measure, check.was) for check in checks])),
        frozenset(joined([name], [(line.name, line.was) for line in lines])),
    )


def check_of(names: Names, formula: Formula) -> Check | None:
    """The check of a formula that is meant."""
    step = step_of(names, formula)
    checks = step.checks if step else ()
    return next((check for check in checks if check.measure.casefold() in names.measures), None)


def step_of(names: Names, formula: Formula) -> Step | None:
    """The step of a formula that is meant."""
    return next((step for step in formula.steps if step.name.casefold() in names.steps), None)


def counts(record: BatchRecord) -> bool:
    """Whether a batch is charted: one that is neither void nor a trial."""
    return record.state.state is not State.VOID and not record.plan.trial


# Its values


@dataclass(frozen=True, slots=True)
class Noted:
    """What one batch has to say of it."""

    record: BatchRecord
    at: datetime | None
    value: Setpoint | Amount | str | Fraction

    @property
    def batch(self) -> str:
        """The code of the batch."""
        return self.record.plan.batch

    def observed(self, value: Fraction, size: int = 1) -> Observation:
        """The batch with a value as it is charted."""
        return Observation(self.batch, self.record.plan.version, self.at, value, size)


LeftOut = tuple[tuple[str, str], ...]
"""Batches that are not in the chart, each with the reason."""


@dataclass(frozen=True, slots=True)
class Values:
    """The values of all batches in order of time; `in_words` are 1 for an accepted word and 0 for another."""

    title: str
    observations: tuple[Observation, ...]
    unit: str
    decimals: int
    wanted: Specification
    form: Form = Form.INDIVIDUALS
    in_words: bool = False
    left_out: LeftOut = ()
    remark: str = ""
    """What speaks against charting them so."""
