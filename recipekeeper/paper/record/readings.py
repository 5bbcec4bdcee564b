"""What was read of a batch, beside what was planned and what good batches were."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from recipekeeper.batch.departure import read_text
from recipekeeper.batch.model import Kind, Reading
from recipekeeper.formula.model import Check, Step
from recipekeeper.paper.entries import Told, value_text
from recipekeeper.paper.lines import one_line
from recipekeeper.paper.record.charts import Place
from recipekeeper.paper.record.making import NOT_IN_FORMULA, blank, standing_deviations
from recipekeeper.paper.report.page import Column, Group, Row, Section, Spark
from recipekeeper.paper.sheet.compose import check_row

_COLUMNS = (
    Column("measure", 4),
    Column("planned", 6),
    Column("found", 4, finds=True),
    Column("at", 3),
    Column("by", 3),
)
_CHART = Column("good batches", fills="chart")
_LEGEND = (
    "The small charts show good batches of the formula in order of time and this one among them, as a square; "
    "dotted are the limits of the formula, dashed those of the process."
)


def readings(told: Told, charts: Mapping[Place, Spark]) -> Section:
    """Every check of the plan with each of its readings; then what was read beyond the plan."""
    plan, found = told.record.plan, list(told.record.state.readings)
    groups = []
    for step in plan.formula.steps:
        rows = [row for check in step.checks for row in _check(told, step, check, found, charts)]
        names = {check.measure for check in step.checks}
        rows += [
            _reading(told, each, NOT_IN_FORMULA)
            for each in found
            if each.step == step.name and each.measure not in names
        ]
        if rows:
            groups.append(Group(one_line(step.name), tuple(rows)))
    known = {step.name for step in plan.formula.steps}
    others = tuple(_reading(told, each, NOT_IN_FORMULA) for each in found if each.step not in known)
    if others:
        groups.append(Group("of the whole batch", others))
    section = Section("Readings", _COLUMNS, tuple(groups))
    return _with_charts(section) if any(row.spark for row in section.rows) else section


def _with_charts(section: Section) -> Section:
    groups = tuple(
        Group(group.title, tuple(replace(row, cells=(*row.cells, "")) for row in group.rows))
        for group in section.groups
    )
    return Section(section.title, (*_COLUMNS, _CHART), groups, (_LEGEND,))


def _check(
    told: Told, step: Step, check: Check, found: Iterable[Reading], charts: Mapping[Place, Spark]
) -> Iterator[Row]:
    asked = check_row(check, step)
    critical = f"critical {asked.critical}" if asked.critical else ""
    planned = ", ".join(filter(None, (asked.target, asked.limits, critical, asked.often)))
    taken = [each for each in found if (each.step, each.measure) == (step.name, check.measure)]
    for place, each in enumerate(taken):
        row = _reading(told, each, planned if place == 0 else "", named=place == 0)
        # What is charted of a batch is its last reading.
        spark = charts.get((step.name, check.measure)) if each is taken[-1] else None
        yield replace(row, spark=spark)
    if not taken:
        departs = standing_deviations(told, ("missing reading", step.name, check.measure))
        yield Row((asked.measure, planned, blank(told, step.name), "", ""), departs=departs)
    for change in told.changes:
        first = change.first
        if change.now is None and (first.kind, first.step, first.name) == (
            Kind.READ,
            step.name,
            check.measure,
        ):
            cells = ("", "", value_text(first), told.at(first.happened_at), told.by([first]))
            yield Row(cells, is_changed=True, is_out=True, notes=(told.sentence(change),))


def _reading(told: Told, reading: Reading, planned: str, *, named: bool = True) -> Row:
    entry = told.in_force[reading.seq]
    change = next((each for each in told.changes if each.first.seq == reading.seq), None)
    keys = (
        ("reading", str(reading.seq)),
        ("instrument", str(reading.seq)),
        *((kind, reading.step or "", reading.measure) for kind in ("apart", "not judged", "second check")),
    )
    typed = value_text(entry)
    shown = read_text(reading)
    return Row(
        (
            one_line(reading.measure) if named else "",
            planned,
            one_line(shown + typed.removeprefix(one_line(str(entry.value)))),
            told.at(reading.at),
            told.by([entry]),
        ),
        departs=standing_deviations(told, *keys),
        is_changed=change is not None,
        notes=(told.sentence(change),) if change else (),
    )
