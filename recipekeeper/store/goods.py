"""Lots, movements and a maker's own values of materials, as rows and back: the part of `mapping` for them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import RowMapping

from recipekeeper.material.model import Lot, Movement, MovementKind
from recipekeeper.quantity import Amount, store_text
from recipekeeper.store.texts import compact, time_of, time_text


def lot_row(lot: Lot, act: str) -> dict[str, Any]:
    """The row of a lot."""
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


def movement_row(movement: Movement, act: str) -> dict[str, Any]:
    """The row of a movement."""
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


def given_text(given: Mapping[str, str]) -> str:
    """A maker's own values as one text."""
    return compact(dict(given))


def given_of(text: str) -> dict[str, str]:
    """What `given_text` was given; ValueError for what it never gives."""
    given = json.loads(text)
    if not isinstance(given, dict) or not all(isinstance(value, str) for value in given.values()):
        message = f"{text!r} is no object of texts"
        raise ValueError(message)
    return given
