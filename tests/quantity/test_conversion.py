"""Conversions against published numbers, and what wakes pint.

NIST SP 811 (2008), appendix B.8, has the factors to seven digits. NIST Handbook 44, appendix C, has the exact
pound, and the US gallon as 231 cubic inches, 4 liquid quarts, 8 pints, 16 cups, 128 fluid ounces; two
tablespoons or six teaspoons make a fluid ounce. The imperial gallon of 4.54609 l is that of the UK Weights
and Measures Act 1985, schedule 1.
"""

from __future__ import annotations

import subprocess
import sys
from decimal import Context, Decimal
from fractions import Fraction

import pint
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recipekeeper import quantity
from recipekeeper.errors import QuantityError
from recipekeeper.quantity import Amount, Setpoint, Span, UnitSystem, read_amount, read_setpoint, unit_key
from recipekeeper.quantity.convert import _DEFINITIONS, _size, relation
from recipekeeper.quantity.vocabulary import LADDERS, UNITS

US, UK, METRIC = UnitSystem.US, UnitSystem.UK, UnitSystem.METRIC
CUBIC_INCH = Fraction("16.387064")


@pytest.mark.parametrize(
    ("unit", "target", "published"),
    [
        ("lb", "g", "453.59237"),
        ("oz", "g", "28.349523125"),
        ("gal_us", "ml", "3785.411784"),
        ("fl_oz_us", "ml", "29.5735295625"),
        ("gal_uk", "ml", "4546.09"),
        ("pt_uk", "ml", "568.26125"),
        ("fl_oz_uk", "ml", "28.4130625"),
        ("cup_uk", "ml", "284.130625"),
        ("cup_metric", "ml", "250"),
        ("tbsp_metric", "ml", "15"),
        ("tsp_metric", "ml", "5"),
        ("in", "cm", "2.54"),
        ("hl", "l", "100"),
        ("d", "min", "1440"),
    ],
)
def test_a_unit_has_its_published_size(unit: str, target: str, published: str) -> None:
    assert relation(unit, target) == Fraction(published)


@pytest.mark.parametrize(
    ("unit", "target", "published"),
    [
        ("lb", "kg", "0.4535924"),
        ("oz", "g", "28.34952"),
        ("gal_us", "l", "3.785412"),
        ("qt_us", "l", "0.9463529"),
        ("pt_us", "l", "0.4731765"),
        ("cup_us", "ml", "236.5882"),
        ("fl_oz_us", "ml", "29.57353"),
        ("tbsp_us", "ml", "14.78676"),
        ("tsp_us", "ml", "4.928922"),
        ("gal_uk", "l", "4.546090"),
        ("fl_oz_uk", "ml", "28.41306"),
    ],
)
def test_a_unit_agrees_with_the_seven_digits_of_nist(unit: str, target: str, published: str) -> None:
    factor = Span.of_text("1", unit).to(target).value
    assert Context(prec=7).plus(factor) == Decimal(published)


@pytest.mark.parametrize(
    ("unit", "cubic_inches"),
    [
        ("gal_us", Fraction(231)),
        ("qt_us", Fraction("57.75")),
        ("pt_us", Fraction("28.875")),
        ("cup_us", Fraction("14.4375")),
        ("fl_oz_us", Fraction(231, 128)),
        ("tbsp_us", Fraction(231, 256)),
        ("tsp_us", Fraction(231, 768)),
        ("beer_bbl", Fraction(231 * 31)),
    ],
)
def test_a_us_measure_is_its_cubic_inches(unit: str, cubic_inches: Fraction) -> None:
    assert relation(unit, "ml") == cubic_inches * CUBIC_INCH


@pytest.mark.parametrize("ladder", LADDERS, ids=lambda ladder: next(iter(ladder)))
def test_the_whole_numbers_of_a_ladder_are_those_of_the_registry(ladder: dict[str, int]) -> None:
    for unit, size in ladder.items():
        for target, other in ladder.items():
            assert Fraction(size, other) == _size(unit) / _size(target)


