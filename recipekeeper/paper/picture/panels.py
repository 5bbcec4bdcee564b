"""The panels of a chart's picture: points, lines and figures as places from 0 to 1."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import floor, log10

from recipekeeper.chart.model import Chart, Form, Point
from recipekeeper.chart.wording import figure

_NAMED = 40
"""Points under which every batch has its code; of more, one in so many."""
_TICKS = 5
_TALL, _LOW = 0.08, 0.14
"""The part of a panel that the figures of a line take: of the upper one and of the low one under it."""
_AIR = 1.0
"""A formula's limit is drawn where it lies within so many heights of what is drawn anyway."""

Place = tuple[float, float]
"""From the left and from the bottom, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One point; `out` where a rule names it, `name` is "" where there is no room for it.

    `joined` to the one before it, where both are of one version.
    """

    at: Place
    name: str
    out: bool
    joined: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One line through these places: `center`, `limit`, `average` or `formula`."""

    kind: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """One pair of axes; `ticks` are heights with their figures."""

    title: str
    marks: tuple[Mark, ...]
    lines: tuple[Line, ...]
    ticks: tuple[tuple[float, str], ...]
    labels: tuple[tuple[float, str], ...]
    """Heights of the newest limits, with their figures."""


def panels(chart: Chart) -> tuple[Panel, ...]:
    """The values, and for measured ones their differences below."""
    with_ranges = any(point.moving_range is not None for point in chart.points)
    return (_values(chart), _ranges(chart)) if with_ranges else (_values(chart),)


def runs_of_versions(chart: Chart) -> list[list[int]]:
    """Places of neighbouring points of one version."""
    places = groupby(range(len(chart.points)), key=lambda place: chart.points[place].version)
    return [list(run) for _, run in places]


def _x(place: int, chart: Chart) -> float:
    return (place + 0.5) / len(chart.points)


def left_of(place: int, chart: Chart) -> float:
    """Where the point before it ends, and this one begins."""
    return place / len(chart.points)


@dataclass(frozen=True, slots=True)
class _Heights:
    low: float
    high: float

    def of(self, value: float) -> float:
        return round((value - self.low) / (self.high - self.low), 5)


def _heights(values: Iterable[float | None], *, from_nothing: bool = False) -> _Heights:
    known = [value for value in values if value is not None]
    low, high = min(known), max(known)
    air = 0.06 * (high - low) or abs(high) * 0.1 or 1.0
    return _Heights(0.0 if from_nothing else low - air, high + air)


def _ticks(heights: _Heights, form: Form) -> tuple[tuple[float, str], ...]:
    """Round figures: steps of 1, 2 or 5 and a power of ten; of shares and counts none that cannot be."""
    least = heights.low if form is Form.INDIVIDUALS else 0.0
    most = min(heights.high, 1.0) if form is Form.SHARE else heights.high
    rough = (heights.high - heights.low) / _TICKS
    power = 10.0 ** floor(log10(rough))
    step = next(each * power for each in (1, 2, 5, 10) if each * power >= rough * 0.999)
    decimals = max(0, -floor(log10(step) + 1e-9))
    first = int(heights.low // step) + 1
    values = (number * step for number in range(first, first + 2 * _TICKS + 2))
    shown = (value for value in values if least - step / 100 <= value <= most + step / 100)
    return tuple((heights.of(value), figure(value, decimals)) for value in shown)


def _values(chart: Chart) -> Panel:
    drawn = _drawn(chart)
    inside = [end for end in _formula(chart) if _fits(end, drawn)]
    heights = _heights((*drawn, *inside))
    out = {number for signal in chart.signals for number in signal.points}
    now = chart.current
    ends = () if now is None else _named(now.center, now.lower, now.upper)
    return Panel(
        title=chart.unit or {"p": "share", "c": "number"}.get(chart.form.value, "value"),
        marks=_marks(chart, [point.value for point in chart.points], heights, out),
        lines=(
            *_limit_lines(chart, heights),
            *(Line("formula", ((0.0, y), (1.0, y))) for y in map(heights.of, inside)),
            *_average_lines(chart, heights),
        ),
        ticks=_ticks(heights, chart.form),
        labels=_labels((*ends, *(("formula", end) for end in inside)), heights, chart.decimals, _TALL),
    )


def _named(
    center: float | None, lower: float | None, upper: float | None
) -> tuple[tuple[str, float | None], ...]:
    """The lines by their names, limits before the centre unless they are where it is."""
    if upper == center:
        return (("centre", center),)
    return ("upper", upper), ("lower", lower), ("centre", center)


def _drawn(chart: Chart) -> list[float]:
    return [
        value
        for point in chart.points
        for value in (point.value, point.lower, point.upper, point.ewma, point.ewma_lower, point.ewma_upper)
        if value is not None
    ]


def _formula(chart: Chart) -> list[float]:
    return [float(end) for end in (chart.wanted.low, chart.wanted.high) if end is not None]


def _fits(end: float, drawn: Sequence[float]) -> bool:
    low, high = min(drawn), max(drawn)
    air = _AIR * (high - low) or abs(high) * 0.1 or 1.0
    return low - air <= end <= high + air


def outside(chart: Chart) -> Iterable[str]:
    """What of the formula's limits lies too far away to be drawn."""
    drawn = _drawn(chart)
    far = [figure(end, chart.decimals, chart.unit) for end in _formula(chart) if not _fits(end, drawn)]
    if far:
        yield f"Outside the picture: {' and '.join(far)}, which the formula sets as limits."


