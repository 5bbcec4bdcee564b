"""Stores of every revision: made from the models or by the scripts, they are the same; old ones are upgraded."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection

from recipekeeper.errors import NotFound, StoreError, StoreOutdated
from recipekeeper.store import (
    Store,
    backup,
    columns,
    open_store,
    restore,
    schema,
    tables,
    upgrade,
    upgrading,
    verify,
)
from recipekeeper.store.upgrading import SCRIPTS, migrate
from tests.store.kit import NOON, fill, fill_as_of_0002, fill_as_of_old, olive_oil, ph_meter
from tests.store.test_backups import everything
from tests.store.test_guards import refused, shell

LATER = '''"""A revision that is yet to come."""

from alembic import op

revision = "0004"
down_revision = "0003"


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
    assert (done.before, done.after, done.backup) == (columns.REVISION, columns.REVISION, None)


@pytest.fixture(params=["0001", "0002"])
def revision(request: pytest.FixtureRequest) -> str:
    """Which of the earlier revisions."""
    return str(request.param)


@pytest.fixture
def old(store: Store, tmp_path: Path, revision: str) -> Store:
    """A store of an earlier revision with all that such a store can hold."""
    now = open_store(str(tmp_path / "of-today.db"), station="A")
    {"0001": fill_as_of_old, "0002": fill_as_of_0002}[revision](now)
    if store.location.path is not None:
        store.location.path.touch()
    with now.read() as reading, store.connected() as connection:
        connection.exec_driver_sql("BEGIN")
        migrate(connection, revision)
        for table in columns.ALL:
            rows = reading.connection.execute(table.select()).mappings().all()
            if rows and table is not columns.STAMP:
                connection.execute(table.insert(), [dict(row) for row in rows])
        connection.exec_driver_sql("COMMIT")
    return store


def test_an_old_store_is_refused_with_the_remedy(old: Store, revision: str) -> None:
    for use in (lambda: old.exists, lambda: verify(old), lambda: fill(old), lambda: backup(old)):
        with pytest.raises(StoreOutdated, match=rf"revision {revision}; .* needs 0003\).*: rk store upgrade"):
            use()


def test_an_upgrade_makes_a_backup_first_and_says_where(
    old: Store, revision: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = upgrade(old)
    assert (done.before, done.after) == (revision, "0003")
    assert verify(old).problems == ()
    assert done.backup is not None
    assert done.backup.parent == tmp_path
    saved = open_store(str(done.backup), station="A")
    assert upgrade(saved).before == revision
    assert everything(saved) == everything(old)


def test_an_upgraded_store_takes_lots_and_instruments(
    old: Store, revision: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    upgrade(old)
    with old.read() as reading:
        assert len(reading.lots()) == len(reading.movements()) == (revision == "0002")
        assert reading.instrument_events() == ()
    with old.write(by="Ana", at=NOON) as act:
        act.add_lot(olive_oil("LOT-OLIVE-0002"))
        act.add_instrument_event("PH-1", ph_meter())
    assert verify(old).problems == ()
    for table in ("lot", "instrument_event"):
        with shell(old) as tool, refused():
            tool.execute(f"DELETE FROM {table}")


def test_what_was_written_of_old_keeps_its_digests(store: Store) -> None:
    fill_as_of_old(store)
    with store.read() as reading:
        head = reading.head()
    # As the first release computed it: who has it on paper must find it again.
    assert head == "7aa907378e363ba17859ae0b28930f3868be533d3fe7a59b269faba7a6b1faeb"


def test_a_failed_upgrade_leaves_the_store_as_it_was(
    old: Store, revision: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with shell(old) as tool:
        tool.execute("CREATE TABLE instrument_event (name TEXT)")
    with pytest.raises(StoreError, match="instrument_event"):
        upgrade(old)
    with pytest.raises(StoreOutdated, match=f"revision {revision}"):
        verify(old)
    with shell(old) as tool:
        tool.execute("DROP TABLE instrument_event")
    upgrade(old)
    assert verify(old).problems == ()


def test_a_backup_of_before_is_brought_up_to_date_before_it_is_restored(
    old: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    saved = upgrade(old).backup
    assert saved is not None
    with pytest.raises(StoreOutdated, match=f'rk store upgrade --store "{saved}"'):
        restore(old, saved, replace=True)
    upgrade(open_store(str(saved), station="A"))
    assert restore(old, saved, replace=True).entries == 7


@pytest.fixture
def later_program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[], None]:
    """Makes this program one that knows a revision more."""

    def install() -> None:
        scripts = tmp_path / "migrations"
        shutil.copytree(SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
        (scripts / "versions" / "v0004.py").write_text(LATER)
        monkeypatch.setattr(upgrading, "SCRIPTS", scripts)
        for room in (columns, schema):
            monkeypatch.setattr(room, "REVISIONS", ("0001", "0002", "0003", "0004"))
            monkeypatch.setattr(room, "REVISION", "0004")

    return install


def test_a_store_of_a_later_program_is_refused_with_the_remedy(
    store: Store, later_program: Callable[[], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(store)
    monkeypatch.chdir(tmp_path)
    later_program()
    upgrade(store)
    monkeypatch.undo()
    for use in (lambda: store.exists, lambda: upgrade(store), lambda: backup(store)):
        with pytest.raises(StoreOutdated, match="pip install --upgrade"):
            use()


@pytest.mark.parametrize(
    ("meddling", "said"),
    [
        ("DELETE FROM alembic_version", "its revision is nothing"),
        ("DROP TABLE alembic_version", "its revision is nothing"),
        ("INSERT INTO alembic_version VALUES ('0009')", "0003 and 0009"),
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
