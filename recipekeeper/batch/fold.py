"""From the log to the state: what happened to each step, ingredient and measure, in order of happening.

The log is chained in order of recording and folded in order of happening; equal times keep the
order of recording. An entry of a past record without a time is taken beside its step.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from recipekeeper.batch.critical import critical_readings
from recipekeeper.batch.force import in_force
from recipekeeper.batch.happening import in_order_of_happening
from recipekeeper.batch.model import BatchState, Disposition, Entry, Kind, Plan, Reading, State, Weighing
from recipekeeper.batch.stepping import step_runs
from recipekeeper.errors import QuantityError
from recipekeeper.quantity import Amount, Setpoint

if TYPE_CHECKING:
    from recipekeeper.batch.part import Part

DISPOSITIONS = {
    Kind.HOLD: Disposition.HOLD,
    Kind.RELEASE: Disposition.RELEASED,
    Kind.REJECT: Disposition.REJECTED,
}


def fold(plan: Plan, entries: Sequence[Entry]) -> BatchState:
    """The state of a batch after these entries."""
    counted = in_order_of_happening(in_force(entries))
    start = next((entry for entry in counted if entry.kind is Kind.START), None)
    parts = _parts(counted)
    yields, units = _made(counted, Kind.YIELD), _made(counted, Kind.UNITS)
    return BatchState(
        state=_state(counted),
        disposition=_disposition(plan, counted, entries),
        outcome=_last_words(counted, Kind.OUTCOME),
        symptoms=tuple(str(entry.value) for entry in counted if entry.kind is Kind.SYMPTOM),
        started_at=start.happened_at if start else None,
        operator=start.by if start else "",
        steps=step_runs(plan, counted, entries),
        weighings=_weighings(counted),
        readings=_readings(counted),
        in_force=tuple(counted),
        yields=_sum(yields.values()),
        units=_sum(units.values()),
        yield_percent=_yield_percent(plan, parts, yields, units),
        parts=parts,
        last_at=max((at for entry in entries if (at := entry.happened_at)), default=None),
    )


def _state(entries: Iterable[Entry]) -> State:
    kinds = {entry.kind for entry in entries}
    if Kind.BATCH_VOID in kinds:
        return State.VOID
    return State.FINISHED if Kind.FINISH in kinds else State.RUNNING


def _disposition(plan: Plan, counted: Iterable[Entry], entries: Sequence[Entry]) -> Disposition:
    """What somebody decided last; a critical reading after that puts the batch on hold by itself.

    A critical reading that was corrected holds the batch too, until somebody decides: that it was
    only a slip is for a person to say.
    """
    decided = max((entry for entry in counted if entry.kind in DISPOSITIONS), key=_by_seq, default=None)
    disposition = DISPOSITIONS[decided.kind] if decided else Disposition.NONE
    if disposition is Disposition.REJECTED:
        return disposition
    since = decided.seq if decided else -1
    critical = any(seq > since for seq in critical_readings(plan, entries))
    return Disposition.HOLD if critical else disposition


def _by_seq(entry: Entry) -> int:
    return entry.seq


_Made = dict[str | None, Amount]
"""What was made, by part; of the whole under None."""


def _made(entries: Iterable[Entry], kind: Kind) -> _Made:
    """What was said last of the whole; where it was said of parts since, the last of each."""
    said: dict[str | None, Amount] = {}
    for entry in entries:
        if entry.kind is kind and isinstance(entry.value, Amount):
            said = {part: amount for part, amount in said.items() if part and entry.part}
            said[entry.part] = entry.value
    return said


def _sum(amounts: Iterable[Amount]) -> Amount | None:
    """The sum; None without any, or where they do not add up, as bars and bottles."""
    total: Amount | None = None
    try:
        for amount in amounts:
            total = amount if total is None else total + amount
    except QuantityError:
        return None
    return total


def _parts(entries: Sequence[Entry]) -> tuple[Part, ...]:
    if not any(entry.kind is Kind.SPLIT for entry in entries):
        return ()
    # Few batches are split.
    from recipekeeper.batch.parts import parts_of

    return parts_of(entries)


def _last_words(entries: Sequence[Entry], kind: Kind) -> str | None:
    return next((str(entry.value) for entry in reversed(entries) if entry.kind is kind), None)


def _yield_percent(plan: Plan, parts: Iterable[Part], *noted: _Made) -> Decimal | None:
    """Of yield or units, whichever is of the kind that was planned; None until every part has its own."""
    theoretical, names = plan.scaled.yields, {part.name for part in parts}
    for made in noted:
        actual = _sum(made.values()) if None in made or names <= made.keys() else None
        if actual is None or actual.dimension != theoretical.dimension:
            continue
        if actual.dimension == "count" and actual.unit != theoretical.unit:
            continue
        share = actual.ratio(theoretical) * 100
        return Decimal(share.numerator) / Decimal(share.denominator)
    return None


def _weighings(entries: Iterable[Entry]) -> tuple[Weighing, ...]:
    grouped: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.kind is Kind.WEIGH and entry.name:
            grouped.setdefault(entry.name, []).append(entry)
    return tuple(_weighing(name, group) for name, group in grouped.items())


def _weighing(name: str, entries: list[Entry]) -> Weighing:
    total: Amount | None = None
    for entry in entries:
        if isinstance(entry.value, Amount):
            total = entry.value if total is None else total + entry.value
    lots: dict[str, str] = {}
    for entry in entries:
        if entry.lot:
            lots.setdefault(entry.lot.casefold(), entry.lot)
    return Weighing(name, total, tuple(lots.values()), tuple(entry.seq for entry in entries))


def _readings(entries: Iterable[Entry]) -> tuple[Reading, ...]:
    return tuple(
        Reading(entry.seq, entry.step, entry.name, entry.value, entry.happened_at, entry.part)
        for entry in entries
        if entry.kind is Kind.READ and entry.name and isinstance(entry.value, Setpoint | str)
    )
