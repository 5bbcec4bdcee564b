"""Batches as people read them: the list, and the whole record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from recipekeeper.batch.model import BatchRecord, DeviationStatus, StepRun, StepState
from recipekeeper.batch.wording import plus_minus
from recipekeeper.cli.deviation_text import listed as deviations_listed
from recipekeeper.cli.logged import state_words
from recipekeeper.cli.screen import say, table
from recipekeeper.quantity import duration_text

if TYPE_CHECKING:
    from recipekeeper.batch.model import Entry
    from recipekeeper.store import Card

_ACTS_ON_ANOTHER = {"correct": "corrects", "void": "voids", "undo": "takes back", "redo": "brings back"}


def listed(cards: Sequence[Card]) -> None:
    """All batches in short."""
    if not cards:
        say('There is no batch yet. Start one: rk batch start CODE --to "SIZE"')
        return
    rows = [
        (
            one.batch,
            f"{one.formula}@{one.version}{' trial' if one.trial else ''}",
            state_words(one.state, one.disposition, one.outcome),
            f"{one.started_at:%Y-%m-%d %H:%M}" if one.started_at else "",
        )
        for one in cards
    ]
    table(("batch", "formula", "state", "began"), rows)


def shown(record: BatchRecord) -> None:
    """The whole record of one batch."""
    plan, state = record.plan, record.state
    trial = ", trial" if plan.trial else ""
    say(f"{plan.batch}  {plan.formula.name}, {plan.scaled.yields} of {plan.reference}{trial}", strong=True)
    began = f", begun {state.started_at:%Y-%m-%d %H:%M} by {state.operator}" if state.started_at else ""
    say(f"{state_words(state.state, state.disposition, state.outcome)}{began}")
    for symptom in state.symptoms:
        say(f"symptom: {symptom}")
    _yield(record)
    _weights(record)
    _steps(record)
    _entries(record.entries)
    if record.deviations:
        _heading("Deviations")
        deviations_listed(record.deviations)


def _heading(title: str) -> None:
    print()
    say(title, strong=True)


def _yield(record: BatchRecord) -> None:
    made = [str(amount) for amount in (record.state.yields, record.state.units) if amount is not None]
    if made:
        percent = record.state.yield_percent
        of_plan = "" if percent is None else f", {float(percent):.1f} % of the plan"
        say(f"yield {' and '.join(made)}{of_plan}")


def _weights(record: BatchRecord) -> None:
    weighings = {weighing.ingredient: weighing for weighing in record.state.weighings}
    off = {
        one.name: one.off or one.found
        for one in record.deviations
        if one.kind == "weight" and one.status is DeviationStatus.OPEN
    }
    rows = []
    for line in record.plan.scaled.lines:
        weighing = weighings.pop(line.name, None)
        total = str(weighing.total) if weighing and weighing.total else ""
        lots = ", ".join(weighing.lots) if weighing else ""
        rows.append(
            (line.name, plus_minus(line.planned, line.tolerance), total, off.get(line.name, ""), lots)
        )
    rows += [
        (name, "not in the formula", str(weighing.total or ""), "", ", ".join(weighing.lots))
        for name, weighing in weighings.items()
    ]
    _heading("Weights")
    table(("ingredient", "planned>", "weighed>", "off>", "lots"), rows)


def _steps(record: BatchRecord) -> None:
    rows = []
    for step, run in zip(record.plan.formula.steps, record.state.steps, strict=True):
        readings = ", ".join(
            f"{one.measure} {one.value}" for one in record.state.readings if one.step == step.name
        )
        planned = plus_minus(step.lasts, step.within) if step.lasts else ""
        began = f"{run.began_at:%m-%d %H:%M}" if run.began_at else ""
        rows.append((step.name, _state(run), began, _took(run), planned, readings))
    _heading("Steps")
    table(("step", "state", "began", "took>", "planned>", "readings"), rows)


def _state(run: StepRun) -> str:
    if run.state is StepState.SKIPPED and run.why_skipped:
        return f"skipped: {run.why_skipped}"
    return run.state.value


def _took(run: StepRun) -> str:
    took = "" if run.seconds is None else duration_text(run.seconds)
    return f"{took} ?" if run.clock_doubtful else took


def _entries(entries: Sequence[Entry]) -> None:
    rows = []
    for entry in entries:
        at = f"{entry.happened_at:%m-%d %H:%M}" if entry.happened_at else ""
        rows.append((str(entry.seq), at, entry.by, _what(entry), entry.why or ""))
    _heading("Entries")
    table(("entry>", "at", "by", "what", "why"), rows)


def _what(entry: Entry) -> str:
    value = "" if entry.value is None else f" {entry.value}"
    lot = f", lot {entry.lot}" if entry.lot else ""
    acts_on = _ACTS_ON_ANOTHER.get(entry.kind.value)
    if acts_on:
        right = f":{value}{lot}" if entry.kind.value == "correct" else ""
        return f"{acts_on} entry {entry.supersedes}{right}"
    subject = " ".join(part for part in (entry.step, entry.name) if part)
    if entry.step and entry.name:
        subject = f"{entry.name} at {entry.step}"
    return f"{entry.kind.value} {subject}".rstrip() + (f":{value}" if value else "") + lot
