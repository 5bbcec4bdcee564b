"""The log of departures that food law asks for: every deviation of every batch, and its resolution."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from recipekeeper.batch.deviation import Deviation, DeviationStatus
from recipekeeper.batch.model import BatchRecord, Draft, Kind, State
from recipekeeper.batch.record import record
from recipekeeper.errors import Misused, Refused
from recipekeeper.formula.findings import shown
from recipekeeper.operations.context import Context
from recipekeeper.operations.finding import find_deviation_number
from recipekeeper.operations.recording.log import Logged, Wanted, append, refuse_if_void
from recipekeeper.store import Reading

if TYPE_CHECKING:
    from recipekeeper.operations.printing.sheets import Printed
    from recipekeeper.paper.house_style import Paper


def list_deviations(context: Context, since: datetime | None = None) -> tuple[Deviation, ...]:
    """All deviations of batches that are not void, oldest batch first; `since` by when each appeared."""
    with context.read() as reading:
        return tuple(
            deviation
            for batch in _batches(reading, since)
            for deviation in batch.deviations
            if _appeared(batch, deviation, since)
        )


def print_deviations(
    context: Context,
    target: Path,
    since: datetime | None = None,
    formula: str | None = None,
    paper: Paper | None = None,
    *,
    force: bool = False,
) -> Printed:
    """The log on paper, of all formulas or of one, written as a whole file or not at all.

    Raises NotFound and Ambiguous for a formula, Misused for a file of another form.
    """
    # The terminal's list has no need of paper.
    from recipekeeper.files.write import write_files
    from recipekeeper.operations.names import match
    from recipekeeper.operations.printing.settings import print_settings
    from recipekeeper.operations.printing.sheets import Printed
    from recipekeeper.paper.draw import PAGES, form_of, names
    from recipekeeper.paper.report.departure_log import Departed, Scope, compose
    from recipekeeper.paper.report.draw import render_report

    form = form_of(target, "log of deviations", PAGES)
    settings = print_settings(context, paper)
    with context.read() as reading:
        code = match(formula, reading.codes(), "formula") if formula else None
        batches = list(_batches(reading, since, code))
        newest = reading.acts(1)
        scope = Scope(since, code, len(batches), reading.head(), newest[-1].recorded_at if newest else None)
    departed = [
        Departed(batch, deviation)
        for batch in batches
        for deviation in batch.deviations
        if _appeared(batch, deviation, since)
    ]
    drawn = render_report(compose(departed, scope, context.now), form, settings)
    files = names(target, drawn)
    write_files(files, drawn.files, force=force)
    return Printed(files, drawn.pages, drawn.warnings)


def _batches(reading: Reading, since: datetime | None, formula: str | None = None) -> Iterator[BatchRecord]:
    """Batches that are not void and in which something happened since."""
    for card in reading.cards(formula=formula):
        if card.state is State.VOID or (since and card.last_at and card.last_at < since):
            continue
        plan = reading.plan(card.batch)
        if plan is not None:
            yield record(plan, reading.entries(card.batch))


def _appeared(batch: BatchRecord, deviation: Deviation, since: datetime | None) -> bool:
    if since is None:
        return True
    entry = next(entry for entry in batch.entries if entry.seq == deviation.entry)
    return (entry.happened_at or entry.recorded_at) >= since


def resolve(context: Context, deviation_id: str, cause: str, correction: str) -> Logged:
    """Writes down what caused a deviation and what was done about it."""
    batch, slash, number_text = deviation_id.rpartition("/")
    if not slash:
        raise Misused(
            f"{shown(deviation_id)} names no deviation: write batch and number, e.g. SOAP-LAV-261121-1/D1"
        )

    def want(found: BatchRecord) -> Wanted:
        refuse_if_void(found)
        number = find_deviation_number(found, number_text)
        deviation = next(one for one in found.deviations if one.number == number)
        if deviation.status is DeviationStatus.RESOLVED:
            raise Refused(f"{deviation.id} is resolved already: {deviation.cause}; {deviation.correction}.")
        resolution = Draft(
            found.plan.batch,
            Kind.RESOLVE,
            context.now,
            step=deviation.step,
            name=f"D{number}",
            value=correction,
            why=cause,
        )
        return Wanted([resolution])

    return append(context, batch, want, why=cause)
