"""Years of past batches: interrupted, imported, carried to another store, and read by half."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from pathlib import Path

import pytest

from tests.survival.kit import RK, SOAP, Bench, past

INTERRUPTED = 130


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no SIGINT to one program alone")
def test_an_import_that_is_interrupted_imports_nothing(bench: Bench) -> None:
    years = past(bench.folder / "past.csv", 3000)
    with bench.start("history", "import", years) as program:
        with pytest.raises(subprocess.TimeoutExpired):
            program.communicate(timeout=1.5)
        program.send_signal(signal.SIGINT)
        said, complaint = program.communicate(timeout=10)
    assert (program.returncode, said, complaint) == (INTERRUPTED, "", "Interrupted.\n")
    assert bench.did("batch", "list").count("\n") == 2
    assert bench.problems() == ()


def test_a_history_is_the_same_after_a_journey_through_another_store(tmp_path: Path) -> None:
    written = past(tmp_path / "past.csv", 13)
    traced, exported = [], []
    for name in ("first", "second"):
        bench = Bench(tmp_path, str(tmp_path / f"{name}.db"))
        bench.did("formula", "add", SOAP, "--release")
        assert "Imported 13 batches" in bench.did("history", "import", written)
        written = tmp_path / f"{name}.csv"
        bench.did("history", "export", "-o", written)
        exported.append(written.read_text(encoding="utf-8"))
        traced.append(json.loads(bench.did("trace", "B-0009", "--json")))
    assert exported[0] == exported[1]
    assert traced[0] == traced[1]
    assert "Imported 0 batches" in bench.did("history", "import", written)
    assert bench.problems() == ()


@pytest.mark.skipif(os.name == "nt", reason="the shell of Unix")
@pytest.mark.parametrize("reader", ["| head -1", ">&- 2>&- <&-"])
def test_who_stops_reading_is_told_nothing(bench: Bench, reader: str) -> None:
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", f'"{RK}" batch list {reader}'],
        env=bench.environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
