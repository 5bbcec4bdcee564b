"""When the entries of a log happened, so that they can be put in order of happening."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from recipekeeper.batch.model import Entry, Kind


def in_order_of_happening(entries: Sequence[Entry]) -> list[Entry]:
    """The entries as they happened; equal times keep the order of recording."""
    return sorted(entries, key=moment_of(entries))


def moment_of(entries: Sequence[Entry]) -> Callable[[Entry], float]:
    """Gives when an entry happened, in seconds; one of a past record without a time is taken beside its step."""
    started = next((entry.happened_at for entry in entries if entry.kind is Kind.START), None)
    beside = _beside(entries) if not all(entry.happened_at for entry in entries) else {}

    def moment(entry: Entry) -> float:
        at = entry.happened_at or beside.get(entry.step) or started
        return at.timestamp() if at else 0.0

    return moment


def _beside(entries: Iterable[Entry]) -> dict[str | None, datetime | None]:
    """When each step ended, or else began."""
    return {
        entry.step: entry.happened_at
        for kind in (Kind.BEGIN, Kind.DONE)
        for entry in entries
        if entry.kind is kind and entry.happened_at
    }
