"""Instruments as JSON. The keys are a promise to other programs: none is renamed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from recipekeeper.batch.instrument import Check, Instrument, Point
from recipekeeper.cli.batch_document import entry
from recipekeeper.cli.document import Document, moment, quantity

if TYPE_CHECKING:
    from recipekeeper.operations.recording.instruments import CheckMade, InstrumentRecord, Use


def instrument(record: InstrumentRecord) -> Document:
    """An instrument as it stands."""
    return _instrument(record.instrument, record.at)


def whole(record: InstrumentRecord) -> Document:
    """The same with every check and all that is recorded with it."""
    one = record.instrument
    return {
        **instrument(record),
        "checks": [_check(one, check) for check in one.checks],
        "uses": [_use(use) for use in record.uses],
    }


def checked(done: CheckMade) -> Document:
    """A check that was just made, and what it puts in doubt."""
    return {
        **_instrument(done.instrument, done.at),
        "check": _check(done.instrument, done.check),
        "in_doubt": [_use(use) for use in done.in_doubt],
    }


def _instrument(one: Instrument, at: datetime) -> Document:
    last = one.last_check(at)
    return {
        "instrument": one.code,
        "kind": one.kind,
        "name": one.name,
        "check_every": quantity(one.check_every),
        "within": quantity(one.within),
        "added_at": moment(one.added_at),
        "by": one.added_by,
        "last_check": _check(one, last) if last else None,
        "due_at": moment(one.due_at(at)),
        "is_overdue": one.is_overdue(at),
        "has_failed": one.has_failed(at),
        "against": one.against(at),
        "retired_at": moment(one.retired_at),
        "why_retired": one.why_retired,
    }


def _check(one: Instrument, check: Check) -> Document:
    results = [one.passes(point) for point in check.points]
    return {
        "at": moment(check.at),
        "by": check.by,
        "points": [_point(one, point) for point in check.points],
        "passed": None if None in results else all(results),
        "note": check.note,
    }


def _point(one: Instrument, point: Point) -> Document:
    return {
        "showed": quantity(point.showed),
        "expected": quantity(point.expected),
        "off": quantity(point.off),
        "buffer": point.buffer,
        "passed": one.passes(point),
    }


def _use(use: Use) -> Document:
    return {**entry(use.entry), "instrument": use.code, "against": use.against}
