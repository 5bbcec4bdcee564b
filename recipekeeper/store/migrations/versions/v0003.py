"""What is measured with: instruments and their checks."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_REFUSAL = "are only ever added, never changed or removed"


def upgrade() -> None:
    """From 0002; nothing that is there is touched."""
    op.create_table(
        "instrument_event",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("given", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("code", "seq"),
        sa.ForeignKeyConstraint(
            ["act"],
            ["act.id"],
            name="instrument_event_act_fkey",
            deferrable=True,
            initially="DEFERRED",
        ),
        sqlite_with_rowid=False,
    )
    if op.get_bind().dialect.name == "sqlite":
        _guard_sqlite()
    else:
        _guard_postgresql()


def _guard_sqlite() -> None:
    refuse = f"BEGIN SELECT RAISE(ABORT, 'rows of instrument_event {_REFUSAL}'); END"
    taken = "EXISTS (SELECT 1 FROM instrument_event WHERE code = NEW.code AND seq = NEW.seq)"
    op.execute(f"CREATE TRIGGER instrument_event_no_update BEFORE UPDATE ON instrument_event {refuse}")
    op.execute(f"CREATE TRIGGER instrument_event_no_delete BEFORE DELETE ON instrument_event {refuse}")
    op.execute(
        f"CREATE TRIGGER instrument_event_no_replace BEFORE INSERT ON instrument_event WHEN {taken} {refuse}"
    )


def _guard_postgresql() -> None:
    refuse = "EXECUTE FUNCTION recipekeeper_keep()"
    op.execute(
        "CREATE TRIGGER instrument_event_no_change BEFORE UPDATE OR DELETE ON instrument_event "
        f"FOR EACH ROW {refuse}"
    )
    op.execute(
        "CREATE TRIGGER instrument_event_no_truncate BEFORE TRUNCATE ON instrument_event "
        f"FOR EACH STATEMENT {refuse}"
    )
