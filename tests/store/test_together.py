"""Several programs at one store, and programs that die: nothing acknowledged is lost, nothing is half done."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest

from recipekeeper.batch.model import Draft, Kind
from recipekeeper.errors import StoreError, StoreFull
from recipekeeper.store import Act, Store, open_store, verify
from tests.store.kit import NOON, fill, log

ROOT = Path(__file__).parents[2]
PROCESSES = 8
EACH = 8

# A bench of its own: each entry in an act of its own, and a line on stdout for each that is kept.
LOGGING = """
import sys
from recipekeeper.batch.model import Draft, Kind
from tests.store.kit import log
from recipekeeper.store import open_store
store = open_store(sys.argv[1], station=sys.argv[2])
for number in range(int(sys.argv[3])):
    (entry,) = log(store, [Draft("SOAP-1", Kind.NOTE, value=f"note {number}")])
    print(entry.id, flush=True)
"""

# Eight of these at once find no store: one makes it, one brings the formula, each logs a batch of its own.
FIRST = """
import sys
from recipekeeper.batch.model import Draft, Kind
from recipekeeper.store import open_store
from tests.store.kit import NOON, log, soap, start
store = open_store(sys.argv[1], station=sys.argv[2])
batch = sys.argv[3]
print("ready", flush=True)
sys.stdin.readline()
with store.write(by="Ana", at=NOON) as act:
    if act.version("SOAP") is None:
        act.add_version(soap())
    start(act, batch)
print("made" if store.made_now else "found", flush=True)
for number in range(int(sys.argv[4])):
    (entry,) = log(store, [Draft(batch, Kind.NOTE, value=f"note {number}")])
    print(entry.id, flush=True)
"""


@contextmanager
def running(program: str, arguments: Sequence[Sequence[str]]) -> Iterator[list[subprocess.Popen[str]]]:
    """Several of a program at once, ended with the test."""
    pipe = subprocess.PIPE
    command = [sys.executable, "-c", program]
    started = [
        subprocess.Popen([*command, *each], cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe, text=True)
        for each in arguments
    ]
    try:
        yield started
    finally:
        for process in started:
            process.kill()
            process.communicate()


def place(store: Store) -> str:
    return store.location.url or store.shown


def stream(pipe: IO[str] | None) -> IO[str]:
    assert pipe is not None
    return pipe


def test_eight_programs_at_once_make_one_store_and_lose_nothing(store: Store) -> None:
    # Half of them share a station, and so its counters; the others have their own.
    stations = ["A"] * (PROCESSES // 2) + [f"S{n}" for n in range(PROCESSES // 2)]
    benches = [(place(store), station, f"SOAP-{n}", str(EACH)) for n, station in enumerate(stations)]
    with running(FIRST, benches) as programs:
        for program in programs:
            assert stream(program.stdout).readline() == "ready\n"
        for program in programs:
            stream(program.stdin).write("\n")
            stream(program.stdin).flush()
        said = [program.communicate(timeout=100) for program in programs]
    assert [error for _, error in said] == [""] * PROCESSES
    first_words = [words.split()[0] for words, _ in said]
    assert sorted(first_words) == ["found"] * (PROCESSES - 1) + ["made"]
    with store.read() as reading:
        there = {n: {entry.id for entry in reading.entries(f"SOAP-{n}")} for n in range(PROCESSES)}
        assert [version.number for version in reading.versions("SOAP")] == [1]
        assert len(reading.acts()) == PROCESSES * (EACH + 1)
    for number, (words, _) in enumerate(said):
        acknowledged = set(words.split()[1:])
        assert len(acknowledged) == EACH
        assert acknowledged <= there[number]
    assert verify(store).problems == ()


def test_what_was_acknowledged_before_a_kill_is_there(store: Store) -> None:
    fill(store)
    with running(LOGGING, [(place(store), "A", "1000")]) as (program,):
        names = [stream(program.stdout).readline().strip() for _ in range(15)]
        program.send_signal(signal.SIGKILL)
        names += stream(program.stdout).read().split()
    with store.read() as reading:
        there = {entry.id for entry in reading.entries("SOAP-1")}
    assert set(names) <= there
    assert verify(store).problems == ()
    log(store, [Draft("SOAP-1", Kind.NOTE, value="and on we go")])


def test_an_act_that_was_interrupted_never_was(store: Store) -> None:
    fill(store)
    with store.read() as reading:
        before = reading.head()
    with pytest.raises(KeyboardInterrupt), store.write(by="Ana", at=NOON) as act:
        act.set("units", str(act.add_entries([Draft("SOAP-1", Kind.NOTE)] * 3000, _interrupt)))
    with store.read() as reading:
        assert reading.head() == before
    assert verify(store).problems == ()


def _interrupt(done: int, total: int) -> None:
    assert 0 < done < total
    raise KeyboardInterrupt


def _limit_files_to(size: int) -> None:
    # Only Unix has it, as only Unix runs this test.
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def limited(program: str, size: int, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A program in which no file can grow beyond a size: for SQLite, a full disk."""
    return subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=ROOT,
        input="\n",
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        preexec_fn=lambda: _limit_files_to(size),
    )


@pytest.mark.skipif(os.name == "nt", reason="Windows limits no file sizes")
def test_a_full_disk_is_a_sentence_and_loses_nothing(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "bench.db"), station="A")
    fill(store)
    size = (tmp_path / "bench.db").stat().st_size + 50_000
    program = limited(LOGGING, size, store.shown, "A", "1000")
    assert "StoreFull: There is no room left for the store" in program.stderr
    acknowledged = set(program.stdout.split())
    assert acknowledged
    with store.read() as reading:
        assert acknowledged <= {entry.id for entry in reading.entries("SOAP-1")}
    assert verify(store).problems == ()


@pytest.mark.skipif(os.name == "nt", reason="Windows limits no file sizes")
def test_a_disk_that_is_full_from_the_first_is_a_sentence(tmp_path: Path) -> None:
    program = limited(FIRST, 20_000, str(tmp_path / "bench.db"), "A", "SOAP-1", "0")
    assert "StoreFull: There is no room left for the store" in program.stderr
    store = open_store(str(tmp_path / "bench.db"), station="A")
    assert not store.exists
    fill(store)
    assert verify(store).ok


READING = """
import sys
from recipekeeper.store import open_store, verify
store = open_store(sys.argv[1], station="A")
with store.read() as reading:
    print(len(reading.entries("SOAP-1")))
print(verify(store).ok)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows limits no file sizes")
def test_a_store_on_a_full_disk_is_still_read_and_verified(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "bench.db"), station="A")
    fill(store)
    assert limited(READING, 0, store.shown).stdout.split() == ["6", "True"]


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_server_that_may_only_be_read_is_a_sentence(store: Store) -> None:
    fill(store)
    url = (store.location.url or "").replace("-csearch", "-cdefault_transaction_read_only%3Don%20-csearch")
    with (
        pytest.raises(StoreError, match="may only be read") as caught,
        open_store(url, station="A").write(by="Ana", at=NOON) as act,
    ):
        act.set("units", "us")
    assert not isinstance(caught.value, StoreFull)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_file_that_may_only_be_read_is_a_sentence(store: Store) -> None:
    fill(store)
    act = store.write(by="Ana", at=NOON)
    with pytest.raises(StoreError, match="may only be read"), act:
        _write_where_nobody_may(act)


def _write_where_nobody_may(act: Act) -> None:
    # Whoever is root may write to any file, so SQLite itself is told that nobody may.
    act.connection.exec_driver_sql("PRAGMA query_only=ON")
    act.set("units", "us")
