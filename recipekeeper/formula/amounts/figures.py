"""Computed numbers as text: as many digits as anybody can use, and the unit behind them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import floor

from recipekeeper.quantity import Amount, plain


def figure(value: Fraction, places: int = 2) -> str:
    """A number to two decimals, without idle zeros; one that is smaller to two significant digits."""
    return plain(_rounded(value, max(places, _leading(value) + 1)))


def quantity(value: Fraction, unit: str, places: int = 2) -> str:
    """`285.98 g`: a computed amount with the unit of that key."""
    rounded = _rounded(value, max(places, _leading(value) + 1))
    return str(Amount(rounded, unit))


def percent(part: Fraction, places: int = 2) -> str:
    """`14.37 %`: a part of 1."""
    return f"{figure(part * 100, places)} %"


def readable(value: Fraction, unit: str, digits: int = 6) -> Amount:
    """A computed amount of so many significant digits: six are more than any balance shows."""
    return Amount(_rounded(value, digits + _leading(value) - 1), unit)


def _leading(value: Fraction) -> int:
    """How many places behind the point the first digit stands that is not zero: 1 of 0.3, 0 of 5, -2 of 500."""
    if not value:
        return 0
    approximate = Decimal(value.numerator) / Decimal(value.denominator)
    return -approximate.adjusted()


def _rounded(value: Fraction, places: int) -> Decimal:
    """Half up, as people round."""
    scaled = floor(abs(value) * Fraction(10) ** places + Fraction(1, 2))
    rounded = Decimal(scaled if value >= 0 else -scaled).scaleb(-places)
    text = format(rounded, "f")
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)
