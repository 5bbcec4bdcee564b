"""What the rounded amounts come to: the share of each line, and the sum beside what it was before rounding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from recipekeeper.formula.amounts.balance import members
from recipekeeper.formula.amounts.figures import quantity
from recipekeeper.formula.amounts.notes import Note
from recipekeeper.formula.amounts.scale import Scaled
from recipekeeper.formula.model import TOTAL, Formula, group_text
from recipekeeper.formula.sizing.converting import converted
from recipekeeper.quantity import Amount


@dataclass(frozen=True, slots=True)
class Part:
    """How much of what a line is: `fraction` of 1, `of` in words."""

    fraction: Fraction
    of: str


@dataclass(frozen=True, slots=True)
class Sum:
    """What all lines come to, as rounded and before; of weights, or of volumes where none is weighed."""

    planned: Amount
    exact: Amount

    @property
    def difference(self) -> Amount:
        """What rounding added in all; nothing where the two are the same to 15 digits."""
        same = self.planned <= self.exact <= self.planned
        return Amount(Decimal(0), self.planned.unit) if same else self.planned - self.exact


def parts(formula: Formula, scaled: Scaled) -> tuple[Part | None, ...]:
    """What part of its group each line is, of the amounts as rounded.

    The group is what its share is of, else the basis, else the total. None for a count, and where what is
    measured out and what is weighed do not add up for want of a density.
    """
    wholes: dict[tuple[str, ...], tuple[Fraction, str] | None] = {}
    found: list[Part | None] = []
    for number, line in enumerate(formula.lines):
        group = line.share.of if line.share else formula.basis or (TOTAL,)
        if group not in wholes:
            wholes[group] = _summed(formula, scaled, members(formula.lines, group))
        found.append(_part(formula, scaled, number, group, wholes[group]))
    return tuple(found)


def _part(
    formula: Formula, scaled: Scaled, number: int, group: tuple[str, ...], whole: tuple[Fraction, str] | None
) -> Part | None:
    if whole is None or not whole[0]:
        return None
    value = _planned(formula, scaled, number, whole[1])
    return (
        None if value is None else Part(value / whole[0], TOTAL if group == (TOTAL,) else group_text(group))
    )


def total(formula: Formula, scaled: Scaled) -> Sum | None:
    """The sum of all lines; None where they do not add up for want of a density, or all are counted."""
    numbers = range(len(formula.lines))
    summed = _summed(formula, scaled, numbers)
    if summed is None or scaled.balance is None:
        return None
    planned, unit = summed
    exact = Fraction(0)
    for number in numbers:
        own = scaled.balance.units[number]
        exact += converted(scaled.balance.values[number], own, unit, _density(formula, number)) or 0
    return Sum(Amount.of_exact(planned, unit), Amount.of_exact(exact, unit))


def rounding_note(found: Sum | None) -> Note | None:
    """By how much the parts differ from what they were before rounding; None where they do not."""
    if found is None or not found.difference.value:
        return None
    unit = found.planned.unit
    off = Fraction(found.difference.value)
    more = "more" if off > 0 else "less"
    sum_text = quantity(Fraction(found.planned.value), unit)
    return Note("rounding", f"The parts sum to {sum_text}, {quantity(abs(off), unit)} {more} than exact.")


def _summed(formula: Formula, scaled: Scaled, numbers: Sequence[int]) -> tuple[Fraction, str] | None:
    """What lines come to and in which unit: by weight, or by volume where that alone is known."""
    weighed = [n for n in numbers if scaled.lines[n].planned.dimension == "mass"]
    measured = [n for n in numbers if scaled.lines[n].planned.dimension == "volume"]
    if not weighed and not measured:
        return None
    bare = any(formula.lines[n].density is None for n in measured)
    if weighed and bare:
        return None
    first = (weighed or measured)[0]
    unit = scaled.lines[first].planned.unit if weighed or bare else "g"
    values = (_planned(formula, scaled, n, unit) for n in (*weighed, *measured))
    return sum((value for value in values if value is not None), Fraction(0)), unit


def _planned(formula: Formula, scaled: Scaled, number: int, unit: str) -> Fraction | None:
    planned = scaled.lines[number].planned
    return converted(Fraction(planned.value), planned.unit, unit, _density(formula, number))


def _density(formula: Formula, number: int) -> Fraction | None:
    density = formula.lines[number].density
    return density.exact if density else None
