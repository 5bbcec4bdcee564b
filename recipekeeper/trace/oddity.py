"""How odd is normal here: how much more likely a value is where something is wrong than in a good batch.

One odd number is never worth more than what the good batches say: if one in fifty has such a number, it
multiplies the odds by fifty at most.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import exp, inf, log, log1p, sqrt

from recipekeeper.trace.constants import (
    CLEARLY_OFF,
    CONTROLLED,
    DECIMAL_SLIP,
    LEAST_RATIO,
    ORDINARY,
    SLIP_CHANCES,
    SLIP_IS_CAUSE,
    SLIP_WORTHS,
    USUAL_WORD,
    WORD_IS_CAUSE,
    WORD_ODDITY,
)
from recipekeeper.trace.features import YES, Feature, Worded
from recipekeeper.trace.gauge import Measured
from recipekeeper.trace.model import Factor, Kind
from recipekeeper.trace.rates import log_beta
from recipekeeper.trace.reference import Standing, deviate, standings
from recipekeeper.trace.tails import Scatter, fault, scatters, student


@dataclass(frozen=True, slots=True)
class Seen:
    """One value of one batch: how far off it is (a normal deviate), and both densities there.

    `ratio` is the logarithm of fault over background.
    """

    u: float
    ratio: float
    background: float
    is_out_of_control: bool = False

    @property
    def is_odd(self) -> bool:
        """Whether it speaks for a fault at all."""
        return self.ratio > 0

    def rarer(self, times: float) -> Seen:
        """The same value, that many times as rare in a good batch."""
        return replace(
            self, ratio=max(self.ratio + log(times), LEAST_RATIO), background=self.background / times
        )


@dataclass(frozen=True, slots=True)
class Oddity:
    """One feature of the batch asked about and of the other bad ones, judged against the good batches.

    A blank is None. `good` are the normal deviates of the good ones.
    """

    factor: Factor
    asked: Seen | None
    good: tuple[float | None, ...]
    bad: tuple[Seen | None, ...]
    scatter: Scatter | None = None
    """Of a number; None of a word."""
    pseudo: float = 0.0
    """How many values on target the plan of a number is worth."""


def oddities(features: Sequence[Feature]) -> list[Oddity]:
    """How odd each feature is, in the same order."""
    numbers = [feature for feature in features if isinstance(feature, Measured)]
    placed = standings(numbers)
    learned = scatters(placed, [number.factor.kind for number in numbers])
    measured = iter([_measured(*each) for each in zip(numbers, placed, learned, strict=True)])
    rates = _slip_rates([feature for feature in features if isinstance(feature, Worded)])
    return [
        _worded(feature, rates.get(feature.factor)) if isinstance(feature, Worded) else next(measured)
        for feature in features
    ]


def seen(kind: Kind, t: float, freedom: float, scatter: Scatter) -> Seen:
    """One number as it is judged, with the densities of its normal deviate."""
    per_u = _slope(t, freedom)
    background = scatter.density(t, freedom)
    ratio = max(log(max(fault(kind, t), 1e-300) / background), LEAST_RATIO)
    return Seen(deviate(t, freedom), ratio, background * per_u)


def _slope(t: float, freedom: float) -> float:
    """dt/du of Wallace's transformation."""
    if freedom == inf:
        return 1.0
    scale = (8 * freedom + 1) / (8 * freedom + 3)
    if abs(t) < 1e-3:
        return 1 / scale
    root = sqrt(log1p(t * t / freedom) / freedom)
    return root * (freedom + t * t) / (scale * abs(t))


def _measured(number: Measured, standing: Standing, scatter: Scatter) -> Oddity:
    kind, freedom = number.factor.kind, standing.freedom

    def judged(t: float | None) -> Seen | None:
        return None if t is None else seen(kind, t, freedom, scatter)

    asked = judged(standing.asked)
    if asked and standing.slip is not None and abs(asked.u) > CLEARLY_OFF:
        # A decimal point one place off would explain it: that much likelier is such a value in a good batch.
        slip = DECIMAL_SLIP * student(standing.slip, freedom)
        asked = asked.rarer(1 / (1 + slip / scatter.density(standing.asked or 0.0, freedom)))
    if asked and number.is_out_of_control:
        asked = replace(asked.rarer(CONTROLLED), is_out_of_control=True)
    return Oddity(
        number.factor,
        asked,
        tuple(None if t is None else deviate(t, max(freedom - 1, 1.0)) for t in standing.good),
        tuple(judged(t) for t in standing.bad),
        scatter,
        standing.pseudo,
    )


def _slip_rates(worded: Sequence[Worded]) -> dict[Factor, float]:
    """How often each step is skipped, or begun too early, in a good batch.

    One rate of the kind for all steps, and each step's own as far as steps differ here: of three weights
    of the common rate each counts as well as it foretells what happened (Beta-binomial).
    """
    found: dict[Factor, float] = {}
    for kind in (Kind.ORDER, Kind.SKIPPED):
        counts = {
            each.factor: (each.good.count(YES), sum(word is not None for word in each.good))
            for each in worded
            if each.factor.kind is kind
        }
        common = (sum(slips for slips, _ in counts.values()) + 1) / (
            sum(chances for _, chances in counts.values()) + SLIP_CHANCES
        )
        logs = [
            sum(
                log_beta(worth * common + slips, worth * (1 - common) + chances - slips)
                - log_beta(worth * common, worth * (1 - common))
                for slips, chances in counts.values()
            )
            for worth in SLIP_WORTHS
        ]
        weights = [exp(each - max(logs)) for each in logs]
        for factor, (slips, chances) in counts.items():
            rates = [(slips + worth * common) / (chances + worth) for worth in SLIP_WORTHS]
            found[factor] = sum(w * rate for w, rate in zip(weights, rates, strict=True)) / sum(weights)
    return found


def _worded(feature: Worded, slip: float | None) -> Oddity:
    known = [word for word in feature.good if word is not None]
    in_words = feature.factor.kind is Kind.READING

    def judged(word: str | None) -> Seen | None:
        if word is None or (not known and not feature.accepted):
            return None
        rate = word_rate(word, known, feature.accepted) if slip is None or word != YES else slip
        usual = rate >= USUAL_WORD if in_words else word != YES
        if usual:
            return Seen(0.0, ORDINARY, 1.0)
        ratio = log((WORD_IS_CAUSE if in_words else SLIP_IS_CAUSE) / rate)
        return Seen(WORD_ODDITY, ratio, fault(Kind.READING, WORD_ODDITY) / exp(ratio))

    asked = judged(feature.asked)
    return Oddity(
        feature.factor,
        asked,
        tuple(
            None if word is None else WORD_ODDITY if asked and asked.u and word == feature.asked else 0.0
            for word in feature.good
        ),
        tuple(
            judged(word) if word == feature.asked else Seen(0.0, ORDINARY, 1.0) if word else None
            for word in feature.bad
        ),
    )


def word_rate(word: str, good: Sequence[str], accepted: Sequence[str]) -> float:
    """How often a good batch has that word.

    A word that the plan refuses is as rare as a skipped step; one that it accepts counts as seen three
    times before the first batch; of words that nobody planned little is known.
    """
    seen_so_often = good.count(word)
    if not accepted:
        return (seen_so_often + 1) / (len(good) + 2)
    if word in accepted:
        return (seen_so_often + 3) / (len(good) + 3)
    return (seen_so_often + 0.3) / (len(good) + 15)
