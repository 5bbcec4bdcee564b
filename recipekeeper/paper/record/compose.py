"""What stands on a batch record: the whole story of one batch, every figure rounded, nothing yet drawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from recipekeeper.batch.deviation import DeviationStatus
from recipekeeper.batch.instrument import Instrument
from recipekeeper.batch.model import BatchRecord, BatchState, Disposition, Entry, Kind, State
from recipekeeper.formula.model import Version
from recipekeeper.formula.substance.material import NONE, Materials
from recipekeeper.formula.substance.sap import Sap
from recipekeeper.material.used import Used
from recipekeeper.paper.entries import Told, changes_text, told
from recipekeeper.paper.figures import amount_text
from recipekeeper.paper.lines import moment, one_line
from recipekeeper.paper.record import after, making
from recipekeeper.paper.record.charts import charts
from recipekeeper.paper.record.checklist import checklist
from recipekeeper.paper.record.gaps import gaps
from recipekeeper.paper.record.plan import ingredients, instructions
from recipekeeper.paper.record.readings import readings
from recipekeeper.paper.record.sources import instruments, lots
from recipekeeper.paper.record.suspects import trace, verdict
from recipekeeper.paper.report.page import Fact, Report, Section
from recipekeeper.quantity import plain
from recipekeeper.trace.model import Trace

_DISPOSITIONS = {Disposition.NONE: "not decided", Disposition.HOLD: "on hold"}
_DECIDED = {Kind.HOLD: "Set on hold", Kind.RELEASE: "Released", Kind.REJECT: "Rejected"}


class Surroundings(NamedTuple):
    """What a record names and the store tells of."""

    version: Version | None = None
    used: tuple[Used, ...] = ()
    """Where what was weighed came from."""
    instruments: tuple[Instrument, ...] = ()
    saps: Mapping[str, Sap] = {}
    materials: Materials = NONE
    good: tuple[BatchRecord, ...] = ()
    """The other batches of the formula that turned out well."""
    trace: Trace | None = None
    """Of a batch that was called bad: what may have spoiled it."""
    head: str = ""
    as_of: datetime | None = None
    """When the store was last written to."""


NOTHING_AROUND = Surroundings()


def compose(record: BatchRecord, around: Surroundings = NOTHING_AROUND) -> Report:
    """The record of a batch, finished or still running."""
    known = told(record)
    as_of = _zoned(around.as_of) if around.as_of else ""
    sections = [section for section in _sections(known, around, as_of) if section is not None]
    missing = gaps(known, around.version, around.used)
    sections.append(checklist(record.plan.formula, sections, missing))
    return Report(
        kind="Batch record",
        name=one_line(record.plan.formula.name),
        batch=record.plan.batch,
        dated=_dated(record),
        facts=tuple(_facts(known, around.version)),
        summary=tuple(_summary(known, around.trace)),
        sections=tuple(sections),
        banners=tuple(_banners(record)),
        head=around.head,
        as_of=as_of,
        legend="times without a date are of the first day",
    )


def _sections(known: Told, around: Surroundings, as_of: str) -> Iterable[Section | None]:
    plan = known.record.plan
    yield making.weights(known)
    yield making.soap(known, around.saps)
    yield making.steps(known)
    yield readings(known, charts(known.record, around.good))
    yield after.deviations(known)
    yield trace(around.trace, as_of) if around.trace else None
    yield after.changes(known)
    yield after.yields(known)
    yield after.parts(known)
    yield after.remarks(known)
    yield after.since_then(known)
    yield after.decisions(known)
    yield lots(around.used)
    yield instruments(known, around.instruments)
    yield ingredients(plan, around.materials)
    yield instructions(plan)
    yield after.entries(known)


def _banners(record: BatchRecord) -> Iterable[str]:
    if record.state.state is State.RUNNING:
        yield "not finished"
    if record.state.state is State.VOID:
        yield "void"
    if record.plan.trial:
        yield "trial"
    waiting = sum(one.status is DeviationStatus.OPEN for one in record.deviations)
    if waiting:
        yield f"{waiting} open {'deviation' if waiting == 1 else 'deviations'}"


def _summary(known: Told, found: Trace | None) -> Iterable[str]:
    record = known.record
    if record.state.state is State.RUNNING:
        yield f"This batch is not finished: the record goes to entry {record.entries[-1].seq}."
    if record.state.state is State.VOID:
        yield "This batch is void: its record is kept, and it counts nowhere."
        yield from (_by("Voided", entry) for entry in record.state.in_force if entry.kind is Kind.BATCH_VOID)
    yield changes_text(known.changes)
    yield _deviating(record)
    decided = _decided(known)
    if decided:
        yield decided
    if found is not None:
        yield verdict(found)


def _dated(record: BatchRecord) -> datetime:
    return record.state.last_at or record.entries[-1].recorded_at


def _facts(known: Told, version: Version | None) -> Iterable[Fact]:
    record = known.record
    plan, state = record.plan, record.state
    yield Fact("Formula", plan.reference)
    yield Fact("Fingerprint", plan.formula.fingerprint)
    yield Fact("Size", f"{amount_text(plan.scaled.yields)}{_factor(record)}")
    yield Fact("State", state.state.value)
    yield Fact("Disposition", _DISPOSITIONS.get(state.disposition, state.disposition.value))
    yield Fact("Outcome", one_line(state.outcome or "not recorded"))
    yield Fact("Begun", _zoned(state.started_at))
    finished = next((entry for entry in state.in_force if entry.kind is Kind.FINISH), None)
    yield Fact("Finished", _zoned(finished.happened_at) if finished else "")
    yield Fact("Yield", " and ".join(str(made) for made in (state.yields, state.units) if made))
    yield Fact("Begun by", one_line(state.operator))
    people = dict.fromkeys(one_line(entry.by) for entry in record.entries)
    yield Fact("Recorded by", ", ".join(people))
    yield Fact("Last entry", f"{record.entries[-1].seq}, {moment(record.entries[-1].recorded_at)}")
    if version is not None:
        released = f", released {version.released_at:%Y-%m-%d}" if version.released_at else ""
        yield Fact(
            "Formula written", f"{version.added_at:%Y-%m-%d} by {one_line(version.added_by)}{released}"
        )
        yield Fact("Why this version", one_line(version.why))


def _factor(record: BatchRecord) -> str:
    """` (× 0.5114)` of the formula's own size; "" at that size."""
    factor = record.plan.scaled.factor
    return "" if factor == 1 else f" (× {plain(round(Decimal(factor.numerator) / factor.denominator, 4))})"


