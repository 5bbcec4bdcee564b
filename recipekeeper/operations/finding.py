"""What a typed name refers to: a formula version, a batch, a step, an ingredient, a measure."""

from __future__ import annotations

from dataclasses import dataclass

from recipekeeper.batch.codes import Scan, code_of, is_code, read_code
from recipekeeper.batch.model import BatchRecord, State, StepState
from recipekeeper.batch.record import record
from recipekeeper.errors import Ambiguous, Misused, NotFound, Refused
from recipekeeper.formula.findings import shown
from recipekeeper.formula.model import Check, Status, Step, Version
from recipekeeper.operations.context import Context
from recipekeeper.operations.names import match
from recipekeeper.store import Reading

A_DAY = 24 * 60 * 60
"""A step that by plan lasts longer only waits (cure, ferment) and does not compete for the bench."""


def find_version(reading: Reading, reference: str, *, released: bool = False) -> Version:
    """The version that `CODE` or `CODE@N` names; by code alone the newest, or the newest released one.

    Raises NotFound, Ambiguous, Misused where N is no number, Refused where nothing is released.
    """
    scan = code_of(reference, "formula")
    typed, at, number_text = ((scan.formula if scan else None) or reference).partition("@")
    code = match(typed, reading.codes(), "formula")
    versions = reading.versions(code)
    if at:
        if not number_text.isascii() or not number_text.isdigit():
            raise Misused(f"{shown(reference)} names no version: after @ stands its number, e.g. {code}@1.")
        for version in versions:
            if str(version.number) == number_text.lstrip("0"):
                return version
        newest = max(version.number for version in versions)
        raise NotFound(f"{code} has no version {number_text[:20]}; its newest is {code}@{newest}.")
    if not released:
        return max(versions, key=lambda version: version.number)
    candidates = [version for version in versions if version.status is Status.RELEASED]
    if not candidates:
        raise Refused(
            f"{code} has no released version. Release one with: rk formula release {code}"
            f" (or try a draft by its number: {code}@{versions[-1].number} --trial)."
        )
    return max(candidates, key=lambda version: version.number)


def find_batch(context: Context, reading: Reading, typed: str | None) -> BatchRecord:
    """The batch that is meant: the one named, else the chosen one, else the only one at the bench."""
    named = typed
    if named is None:
        named = context.chosen_batch or reading.setting(chosen_key(context))
    if named is not None:
        named = _scanned(named)
        code = named.strip().upper()
        found = _batch(reading, code) or _split_into(reading, code)
        return found or _known(reading, match(named, (card.batch for card in reading.cards()), "batch"))
    return _at_the_bench(reading)


def _scanned(typed: str) -> str:
    """The batch that a scanned code names; what is no code stays as it is typed."""
    scan = code_of(typed, "batch", "step")
    if scan is None:
        return typed
    if scan.batch is None:
        raise Misused(f"{typed.strip()} is of a blank sheet of {scan.formula}, which names no batch.")
    return scan.batch


def _batch(reading: Reading, code: str) -> BatchRecord | None:
    plan = reading.plan(code)
    return None if plan is None else record(plan, reading.entries(code))


def _split_into(reading: Reading, code: str) -> BatchRecord | None:
    """The batch that has a part of that code."""
    wholes = [card.batch for card in reading.cards() if code.startswith(card.batch)]
    if not wholes:
        return None
    from recipekeeper.batch.parts import part_meant  # late: few batches are split

    found = [_known(reading, whole) for whole in wholes]
    return next((one for one in found if part_meant(code, one.plan.batch, one.state.parts)), None)


def _known(reading: Reading, code: str) -> BatchRecord:
    found = _batch(reading, code)
    if found is None:
        raise NotFound(f"The list names a batch {code} that has no plan. `rk store verify` says more.")
    return found


