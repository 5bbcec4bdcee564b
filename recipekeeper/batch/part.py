"""One part of a batch that was split into several moulds or containers."""

from __future__ import annotations

from dataclasses import dataclass

from recipekeeper.quantity import Amount


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a batch, and what was said of it last."""

    name: str
    amount: Amount
    """What went into it."""
    equipment: str | None = None
    yields: Amount | None = None
    units: Amount | None = None
