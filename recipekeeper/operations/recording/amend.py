"""Putting right what was entered: undo, redo, correct, void. Nothing is ever removed."""

from __future__ import annotations

from recipekeeper.batch.force import Ledger
from recipekeeper.batch.model import COMPANIONS, BatchRecord, Draft, Entry, Kind
from recipekeeper.errors import Doubtful, Misused, NotFound, Refused
from recipekeeper.operations.context import Context
from recipekeeper.operations.finding import find_measure
from recipekeeper.operations.recording.bench_reading import lot_code, read_value, read_weight
from recipekeeper.operations.recording.decide import OUTCOMES, read_units, read_yield
from recipekeeper.operations.recording.log import Logged, Wanted, append, moment_text, refuse_if_void
from recipekeeper.operations.recording.portions import read_portion
from recipekeeper.quantity import Amount, Setpoint

WITHOUT_VALUE = frozenset(
    {Kind.BEGIN, Kind.DONE, Kind.SKIP, Kind.PAUSE, Kind.RESUME, Kind.FINISH, Kind.START}
)
"""Entries of which only the time can be corrected."""
CORRECTABLE = WITHOUT_VALUE | {
    Kind.WEIGH,
    Kind.READ,
    Kind.NOTE,
    Kind.EQUIPMENT,
    Kind.YIELD,
    Kind.UNITS,
    Kind.OUTCOME,
    Kind.SYMPTOM,
    Kind.SPLIT,
    Kind.LOSS,
    Kind.OBSERVATION,
    Kind.COMPLAINT,
}


def undo(context: Context, batch: str | None, *, redo: bool = False) -> Logged:
    """Takes back one's newest entry of the last 24 hours; with `redo` takes that back again."""

    def want(record: BatchRecord) -> Wanted:
        ledger = Ledger(record.entries)
        code = record.plan.batch
        if redo:
            undone = ledger.redoable(context.who)
            if undone is None or undone.supersedes is None:
                raise Refused(f"There is nothing to bring back in {code}: nothing was undone last.")
            target = _entry(record, undone.supersedes)
            return Wanted([Draft(code, Kind.REDO, context.now, supersedes=undone.seq)], target=target)
        newest = ledger.undoable(context.who, context.now)
        if newest is None:
            raise Refused(
                f"There is nothing to take back in {code}: undo reaches your own entries "
                "of the last 24 hours. Others: rk void ENTRY or rk correct ENTRY, with --why"
            )
        return Wanted([Draft(code, Kind.UNDO, context.now, supersedes=newest.seq)], target=newest)

    return append(context, batch, want)


def correct(
    context: Context,
    batch: str | None,
    seq: int,
    value: str | None,
    *,
    why: str,
    lot: str | None = None,
    accept: bool = False,
) -> Logged:
    """Gives an entry what is right: its value, its lot or its time; the rest stays.

    Raises Doubtful for a weight or a reading that looks like a slip, unless `accept` says that it is none.
    """
    if value is None and lot is None and context.at is None:
        raise Misused(
            "Nothing is given to correct. Give the right value, --lot or --at, "
            'e.g.: rk correct 3 614 g --why "misread the scale"'
        )

    def want(record: BatchRecord) -> Wanted:
        standing = standing_entry(record, seq)
        if standing.kind not in CORRECTABLE:
            what = "stands beside another" if standing.kind in COMPANIONS else f"is a {standing.kind.value}"
            raise Refused(
                f"Entry {seq} {what}, which is not corrected: take it back with "
                f"rk void {seq} --why … and enter what is right."
            )
        if lot is not None and standing.kind is not Kind.WEIGH:
            raise Refused(f"Entry {seq} is a {standing.kind.value}; only a weighing has a lot.")
        _refuse_end_before_begin(context, record, standing)
        _refuse_start_after_others(context, record, standing)
        right = standing.value if value is None else _read_like(context, record, standing, value)
        if value is not None and not accept:
            _refuse_slip(record, standing, right)
        correction = Draft(
            record.plan.batch,
            Kind.CORRECT,
            context.at or standing.happened_at,
            step=standing.step,
            name=standing.name,
            value=right,
            # Of a complaint it says how many units it is about, which the words do not.
            typed=standing.typed if value is None or standing.kind is Kind.COMPLAINT else value,
            lot=lot_code(lot) or standing.lot,
            supersedes=seq,
            why=why,
        )
        return Wanted([correction], target=standing)

    return append(context, batch, want, why=why, may_precede_start=seq == 0)


