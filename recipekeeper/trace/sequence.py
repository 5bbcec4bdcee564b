"""The earliest cause, not its symptoms: what an earlier oddity explains is taken off a later one.

How strongly a later number follows an earlier one is a spike-and-slab regression (Mitchell and Beauchamp
1988) over the good batches: with few of them any later oddity is partly discounted, with many only what the
earlier one really explains. The single best explanation counts, never a sum of them: in correlated records
a sum would let an early trifle collect the evidence of everything after it.

A reading outside its critical limits is a control that failed, whatever led to it: the maker had said that
there the work stops. Only an earlier failed control explains it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, log1p, pi, sqrt

from recipekeeper.trace.model import Factor, Kind
from recipekeeper.trace.oddity import Oddity

_SLAB_VARIANCE = 0.36
_SLAB_CHANCE = 0.12
_BEYOND_CHANCE = 0.25
"""That a fault far outside what good batches show has an effect which they do not, of either sign: cold oils
set and look thick early, although within the usual range the warmer ones thicken first."""
_CLIP = 3.0
_SURELY_ODD = 2.5
_OWN_DOING = frozenset({Kind.ORDER, Kind.SKIPPED})
"""A maker's own doing follows from no number before it."""


@dataclass(frozen=True, slots=True)
class Explained:
    """One feature after what came before it: the evidence that is left, and what took most of it away."""

    oddity: Oddity
    ratio: float
    by: Factor | None = None


def earliest_first(oddities: Sequence[Oddity]) -> list[Explained]:
    """The oddities in process order, each less the best explanation before it. A blank has the ratio 0."""
    odd_before: list[Oddity] = []
    found = []
    for oddity in oddities:
        found.append(_explained(oddity, odd_before))
        if oddity.is_odd:
            odd_before.append(oddity)
    return found


def _explained(later: Oddity, before: Sequence[Oddity]) -> Explained:
    if later.ratio is None:
        return Explained(later, 0.0)
    if not later.is_odd or later.factor.kind in _OWN_DOING:
        return Explained(later, later.ratio)
    best, by = 0.0, None
    for earlier in before:
        if later.is_out_of_control and not earlier.is_out_of_control:
            continue
        gain = _certainly_odd(earlier) * max(_gain(earlier, later) - 1, 0.0)
        if gain > best:
            best, by = gain, earlier.factor
    return Explained(later, later.ratio - log1p(best), by)


def _certainly_odd(oddity: Oddity) -> float:
    return 1 / (1 + exp(_SURELY_ODD - (oddity.ratio or 0.0)))


def _gain(earlier: Oddity, later: Oddity) -> float:
    """How much more likely the later value is, given the earlier one, than in any good batch."""
    if earlier.u is None or later.u is None:
        return 1.0
    slope, variance, chance = _effect(earlier, later)
    as_usual = _normal(later.u - slope * earlier.u, 1 + variance * earlier.u**2) / later.background
    beyond = _normal(later.u, 1 + _SLAB_VARIANCE * earlier.u**2) / later.background
    return chance * as_usual + (1 - chance) * (1 - _BEYOND_CHANCE + _BEYOND_CHANCE * beyond)


def _normal(off: float, variance: float) -> float:
    return exp(-off * off / variance / 2) / sqrt(2 * pi * variance)


def _effect(earlier: Oddity, later: Oddity) -> tuple[float, float, float]:
    """Slope of the later on the earlier, its variance, and the probability that there is one at all."""
    pairs = [
        (_clipped(x), _clipped(y))
        for x, y in zip(earlier.good, later.good, strict=True)
        if x is not None and y is not None
    ]
    sum_xx = sum(x * x for x, _ in pairs)
    sum_xy = sum(x * y for x, y in pairs)
    precision = sum_xx + 1 / _SLAB_VARIANCE
    evidence = sum_xy**2 / precision / 2 - log(1 + _SLAB_VARIANCE * sum_xx) / 2
    odds = log(_SLAB_CHANCE / (1 - _SLAB_CHANCE)) + evidence
    chance = 1 / (1 + exp(-odds)) if odds > -500 else 0.0
    return sum_xy / precision, 1 / precision, chance


def _clipped(u: float) -> float:
    return max(-_CLIP, min(_CLIP, u))
