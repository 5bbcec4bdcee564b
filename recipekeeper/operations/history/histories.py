"""Past batches in and out as CSV: all of a file or nothing of it, and the same file twice adds nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from recipekeeper.batch.fold import fold
from recipekeeper.batch.model import BatchRecord, Draft, Entry, Plan
from recipekeeper.batch.record import folded
from recipekeeper.errors import NotFound
from recipekeeper.files.history import Heading, Row, by_batch, heading, read, write
from recipekeeper.files.history_entries import PastBatch, entries_of
from recipekeeper.files.history_export import rows_of
from recipekeeper.formula.amounts.scale import scale
from recipekeeper.formula.findings import Problem
from recipekeeper.formula.model import Version
from recipekeeper.operations.context import Context
from recipekeeper.operations.names import nearest
from recipekeeper.store import Act, Reading


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import brought: nothing where a problem is an error or a batch is stored otherwise."""

    batches: int
    entries: int
    problems: tuple[Problem, ...]
    unchanged: int = 0
    """Batches that were stored already with the same facts."""
    is_conflict: bool = False

    @property
    def has_errors(self) -> bool:
        """Whether it was refused."""
        return any(problem.level == "error" for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Exported:
    """The text of a history file, and how many batches and entries in force it tells of."""

    text: str
    batches: int
    entries: int


@dataclass(frozen=True, slots=True)
class _Coming:
    """One batch of the file, planned and read, ready to be written."""

    plan: Plan
    past: PastBatch


def import_history(context: Context, path: Path) -> Imported:
    """Adds the batches of a history file; raises Unreadable where the file is no text table at all."""
    if not path.is_file():
        raise NotFound(f"There is no file {path}. Give the CSV file of past batches, e.g. past-batches.csv.")
    rows, problems = read(path, context.now.tzinfo or UTC)
    if any(problem.level == "error" for problem in problems):
        return Imported(0, 0, tuple(problems))
    if not context.store.exists:
        # No formula is stored, so nothing can come in, and a store that stays empty is not made.
        with context.read() as reading:
            problems += _planned(context, reading, by_batch(rows))[1]
        return Imported(0, 0, _sorted(problems))
    with context.act() as act:
        coming, found = _planned(context, act, by_batch(rows))
        problems += found
        new, conflicts = _new(act, coming)
        problems += conflicts
        if any(problem.level == "error" for problem in problems):
            return Imported(0, 0, _sorted(problems), is_conflict=bool(conflicts))
        entries = _write(act, new, context.progress)
        return Imported(len(new), entries, _sorted(problems), unchanged=len(coming) - len(new))


def _sorted(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: problem.line or 0))


def _planned(
    context: Context, reading: Reading, batches: dict[str, list[Row]]
) -> tuple[list[_Coming], list[Problem]]:
    """Each batch beside its own version of its formula."""
    versions: dict[str, list[Version]] = {}
    coming, problems = [], []
    for done, rows in enumerate(batches.values()):
        if context.progress:
            context.progress(done, len(batches), "reading")
        told = heading(rows)
        if told.formula not in versions:
            versions[told.formula] = reading.versions(told.formula)
        version = _version(told, rows, versions[told.formula], reading)
        if isinstance(version, Problem):
            problems.append(version)
            continue
        past = entries_of(rows, version.formula, context.units)
        problems += past.problems
        if past.is_readable:
            plan = Plan(
                told.batch,
                version.formula,
                version.number,
                scale(version.formula, past.size),
                trial=told.trial,
            )
            coming.append(_Coming(plan, past))
    return coming, problems


def _version(
    told: Heading, rows: Sequence[Row], versions: Sequence[Version], reading: Reading
) -> Version | Problem:
    """The version the file names; else the newest that was released when the batch began, else the first."""
    if not versions:
        advice = nearest(told.formula, reading.codes(), "formula")
        message = f"{told.batch} was made from {told.formula}, which is not stored. {advice} Add it first."
        return Problem("error", "formula", message, told.line)
    if told.version is None:
        released = [one for one in versions if one.released_at and one.released_at <= told.began_at]
        return max(released, key=lambda one: one.number) if released else versions[0]
    wanted = next((one for one in versions if one.number == told.version), None)
    if wanted is None:
        newest = versions[-1].number
        message = f"{told.batch} names {told.formula}@{told.version}, but its newest version is {newest}."
        line = next(row.line for row in rows if row.kind == "batch" and row.name == "version")
        return Problem("error", "version", message, line)
    return wanted


def _new(act: Act, coming: Sequence[_Coming]) -> tuple[list[_Coming], list[Problem]]:
    """Those that are not stored yet; one that is stored with other facts is a conflict."""
    new, conflicts = [], []
    known = {card.batch for card in act.cards()}
    for batch in coming:
        stored = act.plan(batch.plan.batch) if batch.plan.batch in known else None
        if stored is None:
            new.append(batch)
            continue
        entries = act.entries(batch.plan.batch)
        if _facts(stored, entries) != _facts(batch.plan, _as_entries(batch.past.entries)):
            message = f"{batch.plan.batch} is stored already with other facts; nothing of the file was taken."
            conflicts.append(Problem("error", "batch", message, batch.past.heading.line))
    return new, conflicts


def _facts(plan: Plan, entries: Sequence[Entry]) -> list[Row]:
    """What a batch says in the words of the file, in one order."""
    rows = rows_of(folded(plan, entries))
    return sorted(rows, key=lambda row: [str(cell) for cell in _cells(row)])


def _cells(row: Row) -> tuple[object, ...]:
    at = row.at.timestamp() if row.at else None
    return (row.kind, row.step, row.name, row.value, row.unit, row.lot, at, row.by, row.batch, row.formula)


def _as_entries(drafts: Sequence[Draft]) -> list[Entry]:
    """The drafts as the entries that they would become, for comparison only."""
    never = datetime.min.replace(tzinfo=UTC)
    return [
        draft.entry(entry_id="", seq=seq, act="", recorded_at=draft.happened_at or never, by="")
        for seq, draft in enumerate(drafts)
    ]


def _write(act: Act, new: Sequence[_Coming], progress: Callable[[int, int, str], None] | None) -> int:
    drafts: list[Draft] = []
    for batch in new:
        act.add_batch(batch.plan)
        drafts += batch.past.entries
    tell = (lambda done, total: progress(done, total, "writing")) if progress else None
    entries = act.add_entries(drafts, tell)
    logs: dict[str, list[Entry]] = {}
    for entry in entries:
        logs.setdefault(entry.batch, []).append(entry)
    for batch in new:
        act.keep_card(batch.plan.batch, fold(batch.plan, logs[batch.plan.batch]))
    return len(entries)


def export_history(context: Context) -> Exported:
    """All batches, in what is in force, as a file that an import into an empty store reads back."""
    with context.read() as reading:
        cards = reading.cards()
        lines, counted = [], 0
        for done, card in enumerate(cards):
            if context.progress:
                context.progress(done, len(cards), "exporting")
            plan = reading.plan(card.batch)
            if plan is not None:
                entries = tuple(reading.entries(card.batch))
                state = fold(plan, entries)
                lines += list(rows_of(BatchRecord(plan, entries, state, ())))
                counted += len(state.in_force)
    return Exported("".join(write(lines)), len(cards), counted)
