"""Instruments as people read them: how each stands, what it showed, what it was used for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from recipekeeper.batch.instrument import Check, Instrument, Point, off_text
from recipekeeper.cli.recording.entry_text import entry_words
from recipekeeper.cli.screen import counted, say, table

if TYPE_CHECKING:
    from recipekeeper.operations.recording.instruments import CheckMade, InstrumentRecord, Use

_FIRST = 'rk instrument add PH-1 --kind "pH meter" --name "Hanna pHep" --check-every "1 d" --within "0.1 pH"'


def added(record: InstrumentRecord) -> None:
    """An instrument that was just put to use, and what it wants first."""
    one = record.instrument
    say(f"{one.code}: {_title(one)}{_rhythm(one)}")
    if one.is_overdue(record.at):
        say(f"Check it before it is used: rk instrument check {one.code} --showed VALUE --expected VALUE")
    say(f"Read with it: --with {one.code}")


def listed(records: Sequence[InstrumentRecord]) -> None:
    """Every instrument with its last check, and when the next is due."""
    if not records:
        say(f"There is no instrument yet. The first one, e.g.: {_FIRST}")
        return
    table(
        ("code", "kind", "name", "checked", "showed", "off>", "next check", "state"),
        [_row(record.instrument, record.at) for record in records],
    )


def shown(record: InstrumentRecord) -> None:
    """One instrument: its checks, and the batches that it was used for."""
    one, at = record.instrument, record.at
    say(f"{one.code}  {_title(one)}{_rhythm(one)}", strong=True)
    state = _state(one, at)
    due = one.due_at(at)
    say((state or "nothing speaks against it") + (f", next check due {_moment(due)}" if due else ""))
    if one.checks:
        rows = [_check_row(one, check, point) for check in one.checks for point in check.points]
        table(("checked", "by", "showed>", "for>", "off>", "result", "with", "note"), rows)
    if not record.uses:
        say("Nothing is recorded with it.")
        return
    say(f"Recorded with it: {counted(len(record.uses), 'entry')}.")
    _uses(record.uses)


def checked(done: CheckMade) -> None:
    """What a check found, and what follows from it."""
    one, check = done.instrument, done.check
    for point in check.points:
        passed = one.passes(point)
        allowed = "" if one.within is None else f", {'within' if passed else 'allowed'} {one.within}"
        failed = passed is False
        verb = "failed its check: showed" if failed else "showed"
        found = f"{one.code} {verb} {point.showed} for {point.expected} ({off_text(point.off)}{allowed})."
        say(found, colour="red" if failed else None, strong=failed)
    if not one.missed(check):
        due = one.due_at(check.at)
        say(f"The next check is due {_moment(due)}." if due else "No rhythm of checks is set.")
        return
    say(
        "Calibrate it or take another, and check it again: until it passes, each reading with it is a deviation."
    )
    if done.in_doubt:
        say("Since it last passed, this was recorded with it, and is in doubt:")
        _uses(done.in_doubt)


def retired(record: InstrumentRecord) -> None:
    """An instrument that is used no more."""
    say(f"{record.instrument.code} is retired: {record.instrument.why_retired}. Its checks stay on record.")


def _title(one: Instrument) -> str:
    return one.name if one.kind == "other" else f"{one.kind} {one.name}"


def _rhythm(one: Instrument) -> str:
    every = f", checked every {one.check_every}" if one.check_every else ""
    return every + (f", within {one.within}" if one.within else "")


def _row(one: Instrument, at: datetime) -> tuple[str, ...]:
    last = one.last_check(at)
    due = None if one.retired_at else one.due_at(at)
    points = last.points if last else ()
    return (
        one.code,
        one.kind,
        one.name,
        _moment(last.at) if last else "",
        "; ".join(f"{point.showed} for {point.expected}" for point in points),
        "; ".join(off_text(point.off) for point in points),
        _moment(due),
        _state(one, at),
    )


def _state(one: Instrument, at: datetime) -> str:
    """What has to be known before it is used; in words, because colour is never the only sign."""
    if one.retired_at is not None:
        return f"retired {one.retired_at:%Y-%m-%d}"
    said = []
    if one.is_overdue(at):
        said.append("check overdue" if one.last_check(at) else "never checked")
    if one.has_failed(at):
        said.append("failed")
    return ", ".join(said)


def _check_row(one: Instrument, check: Check, point: Point) -> tuple[str, ...]:
    result = {None: "", True: "passed", False: "failed"}[one.passes(point)]
    return (
        _moment(check.at),
        check.by,
        str(point.showed),
        str(point.expected),
        off_text(point.off),
        result,
        point.buffer or "",
        check.note or "",
    )


def _uses(uses: Sequence[Use]) -> None:
    for use in uses:
        against = f" ({use.against})" if use.against else ""
        at = _moment(use.entry.happened_at)
        say(f"{use.entry.batch}, entry {use.entry.seq}, {at}: {entry_words(use.entry)}{against}", indent="  ")


def _moment(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M}" if at else ""
