from __future__ import annotations

import pickle
from decimal import Decimal
from fractions import Fraction
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recipekeeper.errors import QuantityError
from recipekeeper.quantity import (
    Amount,
    Setpoint,
    Span,
    UnitSystem,
    document,
    duration_text,
    plain,
    read_amount,
    read_duration,
    read_number,
    read_setpoint,
    read_span,
    refused_unit,
    store_text,
    unit_key,
)
from recipekeeper.quantity.vocabulary import UNITS

US, UK, METRIC = UnitSystem.US, UnitSystem.UK, UnitSystem.METRIC


@pytest.mark.parametrize("kind", [Setpoint, Span])
@pytest.mark.parametrize("way", ["times", "__mul__", "__rmul__", "ratio", "rounded", "__truediv__"])
def test_what_never_scales_has_no_way_to_scale(kind: type[object], way: str) -> None:
    assert not hasattr(kind, way)


def test_an_amount_is_scaled_exactly_by_a_third_of_three() -> None:
    assert read_amount("1 cup", US).times(Fraction(1, 3) * 3) == read_amount("1 cup", US)
    assert str(read_amount("100 g").times(Fraction(1, 3))) == "33.3333333333333 g"


# Factors such as people type (to three places), so that the exact products fit into 28 digits.
factors = st.integers(min_value=1, max_value=9_999_999).map(lambda thousandths: Fraction(thousandths, 1000))
typed = st.decimals(min_value=Decimal("0.001"), max_value=Decimal(99999), places=3)


@given(value=typed, first=factors, second=factors)
@settings(max_examples=150)
def test_scaling_by_a_and_then_by_b_is_scaling_by_ab(
    value: Decimal, first: Fraction, second: Fraction
) -> None:
    amount = Amount(value, "g")
    assert amount.times(first).times(second) == amount.times(first * second)
    assert amount.times(first).ratio(amount) == first


def test_a_tenth_three_times_is_three_tenths() -> None:
    assert read_amount("0.1 kg") + read_amount("0.1 kg") + read_amount("0.1 kg") == read_amount("0.3 kg")


def test_a_sum_is_in_the_left_unit() -> None:
    assert str(read_amount("1 kg") + read_amount("250 g")) == "1.25 kg"
    assert str(read_amount("1 lb") - read_amount("4 oz")) == "0.75 lb"


@pytest.mark.parametrize(("left", "right"), [("1 kg", "1 l"), ("3 bars", "2 bottles"), ("3 bars", "100 g")])
def test_amounts_of_different_kinds_do_not_add(left: str, right: str) -> None:
    with pytest.raises(QuantityError):
        read_amount(left) + read_amount(right)


@pytest.mark.parametrize(
    ("amount", "resolution", "direction", "shown"),
    [
        ("113.904 g", "0.1 g", "down", "113.9 g"),
        ("113.904 g", "1 g", "down", "113 g"),
        ("113.904 g", "0.1 g", "up", "114.0 g"),
        ("2.5 g", "1 g", "nearest", "3 g"),
        ("3.5 g", "1 g", "nearest", "4 g"),
        ("1.2 kg", "5 g", "nearest", "1200 g"),
        ("1200 g", "5 g", "up", "1200 g"),
        ("1200 g", "5 g", "down", "1200 g"),
        ("28 oz", "1 g", "nearest", "794 g"),
        ("0.4 g", "1 g", "down", "0 g"),
        ("39.2 bars", "1 bar", "down", "39 bars"),
    ],
)
def test_an_amount_is_rounded_to_what_the_scale_can_show(
    amount: str, resolution: str, direction: Literal["up", "down", "nearest"], shown: str
) -> None:
    assert str(read_amount(amount).rounded(read_amount(resolution), direction)) == shown


def test_the_noise_of_a_conversion_rounds_nothing_down() -> None:
    there_and_back = read_amount("100 g").to("oz").to("lb").to("g")
    assert str(there_and_back.rounded(read_amount("1 g"), "down")) == "100 g"
    assert str(there_and_back.rounded(read_amount("1 g"), "up")) == "100 g"


@given(value=typed, division=st.sampled_from(["0.01", "0.1", "1", "5", "0.25"]))
@settings(max_examples=100)
def test_rounding_stays_within_one_division_and_changes_nothing_twice(value: Decimal, division: str) -> None:
    amount, resolution = Amount(value, "g"), Amount.of_text(division, "g")
    down, up = amount.rounded(resolution, "down"), amount.rounded(resolution, "up")
    assert down <= amount <= up
    assert up - down <= resolution
    assert down.rounded(resolution, "up") == down
    assert amount.rounded(resolution, "nearest") in (down, up)


@pytest.mark.parametrize("resolution", ["0 g", "0.0 g"])
def test_a_scale_without_divisions_rounds_nothing(resolution: str) -> None:
    with pytest.raises(QuantityError, match=r"above 0, such as 0\.1 g"):
        read_amount("5 g").rounded(read_amount(resolution), "up")


def test_nothing_is_shared_out_by_nothing() -> None:
    with pytest.raises(QuantityError, match="above 0"):
        read_amount("5 g").ratio(read_amount("0 g"))


