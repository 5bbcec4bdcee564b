"""How a departure is said: targets with their ranges, how far off, times as a maker reads them."""

from __future__ import annotations

from decimal import Decimal

from recipekeeper.batch.model import Severity
from recipekeeper.formula.model import Check, Limits
from recipekeeper.quantity import Amount, Setpoint, Span, duration_text, plain


def plus_minus(planned: Amount | Span, tolerance: Amount | Span | None) -> str:
    """`614 ± 1.5 g`; the planned value alone where no tolerance is set."""
    if tolerance is None:
        return str(planned)
    if tolerance.unit != planned.unit:
        return f"{planned} ± {tolerance}"
    return f"{plain(planned.value)} ± {plain(_shortened(tolerance.value))} {planned.symbol}".strip()


def _shortened(value: Decimal) -> Decimal:
    """Two significant digits: a tolerance is shown as finely as anybody can read it."""
    if value == 0:
        return value
    return round(value, max(1 - value.adjusted(), 0)).normalize()


def percent_off(found: Amount, planned: Amount) -> str:
    """`+4.2 %`; nothing where nothing was planned."""
    if planned.value == 0:
        return ""
    share = (found.value - planned.value) / planned.value * 100
    return f"{share:+.1f} %".replace("-", "−")


def limits_text(check: Check, limits: Limits, severity: Severity = Severity.MAJOR) -> str:
    """`43 °C, 40 to 46 °C`, `at most 4 pH`; limits always say which kind: `43 °C, critical 38 to 49 °C`."""
    target = f"{check.target}, " if check.target is not None else ""
    kind = "critical " if severity is Severity.CRITICAL else ""
    return f"{target}{kind}{ends_text(limits)}"


def ends_text(limits: Limits) -> str:
    """`40 to 46 °C`, `at most 4 pH`, `at least 85 °C`."""
    if limits.low is not None and limits.high is not None:
        low = plain(limits.low.value) if limits.low.unit == limits.high.unit else str(limits.low)
        return f"{low} to {limits.high}"
    return f"at least {limits.low}" if limits.low is not None else f"at most {limits.high}"


def beyond(value: Setpoint, end: Setpoint, side: str) -> str:
    """`9 °C below 40 °C`: how far a reading lies beyond the limit it passed."""
    distance = (end.minus(value) if side == "below" else value.minus(end)).to(end.unit)
    if value.unit != end.unit:
        # Converted: shown as finely as the difference can matter, not with all its digits.
        distance = Span(shown(distance.value), distance.unit)
    return f"{distance} {side} {end}"


def shown(value: Decimal) -> Decimal:
    """A computed value to one decimal, without a trailing zero; two digits where it is smaller than one."""
    rounded = round(value, 1) if abs(value) >= 1 else _shortened(value)
    return rounded.to_integral_value() if rounded == rounded.to_integral_value() else rounded


def minutes_text(seconds: int | Decimal, planned: Span, *, signed: bool = False) -> str:
    """A time in the unit that the plan uses, to one decimal: `1.5 min`, `+12 min`, `36 h`; below it in words."""
    unit_seconds = planned.seconds / planned.value if planned.value else Decimal(60)
    length = Decimal(seconds)
    if not signed and abs(length) < unit_seconds:
        return duration_text(length)
    value = (length / unit_seconds).quantize(Decimal("0.1"))
    sign = "+" if signed and value > 0 else ""
    return f"{sign}{plain(value).removesuffix('.0')} {planned.symbol}".replace("-", "−")
