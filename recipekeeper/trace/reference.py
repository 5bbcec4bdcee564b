"""What is usual here: a robust, moderated reference for each number, from few batches and the plan.

With few batches the maker's tolerance says how much a number scatters; with many the batches do. The
variance is moderated as Smyth (2004) does for microarrays: prior and observed variance weighted by their
degrees of freedom.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import copysign, exp, inf, log, log1p, sqrt

from recipekeeper.trace.gauge import Gauge, Measured
from recipekeeper.trace.model import Kind

_PRIOR_FREEDOM = 4.0
_GUESS_FREEDOM = 1.0
"""A spread guessed from the target counts as one batch only."""
_KIND_FREEDOM = 6.0
_CLIP = 2.5
_LEAST_SPREAD = 1e-9
_FARTHEST = 1e6
_FEW = 3
"""With fewer good batches than this the limits of the maker still have a say of their own."""
_LIMIT_ODDITY = 2.0
"""With nothing to compare, a value on the maker's own limit is just as odd as this."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How far each value stands from what is usual, as a normal deviate; good ones each without itself."""

    asked: float | None
    good: tuple[float | None, ...]
    bad: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class _Centred:
    """The good values of one number, clipped to a robust range, as sums from which one can be taken out."""

    clipped: tuple[float | None, ...]
    middle: float
    count: int
    total: float
    squares: float

    def without(self, value: float) -> _Centred:
        """The same sums, one value less."""
        off = value - self.middle
        return replace(self, count=self.count - 1, total=self.total - off, squares=self.squares - off * off)

    @property
    def variance(self) -> float:
        """Of the clipped values, about their own mean."""
        if self.count < 2:
            return 0.0
        return max(self.squares - self.total**2 / self.count, 0.0) / (self.count - 1)


def standings(numbers: Sequence[Measured]) -> list[Standing]:
    """Each number's standing. Features of one kind share what this maker's scales and hands are like."""
    gauges = [_settled(number) for number in numbers]
    corrections = _corrections(numbers, gauges)
    found = []
    for number, gauge in zip(numbers, gauges, strict=True):
        spread = gauge.spread if gauge.guessed else gauge.spread * corrections[number.factor.kind]
        found.append(_standing(number, replace(gauge, spread=spread)))
    return found


def deviate(t: float, freedom: float) -> float:
    """A Student t as the normal deviate that is as rare: the closed form of Wallace (1959)."""
    t = max(-_FARTHEST, min(_FARTHEST, t))
    if freedom == inf:
        return t
    shrunk = sqrt(freedom * log1p(t * t / freedom))
    return copysign((8 * freedom + 1) / (8 * freedom + 3) * shrunk, t)


def _settled(number: Measured) -> Gauge:
    """The gauge, its guess replaced by the good values where they scatter less."""
    gauge = number.gauge
    good = [x for x in number.good if x is not None]
    if not gauge.guessed or len(good) < 3:
        return gauge
    observed = max(_robust_spread(good), _least_spread(gauge))
    return replace(gauge, spread=min(gauge.spread, observed))


def _corrections(numbers: Sequence[Measured], gauges: Sequence[Gauge]) -> dict[Kind, float]:
    """For each kind, the factor on the prior spread that this maker's good batches teach."""
    logs: defaultdict[Kind, float] = defaultdict(float)
    freedom: defaultdict[Kind, float] = defaultdict(lambda: _KIND_FREEDOM)
    for number, gauge in zip(numbers, gauges, strict=True):
        sums = _centred(number, gauge)
        if gauge.guessed or sums.count < 2:
            continue
        variance = max(sums.variance, _least_spread(gauge) ** 2)
        logs[number.factor.kind] += (sums.count - 1) * log(variance / max(gauge.spread, _LEAST_SPREAD) ** 2)
        freedom[number.factor.kind] += sums.count - 1
    return defaultdict(lambda: 1.0, {kind: exp(total / freedom[kind] / 2) for kind, total in logs.items()})


def _centred(number: Measured, gauge: Gauge) -> _Centred:
    values = sorted(x for x in number.good if x is not None)
    if not values:
        return _Centred(number.good, 0.0, 0, 0.0, 0.0)
    middle = _median(values)
    prior, freedom = _prior_freedom(gauge), len(values) - 1
    spread = sqrt((prior * gauge.spread**2 + freedom * _robust_spread(values) ** 2) / (prior + freedom))
    reach = _CLIP * max(spread, _least_spread(gauge))
    clipped = tuple(None if x is None else min(max(x, middle - reach), middle + reach) for x in number.good)
    offs = [x - middle for x in clipped if x is not None]
    return _Centred(clipped, middle, len(offs), sum(offs), sum(off * off for off in offs))


def _standing(number: Measured, gauge: Gauge) -> Standing:
    sums = _centred(number, gauge)
    coarser = replace(gauge, resolution=max(gauge.resolution, number.division))
    return Standing(
        asked=_placed(number.asked, sums, coarser),
        good=tuple(
            None if x is None or own is None else _placed(x, sums.without(own), gauge)
            for x, own in zip(number.good, sums.clipped, strict=True)
        ),
        bad=tuple(_placed(x, sums, gauge) for x in number.bad),
    )


def _placed(x: float | None, sums: _Centred, gauge: Gauge) -> float | None:
    if x is None:
        return None
    planned = _against_the_plan(x, gauge) if sums.count < _FEW else None
    if sums.count == 0:
        return planned
    prior, freedom = _prior_freedom(gauge), sums.count - 1
    pseudo = 1 if gauge.anchored else 0
    centre = (sums.total + sums.count * sums.middle) / (sums.count + pseudo)
    variance = (prior * gauge.spread**2 + freedom * sums.variance) / (prior + freedom)
    spread = max(sqrt(variance), _least_spread(gauge))
    t = (x - centre) / (spread * sqrt(1 + 1 / (sums.count + pseudo)))
    compared = deviate(t, prior + freedom)
    has_limits = gauge.low is not None or gauge.high is not None
    return planned if planned is not None and has_limits and abs(planned) > abs(compared) else compared


def _against_the_plan(x: float, gauge: Gauge) -> float | None:
    """With no good value to compare: the maker's limits alone, else the target with a guessed spread."""
    least = _least_spread(gauge)
    if gauge.low is not None and gauge.high is not None:
        half = max((gauge.high - gauge.low) / 2, least)
        return deviate(_LIMIT_ODDITY * (x - (gauge.low + gauge.high) / 2) / half, inf)
    spread = max(gauge.spread, least)
    if gauge.high is not None:
        return deviate(_LIMIT_ODDITY + (x - gauge.high) / spread, inf) if x > gauge.high else 0.0
    if gauge.low is not None:
        return deviate((x - gauge.low) / spread - _LIMIT_ODDITY, inf) if x < gauge.low else 0.0
    return deviate(x / (spread * sqrt(2)), _PRIOR_FREEDOM) if gauge.anchored else None


def _prior_freedom(gauge: Gauge) -> float:
    return _GUESS_FREEDOM if gauge.guessed else _PRIOR_FREEDOM


def _least_spread(gauge: Gauge) -> float:
    """A rounded number scatters over one division of its instrument at least: division / √12."""
    return max(gauge.resolution / sqrt(12), _LEAST_SPREAD)


def _robust_spread(values: Sequence[float]) -> float:
    """1.4826 times the median absolute deviation: the standard deviation, were the values normal."""
    middle = _median(sorted(values))
    return 1.4826 * _median(sorted(abs(value - middle) for value in values))


def _median(ordered: Sequence[float]) -> float:
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
