"""Batches that were made from a plan: every blank has its entry, and some depart from it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from recipekeeper.batch.blanks import readings_asked
from recipekeeper.batch.model import BatchRecord, Kind, Plan
from recipekeeper.batch.record import record
from recipekeeper.formula.model import Check
from recipekeeper.paper.sheet.compose import compose
from recipekeeper.paper.sheet.filling import filled
from recipekeeper.paper.sheet.page import Sheet
from recipekeeper.quantity import Setpoint, read_setpoint
from tests.paper.logs import Log
from tests.paper.plans import MOMENT

INSTEAD = "a word that nobody expected"


def recorded(plan: Plan) -> BatchRecord:
    """The record of a batch that was made to its end: the first weight is over, the first measures are off."""
    log = Log(plan.batch)
    log.add(Kind.START, value=plan.scaled.yields)
    for number, line in enumerate(plan.scaled.lines):
        grams = line.planned.times(Fraction(11, 10) if number == 0 else Fraction(1))
        log.add(Kind.WEIGH, line.step, line.name, grams, lot=f"LOT-{number:04}", by="Ana-Sofía")
    log.add(Kind.CORRECT, value=plan.scaled.lines[-1].planned, supersedes=len(plan.scaled.lines), why="slip")
    for step in plan.formula.steps:
        log.add(Kind.BEGIN, step.name)
        for check in step.checks:
            for number in range(readings_asked(check, step)):
                log.add(Kind.READ, step.name, check.measure, read_of(check, is_off=number == 0))
        log.add(Kind.DONE, step.name)
    log.add(Kind.NOTE, value="The fan was off until the second step; the door stood open.")
    log.add(Kind.YIELD, value=plan.scaled.yields.times(Fraction(4, 5)))
    log.add(Kind.FINISH)
    return record(plan, tuple(log.entries))


def read_of(check: Check, *, is_off: bool) -> Setpoint | str:
    """A reading within what is asked, or one that is off."""
    if check.words:
        return INSTEAD if is_off else check.words[0]
    if not check.points:
        return read_setpoint("3.21")
    point = check.points[0]
    return Setpoint(point.value + (Decimal("7.3") if is_off else 0), point.unit)


def filled_sheet(plan: Plan) -> Sheet:
    """The sheet of such a batch, with all that its log says."""
    made = recorded(plan)
    return filled(compose(plan, printed=MOMENT, started_at=MOMENT), made)
