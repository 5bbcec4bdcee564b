"""From the record of a batch to the rows of a history file: what is in force, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from recipekeeper.batch.model import COMPANIONS, BatchRecord, Entry, Kind, State
from recipekeeper.files.history import Row
from recipekeeper.files.history_entries import BATCH_KINDS, DISPOSITIONS, MARKED_KINDS, STATES, STEP_KINDS
from recipekeeper.quantity import Amount, Setpoint

_STEP_NAMES = {kind: name for name, kind in STEP_KINDS.items()}
_BATCH_NAMES = {kind: name for name, kind in {**BATCH_KINDS, "size": Kind.START}.items()}
_MARKS = {kind: mark for mark, kind in MARKED_KINDS.items()}
_CHOSEN = {
    **{kind: ("disposition", word) for word, kind in DISPOSITIONS.items()},
    **{kind: ("state", word) for word, kind in STATES.items()},
}


def rows_of(record: BatchRecord) -> Iterator[Row]:
    """Every fact in force of one batch as a row, in order of happening; `line` is 0.

    What has no kind of row of its own becomes a note that is marked by its name: a part of a split batch, a
    loss, what was seen or said later. What has no cell of its own becomes a note in words: the reason of a
    hold, a rejection, a voided batch or a loss, the resolution of a deviation, what was weighed of an
    ingredient that the formula does not have, the instrument of a reading, and who checked an entry.
    """
    plan = record.plan
    of_the_batch = Row(0, plan.batch, plan.formula.code, "batch")
    parts = {part.name for part in record.state.parts}
    for entry in record.state.in_force:
        # What was said of a part that is taken back since is of the whole.
        lot = entry.lot if entry.kind is Kind.WEIGH or entry.part in parts else None
        row = replace(of_the_batch, step=entry.step or "", lot=lot or "", at=entry.happened_at, by=entry.by)
        yield _row(record, entry, row)
        if entry.kind in _CHOSEN and entry.why:
            yield _note(row, f"{_CHOSEN[entry.kind][1]}: {entry.why}")
        if entry.kind is Kind.LOSS and entry.why:
            yield _note(row, f"loss by {entry.name}: {entry.why}")
        if entry.kind is Kind.START:
            yield replace(of_the_batch, name="version", value=str(plan.version), by=entry.by)
            if plan.trial:
                yield replace(of_the_batch, name="trial", value="yes", by=entry.by)
            if record.state.state is State.RUNNING:
                yield replace(of_the_batch, name="state", value="running", by=entry.by)


def _row(record: BatchRecord, entry: Entry, row: Row) -> Row:
    value, unit = _value(entry)
    name = entry.name or ""
    if entry.kind in _CHOSEN:
        chosen, word = _CHOSEN[entry.kind]
        return replace(row, step="", name=chosen, value=word)
    if entry.kind in _BATCH_NAMES:
        return replace(row, step="", name=_BATCH_NAMES[entry.kind], value=value, unit=unit)
    if entry.kind in _MARKS:
        mark = f"{_MARKS[entry.kind]}: {name}" if name else _MARKS[entry.kind]
        unit = (entry.typed or "") if entry.kind is Kind.COMPLAINT else unit
        return replace(row, kind="note", name=mark, value=value, unit=unit)
    if entry.kind in COMPANIONS:
        return _note(row, _company(entry))
    if entry.kind is Kind.RESOLVE:
        # Not at its step: nothing was done there, and a step without any other entry stays one.
        return _note(replace(row, step=""), f"deviation {name} resolved: {entry.why}; {value}")
    if entry.kind is Kind.WEIGH and record.plan.formula.line(name) is None:
        return _note(row, " ".join(f"weighed {value} {unit} {name} {row.lot}".split()))
    if entry.kind is Kind.SKIP:
        value = entry.why or ""
    return replace(row, kind=_STEP_NAMES[entry.kind], name=name, value=value, unit=unit)


def _company(entry: Entry) -> str:
    """`pH taken with PH-1, pH meter: check overdue since …`, `sodium hydroxide checked by Bo`."""
    what = entry.name or entry.step or ""
    if entry.kind is Kind.INSTRUMENT:
        against = f": {entry.why}" if entry.why else ""
        return f"{what} taken with {entry.value}, {entry.typed}{against}".lstrip()
    return f"{what} checked by {entry.value}{' later' if entry.supersedes is not None else ''}".lstrip()


def _note(row: Row, words: str) -> Row:
    return replace(row, kind="note", lot="", value=words)


def _value(entry: Entry) -> tuple[str, str]:
    """The value in its exact digits, and the key of its unit, which no setting reads otherwise."""
    if isinstance(entry.value, Amount | Setpoint):
        return _digits(entry.value.value), entry.value.unit
    return entry.value or "", ""


def _digits(value: Decimal) -> str:
    return format(value, "f")
