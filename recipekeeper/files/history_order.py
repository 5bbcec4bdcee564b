"""The order in which a past batch would have been written down, had it been logged as it was made."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from recipekeeper.batch.model import Draft, Kind
from recipekeeper.formula.model import Formula

# Entries of one moment, in the order in which a maker would have written them down.
_WITHIN_A_MOMENT = {
    kind: rank
    for rank, kind in enumerate(
        (
            Kind.START, Kind.BEGIN, Kind.EQUIPMENT, Kind.SPLIT, Kind.WEIGH, Kind.READ, Kind.LOSS, Kind.NOTE,
            Kind.PAUSE, Kind.RESUME,
            Kind.DONE, Kind.SKIP, Kind.YIELD, Kind.UNITS, Kind.FINISH, Kind.OUTCOME, Kind.SYMPTOM,
            Kind.OBSERVATION, Kind.COMPLAINT, Kind.HOLD,
            Kind.REJECT, Kind.RELEASE, Kind.BATCH_VOID,
        )
    )
}  # fmt: skip
_WORK = frozenset(
    {
        Kind.BEGIN, Kind.DONE, Kind.PAUSE, Kind.RESUME, Kind.SKIP, Kind.WEIGH, Kind.READ, Kind.EQUIPMENT,
        Kind.YIELD, Kind.UNITS, Kind.SPLIT, Kind.LOSS,
    }
)  # fmt: skip


def last_of_the_work(entries: Sequence[Draft], began_at: datetime) -> datetime:
    """When the work on a batch ended, as far as its entries say, without what was decided or noted later."""
    return max(
        (entry.happened_at for entry in entries if entry.happened_at and entry.kind in _WORK),
        default=began_at,
    )


def in_order_of_recording(drafts: Sequence[Draft], formula: Formula, began_at: datetime) -> list[Draft]:
    """By time where it is known; what has no time stands beside its step, or at the end of the batch."""
    places = {step.name: place for place, step in enumerate(formula.steps)}
    last = max((entry.happened_at for entry in drafts if entry.happened_at), default=began_at)
    beside = _moments(drafts, formula, began_at)

    def key(entry: Draft) -> tuple[bool, float, int, int, bool, bool]:
        rank = _WITHIN_A_MOMENT[entry.kind]
        belongs = entry.step or _step_of(entry, formula)
        place = places.get(belongs or "", -1 if rank <= _WITHIN_A_MOMENT[Kind.NOTE] else len(places))
        at = entry.happened_at or (beside[belongs] if belongs else last)
        # The last two leave nothing to the order of the rows that the fold would decide otherwise.
        undated, unplaced = entry.happened_at is None, entry.step is None
        return entry.kind is not Kind.START, at.timestamp(), place, rank, undated, unplaced

    return sorted(drafts, key=key)


def _step_of(entry: Draft, formula: Formula) -> str | None:
    """The step that an entry without one belongs to, as far as its ingredient tells."""
    line = formula.line(entry.name) if entry.kind is Kind.WEIGH and entry.name else None
    step = formula.step_of(line) if line else None
    return step.name if step else None


def _moments(drafts: Sequence[Draft], formula: Formula, began_at: datetime) -> dict[str, datetime]:
    """When each step was under way, as far as that is known: its begin, its end, or the moment before it."""
    known: dict[str, datetime] = {}
    for kind in (Kind.DONE, Kind.BEGIN):
        times = [(entry.happened_at, entry.step) for entry in drafts if entry.kind is kind]
        known |= {step: at for at, step in sorted((at, step) for at, step in times if at and step)}
    moments = {}
    moment = began_at
    for step in formula.steps:
        moment = known.get(step.name, moment)
        moments[step.name] = moment
    return moments
