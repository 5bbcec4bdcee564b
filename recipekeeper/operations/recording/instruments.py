"""Instruments: put one to use, check it, list them, show what one was used for, retire it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from recipekeeper.batch.companion import beside
from recipekeeper.batch.force import Ledger
from recipekeeper.batch.instrument import Added, Check, Checked, Instrument, Retired, instruments
from recipekeeper.batch.model import Entry
from recipekeeper.errors import Conflict, NotFound, Refused
from recipekeeper.formula.findings import shown
from recipekeeper.operations.context import Context
from recipekeeper.operations.names import match
from recipekeeper.operations.recording.bench_reading import lot_code
from recipekeeper.operations.recording.instrument_reading import (
    LONGEST_NOTE,
    read_code,
    read_kind,
    read_point,
    read_rhythm,
    read_within,
    read_words,
    refuse_unpaired,
)
from recipekeeper.operations.recording.log import moment_text, refuse_time_ahead
from recipekeeper.store import Reading


@dataclass(frozen=True, slots=True)
class Use:
    """One entry in force that names an instrument."""

    code: str
    entry: Entry
    against: str | None
    """What spoke against the instrument then."""


@dataclass(frozen=True, slots=True)
class InstrumentRecord:
    """An instrument, as it stands at a time, and what it was used for."""

    instrument: Instrument
    at: datetime
    uses: tuple[Use, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckMade:
    """A check that was just recorded.

    Where it failed, `in_doubt` is what the instrument was used for since it last passed one.
    """

    instrument: Instrument
    check: Check
    at: datetime
    in_doubt: tuple[Use, ...] = ()


def add_instrument(
    context: Context,
    code: str,
    kind: str,
    name: str,
    *,
    check_every: str | None = None,
    within: str | None = None,
) -> InstrumentRecord:
    """An instrument is put to use under a code of its own, which no other ever bears.

    Raises Misused for a code or a kind that is none, Conflict for a code that is taken, QuantityError for
    what cannot be read or does not fit the kind.
    """
    refuse_time_ahead(context)
    own, meant = read_code(code), read_kind(kind)
    title = read_words(name, "name of an instrument", "Hanna pHep")
    added = Added(meant, title, read_rhythm(check_every), read_within(context, within, meant))
    with context.act() as act:
        if own in act.instrument_codes():
            raise Conflict(
                f"There is an instrument {own} already, and a code is never used again. "
                f"Give this one another; what there is says: rk instrument show {own}"
            )
        act.add_instrument_event(own, added, context.happened_at)
        (found,) = instruments(act.instrument_events(own))
    return InstrumentRecord(found, context.now)


def check_instrument(
    context: Context,
    code: str,
    showed: Sequence[str],
    expected: Sequence[str],
    *,
    buffers: Sequence[str] = (),
    note: str | None = None,
) -> CheckMade:
    """An instrument was held to one standard or several: what it showed, and what it should have shown.

    Raises Misused where the two do not pair, QuantityError for what the instrument cannot show.
    """
    refuse_time_ahead(context)
    refuse_unpaired(showed, expected, buffers)
    remark = None if note is None else read_words(note, "note", "calibrated after it", LONGEST_NOTE)
    _refuse_slip(context, code)
    with context.act() as act:
        one = find_in_use(act, code, context.happened_at)
        lots = [lot_code(each) for each in buffers] or [None] * len(showed)
        points = tuple(read_point(context, one, *each) for each in zip(showed, expected, lots, strict=True))
        event = act.add_instrument_event(one.code, Checked(points, remark), context.happened_at)
        (after,) = instruments(act.instrument_events(one.code))
        check = Check(event.at, event.by, points, remark)
        failed = bool(after.missed(check))
        in_doubt = _since_it_passed(one, event.at, uses_of(act, one.code)) if failed else ()
    return CheckMade(after, check, context.now, in_doubt)


def list_instruments(context: Context) -> tuple[InstrumentRecord, ...]:
    """Every instrument by its code, as it stands now; the retired ones last."""
    with context.read() as reading:
        found = instruments(reading.instrument_events())
    records = (InstrumentRecord(one, context.now) for one in found)
    return tuple(
        sorted(records, key=lambda one: (one.instrument.retired_at is not None, one.instrument.code))
    )


def show_instrument(context: Context, code: str) -> InstrumentRecord:
    """One instrument with its checks, and all that is recorded with it."""
    with context.read() as reading:
        found = find_instrument(reading, code)
        return InstrumentRecord(found, context.now, uses_of(reading, found.code))


def retire_instrument(context: Context, code: str, why: str) -> InstrumentRecord:
    """An instrument is used no more, with the reason; its code and its checks stay on record."""
    refuse_time_ahead(context)
    reason = read_words(why, "reason", "the glass is cracked", LONGEST_NOTE)
    _refuse_slip(context, code)
    with context.act(why) as act:
        one = find_in_use(act, code, context.happened_at)
        if one.retired_at is not None:
            raise Refused(_retired(one))
        act.add_instrument_event(one.code, Retired(reason), context.happened_at)
        (after,) = instruments(act.instrument_events(one.code))
    return InstrumentRecord(after, context.now)


def find_instrument(reading: Reading, typed: str) -> Instrument:
    """The instrument that is meant, by its code or the beginning of it."""
    codes = reading.instrument_codes()
    if not codes:
        raise NotFound(
            f"There is no instrument {shown(typed)}. There is none at all yet; the first one, e.g.: "
            'rk instrument add PH-1 --kind "pH meter" --name "Hanna pHep" --check-every "1 d" --within "0.1 pH"'
        )
    code = match(typed, codes, "instrument")
    (found,) = instruments(reading.instrument_events(code))
    return found


def find_in_use(reading: Reading, typed: str, at: datetime) -> Instrument:
    """The same; raises Refused for one that was retired by that time."""
    found = find_instrument(reading, typed)
    if found.retired_at is not None and found.retired_at <= at:
        raise Refused(_retired(found))
    return found


def uses_of(reading: Reading, code: str) -> tuple[Use, ...]:
    """Every entry in force that names the instrument, by batch, in order of recording."""
    uses = []
    for batch in reading.batches_with(code):
        entries = reading.entries(batch)
        ledger = Ledger(entries)
        for seq, found in beside(entries).items():
            standing = ledger.current(seq)
            if found.instrument == code and standing is not None:
                uses.append(Use(code, standing, found.against))
    return tuple(uses)


def _since_it_passed(before: Instrument, failed_at: datetime, uses: Sequence[Use]) -> tuple[Use, ...]:
    """What it was used for between the last check that it passed and the one that it failed."""
    passed = [check.at for check in before.checks if check.at <= failed_at and not before.missed(check)]
    since = max(passed, default=None)
    return tuple(
        use
        for use in uses
        if (at := use.entry.happened_at) and at <= failed_at and (since is None or at >= since)
    )


def _retired(one: Instrument) -> str:
    at = moment_text(one.retired_at) if one.retired_at else ""
    return f"{one.code} was retired at {at}: {one.why_retired}. Take another; rk instrument list names them."


def _refuse_slip(context: Context, code: str) -> None:
    """So that a slip in an empty folder makes no store."""
    if not context.store.has_place:
        with context.read() as reading:
            find_instrument(reading, code)
