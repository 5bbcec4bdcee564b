"""What can still be done after too much or too little went in: the smallest additions that bring a batch back.

What is in cannot be taken out. So everything else follows the ingredient of which there is most beyond its plan:
what is not weighed yet gets a new target, what is in gets more. The lye follows the oils that are really there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from recipekeeper.batch.additions import Option, additions_to, listed, result_of
from recipekeeper.batch.consequence import Weighed, is_of_the_soap, lye_as_planned, share_moved, superfat_text
from recipekeeper.batch.contents import expected, is_to_come, weighed
from recipekeeper.batch.model import BatchRecord
from recipekeeper.batch.rescue_lye import lye_moved, lye_options, not_as_is, times_the_lye
from recipekeeper.batch.wording import converted, percent_off, plus_minus
from recipekeeper.formula.amounts.lye import alkali_lines, lye_state, water_lines
from recipekeeper.formula.amounts.scale import ScaledLine, scale
from recipekeeper.formula.model import Law
from recipekeeper.quantity import Amount

UNNOTICED = Fraction(1, 200)
"""Half a percent of a line without a tolerance: less is the accuracy of a scale and not an over-pour."""


LARGER = Fraction(5, 4)
"""To make more than this for the sake of one ingredient is another batch rather than a rescue. Our own choice."""


@dataclass(frozen=True, slots=True)
class Rescue:
    """What is not as planned, what follows if nothing is done, and what can be done, the least first."""

    batch: str
    causes: tuple[str, ...]
    options: tuple[Option, ...]
    as_is: str | None = None
    """Why a soap cannot be left as it is."""


def rescue(now: Weighed) -> Rescue:
    """What can be done about a batch; no options where nothing is wrong with its weights."""
    record = now.record
    off = [line for line in record.plan.scaled.lines if _excess(record, line)]
    causes = tuple(_cause(record, line) for line in off)
    as_is = not_as_is(now)
    options = [*lye_options(now)]
    if restored := _restored(now, off):
        options.append(restored)
    if options and as_is is None:
        options.insert(0, _left(now, off))
    return Rescue(record.plan.batch, causes, tuple(options), as_is)


def _excess(record: BatchRecord, line: ScaledLine) -> Fraction:
    """By how much of its plan a line lies beyond what it may; below 0 where too little is in."""
    total = weighed(record, line)
    if total is None or is_to_come(record, line) or not line.planned.value:
        return Fraction(0)
    slack = line.tolerance.ratio(line.planned) if line.tolerance else UNNOTICED
    excess = total.ratio(line.planned) - 1
    return excess if abs(excess) > slack else Fraction(0)


def _cause(record: BatchRecord, line: ScaledLine) -> str:
    total = converted(weighed(record, line) or line.planned, line.planned, line.tolerance)
    off = percent_off(total, line.planned)
    return f"{line.name} {total}, planned {plus_minus(line.planned, line.tolerance)}: {off}"


def _left(now: Weighed, off: list[ScaledLine]) -> Option:
    """Nothing is done: the others go in as planned."""
    formula = now.record.plan.formula
    own = [line for line in formula.lines if any(line.name == each.name for each in off)]
    shares = [share_moved(now.record, line) for line in own if not is_of_the_soap(formula, line)]
    said = [*lye_moved(now), *(each.sentence for each in shares if each)]
    text = "; ".join(said) or "no share moves by anything worth saying"
    return Option("as is", (), result_of(now, expected(now.record)), f"Leave it: {text}.")


# Everything in proportion


def _restored(now: Weighed, off: list[ScaledLine]) -> Option | None:
    record = now.record
    formula = record.plan.formula
    growing = {line.name for line in formula.lines if line.law is not Law.FIXED}
    over = [line for line in off if _excess(record, line) > 0 and line.name in growing]
    if not off:
        return None
    factor = max([Fraction(1), times_the_lye(now), *(_times(record, line) for line in over)])
    larger = scale(formula, factor=record.plan.scaled.factor * factor)
    lye = {line.name for line in (*alkali_lines(formula), *water_lines(formula))}
    is_soap = lye_as_planned(record) is not None
    exact = {line.name: line.exact for line in larger.lines if not (is_soap and line.name in lye)}
    weights = expected(record)
    additions = [*additions_to(record, exact, weights)]
    if is_soap:
        additions += additions_to(record, _lye_for(now, larger.weights, weights, larger.lines), weights)
    driving = {line.name for line in over if _times(record, line) == factor}
    additions = [each for each in additions if each.ingredient not in driving]
    if not additions:
        return None
    result = result_of(now, weights)
    planned = record.plan.scaled.yields
    makes = f"It makes {result.yields} instead of {planned}" if factor > 1 else f"It makes {result.yields}"
    fat = f", with a superfat of {superfat_text(result.superfat)}" if result.superfat is not None else ""
    return Option(
        "restore",
        tuple(additions),
        result,
        f"Bring all into proportion: {listed(additions)}. {makes}{fat}.",
    )


def _times(record: BatchRecord, line: ScaledLine) -> Fraction:
    total = weighed(record, line)
    return total.ratio(line.exact) if total else Fraction(1)


def _lye_for(
    now: Weighed, planned: Mapping[str, Amount], weights: Mapping[str, Amount], lines: Iterable[ScaledLine]
) -> dict[str, Amount]:
    """The alkali and the water that the oils take as they really are."""
    formula = now.record.plan.formula
    meant, real = lye_state(formula, planned), lye_state(formula, weights, now.saps)
    names = {line.name for line in (*alkali_lines(formula), *water_lines(formula))}
    if meant is None or real is None:
        return {}
    return {line.name: line.exact.times(real.koh / meant.koh) for line in lines if line.name in names}


def advice(found: Rescue) -> str | None:
    """The least that can be added, in one line; None where nothing has to be done."""
    if not found.options:
        return None
    adding = [option for option in found.options if option.additions and option.result.factor <= LARGER]
    if not adding:
        return "What can be done about it: rk rescue"
    return f"To bring it back: {listed(adding[0].additions)}. What else can be done: rk rescue"