def _at_the_bench(reading: Reading) -> BatchRecord:
    """The only running batch; of several the only one worked on, or else the only one that does not wait."""
    running = [card.batch for card in reading.cards(state=State.RUNNING)]
    if not running:
        raise Refused(
            'No batch is running. Start one, e.g.: rk batch start SOAP-LAV --to "3 kg"; '
            "or say with -b which one is meant."
        )
    if len(running) == 1:
        return _known(reading, running[0])
    batches = [_known(reading, code) for code in running]
    worked_on = [batch for batch in batches if _is_worked_on(batch)]
    present = worked_on or [batch for batch in batches if not under_way(batch)] or batches
    if len(present) == 1:
        return present[0]
    codes = [batch.plan.batch for batch in present]
    raise Ambiguous(
        f"Several batches are running: {', '.join(codes)}. Say which with -b, e.g. -b {codes[0]}, "
        f"or choose one for the time being: rk use {codes[0]}"
    )


def chosen_key(context: Context) -> str:
    """The setting that keeps what `rk use` chose: one for each station."""
    return f"batch chosen at {context.store.station}"


def _is_worked_on(batch: BatchRecord) -> bool:
    """Whether a step is under way that by plan lasts no longer than a day."""
    return any(
        run.state in (StepState.RUNNING, StepState.PAUSED)
        and (step.lasts is None or step.lasts.seconds <= A_DAY)
        for run, step in zip(batch.state.steps, batch.plan.formula.steps, strict=True)
    )


def find_step(batch: BatchRecord, typed: str) -> Step:
    """The step of the plan that is meant, by its name or its scanned code.

    Raises Refused for a code from the sheet of another batch.
    """
    steps = batch.plan.formula.steps
    if (scan := code_of(typed, "step")) is not None:
        if (scan.batch or batch.plan.batch, scan.formula or batch.plan.reference) != (
            batch.plan.batch,
            batch.plan.reference,
        ):
            raise Refused(
                f"What you scanned is {scan}, and {batch.plan.batch} ({batch.plan.reference}) is meant here: "
                f"nothing is recorded. {_way_there(scan)}"
            )
        if scan.step is None or scan.step > len(steps):
            raise NotFound(f"{batch.plan.reference} has {len(steps)} steps, and no {scan}.")
        return steps[scan.step - 1]
    name = match(typed, (step.name for step in steps), "step", f"in {batch.plan.reference}")
    return next(step for step in steps if step.name == name)


def _way_there(scan: Scan) -> str:
    if scan.batch is None:
        return "The sheet is of another formula or version."
    return f"To work on the other: rk use {scan.batch}"


def batch_scanned(context: Context, batch: str | None, step: str | None) -> str | None:
    """The batch that is named; else, where several are running and none is chosen, that of a scanned step."""
    if batch is not None or step is None or not is_code(step):
        return batch
    with context.read() as reading:
        try:
            find_batch(context, reading, None)
        except Ambiguous:
            return read_code(step).batch
    return None


def under_way(batch: BatchRecord) -> list[str]:
    """The names of the steps that are running or paused."""
    return [run.name for run in batch.state.steps if run.state in (StepState.RUNNING, StepState.PAUSED)]


def only_step_under_way(batch: BatchRecord, command: str) -> Step:
    """The step that a command without a step means; refused where there is none or more than one."""
    names = under_way(batch)
    if len(names) == 1:
        return find_step(batch, names[0])
    if not names:
        raise Refused(
            f'No step of {batch.plan.batch} is under way. Begin one, e.g.: rk begin "{_next_step(batch)}"'
        )
    listed = ", ".join(names)
    raise Ambiguous(
        f'Several steps of {batch.plan.batch} are under way: {listed}. Say which: rk {command} "{names[0]}"'
    )


def _next_step(batch: BatchRecord) -> str:
    for run in batch.state.steps:
        if run.state is StepState.OPEN:
            return run.name
    return batch.plan.formula.steps[-1].name if batch.plan.formula.steps else "weigh"


