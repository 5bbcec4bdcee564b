"""Quick entries from anywhere: rk next, and rk w, r and n with names as short as they can be."""

from __future__ import annotations

from typing import Any

BATCH = "SOAP-LAV-261121-1"


def test_next_begins_the_first_step_and_shows_its_text_then_ends_it_and_begins_the_following(
    bench: Any,
) -> None:
    assert bench.rk("next", "--at", "-20 min").out.startswith(
        f"began weigh oils, planned 10 min ({BATCH}, entry 1)"
    )
    bench.all_of([["w", "olive", "1023"], ["w", "coco", "614"], ["w", "butter", "409"]])
    said = bench.rk("next").out.splitlines()
    assert said[0].startswith("done: weigh oils in 20 min")
    assert said[-1].startswith("began melt, planned 15 min")


def test_next_says_what_is_not_recorded_and_goes_on_only_when_told(bench: Any) -> None:
    bench.all_of([["next"], ["w", "olive", "1023"]])
    refused = bench.types("next")
    assert (refused.code, refused.err) == (
        1,
        "Not recorded at weigh oils: coconut oil, shea butter. If it is right as it stands, add --yes.\n",
    )
    bench.rk("next", "--yes", "--why", "the rest is in the masterbatch")
    assert bench.rk("--json").document["running"][0]["under_way"][0]["name"] == "melt"


def test_next_is_one_act_of_two_entries_and_undo_takes_them_back_one_by_one(bench: Any) -> None:
    bench.all_of([["begin", "melt"]])
    document = bench.rk("next", "--json").document
    assert [entry["kind"] for entry in document["entries"]] == ["done", "begin"]
    assert document["entry"]["step"] == "make lye"
    bench.rk("undo")
    assert "done: melt" not in bench.rk().out
    assert "next step: make lye" in bench.rk().out


def test_next_refuses_a_step_that_needs_a_reason_and_then_ends_nothing(bench: Any) -> None:
    bench.all_of([["next"], ["w", "olive", "1023"], ["w", "coco", "614"]])
    before = bench.rk("batch", "show", "--json").document["entries"]
    refused = bench.types("next", "--yes")
    assert refused.code == 1
    assert "shea butter 409 g not recorded" in refused.err
    assert bench.rk("batch", "show", "--json").document["entries"] == before


def test_after_the_last_step_next_says_how_to_finish(bench: Any) -> None:
    bench.all_of([["skip", step, "--why", "made elsewhere"] for step in ("weigh", "melt", "make")])
    bench.rk("next")
    said = bench.rk("next", "--yes").out
    assert "done: combine" in said
    assert f"It was the last step: rk finish {BATCH} --yield AMOUNT" in said
    assert bench.types("next").code == 1


def test_short_commands_record_and_say_what_they_understood(bench: Any) -> None:
    assert bench.rk("w", "olive", "412").out.startswith("412 g olive oil, planned 1023 ± 2.6 g, 611 g to go")
    assert bench.rk("r", "oil temp", "43").out.startswith("oil temperature at combine: 43 °C")
    assert bench.rk("n", "ricing at light trace").out.startswith("noted: ricing at light trace")


def test_a_short_name_that_fits_several_things_lists_them(bench: Any) -> None:
    said = bench.types("w", "oil", "412")
    assert said.code == 2
    assert "olive oil, coconut oil" in said.err


def test_what_is_recorded_though_the_formula_does_not_have_it_is_taken_as_it_is_typed(bench: Any) -> None:
    assert "temperature: 21 °C" in bench.rk("read", "temperature", "21 C", "--new").out
    assert bench.rk("weigh", "oil", "12 g", "--new").out.startswith("12 g oil, not in the formula")


def test_the_help_shows_the_short_names_beside_the_long(bench: Any) -> None:
    assert "weigh, w" in bench.rk("--help").out
    assert bench.rk("w", "--help").out.startswith("Usage: rk w ")


def test_rk_alone_says_what_is_left_to_weigh_and_a_pause_stands_still(bench: Any) -> None:
    bench.all_of([["begin", "weigh oils", "--at", "-20 min"], ["w", "olive", "412"]])
    bench.rk("pause", "--at", "-12 min")
    said = bench.rk().out
    assert "weigh oils: paused for 8 min, planned 10 min" in said
    assert "still to weigh: olive oil 611 g of 1023 ± 2.6 g" in said
    assert bench.rk("--json").document["running"][0]["under_way"][0]["elapsed_seconds"] == 8 * 60
    bench.rk("resume")
    assert bench.rk("--json").document["next"] == 'rk weigh "olive oil" 611 g'
