"""Whether other batches share an oddity, and what became of them.

The batch asked about never counts here: it is bad by selection.
"""

from __future__ import annotations

from math import erf, exp, log, log1p, sqrt

from recipekeeper.trace.constants import AS_ODD, AS_ODD_WITHIN, CLEARS, ORDINARY, PARTS, RECENT
from recipekeeper.trace.features import Batches, began
from recipekeeper.trace.oddity import Oddity
from recipekeeper.trace.rates import own_rate
from recipekeeper.trace.sequence import Explained


def shared_number(explained: Explained) -> float:
    """How the other batches speak for or against an odd number, as a logarithm.

    Other bad batches that are odd to the same side speak for it; a good one that was as odd to the same
    side speaks against it: it happened and nothing went wrong. Of a blank nobody knows the side.
    """
    value = explained.oddity.asked
    if value is None:
        return log((exp(_alike(explained, 1.0)) + exp(_alike(explained, -1.0))) / 2)
    side = 1.0 if value.u >= 0 else -1.0
    far = abs(value.u)
    cleared = sum(
        log1p(-CLEARS * _at_least_as_odd(side * u, far)) for u in explained.oddity.good if u is not None
    )
    return cleared + _alike(explained, side) if value.is_odd else cleared


def _alike(explained: Explained, side: float) -> float:
    """Whether the other bad batches were odd to that side too, whatever part of them it spoiled."""
    gains = [
        exp(ratio if side * u > 0 else min(ratio, ORDINARY))
        for u, ratio in (other for other in explained.bad if other is not None)
    ]
    if not gains:
        return 0.0
    logs = [sum(log(1 - part + part * gain) for gain in gains) for part in PARTS]
    highest = max(*logs, 0.0)
    share = sum(exp(each - highest) for each in logs) / len(PARTS)
    return highest + log((exp(-highest) + share) / 2)


def as_odd_in_good(oddity: Oddity) -> list[int]:
    """Which good batches, by position, were most likely as odd to the same side."""
    value = oddity.asked
    if value is None or not value.is_odd:
        return []
    side = 1.0 if value.u >= 0 else -1.0
    return [
        index
        for index, u in enumerate(oddity.good)
        if u is not None and _at_least_as_odd(side * u, abs(value.u)) > 0.5
    ]


def _at_least_as_odd(u: float, far: float) -> float:
    """The probability that u is really at least 0.8 times that far: it is known to half a spread."""
    return (1 + erf((u - AS_ODD * far) / AS_ODD_WITHIN / sqrt(2))) / 2


def shared_since(batches: Batches) -> float:
    """How the labels speak for something that nobody recorded and that began lately, as a logarithm.

    The mean over the last batches: with which of them it began is not known.
    """
    bad = _went_bad_before(batches)
    counts = [
        (sum(bad[:since]), since, sum(bad[since:]), len(bad) - since)
        for since in range(min(RECENT, len(bad) + 1))
    ]
    return log(sum(exp(own_rate(*each)) for each in counts) / len(counts))


def _went_bad_before(batches: Batches) -> list[bool]:
    """Whether each batch before the one asked about went bad, the newest first."""
    asked = began(batches.asked)
    told = [(past, False) for past in batches.good] + [(past, True) for past in batches.bad]
    before = [(began(past), past.code, bad) for past, bad in told if began(past) <= asked]
    return [bad for *_, bad in sorted(before, reverse=True)]
