"""What a change brings about that no key says: lye, amounts, limits, where things go in.

Computed from both formulas at their own size; of two that say the same, nothing is said.
"""

from __future__ import annotations

from recipekeeper.formula.changes.amounts_moved import amounts_moved
from recipekeeper.formula.changes.consequence import Consequence
from recipekeeper.formula.changes.limits_moved import limits_moved, places_moved
from recipekeeper.formula.changes.pairing import pairs
from recipekeeper.formula.model import Formula

__all__ = ["Consequence", "consequences"]


def consequences(a: Formula, b: Formula) -> tuple[Consequence, ...]:
    """Everything that the change from `a` to `b` does: to the lye first, then to amounts, limits and steps."""
    lines = pairs(a.lines, b.lines, lambda line: (line.name, line.was))
    steps = pairs(a.steps, b.steps, lambda step: (step.name, step.was))
    return (
        *amounts_moved(a, b, lines),
        *limits_moved(a, b, steps),
        *places_moved(a, b, lines, steps),
    )
