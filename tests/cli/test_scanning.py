"""A scanner that types: at the guided run, and as an argument of the commands."""

from __future__ import annotations

import pytest

from recipekeeper.batch.model import Kind
from recipekeeper.operations import batches
from tests.cli.conftest import BATCH, Bench
from tests.cli.hands import Hands


def second_batch(hands: Hands) -> None:
    batches.start_batch(hands.context("Ana"), "SOAP-LAV", code="B2")
    hands.start("B1")


@pytest.mark.parametrize("code", [":RK:S:B1/2", "RK:S:B1/2", ":rk:s:b1/2", ":RK:F:SOAP-LAV/1/2"])
def test_the_code_of_a_step_begins_it(hands: Hands, code: str) -> None:
    hands.press(f"{code}\r")
    assert hands.said == "begin melt"


def test_a_step_that_is_under_way_is_begun_no_second_time(hands: Hands) -> None:
    shown = hands.press(":RK:S:B1/1\r:RK:S:B1/1\r")
    assert len(hands.record.entries) == 2
    assert shown.hint == "weigh oils is under way already: nothing is recorded."


def test_the_step_of_another_batch_is_said_and_never_recorded(hands: Hands) -> None:
    second_batch(hands)
    shown = hands.press(":RK:S:B2/1\r")
    assert shown.hint.startswith("That is step 1 of B2, and this is B1 (SOAP-LAV@1): nothing is recorded.")
    hands.press(":RK:F:SAUCE-HAB/1/1\r")
    assert [entry.kind for entry in hands.record.entries] == [Kind.START]
    assert len(batches.show_batch(hands.context("Ana"), "B2").entries) == 1


def test_the_code_of_a_batch_opens_it(hands: Hands) -> None:
    second_batch(hands)
    assert hands.press(":RK:B:B2\r").head.startswith("B2")
    shown = hands.press(":RK:B:B9\r")
    assert shown.hint == "B9 is not running: this is still B2."


def test_the_code_of_a_lot_is_for_the_weighing_that_follows(hands: Hands) -> None:
    shown = hands.press("\r:RK:L:OO-2509\r")
    assert hands.last.kind is Kind.BEGIN
    assert shown.prompt == "(of lot OO-2509) g ›"
    hands.press("2001\r")
    assert hands.said == "weigh olive oil 2001 g OO-2509"


def test_a_lot_that_was_scanned_before_something_else_than_a_weighing_is_not_dropped_in_silence(
    hands: Hands,
) -> None:
    shown = hands.press(":RK:L:OO-2509\r\r")
    assert hands.last.kind is Kind.BEGIN
    assert "Lot OO-2509 was not recorded: only a weighing has a lot." in " ".join(map(str, shown.told))
    assert shown.prompt == "g ›"


def test_a_lot_may_be_scanned_behind_the_figure(hands: Hands) -> None:
    hands.press("\r2001 :RK:L:LOT-OLIVE-0007\r")
    assert hands.said == "weigh olive oil 2001 g LOT-OLIVE-0007"


def test_no_letter_of_a_code_is_an_answer(hands: Hands) -> None:
    # d of a step that was not begun asks y or n; the code has a y and an n in it.
    hands.press("d")
    shown = hands.press(":RK:B:RYE-N\r")
    assert shown.hint == "A code is no answer: nothing is recorded."
    assert [entry.kind for entry in hands.record.entries] == [Kind.START]


def test_a_code_is_neither_a_note_nor_a_reason(hands: Hands) -> None:
    hands.press("n:RK:S:B1/1\r\x1b")
    hands.press("s:RK:S:B1/1\r\x1b")
    assert [entry.kind for entry in hands.record.entries] == [Kind.START]


def test_a_torn_code_and_that_of_a_step_that_is_not_there_record_nothing(hands: Hands) -> None:
    assert "Scan it once more" in hands.press(":RK:S:B1\r").hint
    assert hands.press(":RK:S:B1/99\r").hint == "SOAP-LAV@1 has no step 99: nothing is recorded."
    assert hands.press(":RK:F:SOAP-LAV/1\r").hint == "That is the code of SOAP-LAV@1, a formula; this is B1."


def test_commands_take_a_code_in_place_of_a_name(bench: Bench) -> None:
    assert bench.rk("begin", f":RK:S:{BATCH}/1", "--json").document["entry"]["kind"] == "begin"
    weighed = bench.rk("weigh", "olive", "1022 g", "--lot", ":RK:L:OO-2509", "--json").document
    assert weighed["entry"]["lot"] == "OO-2509"
    assert bench.rk("done", f"RK:S:{BATCH}/1", "--json").document["entry"]["kind"] == "done"
    assert bench.rk("batch", "show", f":RK:B:{BATCH}", "--json").document["batch"] == BATCH
    assert BATCH in bench.rk("use", f":RK:B:{BATCH}").out


def test_a_code_alone_opens_what_it_is_of(bench: Bench) -> None:
    assert f"mean {BATCH}" in bench.rk(f":RK:B:{BATCH}").out
    assert bench.rk(f":RK:S:{BATCH}/1", "--json").document["entry"]["step"] == "weigh oils"
    assert bench.rk(":RK:F:SOAP-LAV/1", "--json").document["code"] == "SOAP-LAV"
    bench.rk("lot", "receive", "olive oil", "5 kg", "--lot", "OO-2509")
    assert bench.rk(":RK:L:OO-2509", "--json").code == 0


def test_the_step_of_another_batch_is_refused_by_the_commands(bench: Bench) -> None:
    other = bench.rk("batch", "start", "SOAP-LAV", "--json").document["batch"]
    bench.rk("use", BATCH)
    said = bench.types("begin", f":RK:S:{other}/1")
    assert said.code == 1
    assert f"What you scanned is step 1 of {other}, and {BATCH} (SOAP-LAV@1) is meant here" in said.err
    assert f"rk use {other}" in said.err


def test_of_several_batches_at_the_bench_the_scanned_step_says_which(bench: Bench) -> None:
    other = bench.rk("batch", "start", "SOAP-LAV", "--json").document["batch"]
    assert bench.rk("begin", f":RK:S:{other}/1", "--json").document["entry"]["batch"] == other


def test_a_code_of_the_wrong_kind_is_said_by_what_it_is(bench: Bench) -> None:
    said = bench.types("begin", ":RK:L:OO-2509")
    assert (said.code, said.err) == (
        2,
        ":RK:L:OO-2509 is the code of a lot, OO-2509; a step is meant here.\n",
    )
    assert bench.types("note", f":RK:S:{BATCH}/1").code == 1
