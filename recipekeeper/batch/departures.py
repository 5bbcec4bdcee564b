"""What leaves its tolerance, in one state of a batch: every departure, found by looking at weights, readings, steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from recipekeeper.batch.departure import Departure, read_text
from recipekeeper.batch.deviation import Severity
from recipekeeper.batch.judging import Verdict, judged, outside
from recipekeeper.batch.model import (
    BatchState,
    Entry,
    Kind,
    Plan,
    Reading,
    State,
    StepRun,
    StepState,
    Weighing,
)
from recipekeeper.batch.wording import (
    converted,
    ends_text,
    limits_text,
    minutes_text,
    percent_off,
    plus_minus,
    shown,
)
from recipekeeper.formula.amounts.scale import ScaledLine
from recipekeeper.formula.model import Check, Step
from recipekeeper.quantity import Amount, Setpoint, Span

MAJOR_FROM = 2
"""A weight or a time beyond this many tolerances is major, a smaller one minor. Our own choice."""


def departures(plan: Plan, state: BatchState) -> list[Departure]:
    """All departures that this state shows, in the order of the entries that show them."""
    ended, awaited = _ended(state), _awaited(plan, state)
    found = [
        *_weights(plan, state, ended),
        *_readings(plan, state),
        *_beside(plan, state, ended),
        *_of_companions(plan, state, ended),
        *_missing_readings(plan, state, ended, awaited),
        *_steps(plan, state, ended, awaited),
        *_yield(plan, state),
    ]
    return sorted(found, key=lambda departure: departure.seq)


def _ended(state: BatchState) -> dict[str, int]:
    """Which steps have ended, done or skipped or with the whole batch, and the entry that ended them."""
    ended: dict[str, int] = {}
    finish = next((entry.seq for entry in state.in_force if entry.kind is Kind.FINISH), None)
    for entry in state.in_force:
        if entry.kind in (Kind.DONE, Kind.SKIP) and entry.step:
            ended[entry.step] = entry.seq
    if state.state is State.FINISHED and finish is not None:
        for run in state.steps:
            ended.setdefault(run.name, finish)
        ended[""] = finish
    return ended


_Awaited = frozenset[tuple[str, str | None]]
"""The steps and measures that are not due yet; a step that has no measures stands with None."""


def _awaited(plan: Plan, state: BatchState) -> _Awaited:
    """What the end of the batch did not end, because it is only due after the last entry."""
    if state.state is not State.FINISHED:
        return frozenset()
    from recipekeeper.batch.due import awaited  # late: a batch at the bench has no need of it

    return frozenset((due.step, due.measure) for due in awaited(plan, state))


def _weights(plan: Plan, state: BatchState, ended: dict[str, int]) -> Iterator[Departure]:
    for line in plan.scaled.lines:
        if line.tolerance is None:
            continue
        weighing = state.weighing(line.name)
        end = ended.get(line.step or "")
        if weighing is None:
            if end is not None:
                yield _weight(line, end, "not recorded", "", Severity.MAJOR, "little")
            continue
        if weighing.total is None or weighing.total.dimension != line.planned.dimension:
            continue
        total = weighing.total.to(line.planned.unit)
        excess = total.value - line.planned.value
        if abs(excess) <= line.tolerance.value or (excess < 0 and end is None):
            continue
        major = abs(excess) > MAJOR_FROM * line.tolerance.value
        severity = Severity.MAJOR if major else Severity.MINOR
        side = "much" if excess > 0 else "little"
        seq = _crossing(line, weighing, state) if excess > 0 else end
        found = str(converted(weighing.total, line.planned, line.tolerance))
        yield _weight(line, seq or 0, found, percent_off(total, line.planned), severity, side)


def _weight(line: ScaledLine, seq: int, found: str, off: str, severity: Severity, side: str) -> Departure:
    expected = plus_minus(line.planned, line.tolerance)
    key = ("weight", line.name, side)
    return Departure(key, seq, "weight", line.step, line.name, expected, found, off, severity)


def _crossing(line: ScaledLine, weighing: Weighing, state: BatchState) -> int:
    """The weighing with which the sum first left the tolerance, in order of recording."""
    if line.tolerance is None:
        return 0
    limit = line.planned + line.tolerance
    entries = sorted((entry for entry in state.in_force if entry.seq in weighing.entries), key=_by_seq)
    total: Amount | None = None
    for entry in entries:
        if not isinstance(entry.value, Amount):
            continue
        total = entry.value if total is None else total + entry.value
        if total > limit:
            return entry.seq
    return entries[-1].seq


def _by_seq(entry: Entry) -> int:
    return entry.seq


def _readings(plan: Plan, state: BatchState) -> Iterator[Departure]:
    checks = {(step.name, check.measure): check for step in plan.formula.steps for check in step.checks}
    for reading in state.readings:
        check = checks.get((reading.step or "", reading.measure))
        if check is None:
            continue
        found = _judged(check, reading, state)
        if found is None:
            continue
        (expected, off, severity), seq = found
        key = ("reading", str(reading.seq))
        yield Departure(
            key,
            seq,
            "reading",
            reading.step,
            reading.measure,
            expected,
            read_text(reading),
            off,
            severity,
        )


def _judged(check: Check, reading: Reading, state: BatchState) -> tuple[Verdict, int] | None:
    """What is wrong with a reading, and the entry that shows it."""
    if check.lookup is None:
        verdict = judged(check, reading.value)
        return None if verdict is None else (verdict, reading.seq)
    # Few checks have limits that depend on another reading.
    from recipekeeper.batch.depending import judged_beside

    return judged_beside(check, reading, state.readings)


def _beside(plan: Plan, state: BatchState, ended: dict[str, int]) -> Iterable[Departure]:
    beside = (check.apart or check.lookup for step in plan.formula.steps for check in step.checks)
    if not state.readings or not any(beside):
        return ()
    from recipekeeper.batch.beside import departures_beside  # late, as above

    return departures_beside(plan, state, ended.get(""))


def _of_companions(plan: Plan, state: BatchState, ended: dict[str, int]) -> Iterable[Departure]:
    formula = plan.formula
    asked = (
        any(line.checked for line in formula.lines)
        or any(step.checked for step in formula.steps)
        or any(check.wants_company for step in formula.steps for check in step.checks)
    )
    if not asked and not any(entry.kind is Kind.INSTRUMENT for entry in state.in_force):
        return ()
    from recipekeeper.batch.companion import departures_of_companions  # late, as above

    return departures_of_companions(plan, state, ended)


def _missing_readings(
    plan: Plan, state: BatchState, ended: dict[str, int], awaited: _Awaited
) -> Iterator[Departure]:
    read = {(reading.step, reading.measure) for reading in state.readings}
    skipped = {run.name for run in state.steps if run.state is StepState.SKIPPED or not run.recorded}
    for step in plan.formula.steps:
        if step.name not in ended or step.name in skipped:
            continue
        for check in step.checks:
            place = (step.name, check.measure)
            if not check.is_critical or place in read or place in awaited:
                continue
            limits = check.critical or check.limits
            words = f"critical {check.lookup}" if check.lookup else " or ".join(check.words)
            expected = limits_text(check, limits, Severity.CRITICAL) if limits else words
            key = ("missing reading", step.name, check.measure)
            yield Departure(
                key,
                ended[step.name],
                "missing reading",
                step.name,
                check.measure,
                expected,
                "not recorded",
                "",
                Severity.CRITICAL,
            )


def _steps(plan: Plan, state: BatchState, ended: dict[str, int], awaited: _Awaited) -> Iterator[Departure]:
    begun = {entry.step: entry.seq for entry in reversed(state.in_force) if entry.kind is Kind.BEGIN}
    done = {entry.step: entry.seq for entry in state.in_force if entry.kind is Kind.DONE}
    previous: str | None = None
    for step, run in zip(plan.formula.steps, state.steps, strict=True):
        if not _is_awaited(step, awaited):
            yield from _skipped(step, run, ended)
        if run.seconds is not None and step.lasts and step.within:
            yield from _time("duration", step, run.seconds, step.lasts, step.within, done[step.name])
        if run.wait_seconds is not None and step.wait_at_most:
            yield from _time("wait", step, run.wait_seconds, step.wait_at_most, None, begun[step.name])
        if run.out_of_order and previous:
            seq = begun.get(step.name, done.get(step.name, 0))
            key = ("order", step.name)
            expected, found = f"after {previous}", f"before {previous}"
            yield Departure(key, seq, "order", step.name, None, expected, found, "", Severity.MINOR)
        previous = step.name


def _is_awaited(step: Step, awaited: _Awaited) -> bool:
    """Whether all that a step asks for is only due later."""
    measures: list[str | None] = [check.measure for check in step.checks]
    return all((step.name, measure) in awaited for measure in measures or [None])


def _skipped(step: Step, run: StepRun, ended: dict[str, int]) -> Iterator[Departure]:
    if step.name not in ended:
        return
    if run.state is not StepState.SKIPPED and run.recorded:
        return
    critical = any(check.is_critical for check in step.checks)
    severity = Severity.CRITICAL if critical else Severity.MAJOR
    found = f"skipped: {run.why_skipped}" if run.why_skipped else "has no entry"
    seq = ended[step.name]
    yield Departure(("skipped", step.name), seq, "skipped", step.name, None, "done", found, "", severity)


def _time(
    kind: str, step: Step, seconds: int, planned: Span, within: Span | None, seq: int
) -> Iterator[Departure]:
    allowed = within.seconds if within else Decimal(0)
    off = seconds - planned.seconds
    if abs(off) <= allowed or (within is None and off <= 0):
        return
    major = abs(off) > MAJOR_FROM * (allowed or planned.seconds)
    expected = plus_minus(planned, within) if within else f"at most {planned}"
    yield Departure(
        (kind, step.name),
        seq,
        kind,
        step.name,
        None,
        expected,
        minutes_text(seconds, planned),
        minutes_text(off, planned, signed=True),
        Severity.MAJOR if major else Severity.MINOR,
    )


def _yield(plan: Plan, state: BatchState) -> Iterator[Departure]:
    limits = plan.formula.yield_within
    if limits is None or state.yield_percent is None:
        return
    percent = Setpoint(shown(state.yield_percent), "%")
    off = outside(limits, percent)
    if off is None:
        return
    seq = next(entry.seq for entry in reversed(state.in_force) if entry.kind in (Kind.YIELD, Kind.UNITS))
    expected = f"{ends_text(limits)} of {plan.scaled.yields}"
    yield Departure(("yield",), seq, "yield", None, "yield", expected, str(percent), off, Severity.MAJOR)
