"""Whether every row is as it was written: each digest, chain, manifest, guard and cache, computed again.

What no unkeyed digest can find: a store that somebody rewrote consistently from some act on, or put
back to an earlier state. For that there is the head, printed on every record: see `Reading.head`.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection, RowMapping, TableClause, func, select

from recipekeeper.batch.model import Entry, Plan
from recipekeeper.store import schema
from recipekeeper.store.columns import ACT, ALL, CARD, ENTRY, FACTS, REVISION, REVISIONS, STAMP
from recipekeeper.store.connecting import begin_reading
from recipekeeper.store.digest import Written, act_digest, digest
from recipekeeper.store.facts import BatchFact, Fact
from recipekeeper.store.mapping import UNREADABLE, act_of, act_row, card_row, fact_of, row_of
from recipekeeper.store.model import Verification
from recipekeeper.store.tables import METADATA
from recipekeeper.store.texts import compact
from recipekeeper.store.troubles import FOREIGN_ERRORS, trouble
from recipekeeper.store.walls import broken_walls

if TYPE_CHECKING:
    from recipekeeper.store.opening import Store

_ROWS_AT_ONCE: Final = 2000

Progress = Callable[[int, int], None]


def verify(store: Store, progress: Progress | None = None) -> Verification:
    """Every row that was changed, added or removed behind the program's back, by name.

    `progress` is told how many rows of how many are done. A store that is not there is whole.
    Raises StoreOutdated for one of another revision, StoreError for what is no store of ours.
    """
    if not store.has_place:
        return Verification(ok=True, batches=0, entries=0, problems=())
    connection = store.connected_to_read()
    try:
        _read_any_bytes(connection)
        begin_reading(connection)
        if not schema.is_ours(connection, store.location):
            return Verification(ok=True, batches=0, entries=0, problems=())
        found = schema.stamps(connection)
        if len(found) == 1 and found[0] in REVISIONS[:-1]:
            raise schema.outdated(store.location, found)
        look = _Look(connection, progress)
        look.take()
    except FOREIGN_ERRORS as error:
        raise trouble(store.location, error) from None
    finally:
        connection.close()
    return Verification(not look.problems, len(look.plans), look.entries, tuple(look.problems))


def _read_any_bytes(connection: Connection) -> None:
    """Let SQLite give what is no text as half letters, so that its row is named and not an error."""
    if connection.dialect.name == "sqlite":
        file = connection.connection.dbapi_connection
        if file is not None:
            file.text_factory = lambda text: text.decode(errors="surrogateescape")


class _Look:
    """One pass over a store: what the acts say was written, against what is there."""

    def __init__(self, connection: Connection, progress: Progress | None) -> None:
        self._connection = connection
        self._progress = progress
        self._done = 0
        self._total = 0
        self.problems: list[str] = []
        self.plans: dict[str, Plan | None] = {}
        self.entries = 0
        self._logs: defaultdict[str, list[Entry]] = defaultdict(list)
        # By table and key: the digest and the act that wrote it. What is left at the end was removed.
        self._written: dict[tuple[str, str], tuple[str, str]] = {}
        self._acts_there: set[str] = set()
        # By act: the first row that names it.
        self._named: dict[str, str] = {}
        self._counters: defaultdict[str, list[int]] = defaultdict(list)
        self._seqs: defaultdict[str, list[int]] = defaultdict(list)

    def take(self) -> None:
        """Look at everything, and collect the problems."""
        self.problems += broken_walls(self._connection)
        self._stamp()
        if {table.name for table in ALL if table is not STAMP} - schema.table_names(self._connection):
            # What is left of a store without one of its tables proves nothing.
            return
        counts = [select(func.count()).select_from(table) for table in (ACT, *FACTS, CARD)]
        self._total = sum(self._connection.execute(count).scalar_one() for count in counts)
        self._acts()
        for table in FACTS:
            for row in self._rows(table):
                self._fact(table, row)
        self.problems += [
            f"{table} {key} was removed; act {act} wrote it"
            for (table, key), (_, act) in self._written.items()
        ]
        self.problems += [
            f"act {act} was removed, or never was: {row} names it"
            for act, row in self._named.items()
            if act not in self._acts_there
        ]
        self.problems += _gaps("entry ids of station", self._counters, 1)
        self.problems += _gaps("entries of batch", self._seqs, 0)
        self._cards()

    def _stamp(self) -> None:
        found = schema.stamps(self._connection)
        self.problems += [
            f"{STAMP.name} {stamp} was changed or added; the revision is {REVISION}"
            for stamp in found
            if stamp != REVISION
        ]
        if REVISION not in found:
            self.problems.append(f"{STAMP.name} {REVISION} was changed or removed")

    def _rows(self, table: TableClause) -> Iterator[RowMapping]:
        wanted = table.select().order_by(*(table.c[name] for name in _key_columns(table)))
        with self._connection.execution_options(yield_per=_ROWS_AT_ONCE).execute(wanted) as rows:
            for row in rows.mappings():
                yield row
                self._done += 1
                if self._progress and (self._done % _ROWS_AT_ONCE == 0 or self._done == self._total):
                    self._progress(self._done, self._total)

    def _acts(self) -> None:
        digests: defaultdict[str, dict[int, tuple[str, str]]] = defaultdict(dict)
        for row in self._rows(ACT):
            name = f"act {row['id']}"
            self._acts_there.add(row["id"])
            if isinstance(row["counter"], int):
                digests[row["station"]][row["counter"]] = (row["previous"], row["digest"])
            try:
                act = act_of(row)
                manifest: list[Written] = [
                    (table, key, written) for table, key, written in json.loads(row["manifest"])
                ]
                whole = dict(row) == act_row(act, compact(manifest)) and row["digest"] == act_digest(
                    act, manifest
                )
            except UNREADABLE:
                self.problems.append(f"{name} was changed: it cannot be read")
                continue
            if not whole:
                self.problems.append(f"{name} was changed or added: it does not have its digest")
            self._claim(manifest, row["id"])
        for station, chain in digests.items():
            self._chain(station, chain)

    def _claim(self, manifest: list[Written], act: str) -> None:
        for table, key, written in manifest:
            if (table, key) in self._written:
                self.problems.append(f"{table} {key} is said to be written twice, by act {act} too")
            self._written[table, key] = (written, act)

    def _chain(self, station: str, chain: dict[int, tuple[str, str]]) -> None:
        self.problems += _gaps("acts of station", {station: list(chain)}, 1)
        for before, after in pairwise([(0, ("", "")), *sorted(chain.items())]):
            if after[0] == before[0] + 1 and after[1][0] != before[1][1]:
                self.problems.append(
                    f"act {station}-{after[0]} does not follow the act before it: one of the two was changed"
                )

    def _fact(self, table: TableClause, row: RowMapping) -> None:
        key = _key(table, row)
        if table is ENTRY:
            self.entries += 1
            self._counters[row["station"]].append(row["counter"])
            self._seqs[row["batch"]].append(row["seq"])
        elif table.name == "batch":
            self.plans[row["code"]] = None
        self._named.setdefault(row["act"], f"{table.name} {key}")
        written, act = self._written.pop((table.name, key), ("", ""))
        try:
            fact: Fact | None = fact_of(table, row)
            whole = fact is not None and row_of(fact) == dict(row) and digest(fact) == written
        except UNREADABLE:
            fact, whole = None, False
        if not act:
            self.problems.append(f"{table.name} {key} was added: no act wrote it")
        elif not whole or row["act"] != act:
            self.problems.append(f"{table.name} {key} was changed since act {act} wrote it")
        if isinstance(fact, Entry):
            self._logs[fact.batch].append(fact)
        elif isinstance(fact, BatchFact):
            self.plans[fact.plan.batch] = fact.plan

    def _cards(self) -> None:
        expected = {batch: self._expected_card(batch) for batch in self.plans}
        for row in self._rows(CARD):
            batch = row["batch"]
            if batch not in expected:
                self.problems.append(f"{CARD.name} {batch} was added: there is no such batch")
                continue
            card = expected.pop(batch)
            off = [name for name, value in (card or {}).items() if row[name] != value]
            if off:
                self.problems.append(
                    f"{CARD.name} {batch} was changed: {', '.join(off)} is not what the log says"
                )
        self.problems += [f"{CARD.name} {batch} was removed" for batch in expected]

    def _expected_card(self, batch: str) -> dict[str, Any] | None:
        """The card as plan and log have it; None where they are too damaged to say."""
        # The fold is needed here and nowhere else in the store.
        from recipekeeper.batch.record import record

        plan = self.plans[batch]
        if plan is None:
            return None
        try:
            state = record(plan, sorted(self._logs[batch], key=lambda entry: entry.seq)).state
        except UNREADABLE:
            return None
        frozen = {"formula": plan.formula.code, "version": plan.version, "trial": int(plan.trial)}
        return {**frozen, **card_row(state)}


def _key_columns(table: TableClause) -> list[str]:
    return METADATA.tables[table.name].primary_key.columns.keys()


def _key(table: TableClause, row: RowMapping) -> str:
    """What a person calls a row, from its columns alone: it may be too damaged to be a fact."""
    first, *others = (str(row[name]) for name in _key_columns(table))
    if "number" in table.columns:
        return f"{first}@{'/'.join(others)}"
    return "/".join([first, *others])


def _gaps(what: str, numbers: dict[str, list[int]], begin: int) -> Iterator[str]:
    for name, found in numbers.items():
        # A number that somebody made a text of is told of with its row.
        present = sorted({number for number in found if isinstance(number, int) and number >= begin})
        for before, after in pairwise([begin - 1, *present]):
            if after - before == 2:
                yield f"{what} {name}: number {before + 1} is missing"
            elif after - before > 2:
                yield f"{what} {name}: numbers {before + 1} to {after - 1} are missing"
