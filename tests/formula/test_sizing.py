"""How big a batch is, in the ways that makers say it; figures of published rules and of worked scenarios."""

from __future__ import annotations

from fractions import Fraction

import pytest

from recipekeeper.errors import QuantityError, Unbalanced
from recipekeeper.formula.amounts.lye import lye_state
from recipekeeper.formula.model import Formula
from recipekeeper.formula.sizing.converting import product_density
from recipekeeper.formula.sizing.moulds import GRAMS_PER_ML, Learnt, by_mould
from recipekeeper.formula.sizing.size import Size, by_amount, by_part, by_units, filling
from recipekeeper.quantity import read_amount, read_density, read_mould, read_pieces
from tests.formula.scaled import at, bastille, bastille_by_naoh, grams, jalapeno, planned
from tests.formula.soaps import formula, line


def part(master: Formula, amount: str, name: str) -> Size:
    names = [each.name.casefold() for each in master.lines]
    phases = [(each.phase or "").casefold() for each in master.lines]
    lines = [n for n, each in enumerate(zip(names, phases, strict=True)) if name in each or name == "total"]
    return by_part(master, read_amount(amount), lines, name)


def units(master: Formula, text: str, density: str | None = None, **losses: str) -> Size:
    pieces, each = read_pieces(text)
    fill = filling(
        master,
        pieces,
        each,
        loss=Fraction(losses["loss"]) if "loss" in losses else None,
        overage=Fraction(losses["overage"]) if "overage" in losses else None,
        fixed_loss=read_amount(losses["fixed"]) if "fixed" in losses else None,
    )
    given = read_density(density) if density else None
    return by_units(master, pieces, fill, product_density(master, given))


# Parts


def test_a_thousand_grams_of_oils_take_143_7_g_of_sodium_hydroxide_and_286_g_of_water() -> None:
    """207.95 g KOH ÷ 1.4025 × 0.95 ÷ 0.98 = 143.73 g, rounded down; 140.86 × 67 ÷ 33 = 285.98 g, up."""
    soap = bastille()
    size = part(soap, "1000 g", "oils")
    assert size.factor == 1
    amounts = planned(at(soap, size))
    assert (amounts["sodium hydroxide"], amounts["water"]) == ("143.7 g", "286.0 g")


def test_a_pound_of_one_oil_says_how_much_of_all() -> None:
    assert part(bastille(), "1 lb", "olive oil").factor == Fraction("453.59237") / 500


def test_a_line_that_is_fixed_leaves_less_for_the_others_of_its_part() -> None:
    """1000 g of which 100 g are fixed: 1900 g ask for twice the rest."""
    sauce = formula({"ingredient": [line("mash", "900 g"), line("sample", "100 g", scales="fixed")]})
    size = part(sauce, "1900 g", "total")
    assert size.factor == 2
    assert planned(at(sauce, size)) == {"mash": "1800 g", "sample": "100 g"}


@pytest.mark.parametrize(
    ("amount", "name", "said"),
    [
        ("100 g", "total", r"100 g total is not a size .* more than 100 g, which is there at every size"),
        ("50 g", "sample", "sample stays 100 g at every size"),
        ("0 g", "mash", "more than nothing, e.g. 900 g mash"),
        ("1 l", "mash", 'Write the density of mash, such as density = "0.915 g/ml", or give a mass'),
    ],
)
def test_a_part_that_says_nothing_of_the_size_is_refused(amount: str, name: str, said: str) -> None:
    sauce = formula({"ingredient": [line("mash", "900 g"), line("sample", "100 g", scales="fixed")]})
    with pytest.raises(QuantityError, match=said):
        part(sauce, amount, name)


def test_a_part_counts_what_is_measured_out_by_its_density() -> None:
    dough = formula({"ingredient": [line("flour", "1000 g"), line("oil", "100 ml", density="0.9 g/ml")]})
    assert part(dough, "2180 g", "total").factor == 2
    assert part(dough, "45 g", "oil").factor == Fraction(1, 2)


def test_a_total_counts_lines_per_unit_by_their_whole_pieces() -> None:
    """10 candles of 100 g with a glass of 50 g each weigh 1500 g; 3000 g are 20 candles."""
    candle = formula(
        {
            "yields": "10 candles",
            "ingredient": [line("wax", "1000 g"), line("glass", "50 g", scales="per unit")],
        }
    )
    assert part(candle, "3000 g", "total").factor == 2


# Weight and volume


def test_a_volume_of_a_sauce_is_its_weight_by_the_density_which_is_said_with_its_source() -> None:
    size = by_amount(jalapeno(), read_amount("5 l"), product_density(jalapeno(density="1.04 g/ml")))
    assert size.factor == Fraction("0.52")
    assert [note.sentence for note in size.notes] == [
        "5200 g are 5 l at 1.04 g/ml (the density that TEST says)."
    ]


