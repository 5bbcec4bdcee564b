"""HOW STEADY IS IT. Control charts, run rules, moving averages, capability."""

from __future__ import annotations

from recipekeeper.chart.charting import Asked, chart
from recipekeeper.chart.model import Chart

__all__ = ["Asked", "Chart", "chart"]
