"""The small charts of a record: what good batches of the formula read, and this batch among them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from recipekeeper.batch.model import BatchRecord
from recipekeeper.chart.constants import RULES_FROM
from recipekeeper.chart.limits import individuals
from recipekeeper.chart.model import Form, Specification
from recipekeeper.chart.subject import Subject, Values, What
from recipekeeper.chart.values import values
from recipekeeper.chart.wording import figure
from recipekeeper.paper.report.page import Spark

FEWEST = 5
"""Good batches below which there is no chart: fewer say more of chance than of what is usual."""
_DRAWN = 40
"""So many points have room beside a reading."""

Place = tuple[str, str]
"""A step and a measure of it."""


def charts(record: BatchRecord, good: Sequence[BatchRecord]) -> Mapping[Place, Spark]:
    """The chart of each measured check of the plan that this batch and enough good ones have a number of."""
    if len(good) < FEWEST:
        return {}
    places = [
        (step.name, check.measure)
        for step in record.plan.formula.steps
        for check in step.checks
        if not check.words
    ]
    found = {place: _chart(record, good, *place) for place in places}
    return {place: chart for place, chart in found.items() if chart is not None}


def _chart(record: BatchRecord, good: Sequence[BatchRecord], step: str, measure: str) -> Spark | None:
    subject = Subject(What.READING, step, measure)
    formula = record.plan.formula
    # The limits are those of this batch's own plan, whatever later versions say.
    own = values(subject, formula, [record])
    every = values(subject, formula, [*good, record])
    batches = [each.batch for each in every.observations]
    if record.plan.batch not in batches or len(batches) <= FEWEST or not _is_number(own, every):
        return None
    this = batches.index(record.plan.batch)
    numbers = [each.value for each in every.observations]
    others = numbers[:this] + numbers[this + 1 :]
    first = max(0, min(this - _DRAWN // 2, len(numbers) - _DRAWN))
    drawn = numbers[first : first + _DRAWN]
    lines = [*_limits(own.wanted), *_process(others)]
    low = min(*drawn, *(at for _, at in lines))
    high = max(*drawn, *(at for _, at in lines))
    return Spark(
        tuple(_height(value, low, high) for value in drawn),
        this - first,
        tuple((kind, _height(at, low, high)) for kind, at in lines),
        _words(others, every),
    )


def _is_number(own: Values, every: Values) -> bool:
    return own.unit == every.unit and own.form is every.form is Form.INDIVIDUALS


def _limits(wanted: Specification) -> Iterator[tuple[str, Fraction]]:
    return (("formula", end) for end in (wanted.low, wanted.high) if end is not None)


def _process(others: Sequence[Fraction]) -> Iterator[tuple[str, Fraction]]:
    if len(others) >= RULES_FROM:
        found = individuals(others)
        yield from (("process", found.lower), ("process", found.upper))


def _height(value: Fraction, low: Fraction, high: Fraction) -> float:
    return round(float((value - low) / (high - low)), 4) if high > low else 0.5


def _words(others: Sequence[Fraction], every: Values) -> str:
    """`11 good: 42.6–43.8 °C`."""
    ends = [figure(float(end), every.decimals) for end in (min(others), max(others))]
    between = ends[0] if ends[0] == ends[1] else (" to " if min(others) < 0 else "–").join(ends)
    return f"{len(others)} good: {between} {every.unit}".rstrip().replace("-", "−")
