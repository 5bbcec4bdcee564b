"""A consistent look at a store: every question that the operations ask of it, answered with values."""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self, TypeVar

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from recipekeeper.batch.model import TAKES_BACK, Disposition, Entry, Kind, Plan, State
from recipekeeper.errors import StoreError
from recipekeeper.formula.model import Status, Version
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
from recipekeeper.store.digest import head
from recipekeeper.store.mapping import UNREADABLE, act_of, card_of, entry_of
from recipekeeper.store.model import ActLine, Card
from recipekeeper.store.texts import formula_of, plan_of, text_or_none, time_of
from recipekeeper.store.troubles import FOREIGN_ERRORS, trouble

if TYPE_CHECKING:
    from recipekeeper.batch.instrument import InstrumentEvent
    from recipekeeper.material.model import Lot, Movement
    from recipekeeper.store.entrance import Entrance

MOST_PASTS: Final = 400
"""How many past batches a comparison looks at; older ones say little of how things are done now."""

_AT_ONCE: Final = 1000
"""How many batches one statement names: SQLite takes no more than 32,766 values."""

_Run = tuple[Plan, tuple[Entry, ...]]
"""The plan and the log of one batch."""
_Said = tuple[datetime, str]
_Row = TypeVar("_Row")
_Value = TypeVar("_Value")


