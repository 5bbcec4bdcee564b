"""The whitelist: every unit that is read, and how it is spelled.

A key says for ever which measure is meant: `cup_us` stays a US cup when the store's setting changes.
Sizes are defined in `convert`; here are only names, and the ladders of whole numbers by which
`1 lb 4 oz` is said in ounces.
"""

from __future__ import annotations

import enum
from typing import NamedTuple


class UnitSystem(enum.Enum):
    """Which ounce, cup and gallon, and what a comma means."""

    US = "us"
    UK = "uk"
    METRIC = "metric"


class Unit(NamedTuple):
    """One measure: its dimension, its spelling in JSON, and what people read after one and after many."""

    dimension: str
    symbol: str
    one: str
    many: str


_PLAIN: tuple[tuple[str, str, str], ...] = (
    ("mass", "mg", "mg mgs milligram milligrams milligramme milligrammes"),
    ("mass", "g", "g gs gm gms gram grams gramme grammes"),
    ("mass", "kg", "kg kgs kilo kilos kilogram kilograms kilogramme kilogrammes"),
    ("mass", "oz", "oz ozs ounce ounces"),
    ("mass", "lb", "lb lbs pound pounds"),
    ("volume", "ml", "ml mls cc millilitre millilitres milliliter milliliters"),
    ("volume", "cl", "cl centilitre centilitres centiliter centiliters"),
    ("volume", "dl", "dl decilitre decilitres deciliter deciliters"),
    ("volume", "l", "l ltr ltrs litre litres liter liters"),
    ("volume", "hl", "hl hectolitre hectolitres hectoliter hectoliters"),
    ("time", "s", "s sec secs second seconds"),
    ("time", "min", "min mins minute minutes"),
    ("time", "h", "h hr hrs hour hours"),
    ("time", "d", "d day days"),
    ("length", "mm", "mm millimetre millimetres millimeter millimeters"),
    ("length", "cm", "cm centimetre centimetres centimeter centimeters"),
    ("length", "in", "in ins inch inches"),
    ("percent", "%", "% percent pct"),
    ("ph", "pH", "ph"),
    ("brix", "Brix", "brix bx °brix °bx"),
    ("plato", "Plato", "plato °plato °p"),
    ("gravity", "SG", "sg"),
    ("heat", "SHU", "shu scoville scovilles"),
    ("viscosity", "cP", "cp cps centipoise mpas mpa·s"),
)

_COUNTS = (
    "bar bottle jar piece loaf can tin bag box candle cake tub pot tube sachet pack stick pouch carton "
    "tray block bomb melt"
)
_ODD_PLURALS = {"loaf": "loaves", "box": "boxes", "pouch": "pouches"}
_OTHER_COUNTS = {"piece": "pc pcs pce pces ea each unit units item items", "pack": "packet packets pkg pkgs"}

# Which measure a name means under each setting. British kitchens use 5 and 15 ml spoons today.
_BY_SYSTEM: tuple[tuple[str, str, dict[UnitSystem, str]], ...] = (
    ("tsp", "tsp|tsps|teaspoon|teaspoons", {UnitSystem.US: "us", UnitSystem.UK: "metric"}),
    ("tbsp", "tbsp|tbsps|tbs|tbl|tablespoon|tablespoons", {UnitSystem.US: "us", UnitSystem.UK: "metric"}),
    ("cup", "cup|cups", {}),
    ("fl oz", "fl oz|floz|fl ozs|fluid oz|fluid ounce|fluid ounces", {UnitSystem.METRIC: ""}),
    ("pt", "pt|pts|pint|pints", {UnitSystem.METRIC: ""}),
    ("qt", "qt|qts|quart|quarts", {UnitSystem.METRIC: ""}),
    ("gal", "gal|gals|gallon|gallons", {UnitSystem.METRIC: ""}),
)

