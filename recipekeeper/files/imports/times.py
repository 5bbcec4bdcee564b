"""Times of foreign recipes as durations: in words, in ISO 8601, in minutes."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from recipekeeper.errors import QuantityError
from recipekeeper.files.imports.amounts import BETWEEN, NUMBER, numeral
from recipekeeper.quantity import Span, read_duration

_RANGE = re.compile(rf"({NUMBER}) ?{BETWEEN} ?({NUMBER})")
_ISO = re.compile(
    r"P(?:([0-9.]{1,9})W)?(?:([0-9.]{1,9})D)?(?:T(?:([0-9.]{1,9})H)?(?:([0-9.]{1,9})M)?(?:([0-9.]{1,9})S)?)?",
    re.IGNORECASE,
)
_SECONDS = (604_800, 86_400, 3_600, 60, 1)
_UNITS = ((86_400, 86_400, "d"), (14_400, 3_600, "h"), (60, 60, "min"), (0, 1, "s"))
"""From how many seconds on a unit is used, how long it is, its name: an hour and a half are 90 minutes."""


def duration(text: str) -> Span | None:
    """The duration that a text means, None where it means none or nothing."""
    try:
        span = read_duration(text)
    except QuantityError:
        return None
    return span if span.value > 0 else None


def lasting(number: str, unit: str) -> tuple[str, str]:
    """How long, and its tolerance: `15-20`, `min` are 17.5 min within 2.5; ("", "") where that is no duration."""
    if ends := _RANGE.fullmatch(number):
        low, high = duration(f"{ends[1]} {unit}"), duration(f"{ends[2]} {unit}")
        if low is None or high is None or low.unit != high.unit or low.value >= high.value:
            return "", ""
        middle, half = (low.value + high.value) / 2, (high.value - low.value) / 2
        return f"{Span(middle, low.unit)}", f"{Span(half, low.unit)}"
    span = duration(f"{number.replace(' /', '/').replace('/ ', '/')} {unit}".strip())
    return (str(span), "") if span else ("", "")


def of_seconds(seconds: Fraction) -> str:
    """A duration in the largest usual unit of which it is a whole number; "" for nothing or less."""
    if seconds <= 0:
        return ""
    for least, size, unit in _UNITS:
        if seconds >= least and (seconds % size == 0 or size == 1):
            value = seconds / size
            digits = numeral(Decimal(value.numerator) / Decimal(value.denominator))
            return f"{digits} {unit}" if digits and duration(f"{digits} {unit}") else ""
    return ""


def of_minutes(minutes: Decimal) -> str:
    """The same from minutes."""
    return of_seconds(Fraction(minutes) * 60) if abs(minutes) < 10**9 else ""


def of_iso(text: str) -> str:
    """A duration of ISO 8601, as PT1H30M, in our words; "" where it is none."""
    match = _ISO.fullmatch(text.strip())
    if match is None or not any(match.groups()):
        return ""
    try:
        parts = [Fraction(part or 0) * size for part, size in zip(match.groups(), _SECONDS, strict=True)]
    except ValueError:
        return ""
    return of_seconds(sum(parts, Fraction(0)))
