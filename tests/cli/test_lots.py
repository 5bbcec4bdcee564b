"""A maker receives, weighs from, counts and traces lots, by typing commands."""

from __future__ import annotations

import re

from tests.cli.conftest import BATCH, Bench

RECEIVE = ("lot", "receive", "olive", "oil", "5", "kg", "--lot", "OO-2509", "--supplier", "The Mill")


def test_a_days_work_with_a_lot(bench: Bench) -> None:
    received = bench.rk(*RECEIVE, "--expires", "2099-05", "--paid", "36.00 EUR")
    assert re.search(
        r"^LOT-OLIVE-0001: 5 kg olive oil, received \S+, lot OO-2509 of The Mill, ", received.out
    )
    assert received.err == ""
    bench.rk("weigh", "olive oil", "1022 g", "--lot", "LOT-OLIVE-0001", "-b", BATCH)
    listed = bench.rk("lot", "list").out.splitlines()
    assert re.split(r"  +", listed[1])[:6] == [
        "LOT-OLIVE-0001",
        "olive oil",
        "3.978 kg",
        "2099-05",
        "OO-2509",
        "The Mill",
    ]
    shown = bench.rk("lot", "show", "oo-2509").out
    assert "on hand: 3.978 kg" in shown
    assert re.search(rf"{BATCH} +olive oil +1022 g +\S+ +running", shown)
    counted = bench.rk("lot", "count", "OO", "3.95", "kg", "--why", "stock-taking").out
    assert counted == "LOT-OLIVE-0001: 3.95 kg counted; by the record it was 3.978 kg.\n"
    discarded = bench.rk("lot", "discard", "OO", "50 g", "--why", "spilt").out
    assert discarded == "LOT-OLIVE-0001: 50 g discarded (spilt); on hand: 3.9 kg.\n"
    assert "counted 3.95 kg on" in bench.rk("lot", "show", "OO").out


def test_a_trace_is_a_tree_both_ways(bench: Bench) -> None:
    bench.rk(*RECEIVE)
    bench.rk("weigh", "olive oil", "1022 g", "--lot", "oo-2509", "-b", BATCH)
    bench.rk("weigh", "coconut oil", "614 g", "--lot", "CO-7", "-b", BATCH)
    bench.rk("weigh", "water", "584.4 g", "-b", BATCH)
    bench.rk("batch", "start", "SOAP-LAV", "--code", "AGAIN-1")
    bench.rk("weigh", "soap scraps", "100 g", "--lot", BATCH, "--new", "-b", "AGAIN-1")
    assert bench.rk("lot", "trace", "again").out.splitlines()[1:] == [
        "What went into it:",
        f"  100 g soap scraps: {BATCH} of SOAP-LAV@1, running",
        f"    1022 g olive oil: LOT-OLIVE-0001, {bench.rk('lot', 'trace', 'OO').out.splitlines()[0][16:]}",
        "    614 g coconut oil: lot CO-7, never received here",
        "No batch is recorded that it went into.",
    ]
    assert bench.rk("lot", "trace", "OO").out.splitlines()[1:] == [
        "Where it went:",
        f"  {BATCH}, 1022 g as olive oil: running",
        "    AGAIN-1, 100 g as soap scraps: running",
    ]
    assert "Weighed without a lot: water." in bench.rk("lot", "trace", BATCH).out


def test_every_answer_about_lots_is_one_document(bench: Bench) -> None:
    received = bench.rk(*RECEIVE, "--json").document
    assert received["lot"] == "LOT-OLIVE-0001"
    assert received["received"] == received["on_hand"] == {"value": "5", "unit": "kg"}
    assert received["warnings"] == []
    bench.rk("weigh", "olive oil", "1 lb", "--lot", "OO-2509", "-b", BATCH)
    (listed,) = bench.rk("lot", "list", "olive", "oil", "--json").document
    assert listed["on_hand"] == {"value": "4.54640763", "unit": "kg"}
    assert (listed["is_at_most"], listed["overdrawn"], listed["is_expired"]) == (False, None, False)
    shown = bench.rk("lot", "show", "OO", "--json").document
    (used,) = shown["batches"]
    assert (used["batch"], used["amount"], used["state"]) == (BATCH, {"value": "1", "unit": "lb"}, "running")
    counted = bench.rk("lot", "count", "OO", "4500 g", "--why", "weighed it", "--json").document
    assert counted["movement"]["amount"] == {"value": "4500", "unit": "g"}
    assert (counted["on_hand_before"]["value"], counted["on_hand"]["value"]) == ("4.54640763", "4.5")
    trace = bench.rk("lot", "trace", "OO", "--json").document
    assert (trace["kind"], trace["backward"]) == ("lot", [])
    assert [(one["batch"], one["from"], one["depth"]) for one in trace["forward"]] == [
        (BATCH, "LOT-OLIVE-0001", 1)
    ]
    back = bench.rk("lot", "trace", BATCH, "--json").document
    assert [(one["kind"], one["code"], one["into"]) for one in back["backward"]] == [
        ("lot", "LOT-OLIVE-0001", BATCH)
    ]
    assert (back["forward"], back["without_lot"]) == ([], [])


def test_without_lots_the_list_is_empty_and_a_named_lot_is_not_found(empty_bench: Bench) -> None:
    assert "rk lot receive" in empty_bench.rk("lot", "list").out
    assert empty_bench.rk("lot", "list", "--json").document == []
    for command in (["show", "OO"], ["trace", "OO"], ["list", "olive"], ["count", "OO", "1 g", "--why", "x"]):
        said = empty_bench.types("lot", *command, "--json")
        assert (said.code, said.error["kind"]) == (3, "not found"), command
    assert not (empty_bench.folder / "store.db").exists()


def test_a_prefix_that_fits_several_lots_lists_them(bench: Bench) -> None:
    bench.rk(*RECEIVE)
    bench.rk("lot", "receive", "olive oil", "1 kg", "--lot", "OO-2510")
    said = bench.types("lot", "show", "OO-25")
    assert said.code == 2
    assert "LOT-OLIVE-0001 (olive oil), LOT-OLIVE-0002 (olive oil)" in said.err


def test_a_delivery_without_the_suppliers_lot_is_kept_with_a_warning_beside_the_answer(bench: Bench) -> None:
    said = bench.rk("lot", "receive", "salt", "1 kg", "--json")
    assert said.document["lot"] == "LOT-SALT-0001"
    assert said.err.count("--lot") == 1


def test_a_lot_of_something_else_is_weighed_with_a_warning_beside_the_answer(bench: Bench) -> None:
    bench.rk(*RECEIVE, "--expires", "2020-01")
    said = bench.rk("weigh", "coconut oil", "614 g", "--lot", "OO-2509", "-b", BATCH, "--json")
    assert said.document["entry"]["lot"] == "OO-2509"
    assert said.document["warnings"] == said.err.splitlines()
    assert "is olive oil, and this is weighed as coconut oil" in said.err
    assert "expired: 2020-01" in said.err


def test_a_shell_completes_lots(bench: Bench) -> None:
    bench.rk(*RECEIVE)
    bench.environment |= {
        "_RK_COMPLETE": "bash_complete",
        "COMP_WORDS": "rk lot show lot-",
        "COMP_CWORD": "3",
    }
    assert "LOT-OLIVE-0001" in bench.types().out