def test_every_unit_that_converts_is_defined_and_no_other() -> None:
    defined = {line.split(" = ")[0] for line in _DEFINITIONS.strip().splitlines()}
    dimensions = {"mass", "volume", "time", "length"}
    assert defined == {key for key, unit in UNITS.items() if unit.dimension in dimensions}


@pytest.mark.parametrize(
    ("fahrenheit", "celsius"),
    [
        ("212", "100"),
        ("32", "0"),
        ("-40", "-40"),
        ("160", "71.1111111111111"),
        ("-459.67", "-273.15"),
        ("98.6", "37"),
    ],
)
def test_a_temperature_converts_as_a_point(fahrenheit: str, celsius: str) -> None:
    assert str(Setpoint.of_text(fahrenheit, "degF").to("degC")) == f"{celsius} °C"


def test_a_temperature_span_converts_as_a_difference() -> None:
    assert str(Span.of_text("9", "degF").to("degC")) == "5 °C"
    assert str(Span.of_text("3", "degC").to("degF")) == "5.4 °F"


def test_temperatures_convert_as_pint_converts_them() -> None:
    registry: pint.UnitRegistry[Decimal] = pint.UnitRegistry(non_int_type=Decimal)
    for value in ("-40", "0", "31", "43.3", "88", "212"):
        for unit, target in (("degC", "degF"), ("degF", "degC")):
            theirs = Decimal(registry.Quantity(Decimal(value), unit).to(target).magnitude)
            assert abs(Setpoint.of_text(value, unit).to(target).value - theirs) < Decimal("1e-20")


def test_a_limit_in_one_scale_is_exactly_reached_in_the_other() -> None:
    boiling = read_setpoint("212 °F")
    assert read_setpoint("100 °C") <= boiling
    assert read_setpoint("100 °C") >= boiling
    assert read_setpoint("88 °F").to("degC") >= read_setpoint("88 °F")
    assert read_setpoint("88 °F").to("degC") <= read_setpoint("88 °F")
    assert read_setpoint("-40 °C") < read_setpoint("-39.9 °F")


def test_a_hundred_grams_to_ounces_and_back_are_a_hundred_grams() -> None:
    assert str(read_amount("100 g").to("oz").to("g")) == "100 g"


@pytest.mark.parametrize(
    ("left", "right"), [("5 oz", "1 cup"), ("1 kg", "1 l"), ("3 fl oz", "3 oz"), ("500 ml", "1 lb")]
)
def test_a_weight_and_a_volume_need_a_density(left: str, right: str) -> None:
    with pytest.raises(QuantityError, match="density is needed"):
        read_amount(left, US).ratio(read_amount(right, US))


def test_counts_of_different_things_do_not_convert() -> None:
    with pytest.raises(QuantityError, match="counts of different things"):
        read_amount("12 bars").to("bottle")


@pytest.mark.parametrize(
    ("value", "unit", "target"), [("1.050", "SG", "Plato"), ("12", "Brix", "Plato"), ("5", "%", "g")]
)
def test_readings_on_different_scales_do_not_convert(value: str, unit: str, target: str) -> None:
    with pytest.raises(QuantityError, match="do not compare"):
        Setpoint.of_text(value, unit).to(target)


def test_a_key_that_no_unit_has_is_refused() -> None:
    with pytest.raises(QuantityError, match="not the key of a unit"):
        read_amount("1 cup", US).to("cup")


def test_a_us_cup_stays_one_when_the_setting_changes() -> None:
    typed = read_amount("1 cup", US)
    assert (typed.unit, typed.symbol) == ("cup_us", "cup")
    assert typed.to(unit_key("cup", METRIC)).value < 1


CONVERTING = [
    [key for key, unit in UNITS.items() if unit.dimension == dimension]
    for dimension in ("mass", "volume", "length", "time", "temperature")
]
typed_values = st.decimals(min_value=Decimal("0.001"), max_value=Decimal(99999), places=3).map(
    lambda value: Decimal(f"{value:f}")
)


@st.composite
def pairs_of_units(draw: st.DrawFn) -> tuple[str, str]:
    units = draw(st.sampled_from(CONVERTING))
    return draw(st.sampled_from(units)), draw(st.sampled_from(units))


