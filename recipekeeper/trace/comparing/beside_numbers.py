"""The numbers and words of two batches, one beside the other: weights, times, readings, each beside its own plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from math import exp, log, log1p

from recipekeeper.batch.model import StepState
from recipekeeper.batch.wording import converted, ends_text, minutes_text, plus_minus
from recipekeeper.formula.amounts.scale import ScaledLine
from recipekeeper.formula.model import Check, Step
from recipekeeper.quantity import Amount, Setpoint, Span, duration_text, plain
from recipekeeper.trace.comparing.beside import Beside, Departed, lots
from recipekeeper.trace.comparing.compared import Cell, Mark, Range, Row
from recipekeeper.trace.comparing.levels import Noted, Scale, decimals_of, number, rounded
from recipekeeper.trace.comparing.usual import ENOUGH, is_mostly
from recipekeeper.trace.features import Worded
from recipekeeper.trace.gauge import Measured
from recipekeeper.trace.model import Factor, Kind
from recipekeeper.trace.names import Past, Place

_OTHER_WEIGHT, _OTHER_TIME, _OTHER_READING = 0.01, log(1.5), 0.1
"""Without a tolerance two batches differ from these on: 1 % of a weight, half as long again, a tenth of a reading.
Our own choice."""
_LOOKED_AT = 2
"""At so many readings it is looked how finely they are noted."""
_HALF_A_MINUTE = 30.0
"""Seconds: how finely times are noted that are read off a clock on the wall."""


def weights(look: Beside, step: str | None) -> Iterator[Row]:
    """Rows of what goes in at the step, each with its lots; with None, of what belongs to no step."""
    for name, line in look.asked.lines.items():
        if line.step == step:
            feature = look.known.get(Factor(Kind.WEIGHT, step, name))
            if isinstance(feature, Measured):
                yield _weight(look, feature, name, line)
            yield from lots(look, step, name)


def _weight(look: Beside, feature: Measured, name: str, line: ScaledLine) -> Row:
    planned, tolerance, base = line.planned, line.tolerance, feature.gauge.base
    this = _weighed(look.asked, name, look.this_departed)
    that = _weighed(look.other, name, look.that_departed)
    known = this.value if isinstance(this.value, Amount) and this.value.unit == planned.unit else None
    decimals = decimals_of(known.value) if known else min(decimals_of(planned.value), 1)
    share = None
    low = high = None
    if tolerance is not None and planned.value:
        room = tolerance.to(planned.unit)
        share = float(room.value) / float(planned.value)
        low, high = planned - room, planned + room
    scale = Scale(
        planned.unit,
        lambda x: base * (1 + x),
        lambda level: Amount(rounded(level, decimals), planned.unit),
        lambda level: str(Amount(rounded(level, decimals), planned.unit)),
        share,
        10.0**-decimals / base if base else 1.0,
        _OTHER_WEIGHT,
    )
    row = number(
        look, feature, name, Range(plus_minus(planned, tolerance), low, high, planned), scale, this, that
    )
    return row if row.that is None or not look.has_other_plan else _with_percent(row, row.that)


def _with_percent(row: Row, that: Cell) -> Row:
    def said(cell: Cell) -> Cell:
        if cell.percent is None:
            return cell
        return replace(cell, text=f"{cell.text} ({cell.percent:.1f} %)")

    return replace(row, this=said(row.this), that=said(that))


def _weighed(past: Past | None, name: str, departed: Departed) -> Noted:
    if past is None or name not in past.lines:
        return Noted()
    line, weighing = past.lines[name], past.weighings.get(name)
    total, text = (weighing.total if weighing else None), ""
    if total is not None:
        fits = total.dimension == line.planned.dimension
        text = str(converted(total, line.planned, line.tolerance)) if fits else str(total)
    return Noted(text, total, plus_minus(line.planned, line.tolerance), departed.get(("weight", None, name)))


# Times


def times(look: Beside, kind: Kind, step: str) -> Iterator[Row]:
    """The row of how long the step took, or of the wait before it."""
    feature = look.known.get(Factor(kind, step))
    if not isinstance(feature, Measured):
        return
    plan, base = look.asked.steps[step], feature.gauge.base
    is_wait = kind is Kind.WAIT
    planned = plan.wait_at_most if is_wait else plan.lasts
    typical = base * exp(feature.asked or 0.0)
    scale = Scale(
        "s",
        (lambda x: base * (exp(x) - 1)) if is_wait else (lambda x: base * exp(x)),
        lambda level: Span(Decimal(max(round(level), 0)), "s"),
        lambda level: _time_text(max(round(level), 0), planned),
        None if is_wait else _within(plan),
        log1p(_HALF_A_MINUTE / max(typical, _HALF_A_MINUTE)),
        _OTHER_TIME,
    )
    this = _timed(look.asked, kind, step, look.this_departed)
    that = _timed(look.other, kind, step, look.that_departed)
    label = "wait before" if is_wait else "took"
    yield number(look, feature, label, _planned_time(plan, is_wait=is_wait), scale, this, that)


def _within(step: Step) -> float | None:
    if step.lasts is None or step.within is None or not step.lasts.value:
        return None
    return log1p(float(step.within.seconds) / float(step.lasts.seconds))


def _planned_time(step: Step, *, is_wait: bool) -> Range:
    if is_wait:
        longest = step.wait_at_most
        return Range(f"at most {longest}", high=Span(longest.seconds, "s")) if longest else Range()
    if step.lasts is None:
        return Range()
    lasts, within = step.lasts.seconds, step.within.seconds if step.within else None
    low, high = (None, None) if within is None else (max(lasts - within, Decimal(0)), lasts + within)
    return Range(
        plus_minus(step.lasts, step.within),
        None if low is None else Span(low, "s"),
        None if high is None else Span(high, "s"),
        Span(lasts, "s"),
    )


def _timed(past: Past | None, kind: Kind, step: str, departed: Departed) -> Noted:
    run = past.runs.get(step) if past else None
    plan = past.steps.get(step) if past else None
    if run is None or plan is None:
        return Noted()
    is_wait = kind is Kind.WAIT
    seconds = run.wait_seconds if is_wait else run.seconds
    text = "" if seconds is None else _time_text(seconds, plan.wait_at_most if is_wait else plan.lasts)
    if text and run.clock_doubtful:
        text += " (clock went back)"
    if not text and not is_wait and run.state in (StepState.RUNNING, StepState.PAUSED):
        text = run.state.value
    return Noted(
        text,
        None if seconds is None else Span(Decimal(seconds), "s"),
        _planned_time(plan, is_wait=is_wait).text,
        departed.get((kind.value, step, None)),
    )


def _time_text(seconds: int, planned: Span | None) -> str:
    return minutes_text(seconds, planned) if planned else duration_text(seconds)


# Readings


def readings(look: Beside, step: str) -> Iterator[Row]:
    """Rows of the checks of the step, then of what was read besides."""
    pasts = (look.asked, look.other, *look.batches.good)
    places = dict.fromkeys(
        place for past in pasts if past for place in (*past.checks, *past.readings) if place[0] == step
    )
    for place in places:
        feature = look.known.get(Factor(Kind.READING, *place))
        if isinstance(feature, Worded):
            yield _words(look, feature, place)
        elif feature is not None:
            yield _reading(look, feature, place)


def _reading(look: Beside, feature: Measured, place: Place) -> Row:
    asked, base = look.asked, feature.gauge.base
    check = asked.checks.get(place)
    pasts = (asked, *look.batches.good, *look.batches.bad)
    values = [value for past in pasts if isinstance(value := past.readings.get(place), Setpoint)]
    unit, decimals = unit_and_decimals(check, values)
    limits = (check.limits or check.critical) if check else None
    low, high = (limits.low, limits.high) if limits else (None, None)
    tolerance = None
    if low is not None and high is not None:
        tolerance = float(high.to(unit).value - low.to(unit).value) / 2
    typical = (
        abs(float(values[0].to(unit).value))
        if values[0].dimension == Setpoint(Decimal(1), unit).dimension
        else 1.0
    )
    scale = Scale(
        unit,
        lambda x: base + x,
        lambda level: Setpoint(rounded(level, decimals), unit),
        lambda level: str(Setpoint(rounded(level, decimals), unit)),
        tolerance,
        10.0**-decimals,
        _OTHER_READING * typical,
    )
    plan = Range(plan_text(check), low, high, check.target if check else None)
    this = _read(asked, place, look.this_departed)
    that = _read(look.other, place, look.that_departed)
    return number(look, feature, place[1], plan, scale, this, that)


def unit_and_decimals(check: Check | None, values: Sequence[Setpoint]) -> tuple[str, int]:
    """The unit in which readings are compared, that of the plan or of the first, and how finely they are noted."""
    planned = check is not None and (check.target or check.limits or check.critical)
    unit = check.unit if check and planned else values[0].unit
    return unit, decimals_of(*(value.value for value in values[:_LOOKED_AT] if value.unit == unit))


def plan_text(check: Check | None) -> str:
    """`40 to 46 °C`, `light or medium`: what is wanted, in short; "" where nothing is."""
    if check is None:
        return ""
    limits = check.limits or check.critical
    if limits:
        return ends_text(limits)
    if check.lookup:
        return str(check.lookup)
    return " or ".join(check.words) if check.target is None else str(check.target)


def _read(past: Past | None, place: Place, departed: Departed) -> Noted:
    value = past.readings.get(place) if past else None
    text, found = _shown(place, value), departed.get(("reading", *place))
    if value is not None and found and found.found not in (text, str(value)):
        text = f"{text} ({found.found} before)"
    number = value if isinstance(value, Setpoint) else None
    return Noted(text, number, plan_text(past.checks.get(place)) if past else "", found)


def _shown(place: Place, value: Setpoint | str | None) -> str:
    """The reading with its unit, unless the measure is called like it, as a pH is."""
    if isinstance(value, Setpoint) and value.symbol.casefold() == place[1].casefold():
        return plain(value.value)
    return "" if value is None else str(value)


def _words(look: Beside, feature: Worded, place: Place) -> Row:
    known = [word for word in feature.good if word is not None]
    asked, other = feature.asked, feature.bad[0] if look.other else None
    this = _read(look.asked, place, look.this_departed)
    that = _read(look.other, place, look.that_departed)
    marks = [Mark.PLAN] if this.departed else []
    if asked is not None and len(known) >= ENOUGH and asked not in known:
        marks.append(Mark.USUAL)
    if len(known) < ENOUGH and asked is not None and other is not None and asked != other:
        marks.append(Mark.OTHER)
    usual = ""
    if known:
        word, count = min(Counter(known).items(), key=lambda item: (-item[1], item[0]))
        usual = f"{word} in {count} of {len(known)}"
    return Row(
        Kind.READING,
        str(feature.factor),
        place[0],
        place[1],
        Range(plan_text(look.asked.checks.get(place))),
        Cell(this.text, this.text or None, this.plan, marks=tuple(marks)),
        Cell(that.text, that.text or None, that.plan, marks=(Mark.PLAN,) if that.departed else ())
        if look.other
        else None,
        Range(usual, batches=len(known)),
        is_usual=is_mostly(known.count(asked or ""), len(known)),
    )
