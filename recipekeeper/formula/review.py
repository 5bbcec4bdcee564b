"""The rules that hold between the keys of a formula: names, what goes in where, limits that agree."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from recipekeeper.errors import QuantityError
from recipekeeper.formula.findings import Findings, listed, nearest, place, shown
from recipekeeper.formula.limits import review_check
from recipekeeper.formula.model import Line, Step
from recipekeeper.formula.reading import Draft, Table
from recipekeeper.quantity import Amount, Span, UnitSystem, read_number

_RESERVED = "/=@:"
_SAP = re.compile(r"(.+?) ?(?:mg|g) (?:KOH|NaOH)/g")
_DENSITY = re.compile(r"(.+?) ?(g/ml|kg/l|lb/gal)")
_METRIC = frozenset({"mg", "g", "kg"})
_AVOIRDUPOIS = frozenset({"oz", "lb"})


def review(draft: Draft, findings: Findings) -> None:
    """Note everything that contradicts itself or is doubtful, though each part can be read."""
    _review_size(draft, findings)
    _review_names(draft.table, findings)
    for table, line in zip(draft.table.tables("ingredient"), draft.lines, strict=True):
        _review_forms(table)
        if line is not None:
            _review_line(table, line)
    for table, step in zip(draft.table.tables("step"), draft.steps, strict=True):
        _review_step(table, step)
    _review_uses(draft.table, findings)
    _review_weight_systems(draft, findings)


def _review_size(draft: Draft, findings: Findings) -> None:
    if draft.yields is not None:
        _above_nothing(draft.table, "yields", draft.yields, "5867 g")
    if draft.yield_within is not None and (low := draft.yield_within.low) and low.dimension != "percent":
        message = (
            f"{shown(draft.table.text('yield_within'))} is not in percent of the theoretical yield, such as"
        )
        findings.error("yield_within", f'{message} yield_within = "90..102 %".')


def _above_nothing(table: Table, key: str, value: Amount | Span | None, example: str) -> None:
    if value is not None and value.value <= 0:
        message = f'{value} is nothing; {key} is more than nothing, such as {key} = "{example}".'
        table.findings.error(place(table.where, key), message)


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
    _above_nothing(table, "amount", line.amount, "2000 g")
    _above_nothing(table, "resolution", line.resolution, "1 g")
    tolerance = _fitting_tolerance(table, line)
    division = _fitting_resolution(table, line)
    if division is None:
        return
    if tolerance is not None and tolerance < division:
        table.findings.warning(
            place(table.where, "tolerance"),
            f"{line.tolerance} of {line.amount} is {tolerance}, less than one division of the scale; "
            f"one division, {division}, is what counts.",
        )
    if line.amount.rounded(division, line.rounding.value).value == 0:
        table.findings.warning(
            place(table.where, "resolution"),
            f"a scale that shows {division} rounds {line.amount} to nothing; weigh it on a finer one.",
        )


def _fitting_tolerance(table: Table, line: Line) -> Amount | None:
    if line.tolerance is None:
        return None
    try:
        return line.tolerance.of(line.amount)
    except QuantityError:
        message = f"{line.tolerance} is no tolerance of {line.amount}: it is in percent, such as 0.25 %, or a"
        table.findings.error(place(table.where, "tolerance"), f"{message} {line.amount.dimension}.")
        return None


def _fitting_resolution(table: Table, line: Line) -> Amount | None:
    """The resolution in the unit of the amount, where it fits."""
    division = line.resolution
    if division is None or division.value <= 0:
        return None
    try:
        return division.to(line.amount.unit)
    except QuantityError:
        message = (
            f"{division} is no resolution for {line.amount}: a scale for it shows a {line.amount.dimension}"
        )
        example = Amount(Decimal(1), line.amount.unit)
        table.findings.error(place(table.where, "resolution"), f"{message}, such as {example}.")
        return None


def _review_forms(table: Table) -> None:
    _review_form(table, "sap", _SAP, '"190 mg KOH/g" or "0.135 g NaOH/g"')
    _review_form(table, "density", _DENSITY, '"0.915 g/ml", "0.915 kg/l" or "7.6 lb/gal"')
    if table.text("density").endswith("lb/gal") and table.units not in {UnitSystem.US, UnitSystem.UK}:
        message = 'a gallon differs between US and UK: write units = "us" at the top of the file, or g/ml.'
        table.findings.error(place(table.where, "density"), message)


def _review_form(table: Table, key: str, form: re.Pattern[str], examples: str) -> None:
    title = "SAP value" if key == "sap" else key
    if not (text := table.text(key)):
        return
    match = form.fullmatch(text)
    try:
        readable = match is not None and read_number(match[1]) > 0
    except QuantityError:
        readable = False
    if not readable:
        table.findings.error(place(table.where, key), f"{shown(text)} is no {title}, such as {examples}.")


def _review_weight_systems(draft: Draft, findings: Findings) -> None:
    weighed = [
        (number, line)
        for number, line in enumerate(draft.lines, 1)
        if line and line.amount.dimension == "mass"
    ]
    metric = [line for _, line in weighed if line.amount.unit in _METRIC]
    other = [(number, line) for number, line in weighed if line.amount.unit in _AVOIRDUPOIS]
    if metric and other:
        number, line = other[0]
        findings.warning(
            f"ingredient[{number}].amount",
            f"{line.name} is in {line.amount.unit}, {metric[0].name} in {metric[0].amount.unit}: two systems "
            "of weight in one formula invite the wrong scale.",
        )


# Steps


def _review_step(table: Table, step: Step) -> None:
    for key, value in (("lasts", step.lasts), ("wait_at_most", step.wait_at_most)):
        _above_nothing(table, key, value, "10 min")
    if step.within is not None and "lasts" not in table.keys:
        message = 'within is the tolerance of lasts, and lasts is missing, such as lasts = "4 min".'
        table.findings.error(place(table.where, "within"), message)
    for check_table, check in zip(table.tables("check"), step.checks, strict=True):
        review_check(check_table, check)
        _above_nothing(check_table, "each", check.each, "15 min")


def _review_uses(formula: Table, findings: Findings) -> None:
    ingredients, steps = formula.tables("ingredient"), formula.tables("step")
    known = [name for table in ingredients for name in (table.text("name"), table.text("phase")) if name]
    folded = {name.casefold() for name in known}
    used = {name.casefold() for step in steps for name in step.names("uses")}
    for step in steps:
        for name in step.names("uses"):
            if name.casefold() not in folded:
                findings.error(place(step.where, "uses"), _unknown_use(name, known))
    if not steps:
        findings.warning(
            "step", 'the formula has no step; a step begins with [[step]] and its name = "combine".'
        )
        return
    for table in ingredients:
        names = {table.text("name").casefold(), table.text("phase").casefold()}
        if not names & used:
            message = f"no step uses {table.text('name')}: name it, or its phase, in the uses of a step."
            findings.warning(table.where, message)


def _unknown_use(name: str, known: list[str]) -> str:
    unknown = f"{shown(name)} is neither an ingredient nor a phase of this formula"
    if near := nearest(name, known):
        return f"{unknown}; the nearest is {near}."
    return f"{unknown}; it has {listed(dict.fromkeys(known))}." if known else f"{unknown}, which has none."
