"""At the bench: steps begun and done, weights, readings, notes."""

from __future__ import annotations

from collections.abc import Sequence

from recipekeeper.batch.codes import is_code
from recipekeeper.batch.model import BatchRecord, Draft, Kind, StepState
from recipekeeper.errors import Doubtful, NotFound, Refused
from recipekeeper.formula.model import Check
from recipekeeper.operations.context import Context
from recipekeeper.operations.finding import (
    batch_scanned,
    find_measure,
    find_part,
    find_step,
    only_step_under_way,
    under_way,
)
from recipekeeper.operations.names import match
from recipekeeper.operations.recording.bench_reading import lot_code, read_value, read_weight
from recipekeeper.operations.recording.log import (
    Logged,
    Wanted,
    append,
    moment_text,
    refuse_if_over,
    refuse_if_void,
)


def begin(
    context: Context, batch: str | None, step: str, equipment: str | None = None, why: str | None = None
) -> Logged:
    """A step starts now; without an ingredient that should be recorded by then, only with the reason why."""
    from recipekeeper.operations.recording.left_out import (
        refuse_forgotten,  # late: a weighing has no need of it
    )

    def want(record: BatchRecord) -> Wanted:
        refuse_if_over(record, "begin")
        meant = find_step(record, step)
        run = record.state.step(meant.name)
        if run and run.state is not StepState.OPEN:
            how = {StepState.DONE: "done already", StepState.SKIPPED: "skipped already"}
            raise Refused(
                f"{meant.name} is {how.get(run.state, 'under way already')} in {record.plan.batch}. "
                "If that is wrong, take it back with rk undo, or rk void ENTRY --why …"
            )
        remarks, consequences = refuse_forgotten(context, record, meant, "begin", why)
        code = record.plan.batch
        used = (
            [Draft(code, Kind.EQUIPMENT, context.happened_at, step=meant.name, value=equipment)]
            if equipment
            else []
        )
        begun = Draft(code, Kind.BEGIN, context.happened_at, step=meant.name, why=why)
        return Wanted([*used, begun], remarks, consequences=consequences)

    return append(context, batch_scanned(context, batch, step), want, why=why)


def done(
    context: Context,
    batch: str | None,
    step: str | None = None,
    why: str | None = None,
    *,
    checked_by: str | None = None,
) -> Logged:
    """A step ends now; without a name the only one under way. One that was not begun asks what its begin would.

    `checked_by` is a second person, who saw it.
    """
    from recipekeeper.operations.recording.left_out import left_out_of, refuse_forgotten

    def want(record: BatchRecord) -> Wanted:
        refuse_if_void(record)
        meant = find_step(record, step) if step is not None else only_step_under_way(record, "done")
        run = record.state.step(meant.name)
        if run and run.state is StepState.DONE:
            raise Refused(f"{meant.name} is done already in {record.plan.batch}.")
        if run and run.began_at and context.at and context.at < run.began_at:
            raise Refused(
                f"{meant.name} cannot have ended at {moment_text(context.at)}: "
                f"it began at {moment_text(run.began_at)}."
            )
        consequences = left_out_of(context, record, meant)
        remarks: tuple[str, ...] = ()
        if run and run.state is StepState.OPEN:
            remarks, others = refuse_forgotten(context, record, meant, "done", why)
            consequences = (*others, *consequences)
        ended = Draft(record.plan.batch, Kind.DONE, context.happened_at, step=meant.name, why=why)
        made = _with_companions(context, ended, None, checked_by)
        return Wanted(made, remarks, consequences=consequences)

    return append(context, batch_scanned(context, batch, step), want, why=why)


def skip(context: Context, batch: str | None, step: str, why: str) -> Logged:
    """A step is left out, with the reason."""

    def want(record: BatchRecord) -> Wanted:
        refuse_if_void(record)
        meant = find_step(record, step)
        run = record.state.step(meant.name)
        if run and run.state in (StepState.DONE, StepState.SKIPPED):
            raise Refused(f"{meant.name} is {run.state.value} already in {record.plan.batch}.")
        return Wanted([Draft(record.plan.batch, Kind.SKIP, context.happened_at, step=meant.name, why=why)])

    return append(context, batch_scanned(context, batch, step), want, why=why)


def pause(context: Context, batch: str | None, step: str | None = None) -> Logged:
    """A step rests; the time does not count into its duration."""
    return _interrupt(context, batch, step, Kind.PAUSE, StepState.RUNNING)


def resume(context: Context, batch: str | None, step: str | None = None) -> Logged:
    """A paused step goes on."""
    return _interrupt(context, batch, step, Kind.RESUME, StepState.PAUSED)


def _interrupt(
    context: Context, batch: str | None, step: str | None, kind: Kind, needed: StepState
) -> Logged:
    def want(record: BatchRecord) -> Wanted:
        refuse_if_over(record, kind.value)
        meant = find_step(record, step) if step is not None else only_step_under_way(record, kind.value)
        run = record.state.step(meant.name)
        if run is None or run.state is not needed:
            found = run.state.value if run else "open"
            raise Refused(
                f"{meant.name} is {found} in {record.plan.batch}; "
                f"only a {needed.value} step can {kind.value}."
            )
        _refuse_before_the_last(context, record, meant.name, kind)
        return Wanted([Draft(record.plan.batch, kind, context.happened_at, step=meant.name)])

    return append(context, batch_scanned(context, batch, step), want)


