"""Plans to print: the recipes that ship, and small formulas made for one question."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from recipekeeper.batch.model import Plan
from recipekeeper.files.formula_toml import read
from recipekeeper.formula.amounts.scale import scale
from recipekeeper.formula.limits import Limits
from recipekeeper.formula.model import Formula, Line, Step
from recipekeeper.quantity import read_amount, read_setpoint, read_span

RECIPES = tuple(sorted((Path(__file__).parents[2] / "recipes").glob("*.toml")))
MOMENT = datetime(2026, 11, 21, 14, 10, tzinfo=UTC)


def plan(formula: Formula, batch: str = "", *, trial: bool = False) -> Plan:
    return Plan(batch, formula, 3, scale(formula), trial)


def recipe(path: Path) -> Plan:
    formula = read(path)
    return plan(formula, f"{formula.code}-261121-1")


def line(name: str, weight: str, tolerance: str = "", resolution: str = "", phase: str | None = None) -> Line:
    return Line(
        name,
        read_amount(weight),
        phase,
        read_span(tolerance) if tolerance else None,
        read_amount(resolution) if resolution else None,
    )


def limits(low: str = "", high: str = "") -> Limits:
    return Limits(read_setpoint(low) if low else None, read_setpoint(high) if high else None)


def formula(
    *lines: Line,
    steps: tuple[Step, ...] = (),
    name: str = "Test bar",
    yields: str = "1000 g",
    yield_within: Limits | None = None,
    notes: str = "",
) -> Formula:
    return Formula(
        code="TEST",
        name=name,
        yields=read_amount(yields),
        lines=lines,
        steps=steps,
        notes=notes,
        yield_within=yield_within,
        fingerprint="3f9ac2e41b07",
    )
