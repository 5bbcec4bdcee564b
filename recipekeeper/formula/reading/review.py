"""The rules that hold between the keys of a formula: names, what goes in where, limits that agree."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from recipekeeper.errors import QuantityError
from recipekeeper.formula.amounts.lye import LYE_PHASE, NAMES, WATER
from recipekeeper.formula.findings import Findings, listed, nearest, place, shown
from recipekeeper.formula.model import Formula, Line, Origin, Step
from recipekeeper.formula.reading.limits import review_check
from recipekeeper.formula.reading.parts import above_nothing
from recipekeeper.formula.reading.review_depending import review_depending, review_due
from recipekeeper.formula.reading.table import Table
from recipekeeper.formula.reading.values import Draft
from recipekeeper.quantity import Amount

_RESERVED = "/=@:"
_REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,9}@[1-9][0-9]{0,8}")


def review(draft: Draft, formula: Formula | None, findings: Findings) -> None:
    """Note everything that contradicts itself, though each part can be read.

    `formula` has the amounts of all lines; where it could not be computed, only those that the file gives
    are looked at.
    """
    _review_size(draft, findings)
    _review_base(draft.table)
    _review_names(draft.table, findings)
    lines = _lines(draft, formula)
    for table, line in zip(draft.table.tables("ingredient"), lines, strict=True):
        if line is not None:
            _review_line(table, line)
    if lye := draft.table.table("lye"):
        _review_lye_scales(lye)
    for table, step in zip(draft.table.tables("step"), draft.steps, strict=True):
        _review_step(table, step, draft.steps)
    _review_uses(draft, findings)


def _lines(draft: Draft, formula: Formula | None) -> list[Line | None]:
    """The lines as they are written, each with its amount; None where it is not known."""
    if formula is not None:
        return [line for line in formula.lines if line.origin is not Origin.LYE]
    return [line if line and line.origin is Origin.GIVEN else None for line in draft.lines]


def _review_size(draft: Draft, findings: Findings) -> None:
    if draft.yields is not None:
        above_nothing(draft.table, "yields", draft.yields, "5867 g")
    if draft.yield_within is not None and (low := draft.yield_within.low) and low.dimension != "percent":
        message = (
            f"{shown(draft.table.text('yield_within'))} is not in percent of the theoretical yield, such as"
        )
        findings.error("yield_within", f'{message} yield_within = "90..102 %".')


def _review_base(table: Table) -> None:
    base = table.maybe("base")
    if base is not None and not _REFERENCE.fullmatch(base):
        message = f"{shown(base)} is no version of a formula: a base has its code and number, such as"
        table.findings.error("base", f'{message} base = "LAV-BAST@2".')


# Names


def _review_names(formula: Table, findings: Findings) -> None:
    ingredients, steps = formula.tables("ingredient"), formula.tables("step")
    _unique(ingredients, "name", "the ingredients of a formula", findings)
    _unique(steps, "name", "the steps of a formula", findings)
    named = {table.text("name").casefold(): table.where for table in ingredients if table.text("name")}
    for table in ingredients:
        _plain_name(table, "name")
        _plain_name(table, "phase")
        if other := named.get(table.text("phase").casefold()):
            findings.error(
                place(table.where, "phase"),
                f"{shown(table.text('phase'))} is already the name of {other}: phases and ingredients share "
                "one name space. Give the phase a name of its own.",
            )
    for step in steps:
        _plain_name(step, "name")
        checks = step.tables("check")
        _unique(checks, "measure", "the measures of a step", findings)
        for check in checks:
            _plain_name(check, "measure")


def _plain_name(table: Table, key: str) -> None:
    name = table.text(key)
    if found := [each for each in _RESERVED if each in name]:
        message = f'{shown(name)} holds "{found[0]}"; names hold none of / = @ : because commands use them.'
        table.findings.error(place(table.where, key), message)


def _unique(tables: Iterable[Table], key: str, whose: str, findings: Findings) -> None:
    seen: dict[str, str] = {}
    for table in tables:
        name = table.text(key)
        first = seen.setdefault(name.casefold(), table.where)
        if name and first != table.where:
            message = f"{shown(name)} is also the {key} of {first}; {whose} have names of their own."
            findings.error(place(table.where, key), message)


# Ingredients


def _review_line(table: Table, line: Line) -> None:
    if line.doubt is None:
        above_nothing(table, "amount", line.written, "2000 g")
    above_nothing(table, "resolution", line.resolution, "1 g")
    above_nothing(table, "pack", line.pack, "11.5 g")
    _review_tolerance(table, line)
    _review_division(table, "resolution", line.resolution, line, "a scale for it shows")
    _review_division(table, "pack", line.pack, line, "what it comes in is")


def _review_tolerance(table: Table, line: Line) -> None:
    if line.tolerance is None:
        return
    try:
        line.tolerance.of(line.amount)
    except QuantityError:
        message = f"{line.tolerance} is no tolerance of {line.amount}: it is in percent, such as 0.25 %, or a"
        table.findings.error(place(table.where, "tolerance"), f"{message} {line.amount.dimension}.")


def _review_division(table: Table, key: str, division: Amount | None, line: Line, because: str) -> None:
    """What a line is rounded to has to be of its kind."""
    if division is None or division.value <= 0:
        return
    try:
        division.to(line.amount.unit)
    except QuantityError:
        message = f"{division} is no {key} for {line.amount}: {because} a {line.amount.dimension}"
        example = Amount(Decimal(1), line.amount.unit)
        table.findings.error(place(table.where, key), f"{message}, such as {example}.")


def _review_lye_scales(lye: Table) -> None:
    """Alkali and water are weighed."""
    for key, example in (("resolution", "0.1 g"), ("water_resolution", "1 g")):
        division = lye.amount(key)
        above_nothing(lye, key, division, example)
        if division is not None and division.dimension != "mass":
            message = (
                f'{division} is no {key.replace("_", " ")}: lye is weighed, such as {key} = "{example}".'
            )
            lye.findings.error(place(lye.where, key), message)
    for key, example in (("tolerance", "0.2 %"), ("water_tolerance", "3 %")):
        tolerance = lye.span(key)
        if tolerance is not None and tolerance.dimension not in ("percent", "mass"):
            message = (
                f'{tolerance} is no {key.replace("_", " ")}: lye is weighed, such as {key} = "{example}".'
            )
            lye.findings.error(place(lye.where, key), message)


# Steps


def _review_step(table: Table, step: Step, steps: list[Step]) -> None:
    for key, value in (("lasts", step.lasts), ("wait_at_most", step.wait_at_most)):
        above_nothing(table, key, value, "10 min")
    if step.within is not None and "lasts" not in table.keys:
        message = 'within is the tolerance of lasts, and lasts is missing, such as lasts = "4 min".'
        table.findings.error(place(table.where, "within"), message)
    review_due(table, step)
    for check_table, check in zip(table.tables("check"), step.checks, strict=True):
        review_check(check_table, check)
        review_depending(check_table, check, steps)
        above_nothing(check_table, "each", check.each, "15 min")
        if check.measured_with is not None:
            from recipekeeper.formula.reading.measuring import (
                review_instrument,  # late: few checks ask for one
            )

            review_instrument(check_table, check)


def _review_uses(draft: Draft, findings: Findings) -> None:
    formula = draft.table
    ingredients, steps = formula.tables("ingredient"), formula.tables("step")
    known = [name for table in ingredients for name in (table.text("name"), table.text("phase")) if name]
    known += [name for line in draft.lye_lines for name in (line.name, line.phase) if name]
    if formula.table("lye") is not None and not draft.lye_lines:
        known += [LYE_PHASE, WATER, *NAMES.values()]  # of a lye that is wrong, and is told of by itself
    folded = {name.casefold() for name in known}
    for step in steps:
        for name in step.names("uses"):
            if name.casefold() not in folded:
                findings.error(place(step.where, "uses"), _unknown_use(name, known))


def _unknown_use(name: str, known: list[str]) -> str:
    unknown = f"{shown(name)} is neither an ingredient nor a phase of this formula"
    if near := nearest(name, known):
        return f"{unknown}; the nearest is {near}."
    return f"{unknown}; it has {listed(dict.fromkeys(known))}." if known else f"{unknown}, which has none."
