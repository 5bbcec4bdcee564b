"""From a bad batch to the step that spoiled it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from math import fsum

from recipekeeper.batch.model import BatchRecord, Disposition, State
from recipekeeper.trace.features import YES, Batches, Feature, features
from recipekeeper.trace.model import Candidate, Factor, Kind, StepScore, Trace
from recipekeeper.trace.names import Past, names_of, past
from recipekeeper.trace.oddity import oddities
from recipekeeper.trace.posterior import Posterior, level, posterior, verdict
from recipekeeper.trace.sequence import Explained, earliest_first
from recipekeeper.trace.shared import Category, categories, shared_since
from recipekeeper.trace.wording import category_sentence, feature_sentence, named

NEAREST = 120
"""How many batches are worth comparing with, those that began nearest to the one asked about.

Good and bad ones are taken from one stretch of time: a share of bad batches among all means nothing else,
and processes drift. The spread of 115 good ones is known to 7 % (1/√(2n)), that of 400 to 3.5 %: hardly better.
"""

_HAPPENINGS = (Kind.ORDER, Kind.SKIPPED)


def trace(asked: BatchRecord, others: Sequence[BatchRecord]) -> Trace:
    """Every factor of the batch with the probability that it is what spoiled it.

    The batch asked about counts as bad whatever its record says. Of the others those of its formula count;
    the order in which they are given does not matter.
    """
    batches = _labelled(asked, others)
    compared = bool(batches.good or batches.bad)
    found = features(batches)
    explained = earliest_first(oddities(found))
    judged = [pair for pair in zip(found, explained, strict=True) if _can_be_blamed(pair[0], batches.asked)]
    shared = categories(batches) if compared else ()
    done = [
        feature.factor
        for feature in found
        if feature.factor.kind in _HAPPENINGS and feature.asked not in (YES, None)
    ]
    answer = posterior([each for _, each in judged], shared, done, shared_since(batches))
    candidates = _candidates(judged, shared, answer, batches)
    best = candidates[0].probability if candidates else 0.0
    return Trace(
        batch=asked.plan.batch,
        formula=asked.plan.formula.code,
        version=asked.plan.version,
        compared_good=len(batches.good),
        compared_bad=len(batches.bad),
        verdict=verdict(best, answer.nothing),
        unexplained=answer.nothing,
        candidates=candidates,
        steps=_steps(candidates),
        blanks=tuple(named(feature.factor) for feature, _ in judged if feature.asked is None),
    )


def is_bad(record: BatchRecord) -> bool | None:
    """Whether a batch counts as bad; None where it does not count at all."""
    state = record.state
    if state.state is not State.FINISHED or record.plan.trial:
        return None
    if state.outcome in ("good", "bad"):
        return state.outcome == "bad"
    if state.disposition is Disposition.REJECTED:
        return True
    return None if state.disposition is Disposition.HOLD else False


def _labelled(asked: BatchRecord, others: Sequence[BatchRecord]) -> Batches:
    plan = asked.plan
    same = [
        other
        for other in sorted(others, key=_age)
        if other.plan.formula.code == plan.formula.code and other.plan.batch != plan.batch
    ]
    good = [other for other in same if is_bad(other) is False]
    bad = [other for other in same if is_bad(other)]
    versions = {other.plan.version: other.plan.formula for other in (*good, *bad)}
    names = names_of(asked, [versions[number] for number in sorted(versions)])
    return Batches(
        past(asked, names),
        tuple(past(other, names) for other in good),
        tuple(past(other, names) for other in bad),
    )


def _age(record: BatchRecord) -> tuple[float, str]:
    began = record.state.started_at
    return (began.timestamp() if began else float("-inf"), record.plan.batch)


def _can_be_blamed(feature: Feature, asked: Past) -> bool:
    """A step that was done was not skipped; what was never reached spoiled nothing."""
    if feature.factor.kind in _HAPPENINGS:
        return feature.asked == YES
    return feature.asked is not None or feature.factor.step not in asked.stopped


def _candidates(
    judged: Sequence[tuple[Feature, Explained]],
    shared: Sequence[Category],
    answer: Posterior,
    batches: Batches,
) -> tuple[Candidate, ...]:
    together = _together(shared)
    said = {feature.factor: feature_sentence(feature, each, batches) for feature, each in judged}
    said |= {each.factor: category_sentence(each, together[each.factor]) for each in shared}
    ranked = sorted(answer.factors, key=lambda factor: -answer.factors[factor])
    return tuple(
        Candidate(
            rank=rank,
            factor=str(factor),
            step=factor.step,
            probability=answer.factors[factor],
            level=level(answer.factors[factor]),
            sentence=said[factor],
            together_with=tuple(str(each) for each in together.get(factor, ())),
        )
        for rank, factor in enumerate(ranked, start=1)
    )


def _together(shared: Sequence[Category]) -> dict[Factor, tuple[Factor, ...]]:
    """For each category those that were in exactly the same batches: no count can tell them apart."""
    exposed = defaultdict(list)
    for each in shared:
        exposed[each.good, each.bad].append(each.factor)
    return {
        factor: tuple(other for other in group if other != factor)
        for group in exposed.values()
        for factor in group
    }


def _steps(candidates: Sequence[Candidate]) -> tuple[StepScore, ...]:
    sums: defaultdict[str, list[float]] = defaultdict(list)
    for candidate in candidates:
        if candidate.step is not None:
            sums[candidate.step].append(candidate.probability)
    scores = [StepScore(step, fsum(probabilities)) for step, probabilities in sums.items()]
    return tuple(sorted(scores, key=lambda score: -score.probability))
