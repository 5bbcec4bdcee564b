"""One rule of the trace at a time, on a small made-up formula."""

from __future__ import annotations

from dataclasses import replace
from math import isfinite

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recipekeeper.batch.model import Disposition, State
from recipekeeper.trace import trace
from recipekeeper.trace.model import Kind
from recipekeeper.trace.oddity import seen
from recipekeeper.trace.rates import fisher_mid_p
from recipekeeper.trace.reference import deviate
from recipekeeper.trace.tails import Scatter
from tests.trace.brine import BRINE, bad, good, usual, with_reading
from tests.trace.kit import Made, batch, found

PH = "reading:ferment/pH"
SALT = "weight:dissolve/salt"


# Which batches count


def test_running_void_trial_and_held_batches_and_other_formulas_are_left_out() -> None:
    others = [
        batch(BRINE, replace(usual(1), state=State.RUNNING)),
        batch(BRINE, replace(usual(2), state=State.VOID)),
        batch(BRINE, replace(usual(3), trial=True)),
        batch(BRINE, replace(usual(4), disposition=Disposition.HOLD)),
        batch(replace(BRINE, code="OTHER"), usual(5)),
        bad(),
    ]
    answer = trace(bad(), others)
    assert (answer.compared_good, answer.compared_bad) == (0, 0)


def test_an_outcome_decides_before_a_disposition() -> None:
    others = [
        batch(BRINE, replace(usual(1), disposition=Disposition.REJECTED)),
        batch(BRINE, replace(usual(2), disposition=Disposition.REJECTED, outcome="good")),
        batch(BRINE, replace(usual(3), disposition=Disposition.HOLD, outcome="good")),
        batch(BRINE, replace(usual(4), outcome="bad")),
        batch(BRINE, replace(usual(5), disposition=Disposition.NONE)),
    ]
    answer = trace(bad(), others)
    assert (answer.compared_good, answer.compared_bad) == (3, 2)


def test_the_batch_asked_about_counts_as_bad_whatever_its_record_says() -> None:
    sour = with_reading(usual(50), "ferment", "pH", "4.9 pH")
    said_good = batch(BRINE, replace(sour, code="B-050", outcome="good", day=50))
    assert trace(said_good, good(12)) == trace(bad(sour), good(12))


# What each kind of fault looks like


@pytest.mark.parametrize(
    ("changed", "factor", "sentence"),
    [
        (
            replace(usual(50), weights={"water": "1001 g", "salt": "30.0 g"}),
            SALT,
            "salt 30.0 g at dissolve; plan 50 g, usual 49.9 to 50.1 in 12 good batches",
        ),
        (
            with_reading(usual(50), "ferment", "pH", "4.90 pH"),
            PH,
            "pH 4.90 at ferment; plan 3.8, usual 3.76 to 3.84 in 12 good batches",
        ),
        (
            replace(usual(50), minutes={**usual(50).minutes, "ferment": 1500}),
            "duration:ferment",
            "ferment took 25 h; plan 120 h, usual 117.3 h to 123 h in 12 good batches",
        ),
        (
            replace(usual(50), waits={"ferment": 600, "bottle": 20}),
            "wait:ferment",
            "waited 10 h before ferment; plan at most 30 min, usual 9 min to 16 min in 12 good batches",
        ),
        (
            replace(usual(50), early=frozenset({"bottle"})),
            "order:bottle",
            "bottle was begun before the step that comes before it; so in 0 of 12 good batches",
        ),
        (
            replace(usual(50), skipped=frozenset({"ferment"})),
            "skipped:ferment",
            "ferment skipped; recorded in all 12 good batches",
        ),
        (
            with_reading(usual(50), "ferment", "smell", "rotten"),
            "reading:ferment/smell",
            "smell rotten at ferment; plan clean, usual clean, in 12 of 12 good batches",
        ),
    ],
)
def test_each_kind_of_fault_comes_out_on_top_in_plain_words(
    changed: Made, factor: str, sentence: str
) -> None:
    answer = trace(bad(changed), good(12))
    assert answer.candidates[0].factor == factor
    assert answer.candidates[0].sentence == sentence


