"""Charts: how steady one thing has been over all batches of a formula."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from recipekeeper.batch.model import BatchRecord
from recipekeeper.batch.record import folded
from recipekeeper.chart import Asked, Chart, chart
from recipekeeper.chart.baseline import Baseline
from recipekeeper.chart.subject import Subject, What, counts, names_of
from recipekeeper.errors import Ambiguous, Misused, NotFound
from recipekeeper.formula.amounts.lye import is_soap
from recipekeeper.formula.model import Formula
from recipekeeper.operations.context import Context
from recipekeeper.operations.finding import find_version
from recipekeeper.operations.names import match
from recipekeeper.store import Reading

if TYPE_CHECKING:
    from recipekeeper.paper.house_style import Paper


@dataclass(frozen=True, slots=True)
class Charted:
    """A chart, the file it was drawn into where one was asked for, and what could not be printed as it is."""

    chart: Chart
    file: Path | None = None
    warnings: tuple[str, ...] = ()
    last: int | None = None
    """How many points are to be shown, where that was said."""


def draw_chart(
    context: Context,
    reference: str,
    what: str,
    asked: Asked | None = None,
    target: Path | None = None,
    *,
    last: int | None = None,
    paper: Paper | None = None,
    force: bool = False,
) -> Charted:
    """The chart of one thing, by version; by `CODE@N` of that version alone. Written where a file is named.

    Only the `last` points are drawn; all of them count. Raises Misused for what gives no chart, NotFound and
    Ambiguous for names.
    """
    asked = asked or Asked()
    _refuse_small(asked, last)
    if target is not None:
        from recipekeeper.paper.draw import PICTURES, form_of  # late: most charts stay in the terminal

        form_of(target, "chart", PICTURES)
    with context.read() as reading:
        version = find_version(reading, reference)
        records = _records(reading, version.formula.code)
        if "@" in reference:
            records = [record for record in records if record.plan.version == version.number]
    subject = find_subject(what, version.formula, records, version.reference)
    asked = replace(asked, baseline=_named(asked.baseline, records, version.reference))
    made = chart(subject, version.formula, records, asked)
    if target is None:
        return Charted(made, last=last)
    from recipekeeper.files.write import write_bytes  # late, as above
    from recipekeeper.operations.print_settings import print_settings
    from recipekeeper.paper.picture.chart import draw

    drawn = draw(made, form_of(target, "chart", PICTURES), last, print_settings(context, paper))
    write_bytes(target, drawn.content, force=force)
    return Charted(made, target, drawn.warnings, last)


def _refuse_small(asked: Asked, last: int | None) -> None:
    if asked.group < 2:
        raise Misused(f"--group {asked.group} makes no share: it takes at least 2 batches, e.g. 10.")
    if last is not None and last < 2:
        raise Misused(f"--last {last} shows no course: it takes at least 2 batches, e.g. 50.")


def _named(baseline: Baseline, records: Sequence[BatchRecord], where: str) -> Baseline:
    """The baseline with the batches that are meant, by their whole codes."""
    codes = [record.plan.batch for record in records]

    def meant(typed: str) -> str:
        return match(typed, codes, "batch", f"among those of {where}")

    return replace(
        baseline,
        first=baseline.first and meant(baseline.first),
        last=baseline.last and meant(baseline.last),
        without=frozenset(map(meant, baseline.without)),
    )


def _records(reading: Reading, code: str) -> list[BatchRecord]:
    records = (folded(plan, entries) for plan, entries in reading.pasts(code, most=None))
    return [record for record in records if counts(record)]


# What is meant by STEP/MEASURE


def find_subject(typed: str, formula: Formula, records: Sequence[BatchRecord], where: str) -> Subject:
    """What is to be charted: `STEP/MEASURE`, a measure alone, or a factor as a trace names it."""
    subjects = _readings(formula, records)
    kind, colon, rest = typed.partition(":")
    if colon:
        return _by_kind(kind.strip().casefold(), rest.strip(), formula, subjects, where)
    plain = typed.strip().casefold()
    is_measure = any((each.name or "").casefold() == plain for each in subjects)
    if plain == What.REJECTS.value or (plain == What.YIELD.value and not is_measure):
        return Subject(What(plain))
    if plain == What.SUPERFAT.value and not is_measure:
        if not is_soap(formula):
            raise NotFound(f"{where} is no soap, so it has no superfat.")
        return Subject(What.SUPERFAT)
    return _reading(typed, formula, subjects, where)


def _by_kind(kind: str, rest: str, formula: Formula, subjects: Sequence[Subject], where: str) -> Subject:
    where = f"in {where}"
    if kind == What.READING.value:
        return _reading(rest, formula, subjects, where.removeprefix("in "))
    if kind in (What.DURATION.value, What.WAIT.value):
        return Subject(What(kind), match(rest, (step.name for step in formula.steps), "step", where))
    if kind == What.WEIGHT.value:
        step, slash, name = rest.rpartition("/")
        if slash:
            match(step, (each.name for each in formula.steps), "step", where)
        ingredient = match(name, (line.name for line in formula.lines), "ingredient", where, near=True)
        return Subject(What.WEIGHT, name=ingredient)
    raise Misused(
        f'"{kind[:30]}:" is nothing that can be charted; it is one of reading:STEP/MEASURE, '
        "weight:INGREDIENT, duration:STEP, wait:STEP."
    )


def _reading(typed: str, formula: Formula, subjects: Sequence[Subject], where: str) -> Subject:
    step_typed, slash, measure = typed.rpartition("/")
    if slash:
        step = match(step_typed, (each.name for each in formula.steps), "step", f"in {where}")
        subjects = [each for each in subjects if each.step == step]
    name = match(measure, (each.name or "" for each in subjects), "measure", f"in {where}", near=True)
    fits = [each for each in subjects if each.name == name]
    if len(fits) > 1:
        listed = ", ".join(f"{each.step}/{each.name}" for each in fits)
        raise Ambiguous(
            f'"{typed}" is measured at several steps: {listed}. '
            f'Write the step before it, e.g. "{fits[0].step}/{name}".'
        )
    return fits[0]


def _readings(formula: Formula, records: Iterable[BatchRecord]) -> list[Subject]:
    """The checks of the formula, then what was read besides under no name of theirs."""
    records = list(records)
    every = (formula, *(record.plan.formula for record in records))
    formulas = tuple({each.fingerprint: each for each in every}.values())
    found = [
        Subject(What.READING, step.name, check.measure) for step in formula.steps for check in step.checks
    ]
    known = {pair for subject in found for pair in _spellings(subject, formulas)}
    recorded = dict.fromkeys(
        (reading.step, reading.measure) for record in records for reading in record.state.readings
    )
    for step, measure in recorded:
        if ((step or "").casefold(), measure.casefold()) not in known:
            subject = Subject(What.READING, step, measure)
            found.append(subject)
            known |= _spellings(subject, formulas)
    return found


def _spellings(subject: Subject, formulas: Iterable[Formula]) -> set[tuple[str, str]]:
    names = names_of(subject, formulas)
    return {(step, measure) for step in names.steps for measure in names.measures}


def chart_subjects(context: Context, reference: str) -> list[str]:
    """All that can be charted of a formula, as it is typed."""
    with context.read() as reading:
        formula = find_version(reading, reference).formula
    return [
        *(f"{step.name}/{check.measure}" for step in formula.steps for check in step.checks),
        *(f"weight:{line.name}" for line in formula.lines),
        *(f"{kind}:{step.name}" for kind in ("duration", "wait") for step in formula.steps),
        "yield",
        *(["superfat"] if is_soap(formula) else []),
        "rejects",
    ]