def test_a_temperature_difference_is_taken_in_the_left_scale() -> None:
    assert str(read_setpoint("88 °F").minus(read_setpoint("30 °C"))) == "2 °F"
    assert str(read_setpoint("43 °C").plus(read_span("9 °F"))) == "48 °C"
    assert str(read_setpoint("43 °C").less(read_span("9 °F"))) == "38 °C"


def test_a_limit_may_be_computed_beyond_what_can_be() -> None:
    assert str(read_setpoint("0.2 pH").less(read_span("0.5 pH"))) == "-0.3 pH"


def test_a_tolerance_is_a_share_of_the_amount_or_an_amount() -> None:
    amount = read_amount("2000 g")
    assert read_span("0.25 %").of(amount) == read_amount("5 g")
    assert str(read_span("1 oz").of(amount)) == "28.349523125 g"
    with pytest.raises(QuantityError):
        read_span("3 °C").of(amount)


def test_a_duration_is_given_in_minutes_and_seconds() -> None:
    assert read_duration("1h30").minutes == 90
    assert read_duration("2 d").minutes == 2880
    assert read_duration("2.5 min").seconds == 150
    with pytest.raises(QuantityError, match="a duration is expected"):
        _ = read_span("5 g").seconds


def test_order_is_that_of_size_and_equality_that_of_what_is_written() -> None:
    assert read_amount("1 kg") != read_amount("1000 g")
    assert read_amount("1 kg") <= read_amount("1000 g") <= read_amount("1 kg")
    assert read_amount("1.0 kg") == read_amount("1 kg")
    assert read_span("90 min") < read_span("2 h")


@pytest.mark.parametrize(("left", "right"), [("5 g", "5 °C"), ("5", "5 %"), ("4 pH", "4 Brix")])
def test_different_dimensions_have_no_order(left: str, right: str) -> None:
    with pytest.raises(QuantityError, match="do not compare"):
        _ = read_setpoint(left) < read_setpoint(right)


@pytest.mark.parametrize("unit", ["degC", "min", "pH", "%", ""])
def test_an_amount_is_a_weight_a_volume_or_a_count(unit: str) -> None:
    with pytest.raises(QuantityError, match="such as 500 g"):
        Amount(Decimal(5), unit)


@pytest.mark.parametrize(
    "value", ["NaN", "Infinity", "-Infinity", "sNaN", "1E+999999", "1E-999999", "five", ""]
)
def test_only_finite_numbers_come_back_from_a_store(value: str) -> None:
    with pytest.raises(QuantityError):
        Amount.of_text(value, "g")


@given(
    value=st.decimals(min_value=Decimal(-(10**12)), max_value=Decimal(10**12), places=15),
    unit=st.sampled_from(sorted(UNITS)),
)
@settings(max_examples=150)
def test_what_is_stored_comes_back_exactly(value: Decimal, unit: str) -> None:
    setpoint = Setpoint(value, unit)
    again = Setpoint.of_text(*store_text(setpoint))
    assert again == setpoint
    assert again.value.as_tuple() == value.as_tuple()
    assert pickle.loads(pickle.dumps(setpoint)) == setpoint


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("1.050", "1.050"),
        ("3E+2", "300"),
        ("1E-7", "0.0000001"),
        ("0E-10", "0.0000000000"),
        ("-0", "0"),
        ("99.99999999999999999999999999", "100"),
        ("0.6000000000000001", "0.6"),
        ("33.33333333333333333333333333", "33.3333333333333"),
        ("-12.50", "-12.50"),
    ],
)
def test_a_value_is_shown_in_plain_digits(value: str, shown: str) -> None:
    assert plain(Decimal(value)) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("40 bar", "40 bars"),
        ("1 bars", "1 bar"),
        ("2 loaf", "2 loaves"),
        ("3 box", "3 boxes"),
        ("1 cups", "1 cup"),
        ("1½ cup", "1.5 cups"),
        ("12 floz", "12 fl oz"),
        ("31 degC", "31 °C"),
        ("5%", "5 %"),
        ("pH 4.1", "4.1 pH"),
        ("3.80", "3.80"),
        ("007 g", "7 g"),
        (".5 g", "0.5 g"),
    ],
)
def test_people_read_a_quantity_with_the_sign_and_plural_they_expect(text: str, shown: str) -> None:
    assert str(read_setpoint(text, US)) == shown


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("113.9 g", "113.9", "g"),
        ("31 °C", "31", "degC"),
        ("40 bars", "40", "bar"),
        ("2 cups", "2", "cup"),
        ("3 fl oz", "3", "fl oz"),
        ("5 %", "5", "%"),
        ("12 °P", "12", "Plato"),
        ("3.8", "3.8", ""),
        ("90 min", "90", "min"),
    ],
)
def test_programs_read_a_quantity_in_the_spelling_of_the_contract(text: str, value: str, unit: str) -> None:
    assert document(read_setpoint(text, US)) == {"value": value, "unit": unit}


