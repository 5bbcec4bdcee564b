"""How much per how much: a percentage, or an amount for each unit of another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from recipekeeper.errors import QuantityError
from recipekeeper.quantity.composed import amount_per_unit, composed, part_of
from recipekeeper.quantity.convert import relation
from recipekeeper.quantity.grammar import Wanted
from recipekeeper.quantity.number import is_number
from recipekeeper.quantity.refusal import Refusal
from recipekeeper.quantity.show import plain
from recipekeeper.quantity.values import Amount, Span
from recipekeeper.quantity.vocabulary import AMOUNT_DIMENSIONS, UNITS, UnitSystem


@dataclass(frozen=True, slots=True)
class Rate:
    """An amount of `unit` for each one of `per`, or a percentage, whose unit is "%" and whose `per` is ""."""

    value: Decimal
    unit: str
    per: str = ""

    def __post_init__(self) -> None:
        if self.is_percent:
            Span(self.value, self.unit)
        else:
            Amount(self.value, self.unit)
            Amount(Decimal(1), self.per)
        if self.value < 0:
            raise QuantityError(f"{self} is no rate, which is not below zero, such as 50 %.")

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

    `ppo` is per pound of oils, and of ounces where it stands behind a number. Raises QuantityError.
    """
    return composed(text, lambda tidy: _rate(tidy, units), "a rate", ("50 %", "0.5 oz/lb"))


def _rate(tidy: str, units: UnitSystem | None) -> Rate | Refusal:
    amount = Wanted("an amount", "5 g", units, None, AMOUNT_DIMENSIONS)
    if match := re.fullmatch(r"(.*[^ ]) ?(ppo\b)(.*)", tidy, re.IGNORECASE):
        return _per_pound_of_oils(tidy, match, amount._replace(bare="oz"))
    found = amount_per_unit(tidy, amount, amount)
    if found is None:
        return _percentage(tidy, units)
    return found if isinstance(found, Refusal) else Rate(*found[0], found[1])


def _per_pound_of_oils(tidy: str, match: re.Match[str], amount: Wanted) -> Rate | Refusal:
    if match[3]:
        alone = f"{match[1]} {match[2]}"
        return Refusal("has words after ppo, which is already per pound of oils", (alone,))
    found = part_of(tidy, match[1], amount)
    return found if isinstance(found, Refusal) else Rate(*found, "lb")


def _percentage(tidy: str, units: UnitSystem | None) -> Rate | Refusal:
    if is_number(tidy):
        return Refusal("has no unit", (f"{tidy} %", f"{tidy} oz/lb"))
    found = part_of(tidy, tidy, Wanted("a rate", "50 %", units, None, frozenset({"percent"})))
    return found if isinstance(found, Refusal) else Rate(*found)


def read_ratio(text: str, units: UnitSystem | None = None) -> Fraction:
    """How many times the second number the first is, exact: `2:1`, `2.03 : 1`, `2 to 1`.

    Raises QuantityError, also for a number alone: of water and lye, 2 can be either way round.
    """
    return composed(text, lambda tidy: _ratio(tidy, units), "a ratio", ("2:1",))


def _ratio(tidy: str, units: UnitSystem | None) -> Fraction | Refusal:
    match = re.fullmatch(r"([^:]*[^: ]) ?(?::| to ) ?([^:]+)", tidy)
    if match is None:
        return Refusal(
            "is no ratio, which is two numbers with a colon between",
            (f"{tidy}:1", re.sub("[/∶：]", ":", tidy, count=1)),
        )
    number = Wanted("a number", "2", units, "", frozenset({"number"}))
    first, second = part_of(tidy, match[1], number), part_of(tidy, match[2], number)
    if isinstance(first, Refusal):
        return first
    if isinstance(second, Refusal):
        return second
    if not first.value or not second.value:
        return Refusal("is no ratio: both of its numbers are above zero")
    return Fraction(first.value) / Fraction(second.value)
