"""Deciding about a batch: finish, hold, release, reject, and how it turned out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from recipekeeper.batch.deviation import Deviation
from recipekeeper.batch.model import BatchRecord, Disposition, Draft, Kind, Reading, State
from recipekeeper.batch.reconcile import unit_of_pieces
from recipekeeper.batch.retest import not_passed
from recipekeeper.errors import Misused, QuantityError, Refused
from recipekeeper.operations.context import Context
from recipekeeper.operations.finding import find_part, refuse_part, under_way
from recipekeeper.operations.recording.log import Logged, Wanted, append, refuse_if_over, refuse_if_void
from recipekeeper.quantity import Amount, read_amount

OUTCOMES = ("good", "bad")


def finish(
    context: Context,
    batch: str | None,
    yielded: str | Sequence[str] | None = None,
    units: str | Sequence[str] | None = None,
) -> Logged:
    """The batch is made. Open steps stay open and are listed; readings may still be added.

    Of a split batch yield and units may be given for each part: `A=2.9 kg`.
    """

    def want(record: BatchRecord) -> Wanted:
        refuse_if_over(record, "finish")
        refuse_part(context, record, batch, "finish")
        code = record.plan.batch
        drafts = [
            Draft(code, kind, context.happened_at, value=value, typed=text, lot=part)
            for kind, read, given in ((Kind.YIELD, read_yield, yielded), (Kind.UNITS, read_units, units))
            for part, value, text in _each(context, record, read, given)
        ]
        open_steps = under_way(record)
        still = (f"still under way: {', '.join(open_steps)}",) if open_steps else ()
        remarks = (*still, *_parts_without_yield(record, drafts))
        return Wanted([*drafts, Draft(code, Kind.FINISH, context.happened_at)], remarks)

    return append(context, batch, want)


def _parts_without_yield(record: BatchRecord, drafts: Sequence[Draft]) -> tuple[str, ...]:
    """Which parts keep the yield of the whole from being known."""
    if not record.state.parts or record.state.yields is not None:
        return ()
    weighed = {draft.lot for draft in drafts if draft.kind is Kind.YIELD}
    missing = [part.name for part in record.state.parts if part.yields is None and part.name not in weighed]
    if None in weighed or not missing:
        return ()
    each = f"{', '.join(missing)} {'have' if len(missing) > 1 else 'has'} no yield yet"
    return (f"{each}, so that of the whole is not known and is held against nothing",)


def _each(
    context: Context,
    record: BatchRecord,
    read: Callable[[Context, BatchRecord, str], Amount],
    given: str | Sequence[str] | None,
) -> Iterator[tuple[str | None, Amount, str]]:
    """What was made, of the whole or of each part, and as it was typed."""
    for text in (given,) if isinstance(given, str) else given or ():
        if "=" not in text:
            yield None, read(context, record, text), text
            continue
        from recipekeeper.operations.recording.portions import named_part  # late: few batches are split

        name, amount = named_part(text)
        yield find_part(context, record, None, name or ""), read(context, record, amount), amount


def read_yield(context: Context, record: BatchRecord, text: str) -> Amount:
    """What was made, in the dimension of the formula's yield; as a weight or volume where that is a count."""
    planned = record.plan.scaled.yields
    value = read_amount(text, context.units)
    fits = value.dimension == planned.dimension or (
        planned.dimension == "count" and value.dimension != "count"
    )
    if not fits or value.value < 0:
        raise QuantityError(
            f"{record.plan.reference} yields {planned}, a {planned.dimension}; {value} does not fit. "
            f'Write the yield as a {planned.dimension}, e.g. --yield "{planned}"; pieces go into --units.'
        )
    return value


def read_units(context: Context, record: BatchRecord, text: str) -> Amount:
    """How many pieces were made; a bare number counts what the formula counts."""
    value = read_amount(text, context.units, bare=unit_of_pieces(record.plan.formula))
    if value.dimension != "count" or value.value < 0 or value.value != value.value.to_integral_value():
        raise QuantityError(f'"{text}" is no number of pieces; write a whole number, e.g. --units 40')
    return value


