"""How much per how much, in the ways that makers write it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recipekeeper.errors import QuantityError
from recipekeeper.quantity import Rate, UnitSystem, read_amount, read_percent, read_rate, read_ratio
from recipekeeper.quantity.convert import relation
from tests.quantity.kit import refused_with_a_readable_example

US, METRIC = UnitSystem.US, UnitSystem.METRIC


@pytest.mark.parametrize(
    ("text", "units", "shown"),
    [
        ("50 %", None, "50 %"),
        ("12.5%", None, "12.5 %"),
        ("12,5 %", METRIC, "12.5 %"),
        ("5 per cent", None, "5 %"),
        ("150 %", None, "150 %"),
        ("0 %", None, "0 %"),
        ("0.5 oz/lb", None, "0.5 oz/lb"),
        ("0.5 oz per lb", None, "0.5 oz/lb"),
        ("0.5 oz / lb", None, "0.5 oz/lb"),
        ("0.5 oz per pound", None, "0.5 oz/lb"),
        ("1/2 oz/lb", None, "0.5 oz/lb"),
        ("0.5 oz ppo", None, "0.5 oz/lb"),
        ("0.7 ppo", None, "0.7 oz/lb"),
        ("0.7PPO", None, "0.7 oz/lb"),
        ("1 tsp ppo", US, "1 tsp/lb"),
        ("1 tsp/lb", METRIC, "1 tsp/lb"),
        ("2 cups/gal", US, "2 cups/gal"),
        ("5 g/kg", None, "5 g/kg"),
        ("5 g per 1 kg", None, "5 g/kg"),
        ("2 ml/kg", None, "2 ml/kg"),
        ("1 l/kg", None, "1 l/kg"),
        ("2 g per bar", None, "2 g/bar"),
    ],
)
def test_a_rate_is_shown_as_it_was_written_and_reads_back(
    text: str, units: UnitSystem | None, shown: str
) -> None:
    rate = read_rate(text, units)
    assert str(rate) == shown
    assert read_rate(shown, units) == rate


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("5", ["5 %", "5 oz/lb"]),
        ("-5 %", ["5 %"]),
        ("−5 g/kg", ["5 g/kg"]),
        ("-5 g/kg", ["5 g/kg"]),
        ("1,5 g/kg", ["1.5 g/kg"]),
        ("3-4 g/kg", ["3 g/kg", "4 g/kg"]),
        ("0.5/lb", ["0.5 g/lb"]),
        ("5 g/100 g", ["0.05 g/g"]),
        ("2.1 g/100g", ["0.021 g/g"]),
        ("5 g/0 kg", ["50 %", "0.5 oz/lb"]),
        ("0.5 oz/lb of oils", ["0.5 oz/lb"]),
        ("0.7 ppo of oils", ["0.7 ppo"]),
        ("50 % of oils", ["50 %"]),
        ("ppo", ["1 ppo"]),
        ("5 % ppo", ["50 %", "0.5 oz/lb"]),
        ("5 g", ["50 %", "0.5 oz/lb"]),
        ("1 tsp ppo", ["100 ml ppo", "100 g ppo"]),
        ("1e2 %", ["50 %", "0.5 oz/lb"]),
        ("５ %", ["5 %"]),
        ("1" * 99 + " %", ["50 %", "0.5 oz/lb"]),
        (" " * 101 + "5 %", ["50 %", "0.5 oz/lb"]),
        ("", ["50 %", "0.5 oz/lb"]),
    ],
)
def test_a_doubtful_rate_is_refused_with_what_was_probably_meant(text: str, instead: list[str]) -> None:
    assert refused_with_a_readable_example(text, read_rate) == instead


def test_seven_tenths_of_an_ounce_per_pound_of_oils_is_seven_ounces_in_ten_pounds() -> None:
    assert read_rate("0.7 PPO").of(read_amount("10 lb")) == (Fraction(7), "oz")


def test_seven_tenths_of_an_ounce_per_pound_of_oils_is_four_and_three_eighths_percent() -> None:
    assert read_rate("0.7 PPO").fraction == Fraction("0.04375")


# "0.5 oz/lb oils = 3.1 %": soapmakingforum.com, thread 47084, there rounded.
def test_half_an_ounce_per_pound_is_a_thirty_second() -> None:
    assert read_rate("0.5 oz/lb").fraction == Fraction(1, 32)


@pytest.mark.parametrize(
    ("rate", "total", "value", "unit"),
    [
        ("50 %", "1 kg", Fraction(1, 2), "kg"),
        ("3 %", "2 l", Fraction("0.06"), "l"),
        ("5 g/kg", "500 g", Fraction("2.5"), "g"),
        ("2 ml/kg", "250 g", Fraction("0.5"), "ml"),
        ("1 tsp/lb", "32 oz", Fraction(2), "tsp_us"),
        ("0.5 oz/lb", "1 kg", 500 / Fraction("453.59237"), "oz"),
        ("2 g/bar", "40 bars", Fraction(80), "g"),
    ],
)
def test_a_rate_of_a_total_is_exact(rate: str, total: str, value: Fraction, unit: str) -> None:
    assert read_rate(rate, US).of(read_amount(total)) == (value, unit)


def test_a_rate_per_weight_of_a_volume_asks_for_a_density() -> None:
    with pytest.raises(QuantityError, match="density"):
        read_rate("5 g/kg").of(read_amount("2 l"))


@pytest.mark.parametrize("text", ["1 tsp/lb", "2 ml/kg", "2 g/bar", "1 sachet/jar"])
def test_a_rate_between_different_things_is_no_share(text: str) -> None:
    assert read_rate(text, US).fraction is None


def test_only_a_percentage_is_a_percentage() -> None:
    assert read_rate("50 %").is_percent
    assert not read_rate("500 g/kg").is_percent
    assert Rate.percent(Decimal(50)) == read_rate("50 %")


@pytest.mark.parametrize(
    ("value", "unit", "per"),
    [("-1", "%", ""), ("1", "%", "lb"), ("1", "g", ""), ("NaN", "%", ""), ("1", "g", "h")],
)
def test_what_is_no_rate_is_not_made(value: str, unit: str, per: str) -> None:
    with pytest.raises(QuantityError):
        Rate(Decimal(value), unit, per)


masses = st.sampled_from(["g", "kg", "oz", "lb"])
values = st.decimals(min_value=0, max_value=9999, places=3)


@given(value=values, unit=masses, per=masses, total=values, total_unit=masses)
@settings(max_examples=100)
def test_a_share_of_a_total_is_the_same_by_fraction_and_by_rate(
    value: Decimal, unit: str, per: str, total: Decimal, total_unit: str
) -> None:
    rate = Rate(value, unit, per)
    amount = read_amount(f"{total} {total_unit}")
    exact, exact_unit = rate.of(amount)
    assert rate.fraction is not None
    assert exact * relation(exact_unit, total_unit) == Fraction(total) * rate.fraction


@pytest.mark.parametrize(
    ("text", "ratio"),
    [
        ("2:1", Fraction(2)),
        ("2.03 : 1", Fraction("2.03")),
        ("2 to 1", Fraction(2)),
        ("1:3", Fraction(1, 3)),
        ("1 1/2:1", Fraction(3, 2)),
    ],
)
def test_a_ratio_is_its_first_number_by_its_second(text: str, ratio: Fraction) -> None:
    assert read_ratio(text) == ratio


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("2", ["2:1"]),
        ("2.03", ["2.03:1"]),
        ("1/2", ["1/2:1", "1:2"]),
        ("2/1", ["2:1"]),
        ("2∶1", ["2:1"]),
        ("-2:1", ["2:1"]),
        ("−2:1", ["2:1"]),
        ("2,03:1", ["2.03:1"]),
        ("2:1 water", ["2:1"]),
        ("0:1", ["2:1"]),
        ("2:0", ["2:1"]),
        ("2:1:1", ["2:1"]),
        ("33 %", ["2:1"]),
        ("1e1:1", ["2:1"]),
        ("", ["2:1"]),
    ],
)
def test_what_is_no_ratio_is_refused_with_one(text: str, instead: list[str]) -> None:
    assert refused_with_a_readable_example(text, read_ratio) == instead


@pytest.mark.parametrize(
    ("text", "part"), [("5 %", "1/20"), ("0%", "0"), ("12.5 percent", "1/8"), ("120 %", "6/5")]
)
def test_a_percentage_is_a_part_of_one(text: str, part: str) -> None:
    assert read_percent(text) == Fraction(part)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("98", '"98" has no unit. Write "98 %".'),
        ("-1 %", '"-1 %" is below zero, which a percentage here cannot be. Write "1 %".'),
        ("5 g", '"5 g" is a weight, and a percentage is expected. Write "5 %".'),
    ],
)
def test_what_is_no_percentage_is_refused_with_one(text: str, said: str) -> None:
    with pytest.raises(QuantityError) as refused:
        read_percent(text)
    assert refused.value.message == said
