"""`rk compare`, `rk shadow` and `rk study` as they are typed and read: text, one JSON document, exit codes."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.spring import SOME_BAD, SPRING


@pytest.fixture
def busy(bench: Any) -> Any:
    """The bench with these batches."""
    bench.rk("history", "import", SPRING)
    return bench


def test_what_stands_out_comes_before_the_table_and_signs_say_why(busy: Any) -> None:
    lines = busy.rk("compare", "B-4", "--golden").out.splitlines()
    assert lines[0] == "B-4 beside B-8, and 5 good batches of SOAP-LAV"
    first = next(line for line in lines if "31.0" in line)
    assert first == (
        "  !* oil temperature 31.0 °C at combine; plan 40 to 46 °C, B-8 43.0 °C, usual 43.0 °C in 5 good batches"
    )
    row = next(line for line in lines if line.startswith("!*"))
    assert " ".join(row.split()) == "!* oil temperature 40 to 46 °C 31.0 °C 43.0 °C 43.0 °C"
    assert lines.index(first) < lines.index(row)
    assert lines[-1].startswith("!  outside the plan")


def test_the_document_of_a_comparison_has_numbers_with_their_units(busy: Any) -> None:
    made = busy.rk("compare", "B-4", "B-1", "--json").document
    assert made.keys() >= {"this", "that", "golden", "compared_with", "noteworthy", "facts", "rows", "file"}
    (row,) = (row for row in made["rows"] if row["factor"] == "reading:combine/oil temperature")
    assert row["this"]["value"] == {"value": "31.0", "unit": "degC"}
    assert row["plan"]["low"] == {"value": "40", "unit": "degC"}
    assert row["usual"]["middle"] == {"value": "43.0", "unit": "degC"}
    assert row["this"]["marks"] == ["outside the plan", "unlike the good batches"]
    assert made["noteworthy"][0] == row["factor"]


@pytest.mark.parametrize(
    ("words", "said"),
    [(["B-4"], "neither is given"), (["B-4", "B-1", "--golden"], "both are given")],
)
def test_one_good_batch_or_the_golden_one_is_asked_for(busy: Any, words: list[str], said: str) -> None:
    answer = busy.types("compare", *words)
    assert answer.code == 2
    assert said in answer.err
    assert "rk compare B-4 --golden" in answer.err


def test_a_picture_is_never_written_over_another_unasked(busy: Any) -> None:
    assert "Wrote seen.svg" in busy.rk("compare", "B-4", "--golden", "-o", "seen.svg").out
    again = busy.types("compare", "B-4", "--golden", "-o", "seen.svg")
    assert (again.code, "--force" in again.err) == (5, True)
    busy.rk("compare", "B-4", "--golden", "-o", "seen.svg", "--force")


def test_a_shadow_lists_each_batch_with_what_became_of_it_and_the_counts(busy: Any) -> None:
    out = busy.rk("shadow", "oo-9").out
    assert out.startswith("lot OO-9, never received here: 3 batches touched\n")
    assert [line[:3] for line in out.splitlines() if "1023 g olive oil" in line] == list(SOME_BAD)
    assert (
        "SOAP-LAV: 3 of 3 batches with it went bad, 0 of 5 without it; chance alone puts as many there 1 time in 110."
    ) in out


def test_the_document_of_a_shadow_counts_with_and_without(busy: Any) -> None:
    made = busy.rk("shadow", "OO-9", "--json").document
    assert made.keys() >= {"kind", "code", "batches", "counts", "chance", "together"}
    (counts,) = made["counts"]
    assert (counts["with"], counts["without"]) == ({"bad": 3, "all": 3}, {"bad": 0, "all": 5})
    assert counts["chance"] == made["chance"] == pytest.approx(1 / 56 / 2)
    assert made["batches"][0]["through"] == [
        {"from": "OO-9", "ingredient": "olive oil", "amount": {"value": "1023", "unit": "g"}}
    ]


def test_a_study_is_a_short_table_with_what_it_is_worth(busy: Any) -> None:
    out = busy.rk("study", "SOAP-LAV").out
    lines = out.splitlines()
    assert lines[0].startswith("SOAP-LAV: 3 bad batches and 5 good; ")
    assert " ".join(lines[3].split()) == "* olive oil lot OO-9 3 of 3 0 of 5 1 in 110 1.8 %"
    assert "This is no proof" in out


def test_the_document_of_a_study_says_which_correction_and_over_how_many(busy: Any) -> None:
    made = busy.rk("study", "SOAP-LAV", "--json").document
    assert (made["compared"], made["correction"]) == ({"bad": 3, "good": 5}, "Benjamini-Hochberg")
    assert made["looked_at"] == len(made["findings"])
    first = made["findings"][0]
    assert (first["factor"], first["stands_out"]) == ("lot:olive oil=OO-9", True)
    assert (first["bad"], first["good"]) == ({"batches": 3, "had": 3}, {"batches": 5, "had": 0})


def test_a_study_of_too_few_is_refused_in_both_forms(busy: Any) -> None:
    refused = busy.types("study", "SOAP-LAV", "--since", "2026-03-04", "--json")
    assert refused.code == 1
    assert refused.error["message"].startswith("SOAP-LAV has 1 bad and 4 good batches since 2026-03-04")


@pytest.mark.parametrize("words", [("compare", "B-1", "--golden"), ("shadow", "OO-1"), ("study", "SOAP-LAV")])
def test_in_an_empty_store_nothing_is_found(empty_bench: Any, words: tuple[str, ...]) -> None:
    answer = empty_bench.types(*words)
    assert (answer.code, answer.out) == (3, "")
    assert "at all yet" in answer.err


def test_none_of_them_ever_says_that_a_product_is_safe(busy: Any) -> None:
    calls = [("compare", "B-4", "--golden"), ("shadow", "OO-9"), ("study", "SOAP-LAV")]
    out = "".join(busy.rk(*call).out + busy.rk(call[0], "--help").out for call in calls)
    assert not any(word in out.casefold() for word in ("safe", "compliant", "approved"))
