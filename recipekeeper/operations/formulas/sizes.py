"""The size of a batch that was asked for, whichever way it was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recipekeeper.errors import Misused
from recipekeeper.formula.model import Formula
from recipekeeper.formula.sizing.size import own_size
from recipekeeper.operations.formulas.size_reading import SizeAsked, Sized, read_size
from recipekeeper.quantity import Amount

if TYPE_CHECKING:
    from recipekeeper.operations.context import Context
    from recipekeeper.store import Reading


def size_of(
    context: Context, reading: Reading, formula: Formula, asked: SizeAsked, resolution: Amount | None = None
) -> Sized:
    """The size that was asked for, in as many batches as its vessel needs.

    Raises Misused where two ways are used at once or one belongs to another, Refused where it does not fit the
    vessel or there is not enough, QuantityError, NotFound and Ambiguous for what was typed.
    """
    _refuse_together(asked)
    if not (asked.ways or asked.vessel or asked.density):
        return Sized(formula, own_size(formula))
    if set(asked.ways) == {"--to"} and not (asked.vessel or asked.density):
        size = read_size(asked.to or "", context.units, formula)
        if not size.notes:
            return Sized(formula, size)
    from recipekeeper.operations.formulas.sizing import (
        fully_sized,  # late: the other ways need more of the program
    )

    return fully_sized(context, reading, formula, asked, resolution)


def _refuse_together(asked: SizeAsked) -> None:
    ways = list(asked.ways)
    if len(ways) > 1:
        raise Misused(f"{' and '.join(ways)} each say how much to make; give one of them.")
    needs = {
        "--loss": (asked.loss, "--units", asked.units),
        "--overage": (asked.overage, "--units", asked.units),
        "--fixed-loss": (asked.fixed_loss, "--units", asked.units),
        "--vessel-fill": (asked.vessel_fill, "--vessel", asked.vessel),
        "--split": (asked.split or None, "--vessel", asked.vessel),
    }
    for option, (given, other, belongs) in needs.items():
        if given is not None and belongs is None:
            raise Misused(f"{option} goes with {other}, which is missing.")