class Reading:
    """One look, in a `with`. What is written meanwhile is not seen."""

    def __init__(self, store: Entrance) -> None:
        self._store = store
        self._open: Connection | None = None
        self.exists = False

    def __enter__(self) -> Self:
        self._open, self.exists = self._store.connect_to_read()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()
        if isinstance(error, FOREIGN_ERRORS):
            raise trouble(self._store.location, error) from None

    def _close(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None

    @property
    def connection(self) -> Connection:
        """What the look goes through: for the rooms of the store alone."""
        if self._open is None:
            message = "a look at the store is asked outside its with"
            raise RuntimeError(message)
        return self._open

    def codes(self) -> list[str]:
        """The codes of all formulas, in order."""
        return sorted(self.connection.execute(select(VERSION.c.code).distinct()).scalars())

    def versions(self, code: str) -> list[Version]:
        """All versions of a formula, oldest first; none where the code is not known."""
        return self._versions(VERSION.c.code == code)

    def version(self, code: str, number: int | None = None) -> Version | None:
        """One version of a formula, the newest where no number is given."""
        if number is None:
            newest = select(func.max(VERSION.c.number)).where(VERSION.c.code == code)
            number = self.connection.execute(newest).scalar()
        found = self._versions(and_(VERSION.c.code == code, VERSION.c.number == number))
        return found[0] if found else None

    def all_versions(self) -> list[Version]:
        """All versions of all formulas, by code and number."""
        return self._versions(None)

    def cards(self, *, formula: str | None = None, state: State | None = None) -> list[Card]:
        """What lists show of the batches, in order of their beginning."""
        wanted = CARD.select()
        if formula is not None:
            wanted = wanted.where(CARD.c.formula == formula)
        if state is not None:
            wanted = wanted.where(CARD.c.state == state.value)
        rows = self.connection.execute(wanted).mappings()
        cards = [_read(card_of, row, f"batch_card {row['batch']}") for row in rows]
        return sorted(cards, key=lambda card: (card.started_at is not None, card.started_at, card.batch))

    def plan(self, batch: str) -> Plan | None:
        """What a batch of that exact code is to be."""
        text = self.connection.execute(select(BATCH.c.plan).where(BATCH.c.code == batch)).scalar()
        return None if text is None else _read(plan_of, text, f"batch {batch}")

    def entries(self, batch: str) -> list[Entry]:
        """The log of a batch, in order of recording."""
        wanted = ENTRY.select().where(ENTRY.c.batch == batch).order_by(ENTRY.c.seq)
        rows = self.connection.execute(wanted)
        return [_read_entry(row) for row in rows]

    def newest_entries(self, state: State, *others: str) -> dict[str, int]:
        """The number of the newest entry of every batch in that state, and of these other batches."""
        wanted = (
            select(ENTRY.c.batch, func.max(ENTRY.c.seq))
            .join(CARD, CARD.c.batch == ENTRY.c.batch)
            .where(or_(CARD.c.state == state.value, CARD.c.batch.in_(others)))
            .group_by(ENTRY.c.batch)
        )
        return {row[0]: row[1] for row in self.connection.execute(wanted)}

    def pasts(self, formula: str, most: int | None = MOST_PASTS) -> list[_Run]:
        """Plan and log of the newest batches of a formula, or of all with None, in order of their beginning."""
        codes = self._in_order(CARD.c.formula == formula)
        return self.pasts_of([code for _, code in codes[-most if most else 0 :]])

    def counted_near(self, plan: Plan, began_at: datetime | None, most: int) -> list[str]:
        """The batches that a comparison counts and that began nearest to this one, half of them later if there are.

        As the list shows them, so that no log is read in vain: what they count as, their logs say.
        """
        was_decided = or_(CARD.c.outcome.in_(("good", "bad")), CARD.c.disposition != Disposition.HOLD.value)
        is_counted = and_(CARD.c.state == State.FINISHED.value, CARD.c.trial == 0, was_decided)
        others = and_(CARD.c.formula == plan.formula.code, CARD.c.batch != plan.batch)
        codes = self._in_order(others, is_counted)
        earlier = bisect(codes, (text_or_none(began_at)[0] or "", plan.batch))
        first = max(0, min(earlier - most // 2, len(codes) - most))
        return [code for _, code in codes[first : first + most]]

    def _in_order(self, *which: ColumnElement[bool]) -> list[tuple[str, str]]:
        """The batches of the list of which that is so, in order of their beginning; each after that time."""
        wanted = select(func.coalesce(CARD.c.started_at, ""), CARD.c.batch).where(*which)
        return sorted((began, code) for began, code in self.connection.execute(wanted))

    def pasts_of(self, codes: Sequence[str]) -> list[_Run]:
        """Plan and log of these batches, in their order."""
        plans: dict[str, Plan] = {}
        logs: defaultdict[str, list[Entry]] = defaultdict(list)
        for start in range(0, len(codes), _AT_ONCE):
            some = codes[start : start + _AT_ONCE]
            wanted = select(BATCH.c.code, BATCH.c.plan).where(BATCH.c.code.in_(some))
            for code, text in self.connection.execute(wanted):
                plans[code] = _read(plan_of, text, f"batch {code}")
            of_these = ENTRY.select().where(ENTRY.c.batch.in_(some)).order_by(ENTRY.c.batch, ENTRY.c.seq)
            for row in self.connection.execute(of_these):
                logs[row[0]].append(_read_entry(row))
        return [(plans[code], tuple(logs[code])) for code in codes if code in plans]

    def lot_logs(self) -> dict[str, list[Entry]]:
        """By batch, weighings and parts of every log that names a lot or a part, with whatever amends an entry."""
        names_a_lot = select(ENTRY.c.batch).where(ENTRY.c.lot.is_not(None))
        told = (Kind.START, Kind.WEIGH, Kind.SPLIT, Kind.BATCH_VOID, *TAKES_BACK)
        kinds = [kind.value for kind in told]
        wanted = ENTRY.select().where(ENTRY.c.batch.in_(names_a_lot), ENTRY.c.kind.in_(kinds))
        logs: dict[str, list[Entry]] = {}
        for row in self.connection.execute(wanted.order_by(ENTRY.c.batch, ENTRY.c.seq)):
            logs.setdefault(row[0], []).append(_read_entry(row))
        return logs

    def setting(self, name: str) -> str | None:
        """What was set last under that name."""
        wanted = select(SETTING.c.value).where(SETTING.c.name == name).order_by(SETTING.c.seq.desc()).limit(1)
        return self.connection.execute(wanted).scalar()

    def settings(self) -> dict[str, str]:
        """Everything that is set, by name."""
        wanted = select(SETTING.c.name, SETTING.c.value).order_by(SETTING.c.seq)
        newest = {row.name: row.value for row in self.connection.execute(wanted)}
        return dict(sorted(newest.items()))

    def lots(self) -> tuple[Lot, ...]:
        """Every lot that was received, in order of receiving."""
        from recipekeeper.store.goods import lot_of  # late, as below: most commands name no lot

        rows = self.connection.execute(LOT.select()).mappings().all()
        said = self._said({row["act"] for row in rows})
        lots = [
            replace(_read(lot_of, row, f"lot {row['code']}"), by=said[row["act"]][1], act=row["act"])
            for row in rows
        ]
        return tuple(sorted(lots, key=lambda lot: (lot.received_at, lot.code)))

    def movements(self) -> tuple[Movement, ...]:
        """Every count of a lot and every discard from one, by lot, in order of recording."""
        from recipekeeper.store.goods import movement_of

        rows = self.connection.execute(MOVEMENT.select()).mappings().all()
        said = self._said({row["act"] for row in rows})
        movements = [
            replace(
                _read(movement_of, row, f"lot_movement {row['lot']}/{row['seq']}"),
                by=said[row["act"]][1],
                act=row["act"],
            )
            for row in rows
        ]
        return tuple(sorted(movements, key=lambda movement: (movement.lot, movement.seq)))

    def own_materials(self) -> dict[str, dict[str, str]]:
        """What a maker said of materials, by name; without regard to case, the newest of a name counts."""
        from recipekeeper.store.goods import given_of

        rows = self.connection.execute(MATERIAL.select().order_by(MATERIAL.c.seq)).mappings()
        newest = {row["name"].casefold(): row for row in rows}
        given = {
            row["name"]: _read(given_of, row["given"], f"own_material {row['name']}/{row['seq']}")
            for row in newest.values()
        }
        return {name: values for name, values in sorted(given.items()) if values}

    def instrument_codes(self) -> list[str]:
        """The codes of all instruments, in order; also of those that are retired."""
        return sorted(self.connection.execute(select(INSTRUMENT.c.code).distinct()).scalars())

    def instrument_events(self, code: str | None = None) -> tuple[InstrumentEvent, ...]:
        """All that happened to instruments, or to the one of that exact code, in order of recording."""
        from recipekeeper.store.instruments import event_of  # late: few readings name an instrument

        wanted = INSTRUMENT.select().order_by(INSTRUMENT.c.code, INSTRUMENT.c.seq)
        if code is not None:
            wanted = wanted.where(INSTRUMENT.c.code == code)
        rows = self.connection.execute(wanted).mappings().all()
        said = self._said({row["act"] for row in rows})
        return tuple(
            replace(
                _read(event_of, row, f"instrument_event {row['code']}/{row['seq']}"),
                by=said[row["act"]][1],
                act=row["act"],
            )
            for row in rows
        )

    def batches_with(self, code: str) -> list[str]:
        """The batches whose log names the instrument of that exact code, in order."""
        named = and_(ENTRY.c.kind == Kind.INSTRUMENT.value, ENTRY.c.value == code)
        return sorted(self.connection.execute(select(ENTRY.c.batch).where(named).distinct()).scalars())

    def acts(self, newest: int | None = None) -> list[ActLine]:
        """The audit trail in order of recording, or only the newest of it."""
        wanted = (
            select(*(column for column in ACT.columns if column is not ACT.c.manifest))
            .order_by(ACT.c.recorded_at.desc(), ACT.c.station.desc(), ACT.c.counter.desc())
            .limit(newest)
        )
        rows = self.connection.execute(wanted).mappings()
        return [_read(act_of, row, f"act {row['id']}") for row in rows][::-1]

    def head(self) -> str:
        """The digest of the newest act: who has it on paper can tell whether the past was rewritten."""
        newest = select(ACT.c.station, func.max(ACT.c.counter).label("counter")).group_by(ACT.c.station)
        last = newest.subquery()
        same = and_(ACT.c.station == last.c.station, ACT.c.counter == last.c.counter)
        rows = self.connection.execute(select(ACT.c.station, ACT.c.digest).join(last, same))
        return head((station, digest) for station, digest in rows)

    def written_at(self) -> datetime | None:
        """When the newest act was recorded; None before the first."""
        return next((act.recorded_at for act in self.acts(1)), None)

    def stations(self) -> tuple[str, ...]:
        """The stations that have written here."""
        return tuple(sorted(self.connection.execute(select(ACT.c.station).distinct()).scalars()))

    def counts(self) -> dict[str, int]:
        """How many formulas, versions, batches, entries and acts there are."""
        counted = {
            "formulas": func.count(VERSION.c.code.distinct()),
            "versions": func.count(VERSION.c.number),
            "batches": func.count(BATCH.c.code),
            "entries": func.count(ENTRY.c.seq),
            "acts": func.count(ACT.c.id),
        }
        return {name: self.connection.execute(select(each)).scalar_one() for name, each in counted.items()}

    def _versions(self, which: Any) -> list[Version]:
        wanted = VERSION.select().order_by(VERSION.c.code, VERSION.c.number)
        given = STATUS.select().order_by(STATUS.c.seq)
        if which is not None:
            wanted = wanted.where(which)
            given = given.join(
                VERSION, and_(STATUS.c.code == VERSION.c.code, STATUS.c.number == VERSION.c.number)
            ).where(which)
        rows = self.connection.execute(wanted).all()
        statuses: defaultdict[tuple[str, int], list[tuple[Status, str]]] = defaultdict(list)
        for status in self.connection.execute(given):
            statuses[status.code, status.number].append((Status(status.status), status.act))
        said = self._said({row.act for row in rows} | {act for each in statuses.values() for _, act in each})
        return sorted(
            (
                _read(
                    lambda row: _version(row, statuses[row.code, row.number], said),
                    row,
                    f"formula_version {row.code}@{row.number}",
                )
                for row in rows
            ),
            key=lambda version: (version.formula.code, version.number),
        )

    def _said(self, acts: Iterable[str]) -> dict[str, _Said]:
        """When and by whom, for each of these acts."""
        wanted = select(ACT.c.id, ACT.c.recorded_at, ACT.c.recorded_offset, ACT.c.who)
        rows = self.connection.execute(wanted.where(ACT.c.id.in_(list(acts))))
        return {row.id: (time_of(row.recorded_at, row.recorded_offset), row.who) for row in rows}


def _read(as_value: Callable[[_Row], _Value], row: _Row, name: str) -> _Value:
    """A row as a value; a row that is none was written by somebody else, and is named."""
    try:
        return as_value(row)
    except UNREADABLE:
        raise _unreadable(name) from None


def _read_entry(row: Sequence[Any]) -> Entry:
    """The same of an entry, which is named only if it must be: a history has a hundred thousand."""
    try:
        return entry_of(row)
    except UNREADABLE:
        raise _unreadable(f"entry {row[0]}/{row[1]}") from None


def _unreadable(name: str) -> StoreError:
    return StoreError(
        f"The row {name} of the store cannot be read: somebody changed it. "
        '"rk store verify" names every such row, "rk store restore" brings back a backup.'
    )


def _version(row: Any, statuses: list[tuple[Status, str]], said: dict[str, _Said]) -> Version:
    released = next((said[act][0] for status, act in statuses if status is Status.RELEASED), None)
    added_at, added_by = said[row.act]
    return Version(
        number=row.number,
        formula=formula_of(row.formula),
        status=statuses[-1][0] if statuses else Status.DRAFT,
        why=row.why,
        added_at=added_at,
        added_by=added_by,
        released_at=released,
    )
