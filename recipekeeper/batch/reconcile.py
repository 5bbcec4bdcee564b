"""What became of what went in: theoretical yield, what was made, losses by name, and the rest that nobody explains.

Yield is a percentage of the theoretical one at the same stage (21 CFR 210.3(b)(17) to (19)): a loss that was
noted after the yield was weighed belongs to a later stage, and explains nothing of that yield.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from recipekeeper.batch.model import BatchRecord, BatchState, Entry, Kind
from recipekeeper.errors import QuantityError, RecipekeeperError
from recipekeeper.formula.model import Formula
from recipekeeper.quantity import Amount, unit_key

LOSSES = ("trim", "sample", "spill", "evaporation", "retained", "other")
"""How something can be lost on the way."""


@dataclass(frozen=True, slots=True)
class Loss:
    """All that was lost in one way, at one stage."""

    kind: str
    amount: Amount
    is_later: bool = False
    """After the yield was weighed."""


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """A batch from what it should give to what it gave. What is not known is None."""

    theoretical: Amount
    over: Amount | None
    """How much more than planned was weighed in, or less; None where something was not weighed."""
    actual: Amount | None
    """In the kind of the theoretical yield."""
    percent: Decimal | None
    losses: tuple[Loss, ...]
    unexplained: Amount | None
    """What is missing from the yield after all that is known; below nothing where it is more than went in."""
    planned_units: Amount | None
    packed_units: Amount | None
    missing_units: Amount | None
    """Units that were planned, and are neither packed nor lost by name."""


def reconciled(record: BatchRecord) -> Reconciliation:
    """The account of a batch's yield, as far as its log goes."""
    state, theoretical = record.state, record.plan.scaled.yields
    actual = next(
        (made for made in (state.yields, state.units) if made and _adds_to(made, theoretical)), None
    )
    losses = _losses(state)
    over = _over(record)
    planned = _planned_units(record)
    packed = _packed(state.units, planned)
    return Reconciliation(
        theoretical=theoretical,
        over=over,
        actual=actual,
        percent=state.yield_percent,
        losses=losses,
        unexplained=_rest(theoretical, over, actual, losses),
        planned_units=planned,
        packed_units=packed,
        missing_units=_rest(planned, None, packed, losses) if planned else None,
    )


def _adds_to(amount: Amount, other: Amount) -> bool:
    return amount.unit == other.unit or amount.dimension == other.dimension != "count"


def _losses(state: BatchState) -> tuple[Loss, ...]:
    """By kind, unit of measure and stage, in the order in which each was first noted."""
    weighed_at = max(
        (entry.happened_at for entry in state.in_force if entry.kind is Kind.YIELD and entry.happened_at),
        default=None,
    )
    found: dict[tuple[str, str, bool], Amount] = {}
    for entry in state.in_force:
        if entry.kind is not Kind.LOSS or not isinstance(entry.value, Amount):
            continue
        is_later = _is_after(entry, weighed_at)
        unit = entry.value.unit if entry.value.dimension == "count" else entry.value.dimension
        key = (entry.name or "other", unit, is_later and entry.value.dimension != "count")
        found[key] = found[key] + entry.value if key in found else entry.value
    return tuple(Loss(kind, amount, is_later=later) for (kind, _, later), amount in found.items())


def _is_after(entry: Entry, moment: datetime | None) -> bool:
    return moment is not None and entry.happened_at is not None and entry.happened_at > moment


def _over(record: BatchRecord) -> Amount | None:
    """What was weighed in beyond the plan: only where the yield is a weight, and every weight is there."""
    theoretical = record.plan.scaled.yields
    if theoretical.dimension != "mass":
        return None
    weighed = {weighing.ingredient: weighing.total for weighing in record.state.weighings}
    over = Amount(Decimal(0), theoretical.unit)
    for line in record.plan.scaled.lines:
        total = weighed.pop(line.name, None)
        if line.planned.dimension != "mass" or total is None or total.dimension != "mass":
            return None
        over = over + (total - line.planned)
    for total in weighed.values():
        if total is None or total.dimension != "mass":
            return None
        over = over + total
    return over


def _rest(
    theoretical: Amount, over: Amount | None, actual: Amount | None, losses: Iterable[Loss]
) -> Amount | None:
    if actual is None or not _adds_to(actual, theoretical):
        return None
    rest = theoretical if over is None else theoretical + over
    for loss in losses:
        if _adds_to(loss.amount, theoretical) and not loss.is_later:
            rest = rest - loss.amount
    return (rest - actual).to(actual.unit)


def _planned_units(record: BatchRecord) -> Amount | None:
    """How many pieces the plan gives, by its yield or its [fill]."""
    plan = record.plan
    if plan.scaled.yields.dimension == "count":
        return plan.scaled.yields
    if plan.formula.fill is None:
        return None
    # Only who asks what became of the batch needs it.
    from recipekeeper.formula.amounts.balance import units_of

    try:
        units = units_of(plan.formula, plan.scaled.factor)
    except RecipekeeperError:
        return None
    return None if units is None else Amount(Decimal(units), unit_of_pieces(plan.formula))


def unit_of_pieces(formula: Formula) -> str:
    """What the pieces of a formula are counted in: bars, bottles; pieces where nothing says."""
    if formula.yields.dimension == "count":
        return formula.yields.unit
    try:
        return unit_key(formula.fill.unit) if formula.fill else "piece"
    except QuantityError:
        return "piece"


def _packed(units: Amount | None, planned: Amount | None) -> Amount | None:
    """What was counted, in the planned unit where it was counted in pieces."""
    return Amount(units.value, planned.unit) if units and planned and units.unit == "piece" else units
