"""The log of departures on paper, written as a whole file or not at all."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from recipekeeper.operations.context import Context
from recipekeeper.operations.names import match
from recipekeeper.operations.print_settings import print_settings
from recipekeeper.operations.printing.printed import Printed, write_pages
from recipekeeper.operations.recording.departures import batches_since, departed
from recipekeeper.paper.draw import PAGES, form_of
from recipekeeper.paper.house_style import Paper
from recipekeeper.paper.report.departure_log import Departed, Scope, compose
from recipekeeper.paper.report.draw import render_report


def draw_departure_log(
    context: Context,
    target: Path,
    since: datetime | None = None,
    formula: str | None = None,
    paper: Paper | None = None,
    *,
    force: bool = False,
) -> Printed:
    """Every deviation since a moment, of all formulas or of one.

    Raises NotFound and Ambiguous for a formula, Misused for a file of another form.
    """
    form = form_of(target, "log of deviations", PAGES)
    settings = print_settings(context, paper)
    with context.read() as reading:
        code = match(formula, reading.codes(), "formula") if formula else None
        batches = list(batches_since(reading, since, code))
        scope = Scope(since, code, len(batches), reading.head(), reading.written_at())
    told = [Departed(batch, deviation) for batch, deviation in departed(batches, since)]
    drawn = render_report(compose(told, scope, context.now), form, settings)
    return write_pages(target, drawn, force=force)
