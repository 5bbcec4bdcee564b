"""Where a store may be, and what is said where it cannot: one sentence, and never a password."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from recipekeeper.errors import Misused, RecipekeeperError, StoreError
from recipekeeper.store import Store, default_location, open_store, verify
from recipekeeper.store import location as place
from tests.store.kit import NOON, fill
from tests.store.test_guards import shell


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://ana:s3cr3t@host/bench", "postgresql://ana@host/bench"),
        ("postgres://ana:s3cr3t@host:5433/bench", "postgresql://ana@host:5433/bench"),
        ("postgresql://ana:p@ss/w#rd?s3cr3t@host/bench", "postgresql://ana@host/bench"),
        ("postgresql://host/bench?user=ana&password=s3cr3t", "postgresql://host/bench"),
        ("postgresql://ana:s3cr3t/bench", "postgresql://ana/bench"),
        ("postgresql:///bench", "postgresql:///bench"),
    ],
)
def test_a_password_is_never_shown(url: str, shown: str) -> None:
    store = open_store(url, station="A")
    assert store.shown == shown
    assert "s3cr3t" not in f"{store!r} {store.location!r}"


@pytest.mark.parametrize("url", ["postgresql://ana:s3%20cr@127.0.0.1:1/x", "postgresql://ana:s3 cr@[bad/x"])
def test_no_error_shows_a_password(url: str) -> None:
    store = open_store(url, station="A")
    with pytest.raises(StoreError, match="cannot be reached") as caught, store.read():
        pass
    for part in ("s3%20cr", "s3 cr"):
        assert part not in caught.value.message
    assert caught.value.__cause__ is None


def test_a_missing_driver_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreError, match=r'pip install "recipekeeper\[postgres\]"'):
        assert open_store("postgresql://host/bench", station="A").exists


@pytest.mark.parametrize("text", ["", "mysql://host/bench", "sqlite:///bench.db", "a\0b"])
def test_what_is_no_place_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(Misused, match="postgresql://user@host/database"):
        open_store(text, station="A")


@pytest.mark.parametrize("station", ["", "Bench 2", "ü", "A" * 21])
def test_a_station_has_a_plain_name(station: str) -> None:
    with pytest.raises(Misused, match="BENCH-2"):
        open_store("bench.db", station=station)


def test_a_missing_folder_is_not_made(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "typo" / "bench.db"), station="A")
    assert not store.exists
    with pytest.raises(StoreError, match="typo"), store.write(by="Ana", at=NOON):
        pass
    assert list(tmp_path.iterdir()) == []


def test_the_folder_of_the_default_place_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("HOME", str(tmp_path))
    fill(open_store(str(default_location()), station="A"))
    assert default_location().exists()
    assert tmp_path in default_location().parents


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    store = open_store(str(tmp_path), station="A")
    with pytest.raises(StoreError, match=str(tmp_path)), store.read():
        pass
    with pytest.raises(StoreError, match=str(tmp_path)), store.write(by="Ana", at=NOON):
        pass


def test_a_file_of_something_else_is_left_alone(tmp_path: Path) -> None:
    diary = tmp_path / "diary.txt"
    diary.write_text("Dear diary, this is no database. " * 100)
    before = diary.read_bytes()
    store = open_store(str(diary), station="A")
    for use in (lambda: store.exists, lambda: fill(store), lambda: verify(store)):
        with pytest.raises(StoreError, match="is not a database"):
            use()
    assert diary.read_bytes() == before


def test_the_database_of_another_program_is_left_alone(store: Store) -> None:
    with shell(store) as tool:
        tool.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        tool.execute("CREATE TABLE cookbook (title TEXT)")
    for use in (lambda: store.exists, lambda: fill(store), lambda: verify(store)):
        with pytest.raises(RecipekeeperError, match="another program"):
            use()


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    (tmp_path / "bench.db").touch()
    store = open_store(str(tmp_path / "bench.db"), station="A")
    assert not store.exists
    fill(store)
    assert store.made_now
    assert verify(store).ok


def test_an_odd_path_is_a_path(tmp_path: Path) -> None:
    path = tmp_path / "Seife & Öl? 100%#1.db"
    fill(open_store(str(path), station="A"))
    assert path.exists()
    assert verify(open_store(str(path), station="A")).entries == 7


def test_a_tilde_is_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert place.read_location("~/bench.db").path == tmp_path / "bench.db"
