"""`rk` alone: where one is, and the command that most likely comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recipekeeper.batch.wording import plus_minus
from recipekeeper.cli import batch_document, document
from recipekeeper.cli.answer import answer
from recipekeeper.cli.formulas.text import check_text
from recipekeeper.cli.frame import Asked
from recipekeeper.cli.recording.entry_text import state_words
from recipekeeper.cli.screen import counted, say
from recipekeeper.cli.surroundings import open_context
from recipekeeper.quantity import duration_text

if TYPE_CHECKING:
    from recipekeeper.operations.whereabouts import Running, Whereabouts


def show_where(asked: Asked) -> None:
    """Show the running batches, the steps under way, and what comes next."""
    from recipekeeper.operations.whereabouts import where_am_i

    answer(asked, where_am_i(open_context(asked)), _document, _text)


def _document(where: Whereabouts) -> document.Document:
    return {
        "formulas": where.formulas,
        "batches": where.batches,
        "batch": where.meant,
        "running": [_running_document(one) for one in where.running],
        "next": where.likely_next,
    }


def _running_document(one: Running) -> document.Document:
    state = one.record.state
    return {
        "batch": one.record.plan.batch,
        "formula": one.record.plan.formula.code,
        "version": one.record.plan.version,
        "disposition": state.disposition.value,
        "under_way": [
            {
                **batch_document.step_run(step.run),
                "elapsed_seconds": step.clock.seconds if step.clock else None,
            }
            for step in one.under_way
        ],
        "next_step": one.next_step,
        "to_weigh": [document.line(item.line) for item in one.to_weigh],
        "to_read": [document.check(item.check) for item in one.to_read],
        "passed": list(one.agenda.passed),
    }


def _text(where: Whereabouts) -> None:
    if not where.formulas and not where.batches:
        say("Nothing is here yet. Try it all on samples, in a folder of its own:")
        say("rk demo", strong=True, indent="  ")
        say("or begin with a formula of yours:")
        say("rk formula add FILE --release", strong=True, indent="  ")
        return
    if not where.running:
        stored = f"{counted(where.formulas, 'formula')} and {counted(where.batches, 'batch')}"
        say(f"No batch is running. In the store: {stored}.")
    for one in where.running:
        _running_text(one, where)
    say(f"Next: {where.likely_next}", strong=True)


def _running_text(one: Running, where: Whereabouts) -> None:
    plan, state = one.record.plan, one.record.state
    here = "  (commands without -b mean it)" if plan.batch == where.meant and len(where.running) > 1 else ""
    words = state_words(state.state, state.disposition, state.outcome)
    say(f"{plan.batch}  {plan.scaled.yields} of {plan.formula.name}, {words}{here}")
    for step in one.under_way:
        clock, planned = step.clock, step.step.lasts
        since = "" if clock is None or clock.seconds is None else f" for {duration_text(clock.seconds)}"
        doubt = ", by a clock that went back" if clock and clock.doubtful else ""
        lasts = f", planned {plus_minus(planned, step.step.within)}" if planned else ""
        say(f"{step.name}: {step.run.state.value}{since}{doubt}{lasts}", indent="  ")
    for item in one.to_weigh:
        left = f"{item.left} of " if item.total else ""
        planned_weight = plus_minus(item.line.planned, item.line.tolerance)
        say(f"still to weigh: {item.name} {left}{planned_weight}", indent="  ")
    for reading in one.to_read:
        limits = check_text(reading.check)
        say(f"still to read: {reading.name}{f', {limits}' if limits else ''}", indent="  ")
    if one.agenda.passed:
        say(f"passed without an entry: {', '.join(one.agenda.passed)}", indent="  ")
    if not one.under_way and one.next_step:
        say(f"next step: {one.next_step}", indent="  ")
