"""The names that a shell can complete. Quick and silent: a completion never gets in the way."""

from __future__ import annotations

from recipekeeper.batch.model import BatchRecord
from recipekeeper.errors import RecipekeeperError
from recipekeeper.operations.context import Context
from recipekeeper.operations.finding import find_batch


def formula_codes(context: Context) -> list[str]:
    """The codes of all formulas, and each with its versions."""
    with context.read() as reading:
        codes = sorted(reading.codes())
        return [*codes, *(version.reference for code in codes for version in reading.versions(code))]


def batch_codes(context: Context) -> list[str]:
    """The codes of all batches, newest first."""
    with context.read() as reading:
        return [card.batch for card in reversed(reading.cards())]


def lot_codes(context: Context) -> list[str]:
    """The codes of all lots that were received, newest first."""
    with context.read() as reading:
        return [lot.code for lot in reversed(reading.lots())]


def instrument_codes(context: Context) -> list[str]:
    """The codes of all instruments in use."""
    from recipekeeper.operations.recording.instruments import list_instruments  # late: few commands name one

    records = list_instruments(context)
    return [one.instrument.code for one in records if one.instrument.retired_at is None]


def lot_and_batch_codes(context: Context) -> list[str]:
    """What a lot or a batch can be called."""
    return [*lot_codes(context), *batch_codes(context)]


def used_lot_codes(context: Context) -> list[str]:
    """Every lot that can have touched a batch: by our code, by the supplier's, as it was typed at a weighing."""
    from recipekeeper.operations.goods.lots import (
        shelf_and_takings,  # late: only a shadow asks what was weighed
    )

    with context.read() as reading:
        lots = reading.lots()
        _, taken = shelf_and_takings(reading)
    named = (name for lot in reversed(lots) for name in (lot.code, lot.supplier_lot) if name)
    return list(dict.fromkeys([*named, *(taking.lot for taking in reversed(taken))]))


def material_names(context: Context) -> list[str]:
    """The names of all materials."""
    from recipekeeper.operations.goods.materials import (
        known_materials,  # late: only materials need their table
    )

    return [material.name for material in known_materials(context)]


def step_names(context: Context, batch: str | None) -> list[str]:
    """The steps of the batch that is meant."""
    found = _batch(context, batch)
    return [step.name for step in found.plan.formula.steps] if found else []


def ingredient_names(context: Context, batch: str | None) -> list[str]:
    """The ingredients of the batch that is meant."""
    found = _batch(context, batch)
    return [line.name for line in found.plan.scaled.lines] if found else []


def measure_names(context: Context, batch: str | None) -> list[str]:
    """The measures of the batch that is meant."""
    found = _batch(context, batch)
    if found is None:
        return []
    return list(dict.fromkeys(check.measure for step in found.plan.formula.steps for check in step.checks))


def part_names(context: Context, batch: str | None) -> list[str]:
    """The parts of the batch that is meant."""
    found = _batch(context, batch)
    return [part.name for part in found.state.parts] if found else []


def loss_kinds(context: Context, batch: str | None) -> list[str]:
    """How something can be lost."""
    del context, batch
    from recipekeeper.batch.reconcile import LOSSES  # late: only a loss needs them

    return list(LOSSES)


def _batch(context: Context, batch: str | None) -> BatchRecord | None:
    try:
        with context.read() as reading:
            return find_batch(context, reading, batch)
    except RecipekeeperError:
        return None
