"""What a scale is too coarse for, and what helps: a finer scale, a bigger batch, or a premix."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import ceil

from recipekeeper.formula.amounts.figures import figure
from recipekeeper.formula.amounts.notes import Note
from recipekeeper.formula.amounts.scale import Scaled, ScaledLine
from recipekeeper.formula.amounts.weighable import MINIMUM_DIVISIONS, is_weighable, minimum
from recipekeeper.formula.model import Formula, Law
from recipekeeper.quantity import Amount


def weighing_notes(formula: Formula, scaled: Scaled, divisions: int = MINIMUM_DIVISIONS) -> tuple[Note, ...]:
    """Each line of which so little is planned that its scale cannot weigh it well."""
    stepwise = {line.name for line in formula.lines if line.law is Law.STEPWISE}
    return tuple(
        _too_little(line, line.resolution, scaled.factor, divisions)
        for line in scaled.lines
        if line.resolution is not None
        and line.exact.value > 0
        and line.name not in stepwise
        and not is_weighable(line, divisions)
    )


def _too_little(line: ScaledLine, division: Amount, factor: Fraction, divisions: int) -> Note:
    least = minimum(division, divisions)
    from_factor = Fraction(ceil(factor * least.ratio(line.exact) * 100), 100)
    return Note(
        "weighable",
        f"{line.name} {line.planned} is only {figure(line.planned.ratio(division))} divisions of a {division} scale, "
        f"which weighs well from {divisions} divisions ({least}) on. Use a scale of "
        f"{_finer(line.exact, division, divisions)}, a batch from factor {figure(from_factor)} on, or a 1:10 premix.",
    )


def _finer(exact: Amount, division: Amount, divisions: int) -> Amount:
    """The coarsest division of 1, 0.1, 0.01 and so on that shows enough of it."""
    needed = exact.exact_in(division.unit) / divisions
    step = Decimal(1).scaleb(division.value.adjusted())
    while Fraction(step) > needed:
        step = step.scaleb(-1)
    return Amount(step, division.unit)
