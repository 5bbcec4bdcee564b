"""Shares of what makers mean by a hundred percent, and what fills up the rest."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recipekeeper.formula.amounts.balance import solve
from recipekeeper.formula.amounts.scale import scale
from recipekeeper.formula.model import Formula
from tests.formula.soaps import errors, formula, line


def amounts(made: Formula) -> dict[str, str]:
    return {each.name: str(each.amount) for each in made.lines}


def test_bakers_percent_is_of_all_flour() -> None:
    # pizzatoday.com: 640 oz of flour at 1.75 % salt take 11.2 oz (trade.md §9.14).
    dough = formula(
        {
            "yields": "1000 oz",
            "basis": "flour",
            "basis_amount": "640 oz",
            "ingredient": [
                line("bread flour", phase="flour", share="90 %"),
                line("rye flour", phase="flour", share="10 %"),
                line("water", share="62 %"),
                line("salt", share="1.75 %"),
            ],
        }
    )
    assert amounts(dough) == {
        "bread flour": "576 oz",
        "rye flour": "64 oz",
        "water": "396.8 oz",
        "salt": "11.2 oz",
    }


def test_a_candle_counts_its_fragrance_on_the_wax_and_not_on_the_whole() -> None:
    # cierracandles.com: 7.74 oz at 10 % on wax are 7.04 oz of wax and 0.70 oz of fragrance (trade.md §3.2).
    wax = {"code": "C", "name": "Candle", "yields": "7.74 oz", "basis": "wax", "basis_amount": "7.04 oz"}
    candle = formula(
        wax | {"ingredient": [line("soy wax", phase="wax", share="100 %"), line("scent", share="10 %")]}
    )
    assert amounts(candle)["scent"] == "0.704 oz"


def test_the_salt_of_a_mash_is_of_the_vegetables_and_the_water() -> None:
    # trade.md §7.2: 3.00 % of 12 000 g.
    mash = formula(
        {
            "yields": "12360 g",
            "ingredient": [
                line("habanero", "6000 g"),
                line("carrot", "4400 g"),
                line("water", "1600 g"),
                line("salt", share="3 %", of=["habanero", "carrot", "water"]),
            ],
        }
    )
    assert amounts(mash)["salt"] == "360 g"


def test_water_fills_a_lotion_up_to_a_hundred_percent() -> None:
    lotion = {
        "yields": "5000 g",
        "basis": "total",
        "basis_amount": "5000 g",
        "ingredient": [
            line("water", "q.s."),
            line("sunflower oil", share="15 %"),
            line("emulsifier", share="6 %"),
            line("preservative", share="1 %"),
        ],
    }
    assert amounts(formula(lotion))["water"] == "3900 g"
    tenth = scale(formula(lotion), factor=Fraction(1, 10))
    assert [str(each.planned) for each in tenth.lines] == ["390 g", "75 g", "30 g", "5 g"]


def test_a_share_of_the_total_may_stand_in_the_total() -> None:
    # 2 % of the whole, fragrance included: 980 g of the rest take 20 g.
    made = formula({"ingredient": [line("base", "980 g"), line("fragrance", share="2 %", of="total")]})
    assert amounts(made)["fragrance"] == "20 g"


def test_the_whole_counts_the_lye_that_follows_from_the_oils() -> None:
    made = formula(
        {
            "lye": {"alkali": "NaOH", "superfat": "0 %", "water_ratio": "2:1"},
            "ingredient": [
                line("olive oil", "1402.5 g", "oils", sap="200 mg KOH/g"),
                line("fragrance", share="50 %", of="lye solution"),
            ],
        }
    )
    assert amounts(made)["sodium hydroxide"] == "200 g"
    assert amounts(made)["water"] == "400 g"
    assert amounts(made)["fragrance"] == "300 g"


def test_ounces_and_spoons_per_pound_of_oils() -> None:
    # users.md, scenario 3: 1 tsp PPO on 1000 g of oils are 2.2 tsp; 0.7 oz PPO on 10 lb are 7 oz (units.md).
    oils = {"basis": "oils", "basis_amount": "1000 g", "units": "us", "yields": "1000 g"}
    made = formula(
        oils
        | {"ingredient": [line("olive oil", phase="oils", share="100 %"), line("lactate", share="1 tsp/lb")]}
    )
    assert round(made.lines[1].amount.value, 1) == Decimal("2.2")
    assert made.lines[1].amount.symbol == "tsp"
    # Ounces per pound stay ounces only where the oils are weighed in pounds.
    pounds = oils | {"basis_amount": "10 lb", "yields": "10 lb"}
    made = formula(
        pounds
        | {"ingredient": [line("olive oil", phase="oils", share="100 %"), line("scent", share="0.7 ppo")]}
    )
    assert str(made.lines[1].amount) == "7 oz"


def test_a_volume_counts_as_a_weight_only_by_a_recorded_density() -> None:
    tea = {"ingredient": [line("sugar", "80 g"), line("starter", share="10 %", of=["sugar", "syrup"])]}
    syrup = line("syrup", "100 ml")
    assert errors({"ingredient": [*tea["ingredient"], syrup]})[0].startswith(
        "ingredient[3].density: syrup is a volume"
    )
    made = formula({"ingredient": [*tea["ingredient"], syrup | {"density": "1.2 g/ml"}]})
    assert amounts(made)["starter"] == "20 g"


def test_shares_of_what_is_only_measured_out_are_volumes() -> None:
    made = formula(
        {"yields": "10 l", "ingredient": [line("tea", "9 l"), line("starter", share="10 %", of="tea")]}
    )
    assert amounts(made)["starter"] == "0.9 l"


@pytest.mark.parametrize(
    ("shares", "said"),
    [
        (("50 %", "45 %"), "oils add up to 95 % of basis_amount: 5 % (50 g) is missing"),
        (("50 %", "60 %"), "oils add up to 110 % of basis_amount: 10 % (100 g) is too much"),
    ],
)
def test_shares_that_do_not_make_a_hundred_name_the_part(shares: tuple[str, str], said: str) -> None:
    found = errors(
        {
            "basis": "oils",
            "basis_amount": "1000 g",
            "ingredient": [line(f"oil {share}", phase="oils", share=share) for share in shares],
        }
    )
    assert said in found[0]
    assert found[0].startswith("basis")


def test_nothing_says_how_much_a_hundred_percent_is() -> None:
    said = (
        "basis_amount: every line of oils is a share, and nothing says how much 100 % is: "
        'give the formula a basis_amount, such as basis_amount = "4000 g".'
    )
    for share in ("100 %", "95 %"):
        assert errors({"basis": "oils", "ingredient": [line("olive oil", phase="oils", share=share)]}) == [
            said
        ]


@pytest.mark.parametrize(
    ("ingredients", "said"),
    [
        ([line("a", share="5 %")], "ingredient[1].share: 5 % of what?"),
        ([line("a", "5 g", share="5 %", of="total")], "ingredient[1].share: amount and share stand together"),
        ([line("a", "5 g", of="total")], "ingredient[1].of: of says what a share is of"),
        ([line("a", "5 g"), line("b", share="5 %", of="mesh")], 'ingredient[2].of: "mesh" is neither'),
        ([line("a", "q.s."), line("b", "q.s.")], "ingredient[2].amount: a fills up to the total already"),
        (
            [line("a", "q.s."), line("b", "1200 g")],
            "ingredient[1].amount: nothing is left for a: the others come to 200 g",
        ),
        (
            [line("a", "5 g", scales="stepwise")],
            'ingredient[1].scales: scales = "stepwise" goes by whole packs',
        ),
        ([line("a", "5 g", pack="2 g")], "ingredient[1].pack: pack is what a stepwise ingredient comes in"),
        (
            [line("olive oil", "5 g", purity="98 %")],
            "ingredient[1].purity: olive oil is no alkali by its name",
        ),
        (
            [line("a", "1 jar", scales="per unit")],
            "ingredient[1].scales: a scales per unit, and the formula does not say",
        ),
        (
            [line("a", share="100 %", of="b"), line("b", share="100 %", of="a")],
            "basis: the shares lead round in a circle",
        ),
    ],
)
def test_amounts_that_cannot_be_known(ingredients: list[dict[str, str]], said: str) -> None:
    assert any(each.startswith(said) for each in errors({"ingredient": ingredients})), errors(
        {"ingredient": ingredients}
    )


# Laws of scaling.


def test_each_line_follows_the_size_by_its_own_law() -> None:
    made = formula(
        {
            "yields": "40 jars",
            "ingredient": [
                line("wax", "8 kg"),
                line("sample for the shelf", "50 g", scales="fixed"),
                line("wick", "1 piece", scales="per unit"),
                line("dye", "12 g", scales="stepwise", pack="10 g"),
            ],
        }
    )
    assert amounts(made) == {
        "wax": "8 kg",
        "sample for the shelf": "50 g",
        "wick": "40 pieces",
        "dye": "12 g",
    }
    half = scale(made, factor=Fraction(1, 2))
    assert [str(each.planned) for each in half.lines] == ["4 kg", "50 g", "20 pieces", "10 g"]
    third = scale(made, factor=Fraction(1, 3))
    assert str(third.lines[2].planned) == "14 pieces"


def test_pieces_are_counted_by_what_the_filling_loses() -> None:
    bars = {
        "yields": "5867 g",
        "fill": {"each": "142 g", "unit": "bar", "loss": "1 %", "fixed_loss": "128 g"},
        "ingredient": [line("soap", "5867 g"), line("band", "1 piece", scales="per unit")],
    }
    # (5867 × 0.99 − 128) ÷ 142 = 40.002
    assert amounts(formula(bars))["band"] == "40 pieces"


# Properties.

parts = st.lists(st.integers(1, 999), min_size=1, max_size=8)
factors = st.fractions(Fraction(1, 50), Fraction(50), max_denominator=997)


def shared(weights: list[int]) -> dict[str, object]:
    """Shares that make exactly 100 %, the last of them what is left."""
    thousandths = [weight * 1000 // sum(weights) for weight in weights[:-1]]
    shares = [*thousandths, 1000 - sum(thousandths)]
    return {
        "basis": "oils",
        "basis_amount": "3217.5 g",
        "ingredient": [
            *(
                line(f"oil {number}", phase="oils", share=f"{Decimal(share) / 10} %")
                for number, share in enumerate(shares)
                if share
            ),
            line("scent", share="3 %"),
            line("label", "7 pieces", scales="fixed"),
        ],
    }


@settings(max_examples=60, deadline=None)
@given(weights=parts, factor=factors)
def test_the_shares_of_a_basis_make_the_basis_at_every_size(weights: list[int], factor: Fraction) -> None:
    balance = solve(formula(shared(weights)), factor)
    made = formula(shared(weights))
    oils = sum(
        (value for each, value in zip(made.lines, balance.values, strict=True) if each.phase == "oils"),
        Fraction(0),
    )
    assert oils == Fraction("3217.5") * factor


@settings(max_examples=60, deadline=None)
@given(weights=parts, a=factors, b=factors)
def test_scaling_by_one_and_then_by_another_is_scaling_by_both(
    weights: list[int], a: Fraction, b: Fraction
) -> None:
    made = formula(shared(weights))
    once, twice = solve(made, a * b), solve(made, a)
    for each, by_both, by_one in zip(made.lines, once.values, twice.values, strict=True):
        assert by_both == (by_one if each.law.value == "fixed" else by_one * b)
    there_and_back = scale(made, factor=a * (1 / a))
    assert [str(each.exact) for each in there_and_back.lines] == [str(each.amount) for each in made.lines]


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"fill": {"each": "142 g", "loss": "100 %"}}, "fill.loss: of a loss of 100 % nothing is left"),
        ({"fill": {"each": "0 g"}}, "fill.each: 0 g is nothing"),
        ({"vessel_fill": "0 %"}, "vessel_fill: a vessel that is not to be filled at all"),
        ({"vessel_fill": "80"}, 'vessel_fill: "80" has no unit. Write "80 %".'),
    ],
)
def test_a_filling_that_leaves_nothing_is_refused(keys: dict[str, object], said: str) -> None:
    assert [each[: len(said)] for each in errors({"ingredient": [line("tomato", "1000 g")]} | keys)] == [said]


@pytest.mark.parametrize(
    ("pack", "said"),
    [
        ("0 g", "ingredient[2].pack: 0 g is nothing"),
        ("11 ml", "ingredient[2].pack: 11 ml is no pack for 10 g: what it comes in is a mass"),
        ("2 bars", "ingredient[2].pack: 2 bars is no pack for 10 g"),
    ],
)
def test_a_pack_that_the_ingredient_cannot_come_in_is_refused_in_its_place(pack: str, said: str) -> None:
    yeast = line("yeast", "10 g", scales="stepwise", pack=pack)
    found = errors({"ingredient": [line("flour", "990 g"), yeast]})
    assert [each[: len(said)] for each in found] == [said]


def test_a_share_of_itself_is_refused_as_such() -> None:
    scent = line("scent", share="3 %", of=["oil", "Scent"])
    found = errors({"ingredient": [line("oil", "990 g"), scent]})
    assert [each.partition(" as a")[0] for each in found] == ["ingredient[2].of: scent"]


@pytest.mark.parametrize(
    ("fill", "said"),
    [
        ({"each": "2 bars"}, "fill.each: 2 bars is a count"),
        ({"each": "0 g"}, "fill.each: 0 g is nothing"),
        ({"each": "142 g", "unit": "g"}, 'fill.unit: "g" is a measure'),
        ({"each": "142 g", "loss": "100 %"}, "fill.loss: of a loss of 100 %"),
    ],
)
def test_a_filling_that_holds_nothing_or_is_none(fill: dict[str, str], said: str) -> None:
    found = errors({"fill": fill, "ingredient": [line("soap", "1000 g")]})
    assert any(each.startswith(said) for each in found), found
