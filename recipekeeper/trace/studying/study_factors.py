"""The factors of a study: numbers by their ranks, words and categories by their counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from math import exp
from statistics import median
from typing import TypeVar

from recipekeeper.quantity import Setpoint, Span, duration_text
from recipekeeper.trace.comparing.beside_numbers import unit_and_decimals
from recipekeeper.trace.comparing.compared import Quantity
from recipekeeper.trace.comparing.levels import between, rounded
from recipekeeper.trace.features import YES, Batches, Worded, features
from recipekeeper.trace.gauge import Measured
from recipekeeper.trace.model import Factor, Kind
from recipekeeper.trace.names import Past
from recipekeeper.trace.rates import fisher_mid_p
from recipekeeper.trace.studying.ranks import least_chance, rank_test
from recipekeeper.trace.studying.studied import LEAST_OF_EACH, TELLING, Finding, Side
from recipekeeper.trace.wording import named

Looked = tuple[Finding, tuple[bool | None, ...]]
"""A finding, and which of the bad and then of the good batches had it; nothing of a number."""

_PERCENT_DIGITS = 1
T = TypeVar("T")
_HAPPENED = {Kind.ORDER: "begun before its turn", Kind.SKIPPED: "skipped"}


def numbers_and_words(asked: Past, bad: Sequence[Past], good: Sequence[Past]) -> Iterator[Looked | None]:
    """Weights, waits, readings and times in process order, then what happened; None for what can tell nothing.

    All are seen by the plan of `asked`, which is one of the batches.
    """
    batches = Batches(
        asked,
        tuple(each for each in good if each.code != asked.code),
        tuple(each for each in bad if each.code != asked.code),
    )
    is_bad = any(each.code == asked.code for each in bad)
    for feature in features(batches):
        if isinstance(feature, Worded):
            words = _sorted(feature.asked, feature.bad, feature.good, is_bad=is_bad)
            yield from _words(feature, *words)
        else:
            xs = _sorted(feature.asked, feature.bad, feature.good, is_bad=is_bad)
            yield _number(feature, asked, (*bad, *good), *([x for x in each if x is not None] for each in xs))


def _sorted(
    asked: T, bad: Sequence[T], good: Sequence[T], *, is_bad: bool
) -> tuple[Sequence[T], Sequence[T]]:
    """The bad and the good ones, the batch that is asked about among its own."""
    return ([asked, *bad], good) if is_bad else (bad, [asked, *good])


# Numbers


def _number(
    feature: Measured, asked: Past, batches: Sequence[Past], bad: Sequence[float], good: Sequence[float]
) -> Looked | None:
    if min(len(bad), len(good)) < LEAST_OF_EACH or least_chance(len(bad), len(good)) > TELLING:
        return None
    if min(*bad, *good) == max(*bad, *good):
        return None
    show = _shown(feature, asked, batches)
    pairs = len(bad) * len(good)
    higher = sum((x > y) + (x == y) / 2 for x in bad for y in good) / pairs
    factor = feature.factor
    sides = _side(bad, show), _side(good, show)
    chance = rank_test(bad, good)
    return Finding(str(factor), factor.step, named(factor), None, *sides, chance, higher=higher), ()


def _side(xs: Sequence[float], show: Callable[[float], Quantity]) -> Side:
    low, middle, high = show(min(xs)), show(median(xs)), show(max(xs))
    said = _text(middle)
    if low != high:
        said += f" ({between(_text(low), _text(high))})"
    return Side(len(xs), None, low, middle, high, said)


def _text(quantity: Quantity) -> str:
    return (
        duration_text(quantity.value)
        if isinstance(quantity, Span) and quantity.unit == "s"
        else str(quantity)
    )


def _shown(feature: Measured, asked: Past, batches: Sequence[Past]) -> Callable[[float], Quantity]:
    """A number of the feature as people read it: a weight in percent of its plan, because sizes differ."""
    factor, base = feature.factor, feature.gauge.base
    match factor.kind:
        case Kind.WEIGHT:
            return lambda x: Span(rounded(100 * (1 + x), _PERCENT_DIGITS), "%")
        case Kind.DURATION:
            return lambda x: Span(Decimal(round(base * exp(x))), "s")
        case Kind.WAIT:
            return lambda x: Span(Decimal(max(round(base * (exp(x) - 1)), 0)), "s")
        case _:
            place = (factor.step or "", factor.name)
            values = [
                value for each in (asked, *batches) if isinstance(value := each.readings.get(place), Setpoint)
            ]
            unit, decimals = unit_and_decimals(asked.checks.get(place), values)
            return lambda x: Setpoint(rounded(base + x, decimals), unit)


# Words and categories


def _words(feature: Worded, bad: Sequence[str | None], good: Sequence[str | None]) -> Iterator[Looked | None]:
    factor = feature.factor
    happened = factor.kind in _HAPPENED
    for word in (YES,) if happened else dict.fromkeys(word for word in (*bad, *good) if word is not None):
        name = (
            f"{factor.step} {_HAPPENED[factor.kind]}"
            if happened
            else f"{factor.name} {word} at {factor.step}"
        )
        had = [None if each is None else each == word for each in (*bad, *good)]
        if any(had):
            yield _category(factor, name, None if happened else word, had, len(bad))


def categories(asked: Past, bad: Sequence[Past], good: Sequence[Past]) -> Iterator[Looked | None]:
    """Every lot, unit, operator and version that any batch had; None for what can tell nothing."""
    batches = (*bad, *good)
    for ingredient, line in asked.lines.items():
        lots = [each.weighings[ingredient].lots if ingredient in each.weighings else () for each in batches]
        for name, had in _named(lots):
            yield _of(Factor(Kind.LOT, line.step, ingredient, name), had, len(bad))
    for step in asked.steps:
        units = [each.runs[step].equipment if step in each.runs else None for each in batches]
        for name, had in _named([[unit] if unit else [] for unit in units]):
            yield _of(Factor(Kind.EQUIPMENT, step, name), had, len(bad))
    for name, had in _named([[each.operator] if each.operator else [] for each in batches]):
        yield _of(Factor(Kind.OPERATOR, None, name), had, len(bad))
    for name, had in _named([[str(each.version)] for each in batches]):
        yield _of(Factor(Kind.VERSION, None, name), had, len(bad))


def _named(used: Sequence[Sequence[str]]) -> Iterator[tuple[str, list[bool | None]]]:
    """Each name, without regard to case, and which batches used it; where a batch names none it is unknown."""
    names = [{name.casefold(): name for name in each} for each in used]
    for key, name in {key: name for each in names for key, name in each.items()}.items():
        yield name, [key in each if each else None for each in names]


def _of(factor: Factor, had: Sequence[bool | None], bad: int) -> Looked | None:
    return _category(factor, named(factor), None, had, bad)


def _category(
    factor: Factor, name: str, word: str | None, had: Sequence[bool | None], bad: int
) -> Looked | None:
    """`had` is of the bad batches first."""
    of_bad, of_good = had[:bad], had[bad:]
    with_bad, with_good = of_bad.count(True), of_good.count(True)
    without_bad, without_good = of_bad.count(False), of_good.count(False)
    with_all, without_all = with_bad + with_good, without_bad + without_good
    most = min(with_all, with_bad + without_bad)
    if fisher_mid_p(most, with_all, with_bad + without_bad - most, without_all) > TELLING:
        return None
    finding = Finding(
        str(factor),
        factor.step,
        name,
        word,
        _had(with_bad, with_bad + without_bad),
        _had(with_good, with_good + without_good),
        fisher_mid_p(with_bad, with_all, without_bad, without_all),
    )
    return finding, tuple(had)


def _had(had: int, batches: int) -> Side:
    return Side(batches, had, text=f"{had} of {batches}")
