"""What the guided run looks at: the batch that is meant, and whether anybody recorded something since."""

from __future__ import annotations

from recipekeeper.batch.model import BatchRecord, State
from recipekeeper.errors import Ambiguous
from recipekeeper.operations.context import Context
from recipekeeper.operations.finding import find_batch


def batch_to_run(context: Context, named: str | None) -> BatchRecord:
    """The batch that is meant; of several that may be meant the one begun last, because one switches with a key."""
    with context.read() as reading:
        try:
            return find_batch(context, reading, named)
        except Ambiguous:
            if named is not None:
                raise
            return find_batch(context, reading, reading.cards(state=State.RUNNING)[-1].batch)


def newest_entries(context: Context, batch: str) -> dict[str, int]:
    """The number of the newest entry of each running batch, and of this one: one cheap look, to be taken often."""
    with context.read() as reading:
        return reading.newest_entries(State.RUNNING, batch)
