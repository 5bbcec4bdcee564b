"""The checks of soap, each on both sides of its limit; 140 g of NaOH saponify the oil of the bench."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recipekeeper.formula.amounts.scale import scale
from recipekeeper.formula.amounts.superfat import excess_lye, percent_text
from recipekeeper.formula.substance.material import Material, Materials
from recipekeeper.formula.substance.sap import KOH_PER_NAOH, read_sap
from recipekeeper.quantity import read_amount
from tests.formula.trade import OIL, codes, computed, readable, said, soap, verdict

VISUAL = [
    {"name": "olive oil", "amount": "295 g", "sap": "190 mg KOH/g"},
    {"name": "coconut oil", "amount": "249 g", "sap": "257 mg KOH/g"},
    {"name": "shea butter", "amount": "150 g", "sap": "179 mg KOH/g"},
    {"name": "avocado oil", "amount": "99 g", "sap": "186 mg KOH/g"},
    {"name": "sodium hydroxide", "amount": "126 g"},
    {"name": "water", "amount": "297 g"},
]
"""visualfoodie.com/brambleberry-soap-recipe-lye-calculation, as it was published."""


def of_alkali(amount: str, **keys: Any) -> list[str]:
    return codes(soap(alkali={"amount": amount} | keys))


# Superfat


def test_a_published_recipe_with_too_much_lye_is_an_error_with_what_it_needs_and_has() -> None:
    document = {"code": "VISUAL", "name": "Visual", "yields": "1200 g", "ingredient": VISUAL}
    found = {problem.code: problem for problem in verdict(document).blocking}
    assert list(found) == ["superfat-negative"]
    wrong = found["superfat-negative"]
    assert wrong.where == "ingredient[5].amount"
    assert wrong.message.startswith("superfat is −6.9 %; needs 117.9 g NaOH, has 126 g.")


def test_needs_and_has_are_said_in_the_unit_that_the_alkali_is_weighed_in() -> None:
    """140 g are 4.9383 oz."""
    formula = readable(soap(alkali={"amount": "5 oz", "tolerance": "1 %"}))
    assert excess_lye(formula, scale(formula)) == "superfat is −1.2 %; needs 4.938 oz NaOH, has 5 oz"


@pytest.mark.parametrize(
    ("alkali", "found"),
    [
        ("140.1 g", ["superfat-negative"]),
        ("140 g", ["superfat-low"]),  # 0 %
        ("137.3 g", ["superfat-low"]),
        ("137.2 g", ["superfat-thin"]),  # 2 %
        ("135.9 g", ["superfat-thin"]),
        ("135.8 g", []),  # 3 %
        ("126 g", []),  # 10 %
        ("125.9 g", ["superfat-high"]),
    ],
)
def test_a_superfat_is_judged_at_its_limits_to_the_tenth_of_a_gram(alkali: str, found: list[str]) -> None:
    assert of_alkali(alkali) == found


def test_from_0_to_2_percent_a_reason_is_asked_for() -> None:
    assert said(soap(alkali={"amount": "138.6 g"})) == (
        "ingredient[2].amount: superfat is 1 %; 0 to 2 % needs a reason. Take less alkali, or write the reason under "
        '[silence], such as superfat-low = "laundry soap".'
    )


def test_a_superfat_just_beside_a_limit_is_not_printed_as_that_limit() -> None:
    assert percent_text(Fraction("0.01996")) == "1.996 %"
    assert percent_text(Fraction("-0.0004")) == "−0.04 %"
    assert percent_text(Fraction("0.02")) == "2 %"
    assert percent_text(Fraction("0.0504")) == "5 %"


def test_a_milligram_too_much_is_shown_with_the_digits_that_tell_the_two_apart() -> None:
    formula = readable(soap(alkali={"amount": "140.001 g"}))
    assert excess_lye(formula, scale(formula)) == "superfat is −0.001 %; needs 140 g NaOH, has 140.001 g"


def test_an_alkali_that_is_not_pure_counts_by_its_purity() -> None:
    assert of_alkali("140.1 g", purity="98 %") == ["superfat-low"]
    formula = readable(soap(alkali={"amount": "145 g", "purity": "98 %"}))
    assert excess_lye(formula, scale(formula)) == "superfat is −1.5 %; needs 140 g NaOH (pure), has 142.1 g"


def test_of_two_alkalis_both_are_said_each_with_its_part_of_the_need() -> None:
    """80 g of NaOH and 100 g of KOH do what 151.3 g of NaOH do: 140/151.3 of each is needed."""
    potash = {"name": "potassium hydroxide", "phase": "lye solution", "amount": "100 g", "tolerance": "1 %"}
    formula = readable(soap(potash, alkali={"amount": "80 g"}))
    part = 140 / (80 + 100 / float(KOH_PER_NAOH))
    assert excess_lye(formula, scale(formula)) == (
        f"superfat is −8.1 %; needs {80 * part:.2f} g NaOH and {100 * part:.2f} g KOH, has 80 g NaOH and 100 g KOH"
    )


def test_it_is_the_rounded_weights_that_count() -> None:
    """139.6 g are below the need of 140 g; the scale for it shows 139.5 or 140.5 g."""
    assert of_alkali("139.6 g") == ["superfat-low"]
    assert of_alkali("139.6 g", resolution="1 g", round="up", tolerance="1 g") == ["superfat-low"]
    assert of_alkali("140.1 g", resolution="1 g", round="up", tolerance="1 g") == ["superfat-negative"]
    assert of_alkali("140.1 g", resolution="1 g", tolerance="1 g") == ["superfat-low"]


def test_a_computed_lye_of_ten_percent_is_not_blamed_for_being_rounded_down() -> None:
    assert codes(computed(superfat="10 %", resolution="1 g", tolerance="1 g")) == []
    assert codes(computed(superfat="10 %", resolution="10 g", tolerance="10 g")) == ["superfat-high"]
    assert codes(computed(superfat="10.1 %")) == ["superfat-high"]


def test_a_computed_lye_below_0_is_written_and_found() -> None:
    assert said(computed(superfat="-1 %")).startswith("lye: superfat is −1 %; needs 140 g NaOH, has 141.4 g.")


@given(st.integers(1, 4000))
def test_whatever_the_alkali_exactly_one_verdict_on_the_superfat_or_none(tenths: int) -> None:
    amount = Decimal(tenths) / 10
    percent = 100 * (1 - Fraction(amount) / 140)
    expected = (
        ["superfat-negative"] if percent < 0
        else ["superfat-low"] if percent < 2
        else ["superfat-thin"] if percent < 3
        else ["superfat-high"] if percent > 10
        else []
    )  # fmt: skip
    found = verdict(soap(alkali={"amount": f"{amount} g"})).problems
    assert [problem.code for problem in found if problem.code.startswith("superfat")] == expected


# What has to be known of a soap


@pytest.mark.parametrize("name", ["zibeth fat", "mystery oil", "butter", "cupuacu butter"])
def test_a_fat_without_a_sap_beside_an_alkali_is_an_error_and_never_counts_as_nothing(name: str) -> None:
    found = verdict(soap({"name": name, "phase": "extra", "amount": "100 g"}))
    assert [problem.code for problem in found.blocking] == ["fat-without-sap"]
    assert found.blocking[0].where == "ingredient[4].sap"
    assert found.blocking[0].message.startswith(f"no SAP of {name} is known")


@pytest.mark.parametrize("name", ["jasmine oil", "lavender essential oil", "kaolin", "sugar", "mineral oil"])
def test_a_scent_and_what_is_no_fat_need_no_sap(name: str) -> None:
    assert codes(soap({"name": name, "phase": "extra", "amount": "100 g"})) == []


def test_without_an_alkali_no_fat_needs_a_sap() -> None:
    lotion = {
        "code": "LOTION",
        "name": "Lotion",
        "yields": "100 g",
        "ingredient": [{"name": "zibeth fat", "amount": "100 g"}],
        "step": [{"name": "melt", "uses": ["zibeth fat"]}],
    }
    assert codes(lotion) == []


def test_where_a_part_of_the_soap_is_unknown_no_superfat_is_made_up() -> None:
    """With the fat counted as nothing the superfat would be said to be below 0."""
    document = soap({"name": "zibeth fat", "phase": "extra", "amount": "500 g"}, alkali={"amount": "200 g"})
    assert codes(document) == ["fat-without-sap"]


@pytest.mark.parametrize(
    "name", ["NaOH solution", "lye master batch", "sodium hydroxide masterbatch", "lye water"]
)
def test_a_lye_solution_says_how_strong_it_is(name: str) -> None:
    assert of_alkali("266 g", name=name) == ["alkali-strength"]
    assert of_alkali("266 g", name=name, purity="50 %") == []


def test_flakes_without_a_purity_count_as_pure_and_are_not_asked_about() -> None:
    assert of_alkali("133 g", name="NaOH flakes") == []


def test_a_spoon_of_alkali_is_no_weight_unless_its_density_is_known() -> None:
    spoons = {"amount": "10 tbsp", "tolerance": "1 %"}
    document = soap(alkali=spoons, units="us")
    assert said(document).startswith("ingredient[2].amount: 10 tbsp of sodium hydroxide is no weight")
    # 10 US tablespoons are 147.9 ml.
    assert codes(soap(alkali=spoons | {"density": "0.9 g/ml"}, units="us")) == []


def test_an_oil_that_is_counted_in_pieces_is_no_weight() -> None:
    assert codes(soap({"name": "cocoa butter", "amount": "3 pieces"})) == ["soap-without-weight"]


# How strong the lye is


@pytest.mark.parametrize(
    ("concentration", "found"),
    [
        ("19.9 %", ["lye-weak"]),
        ("20 %", []),
        ("40 %", []),
        ("40.1 %", ["lye-strong"]),
        ("50 %", ["lye-strong"]),
        ("50.1 %", ["lye-saturated"]),
    ],
)
def test_the_strength_of_a_lye_is_judged_at_its_limits(concentration: str, found: list[str]) -> None:
    assert codes(computed(concentration=concentration)) == found


def test_milk_for_water_is_no_dry_lye() -> None:
    milk = {"name": "goat milk", "phase": "lye solution", "amount": "270 g"}
    alkali = {"name": "sodium hydroxide", "phase": "lye solution", "amount": "133 g", "tolerance": "0.5 g"}
    assert codes(soap(ingredient=[OIL, alkali, milk])) == []
    assert codes(soap(ingredient=[OIL, alkali, milk | {"phase": "oils"}])) == ["lye-dry"]


def test_each_alkali_without_a_tolerance_is_named() -> None:
    assert said(soap(alkali={"tolerance": ""})).startswith(
        "ingredient[2].tolerance: sodium hydroxide has no tolerance, so no weighing of it is ever too much."
    )
    assert said(computed(tolerance="")).startswith("lye: sodium hydroxide has no tolerance")


# SAP


def sap_of(name: str, sap: str) -> dict[str, str]:
    return {"name": name, "phase": "extra", "amount": "1 g", "sap": sap}


@pytest.mark.parametrize(
    ("name", "sap", "fits"),
    [
        # Olive: 184 to 196 (Codex), widened by 5 %: 174.8 to 205.8.
        ("olive oil, virgin", "174.8 mg KOH/g", True),
        ("olive oil, virgin", "174.7 mg KOH/g", False),
        ("olive oil, virgin", "205.8 mg KOH/g", True),
        ("olive oil, virgin", "205.9 mg KOH/g", False),
        # Kokum: one value is known, 190, and 10 % around it.
        ("kokum butter", "171 mg KOH/g", True),
        ("kokum butter", "170.9 mg KOH/g", False),
        ("kokum butter", "209 mg KOH/g", True),
        ("kokum butter", "209.1 mg KOH/g", False),
    ],
)
def test_a_sap_is_compared_with_what_that_very_oil_has(name: str, sap: str, *, fits: bool) -> None:
    assert codes(soap(sap_of(name, sap))) == ([] if fits else ["sap-range"])


@pytest.mark.parametrize(
    ("name", "value"),
    [("cocoa butter", "0.196"), ("macadamia oil", "0.195"), ("grapeseed oil", "0.193"), ("wheat germ oil", "0.190"),
     ("shea butter", "0.178")],
)  # fmt: skip
def test_a_suppliers_chart_with_koh_values_under_naoh_is_caught_oil_by_oil(name: str, value: str) -> None:
    """thesoapkitchen.co.uk/cold-process-saponification-table, headed mg of NaOH per g."""
    found = said(soap(sap_of(name, f"{value} g NaOH/g")))
    meant = f"It looks like a value of KOH written as one of NaOH: {value} g KOH/g would fit."
    assert found.startswith(f"ingredient[4].sap: {value} g NaOH/g, which is ")
    assert found.endswith(meant)


def test_a_naoh_value_written_as_koh_is_caught_the_other_way_about() -> None:
    assert "It looks like a value of NaOH written as one of KOH: 134 mg NaOH/g would fit." in said(
        soap(sap_of("olive oil, virgin", "134 mg KOH/g"))
    )


def test_a_value_of_another_oil_is_named_with_the_range_that_is_known() -> None:
    """A chart of innovateus.net gives Brazil nut the value of babassu."""
    found = said(soap(sap_of("brazil nut oil", "0.175 g NaOH/g")))
    assert (
        "0.175 g NaOH/g, which is 245.4 mg KOH/g, is not that of brazil nut oil: 192 to 202 mg KOH/g" in found
    )
    assert "It looks like that of babassu oil" in found


def test_of_an_oil_that_the_table_does_not_know_only_an_unusual_sap_is_doubted() -> None:
    assert codes(soap(sap_of("zibeth fat", "160 mg KOH/g"))) == []
    assert codes(soap(sap_of("zibeth fat", "159.9 mg KOH/g"))) == ["sap-unchecked"]
    assert codes(soap(sap_of("zibeth fat", "210 mg KOH/g"))) == []
    assert codes(soap(sap_of("zibeth fat", "210.1 mg KOH/g"))) == ["sap-unchecked"]


def test_a_makers_own_material_is_what_its_oil_is_compared_with() -> None:
    own = Materials([Material("zibeth fat", is_fat=True, sap=read_sap("240 mg KOH/g"))])
    found = verdict(soap(sap_of("zibeth fat", "239 mg KOH/g")), own).problems
    assert [problem.code for problem in found] == []


def test_the_product_of_another_formula_is_not_compared_with_any_oil() -> None:
    blend = sap_of("oil blend", "240 mg KOH/g") | {"formula": "OILS@1"}
    assert codes(soap(blend)) == []


def test_a_plan_at_another_size_is_judged_as_it_is_rounded_there() -> None:
    """At a hundredth, 1.33 g of alkali on a scale that shows 1 g, rounded up, are 2 g for 1.4 g."""
    formula = readable(soap(alkali={"resolution": "1 g", "round": "up", "tolerance": "1 g"}))
    assert excess_lye(formula, scale(formula)) is None
    small = excess_lye(formula, scale(formula, read_amount("14.03 g")))
    assert small == "superfat is −42.9 %; needs 1.4 g NaOH, has 2 g"


def test_the_digits_that_a_weight_loses_are_no_superfat() -> None:
    """1000 g of olive oil take 135.4723… g of NaOH, which no decimal number holds to the end."""
    oil = OIL | {"sap": "190 mg KOH/g"}
    of_olive = {superfat: computed(superfat=superfat) | {"ingredient": [oil]} for superfat in ("0 %", "2 %")}
    assert codes(of_olive["0 %"]) == ["superfat-low"]
    assert codes(of_olive["2 %"]) == ["superfat-thin"]
    assert codes(of_olive["0 %"] | {"silence": {"superfat-low": "laundry soap"}}) == []


@pytest.mark.parametrize(
    ("superfat", "code"), [("-1 %", "superfat-negative"), ("1 %", "superfat-low"), ("2 %", "superfat-thin")]
)
def test_a_scale_that_rounds_kindly_hides_no_superfat_that_is_asked_for(superfat: str, code: str) -> None:
    """Of 141.4 g, 138.6 g and 137.2 g on a scale of 15 g, 135 g are weighed: 3.6 % at this size, less at others."""
    found = codes(computed(superfat=superfat, resolution="15 g"))
    assert code in found


def test_an_excess_that_only_rounding_hides_is_said_as_it_is_asked_for() -> None:
    wrong = next(iter(verdict(computed(superfat="-1 %", resolution="15 g")).blocking))
    assert wrong.message.startswith("[lye] asks for −1 % superfat. Lye that finds no oil")