# Whole numbers within each ladder: how a compound is said in its smallest unit, and time in seconds.
LADDERS: tuple[dict[str, int], ...] = (
    {"d": 86400, "h": 3600, "min": 60, "s": 1},
    {"kg": 1_000_000, "g": 1000, "mg": 1},
    {"lb": 16, "oz": 1},
    {"hl": 100_000, "l": 1000, "dl": 100, "cl": 10, "ml": 1},
    {"gal_us": 768, "qt_us": 192, "pt_us": 96, "cup_us": 48, "fl_oz_us": 6, "tbsp_us": 3, "tsp_us": 1},
    {"gal_uk": 160, "qt_uk": 40, "pt_uk": 20, "cup_uk": 10, "fl_oz_uk": 1},
    {"tbsp_metric": 3, "tsp_metric": 1},
    {"in": 254, "cm": 100, "mm": 10},
)

# What a value of each dimension is called in a sentence.
KINDS = {
    "mass": "a weight",
    "volume": "a volume",
    "count": "a count",
    "temperature": "a temperature",
    "time": "a time",
    "length": "a length",
    "ph": "a pH",
    "brix": "a Brix reading",
    "plato": "a Plato reading",
    "gravity": "a specific gravity",
    "heat": "a heat in SHU",
    "percent": "a percentage",
    "viscosity": "a viscosity",
    "number": "a number without unit",
}

AMOUNT_DIMENSIONS = frozenset({"mass", "volume", "count"})

UNITS: dict[str, Unit] = {"": Unit("number", "", "", "")}
"""Every unit by its key; the key of a number without unit is the empty text."""

NAMES: dict[str, str] = {}
"""The key of each spelling that means the same under every setting; all in small letters."""

SYSTEM_NAMES: dict[str, dict[UnitSystem, str]] = {}
"""The keys of each spelling that the setting decides."""


def _name_measures() -> None:
    for dimension, key, names in _PLAIN:
        UNITS[key] = Unit(dimension, key, key, key)
        NAMES.update(dict.fromkeys(names.split(), key))
    UNITS["beer_bbl"] = Unit("volume", "beer bbl", "beer bbl", "beer bbl")
    NAMES.update(dict.fromkeys(("beer bbl", "beer barrel", "beer barrels"), "beer_bbl"))
    NAMES["per cent"] = "%"


def _name_temperatures() -> None:
    for key, sign, word, single in (("degC", "°C", "celsius", "℃"), ("degF", "°F", "fahrenheit", "℉")):
        UNITS[key] = Unit("temperature", key, sign, sign)
        letter = word[0]
        short = (
            f"{degree}{space}{letter}" for degree in ("°", "deg", "degree", "degrees") for space in ("", " ")
        )
        long = (f"{degree} {word}" for degree in ("°", "deg", "degree", "degrees"))
        NAMES.update(dict.fromkeys((single, word, *short, *long), key))
    NAMES.update({"f": "degF", "centigrade": "degC"})


def _name_counts() -> None:
    for noun in _COUNTS.split():
        plural = _ODD_PLURALS.get(noun, noun + "s")
        UNITS[noun] = Unit("count", noun, noun, plural)
        NAMES[noun] = NAMES[plural] = noun
    for noun, names in _OTHER_COUNTS.items():
        NAMES.update(dict.fromkeys(names.split(), noun))


def _name_kitchen_measures() -> None:
    for symbol, names, endings in _BY_SYSTEM:
        keys = {}
        for system in UnitSystem:
            ending = endings.get(system, system.value)
            if ending:
                keys[system] = key = f"{symbol.replace(' ', '_')}_{ending}"
                UNITS[key] = Unit("volume", symbol, symbol, "cups" if symbol == "cup" else symbol)
        SYSTEM_NAMES.update(dict.fromkeys(names.split("|"), keys))


_name_measures()
_name_temperatures()
_name_counts()
_name_kitchen_measures()


def ladder_step(larger: str, smaller: str) -> int | None:
    """How many of the smaller unit make one of the larger, where that is a whole number above one."""
    for ladder in LADDERS:
        if larger in ladder and smaller in ladder and ladder[larger] > ladder[smaller]:
            count, rest = divmod(ladder[larger], ladder[smaller])
            return count if rest == 0 else None
    return None


def same_ladder(unit: str, other: str) -> bool:
    """Whether whole numbers relate the two, so that no conversion is needed to compare them."""
    return any(unit in ladder and other in ladder for ladder in LADDERS)
