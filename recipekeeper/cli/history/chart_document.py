"""A chart as JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from recipekeeper.chart.model import Point, Signal
from recipekeeper.cli import document

if TYPE_CHECKING:
    from recipekeeper.operations.history.charts import Charted


def chart_document(charted: Charted) -> document.Document:
    """The whole chart; `center`, `lower`, `upper` and `sigma` are those that hold for the newest point."""
    made = charted.chart
    now = made.current
    return {
        "formula": made.formula,
        "title": made.title,
        "unit": made.unit or None,
        "form": made.form.value,
        "n": len(made.points),
        "center": now.center if now else None,
        "lower": now.lower if now else None,
        "upper": now.upper if now else None,
        "sigma": now.sigma if now else None,
        "moving_range": {
            "center": now.range_center if now else None,
            "lower": 0 if now and now.range_upper is not None else None,
            "upper": now.range_upper if now else None,
            "signals": [_signal(one) for one in made.steps],
        },
        "provisional": now.provisional if now else None,
        "rules": list(made.rules),
        "formula_limits": {
            "low": document.number(made.wanted.low),
            "high": document.number(made.wanted.high),
            "target": document.number(made.wanted.target),
        },
        "segments": [asdict(segment) for segment in made.segments],
        "points": [_point(point) for point in made.points],
        "signals": [_signal(one) for one in made.signals],
        "capability": asdict(made.capability) if made.capability else None,
        "capability_refused": made.refused or None,
        "notes": list(made.notes),
        "file": str(charted.file) if charted.file else None,
        "warnings": list(charted.warnings),
    }


def _point(point: Point) -> document.Document:
    return {**asdict(point), "at": document.moment(point.at)}


def _signal(signal: Signal) -> document.Document:
    return {**asdict(signal), "points": list(signal.points)}