@pytest.mark.parametrize("system", UnitSystem)
def test_every_unit_reads_back_from_its_own_names(system: UnitSystem) -> None:
    for key, unit in UNITS.items():
        if not key or key.endswith(("_us", "_uk", "_metric")):
            continue
        for name in (unit.symbol, unit.one, unit.many):
            assert unit_key(name, system) == key


@pytest.mark.parametrize(
    ("name", "units", "key"),
    [("Tbsp", US, "tbsp_us"), ("Tbsp", UK, "tbsp_metric"), ("fl. oz.", UK, "fl_oz_uk"), ("KG", None, "kg")],
)
def test_a_typed_name_has_a_key_under_its_setting(name: str, units: UnitSystem | None, key: str) -> None:
    assert unit_key(name, units) == key


@pytest.mark.parametrize("name", ["ML", "cup", "grm", "zzz", "", "x" * 10_000])
def test_a_name_without_a_key_is_refused_with_choices(name: str) -> None:
    with pytest.raises(QuantityError, match='Write "') as caught:
        unit_key(name)
    assert len(caught.value.message) < 300


def test_a_name_that_people_use_without_a_size_is_told_from_a_word_that_is_no_unit() -> None:
    assert refused_unit("Pinch") == "has no fixed size; weigh it"
    assert refused_unit("T.") == "can be tablespoons or tonnes"
    assert [refused_unit(name) for name in ("cloves", "g", "cup", "")] == [None] * 4


def test_a_bare_number_takes_the_unit_of_its_place_or_is_refused() -> None:
    assert read_amount("1022", bare="g") == read_amount("1022 g")
    assert read_setpoint("31", bare="degC") == read_setpoint("31 °C")
    assert read_span("3", bare="degC") == read_span("3 °C")
    assert read_duration("45", bare="min") == read_duration("45 min")
    for read in (read_amount, read_span, read_duration):
        with pytest.raises(QuantityError, match="has no unit"):
            read("45")


def test_a_clock_time_is_read_where_a_time_is_asked_for() -> None:
    assert read_setpoint("1:30", bare="min") == read_setpoint("90 min")
    assert read_span("30m", bare="min") == read_span("30 min")


@pytest.mark.parametrize(
    ("text", "value"), [("3.8", "3.8"), ("-1½", "-1.5"), ("1,5", "1.5"), ("2/3", "0.666666666666667")]
)
def test_a_number_alone_is_read_by_the_same_grammar(text: str, value: str) -> None:
    assert read_number(text, METRIC) == Decimal(value)


@pytest.mark.parametrize(
    "text", ["3.8 g", "four", "1e5", "", "1/0", "3/2", "1 2/2", "9999999999999999", "1" * 99]
)
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(QuantityError):
        read_number(text, METRIC)


@pytest.mark.parametrize(
    ("text", "value"),
    [("1,500 g", "1500"), ("1,500.25 g", "1500.25"), ("12,345,678 g", "12345678"), ("1500.5 g", "1500.5")],
)
@pytest.mark.parametrize("units", [US, UK])
def test_a_comma_groups_thousands_in_america_and_britain(text: str, value: str, units: UnitSystem) -> None:
    assert read_amount(text, units) == Amount.of_text(value, "g")


def test_a_million_grouped_with_commas_is_not_taken_for_thousands_under_metric() -> None:
    with pytest.raises(QuantityError, match='Write "1500000 g"'):
        read_amount("1,500,000 g", METRIC)


@pytest.mark.parametrize(
    "text", ["1,50 g", "1500,5 g", "0,500 g", "1,5000 g", "1,500,25 g", ",500 g", "1.500,5 g"]
)
@pytest.mark.parametrize("units", [US, UK])
def test_a_comma_that_groups_no_thousands_is_refused_there(text: str, units: UnitSystem) -> None:
    with pytest.raises(QuantityError, match="rk store set units metric"):
        read_amount(text, units)


@pytest.mark.parametrize(
    ("text", "value"), [("1,500 g", "1.500"), ("0,5 g", "0.5"), (",5 g", "0.5"), ("1.5 g", "1.5")]
)
def test_a_comma_is_a_decimal_mark_under_metric_and_a_dot_everywhere(text: str, value: str) -> None:
    assert str(read_amount(text, METRIC)) == f"{value} g"


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (0, "0 s"),
        (45, "45 s"),
        ("59.6", "1 min"),
        (252, "4 min 12 s"),
        ("3599.7", "1 h"),
        (7500, "2 h 05 min"),
        (85_200, "23 h 40 min"),
        (86_399, "1 d"),
        (273_600, "3 d 4 h"),
        (-90, "-1 min 30 s"),
        ("-0.2", "0 s"),
    ],
)
def test_a_length_of_time_is_shown_in_the_two_units_that_matter(seconds: int | str, shown: str) -> None:
    assert duration_text(Decimal(seconds)) == shown


@given(seconds=st.integers(min_value=0, max_value=10_000_000))
@settings(max_examples=150)
def test_a_shown_length_of_time_reads_back_to_within_its_rounding(seconds: int) -> None:
    rounding = 0 if seconds < 3600 else 30 if seconds < 86_370 else 1800
    assert abs(read_duration(duration_text(seconds)).seconds - seconds) <= rounding
