"""The batch sheet: composed from a plan, drawn, and written as a whole file or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from recipekeeper.batch.codes import code_of
from recipekeeper.batch.model import BatchRecord, Plan, State
from recipekeeper.formula.sizing.size import own_size, scaled_at
from recipekeeper.operations.context import Context
from recipekeeper.operations.finding import find_batch, find_version
from recipekeeper.operations.formulas.size_reading import read_size
from recipekeeper.operations.names import match
from recipekeeper.operations.print_settings import print_settings
from recipekeeper.operations.printing.printed import Printed, write_pages
from recipekeeper.paper.draw import PAGES, form_of
from recipekeeper.paper.house_style import Paper
from recipekeeper.paper.sheet.compose import NO_LOTS, compose
from recipekeeper.paper.sheet.draw import render
from recipekeeper.paper.sheet.page import Sheet
from recipekeeper.store import Reading

if TYPE_CHECKING:
    from recipekeeper.material.model import Lot
    from recipekeeper.material.stock import LotOnHand


def draw_sheets(
    context: Context,
    references: Sequence[str],
    target: Path,
    to: str | None = None,
    paper: Paper | None = None,
    template: Path | None = None,
    *,
    blank: bool = False,
    copies: int = 1,
    force: bool = False,
) -> Printed:
    """Sheets of batches with what is known written in, or of formula versions at a size before there is a batch.

    All of them are one document. `blank` leaves the blanks of a batch empty, whatever is known of it.
    `copies` prints each that often. Raises Conflict for a file that is there already.
    """
    form = form_of(target, "sheet", PAGES)
    sheets: list[Sheet] = []
    with context.read() as reading:
        lots = _Lots(context, reading)
        for number, reference in enumerate(references):
            if context.progress:
                context.progress(number, len(references), "composing")
            plan, record = _meant(context, reading, reference, to)
            sheets += [_sheet(context, plan, None if blank else record, record, lots)] * copies
    if context.progress:
        context.progress(0, 0, f"drawing {len(sheets)} sheets")
    drawn = render(sheets, form, print_settings(context, paper), template=template)
    return write_pages(target, drawn, force=force)


def _sheet(
    context: Context, plan: Plan, shown: BatchRecord | None, record: BatchRecord | None, lots: _Lots
) -> Sheet:
    """One sheet; `shown` is the record whose entries stand in the blanks."""
    state = record.state if record else None
    # The moment of a batch is that of its last entry, so that the same record prints the same bytes.
    moment = state.last_at if state and state.last_at else context.now
    started = state.started_at if state else None
    is_running = state is None or state.state is State.RUNNING
    sheet = compose(plan, printed=moment, started_at=started, lots=lots.of(plan) if is_running else NO_LOTS)
    if shown is None:
        return sheet
    from recipekeeper.paper.sheet.filling import (
        filled,  # late: most sheets are printed before anything is known
    )

    return filled(sheet, shown)


class _Lots:
    """Which lot of each ingredient is to be taken first; the stock is looked at once, where there is any."""

    def __init__(self, context: Context, reading: Reading) -> None:
        self._day = context.now.date()
        self._reading = reading

    @cached_property
    def _stock(self) -> tuple[LotOnHand, ...]:
        if not self._reading.lots():
            return ()
        from recipekeeper.operations.goods.lots import stock_of  # late: many keep no stock

        return stock_of(self._reading)

    def of(self, plan: Plan) -> dict[str, Lot]:
        """By ingredient the lot that expires first, of those that may be used today."""
        if not self._stock:
            return {}
        from recipekeeper.material.stock import available

        first = ((line.name, available(self._stock, line.name, self._day)) for line in plan.scaled.lines)
        return {name: lots[0].lot for name, lots in first if lots}


def _meant(
    context: Context, reading: Reading, reference: str, to: str | None
) -> tuple[Plan, BatchRecord | None]:
    """The plan of a batch and its record, or that of a formula at a size before there is a batch."""
    if (scan := code_of(reference, "batch", "step", "formula")) is not None:
        reference = scan.batch or scan.formula or ""
    if to is None and "@" not in reference:
        formulas = reading.codes()
        names = (*formulas, *(card.batch for card in reading.cards()))
        if match(reference, names, "batch or formula") not in formulas:
            batch = find_batch(context, reading, reference)
            return batch.plan, batch
    version = find_version(reading, reference, released="@" not in reference)
    formula = version.formula
    size = read_size(to, context.units, formula) if to is not None else own_size(formula)
    return Plan("", formula, version.number, scaled_at(formula, size)), None
