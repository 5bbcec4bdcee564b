"""The chances by which the simulator deals, as densities: for the oracle."""

from __future__ import annotations

import math
from statistics import NormalDist

from tests.benchmarks.trace.going import EXCURSION, EXCURSION_LEAST, EXCURSION_MORE
from tests.benchmarks.trace.simulator import (
    FAULT_LEAST,
    FAULT_MIDDLE,
    FAULT_MOST,
    FAULT_SPREAD,
    GROSS,
    GROSS_MOST,
    GROSS_SLIPS,
    UPWARDS,
    WORD_OFF,
)
from tests.benchmarks.trace.world import WEIGHT, Node

_ROOT_2, _ROOT_2_PI = math.sqrt(2), math.sqrt(2 * math.pi)
_TYPING, _TYPING_REACH = 0.002, 60.0
_LEAST = 1e-12

Size = tuple[float, float]
"""A shift in z, and its chance."""


def noise(r: float, node: Node, scale: float) -> float:
    """The density of what no parent explains: chance, an excursion, or a slip of the pen."""
    ordinary = _shape(r / scale, node.noise) / scale
    away = abs(r)
    far = _normal_and_exponential(away - EXCURSION_LEAST, scale, EXCURSION_MORE) / 2
    return (1 - EXCURSION - _TYPING) * ordinary + EXCURSION * far + _TYPING / (2 * _TYPING_REACH) + _LEAST


def _shape(x: float, shape: str) -> float:
    if shape == "heavy":
        # Student's t with 4 degrees of freedom, which has variance 2.
        return 0.375 * _ROOT_2 * float((1 + x * x / 2) ** -2.5)
    if shape == "skewed":
        return _ROOT_2 * _normal_and_exponential(x * _ROOT_2 + 1, 1.0, 1.0)
    return math.exp(-x * x / 2) / _ROOT_2_PI


def _normal_and_exponential(x: float, spread: float, mean: float) -> float:
    """The density of a normal number of that spread plus an exponential one of that mean."""
    exponent = spread**2 / (2 * mean**2) - x / mean
    if exponent > 600:
        return 0.0
    return math.exp(exponent) * math.erfc((spread**2 / mean - x) / (_ROOT_2 * spread)) / (2 * mean)


def fault_sizes(node: Node, points: int = 7) -> list[Size]:
    """How far this number may be off where it is the fault."""
    if node.words:
        middle = [node.cut + value for value, _ in evenly(WORD_OFF, points)]
    else:
        standard = NormalDist(math.log(FAULT_MIDDLE), FAULT_SPREAD)
        drawn = [math.exp(standard.inv_cdf((i + 0.5) / points)) for i in range(points)]
        middle = [min(max(size, FAULT_LEAST), FAULT_MOST) for size in drawn]
    sizes = [(size, 1 / points) for size in middle]
    if node.kind == WEIGHT:
        gross = [(min(slip / node.spread, GROSS_MOST), GROSS / len(GROSS_SLIPS)) for slip in GROSS_SLIPS]
        sizes = [(size, chance * (1 - GROSS)) for size, chance in sizes] + gross
    upwards = UPWARDS.get(node.kind, 0.5)
    return [(size, chance * upwards) for size, chance in sizes] + [
        (-size, chance * (1 - upwards)) for size, chance in sizes
    ]


def evenly(ends: tuple[float, float], points: int) -> list[Size]:
    """Points of an even chance between two ends."""
    low, high = ends
    return [(low + (i + 0.5) / points * (high - low), 1 / points) for i in range(points)]


def both_ways(sizes: list[Size]) -> list[Size]:
    """The same up and down."""
    return [(sign * size, chance / 2) for size, chance in sizes for sign in (-1, 1)]
