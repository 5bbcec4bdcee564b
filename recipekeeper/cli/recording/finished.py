"""What a finished batch gave, what was not as planned in it, and what is to be decided now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recipekeeper.batch.deviation import DeviationStatus
from recipekeeper.batch.model import StepState
from recipekeeper.cli import batch_document, document
from recipekeeper.cli.answer import answer
from recipekeeper.cli.frame import Asked
from recipekeeper.cli.recording.logged import logged_document, say_deviations
from recipekeeper.cli.screen import say

if TYPE_CHECKING:
    from recipekeeper.operations.recording.log import Logged


def show_finished(asked: Asked, logged: Logged) -> None:
    """The answer of `finish`: all deviations of the batch, and the steps that are still open."""
    answer(asked, logged, _finished_document, _finished_text)


def _finished_document(logged: Logged) -> document.Document:
    return {
        **logged_document(logged),
        "yield": document.quantity(logged.record.state.yields),
        "units": document.quantity(logged.record.state.units),
        "yield_percent": document.number(logged.record.state.yield_percent),
        "open_steps": _open_steps(logged),
        "deviations": [batch_document.deviation(one) for one in logged.record.deviations],
    }


def _open_steps(logged: Logged) -> list[str]:
    under_way = (StepState.RUNNING, StepState.PAUSED)
    return [run.name for run in logged.record.state.steps if run.state in under_way]


def _finished_text(logged: Logged) -> None:
    state = logged.record.state
    made = " and ".join(str(amount) for amount in (state.yields, state.units) if amount is not None)
    percent = "" if state.yield_percent is None else f", {float(state.yield_percent):.1f} % of the plan"
    say(f"{logged.batch} is finished{f': {made}{percent}' if made else ''}.")
    still_open = _open_steps(logged)
    if still_open:
        say(f"Still under way: {', '.join(still_open)}. End them with rk done STEP, or leave them.")
    say_deviations([one for one in logged.record.deviations if one.status is DeviationStatus.OPEN])
    for remark in logged.remarks:
        if not remark.startswith("still under way"):
            say(remark)
    _say_decision(logged)


def _say_decision(logged: Logged) -> None:
    """What is to be done before a finished batch may be used, and how."""
    from recipekeeper.operations.recording.decide import unresolved

    critical = unresolved(logged.record)
    if critical:
        numbers = ", ".join(f"D{one.number}" for one in critical)
        say(f"It is released only when cause and correction of {numbers} are written down:")
        say(f'rk deviation resolve {critical[0].id} --cause "…" --correction "…"', indent="  ")
    else:
        say(f'To decide: rk release {logged.batch}, or rk reject {logged.batch} --why "…"')
