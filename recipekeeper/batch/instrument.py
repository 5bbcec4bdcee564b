"""What is measured with: thermometers, pH meters, scales; their checks, and what speaks against one at a time.

Here and not among the materials, because an instrument goes into no batch: a batch is read with it. The
facts are events, which are only ever added; whether a check is overdue or failed follows from them and
from a time, and is stored nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from recipekeeper.formula.reading.schema import MEASURED_WITH
from recipekeeper.quantity import Setpoint, Span

OTHER = "other"
KINDS = (*MEASURED_WITH, OTHER)


@dataclass(frozen=True, slots=True)
class Added:
    """An instrument was put to use."""

    kind: str
    """One of KINDS."""
    name: str
    check_every: Span | None = None
    within: Span | None = None
    """How far off it may be at a check; in percent it is of what was expected."""


@dataclass(frozen=True, slots=True)
class Point:
    """One standard that an instrument was held to: a buffer, a weight, melting ice."""

    showed: Setpoint
    expected: Setpoint
    buffer: str | None = None
    """The lot of the buffer or the number of the weight."""

    @property
    def off(self) -> Span:
        """What it showed less what it should have shown, in the unit of what was expected."""
        return self.showed.minus(self.expected).to(self.expected.unit)


@dataclass(frozen=True, slots=True)
class Checked:
    """An instrument was held to standards, as it was found."""

    points: tuple[Point, ...]
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Retired:
    """An instrument is used no more."""

    why: str


Happening = Added | Checked | Retired


@dataclass(frozen=True, slots=True)
class InstrumentEvent:
    """One thing that happened to an instrument. `by` and `act` are added by the store."""

    code: str
    seq: int
    """From 1, in order of recording."""
    at: datetime
    """When it happened."""
    what: Happening
    by: str = ""
    act: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """One check of an instrument, with when and by whom."""

    at: datetime
    by: str
    points: tuple[Point, ...]
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Instrument:
    """One instrument with all that happened to it."""

    code: str
    kind: str
    name: str
    check_every: Span | None
    within: Span | None
    added_at: datetime
    added_by: str
    checks: tuple[Check, ...] = ()
    """In order of happening."""
    retired_at: datetime | None = None
    why_retired: str | None = None

    def last_check(self, at: datetime) -> Check | None:
        """The newest check at that time; None where there was none yet."""
        return next((check for check in reversed(self.checks) if check.at <= at), None)

    def due_at(self, at: datetime) -> datetime | None:
        """When the next check is due, seen from that time; None where no rhythm is set."""
        if self.check_every is None:
            return None
        last = self.last_check(at)
        return last.at + timedelta(seconds=float(self.check_every.seconds)) if last else self.added_at

    def is_overdue(self, at: datetime) -> bool:
        """Whether a check is due and was not made; one that was never checked is, where a rhythm is set."""
        due = self.due_at(at)
        return due is not None and (due < at or self.last_check(at) is None)

    def passes(self, point: Point) -> bool | None:
        """Whether it is as near as it has to be; None where nothing says how near that is."""
        if self.within is None:
            return None
        allowed = self.within
        if allowed.dimension == "percent" != point.expected.dimension:
            allowed = Span(abs(point.expected.value) * allowed.value / 100, point.expected.unit)
        return Span(abs(point.off.value), point.off.unit) <= allowed

    def missed(self, check: Check) -> tuple[Point, ...]:
        """The points at which it was further off than it may be."""
        return tuple(point for point in check.points if self.passes(point) is False)

    def has_failed(self, at: datetime) -> bool:
        """Whether its last check at that time failed, at any point."""
        last = self.last_check(at)
        return last is not None and bool(self.missed(last))

    def against(self, at: datetime) -> str | None:
        """What speaks against a reading with it at that time, in words; None where nothing does."""
        last = self.last_check(at)
        said = []
        if self.is_overdue(at):
            due = self.due_at(at)
            said.append(f"check overdue since {due:%Y-%m-%d %H:%M}" if last and due else "never checked")
        if last and (missed := self.missed(last)):
            shown = " and ".join(f"{point.showed} for {point.expected}" for point in missed)
            said.append(f"failed its last check: showed {shown}")
        return " and ".join(said) or None


def instruments(events: Iterable[InstrumentEvent]) -> tuple[Instrument, ...]:
    """Every instrument that events tell of, by code; of one that is not added nothing is told."""
    grouped: dict[str, list[InstrumentEvent]] = {}
    for event in events:
        grouped.setdefault(event.code, []).append(event)
    found = (_instrument(group) for _, group in sorted(grouped.items()))
    return tuple(each for each in found if each is not None)


def _instrument(events: list[InstrumentEvent]) -> Instrument | None:
    added = next(((event, event.what) for event in events if isinstance(event.what, Added)), None)
    if added is None:
        return None
    event, first = added
    checks = [
        Check(each.at, each.by, each.what.points, each.what.note)
        for each in sorted(events, key=_moment)
        if isinstance(each.what, Checked)
    ]
    retired = next(((each.at, each.what.why) for each in events if isinstance(each.what, Retired)), None)
    return Instrument(
        code=event.code,
        kind=first.kind,
        name=first.name,
        check_every=first.check_every,
        within=first.within,
        added_at=event.at,
        added_by=event.by,
        checks=tuple(checks),
        retired_at=retired[0] if retired else None,
        why_retired=retired[1] if retired else None,
    )


def _moment(event: InstrumentEvent) -> tuple[float, int]:
    return event.at.timestamp(), event.seq


def off_text(off: Span) -> str:
    """`+0.01 pH`, `−2 g`, `0 g`: how far off, with its sign."""
    sign = "+" if off.value > 0 else ""
    return f"{sign}{off}".replace("-", "−")
