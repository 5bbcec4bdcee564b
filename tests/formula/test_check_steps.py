"""The checks of steps: what goes in where, and what is measured in which unit."""

from __future__ import annotations

import pytest

from tests.formula.trade import codes, computed, measured, said, sauce, step

SALT = {"name": "salt", "phase": "table"}


def test_a_formula_without_steps_is_said_so_once() -> None:
    assert said(sauce(SALT, step=[])) == (
        'step: the formula has no step; a step begins with [[step]] and its name = "combine".'
    )


@pytest.mark.parametrize("uses", [["kettle", "salt"], ["kettle", "Table"], ["tomato", "salt"]])
def test_an_ingredient_is_used_by_its_name_or_by_its_phase(uses: list[str]) -> None:
    assert codes(sauce(SALT, step=[step(uses=uses)])) == []


def test_an_ingredient_that_no_step_uses_is_named() -> None:
    assert said(sauce(SALT)) == (
        "ingredient[2]: no step uses salt: name it, or its phase, in the uses of a step."
    )


def test_a_computed_lye_is_used_by_its_phase_or_by_its_lines() -> None:
    def used(*uses: str) -> list[str]:
        return codes(computed() | {"step": [step("make lye", uses=["oils", *uses])]})

    assert used("lye solution") == used("sodium hydroxide", "water") == []
    assert used() == used("sodium hydroxide") == ["unused-lye"]


def test_what_goes_in_at_two_steps_counts_at_the_first() -> None:
    document = sauce(step=[step("chop", uses=["tomato"]), step("cook", uses=["tomato"])])
    assert said(document) == (
        "step[2].uses: tomato goes in at chop already, and counts there. Name it in one step only; of what goes in by "
        "and by, make an ingredient for each step."
    )


@pytest.mark.parametrize(
    ("first", "then", "found"),
    [
        (["kettle"], ["salt"], ["used-twice"]),  # a part of what went in whole
        (["salt"], ["kettle"], ["used-twice"]),
        (["kettle"], ["kettle"], []),  # what was made of the phase
        (["tomato", "salt"], [], []),
        (["tomato"], ["salt"], []),
    ],
)
def test_a_phase_that_was_mixed_may_be_used_again_and_a_part_of_it_not(
    first: list[str], then: list[str], found: list[str]
) -> None:
    steps = [step("mix", uses=first), step("cook", uses=then)]
    assert codes(sauce({"name": "salt"}, step=steps)) == found


def test_what_was_only_weighed_out_before_goes_in_once() -> None:
    steps = [step("weigh spices", uses=["tomato", "salt"]), step("cook", uses=["salt"])]
    assert codes(sauce({"name": "salt"}, step=steps)) == []


def test_one_step_that_names_a_phase_and_a_part_of_it_uses_it_once() -> None:
    assert codes(sauce(step=[step(uses=["kettle", "tomato"])])) == []


@pytest.mark.parametrize(
    ("measure", "fits", "does_not"),
    [
        ("oil temperature", "43 degC", "43 %"),
        ("Fill temp", "185 degF", "4 pH"),
        ("pH on day 3", "4.6 pH", "46 degC"),
        ("pH", "4.6", "4.6 %"),
        ("brix at the end", "12 Brix", "12 degC"),
        ("original gravity", "1.050 SG", "12 %"),
        ("viscosity", "15000 cP", "20 degC"),
    ],
)
def test_a_measure_has_a_unit_that_suits_its_name(measure: str, fits: str, does_not: str) -> None:
    assert codes(sauce(step=[measured(measure, fits, uses=["kettle"])])) == []
    assert codes(sauce(step=[measured(measure, does_not, uses=["kettle"])])) == ["measure-unit"]


def test_a_temperature_in_percent_is_told_how_it_is_written() -> None:
    assert said(sauce(step=[measured("oil temperature", "43 %", uses=["kettle"])])) == (
        "step[1].check[1].measure: oil temperature is measured in degrees, such as 43 degC, and stands here in %."
    )


def test_a_name_of_no_known_measure_and_a_reading_in_words_have_any_unit() -> None:
    steps = [measured("temperament", "43 %", uses=["kettle"])]
    steps.append(step("look", check=[{"measure": "temperature", "is": ["warm"]}]))
    assert codes(sauce(step=steps)) == []


def test_one_measure_in_two_steps_is_of_one_kind() -> None:
    def salt_at_the_end(at_most: str) -> list[str]:
        steps = [measured("salt", "3 %", uses=["kettle"]), measured("Salt", at_most, name="season")]
        return codes(sauce(step=steps))

    assert salt_at_the_end("2 %") == []
    assert salt_at_the_end("30 g") == ["measure-two-units"]


def test_degrees_of_either_kind_are_one_kind() -> None:
    steps = [measured("oil temperature", "43 degC", uses=["kettle"])]
    steps.append(measured("oil temperature", "110 degF", name="pour"))
    assert codes(sauce(step=steps)) == []
