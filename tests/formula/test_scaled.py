"""What follows from the rounded amounts: parts of what, sums, how each number came about, what to look out for."""

from __future__ import annotations

from fractions import Fraction

import pytest

from recipekeeper.formula.amounts.derived import parts, rounding_note, total
from recipekeeper.formula.amounts.explain import explained
from recipekeeper.formula.amounts.explain_lye import superfat_text
from recipekeeper.formula.amounts.figures import figure, percent, quantity, readable
from recipekeeper.formula.amounts.scale import lye_of, scale
from recipekeeper.formula.amounts.scaling_notes import scaling_notes
from recipekeeper.formula.amounts.weighing_notes import weighing_notes
from recipekeeper.formula.model import Formula
from recipekeeper.quantity import read_amount
from tests.formula.bastille import BASTILLE
from tests.formula.scaled import bastille, bastille_by_naoh, jalapeno
from tests.formula.soaps import formula, line, soap


def told(master: Formula, size: str | None = None, **sources: str) -> dict[str, str]:
    """How each line came about."""
    scaled = scale(master, read_amount(size) if size else None)
    said = explained(master, scaled, {name.replace("_", " "): text for name, text in sources.items()})
    return {each.name: text for each, text in zip(scaled.lines, said, strict=True)}


def codes(master: Formula, size: str) -> dict[str, str]:
    """The remarks on what does not grow with the batch, by their code."""
    return {note.code: note.sentence for note in scaling_notes(master, scale(master, read_amount(size)))}


# Parts and sums


def test_each_line_is_a_part_of_the_oils_as_they_are_rounded() -> None:
    master = bastille()
    found = parts(master, scale(master))
    assert [(part and part.of, part and percent(part.fraction)) for part in found] == [
        ("oils", "50 %"), ("oils", "30 %"), ("oils", "15 %"), ("oils", "5 %"),
        ("oils", "14.37 %"), ("oils", "28.6 %"), ("oils", "3 %"),
    ]  # fmt: skip


def test_without_a_basis_each_line_is_a_part_of_the_total_and_a_share_of_what_it_says() -> None:
    lines = [line("mash", "900 g"), line("salt", share="5 %", of="mash"), line("label", "1 piece")]
    master = formula({"ingredient": lines})
    found = parts(master, scale(master))
    assert [(part.of, percent(part.fraction)) if part else None for part in found] == [
        ("total", "95.24 %"), ("mash", "5 %"), None,
    ]  # fmt: skip


def test_weights_and_volumes_add_up_by_density_or_not_at_all() -> None:
    oil = line("oil", "100 ml", density="0.9 g/ml")
    master = formula({"ingredient": [line("flour", "910 g"), oil]})
    summed = total(master, scale(master))
    assert summed is not None
    assert str(summed.planned) == "1000 g"
    bare = formula({"ingredient": [line("flour", "910 g"), line("oil", "100 ml")]})
    assert total(bare, scale(bare)) is None
    assert parts(bare, scale(bare)) == (None, None)
    punch = formula({"yields": "1 l", "ingredient": [line("juice", "600 ml"), line("wine", "400 ml")]})
    volumes = total(punch, scale(punch))
    assert volumes is not None
    assert str(volumes.planned) == "1000 ml"


def test_what_rounding_adds_is_said_and_nothing_where_it_adds_nothing() -> None:
    master = bastille()
    scaled = scale(master, read_amount("3 kg"))
    summed = total(master, scaled)
    assert summed is not None
    said = rounding_note(summed)
    assert said is not None
    assert said.sentence == (
        f"The parts sum to {summed.planned}, {quantity(Fraction(summed.difference.value), 'g')} more than exact."
    )
    sauce = jalapeno()
    unrounded = total(sauce, scale(sauce, read_amount("7 kg")))
    assert rounding_note(unrounded) is None
    assert rounding_note(None) is None


# How it came about


