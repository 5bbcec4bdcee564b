"""Whether a number moved for good, and batches go bad since.

Levels change in every workshop without harm: a new thermometer, a warmer season. So a change of level by
itself accuses nobody: it is compared with an innocent change, whose frequency is learned from all numbers of
this maker, and only the bad batches since then can tell the two apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import exp, fsum, log

from recipekeeper.trace.constants import (
    CHANGE_PASSES,
    CHANGES,
    CHANGES_WORTH,
    DRIFT_STARTS,
    EFFECT_VARIANCE,
    FEWEST_FOR_A_LEVEL,
    LEVEL_FREEDOM,
    LEVEL_WANDER,
    NEIGHBOUR_CLIP,
    NEIGHBOURS,
)
from recipekeeper.trace.features import Batches, began
from recipekeeper.trace.model import Factor
from recipekeeper.trace.rates import own_rate
from recipekeeper.trace.sequence import Judged


@dataclass(frozen=True, slots=True)
class _Change:
    """Of one number: for each start, how much better two levels explain it than one."""

    starts: tuple[int, ...]
    """Among all batches in order of time: the first one of the new level."""
    gains: tuple[float, ...]
    innocent: float


@dataclass(frozen=True, slots=True)
class Drift:
    """What the move of one number explains.

    `worth` is a logarithm; `since` the likeliest first batch of the new level; `counts` are the other bad
    batches since then, all since then, the bad before, all before.
    """

    worth: float
    since: str
    counts: tuple[int, int, int, int]


def drifts(judged: Judged, batches: Batches) -> dict[Factor, Drift]:
    """For each number that may have moved, how much its move explains."""
    order = _Order(batches)
    found: dict[Factor, _Change] = {}
    for at, each in enumerate(judged.explained):
        if each.oddity.scatter is not None and each.oddity.asked is not None:
            change = _change(judged, at, order)
            if change is not None:
                found[each.oddity.factor] = change
    share = _share_that_changes(list(found.values()))
    return {factor: _drift(change, share, order) for factor, change in found.items()}


class _Order:
    """All batches in order of time, as positions: 0 is the one asked about, then the good, then the bad."""

    def __init__(self, batches: Batches) -> None:
        everyone = batches.all
        self.positions = sorted(
            range(len(everyone)), key=lambda at: (began(everyone[at]), at == 0, everyone[at].code)
        )
        self.asked = self.positions.index(0)
        self.codes = [everyone[at].code for at in self.positions]
        bad = [at > len(batches.good) for at in self.positions]
        self._bad_before = [0, *accumulate(bad)]
        self._labels: dict[int, float] = {}

    def counts(self, start: int) -> tuple[int, int, int, int]:
        """Bad from that place on, all from there on, bad before, all before; the asked one never counts."""
        bad, others = self._bad_before, len(self.positions) - 1
        before = start - (self.asked < start)
        return bad[-1] - bad[start], others - before, bad[start], before

    def labels(self, start: int) -> float:
        """How the other batches since that one speak for something that began with it, as a logarithm."""
        if start not in self._labels:
            self._labels[start] = own_rate(*self.counts(start))
        return self._labels[start]


def _change(judged: Judged, at: int, order: _Order) -> _Change | None:
    values = judged.unpredicted(at)
    line = [(place, values[position]) for place, position in enumerate(order.positions)]
    known = [(place, value) for place, value in line if value is not None]
    if len(known) < FEWEST_FOR_A_LEVEL:
        return None
    smooth = _clipped([value for _, value in known])
    asked = next((index for index, (place, _) in enumerate(known) if place == order.asked), len(known))
    gains = _gains(smooth, judged.pseudo(at))
    starts = [index for index in range(1, len(known)) if index < asked][-DRIFT_STARTS:]
    if not starts:
        return None
    return _Change(
        tuple(known[index][0] for index in starts),
        tuple(gains[index] for index in starts),
        sum(exp(gains[index]) for index in range(1, len(known))) / (len(known) - 1),
    )


def _clipped(values: Sequence[float]) -> list[float]:
    """Each no farther than two spreads from the median of its neighbours: one odd value is no new level."""
    found = []
    for index, value in enumerate(values):
        near = sorted(values[max(index - NEIGHBOURS, 0) : index + NEIGHBOURS + 1])
        middle = (
            near[len(near) // 2] if len(near) % 2 else (near[len(near) // 2 - 1] + near[len(near) // 2]) / 2
        )
        found.append(max(middle - NEIGHBOUR_CLIP, min(middle + NEIGHBOUR_CLIP, value)))
    return found


def _gains(values: Sequence[float], pseudo: float) -> list[float]:
    """For each start, the logarithm of the Bayes factor of two levels over one."""
    count = len(values)
    freedom = LEVEL_FREEDOM + count - 1 + (1 if pseudo > 0 else 0)
    total, squares = sum(values), sum(value * value for value in values)
    gains, before, before_squares = [0.0], 0.0, 0.0
    for index in range(1, count):
        before += values[index - 1]
        before_squares += values[index - 1] ** 2
        first, then = index + pseudo, count - index
        after = total - before
        within = before_squares - before * before / first + squares - before_squares - after * after / then
        apart = after / then - before / first
        scale = 1 / first + 1 / then
        moved, still = scale + LEVEL_WANDER + EFFECT_VARIANCE, scale + LEVEL_WANDER
        rest = LEVEL_FREEDOM + max(within, 0.0)
        gains.append(
            -0.5 * log(moved / still)
            - freedom / 2 * log((rest + apart * apart / moved) / (rest + apart * apart / still))
        )
    return gains


def _share_that_changes(changes: Sequence[_Change]) -> float:
    share = CHANGES
    for _ in range(CHANGE_PASSES):
        changed = sum(share * each.innocent / (share * each.innocent + 1 - share) for each in changes)
        share = (CHANGES * CHANGES_WORTH + changed) / (CHANGES_WORTH + len(changes))
    return share


def _drift(change: _Change, share: float, order: _Order) -> Drift:
    worths = [gain + order.labels(start) for start, gain in zip(change.starts, change.gains, strict=True)]
    highest = max(worths)
    mean = fsum(exp(each - highest) for each in worths) / len(worths)
    start = change.starts[worths.index(highest)]
    innocent = log(1 - share + share * change.innocent)
    return Drift(highest + log(mean) - innocent, order.codes[start], order.counts(start))
