"""Which entries count: undo, redo, void and correct are entries too, and this is what they mean.

Nothing is ever removed from a log. An undo takes the entry it names out of force, a redo puts it
back, a void takes out an entry with all its corrections, and a correction gives an entry new content
while the entry keeps its number. What stands beside an entry (the instrument, the second person) counts
as long as that entry does; who signed for a value did not sign for another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from recipekeeper.batch.model import COMPANIONS, TAKES_BACK, Entry, Kind

UNDO_REACHES = timedelta(hours=24)
"""How far back `undo` reaches; after that `void` and `correct`, which ask for a reason, are the way."""

_NEEDS_LEDGER = TAKES_BACK | COMPANIONS
"""Without any of these kinds every entry of a log is in force."""


class Ledger:
    """One log, read once: which of its entries are in force, and through which correction."""

    __slots__ = ("_corrections", "_entries", "_hosts", "_root", "_undone", "_voids")

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = {entry.seq: entry for entry in entries}
        self._undone = _undone(entries)
        self._hosts = hosts(entries)
        self._root: dict[int, int] = {}
        self._corrections: dict[int, Entry] = {}
        self._voids: dict[int, Entry] = {}
        for entry in entries:
            acts_on = entry.supersedes if entry.kind in TAKES_BACK else None
            root = entry.seq if acts_on is None else self._root.get(acts_on, entry.seq)
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
        if root.kind in COMPANIONS:
            return root if self._is_beside_what_counts(root) else None
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

    def _is_beside_what_counts(self, companion: Entry) -> bool:
        """Whether the entry that it belongs to is in force and, for a signature, says what was signed."""
        host = self._hosts.get(companion.seq)
        standing = self.current(host) if host in self._entries else None
        if host is None or standing is None:
            return False
        if companion.kind is not Kind.CHECKED:
            return True
        given_later = companion.supersedes is not None
        return value_words(standing) == (
            companion.typed if given_later else value_words(self._entries[self._root[host]])
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
            if entry.kind in COMPANIONS and entry.supersedes is None:
                continue  # it goes with the entry that it stands beside
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


def in_force(entries: Sequence[Entry]) -> list[Entry]:
    """All entries that count, corrections put in, in order of recording."""
    if any(entry.kind in _NEEDS_LEDGER for entry in entries):
        return Ledger(entries).in_force()
    return list(entries)


def hosts(entries: Iterable[Entry]) -> dict[int, int]:
    """The entry that each companion stands beside, both by `seq`; `entries` in order of recording."""
    found: dict[int, int] = {}
    waiting: list[Entry] = []
    for entry in entries:
        if entry.kind in COMPANIONS:
            if entry.supersedes is not None:
                found[entry.seq] = entry.supersedes
            else:
                waiting.append(entry)
        elif waiting:
            found |= {each.seq: entry.seq for each in waiting if each.act == entry.act}
            waiting = []
    return found


def value_words(entry: Entry) -> str | None:
    """What an entry says, as one text: what a second person signs."""
    return None if entry.value is None else str(entry.value)


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
