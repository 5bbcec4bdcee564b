"""The lots, equipment, operator and version of a batch, and whether bad batches share them.

The batch asked about never counts here: it is bad by selection.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

from recipekeeper.trace.constants import (
    BROKE,
    EFFECT_VARIANCE,
    FEW_HAD_IT,
    LAST_USES,
    MOST_FROM_EFFECTS,
    SEEN_ONCE,
    SHARED_WANDER,
)
from recipekeeper.trace.features import Batches, began
from recipekeeper.trace.model import Factor, Kind
from recipekeeper.trace.names import Past
from recipekeeper.trace.rates import own_rate
from recipekeeper.trace.sequence import Judged

Counts = tuple[int, int, int, int]
"""Bad with it, all with it, bad without it, all without it."""


@dataclass(frozen=True, slots=True)
class Category:
    """One lot, unit, operator or version of the batch asked about; which others had it (None: unknown)."""

    factor: Factor
    good: tuple[bool | None, ...]
    bad: tuple[bool | None, ...]
    since: tuple[Counts, ...] = ()
    """Of a unit, the same counts as if it had broken at each of its last uses before this one."""

    @property
    def counts(self) -> Counts:
        """Bad with it, all with it, bad without it, all without it."""
        with_bad, with_good = self.bad.count(True), self.good.count(True)
        without_bad, without_good = self.bad.count(False), self.good.count(False)
        return with_bad, with_bad + with_good, without_bad, without_bad + without_good

    @property
    def is_cleared(self) -> bool:
        """Whether it was in few other batches, so that one would think of it, and all of those were good."""
        with_bad, with_all, _, without_all = self.counts
        return not with_bad and 0 < with_all <= FEW_HAD_IT * (with_all + without_all)


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
    good = tuple(_exposed(batch, factor) for batch in batches.good)
    bad = tuple(_exposed(batch, factor) for batch in batches.bad)
    since = _since(batches, good, bad) if factor.kind is Kind.EQUIPMENT else ()
    return Category(factor, good, bad, since)


def _since(batches: Batches, good: Sequence[bool | None], bad: Sequence[bool | None]) -> tuple[Counts, ...]:
    """The counts as if the unit had broken at each of its last uses, the one asked about among them."""
    uses = sorted(
        (began(past), went_bad, bool(exposed))
        for group, exposures, went_bad in ((batches.good, good, False), (batches.bad, bad, True))
        for past, exposed in zip(group, exposures, strict=True)
        if exposed is not None
    )
    asked = began(batches.asked)
    starts = [when for when, _, exposed in uses if exposed and when < asked][-LAST_USES:]
    found = []
    for start in starts:
        with_it = [went_bad for when, went_bad, exposed in uses if exposed and when >= start]
        without = [went_bad for when, went_bad, exposed in uses if not exposed or when < start]
        found.append((sum(with_it), len(with_it), sum(without), len(without)))
    return (*found, (0, 0, sum(went_bad for _, went_bad, _ in uses), len(uses)))


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
    """How the labels speak for a lot, unit, operator or version, as a logarithm.

    What every batch had tells nothing of it, however many went bad. A unit may have been in order once.
    """
    always = _seen(category.counts)
    if not category.counts[3]:
        always = min(always, 0.0)
    if not category.since:
        return always
    broke = sum(exp(_seen(counts)) for counts in category.since) / len(category.since)
    return log((1 - BROKE) * exp(always) + BROKE * broke)


def _seen(counts: Counts) -> float:
    ratio = own_rate(*counts)
    return min(ratio, SEEN_ONCE) if counts[0] == 1 else ratio


def effects(category: Category, judged: Judged, batches: Batches, order: dict[str, int]) -> float:
    """What the bad batches with a lot or a unit have in common later on, as a logarithm.

    A lot that spoils often also shifts what comes after it. `order` is the place of each step.
    """
    if category.factor.kind not in (Kind.LOT, Kind.EQUIPMENT):
        return 0.0
    cases = [0, *(1 + index for index, exposed in enumerate(category.bad) if exposed)]
    since = order.get(category.factor.step or "", -1)
    found = []
    for at, each in enumerate(judged.explained):
        factor = each.oddity.factor
        if each.oddity.scatter is None or factor.kind not in (Kind.READING, Kind.DURATION):
            continue
        if order.get(factor.step or "", -1) < since:
            continue
        left = [r for case in cases if (r := judged.residual(at, case)) is not None]
        if left:
            mean = sum(left) / len(left)
            variance = 1 / len(left) + SHARED_WANDER + 1 / max(len(batches.good), 1)
            wider = variance + EFFECT_VARIANCE
            found.append(exp(mean * mean / 2 * (1 / variance - 1 / wider)) * sqrt(variance / wider))
    return log(min(MOST_FROM_EFFECTS, 0.5 + 0.5 * sum(found) / len(found))) if found else 0.0
