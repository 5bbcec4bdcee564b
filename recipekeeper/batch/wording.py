"""How a departure is said: targets with their ranges, how far off, times as a maker reads them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from recipekeeper.batch.deviation import Severity
from recipekeeper.formula.amounts.figures import readable
from recipekeeper.formula.limits import Limits
from recipekeeper.formula.model import Check
from recipekeeper.quantity import Amount, Setpoint, Span, duration_text, plain

GRASPED = 120
"""So many of one unit of time are grasped at a glance; more are said in larger units, unless so many are
planned. Our own choice."""

MOST_DIGITS = 8
"""No scale shows more digits: 100 kg to the milligram would be nine."""


def plus_minus(planned: Amount | Span, tolerance: Amount | Span | None) -> str:
    """`614 ± 1.5 g`; the planned value alone where no tolerance is set."""
    planned = legible(planned) if isinstance(planned, Amount) else planned
    if tolerance is None:
        return str(planned)
    if tolerance.unit != planned.unit:
        return f"{planned} ± {tolerance}"
    return f"{plain(planned.value)} ± {plain(shortened(tolerance.value))} {planned.symbol}".strip()


def legible(amount: Amount) -> Amount:
    """An amount without the tail that computing or converting leaves: what has more digits than anybody weighs."""
    if len(amount.value.normalize().as_tuple().digits) <= MOST_DIGITS:
        return amount
    return readable(Fraction(amount.value), amount.unit)


def shortened(value: Decimal) -> Decimal:
    """Two significant digits: a tolerance is shown as finely as anybody can read it."""
    if value == 0:
        return value
    return round(value, max(1 - value.adjusted(), 0)).normalize()


def converted(found: Amount, planned: Amount, tolerance: Amount | None) -> Amount:
    """What was found, in the planned unit; if it was typed in another, no finer than a tenth of the tolerance.

    Without a tolerance no finer than a thousandth of what was planned.
    """
    if found.unit == planned.unit:
        return legible(found)
    value = found.to(planned.unit).value
    finest = tolerance.value.adjusted() - 1 if tolerance and tolerance.value else planned.value.adjusted() - 3
    return Amount(round(value, max(-finest, 0)), planned.unit)


def percent_off(found: Amount, planned: Amount) -> str:
    """`+4.2 %`; nothing where nothing was planned."""
    if planned.value == 0:
        return ""
    share = (found.value - planned.value) / planned.value * 100
    return f"{share:+.1f} %".replace("-", "−")


def limits_text(check: Check, limits: Limits, severity: Severity = Severity.MAJOR) -> str:
    """`43 °C, 40 to 46 °C`, `at most 4 pH`; critical ones say so: `43 °C, critical 38 to 49 °C`."""
    kind = "critical " if severity is Severity.CRITICAL else ""
    if check.target is not None:
        beside = f"{check.target}, "
    else:
        beside = f"{ends_text(check.limits)}, " if kind and check.limits and check.limits != limits else ""
    return f"{beside}{kind}{ends_text(limits)}"


SECOND_PERSON = "checked by a second person"


def company_text(check: Check) -> str:
    """`with a pH meter above 4.0 pH, checked by a second person`: how it is read, where the formula says."""
    kind = check.measured_with
    above = f" above {check.meter_above}" if check.meter_above is not None else ""
    said = [f"with a {kind}{above}"] if kind else []
    return ", ".join([*said, SECOND_PERSON] if check.checked else said)


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
    rounded = round(value, 1) if abs(value) >= 1 else shortened(value)
    return rounded.to_integral_value() if rounded == rounded.to_integral_value() else rounded


def minutes_text(seconds: int | Decimal, planned: Span, *, signed: bool = False) -> str:
    """A time in the unit that the plan uses, to one decimal: `1.5 min`, `+12 min`, `36 h`.

    One that is too short or too long to be grasped in it is said in two units: `30 s`, `13 h 54 min`.
    """
    unit_seconds = planned.seconds / planned.value if planned.value else Decimal(60)
    length = Decimal(seconds)
    value = (length / unit_seconds).quantize(Decimal("0.1"))
    sign = "+" if signed and value > 0 else ""
    if (not signed and abs(value) < 1) or abs(value) > max(Decimal(GRASPED), 2 * planned.value):
        return f"{sign}{duration_text(length)}".replace("-", "−")
    return f"{sign}{plain(value).removesuffix('.0')} {planned.symbol}".replace("-", "−")
