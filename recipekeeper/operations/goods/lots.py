"""Lots: receive one, count it, discard some of it, list them, show what became of one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from recipekeeper.batch.model import Entry, Kind
from recipekeeper.batch.parts import part_code
from recipekeeper.errors import NotFound, QuantityError, Refused
from recipekeeper.formula.findings import shown
from recipekeeper.formula.substance.sap import read_sap
from recipekeeper.material.model import Lot, Movement, MovementKind, last_day
from recipekeeper.material.naming import folded, next_code
from recipekeeper.material.shelf import Shelf
from recipekeeper.material.stock import LotOnHand, on_hand
from recipekeeper.material.takings import Taking, adds_to, takings
from recipekeeper.operations.context import Context
from recipekeeper.operations.goods.lot_finding import find_lot
from recipekeeper.operations.names import match
from recipekeeper.operations.recording.bench_reading import lot_code, read_weight
from recipekeeper.operations.recording.log import moment_text, refuse_time_ahead
from recipekeeper.quantity import Amount, read_amount
from recipekeeper.store import Card, Reading

_DAY_OR_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?")
_PRICE = re.compile(r"[^0-9.,]*[0-9]+([,.' ][0-9]+)*[^0-9.,]*")
_NAME, _NOTE = 60, 400
"""So many letters at most."""


@dataclass(frozen=True, slots=True)
class Received:
    """A lot that was just received, and what there is to say about it."""

    lot: Lot
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LotRecord:
    """A lot with what is left of it, and in short the batches that took of it, by their codes."""

    lot: LotOnHand
    batches: Mapping[str, Card]


@dataclass(frozen=True, slots=True)
class Moved:
    """A count or a discard, and what was and is on hand."""

    movement: Movement
    before: LotOnHand
    after: LotOnHand


def receive(
    context: Context,
    material: str,
    amount: str,
    supplier_lot: str | None = None,
    *,
    supplier: str | None = None,
    expires: str | None = None,
    paid: str | None = None,
    sap: str | None = None,
    note: str | None = None,
) -> Received:
    """Goods come in and get a code of ours.

    Raises QuantityError for an amount, a date, a price or a SAP that cannot be read, Refused for names
    that are none.
    """
    refuse_time_ahead(context)
    name = _words(material, "name of a material", "olive oil", _NAME)
    lot = Lot(
        code="",
        material=name,
        amount=read_weight(amount, context.units, None, name),
        received_at=context.happened_at,
        supplier_lot=lot_code(supplier_lot),
        supplier=_if_given(supplier, lambda text: _words(text, "supplier", "The Mill", _NAME)),
        expires=_if_given(expires, _expiry),
        paid=_if_given(paid, _price),
        sap=_if_given(sap, lambda text: str(read_sap(text))),
        note=_if_given(note, lambda text: _words(text, "note", "dented can", _NOTE)),
    )
    with context.act() as act:
        code = next_code(name, (each.code for each in act.lots()))
        received = act.add_lot(replace(lot, code=code))
    return Received(received, tuple(_doubts_of(received)))


def count_lot(context: Context, lot: str, amount: str, why: str) -> Moved:
    """What is left of a lot was weighed or counted: from now on this is what is on hand, less what goes."""
    return _move(context, lot, MovementKind.COUNT, amount, why)


def discard_lot(context: Context, lot: str, amount: str, why: str) -> Moved:
    """Some of a lot went other than into a batch: thrown away, spilt, given away."""
    return _move(context, lot, MovementKind.DISCARD, amount, why)


def list_lots(context: Context, material: str | None = None) -> tuple[LotOnHand, ...]:
    """All lots, or those of one material, each material in the order in which it should be used up."""
    with context.read() as reading:
        lots = stock_of(reading)
    if material is None:
        return lots
    names = {folded(one.lot.material): one.lot.material for one in lots}
    meant = folded(match(material, names.values(), "material", "on the shelf"))
    return tuple(one for one in lots if folded(one.lot.material) == meant)


def show_lot(context: Context, lot: str) -> LotRecord:
    """One lot: what was received, what is left, and which batches took of it."""
    with context.read() as reading:
        shelf, taken = shelf_and_takings(reading)
        meant = find_lot(lot, reading.lots(), (taking.lot for taking in taken))
        found = _one(on_hand(reading.lots(), reading.movements(), taken, shelf), meant.code)
        cards = {card.batch: card for card in reading.cards()}
    touched = (taking.batch for taking in (*found.takings, *found.too_early))
    return LotRecord(found, {batch: cards[batch] for batch in touched if batch in cards})


def stock(context: Context) -> Mapping[str, tuple[LotOnHand, ...]]:
    """All lots by the folded name of their material, first expired first; used-up ones among them."""
    found: dict[str, list[LotOnHand]] = {}
    with context.read() as reading:
        for one in stock_of(reading):
            found.setdefault(folded(one.lot.material), []).append(one)
    return {material: tuple(lots) for material, lots in found.items()}


def lot_saps(context: Context) -> Mapping[str, Mapping[str, str]]:
    """The SAP of each lot that has one and is not used up, by the folded name of its material and its code."""
    return {
        material: {one.lot.code: one.lot.sap for one in lots if one.lot.sap and one.on_hand.value > 0}
        for material, lots in stock(context).items()
    }


def stock_of(reading: Reading) -> tuple[LotOnHand, ...]:
    """Every lot with what is left of it."""
    shelf, taken = shelf_and_takings(reading)
    return on_hand(reading.lots(), reading.movements(), taken, shelf)


def shelf_and_takings(reading: Reading) -> tuple[Shelf, tuple[Taking, ...]]:
    """Every lot and batch by its names, and what every batch took of any."""
    logs = reading.lot_logs()
    shelf = Shelf(reading.lots(), (card.batch for card in reading.cards()), _parts(logs))
    return shelf, tuple(taking for batch, log in logs.items() for taking in takings(batch, log, shelf.knows))


def _parts(logs: Mapping[str, Sequence[Entry]]) -> dict[str, str]:
    """The batches by the codes of their parts: what is in force is not asked, a label may bear it all the same."""
    return {
        part_code(batch, entry.part): batch
        for batch, log in logs.items()
        for entry in log
        if entry.kind is Kind.SPLIT and entry.part
    }


def _move(context: Context, typed: str, kind: MovementKind, amount: str, why: str) -> Moved:
    refuse_time_ahead(context)
    if not context.store.has_place:  # so that a slip in an empty folder makes no store
        raise NotFound(f"There is no lot {shown(typed)}. There is no lot at all yet.")
    reason = _words(why, "reason", "weighed what was left", _NOTE)
    with context.act(why) as act:
        lot = find_lot(typed, act.lots())
        if context.at and context.at < lot.received_at:
            raise Refused(
                f"{moment_text(context.at)} is before {lot.code} was received "
                f"({moment_text(lot.received_at)})."
            )
        before = _one(stock_of(act), lot.code)
        value = _moved(context, lot, kind, amount)
        movement = act.add_movement(lot.code, kind, value, reason, context.happened_at)
        after = _one(stock_of(act), lot.code)
    return Moved(movement, before, after)


def _moved(context: Context, lot: Lot, kind: MovementKind, text: str) -> Amount:
    """What was counted or discarded, as the lot was received: by weight, by volume or in pieces."""
    value = read_amount(text, context.units, bare=lot.amount.unit)
    if not adds_to(value, lot.amount):
        raise QuantityError(
            f"{lot.code} was received as {lot.amount}, and {value} cannot be compared with that. "
            f"Write it in the same way, e.g. {lot.amount}."
        )
    if kind is MovementKind.DISCARD and not value.value:
        raise QuantityError(f'"{text}" is nothing; a discard is more than 0, e.g. {lot.amount}.')
    return value


def _one(lots: Iterable[LotOnHand], code: str) -> LotOnHand:
    return next(one for one in lots if one.lot.code == code)


def _doubts_of(lot: Lot) -> Iterable[str]:
    if lot.supplier_lot is None:
        yield (
            "No lot of the supplier is named, so a recall by the supplier cannot be followed to your batches. "
            "It stands on the container; name it with --lot."
        )
    if lot.is_expired(lot.received_at.date()):
        yield f"It expired already, {lot.expires}."


def _if_given(text: str | None, read: Callable[[str], str]) -> str | None:
    return None if text is None else read(text)


def _expiry(text: str) -> str:
    """The last day, or the month at whose end it is over, in ISO 8601."""
    tidy = text.strip()
    try:
        if _DAY_OR_MONTH.fullmatch(tidy):
            last_day(tidy)
            return tidy
    except ValueError:
        pass
    raise QuantityError(
        f"{shown(text)} is no day and no month of a calendar. Write 2027-05-31, or 2027-05 for the end of that month."
    )


def _price(text: str) -> str:
    tidy = " ".join(text.split())
    if len(tidy) > _NAME or not _PRICE.fullmatch(tidy):
        raise QuantityError(f"{shown(text)} is no price. Write what all of it cost, e.g. 36.00 EUR")
    return tidy


def _words(text: str, what: str, example: str, longest: int) -> str:
    tidy = " ".join(text.split())
    if not tidy or len(tidy) > longest or not tidy.isprintable():
        raise Refused(f'{shown(text)} is no {what}: that has 1 to {longest} letters, e.g. "{example}".')
    return tidy
