"""A number of two batches, one beside the other: shown on the scale of the plan, and marked where it is far off."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from recipekeeper.batch.deviation import Deviation
from recipekeeper.trace.comparing.beside import Beside
from recipekeeper.trace.comparing.compared import Cell, Mark, Quantity, Range, Row
from recipekeeper.trace.comparing.usual import ENOUGH, is_apart, is_far, usual_range
from recipekeeper.trace.gauge import Measured
from recipekeeper.trace.model import Kind

_DECIMALS = 4


@dataclass(frozen=True, slots=True)
class Scale:
    """How a number of the trace is shown: its level from `x`, and the quantity and the text of a level."""

    unit: str
    level: Callable[[float], float]
    quantity: Callable[[float], Quantity]
    text: Callable[[float], str]
    tolerance: float | None
    division: float
    otherwise: float


@dataclass(frozen=True, slots=True)
class Noted:
    """What one batch has of a number: the text, the value, its own plan, and whether it departs."""

    text: str = ""
    value: Quantity | None = None
    plan: str = ""
    departed: Deviation | None = None


def number(
    look: Beside, feature: Measured, label: str, plan: Range, scale: Scale, this: Noted, that: Noted
) -> Row:
    """The row of one number, with what stands out marked."""
    good = [x for x in feature.good if x is not None]
    other = feature.bad[0] if look.other else None
    return Row(
        feature.factor.kind,
        str(feature.factor),
        feature.factor.step,
        label,
        plan,
        _cell(feature, scale, this, feature.asked, _marks(good, scale, this, feature.asked, other)),
        _cell(feature, scale, that, other, _marks(good, scale, that, other)) if look.other else None,
        _usual(good, scale),
        is_usual=feature.asked is not None and _lies_within(feature.asked, good),
        unit=scale.unit,
    )


def _lies_within(x: float, good: Sequence[float]) -> bool:
    ends = usual_range(good)
    return ends is not None and len(good) >= ENOUGH and ends[0] <= x <= ends[2]


def _marks(
    good: Sequence[float], scale: Scale, noted: Noted, x: float | None, beside: float | None = None
) -> Iterator[Mark]:
    """Why a number is pointed out; `beside` is that of the other batch, which tells where few are good."""
    if noted.departed:
        yield Mark.PLAN
    if x is not None and is_far(x, good, scale.tolerance, scale.division):
        yield Mark.USUAL
    if x is None or beside is None or len(good) >= ENOUGH:
        return
    if is_apart(x, beside, scale.tolerance, scale.otherwise):
        yield Mark.OTHER


def _cell(feature: Measured, scale: Scale, noted: Noted, x: float | None, marks: Iterable[Mark]) -> Cell:
    is_weight = feature.factor.kind is Kind.WEIGHT
    return Cell(
        noted.text,
        noted.value,
        noted.plan,
        None if x is None else scale.level(x),
        100 * (1 + x) if is_weight and x is not None else None,
        tuple(marks),
    )


def _usual(good: Sequence[float], scale: Scale) -> Range:
    found = usual_range(good)
    if found is None:
        return Range()
    low, middle, high = (scale.level(x) for x in found)
    return Range(
        between(scale.text(low), scale.text(high)),
        scale.quantity(low),
        scale.quantity(high),
        scale.quantity(middle),
        len(good),
    )


def between(low: str, high: str) -> str:
    """`42.6 to 43.8 °C`, `42 min to 1 h 10 min`, `43 °C` where both are the same."""
    if low == high:
        return low
    figure, _, unit = low.partition(" ")
    same = unit == high.partition(" ")[2] and not any(letter.isdigit() for letter in unit)
    return f"{figure} to {high}" if same else f"{low} to {high}"


def rounded(level: float, decimals: int) -> Decimal:
    """A level with so many decimals."""
    return Decimal(f"{level:.{decimals}f}")


def decimals_of(*values: Decimal | None) -> int:
    """The most decimals that any of them was written with, at most four."""
    exponents = [value.as_tuple().exponent for value in values if value is not None]
    return min(max((-each for each in exponents if isinstance(each, int)), default=0), _DECIMALS)
