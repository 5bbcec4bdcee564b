"""What is in a batch: each ingredient as it was weighed, and as it is planned where it is still to come."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from recipekeeper.batch.model import BatchRecord, State, StepState
from recipekeeper.formula.amounts.scale import ScaledLine
from recipekeeper.formula.model import Line
from recipekeeper.formula.substance.roles import is_alkali
from recipekeeper.quantity import Amount

ALL_FROM = Fraction(9, 10)
"""Less of the plan than this is a portion, with more to come; what is nearer is meant to be all. Our own choice:
nobody leaves so little for a second jug."""

ALL_ALKALI_FROM = Fraction(1, 2)
"""The same for an alkali: it comes out of one jar, and what it lacks matters most."""


def weighed(record: BatchRecord, line: ScaledLine) -> Amount | None:
    """What was weighed of a line so far; None where nothing was, or where only its lot was noted."""
    weighing = record.state.weighing(line.name)
    return weighing.total if weighing else None


def missing(record: BatchRecord, line: ScaledLine) -> Amount | None:
    """What is not recorded of a line: all of it, or what a portion leaves; None where it is all there."""
    weighing = record.state.weighing(line.name)
    if weighing is None:
        return line.planned
    total = weighing.total
    if total is None or total.dimension != line.planned.dimension or not line.planned.value:
        return None
    all_from = ALL_ALKALI_FROM if is_alkali(line.name) else ALL_FROM
    return line.planned - total if total.ratio(line.planned) < all_from else None


def is_to_come(record: BatchRecord, line: ScaledLine) -> bool:
    """Whether more of it is expected: nothing is recorded, or a portion while its step is not over."""
    if missing(record, line) is None:
        return False
    return weighed(record, line) is None or not is_over(record, line.step)


def is_over(record: BatchRecord, step: str | None) -> bool:
    """Whether a step has ended, by itself or with the batch."""
    run = record.state.step(step) if step else None
    ended = run is not None and run.state in (StepState.DONE, StepState.SKIPPED)
    return ended or record.state.state is not State.RUNNING


def expected(record: BatchRecord, without: Sequence[str] = ()) -> dict[str, Amount]:
    """What each ingredient of the plan comes to, as far as is known.

    Of those named in `without` only what is recorded counts.
    """
    weights = {}
    for line in record.plan.scaled.lines:
        total = weighed(record, line)
        if line.name in without:
            weights[line.name] = total or Amount(Decimal(0), line.planned.unit)
        elif total is None or is_to_come(record, line):
            weights[line.name] = line.planned
        else:
            weights[line.name] = total
    return weights


def grams(amount: Amount, line: Line) -> Fraction | None:
    """What an amount of a line weighs; None for a volume without a density. A count weighs nothing that is known."""
    if amount.dimension == "mass":
        return amount.exact_in("g")
    if amount.dimension == "count":
        return Fraction(0)
    return line.density.exact * amount.exact_in("ml") if line.density else None
