"""A control chart as a picture: PDF, SVG or PNG. Composed here as places and words; the template only draws."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace

from recipekeeper.chart.model import Chart
from recipekeeper.chart.wording import (
    able,
    average_words,
    formula_words,
    found_words,
    headline,
    limits_words,
    newest,
)
from recipekeeper.paper.draw import PictureForm
from recipekeeper.paper.house_style import PLAIN, PrintSettings
from recipekeeper.paper.picture.draw import DrawnPicture, draw_one
from recipekeeper.paper.picture.panels import Panel, left_of, outside, panels, runs_of_versions

MOST = 200
"""Points that are drawn where nothing else is asked: more stand so close that no batch can be told from the next."""
_SENTENCES = 8
"""Signals that are told before the others are only counted; all are marked."""
_WIDE_ENOUGH = 0.08
"""The part of the picture that `version 12` takes; a narrower version has only its number, or nothing."""
_WIDE_ENOUGH_FOR_A_NUMBER = 0.02


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
    legend: str
    names: int
    """Letters of the longest name under the picture."""


def draw(
    chart: Chart, form: PictureForm, last: int | None = None, settings: PrintSettings = PLAIN
) -> DrawnPicture:
    """The chart as bytes; the same chart gives the same bytes everywhere.

    A PDF is one page of the maker's paper, laid across. Raises Unreadable for a template that does not work.
    """
    # The moment of the newest point, so that the same record prints the same bytes.
    dated = max((point.at for point in chart.points if point.at), default=None)
    shown = settings.written(compose(chart, last))
    return draw_one("chart", asdict(shown), dated, form, settings)


def compose(chart: Chart, last: int | None = None) -> Picture:
    """Everything on the page, rounded and in words: the `last` points of the chart, and what is said of all."""
    shown = replace(chart, points=chart.points[-(last or MOST) :])
    made = panels(shown) if shown.points else ()
    versions = {point.version for point in shown.points}
    return Picture(
        title=headline(chart),
        limits=(
            *(limits_words(each, chart) for each in chart.segments if each.version in versions),
            *average_words(chart),
            *formula_words(chart),
        ),
        panels=made,
        versions=tuple(_versions(shown)),
        signals=newest(found_words(chart), _SENTENCES),
        notes=(*_notes(chart, shown), able(chart)) if shown.points else ("No batch has a value of it yet.",),
        legend=_legend(made),
        names=max((len(mark.name) for panel in made for mark in panel.marks), default=0),
    )


def _notes(chart: Chart, shown: Chart) -> Iterable[str]:
    if len(shown.points) < len(chart.points):
        yield (
            f"The newest {len(shown.points)} of {len(chart.points)} points are drawn (--last N draws others); "
            "limits, rules and capability are of all."
        )
    yield from chart.notes
    yield from outside(shown)


def _versions(shown: Chart) -> Iterable[tuple[float, str]]:
    runs = runs_of_versions(shown)
    for run in runs:
        version, wide = shown.points[run[0]].version, len(run) / len(shown.points)
        name = f"version {version}" if wide >= _WIDE_ENOUGH else str(version)
        yield left_of(run[0], shown), name if wide >= _WIDE_ENOUGH_FOR_A_NUMBER else ""


def _legend(made: Sequence[Panel]) -> str:
    """What the signs mean, of those that are there."""
    kinds = {line.kind for panel in made for line in panel.lines}
    is_marked = any(mark.out for panel in made for mark in panel.marks)
    said = (
        "Dashed: limits of the process." if "limit" in kinds else "",
        "Dotted: limits of the formula." if "formula" in kinds else "",
        "Grey: moving average, thin its limits." if "average" in kinds else "",
        "Square: named by a signal." if is_marked else "",
    )
    return " ".join(each for each in said if each)
