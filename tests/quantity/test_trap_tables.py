"""What makers type and what a units library makes of it: each line is read rightly, or refused with an
example that is itself readable.

The lines are those that were measured with pint 0.25.3, whose answer stands beside the worst of them.
"""

from __future__ import annotations

import pytest

from recipekeeper.errors import QuantityError
from recipekeeper.quantity import (
    Amount,
    Setpoint,
    Span,
    UnitSystem,
    read_amount,
    read_duration,
    read_range,
    read_setpoint,
)
from tests.quantity.kit import refused_with_a_readable_example

US, UK, METRIC = UnitSystem.US, UnitSystem.UK, UnitSystem.METRIC


AMOUNTS_READ: list[tuple[str, UnitSystem | None, str, str]] = [
    # weights
    ("5 oz", None, "5", "oz"),
    ("5 Oz", None, "5", "oz"),
    ("5 lb", None, "5", "lb"),
    ("5 Lb", None, "5", "lb"),
    ("5 LB", None, "5", "lb"),
    ("5 lbs.", None, "5", "lb"),
    ("2 Kg", None, "2", "kg"),
    ("2 KG", None, "2", "kg"),
    ("2 kgs", None, "2", "kg"),
    ("2 kilos", None, "2", "kg"),  # pint: kiloseconds
    ("2 gm", None, "2", "g"),
    ("2 gms", None, "2", "g"),
    ("2 gramme", None, "2", "g"),
    ("2 G", None, "2", "g"),  # pint: gauss
    ("2 mG", None, "2", "mg"),  # pint: milligauss
    # fluid ounces, cups, spoons, and what the setting makes of them
    ("12 fl oz", US, "12", "fl_oz_us"),  # pint: femtolitre ounces
    ("12 fl. oz.", US, "12", "fl_oz_us"),
    ("12 floz", US, "12", "fl_oz_us"),
    ("12 fluid ounces", US, "12", "fl_oz_us"),
    ("12 fl oz", UK, "12", "fl_oz_uk"),
    ("30 ml", None, "30", "ml"),
    ("30 mL", None, "30", "ml"),
    ("1 cup", US, "1", "cup_us"),
    ("1 cup", METRIC, "1", "cup_metric"),
    ("1 cup", UK, "1", "cup_uk"),
    ("3 Tbsp", US, "3", "tbsp_us"),
    ("3 TBSP", METRIC, "3", "tbsp_metric"),
    ("3 tbs", UK, "3", "tbsp_metric"),
    ("3 TSP", US, "3", "tsp_us"),
    ("3 teaspoons", METRIC, "3", "tsp_metric"),
    ("1 pint", US, "1", "pt_us"),
    ("1 pint", UK, "1", "pt_uk"),
    ("1 quart", US, "1", "qt_us"),
    ("1 gallon", UK, "1", "gal_uk"),
    ("2 beer barrels", None, "2", "beer_bbl"),
    ("2 beer bbl", None, "2", "beer_bbl"),
    # counts
    ("9 bar", None, "9", "bar"),  # pint: a pressure
    ("3 bars", None, "3", "bar"),
    ("6 pcs", None, "6", "piece"),  # pint: parsec
    ("3 each", None, "3", "piece"),
    ("3 ea", None, "3", "piece"),
    ("4 bottles", None, "4", "bottle"),
    ("4 sticks", None, "4", "stick"),
    ("3 jars", None, "3", "jar"),
    ("2 cans", None, "2", "can"),
    ("2 pkg", None, "2", "pack"),
    ("2 bags", None, "2", "bag"),
    # numbers
    ("1 1/2 cup", US, "1.5", "cup_us"),  # pint: 0.5 cup
    ("1½ cup", US, "1.5", "cup_us"),  # pint: 1 cup
    ("½ cup", US, "0.5", "cup_us"),
    ("½ tsp", METRIC, "0.5", "tsp_metric"),
    ("2 lb 3 oz", None, "35", "oz"),  # pint: 6 pound ounces
    ("1 lb 4 oz", None, "20", "oz"),
    ("1lb4oz", None, "20", "oz"),
    ("1,000 g", US, "1000", "g"),
    ("1,5 kg", METRIC, "1.5", "kg"),  # pint: 15 kg
    ("1000,5 g", METRIC, "1000.5", "g"),  # pint: 10005 g
]


@pytest.mark.parametrize(("text", "units", "value", "unit"), AMOUNTS_READ)
def test_an_amount_is_read_as_its_maker_meant_it(
    text: str, units: UnitSystem | None, value: str, unit: str
) -> None:
    assert read_amount(text, units) == Amount.of_text(value, unit)


