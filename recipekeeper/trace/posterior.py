"""From evidence to probability: one posterior over every factor and over "nothing recorded explains it".

The prior is shared equally over the kinds of factor, then equally within a kind, so that where there are
many factors each needs more evidence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp, fsum

from recipekeeper.trace.constants import BEGAN_LATELY, CALIBRATED, KINDS, LEVELS, NOTHING_RECORDED
from recipekeeper.trace.model import Factor


@dataclass(frozen=True, slots=True)
class Posterior:
    """The probability of each factor, and that none of them spoiled the batch; together they make 1."""

    factors: dict[Factor, float]
    nothing: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for each factor, as a logarithm.

    `numbers` are those of readings, weights, times and slips, `categories` of lots, units, operator and
    version, `moved` of numbers that may have moved for good. `ruled_out` are the steps that were done, and in
    their place: each could have been the cause and takes its share of the prior, but has been seen not to be.
    `since` is how the labels speak for something that began lately and that nobody recorded; `known` how many
    times likelier a factor is because the trade knows it as a cause of the symptom.
    """

    numbers: Mapping[Factor, float]
    categories: Mapping[Factor, float]
    moved: Mapping[Factor, float]
    ruled_out: Sequence[Factor]
    since: float
    known: Mapping[Factor, float]


def posterior(evidence: Evidence) -> Posterior:
    """Weigh all factors against one another, and against what nobody recorded."""
    single = {**evidence.numbers, **evidence.categories}
    within = Counter(factor.kind for factor in (*single, *evidence.ruled_out))
    share = (1 - NOTHING_RECORDED) / (KINDS + bool(evidence.moved))
    # What is recorded of no batch can hide the cause: the share of a kind that is absent is nobody's.
    absent = share * (KINDS - len(within))
    odds = {factor: share / within[factor.kind] * _bounded(worth) for factor, worth in single.items()}
    for factor, worth in evidence.moved.items():
        odds[factor] = odds.get(factor, 0.0) + share / len(evidence.moved) * _bounded(worth)
    for factor, times in evidence.known.items():
        odds[factor] *= times
    nothing = absent + NOTHING_RECORDED * (1 - BEGAN_LATELY + BEGAN_LATELY * _bounded(evidence.since))
    total = fsum((nothing, *odds.values()))
    return _calibrated(Posterior({factor: value / total for factor, value in odds.items()}, nothing / total))


def _calibrated(found: Posterior) -> Posterior:
    """The same ranking, with the best factor as probable as such a one turned out to be."""
    best = max(found.factors.values(), default=0.0)
    if not 0 < best < 1:
        return found
    said = _turned_out(best)
    rest = (1 - said) / (1 - best)
    # What was as good as the best one, or nearly so, does not overtake it.
    factors = {
        factor: said if value == best else min(value * rest, said) for factor, value in found.factors.items()
    }
    total = fsum((*factors.values(), found.nothing * rest))
    return Posterior(
        {factor: value / total for factor, value in factors.items()}, found.nothing * rest / total
    )


def _turned_out(probability: float) -> float:
    for (low, before), (high, after) in pairwise(CALIBRATED):
        if probability <= high:
            return before + (after - before) * (probability - low) / (high - low)
    return probability


def _bounded(ratio: float) -> float:
    """What a number of any size can hold."""
    return exp(max(min(ratio, 300.0), -300.0))


def level(probability: float) -> str:
    """The word for a probability."""
    return next((word for least, word in LEVELS if probability >= least), "unlikely")


def verdict(best: float, nothing: float) -> str:
    """The level of the best candidate, or that what was recorded does not explain the batch."""
    return "unexplained" if best < 0.5 or best < nothing else level(best)
