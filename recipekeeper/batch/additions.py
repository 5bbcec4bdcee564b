"""What goes into a batch beyond what was planned, and what that makes of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from recipekeeper.batch.consequence import Weighed
from recipekeeper.batch.contents import grams, is_to_come, weighed
from recipekeeper.batch.model import BatchRecord
from recipekeeper.batch.wording import legible
from recipekeeper.formula.amounts.figures import readable
from recipekeeper.formula.amounts.lye import alkali_lines, lye_state
from recipekeeper.formula.amounts.scale import ScaledLine
from recipekeeper.formula.model import Formula, Law, Line, Rounding
from recipekeeper.quantity import Amount

SMALLEST = Fraction(1, 500)
"""Less of what a line should be is not worth another weighing."""

_DIGITS = 4
"""Of how much it makes: nobody pours more exactly."""


@dataclass(frozen=True, slots=True)
class Addition:
    """So much of an ingredient to put in. `now` is what is in already; without it `amount` is all of it."""

    ingredient: str
    amount: Amount
    planned: Amount
    now: Amount | None

    def __str__(self) -> str:
        if self.now is not None:
            return f"{self.amount} more {self.ingredient}"
        return f"{self.amount} {self.ingredient} instead of {legible(self.planned)}"


@dataclass(frozen=True, slots=True)
class Result:
    """What a batch is then: how much, and of a soap its superfat and how strong its lye is, as fractions of 1."""

    factor: Fraction
    """Of the plan."""
    yields: Amount
    weight: Fraction
    """Of all that is in it, in grams."""
    superfat: Fraction | None = None
    concentration: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that can be done.

    `kind` is as is, adapt lye, pour less, add oil, add lye or restore.
    """

    kind: str
    additions: tuple[Addition, ...]
    result: Result
    sentence: str


def additions_to(
    record: BatchRecord, exact: Mapping[str, Amount], weights: dict[str, Amount]
) -> Iterator[Addition]:
    """What brings each line to its new amount, rounded as its scale rounds; `weights` is made to hold it."""
    for line in record.plan.scaled.lines:
        if line.name not in exact:
            continue
        goal = on_scale(record.plan.formula, line, exact[line.name])
        there = weighed(record, line)
        lacking = goal if there is None else goal - there
        if there is None or is_to_come(record, line):
            weights[line.name] = goal
            if goal != line.planned:
                yield Addition(line.name, lacking, line.planned, there)
        elif lacking.value > 0 and lacking.ratio(goal) > SMALLEST:
            weights[line.name] = goal
            yield Addition(line.name, lacking, line.planned, there)


def on_scale(formula: Formula, line: ScaledLine, exact: Amount) -> Amount:
    """As the scale of the line shows it, in the direction that is its own; alkali never up."""
    own = next(each for each in formula.lines if each.name == line.name)
    if line.resolution is None:
        return readable(Fraction(exact.value), exact.unit)
    direction = Rounding.UP if own.law is Law.STEPWISE else own.rounding
    if own in alkali_lines(formula):
        direction = Rounding.DOWN
    return exact.rounded(line.resolution, direction.value)


def result_of(now: Weighed, weights: Mapping[str, Amount]) -> Result:
    """What these weights make, beside the plan."""
    plan = now.record.plan
    weight, planned = _weight(plan.formula.lines, weights), _weight(plan.formula.lines, plan.scaled.weights)
    factor = weight / planned if planned else Fraction(1)
    made = Fraction(plan.scaled.yields.value) * factor
    unit = plan.scaled.yields.unit
    is_count = plan.scaled.yields.dimension == "count"
    state = lye_state(plan.formula, weights, now.saps)
    return Result(
        factor,
        Amount.of_exact(Fraction(floor(made)), unit) if is_count else readable(made, unit, _DIGITS),
        weight,
        state.superfat if state else None,
        state.concentration if state else None,
    )


def _weight(lines: Iterable[Line], weights: Mapping[str, Amount]) -> Fraction:
    """All that weighs something that is known."""
    return sum((grams(weights[line.name], line) or Fraction(0) for line in lines), Fraction(0))


def listed(additions: Iterable[Addition]) -> str:
    """`9 g more coconut oil, 124 g shea butter instead of 119 g`."""
    return ", ".join(map(str, additions))
