"""Tracing lots: what went into a batch, and where a lot went, through every batch made for another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from recipekeeper.batch.fold import fold
from recipekeeper.batch.model import BatchState
from recipekeeper.batch.parts import part_code
from recipekeeper.material.genealogy import BATCH, Branch, Thing, backward, forward, links
from recipekeeper.material.model import Lot
from recipekeeper.operations.context import Context
from recipekeeper.operations.goods.lot_finding import find_thing
from recipekeeper.operations.goods.lots import shelf_and_takings
from recipekeeper.store import Card, Reading


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
        head, written_at = reading.head(), reading.written_at()
    return Genealogy(
        thing,
        backward(known, thing),
        forward(known, thing),
        lots,
        batches,
        tuple(one.ingredient for one in state.weighings if not one.lots) if state else (),
        tuple(part_code(thing.code, part.name) for part in state.parts) if state else (),
        head,
        written_at,
    )


def _state(reading: Reading, batch: str) -> BatchState | None:
    plan = reading.plan(batch)
    return None if plan is None else fold(plan, reading.entries(batch))
