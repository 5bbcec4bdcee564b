"""Deciding about a batch: finish, hold, release, reject, and how it turned out."""

from __future__ import annotations

from recipekeeper.batch.model import (
    BatchRecord,
    Deviation,
    Disposition,
    Draft,
    Kind,
    State,
)
from recipekeeper.errors import Misused, QuantityError, Refused
from recipekeeper.operations.context import Context
from recipekeeper.operations.finding import under_way
from recipekeeper.operations.log import Logged, Wanted, append, refuse_if_over, refuse_if_void
from recipekeeper.quantity import Amount, read_amount

OUTCOMES = ("good", "bad")


def finish(
    context: Context, batch: str | None, yielded: str | None = None, units: str | None = None
) -> Logged:
    """The batch is made. Open steps stay open and are listed; readings may still be added."""

    def want(record: BatchRecord) -> Wanted:
        refuse_if_over(record, "finish")
        code = record.plan.batch
        drafts = []
        if yielded is not None:
            drafts.append(
                Draft(
                    code,
                    Kind.YIELD,
                    context.happened_at,
                    value=read_yield(context, record, yielded),
                    typed=yielded,
                )
            )
        if units is not None:
            drafts.append(
                Draft(
                    code,
                    Kind.UNITS,
                    context.happened_at,
                    value=read_units(context, record, units),
                    typed=units,
                )
            )
        open_steps = under_way(record)
        remarks = (f"still under way: {', '.join(open_steps)}",) if open_steps else ()
        return Wanted([*drafts, Draft(code, Kind.FINISH, context.happened_at)], remarks)

    return append(context, batch, want)


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
    planned = record.plan.scaled.yields
    value = read_amount(text, context.units, bare=planned.unit if planned.dimension == "count" else "piece")
    if value.dimension != "count" or value.value < 0 or value.value != value.value.to_integral_value():
        raise QuantityError(f'"{text}" is no number of pieces; write a whole number, e.g. --units 40')
    return value


def hold(context: Context, batch: str, why: str) -> Logged:
    """Sets a batch aside until somebody decides; it goes on being logged."""

    def want(record: BatchRecord) -> Wanted:
        refuse_if_void(record)
        return Wanted([Draft(record.plan.batch, Kind.HOLD, context.happened_at, why=why)])

    return append(context, batch, want, why=why)


def unresolved(record: BatchRecord) -> tuple[Deviation, ...]:
    """The critical deviations without cause and correction: while there is one, a batch is not released."""
    return tuple(deviation for deviation in record.deviations if deviation.blocks_release)


def release(context: Context, batch: str) -> Logged:
    """Allows use and sale: needs a finished batch without an open critical deviation."""

    def want(record: BatchRecord) -> Wanted:
        refuse_if_void(record)
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
        return Wanted([Draft(code, Kind.RELEASE, context.happened_at)])

    return append(context, batch, want)


def reject(context: Context, batch: str, why: str) -> Logged:
    """Decides that a batch is not used or sold, with the reason."""

    def want(record: BatchRecord) -> Wanted:
        refuse_if_void(record)
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
        code = record.plan.batch
        symptoms = (
            [Draft(code, Kind.SYMPTOM, context.happened_at, value=" ".join(symptom.split()))]
            if symptom
            else []
        )
        return Wanted([*symptoms, Draft(code, Kind.OUTCOME, context.happened_at, value=outcome)])

    return append(context, batch, want)
