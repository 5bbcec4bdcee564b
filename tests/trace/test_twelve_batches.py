"""The twelve soap batches: which step spoiled SLV-260309-1, and what is not to blame."""

from __future__ import annotations

import pytest

from recipekeeper.batch.model import BatchRecord
from recipekeeper.trace import Trace, trace
from tests.trace.kit import factors, found, total
from tests.trace.soap import BAD, ROWS, twelve

OIL = "reading:combine/oil temperature"
LYE = "reading:combine/lye temperature"
SOUND = ("SLV-260112-1", "SLV-260119-1", "SLV-260209-1", "SLV-260216-1", "SLV-260223-1", "SLV-260330-1")


def traced(batches: dict[str, BatchRecord], code: str) -> Trace:
    return trace(batches[code], [record for other, record in batches.items() if other != code])


def test_the_temperatures_of_the_combining_step_are_on_top_and_not_what_followed_from_them() -> None:
    answer = traced(twelve(), BAD)
    assert answer.candidates[0].factor in {OIL, LYE}
    assert answer.candidates[0].step == answer.steps[0].step == "combine"
    assert answer.verdict == answer.candidates[0].level == "suspect"
    assert answer.steps[0].probability > 0.75
    assert (answer.compared_good, answer.compared_bad) == (11, 0)


def test_cold_oils_are_said_as_a_soap_maker_would_say_it() -> None:
    sentence = traced(twelve(), BAD).candidates[0].sentence
    assert sentence == (
        "oil temperature 31.0 °C at combine; plan 43, usual 42.6 to 43.8 in 11 good batches; "
        "odd after it, and may only follow from it: lye temperature at combine, duration of combine and 7 more"
    )


@pytest.mark.parametrize(
    "symptom",
    [
        "duration:combine",
        "reading:pour/pour temperature",
        "reading:set/core peak",
        "reading:zap test/zap",
        "duration:medium trace",
    ],
)
def test_a_symptom_stays_far_behind_its_cause_and_says_so(symptom: str) -> None:
    answer = traced(twelve(), BAD)
    assert found(answer, symptom).probability < found(answer, OIL).probability / 4
    assert "may only follow from" in found(answer, symptom).sentence


def test_a_failed_control_is_not_excused_by_the_long_cooling_before_it() -> None:
    """Oils at 31 °C are below the critical 38 °C: whatever led to it, that is where the work had to stop."""
    minutes = ("41", "48", "39", "50", "44", "46", "37", "45", "180", "43", "52", "40")
    cooled = {code.replace("-", "_"): {"cooling": time} for code, time in zip(ROWS, minutes, strict=True)}
    answer = traced(twelve(**cooled), BAD)
    assert answer.candidates[0].factor == OIL
    assert answer.verdict == "suspect"
    assert "; may only follow from" not in answer.candidates[0].sentence
    assert answer.candidates[1].factor == "duration:bring to temperature"


def test_new_lot_and_new_operator_are_cleared_by_the_good_batches_that_followed() -> None:
    answer = traced(twelve(), BAD)
    shea, operator = found(answer, "lot:shea butter=SB-2602"), found(answer, "operator:TS")
    assert shea.probability < 0.01
    assert operator.probability < 0.05
    assert shea.sentence == (
        "shea butter lot SB-2602: 0 of 3 other batches with it went bad, 0 of 8 without it"
    )


def test_without_the_later_batches_the_new_operator_is_less_clear() -> None:
    batches = twelve()
    earlier = {code: record for code, record in batches.items() if code <= BAD}
    assert (
        found(traced(earlier, BAD), "operator:TS").probability
        > found(traced(batches, BAD), "operator:TS").probability
    )


def test_what_a_rejected_batch_never_reached_is_neither_a_skipped_step_nor_a_candidate() -> None:
    answer = traced(twelve(), BAD)
    assert not [factor for factor in factors(answer) if factor.startswith("skipped:")]
    assert "reading:cure/humidity" not in factors(answer)
    assert answer.blanks == ("wet bar weight at cut",)


def test_water_short_by_5_6_percent_puts_its_step_on_top_although_it_once_did_no_harm() -> None:
    answer = traced(twelve(SLV_260330_1={"water": "1080", "outcome": "bad"}), "SLV-260330-1")
    assert answer.candidates[0].factor == "weight:make lye/water"
    assert answer.steps[0].step == "make lye"
    assert answer.candidates[0].sentence == (
        "water 1080 g at make lye; plan 1143.7 g, usual 1143 to 1145 in 10 good batches; "
        "seen once else (SLV-260302-1) and nothing went wrong"
    )
    assert answer.verdict == "unexplained"


