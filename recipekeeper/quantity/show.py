"""Values as text: digits that people can read and programs can rely on."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from recipekeeper.quantity.number import FIFTEEN_DIGITS, SHOWN_DIGITS

_PLACES: tuple[tuple[str, int, str, int], ...] = (
    ("d", 86400, "h", 3600),
    ("h", 3600, "min", 60),
    ("min", 60, "s", 1),
)


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
    total = Decimal(seconds)
    sign = "-" if total < 0 else ""
    rest = abs(total)
    for large, large_size, small, small_size in _PLACES:
        steps = int((rest / small_size).to_integral_value(ROUND_HALF_UP))
        whole, part = divmod(steps, large_size // small_size)
        if whole:
            padded = f"{part:02d}" if small == "min" else f"{part}"
            return f"{sign}{whole} {large}" + (f" {padded} {small}" if part else "")
    shown = int(rest.to_integral_value(ROUND_HALF_UP))
    return f"{sign if shown else ''}{shown} s"
