"""The guided run killed with kill -9: what was acknowledged is kept, and it goes on at the same place."""

from __future__ import annotations

import signal
import time
from datetime import datetime, timedelta
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest

pexpect = pytest.importorskip("pexpect", reason="a pseudo-terminal is a thing of Unix")

from recipekeeper.batch.model import Entry, Kind  # noqa: E402 - after the question whether there are terminals
from recipekeeper.operations import batches  # noqa: E402
from recipekeeper.store import open_store, verify  # noqa: E402
from tests.cli.typist import context, guided_run, type_and_leave, with_soap  # noqa: E402

WEIGHED = "\r2001 OO-2509\r"
PROMPTS = {
    "a value half typed": ("12", "12█"),
    "a question": ("d", "y or n"),
    "a reason": ("s", "reason ›"),
    "a note half typed": ("nricing", "ricing"),
}


@pytest.fixture(scope="module")
def begun_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    began = datetime.now().astimezone() - timedelta(hours=1)
    store = with_soap(tmp_path_factory.mktemp("begun"), began)
    batches.start_batch(context(store, began), "SOAP-LAV", code="B1")
    return store


@pytest.fixture
def store(begun_store: Path, tmp_path: Path) -> Path:
    return Path(copyfile(begun_store, tmp_path / "store.db"))


def entries(store: Path) -> list[Entry]:
    opened = open_store(str(store), station="A")
    assert verify(opened).problems == ()
    with opened.read() as reading:
        return reading.entries("B1")


def killed(program: Any) -> None:
    program.kill(signal.SIGKILL)
    program.expect(pexpect.EOF)
    program.close()
    assert program.signalstatus == signal.SIGKILL


def test_killed_at_any_prompt_it_is_back_at_the_same_place_with_the_time_that_is_gone(store: Path) -> None:
    program = guided_run(store, "B1")
    program.send(f"@-5 min\r{WEIGHED}")
    program.expect("WEIGH coconut oil")
    for typed, prompt in PROMPTS.values():
        program.send(typed)
        program.expect_exact(prompt)
        killed(program)
        assert [entry.kind for entry in entries(store)] == [Kind.START, Kind.BEGIN, Kind.WEIGH], typed
        program = guided_run(store, "B1", until="WEIGH coconut oil")
    program.expect("5:[0-9][0-9] of 10 ± 5 min")
    type_and_leave(program, "")


def test_killed_while_somebody_types_quickly_it_has_kept_a_beginning_and_nothing_by_half(
    store: Path,
) -> None:
    program = guided_run(store, "B1")
    whole = ["begin", *(f"note {number}" for number in range(40))]
    program.send("\r" + "".join(f"n{number}\r" for number in range(40)))
    time.sleep(0.5)
    killed(program)
    kept = [f"{entry.kind.value} {entry.value or ''}".strip() for entry in entries(store)[1:]]
    assert kept == whole[: len(kept)]
