"""Stores of every revision: made from the models or by the scripts, they are the same; old ones are upgraded."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection

from recipekeeper.errors import NotFound, StoreError, StoreOutdated
from recipekeeper.store import Store, backup, columns, open_store, schema, tables, upgrade, upgrading, verify
from recipekeeper.store.upgrading import SCRIPTS, migrate
from tests.store.kit import NOON, fill
from tests.store.test_guards import shell

NEXT = '''"""A revision that is yet to come."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.execute("CREATE TABLE shelf (code TEXT)")
'''

POSTGRESQL_OBJECTS = """
SELECT table_name || '.' || column_name, concat_ws(' ', ordinal_position, data_type, is_nullable, column_default)
FROM information_schema.columns WHERE table_schema = current_schema()
UNION ALL SELECT indexname, replace(indexdef, current_schema() || '.', '') FROM pg_indexes
WHERE schemaname = current_schema()
UNION ALL SELECT conname, replace(pg_get_constraintdef(oid), current_schema() || '.', '') FROM pg_constraint
WHERE connamespace = current_schema()::regnamespace
UNION ALL SELECT tgname, replace(pg_get_triggerdef(t.oid), current_schema() || '.', '') FROM pg_trigger t
JOIN pg_class c ON c.oid = t.tgrelid
WHERE c.relnamespace = current_schema()::regnamespace AND NOT t.tgisinternal
UNION ALL SELECT proname, prosrc FROM pg_proc WHERE pronamespace = current_schema()::regnamespace
"""


def objects(connection: Connection) -> dict[str, str]:
    """Every table, column, key, index and guard, as the database itself describes it."""
    if connection.dialect.name == "postgresql":
        rows = connection.exec_driver_sql(POSTGRESQL_OBJECTS)
    else:
        rows = connection.exec_driver_sql("SELECT type || ' ' || name, sql FROM sqlite_master")
    return {row[0]: row[1] for row in rows}


def made(place: str, make: Callable[[Connection], None]) -> tuple[dict[str, str], list[str]]:
    store = open_store(place, station="A")
    if store.location.path is not None:
        store.location.path.touch()
    with store.connected() as connection:
        connection.exec_driver_sql("BEGIN")
        make(connection)
        connection.exec_driver_sql("COMMIT")
        return objects(connection), schema.stamps(connection)


def test_what_the_statements_know_of_the_tables_is_what_the_models_say() -> None:
    for statement_table, model in zip(columns.ALL, tables.ALL, strict=True):
        assert (statement_table.name, statement_table.c.keys()) == (model.name, model.c.keys())
    assert {table.name for table in columns.ALL} == set(tables.METADATA.tables)


def test_models_and_scripts_make_the_same_store(new_location: Callable[[], str]) -> None:
    by_models, stamp = made(new_location(), schema.make)
    by_scripts, stamp_of_scripts = made(new_location(), lambda connection: migrate(connection, "head"))
    assert by_scripts == by_models
    assert stamp_of_scripts == stamp == [columns.REVISION]
    assert len(by_models) > 30 or "trigger entry_no_replace" in by_models


def test_a_store_of_this_revision_needs_no_upgrade(store: Store) -> None:
    fill(store)
    done = upgrade(store)
    assert (done.before, done.after, done.backup) == ("0001", "0001", None)


@pytest.fixture
def next_program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[], None]:
    """Makes this program one that knows a revision more."""

    def install() -> None:
        scripts = tmp_path / "migrations"
        shutil.copytree(SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
        (scripts / "versions" / "v0002.py").write_text(NEXT)
        monkeypatch.setattr(upgrading, "SCRIPTS", scripts)
        for room in (columns, schema):
            monkeypatch.setattr(room, "REVISIONS", ("0001", "0002"))
            monkeypatch.setattr(room, "REVISION", "0002")

    return install


def test_an_upgrade_makes_a_backup_first_and_says_where(
    store: Store, next_program: Callable[[], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(store)
    with store.read() as reading:
        head = reading.head()
    monkeypatch.chdir(tmp_path)
    next_program()
    with pytest.raises(StoreOutdated, match="rk store upgrade"), store.read():
        pass
    done = upgrade(store)
    assert (done.before, done.after) == ("0001", "0002")
    with store.read() as reading:
        assert reading.head() == head
    with shell(store) as tool:
        assert tool.execute("SELECT count(*) FROM shelf").fetchone() == (0,)
    monkeypatch.undo()
    assert done.backup is not None
    assert done.backup.parent == tmp_path
    saved = open_store(str(done.backup), station="A")
    assert verify(saved).problems == ()
    with saved.read() as reading:
        assert reading.head() == head


def test_a_failed_upgrade_leaves_the_store_as_it_was(
    store: Store, next_program: Callable[[], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(store)
    monkeypatch.chdir(tmp_path)
    next_program()
    script = tmp_path / "migrations" / "versions" / "v0002.py"
    script.write_text(NEXT + '    op.execute("CREATE TABLE shelf (code TEXT)")\n')
    with pytest.raises(StoreError, match="shelf"):
        upgrade(store)
    monkeypatch.undo()
    assert verify(store).problems == ()


def test_a_store_of_a_later_program_is_refused_with_the_remedy(
    store: Store, next_program: Callable[[], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(store)
    monkeypatch.chdir(tmp_path)
    next_program()
    upgrade(store)
    monkeypatch.undo()
    for refused in (lambda: store.exists, lambda: upgrade(store), lambda: backup(store)):
        with pytest.raises(StoreOutdated, match="pip install --upgrade"):
            refused()


@pytest.mark.parametrize(
    ("meddling", "said"),
    [
        ("DELETE FROM alembic_version", "its revision is nothing"),
        ("DROP TABLE alembic_version", "its revision is nothing"),
        ("INSERT INTO alembic_version VALUES ('0009')", "0001 and 0009"),
    ],
)
def test_a_store_without_one_clear_stamp_is_refused(store: Store, meddling: str, said: str) -> None:
    fill(store)
    with shell(store) as tool:
        tool.execute(meddling)
    with pytest.raises(StoreError, match=said), store.write(by="Ana", at=NOON):
        pass
    assert not verify(store).ok


def test_there_is_nothing_to_upgrade_where_there_is_no_store(store: Store) -> None:
    with pytest.raises(NotFound, match="no store"):
        upgrade(store)
