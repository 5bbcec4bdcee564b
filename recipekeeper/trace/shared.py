"""Do bad batches share it? Evidence that needs only which batches went bad.

The batch asked about never counts here: it is bad by selection.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import comb, erf, exp, inf, lgamma, log, log1p, sqrt

from recipekeeper.trace.features import Batches
from recipekeeper.trace.model import Factor, Kind
from recipekeeper.trace.names import Past
from recipekeeper.trace.oddity import ORDINARY, Oddity

_AS_ODD = 0.8
_AS_ODD_WITHIN = 0.5
_CLEARS = 0.7
"""How far one good batch that was as odd clears a factor."""
_SPOILS = (4.0, 2.0)
"""Beta prior of the share of bad batches among those with a spoiling lot, unit or operator: two in three."""
_BACKGROUND = (1.0, 15.0)
"""Beta prior of the share of bad batches for no recorded reason: one in sixteen."""
_SEEN_ONCE, _SEEN_AGAIN = 3.0, 4.0
"""The most by which one other bad batch multiplies the odds, and each further one."""
_RECENT = 10
"""Among how many batches something that nobody recorded is looked for."""


@dataclass(frozen=True, slots=True)
class Category:
    """One lot, unit, operator or version of the batch asked about; which others had it (None: unknown)."""

    factor: Factor
    good: tuple[bool | None, ...]
    bad: tuple[bool | None, ...]

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """Bad with it, all with it, bad without it, all without it."""
        with_bad, with_good = self.bad.count(True), self.good.count(True)
        without_bad, without_good = self.bad.count(False), self.good.count(False)
        return with_bad, with_bad + with_good, without_bad, without_bad + without_good


def shared_number(oddity: Oddity) -> float:
    """How the other batches speak for or against an odd number, as a logarithm; a blank gives 0.

    Other bad batches that are odd to the same side speak for it; a good one that was as odd to the same
    side speaks against it: it happened and nothing went wrong.
    """
    if oddity.u is None:
        return 0.0
    side = 1.0 if oddity.u >= 0 else -1.0
    far = abs(oddity.u)
    cleared = sum(log1p(-_CLEARS * _at_least_as_odd(side * u, far)) for u in oddity.good if u is not None)
    if not oddity.is_odd:
        return cleared
    together, alike = 0.0, 0
    for other in oddity.bad:
        if other is not None:
            same_side = side * other[0] > 0
            together += _half_open(other[1] if same_side else min(other[1], ORDINARY))
            alike += same_side and other[1] > 0
    return min(_half_open(together), _most_from(alike)) + cleared


def _most_from(batches: int) -> float:
    """What so many other bad batches that share it can add at most.

    Seen once is possible, never likely: chance puts a single bad batch anywhere.
    """
    return log(_SEEN_ONCE) + (batches - 1) * log(_SEEN_AGAIN) if batches else 0.0


def _half_open(ratio: float) -> float:
    """ln(½ + ½ eʳ): evidence that may just as well not apply."""
    return ratio + log((1 + exp(-ratio)) / 2) if ratio > 0 else log((1 + exp(ratio)) / 2)


def as_odd_in_good(oddity: Oddity) -> list[int]:
    """Which good batches, by position, were most likely as odd to the same side."""
    if oddity.u is None or not oddity.is_odd:
        return []
    side = 1.0 if oddity.u >= 0 else -1.0
    return [
        index
        for index, u in enumerate(oddity.good)
        if u is not None and _at_least_as_odd(side * u, abs(oddity.u)) > 0.5
    ]


def _at_least_as_odd(u: float, far: float) -> float:
    """The probability that u is really at least 0.8 times that far: it is known to half a spread."""
    return (1 + erf((u - _AS_ODD * far) / _AS_ODD_WITHIN / sqrt(2))) / 2


def categories(batches: Batches) -> tuple[Category, ...]:
    """The lots, equipment, operator and version of the batch asked about, in process order."""
    asked = batches.asked
    found = [
        _category(batches, Factor(Kind.LOT, asked.lines[name].step, name, lot))
        for name, weighing in asked.weighings.items()
        if name in asked.lines
        for lot in weighing.lots
    ]
    found += [
        _category(batches, Factor(Kind.EQUIPMENT, step, asked.runs[step].equipment or ""))
        for step in asked.steps
        if step in asked.runs and asked.runs[step].equipment
    ]
    if asked.operator:
        found.append(_category(batches, Factor(Kind.OPERATOR, None, asked.operator)))
    found.append(_category(batches, Factor(Kind.VERSION, None, str(asked.version))))
    order = {step: position for position, step in enumerate(asked.steps)}
    return tuple(sorted(found, key=lambda each: order.get(each.factor.step or "", len(order))))


def _category(batches: Batches, factor: Factor) -> Category:
    return Category(
        factor,
        tuple(_exposed(batch, factor) for batch in batches.good),
        tuple(_exposed(batch, factor) for batch in batches.bad),
    )


def _exposed(batch: Past, factor: Factor) -> bool | None:
    match factor.kind:
        case Kind.LOT:
            weighing = batch.weighings.get(factor.name)
            lots = {lot.casefold() for lot in weighing.lots} if weighing else set()
            return factor.lot.casefold() in lots if lots else None
        case Kind.EQUIPMENT:
            run = batch.runs.get(factor.step or "")
            unit = run.equipment if run else None
            return unit.casefold() == factor.name.casefold() if unit else None
        case Kind.OPERATOR:
            return batch.operator.casefold() == factor.name.casefold() if batch.operator else None
        case _:
            return str(batch.version) == factor.name


def shared_category(category: Category) -> float:
    """The Beta-binomial Bayes factor, as a logarithm: whether batches with it go bad at their own rate.

    What every batch had tells nothing of it, however many went bad.
    """
    ratio = _own_rate(*category.counts)
    return ratio if category.counts[3] else min(ratio, 0.0)


def _own_rate(with_bad: int, with_all: int, without_bad: int, without_all: int) -> float:
    own = _beta_binomial(with_bad, with_all, _SPOILS) + _beta_binomial(without_bad, without_all, _BACKGROUND)
    all_alike = _beta_binomial(with_bad + without_bad, with_all + without_all, _BACKGROUND)
    return min(own - all_alike, _most_from(with_bad))


def shared_since(batches: Batches) -> float:
    """The same for something that nobody recorded and that began with one of the last ten batches.

    The mean over the ten: with which of them it began is not known.
    """
    bad = _went_bad_before(batches)
    counts = [
        (sum(bad[:since]), since, sum(bad[since:]), len(bad) - since)
        for since in range(min(_RECENT, len(bad) + 1))
    ]
    return log(sum(exp(_own_rate(*each)) for each in counts) / len(counts))


def _went_bad_before(batches: Batches) -> list[bool]:
    """Whether each batch before the one asked about went bad, the newest first."""
    asked = _moment(batches.asked)
    told = [(past, False) for past in batches.good] + [(past, True) for past in batches.bad]
    before = [(_moment(past), past.code, bad) for past, bad in told if _moment(past) <= asked]
    return [bad for *_, bad in sorted(before, reverse=True)]


def _moment(past: Past) -> float:
    return past.began_at.timestamp() if past.began_at else -inf


def _beta_binomial(bad: int, batches: int, prior: tuple[float, float]) -> float:
    """Logarithm of the probability of one sequence with so many bad batches."""
    a, b = prior
    return _log_beta(a + bad, b + batches - bad) - _log_beta(a, b)


def _log_beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)


def fisher_mid_p(with_bad: int, with_all: int, without_bad: int, without_all: int) -> float:
    """Fisher's exact test, one-sided, mid-p: how often chance puts as many bad batches where it is."""
    bad, batches = with_bad + without_bad, with_all + without_all
    ways = comb(batches, bad)
    chances = [
        comb(with_all, k) * comb(without_all, bad - k) / ways for k in range(with_bad, min(with_all, bad) + 1)
    ]
    return sum(chances) - chances[0] / 2
