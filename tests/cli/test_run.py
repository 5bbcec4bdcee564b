"""The guided run on a real terminal of 80 x 24: typed quickly, killed, closed, without colour."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from shutil import copyfile

import pytest

from recipekeeper.batch.model import BatchRecord, Kind, State, StepState
from recipekeeper.operations import batches

pexpect = pytest.importorskip("pexpect", reason="a pseudo-terminal is a thing of Unix")
from tests.cli.typist import (  # noqa: E402 - it needs pexpect as well
    DOWN,
    RK,
    context,
    environment,
    guided_run,
    imported,
    past_batches,
    recorded,
    type_and_leave,
    typed,
    with_soap,
)

COLOUR = re.compile(r"\x1b\[[0-9;]*3[0-7][0-9;]*m")
PER_CHARACTER = 1.3
WEIGHTS = ("2001", "1200", "801", "563.2", "1144.1", "120.1", "40.2")
SOAP = """
2001 1200 801 60
55.5 63.5
563.2 1144.1 18.5 88.5 yes

43.5 41.5 smooth
120.1 40.2 42.9
medium
43.8
20.5 72.5 full yes
142.6
pass
48.5 19.5
125.3 12.15
"""
"""What is read from the scale and the thermometer, a line for each step; the fourth asks for nothing.

What is due in the weeks of the cure is not asked today.
"""


@pytest.fixture(scope="session")
def an_hour_ago(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which a batch of the soap was begun an hour ago."""
    began = datetime.now().astimezone() - timedelta(hours=1)
    store = with_soap(tmp_path_factory.mktemp("begun"), began)
    batches.start_batch(context(store, began), "SOAP-LAV", code="B1")
    return store


@pytest.fixture
def store(an_hour_ago: Path, tmp_path: Path) -> Path:
    return Path(copyfile(an_hour_ago, tmp_path / "store.db"))


def record(store: Path) -> BatchRecord:
    return batches.show_batch(context(store), "B1")


def test_a_whole_soap_takes_little_more_than_its_figures(store: Path) -> None:
    steps = [line.split() for line in SOAP.strip("\n").split("\n")]
    keys = "".join(
        "".join(f"{value if value[0].isdigit() else value[0]}\r" for value in values) + "d"
        if values
        else "\rd"
        for values in steps
    )
    typed_in = record_after(store, keys + "5823.5\r40\rd")
    assert len(steps) == len(typed_in.state.steps) == 13
    assert all(run.state is StepState.DONE for run in typed_in.state.steps)
    assert [str(each.value) for each in typed_in.state.in_force if each.kind is Kind.WEIGH] == [
        f"{weight} g" for weight in WEIGHTS
    ]
    values = [value for line in steps for value in line]
    assert len(typed_in.state.readings) == len(values) - len(WEIGHTS) == 22
    assert typed_in.state.state is State.FINISHED
    characters = sum(map(len, [*values, "5823.5", "40"]))
    assert len(keys + "5823.5\r40\rd") <= PER_CHARACTER * characters + len(steps)


def record_after(store: Path, keys: str) -> BatchRecord:
    type_and_leave(guided_run(store, "B1"), keys)
    return record(store)


@pytest.fixture(scope="session")
def history(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return imported(tmp_path_factory.mktemp("imported"))


@pytest.mark.parametrize("number", [0, 8], ids=["a good batch", "the bad batch"])
def test_a_past_batch_typed_in_is_what_an_import_records(history: Path, tmp_path: Path, number: int) -> None:
    past = past_batches()[number]
    ours, theirs = typed(past, tmp_path), batches.show_batch(context(history), past.code)
    assert recorded(ours) == recorded(theirs)
    assert (ours.state.state, ours.state.yields, ours.state.units) == (
        theirs.state.state,
        theirs.state.yields,
        theirs.state.units,
    )


def test_the_terminal_may_be_closed_and_nothing_that_was_entered_is_lost(store: Path) -> None:
    program = guided_run(store, "B1")
    program.send("\r2001\r12")
    program.expect("WEIGH coconut oil")
    program.kill(signal.SIGHUP)
    program.expect(pexpect.EOF)
    program.close()
    assert [entry.kind for entry in record(store).entries] == [Kind.START, Kind.BEGIN, Kind.WEIGH]


def test_another_terminal_s_entries_appear_by_themselves(store: Path) -> None:
    from recipekeeper.operations.recording import bench

    program = guided_run(store, "B1")
    bench.weigh(context(store, by="Ben"), "B1", "olive oil", "2000 g")
    program.expect("Ben: weigh olive oil 2000 g")
    type_and_leave(program, "")


def test_the_bell_and_the_title_say_when_the_time_is_up(store: Path) -> None:
    program = guided_run(store, "B1")
    program.send("@-12 min\r\r")
    program.expect("\x07")
    program.expect("TIME IS UP weigh oils 12:0")
    program.expect("TIME IS UP: 12:0")
    type_and_leave(program, "")


def test_without_colour_it_says_the_same_and_ctrl_c_leaves_as_q_does(store: Path) -> None:
    program = guided_run(store, "B1", NO_COLOR="1")
    program.send("2100\r")
    program.expect("deviation B1/D1")
    seen = program.before
    program.send("\x03")
    program.expect("All is recorded; rk run B1 is back")
    assert not COLOUR.search(seen + program.before)
    program.expect(pexpect.EOF)


def test_where_there_is_no_terminal_a_sentence_says_so(store: Path) -> None:
    said = subprocess.run(
        [sys.executable, "-c", RK, "run"],
        env=environment(store),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (said.returncode, said.stdout) == (2, "")
    assert said.stderr.startswith("rk run needs a terminal to draw on, and this is none.")


@pytest.mark.parametrize(
    ("size", "sentence"),
    [((24, 70), "This terminal has 70 x 24 characters"), ((20, 80), "This terminal has 80 x 20 characters")],
)
def test_a_terminal_that_is_too_small_is_refused_with_a_sentence(
    store: Path, size: tuple[int, int], sentence: str
) -> None:
    seen = pexpect.run(
        f"{sys.executable} -c '{RK}' run",
        env=environment(store),
        dimensions=size,
        withexitstatus=True,
        encoding="utf-8",
    )
    assert seen[1] == 1
    assert sentence in seen[0]


def test_one_that_becomes_too_small_says_so_until_it_is_large_again(store: Path) -> None:
    program = guided_run(store, "B1")
    program.setwinsize(20, 80)
    program.expect("This terminal has 80 x 20 characters")
    program.setwinsize(30, 100)
    program.expect("TO BEGIN")
    type_and_leave(program, DOWN)
