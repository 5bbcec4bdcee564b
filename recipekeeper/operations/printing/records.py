"""The batch record: composed from plan and log, drawn, and written as a whole file or not at all."""

from __future__ import annotations

from pathlib import Path

from recipekeeper.batch.model import BatchRecord, Disposition
from recipekeeper.batch.record import folded
from recipekeeper.material.used import Used, used
from recipekeeper.operations.context import Context
from recipekeeper.operations.finding import find_batch
from recipekeeper.operations.goods.lots import shelf_and_takings
from recipekeeper.operations.history.traces import trace_batches
from recipekeeper.operations.print_settings import print_settings
from recipekeeper.operations.printing.printed import Printed, write_pages
from recipekeeper.operations.recording.effects import saps_of
from recipekeeper.paper.draw import PAGES, form_of
from recipekeeper.paper.house_style import Paper
from recipekeeper.paper.record.compose import Surroundings, compose
from recipekeeper.paper.report.draw import render_report
from recipekeeper.store import Reading
from recipekeeper.trace import Trace
from recipekeeper.trace.tracing import is_bad


def draw_record(
    context: Context,
    batch: str,
    target: Path,
    paper: Paper | None = None,
    template: Path | None = None,
    *,
    force: bool = False,
) -> Printed:
    """The record of a batch, finished or still running; by a template of one's own where one is named."""
    form = form_of(target, "record", PAGES)
    settings = print_settings(context, paper)
    with context.read() as reading:
        found = find_batch(context, reading, batch)
        around = _surroundings(context, reading, found)
    drawn = render_report(compose(found, around), form, settings, template=template)
    return write_pages(target, drawn, force=force)


def _surroundings(context: Context, reading: Reading, found: BatchRecord) -> Surroundings:
    # Only a record tells of them.
    from recipekeeper.batch.instrument import instruments
    from recipekeeper.operations.goods.materials import known_materials

    plan = found.plan
    return Surroundings(
        version=reading.version(plan.formula.code, plan.version),
        used=_used(reading, found),
        instruments=instruments(reading.instrument_events()),
        saps=saps_of(reading, found),
        materials=known_materials(context),
        good=_good(reading, found),
        trace=_trace(context, found),
        head=reading.head(),
        as_of=reading.written_at(),
    )


def _used(reading: Reading, found: BatchRecord) -> tuple[Used, ...]:
    """Where what was weighed came from; of several deliveries with one lot number the one that was in use then."""
    from recipekeeper.material.stock import on_hand

    shelf, taken = shelf_and_takings(reading)
    stock = on_hand(reading.lots(), reading.movements(), taken, shelf)
    return used(found.plan.batch, stock, taken, shelf)


def _good(reading: Reading, found: BatchRecord) -> tuple[BatchRecord, ...]:
    """The other batches of the formula that turned out well, in order of their beginning."""
    pasts = (
        folded(plan, entries)
        for plan, entries in reading.pasts(found.plan.formula.code)
        if plan.batch != found.plan.batch
    )
    return tuple(past for past in pasts if is_bad(past) is False)


def _trace(context: Context, found: BatchRecord) -> Trace | None:
    """What a trace says of a batch that was called bad, or rejected; None of any other."""
    state = found.state
    if state.outcome != "bad" and state.disposition is not Disposition.REJECTED:
        return None
    return trace_batches(context, [found.plan.batch])[0]
