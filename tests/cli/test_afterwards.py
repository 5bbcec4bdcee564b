"""What comes after the making, as it is typed and told: due tests, parts, losses, what is seen and said later."""

from __future__ import annotations

from typing import Any

import pytest

from tests.batch.sauce import SAUCE

BATCH = "SOAP-LAV-261121-1"


@pytest.fixture
def sauces(bench: Any) -> Any:
    """A bench with a sauce that was filled the day before."""
    (bench.folder / "sauce.toml").write_text(SAUCE, encoding="utf-8")
    bench.all_of(
        [
            ["formula", "add", "sauce.toml", "--release"],
            ["batch", "start", "SAUCE", "--code", "S-1", "--at", "yesterday 0:30"],
            ["use", "S-1"],
            ["done", "fill", "--at", "yesterday 1:00"],
        ]
    )
    return bench


def test_what_is_due_is_listed_by_when_with_its_step_and_since_when(sauces: Any) -> None:
    title, columns, row = sauces.rk("due").out.splitlines()
    assert title in {"Overdue", "Today"}
    assert columns.split() == ["batch", "due", "what", "after"]
    assert "equilibrium/pH after a day (critical)" in row
    assert "24 h after fill" in row
    (item,) = sauces.rk("due", "--json").document
    assert (item["batch"], item["step"], item["measure"]) == ("S-1", "equilibrium", "pH after a day")
    assert item["due"] == {"value": "24", "unit": "h"}
    assert item["standing"] == title.casefold()
    assert {"due_at", "since", "after", "critical"} <= set(item)
    assert sauces.rk("due", "--on", "2020-01-01").out.splitlines() == [
        "Nothing is due by 2020-01-01 or within a week of it.",
        "1 more later: rk due --all",
    ]
    sauces.rk("read", "pH after a day", "3.8")
    assert sauces.rk("due").out.startswith("Nothing is due by ")


def test_nothing_is_due_where_nothing_is_stored(empty_bench: Any) -> None:
    assert empty_bench.rk("due", "--json").document == []


def test_a_ph_that_comes_after_the_filling_is_told_beside_what_it_judges(sauces: Any) -> None:
    waits = sauces.rk("read", "temperature", "66").out
    assert "planned at least 65.6 to 87.8 °C by pH, critical" in waits
    assert "It needs pH at cook first: its limit depends on it." in waits
    taken, judged, hold = sauces.rk("read", "pH", "3.14").out.splitlines()
    assert taken.startswith("pH at cook: 3.14 pH, planned at most 4.6 pH (")
    assert judged == (
        "temperature 66 °C, planned critical at least 68.9 °C at pH 3.14 (row pH 3.2): 2.9 °C below 68.9 °C; "
        "deviation S-1/D2 (critical)"
    )
    assert hold == "S-1 is on hold now: temperature is outside its critical limits."


def test_a_split_batch_from_its_moulds_to_a_complaint(bench: Any) -> None:
    rk = bench.rk
    said = rk("split", "--into", "A=1600g", "--into", "B=1.4 kg", "--equipment", "A=log mould 2").out
    assert said == f"split: 1600 g into {BATCH}-A, 1.4 kg into {BATCH}-B ({BATCH}, entry 3)\n"
    low = rk("read", "oil temperature", "39", "-b", f"{BATCH}-B").out
    assert low.startswith("oil temperature: 39 °C in B, planned 43 °C, 40 to 46 °C: 1 °C below 40 °C")
    lost = rk("loss", "spill", "35 g", "--why", "the jug tipped").out
    assert lost.startswith("lost 35 g by spill: the jug tipped (")
    rk("finish", BATCH, "--yield", "A=1570g", "--yield", "B=1380 g", "--units", "A=11", "--units", "B=9")
    assert f"seen on 3 of 9 bars of {BATCH}-B: orange spots" in (
        rk("observe", f"{BATCH}-B", "orange", "spots", "--on", "3 of 9 bars").out
    )
    assert f"complaint from Ms Hill about {BATCH}-A, 1 piece: rash" in (
        rk("complaint", f"{BATCH}-A", "rash", "--from", "Ms Hill", "--units", "1").out
    )
    shown = rk("batch", "show", BATCH).out
    for line in ("theoretical", "spill", "unexplained", "Parts", "Since then"):
        assert f"\n{line}" in shown
    whole = rk("batch", "show", BATCH, "--json").document
    assert {part["code"]: part["yield"]["value"] for part in whole["parts"]} == {
        f"{BATCH}-A": "1570",
        f"{BATCH}-B": "1380",
    }
    made = whole["yield"]
    assert (made["value"], made["actual"]["value"], made["unexplained"]["value"]) == ("2950", "2950", "15")
    assert [(loss["kind"], loss["amount"]["value"]) for loss in made["losses"]] == [("spill", "35")]
    told = {entry["kind"]: entry for entry in whole["entries"]}
    assert (told["read"]["part"], told["read"]["lot"]) == ("B", None)
    assert (told["complaint"]["name"], told["complaint"]["typed"]) == ("Ms Hill", "1 piece")
    assert rk("lot", "trace", f"{BATCH}-A", "--json").document["parts"] == [f"{BATCH}-A", f"{BATCH}-B"]


def test_a_batch_of_which_nothing_was_made_yet_has_no_account(bench: Any) -> None:
    assert bench.rk("batch", "show", BATCH, "--json").document["yield"] is None
    assert "theoretical" not in bench.rk("batch", "show", BATCH).out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["split", "--into", "A"], 2, '"A" names no part'),
        (["split"], 2, "--into"),
        (["read", "batter", "smooth", "--part", "A"], 3, f"{BATCH} is not split"),
        (["loss", "theft", "2 g"], 3, '"theft" is no kind of loss: it is trim, sample'),
        (["loss", "trim", "0 g"], 4, '"0 g" is nothing'),
        (["due", "--on", "Monday"], 4, '"Monday" is no day of a calendar. Write it such as 2026-11-24.'),
        (["complaint", "NOWHERE-1", "rash"], 3, 'There is no batch "NOWHERE-1"'),
        (["complaint", BATCH, "rash", "--units", "half"], 4, "half"),
    ],
)
def test_what_cannot_be_recorded_says_what_was_found_and_how_to_go_on(
    bench: Any, words: list[str], code: int, said: str
) -> None:
    refused = bench.types(*words)
    assert (refused.code, refused.out) == (code, "")
    assert said in refused.err
