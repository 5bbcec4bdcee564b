"""Tracing: a bad batch beside the other batches of its formula."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from recipekeeper.batch.model import BatchRecord
from recipekeeper.batch.record import folded
from recipekeeper.operations.context import Context
from recipekeeper.operations.finding import find_batch
from recipekeeper.store import Reading
from recipekeeper.trace import NEAREST, Trace, trace

if TYPE_CHECKING:
    from recipekeeper.trace.causes import Causes


def trace_batches(context: Context, batches: Sequence[str]) -> tuple[Trace, ...]:
    """For each batch every factor with the probability that it is what spoiled it."""
    with context.read() as reading:
        asked = [find_batch(context, reading, batch) for batch in batches]
        compared = [batches_near(reading, one) for one in asked]
    causes = _causes(context, asked)
    return tuple(trace(one, others, causes) for one, others in zip(asked, compared, strict=True))


def _causes(context: Context, asked: Sequence[BatchRecord]) -> Causes | None:
    if context.cause_file is None and not any(record.state.symptoms for record in asked):
        return None
    from recipekeeper.operations.history.causes import all_causes  # late: most batches have no symptom

    return all_causes(context)


def batches_near(reading: Reading, asked: BatchRecord) -> list[BatchRecord]:
    """The batches that this one is compared with, without their deviations, in order of their beginning."""
    codes = reading.counted_near(asked.plan, asked.state.started_at, NEAREST)
    return [folded(plan, log) for plan, log in reading.pasts_of(codes)]
