"""Tracing: a bad batch beside the other batches of its formula."""

from __future__ import annotations

from collections.abc import Sequence

from recipekeeper.batch.fold import fold
from recipekeeper.batch.model import BatchRecord
from recipekeeper.operations.context import Context
from recipekeeper.operations.finding import find_batch
from recipekeeper.trace import Trace, trace


def trace_batches(context: Context, batches: Sequence[str]) -> tuple[Trace, ...]:
    """For each batch every factor with the probability that it is what spoiled it."""
    with context.read() as reading:
        asked = [find_batch(context, reading, batch) for batch in batches]
        pasts: dict[str, list[BatchRecord]] = {}
        for code in {one.plan.formula.code for one in asked}:
            pasts[code] = [
                BatchRecord(plan, entries, fold(plan, entries), ()) for plan, entries in reading.pasts(code)
            ]
    return tuple(
        trace(one, [past for past in pasts[one.plan.formula.code] if past.plan.batch != one.plan.batch])
        for one in asked
    )
