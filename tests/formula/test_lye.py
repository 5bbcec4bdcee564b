"""Lye: published calculator results come out to the last printed digit."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recipekeeper.formula.amounts.lye import lye_state
from recipekeeper.formula.amounts.scale import lye_of, scale
from recipekeeper.formula.model import Formula
from recipekeeper.formula.substance.sap import KOH_PER_NAOH, read_sap
from tests.formula.soaps import errors, formula, line, soap

COCONUT, OLIVE, PALM, SHEA = "257 mg KOH/g", "190 mg KOH/g", "199 mg KOH/g", "179 mg KOH/g"


def weighed(made: Formula, name: str, digits: str = "0.01") -> str:
    found = next(each for each in made.lines if each.name == name)
    return str(found.amount.value.quantize(Decimal(digits), ROUND_HALF_UP))


def naoh(superfat: str, purity: str = "100 %", **water: str) -> dict[str, str]:
    return {"alkali": "NaOH", "purity": purity, "superfat": superfat} | (water or {"concentration": "33 %"})


# Published results: trade.md §1.4, each with the page that prints it.


def test_soapcalc_printout_of_two_pounds_of_oils() -> None:
    # soapmakingforum.com/threads/calculating-oils.53906: NaOH 130.09 g, water 344.73 g at 38 % of oils.
    made = soap(
        {
            "coconut oil": ("272.1555 g", COCONUT),
            "palm oil": ("272.1555 g", PALM),
            "olive oil": ("272.1555 g", OLIVE),
            "shea butter": ("90.7185 g", SHEA),
        },
        naoh("5 %", water="38 %"),
    )
    assert weighed(made, "sodium hydroxide") == "130.09"
    assert weighed(made, "water") == "344.73"


@pytest.mark.parametrize(("superfat", "printed"), [("5 %", "70"), ("0 %", "74")])
def test_soapcalc_for_half_a_kilogram_with_pomace(superfat: str, printed: str) -> None:
    # soapmakingforum.com/threads/65578: 70 g at 5 %, 74 g at 0 %.
    made = soap(
        {
            "olive pomace oil": ("225 g", "188 mg KOH/g"),
            "palm oil": ("125 g", PALM),
            "coconut oil": ("125 g", COCONUT),
            "castor oil": ("25 g", "180 mg KOH/g"),
        },
        naoh(superfat),
    )
    assert weighed(made, "sodium hydroxide", "1") == printed


def test_ten_ounces_of_coconut_by_either_alkali() -> None:
    # ultimatehpsoap.com, how to calculate a dual lye recipe: 1.83 oz NaOH; 2.86 oz KOH of 90 %.
    oils = {"coconut oil": ("10 oz", COCONUT)}
    assert weighed(soap(oils, naoh("0 %")), "sodium hydroxide") == "1.83"
    koh = {"alkali": "KOH", "purity": "90 %", "superfat": "0 %", "concentration": "33 %"}
    assert weighed(soap(oils, koh), "potassium hydroxide") == "2.86"


def test_a_hand_calculation_with_naoh_values() -> None:
    # soapmakingforum.com/threads/60617: 73.5 × 0.95 = 69.8 g, water 141.7 g at 33 %.
    made = soap(
        {
            "coconut oil": ("100 g", "0.183 g NaOH/g"),
            "lard": ("250 g", "0.141 g NaOH/g"),
            "olive oil": ("100 g", "0.135 g NaOH/g"),
            "castor oil": ("50 g", "0.128 g NaOH/g"),
        },
        naoh("5 %"),
    )
    assert weighed(made, "sodium hydroxide", "0.1") == "69.8"
    assert weighed(made, "water", "0.1") == "141.7"


def test_a_kilogram_of_olive_oil_of_the_soap_calc_manual() -> None:
    # formats.md §4.5: 1000 g olive at 0.135, 5 %: NaOH 128.25 g; 33 %: water 260.39 g, 2.03 : 1.
    made = soap({"olive oil": ("1000 g", "0.135 g NaOH/g")}, naoh("5 %"))
    assert weighed(made, "sodium hydroxide") == "128.25"
    assert weighed(made, "water") == "260.39"


def test_the_reference_soap_of_four_kilograms() -> None:
    # trade.md §7.1: 563.29 g NaOH and 1143.66 g water for 831.6 g KOH.
    made = soap(
        {"olive oil": ("2000 g", OLIVE), "coconut oil": ("1200 g", COCONUT), "shea butter": ("800 g", SHEA)},
        naoh("5 %"),
    )
    assert weighed(made, "sodium hydroxide") == "563.29"
    assert weighed(made, "water") == "1143.66"


# What the weights really give: trade.md §1.5.

REFERENCE = formula(
    {
        "ingredient": [
            line("olive oil", "2000 g", "oils", sap=OLIVE),
            line("coconut oil", "1200 g", "oils", sap=COCONUT),
            line("shea butter", "800 g", "oils", sap=SHEA),
            line("sodium hydroxide", "563.3 g", "lye solution"),
            line("water", "1143.7 g", "lye solution"),
        ]
    }
)


def superfat(saps: dict[str, str] | None = None, **weights: str) -> str:
    amounts = {each.name: each.amount for each in REFERENCE.lines}
    for name, grams in weights.items():
        amounts[name.replace("_", " ")] = amounts["water"].of_text(grams, "g")
    state = lye_state(REFERENCE, amounts, {name: read_sap(sap) for name, sap in (saps or {}).items()})
    assert state is not None
    return f"{float(state.superfat * 100):.2f}"


def test_what_a_lot_or_a_slip_makes_of_the_superfat() -> None:
    assert superfat() == "5.00"
    assert superfat({"coconut oil": "262 mg KOH/g"}) == "5.68"
    assert superfat({"shea butter": "160 mg KOH/g"}) == "3.23"
    assert superfat({"shea butter": "195 mg KOH/g"}) == "6.44"
    low = {"olive oil": "184 mg KOH/g", "coconut oil": "248 mg KOH/g", "shea butter": "160 mg KOH/g"}
    assert superfat(low) == "0.45"
    assert superfat(olive_oil="1800") == "0.45"
    assert superfat(shea_butter="0") == "-14.76"
    assert superfat(sodium_hydroxide="623.3") == "-5.12"


def test_weak_lye_leaves_more_oil() -> None:
    made = formula(
        {"ingredient": [line("olive oil", "4000 g", sap=OLIVE), line("NaOH", "500 g", purity="97 %")]}
    )
    state = lye_of(made, scale(made))
    assert state is not None
    assert state.pure == 485


# Both alkalis, a solution in stock, three ways to say the water.


def test_both_alkalis_share_the_oils() -> None:
    made = soap(
        {"olive oil": ("1000 g", OLIVE)},
        {
            "alkali": {"NaOH": "60 %", "KOH": "40 %"},
            "purity": {"NaOH": "98 %", "KOH": "90 %"},
            "superfat": "3 %",
            "water_ratio": "2:1",
        },
    )
    saponified = Fraction("190") * Fraction("0.97")
    pure = saponified * Fraction("0.6") / KOH_PER_NAOH, saponified * Fraction("0.4")
    assert weighed(made, "sodium hydroxide", "0.0001") == f"{float(pure[0] / Fraction('0.98')):.4f}"
    assert weighed(made, "potassium hydroxide", "0.0001") == f"{float(pure[1] / Fraction('0.9')):.4f}"
    assert weighed(made, "water", "0.0001") == f"{float(sum(pure) * 2):.4f}"
    state = lye_of(made, scale(made))
    assert state is not None
    assert round(state.superfat, 12) == Fraction("0.03")


def test_a_lye_solution_in_stock_brings_its_own_water() -> None:
    # users.md, domain rule 2: take twice the lye of a 50 % solution, then add water less lye.
    plain = soap({"olive oil": ("1000 g", OLIVE)}, naoh("5 %"))
    stocked = soap({"olive oil": ("1000 g", OLIVE)}, naoh("5 %") | {"solution": "50 %"})
    lye, water = (float(weighed(plain, each, "0.000001")) for each in ("sodium hydroxide", "water"))
    assert float(weighed(stocked, "sodium hydroxide solution", "0.000001")) == pytest.approx(2 * lye)
    assert float(weighed(stocked, "water", "0.000001")) == pytest.approx(water - lye)
    state = lye_of(stocked, scale(stocked))
    assert state is not None
    assert state.concentration == pytest.approx(0.33)


def test_three_ways_to_say_the_same_water() -> None:
    oils = {"olive oil": ("1000 g", OLIVE)}
    by_strength = weighed(soap(oils, naoh("5 %", concentration="25 %")), "water", "0.0001")
    by_ratio = weighed(soap(oils, naoh("5 %", water_ratio="3:1")), "water", "0.0001")
    assert by_strength == by_ratio
    assert weighed(soap(oils, naoh("5 %", water="38 %")), "water") == "380.00"


def test_an_essential_oil_is_no_oil_to_saponify() -> None:
    oils = {"olive oil": ("1000 g", OLIVE)}
    with_scent = soap(oils, naoh("5 %"), line("lavender essential oil", "30 g", "scent"))
    assert weighed(with_scent, "sodium hydroxide") == weighed(soap(oils, naoh("5 %")), "sodium hydroxide")


def test_a_fat_without_a_sap_is_never_counted_as_nothing() -> None:
    found = errors(
        {
            "lye": naoh("5 %"),
            "ingredient": [line("olive oil", "900 g", "oils", sap=OLIVE), line("mafura butter", "100 g")],
        }
    )
    assert len(found) == 1
    assert found[0].startswith("ingredient[2].sap: no SAP of mafura butter is known")


@pytest.mark.parametrize(
    ("lye", "said"),
    [
        ({"alkali": "lime"}, "lye.alkali: "),
        ({"concentration": "33 %", "water": "38 %"}, "lye.water: concentration and water stand together"),
        ({"concentration": ""}, "lye.concentration: nothing says how much water"),
        ({"concentration": "100 %"}, "lye.concentration: 100 % is no strength"),
        ({"solution": "30 %"}, "lye.concentration: a lye of 33 % cannot be made from a solution of 30 %"),
        ({"alkali": {"NaOH": "60 %", "KOH": "30 %"}}, "lye.alkali: the parts of the oils"),
        (
            {"alkali": {"NaOH": "60 %", "KOH": "40 %"}, "purity": {"NaOH": "98 %"}},
            "lye.purity: the purity of KOH",
        ),
        ({"purity": "0 %"}, "lye.purity: 0 % is no purity"),
        ({"superfat": "0.05"}, 'lye.superfat: "0.05" has no unit. Write "0.05 %".'),
        ({"superfat": "100 %"}, "lye.superfat: a superfat of 100 % leaves no lye at all"),
        ({"superfat": "101 %"}, 'lye.superfat: "101 %" is not a percentage up to 100 %'),
        ({"concentration": "0 %"}, "lye.concentration: 0 % is no strength"),
        ({"concentration": "120 %"}, 'lye.concentration: "120 %" is not a percentage up to 100 %'),
        ({"purity": "-98 %"}, 'lye.purity: "-98 %" is below zero, which a percentage here cannot be'),
    ],
)
def test_a_lye_that_cannot_be_computed_is_said_once_and_nothing_else(
    lye: dict[str, object], said: str
) -> None:
    written = {key: value for key, value in (naoh("5 %") | lye).items() if value != ""}
    oil = line("olive oil", "1000 g", "oils", sap=OLIVE)
    step = {"name": "make lye", "uses": ["lye solution", "water"]}
    found = errors({"lye": written, "ingredient": [oil], "step": [step]})
    assert [each[: len(said)] for each in found] == [said]


grams = st.decimals("1", "20000", places=1)
mg_koh = st.integers(85, 330)


@settings(max_examples=60, deadline=None)
@given(
    oils=st.lists(st.tuples(grams, mg_koh), min_size=1, max_size=6),
    superfat=st.integers(0, 20),
    division=st.sampled_from(["0.01 g", "0.1 g", "1 g", "5 g"]),
    size=st.decimals("0.1", "30", places=2),
)
def test_rounding_never_gives_more_alkali_than_the_rounded_oils_call_for(
    oils: list[tuple[Decimal, int]], superfat: int, division: str, size: Decimal
) -> None:
    made = formula(
        {
            "lye": naoh(f"{superfat} %", "98 %") | {"resolution": division},
            "ingredient": [
                line(f"oil {number}", f"{weight} g", "oils", sap=f"{sap} mg KOH/g", resolution=division)
                for number, (weight, sap) in enumerate(oils)
            ],
        }
    )
    scaled = scale(made, factor=Fraction(size))
    koh = sum(
        (each.planned.exact_in("g") * sap for each, (_, sap) in zip(scaled.lines, oils, strict=False)),
        Fraction(0),
    )
    called_for = koh / 1000 / KOH_PER_NAOH * Fraction(100 - superfat, 100) / Fraction("0.98")
    alkali = scaled.line("sodium hydroxide")
    assert alkali is not None
    # 15 digits are all that is ever weighed or shown.
    assert alkali.planned.exact_in("g") <= called_for * (1 + Fraction(1, 10**14))
    for each in scaled.lines[: len(oils)]:
        assert each.planned.exact_in("g") >= each.exact.exact_in("g") * (1 - Fraction(1, 10**14))


@pytest.mark.parametrize(
    ("lye", "said"),
    [
        ({"resolution": "1 ml"}, "lye.resolution: 1 ml is no resolution: lye is weighed"),
        ({"resolution": "0 g"}, "lye.resolution: 0 g is nothing"),
        ({"water_resolution": "1 bar"}, "lye.water_resolution: 1 bar is no water resolution"),
        ({"tolerance": "1 ml"}, "lye.tolerance: 1 ml is no tolerance: lye is weighed"),
        ({"water_tolerance": "3 degC"}, "lye.water_tolerance: 3 °C is no water tolerance"),
    ],
)
def test_what_no_lye_is_weighed_by_is_refused_in_its_place(lye: dict[str, str], said: str) -> None:
    oil = line("olive oil", "1000 g", "oils", sap=OLIVE)
    found = errors({"lye": naoh("5 %") | lye, "ingredient": [oil]})
    assert [each[: len(said)] for each in found] == [said]


def test_the_water_of_a_lye_that_another_formula_makes_counts_as_water() -> None:
    """290 g of a stock of 49 % hold 142.1 g of NaOH and 147.9 g of water; 110 g more make 35.5 %."""
    made = formula(
        {
            "ingredient": [
                line("olive oil", "1000 g", "oils", sap=OLIVE),
                line("lye stock", "290 g", "lye solution", formula="STOCK@1", purity="49 %"),
                line("water", "110 g", "lye solution"),
            ]
        }
    )
    state = lye_state(made, {each.name: each.amount for each in made.lines})
    assert state is not None
    assert state.concentration == Fraction("142.1") / 400
