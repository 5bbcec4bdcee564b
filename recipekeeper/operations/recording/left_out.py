"""Whether a step may begin, or end, without what is not recorded yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recipekeeper.batch.forgotten import Forgotten, forgotten, left_out
from recipekeeper.batch.model import BatchRecord
from recipekeeper.errors import Unexplained
from recipekeeper.formula.model import Step
from recipekeeper.operations.context import Context

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from recipekeeper.batch.consequence import Consequence
    from recipekeeper.formula.substance.sap import Sap


def refuse_forgotten(
    context: Context, record: BatchRecord, step: Step, command: str, why: str | None
) -> tuple[tuple[str, ...], tuple[Consequence, ...]]:
    """Remarks and consequences for a step that begins although something is not recorded.

    Raises Unexplained where that stops the step and no reason is given.
    """
    found = _by_lots(context, record, lambda saps: forgotten(record, step, saps))
    if found is None:
        return (), ()
    if found.stops and why is None:
        them = "it" if len(found.names) == 1 else "them"
        raise Unexplained(
            found.consequence.sentence,
            f'Weigh {them}, e.g.: rk weigh "{found.names[0]}" AMOUNT; or {command} all the same with the reason, '
            f'which stays in the record: rk {command} "{step.name}" --why "…"',
        )
    return ((), (found.consequence,)) if found.stops else ((f"{found.consequence.sentence}.",), ())


def left_out_of(context: Context, record: BatchRecord, step: Step) -> tuple[Consequence, ...]:
    """What a soap is without the oils and the alkali of a step that ends, where they are not recorded."""
    found = _by_lots(context, record, lambda saps: left_out(record, step, saps))
    return (found.consequence,) if found else ()


def _by_lots(
    context: Context, record: BatchRecord, find: Callable[[Mapping[str, Sap]], Forgotten | None]
) -> Forgotten | None:
    """What is found, with the figures of the lots at hand."""
    if find({}) is None:
        return None
    # Only a step that lacks something has need of the lots.
    from recipekeeper.operations.recording.effects import saps_of

    with context.read() as reading:
        return find(saps_of(reading, record))
