"""Entries of a log as the words of a printed record: times, who, what, and what was changed after entry."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from recipekeeper.batch.companion import Beside, beside
from recipekeeper.batch.deviation import Deviation
from recipekeeper.batch.force import Ledger
from recipekeeper.batch.model import TAKES_BACK, BatchRecord, Entry, Kind
from recipekeeper.paper.lines import moment, one_line
from recipekeeper.quantity import Amount, Setpoint

NOT_RECORDED = "not recorded"

_ACTED = {
    Kind.CORRECT: "corrected to",
    Kind.VOID: "voided",
    Kind.UNDO: "taken back",
    Kind.REDO: "brought back",
}


@dataclass(frozen=True, slots=True)
class Change:
    """What was changed of one entry after it was made: as it was first, as it counts now, and by which acts."""

    first: Entry
    now: Entry | None
    """None where it no longer counts."""
    acts: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A record with what is looked up in it for every row."""

    record: BatchRecord
    in_force: dict[int, Entry]
    standing: dict[int, Beside]
    changes: tuple[Change, ...]
    day: date | None
    """The day on which the batch began: its times are told without it."""

    def at(self, moment_of: datetime | None) -> str:
        """`14:10` on the first day, `2026-11-22 14:10` on any other; "" where the record does not say."""
        if moment_of is None:
            return ""
        return moment_of.strftime("%H:%M") if moment_of.date() == self.day else moment(moment_of)

    def by(self, entries: Iterable[Entry]) -> str:
        """`Ana with SC-2, checked by Bo`: everybody who made one of the entries, each once."""
        said = []
        for entry in entries:
            company = self.standing.get(entry.seq)
            words = company.words if company else ""
            glue = "" if not words else " " if words.startswith("with") else ", "
            said.append(f"{entry.by}{glue}{words}")
        return one_line("; ".join(dict.fromkeys(said)))

    def changed(self, kind: Kind, step: str | None, name: str | None) -> tuple[str, ...]:
        """What was changed of the entries of that kind and place, each in a sentence."""
        return tuple(
            self.sentence(change)
            for change in self.changes
            if change.first.kind is kind
            and (change.first.name or "") == (name or "")
            and (step is None or change.first.step == step)
        )

    def sentence(self, change: Change) -> str:
        """`Entry 5: first 640 g; corrected to 614 g by Ana, 14:20 (slip)`, as a sentence."""
        acts = "; ".join(self.act_words(act) for act in change.acts)
        return one_line(f"Entry {change.first.seq}: first {first_words(change.first)}; {acts}.")

    def act_words(self, act: Entry) -> str:
        """`corrected to 614 g by Ana, 14:20 (wrong line)`."""
        value = f" {value_text(act)}" if act.kind is Kind.CORRECT else ""
        why = f" ({act.reason})" if act.reason else ""
        return f"{_ACTED[act.kind]}{value} by {act.by}, {self.at(act.recorded_at)}{why}"


def told(record: BatchRecord) -> Told:
    """The record with what every row of its pages asks for."""
    began = record.state.started_at
    return Told(
        record,
        {entry.seq: entry for entry in record.state.in_force},
        beside(record.entries),
        changes_of(record.entries),
        began.date() if began else None,
    )


def changes_of(entries: Sequence[Entry]) -> tuple[Change, ...]:
    """Every entry that was corrected, voided or taken back, in order of recording; also where it was put back."""
    ledger = Ledger(entries)
    acts: dict[int, list[Entry]] = {}
    for entry in entries:
        if entry.kind in TAKES_BACK:
            acts.setdefault(ledger.root(entry.seq), []).append(entry)
    return tuple(
        Change(entry, ledger.current(entry.seq), tuple(acts[entry.seq]))
        for entry in entries
        if entry.seq in acts and entry.kind not in TAKES_BACK
    )


def changes_text(changes: Sequence[Change]) -> str:
    """How many values were changed after entry, and which."""
    if not changes:
        return "No value was changed after entry."
    numbers = [str(change.first.seq) for change in changes]
    if len(numbers) == 1:
        return f"1 value was changed after entry (entry {numbers[0]})."
    listed = f"{', '.join(numbers[:-1])} and {numbers[-1]}"
    return f"{len(numbers)} values were changed after entry (entries {listed})."


def first_words(entry: Entry) -> str:
    """What an entry said: its value, or for one without a value what was done."""
    return value_text(entry) or what_text(entry)


def what_text(entry: Entry) -> str:
    """`weigh olive oil at weigh oils`, `corrects entry 5`."""
    if entry.kind in TAKES_BACK or (entry.kind is Kind.CHECKED and entry.supersedes is not None):
        return f"{entry.kind.value} entry {entry.supersedes}"
    at = f" at {entry.step}" if entry.step and entry.name else f" {entry.step}" if entry.step else ""
    name = f" {entry.name}" if entry.name else ""
    part = f" of {entry.part}" if entry.part else ""
    return one_line(f"{entry.kind.value}{name}{at}{part}")


def value_text(entry: Entry) -> str:
    """`1020.58 g, typed as 2.25 lb`; a word as it is."""
    if entry.value is None:
        return ""
    shown = one_line(str(entry.value))
    typed = one_line(entry.typed or "")
    is_measured = isinstance(entry.value, Amount | Setpoint)
    if is_measured and typed and not typed.startswith(shown.split(" ")[0]):
        return f"{shown}, typed as {typed}"
    return shown


def deviations_of(deviations: Iterable[Deviation], *keys: tuple[str, ...]) -> tuple[str, ...]:
    """`D1`, `D4`: those whose key begins with one of these."""
    return tuple(f"D{one.number}" for one in deviations if any(one.key[: len(key)] == key for key in keys))
