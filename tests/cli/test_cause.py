"""What is known of causes, and rules of one's own, from the terminal."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def test_what_is_known_of_a_symptom_is_listed_with_its_source(bench: Any) -> None:
    said = bench.rk("cause", "list", "orange", "spots")
    assert said.out.startswith("S13 DOS (soap)\n  strong  lot of oils …: ")
    assert "source: classicbells.com/soap/rancidity.asp" in said.out
    causes = bench.rk("cause", "list", "orange spots", "--json").document["causes"]
    assert causes[0] | {"trade": [], "symptom": [], "name": [], "note": "", "source": ""} == {
        "id": "S13", "trade": [], "symptom": [], "kind": "lot", "step": [], "name": [],
        "direction": "words", "strength": "strong", "odds": 4.0, "note": "", "source": "", "own": False,
    }  # fmt: skip
    every = bench.rk("cause", "list", "--json").document
    assert (len({one["id"] for one in every["causes"]}), every["file"]) == (46, None)


def test_a_symptom_that_nobody_knows_is_said_to_change_nothing(bench: Any) -> None:
    said = bench.rk("cause", "list", "it sings")
    assert said.out.startswith('Nothing is known of "it sings": a trace takes nothing for granted then.\n')
    assert bench.rk("cause", "list", "it sings", "--json").document["causes"] == []


def test_a_trade_leaves_the_others_out(bench: Any) -> None:
    causes = bench.rk("cause", "list", "separated", "--trade", "hot sauce", "--json").document["causes"]
    assert {one["id"] for one in causes} == {"F06"}


def test_own_rules_count_from_where_the_example_was_written(bench: Any) -> None:
    written = Path(bench.rk("cause", "example", "--json").document["file"])
    assert written == bench.folder / "config" / "recipekeeper" / "causes.csv"
    assert bench.types("cause", "example").code == 5
    written.write_text(written.read_text("utf-8").replace("# MY", "MY"), "utf-8")
    said = bench.rk("cause", "list", "drag marks")
    assert "MY1 drag marks (soap), your own rule\n  strong  wait before cut, too long: " in said.out
    assert bench.rk("cause", "list", "drag marks", "--json").document["file"] == str(written)


def test_rules_are_taken_from_the_file_that_is_named(bench: Any) -> None:
    bench.rk("cause", "example", "-o", "mine.csv")
    mine = bench.folder / "mine.csv"
    mine.write_text(mine.read_text("utf-8").replace("# MY2", "MY2"), "utf-8")
    named = bench.rk("cause", "list", "blue specks", "--causes", "mine.csv", "--json").document
    assert [one["own"] for one in named["causes"]] == [True]
    bench.environment["RECIPEKEEPER_CAUSES"] = "mine.csv"
    assert len(bench.rk("cause", "list", "blue specks", "--json").document["causes"]) == 1
    mine.write_text(mine.read_text("utf-8").replace(",lot,", ",lott,"), "utf-8")
    said = bench.types("cause", "list")
    assert (said.code, said.err) == (4, 'mine.csv, line 24, kind: "lott" is no kind; did you mean lot?\n')
    assert bench.types("cause", "list", "--causes", "none.csv").code == 3


def test_the_help_of_the_trace_says_what_it_cannot_know_and_is_found_both_ways(bench: Any) -> None:
    said = " ".join(bench.rk("help", "trace").out.split())
    assert bench.rk("help", "trace") == bench.rk("trace", "--help")
    for sentence in (
        "What it assumes: one thing spoiled the batch.",
        "What it cannot know: a cause that nobody recorded",
        "A symptom that it does not know, or none, changes nothing.",
    ):
        assert sentence in said


def test_help_answers_for_commands_within_commands_and_names_the_nearest(bench: Any) -> None:
    assert bench.rk("help", "formula", "scale") == bench.rk("formula", "scale", "--help")
    assert bench.rk("help") == bench.rk("--help")
    assert bench.rk("help", "trace", "--json").document["command"] == "rk trace"
    assert "did you mean trace" in bench.types("help", "trase").err
    assert bench.types("help", "trace", "more").code == 2
