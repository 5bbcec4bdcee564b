"""One entry in words: what was weighed, read, done or amended, beside what was planned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recipekeeper.batch.model import Disposition, Entry, Kind, State
from recipekeeper.batch.wording import converted, plus_minus
from recipekeeper.quantity import Amount, duration_text

if TYPE_CHECKING:
    from recipekeeper.operations.recording.log import Logged


def entry_said(logged: Logged) -> str:
    """The entry in words: what was understood, what was planned, what is left."""
    entry = logged.entry
    match entry.kind:
        case Kind.WEIGH:
            return _weighed(logged, entry)
        case Kind.READ:
            return _read(logged, entry)
        case Kind.BEGIN:
            return f"began {entry.step}{_planned_duration(logged, entry)}{_reason(entry)}"
        case Kind.DONE:
            return f"done: {entry.step}{_took(logged, entry)}{_reason(entry)}"
        case Kind.SKIP:
            return f"skipped {entry.step}: {entry.why}"
        case Kind.PAUSE:
            return f"paused {entry.step}"
        case Kind.RESUME:
            return f"went on with {entry.step}"
        case Kind.NOTE:
            return f"noted{_of(entry)}{f' at {entry.step}' if entry.step else ''}: {entry.value}"
        case Kind.HOLD:
            return f"on hold: {entry.why}"
        case Kind.REJECT:
            return f"rejected: {entry.why}"
        case Kind.RELEASE:
            return "released"
        case Kind.OUTCOME:
            return f"outcome {entry.value}{_symptom(logged)}"
        case Kind.RESOLVE:
            return f"resolved {logged.batch}/{entry.name}: {entry.why}; {entry.value}"
        case Kind.BATCH_VOID:
            return f"void, and counted nowhere: {entry.why}"
        case Kind.SPLIT | Kind.LOSS | Kind.OBSERVATION | Kind.COMPLAINT:
            return _later(logged)
        case Kind.CHECKED if logged.target:
            return f"{entry.value} checked entry {logged.target.seq}, {entry_words(logged.target)}"
        case _:
            return _amended(logged, entry)


def _weighed(logged: Logged, entry: Entry) -> str:
    """`1022 g olive oil, planned 1023 ± 2.6 g`; what is left, where it is weighed in portions."""
    lot = f", lot {entry.lot}" if entry.lot else ""
    line = logged.record.plan.scaled.line(entry.name or "")
    if line is None:
        return f"{entry.value} {entry.name}{lot}, not in the formula"
    planned = plus_minus(line.planned, line.tolerance)
    weighing = logged.record.state.weighing(line.name)
    total = weighing.total if weighing else None
    if total is None or not isinstance(entry.value, Amount):
        return f"{line.name}{lot}"
    total = converted(total, line.planned, line.tolerance)
    left = line.planned - total
    inside = left.value <= (line.tolerance.to(left.unit).value if line.tolerance else 0)
    portion = weighing is not None and len(weighing.entries) > 1
    so_far = f", {total} in all" if portion else ""
    to_go = "" if inside else f", {left} to go"
    return f"{entry.value} {line.name}{so_far}, planned {planned}{to_go}{lot}"


def _read(logged: Logged, entry: Entry) -> str:
    from recipekeeper.cli.formulas.text import check_text  # late: only readings have checks

    step = logged.record.plan.formula.step(entry.step) if entry.step else None
    check = next((one for one in step.checks if one.measure == entry.name), None) if step else None
    where = f" at {entry.step}" if entry.step else ""
    limits = f", planned {check_text(check)}" if check and (check.points or check.words) else ""
    return f"{entry.name}{_of(entry)}{where}: {entry.value}{limits}"


def _of(entry: Entry) -> str:
    """Of which part of a split batch it is."""
    return f" of {entry.part}" if entry.part else ""


def _later(logged: Logged) -> str:
    from recipekeeper.cli.recording.later_words import words_of  # late: few batches have such entries

    said = ", ".join(words_of(one) for one in logged.entries if one.kind is logged.entry.kind)
    return f"split: {said}" if logged.entry.kind is Kind.SPLIT else said


def _symptom(logged: Logged) -> str:
    symptom = next((entry.value for entry in logged.entries if entry.kind is Kind.SYMPTOM), None)
    return "" if symptom is None else f": {symptom}"


def _reason(entry: Entry) -> str:
    return f", all the same: {entry.reason}" if entry.reason else ""


def _planned_duration(logged: Logged, entry: Entry) -> str:
    step = logged.record.plan.formula.step(entry.step or "")
    return f", planned {plus_minus(step.lasts, step.within)}" if step and step.lasts else ""


def _took(logged: Logged, entry: Entry) -> str:
    run = logged.record.state.step(entry.step or "")
    if run is None or run.seconds is None:
        return ", duration unknown"
    doubtful = ", by a clock that went back" if run.clock_doubtful else ""
    return f" in {duration_text(run.seconds)}{doubtful}{_planned_duration(logged, entry)}"


def _amended(logged: Logged, entry: Entry) -> str:
    """What an undo, a redo, a correct or a void did to which entry."""
    target = logged.target
    if target is None:
        return entry.kind.value
    what = entry_words(target)
    if entry.kind is Kind.CORRECT:
        return f"corrected entry {target.seq}, {what}: now {_right(entry, target)} ({entry.why})"
    verb = {Kind.UNDO: "took back", Kind.REDO: "brought back", Kind.VOID: "voided"}.get(entry.kind, "amended")
    why = f": {entry.why}" if entry.why else ""
    return f"{verb} entry {target.seq}, {what}{why}"


def _right(entry: Entry, target: Entry) -> str:
    said = []
    if entry.value != target.value:
        said.append(str(entry.value))
    if entry.lot != target.lot:
        said.append(f"lot {entry.lot}")
    if entry.happened_at != target.happened_at and entry.happened_at:
        said.append(f"{entry.happened_at:%Y-%m-%d %H:%M}")
    return ", ".join(said) or "as before"


def entry_words(entry: Entry) -> str:
    """An entry in short: `weigh coconut oil 640 g`, `begin combine`."""
    if entry.kind is Kind.CHECKED:
        return f"check of {entry.name or entry.step} by {entry.value}"
    parts = (entry.kind.value, entry.name or entry.step, entry.value)
    words = " ".join(str(part) for part in parts if part is not None) + _of(entry)
    return f"{words}, lot {entry.lot}" if entry.lot and not entry.part else words


def state_words(state: State, disposition: Disposition, outcome: str | None = None) -> str:
    """`finished, rejected, outcome bad`."""
    decided = "on hold" if disposition is Disposition.HOLD else disposition.value
    parts = [state.value]
    if disposition is not Disposition.NONE:
        parts.append(decided)
    if outcome:
        parts.append(f"outcome {outcome}")
    return ", ".join(parts)
