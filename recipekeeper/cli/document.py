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
    from recipekeeper.batch.companion import Beside
    from recipekeeper.batch.consequence import Consequence
    from recipekeeper.batch.deviation import Deviation
    from recipekeeper.batch.model import BatchRecord, Entry, Plan, StepRun
    from recipekeeper.formula.amounts.scale import ScaledLine
    from recipekeeper.formula.depending import Lookup
    from recipekeeper.formula.findings import Problem
    from recipekeeper.formula.limits import Limits
    from recipekeeper.formula.model import Check, Step, Version
    from recipekeeper.operations.formulas import Difference
    from recipekeeper.store import Card
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


def plan(frozen: Plan) -> Document:
    """What a batch is to be."""
    return {
        "formula": frozen.formula.code,
        "version": frozen.version,
        "fingerprint": frozen.formula.fingerprint,
        "name": frozen.formula.name,
        "trial": frozen.trial,
        "yields": quantity(frozen.scaled.yields),
        "factor": number(frozen.scaled.factor),
        "drift": quantity(frozen.scaled.drift),
        "lines": [line(each) for each in frozen.scaled.lines],
        "steps": [step(each) for each in frozen.formula.steps],
    }


def entry(logged: Entry, beside: Beside | None = None) -> Document:
    """One line of the log, with what stands beside it."""
    value, unit = logged.value, None
    if isinstance(value, Amount | Setpoint):
        written = quantity_document(value)
        value, unit = written["value"], written["unit"]
    return {
        "id": logged.id,
        "batch": logged.batch,
        "seq": logged.seq,
        "kind": logged.kind.value,
        "step": logged.step,
        "name": logged.name,
        "value": value,
        "unit": unit,
        "typed": logged.typed,
        "lot": None if logged.part else logged.lot,
        "part": logged.part,
        "happened_at": moment(logged.happened_at),
        "recorded_at": moment(logged.recorded_at),
        "by": logged.by,
        "supersedes": logged.supersedes,
        "why": logged.why,
        "imported": logged.imported,
        "instrument": beside.instrument if beside else None,
        "checked_by": beside.checked_by if beside else None,
    }


def consequence(one: Consequence) -> Document:
    """What the weights make of a batch, in percent to two decimals."""
    value, planned = (
        None if part is None else number(round(part * 100, 2)) for part in (one.value, one.planned)
    )
    return {"kind": one.kind, "sentence": one.sentence, "value": value, "planned": planned}


def deviation(one: Deviation) -> Document:
    """One departure from the plan."""
    return {
        "id": one.id,
        "batch": one.batch,
        "step": one.step,
        "name": one.name,
        "kind": one.kind,
        "expected": one.expected,
        "found": one.found,
        "off": one.off or None,
        "sentence": one.sentence,
        "severity": one.severity.value,
        "status": one.status.value,
        "entry": one.entry,
        "cause": one.cause,
        "correction": one.correction,
    }


def step_run(run: StepRun) -> Document:
    """One step as it was done."""
    return {
        "name": run.name,
        "state": run.state.value,
        "began_at": moment(run.began_at),
        "ended_at": moment(run.ended_at),
        "seconds": run.seconds,
        "paused_seconds": run.paused_seconds,
        "wait_seconds": run.wait_seconds,
        "out_of_order": run.out_of_order,
        "clock_doubtful": run.clock_doubtful,
        "equipment": run.equipment,
        "why_skipped": run.why_skipped,
    }


def card(short: Card) -> Document:
    """A batch in short."""
    return {
        "batch": short.batch,
        "formula": short.formula,
        "version": short.version,
        "trial": short.trial,
        "state": short.state.value,
        "disposition": short.disposition.value,
        "outcome": short.outcome,
        "started_at": moment(short.started_at),
        "last_at": moment(short.last_at),
    }


def batch(record: BatchRecord) -> Document:
    """Everything about one batch."""
    # Late, all: only one command shows them.
    from recipekeeper.batch.companion import beside
    from recipekeeper.cli.yields import parts_document, yield_document

    state, standing = record.state, beside(record.entries)
    return {
        "batch": record.plan.batch,
        "formula": record.plan.formula.code,
        "version": record.plan.version,
        "trial": record.plan.trial,
        "state": state.state.value,
        "disposition": state.disposition.value,
        "outcome": state.outcome,
        "symptoms": list(state.symptoms),
        "started_at": moment(state.started_at),
        "operator": state.operator,
        "yield": yield_document(record),
        "parts": parts_document(record),
        "units": quantity(state.units),
        "yield_percent": number(state.yield_percent),
        "plan": plan(record.plan),
        "entries": [entry(each, standing.get(each.seq)) for each in record.entries],
        "deviations": [deviation(each) for each in record.deviations],
        "steps": [step_run(each) for each in state.steps],
        "weighings": [
            {
                "ingredient": each.ingredient,
                "total": quantity(each.total),
                "lots": list(each.lots),
                "entries": list(each.entries),
            }
            for each in state.weighings
        ],
    }


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
    }
