"""How much per how much: a percentage, or an amount for each unit of another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from recipekeeper.errors import QuantityError
from recipekeeper.quantity.composed import composed, part_of
from recipekeeper.quantity.convert import relation
from recipekeeper.quantity.grammar import Wanted
from recipekeeper.quantity.number import NUMBER, is_number, value_of
from recipekeeper.quantity.refusal import Refusal
from recipekeeper.quantity.show import plain
from recipekeeper.quantity.values import Amount
from recipekeeper.quantity.vocabulary import AMOUNT_DIMENSIONS, UNITS, UnitSystem

_EXAMPLES = ("50 %", "0.5 oz/lb")


@dataclass(frozen=True, slots=True)
class Rate:
    """An amount of `unit` for each one of `per`, or a percentage, whose unit is "%" and whose `per` is ""."""

    value: Decimal
    unit: str
    per: str = ""

    def __post_init__(self) -> None:
        if not self.is_percent:
            Amount(self.value, self.unit)
            Amount(Decimal(1), self.per)
        if not self.value.is_finite() or self.value < 0:
            raise QuantityError(f"{self.value} is no rate, which is a number not below zero, such as 50 %.")

    @classmethod
    def percent(cls, value: Decimal) -> Rate:
        """So many hundredths; raises QuantityError below zero."""
        return cls(value, "%")

    @property
    def is_percent(self) -> bool:
        """Whether it is a percentage, and not an amount per amount."""
        return self.unit == "%" and not self.per

    @property
    def fraction(self) -> Fraction | None:
        """The share without unit, exact: 0.5 oz/lb is 1/32; None between dimensions, as of 1 tsp/lb."""
        if self.is_percent:
            return Fraction(self.value) / 100
        dimension = UNITS[self.unit].dimension
        if dimension != UNITS[self.per].dimension or (dimension == "count" and self.unit != self.per):
            return None
        return Fraction(self.value) * relation(self.unit, self.per)

    def of(self, total: Amount) -> tuple[Fraction, str]:
        """What it comes to for a total: the exact value, and the key of its unit.

        A percentage is in the unit of the total. Raises QuantityError where the rate is per something else.
        """
        if self.is_percent:
            return Fraction(total.value) * Fraction(self.value) / 100, total.unit
        return total.exact_in(self.per) * Fraction(self.value), self.unit

    def __str__(self) -> str:
        if self.is_percent:
            return f"{plain(self.value)} %"
        return f"{Amount(self.value, self.unit)}/{UNITS[self.per].one}"


def read_rate(text: str, units: UnitSystem | None = None) -> Rate:
    """A percentage or an amount per amount, not below zero: `50 %`, `0.5 oz/lb`, `5 g per kg`, `1 tsp ppo`.

    `ppo` is per pound of oils; a number before it alone is in oz. Raises QuantityError.
    """
    return composed(text, lambda tidy: _rate(tidy, units), "a rate", _EXAMPLES)


def _rate(tidy: str, units: UnitSystem | None) -> Rate | Refusal:
    amount = Wanted("an amount", "5 g", units, None, AMOUNT_DIMENSIONS)
    if match := re.fullmatch(r"(.*[^ ]) ?ppo", tidy, re.IGNORECASE):
        found = part_of(tidy, match[1], amount._replace(bare="oz"))
        return found if isinstance(found, Refusal) else Rate(found.value, found.unit, "lb")
    if match := re.fullmatch(r"(.*[^ ]) ?(?:/| per (?!cent\b)) ?([^0-9/ ][^/]*)", tidy):
        found = part_of(tidy, match[1], amount)
        per = part_of(f"1 {match[2]}", f"1 {match[2]}", amount)
        if isinstance(found, Refusal):
            return found
        if isinstance(per, Refusal):
            instead = (f"{match[1]}/{each.removeprefix('1 ')}" for each in per.instead)
            return Refusal(per.reason, tuple(instead), match[2])
        return Rate(found.value, found.unit, per.unit)
    if is_number(tidy):
        return Refusal("has no unit", (f"{tidy} %", f"{tidy} oz/lb"))
    share = part_of(tidy, tidy, Wanted("a rate", "50 %", units, None, frozenset({"percent"})))
    return share if isinstance(share, Refusal) else Rate(share.value, "%")


def read_ratio(text: str, units: UnitSystem | None = None) -> Fraction:
    """How many times the second the first is, exact: `2:1`, `2.03 : 1`, `2 to 1`; raises QuantityError."""
    return composed(text, lambda tidy: _ratio(tidy, units), "a ratio", ("2:1",))


def _ratio(tidy: str, units: UnitSystem | None) -> Fraction | Refusal:
    match = re.fullmatch(rf"({NUMBER}) ?(?::| to ) ?({NUMBER})", tidy)
    if match is None:
        return Refusal("is no ratio, which is two numbers with a colon between", (f"{tidy}:1",))
    parts = []
    for typed in match.groups():
        value = value_of(typed, units)
        if isinstance(value, Refusal):
            return Refusal(value.reason, tuple(tidy.replace(typed, each, 1) for each in value.instead), typed)
        parts.append(Fraction(value))
    if min(parts) <= 0:
        return Refusal("is no ratio: both of its numbers are above zero")
    return parts[0] / parts[1]
