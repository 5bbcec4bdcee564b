"""What a refused text was likely meant to say: looked at only after the grammar has said no."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from recipekeeper.quantity.number import VULGAR
from recipekeeper.quantity.refusal import Refusal

_MINUS = str.maketrans(dict.fromkeys("\u2212\u2010\u2011\u2012\u2013\u2014\ufe63\uff0d", "-"))
_RANGE = re.compile(r"(-?[0-9.,]*[0-9]) ?([^0-9]*?) ?(?:-|to|bis|\.{2,}|…) ?(-?[0-9.,]*[0-9]) ?([^0-9]*)")
_TIMES = re.compile(r"([0-9]{1,6}) ?[xX×*] ?([0-9]{1,9}(?:\.[0-9]{1,6})?)( ?[^0-9*×]*)")
_ABOUT = re.compile(r"(?:about|approx\.?|around|ca\.?|circa|[~≈<>≤≥=]+) ?(.*)", re.IGNORECASE)
_EXPONENT = re.compile(r"-?[0-9.,]*[0-9][eE][+-]?[0-9]+.*")
_SPACED = re.compile(r"(-?[0-9]{1,3}(?: [0-9]{3})+)((?:[.,][0-9]+)? ?[^0-9]*)")
_PER = re.compile(r"([^/]*[^0-9/ ]) ?/.*")
_NO_NUMBER = re.compile(r"[-+]?(?:nan|inf|infinity)\b.*", re.IGNORECASE)


def diagnosed(text: str) -> Refusal | None:
    """Why a tidy text was not read, if it has one of the shapes that people are known to type."""
    if any(each.isdigit() and not each.isascii() for each in text):
        plain = "".join(str(unicodedata.digit(each, each)) if each.isdigit() else each for each in text)
        return Refusal("has digits other than 0 to 9", (plain,))
    dashed = text.translate(_MINUS)
    if match := _RANGE.fullmatch(dashed):
        unit = f" {match[4]}".rstrip()
        first = f" {match[2]}".rstrip() or unit
        return Refusal(
            "is a range written with something other than two dots, or where one value is expected",
            (f"{match[1]}..{match[3]}{unit}", f"{match[1]}{first}", f"{match[3]}{unit}"),
        )
    if dashed != text:
        return Refusal("has a minus sign that is not the one on the keyboard", (dashed,))
    if _NO_NUMBER.fullmatch(text):
        return Refusal("is not a finite number")
    if _EXPONENT.fullmatch(text):
        return Refusal("is written with an exponent; all digits are written out")
    if "±" in text or "+/-" in text or "+-" in text:
        return Refusal(
            "is a value and its tolerance in one; they are given apart",
            (re.split(r"±|\+/?-", text)[0].strip(),),
        )
    if match := _TIMES.fullmatch(text):
        product = f"{Decimal(match[1]) * Decimal(match[2]):f}"
        return Refusal("is a multiplication; the total is expected", (f"{product}{match[3]}", product))
    if match := _ABOUT.fullmatch(text):
        return Refusal("is not one exact value", (match[1],))
    if match := _PER.fullmatch(text):
        return Refusal("is an amount per something; one amount is expected", (match[1],))
    if match := _SPACED.fullmatch(text):
        joined = match[1].replace(" ", "") + match[2]
        return Refusal("has a space between digits", (joined, joined.replace(",", ".")))
    if not any(each.isdigit() or each in VULGAR for each in text):
        return Refusal("has no number", (f"1 {text}",))
    if text.startswith("+"):
        return Refusal("begins with a plus sign, which is not needed", (text.lstrip("+ "),))
    if re.match(r"- [0-9]", text):
        return Refusal("has a space after the minus sign", ("-" + text[2:],))
    return None
