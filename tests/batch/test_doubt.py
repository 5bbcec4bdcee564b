"""A slip of the scale, of the point or of the line is asked about before it is written; an over-pour is not."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recipekeeper.batch.doubt import doubtful_reading, doubts
from recipekeeper.formula.model import Check
from recipekeeper.quantity import Amount, read_amount, read_setpoint
from tests.batch.bastille import bastille, weighed
from tests.batch.bench import Log, formula, plan

LARD = """
format = 1
code = "LARD"
name = "Lard soap"
yields = "1200 g"

[[ingredient]]
name = "lard"
amount = "794 g"
tolerance = "1 %"

[[ingredient]]
name = "milk"
amount = "500 ml"

[[ingredient]]
name = "clay"
amount = "3 oz"

[[ingredient]]
name = "oats"
amount = "40 g"

[[step]]
name = "mix"
uses = ["lard", "milk", "clay", "oats"]
"""


def doubt(text: str, name: str = "lard", *before: str) -> str | None:
    """What is asked about a weighing behind others of the same ingredient."""
    log = Log(plan(LARD))
    for amount in before:
        log.weigh(name, amount, "09:00")
    line = log.plan.scaled.line(name)
    assert line is not None
    return doubts(log.record, line, read_amount(text))


# Another unit on the scale


@pytest.mark.parametrize(
    ("typed", "name", "unit"),
    [
        ("28.0 g", "lard", "oz"),
        ("27.8 g", "lard", "oz"),
        ("1.75 g", "lard", "lb"),
        ("0.79 g", "lard", "kg"),
        ("28 lb", "lard", "oz"),
        ("794 kg", "lard", "g"),
        ("0.5 ml", "milk", "l"),
        ("16.9 ml", "milk", "fl oz"),
        ("85 oz", "clay", "g"),
    ],
)
def test_a_weight_that_is_the_plan_in_another_unit_is_asked_about(typed: str, name: str, unit: str) -> None:
    """28.0 oz are 793.8 g: the scale was in ounces, and nobody noticed."""
    said = doubt(typed, name)
    assert said is not None
    assert f"your scale looks to be in {unit}. If so, write " in said


def test_the_rest_of_a_portion_in_another_unit_is_asked_about_as_well() -> None:
    """294 g are left, 10.4 oz."""
    said = doubt("10.4 g", "lard", "500 g")
    assert said is not None
    assert "your scale looks to be in oz" in said


@given(st.decimals(Decimal("0.985"), Decimal("1.015"), places=4), st.sampled_from(["oz", "lb", "kg"]))
def test_whatever_the_scale_is_set_to_a_weight_near_the_plan_is_asked_about(part: Decimal, unit: str) -> None:
    planned = bastille().scaled.line("olive oil")
    assert planned is not None
    shown = Amount(round(planned.planned.value * part, 1), "g").to(unit).value
    said = doubts(Log(bastille()).record, planned, Amount(round(shown, 4), "g"))
    assert said is not None
    assert f"in {unit}." in said


# The point, the line, twice


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("7940 g", "is ten times what is planned, 794 g: an extra zero, or a lost point?"),
        ("7.9 kg", "is ten times what is planned"),
        ("79400 g", "is a hundred times what is planned"),
        ("79.4 g", "is a tenth of what is planned, 794 g: was a digit or the point lost?"),
        ("2500 g", "lard 2500 g is 3.1 times what is planned, 794 g."),
        ("40 g", "40 g is what is planned of oats; of lard it is 794 g."),
    ],
)
def test_a_zero_a_point_or_a_line_too_many(typed: str, words: str) -> None:
    said = doubt(typed)
    assert said is not None
    assert words in said


def test_a_line_that_is_misread_is_told_by_the_plan_of_the_other() -> None:
    log = weighed(bastille(), "coconut oil")
    shea = log.plan.scaled.line("shea butter")
    assert shea is not None
    said = doubts(log.record, shea, read_amount("238 g"))
    assert said == "238 g is what is planned of coconut oil; of shea butter it is 119 g."


def test_less_than_its_own_plan_is_a_portion_where_the_other_line_is_in() -> None:
    log = weighed(bastille(), "shea butter")
    olive = log.plan.scaled.line("olive oil")
    assert olive is not None
    assert doubts(log.record, olive, read_amount("119 g")) is None


def test_what_is_in_already_is_not_booked_twice() -> None:
    assert doubt("794 g", "lard", "790 g") == (
        "lard: 790 g is in already; with 794 g more it would be twice the plan of 794 g."
    )


def test_more_than_twice_the_plan_is_said_as_what_it_is() -> None:
    assert doubt("794 g", "lard", "1200 g") == (
        "lard: 1200 g is in already; with 794 g more it would be 2.5 times the plan of 794 g."
    )


# What is asked by nobody


@pytest.mark.parametrize(
    ("typed", "before"),
    [
        ("794 g", ()),
        ("28 oz", ()),
        ("0.794 kg", ()),
        ("1 lb 12 oz", ()),
        ("810 g", ()),
        ("400 g", ()),
        ("950 g", ()),
        ("1600 g", ()),
        ("2380 g", ()),
        ("394 g", ("400 g",)),
        ("79.4 g", ("714 g",)),
        ("28 g", ("790 g",)),
        ("4 g", ("790 g",)),
        ("250 g", ("250 g", "294 g")),
    ],
)
def test_portions_top_ups_and_over_pours_within_three_times_the_plan_are_not_asked_about(
    typed: str, before: tuple[str, ...]
) -> None:
    assert doubt(typed, "lard", *before) is None


@given(st.integers(15, 290))
def test_an_over_pour_within_three_times_the_plan_is_a_deviation_and_no_doubt(percent: int) -> None:
    """Unless it is the plan of another line to the digit, which 794 g have nothing alike here."""
    assert doubt(f"{794 * percent / 100:.1f} g") is None


# Readings


def check(limits: str, measure: str = "oil temperature") -> str:
    return f"""
