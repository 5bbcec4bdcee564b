"""The earliest cause, not its symptoms: what an earlier oddity explains is taken off a later one.

Two things say what an earlier number does to a later one. A regression over the good batches (`links`)
says what was to be expected. And since with few batches, or far outside the usual range, nobody knows
the slope, a spike-and-slab regression (Mitchell and Beauchamp 1988) of the later on each single earlier
oddity leaves room for any effect: the single best explanation counts, never a sum of them. In correlated
records a sum would let an early trifle collect the evidence of everything after it.

A reading outside its critical limits is a control that failed, whatever led to it: the maker had said that
there the work stops. Only an earlier failed control explains it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, pi, sqrt

from recipekeeper.trace.constants import (
    BEYOND_CHANCE,
    BEYOND_WORTH,
    FARTHEST_CAUSE,
    LEAST_RATIO,
    LINK_FAILS,
    NOTEWORTHY_LOSS,
    ODD_SOURCE,
    PAIR_CLIP,
    SLAB_CHANCE,
    SLAB_VARIANCE,
    SLIP_EFFECT,
    SURELY_ODD,
)
from recipekeeper.trace.features import Batches
from recipekeeper.trace.links import Column, Link, chances, link, running_mean
from recipekeeper.trace.model import Factor, Kind
from recipekeeper.trace.oddity import Oddity, Seen
from recipekeeper.trace.tails import fault

_OWN_DOING = frozenset({Kind.ORDER, Kind.SKIPPED})
"""A maker's own doing follows from no number before it."""


@dataclass(frozen=True, slots=True)
class Explained:
    """One feature after what came before it: the evidence that is left, and what took most of it away.

    `shared` has the same of each other bad batch: its deviate and the evidence that is left, or None.
    """

    oddity: Oddity
    ratio: float
    by: Factor | None
    bad: tuple[tuple[float, float] | None, ...]

    @property
    def is_mostly_explained(self) -> bool:
        """Whether an earlier oddity takes off two thirds of the odds, or more."""
        value = self.oddity.asked
        return self.by is not None and value is not None and value.ratio - self.ratio > NOTEWORTHY_LOSS


@dataclass(frozen=True, slots=True)
class Judged:
    """All features of the batch asked about, in process order, and what was to be expected of them."""

    explained: tuple[Explained, ...]
    links: tuple[Link | None, ...]

    def unpredicted(self, at: int) -> list[float | None]:
        """One number of every batch (asked, good, bad), less what the numbers before it predict."""
        oddity, linked = self.explained[at].oddity, self.links[at]
        asked = [None if oddity.asked is None else oddity.asked.u]
        values = [*asked, *oddity.good, *(None if one is None else one.u for one in oddity.bad)]
        if linked is None or not linked.sources:
            return values
        judged = linked.from_earlier_judged
        expected = (judged[0], *linked.from_earlier, *judged[1:])
        return [None if u is None else u - part for u, part in zip(values, expected, strict=True)]

    def residual(self, at: int, case: int) -> float | None:
        """One number of the batch asked about (0) or of another bad one, less all that was to be expected."""
        oddity, linked = self.explained[at].oddity, self.links[at]
        value = oddity.asked if case == 0 else oddity.bad[case - 1]
        if value is None:
            return None
        return (value.u - linked.expected[case]) / linked.spread[case] if linked else value.u

    def pseudo(self, at: int) -> float:
        """How many values on target the plan of that number is worth."""
        return self.explained[at].oddity.pseudo


def earliest_first(oddities: Sequence[Oddity], batches: Batches) -> Judged:
    """The oddities in process order, each less the best explanation before it. A blank has the ratio 0."""
    links = _links(oddities, batches)
    pairs = _Pairs(oddities)
    asked = _explained(oddities, [each.asked for each in oddities], links, 0, pairs)
    others = [
        _explained(oddities, [each.bad[index] for each in oddities], links, 1 + index, pairs)
        for index in range(len(batches.bad))
    ]
    explained = [
        Explained(
            oddity,
            asked[at][0],
            asked[at][1],
            tuple(
                None if (one := oddity.bad[index]) is None else (one.u, others[index][at][0])
                for index in range(len(batches.bad))
            ),
        )
        for at, oddity in enumerate(oddities)
    ]
    return Judged(tuple(explained), tuple(links))


def _explained(
    oddities: Sequence[Oddity],
    values: Sequence[Seen | None],
    links: Sequence[Link | None],
    case: int,
    pairs: _Pairs,
) -> list[tuple[float, Factor | None]]:
    """For each feature of one batch the evidence left, and what took most of it away."""
    odd_before: list[int] = []
    found: list[tuple[float, Factor | None]] = []
    for at, value in enumerate(values):
        if value is None:
            found.append((0.0, None))
            continue
        found.append(_left(oddities, values, at, links[at], case, odd_before, pairs))
        if value.is_odd:
            odd_before.append(at)
    return found


