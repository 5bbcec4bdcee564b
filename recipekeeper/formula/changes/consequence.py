"""One thing that a change brings about, and figures as they are read."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from recipekeeper.formula.changes.wording import arrow

_SIGNIFICANT = 4
"""Digits of the larger figure: tenths of a gram in a kilogram, finer than anybody weighs an oil."""


@dataclass(frozen=True, slots=True)
class Consequence:
    """What is different now, though it is no key of the formula; None where there is or was none."""

    what: str
    before: str | None
    after: str | None
    sentence: str


def moved(what: str, before: str | None, after: str | None, per: str = "") -> Consequence | None:
    """`water 286.0 → 286.7 g per kg oils`; None where the figures, as they are read, are the same.

    `per` stands behind the amount.
    """
    if before == after:
        return None
    if before is None:
        return Consequence(what, before, after, f"{what} now {after}{per} (was none)")
    if after is None:
        return Consequence(what, before, after, f"{what} no longer (was {before}{per})")
    return Consequence(what, before, after, f"{what} {arrow(before, after)}{per}")


def figures(before: Fraction | None, after: Fraction | None, unit: str) -> tuple[str | None, str | None]:
    """Both as finely as four digits of the larger one, `286.0 g` and `286.7 g`; None for nothing."""
    exact = [
        Decimal(each.numerator) / Decimal(each.denominator) if each else None for each in (before, after)
    ]
    largest = max((abs(each) for each in exact if each is not None), default=Decimal(1))
    places = max(_SIGNIFICANT - 1 - largest.adjusted(), 0)
    texts = [None if each is None else _rounded(each, places) for each in exact]
    while places and all(text is None or text.endswith("0") for text in texts):
        places -= 1
        texts = [None if text is None else text[:-1].removesuffix(".") for text in texts]
    first, second = (None if text is None else f"{text} {unit}" for text in texts)
    return first, second


def _rounded(value: Decimal, places: int) -> str:
    return format(value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP), "f")