AMOUNTS_REFUSED: list[tuple[str, UnitSystem | None]] = [
    ("5 #", None),
    ("1 #", None),
    ("5 ozt", None),
    ("5 toz", None),
    ("5 oz_t", None),
    ("5 troy oz", None),
    ("12 fl oz", None),
    ("12 fl oz", METRIC),
    ("1 cup", None),
    ("1 US cup", None),
    ("1 US cup", US),
    ("1 c", US),  # pint: the speed of light
    ("1 tbsp", None),
    ("1 tsp", None),
    ("2 T", US),  # pint: tesla
    ("2 t", US),  # pint: tonnes
    ("2 t", None),
    ("1 pint", None),
    ("1 pint", METRIC),
    ("3 drops", None),
    ("1 pinch", None),  # pint: picoinch
    ("pinch", None),
    ("1 dash", None),
    ("1 smidgen", None),
    ("1 dozen", None),
    ("2 bbl", None),
    ("2 barrels", None),
    ("1 hogshead", None),
    ("1 firkin", None),
    ("1 kilderkin", None),
    ("1 keg", None),
    ("1 butt", None),
    ("2 ton", None),
    ("2 tonne", None),
    ("5 gr", None),  # pint: grains, a fifteenth of a gram
    ("5 grains", None),
    ("5 dram", None),
    ("5 scruple", None),
    ("5 Mg", None),  # pint: a thousand kilograms
    ("5 ML", None),  # pint: megalitres
    ("5 Lovi", None),
    ("5 P", None),
    ("5 m", None),
    ("5 M", None),
    ("5 ppm", None),
    ("5 mg/L", None),
    ("5 ABV", None),
    ("5 IBU", None),
    ("0.7 PPO", None),
    ("5 % of oils", None),
    ("5 kg/L", None),
    ("2:1", None),
    ("1,5 kg", None),
    ("1,5 kg", US),
    ("1.000,5 g", None),  # pint: 1.0005 g
    ("1.000,5 g", US),
    ("1.000,5 g", METRIC),
    ("1000,5 g", None),
    ("1,000 g", None),
    ("1 000 g", None),  # pint: 0 g
    ("1 500 g", None),
    ("1.2.3 g", None),
    ("−5 g", None),  # pint: +5 g
    ("-5 g", None),
    ("~3 g", None),
    ("<4.6", None),
    ("5 ㎏", None),
    ("5 g/100g", None),  # pint: square grams
    ("2.1 g/100 g", None),
    ("3-4 g", None),
    ("3 to 4 g", None),
    ("nan g", None),
    ("inf g", None),
    ("1e400 g", None),
    ("9**9**7 g", None),  # pint: 2.5 s and a gigantic number
    ("5 g oil", None),
    ("1 t salt", None),
    ("__import__('os')", None),
    ("fl. oz.", US),
    ("5 lb.oz", None),
    ("100 g ± 2 g", None),
    ("2 x 500 g", None),
    ("20 degC", None),
    ("4.1 pH", None),
    ("12,5 %", METRIC),
    ("45", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "units"), AMOUNTS_REFUSED)
def test_a_doubtful_amount_is_refused_with_an_example_that_is_readable(
    text: str, units: UnitSystem | None
) -> None:
    refused_with_a_readable_example(text, lambda typed: read_amount(typed, units))


READINGS: list[tuple[str, UnitSystem | None, str, str]] = [
    ("31 degC", None, "31", "degC"),
    ("20 °C", None, "20", "degC"),
    ("31°C", None, "31", "degC"),
    ("20 C", None, "20", "degC"),  # pint: coulomb
    ("350 F", None, "350", "degF"),  # pint: farad
    ("88 F", None, "88", "degF"),
    ("68°F", None, "68", "degF"),
    ("160 degF", None, "160", "degF"),
    ("20 ℃", None, "20", "degC"),
    ("31 ºC", None, "31", "degC"),
    ("-5 degC", None, "-5", "degC"),
    ("4.1 pH", None, "4.1", "pH"),  # pint: picohenry
    ("pH 4.1", None, "4.1", "pH"),
    ("1.050 SG", None, "1.050", "SG"),
    ("SG 1.050", None, "1.050", "SG"),
    ("12 °P", None, "12", "Plato"),
    ("12 plato", None, "12", "Plato"),
    ("12 brix", None, "12", "Brix"),
    ("12 °Bx", None, "12", "Brix"),
    ("30000 SHU", None, "30000", "SHU"),
    ("5 %", None, "5", "%"),
    ("5 percent", None, "5", "%"),
    ("-2 %", None, "-2", "%"),
    ("12,5 %", METRIC, "12.5", "%"),  # pint: 125 percent
    ("12 cm", None, "12", "cm"),
    ("20000 cP", None, "20000", "cP"),
    ("90 min", None, "90", "min"),
    ("3.8", None, "3.8", ""),
]


@pytest.mark.parametrize(("text", "units", "value", "unit"), READINGS)
def test_a_reading_is_read_as_its_maker_meant_it(
    text: str, units: UnitSystem | None, value: str, unit: str
) -> None:
    assert read_setpoint(text, units) == Setpoint.of_text(value, unit)