def test_water_that_was_never_short_before_is_suspected() -> None:
    sound = {**ROWS["SLV-260316-1"], "batch": BAD}
    history = twelve(
        SLV_260302_1={"water": "1144"}, SLV_260309_1=sound, SLV_260330_1={"water": "1080", "outcome": "bad"}
    )
    answer = traced(history, "SLV-260330-1")
    assert answer.candidates[0].factor == "weight:make lye/water"
    assert answer.verdict == "suspect"


def test_short_water_comes_before_the_hot_lye_and_the_fast_trace_that_follow_from_it() -> None:
    answer = traced(twelve(SLV_260302_1={"outcome": "bad"}), "SLV-260302-1")
    assert answer.candidates[0].factor == "weight:make lye/water"
    assert answer.candidates[0].probability > 0.5
    assert answer.steps[0].step == "make lye"


def test_a_failed_zap_test_does_not_hide_the_short_water_before_it() -> None:
    sound = {**ROWS["SLV-260316-1"], "batch": BAD, "water": "1080", "zap": "fail"}
    assert traced(twelve(SLV_260309_1=sound), BAD).steps[0].step == "make lye"


@pytest.mark.parametrize("code", [*SOUND, "SLV-260316-1", "SLV-260323-1"])
def test_a_batch_like_all_the_others_is_not_explained(code: str) -> None:
    answer = traced(twelve(**{code.replace("-", "_"): {"outcome": "bad"}}), code)
    assert answer.verdict == "unexplained"
    assert answer.unexplained > answer.candidates[0].probability


@pytest.mark.parametrize("code", list(ROWS))
def test_candidates_and_unexplained_make_one_and_are_ranked(code: str) -> None:
    answer = traced(twelve(), code)
    assert total(answer) == pytest.approx(1, abs=1e-12)
    assert [each.rank for each in answer.candidates] == list(range(1, len(answer.candidates) + 1))
    chances = [each.probability for each in answer.candidates]
    assert chances == sorted(chances, reverse=True)
    assert len(set(factors(answer))) == len(chances)


def test_a_step_has_the_sum_of_its_candidates() -> None:
    answer = traced(twelve(), BAD)
    combine = sum(each.probability for each in answer.candidates if each.step == "combine")
    assert answer.steps[0].probability == pytest.approx(combine)
    assert {each.step for each in answer.candidates if each.factor.startswith(("operator", "version"))} == {
        None
    }


def test_the_order_in_which_the_others_are_given_does_not_matter() -> None:
    batches = twelve()
    bad = batches.pop(BAD)
    assert trace(bad, list(batches.values())) == trace(bad, list(batches.values())[::-1])


def test_categories_that_were_always_together_cannot_be_separated() -> None:
    olive = found(traced(twelve(), BAD), "lot:olive oil=OO-2509")
    assert olive.together_with == ("lot:kaolin=KA-0101", "version:1")
    assert olive.sentence.endswith(
        "; always together with kaolin lot KA-0101 and version 1: cannot be separated; change one of them next time"
    )


@pytest.mark.parametrize("others", [0, 1, 2, 3, 5])
def test_few_batches_or_none_still_name_the_cold_oils(others: int) -> None:
    batches = twelve()
    bad = batches.pop(BAD)
    answer = trace(bad, list(batches.values())[:others])
    assert answer.candidates[0].factor == OIL
    assert answer.verdict in {"suspect", "likely"}
    assert total(answer) == pytest.approx(1, abs=1e-12)


def test_with_nothing_to_compare_a_batch_within_its_limits_is_not_explained() -> None:
    answer = trace(twelve()["SLV-260316-1"], [])
    assert answer.verdict == "unexplained"
    assert answer.candidates[0].probability < 0.05
    assert not [factor for factor in factors(answer) if factor.startswith(("lot:", "operator:", "version:"))]


def test_a_new_lot_and_a_new_person_that_others_had_too_are_told_to_be_unlikely() -> None:
    assert traced(twelve(), BAD).cleared == ("shea butter lot SB-2602", "operator TS")
