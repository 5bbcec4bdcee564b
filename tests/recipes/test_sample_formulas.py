"""The formulas that ship with the program: figures as published, complete, and scaled as a maker would."""

from __future__ import annotations

from decimal import Decimal

import pytest

from recipekeeper.files.materials import shipped
from recipekeeper.formula.amounts.scale import scale
from recipekeeper.formula.checks.all_checks import checked
from recipekeeper.formula.model import Formula, Law
from recipekeeper.quantity import Amount, read_amount
from tests.recipes.samples import FILES, RECIPES, planned, sample

# Grams of each line at the formula's own size, and their sum.
GRAMS = {
    "SOAP-LAV": (
        "5867.0",
        {
            "olive oil": "2000", "coconut oil": "1200", "shea butter": "800", "sodium hydroxide": "563.3",
            "water": "1143.7", "lavender essential oil": "120", "kaolin": "40",
        },
    ),
    "SAUCE-HAB": (
        "19582",  # 12,360 g of mash and 7,222 g of what joins it in the kettle
        {
            "habanero": "6000", "carrot": "3000", "onion": "1000", "garlic": "400", "brine water": "1600",
            "sea salt": "360", "white vinegar": "5500", "cane sugar": "400", "lime juice": "300",
            "water": "1000", "xanthan gum": "22",
        },
    ),
    "LOTION-LAV": (
        "5000",
        {
            "water": "3705", "glycerin": "150", "disodium EDTA": "5", "emulsifying wax": "300",
            "almond oil": "450", "shea butter": "200", "cetyl alcohol": "75", "preservative": "50",
            "panthenol": "25", "vitamin E": "15", "lavender essential oil": "20", "lactic acid": "5",
        },
    ),
}  # fmt: skip


@pytest.fixture(params=FILES)
def formula(request: pytest.FixtureRequest) -> Formula:
    return sample(request.param)


def test_every_file_that_ships_is_one_of_the_samples() -> None:
    assert {path.name for path in RECIPES.glob("*.toml")} == set(FILES.values())
    assert [sample(code).code for code in FILES] == list(FILES)


def test_a_sample_passes_its_own_checks(formula: Formula) -> None:
    verdict = checked(formula, shipped())
    assert verdict.problems == ()
    assert [code for code, _ in verdict.silenced] == (["superfat-thin"] if formula.code == "SOAP-LIQ" else [])


@pytest.mark.parametrize("code", GRAMS)
def test_a_sample_formula_has_the_weights_of_its_source(code: str) -> None:
    formula, (total, grams) = sample(code), GRAMS[code]
    assert {line.name: line.amount for line in formula.lines} == {
        name: Amount(Decimal(weight), "g") for name, weight in grams.items()
    }
    assert sum(line.amount.value for line in formula.lines) == Decimal(total)


@pytest.mark.parametrize(
    ("code", "yields"), [("SOAP-LAV", "5867 g"), ("LOTION-LAV", "5000 g"), ("SAUCE-HAB", "114 bottles")]
)
def test_a_sample_formula_yields_what_its_source_says(code: str, yields: str) -> None:
    assert sample(code).yields == read_amount(yields)


def test_every_ingredient_of_a_sample_goes_in_at_a_step(formula: Formula) -> None:
    assert [line.name for line in formula.lines if formula.step_of(line) is None] == []


def test_every_line_of_a_sample_says_how_exactly_it_is_weighed(formula: Formula) -> None:
    counted = {line.name for line in formula.lines if line.law in (Law.PER_UNIT, Law.STEPWISE)}
    for line in scale(formula).lines:
        if line.name in counted:
            continue
        assert line.resolution is not None, line.name
        assert line.tolerance is not None, line.name
        assert line.tolerance >= line.resolution, line.name


def test_every_step_of_a_sample_says_what_to_do_and_how_long_it_takes(formula: Formula) -> None:
    for step in formula.steps:
        assert step.lasts is not None, step.name
        assert step.text.endswith("."), step.name
        assert "  " not in step.text, step.name


def test_a_sample_has_critical_limits_and_a_longest_wait(formula: Formula) -> None:
    assert any(check.is_critical for step in formula.steps for check in step.checks)
    assert any(step.wait_at_most for step in formula.steps)
    assert formula.yield_within is not None


def test_three_kilograms_of_the_soap_take_1023_g_of_olive_and_614_g_of_coconut() -> None:
    coconut = scale(sample("SOAP-LAV"), read_amount("3 kg")).line("coconut oil")
    assert planned("SOAP-LAV", "3 kg")["olive oil"] == "1023 g"
    assert coconut is not None
    assert coconut.planned == read_amount("614 g")
    assert coconut.tolerance == read_amount("1.535 g")


def test_the_lye_of_the_soap_leaves_five_percent_of_the_oils() -> None:
    # 2000 g × 190 + 1200 g × 257 + 800 g × 179 mg KOH/g = 831.6 g KOH; NaOH is KOH / 1.4025; less 5 %.
    saponifies_all = Decimal("831.6") / Decimal("1.4025")
    sodium_hydroxide = sample("SOAP-LAV").line("sodium hydroxide")
    assert sodium_hydroxide is not None
    superfat = 100 * (1 - sodium_hydroxide.amount.value / saponifies_all)
    assert round(superfat, 2) == Decimal("5.00")


def test_the_lye_of_a_smaller_soap_is_rounded_down_and_its_water_up() -> None:
    exact = {line.name: line.exact.value for line in scale(sample("SOAP-LAV"), read_amount("3 kg")).lines}
    assert Decimal("288.0") < exact["sodium hydroxide"] < Decimal("288.1")
    assert planned("SOAP-LAV", "3 kg")["sodium hydroxide"] == "288.0 g"
    assert Decimal("584.8") < exact["water"] < Decimal("584.9")
    assert planned("SOAP-LAV", "3 kg")["water"] == "584.9 g"


def test_the_soap_is_combined_at_43_degrees_and_goes_on_hold_outside_38_to_49() -> None:
    combine = sample("SOAP-LAV").step("combine")
    assert combine is not None
    checks = {check.measure: check for check in combine.checks}
    oil = checks["oil temperature"]
    assert str(oil.target) == "43 °C"
    assert oil.limits is not None
    assert oil.critical is not None
    assert (str(oil.limits.low), str(oil.limits.high)) == ("40 °C", "46 °C")
    assert (str(oil.critical.low), str(oil.critical.high)) == ("38 °C", "49 °C")
    assert checks["lye temperature"].is_critical


def test_half_the_sauce_is_57_bottles_and_half_of_everything() -> None:
    half = planned("SAUCE-HAB", "57 bottles")
    assert half["habanero"] == "3000 g"
    assert half["sea salt"] == "180 g"
    assert half["xanthan gum"] == "11.0 g"


def test_the_salt_of_the_sauce_is_three_percent_of_vegetables_and_water() -> None:
    grams = {name: Decimal(weight) for name, weight in GRAMS["SAUCE-HAB"][1].items()}
    wet = sum(grams[name] for name in ("habanero", "carrot", "onion", "garlic", "brine water"))
    assert grams["sea salt"] / wet == Decimal("0.03")


def test_the_smallest_lines_of_the_lotion_are_allowed_one_division_of_their_scale() -> None:
    lotion = scale(sample("LOTION-LAV"))
    for name in ("disodium EDTA", "lactic acid"):
        line = lotion.line(name)
        assert line is not None
        assert line.tolerance == line.resolution == read_amount("0.1 g")