format = 1
code = "CHECKED"
name = "Checked"
yields = "1 kg"

[[ingredient]]
name = "oil"
amount = "1 kg"

[[step]]
name = "combine"
uses = ["oil"]

[[step.check]]
measure = "{measure}"
{limits}
"""


def asked(limits: str, value: str) -> str | None:
    (step,) = formula(check(limits)).steps
    return doubtful_reading(step.checks[0], read_setpoint(value, bare=step.checks[0].unit))


OILS = 'target = "43 degC"\nwithin = "3 degC"\ncritical = ["38 degC", "49 degC"]'
PH = 'at_most = "4.0 pH"'


@pytest.mark.parametrize(
    ("limits", "value", "words"),
    [
        (OILS, "109", "109 °F would be within: your thermometer looks to be in °F. If so, write 109 °F."),
        (
            'between = ["105 degF", "115 degF"]',
            "43",
            "43 °C would be within: your thermometer looks to be in °C.",
        ),
        (OILS, "435", "43.5 °C would be within: is the point where it belongs?"),
        (OILS, "4.3", "43 °C would be within"),
        (
            'between = ["3.2 pH", "4.2 pH"]',
            "0.37",
            "oil temperature 0.37 pH, and planned is 3.2 to 4.2 pH. 3.7 pH would be within",
        ),
        ('at_most = "9 Brix"', "88", "8.8 Brix would be within"),
        (
            'target = "142 g"\nwithin = "6 g"',
            "5.0",
            "5.0 oz would be within: your instrument looks to be in oz.",
        ),
        ('target = "136 g"', "1360", "136.0 g would be within"),
        ('at_least = "120 g"', "12.4", "124 g would be within"),
        (
            'between = ["2.5 min", "6.5 min"]',
            "252",
            "252 s would be within: your instrument looks to be in s.",
        ),
    ],
)
def test_a_reading_that_is_within_in_another_unit_or_by_its_point_is_asked_about(
    limits: str, value: str, words: str
) -> None:
    said = asked(limits, value)
    assert said is not None
    assert words in said


@pytest.mark.parametrize(
    ("limits", "value"),
    [
        (OILS, "43"),
        (OILS, "109 degF"),
        (OILS, "39"),
        (OILS, "31"),
        (OILS, "52"),
        (OILS, "0"),
        (PH, "4.7"),
        (PH, "6.3"),
        (PH, "3.1"),
        ('at_most = "20 degC"', "25"),
        ('at_most = "67 %"', "70"),
        ('between = ["65 degC", "80 degC"]', "41"),
        ('between = ["1 min", "3 min"]', "0.5"),
        ('target = "136 g"', "125"),
        ('at_least = "85 degC"', "71"),
        ('at_most = "-18 degC"', "-5"),
    ],
)
def test_a_reading_that_is_only_bad_is_not_asked_about(limits: str, value: str) -> None:
    """It is a deviation, and the sooner it is written the better."""
    assert asked(limits, value) is None


def test_a_reading_without_limits_is_as_it_is() -> None:
    (step,) = formula(check('is = ["light", "medium"]')).steps
    assert doubtful_reading(step.checks[0], read_setpoint("7")) is None


@given(st.integers(-20, 200))
def test_no_temperature_between_freezing_oil_and_scorching_is_asked_about_but_what_is_right_in_fahrenheit(
    degrees: int,
) -> None:
    """38 to 49 °C are 100 to 120 °F; 4 and 5 °C are 40 and 50 °C without their last digit."""
    is_slip = 101 <= degrees <= 120 or degrees == 4
    assert (asked(OILS, str(degrees)) is not None) is is_slip


@pytest.mark.parametrize(
    ("word", "doubted"),
    [("pass", None), ("PASS", None), ("fail", None), ("pas", "looks like pass"), ("psas", "looks like pass"),
     ("397 gg", "has a number")],
)  # fmt: skip
def test_a_misspelt_word_that_would_hold_the_batch_is_asked_about(word: str, doubted: str | None) -> None:
    zap = Check("zap", words=("pass",), words_critical=True)
    said = doubtful_reading(zap, word)
    assert (said is None) == (doubted is None)
    assert doubted is None or (said is not None and doubted in said)
    assert doubtful_reading(Check("trace", words=("light",)), "lihgt") is None
