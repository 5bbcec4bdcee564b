"""What a chart says in a maker's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from recipekeeper.chart.constants import CONFIDENCE, EWMA_WEIGHT, EWMA_WIDTH, RULES_FROM
from recipekeeper.chart.model import Chart, Form, Point, Segment


@dataclass(frozen=True, slots=True)
class Told:
    """What a sentence needs: unit, digits, and the points by number."""

    unit: str
    decimals: int
    points: Mapping[int, Point]


def figure(value: float, decimals: int, unit: str = "") -> str:
    """`43.5 °C`; without a sign before nothing."""
    text = f"{value:.{decimals}f}"
    if float(text) == 0:
        text = text.removeprefix("-")
    return f"{text} {unit}".rstrip()


def sentence(rule: str, side: int, numbers: Sequence[int], told: Told) -> str:
    """What a rule found, with the rule's name at the end."""
    points = [told.points[number] for number in numbers]
    return f"{_said(rule, side, points, told)} ({rule})."


def _said(rule: str, side: int, points: Sequence[Point], told: Told) -> str:
    first, last = points[0], points[-1]
    number = len(points)
    across = f"{first.batch} to {last.batch}"
    above = "above" if side > 0 else "below"
    if rule in ("nelson-1", "we-1"):
        limit = first.upper if side > 0 else first.lower
        value = figure(first.value, told.decimals, told.unit)
        edge = "" if limit is None else f" {figure(limit, told.decimals + 1)}"
        return f"{first.batch}: {value} is {above} the {'upper' if side > 0 else 'lower'} limit{edge}"
    if rule == "ewma":
        return f"{across if number > 1 else first.batch}: the moving average is {above} its limit"
    if rule in ("nelson-2", "we-4"):
        return f"{across}: {number} in a row {above} the centre"
    if rule == "nelson-3":
        return f"{across}: {number} in a row, each {'higher' if side > 0 else 'lower'} than the one before"
    if rule == "nelson-4":
        return f"{across}: {number} in a row, up and down by turns"
    if rule == "nelson-7":
        return f"{across}: {number} in a row close to the centre; the limits are wider than the process"
    if rule == "nelson-8":
        return (
            f"{across}: {number} in a row on both sides and none near the centre, as if two ways were mixed"
        )
    listed = ", ".join(point.batch for point in points)
    if rule in ("nelson-5", "we-2"):
        return f"{listed}: close together and all in the outer third {above} the centre, or beyond"
    return f"{listed}: close together and all in the outer two thirds {above} the centre, or beyond"


def differs(before: Point, point: Point, most: float, told: Told) -> str:
    """Two neighbours that are unusually far apart."""
    moved = figure(abs(point.value - before.value), told.decimals, told.unit)
    usual = figure(most, told.decimals + 1)
    return (
        f"{before.batch} to {point.batch}: a difference of {moved}, "
        f"more than the usual {usual} at most (moving-range)."
    )


def headline(made: Chart) -> str:
    """`SOAP-LAV: oil temperature at combine, °C; 12 batches`."""
    unit = f", {made.unit}" if made.unit else ""
    what = {Form.INDIVIDUALS: "batch", Form.SHARE: "share", Form.COUNT: "count"}[made.form]
    several = "batches" if what == "batch" else f"{what}s"
    number = len(made.points)
    return f"{made.formula}: {made.title}{unit}; {number} {what if number == 1 else several}"


def limits_words(segment: Segment, made: Chart) -> str:
    """The limits of one version: what this process usually does."""
    digits = made.decimals + 1
    center = f"version {segment.version}: centre {figure(segment.center, digits, made.unit)}"
    if segment.lower is None or segment.upper is None:
        return f"{center}; no limits yet from {segment.base} value"
    kind = "provisional limits" if segment.provisional else "limits"
    what, of = ("shares", f" for {segment.size}") if made.form is Form.SHARE else ("values", "")
    frozen = f"; frozen on {segment.base}, {segment.first} to {segment.last}" if segment.first else ""
    without = f"; without {', '.join(segment.without)}" if segment.without else ""
    return (
        f"{center}; {kind} {figure(segment.lower, digits)} to {figure(segment.upper, digits)}{of} "
        f"({segment.n} {what}{frozen}{without})"
    )


def formula_words(made: Chart) -> tuple[str, ...]:
    """`formula: 40.0 to 46.0 °C, target 43.0`; nothing where it sets none."""
    low, high, target = (
        None if end is None else figure(float(end), made.decimals)
        for end in (made.wanted.low, made.wanted.high, made.wanted.target)
    )
    ends = (
        f"{low} to {high}"
        if low and high
        else f"at least {low}"
        if low
        else f"at most {high}"
        if high
        else ""
    )
    aim = f"target {target}" if target else ""
    said = ", ".join(each for each in (f"{ends} {made.unit}".rstrip() if ends else "", aim) if each)
    return (f"formula: {said}",) if said else ()


def average_words(made: Chart) -> tuple[str, ...]:
    """`moving average: 43.21, limits 42.10 to 44.00 (lambda 0.2, ...)`, of the newest point; or nothing."""
    point = made.points[-1] if made.points else None
    if point is None or point.ewma is None or point.ewma_lower is None or point.ewma_upper is None:
        return ()
    average, low, high = (
        figure(value, made.decimals + 1) for value in (point.ewma, point.ewma_lower, point.ewma_upper)
    )
    how = f"lambda {float(EWMA_WEIGHT)}, limits {EWMA_WIDTH} sigma wide"
    return (f"moving average: {average}, limits {low} to {high} ({how})",)


def newest(sentences: Sequence[str], most: int) -> tuple[str, ...]:
    """The last so many, and how many are not told."""
    more = len(sentences) - most
    if more < 2:
        return tuple(sentences)
    return (f"{more} earlier signals; --json lists all.", *sentences[-most:])


def found_words(made: Chart) -> tuple[str, ...]:
    """Every signal in a sentence, the newest last; that there is none only where rules were looked at."""
    signals = sorted((*made.signals, *made.steps), key=lambda signal: signal.complete)
    found = tuple(signal.sentence for signal in signals)
    now = made.current
    looked_at = now is not None and now.base >= RULES_FROM
    return found or (("No signals.",) if looked_at else ())


def able(made: Chart) -> str:
    """Capability in one sentence, always with its number and interval, or why there is none."""
    found = made.capability
    if found is None:
        return f"No capability: {made.refused}"
    sure = f"{CONFIDENCE:.0%}".replace("%", " %")
    parts = [
        f"Cp {found.cp:.2f}" if found.cp is not None else "",
        _index("Cpk", found.cpk, found.cpk_interval),
        f"Pp {found.pp:.2f}" if found.pp is not None else "",
        _index("Ppk", found.ppk, found.ppk_interval),
    ]
    limits = " and ".join(
        figure(end, made.decimals, made.unit) for end in (found.low, found.high) if end is not None
    )
    return (
        f"Capability against the formula's {limits}, from {found.n} values (in brackets: {sure} interval): "
        f"{', '.join(part for part in parts if part)}."
    )


def _index(name: str, value: float, interval: tuple[float, float]) -> str:
    return f"{name} {value:.2f} ({interval[0]:.2f} to {interval[1]:.2f})"
