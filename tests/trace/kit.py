"""Batches for the trace, made from a few numbers each: no log, only what a log would come to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from recipekeeper.batch.model import (
    BatchRecord,
    BatchState,
    Disposition,
    Plan,
    Reading,
    State,
    StepRun,
    StepState,
    Weighing,
)
from recipekeeper.formula.amounts.scale import scale
from recipekeeper.formula.limits import Limits
from recipekeeper.formula.model import Check, Formula, Line, Step
from recipekeeper.quantity import Amount, Setpoint, read_amount, read_duration, read_setpoint, read_span
from recipekeeper.trace import Candidate, Trace

BEGAN = datetime(2026, 1, 12, 9, 0, tzinfo=UTC)


def point(text: str) -> Setpoint:
    return read_setpoint(text)


def line(name: str, amount: str, phase: str, tolerance: str = "", was: str | None = None) -> Line:
    span = read_span(tolerance) if tolerance else None
    return Line(name, read_amount(amount), phase, tolerance=span, was=was)


def target(measure: str, value: str, within: str, critical: str = "", was: str | None = None) -> Check:
    middle, span = point(value), read_span(within)
    limits = Limits(middle.less(span), middle.plus(span))
    return Check(measure, target=middle, within=span, limits=limits, critical=ends(critical), was=was)


def between(measure: str, low: str, high: str, critical: str = "") -> Check:
    return Check(measure, limits=Limits(point(low), point(high)), critical=ends(critical))


def ends(text: str) -> Limits | None:
    low, _, high = text.partition("..")
    return Limits(point(low), point(high)) if text else None


def at_most(measure: str, high: str) -> Check:
    return Check(measure, limits=Limits(None, point(high)))


def words(measure: str, *accepted: str) -> Check:
    return Check(measure, words=accepted)


def step(
    name: str,
    lasts: str = "",
    within: str = "",
    *checks: Check,
    uses: tuple[str, ...] = (),
    wait_at_most: str = "",
    was: str | None = None,
) -> Step:
    return Step(
        name,
        uses=uses,
        lasts=read_duration(lasts) if lasts else None,
        within=read_duration(within) if within else None,
        wait_at_most=read_duration(wait_at_most) if wait_at_most else None,
        checks=checks,
        was=was,
    )


def formula(code: str, yields: str, lines: Sequence[Line], steps: Sequence[Step]) -> Formula:
    return Formula(code, code, read_amount(yields), tuple(lines), tuple(steps))


@dataclass(frozen=True)
class Made:
    """What was noted of one batch: texts as they are typed; minutes, waits and lots by name."""

    code: str
    weights: Mapping[str, str] = field(default_factory=dict)
    lots: Mapping[str, str] = field(default_factory=dict)
    readings: Mapping[tuple[str, str], str] = field(default_factory=dict)
    minutes: Mapping[str, float] = field(default_factory=dict)
    waits: Mapping[str, float] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    operator: str = "AK"
    skipped: frozenset[str] = frozenset()
    early: frozenset[str] = frozenset()
    """Steps that were begun before their predecessor."""
    outcome: str | None = None
    disposition: Disposition = Disposition.RELEASED
    state: State = State.FINISHED
    day: int = 0
    version: int = 1
    size: str | None = None
    trial: bool = False


def batch(formula: Formula, made: Made) -> BatchRecord:
    """The record that such a batch comes to."""
    size = read_amount(made.size) if made.size else None
    plan = Plan(made.code, formula, made.version, scale(formula, size), made.trial)
    return BatchRecord(plan, (), _state(formula, made), ())


def _state(formula: Formula, made: Made) -> BatchState:
    names = [step.name for step in formula.steps]
    return BatchState(
        state=made.state,
        disposition=made.disposition,
        outcome=made.outcome,
        symptoms=(),
        started_at=BEGAN + timedelta(days=made.day),
        operator=made.operator,
        steps=tuple(_run(name, position, made) for position, name in enumerate(names)),
        weighings=tuple(
            Weighing(
                name, _amount(made.weights.get(name)), (lot,) if (lot := made.lots.get(name)) else (), ()
            )
            for name in dict.fromkeys((*made.weights, *made.lots))
        ),
        readings=tuple(
            Reading(seq, step, measure, _value(text), None)
            for seq, ((step, measure), text) in enumerate(made.readings.items(), start=1)
        ),
        in_force=(),
    )


def _run(name: str, position: int, made: Made) -> StepRun:
    minutes, wait = made.minutes.get(name), made.waits.get(name)
    skipped = name in made.skipped
    return StepRun(
        name,
        state=StepState.SKIPPED if skipped else StepState.DONE,
        seconds=None if minutes is None or skipped else round(minutes * 60),
        equipment=made.units.get(name),
        recorded=not skipped,
        wait_seconds=None if wait is None or skipped else round(wait * 60),
        out_of_order=name in made.early if position else None,
    )


def _amount(text: str | None) -> Amount | None:
    return read_amount(text) if text else None


def _value(text: str) -> Setpoint | str:
    return point(text) if text[0].isdigit() or text[0] == "-" else text


def blank_after(record: BatchRecord, last: str) -> BatchRecord:
    """The same batch given up after that step: nothing is recorded of the steps that follow."""
    names = [run.name for run in record.state.steps]
    after = set(names[names.index(last) + 1 :])
    runs = tuple(StepRun(run.name) if run.name in after else run for run in record.state.steps)
    readings = tuple(reading for reading in record.state.readings if reading.step not in after)
    return replace(record, state=replace(record.state, steps=runs, readings=readings))


def found(trace: Trace, factor: str) -> Candidate:
    """The candidate of that name."""
    return next(candidate for candidate in trace.candidates if candidate.factor == factor)


def factors(trace: Trace) -> list[str]:
    """All factor names, best first."""
    return [candidate.factor for candidate in trace.candidates]


def total(trace: Trace) -> float:
    """All probabilities together."""
    return trace.unexplained + sum(candidate.probability for candidate in trace.candidates)
