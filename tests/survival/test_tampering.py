"""A store that somebody meddled with, without the guards: the program says so, names the row, and exits 1."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from shutil import copyfile

import pytest

from tests.survival.kit import Bench


@pytest.fixture(scope="module")
def weighed(begun: Path) -> Path:
    """The store in which a batch is under way, with its first weighing."""
    copied = Path(copyfile(begun, begun.with_name("weighed.db")))
    Bench(begun.parent, str(copied)).did("weigh", "olive oil", "1022 g")
    return copied


@pytest.fixture
def logged(weighed: Path, tmp_path: Path) -> Bench:
    copyfile(weighed, tmp_path / "bench.db")
    return Bench(tmp_path, str(tmp_path / "bench.db"))


def meddle(bench: Bench, statement: str) -> None:
    """What the sqlite3 shell can do to a store once the guards are gone."""
    shell = sqlite3.connect(bench.store, isolation_level=None)
    for (trigger,) in shell.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        shell.execute(f"DROP TRIGGER {trigger}")
    shell.execute(statement)
    shell.close()


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE entry SET value = '1020' WHERE seq = 1", "entry B1/1 was changed"),
        ("DELETE FROM entry WHERE seq = 1", "entry B1/1 was removed"),
        ("DELETE FROM act WHERE id = 'A-3'", "act A-3 was removed"),
        ("UPDATE act SET counter = 'third' WHERE id = 'A-3'", "act A-3 was changed"),
        ("UPDATE act SET counter = 4611686018427387904 WHERE id = 'A-3'", "act A-3 was changed"),
        (
            "UPDATE entry SET seq = 4611686018427387904 WHERE seq = 1",
            "entry B1/4611686018427387904 was added",
        ),
        ("DROP TABLE act", "table act was removed"),
    ],
)
def test_what_was_meddled_with_is_named(logged: Bench, statement: str, named: str) -> None:
    meddle(logged, statement)
    assert named in "\n".join(logged.problems())


def test_a_meddled_store_does_not_pass(logged: Bench) -> None:
    meddle(logged, "UPDATE entry SET value = '1020' WHERE seq = 1")
    verified = logged("store", "verify", "--json")
    assert (verified.returncode, verified.stderr) == (1, "")
    found = json.loads(verified.stdout)
    assert (found["ok"], found["batches"], found["entries"]) == (False, 1, 2)
    assert "entry B1/1 was changed since act A-3 wrote it" in found["problems"]
