"""Centre and control limits, from the values alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import sqrt

from recipekeeper.chart.constants import D2, D4, E2, EWMA_WEIGHT, EWMA_WIDTH, WIDTH


@dataclass(frozen=True, slots=True)
class Individuals:
    """Limits of single values, from the mean of their moving ranges; exact."""

    center: Fraction
    mean_range: Fraction

    @property
    def sigma(self) -> Fraction:
        """The standard deviation within the process: mean range over d2."""
        return self.mean_range / D2

    @property
    def lower(self) -> Fraction:
        """Three of them below the centre."""
        return self.center - E2 * self.mean_range

    @property
    def upper(self) -> Fraction:
        """Three of them above the centre."""
        return self.center + E2 * self.mean_range

    @property
    def range_upper(self) -> Fraction:
        """The limit of a moving range; the lower one is 0."""
        return D4 * self.mean_range

    def distance(self, value: Fraction) -> Fraction:
        """How many sigmas above the centre; of a spread of nothing, any difference is beyond all limits."""
        off = value - self.center
        if not self.sigma:
            return Fraction(0 if not off else 1000 if off > 0 else -1000)
        return off / self.sigma


def individuals(values: Sequence[Fraction]) -> Individuals:
    """Limits from at least two values (ISO 7870-2:2023, 6.5; NIST/SEMATECH 6.3.2.2)."""
    ranges = moving_ranges(values)
    return Individuals(sum(values, Fraction(0)) / len(values), sum(ranges, Fraction(0)) / len(ranges))


def moving_ranges(values: Sequence[Fraction]) -> list[Fraction]:
    """The differences between neighbours, without their sign."""
    return [abs(after - before) for before, after in pairwise(values)]


@dataclass(frozen=True, slots=True)
class Share:
    """Limits of a share, by of how many it is (NIST/SEMATECH 6.3.3.2)."""

    center: Fraction

    def sigma(self, size: int) -> float:
        """The standard deviation of a share of that many: √(p(1−p)/n)."""
        return sqrt(self.center * (1 - self.center) / size)

    def ends(self, size: int) -> tuple[float, float]:
        """Lower and upper limit, within 0 and 1."""
        half = WIDTH * self.sigma(size)
        return max(0.0, float(self.center) - half), min(1.0, float(self.center) + half)


def share(values: Sequence[Fraction], sizes: Sequence[int]) -> Share:
    """The share of all of them together."""
    together = sum((value * size for value, size in zip(values, sizes, strict=True)), Fraction(0))
    return Share(together / sum(sizes))


@dataclass(frozen=True, slots=True)
class Count:
    """Limits of a count (NIST/SEMATECH 6.3.3.1)."""

    center: Fraction

    @property
    def sigma(self) -> float:
        """The standard deviation of a count: the root of its mean."""
        return sqrt(self.center)

    @property
    def ends(self) -> tuple[float, float]:
        """Lower and upper limit; a count is never below 0."""
        half = WIDTH * self.sigma
        return max(0.0, float(self.center) - half), float(self.center) + half


def count(values: Sequence[Fraction]) -> Count:
    """Limits around the mean count."""
    return Count(sum(values, Fraction(0)) / len(values))


@dataclass(frozen=True, slots=True)
class Averaged:
    """A moving average with the limits that hold for it."""

    value: float
    lower: float
    upper: float


def moving_averages(
    values: Sequence[Fraction],
    center: Fraction,
    sigma: float,
    weight: Fraction = EWMA_WEIGHT,
    width: float = EWMA_WIDTH,
) -> list[Averaged]:
    """Exponentially weighted moving averages, begun at the centre (NIST/SEMATECH 6.3.2.4).

    The limits widen from value to value, as Montgomery (Introduction to SQC, 9.2) has them: with the
    variance λ/(2−λ)·(1−(1−λ)^2i) of the i-th, not that of a series without end.
    """
    found = []
    middle, share = float(center), float(weight)
    average, keep = middle, float(1 - weight)
    for number, value in enumerate(values, start=1):
        average = share * float(value) + keep * average
        half = width * sigma * sqrt(share / (2 - share) * (1 - keep ** (2 * number)))
        found.append(Averaged(average, middle - half, middle + half))
    return found
