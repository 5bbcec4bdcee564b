"""A control chart as a picture: PDF, SVG or PNG. Composed here as places and words; the template only draws."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from math import floor, log10
from pathlib import Path
from typing import Literal

from recipekeeper.chart.model import Chart, Point
from recipekeeper.chart.wording import able, figure, found_words, headline, limits_words
from recipekeeper.errors import Misused
from recipekeeper.paper.glyphs import FONTS, printable

PictureForm = Literal["pdf", "svg", "png"]
TEMPLATE = Path(__file__).parent / "templates" / "chart.typ"

_PIXELS_PER_INCH = 200
_NAMED = 40
"""Points under which every batch has its code; of more, one in so many."""
_TICKS = 5

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


@dataclass(frozen=True, slots=True)
class Picture:
    """All that is on the page."""

    title: str
    limits: tuple[str, ...]
    panels: tuple[Panel, ...]
    versions: tuple[tuple[float, str], ...]
    """Where a version begins, from the left."""
    signals: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DrawnPicture:
    """The bytes of a file, and what could not be printed as it is."""

    content: bytes
    warnings: tuple[str, ...]


def form_of(target: Path) -> PictureForm:
    """The form that the name of a file asks for; raises Misused for any other ending."""
    endings: dict[str, PictureForm] = {".pdf": "pdf", ".svg": "svg", ".png": "png"}
    form = endings.get(target.suffix.lower())
    if form is None:
        raise Misused(
            f'"{target.name}" is no picture that can be written; a chart is a .pdf, .svg or .png file, '
            f"e.g. -o {target.stem or 'chart'}.pdf."
        )
    return form


def draw(chart: Chart, form: PictureForm) -> DrawnPicture:
    """The chart as bytes; the same chart gives the same bytes everywhere."""
    import typst  # a compiler, loaded only where something is printed

    missing: set[str] = set()
    document = printable(asdict(compose(chart)), missing) | {"dated": _moment(chart), "page": form == "pdf"}
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
    compiler = typst.Compiler(TEMPLATE, root=TEMPLATE.parent, font_paths=fonts)
    inputs = {"chart": json.dumps(document, ensure_ascii=False)}
    drawn = compiler.compile(format=form, ppi=_PIXELS_PER_INCH, sys_inputs=inputs)
    content = drawn[0] if isinstance(drawn, list) else drawn
    shown = ", ".join(f"U+{ord(each):04X}" for each in sorted(missing))
    sentence = f"The bundled fonts cannot show {shown}: printed as the number in brackets."
    return DrawnPicture(content or b"", (sentence,) if missing else ())


def _moment(chart: Chart) -> dict[str, int] | None:
    """The moment of the newest point, so that the same record prints the same bytes."""
    moments = [point.at for point in chart.points if point.at]
    if not moments:
        return None
    parts = ("year", "month", "day", "hour", "minute", "second")
    return {part: getattr(max(moments), part) for part in parts}


def compose(chart: Chart) -> Picture:
    """Everything on the page, rounded and in words."""
    panels = [_values(chart)] if chart.points else []
    if any(point.moving_range is not None for point in chart.points):
        panels.append(_ranges(chart))
    return Picture(
        title=headline(chart),
        limits=tuple(limits_words(segment, chart) for segment in chart.segments),
        panels=tuple(panels),
        versions=tuple(
            (0.0 if run[0] == 0 else _between(run[0], chart), f"version {chart.points[run[0]].version}")
            for run in _runs_of_versions(chart)
        ),
        signals=found_words(chart),
        notes=(*chart.notes, able(chart)) if chart.points else ("No batch has a value of it yet.",),
    )


def _runs_of_versions(chart: Chart) -> list[list[int]]:
    """Places of neighbouring points of one version."""
    places = groupby(range(len(chart.points)), key=lambda place: chart.points[place].version)
    return [list(run) for _, run in places]


def _x(place: int, chart: Chart) -> float:
    return (place + 0.5) / len(chart.points)


def _between(place: int, chart: Chart) -> float:
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


def _ticks(heights: _Heights) -> tuple[tuple[float, str], ...]:
    """Round figures: steps of 1, 2 or 5 and a power of ten."""
    rough = (heights.high - heights.low) / _TICKS
    power = 10.0 ** floor(log10(rough))
    step = next(each * power for each in (1, 2, 5, 10) if each * power >= rough * 0.999)
    decimals = max(0, -floor(log10(step) + 1e-9))
    first = int(heights.low // step) + 1
    values = [
        number * step for number in range(first, first + 2 * _TICKS + 2) if number * step <= heights.high
    ]
    return tuple((heights.of(value), figure(value, decimals)) for value in values)


def _values(chart: Chart) -> Panel:
    points, wanted = chart.points, chart.wanted
    formula = [None if end is None else float(end) for end in (wanted.low, wanted.high)]
    drawn = [
        value
        for point in points
        for value in (point.value, point.lower, point.upper, point.ewma, point.ewma_lower, point.ewma_upper)
    ]
    heights = _heights((*drawn, *formula))
    out = {number for signal in chart.signals for number in signal.points}
    lines = [
        *_limit_lines(chart, heights),
        *(
            Line("formula", ((0.0, y), (1.0, y)))
            for end in formula
            if end is not None
            for y in [heights.of(end)]
        ),
        *_average_lines(chart, heights),
    ]
    now = chart.current
    ends = [] if now is None else [now.lower, now.center, now.upper]
    return Panel(
        title=chart.unit or {"p": "share", "c": "count"}.get(chart.form.value, "value"),
        marks=_marks(chart, [point.value for point in points], heights, out),
        lines=tuple(lines),
        ticks=_ticks(heights),
        labels=_labels(ends, heights, chart.decimals + 1),
    )


def _labels(ends: Sequence[float | None], heights: _Heights, decimals: int) -> tuple[tuple[float, str], ...]:
    found: list[tuple[float, str]] = []
    for end in ends:
        if end is not None and all(abs(heights.of(end) - height) > 0.05 for height, _ in found):
            found.append((heights.of(end), figure(end, decimals)))
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
            joined=place > 0 and chart.points[place - 1].version == point.version,
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
                yield Line(kind, ((_between(places[0], chart), y), (_between(places[-1] + 1, chart), y)))


def _lower(point: Point) -> float | None:
    return point.lower


def _center(point: Point) -> float | None:
    return point.center


def _upper(point: Point) -> float | None:
    return point.upper


def _average_lines(chart: Chart, heights: _Heights) -> Iterable[Line]:
    for run in _runs_of_versions(chart):
        averages = [(place, chart.points[place].ewma) for place in run]
        places = tuple(
            (_x(place, chart), heights.of(value)) for place, value in averages if value is not None
        )
        if len(places) > 1:
            yield Line("average", places)


def _ranges(chart: Chart) -> Panel:
    by_version = {segment.version: segment for segment in chart.segments}
    ranges = [point.moving_range for point in chart.points]
    uppers = [segment.range_upper for segment in chart.segments]
    heights = _heights((*ranges, *uppers), from_nothing=True)
    out = {step.complete for step in chart.steps}
    lines = []
    for run in _runs_of_versions(chart):
        segment = by_version[chart.points[run[0]].version]
        ends = _between(run[0], chart), _between(run[-1] + 1, chart)
        for kind, level in (("center", segment.range_center), ("limit", segment.range_upper)):
            if level is not None:
                lines.append(Line(kind, tuple((x, heights.of(level)) for x in ends)))
    now = chart.current
    return Panel(
        title="difference from the one before",
        marks=_marks(chart, ranges, heights, out),
        lines=tuple(lines),
        ticks=_ticks(heights),
        labels=_labels([now.range_center, now.range_upper] if now else [], heights, chart.decimals + 1),
    )
