"""How much a difference in the share of bad batches says: Bayes factors and Fisher's exact test."""

from __future__ import annotations

from math import comb, lgamma

from recipekeeper.trace.constants import BACKGROUND, SPOILS


def own_rate(with_bad: int, with_all: int, without_bad: int, without_all: int) -> float:
    """The Beta-binomial Bayes factor, as a logarithm: whether batches with something go bad at their own rate."""
    own = _beta_binomial(with_bad, with_all, SPOILS) + _beta_binomial(without_bad, without_all, BACKGROUND)
    return own - _beta_binomial(with_bad + without_bad, with_all + without_all, BACKGROUND)


def _beta_binomial(bad: int, batches: int, prior: tuple[float, float]) -> float:
    """Logarithm of the probability of one sequence with so many bad batches."""
    a, b = prior
    return log_beta(a + bad, b + batches - bad) - log_beta(a, b)


def log_beta(a: float, b: float) -> float:
    """Logarithm of the Beta function."""
    return lgamma(a) + lgamma(b) - lgamma(a + b)


def fisher_mid_p(with_bad: int, with_all: int, without_bad: int, without_all: int) -> float:
    """Fisher's exact test, one-sided, mid-p: how often chance puts as many bad batches where it is."""
    bad, batches = with_bad + without_bad, with_all + without_all
    ways = comb(batches, bad)
    chances = [
        comb(with_all, k) * comb(without_all, bad - k) / ways for k in range(with_bad, min(with_all, bad) + 1)
    ]
    return sum(chances) - chances[0] / 2
