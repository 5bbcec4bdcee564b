"""An act: the only way to write. All facts of one `with` are kept together, under one digest, or none is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self

from sqlalchemy import ColumnElement, TableClause, func, select

from recipekeeper.batch.model import BatchState, Entry, Plan
from recipekeeper.errors import Conflict, NotFound, Unreadable
from recipekeeper.formula.model import Formula, Status
from recipekeeper.store.columns import (
    ACT,
    BATCH,
    CARD,
    ENTRY,
    INSTRUMENT,
    LOT,
    MATERIAL,
    MOVEMENT,
    SETTING,
    STATUS,
    VERSION,
)
from recipekeeper.store.digest import Written, act_digest, digest
from recipekeeper.store.facts import (
    BatchFact,
    Fact,
    InstrumentFact,
    LotFact,
    MaterialFact,
    MovementFact,
    SettingFact,
    StatusFact,
    VersionFact,
    key,
)
from recipekeeper.store.mapping import Row, act_row, card_row, entry_id, row_of, table_of
from recipekeeper.store.model import ActLine, Draft
from recipekeeper.store.reading import Reading
from recipekeeper.store.texts import compact
from recipekeeper.store.troubles import FOREIGN_ERRORS, trouble

if TYPE_CHECKING:
    from recipekeeper.batch.instrument import Happening, InstrumentEvent
    from recipekeeper.material.model import Lot, Movement, MovementKind
    from recipekeeper.quantity import Amount
    from recipekeeper.store.entrance import Entrance

_AT_ONCE: Final = 2000


class Act(Reading):
    """A transaction that writes, in a `with`; what it has written so far, it also reads."""

    def __init__(self, store: Entrance, *, by: str, at: datetime, command: str, why: str | None) -> None:
        super().__init__(store)
        self.by = by
        self.at = at
        self._command = command
        self._why = why
        self._counter = 0
        self._previous = ""
        self._manifest: list[Written] = []
        self._next_entry: int | None = None
        self._next_seq: dict[str, int] = {}
        self._kept_a_card = False

    def __enter__(self) -> Self:
        self._open, self._making = self._store.connect_to_write()
        self.exists = True
        wanted = select(ACT.c.counter, ACT.c.digest).where(ACT.c.station == self._store.station)
        try:
            last = self.connection.execute(wanted.order_by(ACT.c.counter.desc()).limit(1)).first()
        except FOREIGN_ERRORS as error:
            self._close()
            raise trouble(self._store.location, error) from None
        self._counter, self._previous = (last.counter + 1, last.digest) if last else (1, "")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None and (self._manifest or self._kept_a_card):
                self._keep()
        except FOREIGN_ERRORS as failure:
            raise trouble(self._store.location, failure) from None
        finally:
            # Whatever is not kept by now is rolled back by closing.
            self._close()
        if isinstance(error, FOREIGN_ERRORS):
            raise trouble(self._store.location, error) from None

    @property
    def id(self) -> str:
        """Station and counter of this act."""
        return entry_id(self._store.station, self._counter)

    def add_version(self, formula: Formula, why: str | None = None) -> int:
        """The next version of a formula, as a draft; gives its number."""
        number = 1 + self._last(VERSION.c.number, VERSION.c.code == formula.code)
        self._write([VersionFact(number, formula, why or "", self.id)])
        return number

    def set_status(self, code: str, number: int, status: Status, why: str | None = None) -> None:
        """A release or a retirement of a version."""
        seq = 1 + self._last(STATUS.c.seq, STATUS.c.code == code, STATUS.c.number == number)
        self._write([StatusFact(code, number, seq, status, why, self.id)])

    def add_batch(self, plan: Plan) -> None:
        """A frozen plan; raises Conflict where the code is taken."""
        if self.connection.execute(select(BATCH.c.code).where(BATCH.c.code == plan.batch)).first():
            raise Conflict(
                f"There is a batch {plan.batch} already. Give another code with --code, or leave it out."
            )
        self._write([BatchFact(plan, self.id)])

    def add_entry(self, draft: Draft) -> Entry:
        """One more line of a batch's log."""
        return self.add_entries([draft])[0]

    def add_entries(
        self, drafts: Sequence[Draft], progress: Callable[[int, int], None] | None = None
    ) -> list[Entry]:
        """More lines of one or more logs, in this order; `progress` is told how many of how many."""
        entries: list[Entry] = []
        for begin in range(0, len(drafts), _AT_ONCE):
            more = [self._entry(draft) for draft in drafts[begin : begin + _AT_ONCE]]
            self._write(more)
            entries += more
            if progress:
                progress(len(entries), len(drafts))
        return entries

    def set(self, name: str, value: str) -> None:
        """Something is set; what was set before stays on record."""
        seq = 1 + self._last(SETTING.c.seq, SETTING.c.name == name)
        self._write([SettingFact(name, seq, value, self.id)])

    def add_lot(self, lot: Lot) -> Lot:
        """A lot that was received, as it is on record; raises Conflict where the code is taken."""
        if self.connection.execute(select(LOT.c.code).where(LOT.c.code == lot.code)).first():
            raise Conflict(f"There is a lot {lot.code} already. Receive this one under the next code.")
        self._write([LotFact(replace(lot, by="", act=""), self.id)])
        return replace(lot, by=self.by, act=self.id)

    def add_movement(
        self, lot_code: str, kind: MovementKind, amount: Amount, why: str, at: datetime | None = None
    ) -> Movement:
        """A count of a lot or a discard from it, that happened now where no time is given.

        Raises NotFound where there is no lot of that exact code.
        """
        from recipekeeper.material.model import Movement  # late: a weighing moves nothing

        if not self.connection.execute(select(LOT.c.code).where(LOT.c.code == lot_code)).first():
            raise NotFound(f"There is no lot {lot_code}.")
        seq = 1 + self._last(MOVEMENT.c.seq, MOVEMENT.c.lot == lot_code)
        movement = Movement(lot_code, seq, kind, amount, why, at or self.at)
        self._write([MovementFact(movement, self.id)])
        return replace(movement, by=self.by, act=self.id)

    def add_instrument_event(self, code: str, what: Happening, at: datetime | None = None) -> InstrumentEvent:
        """What happened to an instrument, now where no time is given; the first is that it was added."""
        from recipekeeper.batch.instrument import InstrumentEvent  # late: most acts write entries

        seq = 1 + self._last(INSTRUMENT.c.seq, INSTRUMENT.c.code == code)
        event = InstrumentEvent(code, seq, at or self.at, what)
        self._write([InstrumentFact(event, self.id)])
        return replace(event, by=self.by, act=self.id)

    def set_material(self, name: str, given: Mapping[str, str]) -> None:
        """A maker's own values of a material, by field, in place of all of before; none forgets them."""
        name = " ".join(name.split())
        # No database folds all letters as Python does, and a maker has a few hundred materials at most.
        said = self.connection.execute(select(MATERIAL.c.name, MATERIAL.c.seq))
        seq = 1 + max((row.seq for row in said if row.name.casefold() == name.casefold()), default=0)
        self._write([MaterialFact(name, seq, given, self.id)])

    def keep_card(self, batch: str, state: BatchState) -> None:
        """What lists show of a batch, as it stands now."""
        row = card_row(state)
        kept = self.connection.execute(CARD.update().where(CARD.c.batch == batch), row)
        if not kept.rowcount:
            wanted = select(BATCH.c.formula, BATCH.c.version, BATCH.c.trial).where(BATCH.c.code == batch)
            frozen = self.connection.execute(wanted).mappings().first()
            if frozen is None:
                raise NotFound(f"There is no batch {batch}.")
            self.connection.execute(CARD.insert(), {"batch": batch, **frozen, **row})
        self._kept_a_card = True

    def _entry(self, draft: Draft) -> Entry:
        if self._next_entry is None:
            self._next_entry = 1 + self._last(ENTRY.c.counter, ENTRY.c.station == self._store.station)
        if draft.batch not in self._next_seq:
            self._next_seq[draft.batch] = 1 + self._last(ENTRY.c.seq, ENTRY.c.batch == draft.batch, none=-1)
        entry = draft.entry(
            entry_id=entry_id(self._store.station, self._next_entry),
            seq=self._next_seq[draft.batch],
            act=self.id,
            recorded_at=self.at,
            by=self.by,
        )
        self._next_entry += 1
        self._next_seq[draft.batch] += 1
        return entry

    def _last(self, column: ColumnElement[int], *where: ColumnElement[bool], none: int = 0) -> int:
        found = self.connection.execute(select(func.max(column)).where(*where)).scalar()
        return none if found is None else found

    def _write(self, facts: Sequence[Fact]) -> None:
        """Facts of one kind: their rows now, their digests with the act."""
        if facts:
            table = table_of(facts[0])
            self._insert(table, [row_of(fact) for fact in facts])
            self._manifest += [(table.name, key(fact), digest(fact)) for fact in facts]

    def _insert(self, table: TableClause, rows: list[Row]) -> None:
        _refuse_what_no_database_keeps(value for row in rows for value in row.values())
        self.connection.execute(table.insert(), rows)

    def _keep(self) -> None:
        if self._manifest:
            line = ActLine(
                id=self.id,
                station=self._store.station,
                counter=self._counter,
                by=self.by,
                recorded_at=self.at,
                # Other bytes than text can stand on a command line; here they are only told of.
                command=self._command.encode(errors="backslashreplace").decode().replace("\0", "\\0"),
                why=self._why,
                previous=self._previous,
                digest="",
            )
            sealed = replace(line, digest=act_digest(line, self._manifest))
            self._insert(ACT, [act_row(sealed, compact(self._manifest))])
        self.connection.exec_driver_sql("COMMIT")
        if self._making:
            self._store.was_made()

    def _said(self, acts: Iterable[str]) -> dict[str, Any]:
        # The row of this act is written last, and what it says is known now.
        return {**super()._said(acts), self.id: (self.at, self.by)}


def _refuse_what_no_database_keeps(values: Iterable[object]) -> None:
    for value in values:
        if isinstance(value, str) and ("\0" in value or not _is_unicode(value)):
            raise Unreadable(
                f"{value[:60]!a} holds a character that is none: half a letter, or a zero byte. "
                "Type the text again; if it was pasted, paste it as plain text."
            )


def _is_unicode(text: str) -> bool:
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
