"""Whether the walls of a store still stand: its tables, keys, indexes and guards, and the file itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sqlalchemy import Connection

from recipekeeper.store.guards import FUNCTION, FUNCTION_BODY, guards
from recipekeeper.store.tables import ALL, GUARDED

_MOST_DAMAGES: Final = 20
# What pg_trigger.tgtype says of BEFORE UPDATE OR DELETE FOR EACH ROW, and of BEFORE TRUNCATE.
_TIMING: Final = {"no_change": 1 | 2 | 8 | 16, "no_truncate": 2 | 32}

_TRIGGERS: Final = """
SELECT c.relname, t.tgname, t.tgtype, t.tgenabled::text, p.proname, p.prosrc
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace
"""
_TABLES: Final = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
_INDEXES: Final = "SELECT indexname FROM pg_indexes WHERE schemaname = current_schema()"


def broken_walls(connection: Connection) -> list[str]:
    """What of the store itself is missing, changed, or not ours."""
    return list(_sqlite(connection) if connection.dialect.name == "sqlite" else _postgresql(connection))


def objects(connection: Connection) -> dict[str, str]:
    """Everything that an SQLite store is made of, by kind and name, as the statement that makes it."""
    rows = connection.exec_driver_sql("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {f"{kind} {name}": "".join(sql.replace('"', "").split()) for kind, name, sql in rows}


def _sqlite(connection: Connection) -> Iterator[str]:
    for (damage,) in connection.exec_driver_sql(f"PRAGMA integrity_check({_MOST_DAMAGES})"):
        if damage != "ok":
            yield f"the file is damaged: {damage}"
    # Only verify needs a store to compare with, made from the models in memory.
    from recipekeeper.store.connecting import connect_to_nothing
    from recipekeeper.store.schema import make

    with connect_to_nothing() as pattern:
        make(pattern)
        expected = objects(pattern)
    found = objects(connection)
    yield from _missing_or_foreign("", set(expected), set(found))
    yield from (f"{name} was changed" for name in expected if name in found and expected[name] != found[name])


def _missing_or_foreign(kind: str, expected: set[str], found: set[str]) -> Iterator[str]:
    yield from (f"{kind}{name} was removed" for name in sorted(expected - found))
    yield from (f"{kind}{name} was added: it is not ours" for name in sorted(found - expected))


def _postgresql(connection: Connection) -> Iterator[str]:
    ours = {table.name for table in GUARDED}
    rows = connection.exec_driver_sql(_TRIGGERS).all()
    found = {row.tgname: row for row in rows if row.relname in ours}
    expected = guards("postgresql")
    yield from _missing_or_foreign("trigger ", set(expected), set(found))
    for name in sorted(expected.keys() & found.keys()):
        row = found[name]
        timing = _TIMING[name.removeprefix(f"{row.relname}_")]
        if row.tgtype != timing or row.proname != FUNCTION or row.prosrc.split() != FUNCTION_BODY.split():
            yield f"trigger {name} was changed"
        elif row.tgenabled not in ("O", "A"):
            yield f"trigger {name} was switched off"
    tables = set(connection.exec_driver_sql(_TABLES).scalars())
    yield from (f"table {table.name} was removed" for table in ALL if table.name not in tables)
    indexes = set(connection.exec_driver_sql(_INDEXES).scalars())
    for table in GUARDED:
        keys = {table.primary_key.name or f"{table.name}_pkey", *(index.name for index in table.indexes)}
        yield from (f"index {name} was removed" for name in sorted(map(str, keys - indexes)))
