"""Limits that depend on another reading, and readings that are held against one another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recipekeeper.batch.depending import waits_for
from recipekeeper.batch.deviation import DeviationStatus, Severity
from recipekeeper.batch.model import Disposition, Kind
from recipekeeper.batch.retest import not_passed
from recipekeeper.quantity import read_setpoint
from tests.batch.bench import SOAP, Log, formula, plan
from tests.batch.sauce import SAUCE

APART = SOAP.replace(
    'measure = "trace"\n',
    """measure = "lye temperature"
between = ["35 degC", "50 degC"]
apart_from = "oil temperature"
apart_at_most = "8 degC"

[[step.check]]
measure = "trace"
""",
)


def sauce(ph: str | None, fill: str) -> Log:
    log = Log(plan(SAUCE))
    if ph is not None:
        log.read("cook/pH", f"{ph} pH", "09:00")
    return log.read("fill/temperature", f"{fill} degC", "10:00")


def oils_and_lye(oil: str, lye: str) -> Log:
    log = Log(plan(APART)).read("combine/oil temperature", f"{oil} degC", "09:40")
    return log.read("combine/lye temperature", f"{lye} degC", "09:41")


# A limit that depends on another reading


@pytest.mark.parametrize(
    ("ph", "just", "below"),
    [
        ("3.2", "68.9", "68.8"),
        ("3.21", "81.1", "81.0"),  # between two rows the pH is rounded up, to 3.8
        ("2.5", "65.6", "65.5"),
        ("4.01", "87.8", "87.7"),
    ],
)
def test_the_fill_temperature_is_that_of_the_row_at_or_above_the_ph(ph: str, just: str, below: str) -> None:
    assert sauce(ph, just).deviations == ()
    (deviation,) = sauce(ph, below).deviations
    assert (deviation.kind, deviation.name, deviation.severity) == (
        "reading",
        "temperature",
        Severity.CRITICAL,
    )


def test_the_sentence_says_the_limit_the_ph_and_the_row() -> None:
    (deviation,) = sauce("3.14", "66").deviations
    assert deviation.sentence == (
        "temperature 66 °C, planned critical at least 68.9 °C at pH 3.14 (row pH 3.2): 2.9 °C below 68.9 °C"
    )
    (deviation,) = sauce("3.2", "66").deviations
    assert "at least 68.9 °C at pH 3.2: 2.9 °C below" in deviation.sentence


def test_beyond_the_last_row_no_temperature_is_enough() -> None:
    log = sauce("4.3", "99")
    (deviation,) = log.deviations
    assert deviation.sentence == (
        "temperature 99 °C, planned critical at least 65.6 to 87.8 °C by pH: "
        "pH 4.3 is beyond the last row, pH 4.2"
    )
    assert log.state.disposition is Disposition.HOLD


def test_until_the_ph_is_read_nothing_is_judged_and_it_is_said_what_is_needed() -> None:
    log = sauce(None, "20")
    assert log.deviations == ()
    assert log.state.disposition is Disposition.NONE
    check = log.plan.formula.steps[1].checks[0]
    assert waits_for(check, None, log.state.readings) == "pH at cook"
    assert waits_for(check, None, sauce("3.2", "20").state.readings) is None


def test_a_ph_that_comes_late_judges_what_was_filled_before_it() -> None:
    log = sauce(None, "66").read("cook/pH", "3.8 pH", "11:00")
    (deviation,) = log.deviations
    assert (deviation.entry, deviation.off) == (2, "15.1 °C below 81.1 °C")
    assert log.state.disposition is Disposition.HOLD


def test_a_ph_that_is_read_again_after_the_filling_does_not_judge_it() -> None:
    """Filled at 85 °C at pH 3.9 is right; a bottle of pH 4.3 an hour later is another matter."""
    log = sauce("3.9", "85").read("cook/pH", "4.3 pH", "11:00")
    assert log.deviations == ()
    assert log.state.disposition is Disposition.NONE
    log = sauce("4.3", "85").read("cook/pH", "3.9 pH", "11:00")
    assert [one.status for one in log.deviations] == [DeviationStatus.OPEN]


def test_a_filling_that_was_decided_about_is_not_held_again_by_a_ph_of_later() -> None:
    log = sauce("4.3", "85").add(Kind.FINISH, "10:30").add(Kind.RELEASE, "10:40")
    assert log.read("cook/pH", "4.4 pH", "11:00").state.disposition is Disposition.RELEASED


def test_of_two_ph_before_the_filling_the_last_one_counts_in_whatever_order_they_are_recorded() -> None:
    log = Log(plan(SAUCE)).read("cook/pH", "4.3 pH", "09:30").read("fill/temperature", "85 degC", "10:00")
    log.read("cook/pH", "3.9 pH", "09:00", recorded="11:00")
    assert [one.status for one in log.deviations] == [DeviationStatus.OPEN]
    log.read("cook/pH", "3.9 pH", "09:45", recorded="11:10")
    assert [one.status for one in log.deviations] == [DeviationStatus.CORRECTED]


def test_of_two_ph_after_a_filling_without_any_before_the_first_one_counts() -> None:
    log = sauce(None, "85").read("cook/pH", "3.9 pH", "11:00").read("cook/pH", "4.3 pH", "12:00")
    assert log.deviations == ()
    assert log.state.disposition is Disposition.NONE


def test_a_ph_that_is_corrected_after_the_filling_judges_it_again() -> None:
    log = sauce("3.9", "85").read("cook/pH", "3.8 pH", "11:00")
    log.add(
        Kind.CORRECT, "09:00", recorded="12:00", supersedes=1, step="cook", name="pH",
        value=read_setpoint("4.1 pH"), why="misread",
    )  # fmt: skip
    (deviation,) = log.deviations
    assert deviation.off == "2.8 °C below 87.8 °C"
    assert log.state.disposition is Disposition.HOLD


def test_a_ph_that_is_struck_out_leaves_the_filling_to_the_one_before_and_holds_the_batch() -> None:
    log = Log(plan(SAUCE)).read("cook/pH", "4.3 pH", "09:00").read("cook/pH", "3.9 pH", "09:30")
    log.read("fill/temperature", "85 degC", "10:00").add(Kind.VOID, "10:05", supersedes=2, why="other pot")
    assert len(log.deviations) == 1
    assert log.state.disposition is Disposition.HOLD


def test_a_finished_batch_whose_ph_was_never_read_lacks_it_critically() -> None:
    log = sauce(None, "90").add(Kind.DONE, "10:30", step="cook").add(Kind.FINISH, "11:00")
    missing = [one for one in log.deviations if one.kind == "missing reading" and one.step == "cook"]
    assert [(one.sentence, one.severity) for one in missing] == [
        ("pH not recorded, planned to judge temperature at fill by", Severity.CRITICAL)
    ]


def test_a_slip_in_the_ph_holds_the_batch_until_somebody_decides_even_when_it_is_put_right() -> None:
    log = sauce("4.3", "85")
    assert log.state.disposition is Disposition.HOLD
    log.add(Kind.VOID, "10:05", supersedes=1, why="misread").read("cook/pH", "3.9 pH", "10:06")
    assert [one.status for one in log.deviations] == [DeviationStatus.CORRECTED]
    assert log.deviations[0].blocks_release
    assert log.state.disposition is Disposition.HOLD


def test_a_ph_that_was_taken_back_before_the_filling_holds_nothing() -> None:
    log = Log(plan(SAUCE)).read("cook/pH", "4.3 pH", "09:00").undo(1, "09:01")
    log.read("cook/pH", "3.9 pH", "09:02").read("fill/temperature", "85 degC", "10:00")
    assert log.state.disposition is Disposition.NONE
    assert log.deviations == ()


def test_a_ph_that_is_brought_back_counts_again() -> None:
    log = Log(plan(SAUCE)).read("cook/pH", "4.3 pH", "09:00").undo(1, "09:01")
    log.add(Kind.REDO, "09:02", supersedes=2).read("fill/temperature", "85 degC", "10:00")
    assert log.state.disposition is Disposition.HOLD
    assert len(log.deviations) == 1


@given(
    ph=st.decimals("2", "5", places=2),
    fill=st.decimals("60", "95", places=1),
    late=st.booleans(),
)
def test_a_batch_is_on_hold_exactly_when_its_critical_reading_deviates(
    ph: object, fill: object, *, late: bool
) -> None:
    log = Log(plan(SAUCE))
    readings = [("cook/pH", f"{ph} pH", "09:00"), ("fill/temperature", f"{fill} degC", "10:00")]
    for reading in reversed(readings) if late else readings:
        log.read(*reading, recorded="12:00")
    critical = [one for one in log.deviations if one.severity is Severity.CRITICAL]
    assert (log.state.disposition is Disposition.HOLD) == bool(critical)


# Two that are compared


def test_oils_and_lye_that_are_8_degrees_apart_are_not_too_far_apart() -> None:
    """The soap formula of the samples: |oil − lye| at most 8 °C."""
    assert oils_and_lye("45", "37").deviations == ()


def test_further_apart_is_one_deviation_at_the_one_read_last_with_both_values() -> None:
    (deviation,) = oils_and_lye("46", "37.5").deviations
    assert deviation.sentence == (
        "lye temperature 37.5 °C and oil temperature 46 °C, planned at most 8 °C apart: 8.5 °C apart"
    )
    assert (deviation.kind, deviation.entry, deviation.severity) == ("reading", 2, Severity.MAJOR)
    log = Log(plan(APART)).read("combine/lye temperature", "37.5 degC", "09:40")
    (deviation,) = log.read("combine/oil temperature", "46 degC", "09:41").deviations
    assert deviation.entry == 2


def test_a_reading_apart_and_outside_its_own_limits_is_two_deviations() -> None:
    assert [one.off for one in oils_and_lye("46", "34").deviations] == ["1 °C below 35 °C", "12 °C apart"]


def test_a_second_reading_that_is_near_enough_puts_the_distance_right() -> None:
    log = oils_and_lye("46", "36").read("combine/oil temperature", "42 degC", "09:50")
    assert [one.status for one in log.deviations] == [DeviationStatus.CORRECTED]


def test_degrees_of_another_scale_are_compared_as_differences() -> None:
    """46 °C is 114.8 °F: 10.8 °F are 6 °C."""
    log = Log(plan(APART)).read("combine/oil temperature", "114.8 degF", "09:40")
    assert log.read("combine/lye temperature", "40 degC", "09:41").deviations == ()


# Tests that are passed again


def test_a_failed_critical_test_is_passed_again_before_release() -> None:
    log = Log(plan(SAUCE)).read("equilibrium/pH after a day", "4.2 pH", "+1 10:00")
    assert log.state.disposition is Disposition.HOLD
    assert [one.measure for one in not_passed(log.plan, log.state)] == ["pH after a day"]
    log.read("equilibrium/pH after a day", "3.9 pH", "+1 12:00")
    assert not_passed(log.plan, log.state) == ()
    log.read("equilibrium/pH after a day", "4.1 pH", "+2 12:00")
    assert len(not_passed(log.plan, log.state)) == 1


def test_a_reading_at_the_bench_is_no_test_unless_the_formula_says_so() -> None:
    wrong = Log().read("cure/zap", "stings", "+3 10:00")
    assert not_passed(wrong.plan, wrong.state) == ()
    asked = SOAP.replace("critical = true\n", "critical = true\nretest = true\n")
    wrong = Log(plan(asked)).read("cure/zap", "stings", "+3 10:00")
    assert len(not_passed(wrong.plan, wrong.state)) == 1


# What a formula may say


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ('depends_on = "cook/pH"', 'depends_on = "pH"', '"pH" is no measure of fill; did you mean cook/pH?'),
        ('depends_on = "cook/pH"', 'depends_on = "temperature"', "is the check itself"),
        ('depends_on = "cook/pH"\n', "", "at_least_by stands without depends_on"),
        ('["3.2 pH", "68.9 degC"]', '["3.9 pH", "68.9 degC"]', "3.8 pH stands after 3.9 pH; the rows rise"),
        ('["3.2 pH", "68.9 degC"]', '["3.2 pH", "68.9 g"]', "do not compare"),
        ('["3.2 pH", "68.9 degC"]', '["3.2 degC", "68.9 degC"]', "do not compare"),
        ('["3.2 pH", "68.9 degC"]', '["3.2 pH"]', "is not a list of rows of two quantities"),
        ('after = "fill"', 'after = "fil"', '"fil" is no step of this formula; did you mean fill?'),
        ('after = "fill"', 'after = "equilibrium"', "is the step itself"),
        ('due = "24 h"\n', "", "after says what due is counted from, and nothing is due"),
        ('due = "24 h"', 'due = "0 h"', "0 h is nothing"),
        (
            'measure = "pH"\n',
            'measure = "pH"\ndue = ["7 d", "2 d"]\n',
            "2 d stands after 7 d; the times rise",
        ),
        (
            'measure = "pH"\n',
            'measure = "pH"\napart_from = "fill/temperature"\n',
            "stands without apart_at_most",
        ),
        (
            'measure = "pH"\n',
            'measure = "pH"\napart_from = "fill/temperature"\napart_at_most = "1 pH"\n',
            "do not compare",
        ),
    ],
)
def test_what_does_not_fit_together_is_refused_with_its_place(key: str, value: str, said: str) -> None:
    from recipekeeper.files.formula_toml import load_text

    assert key in SAUCE
    read, problems = load_text(SAUCE.replace(key, value))
    assert read is None
    assert any(said in problem.message for problem in problems), problems


def test_names_are_found_in_any_case_and_kept_as_the_formula_spells_them() -> None:
    read = formula(SAUCE.replace("cook/pH", "COOK/ph").replace('after = "fill"', 'after = "Fill"'))
    lookup = read.steps[1].checks[0].lookup
    assert lookup is not None
    assert lookup.of == ("cook", "pH")
    assert read.steps[2].after == "fill"
