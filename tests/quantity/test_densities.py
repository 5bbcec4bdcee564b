"""From volumes to weights and back, by a density that somebody wrote down."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recipekeeper.errors import QuantityError
from recipekeeper.quantity import Amount, Density, UnitSystem, read_amount, read_density
from tests.quantity.kit import refused_with_a_readable_example

US, UK, METRIC = UnitSystem.US, UnitSystem.UK, UnitSystem.METRIC


@pytest.mark.parametrize(
    ("text", "units", "shown"),
    [
        ("0.915 g/ml", None, "0.915 g/ml"),
        ("0.915 g / mL", None, "0.915 g/ml"),
        ("0.915 g per ml", None, "0.915 g/ml"),
        ("0,915 g/ml", METRIC, "0.915 g/ml"),
        ("0.915 kg/l", None, "0.915 kg/l"),
        ("0.915 g/cm3", None, "0.915 g/ml"),
        ("0.915 g/cm³", None, "0.915 g/ml"),
        ("0.915 g/cm^3", None, "0.915 g/ml"),
        ("0.915 g/cc", None, "0.915 g/ml"),
        ("915 g/l", None, "915 g/l"),
        ("7.6 lb/gal", US, "7.6 lb/gal"),
        ("1 oz/fl oz", UK, "1 oz/fl oz"),
    ],
)
def test_a_density_is_shown_as_it_was_written_and_reads_back(
    text: str, units: UnitSystem | None, shown: str
) -> None:
    density = read_density(text, units)
    assert str(density) == shown
    assert read_density(shown, units) == density


def test_a_number_alone_is_in_grams_per_millilitre_only_where_it_may_be() -> None:
    assert read_density("1.04", bare=True) == read_density("1.04 g/ml")
    assert refused_with_a_readable_example("1.04", read_density) == ["1.04 g/ml"]


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("915 kg/m3", ["915 g/l"]),
        ("915 kg/m³", ["915 g/l"]),
        ("1.050 SG", ["1.0481 g/ml"]),
        ("SG 1.050", ["1.0481 g/ml"]),
        ("91.5 g/100 ml", ["0.915 g/ml"]),
        ("0.915/ml", ["0.915 g/ml"]),
        ("0,915 g/ml", ["0.915 g/ml"]),
        ("-0.915 g/ml", ["0.915 g/ml"]),
        ("−0.915 g/ml", ["0.915 g/ml"]),
        ("0.915 g/ml of oil", ["0.915 g/ml"]),
        ("0.9 g/ML", ["0.9 g/ml"]),
        ("0.9..0.92 g/ml", ["0.9 g/ml", "0.92 g/ml"]),
        ("７ g/ml", ["7 g/ml"]),
        ("915 g/ml", ["0.915 g/ml"]),
        ("0.049 g/ml", ["0.915 g/ml"]),
        ("25.1 g/ml", ["0.915 g/ml"]),
        ("0 g/ml", ["0.915 g/ml"]),
        ("7.6 lb/gal", ["0.915 g/ml"]),
        ("1.09 ml/g", ["0.915 g/ml"]),
        ("5 g", ["0.915 g/ml"]),
        ("20 °C", ["0.915 g/ml"]),
        ("12 Brix", ["0.915 g/ml"]),
        ("1e0 g/ml", ["0.915 g/ml"]),
        ("", ["0.915 g/ml"]),
    ],
)
def test_a_doubtful_density_is_refused_with_what_was_probably_meant(text: str, instead: list[str]) -> None:
    assert refused_with_a_readable_example(text, read_density) == instead


def test_a_gallon_without_a_setting_says_how_to_set_it() -> None:
    with pytest.raises(QuantityError, match="rk store set units us"):
        read_density("7.6 lb/gal")


# NIST SP 811 (2008), appendix B.8: pound per gallon (US) 1.198264 E+02 kg/m3, (UK) 9.977637 E+01.
@pytest.mark.parametrize(("units", "published"), [(US, "0.1198264"), (UK, "0.09977637")])
def test_a_pound_per_gallon_has_its_published_size(units: UnitSystem, published: str) -> None:
    digits = len(published.split(".")[1])
    assert round(read_density("1 lb/gal", units).exact, digits) == Fraction(published)


def test_a_litre_of_olive_oil_weighs_915_grams() -> None:
    olive = read_density("0.915 g/ml")
    assert olive.mass_of(read_amount("1 l")) == read_amount("915 g")
    assert olive.mass_of(read_amount("1 l"), "kg") == read_amount("0.915 kg")
    assert olive.volume_of(read_amount("915 g")) == read_amount("1000 ml")
    assert olive.volume_of(read_amount("1.83 kg"), "l") == read_amount("2 l")


def test_a_gallon_of_a_pound_per_gallon_weighs_a_pound() -> None:
    assert read_density("7.6 lb/gal", US).mass_of(read_amount("5 gal", US), "lb") == read_amount("38 lb")
    assert str(read_density("7.6 lb/gal", US).mass_of(read_amount("1 gal", US))) == "3447.302012 g"


def test_only_a_volume_has_its_weight_told_and_only_a_weight_its_volume() -> None:
    olive = read_density("0.915 g/ml")
    with pytest.raises(QuantityError, match="a density needs a volume"):
        olive.mass_of(read_amount("100 g"))
    with pytest.raises(QuantityError, match="a density needs a weight"):
        olive.volume_of(read_amount("40 bars"))
    with pytest.raises(QuantityError):
        olive.mass_of(read_amount("1 l"), "ml")
    with pytest.raises(QuantityError):
        olive.volume_of(read_amount("1 kg"), "g")


@pytest.mark.parametrize(
    ("value", "mass", "volume"),
    [
        ("0", "g", "ml"),
        ("-1", "g", "ml"),
        ("915", "g", "ml"),
        ("1", "ml", "g"),
        ("1", "g", "h"),
        ("NaN", "g", "ml"),
    ],
)
def test_what_no_material_has_is_not_made(value: str, mass: str, volume: str) -> None:
    with pytest.raises(QuantityError):
        Density(Decimal(value), mass, volume)


@given(
    density=st.decimals(min_value=Decimal("0.05"), max_value=25, places=4),
    weight=st.decimals(min_value=Decimal("0.001"), max_value=99999, places=3),
    unit=st.sampled_from(["g", "kg", "oz", "lb"]),
    between=st.sampled_from(["ml", "l", "cup_us", "gal_uk"]),
)
@settings(max_examples=100)
def test_a_weight_is_the_same_by_way_of_its_volume(
    density: Decimal, weight: Decimal, unit: str, between: str
) -> None:
    by = Density(density, "g", "ml")
    mass = Amount(weight, unit)
    back = by.mass_of(by.volume_of(mass, between), unit)
    assert back <= mass <= back
