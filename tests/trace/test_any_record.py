"""Comparisons and studies of whatever stands in a record: extreme, blank, in words or in another unit."""

from __future__ import annotations

from dataclasses import replace
from math import isfinite

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recipekeeper.batch.model import BatchRecord
from recipekeeper.paper.picture.comparison import Strip, compose
from recipekeeper.trace.comparing.comparison import compare
from recipekeeper.trace.comparing.golden import closest
from recipekeeper.trace.studying.study import study
from tests.trace.brine import BRINE, bad, good, usual
from tests.trace.kit import Made, batch

READINGS = [
    "3.8",
    "104 degF",
    "20 degC",
    "0",
    "-40",
    "999999999999",
    "0.000000000001",
    "as usual",
    "clean",
    "12 %",
]
AMOUNTS = ["0 g", "999999999999 kg", "0.000000000001 g", "2 lb", "1 l", "1000 g", "3 bars"]


@st.composite
def noted(draw: st.DrawFn) -> Made:
    """A batch in which anything may be noted, or nothing."""
    places = [
        ("dissolve", "brine temperature"),
        ("ferment", "pH"),
        ("ferment", "smell"),
        ("bottle", "colour"),
    ]
    minutes = st.sampled_from([0.0, 0.2, 10.0, 1e7])
    return Made(
        "O",
        weights=draw(st.dictionaries(st.sampled_from(["water", "salt", "sand"]), st.sampled_from(AMOUNTS))),
        lots=draw(st.dictionaries(st.sampled_from(["water", "salt"]), st.sampled_from(["S-1", "S-2, S-3"]))),
        readings=draw(st.dictionaries(st.sampled_from(places), st.sampled_from(READINGS))),
        minutes=draw(st.dictionaries(st.sampled_from(["dissolve", "ferment"]), minutes)),
        waits=draw(st.dictionaries(st.sampled_from(["ferment"]), st.sampled_from([-3.0, 0.0, 1e6]))),
        operator=draw(st.sampled_from(["", "AK"])),
        skipped=frozenset(draw(st.sets(st.sampled_from(["dissolve", "bottle"])))),
        day=draw(st.integers(0, 60)),
    )


def made(noted: Made, code: str) -> BatchRecord:
    return batch(BRINE, replace(noted, code=code))


@given(noted(), noted(), st.integers(0, 11))
@settings(max_examples=25, deadline=None)
def test_any_two_batches_stand_beside_one_another(one: Made, other: Made, count: int) -> None:
    this, that, others = made(one, "O-1"), made(other, "O-2"), good(count)
    for beside in (that, closest(this, [*others, that])):
        found = compare(this, beside, others)
        for row in found.rows:
            assert row.this.text or (row.that and row.that.text) or row.usual.text, row.factor
            assert "nan" not in row.sentence
        for line in (line for step in compose(found).steps for line in step.lines):
            _within_the_page(line.strip)


def _within_the_page(strip: Strip | None) -> None:
    if strip is not None:
        places = [strip.this, strip.that, *(strip.plan or ()), *(strip.usual or ())]
        assert all(place is None or 0 <= place <= 1 for place in places)


@given(st.lists(noted(), min_size=3, max_size=6), st.lists(noted(), min_size=3, max_size=6))
@settings(max_examples=8, deadline=None)
def test_any_history_is_studied(some: list[Made], others: list[Made]) -> None:
    spoilt, fine = (
        [made(each, f"{name}-{number}") for number, each in enumerate(batches)]
        for name, batches in (("BAD", some), ("GOOD", others))
    )
    found = study("BRINE", spoilt, fine)
    slack = 1e-12  # c × 3 ÷ 3 is not always c
    assert all(0 < each.chance <= each.corrected + slack <= 1 + 2 * slack for each in found.findings)
    assert [each.corrected for each in found.findings] == sorted(each.corrected for each in found.findings)
    assert all(each.higher is None or isfinite(each.higher) for each in found.findings)


def test_a_batch_of_which_nothing_was_noted_stands_beside_the_others() -> None:
    empty = batch(BRINE, Made("B-050", operator=""))
    found = compare(empty, good(12)[0], good(12))
    assert {row.this.text for row in found.rows} == {""}
    assert found.noteworthy == ()


@pytest.mark.parametrize("count", [1, 4, 5, 9, 10])
def test_numbers_that_are_all_the_same_make_no_fault_of_a_division(count: int) -> None:
    same = [batch(BRINE, replace(usual(0), code=f"B-{number:03}", day=number)) for number in range(count)]
    assert compare(bad(replace(usual(0), code="B-050")), same[0], same).noteworthy == ()
