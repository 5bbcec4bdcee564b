"""The plan as it was frozen when the batch began: what the record is a record of."""

from __future__ import annotations

from collections.abc import Iterator

from recipekeeper.batch.model import Plan
from recipekeeper.formula.amounts.scale import ScaledLine
from recipekeeper.formula.model import Step
from recipekeeper.formula.substance.material import Materials
from recipekeeper.paper.figures import about_line, duration_words, target_and_range, unit_of
from recipekeeper.paper.lines import one_line
from recipekeeper.paper.report.page import Column, Group, Row, Section
from recipekeeper.paper.sheet.compose import LYE_HAZARD, is_caustic

INGREDIENTS, INSTRUCTIONS = "The plan: ingredients", "The plan: instructions"


def ingredients(plan: Plan, materials: Materials) -> Section:
    """Every line as it was planned for this size, with what a label calls it and what is declared of it."""
    columns = (
        Column("ingredient", 4),
        Column("phase", 3),
        Column("planned", right=True),
        Column("allowed", right=True),
        Column("of the formula", 4),
        Column("INCI", 4),
        Column("allergens", 3),
    )
    rows = tuple(_ingredient(plan, line, materials) for line in plan.scaled.lines)
    lead = [f"Frozen when the batch began, from {plan.reference}, fingerprint {plan.formula.fingerprint}."]
    if plan.formula.allergens:
        lead.append(f"Allergens declared of the whole: {', '.join(plan.formula.allergens)}.")
    return Section(INGREDIENTS, columns, (Group("", rows),), tuple(map(one_line, lead)), is_small=True)


def _ingredient(plan: Plan, scaled: ScaledLine, materials: Materials) -> Row:
    line = plan.formula.line(scaled.name)
    known = materials.find(scaled.name)
    target, low, high = target_and_range(scaled)
    cells = (
        scaled.name,
        scaled.phase or "",
        f"{target} {unit_of(scaled.planned)}",
        f"{low} – {high}" if low else "",
        ", ".join(about_line(plan.formula, line)) if line else "",
        (line.inci if line else None) or (known.inci if known else ""),
        ", ".join((line.allergens if line else ()) or (known.allergens if known else ())),
    )
    return Row(tuple(map(one_line, cells)))


def instructions(plan: Plan) -> Section:
    """Every step with its words, as the formula had them."""
    columns = (
        Column("", right=True),
        Column("step", 3),
        Column("instruction", 10, finds=True),
        Column("goes in", 3),
        Column("equipment", 3),
        Column("lasts", 2),
    )
    rows = tuple(_step(number, step) for number, step in enumerate(plan.formula.steps, 1))
    return Section(
        INSTRUCTIONS, columns, (Group("", rows),), tuple(_lead(plan)), is_small=True, as_typed=True
    )


def _lead(plan: Plan) -> Iterator[str]:
    if any(is_caustic(line.name) for line in plan.scaled.lines):
        yield LYE_HAZARD
    if plan.formula.notes:
        yield one_line(plan.formula.notes)


def _step(number: int, step: Step) -> Row:
    wait = f", wait at most {step.wait_at_most}" if step.wait_at_most else ""
    cells = (
        str(number),
        step.name,
        step.text,
        ", ".join(step.uses),
        step.equipment or "",
        f"{duration_words(step.lasts, step.within)}{wait}".removeprefix(", "),
    )
    return Row(tuple(map(one_line, cells)))
