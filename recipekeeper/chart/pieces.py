"""Counts of pieces: how many were rejected, as a share of those that were made or as a number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from recipekeeper.batch.model import BatchRecord, Kind
from recipekeeper.chart.model import Form, Observation, Specification
from recipekeeper.chart.subject import Noted, Values
from recipekeeper.errors import Misused
from recipekeeper.quantity import Amount, Setpoint

REJECTS = "rejects"
"""The measure under which rejected pieces are read."""
_KEPT = frozenset({"sample", "retained", "evaporation"})
"""Losses that are no rejects: taken on purpose, or no pieces."""
_OF_ANY_KIND = "piece"
_UNLIKE = (
    "The batches gave different numbers of pieces, and a larger one has more chances: "
    "--as p charts shares, which can be compared."
)


def rejects(noted: Sequence[Noted], form: Form | None) -> Values:
    """Rejected pieces, as a share of all pieces where nothing else is asked for."""
    if form is Form.COUNT:
        return numbers("rejected pieces", "", noted, Specification())
    if form is Form.INDIVIDUALS:
        raise Misused("Rejects are counted, not measured: --as p charts their share, --as c their number.")
    return shares("share of rejected pieces", noted)


def rejected(record: BatchRecord) -> Noted | None:
    """The pieces that were rejected of one batch: its reading `rejects`, else what it lost in pieces.

    None where there is no such reading and nobody said how many pieces it gave.
    """
    for reading in reversed(record.state.readings):
        if reading.measure.casefold() == REJECTS and isinstance(reading.value, Setpoint):
            return Noted(record, reading.at or record.state.started_at, reading.value)
    made = record.state.units
    if made is None:
        return None
    return Noted(record, record.state.started_at, Amount(_lost(record, made.unit), made.unit))


def _lost(record: BatchRecord, unit: str) -> Decimal:
    lost = (
        entry.value.value
        for entry in record.state.in_force
        if entry.kind is Kind.LOSS and entry.name not in _KEPT
        if isinstance(entry.value, Amount) and entry.value.unit in (unit, _OF_ANY_KIND)
    )
    return sum(lost, Decimal(0))


def shares(title: str, noted: Sequence[Noted]) -> Values:
    """Of how many pieces each count is: pieces that were read are among those that the batch gave, lost ones beside."""

    def shared(each: Noted, number: int) -> Observation | str:
        units = each.record.state.units
        if units is None or units.value != int(units.value):
            return "nobody said how many pieces it gave: rk finish --units"
        made = int(units.value) + (number if isinstance(each.value, Amount) else 0)
        if number > made:
            return "more are counted than it gave"
        return each.observed(Fraction(number, made), made) if made else "it gave no pieces"

    return _counted(title, "", 3, noted, Specification(), Form.SHARE, shared)


def numbers(title: str, unit: str, noted: Sequence[Noted], limits: Specification) -> Values:
    """How many each batch has, whatever it gave."""

    def single(each: Noted, number: int) -> Observation | str:
        return each.observed(Fraction(number))

    made = {units.value for each in noted if (units := each.record.state.units)}
    found = _counted(title, unit, 0, noted, limits, Form.COUNT, single)
    return replace(found, remark=_UNLIKE) if len(made) > 1 else found


def _counted(
    title: str,
    unit: str,
    decimals: int,
    noted: Sequence[Noted],
    limits: Specification,
    form: Form,
    observe: Callable[[Noted, int], Observation | str],
) -> Values:
    observations, left_out = [], []
    for each in noted:
        number = _whole(each)
        found = "it is no whole number of pieces" if number is None else observe(each, number)
        if isinstance(found, str):
            left_out.append((each.batch, found))
        else:
            observations.append(found)
    return Values(title, tuple(observations), unit, decimals, limits, form, left_out=tuple(left_out))


def _whole(each: Noted) -> int | None:
    """The number of pieces that a value is; a bare number is one of pieces."""
    if not isinstance(each.value, Amount | Setpoint):
        return None
    counted = each.value.dimension == "count" or not each.value.unit
    value = each.value.value
    return int(value) if counted and value >= 0 and value == int(value) else None