def test_each_number_of_the_bastille_is_explained_with_its_figures() -> None:
    said = told(bastille(), olive_oil="the formula")
    assert said["olive oil"] == "50 % of 1000 g oils = 500 g; SAP 190 mg KOH/g (the formula)"
    assert said["sodium hydroxide"] == (
        "207.95 g KOH saponify all oils (500 × 0.190 + 300 × 0.257 + 150 × 0.179 + 50 × 0.180) ÷ 1.4025 = 148.27 g "
        "NaOH; × (1 − 5 %) = 140.86 g pure; ÷ 98 % = 143.73 g; rounded down on a 0.1 g scale: 143.7 g"
    )
    assert said["water"] == "140.86 g × 67 ÷ 33 = 285.98 g; rounded up on a 0.1 g scale: 286.0 g"
    state = lye_of(bastille(), scale(bastille()))
    assert state is not None
    assert superfat_text(state, "g") == ("1 − 140.83 g ÷ 148.27 g of NaOH, which saponify all oils, = 5.02 %")


def test_a_sap_that_counts_naoh_is_turned_into_koh_before_the_eyes() -> None:
    said = told(bastille_by_naoh())["sodium hydroxide"]
    assert "(500 × 0.135 × 1.4025 + 300 × 0.183 × 1.4025 + " in said


def test_two_alkalis_say_which_part_of_the_oils_each_takes() -> None:
    lye = {
        "alkali": {"NaOH": "60 %", "KOH": "40 %"},
        "purity": {"NaOH": "98 %", "KOH": "90 %"},
        "superfat": "5 %",
        "water_ratio": "2:1",
    }
    said = told(soap({"lard": ("1000 g", "198 mg KOH/g")}, lye))
    assert said["sodium hydroxide"].startswith(
        "198 g KOH saponify all oils (1000 × 0.198); × 60 %, ÷ 1.4025 = 84.71 g NaOH; × (1 − 5 %) = 80.47 g pure"
    )
    assert "; × 40 % = 79.2 g; × (1 − 5 %) = 75.24 g pure; ÷ 90 % = 83.6 g" in said["potassium hydroxide"]
    assert said["water"] == "155.71 g × 2 = 311.42 g"


def test_a_lye_solution_in_stock_brings_part_of_the_water() -> None:
    """267 g NaOH as 534 g of a 50 % solution leave 160.2 g of 427.2 g to add (soapmakingforum.com 77393)."""
    lye = {"alkali": "NaOH", "superfat": "0 %", "water_ratio": "1.6:1", "solution": "50 %"}
    master = soap({"oil": ("2000 g", "0.1335 g NaOH/g")}, lye)
    assert told(master)["water"] == "267 g × 1.6, less 267 g that is in the lye solution = 160.2 g"


def test_the_other_ways_of_an_amount_are_explained_too() -> None:
    lines = [
        line("mash", "600 g", resolution="5 g"),
        line("salt", share="2 oz/lb", of="mash"),
        line("sample", "50 g", scales="fixed"),
        line("yeast", "11.5 g", scales="stepwise", pack="11.5 g"),
        line("oil", "20 ml", density="0.915 g/ml"),
        line("label", "2 piece", scales="per unit"),
        line("water", "q.s."),
    ]
    master = formula({"yields": "1000 g", "fill": {"each": "100 g"}, "ingredient": lines})
    said = told(master, "1501 g")
    assert said == {
        "mash": "600 g × 1.501 = 900.6 g; rounded on a 5 g scale: 900 g",
        "salt": "2 oz/lb of 900.6 g mash = 112.58 g",
        "sample": "50 g at every size",
        "yeast": "11.5 g × 1.501 = 17.26 g; in whole packs of 11.5 g: 23.0 g",
        "oil": "20 ml × 1.501 = 30.02 ml; density 0.915 g/ml (the formula)",
        "label": "2 pieces for each of 15 pieces = 30 pieces",
        "water": said["water"],
    }
    assert said["water"].startswith("fills up to 1501 g total: the others, as weighed, leave ")
    assert told(master)["mash"] == "600 g in the formula"


# What to look out for


def test_near_its_own_size_nothing_is_said() -> None:
    master = jalapeno(step=[{"name": "simmer", "text": "Bring to a boil."}])
    assert codes(master, "12 kg") == {}
    assert set(codes(master, "12.1 kg")) == {"evaporation", "heating", "cooking", "taste"}


