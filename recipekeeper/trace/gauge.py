"""From what was noted to numbers that compare: each measured against the plan of its own batch.

A reading is measured minus target, a weight actual/planned − 1, a duration ln(time/planned), a wait
ln(minutes + 1). What is unknown is None; what is in another dimension is unknown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from math import inf, log, sqrt

from recipekeeper.errors import QuantityError
from recipekeeper.formula.limits import Limits
from recipekeeper.formula.model import Check
from recipekeeper.quantity import Amount, Setpoint
from recipekeeper.trace.constants import (
    DURATION_SPREAD,
    GUESSED_SHARE,
    TOLERANCE_IN_SPREADS,
    WAIT_SPREAD,
    WEIGHT_SPREAD,
)
from recipekeeper.trace.model import Factor
from recipekeeper.trace.names import Past, Place

_INSTANT = 30
"""Seconds: a step that began and ended in the same noted minute took half of one."""


@dataclass(frozen=True, slots=True)
class Gauge:
    """What the plan of the batch asked about says of one number, in the number's own scale.

    `base` is the planned value itself, in the unit of the plan or in seconds.
    `anchored` says that the plan names a target, which is 0. `spread` is the standard deviation to expect
    before anything is known, `guessed` that no tolerance of the maker stands behind it. `critical` are the
    limits outside which a batch goes on hold. `resolution` is the finest difference that is usually noted.
    """

    base: float
    spread: float
    anchored: bool
    guessed: bool = False
    low: float | None = None
    high: float | None = None
    critical: tuple[float, float] | None = None
    resolution: float = 0.0


@dataclass(frozen=True, slots=True)
class Measured:
    """One number of the batch asked about, of the good ones and of the other bad ones.

    `division` is the finest difference that the digits of the asked one show.
    """

    factor: Factor
    gauge: Gauge
    asked: float | None
    good: tuple[float | None, ...]
    bad: tuple[float | None, ...]
    division: float = 0.0
    loose: tuple[float, ...] = ()
    """Of each batch, the asked one first, the variance that taking off its size adds, in spreads squared."""

    @property
    def is_out_of_control(self) -> bool:
        """Whether the batch asked about left the critical limits."""
        if self.asked is None or self.gauge.critical is None:
            return False
        low, high = self.gauge.critical
        return not low <= self.asked <= high


@dataclass(frozen=True, slots=True)
class Noted:
    """One number with the finest difference that its digits show, both in the scale compared."""

    x: float
    step: float


def division(value: Decimal) -> float:
    """The finest difference that the digits of a value show: 0.1 for 43.0, 1 for 1145."""
    exponent = value.as_tuple().exponent
    return 10.0 ** min(exponent, 0) if isinstance(exponent, int) else 1.0


# Readings


def origin(check: Check | None) -> tuple[str, Setpoint] | None:
    """What a reading is measured from: the target, the middle of two limits, or the only limit."""
    if check is None:
        return None
    if check.target is not None:
        return "target", check.target
    limits = _limits(check)
    if limits is None:
        return None
    if limits.low is not None and limits.high is not None:
        high = limits.high.to(limits.low.unit).value
        return "target", Setpoint((limits.low.value + high) / 2, limits.low.unit)
    if limits.high is not None:
        return "high", limits.high
    return ("low", limits.low) if limits.low is not None else None


def _limits(check: Check) -> Limits | None:
    return check.limits or check.critical


def reading_gauge(check: Check | None, values: Iterable[Setpoint], unit: str) -> Gauge:
    """The gauge of a reading, in that unit; where the plan says nothing, from the values themselves."""
    found = origin(check)
    if check is None or found is None:
        typical = max((abs(float(value.value)) for value in values), default=1.0)
        return Gauge(0.0, GUESSED_SHARE * typical or 1.0, anchored=False, guessed=True)
    base = found[1].to(unit).value
    low, high = _from(base, _limits(check), unit)
    lowest, highest = _from(base, check.critical, unit)
    critical = (
        (-inf if lowest is None else lowest, inf if highest is None else highest) if check.critical else None
    )
    guessed = low is None or high is None
    half = 0.0 if low is None or high is None else (high - low) / 2
    spread = GUESSED_SHARE * abs(float(base)) or 1.0 if guessed else half / TOLERANCE_IN_SPREADS
    return Gauge(float(base), spread, found[0] == "target", guessed, low, high, critical)


def _from(base: Decimal, limits: Limits | None, unit: str) -> tuple[float | None, float | None]:
    """Both ends as differences from the base, subtracted exactly as readings are."""
    ends = (limits.low, limits.high) if limits else (None, None)
    low, high = (None if end is None else float(end.to(unit).value - base) for end in ends)
    return low, high


def reading(batch: Past, place: Place, asked: Check | None, unit: str) -> Noted | None:
    """A reading less the target of its own version, in that unit; None where it is blank or in another."""
    value = batch.readings.get(place)
    if not isinstance(value, Setpoint):
        return None
    wanted, own = origin(asked), origin(batch.checks.get(place))
    start = own if wanted and own and own[0] == wanted[0] else wanted
    try:
        zero = start[1].to(unit).value if start else Decimal(0)
        return Noted(float(value.to(unit).value - zero), division(value.value) if value.unit == unit else 0.0)
    except QuantityError:
        return None


# Weights


def weight_gauge(batch: Past, ingredient: str) -> Gauge:
    """The gauge of a weight: its planned amount, and the tolerance as the limits."""
    line = batch.lines[ingredient]
    planned = float(line.planned.value)
    tolerance = None
    if line.tolerance is not None and planned:
        tolerance = float(line.tolerance.to(line.planned.unit).value) / planned
    low = None if tolerance is None else -tolerance
    return Gauge(planned, WEIGHT_SPREAD, anchored=True, low=low, high=tolerance)


def weight(batch: Past, ingredient: str) -> Noted | None:
    """All that was weighed of it, as a share of what was planned at that batch's size, less one."""
    weighing, line = batch.weighings.get(ingredient), batch.lines.get(ingredient)
    total: Amount | None = weighing.total if weighing else None
    if total is None or line is None or not line.planned.value:
        return None
    try:
        # Two weights in one unit need no exact fraction to be compared.
        same = total.unit == line.planned.unit
        share = float(total.value / line.planned.value) if same else float(total.ratio(line.planned))
    except QuantityError:
        return None
    step = division(total.value) / float(abs(total.value)) * share if total.value else 0.0
    return Noted(share - 1, step)


