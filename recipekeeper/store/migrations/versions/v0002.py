"""What goes in: lots, their counts and discards, and what a maker says of materials."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_REFUSAL = "are only ever added, never changed or removed"

_KEYS = {"lot": ("code",), "lot_movement": ("lot", "seq"), "own_material": ("name", "seq")}
"""The new tables, all guarded, each with its key."""


def upgrade() -> None:
    """From 0001; nothing that is there is touched."""
    _lot()
    _lot_movement()
    _own_material()
    if op.get_bind().dialect.name == "sqlite":
        _guard_sqlite()
    else:
        _guard_postgresql()


def _text(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=null)


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _refers(table: str, to: str, **columns: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        list(columns),
        [f"{to}.{column}" for column in columns.values()],
        name=f"{table}_{to}_fkey",
        deferrable=True,
        initially="DEFERRED",
    )


def _lot() -> None:
    op.create_table(
        "lot",
        _text("code"),
        _text("material"),
        _text("amount"),
        _text("unit"),
        _text("received_at"),
        _whole("received_offset"),
        _text("supplier_lot", null=True),
        _text("supplier", null=True),
        _text("expires", null=True),
        _text("paid", null=True),
        _text("sap", null=True),
        _text("note", null=True),
        _text("act"),
        sa.PrimaryKeyConstraint("code"),
        _refers("lot", "act", act="id"),
        sqlite_with_rowid=False,
    )


def _lot_movement() -> None:
    op.create_table(
        "lot_movement",
        _text("lot"),
        _whole("seq"),
        _text("kind"),
        _text("amount"),
        _text("unit"),
        _text("why"),
        _text("happened_at"),
        _whole("happened_offset"),
        _text("act"),
        sa.PrimaryKeyConstraint("lot", "seq"),
        _refers("lot_movement", "lot", lot="code"),
        _refers("lot_movement", "act", act="id"),
        sqlite_with_rowid=False,
    )


def _own_material() -> None:
    op.create_table(
        "own_material",
        _text("name"),
        _whole("seq"),
        _text("given"),
        _text("act"),
        sa.PrimaryKeyConstraint("name", "seq"),
        _refers("own_material", "act", act="id"),
        sqlite_with_rowid=False,
    )


def _guard_sqlite() -> None:
    for table, key in _KEYS.items():
        refuse = f"BEGIN SELECT RAISE(ABORT, 'rows of {table} {_REFUSAL}'); END"
        same = " AND ".join(f"{name} = NEW.{name}" for name in key)
        taken = f"EXISTS (SELECT 1 FROM {table} WHERE {same})"  # noqa: S608 - all names are our own
        op.execute(f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refuse}")
        op.execute(f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}")
        op.execute(f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {taken} {refuse}")


def _guard_postgresql() -> None:
    refuse = "EXECUTE FUNCTION recipekeeper_keep()"
    for table in _KEYS:
        op.execute(
            f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {refuse}"
        )
        op.execute(
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {refuse}"
        )
