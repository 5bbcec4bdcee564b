"""The checks of steps: what goes in where, and whether what is measured can be measured so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from recipekeeper.formula.amounts.lye import LYE_PHASE
from recipekeeper.formula.checks.check import WARNING, Found, Inspection, TradeCheck
from recipekeeper.formula.model import Check, Line, Origin, Step

_MEASURED_IN = (
    (re.compile(r"\b(temperature|temp)\b", re.IGNORECASE), {"temperature"}, "degrees", "43 degC"),
    (re.compile(r"\bpH\b", re.IGNORECASE), {"ph", "number"}, "pH", "3.8 pH"),
    (re.compile(r"\bbrix\b", re.IGNORECASE), {"brix", "percent", "number"}, "Brix", "12 Brix"),
    (re.compile(r"\bgravity\b", re.IGNORECASE), {"gravity", "plato", "brix", "number"}, "SG", "1.050 SG"),
    (re.compile(r"\bviscosity\b", re.IGNORECASE), {"viscosity", "time", "length"}, "cP", "15000 cP"),
)
"""What the name of a measure says of its unit."""

_WEIGHS = re.compile(r"\b(weigh|measure)", re.IGNORECASE)


def _named(line: Line) -> set[str]:
    return {line.name.casefold(), (line.phase or line.name).casefold()}


def _used(seen: Inspection) -> set[str]:
    return {name.casefold() for step in seen.formula.steps for name in step.uses}


def _no_step(seen: Inspection) -> Iterator[Found]:
    if not seen.formula.steps:
        message = 'the formula has no step; a step begins with [[step]] and its name = "combine".'
        yield Found("step", message)


def _unused(seen: Inspection) -> Iterator[Found]:
    if not seen.formula.steps:
        return
    used = _used(seen)
    for line in seen.formula.lines:
        if line.origin is not Origin.LYE and not _named(line) & used:
            message = f"no step uses {line.name}: name it, or its phase, in the uses of a step."
            yield Found(seen.where(line), message)


def _unused_lye(seen: Inspection) -> Iterator[Found]:
    computed = [line for line in seen.formula.lines if line.origin is Origin.LYE]
    unused = [line for line in computed if not _named(line) & _used(seen)]
    if unused and seen.formula.steps:
        what = "the lye" if unused == computed else unused[0].name
        message = f'no step uses {what}: name "{LYE_PHASE}" in the uses of the step that makes it.'
        yield Found("lye", message)


def _used_twice(seen: Inspection) -> Iterator[Found]:
    """Not a phase that was used whole before: what was made of it is used; nor what was only weighed out."""
    for number, step in enumerate(seen.formula.steps, 1):
        for use in step.uses:
            lines = [line for line in seen.formula.lines if use.casefold() in _named(line)]
            firsts = (first for line in lines if (first := seen.formula.step_of(line)) and first != step)
            earlier = [first for first in firsts if not _only_hands_on(use, lines, first)]
            if earlier:
                yield Found(
                    f"step[{number}].uses",
                    f"{use} goes in at {earlier[0].name} already, and counts there. Name it in one step only; of what "
                    "goes in by and by, make an ingredient for each step.",
                )


def _only_hands_on(use: str, lines: list[Line], first: Step) -> bool:
    is_phase = any((line.phase or "").casefold() == use.casefold() for line in lines)
    whole = is_phase and use.casefold() in {each.casefold() for each in first.uses}
    return whole or _WEIGHS.search(first.name) is not None


def _numbers(seen: Inspection) -> Iterator[tuple[str, Step, Check, str]]:
    """Each check that is read as a number, with its place and its dimension."""
    for number, step in enumerate(seen.formula.steps, 1):
        for place, check in enumerate(step.checks, 1):
            dimension = next((point.dimension for point in check.points), None)
            if dimension is not None:
                yield f"step[{number}].check[{place}].measure", step, check, dimension


def _unit_of_another_measure(seen: Inspection) -> Iterator[Found]:
    for where, _, check, dimension in _numbers(seen):
        fitting = [each for each in _MEASURED_IN if each[0].search(check.measure)]
        if fitting and not any(dimension in dimensions for _, dimensions, *_ in fitting):
            *_, unit, example = fitting[0]
            given = check.unit or "no unit"
            message = f"{check.measure} is measured in {unit}, such as {example}, and stands here in {given}."
            yield Found(where, message)


def _two_kinds(seen: Inspection) -> Iterator[Found]:
    first: dict[str, tuple[Step, Check, str]] = {}
    for where, step, check, dimension in _numbers(seen):
        earlier, one, known = first.setdefault(check.measure.casefold(), (step, check, dimension))
        if known != dimension:
            yield Found(
                where,
                f"{check.measure} is in {one.unit or 'no unit'} at {earlier.name} and in {check.unit or 'no unit'} at "
                f"{step.name}: give the two names of their own, or one unit.",
            )


STEP_CHECKS = (
    TradeCheck(
        "no-step",
        WARNING,
        "a formula without steps",
        "Without steps nothing is timed or read, and a bad batch cannot be traced to one.",
        _no_step,
    ),
    TradeCheck(
        "unused-ingredient",
        WARNING,
        "an ingredient that no step uses",
        "It is weighed and stays on the bench.",
        _unused,
    ),
    TradeCheck(
        "unused-lye",
        WARNING,
        "a computed lye that no step uses",
        "The step that makes the lye is the one whose temperature and time matter most.",
        _unused_lye,
    ),
    TradeCheck(
        "used-twice",
        WARNING,
        "an ingredient that goes in at two steps",
        "An ingredient belongs to the first step that uses it: what goes in later is neither planned nor compared.",
        _used_twice,
    ),
    TradeCheck(
        "measure-unit",
        WARNING,
        "a check whose unit does not suit its name: a temperature in %, a pH in degrees",
        "A reading in the wrong unit is either refused at the bench or compared with the wrong limit.",
        _unit_of_another_measure,
    ),
    TradeCheck(
        "measure-two-units",
        WARNING,
        "one measure with units of different kinds in two steps",
        "A bare number takes the unit of the check, and charts join readings by the name of the measure.",
        _two_kinds,
    ),
)
