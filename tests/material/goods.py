"""A shelf for tests: lots, what batches took of them, counts and discards, each in a line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from recipekeeper.batch.model import Entry, Kind
from recipekeeper.material.model import Lot, Movement, MovementKind
from recipekeeper.material.shelf import Shelf
from recipekeeper.material.stock import LotOnHand, on_hand
from recipekeeper.material.takings import Taking
from recipekeeper.quantity import Amount, read_amount
from tests.batch.bench import at


def lot(code: str, amount: str = "5 kg", clock: str = "08:00", **said: Any) -> Lot:
    return Lot(code, **{"material": "olive oil", **said}, amount=read_amount(amount), received_at=at(clock))


def took(
    batch: str, lot: str, amount: str | None, clock: str = "09:00", ingredient: str = "olive oil", **said: Any
) -> Taking:
    return Taking(batch, ingredient, lot, read_amount(amount) if amount else None, at(clock), **said)


def counted(lot: str, amount: str, clock: str) -> Movement:
    return Movement(lot, 1, MovementKind.COUNT, read_amount(amount), "stock-taking", at(clock))


def discarded(lot: str, amount: str, clock: str) -> Movement:
    return Movement(lot, 1, MovementKind.DISCARD, read_amount(amount), "rancid", at(clock))


def left(
    lots: Sequence[Lot],
    takings: Sequence[Taking] = (),
    movements: Sequence[Movement] = (),
    batches: Sequence[str] = (),
) -> dict[str, LotOnHand]:
    """What is on hand, by code."""
    found = on_hand(lots, movements, takings, Shelf(lots, batches))
    return {one.lot.code: one for one in found}


def weigh(seq: int, name: str, amount: str | None, lot: str | None, clock: str | None = "09:00") -> Entry:
    """One line of a log, noted when it happened."""
    value: Amount | None = read_amount(amount) if amount else None
    when = at(clock) if clock else None
    return Entry(
        f"A-{seq}", "B-1", seq, Kind.WEIGH, at("12:00"), "Ana", "A-1", when, name=name, value=value, lot=lot
    )
