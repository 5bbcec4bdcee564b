"""How odd is normal here: how much more likely a value is where something is wrong than in a good batch.

One odd number is never worth more than what the good batches say: if one in fifty has such a number, it
multiplies the odds by fifty at most.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, pi, sqrt

from recipekeeper.trace.features import YES, Feature, Worded
from recipekeeper.trace.gauge import Measured
from recipekeeper.trace.model import Factor, Kind
from recipekeeper.trace.reference import Standing, standings

ORDINARY = log(0.15)
"""The most that an ordinary value is worth: a cause is rarely one that looks like every other batch."""
WORD_ODDITY = 4.0
"""A wrong word or a skipped step counts, beside numbers, as one four standard deviations off."""

_ORDINARY_WITHIN = 2.0
_TAIL_FROM = 3.5
_TAIL_DENSITY = 0.0952
"""Makes the tail 0.0952 / max(|u|/3.5, 1)³ integrate to one."""
_TAIL_SHARE = 0.015
_TAIL_SHARE_WORTH = 150
_OWN_TAIL_WORTH = 40
_CONTROLLED = 3.0
"""So much rarer is an innocent value outside the critical limits: a batch that leaves them goes on hold."""
_LONG_WAITS = 0.9
_USUAL_WORD = 0.3
_WORD_IS_CAUSE = 0.2
"""How often a wrong word is itself what went wrong: most are a judgement of what came out."""


@dataclass(frozen=True, slots=True)
class Oddity:
    """One feature of the batch asked about, judged against the good batches.

    `u` is how far off it is (a normal deviate), `ratio` the logarithm of fault over background density;
    both None where the value is blank. `bad` has the same two of each other bad batch.
    """

    factor: Factor
    u: float | None
    ratio: float | None
    good: tuple[float | None, ...]
    bad: tuple[tuple[float, float] | None, ...]
    is_out_of_control: bool = False
    """Whether it left its critical limits."""

    @property
    def is_odd(self) -> bool:
        """Whether it speaks for a fault at all."""
        return self.ratio is not None and self.ratio > 0

    @property
    def background(self) -> float:
        """The density of such a value in a good batch."""
        return (
            0.0
            if self.u is None or self.ratio is None
            else fault_density(self.factor.kind, self.u) / exp(self.ratio)
        )


def oddities(features: Sequence[Feature]) -> list[Oddity]:
    """How odd each feature is, in the same order."""
    numbers = [feature for feature in features if isinstance(feature, Measured)]
    placed = standings(numbers)
    pooled = _pooled_tail(placed)
    measured = iter(
        [_measured(number, standing, pooled) for number, standing in zip(numbers, placed, strict=True)]
    )
    return [_worded(feature) if isinstance(feature, Worded) else next(measured) for feature in features]


def fault_density(kind: Kind, u: float) -> float:
    """Where a value lies that spoiled a batch: a Cauchy density four standard deviations wide."""
    density = 1 / (4 * pi * (1 + (u / 4) ** 2))
    if kind is not Kind.WAIT:
        return density
    return density * 2 * (_LONG_WAITS if u > 0 else 1 - _LONG_WAITS)


def good_density(u: float, tail: float) -> float:
    """Where a value of a good batch lies: a normal one, or with probability `tail` an innocent outlier."""
    normal = exp(-u * u / 2) / sqrt(2 * pi)
    return (1 - tail) * normal + tail * _TAIL_DENSITY / max(abs(u) / _TAIL_FROM, 1.0) ** 3


def log_ratio(kind: Kind, u: float, tail: float) -> float:
    """What a value is worth: the logarithm of fault over background, at most that of 1/tail."""
    worth = min(log(fault_density(kind, u) / good_density(u, tail)), -log(tail))
    return min(worth, ORDINARY) if abs(u) < _ORDINARY_WITHIN else worth


def _pooled_tail(placed: Sequence[Standing]) -> float:
    """The share of odd values among all good ones, drawn towards what is usual elsewhere."""
    known = [u for standing in placed for u in standing.good if u is not None]
    odd = sum(abs(u) > _TAIL_FROM for u in known)
    return (odd + _TAIL_SHARE * _TAIL_SHARE_WORTH) / (len(known) + _TAIL_SHARE_WORTH)


def _measured(number: Measured, standing: Standing, pooled: float) -> Oddity:
    kind = number.factor.kind
    known = [u for u in standing.good if u is not None]
    odd = sum(abs(u) > _TAIL_FROM for u in known)
    tail = (odd + _OWN_TAIL_WORTH * pooled) / (len(known) + _OWN_TAIL_WORTH)
    own_tail = tail / _CONTROLLED if number.is_out_of_control else tail
    return Oddity(
        number.factor,
        standing.asked,
        None if standing.asked is None else log_ratio(kind, standing.asked, own_tail),
        standing.good,
        tuple(None if u is None else (u, log_ratio(kind, u, tail)) for u in standing.bad),
        number.is_out_of_control,
    )


def _worded(feature: Worded) -> Oddity:
    known = [word for word in feature.good if word is not None]
    in_words = feature.factor.kind is Kind.READING

    def judged(word: str | None) -> tuple[float, float] | None:
        if word is None or (not known and not feature.accepted):
            return None
        rate = word_rate(word, known, feature.accepted)
        usual = rate >= _USUAL_WORD if in_words else word != YES
        return (0.0, ORDINARY) if usual else (WORD_ODDITY, log((_WORD_IS_CAUSE if in_words else 1.0) / rate))

    asked = judged(feature.asked)
    return Oddity(
        feature.factor,
        asked[0] if asked else None,
        asked[1] if asked else None,
        tuple(
            None if word is None else WORD_ODDITY if asked and asked[0] and word == feature.asked else 0.0
            for word in feature.good
        ),
        tuple(
            judged(word) if word == feature.asked else (0.0, ORDINARY) if word else None
            for word in feature.bad
        ),
    )


def word_rate(word: str, good: Sequence[str], accepted: Sequence[str]) -> float:
    """How often a good batch has that word.

    A word that the plan refuses is as rare as a skipped step; one that it accepts counts as seen three
    times before the first batch; of words that nobody planned little is known.
    """
    seen = good.count(word)
    if not accepted:
        return (seen + 1) / (len(good) + 2)
    if word in accepted:
        return (seen + 3) / (len(good) + 3)
    return (seen + 0.3) / (len(good) + 15)
