"""The golden batch: of the good batches of a formula the one that was made most nearly as planned."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from recipekeeper.batch.model import BatchRecord
from recipekeeper.formula.limits import Limits
from recipekeeper.trace.features import Batches, Feature, Worded, features
from recipekeeper.trace.gauge import Measured
from recipekeeper.trace.model import Kind
from recipekeeper.trace.names import Past, names_of, past

_MOST = 4.0
"""The most that one number counts, in the usual distance from the plan: one slip does not decide alone."""
_BLANK = 1.5
"""What a blank counts: worse than an ordinary number, so that the batch with the fewest records does not win."""


def closest(asked: BatchRecord, good: Sequence[BatchRecord]) -> BatchRecord | None:
    """The good batch whose weights, readings and times lie nearest to its own plan; the newest of equals.

    Each number counts in the usual distance of the good batches from the plan; where nothing is planned, from
    their median.
    """
    if not good:
        return None
    versions = {record.plan.version: record.plan.formula for record in good}
    names = names_of(asked, [versions[number] for number in sorted(versions)])
    batches = Batches(past(asked, names), tuple(past(record, names) for record in good), ())
    judged = [distances for each in features(batches) if (distances := _distances(each, batches.asked))]
    if not judged:
        return good[-1]
    scores = [sum(distances[index] for distances in judged) for index in range(len(good))]
    return good[max(index for index, score in enumerate(scores) if score == min(scores))]


def _distances(feature: Feature, asked: Past) -> list[float]:
    """How far each good batch is from the plan, in usual distances; empty where none noted it."""
    if isinstance(feature, Worded):
        return _of_words(feature)
    known = [x for x in feature.good if x is not None]
    if not known:
        return []
    center = 0.0 if _is_planned(feature, asked) else median(known)
    usual = median(abs(x - center) for x in known) or max(abs(x - center) for x in known) or 1.0
    return [_BLANK if x is None else min(abs(x - center) / usual, _MOST) for x in feature.good]


def _of_words(feature: Worded) -> list[float]:
    if all(word is None for word in feature.good):
        return []
    return [
        _BLANK if word is None else 0.0 if not feature.accepted or word in feature.accepted else _MOST
        for word in feature.good
    ]


def _is_planned(feature: Measured, asked: Past) -> bool:
    """Whether 0 is what the plan wants: not where it names one limit alone, or nothing."""
    factor = feature.factor
    match factor.kind:
        case Kind.WEIGHT:
            return True
        case Kind.DURATION:
            return asked.steps[factor.step or ""].lasts is not None
        case Kind.READING:
            check = asked.checks.get((factor.step or "", factor.name))
            return check is not None and (
                check.target is not None or _has_middle(check.limits or check.critical)
            )
        case _:
            return False


def _has_middle(limits: Limits | None) -> bool:
    return limits is not None and limits.low is not None and limits.high is not None
