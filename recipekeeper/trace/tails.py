"""How far a number jumps in a good batch, learned for each reading, and how far in one that it spoiled.

A reading that often jumps (a thermometer on a draughty sill) must jump farther to accuse. What is learned is
a mixture: Student's t for the ordinary batches, and a share of innocent outliers with a heavy tail.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, inf, lgamma, log, log1p, pi, sqrt

from recipekeeper.trace.constants import (
    FAULT_SPREAD,
    FULL_SAY_FROM,
    LEARNING_PASSES,
    LONG_WAIT,
    MISTYPED,
    OUTLIER_PRIOR_WORTH,
    OUTLIER_REACH_CHANCES,
    OUTLIER_REACHES,
    OUTLIER_SHARE_CHANCES,
    OUTLIER_SHARES,
    SHORT_WAIT,
)
from recipekeeper.trace.model import Kind
from recipekeeper.trace.reference import Standing

_FARTHEST_TYPED = log(1e4)

_GRID = tuple((share, reach) for share in range(len(OUTLIER_SHARES)) for reach in range(len(OUTLIER_REACHES)))
_PRIOR = tuple(OUTLIER_SHARE_CHANCES[share] * OUTLIER_REACH_CHANCES[reach] for share, reach in _GRID)


@dataclass(frozen=True, slots=True)
class Scatter:
    """The density of one number in good batches: a Student t and outliers of several reaches."""

    usual: float
    outliers: tuple[float, ...]
    """The share of each reach."""

    def density(self, t: float, freedom: float) -> float:
        """At t standard deviations."""
        far = abs(t)
        tail = sum(
            share * _outlier(far, reach) for share, reach in zip(self.outliers, OUTLIER_REACHES, strict=True)
        )
        return self.usual * student(t, freedom) + tail + _mistyped(far)


def scatters(standings: Sequence[Standing], kinds: Sequence[Kind]) -> list[Scatter]:
    """For each number how it scatters, learned from its good values and from those of all the others."""
    likely = [_likelihoods(standing) for standing in standings]
    told = [min(sum(t is not None for t in standing.good) / FULL_SAY_FROM, 1.0) for standing in standings]
    everywhere = _learned(_PRIOR, likely, told)
    own = {
        kind: _learned(
            everywhere,
            [each for one, each in zip(kinds, likely, strict=True) if one is kind],
            [each for one, each in zip(kinds, told, strict=True) if one is kind],
        )
        for kind in set(kinds)
    }
    return [_scatter(_weighed(own[kind], each)) for kind, each in zip(kinds, likely, strict=True)]


def _learned(start: Sequence[float], likely: Sequence[Sequence[float]], told: Sequence[float]) -> list[float]:
    """The chance of each share and reach, from what these numbers say of it."""
    prior = list(start)
    for _ in range(LEARNING_PASSES):
        sums = [OUTLIER_PRIOR_WORTH * each for each in start]
        for say, each in zip(told, likely, strict=True):
            for index, one in enumerate(_weighed(prior, each)):
                sums[index] += say * one
        whole = sum(sums)
        prior = [each / whole for each in sums]
    return prior


def fault(kind: Kind, t: float) -> float:
    """The density of a value that spoiled a batch: none at all on target, most at four spreads, Cauchy tails."""
    square = (t / FAULT_SPREAD) ** 2
    density = 2 * square / (pi * FAULT_SPREAD * (1 + square) ** 2)
    if kind is Kind.WAIT:
        density *= LONG_WAIT if t > 0 else SHORT_WAIT
    return density


def student(t: float, freedom: float) -> float:
    """Student's t density."""
    scale = _student_scale(freedom)
    if freedom == inf:
        return scale * exp(-t * t / 2)
    return scale * exp(-(freedom + 1) / 2 * log1p(t * t / freedom))


@lru_cache(maxsize=512)
def _student_scale(freedom: float) -> float:
    if freedom == inf:
        return 1 / sqrt(2 * pi)
    return exp(lgamma((freedom + 1) / 2) - lgamma(freedom / 2)) / sqrt(freedom * pi)


def _mistyped(far: float) -> float:
    """As likely at ten as at a thousand times, and none that looks like an ordinary value."""
    return MISTYPED / (2 * _FARTHEST_TYPED * far) if far > OUTLIER_REACHES[0] else 0.0


def _outlier(far: float, reach: float) -> float:
    return 1 / (3 * reach) * (1.0 if far <= reach else (reach / far) ** 3)


def _likelihoods(standing: Standing) -> list[float]:
    """For each share and reach of outliers, the logarithm of how likely it makes the good values."""
    freedom = max(standing.freedom - 1, 1.0)
    sums = [0.0] * len(_GRID)
    for far, times in Counter(round(abs(t), 1) for t in standing.good if t is not None).items():
        sums = [total + times * each for total, each in zip(sums, _likelihood(far, freedom), strict=True)]
    return sums


@lru_cache(maxsize=4096)
def _likelihood(far: float, freedom: float) -> tuple[float, ...]:
    """Of one value that far off, to a tenth of a spread: numbers of one history share most of these."""
    usual = student(far, freedom)
    heights = [_outlier(far, reach) for reach in OUTLIER_REACHES]
    return tuple(
        log((1 - OUTLIER_SHARES[share]) * usual + OUTLIER_SHARES[share] * heights[reach])
        for share, reach in _GRID
    )


def _weighed(prior: Sequence[float], likelihoods: Sequence[float]) -> list[float]:
    highest = max(likelihoods)
    weights = [chance * exp(each - highest) for chance, each in zip(prior, likelihoods, strict=True)]
    whole = sum(weights)
    return [each / whole for each in weights]


def _scatter(weights: Sequence[float]) -> Scatter:
    outliers = [0.0] * len(OUTLIER_REACHES)
    for weight, (share, reach) in zip(weights, _GRID, strict=True):
        outliers[reach] += weight * OUTLIER_SHARES[share]
    return Scatter(1 - sum(outliers), tuple(outliers))
