"""Series of values as charts see them, without batches behind them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from fractions import Fraction

from recipekeeper.chart.charting import Asked, chart_of
from recipekeeper.chart.model import Chart, Form, Observation, Specification
from recipekeeper.chart.subject import Values

BEGAN = datetime(2026, 1, 12, 9, 0, tzinfo=UTC)


def numbers(text: str) -> list[Fraction]:
    return [Fraction(each) for each in text.split()]


def observations(
    values: Sequence[Fraction], versions: Sequence[int] | None = None, size: int = 1
) -> tuple[Observation, ...]:
    return tuple(
        Observation(f"B-{number}", version, BEGAN + timedelta(days=number), value, size)
        for number, (value, version) in enumerate(
            zip(values, versions or [1] * len(values), strict=True), start=1
        )
    )


def charted(
    values: str | Sequence[Fraction],
    asked: Asked | None = None,
    *,
    versions: Sequence[int] | None = None,
    low: str | None = None,
    high: str | None = None,
    size: int = 1,
    counted: bool = False,
) -> Chart:
    series = numbers(values) if isinstance(values, str) else values
    wanted = Specification(Fraction(low) if low else None, Fraction(high) if high else None)
    form = Form.COUNT if counted else Form.SHARE if size > 1 else Form.INDIVIDUALS
    title, unit, decimals = {
        Form.INDIVIDUALS: ("oil temperature at combine", "°C", 1),
        Form.SHARE: ("share of rejected pieces", "", 3),
        Form.COUNT: ("rejected pieces", "", 0),
    }[form]
    found = Values(title, observations(series, versions, size), unit, decimals, wanted, form)
    return chart_of("SOAP", found, asked or Asked())


def rules(chart: Chart) -> list[str]:
    return [signal.rule for signal in chart.signals]
