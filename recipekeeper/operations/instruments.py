"""Instruments: put one to use, check it, list them, show what one was used for, retire it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from recipekeeper.batch.companion import beside
from recipekeeper.batch.force import Ledger
from recipekeeper.batch.instrument import (
    KINDS,
    OTHER,
    Added,
    Check,
    Checked,
    Instrument,
    Point,
    Retired,
    instruments,
)
from recipekeeper.batch.model import Entry
from recipekeeper.errors import Conflict, Misused, NotFound, QuantityError, Refused
from recipekeeper.formula.findings import listed, shown
from recipekeeper.formula.measuring import BARE, SHOWS
from recipekeeper.operations.bench import lot_code
from recipekeeper.operations.context import Context
from recipekeeper.operations.log import moment_text, refuse_time_ahead
from recipekeeper.operations.names import match
from recipekeeper.quantity import Setpoint, Span, read_duration, read_setpoint, read_span
from recipekeeper.store import Reading

_CODE = re.compile(r"[A-Z0-9][A-Z0-9._-]{0,19}")
_NAME, _NOTE = 60, 400
"""So many letters at most."""


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
    own = code.strip().upper()
    if not _CODE.fullmatch(own):
        raise Misused(
            f"{shown(code)} is no code: it has at most 20 of A-Z, 0-9, - . and _, and begins with a letter "
            "or a digit, e.g. PH-1"
        )
    meant = _kind(kind)
    title = _words(name, "name of an instrument", "Hanna pHep")
    added = Added(meant, title, _rhythm(check_every), _within(context, within, meant))
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
    _refuse_unpaired(showed, expected, buffers)
    remark = None if note is None else _words(note, "note", "calibrated after it", _NOTE)
    _refuse_slip(context, code)
    with context.act() as act:
        one = find_in_use(act, code, context.happened_at)
        lots = [lot_code(each) for each in buffers] or [None] * len(showed)
        points = tuple(_point(context, one, *each) for each in zip(showed, expected, lots, strict=True))
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
    reason = _words(why, "reason", "the glass is cracked", _NOTE)
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


def _refuse_unpaired(showed: Sequence[str], expected: Sequence[str], buffers: Sequence[str]) -> None:
    example = '--showed "4.02 pH" --expected "4.01 pH"'
    if not showed or len(showed) != len(expected):
        raise Misused(
            f"--showed stands {len(showed)} times and --expected {len(expected)} times; each point of a check "
            f"has both, e.g. {example}"
        )
    if buffers and len(buffers) != len(showed):
        raise Misused(
            f"--buffer stands {len(buffers)} times for {len(showed)} points; name one for each point in the "
            "same order, or none."
        )


def _point(context: Context, one: Instrument, showed: str, expected: str, lot: str | None) -> Point:
    own = one.within.unit if one.within and one.within.dimension != "percent" else BARE.get(one.kind)
    points = [read_setpoint(text, context.units, bare=own) for text in (showed, expected)]
    for text, value in zip((showed, expected), points, strict=True):
        _refuse_other_unit(one.kind, text, value)
    point = Point(points[0], points[1], lot)
    if point.showed.dimension != point.expected.dimension:
        raise QuantityError(
            f"{point.showed} and {point.expected} do not compare: write both in the same unit."
        )
    if one.within is not None and one.within.dimension not in ("percent", point.expected.dimension):
        raise QuantityError(
            f"{one.code} may be off by {one.within}, and {point.showed} does not compare with that. "
            f"Write what it showed in {one.within.symbol}."
        )
    return point


def _refuse_other_unit(kind: str, text: str, value: Setpoint | Span) -> None:
    if kind == OTHER or value.dimension in SHOWS[kind]:
        return
    unit = {"thermometer": "0 degC", "scale": "500 g"}.get(kind, f"4.01 {BARE.get(kind)}")
    found = "has no unit" if value.dimension == "number" else f"is nothing that a {kind} shows"
    raise QuantityError(f"{shown(text)} {found}. Write it as the {kind} shows it, e.g. {unit}.")


def _kind(text: str) -> str:
    folded = " ".join(text.split()).casefold()
    found = next((kind for kind in KINDS if kind.casefold() == folded), None)
    if found is None:
        raise Misused(
            f'{shown(text)} is no kind of instrument: it is {listed(KINDS)}, e.g. --kind "pH meter"'
        )
    return found


def _rhythm(text: str | None) -> Span | None:
    if text is None:
        return None
    every = read_duration(text)
    if not every.value:
        raise QuantityError(f'"{text}" is no time between two checks; write how often, e.g. "1 d".')
    return every


def _within(context: Context, text: str | None, kind: str) -> Span | None:
    if text is None:
        return None
    within = read_span(text, context.units, bare=BARE.get(kind))
    if within.dimension != "percent" or kind == "refractometer":
        _refuse_other_unit(kind, text, within)
    if not within.value:
        raise QuantityError(f'"{text}" leaves no room: no instrument shows exactly what it should.')
    return within


def _words(text: str, what: str, example: str, longest: int = _NAME) -> str:
    tidy = " ".join(text.split())
    if not tidy or len(tidy) > longest or not tidy.isprintable():
        raise Refused(f'{shown(text)} is no {what}: that has 1 to {longest} letters, e.g. "{example}".')
    return tidy