# Times


def duration_gauge(batch: Past, step: str) -> Gauge:
    """The gauge of a duration; without a planned one, of the logarithm of its minutes alone."""
    plan = batch.steps[step]
    lasts = float(plan.lasts.seconds) if plan.lasts else 0.0
    if lasts <= 0:
        return Gauge(60.0, DURATION_SPREAD, anchored=False)
    within = float(plan.within.seconds) / lasts if plan.within else 0.0
    if within <= 0:
        return Gauge(lasts, DURATION_SPREAD, anchored=True)
    low = log(1 - within) if within < 1 else None
    spread = sqrt(DURATION_SPREAD * within / TOLERANCE_IN_SPREADS)
    return Gauge(lasts, spread, anchored=True, low=low, high=log(1 + within))


def duration(batch: Past, step: str, gauge: Gauge) -> Noted | None:
    """The logarithm of a duration over what its own plan; None where a time is missing or doubtful."""
    run, plan = batch.runs.get(step), batch.steps.get(step)
    if run is None or plan is None or run.seconds is None or run.clock_doubtful:
        return None
    own = float(plan.lasts.seconds) if gauge.anchored and plan.lasts else 0.0
    planned = own if own > 0 else gauge.base
    seconds = max(run.seconds, _INSTANT)
    return Noted(log(seconds / planned), _tick(run.seconds) / seconds)


def wait_gauge(batch: Past, step: str) -> Gauge:
    """The gauge of a wait: no target, only the longest that is allowed."""
    longest = batch.steps[step].wait_at_most
    high = log(float(longest.minutes) + 1) if longest else None
    return Gauge(60.0, WAIT_SPREAD, anchored=False, high=high)


def wait(batch: Past, step: str) -> Noted | None:
    """The logarithm of the minutes before a step, and one minute more."""
    run = batch.runs.get(step)
    if run is None or run.wait_seconds is None or run.clock_doubtful:
        return None
    seconds = max(run.wait_seconds, 0)
    return Noted(log(seconds / 60 + 1), _tick(seconds) / (seconds + 60))


def _tick(seconds: int) -> float:
    """What the clock shows, whole minutes or seconds, as it enters a time between two looks at it."""
    return sqrt(2) * (60.0 if seconds % 60 == 0 else 1.0)
