"""Each trade's sample by its own arithmetic: the mass balance that its header tells, and how it scales."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from recipekeeper.formula.amounts.balance import members, units_of
from recipekeeper.formula.amounts.lye import lye_state
from recipekeeper.formula.amounts.product import flat
from recipekeeper.formula.amounts.scale import lye_of, scale
from recipekeeper.formula.model import Formula
from tests.recipes.samples import planned, sample, version


def grams(code: str, *names: str) -> Decimal:
    """What lines weigh together as they are planned, all of them where none is named."""
    lines = [line for line in scale(sample(code)).lines if not names or line.name in names]
    assert len(lines) == len(names) or not names
    return sum((line.planned.to("g").value for line in lines if line.planned.dimension == "mass"), Decimal(0))


def superfat(formula: Formula, *left_out: str) -> float:
    weights = {name: amount for name, amount in scale(formula).weights.items() if name not in left_out}
    state = lye_state(formula, weights)
    assert state is not None
    return round(float(state.superfat) * 100, 2)


@pytest.mark.parametrize("code", ["ALE-PALE", "BREAD", "CANDLE-FIG", "LEVAIN", "SOAP-HP", "SOAP-LIQ"])
def test_the_shares_of_a_basis_are_a_hundred_percent(code: str) -> None:
    formula = sample(code)
    shares = [formula.lines[number].share for number in members(formula.lines, formula.basis)]
    assert sum((share.rate.fraction or Fraction(0)) for share in shares if share) == 1


@pytest.mark.parametrize(
    ("code", "pieces", "unit"),
    [
        ("ALE-PALE", 42, "bottle"),  # (24 l - 3 l) / 0.5 l
        ("BREAD", 21, "loaf"),  # 19,220 g less 1.5 % are 18,931.7 g; / 900 g
        ("JAM-STRAW", 13, "jar"),  # (4660 g - 200 g) / 340 g
        ("SAUCE-BBQ", 64, "bottle"),  # 19,400 g less 1 % and 400 g are 18,806 g; / (250 ml x 1.16 g/ml)
        ("SOAP-HP", 26, "bar"),  # (3080 g - 104 g) / 114 g
        ("SOAP-LIQ", 28, "bottle"),  # (7440 g - 180 g) / (250 ml x 1.03 g/ml)
    ],
)
def test_a_sample_fills_as_many_pieces_as_its_header_says(code: str, pieces: int, unit: str) -> None:
    formula = sample(code)
    assert formula.fill is not None
    assert (units_of(formula), formula.fill.unit) == (pieces, unit)


def test_the_lye_of_the_hot_process_leaves_six_percent_and_enough_without_the_shea() -> None:
    # 900 x 190 + 400 x 187 + 500 x 257 + 100 x 180 + 100 x 179 = 410.2 g KOH; / 1.4025 x 0.94 / 0.98 = 280.54 g.
    soap = sample("SOAP-HP")
    assert planned("SOAP-HP")["sodium hydroxide"] == "280.5 g"
    assert planned("SOAP-HP")["water"] == "760 g"
    assert superfat(soap) == 6.01
    assert superfat(soap, "shea butter") == 1.72
    assert grams("SOAP-HP") == Decimal("3140.5")


def test_the_hot_process_pins_the_sap_values_that_it_leaves_to_the_table() -> None:
    saps = {line.name: str(line.sap) for line in sample("SOAP-HP").lines if line.sap}
    assert saps == {
        "olive oil": "190 mg KOH/g",
        "rice bran oil": "187 mg KOH/g",
        "coconut oil": "257 mg KOH/g",
        "castor oil": "180 mg KOH/g",
        "shea butter": "179 mg KOH/g",
    }


def test_the_fragrance_of_the_hot_process_goes_in_below_71_degrees_after_a_zap_test_that_can_hold_it() -> (
    None
):
    soap = sample("SOAP-HP")
    steps = [step.name for step in soap.steps]
    assert steps.index("cook") < steps.index("zap test") < steps.index("finish")
    zap, finish = soap.step("zap test"), soap.step("finish")
    assert zap is not None
    assert finish is not None
    assert zap.checks[0].words_critical
    limits = finish.checks[0].limits
    assert limits is not None
    assert str(limits.high) == "71 °C"
    assert soap.step_of(next(line for line in soap.lines if line.name == "cedarwood essential oil")) == finish


def test_the_liquid_soap_takes_455_g_of_flakes_of_ninety_percent_and_as_much_water_as_paste() -> None:
    # 1200 x 190 + 600 x 257 + 200 x 180 = 418.2 g KOH; x 0.98 / 0.90 = 455.37 g; water 3 x 409.84 g.
    assert planned("SOAP-LIQ") == {
        "olive oil": "1200 g",
        "coconut oil": "600 g",
        "castor oil": "200 g",
        "potassium hydroxide": "455.3 g",
        "water": "1230 g",
        "dilution water": "3685 g",
        "peppermint essential oil": "74.4 g",
    }
    assert superfat(sample("SOAP-LIQ")) == 2.02
    assert "superfat-thin" in sample("SOAP-LIQ").silenced


def test_the_dilution_water_is_no_water_of_the_lye() -> None:
    soap = sample("SOAP-LIQ")
    state = lye_of(soap, scale(soap))
    assert state is not None
    assert state.water == 1230
    assert round(float(state.water_ratio or 0), 1) == 3.0


def test_the_barbecue_sauce_is_filled_up_with_water_to_twenty_kilograms() -> None:
    assert grams("SAUCE-BBQ") == 20_000
    assert planned("SAUCE-BBQ")["water"] == "3980 g"
    assert planned("SAUCE-BBQ", "9700 g")["water"] == "1990 g"


def test_the_sugar_of_the_barbecue_sauce_makes_36_brix() -> None:
    # Dissolved in each, as the header has it: of tomato paste 29 %, of brown sugar 97 %, of molasses 78 %.
    dissolved = (
        grams("SAUCE-BBQ", "brown sugar") * Decimal("0.97")
        + grams("SAUCE-BBQ", "tomato paste") * Decimal("0.29")
        + grams("SAUCE-BBQ", "molasses") * Decimal("0.78")
        + grams("SAUCE-BBQ", "salt")
        + Decimal(280 + 300 + 210 + 96 + 80)
    )
    assert dissolved == 7066
    assert round(dissolved / sample("SAUCE-BBQ").yields.value * 100) == 36


def test_the_barbecue_sauce_goes_on_hold_above_the_ph_that_its_filling_temperature_covers() -> None:
    # uark.edu/ua/foodpro, Fill_Temps: 85 degrees for a pH up to 4.1.
    steps = {step.name: {check.measure: check for check in step.checks} for step in sample("SAUCE-BBQ").steps}
    critical = [steps["test"]["pH"].critical, steps["fill"]["fill temperature"].critical]
    assert [(str(each.low), str(each.high)) for each in critical if each] == [
        ("None", "4.1 pH"),
        ("85 °C", "None"),
    ]


def test_the_jam_weighs_what_is_dissolved_in_it_divided_by_65_brix() -> None:
    # Fruit 8 Brix, pectin mix 95 % of solids, lemon juice 8 Brix.
    sugar = grams("JAM-STRAW", "sugar", "pectin sugar")
    other = grams("JAM-STRAW", "strawberries") * 8 + grams("JAM-STRAW", "pectin mix") * 95
    dissolved = sugar + (other + grams("JAM-STRAW", "lemon juice") * 8) / 100
    assert sugar == 2700
    assert abs(dissolved / Decimal("0.65") - sample("JAM-STRAW").yields.value) < 5
    assert grams("JAM-STRAW") - sample("JAM-STRAW").yields.value == 1205


def test_the_scent_of_the_candle_is_eight_percent_of_the_wax_and_not_of_the_whole() -> None:
    assert grams("CANDLE-FIG", "fig leaf fragrance") == Decimal("194.9")
    assert round(grams("CANDLE-FIG", "fig leaf fragrance") / grams("CANDLE-FIG") * 100, 1) == Decimal("7.4")


def test_every_candle_gets_a_wick_whatever_the_size() -> None:
    assert planned("CANDLE-FIG", "25 candles")["wick"] == "25 pieces"
    assert planned("CANDLE-FIG", "25 candles")["soy wax"] == "5075 g"


def test_the_dough_is_192_percent_of_its_flour_and_counts_the_flour_of_its_levain() -> None:
    bread = sample("BREAD")
    assert grams("BREAD") == 19_220
    parts = flat(bread, scale(bread).weights, version)
    inside = {part.name: float(part.amount.exact_in("g")) for part in parts if part.through}
    assert {part.through for part in parts if part.through} == {("LEVAIN@1",)}
    # For 2000 g of it 2244 g are mixed: the rest stays in the tub, or is the next starter.
    assert inside["bread flour"] + inside["rye flour"] == pytest.approx(1020)
    assert sum(inside.values()) == pytest.approx(2244)


def test_the_bread_declares_what_its_levain_brings() -> None:
    levain = sample("BREAD").line("levain")
    assert levain is not None
    assert set(levain.allergens) == {"wheat", "cereals containing gluten"} == set(sample("BREAD").allergens)


def test_the_gravity_of_the_ale_follows_from_its_grist() -> None:
    # Litre degrees per kilogram: thehomebrewforum.co.uk/threads/mash-efficiency.3700; 74 % of them in 24 litres.
    points = (
        grams("ALE-PALE", "pale ale malt") * 309
        + grams("ALE-PALE", "Munich malt") * 308
        + grams("ALE-PALE", "crystal malt") * 290
    ) / 1000
    assert round(points * Decimal("0.74") / 24) == 50
    assert round(points * Decimal("0.74") / Decimal("27.4")) == 44


def test_twice_the_ale_loses_no_more_in_steam_and_takes_whole_packs_of_yeast() -> None:
    single, double = planned("ALE-PALE"), planned("ALE-PALE", "48 l")
    assert (single["boil-off water"], double["boil-off water"]) == ("3.4 l", "3.4 l")
    assert (single["mash water"], double["mash water"]) == ("15.9 l", "31.8 l")
    assert (single["ale yeast"], double["ale yeast"]) == ("11.5 g", "23.0 g")
    assert planned("ALE-PALE", "30 l")["ale yeast"] == "23.0 g"
    # (48 l - 3 l) / 0.5 l: what stays behind does not double either.
    assert (single["crown cap"], double["crown cap"]) == ("42 pieces", "90 pieces")


def test_the_water_of_the_ale_fills_the_kettle() -> None:
    litres = {line.name: line.planned.value for line in scale(sample("ALE-PALE")).lines}
    kept_by_the_grain = Decimal("5.3")
    water = litres["mash water"] + litres["sparge water"] + litres["boil-off water"]
    assert water - kept_by_the_grain - litres["boil-off water"] == sample("ALE-PALE").yields.value
