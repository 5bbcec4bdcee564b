"""The tables, as rows without methods: what a row means is for the dataclasses to say.

`table=True` validates nothing, so nothing here pretends to. All text is TEXT and every number that a
maker typed is text beside the key of its unit: no REAL comes between 0.1 g and 0.1 g. A time is UTC in
ISO 8601 with microseconds, beside the maker's own offset in minutes. The same on SQLite and PostgreSQL.

On SQLite the tables are WITHOUT ROWID, for two reasons: the key of an entry is then the covering index
that whole histories are read over, and there is no hidden rowid through which INSERT OR REPLACE could
take a row away unseen by the guards. Foreign keys are deferred, because the act that the facts of one
transaction belong to is written last, when their digests are known.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import (
    Column,
    ForeignKeyConstraint,
    Index,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlmodel import Field, SQLModel

from recipekeeper.store import columns

_PLAIN: dict[str, Any] = {"sqlite_with_rowid": False}


def _text(*, key: bool = False) -> Any:
    return Field(sa_type=Text, primary_key=key)


def _refers(table: str, to: str, **pairs: str) -> ForeignKeyConstraint:
    """A foreign key, looked at when the transaction ends."""
    return ForeignKeyConstraint(
        list(pairs),
        [f"{to}.{column}" for column in pairs.values()],
        name=f"{table}_{to}_fkey",
        deferrable=True,
        initially="DEFERRED",
    )


class ActRow(SQLModel, table=True):
    """Who did what, when, where and why; and the digests of all that came of it."""

    __tablename__ = "act"
    __table_args__ = (UniqueConstraint("station", "counter", name="act_counter_key"), _PLAIN)

    id: str = _text(key=True)
    station: str = _text()
    counter: int
    who: str = _text()
    recorded_at: str = _text()
    recorded_offset: int
    command: str = _text()
    why: str | None = _text()
    previous: str = _text()
    digest: str = _text()
    manifest: str = _text()


class VersionRow(SQLModel, table=True):
    """One version of a formula: its canonical text, never changed again."""

    __tablename__ = "formula_version"
    __table_args__ = (_refers("formula_version", "act", act="id"), _PLAIN)

    code: str = _text(key=True)
    number: int = Field(primary_key=True)
    fingerprint: str = _text()
    why: str = _text()
    act: str = _text()
    formula: str = _text()


class StatusRow(SQLModel, table=True):
    """One release or retirement of a version; the newest counts, and without one it is a draft."""

    __tablename__ = "version_status"
    __table_args__ = (
        _refers("version_status", "formula_version", code="code", number="number"),
        _refers("version_status", "act", act="id"),
        _PLAIN,
    )

    code: str = _text(key=True)
    number: int = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    status: str = _text()
    why: str | None = _text()
    act: str = _text()


class BatchRow(SQLModel, table=True):
    """One frozen plan."""

    __tablename__ = "batch"
    __table_args__ = (
        _refers("batch", "formula_version", formula="code", version="number"),
        _refers("batch", "act", act="id"),
        Index("batch_formula_idx", "formula"),
        _PLAIN,
    )

    code: str = _text(key=True)
    formula: str = _text()
    version: int
    trial: int
    act: str = _text()
    plan: str = _text()


class EntryRow(SQLModel, table=True):
    """One line of a batch's log. Its id is station and counter."""

    __tablename__ = "entry"
    __table_args__ = (
        _refers("entry", "batch", batch="code"),
        _refers("entry", "act", act="id"),
        UniqueConstraint("station", "counter", name="entry_counter_key"),
        _PLAIN,
    )

    batch: str = _text(key=True)
    seq: int = Field(primary_key=True)
    station: str = _text()
    counter: int
    kind: str = _text()
    step: str | None = _text()
    name: str | None = _text()
    form: str | None = _text()
    value: str | None = _text()
    unit: str | None = _text()
    typed: str | None = _text()
    lot: str | None = _text()
    happened_at: str | None = _text()
    happened_offset: int | None
    recorded_at: str = _text()
    recorded_offset: int
    who: str = _text()
    supersedes: int | None
    why: str | None = _text()
    imported: int
    act: str = _text()


class SettingRow(SQLModel, table=True):
    """One thing that was set; the newest of its name counts."""

    __tablename__ = "setting"
    __table_args__ = (_refers("setting", "act", act="id"), _PLAIN)

    name: str = _text(key=True)
    seq: int = Field(primary_key=True)
    value: str = _text()
    act: str = _text()


class LotRow(SQLModel, table=True):
    """One delivery of a material."""

    __tablename__ = "lot"
    __table_args__ = (_refers("lot", "act", act="id"), _PLAIN)

    code: str = _text(key=True)
    material: str = _text()
    amount: str = _text()
    unit: str = _text()
    received_at: str = _text()
    received_offset: int
    supplier_lot: str | None = _text()
    supplier: str | None = _text()
    expires: str | None = _text()
    paid: str | None = _text()
    sap: str | None = _text()
    note: str | None = _text()
    act: str = _text()


class MovementRow(SQLModel, table=True):
    """One count of a lot, or one discard from it."""

    __tablename__ = "lot_movement"
    __table_args__ = (
        _refers("lot_movement", "lot", lot="code"),
        _refers("lot_movement", "act", act="id"),
        _PLAIN,
    )

    lot: str = _text(key=True)
    seq: int = Field(primary_key=True)
    kind: str = _text()
    amount: str = _text()
    unit: str = _text()
    why: str = _text()
    happened_at: str = _text()
    happened_offset: int
    act: str = _text()


class MaterialRow(SQLModel, table=True):
    """What a maker said of a material, as canonical JSON; the newest of its name counts."""

    __tablename__ = "own_material"
    __table_args__ = (_refers("own_material", "act", act="id"), _PLAIN)

    name: str = _text(key=True)
    seq: int = Field(primary_key=True)
    given: str = _text()
    act: str = _text()


class InstrumentRow(SQLModel, table=True):
    """One thing that happened to an instrument, as canonical JSON: added, checked, retired."""

    __tablename__ = "instrument_event"
    __table_args__ = (_refers("instrument_event", "act", act="id"), _PLAIN)

    code: str = _text(key=True)
    seq: int = Field(primary_key=True)
    kind: str = _text()
    given: str = _text()
    act: str = _text()


class CardRow(SQLModel, table=True):
    """What a list shows of a batch: a cache, the only table that is ever changed."""

    __tablename__ = "batch_card"
    __table_args__ = (_refers("batch_card", "batch", batch="code"), _PLAIN)

    batch: str = _text(key=True)
    formula: str = _text()
    version: int
    trial: int
    state: str = _text()
    disposition: str = _text()
    outcome: str | None = _text()
    started_at: str | None = _text()
    started_offset: int | None
    last_at: str | None = _text()
    last_offset: int | None


METADATA: Final[MetaData] = SQLModel.metadata

# As Alembic itself makes it, so that a store is stamped without importing Alembic.
Table(
    "alembic_version",
    METADATA,
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)

GUARDED: Final = tuple(METADATA.tables[each.name] for each in columns.GUARDED)
"""The tables whose rows are only ever added."""

ALL: Final = tuple(METADATA.tables[each.name] for each in columns.ALL)
