"""The rules for checks that depend on another reading, and for what is due: whole, rising, and comparable."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from recipekeeper.errors import QuantityError
from recipekeeper.formula.depending import Apart, Lookup, Place
from recipekeeper.formula.findings import place
from recipekeeper.formula.model import Check, Step
from recipekeeper.formula.reading.depending import LEAST, MOST
from recipekeeper.formula.reading.parts import above_nothing
from recipekeeper.formula.reading.table import Table
from recipekeeper.quantity import Span

_TOGETHER = (
    ("depends_on", (LEAST, MOST), 'at_least_by = [["3.0 pH", "65.6 degC"], ["3.2 pH", "68.9 degC"]]'),
    ("apart_from", ("apart_at_most",), 'apart_at_most = "8 degC"'),
)


def review_depending(table: Table, check: Check, steps: Sequence[Step]) -> None:
    """Note where a check does not say whole, or not alike, what it depends on and when it is due."""
    _review_pairs(table)
    others = {(step.name, other.measure): other for step in steps for other in step.checks}
    if check.lookup is not None:
        _review_rows(table, check.lookup, others)
    if check.apart is not None:
        _review_apart(table, check, check.apart, others)
    _review_times(table, check.due)


def review_due(table: Table, step: Step) -> None:
    """The same of a step."""
    above_nothing(table, "due", step.due, "72 h")
    if "after" in table.keys and step.due is None and not any(check.due for check in step.checks):
        message = 'after says what due is counted from, and nothing is due, such as due = "72 h".'
        table.findings.error(place(table.where, "after"), message)


def _review_pairs(table: Table) -> None:
    """Each key that names another reading has the key that says what it is needed for, and the other way."""
    for names, needs, example in _TOGETHER:
        given = [key for key in needs if key in table.keys]
        if names in table.keys and not given:
            table.findings.error(
                place(table.where, names), f"{names} stands without {' or '.join(needs)}, such as {example}."
            )
        if given and names not in table.keys:
            table.findings.error(
                place(table.where, given[0]),
                f'{given[0]} stands without {names}, which names the other reading, such as {names} = "pH".',
            )


def _review_rows(table: Table, lookup: Lookup, others: dict[Place, Check]) -> None:
    where = place(table.where, LEAST if lookup.is_least else MOST)
    other = others.get(lookup.of)
    if other is not None and other.words:
        table.findings.error(
            place(table.where, "depends_on"),
            f"{other.measure} is read in words; a limit depends on a number.",
        )
        return
    try:
        for (low, first), (high, second) in pairwise(lookup.rows):
            if not low < high:
                table.findings.error(
                    where, f"{high} stands after {low}; the rows rise, each above the one before."
                )
                return
            _ = first < second
        if other is not None and other.points:
            _ = lookup.rows[0][0] < other.points[0]
    except QuantityError as refused:
        table.findings.error(where, refused.message)


def _review_apart(table: Table, check: Check, apart: Apart, others: dict[Place, Check]) -> None:
    where = place(table.where, "apart_at_most")
    above_nothing(table, "apart_at_most", apart.at_most, "8 degC")
    other = others.get(apart.of)
    measured = [one for one in (check, other) if one is not None]
    if any(one.words for one in measured):
        message = f"{check.measure} and {apart.of[1]} are compared, and one of them is read in words."
        table.findings.error(where, message)
        return
    try:
        points = [point for one in measured for point in one.points]
        for point in points:
            _ = points[0] < point
            _ = apart.at_most.to(point.unit)
    except QuantityError as refused:
        table.findings.error(where, refused.message)


def _review_times(table: Table, due: tuple[Span, ...]) -> None:
    for time in due[:1]:
        above_nothing(table, "due", time, "7 d")
    for before, after in pairwise(due):
        if after.seconds <= before.seconds:
            message = f'{after} stands after {before}; the times rise, such as due = ["7 d", "14 d"].'
            table.findings.error(place(table.where, "due"), message)
            return
