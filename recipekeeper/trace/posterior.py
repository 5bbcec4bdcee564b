"""From evidence to probability: one posterior over every factor and over "nothing recorded explains it".

The prior is shared equally over the kinds of factor, then equally within a kind, so that where there are
many factors each needs more evidence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, fsum, log

from recipekeeper.trace.model import Factor
from recipekeeper.trace.sequence import Explained
from recipekeeper.trace.shared import Category, shared_category, shared_number

NOTHING_RECORDED = 0.35
"""Prior probability that no recorded factor spoiled the batch."""
BEGAN_LATELY = 0.3
"""The share of it for something unrecorded that began with one of the last batches and goes on."""

_LEVELS = ((0.9, "very likely"), (0.7, "likely"), (0.5, "suspect"), (0.2, "possible"))


@dataclass(frozen=True, slots=True)
class Posterior:
    """The probability of each factor, and that none of them spoiled the batch; together they make 1."""

    factors: dict[Factor, float]
    nothing: float


def posterior(
    explained: Sequence[Explained],
    categories: Sequence[Category],
    ruled_out: Sequence[Factor] = (),
    since: float = 0.0,
) -> Posterior:
    """Weigh all factors against one another.

    `ruled_out` are the steps that were done, and in their place: each could have been the cause and takes
    its share of the prior, but has been seen not to be. `since` is how the batches before speak for
    something that began lately and that nobody recorded, as a logarithm.
    """
    evidence = {each.oddity.factor: each.ratio + shared_number(each.oddity) for each in explained}
    evidence |= {category.factor: shared_category(category) for category in categories}
    within = Counter(factor.kind for factor in (*evidence, *ruled_out))
    share = (1 - NOTHING_RECORDED) / max(len(within), 1)
    logs = {factor: log(share / within[factor.kind]) + ratio for factor, ratio in evidence.items()}
    nothing = log(NOTHING_RECORDED * (1 - BEGAN_LATELY + BEGAN_LATELY * exp(since)))
    highest = max((nothing, *logs.values()))
    total = fsum(exp(value - highest) for value in (nothing, *logs.values()))
    return Posterior(
        {factor: exp(value - highest) / total for factor, value in logs.items()},
        exp(nothing - highest) / total,
    )


def level(probability: float) -> str:
    """The word for a probability."""
    return next((word for least, word in _LEVELS if probability >= least), "unlikely")


def verdict(best: float, nothing: float) -> str:
    """The level of the best candidate, or that what was recorded does not explain the batch."""
    return "unexplained" if best < 0.5 or best < nothing else level(best)
