"""What was received, and what became of it other than by a batch: the facts of the stock.

What is on hand is stored nowhere: it follows from these and from the logs of the batches.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
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

    @property
    def last_day(self) -> date | None:
        """The last day on which it may be used; None where nothing says."""
        return last_day(self.expires) if self.expires else None

    def is_expired(self, day: date) -> bool:
        """Whether its last day is over on that day."""
        return self.last_day is not None and self.last_day < day


def last_day(expires: str) -> date:
    """The last day of `2027-05-31`, or of the month `2027-05`; ValueError for what is neither."""
    if len(expires) > len("2027-05"):
        return date.fromisoformat(expires)
    in_next_month = date.fromisoformat(f"{expires}-28") + timedelta(days=4)
    return in_next_month - timedelta(days=in_next_month.day)


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
