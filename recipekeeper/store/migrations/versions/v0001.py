"""The first tables: acts, versions and their statuses, batches, entries, settings, and the cards."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_REFUSAL = "are only ever added, never changed or removed"

_KEYS = {
    "act": (("id",), ("station", "counter")),
    "formula_version": (("code", "number"),),
    "version_status": (("code", "number", "seq"),),
    "batch": (("code",),),
    "entry": (("batch", "seq"), ("station", "counter")),
    "setting": (("name", "seq"),),
}
"""The guarded tables, each with every key through which a row could be replaced."""


def upgrade() -> None:
    """From nothing."""
    _act()
    _formula_version()
    _version_status()
    _batch()
    _entry()
    _setting()
    _batch_card()
    if op.get_bind().dialect.name == "sqlite":
        _guard_sqlite()
    else:
        _guard_postgresql()


def _text(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=null)


def _whole(name: str, *, null: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=null)


def _refers(table: str, to: str, **columns: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        list(columns),
        [f"{to}.{column}" for column in columns.values()],
        name=f"{table}_{to}_fkey",
        deferrable=True,
        initially="DEFERRED",
    )


def _act() -> None:
    op.create_table(
        "act",
        _text("id"),
        _text("station"),
        _whole("counter"),
        _text("who"),
        _text("recorded_at"),
        _whole("recorded_offset"),
        _text("command"),
        _text("why", null=True),
        _text("previous"),
        _text("digest"),
        _text("manifest"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("station", "counter", name="act_counter_key"),
        sqlite_with_rowid=False,
    )


def _formula_version() -> None:
    op.create_table(
        "formula_version",
        _text("code"),
        _whole("number"),
        _text("fingerprint"),
        _text("why"),
        _text("act"),
        _text("formula"),
        sa.PrimaryKeyConstraint("code", "number"),
        _refers("formula_version", "act", act="id"),
        sqlite_with_rowid=False,
    )


def _version_status() -> None:
    op.create_table(
        "version_status",
        _text("code"),
        _whole("number"),
        _whole("seq"),
        _text("status"),
        _text("why", null=True),
        _text("act"),
        sa.PrimaryKeyConstraint("code", "number", "seq"),
        _refers("version_status", "formula_version", code="code", number="number"),
        _refers("version_status", "act", act="id"),
        sqlite_with_rowid=False,
    )


def _batch() -> None:
    op.create_table(
        "batch",
        _text("code"),
        _text("formula"),
        _whole("version"),
        _whole("trial"),
        _text("act"),
        _text("plan"),
        sa.PrimaryKeyConstraint("code"),
        _refers("batch", "formula_version", formula="code", version="number"),
        _refers("batch", "act", act="id"),
        sqlite_with_rowid=False,
    )
    op.create_index("batch_formula_idx", "batch", ["formula"])


def _entry() -> None:
    op.create_table(
        "entry",
        _text("batch"),
        _whole("seq"),
        _text("station"),
        _whole("counter"),
        _text("kind"),
        _text("step", null=True),
        _text("name", null=True),
        _text("form", null=True),
        _text("value", null=True),
        _text("unit", null=True),
        _text("typed", null=True),
        _text("lot", null=True),
        _text("happened_at", null=True),
        _whole("happened_offset", null=True),
        _text("recorded_at"),
        _whole("recorded_offset"),
        _text("who"),
        _whole("supersedes", null=True),
        _text("why", null=True),
        _whole("imported"),
        _text("act"),
        sa.PrimaryKeyConstraint("batch", "seq"),
        _refers("entry", "batch", batch="code"),
        _refers("entry", "act", act="id"),
        sa.UniqueConstraint("station", "counter", name="entry_counter_key"),
        sqlite_with_rowid=False,
    )


def _setting() -> None:
    op.create_table(
        "setting",
        _text("name"),
        _whole("seq"),
        _text("value"),
        _text("act"),
        sa.PrimaryKeyConstraint("name", "seq"),
        _refers("setting", "act", act="id"),
        sqlite_with_rowid=False,
    )


def _batch_card() -> None:
    op.create_table(
        "batch_card",
        _text("batch"),
        _text("formula"),
        _whole("version"),
        _whole("trial"),
        _text("state"),
        _text("disposition"),
        _text("outcome", null=True),
        _text("started_at", null=True),
        _whole("started_offset", null=True),
        _text("last_at", null=True),
        _whole("last_offset", null=True),
        sa.PrimaryKeyConstraint("batch"),
        _refers("batch_card", "batch", batch="code"),
        sqlite_with_rowid=False,
    )


def _guard_sqlite() -> None:
    for table, keys in _KEYS.items():
        refuse = f"BEGIN SELECT RAISE(ABORT, 'rows of {table} {_REFUSAL}'); END"
        taken = " OR ".join(
            f"EXISTS (SELECT 1 FROM {table} WHERE {' AND '.join(f'{name} = NEW.{name}' for name in key)})"  # noqa: S608 - all names are our own
            for key in keys
        )
        op.execute(f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refuse}")
        op.execute(f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}")
        op.execute(f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {taken} {refuse}")


def _guard_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION recipekeeper_keep() RETURNS trigger LANGUAGE plpgsql AS $$\n"
        "BEGIN\n"
        f"    RAISE EXCEPTION USING MESSAGE = 'rows of ' || TG_TABLE_NAME || ' {_REFUSAL}';\n"
        "END\n"
        "$$"
    )
    refuse = "EXECUTE FUNCTION recipekeeper_keep()"
    for table in _KEYS:
        op.execute(
            f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {refuse}"
        )
        op.execute(
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {refuse}"
        )
