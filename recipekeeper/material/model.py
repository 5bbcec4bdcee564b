"""What was received, and what became of it other than by a batch: the facts of the stock.

What is on hand is stored nowhere: it follows from these and from the logs of the batches.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from recipekeeper.quantity import Amount


@dataclass(frozen=True, slots=True)
class Lot:
    """One delivery of one material, under a code of our own. `by` and `act` are added by the store."""

    code: str
    material: str
    """As it was typed, with single spaces."""
    amount: Amount
    """What was received."""
    received_at: datetime
    supplier_lot: str | None = None
    supplier: str | None = None
    expires: str | None = None
    """A day or a month in ISO 8601: `2027-05-31`, or `2027-05`, which lasts to the end of that month."""
    paid: str | None = None
    """As it was typed: `36.00 EUR`."""
    sap: str | None = None
    """What the certificate of analysis says: `262 mg KOH/g`."""
    note: str | None = None
    by: str = ""
    act: str = ""


class MovementKind(Enum):
    """What happened to a lot beside the batches."""

    COUNT = "count"
    """It was weighed or counted: the amount is what is left."""
    DISCARD = "discard"
    """Some was thrown away, spilt or given away: the amount is what went."""


@dataclass(frozen=True, slots=True)
class Movement:
    """One count of a lot, or one discard from it. Movements are only ever added."""

    lot: str
    seq: int
    """From 1, in order of recording."""
    kind: MovementKind
    amount: Amount
    why: str
    at: datetime
    """When it happened."""
    by: str = ""
    act: str = ""
