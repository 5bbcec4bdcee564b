"""What follows from the weights of a batch, by the SAP of the lots that were taken."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from recipekeeper.batch.consequence import Consequence, Weighed, consequences
from recipekeeper.batch.deviation import DeviationStatus
from recipekeeper.batch.model import BatchRecord, Kind
from recipekeeper.formula.amounts.lye import is_soap
from recipekeeper.formula.model import Line
from recipekeeper.formula.substance.sap import Sap, read_sap
from recipekeeper.quantity import Amount
from recipekeeper.store import Reading

if TYPE_CHECKING:
    from recipekeeper.material.shelf import Shelf
    from recipekeeper.material.takings import Taking

_DIGITS = 6
"""Of a SAP that several lots make together; certificates have three or four."""


def effects(
    reading: Reading, before: BatchRecord, after: BatchRecord
) -> tuple[tuple[Consequence, ...], tuple[str, ...]]:
    """What follows from the weighings that are new, taken back or put right; and after an over-pour, what to do."""
    was, now = Weighed(before, saps_of(reading, before)), Weighed(after, saps_of(reading, after))
    return consequences(was, now), _advice(before, now)


def _advice(before: BatchRecord, now: Weighed) -> tuple[str, ...]:
    known = _over_pours(before)
    if not any(key not in known for key in _over_pours(now.record)):
        return ()
    # Only who poured too much has need of it.
    from recipekeeper.batch.rescue import advice, rescue

    said = advice(rescue(now))
    return (said,) if said else ()


def _over_pours(record: BatchRecord) -> set[tuple[str, ...]]:
    """Which deviations say that too much of something is in."""
    return {
        one.key
        for one in record.deviations
        if one.kind == "weight" and "much" in one.key and one.status is not DeviationStatus.CORRECTED
    }


def saps_of(reading: Reading, record: BatchRecord) -> Mapping[str, Sap]:
    """The SAP of each oil of a soap by the lots it was taken from, where those are known and say one.

    Of several lots it is that of the mixture; what came from no known lot counts as the formula says.
    """
    oils = [line for line in record.plan.formula.lines if line.sap is not None]
    if not is_soap(record.plan.formula) or not _names_a_lot(record, oils):
        return {}
    # Only who names lots has need of them.
    from recipekeeper.material.shelf import Shelf
    from recipekeeper.material.takings import takings

    shelf = Shelf(reading.lots())
    taken = takings(record.plan.batch, record.entries, shelf.knows)
    found = {line.name: _mixed(record, line, shelf, taken) for line in oils}
    return {name: sap for name, sap in found.items() if sap is not None}


def _names_a_lot(record: BatchRecord, lines: list[Line]) -> bool:
    names = {line.name for line in lines}
    return any(
        entry.kind is Kind.WEIGH and entry.lot is not None and entry.name in names
        for entry in record.state.in_force
    )


def _mixed(record: BatchRecord, line: Line, shelf: Shelf, taken: tuple[Taking, ...]) -> Sap | None:
    weighing = record.state.weighing(line.name)
    if weighing is None or weighing.total is None or line.sap is None:
        return None
    known: list[tuple[Amount, Sap]] = []
    for taking in taken:
        if taking.ingredient == line.name and taking.amount is not None:
            saps = {lot.sap for lot in shelf.lots(taking)}
            sap = saps.pop() if len(saps) == 1 else None
            if sap is not None:
                known.append((taking.amount, read_sap(sap)))
    if not known:
        return None
    if len(known) == 1 and known[0][0] == weighing.total:
        return known[0][1]
    parts = [(amount.ratio(weighing.total), sap) for amount, sap in known]
    rest = 1 - sum((part for part, _ in parts), Fraction(0))
    koh = sum((part * sap.koh for part, sap in parts), rest * line.sap.koh)
    return Sap(round(Decimal(koh.numerator) / Decimal(koh.denominator), _DIGITS), "g KOH/g")