def test_a_lot_that_four_other_bad_batches_share_is_the_suspect() -> None:
    of_lot = [batch(BRINE, replace(usual(20 + n), lots={"salt": "S-7"}, outcome="bad")) for n in range(4)]
    once_good = batch(BRINE, replace(usual(30), lots={"salt": "S-7"}))
    answer = trace(bad(replace(usual(50), lots={"salt": "S-7"})), [*good(25), *of_lot, once_good])
    assert answer.candidates[0].factor == "lot:salt=S-7"
    assert answer.candidates[0].step == "dissolve"
    assert answer.candidates[0].probability > 0.7
    assert (
        "salt lot S-7: 4 of 5 other batches with it went bad, 0 of 25 without it"
        in answer.candidates[0].sentence
    )


def test_a_lot_seen_in_one_bad_batch_is_never_more_than_possible() -> None:
    one = batch(BRINE, replace(usual(20), lots={"salt": "S-7"}, outcome="bad"))
    answer = trace(bad(replace(usual(50), lots={"salt": "S-7"})), [*good(12), one])
    assert found(answer, "lot:salt=S-7").probability < 0.5


def test_the_unit_used_at_a_step_counts_where_an_entry_named_it() -> None:
    crock = {"ferment": "crock 2"}
    other_bad = [batch(BRINE, replace(usual(20 + n), units=crock, outcome="bad")) for n in range(3)]
    others = [batch(BRINE, replace(usual(n), units={"ferment": "crock 1"})) for n in range(12)]
    answer = trace(bad(replace(usual(50), units=crock)), [*others, *other_bad, *good(3)])
    assert answer.candidates[0].factor == "equipment:ferment=crock 2"
    assert "3 of 3 other batches with it went bad, 0 of 12 without it" in answer.candidates[0].sentence


def test_each_further_bad_batch_with_a_lot_makes_it_more_suspect() -> None:
    chances = []
    for count in (1, 2, 4, 6):
        of_lot = [batch(BRINE, replace(usual(n), lots={"salt": "S-7"}, outcome="bad")) for n in range(count)]
        others = [batch(BRINE, replace(usual(10 + n), day=10 + n)) for n in range(30)]
        asked = bad(replace(usual(50), lots={"salt": "S-7"}))
        chances.append(found(trace(asked, [*others, *of_lot]), "lot:salt=S-7").probability)
    assert chances == sorted(chances)
    assert chances[0] < 0.5
    assert chances[-1] > 0.9


def test_what_all_batches_had_is_not_accused_however_many_went_bad() -> None:
    others = [
        batch(BRINE, replace(made, outcome="bad" if made.day % 2 else None)) for made in map(usual, range(12))
    ]
    answer = trace(bad(), others)
    assert answer.verdict == "unexplained"
    assert found(answer, "lot:salt=S-1").probability < 0.1
    assert found(answer, "operator:AK").probability < 0.1


def test_a_run_of_bad_batches_lately_may_be_something_that_nobody_recorded() -> None:
    """The same bad batches, spread over the past or one after another just before the one asked about."""

    def lot_of(bad_days: set[int]) -> float:
        others = [
            batch(
                BRINE,
                replace(
                    usual(day),
                    lots={"salt": "S-7" if day in bad_days else "S-1"},
                    outcome="bad" if day in bad_days else None,
                ),
            )
            for day in range(30)
        ]
        return found(trace(bad(replace(usual(50), lots={"salt": "S-7"})), others), "lot:salt=S-7").probability

    assert lot_of({27, 28, 29}) < lot_of({3, 11, 19})


# What speaks for and against


def test_the_same_oddity_in_other_bad_batches_speaks_for_it() -> None:
    sour = with_reading(usual(50), "ferment", "pH", "4.05 pH")
    alike = [
        batch(BRINE, replace(with_reading(usual(n), "ferment", "pH", "4.06 pH"), outcome="bad"))
        for n in (20, 21)
    ]
    other_side = [
        batch(BRINE, replace(with_reading(usual(n), "ferment", "pH", "3.55 pH"), outcome="bad"))
        for n in (20, 21)
    ]
    alone = found(trace(bad(sour), good(12)), PH).probability
    assert found(trace(bad(sour), [*good(12), *alike]), PH).probability > alone
    assert found(trace(bad(sour), [*good(12), *other_side]), PH).probability < alone
    assert "as odd in 2 of 2 other bad batches" in found(trace(bad(sour), [*good(12), *alike]), PH).sentence


def test_an_oddity_that_did_no_harm_before_is_less_suspect() -> None:
    sour = with_reading(usual(50), "ferment", "pH", "4.90 pH")
    harmless = batch(BRINE, with_reading(usual(20), "ferment", "pH", "4.95 pH"))
    alone = found(trace(bad(sour), good(12)), PH)
    seen = found(trace(bad(sour), [*good(12), harmless]), PH)
    assert seen.probability < 0.6 * alone.probability
    assert seen.sentence.endswith("; seen once else (B-020) and nothing went wrong")


