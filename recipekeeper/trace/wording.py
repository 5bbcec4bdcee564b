"""One sentence of evidence for each factor, as a maker would say it; never more certain than the record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from math import exp, floor, log10
from typing import TYPE_CHECKING

from recipekeeper.batch.model import StepRun
from recipekeeper.batch.wording import minutes_text
from recipekeeper.formula.model import Check
from recipekeeper.quantity import Setpoint, Span, duration_text, plain
from recipekeeper.trace.categories import Category
from recipekeeper.trace.drift import Drift
from recipekeeper.trace.features import Batches, Feature, Worded
from recipekeeper.trace.gauge import Measured, origin
from recipekeeper.trace.model import Factor, Kind
from recipekeeper.trace.names import Past
from recipekeeper.trace.rates import fisher_mid_p
from recipekeeper.trace.sequence import Explained
from recipekeeper.trace.shared import as_odd_in_good

if TYPE_CHECKING:
    from recipekeeper.trace.causes import Cause

_NOTEWORTHY_CHANCE = 0.1


def named(factor: Factor) -> str:
    """The factor in a maker's words: `oil temperature at combine`, `olive oil lot OO-2509`."""
    match factor.kind:
        case Kind.READING:
            return f"{factor.name} at {factor.step}"
        case Kind.WEIGHT:
            return f"weight of {factor.name}"
        case Kind.DURATION:
            return f"duration of {factor.step}"
        case Kind.WAIT:
            return f"wait before {factor.step}"
        case Kind.ORDER:
            return f"order of {factor.step}"
        case Kind.SKIPPED:
            return f"{factor.step} skipped"
        case Kind.LOT:
            return f"{factor.name} lot {factor.lot}"
        case Kind.EQUIPMENT:
            return f"{factor.name} at {factor.step}"
        case _:
            return f"{factor.kind.value} {factor.name}"


def feature_sentence(feature: Feature, explained: Explained, batches: Batches) -> str:
    """What was found, what was planned, what is usual; then what speaks for or against it."""
    facts = _word_facts(feature) if isinstance(feature, Worded) else _number_facts(feature, batches)
    return facts + "".join(_remarks(explained, batches))


def category_sentence(category: Category, together: Sequence[Factor]) -> str:
    """How many batches with it and without it went bad."""
    with_bad, with_all, without_bad, without_all = category.counts
    if not with_all:
        facts = f"{named(category.factor)}: in no other batch"
    else:
        batches = "batch" if with_all == 1 else "batches"
        facts = f"{named(category.factor)}: {with_bad} of {with_all} other {batches} with it went bad"
        facts += f", {without_bad} of {without_all} without it" if without_all else ", none was without it"
    if with_bad and without_all:
        chance = fisher_mid_p(with_bad, with_all, without_bad, without_all)
        if chance <= _NOTEWORTHY_CHANCE:
            facts += f" (chance 1 in {_two_digits(1 / chance)})"
    if together:
        facts += (
            f"; always together with {_some(together)}: cannot be separated; change one of them next time"
        )
    return facts


def _some(factors: Sequence[Factor]) -> str:
    """The first two by name, the rest by number."""
    names = [named(factor) for factor in factors[:2]]
    if len(factors) > 2:
        return f"{', '.join(names)} and {len(factors) - 2} more"
    return " and ".join(names)


def _two_digits(value: float) -> int:
    return int(float(f"{value:.2g}"))


# Numbers


def _number_facts(feature: Measured, batches: Batches) -> str:
    found = _found(feature, batches)
    beside = [text for text in (_planned(feature.factor, batches), _usual(feature, batches)) if text]
    return f"{found}; {', '.join(beside)}" if beside else found


def _found(feature: Measured, batches: Batches) -> str:
    factor, asked = feature.factor, batches.asked
    if feature.asked is None:
        return f"{named(factor)} is blank in this batch"
    run = asked.runs.get(factor.step or "", StepRun(""))
    match factor.kind:
        case Kind.READING:
            return f"{factor.name} {_read(factor, asked.readings[_place(factor)])} at {factor.step}"
        case Kind.WEIGHT:
            total = asked.weighings[factor.name].total
            return f"{factor.name} {total}" + (f" at {factor.step}" if factor.step else "")
        case Kind.DURATION:
            return f"{factor.step} took {_time(run.seconds or 0, _planned_time(factor, asked))}"
        case _:
            waited = _time(run.wait_seconds or 0, _planned_time(factor, asked))
            return f"waited {waited} before {factor.step}"


def _read(factor: Factor, value: Setpoint | str) -> str:
    """The reading with its unit, unless the measure is called like it, as a pH is."""
    if isinstance(value, Setpoint) and value.symbol.casefold() == factor.name.casefold():
        return plain(value.value)
    return str(value)


def _place(factor: Factor) -> tuple[str, str]:
    return factor.step or "", factor.name


def _planned(factor: Factor, batches: Batches) -> str:
    asked = batches.asked
    if factor.kind is Kind.READING:
        check = asked.checks.get(_place(factor))
        text = _planned_reading(check, asked.readings.get(_place(factor))) if check else ""
    elif factor.kind is Kind.WEIGHT:
        text = str(asked.lines[factor.name].planned)
    else:
        time = _planned_time(factor, asked)
        most = "at most " if factor.kind is Kind.WAIT else ""
        text = f"{most}{time}" if time else ""
    return f"plan {text}" if text else ""