def hold(context: Context, batch: str, why: str) -> Logged:
    """Sets a batch aside until somebody decides; it goes on being logged."""

    def want(record: BatchRecord) -> Wanted:
        refuse_if_void(record)
        refuse_part(context, record, batch, "hold")
        return Wanted([Draft(record.plan.batch, Kind.HOLD, context.happened_at, why=why)])

    return append(context, batch, want, why=why)


def unresolved(record: BatchRecord) -> tuple[Deviation, ...]:
    """The critical deviations without cause and correction: while there is one, a batch is not released."""
    return tuple(deviation for deviation in record.deviations if deviation.blocks_release)


def release(context: Context, batch: str) -> Logged:
    """Allows use and sale: needs a finished batch without an open critical deviation or a failed test."""

    def want(record: BatchRecord) -> Wanted:
        refuse_if_void(record)
        refuse_part(context, record, batch, "release")
        code = record.plan.batch
        if record.state.state is not State.FINISHED:
            raise Refused(f"{code} is still running. Finish it first: rk finish {code} --yield AMOUNT")
        if record.state.disposition in (Disposition.RELEASED, Disposition.REJECTED):
            raise Refused(f"{code} is {record.state.disposition.value} already.")
        blocking = unresolved(record)
        if blocking:
            listed = "; ".join(f"D{deviation.number} ({deviation.sentence})" for deviation in blocking)
            raise Refused(
                f"{code} is not released: critical deviations are not resolved: {listed}. "
                f"Write down of each what caused it and what was done: "
                f'rk deviation resolve {blocking[0].id} --cause "…" --correction "…"'
            )
        _refuse_failed_test(record)
        _refuse_awaited_test(record)
        return Wanted([Draft(code, Kind.RELEASE, context.happened_at)])

    return append(context, batch, want)


def _refuse_failed_test(record: BatchRecord) -> None:
    failed = not_passed(record.plan, record.state)
    if not failed:
        return
    code, first = record.plan.batch, failed[0]
    listed = "; ".join(f"{one.measure} at {one.step} {one.value}{_in_part(one)}" for one in failed)
    part = f" --part {first.part}" if first.part else ""
    raise Refused(
        f"{code} is not released: a test that failed is passed first: {listed}. Test again, and record it: "
        f'rk read "{first.step}/{first.measure}" VALUE -b {code}{part}'
    )


def _refuse_awaited_test(record: BatchRecord) -> None:
    from recipekeeper.batch.due import awaited  # late: of all that is logged, only a release asks

    tests = [due for due in awaited(record.plan, record.state) if due.is_critical]
    if not tests:
        return
    code, first = record.plan.batch, tests[0]
    listed = "; ".join(
        f"{due.measure} at {due.step} is due {due.at:%Y-%m-%d %H:%M}, {due.time} after "
        f"{due.after or 'the start'}"
        for due in tests
    )
    raise Refused(
        f"{code} is not released: a critical test is not recorded: {listed}. Take it then, and record it: "
        f'rk read "{first.step}/{first.measure}" VALUE -b {code}'
    )


def _in_part(reading: Reading) -> str:
    return f" in {reading.part}" if reading.part else ""


def reject(context: Context, batch: str, why: str) -> Logged:
    """Decides that a batch is not used or sold, with the reason."""

    def want(record: BatchRecord) -> Wanted:
        refuse_if_void(record)
        refuse_part(context, record, batch, "reject")
        if record.state.disposition is Disposition.REJECTED:
            raise Refused(f"{record.plan.batch} is rejected already.")
        return Wanted([Draft(record.plan.batch, Kind.REJECT, context.happened_at, why=why)])

    return append(context, batch, want, why=why)


def set_outcome(context: Context, batch: str, outcome: str, symptom: str | None = None) -> Logged:
    """How the batch turned out, perhaps weeks later; the newest counts, and the trace reads it."""
    if outcome not in OUTCOMES:
        raise Misused(f'"{outcome}" is no outcome; it is one of: {", ".join(OUTCOMES)}.')

    def want(record: BatchRecord) -> Wanted:
        refuse_if_void(record)
        refuse_part(context, record, batch, "outcome")
        code = record.plan.batch
        symptoms = (
            [Draft(code, Kind.SYMPTOM, context.happened_at, value=" ".join(symptom.split()))]
            if symptom
            else []
        )
        return Wanted([*symptoms, Draft(code, Kind.OUTCOME, context.happened_at, value=outcome)])

    return append(context, batch, want)
