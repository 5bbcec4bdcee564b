"""A check can ask for an instrument and for a second person; what cannot be so is said with its place."""

from __future__ import annotations

from typing import Any

import pytest

from recipekeeper.formula.reading.document import read
from tests.formula.bastille import BASTILLE, changed, formula

PH: dict[str, Any] = {"measure": "pH", "at_most": "4.0 pH"}


def problems(**keys: Any) -> list[tuple[str, str]]:
    """What is said of a check of a pH with these keys, by the key that it is said of."""
    document = changed("step[2].check", [{**PH, **keys}])
    return [(problem.where.rpartition(".")[2], problem.message) for problem in read(document)[1]]


def test_a_check_asks_for_an_instrument_and_above_a_ph_for_a_meter() -> None:
    document = changed("step[2].check", [{**PH, "meter_above": "4.0 pH", "checked": True}])
    (check,) = formula(document).steps[1].checks
    assert (check.measured_with, str(check.meter_above), check.checked) == ("pH meter", "4.0 pH", True)
    assert check.wants_company
    document = changed(
        "step[2].check", [{"measure": "oil", "target": "43 degC", "instrument": "thermometer"}]
    )
    (check,) = formula(document).steps[1].checks
    assert (check.instrument, check.measured_with, check.meter_above) == ("thermometer", "thermometer", None)


def test_the_alkali_of_a_computed_lye_is_checked_and_its_water_is_not() -> None:
    lines = formula(changed("lye.checked", value=True)).lines
    assert [line.name for line in lines if line.checked] == ["sodium hydroxide"]
    assert not any(line.checked for line in formula(BASTILLE).lines)


def test_an_ingredient_and_a_step_can_be_checked() -> None:
    document = changed("ingredient[1].checked", value=True)
    read_back = formula(changed("step[1].checked", True, document))
    assert (read_back.lines[0].checked, read_back.lines[1].checked) == (True, False)
    assert [step.checked for step in read_back.steps][:2] == [True, False]


@pytest.mark.parametrize(
    ("keys", "where", "said"),
    [
        ({"instrument": "ph-metre"}, "instrument", "pH meter, thermometer, scale, hydrometer"),
        ({"instrument": "thermometer"}, "instrument", "which a thermometer does not show"),
        ({"meter_above": "40 degC"}, "meter_above", "nothing says which instrument"),
        ({"meter_above": "4.0"}, "meter_above", "nothing says which instrument"),
        (
            {"instrument": "thermometer", "meter_above": "40 degC", "at_most": "4.0"},
            "meter_above",
            "does not compare with 4.0",
        ),
        ({"at_most": "", "is": ["sour"], "instrument": "pH meter"}, "instrument", "is read in words"),
        ({"meter_above": "acid"}, "meter_above", "acid"),
        ({"checked": "Bo"}, "checked", "true or false"),
    ],
)
def test_what_a_check_cannot_ask_is_said(keys: dict[str, Any], where: str, said: str) -> None:
    place, message = problems(**keys)[0]
    assert place == where
    assert said in message
