"""The checks of amounts, each on both sides of its limit."""

from __future__ import annotations

import pytest

from recipekeeper.formula.amounts.scale import scale
from recipekeeper.formula.amounts.weighable import MINIMUM_DIVISIONS, is_weighable, minimum
from recipekeeper.quantity import read_amount
from tests.formula.trade import codes, computed, readable, said, sauce, step

# Amounts that are not to be relied on


def test_an_amount_that_an_import_doubts_is_an_error_that_says_what_to_do() -> None:
    doubtful = {"name": "sugar", "amount": "0 g", "doubt": "the cup is not named"}
    assert said(sauce(doubtful)) == (
        "ingredient[2].doubt: sugar: the cup is not named. Put the amount right and take the doubt out."
    )
    assert codes(sauce(doubtful | {"amount": "200 g"})) == ["doubt"]
    assert codes(sauce({"name": "sugar", "amount": "200 g"})) == []


def test_a_share_of_nothing_is_no_amount() -> None:
    colour = {"name": "colour", "of": "tomato"}
    assert said(sauce(colour | {"share": "0 %", "amount": ""})).startswith(
        "ingredient[2].amount: colour comes to 0 g"
    )
    assert codes(sauce(colour | {"share": "0.01 %", "amount": ""})) == []


def test_a_lye_from_stock_that_needs_no_more_water_is_sound_and_one_with_too_much_is_not() -> None:
    """Water of 1.5 times the alkali is less than what a solution of 38 % brings, which is 1.63 times."""
    as_it_is = {"concentration": "38 %", "solution": "38 %"}
    assert codes(computed(**as_it_is)) == []
    too_weak = {"concentration": "", "water_ratio": "1.5:1", "solution": "38 %"}
    assert "lye: water comes to −" in said(computed(**too_weak))


# What the amounts come to


@pytest.mark.parametrize(
    ("yields", "found"),
    [
        ("1010 g", []),
        ("1010.1 g", ["yields-too-much"]),
        ("500 g", []),
        ("499.9 g", ["yields-too-little"]),
    ],
)
def test_a_yield_is_compared_with_all_that_goes_in(yields: str, found: list[str]) -> None:
    assert codes(sauce(yields=yields)) == found


def test_a_yield_in_pieces_is_compared_by_what_each_of_them_holds() -> None:
    assert codes(sauce(yields="40 jars")) == []
    fill = {"each": "25 g", "unit": "jar"}
    assert codes(sauce(yields="40 jars", fill=fill)) == []
    assert codes(sauce(yields="41 jars", fill=fill)) == ["yields-too-much"]
    assert codes(sauce(yields="41 jars", fill=fill | {"each": "25 ml"}, density="1.1 g/ml")) == [
        "yields-too-much"
    ]
    assert codes(sauce(yields="41 jars", fill=fill | {"each": "25 ml"})) == []


def test_a_yield_by_volume_is_compared_by_the_density_of_the_product() -> None:
    assert codes(sauce(yields="1000 ml")) == []
    assert codes(sauce(yields="1000 ml", density="1.1 g/ml")) == ["yields-too-much"]


def test_where_a_line_has_no_weight_the_yield_is_not_judged() -> None:
    eggs = {"name": "sheet", "amount": "3 pieces"}
    assert codes(sauce(eggs, yields="1500 g")) == []
    assert codes(sauce({"name": "stock", "amount": "500 ml", "density": "1 g/ml"}, yields="1500 g")) == []
    assert codes(sauce({"name": "stock", "amount": "400 ml", "density": "1 g/ml"}, yields="1500 g")) == [
        "yields-too-much"
    ]


def test_a_formula_that_boils_down_says_so() -> None:
    """Forty litres of sap make one of syrup: nobody is warned of what is written down."""
    assert codes(sauce(yields="25 g", yield_within="95..105 %")) == []


def test_the_sentence_on_a_yield_has_both_figures() -> None:
    assert said(sauce(yields="1200 g")) == (
        "yields: the formula yields 1200 g, and its lines come to 1000 g: more comes out than goes in. "
        "Is a line missing?"
    )


