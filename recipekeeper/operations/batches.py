"""Batches: start one from a formula version, choose one, list them, show one."""

from __future__ import annotations

import re

from recipekeeper.batch.model import BatchRecord, Draft, Kind, Plan
from recipekeeper.batch.record import record
from recipekeeper.errors import Misused, NotFound, Refused
from recipekeeper.formula.amounts.scale import Scaled
from recipekeeper.formula.amounts.superfat import excess_lye
from recipekeeper.formula.findings import shown
from recipekeeper.formula.model import Status, Version
from recipekeeper.formula.sizing.size import scaled_at
from recipekeeper.operations.context import Context
from recipekeeper.operations.finding import chosen_key, find_batch, find_version, refuse_part
from recipekeeper.operations.formulas.size_reading import SizeAsked
from recipekeeper.operations.formulas.sizes import size_of
from recipekeeper.operations.recording.log import Logged, Wanted, append, refuse_if_void, refuse_time_ahead
from recipekeeper.store import Card, Reading

CODE = re.compile(r"[A-Z0-9][A-Z0-9._-]{0,19}")
"""A batch code: it is printed on labels and in a QR code, and lot codes of GS1 hold 20 characters."""


def start_batch(
    context: Context,
    reference: str,
    to: str | None = None,
    code: str | None = None,
    equipment: str | None = None,
    *,
    size: SizeAsked | None = None,
    trial: bool = False,
) -> Logged:
    """Freezes the plan of one formula version at one size, and opens the log of the batch.

    `size` says in another way than `to` how much is to be made.
    """
    refuse_time_ahead(context)
    if not context.store.has_place:
        raise NotFound(
            f"There is no formula {shown(reference)} yet. Add one first: rk formula add FILE --release"
        )
    with context.act() as act:
        version = _version_to_make(act, reference, trial=trial)
        asked = size or SizeAsked(to=to)
        sized = size_of(context, act, version.formula, asked)
        batch = _new_code(code) if code else _next_code(context, act, version.formula.code)
        scaled = scaled_at(sized.formula, sized.size)
        _refuse_excess_lye(version, scaled)
        plan = Plan(batch, version.formula, version.number, scaled, trial=trial)
        act.add_batch(plan)
        drafts = [Draft(batch, Kind.START, context.happened_at, value=plan.scaled.yields, typed=asked.typed)]
        if equipment:
            drafts.append(Draft(batch, Kind.EQUIPMENT, context.happened_at, value=equipment))
        entries = tuple(act.add_entry(entry) for entry in drafts)
        started = record(plan, entries)
        act.keep_card(batch, started.state)
    return Logged(started, entries, started.deviations, tuple(note.sentence for note in sized.notes))


def _version_to_make(reading: Reading, reference: str, *, trial: bool) -> Version:
    """The released version that is meant; a draft only as a trial; a retired one never."""
    if "@" in reference:
        version = find_version(reading, reference)
    else:
        newest = find_version(reading, reference)
        versions = reading.versions(newest.formula.code)
        drafts_only = all(one.status is not Status.RELEASED for one in versions)
        version = newest if trial and drafts_only else find_version(reading, reference, released=True)
    if version.status is Status.RETIRED:
        raise Refused(f"{version.reference} is retired, and no batch is started from it any more.")
    if version.status is Status.DRAFT and not trial:
        raise Refused(
            f"{version.reference} is a draft. Release it (rk formula release {version.reference}), "
            "or try it with --trial, which marks the batch as a trial for ever."
        )
    return version


def _refuse_excess_lye(version: Version, scaled: Scaled) -> None:
    if excess := excess_lye(version.formula, scaled):
        raise Refused(
            f"{version.reference} at {scaled.yields}: {excess}. No batch is started with lye that finds no oil, "
            "not even as a trial."
        )


def _new_code(typed: str) -> str:
    code = typed.strip().upper()
    if not CODE.fullmatch(code):
        raise Misused(
            f"{shown(typed)} is no batch code: it has at most 20 characters, A-Z, 0-9 and - . _ , "
            "e.g. SOAP-LAV-261121-1."
        )
    return code


def _next_code(context: Context, reading: Reading, formula: str) -> str:
    """`SOAP-LAV-261121-1`: formula, the maker's local day of its beginning, and the first free number."""
    day = context.happened_at.strftime("%y%m%d")
    prefix = f"{formula}-{day}-"
    taken = {card.batch for card in reading.cards() if card.batch.startswith(prefix)}
    number = 1
    while f"{prefix}{number}" in taken:
        number += 1
    return f"{prefix}{number}"


def void_batch(context: Context, batch: str, why: str) -> Logged:
    """For a batch that should not have been: it keeps code and record, and counts nowhere."""

    def want(found: BatchRecord) -> Wanted:
        refuse_if_void(found)
        refuse_part(context, found, batch, "batch void")
        return Wanted([Draft(found.plan.batch, Kind.BATCH_VOID, context.happened_at, why=why)])

    return append(context, batch, want, why=why)


def use_batch(context: Context, batch: str) -> str:
    """Makes a batch the one that commands without `-b` mean at this station; gives its code."""
    with context.read() as reading:
        found = find_batch(context, reading, batch)
    refuse_if_void(found)
    with context.act() as act:
        act.set(chosen_key(context), found.plan.batch)
    return found.plan.batch


def list_batches(context: Context) -> tuple[Card, ...]:
    """All batches in short, newest last."""
    with context.read() as reading:
        return tuple(reading.cards())


def show_batch(context: Context, batch: str | None) -> BatchRecord:
    """Everything about one batch."""
    with context.read() as reading:
        return find_batch(context, reading, batch)