@pytest.mark.parametrize(
    "text",
    [
        "12,5 %",
        "20 c",
        "20 K",
        "20 °",
        "−5 °C",
        "- 5 °C",
        "+5 °C",
        "<4.6",
        "-300 °C",
        "-460 °F",
        "15 pH",
        "-1 pH",
        "1050 SG",
        "5 % w/w",
        "1:30",
        "30 m",
        "five",
        "nan",
        "-inf",
        "1e3",
    ],
)
def test_a_doubtful_reading_is_refused_with_an_example_that_is_readable(text: str) -> None:
    refused_with_a_readable_example(text, read_setpoint)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("1h30", "90", "min"),
        ("1h30m", "90", "min"),
        ("1 h 30 min", "90", "min"),  # pint: 30 hour minutes
        ("1:30", "90", "min"),  # pint: 30
        ("0:45:00", "2700", "s"),
        ("30m", "30", "min"),  # pint: metres
        ("30 s", "30", "s"),
        ("90 mins", "90", "min"),
        ("2 hr", "2", "h"),
        ("2 d", "2", "d"),
        ("36 h", "36", "h"),
        ("6 wk", "42", "d"),
        ("2 weeks", "14", "d"),
        ("2 d 4 h", "52", "h"),
        ("4min30", "270", "s"),
        ("1½ h", "1.5", "h"),
    ],
)
def test_a_duration_is_read_in_the_smallest_unit_typed(text: str, value: str, unit: str) -> None:
    assert read_duration(text) == Span.of_text(value, unit)


@pytest.mark.parametrize(
    "text", ["1:75", "1 h 90 min", "2 months", "1 year", "45", "5 g", "-5 min", "1:30 h", "2h30h"]
)
def test_a_doubtful_duration_is_refused_with_an_example_that_is_readable(text: str) -> None:
    refused_with_a_readable_example(text, read_duration)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("90..102 %", "90 %", "102 %"),
        ("18..24 degC", "18 °C", "24 °C"),
        ("500 g..900 g", "500 g", "900 g"),
        ("500 g..1 kg", "500 g", "1 kg"),
        ("-5..5 °C", "-5 °C", "5 °C"),
        ("3.4 .. 4.0", "3.4", "4.0"),
        ("1 lb 4 oz..2 lb", "20 oz", "2 lb"),
    ],
)
def test_a_range_is_two_values_with_two_dots_between(text: str, low: str, high: str) -> None:
    assert tuple(map(str, read_range(text))) == (low, high)


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("90-102 %", ["90..102 %"]),
        ("90–102 %", ["90..102 %"]),
        ("18 to 24 °C", ["18..24 °C"]),
        ("3…4 g", ["3..4 g"]),
        ("1...2", ["1..2"]),
        ("24..18 °C", ["18 °C..24 °C"]),
        ("90 %..102", ["90..102 %"]),
        ("5 %", ["18..24 °C"]),
        ("..5", ["18..24 °C"]),
        ("500 g..2 l", ["18..24 °C"]),
        ("500 g..2 lb", ["18..24 °C"]),
        ("1..2..3", ["18..24 °C"]),
        ("", ["18..24 °C"]),
        ("5" * 200 + "..6", ["18..24 °C"]),
    ],
)
def test_what_is_no_range_is_refused_with_one(text: str, instead: list[str]) -> None:
    assert refused_with_a_readable_example(text, read_range) == instead


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("1,5 kg", ["1.5 kg"]),
        ("1,500 g", ["1.500 g", "1500 g"]),
        ("1 500 g", ["1500 g"]),
        ("3-4 g", ["3 g", "4 g"]),
        ("2 x 500 g", ["1000 g"]),
        ("100 g ± 2 g", ["100 g"]),
        ("~3 g", ["3 g"]),
        ("5 g oil", ["5 g"]),
        ("５ g", ["5 g"]),
        ("٥ g", ["5 g"]),
        ("1 lb, 4 oz", ["1 lb 4 oz"]),
        ("11/2 lb", ["1 1/2 lb"]),
        ("1-1/2 lb", ["1 1/2 lb"]),
        ("5 ML", ["5 ml"]),
        ("5 #", ["5 lb", "5 pieces"]),
    ],
)
def test_the_example_is_what_was_probably_meant(text: str, instead: list[str]) -> None:
    assert refused_with_a_readable_example(text, read_amount) == instead


def test_a_measure_that_differs_between_settings_says_how_to_set_it() -> None:
    with pytest.raises(QuantityError, match=r'rk store set units us.*units = "us"'):
        read_amount("2 cups")


def test_a_comma_where_nothing_is_set_says_how_to_set_it() -> None:
    with pytest.raises(QuantityError, match="rk store set units metric"):
        read_amount("1,5 kg")
