"""Quantities as the words and figures that stand on paper."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

from recipekeeper.batch.wording import SECOND_PERSON
from recipekeeper.errors import QuantityError
from recipekeeper.formula.amounts.balance import units_of
from recipekeeper.formula.amounts.lye import LyeState, alkali_lines, strength_of
from recipekeeper.formula.amounts.scale import ScaledLine
from recipekeeper.formula.depending import Lookup
from recipekeeper.formula.limits import Limits
from recipekeeper.formula.model import Formula, Line, Origin
from recipekeeper.formula.substance.by_name import alkali_of
from recipekeeper.quantity import Amount, Setpoint, Span, plain, unit_key

_DIGITS_WITHOUT_A_SCALE = 6
_DIGITS_OF_A_YIELD = 4
_WIDE = Context(prec=40)


def target_and_range(line: ScaledLine) -> tuple[str, str, str]:
    """Target, lowest and highest figure of a line, in the unit of its planned amount.

    With a resolution all three show its decimals. The range is rounded inwards, so that no figure on
    the sheet is outside what the formula allows. Lowest and highest are "" without a tolerance.
    """
    planned = line.planned.value
    step = _step(line)
    target = _figure(planned, step, ROUND_HALF_UP)
    if line.resolution is None:
        target = _trimmed(target)
    if line.tolerance is None:
        return target, "", ""
    room = line.tolerance.to(line.planned.unit).value
    if not room:
        return target, target, target
    low = _figure(max(planned - room, Decimal(0)), step, ROUND_CEILING)
    high = _figure(planned + room, step, ROUND_FLOOR)
    return (target, low, high) if line.resolution else (target, _trimmed(low), _trimmed(high))


def yield_range(theoretical: Amount, percent: Limits | None) -> str:
    """`5281–5984 g (90–102 %)`: what the limits in percent come to, rounded inwards; "" without limits."""
    if percent is None:
        return ""
    smallest = Decimal(1) if theoretical.dimension == "count" else Decimal(0)
    step = max(_power_of_ten(theoretical.value, _DIGITS_OF_A_YIELD), smallest)
    low = _share(theoretical, percent.low, step, ROUND_CEILING)
    high = _share(theoretical, percent.high, step, ROUND_FLOOR)
    return f"{limits_text(Limits(low, high), unit_of(theoretical))} ({limits_text(percent)})"


def limits_text(limits: Limits | None, unit: str | None = None) -> str:
    """`40–46 °C`, `≤ 20 °C`, `≥ 50 °C`; a `unit` given replaces the unit's own word."""
    if limits is None:
        return ""
    low, high = limits.low, limits.high
    if low is not None and high is not None:
        return _between(low, high, unit)
    if high is not None:
        return f"≤ {_with_unit(high, unit)}"
    return f"≥ {_with_unit(low, unit)}" if low is not None else ""


def lookup_text(lookup: Lookup) -> str:
    """`by pH: to 3.0 ≥ 65.6 °C, to 3.2 ≥ 68.9 °C`: every row, because nobody looks it up at the bench."""
    rows = (f"to {plain(at.value)} {limits_text(lookup.limits(limit))}" for at, limit in lookup.rows)
    return f"by {lookup.of[1]}: {', '.join(rows)}"


def duration_words(lasts: Span | None, within: Span | None) -> str:
    """`4 ± 2.5 min`, `28 h ± 90 min`, `10 min`; "" where the formula says no duration."""
    if lasts is None:
        return ""
    if within is None or not within.value:
        return str(lasts)
    if within.unit == lasts.unit:
        return f"{plain(lasts.value)} ± {within}"
    return f"{lasts} ± {within}"


def amount_text(amount: Amount) -> str:
    """An amount with at most six digits, for a size or a yield: `5867 g`, `2.64555 lb`."""
    step = _power_of_ten(amount.value, _DIGITS_WITHOUT_A_SCALE)
    return f"{_trimmed(_figure(amount.value, step, ROUND_HALF_UP))} {unit_of(amount)}"