def test_a_blank_neither_accuses_nor_clears_and_is_listed() -> None:
    answer = trace(bad(with_reading(usual(50), "ferment", "pH", "")), good(12))
    blank = found(answer, PH)
    assert answer.blanks == ("pH at ferment",)
    assert blank.sentence.startswith("pH at ferment is blank in this batch; plan 3.8 pH, usual 3.76 to 3.84")
    assert 0 < blank.probability < 0.2
    usual_one = found(trace(bad(), good(12)), PH).probability
    odd_one = found(trace(bad(with_reading(usual(50), "ferment", "pH", "4.90 pH")), good(12)), PH).probability
    assert usual_one < blank.probability < odd_one


RARELY_ODD = Scatter(0.997, (0.003, 0.0, 0.0, 0.0))
OFTEN_ODD = Scatter(0.75, (0.0, 0.0, 0.25, 0.0))
ODD = st.floats(4, 1e6) | st.floats(-1e6, -4)


@given(t=st.floats(-1e6, 1e6), freedom=st.floats(1, 200), kind=st.sampled_from([Kind.READING, Kind.WAIT]))
@settings(max_examples=100)
def test_any_number_has_a_finite_worth(t: float, freedom: float, kind: Kind) -> None:
    worth = seen(kind, t, freedom, RARELY_ODD)
    assert isfinite(worth.ratio)
    assert isfinite(worth.u)
    assert worth.background > 0


@given(t=ODD, freedom=st.floats(4, 200))
def test_a_reading_that_often_jumps_must_jump_farther_to_accuse(t: float, freedom: float) -> None:
    assert seen(Kind.READING, t, freedom, OFTEN_ODD).ratio < seen(Kind.READING, t, freedom, RARELY_ODD).ratio


@given(t=st.floats(-1, 1), freedom=st.floats(4, 200))
def test_a_number_on_target_speaks_against_itself(t: float, freedom: float) -> None:
    assert seen(Kind.READING, t, freedom, RARELY_ODD).ratio < 0


@given(t=st.floats(-1e6, 1e6), freedom=st.floats(4, 200))
def test_too_high_is_as_suspect_as_too_low_but_a_long_wait_more_than_a_short_one(
    t: float, freedom: float
) -> None:
    high, low = (seen(Kind.READING, side * t, freedom, RARELY_ODD).ratio for side in (1, -1))
    assert high == pytest.approx(low)
    long, short = (seen(Kind.WAIT, side * abs(t), freedom, RARELY_ODD).ratio for side in (1, -1))
    assert long >= short


def test_many_good_batches_with_outliers_lower_what_an_outlier_is_worth() -> None:
    sour = with_reading(usual(50), "ferment", "pH", "4.90 pH")
    wild = [
        batch(BRINE, with_reading(usual(20 + n), "ferment", "pH", text))
        for n, text in enumerate(("2.9 pH", "2.8 pH"))
    ]
    calm = found(trace(bad(sour), good(14)), PH).probability
    assert found(trace(bad(sour), [*good(12), *wild]), PH).probability < calm


# Closed forms


@pytest.mark.parametrize(("t", "freedom", "u"), [(2.776, 4, 1.960), (3.169, 10, 2.576), (-1.697, 30, -1.645)])
def test_a_student_t_is_as_rare_as_its_normal_deviate(t: float, freedom: float, u: float) -> None:
    """Quantiles of Student's t, NIST/SEMATECH e-Handbook, 1.3.6.7.2."""
    assert deviate(t, freedom) == pytest.approx(u, abs=0.01)


def test_fisher_mid_p_of_the_lady_tasting_tea() -> None:
    """Fisher, The Design of Experiments (1935): 1 in 70 for all four cups, 17 in 70 for three or more."""
    assert fisher_mid_p(4, 4, 0, 4) == pytest.approx(0.5 / 70)
    assert fisher_mid_p(3, 4, 1, 4) == pytest.approx((17 - 8) / 70)


def test_a_new_person_is_not_accused_only_because_little_else_was_recorded() -> None:
    bare = Made("B-060", weights={}, lots={}, readings={}, minutes={}, waits={}, day=60, operator="Ana")
    answer = trace(batch(BRINE, bare), good(12))
    assert answer.verdict == "unexplained"
    assert found(answer, "operator:Ana").probability < 0.2
