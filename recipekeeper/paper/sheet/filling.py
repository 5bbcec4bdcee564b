"""What is known of a batch written into the blanks of its sheet: what deviates is marked, the rest stays blank."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from recipekeeper.batch.departure import read_text
from recipekeeper.batch.deviation import DeviationStatus
from recipekeeper.batch.due import dues
from recipekeeper.batch.model import (
    BatchRecord,
    BatchState,
    Disposition,
    Entry,
    Kind,
    Reading,
    State,
    StepRun,
    StepState,
    Weighing,
)
from recipekeeper.batch.wording import converted
from recipekeeper.formula.amounts.lye import lye_state
from recipekeeper.formula.amounts.scale import ScaledLine
from recipekeeper.formula.model import Check, Step
from recipekeeper.paper.entries import Told, deviations_of, told, value_text
from recipekeeper.paper.figures import lye_words
from recipekeeper.paper.lines import one_line
from recipekeeper.paper.sheet.page import (
    EMPTY,
    CheckRow,
    DepartureRow,
    Found,
    Sheet,
    StepRow,
    WeighPhase,
    WeighRow,
)
from recipekeeper.quantity import duration_text

_BEYOND = "not in the formula"
_DECIDED = {Kind.HOLD: "on hold", Kind.RELEASE: "released", Kind.REJECT: "rejected"}


def filled(sheet: Sheet, record: BatchRecord) -> Sheet:
    """The sheet of a batch with all that its log says."""
    known = told(record)
    state = record.state
    phases, lye = _phases(sheet.phases, known), _lye(record)
    steps = zip(sheet.steps, record.plan.formula.steps, state.steps, strict=True)
    return replace(
        sheet,
        state=_state(state),
        maker=one_line(state.operator),
        lye_weighed=lye,
        phases=phases,
        steps=tuple(_step(row, step, run, known) for row, step, run in steps),
        departures=tuple(_departures(record)),
        remarks=tuple(_remarks(known)),
        made=Found(str(state.yields or ""), departs=_marks(known, ("yield",)) if state.yields else ()),
        pieces=Found(str(state.units or "")),
        finished=_made_by(known, Kind.FINISH),
        decided=_decided(known),
    )


def _state(state: BatchState) -> str:
    if state.state is State.VOID:
        return "VOID"
    return {
        Disposition.HOLD: "ON HOLD",
        Disposition.RELEASED: "RELEASED",
        Disposition.REJECTED: "REJECTED",
        Disposition.NONE: "",
    }[state.disposition]


def _marks(known: Told, *keys: tuple[str, ...]) -> tuple[str, ...]:
    """The deviations of these keys that nothing put right since."""
    standing = (one for one in known.record.deviations if one.status is not DeviationStatus.CORRECTED)
    return deviations_of(standing, *keys)


# Weights


def _phases(phases: Iterable[WeighPhase], known: Told) -> tuple[WeighPhase, ...]:
    lines = {one_line(line.name): line for line in known.record.plan.scaled.lines}
    weighings = {one_line(each.ingredient): each for each in known.record.state.weighings}
    rows = [
        replace(
            phase,
            rows=tuple(_weighed(row, lines[row.name], weighings.get(row.name), known) for row in phase.rows),
        )
        for phase in phases
    ]
    number = sum(len(phase.rows) for phase in rows)
    beyond = tuple(
        _beyond(number + place, weighing, known)
        for place, weighing in enumerate((each for name, each in weighings.items() if name not in lines), 1)
    )
    return (*rows, WeighPhase(_BEYOND, beyond)) if beyond else tuple(rows)


def _weighed(row: WeighRow, line: ScaledLine, weighing: Weighing | None, known: Told) -> WeighRow:
    marks = _marks(known, ("weight", line.name), ("second check", line.step or "", line.name))
    if weighing is None:
        return replace(row, weighed=Found(departs=marks))
    total = weighing.total
    value = ""
    if total is not None:
        is_alike = total.dimension == line.planned.dimension
        value = str(converted(total, line.planned, line.tolerance)) if is_alike else str(total)
    found = _of_entries(value, weighing, known, marks)
    if not weighing.lots and total is None:
        return replace(row, weighed=found)
    return replace(row, weighed=found, lot=_lots(weighing), lot_is_next=False, expires="", code="")


def _beyond(number: int, weighing: Weighing, known: Told) -> WeighRow:
    marks = _marks(known, ("weight", weighing.ingredient))
    found = _of_entries(str(weighing.total or ""), weighing, known, marks)
    name = one_line(weighing.ingredient)
    lot = _lots(weighing)
    return WeighRow(number, name, "", "", "", "", "", (), alkali=False, weighed=found, lot=lot)


def _of_entries(value: str, weighing: Weighing, known: Told, marks: tuple[str, ...]) -> Found:
    entries = [known.in_force[seq] for seq in weighing.entries if seq in known.in_force]
    instruments = _marks(known, *(("instrument", str(entry.seq)) for entry in entries)) if entries else ()
    is_changed = bool(known.changed(Kind.WEIGH, None, weighing.ingredient))
    return Found(value, _beside(known, entries), (*marks, *instruments), is_changed)


def _lots(weighing: Weighing) -> str:
    return one_line(", ".join(weighing.lots))


def _beside(known: Told, entries: list[Entry]) -> str:
    """`Ana with SC-2, 14:10`."""
    at = known.at(entries[-1].happened_at) if entries else ""
    return ", ".join(each for each in (known.by(entries), at) if each)


def _lye(record: BatchRecord) -> str:
    """What the weights as they were make of a soap; "" until all are there."""
    formula = record.plan.formula
    totals = {each.ingredient: each.total for each in record.state.weighings if each.total is not None}
    if any(line.name not in totals for line in record.plan.scaled.lines):
        return ""
    return lye_words(lye_state(formula, totals))


# Steps


def _step(row: StepRow, step: Step, run: StepRun, known: Told) -> StepRow:
    entries = [entry for entry in known.in_force.values() if entry.step == step.name]
    changed = any(
        known.changed(kind, step.name, None) for kind in (Kind.BEGIN, Kind.DONE, Kind.PAUSE, Kind.RESUME)
    )
    ended = [entry for entry in entries if entry.kind is Kind.DONE]
    began = [entry for entry in entries if entry.kind is Kind.BEGIN]
    is_days = any(at and at.date() != known.day for at in (run.began_at, run.ended_at))
    return replace(
        row,
        equipment=one_line(run.equipment or step.equipment or ""),
        days=row.days or is_days,
        began=Found(
            known.at(run.began_at),
            known.by(began),
            _marks(known, *((kind, step.name) for kind in ("wait", "order", "skipped"))),
            changed,
        ),
        ended=Found(
            known.at(run.ended_at),
            known.by(ended),
            _marks(known, ("duration", step.name), ("second check", step.name, "")),
        ),
        notes=tuple(_notes(run)),
        checks=(
            *(
                _check(check, asked, step, known)
                for check, asked in zip(row.checks, step.checks, strict=True)
            ),
        ),
    )


def _notes(run: StepRun) -> Iterator[str]:
    if run.state is StepState.SKIPPED:
        yield f"Skipped: {one_line(run.why_skipped or 'no reason given')}."
    elif run.state is StepState.DONE and run.ended_at is None:
        yield "Done, at a time that nobody noted."
    if run.paused_seconds:
        yield f"Rested {duration_text(run.paused_seconds)}, which is not counted."
    if run.clock_doubtful:
        yield "A clock went back meanwhile: the duration is doubtful."


def _check(row: CheckRow, check: Check, step: Step, known: Told) -> CheckRow:
    taken = [
        reading
        for reading in known.record.state.readings
        if (reading.step, reading.measure) == (step.name, check.measure)
    ]
    found = [_reading(reading, known) for reading in taken]
    missing = _marks(known, ("missing reading", step.name, check.measure))
    if not found and missing:
        found = [Found(departs=missing)]
    days = _days(step, check, known)
    if days and len(found) < len(days):
        found = _at_their_times(step, check, found, taken, known)
    return replace(
        row,
        found=tuple(found),
        readings=max(row.readings, len(found)),
        due=days or row.due,
        is_dated=bool(days),
    )


def _reading(reading: Reading, known: Told) -> Found:
    entry = known.in_force.get(reading.seq)
    part = f" ({reading.part})" if reading.part else ""
    marks = _marks(
        known,
        ("reading", str(reading.seq)),
        ("instrument", str(reading.seq)),
    )
    changed = known.changed(Kind.READ, reading.step, reading.measure)
    is_changed = any(sentence.startswith(f"Entry {reading.seq}:") for sentence in changed)
    beside = _beside(known, [entry] if entry else [])
    return Found(f"{one_line(read_text(reading))}{part}", beside, marks, is_changed)


def _days(step: Step, check: Check, known: Told) -> tuple[str, ...]:
    """On which day each reading is due, where the time from which it counts is known."""
    if not (check.due or step.due):
        return ()
    return tuple(
        due.at.strftime("%Y-%m-%d")
        for due in dues(known.record.plan, known.record.state)
        if (due.step, due.measure) == (step.name, check.measure)
    )


def _at_their_times(
    step: Step, check: Check, found: list[Found], taken: list[Reading], known: Told
) -> list[Found]:
    """The readings in the blanks of their times; as they come where their number is not that of what is done."""
    done = [
        due.is_done
        for due in dues(known.record.plan, known.record.state)
        if (due.step, due.measure) == (step.name, check.measure)
    ]
    if sum(done) != len(taken) or not taken:
        return found
    left = iter(found)
    return [next(left) if is_done else EMPTY for is_done in done]


# What came of it


def _departures(record: BatchRecord) -> Iterator[DepartureRow]:
    for one in record.deviations:
        words = (("cause", one.cause), ("correction", one.correction))
        made = "; ".join(f"{name}: {one_line(said)}" for name, said in words if said)
        corrected = "corrected" if one.status is DeviationStatus.CORRECTED else ""
        yield DepartureRow(f"D{one.number}", one_line(one.sentence), one.severity.value, made or corrected)


def _remarks(known: Told) -> Iterator[str]:
    """Notes, and readings that no blank of the sheet asks for."""
    asked = {(step.name, check.measure) for step in known.record.plan.formula.steps for check in step.checks}
    for entry in known.record.state.in_force:
        said = ""
        if entry.kind is Kind.NOTE:
            said = value_text(entry)
        elif entry.kind is Kind.READ and (entry.step, entry.name) not in asked:
            said = f"{entry.name} {value_text(entry)}{f' at {entry.step}' if entry.step else ''}"
        if said:
            yield one_line(f"{known.at(entry.happened_at)} {said} ({entry.by})")


def _made_by(known: Told, kind: Kind) -> Found:
    """Who did that last, and when."""
    entries = [entry for entry in known.in_force.values() if entry.kind is kind]
    return Found(known.by(entries[-1:]), known.at(entries[-1].happened_at)) if entries else EMPTY


def _decided(known: Told) -> str:
    entries = [entry for entry in known.record.state.in_force if entry.kind in _DECIDED]
    if not entries or known.record.state.disposition is Disposition.NONE:
        return ""
    last = max(entries, key=lambda entry: entry.seq)
    why = f": {last.reason}" if last.reason else ""
    return one_line(f"{_DECIDED[last.kind]} by {last.by}, {known.at(last.happened_at)}{why}")
