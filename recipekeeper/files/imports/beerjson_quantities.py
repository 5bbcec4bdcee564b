"""The quantities of BeerJSON: a number and a unit from its list, as an amount of ours or in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from recipekeeper.files.imports.amounts import NOTHING, Measured, counted, nothing, numeral
from recipekeeper.files.imports.names import one_line
from recipekeeper.quantity import UnitSystem, plain, read_amount

_US = {name: name for name in ("tsp", "tbsp", "cup", "pt", "qt", "gal")} | {"floz": "fl oz"}
_UK = {"ifloz": "fl oz", "ipt": "pt", "iqt": "qt", "igal": "gal"}
_NAMES = _US | _UK | {name: name for name in ("mg", "g", "kg", "lb", "oz", "ml", "l")}
_PIECES = frozenset({"1", "unit", "each", "dimensionless"})
_PACK = "pkg"
_BARRELS = {"bbl": "31 US gallons", "ibbl": "36 imperial gallons"}
_KNOWN = frozenset(_NAMES) | _PIECES | {_PACK}
_OTHERS = {
    "C": "degC", "F": "degF", "sec": "s", "min": "min", "hr": "h", "day": "d", "week": "wk",
    "sg": "SG", "plato": "Plato", "brix": "Brix", "pH": "pH", "%": "%",
}  # fmt: skip


def in_our_units(value: Any, system: UnitSystem | None) -> Measured:
    """An amount in our units: exact, or marked."""
    if value is None:
        return Measured(NOTHING, "The file gives no amount.")
    found = in_words(value) or one_line(str(value))[:40]
    number = value.get("value") if isinstance(value, Mapping) else None
    unit = value.get("unit") if isinstance(value, Mapping) else None
    digits = numeral(number) if isinstance(number, Decimal) else None
    if digits is None or not isinstance(unit, str):
        return nothing(found, "is not a number and a unit that can be read")
    if number is not None and number <= 0:
        return nothing(found, "is no amount")
    if unit in _BARRELS:
        return _barrels(digits, unit)
    if unit not in _KNOWN:
        return nothing(found, "is in no unit that is known here")
    return Measured(_text(digits, unit, system))


def _text(digits: str, unit: str, system: UnitSystem | None) -> str:
    if unit in _PIECES:
        return counted(digits)
    if unit == _PACK:
        return f"{digits} {'pack' if digits == '1' else 'packs'}"
    if unit in _UK and system is UnitSystem.US:
        converted = read_amount(f"{digits} {_UK[unit]}", UnitSystem.UK).to("ml")
        return f"{plain(converted.value)} ml"
    return f"{digits} {_NAMES[unit]}"


def _barrels(digits: str, unit: str) -> Measured:
    """A barrel is defined nowhere in BeerJSON; the brewers' one is taken, and marked."""
    doubt = (
        f'The size of "{unit}" is not defined in BeerJSON; a brewers\' barrel of {_BARRELS[unit]} is taken.'
    )
    if unit == "bbl":
        return Measured(f"{digits} beer bbl", doubt)
    gallons = read_amount(f"{digits} gal", UnitSystem.UK).to("ml")
    return Measured(f"{plain(gallons.value * 36)} ml", doubt)


def system_of(value: Any) -> UnitSystem | None:
    """Whose cups and gallons the amounts are in; those of the US where both are met, the others are converted."""
    units = set(_units(value))
    if units & set(_US):
        return UnitSystem.US
    return UnitSystem.UK if units & set(_UK) else None


def _units(value: Any) -> Iterator[str]:
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, list):
            waiting += each
        elif isinstance(each, Mapping):
            unit = each.get("unit")
            if isinstance(unit, str):
                yield unit
            waiting += each.values()


def in_words(value: Any) -> str:
    """A quantity, a range, a text or a number in words; "" for what is none of them."""
    if isinstance(value, Decimal):
        return numeral(value) or ""
    if isinstance(value, str):
        return one_line(value)
    if not isinstance(value, Mapping):
        return ""
    if "minimum" in value or "maximum" in value:
        return " to ".join(filter(None, (in_words(value.get("minimum")), in_words(value.get("maximum")))))
    if "unit" not in value:
        return in_words(value.get("value")) and " ".join(
            filter(None, (in_words(value.get("value")), in_words(value.get("method"))))
        )
    unit = in_words(value.get("unit"))
    return f"{in_words(value.get('value'))} {_OTHERS.get(unit, unit)}".strip()
