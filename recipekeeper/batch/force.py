"""Which entries count: undo, redo, void and correct are entries too, and this is what they mean.

Nothing is ever removed from a log. An undo takes the entry it names out of force, a redo puts it
back, a void takes out an entry with all its corrections, and a correction gives an entry new content
while the entry keeps its number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from recipekeeper.batch.model import TAKES_BACK, Entry, Kind

UNDO_REACHES = timedelta(hours=24)
"""How far back `undo` reaches; after that `void` and `correct`, which ask for a reason, are the way."""


class Ledger:
    """One log, read once: which of its entries are in force, and through which correction."""

    __slots__ = ("_corrections", "_entries", "_root", "_undone", "_voids")

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = {entry.seq: entry for entry in entries}
        self._undone = _undone(entries)
        self._root: dict[int, int] = {}
        self._corrections: dict[int, Entry] = {}
        self._voids: dict[int, Entry] = {}
        for entry in entries:
            root = self._root.get(entry.supersedes, entry.seq) if entry.supersedes is not None else entry.seq
            self._root[entry.seq] = root
            if entry.seq in self._undone:
                continue
            if entry.kind is Kind.CORRECT:
                self._corrections[root] = entry
            elif entry.kind is Kind.VOID:
                self._voids[root] = entry

    def root(self, seq: int) -> int:
        """The entry that `seq` speaks of in the end: itself, or the first entry of its corrections."""
        return self._root[seq]

    def current(self, seq: int) -> Entry | None:
        """The entry `seq` as it stands now, corrections put in; None where it is not in force."""
        root = self._entries[self._root[seq]]
        if root.kind in TAKES_BACK or root.seq in self._undone or root.seq in self._voids:
            return None
        correction = self._corrections.get(root.seq)
        if correction is None:
            return root
        return replace(
            root,
            value=correction.value,
            typed=correction.typed,
            lot=correction.lot,
            happened_at=correction.happened_at,
        )

    def in_force(self) -> list[Entry]:
        """All entries that count, corrections put in, in order of recording."""
        entries = (self.current(seq) for seq, entry in self._entries.items() if entry.kind not in TAKES_BACK)
        return [entry for entry in entries if entry is not None]

    def is_head(self, entry: Entry) -> bool:
        """Whether this very entry is what counts now, so that it is the one to take back."""
        root = self._root[entry.seq]
        if entry.seq in self._undone or root in self._undone:
            return False
        if root in self._voids:
            return self._voids[root].seq == entry.seq
        head = self._corrections.get(root)
        return head.seq == entry.seq if head else root == entry.seq

    def undoable(self, by: str, now: datetime) -> Entry | None:
        """The newest entry in force that `by` recorded within the last 24 hours and that is no undo."""
        for entry in reversed(self._entries.values()):
            if entry.seq == 0 or entry.kind in (Kind.UNDO, Kind.REDO) or entry.by != by or entry.imported:
                continue
            if self.is_head(entry):
                return entry if now - entry.recorded_at <= UNDO_REACHES else None
        return None

    def redoable(self, by: str) -> Entry | None:
        """The undo that a redo would take back: the newest one, if nothing but undoing came after it."""
        redone = {entry.supersedes for entry in self._entries.values() if entry.kind is Kind.REDO}
        for entry in reversed(self._entries.values()):
            if entry.kind is Kind.REDO or (entry.kind is Kind.UNDO and entry.seq in redone):
                continue
            return entry if entry.kind is Kind.UNDO and entry.by == by else None
        return None


def _undone(entries: Sequence[Entry]) -> set[int]:
    undone: set[int] = set()
    target: dict[int, int] = {}
    for entry in entries:
        if entry.supersedes is None:
            continue
        if entry.kind is Kind.UNDO:
            undone.add(entry.supersedes)
            target[entry.seq] = entry.supersedes
        elif entry.kind is Kind.REDO:
            undone.discard(target.get(entry.supersedes, -1))
    return undone
