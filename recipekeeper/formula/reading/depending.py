"""Checks that depend on another reading, and steps that are due after another step: as values, names found.

A fill temperature depends on the pH; oil and lye are compared with one another. What a check names is found
among all checks of the formula, and every name that is not found is noted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from recipekeeper.formula.depending import Apart, Lookup, Place
from recipekeeper.formula.findings import listed, nearest, place, shown
from recipekeeper.formula.model import Check, Step
from recipekeeper.formula.reading.table import Table

LEAST, MOST = "at_least_by", "at_most_by"


def read_lookup(table: Table) -> Lookup | None:
    """The limit that depends on another reading; its name is as written until `placed` finds it."""
    key = LEAST if LEAST in table.keys else MOST
    rows = table.rows(key)
    if not rows or "depends_on" not in table.keys:
        return None
    critical = table.keys.get("critical") is True
    return Lookup(("", table.text("depends_on")), rows, is_least=key == LEAST, critical=critical)


def read_apart(table: Table) -> Apart | None:
    """What the check is compared with, the same way."""
    at_most = table.span("apart_at_most")
    if at_most is None or "apart_from" not in table.keys:
        return None
    return Apart(("", table.text("apart_from")), at_most)


def placed(steps: Sequence[Step], tables: Sequence[Table]) -> list[Step]:
    """The steps with every name of another step or reading found, in its own spelling."""
    found = []
    for number, (step, table) in enumerate(zip(steps, tables, strict=True)):
        checks = tuple(
            _placed_check(check, checked, step, steps)
            for check, checked in zip(step.checks, table.tables("check"), strict=True)
        )
        after = _step_named(step.after, steps, number, table) if step.after else None
        found.append(replace(step, checks=checks, after=after))
    return found


def _placed_check(check: Check, table: Table, step: Step, steps: Sequence[Step]) -> Check:
    if check.lookup is not None:
        of = _reading_named(check.lookup.of[1], table, "depends_on", (step, check), steps)
        check = replace(check, lookup=replace(check.lookup, of=of) if of else None)
    if check.apart is not None:
        of = _reading_named(check.apart.of[1], table, "apart_from", (step, check), steps)
        check = replace(check, apart=replace(check.apart, of=of) if of else None)
    return check


def _reading_named(
    typed: str, table: Table, key: str, own: tuple[Step, Check], steps: Sequence[Step]
) -> Place | None:
    """`pH`, a measure of the same step, or `adjust/pH`."""
    step_name, slash, measure = typed.rpartition("/")
    homes = [
        step for step in steps if step.name.casefold() == (step_name if slash else own[0].name).casefold()
    ]
    for home in homes:
        for other in home.checks:
            if other.measure.casefold() != measure.casefold():
                continue
            if home is own[0] and other.measure == own[1].measure:
                table.findings.error(
                    place(table.where, key),
                    f"{shown(typed)} is the check itself; {key} names another reading.",
                )
                return None
            return home.name, other.measure
    table.findings.error(place(table.where, key), _no_reading(typed, key, own[0], steps))
    return None


def _no_reading(typed: str, key: str, own: Step, steps: Sequence[Step]) -> str:
    known = [other.measure for other in own.checks]
    known += [f"{step.name}/{other.measure}" for step in steps if step is not own for other in step.checks]
    near = nearest(typed, known) or nearest(typed.rpartition("/")[2], known)
    if not near:
        wanted = typed.rpartition("/")[2].casefold()
        near = " or ".join(each for each in known if each.rpartition("/")[2].casefold() == wanted)
    hint = f"did you mean {near}?" if near else f'one of another step is written so: {key} = "cook/pH".'
    return f"{shown(typed)} is no measure of {own.name}; {hint}"


def _step_named(typed: str, steps: Sequence[Step], own: int, table: Table) -> str | None:
    found = next((step for step in steps if step.name.casefold() == typed.casefold()), None)
    if found is not None and found is not steps[own]:
        return found.name
    names = [step.name for step in steps if step is not steps[own]]
    what = "is the step itself" if found is not None else "is no step of this formula"
    near = nearest(typed, names)
    hint = f"did you mean {near}?" if near else f"it has {listed(names)}." if names else "it has no other."
    table.findings.error(place(table.where, "after"), f"{shown(typed)} {what}; {hint}")
    return None
