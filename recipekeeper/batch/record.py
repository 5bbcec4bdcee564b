"""The batch record: state and deviations, followed through the log so that a number never moves.

A deviation is numbered by the entry at which it first appeared, in order of recording. One that a
later entry put right stays in the record as corrected; to see all that ever appeared, the log is
looked at after each act.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from recipekeeper.batch.departure import Departure, departures
from recipekeeper.batch.fold import fold
from recipekeeper.batch.model import (
    BatchRecord,
    BatchState,
    Deviation,
    DeviationStatus,
    Entry,
    Kind,
    Plan,
)


def record(plan: Plan, entries: Sequence[Entry]) -> BatchRecord:
    """Everything about a batch, from its plan and its log in order of recording."""
    latest: dict[tuple[str, ...], Departure] = {}
    appeared: dict[tuple[str, ...], int] = {}

    def look(state: BatchState) -> set[tuple[str, ...]]:
        found = departures(plan, state)
        for departure in found:
            latest[departure.key] = departure
            appeared.setdefault(departure.key, departure.seq)
        return {departure.key for departure in found}

    for end in _ends_of_acts(entries):
        look(fold(plan, entries[:end]))
    state = fold(plan, entries)
    open_now = look(state)
    resolved = _resolutions(state)
    deviations = tuple(
        _deviation(plan, number, latest[key], seq, key in open_now, resolved.get(f"D{number}"))
        for number, (key, seq) in enumerate(appeared.items(), start=1)
    )
    return BatchRecord(plan, tuple(entries), state, deviations)


def _ends_of_acts(entries: Sequence[Entry]) -> Iterator[int]:
    """The lengths of log at which somebody could look; the entries of one act are one moment."""
    for index in range(1, len(entries)):
        if entries[index - 1].act != entries[index].act:
            yield index


def _resolutions(state: BatchState) -> dict[str | None, Entry]:
    return {entry.name: entry for entry in state.in_force if entry.kind is Kind.RESOLVE}


def _deviation(
    plan: Plan, number: int, departure: Departure, seq: int, is_open: bool, resolved: Entry | None
) -> Deviation:
    status = DeviationStatus.OPEN if is_open else DeviationStatus.CORRECTED
    return Deviation(
        number=number,
        batch=plan.batch,
        kind=departure.kind,
        step=departure.step,
        name=departure.name,
        expected=departure.expected,
        found=departure.found,
        off=departure.off,
        severity=departure.severity,
        entry=seq,
        status=DeviationStatus.RESOLVED if resolved else status,
        cause=resolved.why if resolved else None,
        correction=str(resolved.value) if resolved and resolved.value is not None else None,
    )
