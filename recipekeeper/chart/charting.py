"""From the values of all batches to a chart: limits of each version, points, signals, capability."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from itertools import pairwise

from recipekeeper.batch.model import BatchRecord
from recipekeeper.chart import constants, limits
from recipekeeper.chart.baseline import ALL, Base, Baseline, Numbered, bases
from recipekeeper.chart.model import Chart, Form, Observation, Point, Segment, Signal
from recipekeeper.chart.remarks import capability_of, notes
from recipekeeper.chart.rules import FOR_COUNTS, USUAL, Run, runs
from recipekeeper.chart.subject import Subject, Values
from recipekeeper.chart.values import values
from recipekeeper.chart.wording import Told, differs, sentence
from recipekeeper.errors import Misused
from recipekeeper.formula.model import Formula


@dataclass(frozen=True, slots=True)
class Asked:
    """How a chart is wanted.

    `baseline` says from which batches the limits are taken. `form` is another form than the one that is
    plain. `group` is how many batches make one share, where readings are words. `ewma` adds moving
    averages. `anyway` gives capability where the process is not steady, or the values are few.
    """

    rules: tuple[str, ...] = USUAL
    baseline: Baseline = ALL
    form: Form | None = None
    group: int = constants.GROUP
    ewma: bool = False
    anyway: bool = False


@dataclass(frozen=True, slots=True)
class _Part:
    """One version: its limits, its points, and how far each is from the centre in sigmas."""

    segment: Segment
    points: tuple[Point, ...]
    distances: tuple[Fraction, ...]
    observations: tuple[Observation, ...]


def chart(
    subject: Subject, formula: Formula, records: Sequence[BatchRecord], asked: Asked | None = None
) -> Chart:
    """The chart of one thing over all batches that count; `formula` is the version whose limits hold."""
    asked = asked or Asked()
    return chart_of(formula.code, values(subject, formula, records, asked.form), asked)


def chart_of(code: str, found: Values, asked: Asked) -> Chart:
    """The chart of values that are known."""
    if found.in_words and (asked.baseline.first or asked.baseline.without):
        raise Misused(
            "Readings in words are charted in groups of batches, so that no single batch can be named: "
            "--baseline takes a number of groups, e.g. --baseline 10."
        )
    form = found.form
    observations = _grouped(found.observations, asked.group) if found.in_words else found.observations
    names = asked.rules if form is Form.INDIVIDUALS else tuple(n for n in asked.rules if n in FOR_COUNTS)
    numbered = list(enumerate(observations, start=1))
    parts = [
        _part([(n, each) for n, each in numbered if each.version == version], base, form, asked)
        for version, base in bases(numbered, asked.baseline).items()
    ]
    points = tuple(sorted((point for part in parts for point in part.points), key=lambda point: point.number))
    told = Told(found.unit, found.decimals, {point.number: point for point in points})
    signals = [signal for part in parts for signal in _signals(part, names, told)]
    made = Chart(
        formula=code,
        title=found.title,
        unit=found.unit,
        decimals=found.decimals,
        form=form,
        points=points,
        segments=tuple(part.segment for part in parts),
        signals=tuple(sorted(signals, key=lambda signal: signal.complete)),
        steps=tuple(step for part in parts for step in _steps(part, told)),
        rules=names,
        wanted=found.wanted,
        capability=None,
        refused="",
        notes=notes(
            found, tuple(part.segment for part in parts), asked.baseline, group=asked.group, ewma=asked.ewma
        ),
    )
    newest = next((part for part in parts if part.segment is made.current), None)
    able = capability_of(
        made, newest.observations if newest else (), asked.baseline.without, anyway=asked.anyway
    )
    return replace(made, refused=able) if isinstance(able, str) else replace(made, capability=able)


def _grouped(observations: Sequence[Observation], size: int) -> tuple[Observation, ...]:
    """Each so many batches of one version in a row as one share."""
    grouped: list[list[Observation]] = []
    open_groups: dict[int, list[Observation]] = {}
    for each in observations:
        group = open_groups.get(each.version)
        if group is None or len(group) == size:
            group = open_groups[each.version] = []
            grouped.append(group)
        group.append(each)
    return tuple(
        replace(
            group[0],
            value=sum((each.value for each in group), Fraction(0)) / len(group),
            size=len(group),
            last=group[-1].batch,
        )
        for group in grouped
    )


# Limits and points of one version


def _part(numbered: Numbered, base: Base, form: Form, asked: Asked) -> _Part:
    make = {Form.SHARE: _shares, Form.COUNT: _counts}.get(form) or partial(_individuals, ewma=asked.ewma)
    part = make(numbered, base.values)
    first, last = base.values[0], base.values[-1]
    ends = (first.batch, last.last or last.batch) if base.is_frozen else (None, None)
    left_out = tuple(each.batch for _, each in numbered if each.batch in asked.baseline.without)
    return replace(part, segment=replace(part.segment, first=ends[0], last=ends[1], without=left_out))


def _segment(
    numbered: Numbered, base: int, center: Fraction, ends: tuple[float, float] | None, sigma: float | None
) -> Segment:
    lower, upper = ends or (None, None)
    return Segment(
        version=numbered[0][1].version,
        n=len(numbered),
        base=base,
        center=float(center),
        lower=lower,
        upper=upper,
        sigma=sigma,
        range_center=None,
        range_upper=None,
        provisional=base < constants.FIRM_FROM,
    )


def _individuals(numbered: Numbered, base: Sequence[Observation], *, ewma: bool) -> _Part:
    every = [each.value for _, each in numbered]
    first = [each.value for each in base]
    if len(first) < 2:
        center = sum(first, Fraction(0)) / len(first)
        segment = _segment(numbered, len(first), center, None, None)
        return _drawn(numbered, segment, (), lambda _: (None, None))
    found = limits.individuals(first)
    ends = float(found.lower), float(found.upper)
    segment = replace(
        _segment(numbered, len(first), found.center, ends, float(found.sigma)),
        range_center=float(found.mean_range),
        range_upper=float(found.range_upper),
    )
    part = _drawn(numbered, segment, [found.distance(value) for value in every], lambda _: ends)
    differences = [None, *(float(each) for each in limits.moving_ranges(every))]
    averages = limits.moving_averages(every, found.center, float(found.sigma)) if ewma else ()
    points = [
        replace(point, moving_range=moved) for point, moved in zip(part.points, differences, strict=True)
    ]
    if averages:
        points = [
            replace(point, ewma=each.value, ewma_lower=each.lower, ewma_upper=each.upper)
            for point, each in zip(points, averages, strict=True)
        ]
    return replace(part, points=tuple(points))


def _shares(numbered: Numbered, base: Sequence[Observation]) -> _Part:
    found = limits.share([each.value for each in base], [each.size for each in base])
    size = numbered[-1][1].size
    segment = _segment(numbered, len(base), found.center, found.ends(size), found.sigma(size))
    segment = replace(segment, size=size)
    distances = [_distance(each.value, found.center, found.sigma(each.size)) for _, each in numbered]
    return _drawn(numbered, segment, distances, lambda each: found.ends(each.size))


def _counts(numbered: Numbered, base: Sequence[Observation]) -> _Part:
    found = limits.count([each.value for each in base])
    segment = _segment(numbered, len(base), found.center, found.ends, found.sigma)
    distances = [_distance(each.value, found.center, found.sigma) for _, each in numbered]
    return _drawn(numbered, segment, distances, lambda _: found.ends)


def _distance(value: Fraction, center: Fraction, sigma: float) -> Fraction:
    off = value - center
    if not sigma:
        return Fraction(0 if not off else 1000 if off > 0 else -1000)
    return off / Fraction(sigma)


def _drawn(
    numbered: Numbered,
    segment: Segment,
    distances: Sequence[Fraction],
    ends: Callable[[Observation], tuple[float | None, float | None]],
) -> _Part:
    points = []
    for number, each in numbered:
        lower, upper = ends(each)
        points.append(
            Point(
                number, each.batch, each.version, each.at, float(each.value), each.size, None,
                segment.center, lower, upper, each.last,
            )
        )  # fmt: skip
    return _Part(segment, tuple(points), tuple(distances), tuple(each for _, each in numbered))


# What stands out


def _signals(part: _Part, names: Sequence[str], told: Told) -> list[Signal]:
    numbers = [point.number for point in part.points]
    batches = [point.batch for point in part.points]
    if part.segment.base < constants.RULES_FROM:
        return []
    found = (*runs(part.distances, names), *_averages_outside(part.points))
    return [_signal(run, numbers, batches, told) for run in found]


def _averages_outside(points: Sequence[Point]) -> list[Run]:
    """Stretches in which the moving average is outside its limits."""
    found: list[Run] = []
    for place, point in enumerate(points):
        if point.ewma is None or point.ewma_lower is None or point.ewma_upper is None:
            continue
        side = (point.ewma > point.ewma_upper) - (point.ewma < point.ewma_lower)
        if side and found and found[-1].side == side and found[-1].points[-1] == place - 1:
            found[-1] = replace(found[-1], points=(*found[-1].points, place))
        elif side:
            found.append(Run("ewma", side, (place,), place))
    return found


def _signal(run: Run, numbers: Sequence[int], batches: Sequence[str], told: Told) -> Signal:
    points = tuple(numbers[place] for place in run.points)
    text = sentence(run.rule, run.side, points, told)
    return Signal(run.rule, points, numbers[run.complete], batches[run.complete], text)


def _steps(part: _Part, told: Told) -> list[Signal]:
    """Neighbours further apart than the limit of the moving range."""
    most = part.segment.range_upper
    if most is None or part.segment.base < constants.RULES_FROM:
        return []
    found = []
    for before, point in pairwise(part.points):
        if point.moving_range is not None and point.moving_range > most:
            text = differs(before, point, most, told)
            found.append(
                Signal("moving-range", (before.number, point.number), point.number, point.batch, text)
            )
    return found
