"""Batches as people read them: the list, and the whole record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from recipekeeper.batch.companion import Beside, beside
from recipekeeper.batch.departure import read_text
from recipekeeper.batch.deviation import DeviationStatus
from recipekeeper.batch.force import hosts
from recipekeeper.batch.model import BatchRecord, Kind, StepRun
from recipekeeper.batch.wording import legible, plus_minus
from recipekeeper.cli.formulas.text import tolerance_text, working_text
from recipekeeper.cli.recording.deviation_text import listed as deviations_listed
from recipekeeper.cli.recording.entry_text import state_words
from recipekeeper.cli.recording.later_words import LATER, words_of
from recipekeeper.cli.screen import say, table
from recipekeeper.cli.yields import is_known, shown_parts, shown_yield
from recipekeeper.quantity import duration_text

if TYPE_CHECKING:
    from recipekeeper.batch.model import Entry
    from recipekeeper.store import Card

SINCE_THEN = frozenset({Kind.OUTCOME, Kind.SYMPTOM, Kind.OBSERVATION, Kind.COMPLAINT})
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
            state_words(one.state, one.disposition),
            one.outcome or "",
            f"{one.started_at:%Y-%m-%d %H:%M}" if one.started_at else "",
        )
        for one in cards
    ]
    table(("batch", "formula", "state", "outcome", "began"), rows)


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
    _readings(record)
    if is_known(record):
        _heading("Yield")
        shown_yield(record)
    if state.parts:
        _heading("Parts")
        shown_parts(record)
    _since_then(state.in_force)
    _entries(record.entries)
    if record.deviations:
        _heading("Deviations")
        deviations_listed(record.deviations, of_batch=True)


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
        total = str(legible(weighing.total)) if weighing and weighing.total else ""
        lots = ", ".join(weighing.lots) if weighing else ""
        tolerance = tolerance_text(line.tolerance)
        rows.append((line.name, str(legible(line.planned)), tolerance, total, off.get(line.name, ""), lots))
    rows += [
        (name, "", "", str(weighing.total or ""), "not in the formula", ", ".join(weighing.lots))
        for name, weighing in weighings.items()
    ]
    _heading("Weights")
    table(("ingredient", "planned>", "±>", "weighed>", "off>", "lots"), rows)


def _steps(record: BatchRecord) -> None:
    rows = []
    for step, run in zip(record.plan.formula.steps, record.state.steps, strict=True):
        planned = plus_minus(step.lasts, step.within) if step.lasts else ""
        began = f"{run.began_at:%m-%d %H:%M}" if run.began_at else ""
        rows.append((step.name, run.state.value, began, _took(run), planned))
    _heading("Steps")
    table(("step", "state", "began", "took>", "planned>"), rows)


def _readings(record: BatchRecord) -> None:
    found: dict[tuple[str | None, str], list[str]] = {}
    for one in record.state.readings:
        found.setdefault((one.step, one.measure), []).append(read_text(one))
    if not found:
        return
    limits = {
        (step.name, check.measure): working_text(check)
        for step in record.plan.formula.steps
        for check in step.checks
    }
    rows = [
        (step or "", measure, ", ".join(values), limits.get((step or "", measure), ""))
        for (step, measure), values in found.items()
    ]
    _heading("Readings")
    table(("step", "measure", "found>", "planned"), rows)


def _since_then(entries: Sequence[Entry]) -> None:
    """What came of it weeks after: how it turned out, what was seen, what people said."""
    later = [entry for entry in entries if entry.kind in SINCE_THEN]
    if not later:
        return
    rows = [
        (f"{entry.happened_at:%Y-%m-%d}" if entry.happened_at else "", entry.by, _what(entry))
        for entry in later
    ]
    _heading("Since then")
    table(("on", "by", "what"), rows)


def _took(run: StepRun) -> str:
    took = "" if run.seconds is None else duration_text(run.seconds)
    return f"{took} ?" if run.clock_doubtful else took


def _entries(entries: Sequence[Entry]) -> None:
    rows = []
    standing, host_of = beside(entries), hosts(entries)
    acted_on = {entry.supersedes for entry in entries}
    undone = {entry.seq: entry.supersedes for entry in entries if entry.kind is Kind.UNDO}
    for entry in entries:
        if entry.supersedes is None and entry.seq not in acted_on and host_of.get(entry.seq) in standing:
            continue  # it is told with the entry that it stands beside
        at = f"{entry.happened_at:%m-%d %H:%M}" if entry.happened_at else ""
        why = f" ({entry.why})" if entry.why and entry.kind not in LATER else ""
        rows.append((str(entry.seq), at, entry.by, f"{_what(entry, undone)}{why}{_company(entry, standing)}"))
    _heading("Entries")
    table(("entry>", "at", "by", "what"), rows)


def _company(entry: Entry, standing: Mapping[int, Beside]) -> str:
    """`, with PH-1, checked by Bo`."""
    found = standing.get(entry.seq)
    return f", {found.words}" if found else ""


def _what(entry: Entry, undone: Mapping[int, int | None] = MappingProxyType({})) -> str:
    """One entry in words; `undone` says which entry each undo took back, which is what a redo brings back."""
    value = "" if entry.value is None else f" {entry.value}"
    if entry.kind in LATER:
        return words_of(entry)
    lot = f", lot {entry.lot}" if entry.lot and not entry.part else ""
    of = f" of {entry.part}" if entry.part else ""
    if entry.kind is Kind.CHECKED and entry.supersedes is not None:
        return f"checked entry {entry.supersedes}, {entry.typed or entry.name or entry.step}"
    acts_on = _ACTS_ON_ANOTHER.get(entry.kind.value)
    if acts_on:
        right = f":{value}{lot}" if entry.kind.value == "correct" else ""
        meant = (
            undone.get(entry.supersedes or 0, entry.supersedes)
            if entry.kind is Kind.REDO
            else entry.supersedes
        )
        return f"{acts_on} entry {meant}{right}"
    subject = " ".join(part for part in (entry.step, entry.name) if part)
    if entry.step and entry.name:
        subject = f"{entry.name} at {entry.step}"
    return f"{entry.kind.value} {subject}".rstrip() + of + (f":{value}" if value else "") + lot
