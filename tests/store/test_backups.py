"""Backups and restores, in every direction between the two databases."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from recipekeeper.batch.model import Draft, Kind
from recipekeeper.errors import Conflict, Misused, NotFound, RecipekeeperError, StoreError, Unreadable
from recipekeeper.store import Store, backup, info, open_store, restore, verify
from tests.store.kit import NOON, fill, log
from tests.store.test_guards import shell


def everything(store: Store) -> tuple[Any, ...]:
    """All that a store says when it is asked."""
    with store.read() as reading:
        batches = [card.batch for card in reading.cards()]
        return (
            reading.all_versions(),
            reading.cards(),
            reading.acts(),
            reading.settings(),
            reading.lots(),
            reading.movements(),
            reading.own_materials(),
            [(reading.plan(batch), reading.entries(batch)) for batch in batches],
            reading.head(),
        )


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "saved" / "backup.db"


@pytest.fixture(autouse=True)
def _folder(file: Path) -> None:
    file.parent.mkdir()


def test_a_backup_holds_everything_in_one_file(store: Store, file: Path) -> None:
    fill(store)
    assert backup(store, file) == file
    saved = open_store(str(file), station="A")
    assert everything(saved) == everything(store)
    assert verify(saved).problems == ()
    assert [path.name for path in file.parent.iterdir()] == ["backup.db"]


def test_a_backup_is_restored_into_a_new_store(
    store: Store, new_location: Callable[[], str], file: Path
) -> None:
    fill(store)
    other = open_store(new_location(), station="A")
    done = restore(other, backup(store, file))
    assert (done.batches, done.entries, done.backup) == (2, 7, None)
    assert everything(other) == everything(store)
    assert verify(other).problems == ()
    log(other, [Draft("SOAP-1", Kind.NOTE, value="and on we go")])
    assert verify(other).problems == ()


def test_a_backup_goes_from_one_database_to_the_other(store: Store, file: Path, server: str) -> None:
    fill(store)
    if store.location.path is None:
        other = open_store(str(file.parent / "other.db"), station="A")
    else:
        with shell(open_store(server, station="A")) as session:
            session.execute("CREATE SCHEMA crossing")
        other = open_store(f"{server}&options=-csearch_path%3Dcrossing", station="A")
    restore(other, backup(store, file))
    assert everything(other) == everything(store)
    assert verify(other).problems == ()


def test_a_store_that_holds_anything_is_replaced_only_when_asked_and_is_saved_before(
    store: Store, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    fill(store)
    before = everything(store)
    backup(store, file)
    log(store, [Draft("SOAP-1", Kind.NOTE, value="after the backup")])
    after = everything(store)
    with pytest.raises(Conflict, match="--replace"):
        restore(store, file)
    assert everything(store) == after
    done = restore(store, file, replace=True)
    assert everything(store) == before
    assert verify(store).problems == ()
    assert done.backup is not None
    assert everything(open_store(str(done.backup), station="A")) == after


def test_a_backup_that_was_meddled_with_restores_nothing(store: Store, file: Path) -> None:
    fill(store)
    backup(store, file)
    with closing(sqlite3.connect(file)) as meddler:
        meddler.execute("DROP TRIGGER setting_no_update")
        meddler.execute("UPDATE setting SET value = 'us'")
        meddler.commit()
    with pytest.raises(StoreError, match=r"nothing was restored\. .*setting"):
        restore(store, file, replace=True)
    assert verify(store).problems == ()


def test_a_backup_under_a_dated_name_lies_beside_the_store(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    fill(store)
    first, second = backup(store), backup(store)
    assert first != second
    assert first.parent == tmp_path
    assert re.fullmatch(r"\w+-backup-\d{8}-\d{6}\.db", first.name)


def test_no_file_is_ever_overwritten(store: Store, file: Path) -> None:
    fill(store)
    file.write_text("my diary")
    with pytest.raises(Conflict, match="there already"):
        backup(store, file)
    assert file.read_text() == "my diary"


def test_what_cannot_be_backed_up_or_restored_is_a_sentence(store: Store, file: Path) -> None:
    refused: list[tuple[type[RecipekeeperError], str, Callable[[], object]]] = [
        (NotFound, "nothing to back up", lambda: backup(store, file)),
        (NotFound, "no file", lambda: restore(store, file)),
    ]
    for kind, sentence, what in refused:
        with pytest.raises(kind, match=sentence):
            what()
    fill(store)
    with pytest.raises(NotFound, match="folder"):
        backup(store, file.parent / "nowhere" / "backup.db")
    file.write_bytes(b"")
    with pytest.raises(Unreadable, match="holds no store"):
        restore(store, file)
    file.write_text("my diary, which is no database at all, and rather long" * 100)
    with pytest.raises(Unreadable, match="is no backup"):
        restore(store, file)
    if store.location.path is not None:
        with pytest.raises(Misused, match="the store itself"):
            restore(store, store.location.path)


def test_a_backup_is_made_while_an_act_is_under_way(store: Store, file: Path) -> None:
    fill(store)
    with store.write(by="Ana", at=NOON) as act:
        act.set("units", "us")
        backup(store, file)
    with open_store(str(file), station="A").read() as reading:
        assert reading.setting("units") == "metric"


def test_a_store_says_what_it_is_and_holds(store: Store) -> None:
    nothing = info(store)
    assert (nothing.exists, nothing.location, nothing.entries, nothing.head) == (False, store.shown, 0, "")
    fill(store)
    found = info(store)
    assert (found.formulas, found.versions, found.batches, found.entries, found.acts) == (1, 1, 2, 7, 6)
    assert found.database == ("SQLite" if store.location.path else "PostgreSQL")
    assert (found.stations, found.last_at) == (("A", "B"), NOON)
    assert len(found.head) == 64
