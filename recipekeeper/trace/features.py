"""Everything about a batch that can have spoiled it, in process order, beside the same of the other batches.

Process order is the order of the formula's steps; within a step: out of order, skipped, the wait before it,
weights, readings, duration. An earlier fault shows in later numbers, never the other way round.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import inf, log

from recipekeeper.batch.model import StepState
from recipekeeper.errors import QuantityError
from recipekeeper.quantity import Setpoint
from recipekeeper.trace import gauge as gauges
from recipekeeper.trace.constants import SIZE_SLOPE, SIZE_SLOPE_SPREAD
from recipekeeper.trace.gauge import Gauge, Measured, Noted
from recipekeeper.trace.model import Factor, Kind
from recipekeeper.trace.names import Past, Place

YES, NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class Worded:
    """One reading in words, or one thing that happened or did not (`yes`, `no`), of all batches.

    `accepted` are the words that the plan allows; none where it says nothing.
    """

    factor: Factor
    accepted: tuple[str, ...]
    asked: str | None
    good: tuple[str | None, ...]
    bad: tuple[str | None, ...]


Feature = Measured | Worded


@dataclass(frozen=True, slots=True)
class Batches:
    """The batch asked about, the good ones it is compared with, and the other bad ones."""

    asked: Past
    good: tuple[Past, ...]
    bad: tuple[Past, ...]

    @property
    def all(self) -> tuple[Past, ...]:
        """The one asked about first."""
        return (self.asked, *self.good, *self.bad)

    @property
    def places(self) -> tuple[int, ...]:
        """Before how many good batches each judged one was made: the one asked about, then the bad ones."""
        good = [began(past) for past in self.good]
        return tuple(bisect_right(good, began(past)) for past in (self.asked, *self.bad))


def began(past: Past) -> float:
    """When it began, as a number; before all others where that is unknown."""
    return past.began_at.timestamp() if past.began_at else -inf


def features(batches: Batches) -> tuple[Feature, ...]:
    """All features of which anything is known, in process order."""
    asked = batches.asked
    sizes = [_relative_size(batch, asked) for batch in batches.all]
    found: list[Feature] = [*_weights(batches, None)]
    for step in asked.steps:
        found += _happenings(batches, step)
        found.append(_wait(batches, step, sizes))
        found += _weights(batches, step)
        found += _readings(batches, step)
        found.append(_duration(batches, step, sizes))
    return tuple(feature for feature in found if _known(feature))


def _known(feature: Feature) -> bool:
    return any(value is not None for value in (feature.asked, *feature.good, *feature.bad))


def _happenings(batches: Batches, step: str) -> tuple[Feature, Feature]:
    return (
        _worded(Factor(Kind.ORDER, step), (NO,), batches, lambda batch: _out_of_order(batch, step)),
        _worded(Factor(Kind.SKIPPED, step), (NO,), batches, lambda batch: _skipped(batch, step)),
    )


def _out_of_order(batch: Past, step: str) -> str | None:
    run = batch.runs.get(step)
    if run is None or run.out_of_order is None:
        return None
    return YES if run.out_of_order else NO


def _skipped(batch: Past, step: str) -> str | None:
    run = batch.runs.get(step)
    if run is None or step in batch.stopped:
        return None
    return YES if run.state is StepState.SKIPPED or not run.recorded else NO


def _wait(batches: Batches, step: str, sizes: Sequence[float]) -> Feature:
    gauge = gauges.wait_gauge(batches.asked, step)
    measured = _measured(Factor(Kind.WAIT, step), gauge, batches, lambda batch: gauges.wait(batch, step))
    return _at_the_same_size(measured, sizes)


def _duration(batches: Batches, step: str, sizes: Sequence[float]) -> Feature:
    gauge = gauges.duration_gauge(batches.asked, step)
    factor = Factor(Kind.DURATION, step)
    measured = _measured(factor, gauge, batches, lambda batch: gauges.duration(batch, step, gauge))
    return _at_the_same_size(measured, sizes)


def _weights(batches: Batches, step: str | None) -> Iterator[Feature]:
    return (_weight(batches, step, name) for name, line in batches.asked.lines.items() if line.step == step)


def _weight(batches: Batches, step: str | None, name: str) -> Feature:
    gauge = gauges.weight_gauge(batches.asked, name)
    return _measured(
        Factor(Kind.WEIGHT, step, name), gauge, batches, lambda batch: gauges.weight(batch, name)
    )


def _readings(batches: Batches, step: str) -> Iterator[Feature]:
    """The checks of the step as the formula has them, then what was read besides."""
    asked = batches.asked
    places = dict.fromkeys(place for place in (*asked.checks, *asked.readings) if place[0] == step)
    for place in places:
        yield _reading(batches, place)


def _reading(batches: Batches, place: Place) -> Feature:
    factor = Factor(Kind.READING, *place)
    check = batches.asked.checks.get(place)
    values = [value for batch in batches.all if (value := batch.readings.get(place)) is not None]
    in_words = (check is not None and check.words) or (values and isinstance(values[0], str))
    if in_words:
        accepted = check.words if check else ()
        return _worded(factor, accepted, batches, lambda batch: _words(batch.readings.get(place)))
    numbers = [value for value in values if isinstance(value, Setpoint)]
    unit = check.unit if gauges.origin(check) and check else numbers[0].unit if numbers else ""
    gauge = gauges.reading_gauge(check, _comparable(numbers, unit), unit)
    return _measured(factor, gauge, batches, lambda batch: gauges.reading(batch, place, check, unit))


def _comparable(numbers: Sequence[Setpoint], unit: str) -> list[Setpoint]:
    found = []
    for number in numbers:
        try:
            found.append(number.to(unit))
        except QuantityError:
            continue
    return found


def _words(value: Setpoint | str | None) -> str | None:
    return None if value is None else " ".join(str(value).split()).casefold()


def _worded(
    factor: Factor, accepted: tuple[str, ...], batches: Batches, look: Callable[[Past], str | None]
) -> Worded:
    return Worded(
        factor,
        tuple(word.casefold() for word in accepted),
        look(batches.asked),
        tuple(look(batch) for batch in batches.good),
        tuple(look(batch) for batch in batches.bad),
    )


def _measured(
    factor: Factor, gauge: Gauge, batches: Batches, look: Callable[[Past], Noted | None]
) -> Measured:
    noted = [look(batch) for batch in batches.all]
    values = tuple(each.x if each else None for each in noted)
    good = 1 + len(batches.good)
    divisions = sorted(each.step for each in noted[:good] if each and each.step)
    return Measured(
        factor,
        # One value with more digits than the others, or a 43 among 43.5s, makes no other instrument.
        replace(gauge, resolution=divisions[len(divisions) // 4] if divisions else 0.0),
        values[0],
        values[1:good],
        values[good:],
        noted[0].step if noted[0] else 0.0,
    )


def _at_the_same_size(feature: Measured, sizes: Sequence[float]) -> Measured:
    """Times as they would be at the size of the batch asked about: large batches take longer.

    The slope on ln(size) is found by ridge regression over the good batches.
    """
    if not any(sizes):
        return feature
    good = 1 + len(feature.good)
    pairs = [(size, x) for size, x in zip(sizes[1:good], feature.good, strict=True) if x is not None]
    if not pairs:
        return feature
    middle = sum(size for size, _ in pairs) / len(pairs)
    ridge = (feature.gauge.spread / SIZE_SLOPE_SPREAD) ** 2
    steep = sum((size - middle) ** 2 for size, _ in pairs) + ridge
    slope = (sum((size - middle) * x for size, x in pairs) + SIZE_SLOPE * ridge) / steep
    moved = tuple(
        None if x is None else x - slope * size
        for size, x in zip(sizes, (feature.asked, *feature.good, *feature.bad), strict=True)
    )
    loose = tuple((size - middle) ** 2 / steep for size in sizes)
    return replace(feature, asked=moved[0], good=moved[1:good], bad=moved[good:], loose=loose)


def _relative_size(batch: Past, asked: Past) -> float:
    try:
        return log(batch.size.ratio(asked.size))
    except QuantityError:
        return 0.0
