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
_CASK = Refusal("is of a different size in each trade", ("100 l",))
_TROY = Refusal("is 31.1 g; here oz is always the common ounce of 28.35 g", ("31.1 g",))
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
    name: refusal
    for names, refusal in (
        ("ton|tons|tonne|tonnes|mt", _TON),
        ("bbl|bbls|barrel|barrels", _BARREL),
        ("pinch|pinches|dash|dashes|drop|drops|smidgen|smidgens|handful|handfuls|knob|splash", _PINCH),
        ("hogshead|hogsheads|firkin|firkins|kilderkin|kilderkins|keg|kegs|butt|butts|cask|casks", _CASK),
        ("month|months|mo|year|years|yr|yrs|y", _MONTH),
        ("metre|metres|meter|meters", Refusal("is not used here; lengths are in cm, mm or in", ("100 cm",))),
        ("gr|grs|grain|grains", Refusal("can be grams or grains (0.065 g)", ("{n} g",))),
        ("ozt|oz t|toz|troy oz|troy ounce|troy ounces", _TROY),
        ("dr|dram|drams|scruple|scruples", Refusal("is not used here; weigh in g or oz", ("2 g", "0.1 oz"))),
        ("dozen|dozens|doz|dz", Refusal("leaves open what is counted", ("12 bars", "12 pieces"))),
        ("k|kelvin", Refusal("is neither °C nor °F", ("{n} °C", "{n} kg"))),
        ("°|deg|degree|degrees", Refusal("can be °C, °F, Brix or Plato", ("{n} °C", "{n} °F", "{n} Brix"))),
        ("#", Refusal("can be pounds or a number of pieces", ("{n} lb", "{n} pieces"))),
        ("ppo", Refusal("is an amount for each pound of oils, and not an amount by itself", ("20 g",))),
        ("ppm", Refusal("is not used here; a share is in %", ("0.5 %",))),
        ("abv|ibu|srm|ebc|proof", Refusal("is not a unit that is known here", ("{n}",))),
    )
    for name in names.split("|")
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
        named = [example.format(n=1).removeprefix("1 ") for example in found.instead]
        raise QuantityError(sentence(name, found, named or ["g", "ml", "bars"]))
    return found


def refused_unit(name: str) -> str | None:
    """Why a name that people use as a unit is none that can be read, as a pinch or a ton; None for others.

    A word that is simply not known, as "cloves", is no such name.
    """
    tidy = " ".join(name.replace(".", " ").split())
    refusal = _REFUSED_AS_TYPED.get(tidy) or _REFUSED.get(tidy.lower())
    return refusal.reason if refusal else None
