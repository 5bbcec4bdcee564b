"""Lots, movements and a maker's own values of materials, as rows and back: the part of `mapping` for them."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import RowMapping, TableClause

from recipekeeper.material.model import Lot, Movement, MovementKind
from recipekeeper.quantity import Amount, store_text
from recipekeeper.store import columns
from recipekeeper.store.facts import LotFact, MaterialFact, MovementFact
from recipekeeper.store.texts import compact, time_of, time_text


def row_of_goods(fact: LotFact | MovementFact | MaterialFact) -> dict[str, Any]:
    """The row of a fact."""
    match fact:
        case LotFact(lot, act):
            return _lot_row(lot, act)
        case MovementFact(movement, act):
            return _movement_row(movement, act)
        case MaterialFact(name, seq, given, act):
            return {"name": name, "seq": seq, "given": compact(dict(given)), "act": act}


def fact_of_goods(table: TableClause, row: RowMapping) -> LotFact | MovementFact | MaterialFact:
    """The fact of a row; raises one of UNREADABLE for what is none."""
    if table is columns.LOT:
        return LotFact(lot_of(row), row["act"])
    if table is columns.MOVEMENT:
        return MovementFact(movement_of(row), row["act"])
    return MaterialFact(row["name"], row["seq"], given_of(row["given"]), row["act"])


def _lot_row(lot: Lot, act: str) -> dict[str, Any]:
    amount, unit = store_text(lot.amount)
    received_at, received_offset = time_text(lot.received_at)
    return {
        "code": lot.code,
        "material": lot.material,
        "amount": amount,
        "unit": unit,
        "received_at": received_at,
        "received_offset": received_offset,
        "supplier_lot": lot.supplier_lot,
        "supplier": lot.supplier,
        "expires": lot.expires,
        "paid": lot.paid,
        "sap": lot.sap,
        "note": lot.note,
        "act": act,
    }


def lot_of(row: RowMapping) -> Lot:
    """A lot, still without who recorded it."""
    return Lot(
        code=row["code"],
        material=row["material"],
        amount=Amount.of_text(row["amount"], row["unit"]),
        received_at=time_of(row["received_at"], row["received_offset"]),
        supplier_lot=row["supplier_lot"],
        supplier=row["supplier"],
        expires=row["expires"],
        paid=row["paid"],
        sap=row["sap"],
        note=row["note"],
    )


def _movement_row(movement: Movement, act: str) -> dict[str, Any]:
    amount, unit = store_text(movement.amount)
    happened_at, happened_offset = time_text(movement.at)
    return {
        "lot": movement.lot,
        "seq": movement.seq,
        "kind": movement.kind.value,
        "amount": amount,
        "unit": unit,
        "why": movement.why,
        "happened_at": happened_at,
        "happened_offset": happened_offset,
        "act": act,
    }


def movement_of(row: RowMapping) -> Movement:
    """A movement, still without who recorded it."""
    return Movement(
        lot=row["lot"],
        seq=row["seq"],
        kind=MovementKind(row["kind"]),
        amount=Amount.of_text(row["amount"], row["unit"]),
        why=row["why"],
        at=time_of(row["happened_at"], row["happened_offset"]),
    )


def given_of(text: str) -> dict[str, str]:
    """What a maker said of a material, by field; ValueError for what is no such text."""
    given = json.loads(text)
    if not isinstance(given, dict) or not all(isinstance(value, str) for value in given.values()):
        message = f"{text!r} is no object of texts"
        raise ValueError(message)
    return given
