"""The database itself keeps every fact: no tool can change or remove a row without taking the guards down."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import psycopg
import pytest
from sqlalchemy import Table

from recipekeeper.store import Store, tables, verify
from recipekeeper.store.columns import ACT, CARD, ENTRY, GUARDED
from tests.store.kit import fill


@contextmanager
def shell(store: Store) -> Iterator[Any]:
    """Another tool on the same database, in autocommit, with no foreign keys on SQLite."""
    if store.location.path is not None:
        with closing(sqlite3.connect(store.location.path, isolation_level=None)) as file:
            yield file
    else:
        with psycopg.connect(store.location.url or "", autocommit=True) as session:
            yield session


def refused() -> Any:
    return pytest.raises((sqlite3.Error, psycopg.Error), match="are only ever added")


@pytest.fixture
def full(store: Store) -> Store:
    fill(store)
    return store


def test_no_row_is_changed(full: Store) -> None:
    for table in GUARDED:
        column = next(iter(table.columns)).name
        with shell(full) as tool, refused():
            tool.execute(f"UPDATE {table.name} SET {column} = {column}")


def test_no_row_is_removed(full: Store) -> None:
    for table in GUARDED:
        with shell(full) as tool, refused():
            tool.execute(f"DELETE FROM {table.name}")


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_no_row_is_replaced(full: Store) -> None:
    for table in GUARDED:
        with shell(full) as tool, refused():
            tool.execute(f"INSERT OR REPLACE INTO {table.name} SELECT * FROM {table.name} LIMIT 1")


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("table", [ACT, ENTRY])
def test_no_row_is_replaced_through_its_other_key(full: Store, table: Table) -> None:
    columns = table.columns.keys()
    others = ", ".join(["'elsewhere'", *columns[1:]])
    with shell(full) as tool, refused():
        tool.execute(f"INSERT OR REPLACE INTO {table.name} SELECT {others} FROM {table.name} LIMIT 1")


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_there_is_no_hidden_rowid_to_replace_by(full: Store) -> None:
    for table in GUARDED:
        with shell(full) as tool, pytest.raises(sqlite3.Error, match="no such column"):
            tool.execute(f"SELECT rowid FROM {table.name}")


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_no_table_is_emptied(full: Store) -> None:
    for table in GUARDED:
        with shell(full) as tool, refused():
            tool.execute(f"TRUNCATE {table.name} CASCADE")


def test_the_cache_may_be_changed_and_verify_sees_it(full: Store) -> None:
    with shell(full) as tool:
        tool.execute(f"UPDATE {CARD.name} SET state = 'void' WHERE batch = 'SOAP-1'")
    assert verify(full).problems == ("batch_card SOAP-1 was changed: state is not what the log says",)


def test_no_number_is_stored_as_a_float(full: Store) -> None:
    for table in tables.GUARDED:
        for column in table.columns:
            assert str(column.type) in {"TEXT", "INTEGER"}
    if full.location.path is not None:
        with shell(full) as tool:
            kinds = {kind for (kind,) in tool.execute("SELECT typeof(value) FROM entry")}
        assert kinds <= {"text", "null"}
