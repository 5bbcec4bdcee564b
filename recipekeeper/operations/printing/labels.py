"""Labels of a batch: composed from its record, laid out on sheets or rolls, and written whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from recipekeeper.batch.contents import grams
from recipekeeper.batch.model import BatchRecord
from recipekeeper.errors import NotFound
from recipekeeper.formula.model import Formula, Line
from recipekeeper.operations.context import Context
from recipekeeper.operations.finding import find_batch, find_version
from recipekeeper.operations.goods.materials import known_materials
from recipekeeper.operations.print_settings import print_settings
from recipekeeper.operations.printing.printed import Printed, write_pages
from recipekeeper.paper.draw import form_of
from recipekeeper.paper.label.compose import Asked, Label, compose
from recipekeeper.paper.label.draw import FORMS, Sheets, render_labels
from recipekeeper.paper.label.sizes import LabelSize, offset_of, size_of
from recipekeeper.quantity import Amount, read_amount
from recipekeeper.store import Reading

_USUAL = {"a4": "L7163", "letter": "5163"}
NO_MARKET = "none"


@dataclass(frozen=True, slots=True)
class PrintedLabels:
    """The pages that were written, how many labels of which size they hold, and the label."""

    printed: Printed
    copies: int
    size: LabelSize
    label: Label


def draw_labels(
    context: Context,
    batch: str,
    target: Path,
    asked: Asked,
    *,
    size: str | None = None,
    offset: str | None = None,
    start_at: int = 1,
    copies: int | None = None,
    force: bool = False,
) -> PrintedLabels:
    """The labels of a batch; size, offset and market are those of the print settings where they are not said.

    As many as the batch gave units, else those of one sheet. Raises Refused where the text does not fit.
    """
    form = form_of(target, "label", FORMS)
    settings = print_settings(context)
    chosen = size_of(size or settings.label_size or _USUAL[settings.paper])
    market = asked.market or settings.market
    asked = replace(asked, market="" if market == NO_MARKET else market)
    materials = known_materials(context)
    with context.read() as reading:
        record = find_batch(context, reading, batch)
        parts = _parts(reading, record.plan.formula)
    label = compose(record, materials, settings, asked, chosen.width * chosen.height, parts)
    count = copies if copies is not None else _copies(record, chosen, start_at)
    sheets = Sheets(chosen, count, start_at, offset_of(offset or settings.label_offset or "0 mm, 0 mm"))
    drawn = render_labels(label, form, sheets, settings)
    return PrintedLabels(write_pages(target, drawn, force=force), count, chosen, label)


def _copies(record: BatchRecord, size: LabelSize, start_at: int) -> int:
    units = record.state.units
    if units is not None and units.value >= 1:
        return int(units.value)
    return max(1, size.on_a_sheet - start_at + 1)


def _parts(reading: Reading, formula: Formula) -> dict[str, tuple[str, ...]]:
    """What the products of other formulas consist of, in falling order of amount."""
    found = {}
    for line in formula.lines:
        if line.product_of is not None:
            try:
                inner = find_version(reading, line.product_of).formula
            except NotFound:
                continue
            falling = sorted(inner.lines, key=_weight, reverse=True)
            found[line.product_of] = tuple(part.name for part in falling)
    return found


def _weight(line: Line) -> Fraction:
    return grams(line.amount, line) or Fraction(0)


def read_net(context: Context, typed: str) -> Amount:
    """What one piece holds, as it was typed; raises QuantityError where it cannot be read."""
    return read_amount(typed, context.units)
