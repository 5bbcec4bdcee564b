"""As much as there is, and as much as a vessel holds."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recipekeeper.errors import QuantityError, Refused
from recipekeeper.formula.model import Formula
from recipekeeper.formula.sizing.converting import product_density
from recipekeeper.formula.sizing.on_hand import by_ingredients
from recipekeeper.formula.sizing.size import Size, by_amount, by_units, filling
from recipekeeper.formula.sizing.vessels import FILLS, fitted, times, vessel_for
from recipekeeper.quantity import Amount, read_amount, read_density, read_pieces
from tests.formula.scaled import at, bastille, jalapeno, planned
from tests.formula.soaps import formula, line


def have(master: Formula, resolution: str | None = None, **amounts: str) -> Size:
    named = {name.replace("_", " "): read_amount(amount) for name, amount in amounts.items()}
    return by_ingredients(master, named, read_amount(resolution) if resolution else None)


def test_210_g_of_coconut_oil_make_700_g_of_oils() -> None:
    """A first-hour scenario: coconut is 30 % of the oils."""
    size = have(bastille(), coconut_oil="210 g")
    assert size.factor == Fraction("0.7")
    assert planned(at(bastille(), size))["coconut oil"] == "210 g"


def test_the_scarcest_counts_and_the_next_is_named() -> None:
    size = have(bastille(), olive_oil="1 kg", coconut_oil="210 g", castor_oil="100 g")
    assert [limit.ingredient for limit in size.limits] == ["coconut oil", "olive oil", "castor oil"]
    assert [note.sentence for note in size.notes] == [
        "The limit is coconut oil: 210 g make 1021.3 g. Next comes olive oil: 1 kg would make 2918 g."
    ]


def test_what_the_scale_cannot_show_of_it_is_not_counted_on() -> None:
    """Of 210.4 g a scale of 1 g weighs 210 g, and rounds 210.4 g up to 211 g."""
    assert planned(at(bastille(), have(bastille(), coconut_oil="210.4 g")))["coconut oil"] == "210 g"


@settings(max_examples=60)
@given(
    st.decimals(min_value=60, max_value=5000, places=1),
    st.sampled_from(["olive oil", "castor oil", "sodium hydroxide", "water"]),
    st.sampled_from(["0.1 g", "1 g", "5 g"]),
)
def test_an_ingredient_is_never_planned_beyond_what_there_is(
    grams: object, name: str, resolution: str
) -> None:
    soap, amount = bastille(), read_amount(f"{grams} g")
    size = by_ingredients(soap, {name: amount}, read_amount(resolution))
    line_of = at(soap, size, resolution).line(name)
    assert line_of is not None
    assert line_of.planned <= amount
    assert line_of.planned >= amount.times(Fraction(3, 4)) or amount < read_amount("100 g")


def test_two_batches_share_what_there_is() -> None:
    soap = bastille()
    size = by_ingredients(soap, {"coconut oil": read_amount("421 g")}, batches=2)
    assert planned(at(soap, size))["coconut oil"] == "210 g"


@pytest.mark.parametrize(
    ("amounts", "kind", "said"),
    [
        ({"coconut oil": "0 g"}, Refused, "0 g coconut oil is not enough for any batch"),
        ({"coconut oil": "0.4 g"}, Refused, "not enough for any batch of LAV-BAST that its scale can weigh"),
        ({"coconut oil": "1 l"}, QuantityError, "coconut oil is a mass in LAV-BAST, and 1 l is a volume"),
    ],
)
def test_what_is_not_enough_or_of_another_kind_is_refused(
    amounts: dict[str, str], kind: type[Exception], said: str
) -> None:
    with pytest.raises(kind, match=said):
        by_ingredients(bastille(), {name: read_amount(text) for name, text in amounts.items()})


def test_an_ingredient_that_is_fixed_says_nothing_of_the_size() -> None:
    lines = [line("mash", "900 g"), line("sample", "100 g", scales="fixed")]
    sauce = formula({"ingredient": lines})
    with pytest.raises(QuantityError, match="sample stays the same at every size"):
        by_ingredients(sauce, {"sample": read_amount("200 g")})
    with pytest.raises(Refused, match="50 g sample is not enough"):
        by_ingredients(sauce, {"sample": read_amount("50 g")})
    both = by_ingredients(sauce, {"sample": read_amount("200 g"), "mash": read_amount("1800 g")})
    assert both.factor == 2


def test_whole_packs_are_not_opened_beyond_what_there_is() -> None:
    beer = formula(
        {"yields": "20 l", "ingredient": [line("yeast", "11.5 g", scales="stepwise", pack="11.5 g")]}
    )
    size = by_ingredients(beer, {"yeast": read_amount("30 g")})
    assert planned(at(beer, size))["yeast"] == "23.0 g"


# Vessels


def bottles(sauce: Formula, text: str, batches: int, fixed: str | None = None) -> Size:
    pieces, each = read_pieces(text)
    fill = filling(sauce, pieces, each, Fraction("0.05"), fixed_loss=read_amount(fixed) if fixed else None)
    return by_units(sauce, pieces, fill, product_density(sauce), batches)


def test_a_pot_of_6_litres_is_too_small_for_48_bottles_and_two_batches_are_suggested() -> None:
    """A first-hour scenario: 80 % of 6 l is 4.8 l, the batch 7.58 l: 2 × 3941 g."""
    sauce = jalapeno(density="1.04 g/ml")
    vessel = vessel_for(sauce, read_amount("6 l"))
    with pytest.raises(Refused) as refused:
        fitted(sauce, vessel, product_density(sauce), lambda n: bottles(sauce, "48 x 150 ml", n), split=False)
    assert refused.value.message == (
        "7.58 l would fill the vessel of 6 l to 126 %; 80 % (4.8 l) is the most, as is usual for a sauce. "
        "Make 2 equal batches, 2 × 3941 g: add --split."
    )


def test_split_it_is_made_in_equal_batches_that_fit() -> None:
    sauce = jalapeno(density="1.04 g/ml")
    vessel = vessel_for(sauce, read_amount("6 l"))
    count, size, note = fitted(
        sauce, vessel, product_density(sauce), lambda n: bottles(sauce, "48 x 150 ml", n), split=True
    )
    assert (count, times(count, size), size.factor) == (2, "2 × 3941 g", Fraction(24 * 156, 9500))
    assert note.sentence.startswith("Each batch fills the vessel of 6 l to 63 % (3.79 l)")


def test_a_fixed_loss_counts_in_each_batch() -> None:
    """48 × 150 ml × 1.04 ÷ 0.95 = 7882.1 g; with 800 g left in the pot each time two batches are 4741 g each."""
    sauce = jalapeno(density="1.04 g/ml")
    one = bottles(sauce, "48 x 150 ml", 2, "800 g")
    assert one.factor * 10_000 == Fraction(24 * 156) / Fraction("0.95") + 800


def test_pieces_are_shared_out_whole() -> None:
    sauce = jalapeno(density="1.04 g/ml")
    assert bottles(sauce, "49 x 150 ml", 2).how.startswith("25 × 150 ml")


def test_a_pot_that_fits_is_said_with_how_full_it_gets() -> None:
    sauce = jalapeno(density="1 g/ml")
    count, _, note = fitted(
        sauce,
        vessel_for(sauce, read_amount("20 l")),
        product_density(sauce),
        lambda n: by_amount(sauce, read_amount("10 kg"), None, n),
        split=False,
    )
    assert count == 1
    assert note.sentence == (
        "The batch fills the vessel of 20 l to 50 % (10 l); 80 % at most, as is usual for a sauce."
    )


def test_what_boils_down_needs_the_room_that_it_begins_with() -> None:
    """A jam of 1 kg from 1.6 kg: at 1.3 g/ml the pot holds 1.23 l at the start."""
    lines = [line("fruit", "900 g"), line("sugar", "700 g")]
    jam = formula({"kind": "jam", "yields": "1 kg", "density": "1.3 g/ml", "ingredient": lines})
    with pytest.raises(Refused, match=r"1.23 l would fill the vessel of 2 l to 62 %; 50 %.*2 equal batches"):
        fitted(
            jam,
            vessel_for(jam, read_amount("2 l")),
            product_density(jam),
            lambda n: by_amount(jam, read_amount("1 kg"), None, n),
            split=False,
        )


@pytest.mark.parametrize(
    ("kind", "part"),
    [
        ("cold-process soap", "2/3"),
        ("hot-process soap", "1/2"),
        ("liquid soap", "1/2"),
        ("strawberry jam", "1/2"),
        ("pale ale", "4/5"),
        ("kombucha", "4/5"),
        ("fermented hot sauce", "4/5"),
        ("kale salad", "4/5"),
        ("", "4/5"),
    ],
)
def test_how_full_a_vessel_may_be_goes_by_what_is_made(kind: str, part: str) -> None:
    assert vessel_for(jalapeno(kind=kind), read_amount("6 l")).fill == Fraction(part)


def test_the_formula_and_what_is_given_count_before_what_is_usual() -> None:
    own = jalapeno(vessel_fill="70 %")
    assert vessel_for(own, read_amount("6 l")).why == "as TEST says"
    assert vessel_for(own, read_amount("6 l"), Fraction("0.5")).why == "as given"
    assert len({words for words, _, _ in FILLS}) == len(FILLS)


def test_without_a_density_nobody_can_say_how_full_a_vessel_gets() -> None:
    sauce = jalapeno()
    with pytest.raises(QuantityError, match=r"the density of the product is needed"):
        fitted(
            sauce,
            vessel_for(sauce, read_amount("6 l")),
            None,
            lambda n: by_amount(sauce, read_amount("1 kg"), None, n),
            split=True,
        )
    by_weight = fitted(
        sauce,
        vessel_for(sauce, read_amount("6 kg")),
        None,
        lambda n: by_amount(sauce, read_amount("1 kg"), None, n),
        split=True,
    )
    assert by_weight[0] == 1


def test_no_number_of_batches_fits_a_thimble() -> None:
    sauce = jalapeno(density="1.04 g/ml")
    with pytest.raises(Refused, match="however often it is made"):
        fitted(
            sauce,
            vessel_for(sauce, read_amount("100 ml")),
            product_density(sauce, read_density("1.04 g/ml")),
            lambda n: bottles(sauce, "48 x 150 ml", n, "800 g"),
            split=True,
        )


def test_a_count_is_no_vessel() -> None:
    with pytest.raises(QuantityError, match="40 bars is no vessel"):
        vessel_for(jalapeno(), Amount.of_text("40", "bar"))