def test_a_density_that_is_given_counts_before_that_of_the_formula() -> None:
    given = product_density(jalapeno(density="1.04 g/ml"), read_density("1.1 g/ml"))
    assert given is not None
    assert (given.exact, given.source) == (Fraction("1.1"), "as given")


def test_a_density_is_reckoned_from_lines_that_all_have_one() -> None:
    """100 g at 1 g/ml and 80 g at 0.8 g/ml take 200 ml: 0.9 g/ml."""
    lines = [line("water", "100 g", density="1 g/ml"), line("spirit", "80 g", density="0.8 g/ml")]
    found = product_density(formula({"yields": "180 g", "ingredient": lines}))
    assert found is not None
    assert (found.exact, found.source) == (Fraction("0.9"), "reckoned from the lines: 180 g in 200 ml")


def test_a_density_is_reckoned_from_a_yield_by_volume_of_lines_that_are_weighed() -> None:
    found = product_density(formula({"yields": "4 l", "ingredient": [line("mash", "4400 g")]}))
    assert found is not None
    assert (found.exact, found.source) == (
        Fraction("1.1"),
        "reckoned from the yield: 4400 g of ingredients make 4 l",
    )


def test_without_a_density_a_volume_is_refused_and_the_density_asked_for() -> None:
    with pytest.raises(QuantityError, match=r'yields 10 kg, and 8 l is a volume.*--density "1.04 g/ml"'):
        by_amount(jalapeno(), read_amount("8 l"), product_density(jalapeno()))


def test_pieces_and_weights_do_not_meet_without_a_filling() -> None:
    with pytest.raises(QuantityError, match=r'40 bars is a count.*or --units "40 bars"'):
        by_amount(jalapeno(), read_amount("40 bars"), None)
    bars = formula({"yields": "40 bars", "ingredient": [line("oil", "1000 g")]})
    with pytest.raises(QuantityError, match=r'5 kg is a mass.*or --to "5 kg total"'):
        by_amount(bars, read_amount("5 kg"), None)


# Pieces


def test_48_bottles_of_150_ml_with_a_loss_of_5_percent_are_7882_g_of_sauce() -> None:
    """A first-hour scenario: density 1.04; 4,729 mash, 1,971 vinegar, 788 water, 237 garlic, 158 g salt."""
    sauce = jalapeno()
    size = units(sauce, "48 x 150 ml", "1.04 g/ml", loss="0.05")
    scaled = at(sauce, size, "1 g")
    assert round(grams(size.yields)) == 7882
    assert planned(scaled) == {
        "mash": "4729 g", "vinegar": "1971 g", "water": "789 g", "garlic": "236 g", "salt": "158 g",
    }  # fmt: skip
    assert [round(grams(each.exact)) for each in scaled.lines] == [4729, 1971, 788, 236, 158]
    assert size.how == "48 × 150 ml = 7488 g; ÷ (1 − 5 %) = 7882.11 g; ÷ 10 kg"


def test_losses_count_in_their_order() -> None:
    """40 × 142 ÷ 0.98 + 190 = 5985.92 g, and 2 % more = 6105.64 g."""
    soap = formula({"yields": "5867 g", "ingredient": [line("oil", "4000 g")]})
    size = units(soap, "40 x 142 g", loss="0.02", fixed="190 g", overage="0.02")
    assert size.factor * 5867 == (Fraction(40 * 142) / Fraction("0.98") + 190) * Fraction("1.02")


def test_what_the_formula_says_of_its_pieces_counts_where_nothing_else_is_said() -> None:
    fill = {"each": "142 g", "unit": "bar", "loss": "2 %", "fixed_loss": "190 g"}
    soap = formula({"yields": "5867 g", "fill": fill, "ingredient": [line("oil", "4000 g")]})
    assert units(soap, "40 bars").factor * 5867 == Fraction(40 * 142) / Fraction("0.98") + 190
    assert units(soap, "40", loss="0", fixed="0 g").factor * 5867 == 40 * 142
    with pytest.raises(QuantityError, match="says what a bar holds, and nothing says what a jar does"):
        units(soap, "40 jars")


def test_the_pieces_that_were_asked_for_are_those_that_come_of_it() -> None:
    """A label for each bar: loss and fixed loss do not lose one on the way back."""
    fill = {"each": "142 g", "unit": "bar", "loss": "2 %", "fixed_loss": "190 g"}
    lines = [line("oil", "4000 g"), line("label", "1 piece", scales="per unit")]
    soap = formula({"yields": "5867 g", "fill": fill, "ingredient": lines})
    assert planned(at(soap, units(soap, "73 bars")))["label"] == "73 pieces"