@given(value=typed_values, units=pairs_of_units())
@settings(max_examples=150)
def test_there_and_back_again_shows_the_same_text(value: Decimal, units: tuple[str, str]) -> None:
    unit, target = units
    for kind in (Span, Setpoint):
        there = kind(value.normalize(), unit)
        assert str(there.to(target).to(unit)) == str(there)


@given(value=typed_values, units=pairs_of_units())
@settings(max_examples=100)
def test_converting_changes_no_order(value: Decimal, units: tuple[str, str]) -> None:
    unit, target = units
    there = Setpoint(value, unit)
    assert there <= there.to(target)
    assert there >= there.to(target)
    assert there < Setpoint(value + Decimal("0.001"), unit).to(target)


def test_an_amount_is_exact_in_another_unit() -> None:
    assert read_amount("100 g").exact_in("lb") == Fraction(100) / Fraction("453.59237")
    assert read_amount("2 lb").exact_in("oz") == 32
    assert read_amount("40 bars").exact_in("bar") == 40


@pytest.mark.parametrize(
    ("text", "unit"), [("100 g", "ml"), ("40 bars", "jar"), ("1 l", "degC"), ("1 l", "x")]
)
def test_an_amount_is_not_exact_in_a_unit_of_something_else(text: str, unit: str) -> None:
    with pytest.raises(QuantityError):
        read_amount(text).exact_in(unit)


def test_an_exact_value_becomes_an_amount_of_28_digits_once() -> None:
    third = Amount.of_exact(Fraction(1, 3), "g")
    assert third == Amount.of_text("0." + "3" * 28, "g")
    assert Amount.of_exact(Fraction(5, 2), "lb") == read_amount("2.5 lb")


masses = st.sampled_from(["mg", "g", "kg", "oz", "lb"])


@given(value=st.decimals(min_value=0, max_value=99999, places=3), unit=masses, target=masses)
@settings(max_examples=100)
def test_an_exact_value_is_the_same_there_and_back(value: Decimal, unit: str, target: str) -> None:
    amount = Amount(value, unit)
    exact = amount.exact_in(target)
    assert exact * relation(target, unit) == Fraction(value)
    assert Amount.of_exact(exact, target) == amount.to(target)


def run(program: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout.strip()


def test_reading_scaling_and_the_same_ladder_wake_neither_pint_nor_the_diagnosis() -> None:
    program = """
import sys
from fractions import Fraction
from recipekeeper.quantity import *
amount = read_amount("1022 g", bare="g")
assert amount > read_amount("1 kg") and amount.ratio(read_amount("2044 g")) == Fraction(1, 2)
read_span("0.25 %").of(amount).rounded(read_amount("1 g"), "down")
assert read_setpoint("31 degC").minus(read_setpoint("43 degC")) < read_span("3 degC")
read_range("500 g..1 kg")
assert read_setpoint("88 F") < read_setpoint("38 degC")
assert read_duration("1h30").minutes == 90 and read_amount("1 lb 4 oz") < read_amount("2 lb")
assert read_amount("1 kg").exact_in("g") == 1000
assert read_density("0.915 kg/l").mass_of(read_amount("2 l")) == read_amount("1830 g")
assert read_rate("0.7 ppo").of(read_amount("160 oz")) == (7, "oz")
late = ("pint", "difflib", "unicodedata", "recipekeeper.quantity.diagnosis")
print([name for name in late if name in sys.modules])
"""
    assert run(program) == "[]"


def test_pint_is_woken_by_a_real_conversion() -> None:
    program = """
import sys
from recipekeeper.quantity import *
read_amount("1 lb").to("g")
print("pint" in sys.modules)
"""
    assert run(program) == "True"


def test_what_only_a_formula_needs_is_not_loaded_for_a_weighing() -> None:
    program = """
import sys
from recipekeeper.quantity import read_amount
read_amount("113.9 g")
print([name for name in ("composed", "density", "mould", "pieces", "rate")
       if f"recipekeeper.quantity.{name}" in sys.modules])
"""
    assert run(program) == "[]"


def test_a_name_that_the_room_does_not_have_is_an_error_of_attributes() -> None:
    assert not hasattr(quantity, "read_everything")
    assert all(hasattr(quantity, name) for name in quantity.__all__)
