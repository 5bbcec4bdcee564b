"""From a bad batch to the step that spoiled it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import fsum
from typing import TYPE_CHECKING

from recipekeeper.batch.model import BatchRecord, Disposition, State
from recipekeeper.trace.categories import Category, categories, effects, shared_category
from recipekeeper.trace.constants import NOTEWORTHY_KNOWN
from recipekeeper.trace.drift import Drift, drifts
from recipekeeper.trace.features import YES, Batches, Feature, features
from recipekeeper.trace.model import Candidate, Factor, Kind, StepScore, Trace
from recipekeeper.trace.names import Past, names_of, past
from recipekeeper.trace.oddity import Oddity, oddities
from recipekeeper.trace.posterior import Evidence, Posterior, level, posterior, verdict
from recipekeeper.trace.sequence import Explained, earliest_first
from recipekeeper.trace.shared import shared_number, shared_since
from recipekeeper.trace.wording import (
    after_remark,
    category_sentence,
    drift_remark,
    feature_sentence,
    known_remark,
    named,
)

if TYPE_CHECKING:
    from recipekeeper.trace.causes import Cause, Causes

NEAREST = 120
"""How many batches are worth comparing with, those that began nearest to the one asked about.

Good and bad ones are taken from one stretch of time: a share of bad batches among all means nothing else,
and processes drift. The spread of 115 good ones is known to 7 % (1/√(2n)), that of 400 to 3.5 %: hardly better.
"""

_HAPPENINGS = (Kind.ORDER, Kind.SKIPPED)


def trace(asked: BatchRecord, others: Sequence[BatchRecord], causes: Causes | None = None) -> Trace:
    """Every factor of the batch with the probability that it is what spoiled it.

    The batch asked about counts as bad whatever its record says. Of the others those of its formula count;
    the order in which they are given does not matter. Where the batch has a symptom, `causes` are what the
    trade knows of such.
    """
    batches = _labelled(asked, others)
    found = features(batches)
    judged = earliest_first(oddities(found), batches)
    blamed = [
        (feature, each)
        for feature, each in zip(found, judged.explained, strict=True)
        if _can_be_blamed(feature, batches.asked)
    ]
    recorded = categories(batches)
    # Without another batch every lot is equally new.
    shared = recorded if batches.good or batches.bad else ()
    order = {step: position for position, step in enumerate(batches.asked.steps)}
    moved = drifts(judged, batches)
    known_causes = _known(asked, [each for _, each in blamed], shared, causes)
    answer = posterior(
        Evidence(
            numbers={each.oddity.factor: each.ratio + shared_number(each) for _, each in blamed},
            categories={
                each.factor: shared_category(each) + effects(each, judged, batches, order) for each in shared
            },
            moved={factor: drift.worth for factor, drift in moved.items()},
            ruled_out=[
                *(
                    feature.factor
                    for feature in found
                    if feature.factor.kind in _HAPPENINGS and feature.asked not in (YES, None)
                ),
                *(each.factor for each in recorded if not shared),
            ],
            since=shared_since(batches),
            known={factor: times for factor, (_, times) in known_causes.items()},
        )
    )
    said = _sentences(blamed, shared, moved, batches)
    said |= {factor: f"{said[factor]}; {known_remark(cause)}" for factor, (cause, _) in known_causes.items()}
    candidates = _candidates(answer, said, _together(shared))
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
        blanks=tuple(named(feature.factor) for feature, _ in blamed if feature.asked is None),
        cleared=tuple(named(each.factor) for each in shared if each.is_cleared),
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


def _known(
    asked: BatchRecord, blamed: Sequence[Explained], shared: Sequence[Category], causes: Causes | None
) -> dict[Factor, tuple[Cause, float]]:
    """What the trade knows as causes of the symptom: for each factor the rule, and how much likelier it is."""
    if causes is None or not asked.state.symptoms:
        return {}
    from recipekeeper.trace.causes import known, worth  # late: only a batch with a symptom needs it

    formula = asked.plan.formula
    named_causes = [cause for symptom in asked.state.symptoms for cause in causes.of(symptom, formula.kind)]
    texts = {step.name: step.text or "" for step in formula.steps}
    phases = {line.name: line.phase or "" for line in formula.lines}
    sides: dict[Factor, float | None] = {each.oddity.factor: _side(each.oddity) for each in blamed}
    sides |= {each.factor: None for each in shared}
    found = {}
    for factor, side in sides.items():
        cause = known(
            named_causes, factor, side, texts.get(factor.step or "", ""), phases.get(factor.name, "")
        )
        if cause is not None:
            found[factor] = (cause, worth(cause, side))
    return found


def _side(oddity: Oddity) -> float | None:
    """Which way the value is off, 0 where it is as usual; None of a blank."""
    value = oddity.asked
    if value is None:
        return None
    return value.u if abs(value.u) >= NOTEWORTHY_KNOWN else 0.0


def _sentences(
    blamed: Sequence[tuple[Feature, Explained]],
    shared: Sequence[Category],
    moved: Mapping[Factor, Drift],
    batches: Batches,
) -> dict[Factor, str]:
    together = _together(shared)
    said = {feature.factor: feature_sentence(feature, each, batches) for feature, each in blamed}
    for factor, later in _followers(blamed).items():
        if factor in said:
            said[factor] += f"; {after_remark(later)}"
    for factor, drift in moved.items():
        # Without another bad batch since, nothing tells the move from a harmless one.
        if drift.worth > 0 and drift.counts[0]:
            said[factor] += f"; {drift_remark(drift)}"
    return said | {each.factor: category_sentence(each, together[each.factor]) for each in shared}


def _followers(blamed: Sequence[tuple[Feature, Explained]]) -> dict[Factor, list[Factor]]:
    """For each earliest oddity what may only follow from it, through however many links."""
    by = {
        each.oddity.factor: each.by for _, each in blamed if each.by is not None and each.is_mostly_explained
    }
    found: defaultdict[Factor, list[Factor]] = defaultdict(list)
    for later, root in by.items():
        found[_first(root, by)].append(later)
    return found


def _first(factor: Factor, by: Mapping[Factor, Factor]) -> Factor:
    return _first(by[factor], by) if factor in by else factor


def _candidates(
    answer: Posterior, said: Mapping[Factor, str], together: Mapping[Factor, tuple[Factor, ...]]
) -> tuple[Candidate, ...]:
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
