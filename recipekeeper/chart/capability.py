"""Capability: how the spread of a process compares with the limits that the formula sets.

Cp and Cpk take the spread from moving ranges, Pp and Ppk from all values together (ISO 22514-2; NIST/SEMATECH
6.1.6; AIAG & VDA, SPC manual). Intervals: Bissell, Applied Statistics 39, 1990, for Cpk and Ppk, and the
chi-square interval of a standard deviation for Cp and Pp. They take values to be normally distributed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from statistics import NormalDist

from recipekeeper.chart.constants import CONFIDENCE, RANGE_EFFICIENCY
from recipekeeper.chart.limits import individuals
from recipekeeper.chart.model import Capability, Specification

Interval = tuple[float, float]
_TWO_SIDED = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)


@dataclass(frozen=True, slots=True)
class Indices:
    """One spread beside the limits: `both` is Cp or Pp, the smaller of `low` and `high` Cpk or Ppk."""

    both: float | None
    low: float | None
    high: float | None

    @property
    def least(self) -> float:
        """Of the nearer limit, or the only one."""
        return min(index for index in (self.low, self.high) if index is not None)


def indices(mean: float, sigma: float, low: float | None, high: float | None) -> Indices:
    """Cp, Cpl and Cpu of a mean and a standard deviation; what lacks its limit is None."""
    return Indices(
        None if low is None or high is None else (high - low) / (6 * sigma),
        None if low is None else (mean - low) / (3 * sigma),
        None if high is None else (high - mean) / (3 * sigma),
    )


def about_target(sigma: float, mean: float, target: float, low: float, high: float) -> float:
    """Cpm: the width of the limits over six times the spread about the target."""
    return (high - low) / (6 * sqrt(sigma**2 + (mean - target) ** 2))


def capability(values: Sequence[Fraction], wanted: Specification) -> Capability:
    """All indices with their intervals, from at least two values that are not all equal."""
    n = len(values)
    limits = individuals(values)
    mean = float(limits.center)
    overall = sqrt(sum((value - limits.center) ** 2 for value in values) / (n - 1))
    low, high, target = (
        None if end is None else float(end) for end in (wanted.low, wanted.high, wanted.target)
    )
    within = indices(mean, float(limits.sigma), low, high)
    whole = indices(mean, overall, low, high)
    freedom = RANGE_EFFICIENCY * (n - 1)
    return Capability(
        n=n,
        low=low,
        high=high,
        cp=within.both,
        cpl=within.low,
        cpu=within.high,
        cpk=within.least,
        pp=whole.both,
        ppk=whole.least,
        cpm=None
        if target is None or low is None or high is None
        else about_target(overall, mean, target, low, high),
        cp_interval=interval_of_spread(within.both, freedom),
        cpk_interval=interval_of_nearer(within.least, n, freedom),
        pp_interval=interval_of_spread(whole.both, n - 1),
        ppk_interval=interval_of_nearer(whole.least, n, n - 1),
    )


def interval_of_nearer(index: float, n: int, freedom: float) -> Interval:
    """Of Cpk or Ppk from n values, whose standard deviation has so many degrees of freedom (Bissell 1990)."""
    half = _TWO_SIDED * sqrt(1 / (9 * n) + index**2 / (2 * freedom))
    return index - half, index + half


def interval_of_spread(index: float | None, freedom: float) -> Interval | None:
    """Of Cp or Pp: that of a standard deviation with so many degrees of freedom (NIST/SEMATECH 6.1.6)."""
    if index is None:
        return None
    low, high = (sqrt(_chi_square(side, freedom) / freedom) for side in (-_TWO_SIDED, _TWO_SIDED))
    return index * low, index * high


def _chi_square(deviate: float, freedom: float) -> float:
    """The quantile that belongs to a normal deviate (Wilson and Hilferty 1931); good to three digits."""
    part = 2 / (9 * freedom)
    return float(freedom * max(0.0, 1 - part + deviate * sqrt(part)) ** 3)
