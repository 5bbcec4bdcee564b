"""The batch record: state and deviations, followed through the log so that a number never moves.

A deviation is numbered by the entry at which it first appeared, in order of recording. One that a
later entry put right stays in the record as corrected; to see all that ever appeared, the log is
looked at after each act.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from recipekeeper.batch.departure import Departure
from recipekeeper.batch.departures import departures
from recipekeeper.batch.deviation import Deviation, DeviationStatus
from recipekeeper.batch.fold import fold
from recipekeeper.batch.model import BatchRecord, BatchState, Entry, Kind, Plan


def record(plan: Plan, entries: Sequence[Entry]) -> BatchRecord:
    """Everything about a batch, from its plan and its log in order of recording."""
    deviations: tuple[Deviation, ...] = ()
    for end in _ends_of_acts(entries):
        deviations = _followed(plan, deviations, fold(plan, entries[:end]))
    return _recorded(plan, deviations, tuple(entries))


def folded(plan: Plan, entries: Sequence[Entry]) -> BatchRecord:
    """A batch without its deviations, for whoever reads many: what happened, and what became of it."""
    return BatchRecord(plan, tuple(entries), fold(plan, entries), ())


def extended(before: BatchRecord, act: Sequence[Entry]) -> BatchRecord:
    """The record after one more act, without following the whole log again."""
    return _recorded(before.plan, before.deviations, (*before.entries, *act))


def _recorded(plan: Plan, deviations: tuple[Deviation, ...], entries: tuple[Entry, ...]) -> BatchRecord:
    state = fold(plan, entries)
    return BatchRecord(plan, entries, state, _followed(plan, deviations, state))


def _ends_of_acts(entries: Sequence[Entry]) -> Iterator[int]:
    """The lengths of log at which somebody could look; the entries of one act are one moment."""
    for index in range(1, len(entries)):
        if entries[index - 1].act != entries[index].act:
            yield index


def _followed(plan: Plan, before: tuple[Deviation, ...], state: BatchState) -> tuple[Deviation, ...]:
    """The deviations so far, each as it stands in this state, and those that are new in it."""
    found = {departure.key: departure for departure in departures(plan, state)}
    known = {deviation.key for deviation in before}
    resolutions = {entry.name: entry for entry in state.in_force if entry.kind is Kind.RESOLVE}
    new = [_new(plan, departure) for key, departure in found.items() if key not in known]
    return tuple(
        _as_it_stands(deviation, number, found.get(deviation.key), resolutions.get(f"D{number}"))
        for number, deviation in enumerate((*before, *new), start=1)
    )


def _new(plan: Plan, departure: Departure) -> Deviation:
    return Deviation(
        number=0,
        key=departure.key,
        batch=plan.batch,
        kind=departure.kind,
        step=departure.step,
        name=departure.name,
        expected=departure.expected,
        found=departure.found,
        off=departure.off,
        severity=departure.severity,
        entry=departure.seq,
    )


def _as_it_stands(
    deviation: Deviation, number: int, departure: Departure | None, resolution: Entry | None
) -> Deviation:
    """Open while the state shows it, corrected since; resolved where somebody wrote down cause and correction."""
    shown = departure or deviation
    status = DeviationStatus.OPEN if departure else DeviationStatus.CORRECTED
    return replace(
        deviation,
        number=number,
        expected=shown.expected,
        found=shown.found,
        off=shown.off,
        severity=shown.severity,
        status=DeviationStatus.RESOLVED if resolution else status,
        cause=resolution.why if resolution else None,
        correction=str(resolution.value) if resolution and resolution.value is not None else None,
    )
