"""The three kinds of number that travel through the house.

An `Amount` scales with the batch, a `Setpoint` is a point that never scales, a `Span` is a tolerance or a
duration. Scaling a Setpoint is not a mistake that a test catches: the method does not exist.

Equality is that of what is written (`1 kg` is not `1000 g`); order is that of size, across the units of one
dimension, and blind to what lies beyond the 15 digits that are ever shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Literal, Self

from recipekeeper.errors import QuantityError
from recipekeeper.quantity.convert import STORED_DIGITS, convert, convert_point, decimal_of, relation
from recipekeeper.quantity.number import FIFTEEN_DIGITS
from recipekeeper.quantity.show import plain
from recipekeeper.quantity.vocabulary import AMOUNT_DIMENSIONS, KINDS, LADDERS, UNITS

_CLOCK = LADDERS[0]

# Far outside what can be typed or computed from it: a value from elsewhere could else be a million digits.
_SMALLEST_POWER, _LARGEST_POWER = -60, 30


@dataclass(frozen=True, slots=True)
class _Quantity:
    """What the three kinds share: an exact value and the key of its unit."""

    value: Decimal
    unit: str

    def __post_init__(self) -> None:
        if self.unit not in UNITS:
            raise QuantityError(f'"{self.unit}" is not the key of a unit, as "g" or "cup_us" are.')
        if not self.value.is_finite() or not _SMALLEST_POWER <= self.value.adjusted() <= _LARGEST_POWER:
            raise QuantityError(f"{self.value} is not a number that can be shown in digits, as 12.5 is.")

    @classmethod
    def of_text(cls, value: str, unit_key: str) -> Self:
        """What `store_text` gave, exactly as it was."""
        try:
            return cls(Decimal(value), unit_key)
        except ArithmeticError:
            raise QuantityError(f'"{value}" is not a stored number, as "113.904" is.') from None

    @property
    def dimension(self) -> str:
        """What is measured: "mass", "volume", "count", "temperature" and so on."""
        return UNITS[self.unit].dimension

    @property
    def symbol(self) -> str:
        """The unit as JSON spells it."""
        return UNITS[self.unit].symbol

    def __str__(self) -> str:
        unit = UNITS[self.unit]
        return f"{plain(self.value)} {unit.one if self.value == 1 else unit.many}".rstrip()

    def _same_scale(self, other: _Quantity) -> None:
        """Raise QuantityError where the two cannot be compared."""
        if self.unit == other.unit:
            return
        mine, theirs = self.dimension, other.dimension
        if mine == theirs and mine != "count":
            return
        if {mine, theirs} == {"mass", "volume"}:
            raise QuantityError(
                f"{self} and {other} are {KINDS[mine]} and {KINDS[theirs]}: to turn one into the other a "
                'density is needed, such as density = "0.915 g/ml"; oz is always a weight, fl oz a volume.'
            )
        if mine == theirs:
            raise QuantityError(f"{self} and {other} are counts of different things, and do not convert.")
        raise QuantityError(f"{self} is {KINDS[mine]} and {other} is {KINDS[theirs]}: they do not compare.")

    def _value_in(self, unit: str) -> Decimal:
        """The value in another unit of the dimension, as a size or a difference."""
        if unit == self.unit:
            return self.value
        self._same_scale(type(self)(Decimal(1), unit))
        return convert(self.value, self.unit, unit)

    def to(self, unit: str) -> Self:
        """The same in another unit of the dimension; raises QuantityError across dimensions."""
        return self if unit == self.unit else type(self)(self._value_in(unit), unit)

    def _compared(self, other: Self) -> Decimal:
        """Below, at or above 0 as self is smaller than, equal to or larger than other."""
        self._same_scale(other)
        theirs = other._value_in(self.unit)
        return FIFTEEN_DIGITS.plus(self.value).compare(FIFTEEN_DIGITS.plus(theirs))

    def __lt__(self, other: Self) -> bool:
        return self._compared(other) < 0

    def __le__(self, other: Self) -> bool:
        return self._compared(other) <= 0

    def __gt__(self, other: Self) -> bool:
        return self._compared(other) > 0

    def __ge__(self, other: Self) -> bool:
        return self._compared(other) >= 0


class Amount(_Quantity):
    """A mass, a volume or a count: what scales with the batch."""

    __slots__ = ()

    def __post_init__(self) -> None:
        _Quantity.__post_init__(self)
        if self.dimension not in AMOUNT_DIMENSIONS:
            raise QuantityError(
                f"{self} is {KINDS[self.dimension]}; an amount is a weight, volume or count, such as 500 g."
            )

    def __add__(self, other: Amount) -> Amount:
        return Amount(STORED_DIGITS.add(self.value, other._value_in(self.unit)), self.unit)

    def __sub__(self, other: Amount) -> Amount:
        return Amount(STORED_DIGITS.subtract(self.value, other._value_in(self.unit)), self.unit)

    @classmethod
    def of_exact(cls, value: Fraction, unit_key: str) -> Amount:
        """The exact value, turned into a Decimal of 28 digits once."""
        return cls(decimal_of(value), unit_key)

    def exact_in(self, unit_key: str) -> Fraction:
        """The exact value in another unit of the dimension; raises QuantityError across dimensions."""
        self._same_scale(Amount(Decimal(1), unit_key))
        return Fraction(self.value) * relation(self.unit, unit_key)

    def times(self, factor: Fraction) -> Amount:
        """The amount scaled: the exact product, turned into a Decimal of 28 digits once."""
        return Amount(decimal_of(Fraction(self.value) * factor), self.unit)

    def ratio(self, other: Amount) -> Fraction:
        """How many times `other` this is, exact; raises QuantityError across dimensions and by nothing."""
        self._same_scale(other)
        if not other.value:
            raise QuantityError(
                f"{self} cannot be shared out by {other}: the size compared with must be above 0."
            )
        return Fraction(self.value) / Fraction(other.value) * relation(self.unit, other.unit)

    def rounded(self, resolution: Amount, direction: Literal["up", "down", "nearest"]) -> Amount:
        """A whole number of the scale's divisions, in the resolution's unit.

        Nearest takes a half up, as a person does who reads a scale. What lies beyond 15 digits is noise of
        an earlier conversion: a multiple stays what it is.
        """
        if resolution.value <= 0:
            raise QuantityError(
                f"{resolution} is no resolution of a scale; it must be above 0, such as 0.1 g."
            )
        value = FIFTEEN_DIGITS.plus(self._value_in(resolution.unit))
        divisions = Fraction(value) / Fraction(resolution.value)
        return Amount(STORED_DIGITS.multiply(_WHOLE[direction](divisions), resolution.value), resolution.unit)


class Setpoint(_Quantity):
    """A point to be at: a temperature, a pH, a target of any kind; nothing here scales."""

    __slots__ = ()

    def _value_in(self, unit: str) -> Decimal:
        if unit != self.unit and self.dimension == "temperature" == UNITS[unit].dimension:
            return convert_point(self.value, self.unit, unit)
        return super()._value_in(unit)

    def minus(self, other: Setpoint) -> Span:
        """The difference, in this one's unit: 88 °F minus 30 °C is 2 °F."""
        return Span(STORED_DIGITS.subtract(self.value, other._value_in(self.unit)), self.unit)

    def plus(self, span: Span) -> Setpoint:
        """This point and the difference, in this one's unit: 43 °C plus 9 °F is 48 °C."""
        return Setpoint(STORED_DIGITS.add(self.value, span.to(self.unit).value), self.unit)

    def less(self, span: Span) -> Setpoint:
        """This point without the difference, in this one's unit."""
        return Setpoint(STORED_DIGITS.subtract(self.value, span.to(self.unit).value), self.unit)


