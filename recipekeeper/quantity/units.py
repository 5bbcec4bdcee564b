"""From a typed name to a unit, or to the question that the name leaves open."""

from __future__ import annotations

from recipekeeper.errors import QuantityError
from recipekeeper.quantity.refusal import Refusal, sentence
from recipekeeper.quantity.vocabulary import NAMES, SYSTEM_NAMES, UnitSystem

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
# Longer than any name; finding the nearest of a longer one would only take time.
_LONGEST_NAME = 30
_DEGREE_SIGNS = str.maketrans({"º": "°", "˚": "°"})


def find_unit(typed: str, units: UnitSystem | None) -> str | Refusal:
    """The key of the unit that `typed` names under a setting, or why it is refused."""
    name = " ".join(typed.translate(_DEGREE_SIGNS).replace(".", " ").split())
    if name == "C":
        return "degC"
    if name in _REFUSED_AS_TYPED:
        return _REFUSED_AS_TYPED[name]
    folded = name.lower()
    if folded in NAMES:
        return NAMES[folded]
    if folded in _REFUSED:
        return _REFUSED[folded]
    if folded in SYSTEM_NAMES:
        return _by_system(folded, units)
    return _unknown(folded)


def _by_system(name: str, units: UnitSystem | None) -> str | Refusal:
    keys = SYSTEM_NAMES[name]
    if units is None:
        return Refusal(f"differs between US, UK and metric measures; {_SETTING}", ("100 ml", "100 g"))
    if units not in keys:
        return Refusal("is not a metric measure, and units are set to metric", ("100 ml",))
    return keys[units]


def _unknown(name: str) -> Refusal:
    for start in ("us ", "uk ", "imperial ", "imp ", "metric "):
        if name.startswith(start) and name.removeprefix(start) in SYSTEM_NAMES:
            return Refusal(f"says which measure, but the setting does that; {_SETTING}", ("100 ml",))
    # Only a refusal needs the nearest names.
    from difflib import get_close_matches

    near = get_close_matches(name[:_LONGEST_NAME], [*NAMES, *SYSTEM_NAMES], n=2, cutoff=0.7)
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
