"""The log of departures that food law asks for: every deviation of every batch, and its resolution."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from recipekeeper.batch.deviation import Deviation, DeviationStatus
from recipekeeper.batch.model import BatchRecord, Draft, Kind, State
from recipekeeper.batch.record import record
from recipekeeper.errors import Misused, Refused
from recipekeeper.formula.findings import shown
from recipekeeper.operations.context import Context
from recipekeeper.operations.finding import find_deviation_number
from recipekeeper.operations.recording.log import Logged, Wanted, append, refuse_if_void
from recipekeeper.store import Reading


def list_deviations(context: Context, since: datetime | None = None) -> tuple[Deviation, ...]:
    """All deviations of batches that are not void, oldest batch first; `since` by when each appeared."""
    with context.read() as reading:
        return tuple(deviation for _, deviation in departed(batches_since(reading, since), since))


def batches_since(
    reading: Reading, since: datetime | None, formula: str | None = None
) -> Iterator[BatchRecord]:
    """Batches that are not void and in which something happened since."""
    for card in reading.cards(formula=formula):
        if card.state is State.VOID or (since and card.last_at and card.last_at < since):
            continue
        plan = reading.plan(card.batch)
        if plan is not None:
            yield record(plan, reading.entries(card.batch))


def departed(
    batches: Iterable[BatchRecord], since: datetime | None
) -> Iterator[tuple[BatchRecord, Deviation]]:
    """Each deviation that appeared since, with its batch."""
    for batch in batches:
        for deviation in batch.deviations:
            if _appeared(batch, deviation, since):
                yield batch, deviation


def _appeared(batch: BatchRecord, deviation: Deviation, since: datetime | None) -> bool:
    if since is None:
        return True
    entry = next(entry for entry in batch.entries if entry.seq == deviation.entry)
    return (entry.happened_at or entry.recorded_at) >= since


def resolve(context: Context, deviation_id: str, cause: str, correction: str) -> Logged:
    """Writes down what caused a deviation and what was done about it."""
    batch, slash, number_text = deviation_id.rpartition("/")
    if not slash:
        raise Misused(
            f"{shown(deviation_id)} names no deviation: write batch and number, e.g. SOAP-LAV-261121-1/D1"
        )

    def want(found: BatchRecord) -> Wanted:
        refuse_if_void(found)
        number = find_deviation_number(found, number_text)
        deviation = next(one for one in found.deviations if one.number == number)
        if deviation.status is DeviationStatus.RESOLVED:
            raise Refused(f"{deviation.id} is resolved already: {deviation.cause}; {deviation.correction}.")
        resolution = Draft(
            found.plan.batch,
            Kind.RESOLVE,
            context.now,
            step=deviation.step,
            name=f"D{number}",
            value=correction,
            why=cause,
        )
        return Wanted([resolution])

    return append(context, batch, want, why=cause)
