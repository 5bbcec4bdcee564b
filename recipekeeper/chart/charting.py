"""From the values of all batches to a chart: limits of each version, points, signals, capability."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from recipekeeper.batch.model import BatchRecord
from recipekeeper.chart import constants, limits
from recipekeeper.chart.capability import capability
from recipekeeper.chart.model import (
    Capability,
    Chart,
    Form,
    Observation,
    Point,
    Segment,
    Signal,
    Specification,
)
from recipekeeper.chart.rules import FOR_COUNTS, USUAL, Run, runs
from recipekeeper.chart.subject import Subject, Values, values
from recipekeeper.chart.wording import Told, differs, sentence
from recipekeeper.formula.model import Formula


@dataclass(frozen=True, slots=True)
class Asked:
    """How a chart is wanted.

    `baseline` freezes the limits on the first so many values of each version. `group` is how many batches
    make one share, where readings are words. `ewma` adds moving averages. `anyway` gives capability where
    the process is not steady, or the values are few.
    """

    rules: tuple[str, ...] = USUAL
    baseline: int | None = None
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
    found = values(subject, formula, records)
    title = f"accepted {subject.title}" if found.in_words else subject.title
    return chart_of(formula.code, title, found, asked)


def chart_of(code: str, title: str, found: Values, asked: Asked) -> Chart:
    """The chart of values that are known."""
    shares = found.in_words or any(each.size > 1 for each in found.observations)
    form = Form.SHARE if shares else Form.COUNT if found.counted else Form.INDIVIDUALS
    observations = _grouped(found.observations, asked.group) if found.in_words else found.observations
    names = asked.rules if form is Form.INDIVIDUALS else tuple(n for n in asked.rules if n in FOR_COUNTS)
    numbered = list(enumerate(observations, start=1))
    versions = dict.fromkeys(each.version for each in observations)
    parts = [
        _part([(n, each) for n, each in numbered if each.version == version], form, asked)
        for version in versions
    ]
    points = tuple(sorted((point for part in parts for point in part.points), key=lambda point: point.number))
    told = Told(found.unit, found.decimals, {point.number: point for point in points})
    signals = [signal for part in parts for signal in _signals(part, names, told)]
    made = Chart(
        formula=code,
        title=title,
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
        notes=_notes(found, observations, parts, asked),
    )
    newest = next((part for part in parts if part.segment is made.current), None)
    able = _capability(newest, found.wanted, made, anyway=asked.anyway)
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

Numbered = Sequence[tuple[int, Observation]]


def _part(numbered: Numbered, form: Form, asked: Asked) -> _Part:
    observations = tuple(each for _, each in numbered)
    base = observations[: asked.baseline] if asked.baseline else observations
    if form is Form.SHARE:
        return _shares(numbered, base)
    if form is Form.COUNT:
        return _counts(numbered, base)
    return _individuals(numbered, base, ewma=asked.ewma)


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
    usual = numbered[0][1].size
    segment = _segment(numbered, len(base), found.center, found.ends(usual), found.sigma(usual))
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


# Capability, and what else is to be said


def _capability(part: _Part | None, wanted: Specification, made: Chart, *, anyway: bool) -> Capability | str:
    if made.form is not Form.INDIVIDUALS:
        return "it is of measured numbers, not of shares or counts."
    if wanted.low is None and wanted.high is None:
        return "the formula sets no limits for it, so there is nothing to compare the spread with."
    if part is None or part.segment.n < 2:
        return "there are fewer than 2 values of this version."
    every = [each.value for each in part.observations]
    if not part.segment.sigma or len(set(every)) == 1 or not any(limits.moving_ranges(every)):
        return "all values are equal: the scale or the reading is too coarse to show any spread."
    own = {point.number for point in part.points}
    if not anyway and any(own & set(signal.points) for signal in (*made.signals, *made.steps)):
        return (
            "the process is not steady (see the signals), so its spread foretells nothing. "
            "--anyway computes it all the same."
        )
    if not anyway and len(every) < constants.CAPABILITY_FROM:
        return (
            f"{len(every)} values of this version are too few: capability needs "
            f"{constants.CAPABILITY_FROM}. --anyway computes it all the same, with its wide interval."
        )
    return capability(every, wanted)


def _notes(
    found: Values, observations: Sequence[Observation], parts: Sequence[_Part], asked: Asked
) -> tuple[str, ...]:
    notes = []
    if found.left_out:
        notes.append(f"Left out, because the value is of another kind: {', '.join(found.left_out)}.")
    for part in parts:
        segment = part.segment
        what = "groups" if found.in_words else "values"
        if asked.baseline and segment.base < asked.baseline:
            notes.append(
                f"Version {segment.version} has only {segment.n} of {asked.baseline} baseline {what}."
            )
        if segment.base < constants.RULES_FROM:
            notes.append(
                f"Version {segment.version}: no rules are looked at with fewer than "
                f"{constants.RULES_FROM} {what} ({segment.base} so far)."
            )
        elif segment.provisional:
            notes.append(
                f"Version {segment.version}: the limits are provisional, from {segment.base} {what}; "
                f"they are firm from {constants.FIRM_FROM} on."
            )
    if asked.ewma:
        notes.append(
            f"Moving average: lambda {float(constants.EWMA_WEIGHT)}, limits {constants.EWMA_WIDTH} sigma wide."
        )
    if found.in_words and observations:
        notes.append(f"Each point is the share of up to {asked.group} batches in a row.")
    return tuple(notes)
