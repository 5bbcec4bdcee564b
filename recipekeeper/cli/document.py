"""The shape of every answer as JSON. Its keys are a promise to other programs: none is renamed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from recipekeeper.quantity import Amount, Setpoint, Span
from recipekeeper.quantity import document as quantity_document

if TYPE_CHECKING:
    from recipekeeper.formula.amounts.scale import ScaledLine
    from recipekeeper.formula.depending import Lookup
    from recipekeeper.formula.findings import Problem
    from recipekeeper.formula.limits import Limits
    from recipekeeper.formula.model import Check, Step, Version
    from recipekeeper.operations.formulas.versions import Difference
    from recipekeeper.trace.model import Trace

Document = dict[str, Any]


def quantity(value: Amount | Setpoint | Span | None) -> dict[str, str] | None:
    """`{"value": "113.9", "unit": "g"}`, or null."""
    return None if value is None else quantity_document(value)


def number(value: Decimal | Fraction | float | None) -> float | int | None:
    """A ratio or a percentage as a JSON number."""
    if value is None:
        return None
    exact = float(value)
    return int(exact) if exact.is_integer() else exact


def moment(at: datetime | None) -> str | None:
    """ISO 8601 with offset, or null."""
    return None if at is None else at.isoformat()


def version(shown: Version) -> Document:
    """A version of a formula, in short."""
    return {
        "code": shown.formula.code,
        "version": shown.number,
        "name": shown.formula.name,
        "base": shown.formula.base,
        "status": shown.status.value,
        "fingerprint": shown.formula.fingerprint,
        "why": shown.why or None,
        "added_at": moment(shown.added_at),
        "added_by": shown.added_by,
        "released_at": moment(shown.released_at),
    }


def problems(found: Iterable[Problem]) -> list[Document]:
    """Every problem of a formula with its place."""
    return [
        {
            "level": one.level,
            "code": one.code or None,
            "where": one.where,
            "line": one.line,
            "message": one.message,
        }
        for one in found
    ]


def silenced(found: Iterable[tuple[str, str]]) -> list[Document]:
    """The checks that a formula silences, each with its reason."""
    return [{"code": code, "reason": reason} for code, reason in found]


def difference(found: Difference) -> Document:
    """What changed between two formulas, and what that brings about."""
    return {
        "changes": [
            {"where": one.where, "before": one.before, "after": one.after, "sentence": one.sentence}
            for one in found.changes
        ],
        "consequences": [
            {"what": one.what, "before": one.before, "after": one.after, "sentence": one.sentence}
            for one in found.consequences
        ],
    }


def line(each: ScaledLine) -> Document:
    """One line at one size; `exact` is before rounding."""
    return {
        "ingredient": each.name,
        "phase": each.phase,
        "step": each.step,
        "planned": quantity(each.planned),
        "exact": quantity(each.exact),
        "resolution": quantity(each.resolution),
        "tolerance": quantity(each.tolerance),
    }


def step(each: Step) -> Document:
    """One step of a formula with its checks."""
    return {
        "name": each.name,
        "text": each.text,
        "uses": list(each.uses),
        "equipment": each.equipment,
        "lasts": quantity(each.lasts),
        "within": quantity(each.within),
        "wait_at_most": quantity(each.wait_at_most),
        "due": quantity(each.due),
        "after": each.after,
        "checked": each.checked,
        "checks": [check(one) for one in each.checks],
    }


def check(one: Check) -> Document:
    """One measure with its target and limits."""
    low, high = ends(one.limits)
    critical_low, critical_high = ends(one.critical)
    return {
        "measure": one.measure,
        "target": quantity(one.target),
        "within": quantity(one.within),
        "low": quantity(low),
        "high": quantity(high),
        "critical_low": quantity(critical_low),
        "critical_high": quantity(critical_high),
        "critical": one.is_critical,
        "is": list(one.words) or None,
        "each": quantity(one.each),
        "depends_on": "/".join(one.lookup.of) if one.lookup else None,
        "at_least_by": _rows(one.lookup) if one.lookup and one.lookup.is_least else None,
        "at_most_by": _rows(one.lookup) if one.lookup and not one.lookup.is_least else None,
        "apart_from": "/".join(one.apart.of) if one.apart else None,
        "apart_at_most": quantity(one.apart.at_most) if one.apart else None,
        "due": [quantity(time) for time in one.due],
        "retest": one.retest,
        "instrument": one.measured_with,
        "meter_above": quantity(one.meter_above),
        "checked": one.checked,
    }


def _rows(lookup: Lookup) -> list[Document]:
    return [{"at": quantity(at), "limit": quantity(limit)} for at, limit in lookup.rows]


def ends(limits: Limits | None) -> tuple[Setpoint | None, Setpoint | None]:
    """The low and the high end of limits; None where it is open."""
    return (None, None) if limits is None else (limits.low, limits.high)


def trace(found: Trace) -> Document:
    """Which step spoiled a batch, as far as the record tells."""
    return {
        "batch": found.batch,
        "formula": found.formula,
        "version": found.version,
        "compared_with": {"good": found.compared_good, "bad": found.compared_bad},
        "verdict": found.verdict,
        "unexplained": found.unexplained,
        "candidates": [
            {
                "rank": one.rank,
                "factor": one.factor,
                "step": one.step,
                "probability": one.probability,
                "level": one.level,
                "sentence": one.sentence,
                "together_with": list(one.together_with),
            }
            for one in found.candidates
        ],
        "steps": [{"step": one.step, "probability": one.probability} for one in found.steps],
        "blanks": list(found.blanks),
        "cleared": list(found.cleared),
    }