def unit_of(amount: Amount) -> str:
    """The word that follows the figure: `g`, `°C`, `bars`."""
    return _unit_word(amount)


def lye_words(lye: LyeState | None) -> str:
    """`superfat 5.0 %, lye 33.0 % (2.03 : 1), water 28.6 % of oils`; "" where there is no lye."""
    if lye is None:
        return ""
    words = [f"superfat {_percent(lye.superfat)}"]
    if lye.concentration is not None and lye.water_ratio is not None:
        words.append(f"lye {_percent(lye.concentration)} ({float(lye.water_ratio):.2f} : 1)")
        words.append(f"water {_percent(lye.water_of_oils)} of oils")
    return ", ".join(words)


def about_line(formula: Formula, line: Line) -> tuple[str, ...]:
    """What besides the amount a maker has to know of a line at the scale, each in a few words.

    What its percentage is of, how strong an alkali is reckoned, in which packs it comes, which formula makes it.
    """
    alkali = alkali_of(line.name) if line in alkali_lines(formula) else None
    strength = strength_of(formula, line) if alkali else Fraction(1)
    said = (
        str(line.share) if line.share else "",
        "q.s." if line.origin is Origin.REST else "",
        f"{_trimmed(f'{float(strength * 100):.2f}')} % {alkali.value}" if alkali and strength != 1 else "",
        f"packs of {line.pack}" if line.pack else "",
        line.product_of or "",
        SECOND_PERSON if line.checked else "",
    )
    return tuple(each for each in said if each)


def pieces_words(formula: Formula, factor: Fraction) -> str:
    """`21 loaves of 900 g`: what is filled at that size; "" where nothing is, or the yield is a count."""
    pieces = units_of(formula, factor)
    if formula.fill is None or pieces is None or formula.yields.dimension == "count":
        return ""
    try:
        return f"{Amount(Decimal(pieces), unit_key(formula.fill.unit))} of {formula.fill.each}"
    except QuantityError:
        # A maker's own word for a piece, whose plural nobody knows.
        return f"{pieces} × {formula.fill.each}"


def _percent(part: Fraction) -> str:
    return f"{float(part * 100):.1f} %".replace("-", "−")


def _step(line: ScaledLine) -> Decimal:
    """The last decimal that is shown: that of the scale, else what six digits and the tolerance need."""
    if line.resolution is not None:
        exponent = line.resolution.to(line.planned.unit).value.normalize(_WIDE).as_tuple().exponent
        return Decimal(1).scaleb(min(int(exponent), 0))
    step = _power_of_ten(line.planned.value, _DIGITS_WITHOUT_A_SCALE)
    if line.tolerance is None or not line.tolerance.value:
        return step
    return min(step, _power_of_ten(line.tolerance.to(line.planned.unit).value, 2))


def _power_of_ten(value: Decimal, digits: int) -> Decimal:
    return Decimal(1).scaleb(min(value.adjusted() - digits + 1, 0))


def _figure(value: Decimal, step: Decimal, rounding: str) -> str:
    return format(value.quantize(step, rounding=rounding, context=_WIDE), "f")


def _trimmed(figure: str) -> str:
    return figure.rstrip("0").rstrip(".") if "." in figure else figure


def _share(theoretical: Amount, percent: Setpoint | None, step: Decimal, rounding: str) -> Setpoint | None:
    if percent is None:
        return None
    share = theoretical.value * percent.value / 100
    return Setpoint(Decimal(_trimmed(_figure(share, step, rounding))), theoretical.unit)


def _between(low: Setpoint, high: Setpoint, unit: str | None) -> str:
    if low.unit != high.unit:
        return f"{low} to {high}"
    if low.value < 0:
        return f"{plain(low.value)} to {_with_unit(high, unit)}".replace("-", "−")
    return f"{plain(low.value)}–{_with_unit(high, unit)}"


def _with_unit(point: Setpoint, unit: str | None) -> str:
    return str(point).replace("-", "−") if unit is None else f"{plain(point.value)} {unit}"


def _unit_word(quantity: Amount | Setpoint) -> str:
    return str(quantity).removeprefix(plain(quantity.value)).strip()
