"""Amounts of foreign recipes: right, or marked with the reason why they are not to be relied on."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from recipekeeper.errors import QuantityError
from recipekeeper.files.imports.kitchen_words import NO_SIZE, SPOONS_AND_CUPS
from recipekeeper.quantity import Amount, UnitSystem, plain, read_amount, refused_unit, unit_key

NOTHING = "0 g"
"""What stands for an amount that is not known."""

FRACTIONS = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒"
NUMBER = rf"(?:[0-9]+ +[0-9]+/[0-9]+|[0-9]+/[0-9]+|(?:[0-9]+ ?)?[{FRACTIONS}]|[0-9.,]*[0-9])"
"""What looks like one number in a text; whether it is one, the reading of quantities says."""
BETWEEN = r"(?:-|to|or|bis|à|a)"

_ONE = re.compile(NUMBER)
_RANGE = re.compile(rf"({NUMBER}) ?{BETWEEN} ?({NUMBER})")
_GROUPED_OR_DECIMAL = re.compile(r"[0-9]{1,3},[0-9]{3}")
_TWO_MARKS = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+\.[0-9]+")
_COMMA_DECIMAL = re.compile(r"([0-9]*),([0-9]+)")
_LEAST_POWER, _LARGEST_POWER = -12, 11


class Measured(NamedTuple):
    """An amount as a formula file writes it, and why it is not to be relied on; "" where it is."""

    text: str
    doubt: str = ""


def readable(text: str, units: UnitSystem | None) -> Amount | None:
    """The amount that a text means, None where it means none."""
    try:
        return read_amount(text, units)
    except QuantityError:
        return None


def needs_setting(text: str) -> bool:
    """Whether an amount is read only where it is said which cup, spoon or ounce is meant."""
    return readable(text, None) is None and any(readable(text, system) for system in UnitSystem)


def numeral(value: Decimal) -> str | None:
    """The digits of a number from a file, None where no maker can mean it.

    15 significant digits are kept: what a binary number of a computer carries beyond them is noise.
    """
    if not value.is_finite() or (value and not _LEAST_POWER <= value.adjusted() <= _LARGEST_POWER):
        return None
    text = plain(value)
    return text.rstrip("0").rstrip(".") if "." in text else text


def counted(number: str) -> str:
    """`1 piece`, `3 pieces`, `1/2 pieces`."""
    return f"{number} {'piece' if number == '1' else 'pieces'}"


def nothing(found: str, reason: str) -> Measured:
    """No amount, because what was found cannot be read as one."""
    return Measured(NOTHING, f'"{found}" {reason}.')


def measured(number: str, unit: str, units: UnitSystem | None) -> Measured:
    """The amount that a number and a unit of a text mean under a setting."""
    found = f"{number} {unit}".strip()[:60]
    if not number:
        return Measured(NOTHING, "The file gives no amount.")
    if len(number) > 40 or len(unit) > 40:
        return nothing(found, "is too long for an amount")
    if range_found := _RANGE.fullmatch(number):
        lower = measured(range_found[1], unit, units)
        taken = "is a range" if lower.text == NOTHING else "is a range; the lower end is taken"
        return Measured(lower.text, f'"{found}" {taken}. {lower.doubt}'.strip())
    if not _ONE.fullmatch(number):
        return nothing(found, "is not a number and a unit")
    if _GROUPED_OR_DECIMAL.fullmatch(number):
        return nothing(found, "can be read two ways: the comma may be a decimal mark or group thousands")
    number = _COMMA_DECIMAL.sub(r"\1.\2", number) if _COMMA_DECIMAL.fullmatch(number) else number
    return _with_unit(number, unit, found, units)


def _with_unit(number: str, unit: str, found: str, units: UnitSystem | None) -> Measured:
    if _TWO_MARKS.fullmatch(number):
        number = number.replace(",", "")
    text = f"{number} {' '.join(unit.replace('.', ' ').split())}" if unit else counted(number)
    amount = readable(text, units)
    if amount is not None:
        return Measured(text) if amount.value > 0 else nothing(found, "is no amount")
    if units is None and needs_setting(text):
        return nothing(
            found,
            "is of another size in US, UK and metric kitchens: set yours with `rk store set units us` and import "
            "again, or write g or ml",
        )
    if needs_setting(text):
        return nothing(found, f"is no measure where units are set to {units.value if units else ''}")
    return _without_size(number, unit, found)


def _without_size(number: str, unit: str, found: str) -> Measured:
    pieces = counted(number)
    if readable(pieces, None) is None:
        return nothing(found, "is not an amount that can be read")
    if reason := refused_unit(unit):
        return nothing(found, f"is not certain: {unit} {reason}")
    if unit.casefold().strip(".") in SPOONS_AND_CUPS:
        return nothing(found, "is a measure of another kitchen; write the amount in g or ml")
    if unit.casefold().strip(".") in NO_SIZE or is_unit(unit) or len(unit) == 1:
        return nothing(found, "is not a weight, a volume or a count")
    return Measured(pieces, f'"{unit}" is no unit that is known here; its number is taken as pieces.')


def is_unit(name: str) -> bool:
    """Whether a word is the name of a unit of any kind."""
    for system in UnitSystem:
        try:
            unit_key(name, system)
        except QuantityError:
            continue
        return True
    return False


def is_sizeless(name: str) -> bool:
    """Whether a word stands where units do but says no size, as a pinch."""
    return name.casefold().strip(".") in NO_SIZE | SPOONS_AND_CUPS or refused_unit(name) is not None


def yielded(text: str, units: UnitSystem | None) -> tuple[str, str]:
    """What a recipe makes as an amount, and a note where that is not what the file says; "" where unknown."""
    found = " ".join(text.replace("%", " ").split())[:100]
    amount = readable(found, units)
    if amount is not None and amount.value > 0:
        return found, ""
    first = re.search(rf"(?<![0-9.,/])({NUMBER})(?: ?{BETWEEN} ?{NUMBER})? ?([^\W\d]*)", found)
    if first is None or needs_setting(f"{first[1]} {first[2]}") or is_sizeless_measure(first[2]):
        return "", f'What it makes, "{found}", is not carried over.' if found else ""
    if (whole := readable(f"{first[1]} {first[2]}", units)) and whole.value > 0:
        return f"{first[1]} {first[2]}", f'It makes "{found}"; {whole} is taken.'
    if (pieces := readable(counted(first[1]), None)) and pieces.value > 0:
        return counted(first[1]), f'It makes "{found}"; that is counted as {counted(first[1])}.'
    return "", f'What it makes, "{found}", is not carried over.'


def is_sizeless_measure(word: str) -> bool:
    """Whether a word after the number of a yield is refused as a unit."""
    return bool(word) and refused_unit(word) is not None