class Span(_Quantity):
    """A tolerance, a difference or a duration: never scales, and in degrees it is a difference."""

    __slots__ = ()

    def of(self, amount: Amount) -> Amount:
        """What this tolerance comes to for an amount, in the amount's unit: 5 % of 200 g is 10 g.

        Raises QuantityError where it is neither a percentage nor of the amount's dimension.
        """
        if self.dimension == "percent":
            return Amount(decimal_of(Fraction(amount.value) * Fraction(self.value) / 100), amount.unit)
        self._same_scale(Span(amount.value, amount.unit))
        return Amount(self.to(amount.unit).value, amount.unit)

    @property
    def seconds(self) -> Decimal:
        """A duration in seconds; raises QuantityError for what is none."""
        if self.unit not in _CLOCK:
            raise QuantityError(f"{self} is {KINDS[self.dimension]}; a duration is expected, such as 90 min.")
        return STORED_DIGITS.multiply(self.value, _CLOCK[self.unit])

    @property
    def minutes(self) -> Decimal:
        """A duration in minutes; raises QuantityError for what is none."""
        return self.value if self.unit == "min" else STORED_DIGITS.divide(self.seconds, Decimal(60))


def _half_up(divisions: Fraction) -> Decimal:
    return Decimal(floor(divisions + Fraction(1, 2)))


_WHOLE: dict[str, Callable[[Fraction], Decimal]] = {
    "up": lambda divisions: Decimal(ceil(divisions)),
    "down": lambda divisions: Decimal(floor(divisions)),
    "nearest": _half_up,
}


def store_text(quantity: Amount | Setpoint | Span) -> tuple[str, str]:
    """The exact value as text and the key of its unit, for a store; `of_text` takes them back."""
    return str(quantity.value), quantity.unit


def document(quantity: Amount | Setpoint | Span) -> dict[str, str]:
    """The value and unit as JSON has them: `{"value": "113.9", "unit": "g"}`."""
    return {"value": plain(quantity.value), "unit": quantity.symbol}
