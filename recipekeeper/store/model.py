"""What the store takes and gives that no other room has a name for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from recipekeeper.batch.model import Disposition, Draft, State

__all__ = ["ActLine", "Card", "Draft", "Info", "Verification"]


@dataclass(frozen=True, slots=True)
class Card:
    """What a list shows of a batch. A cache: nothing is decided from it, and `verify` computes it again."""

    batch: str
    formula: str
    version: int
    trial: bool
    state: State
    disposition: Disposition
    outcome: str | None
    started_at: datetime | None
    last_at: datetime | None


@dataclass(frozen=True, slots=True)
class ActLine:
    """One act of the audit trail: who, when, where, how and why."""

    id: str
    station: str
    counter: int
    by: str
    recorded_at: datetime
    command: str
    why: str | None
    previous: str
    digest: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What `verify` found; `problems` names each row that was changed, added or removed."""

    ok: bool
    batches: int
    entries: int
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Info:
    """What a store is and holds. `size` is in bytes; `head` the digest that a printed record bears."""

    location: str
    exists: bool
    database: str
    """`SQLite` or `PostgreSQL`."""
    revision: str
    size: int | None
    formulas: int
    versions: int
    batches: int
    entries: int
    acts: int
    stations: tuple[str, ...]
    settings: dict[str, str]
    """What is set now, by name."""
    head: str
    last_at: datetime | None
