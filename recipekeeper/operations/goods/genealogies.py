"""Tracing lots: what went into a batch, and where a lot went, through every batch made for another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from recipekeeper.batch.fold import fold
from recipekeeper.batch.model import BatchState
from recipekeeper.batch.parts import part_code
from recipekeeper.material.genealogy import BATCH, Branch, Thing, backward, forward, links
from recipekeeper.material.model import Lot
from recipekeeper.operations.context import Context
from recipekeeper.operations.goods.lot_finding import find_thing
from recipekeeper.operations.goods.lots import shelf_and_takings
from recipekeeper.store import Card, Reading

if TYPE_CHECKING:
    from recipekeeper.operations.printing.sheets import Printed
    from recipekeeper.paper.house_style import Paper
    from recipekeeper.paper.picture.lineage_words import Known


@dataclass(frozen=True, slots=True)
class Genealogy:
    """A lot or a batch with all that went into it and all that it went into."""

    thing: Thing
    backward: tuple[Branch, ...]
    forward: tuple[Branch, ...]
    lots: Mapping[str, Lot]
    """Of those that are met, what was received, by code."""
    batches: Mapping[str, Card]
    """Of those that are met, what a list shows, by code."""
    without_lot: tuple[str, ...]
    """What was weighed into the batch itself and names no lot: there the way back ends unseen."""
    parts: tuple[str, ...] = ()
    """What the batch itself was split into, by the codes on the labels."""
    head: str = ""
    """The hash of the newest act of the store, and when that was."""
    as_of: datetime | None = None


def trace_lot(context: Context, typed: str) -> Genealogy:
    """Everything behind and everything beyond a lot or a batch; batches that are void are told as well.

    Raises NotFound, and Ambiguous where a prefix fits several.
    """
    with context.read() as reading:
        lots = {lot.code: lot for lot in reading.lots()}
        batches = {card.batch: card for card in reading.cards()}
        shelf, taken = shelf_and_takings(reading)
        known = links(taken, shelf)
        thing = find_thing(shelf.batch(typed) or typed, tuple(lots.values()), known, batches)
        state = _state(reading, thing.code) if thing.kind == BATCH else None
        head, newest = reading.head(), reading.acts(1)
    return Genealogy(
        thing,
        backward(known, thing),
        forward(known, thing),
        lots,
        batches,
        tuple(one.ingredient for one in state.weighings if not one.lots) if state else (),
        tuple(part_code(thing.code, part.name) for part in state.parts) if state else (),
        head,
        newest[-1].recorded_at if newest else None,
    )


def draw_lineage(
    context: Context, typed: str, target: Path, paper: Paper | None = None, *, force: bool = False
) -> Printed:
    """The picture of `trace_lot`, written as a whole file, or one for each page, or not at all.

    Raises as `trace_lot` does, and Misused for a file that is no picture.
    """
    # Most genealogies stay in the terminal.
    from recipekeeper.files.write import write_files
    from recipekeeper.operations.printing.settings import print_settings
    from recipekeeper.operations.printing.sheets import Printed
    from recipekeeper.paper.draw import PICTURES, form_of, names
    from recipekeeper.paper.picture.draw import render_lineage
    from recipekeeper.paper.picture.lineage_words import compose

    form = form_of(target, "genealogy", PICTURES)
    settings = print_settings(context, paper)
    drawn = render_lineage(compose(_known(trace_lot(context, typed)), context.now), form, settings)
    files = names(target, drawn)
    write_files(files, drawn.files, force=force)
    return Printed(files, drawn.pages, drawn.warnings)


def _known(found: Genealogy) -> Known:
    from recipekeeper.paper.picture.lineage_words import Known, Made  # late, as above

    made = {
        code: Made(
            f"{card.formula}@{card.version}",
            card.state,
            card.disposition,
            card.outcome,
            card.started_at,
            card.trial,
        )
        for code, card in found.batches.items()
    }
    return Known(
        found.thing,
        found.backward,
        found.forward,
        found.lots,
        made,
        found.without_lot,
        found.parts,
        found.head,
        found.as_of,
    )


def _state(reading: Reading, batch: str) -> BatchState | None:
    plan = reading.plan(batch)
    return None if plan is None else fold(plan, reading.entries(batch))
