"""One batch beside another and the good ones: what is usual, what is pointed out, by whose plan."""

from __future__ import annotations

from dataclasses import replace

import pytest

from recipekeeper.trace.comparing.compared import Comparison, Mark, Row
from recipekeeper.trace.comparing.comparison import compare, good_ones
from recipekeeper.trace.comparing.golden import closest
from tests.trace.brine import BRINE, bad, good, usual, with_reading
from tests.trace.kit import Made, batch
from tests.trace.test_comparison import in_new_words, renamed

PH = "reading:ferment/pH"
SOUR = with_reading(usual(50), "ferment", "pH", "4.90 pH")


def row(found: Comparison, factor: str) -> Row:
    return next(row for row in found.rows if row.factor == factor)


def beside_good(made: Made, count: int = 12) -> Comparison:
    others = good(count)
    return compare(bad(made), others[0], others)


def test_what_is_unlike_all_good_batches_is_pointed_out_and_nothing_else() -> None:
    found = beside_good(SOUR)
    assert [each.factor for each in found.noteworthy] == [PH]
    ph = row(found, PH)
    assert ph.this.marks == (Mark.USUAL,)
    assert (
        ph.sentence
        == "pH 4.90 at ferment; plan 3.6 to 4.0 pH, B-000 3.76, usual 3.76 to 3.84 pH in 12 good batches"
    )


def test_a_batch_like_the_others_has_nothing_that_stands_out() -> None:
    assert beside_good(usual(50)).noteworthy == ()


def test_within_half_of_the_tolerance_nobody_is_bothered() -> None:
    found = beside_good(replace(usual(50), weights={"water": "1005 g", "salt": "50.0 g"}))
    assert row(found, "weight:dissolve/water").this.marks == ()


@pytest.mark.parametrize(("count", "mark"), [(4, Mark.OTHER), (5, Mark.USUAL)])
def test_of_fewer_than_five_good_batches_the_one_beside_it_tells(count: int, mark: Mark) -> None:
    assert row(beside_good(SOUR, count), PH).this.marks == (mark,)


def test_a_smell_that_no_good_batch_had_is_pointed_out() -> None:
    smell = row(beside_good(with_reading(usual(50), "ferment", "smell", "rotten")), "reading:ferment/smell")
    assert (smell.this.marks, smell.usual.text) == ((Mark.USUAL,), "clean in 12 of 12")


def test_other_lots_and_people_are_told_with_how_many_good_batches_had_them() -> None:
    found = beside_good(replace(usual(50), lots={"salt": "S-2"}, operator="TS"))
    assert "Other lots: salt S-2, not S-1 (in 0 of 12 good batches)." in found.facts
    assert "Other operator: TS, who made 0 of 12 good batches; B-000 is by AK." in found.facts
    assert found.noteworthy == ()


def test_what_only_the_other_batch_has_on_record_is_named() -> None:
    found = beside_good(with_reading(usual(50), "bottle", "headspace", ""))
    assert "Recorded of B-000 and not of B-050: headspace at bottle." in found.facts


def test_two_versions_and_sizes_stand_each_beside_its_own_plan_under_one_name() -> None:
    others = good(12)
    weights = {"water": "2000 g", "sea salt": "101 g"}
    newer = batch(renamed(), replace(in_new_words(usual(50)), weights=weights, size="2100 g"))
    found = compare(newer, others[0], others)
    salt = row(found, "weight:make brine/sea salt")
    assert salt.that is not None
    assert (salt.this.text, salt.that.text) == ("101 g (101.0 %)", "50.0 g (100.0 %)")
    assert (salt.plan.text, salt.that.plan) == ("100 g", "50 g")
    assert salt.usual.text == "100 g"
    assert (
        "Two versions: B-050 stands beside the plan of BRINE@2, B-000 beside that of BRINE@1." in found.facts
    )
    assert any(fact.startswith("Two sizes, 2100 g and 1050 g: ") for fact in found.facts)
    acid = row(found, "reading:ferment/acidity")
    assert acid.that is not None
    assert (acid.that.text, acid.usual.batches) == ("3.76 pH", 12)
    assert not any("Only in the plan" in fact for fact in found.facts)


def test_without_any_good_batch_the_plan_stands_alone() -> None:
    found = compare(bad(SOUR), None, [], golden=True)
    assert found.that is None
    assert found.facts == ("There is no other good batch of BRINE: only the plan tells.",)
    assert row(found, PH).plan.text == "3.6 to 4.0 pH"


def test_neither_itself_nor_a_bad_one_nor_another_formula_is_a_good_batch_beside_it() -> None:
    asked = batch(BRINE, replace(usual(3), code="B-003"))
    others = [*good(5), bad(), batch(replace(BRINE, code="OTHER"), usual(7))]
    assert [one.plan.batch for one in good_ones(asked, others)] == ["B-000", "B-001", "B-002", "B-004"]


def test_the_golden_batch_is_the_one_made_most_nearly_as_planned() -> None:
    exact = Made(
        "B-020",
        weights={"water": "1000 g", "salt": "50.0 g"},
        readings={
            ("dissolve", "brine temperature"): "20.0 degC",
            ("ferment", "pH"): "3.80 pH",
            ("ferment", "smell"): "clean",
            ("bottle", "headspace"): "8 mm",
        },
        minutes={"dissolve": 10, "ferment": 7200, "bottle": 15},
        waits={"ferment": 12, "bottle": 20},
        day=20,
    )
    golden = closest(bad(SOUR), [*good(6), batch(BRINE, exact), *good(12)[6:]])
    assert golden is not None
    assert golden.plan.batch == "B-020"


def test_a_batch_of_which_hardly_anything_is_recorded_is_not_golden() -> None:
    blank = batch(BRINE, Made("B-021", weights={"salt": "50.0 g"}, day=21))
    golden = closest(bad(SOUR), [*good(12), blank])
    assert golden is not None
    assert golden.plan.batch != "B-021"


def test_no_good_batch_has_no_golden_one() -> None:
    assert closest(bad(SOUR), []) is None
