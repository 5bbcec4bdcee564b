"""A rank test, and the correction for many tests: what a study of a history judges by."""

from __future__ import annotations

from collections.abc import Sequence
from math import comb, erfc, sqrt

_MOST_WORK = 20_000_000
"""Bytes to move for one exact distribution: some hundredths of a second. Of more numbers the normal one is as good."""


def rank_test(some: Sequence[float], others: Sequence[float]) -> float:
    """How often chance alone sets two groups of numbers at least as far apart in rank; two-sided, mid-p.

    The rank sum test of F. Wilcoxon, Biometrics Bulletin 1 (1945) 80-83, with mean ranks for ties; exact over all
    ways to share out the ranks, as long as these can be counted quickly, else by the normal distribution with the
    correction for ties. No number has any weight but its rank, so one slip of the pen decides nothing.
    """
    if len(some) > len(others):
        some, others = others, some
    ranks = _doubled_ranks([*some, *others])
    found = sum(ranks[: len(some)])
    if _work(len(some), len(ranks)) > _MOST_WORK:
        return _normal(ranks, len(some), found)
    ways = _ways(ranks, len(some))
    below, above = sum(ways[:found]), sum(ways[found + 1 :])
    return min(1.0, 2 * (min(below, above) + ways[found] / 2) / sum(ways))


def least_chance(some: int, others: int) -> float:
    """The smallest chance that the rank test can find in groups of these sizes."""
    return 1 / comb(some + others, some)


def _doubled_ranks(values: Sequence[float]) -> list[int]:
    """Twice the rank of each, so that the mean rank of ties is a whole number."""
    order = sorted(range(len(values)), key=values.__getitem__)
    ranks = [0] * len(values)
    start = 0
    while start < len(order):
        end = start
        while end < len(order) and values[order[end]] == values[order[start]]:
            end += 1
        for place in order[start:end]:
            ranks[place] = start + 1 + end
        start = end
    return ranks


def _work(some: int, all_: int) -> int:
    slots = 2 * some * all_
    return some * all_ * slots * comb(all_, some).bit_length() // 8


def _ways(ranks: Sequence[int], some: int) -> list[int]:
    """In how many ways so many of the ranks come to each sum, from 0 on.

    The sums of k ranks stand in one large number, each in a slot of its own: to add a rank is to shift.
    """
    slot = comb(len(ranks), some).bit_length() + 1
    sums = [1] + [0] * some
    for rank in ranks:
        for taken in range(some, 0, -1):
            sums[taken] += sums[taken - 1] << (rank * slot)
    last = sum(sorted(ranks)[-some:])
    mask = (1 << slot) - 1
    return [(sums[some] >> (place * slot)) & mask for place in range(last + 1)]


def _normal(ranks: Sequence[int], some: int, found: int) -> float:
    all_ = len(ranks)
    middle = sum(ranks) / all_
    spread = sum((rank - middle) ** 2 for rank in ranks) / (all_ - 1)
    variance = spread * some * (all_ - some) / all_
    return erfc(abs(found - some * middle) / sqrt(2 * variance)) if variance > 0 else 1.0


def false_discoveries(chances: Sequence[float]) -> list[float]:
    """For each chance the share of mere chance to expect among all that are as small.

    It is the smallest level at which the procedure of Y. Benjamini and Y. Hochberg, J. R. Statist. Soc. B 57 (1995)
    289-300, still names it.
    """
    order = sorted(range(len(chances)), key=chances.__getitem__)
    found = [1.0] * len(chances)
    least = 1.0
    for place in range(len(order), 0, -1):
        index = order[place - 1]
        least = min(least, chances[index] * len(order) / place)
        found[index] = least
    return found
