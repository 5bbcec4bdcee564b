"""How full past batches made their moulds: a maker's own figure in place of a rule of thumb."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from statistics import median

from recipekeeper.batch.fold import fold
from recipekeeper.batch.model import BatchState, Entry, Kind, Plan, State
from recipekeeper.errors import QuantityError
from recipekeeper.formula.sizing.converting import converted
from recipekeeper.formula.sizing.moulds import Learnt, oil_lines
from recipekeeper.quantity import Mould, Setpoint, UnitSystem, read_mould

MOST_BATCHES = 5
"""So many of the last batches count: how a maker pours changes with time. Our own choice."""

FILL = frozenset({"mold fill", "mould fill"})
"""What the reading is called that says how full the mould was, in percent."""


def learnt(
    mould: Mould, pasts: Iterable[tuple[Plan, Sequence[Entry]]], units: UnitSystem | None = None
) -> Learnt | None:
    """The oils for each millilitre of mould that the last batches had; None where none tells.

    The median of those in a mould of the same sides, else in any. Only batches that were started by a mould
    count, that are not void, and of which every oil was weighed. `pasts` are in order of their beginning.
    """
    same: list[Fraction] = []
    others: list[Fraction] = []
    for plan, entries in pasts:
        poured = _mould_of(entries, units)
        found = _grams_per_ml(plan, entries, poured) if poured else None
        if poured is not None and found is not None:
            (same if _sides(poured) == _sides(mould) else others).append(found)
    counted = (same or others)[-MOST_BATCHES:]
    return Learnt(median(counted), len(counted), same_mould=bool(same)) if counted else None


def _mould_of(entries: Sequence[Entry], units: UnitSystem | None) -> Mould | None:
    """The mould by which a batch was started, from what was typed then."""
    typed = next((entry.typed for entry in entries if entry.kind is Kind.START), None)
    if typed is None:
        return None
    try:
        return read_mould(typed, units)
    except QuantityError:
        return None


def _sides(mould: Mould) -> tuple[str, tuple[Fraction, ...]]:
    """The shape and the sides in centimetres; a box is the same however it is turned."""
    centimetres = [Fraction(side) * _CENTIMETRES[mould.unit] for side in mould.sides]
    return mould.shape, tuple(sorted(centimetres) if mould.shape == "box" else centimetres)


_CENTIMETRES = {"mm": Fraction(1, 10), "cm": Fraction(1), "in": Fraction("2.54")}


def _grams_per_ml(plan: Plan, entries: Sequence[Entry], mould: Mould) -> Fraction | None:
    state = fold(plan, entries)
    grams, fill = _oils_weighed(plan, state), _fill(state)
    if state.state is State.VOID or not grams or not fill:
        return None
    return grams / (mould.volume().exact_in("ml") * fill)


def _oils_weighed(plan: Plan, state: BatchState) -> Fraction | None:
    """In grams; None where one of the oils was not weighed."""
    grams = Fraction(0)
    for number in oil_lines(plan.formula):
        line = plan.formula.lines[number]
        weighing = state.weighing(line.name)
        if weighing is None or weighing.total is None:
            return None
        density = line.density.exact if line.density else None
        weight = converted(Fraction(weighing.total.value), weighing.total.unit, "g", density)
        if weight is None:
            return None
        grams += weight
    return grams


def _fill(state: BatchState) -> Fraction:
    """How full it was, as a part of 1; full where nothing says."""
    fills = [
        Fraction(reading.value.value) / 100
        for reading in state.readings
        if reading.measure.casefold() in FILL
        and isinstance(reading.value, Setpoint)
        and reading.value.unit == "%"
    ]
    return fills[-1] if fills else Fraction(1)
