"""What can still be done about a soap whose oils and lye do not fit each other.

In order of what it takes: leave it, weigh another lye, pour less of the lye, add oil, add lye.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from recipekeeper.batch.additions import Addition, Option, additions_to, listed, on_scale, result_of
from recipekeeper.batch.consequence import (
    SUPERFAT_MOVES,
    Weighed,
    concentration,
    lye_as_expected,
    lye_as_planned,
    superfat,
    superfat_text,
)
from recipekeeper.batch.contents import expected, is_to_come, weighed
from recipekeeper.batch.model import BatchRecord
from recipekeeper.formula.amounts.lye import LyeState, alkali_lines, lye_state, water_lines
from recipekeeper.formula.amounts.scale import ScaledLine
from recipekeeper.formula.model import Line
from recipekeeper.quantity import Amount

LEAST, MOST = Fraction(2, 100), Fraction(8, 100)
"""A superfat that can be left as it is: below 2 % the scatter of one lot can use it up; over 8 % a bar grows soft
and goes rancid sooner."""

_TENTH = Amount(Decimal("0.1"), "g")
"""How exactly a jug of lye can be poured out on a scale."""


def lye_options(now: Weighed) -> Iterator[Option]:
    """What can be done about the superfat; nothing where it is as planned, and where there is no soap."""
    meant, real = lye_as_planned(now.record), lye_as_expected(now.record, now.saps)
    if meant is None or real is None:
        return
    off = real.superfat - meant.superfat
    if abs(off) <= SUPERFAT_MOVES:
        return
    alkalis = _scaled(now.record, alkali_lines(now.record.plan.formula))
    if all(weighed(now.record, line) is None for line in alkalis):
        yield from _other_lye(now, meant, real)
    elif off < 0:
        yield from _less_lye(now, meant, real)
        yield from _more_oil(now, meant, real)
    else:
        yield from _more_lye(now, meant, real)


def times_the_lye(now: Weighed) -> Fraction:
    """How many times the planned oils, of the lots at hand, the alkali would be right for that is in."""
    meant, real = lye_as_planned(now.record), lye_as_expected(now.record, now.saps)
    planned = lye_state(now.record.plan.formula, now.record.plan.scaled.weights, now.saps)
    if meant is None or real is None or planned is None or real.superfat >= meant.superfat - SUPERFAT_MOVES:
        return Fraction(1)
    return (1 - real.superfat) * real.koh / ((1 - meant.superfat) * planned.koh)


def lye_moved(now: Weighed) -> Iterator[str]:
    """What superfat and lye are instead of what was planned."""
    meant, real = lye_as_planned(now.record), lye_as_expected(now.record, now.saps)
    if meant is None or real is None:
        return
    if abs(real.superfat - meant.superfat) > SUPERFAT_MOVES:
        yield superfat(real.superfat, meant.superfat, is_all=not _any_to_come(now.record)).sentence
    yield from (moved.sentence for moved in concentration(now.record, meant, real))


def not_as_is(now: Weighed) -> str | None:
    """Why a soap cannot be left as it is; None where it can, and where it is none."""
    meant, real = lye_as_planned(now.record), lye_as_expected(now.record, now.saps)
    if meant is None or real is None or LEAST <= real.superfat <= MOST:
        return None
    if abs(real.superfat - meant.superfat) <= SUPERFAT_MOVES:
        return None
    moved = superfat(real.superfat, meant.superfat, is_all=not _any_to_come(now.record))
    if real.superfat > MOST:
        return f"As it is, {moved.sentence}: more than {superfat_text(MOST)} makes a soft bar that goes rancid sooner."
    return f"It is not to be left as it is: {moved.sentence}."


def _any_to_come(record: BatchRecord) -> bool:
    formula = record.plan.formula
    names = {line.name for line in formula.lines if line.sap is not None}
    names |= {line.name for line in alkali_lines(formula)}
    return any(is_to_come(record, line) for line in record.plan.scaled.lines if line.name in names)


def _scaled(record: BatchRecord, lines: tuple[Line, ...]) -> list[ScaledLine]:
    names = {line.name for line in lines}
    return [line for line in record.plan.scaled.lines if line.name in names]


def _other_lye(now: Weighed, meant: LyeState, real: LyeState) -> Iterator[Option]:
    """No alkali is weighed yet: it is weighed for the oils as they are."""
    record = now.record
    lines = _scaled(record, (*alkali_lines(record.plan.formula), *water_lines(record.plan.formula)))
    exact = {line.name: line.exact.times(real.koh / meant.koh) for line in lines}
    weights = expected(record)
    additions = tuple(additions_to(record, exact, weights))
    if additions:
        result = result_of(now, weights)
        said = f"Weigh the lye for the oils as they are: {listed(additions)}. {_superfat(result.superfat)}"
        yield Option("adapt lye", additions, result, said)


def _less_lye(now: Weighed, meant: LyeState, real: LyeState) -> Iterator[Option]:
    """There is more lye than the oils take: some of the solution stays in the jug."""
    record = now.record
    part = (1 - meant.superfat) / (1 - real.superfat)
    lines = _scaled(record, (*alkali_lines(record.plan.formula), *water_lines(record.plan.formula)))
    weights = expected(record)
    there = [weights[line.name] for line in lines if weights[line.name].dimension == "mass"]
    if len(there) != len(lines):
        return
    unit = there[0].unit
    whole = sum((amount.exact_in(unit) for amount in there), Fraction(0))
    division = lines[0].resolution or _TENTH
    poured = Amount.of_exact(whole * part, unit).rounded(division, "down")
    for line in lines:
        weights[line.name] = weights[line.name].times(poured.exact_in(unit) / whole)
    result = result_of(now, weights)
    said = (
        f"If the lye is not in the oils yet, pour only {poured} of its {Amount.of_exact(whole, unit)} and keep the "
        f"rest back. {_superfat(result.superfat)}"
    )
    yield Option("pour less", (), result, said)


def _more_oil(now: Weighed, meant: LyeState, real: LyeState) -> Iterator[Option]:
    """So much more of the main oil that the superfat is as planned."""
    record = now.record
    oils = [line for line in record.plan.formula.lines if line.sap is not None]
    scaled = [line for line in _scaled(record, tuple(oils)) if line.planned.dimension == "mass"]
    if not scaled:
        return
    main = max(scaled, key=lambda line: line.planned.exact_in("g"))
    own = next(line for line in oils if line.name == main.name)
    lots = {name.casefold(): sap for name, sap in now.saps.items()}
    sap = lots.get(main.name.casefold(), own.sap)
    if sap is None:
        return
    lacking = real.koh * (1 - real.superfat) / (1 - meant.superfat) - real.koh
    weights = expected(record)
    more = Amount.of_exact(lacking / sap.koh, "g").to(main.planned.unit)
    more = more.rounded(main.resolution or _TENTH, "up")
    weights[main.name] += more
    there = weighed(record, main)
    amount = more if there is not None else weights[main.name]
    addition = Addition(main.name, amount, main.planned, there)
    result = result_of(now, weights)
    said = f"Add oil: {addition}. It makes {result.yields}. {_superfat(result.superfat)}"
    yield Option("add oil", (addition,), result, said)


def _more_lye(now: Weighed, meant: LyeState, real: LyeState) -> Iterator[Option]:
    """There is less lye than planned: more solution of the same strength, once it is one."""
    record = now.record
    formula = record.plan.formula
    if any(is_to_come(record, line) for line in _scaled(record, water_lines(formula))):
        return
    part = (1 - meant.superfat) / (1 - real.superfat) - 1
    weights = expected(record)
    additions = []
    for line in _scaled(record, (*alkali_lines(formula), *water_lines(formula))):
        more = on_scale(formula, line, weights[line.name].times(part))
        if more.value <= 0:
            continue
        weights[line.name] += more
        additions.append(Addition(line.name, more, line.planned, weighed(record, line)))
    if additions:
        result = result_of(now, weights)
        said = f"Add lye of the same strength: {listed(additions)}, dissolved first. {_superfat(result.superfat)}"
        yield Option("add lye", tuple(additions), result, said)


def _superfat(part: Fraction | None) -> str:
    return f"Superfat is then {superfat_text(part)}." if part is not None else ""
