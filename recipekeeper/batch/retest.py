"""Tests: readings that decide about a whole batch. One that failed is passed again before the batch is released."""

from __future__ import annotations

from recipekeeper.batch.depending import judged_beside
from recipekeeper.batch.deviation import Severity
from recipekeeper.batch.model import BatchState, Plan, Reading
from recipekeeper.formula.model import Check, Step


def is_test(step: Step, check: Check) -> bool:
    """Whether a reading is a test: the formula says so, or it is critical and due at a time after the making."""
    planned = step.due is not None or bool(check.due)
    return check.retest or (check.is_critical and planned)


def not_passed(plan: Plan, state: BatchState) -> tuple[Reading, ...]:
    """Of each test, and of each part of the batch, the newest reading in force, where that fails.

    A critical test fails outside its critical limits, any other outside its limits.
    """
    tests = {
        (step.name, check.measure): check
        for step in plan.formula.steps
        for check in step.checks
        if is_test(step, check)
    }
    newest = {
        (reading.step, reading.measure, reading.part): reading
        for reading in state.readings
        if (reading.step, reading.measure) in tests
    }
    return tuple(
        reading
        for (step, measure, _), reading in newest.items()
        if _fails(tests[step or "", measure], reading, state)
    )


def _fails(check: Check, reading: Reading, state: BatchState) -> bool:
    found = judged_beside(check, reading, state.readings)
    return found is not None and (not check.is_critical or found[0][2] is Severity.CRITICAL)
