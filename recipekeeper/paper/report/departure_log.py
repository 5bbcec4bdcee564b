"""The log of departures that food law asks for, over all batches: 21 CFR 114.100(c), 111.140(b)(3).

Each with what departed, the portion that it affects, what was done, and what became of the batch.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from recipekeeper.batch.deviation import Deviation, DeviationStatus, Severity
from recipekeeper.batch.model import BatchRecord, Disposition, Entry, Kind
from recipekeeper.paper.figures import amount_text
from recipekeeper.paper.lines import moment, one_line
from recipekeeper.paper.report.page import Column, Fact, Group, Report, Row, Section

_COLUMNS = (
    Column("deviation", 6),
    Column("date", 5),
    Column("step", 4),
    Column("what", 5),
    Column("expected", 6),
    Column("found", 5, finds=True),
    Column("off", 4),
    Column("severity", 3),
    Column("by", 3),
)


@dataclass(frozen=True, slots=True)
class Departed:
    """One deviation, and the batch that it is of."""

    record: BatchRecord
    deviation: Deviation

    @property
    def entry(self) -> Entry:
        """The entry at which it first appeared."""
        return next(each for each in self.record.entries if each.seq == self.deviation.entry)

    @property
    def at(self) -> datetime:
        """When it first appeared."""
        return self.entry.happened_at or self.entry.recorded_at


@dataclass(frozen=True, slots=True)
class Scope:
    """Of what the log is, and as of when."""

    since: datetime | None = None
    formula: str | None = None
    batches: int = 0
    """How many were looked at."""
    head: str = ""
    as_of: datetime | None = None
    """When the store was last written to."""


def compose(departed: Sequence[Departed], scope: Scope, now: datetime) -> Report:
    """The log: open ones first, each in order of appearing. `now` is the date where nothing has one."""
    ordered = sorted(departed, key=lambda each: (each.at, each.deviation.batch, each.deviation.number))
    is_open = [each for each in ordered if each.deviation.status is DeviationStatus.OPEN]
    closed = [each for each in ordered if each.deviation.status is not DeviationStatus.OPEN]
    sections = (_open(is_open) if is_open else None, _closed(closed) if closed else None)
    return Report(
        kind="Log of deviations",
        name="",
        batch="",
        dated=scope.as_of or now,
        facts=tuple(_facts(scope)),
        summary=tuple(_summary(ordered, is_open, scope)),
        sections=tuple(section for section in sections if section),
        banners=(f"{len(is_open)} open",) if is_open else (),
        head=scope.head,
        as_of=moment(scope.as_of) if scope.as_of else "",
        is_wide=True,
    )


def _facts(scope: Scope) -> Iterator[Fact]:
    yield Fact("Period", f"since {moment(scope.since)}" if scope.since else "from the beginning")
    yield Fact("Formula", scope.formula or "all")
    yield Fact("Batches looked at", str(scope.batches))


def _summary(every: Sequence[Departed], is_open: Sequence[Departed], scope: Scope) -> Iterator[str]:
    if not every:
        period = f" since {moment(scope.since)}" if scope.since else ""
        of = f" of {scope.formula}" if scope.formula else ""
        yield f"No departure from the plan{of} is recorded{period}."
        return
    batches = len({each.record.plan.batch for each in every})
    counts = {status: _count(every, status) for status in DeviationStatus}
    said = ", ".join(f"{count} {status.value}" for status, count in counts.items() if count)
    yield (
        f"{len(every)} {'deviation' if len(every) == 1 else 'deviations'} in "
        f"{batches} {'batch' if batches == 1 else 'batches'}: {said}."
    )
    grave = [each.deviation.id for each in is_open if each.deviation.severity is Severity.CRITICAL]
    if grave:
        yield f"Critical and open: {', '.join(grave)}."


def _count(every: Iterable[Departed], status: DeviationStatus) -> int:
    return sum(each.deviation.status is status for each in every)


def _open(found: Sequence[Departed]) -> Section:
    """Each marked, so that nobody takes it for one that is dealt with."""
    rows = tuple(_row(each, (*_grave(each), "open")) for each in found)
    return Section("Open", _COLUMNS, (Group("", rows),))


def _closed(found: Sequence[Departed]) -> Section:
    rows = (_row(each, _grave(each)) for each in found)
    with_status = tuple(
        replace(row, cells=(*row.cells, each.deviation.status.value))
        for row, each in zip(rows, found, strict=True)
    )
    return Section("Corrected or resolved", (*_COLUMNS, Column("status")), (Group("", with_status),))


def _grave(each: Departed) -> tuple[str, ...]:
    return ("critical",) if each.deviation.severity is Severity.CRITICAL else ()


def _row(each: Departed, marks: tuple[str, ...]) -> Row:
    one = each.deviation
    cells = (
        one.id,
        moment(each.at),
        one.step or "",
        one.name or one.kind,
        one.expected,
        one.found,
        one.off,
        one.severity.value,
        each.entry.by,
    )
    return Row(tuple(map(one_line, cells)), departs=marks, notes=tuple(map(one_line, _notes(each))))


def _notes(each: Departed) -> Iterator[str]:
    one, record = each.deviation, each.record
    if one.cause:
        yield f"Cause: {one.cause}"
    if one.correction:
        yield f"Correction: {one.correction}"
    resolved = _newest(record, Kind.RESOLVE, f"D{one.number}")
    if resolved is not None:
        yield f"Written down by {resolved.by}{_on(resolved)}."
    elif one.status is DeviationStatus.OPEN:
        yield "Neither cause nor correction is written down."
    elif one.status is DeviationStatus.CORRECTED:
        yield "Put right by a later entry; neither cause nor correction is written down."
    plan = record.plan
    yield f"Affected: {plan.reference} {plan.formula.name}, {amount_text(plan.scaled.yields)}; {_became(record)}."


def _became(record: BatchRecord) -> str:
    """`rejected by TS, 2026-03-12 13:29`; what was decided of the batch, or that nothing was."""
    disposition = record.state.disposition
    kinds = {
        Disposition.RELEASED: Kind.RELEASE,
        Disposition.REJECTED: Kind.REJECT,
        Disposition.HOLD: Kind.HOLD,
    }
    if disposition is Disposition.NONE:
        return "nothing is decided"
    word = "on hold" if disposition is Disposition.HOLD else disposition.value
    decided = _newest(record, kinds[disposition])
    return word if decided is None else f"{word} by {decided.by}{_on(decided)}"


def _newest(record: BatchRecord, kind: Kind, name: str | None = None) -> Entry | None:
    found = (
        entry
        for entry in record.state.in_force
        if entry.kind is kind and (name is None or entry.name == name)
    )
    return max(found, key=lambda entry: entry.seq, default=None)


def _on(entry: Entry) -> str:
    return f", {moment(entry.happened_at)}" if entry.happened_at else ""
