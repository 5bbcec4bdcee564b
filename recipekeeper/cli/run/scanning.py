"""What a scanned code does at the guided run: it begins a step, names a lot, opens a batch."""

from __future__ import annotations

from dataclasses import replace

from recipekeeper.batch.codes import Scan, read_code
from recipekeeper.batch.model import StepState
from recipekeeper.cli.recording.typed import Typed
from recipekeeper.cli.run.desk import Desk
from recipekeeper.cli.run.intent import Intent, Verb
from recipekeeper.errors import Misused


def scanned(desk: Desk, text: str) -> tuple[Desk, Intent | None]:
    """The desk after a code and Enter, and the act that it wants. A code of another batch records nothing."""
    clear = desk.typed("")
    try:
        scan = read_code(text)
    except Misused as torn:
        return clear.says(torn.message), None
    if scan.lot is not None:
        # The Enter that follows is about something else than the one before.
        ahead = Typed("", scan.lot).after(desk.ahead)
        return replace(clear, ahead=ahead, entered_at=float("-inf")), None
    if scan.step is not None:
        return _step(clear, scan)
    if scan.batch is not None:
        return clear, Intent(Verb.OPEN, scan.batch)
    return clear.says(f"That is the code of {scan}, a formula; this is {desk.agenda.batch}."), None


def _step(desk: Desk, scan: Scan) -> tuple[Desk, Intent | None]:
    plan = desk.agenda.record.plan
    if (scan.batch or plan.batch, scan.formula or plan.reference) != (plan.batch, plan.reference):
        there = f" Scan the code of {scan.batch}, or Tab." if scan.batch else ""
        said = f"That is {scan}, and this is {plan.batch} ({plan.reference}): nothing is recorded.{there}"
        return desk.says(said), None
    step = next((each for each in desk.agenda.steps if each.number == scan.step), None)
    if step is None:
        return desk.says(f"{plan.reference} has no step {scan.step}: nothing is recorded."), None
    if step.run.state is not StepState.OPEN:
        under_way = step.run.state in (StepState.RUNNING, StepState.PAUSED)
        state = "under way" if under_way else step.run.state.value
        return desk.says(f"{step.name} is {state} already: nothing is recorded."), None
    return desk, Intent(Verb.BEGIN, step.name, at=desk.ahead.at)
