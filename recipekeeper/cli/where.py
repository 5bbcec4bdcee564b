"""`rk` alone: where one is, and the command that most likely comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recipekeeper.batch.wording import plus_minus
from recipekeeper.cli import document
from recipekeeper.cli.answer import answer
from recipekeeper.cli.formula_text import check_text
from recipekeeper.cli.frame import Asked
from recipekeeper.cli.logged import state_words
from recipekeeper.cli.screen import counted, say
from recipekeeper.cli.surroundings import open_context
from recipekeeper.quantity import duration_text

if TYPE_CHECKING:
    from datetime import datetime

    from recipekeeper.batch.model import StepRun
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
        "running": [_running_document(one, where.now) for one in where.running],
        "next": where.likely_next,
    }


def _running_document(one: Running, now: datetime) -> document.Document:
    state = one.record.state
    return {
        "batch": one.record.plan.batch,
        "formula": one.record.plan.formula.code,
        "version": one.record.plan.version,
        "disposition": state.disposition.value,
        "under_way": [
            {**document.step_run(run), "elapsed_seconds": _elapsed(run, now)} for run in one.under_way
        ],
        "next_step": one.next_step,
        "to_weigh": [document.line(line) for line in one.to_weigh],
        "to_read": [document.check(check) for check in one.to_read],
        "passed": list(one.passed),
    }


def _elapsed(run: StepRun, now: datetime) -> int | None:
    """Seconds since the step began, without those that a finished pause took."""
    if run.began_at is None:
        return None
    return max(0, round((now - run.began_at).total_seconds()) - run.paused_seconds)


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
    for run in one.under_way:
        step = plan.formula.step(run.name)
        elapsed = _elapsed(run, where.now)
        since = "" if elapsed is None else f" for {duration_text(elapsed)}"
        planned = f", planned {plus_minus(step.lasts, step.within)}" if step and step.lasts else ""
        say(f"{run.name}: {run.state.value}{since}{planned}", indent="  ")
    for line in one.to_weigh:
        say(f"still to weigh: {line.name} {plus_minus(line.planned, line.tolerance)}", indent="  ")
    for check in one.to_read:
        limits = check_text(check)
        say(f"still to read: {check.measure}{f', {limits}' if limits else ''}", indent="  ")
    if one.passed:
        say(f"passed without an entry: {', '.join(one.passed)}", indent="  ")
    if not one.under_way and one.next_step:
        say(f"next step: {one.next_step}", indent="  ")