def _refuse_before_the_last(context: Context, record: BatchRecord, step: str, kind: Kind) -> None:
    """A typed time that is earlier than what the pause or its end follows."""
    course = (Kind.BEGIN, Kind.PAUSE, Kind.RESUME)
    times = [
        entry.happened_at
        for entry in record.state.in_force
        if entry.step == step and entry.kind in course and entry.happened_at
    ]
    if context.at and times and context.at < max(times):
        raise Refused(
            f"{step} cannot {kind.value} at {moment_text(context.at)}: its last entry is of {moment_text(max(times))}."
        )


def weigh(
    context: Context,
    batch: str | None,
    ingredient: str,
    amount: str,
    lot: str | None = None,
    *,
    new: bool = False,
    accept: bool = False,
    instrument: str | None = None,
    checked_by: str | None = None,
) -> Logged:
    """An amount of an ingredient goes in; weighings of one ingredient add up.

    `instrument` is the code of the scale, `checked_by` a second person, who saw it.
    Raises Doubtful for what looks like a slip, unless `accept` says that it is none.
    """
    from recipekeeper.batch.doubt import doubts  # late: a note has no need of it

    def want(record: BatchRecord) -> Wanted:
        refuse_if_void(record)
        plan = record.plan
        name = _ingredient(record, ingredient, new=new)
        line = plan.scaled.line(name)
        value = read_weight(amount, context.units, line.planned if line else None, name)
        if line and not accept:
            _ask(doubts(record, line, value))
        steps = under_way(record)
        step = line.step if line and line.step else steps[0] if len(steps) == 1 else None
        weighed = Draft(
            plan.batch,
            Kind.WEIGH,
            context.happened_at,
            step=step,
            name=name,
            value=value,
            typed=amount,
            lot=lot_code(lot),
        )
        return Wanted(_with_companions(context, weighed, instrument, checked_by))

    return append(context, batch, want)


def _with_companions(
    context: Context, made: Draft, instrument: str | None, checked_by: str | None
) -> Sequence[Draft]:
    """The entry, behind what stands beside it."""
    if instrument is None and checked_by is None:
        return (made,)
    from recipekeeper.operations.recording.companions import companions  # late: most entries stand alone

    return (*companions(context, made, instrument, checked_by), made)


def _ask(doubt: str | None) -> None:
    if doubt is not None:
        raise Doubtful(doubt)


_ALKALIS = {
    "naoh": "sodium hydroxide",
    "caustic soda": "sodium hydroxide",
    "koh": "potassium hydroxide",
    "caustic potash": "potassium hydroxide",
}
"""What is written on the jar, for what the formula computes."""


def _on_the_jar(typed: str, names: list[str]) -> str:
    key = typed.strip().casefold()
    known = any(name.casefold().startswith(key) for name in names)
    return typed if known else _ALKALIS.get(key, typed)


def _ingredient(record: BatchRecord, typed: str, *, new: bool) -> str:
    names = [line.name for line in record.plan.scaled.lines]
    try:
        return match(
            _on_the_jar(typed, names), names, "ingredient", f"in {record.plan.reference}", near=not new
        )
    except NotFound as unknown:
        if new:
            return " ".join(typed.split())
        raise NotFound(
            f"{unknown.message} To record something the formula does not have, add --new."
        ) from None


def read_measure(
    context: Context,
    batch: str | None,
    measure: str,
    value: str,
    *,
    new: bool = False,
    accept: bool = False,
    part: str | None = None,
    instrument: str | None = None,
    checked_by: str | None = None,
) -> Logged:
    """A reading of a measure: a value with its unit, or words; of one part of a split batch, where named.

    `instrument` is the code of what it was read with, `checked_by` a second person, who saw it.
    Raises Doubtful for what looks like a slip, unless `accept` says that it is none.
    """
    from recipekeeper.batch.doubt import doubtful_reading

    def want(record: BatchRecord) -> Wanted:
        refuse_if_void(record)
        place = find_measure(record, measure, new=new)
        reading = read_value(value, context.units, place.check, place.name)
        if place.check and not accept:
            _ask(doubtful_reading(place.check, reading))
        taken = Draft(
            record.plan.batch,
            Kind.READ,
            context.happened_at,
            step=place.step,
            name=place.name,
            value=reading,
            typed=value,
            lot=find_part(context, record, batch, part),
        )
        made = _with_companions(context, taken, instrument, checked_by)
        return Wanted(made, _needed_first(record, place.check, taken))

    return append(context, batch, want)


def _needed_first(record: BatchRecord, check: Check | None, taken: Draft) -> tuple[str, ...]:
    """What a reading waits for before it can be judged."""
    if check is None or check.lookup is None:
        return ()
    from recipekeeper.batch.depending import waits_for  # late: few limits depend on another reading

    needed = waits_for(check, taken.lot, record.state.readings)
    return (f"It needs {needed} first: its limit depends on it.",) if needed else ()


def note(context: Context, batch: str | None, text: str, part: str | None = None) -> Logged:
    """Words for the record, at the step that is under way."""

    def want(record: BatchRecord) -> Wanted:
        refuse_if_void(record)
        words = " ".join(text.split())
        if not words:
            raise Refused('A note needs words, e.g.: rk note "ricing at light trace"')
        if is_code(words):
            raise Refused(f"{words} is a code, and no remark: nothing is recorded.")
        steps = under_way(record)
        step = steps[0] if len(steps) == 1 else None
        of = find_part(context, record, batch, part)
        code, at = record.plan.batch, context.happened_at
        return Wanted([Draft(code, Kind.NOTE, at, step=step, value=words, typed=text, lot=of)])

    return append(context, batch, want)