def _zoned(at: datetime | None) -> str:
    """`2026-11-21 14:10 +01:00`."""
    if at is None:
        return "not known"
    zone = at.strftime("%z")
    return f"{moment(at)} {zone[:3]}:{zone[3:5]}" if zone else moment(at)


def _deviating(record: BatchRecord) -> str:
    counts = {status: sum(one.status is status for one in record.deviations) for status in DeviationStatus}
    total = len(record.deviations)
    if not total:
        return "No departure from the plan is recorded."
    word = "deviation" if total == 1 else "deviations"
    said = ", ".join(f"{count} {status.value}" for status, count in counts.items() if count)
    return f"{total} {word}: {said}."


def _decided(known: Told) -> str:
    """`Rejected by TS, 2026-03-12 13:29: soft`; "" where the batch still runs."""
    state = known.record.state
    decided = (each for each in state.in_force if each.kind in _DECIDED)
    entry = max(decided, key=lambda each: each.seq, default=None)
    if state.disposition is Disposition.NONE or entry is None or _is_held_since(state, entry):
        if state.disposition is Disposition.HOLD:
            return "On hold for a critical deviation: somebody has to decide."
        return (
            "" if state.state is not State.FINISHED else "Neither released nor rejected: nothing is decided."
        )
    return _by(_DECIDED[entry.kind], entry)


def _by(did: str, entry: Entry) -> str:
    why = f": {entry.reason}" if entry.reason else ""
    at = f", {moment(entry.happened_at)}" if entry.happened_at else ""
    return one_line(f"{did} by {entry.by}{at}{why}")


def _is_held_since(state: BatchState, decided: Entry) -> bool:
    return state.disposition is Disposition.HOLD and decided.kind is not Kind.HOLD
