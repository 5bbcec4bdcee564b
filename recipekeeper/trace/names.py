"""One batch in the words of another's formula version, so that renamed things stay joined.

A line, step or check that was renamed says `was`. Every version that any of the batches was made by
adds its pairs, so that a name is found through several renamings and in either direction.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from recipekeeper.batch.model import BatchRecord, Disposition, StepRun, StepState, Weighing
from recipekeeper.formula.amounts.scale import ScaledLine
from recipekeeper.formula.model import Check, Formula, Step
from recipekeeper.formula.renaming import joined
from recipekeeper.quantity import Amount, Setpoint

Place = tuple[str, str]
"""A step and a measure of it."""


@dataclass(frozen=True, slots=True)
class Past:
    """One batch and its own plan, under the names of the batch that is asked about."""

    code: str
    version: int
    operator: str
    began_at: datetime | None
    size: Amount
    steps: Mapping[str, Step]
    runs: Mapping[str, StepRun]
    lines: Mapping[str, ScaledLine]
    weighings: Mapping[str, Weighing]
    checks: Mapping[Place, Check]
    readings: Mapping[Place, Setpoint | str]
    """The last in force of each."""
    stopped: frozenset[str]
    """Steps that the batch did not reach."""


@dataclass(frozen=True, slots=True)
class Names:
    """From any version's names to those of one formula; what it does not know maps to nothing."""

    steps: Mapping[str, str]
    ingredients: Mapping[str, str]
    measures: Mapping[Place, str]

    def step(self, name: str | None) -> str | None:
        """That step as the formula asked about calls it."""
        return self.steps.get(name.casefold()) if name else None

    def ingredient(self, name: str) -> str | None:
        """That ingredient as the formula asked about calls it."""
        return self.ingredients.get(name.casefold())

    def place(self, step: str | None, measure: str) -> Place | None:
        """That measure of that step; one that neither knows keeps its name."""
        known = self.step(step)
        if known is None:
            return None
        return known, self.measures.get((known, measure.casefold()), measure.casefold())


def names_of(record: BatchRecord, others: Iterable[Formula]) -> Names:
    """The names of that batch's formula and of its own readings, and what other versions call them."""
    asked = record.plan.formula
    formulas = (asked, *others)
    steps = joined(
        [step.name for step in asked.steps],
        [(step.name, step.was) for formula in formulas for step in formula.steps],
    )
    ingredients = joined(
        [line.name for line in asked.lines],
        [(line.name, line.was) for formula in formulas for line in formula.lines],
    )
    measures: dict[Place, str] = {}
    for step in asked.steps:
        same = [
            each
            for formula in formulas
            for each in formula.steps
            if steps.get(each.name.casefold()) == step.name
        ]
        read = [each.measure for each in record.state.readings if each.step == step.name]
        same_name = joined(
            [*read, *(check.measure for check in step.checks)],
            [(check.measure, check.was) for each in same for check in each.checks],
        )
        measures |= {(step.name, name): measure for name, measure in same_name.items()}
    return Names(steps, ingredients, measures)


def past(record: BatchRecord, names: Names) -> Past:
    """That batch under these names; what they do not know is left out."""
    plan, state = record.plan, record.state
    steps = {name: step for step in plan.formula.steps if (name := names.step(step.name))}
    return Past(
        code=plan.batch,
        version=plan.version,
        operator=state.operator,
        began_at=state.started_at,
        size=plan.scaled.yields,
        steps=steps,
        runs={name: run for run in state.steps if (name := names.step(run.name))},
        lines={name: line for line in plan.scaled.lines if (name := names.ingredient(line.name))},
        weighings={name: each for each in state.weighings if (name := names.ingredient(each.ingredient))},
        checks={
            place: check
            for step in plan.formula.steps
            for check in step.checks
            if (place := names.place(step.name, check.measure))
        },
        readings={
            place: reading.value
            for reading in state.readings
            if (place := names.place(reading.step, reading.measure))
        },
        stopped=_stopped(record, names),
    )


def _stopped(record: BatchRecord, names: Names) -> frozenset[str]:
    """The unrecorded steps at the end of a batch that was given up.

    A maker who skips leaves out one step; a batch that was rejected, or lost, has no entry for any step
    that would have followed.
    """
    unreached: list[str] = []
    for run in reversed(record.state.steps):
        if run.recorded or run.state is StepState.SKIPPED:
            break
        unreached.append(run.name)
    given_up = record.state.disposition is Disposition.REJECTED or len(unreached) > 1
    return frozenset(name for each in unreached if (name := names.step(each))) if given_up else frozenset()