def _refuse_slip(record: BatchRecord, standing: Entry, right: Amount | Setpoint | str | None) -> None:
    """A weight or a reading is questioned here as it is when it is first entered."""
    from recipekeeper.batch.doubt import doubtful_reading, doubts  # late: an undo has no need of it

    doubt = None
    if standing.kind is Kind.WEIGH and isinstance(right, Amount):
        line = record.plan.scaled.line(standing.name or "")
        before = standing.value if isinstance(standing.value, Amount) else None
        doubt = doubts(record, line, right, instead_of=before) if line else None
    elif standing.kind is Kind.READ and isinstance(right, Setpoint | str):
        typed = f"{standing.step}/{standing.name}" if standing.step else str(standing.name)
        check = find_measure(record, typed, new=True).check
        doubt = doubtful_reading(check, right) if check else None
    if doubt is not None:
        raise Doubtful(doubt)


def _refuse_end_before_begin(context: Context, record: BatchRecord, standing: Entry) -> None:
    run = record.state.step(standing.step) if standing.step else None
    if run is None or context.at is None:
        return
    ends_early = standing.kind is Kind.DONE and run.began_at and context.at < run.began_at
    begins_late = standing.kind is Kind.BEGIN and run.ended_at and context.at > run.ended_at
    if ends_early or begins_late:
        other = run.began_at if ends_early else run.ended_at
        verb = "began" if ends_early else "ended"
        raise Refused(
            f"{run.name} would end before it began: it {verb} at {moment_text(other) if other else ''}, "
            f"and {moment_text(context.at)} does not fit."
        )


def _refuse_start_after_others(context: Context, record: BatchRecord, standing: Entry) -> None:
    if standing.kind is not Kind.START or context.at is None:
        return
    others = [
        (entry.happened_at, entry.seq) for entry in record.state.in_force if entry.kind is not Kind.START
    ]
    first, seq = min(((at, seq) for at, seq in others if at), default=(context.at, 0))
    if first < context.at:
        raise Refused(
            f"{record.plan.batch} cannot have begun at {moment_text(context.at)}: "
            f"entry {seq} is of {moment_text(first)}."
        )


def void_entry(context: Context, batch: str | None, seq: int, *, why: str) -> Logged:
    """Takes an entry out of force, with all its corrections."""

    def want(record: BatchRecord) -> Wanted:
        standing = standing_entry(record, seq)
        if standing.kind is Kind.START:
            raise Refused(
                f"Entry 0 is the start of {record.plan.batch}. A batch that should not have been: "
                f"rk batch void {record.plan.batch} --why …"
            )
        voiding = Draft(record.plan.batch, Kind.VOID, context.now, supersedes=seq, why=why)
        return Wanted([voiding], target=standing)

    return append(context, batch, want, why=why)


def _entry(record: BatchRecord, seq: int) -> Entry:
    found = next((entry for entry in record.entries if entry.seq == seq), None)
    if found is None:
        last = record.entries[-1].seq
        raise NotFound(
            f"{record.plan.batch} has no entry {seq}; its entries run from 0 to {last}. "
            f"See them with: rk batch show {record.plan.batch}"
        )
    return found


def standing_entry(record: BatchRecord, seq: int) -> Entry:
    """The entry as it stands now; refused where it is no longer in force."""
    named = _entry(record, seq)
    ledger = Ledger(record.entries)
    standing = ledger.current(seq)
    if standing is None or named.kind in (Kind.VOID, Kind.UNDO, Kind.REDO):
        raise Refused(
            f"Entry {seq} of {record.plan.batch} is not in force: it was taken back, or takes back another."
        )
    if standing.kind is not Kind.BATCH_VOID:
        refuse_if_void(record)
    return standing


def _read_like(context: Context, record: BatchRecord, standing: Entry, text: str) -> Amount | Setpoint | str:
    """The right value, read as the entry's own kind is read."""
    if standing.kind in WITHOUT_VALUE:
        raise Refused(
            f"Entry {standing.seq} is a {standing.kind.value}: only its time can be corrected, "
            f'e.g.: rk correct {standing.seq} --at 14:10 --why "noted late"'
        )
    match standing.kind:
        case Kind.WEIGH:
            line = record.plan.scaled.line(standing.name or "")
            planned = line.planned if line else standing.value
            return read_weight(
                text, context.units, planned if isinstance(planned, Amount) else None, standing.name or "it"
            )
        case Kind.READ:
            typed = f"{standing.step}/{standing.name}" if standing.step else str(standing.name)
            place = find_measure(record, typed, new=True)
            return read_value(text, context.units, place.check, place.name)
        case Kind.YIELD:
            return read_yield(context, record, text)
        case Kind.UNITS:
            return read_units(context, record, text)
        case Kind.SPLIT | Kind.LOSS:
            return read_portion(context, record, text)
        case Kind.OUTCOME if text not in OUTCOMES:
            raise Misused(f'"{text}" is no outcome; it is one of: {", ".join(OUTCOMES)}.')
        case _:
            return " ".join(text.split())
