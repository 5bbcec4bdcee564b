"""What a refused text was likely meant to say: asked only after the grammar has said no."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal

from recipekeeper.quantity.number import VULGAR
from recipekeeper.quantity.refusal import Refusal

_MINUS = str.maketrans(dict.fromkeys("\u2212\u2010\u2011\u2012\u2013\u2014\ufe63\uff0d", "-"))
_VALUE = r"(-?[0-9.,]*[0-9]) ?([^0-9+/±]*?)"
_RANGE = re.compile(rf"{_VALUE} ?(?:-|to|bis|\.{{2,}}|…) ?{_VALUE}")


def diagnosed(text: str, *, range_wanted: bool) -> Refusal | None:
    """Why a tidy text of at most 100 characters was not read, if people are known to type its shape."""
    if not any(each.isdigit() or each in VULGAR for each in text):
        return _without_number(text)
    if any(each.isdigit() and not each.isascii() for each in text):
        ascii_digits = "".join(str(unicodedata.decimal(each, each)) for each in text)
        return Refusal("has digits other than 0 to 9", (ascii_digits,))
    dashed = text.translate(_MINUS)
    match = _RANGE.fullmatch(dashed)
    if match and not (range_wanted and _has_two_dots(text)):
        return _range(match, range_wanted=range_wanted)
    if dashed != text:
        return Refusal("has a minus sign that is not the one on the keyboard", (dashed, dashed.strip("- ")))
    for shape, refusal in _SHAPES:
        if found := shape.fullmatch(text):
            return refusal(found)
    return None


def _without_number(text: str) -> Refusal:
    if re.match(r"[-+]?(?:nan|inf|infinity)\b", text, re.IGNORECASE):
        return Refusal("is not a finite number")
    return Refusal("has no number", (f"1 {text}",))


def _has_two_dots(text: str) -> bool:
    """Whether this is written as a range is: then the grammar knows best what is wrong with it."""
    return text.count("..") == 1 and "..." not in text


def _range(match: re.Match[str], *, range_wanted: bool) -> Refusal:
    low, low_unit, high, high_unit = match.groups()
    if range_wanted:
        written = f"{low} {low_unit}".strip() + f"..{high} {high_unit}".rstrip()
        return Refusal("is not written as a range, with two dots between", (written,))
    unit = high_unit or low_unit
    return Refusal(
        "is a range, and one value is expected",
        (f"{low} {low_unit or unit}".rstrip(), f"{high} {unit}".rstrip()),
    )


def _product(match: re.Match[str]) -> Refusal:
    product = f"{Decimal(match[1]) * Decimal(match[2]):f}"
    return Refusal("is a multiplication; the total is expected", (f"{product}{match[3]}", product))


def _spaced(match: re.Match[str]) -> Refusal:
    joined = match[1].replace(" ", "") + match[2]
    return Refusal("has a space between digits", (joined, joined.replace(",", ".")))


def _because(reason: str, *pieces: str) -> Callable[[re.Match[str]], Refusal]:
    """A refusal whose suggestions are pieces of the match, such as its first group."""
    return lambda match: Refusal(reason, tuple(match.expand(piece) for piece in pieces))


_SHAPES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Refusal]], ...] = (
    (
        re.compile(r"-?[0-9.,]*[0-9][eE][+-]?[0-9]+.*"),
        _because("is written with an exponent; all its digits are expected"),
    ),
    (
        re.compile(r"(.*?[^+ ]) ?(?:±|\+/?-).*"),
        _because("is a value and its tolerance in one; they are given apart", r"\1"),
    ),
    (re.compile(r"([0-9]{1,6}) ?[xX×*] ?([0-9]{1,9}(?:\.[0-9]{1,6})?)( ?[^0-9*×]*)"), _product),
    (
        re.compile(r"(?:(?:about|approx\.?|around|ca\.?|circa)\b|[~≈<>≤≥=])[.=]? ?(.*)", re.IGNORECASE),
        _because("is not one exact value", r"\1"),
    ),
    (
        re.compile(r"([^/]*[^0-9/ ]) ?(?:/|per ).*"),
        _because("is an amount per something; one amount is expected", r"\1"),
    ),
    (re.compile(r"(-?[0-9]{1,3}(?: [0-9]{3})+)((?:[.,][0-9]+)? ?[^0-9]*)"), _spaced),
    (re.compile(r"([0-9]+)-([0-9]+/[0-9]+.*)"), _because("has a hyphen within a number", r"\1 \2")),
    (
        re.compile(r"(.*[^\W\d_])(?:, ?| and | \+ | & )([0-9].*)"),
        _because("has more than a space between its parts", r"\1 \2"),
    ),
    (re.compile(r"([0-9]+)[.,]( ?[^0-9.,]*)"), _because("has a mark without digits behind it", r"\1\2")),
    (re.compile(r"\+ ?(.*)"), _because("begins with a plus sign, which is not needed", r"\1")),
    (re.compile(r"- ([0-9].*)"), _because("has a space after the minus sign", r"-\1", r"\1")),
)
