"""The batch record: composed from plan and log, drawn, and written as a whole file or not at all."""

from __future__ import annotations

from pathlib import Path

from recipekeeper.batch.model import BatchRecord
from recipekeeper.files.write import write_files
from recipekeeper.material.model import Lot
from recipekeeper.operations.context import Context
from recipekeeper.operations.effects import saps_of
from recipekeeper.operations.finding import find_batch
from recipekeeper.operations.printing import print_settings
from recipekeeper.operations.sheets import Printed
from recipekeeper.paper.draw import form_of, names, render_record
from recipekeeper.paper.house_style import Paper
from recipekeeper.paper.record import Surroundings, compose
from recipekeeper.store import Reading


def draw_record(
    context: Context, batch: str, target: Path, paper: Paper | None = None, *, force: bool = False
) -> Printed:
    """The record of a batch, finished or still running."""
    form = form_of(target, "record")
    with context.read() as reading:
        found = find_batch(context, reading, batch)
        around = _surroundings(reading, found)
    drawn = render_record(compose(found, around), form, print_settings(context, paper))
    files = names(target, drawn)
    write_files(files, drawn.files, force=force)
    return Printed(files, drawn.pages, drawn.warnings)


def _surroundings(reading: Reading, found: BatchRecord) -> Surroundings:
    from recipekeeper.batch.instrument import instruments  # late: only a record tells of them

    plan = found.plan
    return Surroundings(
        version=reading.version(plan.formula.code, plan.version),
        lots=_lots(reading, found),
        instruments=instruments(reading.instrument_events()),
        saps=saps_of(reading, found),
        head=reading.head(),
    )


def _lots(reading: Reading, found: BatchRecord) -> tuple[Lot, ...]:
    """The deliveries that the weighings in force name, in order of receiving."""
    from recipekeeper.material.shelf import Shelf
    from recipekeeper.material.takings import takings

    received = reading.lots()
    shelf = Shelf(received)
    taken = takings(found.plan.batch, found.entries, shelf.knows)
    used = {lot.code for taking in taken for lot in shelf.lots(taking)}
    return tuple(lot for lot in received if lot.code in used)
