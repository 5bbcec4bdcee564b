"""The grammar of one number: integers, decimals, fractions, and what a comma means where."""

from __future__ import annotations

import re
from decimal import Context, Decimal

from recipekeeper.quantity.refusal import Refusal
from recipekeeper.quantity.vocabulary import UnitSystem

_VULGAR = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5),
    "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅐": (1, 7), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8),
    "⅑": (1, 9), "⅒": (1, 10),
}  # fmt: skip
VULGAR = "".join(_VULGAR)

# What looks like one number; whether it is one, `value_of` says.
NUMBER = rf"-?(?:[0-9]+ [0-9]+/[0-9]+|[0-9]+/[0-9]+|(?:[0-9]+ ?)?[{VULGAR}]|[0-9.,]*[0-9])"

_NUMBER = re.compile(NUMBER)
_DECIMAL = re.compile(r"[0-9]*\.[0-9]+|[0-9]+")
_COMMA_DECIMAL = re.compile(r"[0-9]*,[0-9]+")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_FRACTION = re.compile(r"(?:([0-9]+) )?([0-9]+)/([0-9]+)")
_MIXED = re.compile(rf"(?:([0-9]+) ?)?([{VULGAR}])")

SHOWN_DIGITS = 15
FIFTEEN_DIGITS = Context(prec=SHOWN_DIGITS)
_LARGEST = Decimal(10) ** 12
_SMALLEST = Decimal(10) ** -12

_SET_METRIC = 'set it once with "rk store set units metric"'
_SET_ANY = 'say what a comma means with "rk store set units us" (or uk, or metric)'


def is_number(text: str) -> bool:
    """Whether `value_of` can be asked about this text."""
    return _NUMBER.fullmatch(text) is not None


def value_of(token: str, units: UnitSystem | None) -> Decimal | Refusal:
    """The value of a text that `NUMBER` matches whole, or why it is refused.

    A fraction is exact to 15 significant digits, as many as are ever shown.
    """
    digits = token.removeprefix("-")
    value = _decimal(digits, units) if "," in digits else _dotted_or_fraction(digits)
    if isinstance(value, Refusal):
        return value
    return bounded(-value if value and token.startswith("-") else value)


def bounded(value: Decimal) -> Decimal | Refusal:
    """The value itself, if it is of a size and exactness that a maker can mean."""
    if abs(value) > _LARGEST:
        return Refusal("is larger than a million million")
    if value and abs(value) < _SMALLEST:
        return Refusal("is smaller than a million-millionth")
    _, digits, exponent = value.as_tuple()
    if len(digits) > SHOWN_DIGITS or (isinstance(exponent, int) and not value and exponent < -SHOWN_DIGITS):
        return Refusal(f"has more than {SHOWN_DIGITS} digits")
    return value


def _dotted_or_fraction(digits: str) -> Decimal | Refusal:
    if _DECIMAL.fullmatch(digits):
        return Decimal(digits)
    if match := _MIXED.fullmatch(digits):
        return _mixed(match[1], *_VULGAR[match[2]])
    if match := _FRACTION.fullmatch(digits):
        return _mixed(match[1], int(match[2]), int(match[3]))
    if ".." in digits:
        return Refusal("is a range, and one value is expected", tuple(digits.split("..", 1)))
    return Refusal("is not a number: it has more than one decimal mark")


def _mixed(whole: str | None, above: int, below: int) -> Decimal | Refusal:
    if below == 0:
        return Refusal("divides by zero")
    if above >= below:
        return Refusal("is not a proper fraction: a space may be missing", _spaced(above, below))
    parts = Decimal(int(whole or 0) * below + above)
    return FIFTEEN_DIGITS.divide(parts, Decimal(below))


def _spaced(above: int, below: int) -> tuple[str, ...]:
    whole, rest = str(above)[:-1], str(above)[-1]
    return (f"{whole} {rest}/{below}",) if whole else (f"{above // below} {above % below}/{below}",)


def _decimal(digits: str, units: UnitSystem | None) -> Decimal | Refusal:
    dotted = digits.replace(",", ".")
    joined = digits.replace(",", "")
    if units is UnitSystem.METRIC:
        if _COMMA_DECIMAL.fullmatch(digits):
            return Decimal(dotted)
        meant = joined if _GROUPED.fullmatch(digits) else _last_mark(digits)
        return Refusal("has more than one decimal mark: under metric units a comma is one", (meant,))
    if units is not None:
        if _GROUPED.fullmatch(digits):
            return Decimal(joined)
        return Refusal(
            f"has a comma, which under {units.value} units only groups thousands, as in 1,500 or 1,500.25; "
            f"if it is your decimal mark, {_SET_METRIC}",
            (dotted, _last_mark(digits)),
        )
    if _GROUPED.fullmatch(digits):
        return Refusal(f"can be read two ways; {_SET_ANY}", (dotted, joined))
    return Refusal(
        f"can be read two ways: a comma is a decimal mark only where units are metric; {_SET_METRIC}",
        (dotted, _last_mark(digits)),
    )


def _last_mark(digits: str) -> str:
    whole, mark, rest = digits.replace(",", ".").rpartition(".")
    return whole.replace(".", "") + mark + rest