def test_salt_is_begun_with_three_quarters_and_a_mash_is_no_spice() -> None:
    """200 g of salt in 10 kg are 600 g in 30 kg: 450 to 480 g to begin with (caterercareers.com)."""
    said = codes(jalapeno(), "30 kg")["taste"]
    assert said.endswith("taste before the rest goes in: salt 450 to 480 g.")
    assert "75 %" not in codes(jalapeno(), "5 kg")["taste"]


def test_the_salt_of_a_ferment_stays_at_its_share() -> None:
    assert "taste" not in codes(jalapeno(kind="fermented hot sauce"), "30 kg")


def test_heating_grows_with_the_weight_and_cooling_with_its_cube_root() -> None:
    """8 times the batch: heating about 8 times, cooling about twice as long (trantor.is)."""
    master = jalapeno(step=[{"name": "heat"}, {"name": "rest", "text": "Cover it. Cool to 40 degrees."}])
    said = codes(master, "80 kg")
    assert "heat: on the same hob heating takes about 8 times as long" in said["heating"]
    assert "rest: cooling takes about 2 times as long" in said["cooling"]


def test_a_step_that_only_speaks_of_boiling_does_not_boil() -> None:
    master = jalapeno(
        step=[{"name": "check", "text": "Stir into boiling water. The jug may cool meanwhile."}]
    )
    assert set(codes(master, "30 kg")) == {"taste"}


def test_a_soap_hears_of_gel_and_of_its_fragrance_but_not_of_salt() -> None:
    steps = [{"name": "blend", "text": "To light trace."}, {"name": "set", "text": "Lid on."}]
    master = bastille(step=steps)
    said = codes(master, "5 kg")
    assert set(said) == {"mixing", "gel", "fragrance"}
    assert said["fragrance"].startswith("lavender essential oil 103 g: ")
    unrounded = codes(formula(BASTILLE | {"step": steps}), "4321 g")
    assert unrounded["fragrance"].startswith("lavender essential oil 88.85 g: ")
    assert "fragrance" not in codes(master, "500 g")


def test_leavening_is_begun_with_three_quarters_as_well() -> None:
    dough = formula({"ingredient": [line("flour", "990 g"), line("yeast", "10 g")]})
    assert codes(dough, "2 kg")["leavening"].endswith("yeast 15 to 16 g.")


# Too little for the scale


def test_less_than_50_divisions_are_said_with_what_helps() -> None:
    """NIST Handbook 44, G-UR.1.1: at 1000 g of oils 30 g of scent on a 1 g scale are 30 divisions."""
    (note,) = weighing_notes(bastille(), scale(bastille()))
    assert note.sentence == (
        "lavender essential oil 30 g is only 30 divisions of a 1 g scale, which weighs well from 50 divisions (50 g) "
        "on. Use a scale of 0.1 g, a batch from factor 1.67 on, or a 1:10 premix."
    )
    assert weighing_notes(bastille(), scale(bastille()), divisions=20) == ()


def test_what_is_rounded_to_nothing_is_said_as_well() -> None:
    sauce = formula({"ingredient": [line("mash", "1000 g"), line("saffron", "0.3 g", resolution="1 g")]})
    (note,) = weighing_notes(sauce, scale(sauce))
    assert note.sentence.startswith("saffron 0 g is only 0 divisions of a 1 g scale")
    assert "Use a scale of 0.001 g, a batch from factor 166.67 on" in note.sentence


def test_whole_packs_are_not_weighed() -> None:
    beer = formula({"ingredient": [line("yeast", "11.5 g", scales="stepwise", pack="11.5 g")]})
    assert weighing_notes(beer, scale(beer)) == ()


# Figures


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("1/3", "0.33"), ("0.005", "0.005"), ("1234.567", "1234.57"), ("20", "20"), ("0", "0"),
        ("-0.125", "-0.13"), ("0.000123", "0.00012"),
    ],
)  # fmt: skip
def test_a_computed_number_has_as_many_digits_as_anybody_can_use(value: str, text: str) -> None:
    assert figure(Fraction(value)) == text


def test_a_computed_amount_has_six_digits_unless_fewer_are_asked_for() -> None:
    assert str(readable(Fraction(7488, 95) * 100, "g")) == "7882.11 g"
    assert str(readable(Fraction(7488, 95) * 50, "g", 4)) == "3941 g"
    assert quantity(Fraction(1, 3), "oz") == "0.33 oz"
