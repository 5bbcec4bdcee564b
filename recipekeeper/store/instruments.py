"""What happened to instruments, as rows and back: the part of `mapping` for them."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import RowMapping

from recipekeeper.batch.instrument import Added, Checked, Happening, InstrumentEvent, Point, Retired
from recipekeeper.quantity import Setpoint, Span, store_text
from recipekeeper.store.facts import InstrumentFact
from recipekeeper.store.texts import compact, time_of, time_text

_KINDS: dict[type[Happening], str] = {Added: "added", Checked: "checked", Retired: "retired"}


def kind_of(event: InstrumentEvent) -> str:
    """What happened, in one word."""
    return _KINDS[type(event.what)]


def row_of_instrument(fact: InstrumentFact) -> dict[str, Any]:
    """The row of a fact."""
    event = fact.event
    return {
        "code": event.code,
        "seq": event.seq,
        "kind": kind_of(event),
        "given": compact(given(event)),
        "act": fact.act,
    }


def given(event: InstrumentEvent) -> dict[str, Any]:
    """What was said of it, as a document; what is not there is left out."""
    said: dict[str, Any] = {"at": time_text(event.at)}
    match event.what:
        case Added(kind, name, check_every, within):
            said |= {"kind": kind, "name": name, "check_every": _pair(check_every), "within": _pair(within)}
        case Checked(points, note):
            said |= {"points": [_point(point) for point in points], "note": note}
        case Retired(why):
            said |= {"why": why}
    return {name: value for name, value in said.items() if value is not None}


def event_of(row: RowMapping) -> InstrumentEvent:
    """What happened, still without who recorded it; raises one of UNREADABLE for what is no such row."""
    said = json.loads(row["given"])
    return InstrumentEvent(row["code"], row["seq"], time_of(*said["at"]), _what(row["kind"], said))


def _what(kind: str, said: dict[str, Any]) -> Happening:
    match kind:
        case "added":
            return Added(said["kind"], said["name"], _span(said, "check_every"), _span(said, "within"))
        case "checked":
            return Checked(tuple(_point_of(each) for each in said["points"]), said.get("note"))
        case "retired":
            return Retired(said["why"])
    message = f"{kind!r} does not happen to an instrument"
    raise ValueError(message)


def _point(point: Point) -> dict[str, Any]:
    pair = {"showed": store_text(point.showed), "expected": store_text(point.expected)}
    return pair if point.buffer is None else {**pair, "buffer": point.buffer}


def _point_of(said: dict[str, Any]) -> Point:
    showed, expected = (Setpoint.of_text(*said[name]) for name in ("showed", "expected"))
    return Point(showed, expected, said.get("buffer"))


def _pair(span: Span | None) -> tuple[str, str] | None:
    return None if span is None else store_text(span)


def _span(said: dict[str, Any], name: str) -> Span | None:
    return Span.of_text(*said[name]) if name in said else None
