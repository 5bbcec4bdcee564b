"""The values of a document as people read them, and how one value became another."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

from recipekeeper.errors import QuantityError
from recipekeeper.quantity import UnitSystem, read_amount

_DEGREES = re.compile(r"\bdeg([CF])\b")
_MEASURE = re.compile(r"([-−]?[0-9./ ]*[0-9](?:\.\.[0-9./ ]*[0-9])?) ?([^0-9 ].*)")


def shown_value(value: Any) -> str | None:
    """A value of a document as text: `38..49 °C`, `NaOH 60 %, KOH 40 %`; None where it is left out."""
    if value is None or value is False:
        return None
    if value is True:
        return "the check's own limits"
    if isinstance(value, dict):
        return ", ".join(f"{name} {each}" for name, each in value.items())
    if isinstance(value, list) and value and isinstance(value[0], list):
        return "; ".join(_DEGREES.sub(r"°\1", f"{at}: {limit}") for at, limit in value)
    if isinstance(value, list):
        return _pair_or_list([_DEGREES.sub(r"°\1", each) for each in value])
    return _DEGREES.sub(r"°\1", str(value))


def _pair_or_list(texts: list[str]) -> str:
    if len(texts) == 2 and (split := _same_unit(*texts)):
        low, high, unit = split
        return f"{low}..{high} {unit}"
    return ", ".join(texts)


def _same_unit(first: str, second: str) -> tuple[str, str, str] | None:
    one, other = _MEASURE.fullmatch(first), _MEASURE.fullmatch(second)
    if one is None or other is None or one[2] != other[2]:
        return None
    return one[1], other[1], one[2]


def arrow(before: str, after: str) -> str:
    """`1200 → 1000 g`, the unit said once where it is the same."""
    split = _same_unit(before, after)
    return f"{split[0]} → {split[1]} {split[2]}" if split else f"{before} → {after}"


def amount_arrow(before: str, after: str, units: tuple[UnitSystem | None, UnitSystem | None]) -> str:
    """`1200 → 1000 g (−16.7 %)`, the share left out where the two do not compare."""
    try:
        ratio = read_amount(after, units[1]).ratio(read_amount(before, units[0]))
    except QuantityError:
        return arrow(before, after)
    return f"{arrow(before, after)} ({_by(ratio)})"


def _by(ratio: Fraction) -> str:
    if ratio == 1:
        return "the same amount"
    percent = f"{float(abs(ratio - 1) * 100):.1f}"
    sign = "+" if ratio > 1 else "−"
    return f"{sign}{percent} %" if percent != "0.0" else f"{sign} less than 0.1 %"
