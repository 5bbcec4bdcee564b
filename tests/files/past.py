"""A past batch as a record, without a store: what an import comes to."""

from __future__ import annotations

from collections.abc import Sequence

from recipekeeper.batch.model import BatchRecord, Plan
from recipekeeper.batch.record import record
from recipekeeper.files.history import Row
from recipekeeper.files.history_entries import PastBatch, entries_of
from recipekeeper.formula.amounts.scale import scale
from recipekeeper.formula.model import Formula


def recorded(past: PastBatch, formula: Formula) -> BatchRecord:
    """The record of a batch whose drafts one act wrote down."""
    told = past.heading
    plan = Plan(told.batch, formula, told.version or 1, scale(formula, past.size), told.trial)
    entries = [
        draft.entry(
            entry_id=f"{told.batch}/{seq}", seq=seq, act="the import", recorded_at=told.began_at, by=""
        )
        for seq, draft in enumerate(past.entries)
    ]
    return record(plan, entries)


def imported(rows: Sequence[Row], formula: Formula) -> BatchRecord:
    """The record of one batch, straight from its rows, which have to be without error."""
    past = entries_of(rows, formula)
    assert past.is_readable, past.problems
    return recorded(past, formula)
