"""What is usual here: a robust, moderated reference for each number, from few batches and the plan.

With few batches the maker's tolerance says how much a number scatters; with many the batches do. The
variance is moderated as Smyth (2004) does for microarrays: prior and observed variance weighted by their
degrees of freedom.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import copysign, exp, inf, log, log1p, sqrt

from recipekeeper.trace.constants import (
    CLIP,
    CLIPPED_VARIANCE,
    FEW,
    GUESS_FREEDOM,
    KIND_FREEDOM,
    LEAST_OFF_TARGET,
    LEAST_VARIANCE_SHARE,
    LIMIT_ODDITY,
    MOST_PSEUDO,
    OFF_TARGET,
    OFF_TARGET_WORTH,
    PRIOR_FREEDOM,
)
from recipekeeper.trace.gauge import Gauge, Measured
from recipekeeper.trace.model import Kind

_LEAST_SPREAD = 1e-9
_FARTHEST = 1e6


@dataclass(frozen=True, slots=True)
class Standing:
    """How far each value stands from what is usual, as a Student t; good ones each without itself.

    `freedom` is that of the one asked about and of the bad ones; a good one has one less.
    `pseudo` is how many readings on target the plan is worth.
    """

    asked: float | None
    good: tuple[float | None, ...]
    bad: tuple[float | None, ...]
    freedom: float = inf
    pseudo: float = 0.0
    slip: float | None = None
    """Where the value asked about would stand with its decimal point one place off, the nearer one."""


@dataclass(frozen=True, slots=True)
class _Centred:
    """The good values of one number, clipped to a robust range, and their sums about the middle."""

    clipped: tuple[float | None, ...]
    middle: float
    count: int
    total: float
    squares: float

    @property
    def variance(self) -> float:
        """Of the clipped values, about their own mean."""
        if self.count < 2:
            return 0.0
        about = max(self.squares - self.total**2 / self.count, 0.0)
        return CLIPPED_VARIANCE * about / (self.count - 1)

    @property
    def mean(self) -> float:
        return self.middle + self.total / max(self.count, 1)


def standings(numbers: Sequence[Measured]) -> list[Standing]:
    """Each number's standing. Features of one kind share what this maker's scales and hands are like."""
    gauges = [_settled(number) for number in numbers]
    corrections = _corrections(numbers, gauges)
    learned = [
        gauge if gauge.guessed else replace(gauge, spread=gauge.spread * corrections[number.factor.kind])
        for number, gauge in zip(numbers, gauges, strict=True)
    ]
    sums = [_centred(number, gauge) for number, gauge in zip(numbers, learned, strict=True)]
    pseudo = _pseudo_batches(numbers, learned, sums)
    return [
        _standing(number, gauge, each, pseudo[number.factor.kind] if gauge.anchored else 0.0)
        for number, gauge, each in zip(numbers, learned, sums, strict=True)
    ]


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
    freedom: defaultdict[Kind, float] = defaultdict(lambda: KIND_FREEDOM)
    for number, gauge in zip(numbers, gauges, strict=True):
        sums = _centred(number, gauge)
        if gauge.guessed or sums.count < 2:
            continue
        variance = max(sums.variance, _least_spread(gauge) ** 2)
        logs[number.factor.kind] += (sums.count - 1) * log(variance / max(gauge.spread, _LEAST_SPREAD) ** 2)
        freedom[number.factor.kind] += sums.count - 1
    return defaultdict(lambda: 1.0, {kind: exp(total / freedom[kind] / 2) for kind, total in logs.items()})


def _pseudo_batches(
    numbers: Sequence[Measured], gauges: Sequence[Gauge], sums: Sequence[_Centred]
) -> dict[Kind, float]:
    """How many readings on target a plan is worth, for each kind: as many as this maker hits the targets."""
    off: defaultdict[Kind, float] = defaultdict(float)
    count: defaultdict[Kind, float] = defaultdict(float)
    for number, gauge, each in zip(numbers, gauges, sums, strict=True):
        if not gauge.anchored or each.count < 2:
            continue
        kind = number.factor.kind
        variance = max(each.variance, LEAST_VARIANCE_SHARE * gauge.spread**2, _least_spread(gauge) ** 2)
        off[kind] += each.mean**2 / variance - 1 / each.count
        count[kind] += 1
    found: defaultdict[Kind, float] = defaultdict(lambda: 1 / OFF_TARGET)
    for kind, number_of in count.items():
        tau = (off[kind] + OFF_TARGET * OFF_TARGET_WORTH) / (number_of + OFF_TARGET_WORTH)
        found[kind] = min(1 / max(tau, LEAST_OFF_TARGET), MOST_PSEUDO)
    return found


def _centred(number: Measured, gauge: Gauge) -> _Centred:
    values = sorted(x for x in number.good if x is not None)
    if not values:
        return _Centred(number.good, 0.0, 0, 0.0, 0.0)
    middle = _median(values)
    prior, freedom = _prior_freedom(gauge), len(values) - 1
    spread = sqrt((prior * gauge.spread**2 + freedom * _robust_spread(values) ** 2) / (prior + freedom))
    reach = CLIP * max(spread, _least_spread(gauge))
    clipped = tuple(None if x is None else min(max(x, middle - reach), middle + reach) for x in number.good)
    offs = [x - middle for x in clipped if x is not None]
    return _Centred(clipped, middle, len(offs), sum(offs), sum(off * off for off in offs))


def _standing(number: Measured, gauge: Gauge, sums: _Centred, pseudo: float) -> Standing:
    coarser = replace(gauge, resolution=max(gauge.resolution, number.division))
    loose = number.loose or (0.0,) * (1 + len(number.good) + len(number.bad))
    good = 1 + len(number.good)
    place, place_asked = _ruler(sums, gauge, pseudo), _ruler(sums, coarser, pseudo)
    return Standing(
        asked=None if number.asked is None else place_asked(number.asked, loose[0], None),
        good=tuple(
            None if x is None else place(x, slack, own)
            for x, own, slack in zip(number.good, sums.clipped, loose[1:good], strict=True)
        ),
        bad=tuple(
            None if x is None else place(x, slack, None)
            for x, slack in zip(number.bad, loose[good:], strict=True)
        ),
        freedom=_prior_freedom(gauge) + max(sums.count - 1, 0) if sums.count else inf,
        pseudo=pseudo,
        slip=_slipped(number, gauge, place_asked),
    )


Ruler = Callable[[float, float, float | None], float | None]
"""From a value, its own looseness, and the clipped value to leave out, to where it stands."""


def _ruler(sums: _Centred, gauge: Gauge, pseudo: float) -> Ruler:
    """Places values in spreads from the centre, by what of it stays the same for all of them."""
    prior, least = _prior_freedom(gauge), _least_spread(gauge)
    known = prior * gauge.spread**2
    has_limits = gauge.low is not None or gauge.high is not None

    def place(x: float, loose: float, without: float | None) -> float | None:
        count, total, squares = sums.count, sums.total, sums.squares
        if without is not None:
            off = without - sums.middle
            count, total, squares = count - 1, total - off, squares - off * off
        planned = _against_the_plan(x, gauge) if count < FEW else None
        if count == 0:
            return planned
        about = CLIPPED_VARIANCE * max(squares - total * total / count, 0.0)
        spread = max(sqrt((known + about) / (prior + count - 1)), least)
        weight = count + pseudo
        centre = (total + count * sums.middle) / weight
        t = (x - centre) / (spread * sqrt(1 + 1 / weight + loose))
        t = max(-_FARTHEST, min(_FARTHEST, t))
        return planned if planned is not None and has_limits and abs(planned) > abs(t) else t

    return place


def _slipped(number: Measured, gauge: Gauge, place: Ruler) -> float | None:
    """Typed a decimal place off: such a value of a reading or weight, put right."""
    if number.asked is None or number.factor.kind not in (Kind.READING, Kind.WEIGHT):
        return None
    whole = 1.0 if number.factor.kind is Kind.WEIGHT else gauge.base
    right = [place((whole + number.asked) * factor - whole, 0.0, None) for factor in (0.1, 10.0)]
    return min((t for t in right if t is not None), key=abs, default=None)


def _against_the_plan(x: float, gauge: Gauge) -> float | None:
    """With no good value to compare: the maker's limits alone, else the target with a guessed spread."""
    least = _least_spread(gauge)
    if gauge.low is not None and gauge.high is not None:
        half = max((gauge.high - gauge.low) / 2, least)
        return deviate(LIMIT_ODDITY * (x - (gauge.low + gauge.high) / 2) / half, inf)
    spread = max(gauge.spread, least)
    if gauge.high is not None:
        return deviate(LIMIT_ODDITY + (x - gauge.high) / spread, inf) if x > gauge.high else 0.0
    if gauge.low is not None:
        return deviate((x - gauge.low) / spread - LIMIT_ODDITY, inf) if x < gauge.low else 0.0
    return deviate(x / (spread * sqrt(2)), PRIOR_FREEDOM) if gauge.anchored else None


def _prior_freedom(gauge: Gauge) -> float:
    return GUESS_FREEDOM if gauge.guessed else PRIOR_FREEDOM


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
