"""What the batches took, as their logs have it: for each weighing in force, of which lot and how much."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from recipekeeper.batch.force import Ledger
from recipekeeper.batch.model import Entry, Kind
from recipekeeper.material.naming import folded
from recipekeeper.quantity import Amount

_BETWEEN_LOTS = re.compile(r"\s*[,;+&]\s*|\s+and\s+")


@dataclass(frozen=True, slots=True)
class Taking:
    """What one batch took of one lot."""

    batch: str
    ingredient: str
    lot: str
    """As it was typed: a code of ours, the supplier's, or that of a batch."""
    amount: Amount | None
    """None where the log tells that some of the lot went in, and not how much."""
    at: datetime
    is_void: bool = False
    """Whether the batch is void: it counts nowhere, and what touched it is on record all the same."""


def takings(batch: str, entries: Sequence[Entry], is_known: Callable[[str], bool]) -> tuple[Taking, ...]:
    """What a batch took of which lot, from its log in order of recording.

    Where a text names several lots, or lots were noted beside an amount that names none, the share of each
    is not known. `is_known` tells a name that holds a comma from two names.
    """
    in_force = Ledger(entries).in_force()
    kinds = {entry.kind for entry in in_force}
    began = next((entry.happened_at for entry in in_force if entry.kind is Kind.START), None)
    grouped: dict[str, list[Entry]] = {}
    for entry in in_force:
        if entry.kind is Kind.WEIGH and entry.name:
            grouped.setdefault(folded(entry.name), []).append(entry)
    return tuple(
        Taking(
            batch,
            entry.name or "",
            lot,
            amount,
            entry.happened_at or began or entry.recorded_at,
            is_void=Kind.BATCH_VOID in kinds,
        )
        for weighed in grouped.values()
        for entry, lot, amount in _shares(weighed, is_known)
    )


def _shares(
    weighed: Sequence[Entry], is_known: Callable[[str], bool]
) -> Iterable[tuple[Entry, str, Amount | None]]:
    """Each lot that the weighings of one ingredient name, with what is known to be of it."""
    named = [(entry, _lots(entry.lot, is_known)) for entry in weighed if entry.lot]
    measured = {folded(lot) for entry, lots in named if isinstance(entry.value, Amount) for lot in lots}
    loose = [entry.value for entry in weighed if not entry.lot and isinstance(entry.value, Amount)]
    only_noted = {folded(lot) for entry, lots in named if entry.value is None for lot in lots}
    for entry, lots in named:
        if isinstance(entry.value, Amount):
            yield from ((entry, lot, entry.value if len(lots) == 1 else None) for lot in lots)
        elif loose:
            amount = total(loose) if len(only_noted) == 1 else None
            yield from ((entry, lot, amount) for lot in lots)
        else:
            yield from ((entry, lot, None) for lot in lots if folded(lot) not in measured)


def _lots(text: str | None, is_known: Callable[[str], bool]) -> list[str]:
    """The lots that were typed together: `OO-2509, OO-2511`."""
    text = text or ""
    if is_known(text):
        return [text]
    parts = [part for part in _BETWEEN_LOTS.split(text) if part]
    return list({folded(part): part for part in parts}.values()) or [text]


def total(amounts: Iterable[Amount]) -> Amount | None:
    """The sum, in the unit of the first; None where there is none, or where they do not add up."""
    whole: Amount | None = None
    for amount in amounts:
        if whole is not None and not adds_to(amount, whole):
            return None
        whole = amount if whole is None else whole + amount
    return whole


def adds_to(amount: Amount, other: Amount) -> bool:
    """Whether two amounts can be added without a density: grams to pounds, bars to bars."""
    return amount.unit == other.unit or amount.dimension == other.dimension != "count"
