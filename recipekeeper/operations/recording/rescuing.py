"""What can still be done about a batch with too much or too little of something, and whether it fits."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from recipekeeper.batch.consequence import Weighed
from recipekeeper.batch.model import BatchRecord, Kind
from recipekeeper.batch.rescue import Rescue, rescue
from recipekeeper.errors import QuantityError
from recipekeeper.formula.amounts.figures import percent
from recipekeeper.formula.sizing.converting import ProductDensity, converted, product_density
from recipekeeper.formula.sizing.vessels import Vessel, vessel_for
from recipekeeper.operations.context import Context
from recipekeeper.operations.finding import find_batch
from recipekeeper.operations.recording.effects import saps_of
from recipekeeper.operations.recording.log import refuse_if_over
from recipekeeper.quantity import read_amount, read_density

if TYPE_CHECKING:
    from recipekeeper.batch.additions import Result


@dataclass(frozen=True, slots=True)
class Room:
    """Whether a batch fits into what holds it, and how full that is, in words."""

    fits: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class Rescued:
    """What can be done; `rooms` says of each option whether it fits, where a vessel is given or a mould known."""

    rescue: Rescue
    rooms: tuple[Room | None, ...]


def rescue_batch(
    context: Context, batch: str | None, vessel: str | None = None, density: str | None = None
) -> Rescued:
    """What can be done about the weights of a batch that still goes on.

    `vessel` is what the vessel holds to the brim, `density` that of the product. Raises QuantityError where
    nothing turns the one into the other.
    """
    with context.read() as reading:
        record = find_batch(context, reading, batch)
        refuse_if_over(record, "rescue")
        found = rescue(Weighed(record, saps_of(reading, record)))
    held = vessel_for(record.plan.formula, read_amount(vessel, context.units)) if vessel else None
    product = product_density(record.plan.formula, read_density(density, context.units) if density else None)
    rooms = [
        _in_vessel(record, option.result, held, product)
        if held
        else _in_mould(context, record, option.result)
        for option in found.options
    ]
    return Rescued(found, tuple(rooms))


def _in_vessel(record: BatchRecord, result: Result, vessel: Vessel, density: ProductDensity | None) -> Room:
    unit = vessel.holds.unit
    content = converted(result.weight, "g", unit, density.exact if density else None)
    if content is None:
        raise QuantityError(
            f"To tell how full {record.plan.formula.code} makes a vessel of {vessel.holds}, the density of the product "
            'is needed. Give it, e.g.: --density "1.04 g/ml"'
        )
    full = percent(content / Fraction(vessel.holds.value), 0)
    most = f"{percent(vessel.fill, 0)} at most, {vessel.why}"
    fits = content <= vessel.usable
    verb = "It fills" if fits else "It does not fit: it would fill"
    return Room(fits, f"{verb} the vessel of {vessel.holds} to {full}; {most}.")


def _in_mould(context: Context, record: BatchRecord, result: Result) -> Room | None:
    """Of a batch that was sized by its mould: what is more than planned does not go into it."""
    start = next((entry for entry in record.entries if entry.kind is Kind.START), None)
    if start is None or start.typed is None or result.factor <= 1:
        return None
    from recipekeeper.quantity import read_mould  # late: few batches are sized by one

    try:
        read_mould(start.typed, context.units)
    except QuantityError:
        return None
    more = percent(result.factor - 1, 1)
    return Room(
        fits=False, sentence=f"By plan it fills the mould of {start.typed}: {more} more has to go elsewhere."
    )
