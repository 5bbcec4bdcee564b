"""The shape of a batch as JSON: its plan, its log, what departs. As in `document`, no key is renamed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recipekeeper.cli.document import Document, line, moment, number, quantity, step
from recipekeeper.quantity import Amount, Setpoint
from recipekeeper.quantity import document as quantity_document

if TYPE_CHECKING:
    from recipekeeper.batch.companion import Beside
    from recipekeeper.batch.consequence import Consequence
    from recipekeeper.batch.deviation import Deviation
    from recipekeeper.batch.model import BatchRecord, Entry, Plan, StepRun
    from recipekeeper.store import Card


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
