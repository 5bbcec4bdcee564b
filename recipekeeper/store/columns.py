"""The columns of each table, as far as a statement needs them.

The tables themselves are the models of `tables`, and a test holds the two together. Loading the models
takes as long as the whole of a weighing, and a statement wants no more of them than names: so they are
loaded where a store is made, upgraded or compared, and not thirty times a day at the bench.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import TableClause, column, table

REVISIONS: Final = ("0001", "0002", "0003")
"""Every revision of the tables, oldest first; the last is the one made from the models."""

REVISION: Final = REVISIONS[-1]


def _table(name: str, columns: str) -> TableClause:
    return table(name, *(column(each) for each in columns.split()))


ACT: Final = _table(
    "act",
    "id station counter who recorded_at recorded_offset command why previous digest manifest",
)
VERSION: Final = _table("formula_version", "code number fingerprint why act formula")
STATUS: Final = _table("version_status", "code number seq status why act")
BATCH: Final = _table("batch", "code formula version trial act plan")
ENTRY: Final = _table(
    "entry",
    "batch seq station counter kind step name form value unit typed lot happened_at happened_offset "
    "recorded_at recorded_offset who supersedes why imported act",
)
SETTING: Final = _table("setting", "name seq value act")
LOT: Final = _table(
    "lot",
    "code material amount unit received_at received_offset supplier_lot supplier expires paid sap note act",
)
MOVEMENT: Final = _table("lot_movement", "lot seq kind amount unit why happened_at happened_offset act")
MATERIAL: Final = _table("own_material", "name seq given act")
INSTRUMENT: Final = _table("instrument_event", "code seq kind given act")
CARD: Final = _table(
    "batch_card",
    "batch formula version trial state disposition outcome started_at started_offset last_at last_offset",
)
STAMP: Final = _table("alembic_version", "version_num")

FACTS: Final = (VERSION, STATUS, BATCH, ENTRY, SETTING, LOT, MOVEMENT, MATERIAL, INSTRUMENT)
"""The tables whose rows are facts, each belonging to one act."""

GUARDED: Final = (ACT, *FACTS)
"""The tables whose rows are only ever added."""

ALL: Final = (*GUARDED, CARD, STAMP)