def _planned_time(factor: Factor, asked: Past) -> Span | None:
    step = asked.steps[factor.step or ""]
    return step.lasts if factor.kind is Kind.DURATION else step.wait_at_most


def _time(seconds: float, planned: Span | None) -> str:
    """In the unit of the plan, to one decimal; without a plan in the two units that matter."""
    whole = max(round(seconds), 0)
    return minutes_text(whole, planned) if planned else duration_text(whole)


def _planned_reading(check: Check, found: Setpoint | str | None) -> str:
    """`43` beside a reading in the same unit, `40 to 46`, `at most 46`; with the unit where it differs."""
    same = isinstance(found, Setpoint)

    def text(value: Setpoint) -> str:
        return (
            plain(value.value)
            if same and isinstance(found, Setpoint) and found.unit == value.unit
            else str(value)
        )

    if check.target is not None:
        return text(check.target)
    limits = check.limits or check.critical
    if limits is None or origin(check) is None:
        return ""
    if limits.low is not None and limits.high is not None:
        return f"{text(limits.low)} to {text(limits.high)}"
    if limits.high is not None:
        return f"at most {text(limits.high)}"
    return f"at least {text(limits.low)}" if limits.low is not None else ""


def _usual(feature: Measured, batches: Batches) -> str:
    """Between which values the good batches lie; of ten or more, without the outermost tenth on each side."""
    good = sorted(x for x in feature.good if x is not None)
    if not good:
        return "no good batch to compare"
    outer = len(good) // 10
    low, high = (_shown(feature, x, batches.asked) for x in (good[outer], good[-1 - outer]))
    between = low if low == high else f"{low} to {high}"
    return f"usual {between} in {_batches(len(good))}"


def _shown(feature: Measured, x: float, asked: Past) -> str:
    gauge, factor = feature.gauge, feature.factor
    match factor.kind:
        case Kind.READING:
            return _rounded(gauge.base + x, gauge.resolution)
        case Kind.WEIGHT:
            return _rounded(gauge.base * (1 + x), gauge.resolution * gauge.base)
        case Kind.DURATION:
            return _time(gauge.base * exp(x), _planned_time(factor, asked))
        case _:
            return _time(gauge.base * (exp(x) - 1), _planned_time(factor, asked))


def _rounded(value: float, resolution: float) -> str:
    """With as many digits as were noted; four that matter where that is unknown."""
    if resolution <= 0:
        return f"{value:.4g}" if 1e-3 < abs(value) < 1e4 else plain(Decimal(round(value)))
    return f"{value:.{max(-floor(log10(resolution) + 0.5), 0)}f}"


# Words


def _word_facts(feature: Worded) -> str:
    factor = feature.factor
    known = [word for word in feature.good if word is not None]
    if factor.kind is Kind.SKIPPED:
        done = len(known) - known.count(feature.asked or "")
        of = f"all {len(known)}" if done == len(known) else f"{done} of {len(known)}"
        return f"{factor.step} skipped; recorded in {of} good batches" if known else f"{factor.step} skipped"
    if factor.kind is Kind.ORDER:
        often = f"; so in {known.count(feature.asked or '')} of {_batches(len(known))}" if known else ""
        return f"{factor.step} was begun before the step that comes before it{often}"
    facts = (
        f"{factor.name} {feature.asked} at {factor.step}"
        if feature.asked
        else f"{named(factor)} is blank in this batch"
    )
    planned = f"plan {' or '.join(feature.accepted)}" if feature.accepted else ""
    usual = ""
    if known:
        word, count = min(Counter(known).items(), key=lambda item: (-item[1], item[0]))
        usual = f"usual {word}, in {count} of {_batches(len(known))}"
    beside = ", ".join(text for text in (planned, usual or "no good batch to compare") if text)
    return f"{facts}; {beside}"


def _batches(count: int) -> str:
    return f"{count} good {'batch' if count == 1 else 'batches'}"


# What speaks for and against


def _remarks(explained: Explained, batches: Batches) -> list[str]:
    oddity, value = explained.oddity, explained.oddity.asked
    if value is None or not value.is_odd:
        return []
    remarks = []
    known = [other for other in explained.bad if other is not None]
    bad = sum((u > 0) == (value.u > 0) and ratio > 0 for u, ratio in known)
    if bad:
        remarks.append(
            f"; as odd in {bad} of {len(known)} other bad {'batch' if len(known) == 1 else 'batches'}"
        )
    harmless = as_odd_in_good(oddity)
    if harmless:
        times = "once" if len(harmless) == 1 else f"{len(harmless)} times"
        remarks.append(f"; seen {times} else ({batches.good[harmless[-1]].code}) and nothing went wrong")
    if explained.is_mostly_explained and explained.by is not None:
        remarks.append(f"; may only follow from {named(explained.by)}")
    return remarks


def drift_remark(drift: Drift) -> str:
    """Since when a number may stand where it stands, and what became of the batches since."""
    with_bad, with_all, without_bad, without_all = drift.counts
    return (
        f"may have moved for good with {drift.since}: {with_bad} of {with_all} other batches since went bad, "
        f"{without_bad} of {without_all} before"
    )


def after_remark(later: Sequence[Factor]) -> str:
    """What was odd after it, and may only follow from it."""
    return f"odd after it, and may only follow from it: {_some(later)}"


def known_remark(cause: Cause) -> str:
    """That the trade knows such a thing as a cause of the symptom, and by which rule."""
    return f"a known cause of such a symptom (rule {cause.rule})"
