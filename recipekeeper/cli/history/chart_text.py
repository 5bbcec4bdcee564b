"""A chart on a terminal: a row for each batch, the newest last; then what stands out, in sentences."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from recipekeeper.chart.model import Chart, Form, Point
from recipekeeper.chart.wording import (
    able,
    average_words,
    figure,
    formula_words,
    found_words,
    headline,
    limits_words,
    newest,
)
from recipekeeper.cli.screen import is_terminal, say, warn, width

if TYPE_CHECKING:
    from recipekeeper.operations.history.charts import Charted

_LINES = 24
"""What is shown fits into so many lines where nobody says how many there are."""
_FEWEST = 12
"""Rows that are shown in any case: fewer show no course."""
_SENTENCES = 6
"""Signals that are told; the earlier ones are counted."""


def show_chart(charted: Charted) -> None:
    """As many of the newest points as fit with all that is said of them, or as many as were asked for."""
    made = charted.chart
    say(headline(made), strong=True)
    if not made.points:
        say("No batch has a value of it yet.")
        for note in made.notes:
            say(note)
    else:
        _show(made, charted.last)
    if charted.file:
        say(f"Wrote {charted.file}")
    for warning in charted.warnings:
        warn(f"warning: {warning}")


def _show(made: Chart, last: int | None) -> None:
    signals = newest(found_words(made), _SENTENCES)
    beside = [*_limits(made, made.points[-_FEWEST:]), *signals, *made.notes, able(made)]
    room = _height() - 3 - sum(-(-len(each) // width()) for each in beside)
    shown = made.points[-(last or max(_FEWEST, room)) :]
    if len(shown) < len(made.points):
        say(f"The newest {len(shown)} of {len(made.points)}; --last N shows others, --json all.")
    for row in _rows(made, shown):
        print(row)
    averaged = "   ~ moving average" if shown[-1].ewma is not None else ""
    say(f"| limits of the process   : its centre   X named by a signal{averaged}")
    for each in _limits(made, shown):
        say(each)
    for sentence in signals:
        say(sentence, colour="yellow" if made.signals or made.steps else None, hanging="  ")
    for note in (*made.notes, able(made)):
        say(note)


def _height() -> int:
    return os.get_terminal_size().lines or _LINES if is_terminal() else _LINES


def _limits(made: Chart, shown: Sequence[Point]) -> list[str]:
    versions = {point.version for point in shown}
    said = [limits_words(segment, made) for segment in made.segments if segment.version in versions]
    return [*said, *average_words(made), *formula_words(made)]


def _rows(made: Chart, shown: Sequence[Point]) -> Iterator[str]:
    signalled = {number for signal in made.signals for number in signal.points}
    names = [f"{point.batch} to {point.last}" if point.last else point.batch for point in shown]
    values = [_value(point, made) for point in shown]
    dates = [point.at.date().isoformat() if point.at and not point.last else "" for point in shown]
    dated, left, right = (max(map(len, column)) for column in (dates, names, values))
    scale = _Scale(shown, max(20, width() - 1 - left - right - dated - 4))
    version = shown[0].version
    for point, name, date, value in zip(shown, names, dates, values, strict=True):
        if point.version != version:
            yield f"{'-' * left}  version {point.version}"
            version = point.version
        row = scale.row(point, "X" if point.number in signalled else "o")
        yield f"{name:{left}}  {date:{dated}}  {value:>{right}}{row}".rstrip()


def _value(point: Point, made: Chart) -> str:
    value = figure(point.value, made.decimals)
    return f"{round(point.value * point.size)}/{point.size} {value}" if made.form is Form.SHARE else value


class _Scale:
    """Where values stand on a row: limits, centre, moving average and point."""

    def __init__(self, points: Sequence[Point], room: int) -> None:
        ends = [
            value
            for point in points
            for value in (point.value, point.lower, point.upper, point.ewma)
            if value is not None
        ]
        self.low, high = min(ends), max(ends)
        self.wide = (high - self.low) or 1.0
        self.room = room

    def row(self, point: Point, mark: str) -> str:
        """`  |    : ~ o   |`: the limits, the centre, the average and the point, which stands above them."""
        cells = [" "] * (self.room + 1)
        for value, letter in (
            (point.lower, "|"),
            (point.upper, "|"),
            (point.center, ":"),
            (point.ewma, "~"),
            (point.value, mark),
        ):
            if value is not None:
                cells[round((value - self.low) / self.wide * (self.room - 1)) + 1] = letter
        return "".join(cells)
