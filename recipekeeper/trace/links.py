"""What is to be expected of a number from what came before it in the same batch.

Each number is regressed, over the good batches, on the numbers before it, on the running mean of its own
earlier values (a process wanders), and on the operator and the version of the batch asked about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, log, sqrt
from operator import mul

from recipekeeper.trace.constants import (
    CATEGORY_CHANCE,
    EARLIER_CHANCE,
    FEWEST_EARLIER,
    LEAST_LINK_VARIANCE,
    LEAST_LINKED_BATCHES,
    MOST_PREDICTORS,
    NEWEST_SAY,
    OWN_MEAN_CHANCE,
    SLAB_VARIANCE,
)


@dataclass(frozen=True, slots=True)
class Column:
    """One thing known before: its values in the good batches, then in those to be judged."""

    good: tuple[float, ...]
    judged: tuple[float, ...]
    source: int | None = None
    """Which number it is; None for one that is not a number of the batch itself."""


@dataclass(frozen=True, slots=True)
class Link:
    """The regression of one number. `expected` and `spread` are those of each batch to be judged."""

    sources: tuple[int, ...]
    expected: tuple[float, ...]
    spread: tuple[float, ...]
    freedom: float
    from_earlier: tuple[float, ...]
    from_earlier_judged: tuple[float, ...]
    """What the earlier numbers alone predict, of the good batches and of those to be judged."""


def link(
    values: tuple[float, ...], known: tuple[bool, ...], columns: Sequence[tuple[Column, float]]
) -> Link | None:
    """The regression of these good values on the columns, each with its prior chance; None where none helps."""
    count = sum(known)
    if count < LEAST_LINKED_BATCHES:
        return None
    rest = values
    chosen: list[Column] = []
    slopes: list[float] = []
    left = list(columns)
    variance = max((_dot(rest, rest) + 1) / (count + 1), LEAST_LINK_VARIANCE)
    inverse: list[list[float]] = []
    while len(chosen) < MOST_PREDICTORS and left:
        best, at = 0.0, -1
        for index, (column, chance) in enumerate(left):
            zz = _dot(column.good, column.good)
            if zz <= 0:
                continue
            zy = _dot(column.good, rest)
            gain = -0.5 * log(1 + SLAB_VARIANCE * zz / variance) + 0.5 * zy * zy / (
                variance * (zz + variance / SLAB_VARIANCE)
            )
            gain += log(chance / (1 - chance))
            if gain > best:
                best, at = gain, index
        if at < 0:
            break
        chosen.append(left.pop(at)[0])
        for _ in range(2):
            inverse = _inverse(
                [
                    [
                        _dot(one.good, other.good) + (variance / SLAB_VARIANCE if one is other else 0.0)
                        for other in chosen
                    ]
                    for one in chosen
                ]
            )
            against = [_dot(one.good, values) for one in chosen]
            slopes = [_dot(row, against) for row in inverse]
            fitted = _fitted(chosen, slopes, len(values))
            rest = tuple(
                y - fit if is_known else 0.0 for y, fit, is_known in zip(values, fitted, known, strict=True)
            )
            variance = max(
                (_dot(rest, rest) + 1) / (count + 1 - min(len(chosen), count)), LEAST_LINK_VARIANCE
            )
    if not chosen:
        return None
    judged = range(len(chosen[0].judged))
    expected, spread = [], []
    for index in judged:
        z = [column.judged[index] for column in chosen]
        leverage = variance * sum(a * _dot(row, z) for a, row in zip(z, inverse, strict=True))
        expected.append(_dot(slopes, z))
        spread.append(sqrt(variance + leverage))
    return Link(
        tuple(column.source for column in chosen if column.source is not None),
        tuple(expected),
        tuple(spread),
        max(count - len(chosen), 3) + 4.0,
        *_from_earlier(chosen, slopes),
    )


def chances(earlier: int) -> tuple[float, float, float]:
    """The prior chances of one earlier number, of the own mean, and of operator or version."""
    return EARLIER_CHANCE / max(earlier, FEWEST_EARLIER), OWN_MEAN_CHANCE, CATEGORY_CHANCE


def running_mean(values: Sequence[float | None]) -> list[float]:
    """Before each value, the mean of those before it, the newest weighing three tenths; one more at the end."""
    mean, found = 0.0, []
    for value in values:
        found.append(mean)
        if value is not None:
            mean += NEWEST_SAY * (value - mean)
    found.append(mean)
    return found


def _fitted(chosen: Sequence[Column], slopes: Sequence[float], count: int) -> list[float]:
    return [
        sum(slope * column.good[index] for slope, column in zip(slopes, chosen, strict=True))
        for index in range(count)
    ]


def _from_earlier(
    chosen: Sequence[Column], slopes: Sequence[float]
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    numbers = [
        (column, slope) for column, slope in zip(chosen, slopes, strict=True) if column.source is not None
    ]
    first = chosen[0]
    good = [sum(slope * column.good[index] for column, slope in numbers) for index in range(len(first.good))]
    judged = [
        sum(slope * column.judged[index] for column, slope in numbers) for index in range(len(first.judged))
    ]
    return tuple(good), tuple(judged)


def _dot(one: Sequence[float], other: Sequence[float]) -> float:
    return fsum(map(mul, one, other))


def _inverse(matrix: list[list[float]]) -> list[list[float]]:
    """By Gauss and Jordan; the ridge on its diagonal keeps it well-conditioned."""
    size = len(matrix)
    rows = [[*row, *(1.0 if at == index else 0.0 for at in range(size))] for index, row in enumerate(matrix)]
    for at in range(size):
        pivot = rows[at][at]
        rows[at] = [value / pivot for value in rows[at]]
        for other in range(size):
            if other != at:
                factor = rows[other][at]
                rows[other] = [a - factor * b for a, b in zip(rows[other], rows[at], strict=True)]
    return [row[size:] for row in rows]
