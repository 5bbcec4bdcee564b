"""The one place that asks pint: exact conversion over our own registry.

It never reads what people type: it is given a Decimal and one of our keys. Weights, lengths and US measures
are those of NIST SP 811 (2008), appendix B.8, and NIST Handbook 44, appendix C; imperial ones those of the UK
Weights and Measures Act 1985, schedule 1; spoons of 5 and 15 ml and the cup of 250 ml are kitchen practice.
"""

from __future__ import annotations

from decimal import Context, Decimal, localcontext
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

from recipekeeper.quantity.vocabulary import LADDERS, UNITS

if TYPE_CHECKING:
    import pint

# Each dimension has its base in which all its units are finite decimals.
_DEFINITIONS = """
mg = [mass]
g = 1000 mg
kg = 1000000 mg
oz = 28349.523125 mg
lb = 453592.37 mg
ml = [volume]
cl = 10 ml
dl = 100 ml
l = 1000 ml
hl = 100000 ml
tsp_metric = 5 ml
tbsp_metric = 15 ml
cup_metric = 250 ml
tsp_us = 4.92892159375 ml
tbsp_us = 14.78676478125 ml
fl_oz_us = 29.5735295625 ml
cup_us = 236.5882365 ml
pt_us = 473.176473 ml
qt_us = 946.352946 ml
gal_us = 3785.411784 ml
beer_bbl = 117347.765304 ml
fl_oz_uk = 28.4130625 ml
cup_uk = 284.130625 ml
pt_uk = 568.26125 ml
qt_uk = 1136.5225 ml
gal_uk = 4546.09 ml
s = [time]
min = 60 s
h = 3600 s
d = 86400 s
mm = [length]
cm = 10 mm
in = 25.4 mm
"""

# Degrees are left to whole numbers: who reads in °F beside limits in °C would else wake pint with each entry.
# Water freezes at 0 °C and 32 °F and boils at 100 °C and 212 °F, so 5 degrees of the one are 9 of the other.
_DEGREES = {"degC": (9, 0), "degF": (5, 32)}
"""How large a degree is, and where water freezes."""

_EXACT_DIGITS = 60
_BASES = {"mass": "mg", "volume": "ml", "time": "s", "length": "mm"}
STORED_DIGITS = Context(prec=28)


@cache
def _registry() -> pint.UnitRegistry[Decimal]:
    # A tenth of a second, and most commands convert nothing.
    import pint

    # No file of pint's own, so no prefixes, no constants, no surprises, and nothing to cache on disk.
    registry: pint.UnitRegistry[Decimal] = pint.UnitRegistry(None, non_int_type=Decimal)
    for line in _DEFINITIONS.strip().splitlines():
        registry.define(line)
    return registry


def _asked(value: Decimal, unit: str, target: str) -> Decimal:
    """The answer of pint, with digits enough that nothing exact is lost on the way."""
    with localcontext(prec=_EXACT_DIGITS):
        return Decimal(_registry().convert(value, unit, target))


@cache
def _size(unit: str) -> Fraction:
    """The size of a unit in the base of its dimension, exact."""
    base = _BASES[UNITS[unit].dimension]
    return Fraction(_asked(Decimal(1), unit, base))


def relation(unit: str, target: str) -> Fraction:
    """How many of `target` one of `unit` is, exact; of two temperatures, of their degrees.

    Within a ladder (kg and g, h and min) it is a ratio of whole numbers and pint is not woken.
    """
    if unit == target:
        return Fraction(1)
    if unit in _DEGREES:
        return Fraction(_DEGREES[unit][0], _DEGREES[target][0])
    for ladder in LADDERS:
        if unit in ladder and target in ladder:
            return Fraction(ladder[unit], ladder[target])
    return _size(unit) / _size(target)


def convert(value: Decimal, unit: str, target: str) -> Decimal:
    """The same size or difference in another unit, rounded once to 28 digits."""
    return decimal_of(Fraction(value) * relation(unit, target))


def convert_point(value: Decimal, unit: str, target: str) -> Decimal:
    """The same point of a temperature scale on another scale, rounded once to 28 digits."""
    above_freezing = Fraction(value) - _DEGREES[unit][1]
    return decimal_of(above_freezing * relation(unit, target) + _DEGREES[target][1])


def decimal_of(value: Fraction) -> Decimal:
    """A Fraction as a Decimal: exact where 28 digits suffice, without idle zeros."""
    return STORED_DIGITS.divide(Decimal(value.numerator), Decimal(value.denominator))