def _labels(
    ends: Iterable[tuple[str, float | None]], heights: _Heights, decimals: int, room: float
) -> tuple[tuple[float, str], ...]:
    """The lines with their names and figures; of those that lie too close the first."""
    found: list[tuple[float, str]] = []
    for name, end in ends:
        if end is not None and all(abs(heights.of(end) - height) > room for height, _ in found):
            digits = decimals if name == "formula" else decimals + 1
            found.append((heights.of(end), f"{name} {figure(end, digits)}"))
    return tuple(found)


def _marks(
    chart: Chart, values: Sequence[float | None], heights: _Heights, out: set[int]
) -> tuple[Mark, ...]:
    every = -(-len(values) // _NAMED)
    return tuple(
        Mark(
            at=(_x(place, chart), heights.of(value)),
            name="" if place % every else point.batch,
            out=point.number in out,
            joined=place > 0
            and values[place - 1] is not None
            and chart.points[place - 1].version == point.version,
        )
        for place, (point, value) in enumerate(zip(chart.points, values, strict=True))
        if value is not None
    )


def _limit_lines(chart: Chart, heights: _Heights) -> Iterable[Line]:
    """Level lines as long as the limit is the same."""
    for kind, look in (("limit", _lower), ("center", _center), ("limit", _upper)):
        levels = groupby(
            range(len(chart.points)),
            key=lambda place: (chart.points[place].version, look(chart.points[place])),
        )
        for (_, level), run in levels:
            places = list(run)
            if level is not None:
                y = heights.of(level)
                yield Line(kind, ((left_of(places[0], chart), y), (left_of(places[-1] + 1, chart), y)))


def _lower(point: Point) -> float | None:
    return point.lower


def _center(point: Point) -> float | None:
    return point.center


def _upper(point: Point) -> float | None:
    return point.upper


def _average_lines(chart: Chart, heights: _Heights) -> Iterable[Line]:
    looks: tuple[tuple[str, Callable[[Point], float | None]], ...] = (
        ("average limit", lambda point: point.ewma_lower),
        ("average limit", lambda point: point.ewma_upper),
        ("average", lambda point: point.ewma),
    )
    for run in runs_of_versions(chart):
        for kind, look in looks:
            averages = [(place, look(chart.points[place])) for place in run]
            places = tuple(
                (_x(place, chart), heights.of(value)) for place, value in averages if value is not None
            )
            if len(places) > 1:
                yield Line(kind, places)


def _ranges(chart: Chart) -> Panel:
    by_version = {segment.version: segment for segment in chart.segments}
    ranges = [point.moving_range for point in chart.points]
    uppers = [segment.range_upper for segment in chart.segments]
    heights = _heights((*ranges, *uppers), from_nothing=True)
    out = {step.complete for step in chart.steps}
    lines = []
    for run in runs_of_versions(chart):
        segment = by_version[chart.points[run[0]].version]
        ends = left_of(run[0], chart), left_of(run[-1] + 1, chart)
        for kind, level in (("center", segment.range_center), ("limit", segment.range_upper)):
            if level is not None:
                lines.append(Line(kind, tuple((x, heights.of(level)) for x in ends)))
    now = chart.current
    return Panel(
        title="difference from the one before",
        marks=_marks(chart, ranges, heights, out),
        lines=tuple(lines),
        ticks=_ticks(heights, chart.form),
        labels=_labels(
            _named(now.range_center, None, now.range_upper) if now else (),
            heights,
            chart.decimals,
            _LOW,
        ),
    )
