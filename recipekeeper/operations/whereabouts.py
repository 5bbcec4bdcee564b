"""Where one is: the batches that run, the steps under way, and what the plan says comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from recipekeeper.batch.model import BatchRecord, State, StepRun, StepState
from recipekeeper.batch.record import record
from recipekeeper.errors import RecipekeeperError
from recipekeeper.formula.scale import ScaledLine
from recipekeeper.operations.context import Context
from recipekeeper.operations.finding import chosen_key, find_batch


@dataclass(frozen=True, slots=True)
class Running:
    """One batch that runs: its steps under way, the step after them, what is still to be weighed now."""

    record: BatchRecord
    under_way: tuple[StepRun, ...]
    next_step: str | None
    to_weigh: tuple[ScaledLine, ...]


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What `rk` alone shows. `meant` is the batch that commands without -b mean; None where that is open."""

    now: datetime
    running: tuple[Running, ...]
    meant: str | None
    chosen: str | None
    formulas: int
    batches: int

    @property
    def likely_next(self) -> str:
        """The command that most likely comes next, typed out."""
        if not self.formulas:
            return "rk demo"
        if not self.running:
            return 'rk batch start CODE --to "SIZE"'
        here = next((one for one in self.running if one.record.plan.batch == self.meant), self.running[0])
        if self.meant is None:
            return f"rk use {here.record.plan.batch}"
        if here.to_weigh:
            return f'rk weigh "{here.to_weigh[0].name}" {here.to_weigh[0].planned}'
        if here.under_way:
            return "rk done" if len(here.under_way) == 1 else f'rk done "{here.under_way[0].name}"'
        if here.next_step:
            return f'rk begin "{here.next_step}"'
        return f"rk finish {here.record.plan.batch} --yield AMOUNT"


def where_am_i(context: Context) -> Whereabouts:
    """The running batches and what they wait for."""
    with context.read() as reading:
        cards = reading.cards()
        running = []
        for card in cards:
            plan = reading.plan(card.batch) if card.state is State.RUNNING else None
            if plan is not None:
                running.append(_running(record(plan, reading.entries(card.batch))))
        try:
            meant = find_batch(context, reading, None).plan.batch if running else None
        except RecipekeeperError:
            meant = None
        chosen = context.chosen_batch or reading.setting(chosen_key(context))
        return Whereabouts(context.now, tuple(running), meant, chosen, len(reading.codes()), len(cards))


def _running(batch: BatchRecord) -> Running:
    under_way = tuple(run for run in batch.state.steps if run.state in (StepState.RUNNING, StepState.PAUSED))
    names = {run.name for run in under_way}
    weighed = {weighing.ingredient for weighing in batch.state.weighings}
    return Running(
        record=batch,
        under_way=under_way,
        next_step=next((run.name for run in batch.state.steps if run.state is StepState.OPEN), None),
        to_weigh=tuple(
            line for line in batch.plan.scaled.lines if line.step in names and line.name not in weighed
        ),
    )
