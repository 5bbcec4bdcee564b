"""The whitelist: every unit that is read, how it is spelled, and what is refused with which question.

A key says for ever which measure is meant: `cup_us` stays a US cup when the store's setting changes.
Definitions of the sizes live in `convert`; here are only names and the whole-number ladders that let
`1 lb 4 oz` be said in ounces.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

from recipekeeper.errors import QuantityError
from recipekeeper.quantity.refusal import Refusal, sentence


class UnitSystem(enum.Enum):
    """Which ounce, cup and gallon, and what a comma means."""

    US = "us"
    UK = "uk"
    METRIC = "metric"


@dataclass(frozen=True, slots=True)
class Unit:
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
_PIECE_NAMES = "pc pcs pce pces ea each unit units item items"

# Which measure a name means under each setting. British kitchens use 5 and 15 ml spoons today.
_BY_SYSTEM: tuple[tuple[str, str, dict[UnitSystem, str]], ...] = (
    ("tsp", "tsp tsps teaspoon teaspoons", {UnitSystem.US: "us", UnitSystem.UK: "metric"}),
    ("tbsp", "tbsp tbsps tbs tbl tablespoon tablespoons", {UnitSystem.US: "us", UnitSystem.UK: "metric"}),
    ("cup", "cup cups", {}),
    ("fl oz", "fl oz|floz|fl ozs|fluid oz|fluid ounce|fluid ounces", {UnitSystem.METRIC: ""}),
    ("pt", "pt pts pint pints", {UnitSystem.METRIC: ""}),
    ("qt", "qt qts quart quarts", {UnitSystem.METRIC: ""}),
    ("gal", "gal gals gallon gallons", {UnitSystem.METRIC: ""}),
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
)

AMOUNT_DIMENSIONS = frozenset({"mass", "volume", "count"})

UNITS: dict[str, Unit] = {"": Unit("number", "", "", "")}
_NAMES: dict[str, str] = {
    "per cent": "%",
    "beer barrel": "beer_bbl",
    "beer barrels": "beer_bbl",
    "beer bbl": "beer_bbl",
}
_SYSTEM_NAMES: dict[str, dict[UnitSystem, str]] = {}


def _fill() -> None:
    for dimension, key, names in _PLAIN:
        UNITS[key] = Unit(dimension, key, key, key)
        _NAMES.update(dict.fromkeys(names.split(), key))
    for noun in _COUNTS.split():
        plural = _ODD_PLURALS.get(noun, noun + "s")
        UNITS[noun] = Unit("count", noun, noun, plural)
        _NAMES[noun] = _NAMES[plural] = noun
    _NAMES.update(dict.fromkeys(_PIECE_NAMES.split(), "piece"))
    for letter, word in (("C", "celsius"), ("F", "fahrenheit")):
        key = "deg" + letter
        UNITS[key] = Unit("temperature", key, "°" + letter, "°" + letter)
        low = letter.lower()
        for name in (
            word,
            "°" + low,
            "deg" + low,
            "degree " + low,
            "degrees " + low,
            "deg " + low,
            "° " + low,
        ):
            _NAMES[name] = key
        _NAMES["degrees " + word] = _NAMES["degree " + word] = _NAMES["° " + word] = _NAMES["deg " + word] = (
            key
        )
    _NAMES.update({"℃": "degC", "℉": "degF", "centigrade": "degC", "f": "degF"})
    UNITS["beer_bbl"] = Unit("volume", "beer bbl", "beer bbl", "beer bbl")
    for symbol, names, endings in _BY_SYSTEM:
        keys = {}
        for system in UnitSystem:
            ending = endings.get(system, system.value)
            if ending:
                keys[system] = key = f"{symbol.replace(' ', '_')}_{ending}"
                UNITS[key] = Unit("volume", symbol, symbol, "cups" if symbol == "cup" else symbol)
        for name in names.split("|") if "|" in names else names.split():
            _SYSTEM_NAMES[name] = keys


_fill()

_TON = Refusal("can be 907 kg (US), 1016 kg (UK) or 1000 kg (a tonne)", ("1000 kg",))
_BARREL = Refusal("can be a beer barrel, a wine or an oil barrel", ("{n} beer bbl", "100 l"))
_PINCH = Refusal("has no fixed size; weigh it", ("0.5 g",))
_MINUTE = Refusal("can be minutes or metres", ("{n} min", "{n} cm"))
_MEGA = Refusal("can be millilitres or megalitres: case tells them apart", ("{n} ml",))
_MILLI = Refusal("can be milligrams or megagrams: case tells them apart", ("{n} mg",))
_ENGLISH_OLD = Refusal("differs from trade to trade", ("100 l",))
_MONTH = Refusal("has no fixed length", ("30 d", "6 wk"))

# As typed: here the case matters, so that a slip of the shift key cannot change a weight.
_REFUSED_AS_TYPED: dict[str, Refusal] = {
    "T": Refusal("can be tablespoons or tonnes", ("{n} tbsp", "15 ml", "1000 kg")),
    "t": Refusal("can be teaspoons or tonnes", ("{n} tsp", "5 ml", "1000 kg")),
    "c": Refusal("can be cups or °C", ("{n} cups", "{n} °C", "250 ml")),
    "m": _MINUTE,
    "M": _MINUTE,
    "ML": _MEGA,
    "Ml": _MEGA,
    "Mg": _MILLI,
    "MG": _MILLI,
    "P": Refusal("can be degrees Plato, pieces or pints", ("{n} °P", "{n} pieces")),
    "p": Refusal("can be pieces, pints or degrees Plato", ("{n} pieces", "{n} °P")),
}
_REFUSED: dict[str, Refusal] = {
    **dict.fromkeys(("ton", "tons", "tonne", "tonnes", "mt"), _TON),
    **dict.fromkeys(("bbl", "bbls", "barrel", "barrels"), _BARREL),
    **dict.fromkeys(
        (
            "pinch",
            "pinches",
            "dash",
            "dashes",
            "drop",
            "drops",
            "smidgen",
            "smidgens",
            "handful",
            "knob",
            "splash",
        ),
        _PINCH,
    ),
    **dict.fromkeys(
        ("hogshead", "hogsheads", "firkin", "kilderkin", "keg", "kegs", "butt", "cask"), _ENGLISH_OLD
    ),
    **dict.fromkeys(("month", "months", "mo", "year", "years", "yr", "y"), _MONTH),
    **dict.fromkeys(
        ("metre", "metres", "meter", "meters"),
        Refusal("is longer than a mould; lengths are in cm, mm or in", ("100 cm",)),
    ),
    **dict.fromkeys(
        ("gr", "grs", "grain", "grains"), Refusal("can be grams or grains (0.065 g)", ("{n} g",))
    ),
    **dict.fromkeys(
        ("ozt", "oz t", "troy oz", "troy ounce"),
        Refusal("is 31.1 g; amounts are in g or in the common oz", ("31.1 g",)),
    ),
    **dict.fromkeys(("dr", "dram", "drams", "scruple"), Refusal("is not used here", ("2 g",))),
    **dict.fromkeys(("dozen", "doz", "dz"), Refusal("leaves open what is counted", ("12 bars", "12 pieces"))),
    **dict.fromkeys(("k", "kelvin"), Refusal("is neither °C nor °F", ("{n} °C", "{n} kg"))),
    **dict.fromkeys(
        ("°", "deg", "degree", "degrees"),
        Refusal("can be °C, °F, Brix or Plato", ("{n} °C", "{n} °F", "{n} Brix")),
    ),
    "#": Refusal("can be pounds or a number of pieces", ("{n} lb", "{n} pieces")),
    "ppo": Refusal("is an amount per pound of oils, not an amount", ("20 g",)),
    "ppm": Refusal("is not read", ("0.5 %",)),
    "abv": Refusal("is not read", ("5 %",)),
}
_SETTING = 'set it once with "rk store set units us" (or uk, or metric; in a formula file: units = "us")'
_DEGREE_SIGNS = str.maketrans({"º": "°", "˚": "°"})


def find_unit(typed: str, units: UnitSystem | None) -> str | Refusal:
    """The key of the unit that `typed` names under a setting, or why it is refused."""
    name = " ".join(typed.translate(_DEGREE_SIGNS).replace(".", " ").split())
    if name == "C":
        return "degC"
    if name in _REFUSED_AS_TYPED:
        return _REFUSED_AS_TYPED[name]
    folded = name.lower()
    if folded in _NAMES:
        return _NAMES[folded]
    if folded in _REFUSED:
        return _REFUSED[folded]
    if folded in _SYSTEM_NAMES:
        return _by_system(folded, units)
    return _unknown(folded)


def _by_system(name: str, units: UnitSystem | None) -> str | Refusal:
    keys = _SYSTEM_NAMES[name]
    if units is None:
        return Refusal(f"differs between US, UK and metric measures; {_SETTING}", ("100 ml", "100 g"))
    if units not in keys:
        return Refusal("is not a metric measure, and units are set to metric", ("100 ml",))
    return keys[units]


def _unknown(name: str) -> Refusal:
    for start in ("us ", "uk ", "imperial ", "imp ", "metric "):
        if name.startswith(start) and name.removeprefix(start) in _SYSTEM_NAMES:
            return Refusal(f"says which measure, but the setting does that; {_SETTING}", ("100 ml",))
    # Only a refusal needs the nearest names.
    from difflib import get_close_matches

    near = get_close_matches(name, [*_NAMES, *_SYSTEM_NAMES], n=2, cutoff=0.7)
    return Refusal("is not a unit that is known here", tuple("{n} " + each for each in near))


def unit_key(name: str, units: UnitSystem | None = None) -> str:
    """The canonical key of a typed unit name; raises QuantityError, naming the choices."""
    found = find_unit(name[:100], units)
    if isinstance(found, Refusal):
        examples = [example.format(n=1).removeprefix("1 ") for example in found.instead] or [
            "g",
            "ml",
            "bars",
        ]
        raise QuantityError(sentence(name, found, examples))
    return found


def ladder_step(larger: str, smaller: str) -> int | None:
    """How many of the smaller unit make one of the larger, where that is a whole number above one."""
    for ladder in LADDERS:
        if larger in ladder and smaller in ladder and ladder[larger] > ladder[smaller]:
            count, rest = divmod(ladder[larger], ladder[smaller])
            return count if rest == 0 else None
    return None
