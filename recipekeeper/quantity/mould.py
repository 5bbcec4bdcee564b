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
from recipekeeper.quantity.grammar import Found, Wanted
from recipekeeper.quantity.number import is_number
from recipekeeper.quantity.refusal import Refusal
from recipekeeper.quantity.show import plain
from recipekeeper.quantity.values import Amount, Span
from recipekeeper.quantity.vocabulary import UNITS, UnitSystem

_PI = Fraction("3.14159265358979323846264338327950288419716939937510")
_SIDES = {"box": 3, "cylinder": 2}
_LONGEST = 10
"""Metres; what is longer has a slip in its number."""

_EXAMPLES = ("8 x 3.5 x 2.5 in", "cylinder 3 x 10 in")
_BETWEEN = r" ?(?:[xX×]| by ) ?"
_CYLINDERS = frozenset({"cylinder", "round", "⌀", "ø"})
_INCH_MARKS = str.maketrans(dict.fromkeys('"″”', " in "))


@dataclass(frozen=True, slots=True)
class Mould:
    """The sides of a box, or the diameter and height of a cylinder; `unit` is the key of their length.

    Raises QuantityError for what is neither.
    """

    shape: Literal["box", "cylinder"]
    sides: tuple[Decimal, ...]
    unit: str

    def __post_init__(self) -> None:
        lengths = [Span(side, self.unit) for side in self.sides]
        if len(lengths) != _SIDES.get(self.shape) or any(each.dimension != "length" for each in lengths):
            raise QuantityError(f"{self} is no mould, as {' and '.join(_EXAMPLES)} are.")
        if min(self.sides) <= 0:
            raise QuantityError(f"{self} is no mould: each side is above zero, as in {_EXAMPLES[0]}.")

    def volume(self, unit: str = "ml") -> Amount:
        """What it holds when full to the brim; raises QuantityError where the unit is none of volume."""
        sides = [Fraction(side) * relation(self.unit, "cm") for side in self.sides]
        ml = prod(sides) if self.shape == "box" else _PI * (sides[0] / 2) ** 2 * sides[1]
        return Amount.of_exact(ml * Amount(Decimal(1), "ml").exact_in(unit), unit)

    def __str__(self) -> str:
        sides = " x ".join(map(plain, self.sides))
        return f"{'' if self.shape == 'box' else f'{self.shape} '}{sides} {UNITS[self.unit].one}"


def read_mould(text: str, units: UnitSystem | None = None) -> Mould:
    """A box or a cylinder by its inner sides: `8 x 3.5 x 2.5 in`, `cylinder 3 x 10 in`.

    Those of the cylinder are its diameter and height. The last side has the unit; what stands behind the
    others is the same. Raises QuantityError.
    """
    return composed(text, lambda tidy: _mould(tidy, units), "a mould", _EXAMPLES)


def _mould(tidy: str, units: UnitSystem | None) -> Mould | Refusal:
    marked = " ".join(tidy.translate(_INCH_MARKS).split())
    match = re.fullmatch(r"([^\W\d_]+|⌀)? ?(.*)", marked)
    word, measures = match.groups() if match else (None, marked)
    if word and word.lower() not in _CYLINDERS:
        return Refusal("is no shape that is known here", (measures, f"cylinder {measures}"), word)
    parts = re.split(_BETWEEN, measures)
    if is_number(parts[-1]):
        return Refusal("has no unit behind the last side", (f"{marked} in", f"{marked} cm"))
    found = _sides(marked, parts, units)
    if isinstance(found, Refusal):
        return found
    sides = tuple(side.value for side in found)
    if len(sides) == 2 and not word:
        return Refusal(
            "has two sides; those of a cylinder are its diameter and height, and a box has three",
            (f"cylinder {measures}", f"{parts[0]} x {measures}"),
        )
    shape: Literal["box", "cylinder"] = "cylinder" if word else "box"
    if len(sides) != _SIDES[shape]:
        return Refusal("is no mould: a cylinder has a diameter and a height, a box three sides", (measures,))
    return Mould(shape, sides, found[-1].unit)


def _sides(marked: str, parts: list[str], units: UnitSystem | None) -> list[Found] | Refusal:
    """The sides, in the unit of the last."""
    wanted = Wanted("a length", "2.5 in", units, None, frozenset({"length"}))
    last = part_of(marked, parts[-1], wanted)
    if isinstance(last, Refusal):
        return last
    sides = []
    for part in parts:
        side = part_of(marked, part, wanted._replace(bare=last.unit))
        if isinstance(side, Refusal):
            return side
        if side.unit != last.unit:
            return Refusal(
                f"is not in {UNITS[last.unit].one} as the last side is; one unit is expected", (), part
            )
        if not 0 < Fraction(side.value) * relation(side.unit, "cm") <= _LONGEST * 100:
            return Refusal(f"is no side of a mould, which is above 0 and at most {_LONGEST} m", (), part)
        sides.append(side)
    return sides
