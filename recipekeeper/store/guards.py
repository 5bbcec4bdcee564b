"""The guards: triggers that keep every fact as it was written, whoever comes with whatever tool.

BEFORE UPDATE and BEFORE DELETE on both databases. On SQLite also BEFORE INSERT, because INSERT OR
REPLACE takes the old row away without firing a DELETE trigger; on PostgreSQL also BEFORE TRUNCATE.
Whoever drops the guards is found by `verify`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sqlalchemy import PrimaryKeyConstraint, Table, UniqueConstraint

from recipekeeper.store.tables import GUARDED

REFUSAL: Final = "are only ever added, never changed or removed"
"""What every guard says after the name of its table."""

FUNCTION: Final = "recipekeeper_keep"

FUNCTION_BODY: Final = f"""
BEGIN
    RAISE EXCEPTION USING MESSAGE = 'rows of ' || TG_TABLE_NAME || ' {REFUSAL}';
END
"""


def guards(database: str) -> dict[str, str]:
    """The name and the statement of every guard for "sqlite" or "postgresql", in order of making."""
    return dict(_sqlite() if database == "sqlite" else _postgresql())


def _sqlite() -> Iterator[tuple[str, str]]:
    for table in GUARDED:
        refuse = f"BEGIN SELECT RAISE(ABORT, 'rows of {table.name} {REFUSAL}'); END"
        yield f"{table.name}_no_update", f"BEFORE UPDATE ON {table.name} {refuse}"
        yield f"{table.name}_no_delete", f"BEFORE DELETE ON {table.name} {refuse}"
        taken = " OR ".join(_taken(table, columns) for columns in _keys(table))
        yield f"{table.name}_no_replace", f"BEFORE INSERT ON {table.name} WHEN {taken} {refuse}"


def _postgresql() -> Iterator[tuple[str, str]]:
    for table in GUARDED:
        refuse = f"EXECUTE FUNCTION {FUNCTION}()"
        yield f"{table.name}_no_change", f"BEFORE UPDATE OR DELETE ON {table.name} FOR EACH ROW {refuse}"
        yield f"{table.name}_no_truncate", f"BEFORE TRUNCATE ON {table.name} FOR EACH STATEMENT {refuse}"


def statements(database: str) -> list[str]:
    """The statements that make all guards."""
    triggers = [f"CREATE TRIGGER {name} {rest}" for name, rest in guards(database).items()]
    if database == "sqlite":
        return triggers
    return [
        f"CREATE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $${FUNCTION_BODY}$$",
        *triggers,
    ]


def _keys(table: Table) -> Iterator[list[str]]:
    """The columns of each key of a table: any of them would let REPLACE take a row away."""
    for constraint in (table.primary_key, *_unique(table)):
        yield [column.name for column in constraint.columns]


def _unique(table: Table) -> list[PrimaryKeyConstraint | UniqueConstraint]:
    found = [each for each in table.constraints if isinstance(each, UniqueConstraint)]
    return sorted(found, key=lambda each: str(each.name))


def _taken(table: Table, columns: list[str]) -> str:
    same = " AND ".join(f"{column} = NEW.{column}" for column in columns)
    return f"EXISTS (SELECT 1 FROM {table.name} WHERE {same})"  # noqa: S608 - all names are our own
