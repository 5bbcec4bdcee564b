"""The batch sheet: composed from a plan, drawn, and written as a whole file or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from recipekeeper.batch.model import BatchState, Plan
from recipekeeper.files.write import write_files
from recipekeeper.formula.sizing.size import own_size, scaled_at
from recipekeeper.operations.context import Context
from recipekeeper.operations.finding import find_batch, find_version
from recipekeeper.operations.names import match
from recipekeeper.operations.printing import print_settings
from recipekeeper.operations.size_reading import read_size
from recipekeeper.paper.draw import form_of, names, render
from recipekeeper.paper.house_style import Paper
from recipekeeper.paper.sheet import compose
from recipekeeper.store import Reading


@dataclass(frozen=True, slots=True)
class Printed:
    """The files that were written, how many pages they show, and what could not be printed as it is."""

    files: tuple[Path, ...]
    pages: int
    warnings: tuple[str, ...]


def draw_sheet(
    context: Context,
    reference: str,
    target: Path,
    to: str | None = None,
    paper: Paper | None = None,
    template: Path | None = None,
    *,
    force: bool = False,
) -> Printed:
    """The sheet of a batch, or of a formula version at a size before there is a batch."""
    form = form_of(target)
    with context.read() as reading:
        plan, state = _plan(context, reading, reference, to)
    # The moment of a batch is that of its last entry, so that the same record prints the same bytes.
    moment = state.last_at if state and state.last_at else context.now
    sheet = compose(plan, printed=moment, started_at=state.started_at if state else None)
    drawn = render(sheet, form, print_settings(context, paper), template=template)
    files = names(target, drawn)
    write_files(files, drawn.files, force=force)
    return Printed(files, drawn.pages, drawn.warnings)


def _plan(
    context: Context, reading: Reading, reference: str, to: str | None
) -> tuple[Plan, BatchState | None]:
    if to is None and "@" not in reference:
        formulas = reading.codes()
        names = (*formulas, *(card.batch for card in reading.cards()))
        if match(reference, names, "batch or formula") not in formulas:
            batch = find_batch(context, reading, reference)
            return batch.plan, batch.state
    version = find_version(reading, reference, released="@" not in reference)
    formula = version.formula
    size = read_size(to, context.units, formula) if to is not None else own_size(formula)
    return Plan("", formula, version.number, scaled_at(formula, size)), None