def _left(
    oddities: Sequence[Oddity],
    values: Sequence[Seen | None],
    at: int,
    linked: Link | None,
    case: int,
    odd_before: Sequence[int],
    pairs: _Pairs,
) -> tuple[float, Factor | None]:
    value, kind = values[at], oddities[at].factor.kind
    assert value is not None
    if kind in _OWN_DOING:
        return value.ratio, None
    faulty, background = exp(value.ratio) * value.background, value.background
    scatter = oddities[at].scatter
    if linked is not None and scatter is not None:
        spread = linked.spread[case]
        r = (value.u - linked.expected[case]) / spread
        then = (1 - LINK_FAILS) * scatter.density(r, linked.freedom) / spread + LINK_FAILS * background
        faulty_then = max(fault(kind, r) / spread, exp(LEAST_RATIO) * then)
        odd_source = any(
            (source := values[index]) is not None and abs(source.u) > ODD_SOURCE for index in linked.sources
        )
        if not odd_source or faulty_then / then < faulty / background:
            faulty, background = faulty_then, then
    ratio = log(faulty / background)
    if not value.is_odd:
        return ratio, None
    best, by = 0.0, None
    for earlier in odd_before:
        cause = values[earlier]
        assert cause is not None
        if value.is_out_of_control and not cause.is_out_of_control:
            continue
        gain = _certainly_odd(cause) * max(_gain(cause, value, *pairs.effect(earlier, at)) - 1, 0.0)
        if oddities[earlier].factor.kind in _OWN_DOING:
            gain *= SLIP_EFFECT
        if gain > best:
            best, by = gain, oddities[earlier].factor
    floor = log(faulty / max(background, value.background * (1 + best)))
    return min(ratio, floor), by if floor < ratio or by else None


def _certainly_odd(value: Seen) -> float:
    return 1 / (1 + exp(SURELY_ODD - value.ratio))


def _gain(earlier: Seen, later: Seen, slope: float, variance: float, chance: float, pairs: int) -> float:
    """How much more likely the later value is, given the earlier one, than in any good batch."""
    cause = max(-FARTHEST_CAUSE, min(FARTHEST_CAUSE, earlier.u))
    as_usual = _normal(later.u - slope * cause, 1 + variance * cause**2) / later.background
    beyond = _normal(later.u, 1 + SLAB_VARIANCE * cause**2) / later.background
    unseen = BEYOND_CHANCE * BEYOND_WORTH / (BEYOND_WORTH + pairs)
    return chance * as_usual + (1 - chance) * (1 - unseen + unseen * beyond)


def _normal(off: float, variance: float) -> float:
    return exp(-off * off / variance / 2) / sqrt(2 * pi * variance)


class _Pairs:
    """Slope of a later number on an earlier one, its variance, and the chance that there is one; each once."""

    def __init__(self, oddities: Sequence[Oddity]) -> None:
        self._oddities = oddities
        self._known: dict[tuple[int, int], tuple[float, float, float, int]] = {}

    def effect(self, earlier: int, later: int) -> tuple[float, float, float, int]:
        found = self._known.get((earlier, later))
        if found is None:
            found = self._known[earlier, later] = _effect(self._oddities[earlier], self._oddities[later])
        return found


def _effect(earlier: Oddity, later: Oddity) -> tuple[float, float, float, int]:
    pairs = [
        (_clipped(x), _clipped(y))
        for x, y in zip(earlier.good, later.good, strict=True)
        if x is not None and y is not None
    ]
    sum_xx = sum(x * x for x, _ in pairs)
    sum_xy = sum(x * y for x, y in pairs)
    precision = sum_xx + 1 / SLAB_VARIANCE
    evidence = sum_xy**2 / precision / 2 - log(1 + SLAB_VARIANCE * sum_xx) / 2
    odds = log(SLAB_CHANCE / (1 - SLAB_CHANCE)) + evidence
    chance = 1 / (1 + exp(-odds)) if odds > -500 else 0.0
    return sum_xy / precision, 1 / precision, chance, len(pairs)


def _clipped(u: float) -> float:
    return max(-PAIR_CLIP, min(PAIR_CLIP, u))


def _links(oddities: Sequence[Oddity], batches: Batches) -> list[Link | None]:
    """For each number what is to be expected of it in the batch asked about, and in each other bad one."""
    places = batches.places
    known_good = [tuple(u is not None for u in each.good) for each in oddities]
    clipped = [tuple(0.0 if u is None else _clipped(u) for u in each.good) for each in oddities]
    cases = [[each.asked, *each.bad] for each in oddities]
    judged = [tuple(0.0 if one is None else _clipped(one.u) for one in case) for case in cases]
    shared = _category_columns(batches)
    found: list[Link | None] = []
    earlier: list[Column] = []
    for at, oddity in enumerate(oddities):
        if oddity.scatter is None:
            found.append(None)
            continue
        by_number, by_own, by_category = chances(len(earlier))
        means = running_mean([_clipped(u) if u is not None else None for u in oddity.good])
        own = Column(tuple(means[:-1]), tuple(means[place] for place in places))
        columns = [*((column, by_number) for column in earlier), (own, by_own)]
        columns += [(column, by_category) for column in shared]
        found.append(link(clipped[at], known_good[at], columns))
        earlier.append(Column(clipped[at], judged[at], at))
    return found


def _category_columns(batches: Batches) -> list[Column]:
    """Who made it, and by which version: what they do differently that does no harm."""
    asked = batches.asked
    columns = []
    for same in (
        [past.operator.casefold() == asked.operator.casefold() for past in batches.all],
        [past.version == asked.version for past in batches.all],
    ):
        good = same[1 : 1 + len(batches.good)]
        mean = sum(good) / max(len(good), 1)
        if 0 < mean < 1:
            columns.append(
                Column(
                    tuple(each - mean for each in good),
                    tuple(each - mean for each in (same[0], *same[1 + len(batches.good) :])),
                )
            )
    return columns