def find_part(context: Context, batch: BatchRecord, typed: str | None, part: str | None) -> str | None:
    """The part that is meant: the one named, else the one whose code was typed for the batch; None for the whole."""
    parts = batch.state.parts
    if part is not None and not parts:
        code = batch.plan.batch
        raise NotFound(
            f"{code} is not split, so it has no part {shown(part)}. Split it, e.g.: "
            f"rk split {code} --into A=3000g --into B=2800g"
        )
    if part is not None:
        return match(part, (one.name for one in parts), "part", f"in {batch.plan.batch}")
    named = typed or context.chosen_batch
    if not parts or named is None:
        return None
    from recipekeeper.batch.parts import part_meant  # late, as above

    return part_meant(named, batch.plan.batch, parts)


def refuse_part(context: Context, batch: BatchRecord, typed: str | None, command: str) -> None:
    """A part is neither finished nor decided about by itself."""
    if part := find_part(context, batch, typed, None):
        code = batch.plan.batch
        raise Refused(
            f"{typed} is part {part} of {code}, and {command} is for all of it: rk {command} {code}"
        )


@dataclass(frozen=True, slots=True)
class Measure:
    """Where a reading belongs: step and measure, and the check that the plan has there."""

    step: str | None
    name: str
    check: Check | None


def find_measure(batch: BatchRecord, typed: str, *, new: bool) -> Measure:
    """The measure that is meant: `STEP/MEASURE`, or a measure of a step under way, or of only one step.

    With `new`, a measure that the formula does not know is taken as it is typed.
    """
    where = f"in {batch.plan.reference}"
    steps = batch.plan.formula.steps
    step_typed, slash, measure_typed = typed.rpartition("/")
    if slash:
        step = find_step(batch, step_typed)
        return _measure_of([step], measure_typed, where, new=new, near=not new)
    running = [step for step in steps if step.name in under_way(batch)]
    if named := [step for step in steps if _measures(step, typed)]:
        return _measure_of([step for step in named if step in running] or named, typed, where, new=False)
    try:
        return _measure_of(running, typed, where, new=False, near=not new)
    except NotFound:
        pass
    try:
        return _measure_of(list(steps), typed, where, new=False, near=not new)
    except NotFound:
        if not new:
            raise
    return _measure_of(running[-1:], typed, where, new=True)


def _measures(step: Step, typed: str) -> bool:
    """Whether a check of the step bears that whole name."""
    name = " ".join(typed.split()).casefold()
    return any(check.measure.casefold() == name for check in step.checks)


def _measure_of(steps: list[Step], typed: str, where: str, *, new: bool, near: bool = False) -> Measure:
    places = {
        f"{step.name}/{check.measure}": Measure(step.name, check.measure, check)
        for step in steps
        for check in step.checks
    }
    try:
        name = match(typed, (place.name for place in places.values()), "measure", where, near=near)
    except NotFound as unknown:
        if new:
            return Measure(steps[0].name if steps else None, " ".join(typed.split()), None)
        raise NotFound(
            f"{unknown.message} To record something the formula does not have, add --new."
        ) from None
    fits = [place for place in places.values() if place.name == name]
    if len(fits) > 1:
        listed = ", ".join(f"{place.step}/{place.name}" for place in fits)
        raise Ambiguous(
            f'"{typed}" is measured at several steps: {listed}. '
            f'Write the step before it, e.g. "{fits[0].step}/{name}".'
        )
    return fits[0]


def find_deviation_number(batch: BatchRecord, typed: str) -> int:
    """The number of the deviation `D2` of a batch; NotFound where it has none by that number."""
    digits = typed.strip().upper().removeprefix("D").lstrip("0")
    numbers = [deviation.number for deviation in batch.deviations]
    if digits in map(str, numbers):
        return int(digits)
    listed = ", ".join(f"D{number}" for number in numbers) or "none"
    raise NotFound(f"{batch.plan.batch} has no deviation {typed[:20]}; it has: {listed}.")
