"""What is usual: between which values the good batches lie, and what lies far from them."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

ENOUGH = 5
"""Good batches with a number; of fewer nobody can say what is usual. Our own choice."""
TRIMMED_FROM = 10
"""Of so many the outermost tenth on each side is left out of the usual range, as a trace does."""

_SPREADS, _SPREADS_OF_FEW = 3.0, 4.0
"""So many spreads from the median are far: 3 as on a control chart, 4 where the spread of few is hardly known."""
_MAD_TO_SPREAD = 1.4826
"""The median absolute deviation of a normal distribution is 1/1.4826 of its standard deviation."""


def usual_range(good: Sequence[float]) -> tuple[float, float, float] | None:
    """Lowest, middle and highest of what is usual; None without any number."""
    if not good:
        return None
    ordered = sorted(good)
    outer = len(ordered) // 10 if len(ordered) >= TRIMMED_FROM else 0
    return ordered[outer], median(ordered), ordered[-1 - outer]


def is_mostly(count: int, known: int) -> bool:
    """Whether most of the good batches are so, and enough of them to say so."""
    return known >= ENOUGH and 2 * count > known


def is_far(x: float, good: Sequence[float], tolerance: float | None, division: float) -> bool:
    """Whether a number lies outside all good ones, far from their middle, and by more than a maker would let pass.

    Far is three spreads; the spread is never smaller than one `division` of what is noted. What a maker lets pass
    is half of the `tolerance`.
    """
    if len(good) < ENOUGH or min(good) <= x <= max(good):
        return False
    middle = median(good)
    spread = max(_MAD_TO_SPREAD * median(abs(each - middle) for each in good), division)
    spreads = _SPREADS if len(good) >= TRIMMED_FROM else _SPREADS_OF_FEW
    return abs(x - middle) > max(spreads * spread, (tolerance or 0.0) / 2)


def is_apart(x: float, other: float, tolerance: float | None, otherwise: float) -> bool:
    """Whether two numbers differ by more than half of the tolerance; without one, by more than `otherwise`."""
    return abs(x - other) > (otherwise if tolerance is None else tolerance / 2)
