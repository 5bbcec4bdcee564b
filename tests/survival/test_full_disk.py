"""A disk without room: a clear sentence, nothing half written, and on it goes once there is room."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.survival.kit import HISTORY, RK, SOAP, Bench, notes

pytestmark = pytest.mark.skipif(shutil.which("prlimit") is None, reason="nothing here limits a file's size")

NO_ROOM = 4096
"""Less than any write of a store needs, and than what readers share."""

STORE_FULL = 6
UNWRITABLE = 4


def files(folder: Path) -> set[Path]:
    """All but what SQLite itself keeps beside a store for as long as it likes."""
    return {file for file in folder.rglob("*") if not file.name.endswith((".db-shm", ".db-wal"))}


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("weigh", "olive oil", "1 g"), STORE_FULL, "no room left for the store"),
        (("formula", "add", "changed.toml", "--why", "less"), STORE_FULL, "no room left for the store"),
        (("history", "import", str(HISTORY)), STORE_FULL, "no room left for the store"),
        (("store", "backup", "saved.db"), STORE_FULL, "saved.db"),
        (("store", "restore", "old.db", "--replace"), STORE_FULL, "no room left"),
        (("formula", "export", "SOAP-LAV", "-o", "soap.toml"), UNWRITABLE, "soap.toml was not written"),
    ],
    ids=lambda words: " ".join(words[:3]) if isinstance(words, tuple) else None,
)
def test_a_full_disk_is_a_sentence_and_nothing_is_half_written(
    bench: Bench, words: tuple[str, ...], code: int, said: str
) -> None:
    soap = SOAP.read_text(encoding="utf-8").replace("0.25 %", "0.3 %")
    (bench.folder / "changed.toml").write_text(soap, encoding="utf-8")
    shutil.copyfile(bench.store, bench.folder / "old.db")
    before = files(bench.folder)
    done = bench(*words, largest_file=NO_ROOM)
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr
    assert "room" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert files(bench.folder) == before
    assert bench.problems() == ()
    bench.did(*words)


def test_a_store_that_there_is_no_room_for_is_made_later(bench: Bench) -> None:
    add = ("--store", "new.db", "formula", "add", SOAP)
    done = bench(*add, largest_file=NO_ROOM)
    assert done.returncode == STORE_FULL
    assert "new.db" in done.stderr
    assert bench.did("--store", "new.db", "formula", "list").startswith("There is no formula yet")
    assert "Made a new store" in bench(*add).stderr


def test_a_demonstration_on_a_full_disk_is_made_once_there_is_room(bench: Bench) -> None:
    done = bench("demo", largest_file=NO_ROOM)
    assert done.returncode == STORE_FULL
    assert "no room left" in done.stderr
    bench.did("demo")


def test_a_store_on_a_full_disk_can_be_read_and_verified(bench: Bench) -> None:
    bench.did("note", "kept")
    assert "B1" in bench("batch", "list", largest_file=NO_ROOM).stdout
    verified = bench("store", "verify", largest_file=NO_ROOM)
    assert (verified.returncode, verified.stderr) == (0, "")
    assert "kept" in notes(bench.log())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device here is always full")
def test_an_answer_that_finds_no_room_does_not_ask_for_the_entry_again(bench: Bench) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [RK, "note", "kept"],
            env=bench.environment,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == STORE_FULL
    assert "is recorded: look before you type it again" in done.stderr
    assert "kept" in notes(bench.log())
