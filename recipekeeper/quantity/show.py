"""Values as text: digits that people can read and programs can rely on."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from recipekeeper.quantity.number import FIFTEEN_DIGITS, SHOWN_DIGITS


def plain(value: Decimal) -> str:
    """Decimal text of at most 15 significant digits, never an exponent.

    Typed zeros stay (`1.050`); those that rounding leaves behind go.
    """
    if len(value.as_tuple().digits) > SHOWN_DIGITS:
        return trimmed(FIFTEEN_DIGITS.plus(value))
    return format(value or abs(value), "f")


def trimmed(value: Decimal) -> str:
    """The same as `plain`, without zeros after the last digit of the fraction."""
    text = format(FIFTEEN_DIGITS.plus(value), "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def duration_text(seconds: Decimal | int) -> str:
    """A length of time in the two units that matter: `45 s`, `4 min 12 s`, `2 h 05 min`, `3 d 4 h`.

    Rounded half up to the smaller of the two.
    """
    length = abs(Decimal(seconds))
    sign = "-" if seconds < 0 else ""
    if (shown := _rounded(length)) < 60:
        return f"{sign if shown else ''}{shown} s"
    if shown < 3600:
        return sign + _two(shown, 60, "min", "s")
    if (shown := _rounded(length / 60)) < 1440:
        return sign + _two(shown, 60, "h", "min")
    return sign + _two(_rounded(length / 3600), 24, "d", "h")


def _rounded(length: Decimal) -> int:
    return int(length.to_integral_value(ROUND_HALF_UP))


def _two(shown: int, steps: int, large: str, small: str) -> str:
    whole, part = divmod(shown, steps)
    if not part:
        return f"{whole} {large}"
    return f"{whole} {large} {part:02d} {small}" if small == "min" else f"{whole} {large} {part} {small}"
