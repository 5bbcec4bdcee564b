"""What was written on the printed sheet by hand, typed in afterwards: in its order, at its times, marked late."""

from __future__ import annotations

import signal
import sys
from datetime import datetime, timedelta
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
from click.testing import CliRunner

from recipekeeper.batch.agenda import asked
from recipekeeper.batch.blanks import Written, blanks
from recipekeeper.batch.model import BatchRecord, Entry, Kind, StepState
from recipekeeper.cli.program import program
from recipekeeper.operations import batches
from recipekeeper.paper.sheet.compose import compose
from recipekeeper.store import open_store
from tests.cli.typist import RK, context, environment, with_soap

YESTERDAY = (datetime.now().astimezone() - timedelta(days=1)).replace(
    hour=9, minute=5, second=0, microsecond=0
)
WEIGHTS = "2001 OO-2509 @9:09\n1200\n800\n563.2 NA-2511\n1144\n\n\n"
"""The oils and the lye; lavender and kaolin were left blank."""


@pytest.fixture(scope="session")
def begun_yesterday(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = with_soap(tmp_path_factory.mktemp("sheet"), YESTERDAY)
    batches.start_batch(context(store, YESTERDAY), "SOAP-LAV", code="B1")
    return store


@pytest.fixture
def store(begun_yesterday: Path, tmp_path: Path) -> Path:
    return Path(copyfile(begun_yesterday, tmp_path / "store.db"))


def types(store: Path, written: str, *words: str) -> Any:
    """Everything of it typed at once, as from a file."""
    result = CliRunner().invoke(
        program,
        ["transcribe", "B1", *words],
        input=written,
        env=environment(store, RECIPEKEEPER_UNITS="metric"),
    )
    assert result.exit_code == 0, result.output
    return result


def record(store: Path) -> BatchRecord:
    return batches.show_batch(context(store), "B1")


def entries(store: Path) -> list[Entry]:
    with open_store(str(store), station="A").read() as reading:
        return reading.entries("B1")[1:]


def test_the_blanks_are_asked_in_the_order_of_the_printed_sheet(store: Path) -> None:
    found = record(store)
    sheet = compose(found.plan, printed=YESTERDAY)
    printed: list[str] = [row.name for phase in sheet.phases for row in phase.rows]
    for step in sheet.steps:
        printed += (f"{step.name} start", f"{step.name} end")
        printed += (check.measure for check in step.checks for _ in range(check.readings))
    asked_for = []
    for blank in blanks(asked(found, YESTERDAY)):
        name = blank.line or blank.check
        if name is not None:
            asked_for.append(blank.line.name if blank.line else str(blank.check and blank.check.measure))
        elif blank.step:
            asked_for.append(f"{blank.step.name} {blank.written.value}")
    assert asked_for == printed


def test_a_weight_with_its_lot_and_time_is_recorded_and_marked_as_transcribed(store: Path) -> None:
    said = types(store, "2001 OO-2509 @9:09\n").stdout
    (entry,) = entries(store)
    assert (str(entry.value), entry.lot, entry.why) == ("2001 g", "OO-2509", "transcribed")
    assert entry.happened_at == YESTERDAY.replace(minute=9)
    assert entry.recorded_at - YESTERDAY > timedelta(hours=12)
    assert f"lot OO-2509 (B1, entry 1), at {YESTERDAY:%Y-%m-%d} 09:09" in said
    assert said.endswith("B1: 1 entry from its sheet; rk transcribe B1 asks for what is blank still.\n")


def test_without_a_time_on_the_sheet_the_time_is_unknown_and_never_now(store: Path) -> None:
    types(store, "2001\n")
    assert entries(store)[0].happened_at is None


def test_enter_leaves_a_row_blank_and_the_next_time_only_blanks_are_asked(store: Path) -> None:
    first = types(store, "2001\n\n800\n").stdout
    assert first.index("1 olive oil") < first.index("2 coconut oil") < first.index("3 shea butter")
    again = types(store, "").stdout
    assert "2 coconut oil, 1200 ± 3 g" in again
    assert "olive oil" not in again
    assert "shea butter" not in again


def test_times_of_day_are_those_nearest_to_when_they_were_expected(store: Path) -> None:
    types(store, WEIGHTS + "9:07\n9:17\n62\n" + "9:19\n9:33\n\n\n" + "9:36\n9:44\n\n88 @9:41\nyes\n")
    runs = record(store).state.steps
    assert [run.seconds for run in runs[:3]] == [600, 840, 480]
    assert runs[0].began_at == YESTERDAY.replace(minute=7)
    types(store, "\n" * 5 + "9:45\n10:14\n" + "10:17\n10:21\n43.5\n41.0\n\n")
    types(store, "\n" * 6 + "22:10\n0:10\n")
    late = record(store).state.step("add lavender")
    assert late is not None
    assert late.seconds == 2 * 3600


def test_an_end_is_expected_after_the_time_that_the_step_lasts(store: Path) -> None:
    early = YESTERDAY - timedelta(days=3)
    (store.parent / "early").mkdir()
    bench = with_soap(store.parent / "early", early)
    batches.start_batch(context(bench, early), "SOAP-LAV", code="B1")
    found = record(bench)
    number = next(
        at for at, blank in enumerate(blanks(asked(found, early))) if blank.step and blank.step.name == "set"
    )
    types(bench, "\n" * number + "11:00\n15:00\n")
    run = record(bench).state.step("set")
    assert run is not None
    assert run.seconds == 28 * 3600


def test_what_cannot_be_read_is_said_and_stays_blank(store: Path) -> None:
    result = types(store, "2oo1\n1200\n")
    assert result.stderr.startswith('In "2oo1", "oo" is not a unit')
    assert [entry.name for entry in entries(store)] == ["coconut oil"]
    assert "1 olive oil" in types(store, "").stdout


def test_a_slip_of_the_scale_is_refused_where_nobody_can_be_asked(store: Path) -> None:
    result = types(store, "\n\n28.2\n")
    assert "your scale looks to be in oz" in result.stderr
    assert entries(store) == []


def test_the_end_of_the_sheet_finishes_the_batch_with_what_it_gave(store: Path) -> None:
    found = record(store)
    end = [blank.written for blank in blanks(asked(found, YESTERDAY))].index(Written.YIELD)
    types(store, "\n" * end + "5823.5 g\n40\n16:30\nwindow open all day\n")
    state = record(store).state
    assert (state.state.value, str(state.yields), str(state.units)) == ("finished", "5823.5 g", "40 bars")
    assert [entry.kind for entry in entries(store)][-2:] == [Kind.FINISH, Kind.NOTE]


def test_as_json_the_answer_is_one_document_of_what_was_recorded(store: Path) -> None:
    import json

    document = json.loads(types(store, "2001\n1200\n", "--json").stdout)
    assert [entry["name"] for entry in document["entries"]] == ["olive oil", "coconut oil"]
    assert {entry["why"] for entry in document["entries"]} == {"transcribed"}


def test_a_step_that_was_skipped_is_not_asked(store: Path) -> None:
    from recipekeeper.operations.recording import bench

    bench.skip(context(store), "B1", "melt", "soft oils only")
    assert record(store).state.steps[1].state is StepState.SKIPPED
    assert "melt" not in types(store, "\n" * 80).stdout


def test_ctrl_c_keeps_what_was_entered(store: Path) -> None:
    pexpect = pytest.importorskip("pexpect", reason="a pseudo-terminal is a thing of Unix")
    typed = pexpect.spawn(
        sys.executable, ["-c", RK, "transcribe", "B1"], env=environment(store), encoding="utf-8", timeout=20
    )
    typed.expect("1 olive oil")
    typed.send("2001\r")
    typed.expect("2 coconut oil")
    typed.kill(signal.SIGINT)
    typed.expect("1 entry from its sheet; rk transcribe B1 asks")
    typed.expect(pexpect.EOF)
    typed.close()
    assert typed.exitstatus == 130
    assert len(entries(store)) == 1


def test_on_a_terminal_a_row_that_was_misread_is_asked_again(store: Path) -> None:
    pexpect = pytest.importorskip("pexpect", reason="a pseudo-terminal is a thing of Unix")
    typed = pexpect.spawn(
        sys.executable, ["-c", RK, "transcribe", "B1"], env=environment(store), encoding="utf-8", timeout=20
    )
    for line, answer in (
        ("2oo1", "olive oil, 2000"),
        ("71", "Record it as it stands"),
        ("n", "olive oil, 2000"),
    ):
        typed.send(f"{line}\r")
        typed.expect(answer)
    typed.send("2001\r")
    typed.expect("2 coconut oil")
    typed.sendeof()
    typed.expect(pexpect.EOF)
    assert [str(entry.value) for entry in entries(store)] == ["2001 g"]
