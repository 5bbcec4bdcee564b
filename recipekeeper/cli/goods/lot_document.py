"""Lots as JSON. The keys are a promise to other programs: none is renamed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from recipekeeper.cli.document import Document, moment, quantity
from recipekeeper.material.genealogy import BATCH, LOT
from recipekeeper.material.wording import remarks

if TYPE_CHECKING:
    from recipekeeper.material.genealogy import Branch, Link, Thing
    from recipekeeper.material.model import Lot, Movement
    from recipekeeper.material.stock import LotOnHand
    from recipekeeper.operations.goods.genealogies import Genealogy
    from recipekeeper.operations.goods.lots import LotRecord, Moved, Received
    from recipekeeper.store import Card


def received(done: Received) -> Document:
    """A lot that was just received."""
    return {**_lot(done.lot), "on_hand": quantity(done.lot.amount), "warnings": list(done.warnings)}


def lot(one: LotOnHand, day: date) -> Document:
    """A lot and what is left of it."""
    return {
        **_lot(one.lot),
        "on_hand": quantity(one.on_hand),
        "is_at_most": bool(one.unknown),
        "overdrawn": quantity(one.overdrawn),
        "is_expired": one.lot.is_expired(day),
        "remarks": list(remarks(one, day)),
    }


def record(found: LotRecord, day: date) -> Document:
    """A lot, the batches that took of it, and its counts and discards."""
    takings = [(taking, True) for taking in found.lot.takings]
    takings += [(taking, False) for taking in found.lot.too_early]
    return {
        **lot(found.lot, day),
        "batches": [
            {
                **_batch(taking.batch, found.batches.get(taking.batch)),
                "ingredient": taking.ingredient,
                "amount": quantity(taking.amount),
                "at": moment(taking.at),
                "is_taken_off": taken_off and not taking.is_void,
            }
            for taking, taken_off in takings
        ],
        "movements": [_movement(each) for each in found.lot.movements],
    }


def moved(done: Moved, day: date) -> Document:
    """A count or a discard, and what is left since."""
    return {
        **lot(done.after, day),
        "on_hand_before": quantity(done.before.on_hand),
        "movement": _movement(done.movement),
    }


def genealogy(found: Genealogy) -> Document:
    """What is behind and what is beyond; each once for every batch that it is directly in."""
    return {
        **_thing(found, found.thing),
        "backward": [_behind(found, branch) for branch in found.backward],
        "forward": [_beyond(found, branch) for branch in found.forward],
        "without_lot": list(found.without_lot),
        "parts": list(found.parts),
    }


def _behind(found: Genealogy, branch: Branch) -> Document:
    return {**_thing(found, branch.link.thing), **_link(branch.link), "depth": branch.depth}


def _beyond(found: Genealogy, branch: Branch) -> Document:
    link = branch.link
    batch = _batch(link.batch, found.batches.get(link.batch))
    return {
        "kind": BATCH,
        "code": link.batch,
        **batch,
        **_link(link),
        "from": link.thing.code,
        "depth": branch.depth,
    }


def _link(link: Link) -> Document:
    return {
        "ingredient": link.ingredient,
        "amount": quantity(link.amount),
        "into": link.batch,
        "came_later": link.came_later,
    }


def _thing(found: Genealogy, thing: Thing) -> Document:
    """A lot of ours, a batch, or a lot that was only typed: then it is not known where it came from."""
    if thing.kind == BATCH:
        return {"kind": BATCH, "code": thing.code, **_batch(thing.code, found.batches.get(thing.code))}
    said = {"kind": LOT, "code": thing.code, "is_received": thing.kind == LOT}
    return {**said, **_lot(found.lots[thing.code])} if thing.kind == LOT else said


def _lot(one: Lot) -> Document:
    return {
        "lot": one.code,
        "material": one.material,
        "received": quantity(one.amount),
        "received_at": moment(one.received_at),
        "by": one.by,
        "supplier": one.supplier,
        "supplier_lot": one.supplier_lot,
        "expires": one.expires,
        "paid": one.paid,
        "sap": one.sap,
        "note": one.note,
    }


def _batch(code: str, card: Card | None) -> Document:
    if card is None:
        return {"batch": code}
    return {
        "batch": code,
        "formula": card.formula,
        "version": card.version,
        "state": card.state.value,
        "disposition": card.disposition.value,
        "outcome": card.outcome,
    }


def _movement(each: Movement) -> Document:
    return {
        "seq": each.seq,
        "kind": each.kind.value,
        "amount": quantity(each.amount),
        "why": each.why,
        "at": moment(each.at),
        "by": each.by,
    }
