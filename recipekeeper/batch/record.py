"""The batch record: state and deviations, followed through the log so that a number never moves.

A deviation is numbered by the entry at which it first appeared, in order of recording. One that a
later entry put right stays in the record as corrected. To see all that ever appeared it is enough to
look before each entry that can make one vanish, after each that ends something, and at the end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from recipekeeper.batch.departure import Departure, departures
from recipekeeper.batch.fold import DISPOSITIONS, fold
from recipekeeper.batch.model import (
    TAKES_BACK,
    BatchRecord,
    BatchState,
    Deviation,
    DeviationStatus,
    Disposition,
    Entry,
    Kind,
    Plan,
    Severity,
)

ENDS_SOMETHING = frozenset({Kind.DONE, Kind.SKIP, Kind.FINISH, Kind.YIELD, Kind.UNITS})


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

    for end in _earlier_looks(entries):
        look(fold(plan, entries[:end]))
    state = fold(plan, entries)
    open_now = look(state)
    resolved = _resolutions(state)
    deviations = tuple(
        _deviation(plan, number, latest[key], seq, key in open_now, resolved.get(f"D{number}"))
        for number, (key, seq) in enumerate(appeared.items(), start=1)
    )
    return BatchRecord(plan, tuple(entries), _held(state, deviations), deviations)


def _earlier_looks(entries: Sequence[Entry]) -> Iterator[int]:
    """The lengths of log at which to look; never between two entries of one act, which are one moment."""
    latest = None
    for index, entry in enumerate(entries):
        late = latest is not None and (entry.happened_at is None or entry.happened_at < latest)
        new_act = index > 0 and entries[index - 1].act != entry.act
        if new_act and (late or entry.kind in TAKES_BACK or entries[index - 1].kind in ENDS_SOMETHING):
            yield index
        if entry.happened_at and (latest is None or entry.happened_at > latest):
            latest = entry.happened_at


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


def _held(state: BatchState, deviations: Sequence[Deviation]) -> BatchState:
    """The state with the hold that a critical reading brings by itself, until somebody decides later.

    What is missing or skipped blocks the release as well, but sets nothing aside by itself.
    """
    if state.disposition is Disposition.REJECTED:
        return state
    decided = max((entry.seq for entry in state.in_force if entry.kind in DISPOSITIONS), default=-1)
    for deviation in deviations:
        critical = deviation.severity is Severity.CRITICAL and deviation.kind == "reading"
        if critical and deviation.entry > decided:
            return replace(state, disposition=Disposition.HOLD)
    return state