def test_grams_beside_ounces_are_two_systems_and_pounds_beside_ounces_are_one() -> None:
    assert said(sauce({"name": "salt", "amount": "1 oz"})) == (
        "ingredient[2].amount: salt is in oz, tomato in g: two systems of weight in one formula invite the wrong scale."
    )
    imperial = sauce({"name": "salt", "amount": "1 oz"}, yields="2 lb")
    imperial["ingredient"][0]["amount"] = "2 lb"
    assert codes(imperial) == []


# What a scale can show


def salt(amount: str, resolution: str = "1 g", tolerance: str = "") -> list[str]:
    return codes(sauce({"name": "salt", "amount": amount, "resolution": resolution, "tolerance": tolerance}))


@pytest.mark.parametrize(
    ("amount", "tolerance", "found"),
    [
        ("0.49 g", "", ["rounds-to-nothing"]),
        ("0.5 g", "", ["below-minimum"]),  # a half goes up: one division
        ("9 g", "", ["below-minimum"]),
        ("10 g", "", []),
        ("49 g", "1 %", ["below-minimum"]),  # 0.49 g, where half a division is 0.5 g
        ("49 g", "0.5 g", ["tolerance-below-division"]),
        ("49 g", "1 g", []),
        ("50 g", "1 %", ["tolerance-below-division"]),
        ("100 g", "0.9 %", ["tolerance-below-division"]),
        ("100 g", "1 %", []),
    ],
)
def test_an_amount_is_compared_with_what_its_scale_shows(
    amount: str, tolerance: str, found: list[str]
) -> None:
    assert salt(amount, tolerance=tolerance) == found


def test_the_sentences_on_a_scale_say_what_it_shows_and_what_to_do() -> None:
    line = {"name": "salt", "resolution": "1 g"}
    assert said(sauce(line | {"amount": "0.4 g"})) == (
        "ingredient[2].resolution: a scale that shows 1 g rounds 0.4 g to nothing; weigh it on a finer one."
    )
    assert said(sauce(line | {"amount": "9 g"})) == (
        "ingredient[2].resolution: 9 g of salt is little for a scale that shows 1 g: 50 g is the least it should weigh "
        "(50 divisions). Weigh it on a finer one, or make more."
    )
    assert said(sauce(line | {"amount": "2000 g", "tolerance": "0.01 %"}, yields="3000 g")) == (
        "ingredient[2].tolerance: 0.01 % of 2000 g is 0.2 g, less than one division of the scale; "
        "one division, 1 g, is what counts."
    )


def test_whole_packs_are_counted_and_not_weighed() -> None:
    yeast = {"name": "yeast", "amount": "11.5 g", "scales": "stepwise", "pack": "11.5 g"}
    assert codes(sauce(yeast)) == []


def test_the_least_that_a_scale_weighs_is_fifty_of_its_divisions() -> None:
    """NIST Handbook 44, G-UR.1.1, as quoted by the Oregon Department of Agriculture."""
    assert str(minimum(read_amount("0.1 g"))) == "5 g"
    assert str(minimum(read_amount("5 g"), 10)) == "50 g"
    assert MINIMUM_DIVISIONS == 50


def test_what_is_measured_out_or_has_no_scale_can_always_be_weighed() -> None:
    lines = [
        {"name": "salt", "amount": "4.9 g", "resolution": "0.1 g"},
        {"name": "pepper", "amount": "5 g", "resolution": "0.1 g"},
        {"name": "oil", "amount": "1 ml", "resolution": "1 ml"},
        {"name": "saffron", "amount": "0.01 g"},
    ]
    scaled = scale(readable(sauce(*lines, step=[step(uses=["kettle"])])))
    assert [line.name for line in scaled.lines if not is_weighable(line)] == ["salt"]
    assert [line.name for line in scaled.lines if not is_weighable(line, 51)] == ["salt", "pepper"]
