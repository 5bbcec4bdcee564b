"""A chart on a terminal and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from recipekeeper.chart.model import Chart, Point, Signal
from recipekeeper.chart.wording import able, figure, found_words, headline, limits_words
from recipekeeper.cli import document
from recipekeeper.cli.screen import say, warn

if TYPE_CHECKING:
    from recipekeeper.operations.charts import Charted

ROWS = 40
"""Points on a terminal: the newest; the others are in the JSON and in a drawing."""
_COLUMNS = 79


def chart_document(charted: Charted) -> document.Document:
    """The whole chart; `center`, `lower`, `upper` and `sigma` are those that hold for the newest point."""
    made = charted.chart
    now = made.current
    return {
        "formula": made.formula,
        "title": made.title,
        "unit": made.unit or None,
        "form": made.form.value,
        "n": len(made.points),
        "center": now.center if now else None,
        "lower": now.lower if now else None,
        "upper": now.upper if now else None,
        "sigma": now.sigma if now else None,
        "moving_range": {
            "center": now.range_center if now else None,
            "lower": 0 if now and now.range_upper is not None else None,
            "upper": now.range_upper if now else None,
            "signals": [_signal(one) for one in made.steps],
        },
        "provisional": now.provisional if now else None,
        "rules": list(made.rules),
        "formula_limits": {
            "low": document.number(made.wanted.low),
            "high": document.number(made.wanted.high),
            "target": document.number(made.wanted.target),
        },
        "segments": [asdict(segment) for segment in made.segments],
        "points": [_point(point) for point in made.points],
        "signals": [_signal(one) for one in made.signals],
        "capability": asdict(made.capability) if made.capability else None,
        "capability_refused": made.refused or None,
        "notes": list(made.notes),
        "file": str(charted.file) if charted.file else None,
        "warnings": list(charted.warnings),
    }


def _point(point: Point) -> document.Document:
    return {**asdict(point), "at": document.moment(point.at)}


def _signal(signal: Signal) -> document.Document:
    return {**asdict(signal), "points": list(signal.points)}


def show_chart(charted: Charted) -> None:
    """The chart as rows of text, the newest last; then what stands out, in sentences."""
    made = charted.chart
    say(headline(made), strong=True)
    if not made.points:
        say("No batch has a value of it yet.")
    else:
        _show_points(made)
        say("| limits of the process   : its centre   X named by a signal")
        for segment in made.segments:
            say(limits_words(segment, made))
    for sentence in found_words(made):
        say(sentence, colour="yellow" if made.signals or made.steps else None, hanging="  ")
    for note in made.notes:
        say(note)
    if made.points:
        say(able(made))
    if charted.file:
        say(f"Wrote {charted.file}")
    for warning in charted.warnings:
        warn(f"warning: {warning}")


def _show_points(made: Chart) -> None:
    shown = made.points[-ROWS:]
    if len(shown) < len(made.points):
        say(f"The {len(shown)} newest of {len(made.points)}; --json and -o have all.")
    signalled = {number for signal in made.signals for number in signal.points}
    names = [f"{point.batch} to {point.last}" if point.last else point.batch for point in shown]
    values = [figure(point.value, made.decimals) for point in shown]
    dates = [point.at.date().isoformat() if point.at and not point.last else "" for point in shown]
    dated = max(map(len, dates))
    left = max(map(len, names))
    right = max(map(len, values))
    room = max(20, _COLUMNS - left - right - dated - 4)
    scale = _Scale(shown, room)
    version = shown[0].version
    for point, name, date, value in zip(shown, names, dates, values, strict=True):
        if point.version != version:
            print(f"{'-' * left}  version {point.version}")
            version = point.version
        row = scale.row(point, "X" if point.number in signalled else "o")
        print(f"{name:{left}}  {date:{dated}}  {value:>{right}}{row}".rstrip())


class _Scale:
    """Where values stand on a row: limits, centre and point."""

    def __init__(self, points: Sequence[Point], room: int) -> None:
        ends = [
            value
            for point in points
            for value in (point.value, point.lower, point.upper)
            if value is not None
        ]
        self.low, high = min(ends), max(ends)
        self.wide = (high - self.low) or 1.0
        self.room = room

    def row(self, point: Point, mark: str) -> str:
        """`  |    :  o   |`: the limits, the centre and the point, which stands above them."""
        cells = [" "] * (self.room + 1)
        for value, letter in (
            (point.lower, "|"),
            (point.upper, "|"),
            (point.center, ":"),
            (point.value, mark),
        ):
            if value is not None:
                cells[round((value - self.low) / self.wide * (self.room - 1)) + 1] = letter
        return "".join(cells)