def test_a_formula_that_yields_pieces_needs_no_filling() -> None:
    candle = formula({"yields": "12 candles", "ingredient": [line("wax", "2400 g")]})
    assert units(candle, "18 candles").factor == Fraction(3, 2)
    with pytest.raises(QuantityError, match="nothing says what a jar does"):
        units(candle, "18 jars")
    with pytest.raises(QuantityError, match=r"Write a \[fill\]"):
        units(candle, "18 x 200 g")


def test_pieces_of_which_nothing_is_known_are_refused() -> None:
    with pytest.raises(QuantityError, match=r'holds. Write it, such as --units "40 x 142 g"'):
        units(jalapeno(), "40 bars")


# Moulds


def test_a_loaf_mould_of_8_by_3_5_by_2_5_inches_takes_28_ounces_of_oils() -> None:
    """0.40 oz for a cubic inch: 28.0 oz = 793.8 g (soapmakers' rule, newenglandsoaps.com)."""
    size = by_mould(bastille(), read_mould("8 x 3.5 x 2.5 in"), None)
    assert size.factor * 1000 == Fraction("28.0") * Fraction("28.349523125")
    assert "= 28 oz = 793.79 g oils" in size.how


@pytest.mark.parametrize(
    ("mould", "ounces"),
    [("10 x 3.625 x 2.25 in", "32.625"), ("9 x 12 x 1.25 in", "54")],
    ids=["thesoapingsoprano.com", "soapchallengeclub.com"],
)
def test_published_moulds_take_the_published_oils(mould: str, ounces: str) -> None:
    size = by_mould(bastille(), read_mould(mould), None)
    assert size.factor * 1000 == Fraction(ounces) * Fraction("28.349523125")


def test_the_rule_of_thumb_is_0_692_grams_for_a_millilitre() -> None:
    assert round(float(GRAMS_PER_ML), 3) == 0.692


def test_a_cylinder_is_a_mould_too() -> None:
    """π × 1.5² × 10 in³ × 0.40 = 28.27 oz."""
    size = by_mould(bastille(), read_mould("cylinder 3 x 10 in"), None)
    assert round(float(size.factor * 1000 / Fraction("28.349523125")), 2) == 28.27


def test_the_mould_of_the_scenario_on_its_scales() -> None:
    """397/238/119/40 g, and NaOH 113.904 g of which 113.9 g are weighed: superfat 5.00 %; 113 g: 5.75 %."""
    soap = bastille_by_naoh()
    scaled = at(soap, by_mould(soap, read_mould("8 x 3.5 x 2.5 in"), None))
    amounts = planned(scaled)
    assert list(amounts.values())[:4] == ["397 g", "238 g", "119 g", "40 g"]
    naoh = scaled.line("sodium hydroxide")
    assert naoh is not None
    assert (round(grams(naoh.exact), 3), str(naoh.planned)) == (113.904, "113.9 g")
    assert superfat(soap, by_mould(soap, read_mould("8 x 3.5 x 2.5 in"), None)) == 5.0
    coarse = bastille_by_naoh("1 g")
    assert superfat(coarse, by_mould(coarse, read_mould("8 x 3.5 x 2.5 in"), None)) == 5.75


def superfat(soap: Formula, size: Size) -> float:
    state = lye_state(soap, at(soap, size).weights)
    assert state is not None
    return round(float(state.superfat * 100), 2)


def test_what_was_learnt_takes_the_place_of_the_rule_and_says_so() -> None:
    mould = read_mould("10 x 10 x 10 cm")
    learnt = Learnt(Fraction("0.71"), 3, same_mould=True)
    size = by_mould(bastille(), mould, None, learnt)
    assert size.factor == Fraction("0.71")
    assert [note.sentence for note in size.notes] == [
        "Reckoned with 0.71 g/ml of oils, learnt from 3 batches in this mould; the rule of thumb is 0.69."
    ]
    (rule,) = by_mould(bastille(), mould, None).notes
    assert "rule of thumb: 0.40 oz" in rule.sentence


def test_what_is_no_soap_fills_a_mould_by_its_density() -> None:
    lotion = formula({"yields": "500 g", "density": "0.95 g/ml", "ingredient": [line("water", "500 g")]})
    size = by_mould(lotion, read_mould("10 x 10 x 10 cm"), product_density(lotion))
    assert size.factor == Fraction(950, 500)
    with pytest.raises(QuantityError, match=r"1147\.09 ml is a volume"):
        by_mould(jalapeno(), read_mould("8 x 3.5 x 2.5 in"), None)


def test_a_size_at_which_nothing_is_left_for_a_line_that_fills_up_is_refused() -> None:
    lines = [line("sample", "100 g", scales="fixed"), line("water", "q.s.")]
    lotion = formula({"yields": "500 g", "ingredient": lines})
    with pytest.raises(Unbalanced, match="nothing is left for water"):
        at(lotion, by_amount(lotion, read_amount("50 g"), None))
