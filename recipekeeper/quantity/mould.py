"""A mould by its inner sides, and what it holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import prod
from typing import Literal

from recipekeeper.errors import QuantityError
from recipekeeper.quantity.composed import composed, part_of
from recipekeeper.quantity.convert import relation
from recipekeeper.quantity.grammar import Wanted
from recipekeeper.quantity.refusal import Refusal
from recipekeeper.quantity.show import plain
from recipekeeper.quantity.values import Amount
from recipekeeper.quantity.vocabulary import UNITS, UnitSystem

_PI = Fraction("3.14159265358979323846264338327950288419716939937510")
_EXAMPLES = ("8 x 3.5 x 2.5 in", "cylinder 3 x 10 in")


@dataclass(frozen=True, slots=True)
class Mould:
    """A box of three sides, or a cylinder of diameter and height; `unit` is the key of a length."""

    shape: Literal["box", "cylinder"]
    sides: tuple[Decimal, ...]
    unit: str

    def __post_init__(self) -> None:
        if UNITS[self.unit].dimension != "length" or len(self.sides) != (3 if self.shape == "box" else 2):
            raise QuantityError(f"{self} is no mould, as {' and '.join(_EXAMPLES)} are.")
        if not all(side.is_finite() and side > 0 for side in self.sides):
            raise QuantityError(f"{self} is no mould: each of its sides is above zero.")

    def volume(self, unit: str = "ml") -> Amount:
        """What it holds when full to the brim; raises QuantityError where the unit is none of volume."""
        sides = [Fraction(side) * relation(self.unit, "cm") for side in self.sides]
        cubic = prod(sides) if self.shape == "box" else _PI * (sides[0] / 2) ** 2 * sides[1]
        return Amount.of_exact(cubic * Amount(Decimal(1), "ml").exact_in(unit), unit)

    def __str__(self) -> str:
        sides = " x ".join(plain(side) for side in self.sides)
        return f"{'cylinder ' if self.shape == 'cylinder' else ''}{sides} {UNITS[self.unit].one}"


def read_mould(text: str, units: UnitSystem | None = None) -> Mould:
    """A box or a cylinder by its inner sides: `8 x 3.5 x 2.5 in`, `cylinder 3 x 10 in`.

    The cylinder's are diameter and height. Raises QuantityError.
    """
    return composed(text, lambda tidy: _mould(tidy, units), "a mould", _EXAMPLES)


def _mould(tidy: str, units: UnitSystem | None) -> Mould | Refusal:
    match = re.fullmatch(r"(cylinder |round |[⌀Øø] ?)?(.*)", tidy, re.IGNORECASE)
    if match is None:
        return Refusal("is no mould")
    parts = re.split(r" ?(?:[xX×]| by ) ?", match[2])
    last = part_of(tidy, parts[-1], Wanted("a length", "2.5 in", units, None, frozenset({"length"})))
    if isinstance(last, Refusal):
        return last
    sides = []
    for part in parts:
        side = part_of(tidy, part, Wanted("a length", "2.5 in", units, last.unit, frozenset({"length"})))
        if isinstance(side, Refusal):
            return side
        if side.unit != last.unit:
            return Refusal("has sides in different units; one for all is expected")
        if not side.value:
            return Refusal("has a side of zero", (), part)
        sides.append(side.value)
    if len(sides) != (2 if match[1] else 3):
        return Refusal("is no mould: a box has three sides, a cylinder a diameter and a height")
    return Mould("cylinder" if match[1] else "box", tuple(sides), last.unit)
