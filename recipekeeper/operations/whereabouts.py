"""Where one is: the batches that run, the steps under way, and what the plan says comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from recipekeeper.batch.model import BatchRecord, State, StepRun, StepState
from recipekeeper.batch.record import record
from recipekeeper.errors import RecipekeeperError
from recipekeeper.formula.amounts.scale import ScaledLine
from recipekeeper.formula.model import Check, Status, Version
from recipekeeper.operations.context import Context
from recipekeeper.operations.finding import chosen_key, find_batch
from recipekeeper.store import Card, Reading

UNDER_WAY = (StepState.RUNNING, StepState.PAUSED)


@dataclass(frozen=True, slots=True)
class Running:
    """One batch that runs: its steps under way, what is to be weighed and read in them now, what comes then.

    `passed` are the steps without an entry that lie before the last one that was begun or done.
    """

    record: BatchRecord
    under_way: tuple[StepRun, ...]
    to_weigh: tuple[ScaledLine, ...]
    to_read: tuple[Check, ...]
    next_step: str | None
    passed: tuple[str, ...]

    @property
    def likely_next(self) -> str:
        """The command that most likely comes next for this batch."""
        code = self.record.plan.batch
        if self.under_way and all(run.state is StepState.PAUSED for run in self.under_way):
            return f'rk resume "{self.under_way[0].name}"'
        if self.to_weigh:
            return f'rk weigh "{self.to_weigh[0].name}" {self.to_weigh[0].planned}'
        if self.to_read:
            return f'rk read "{self.to_read[0].measure}" VALUE'
        if self.under_way:
            return "rk done" if len(self.under_way) == 1 else f'rk done "{self.under_way[0].name}"'
        if self.next_step:
            return f'rk begin "{self.next_step}"'
        return f"rk finish {code} --yield AMOUNT"


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What `rk` alone shows. `meant` is the batch that commands without -b mean; None where that is open."""

    now: datetime
    running: tuple[Running, ...]
    meant: str | None
    chosen: str | None
    formulas: int
    batches: int
    to_start: Version | None
    """What the next batch is likely of: of the formula made last, else of the first; None without any."""

    @property
    def likely_next(self) -> str:
        """The command that most likely comes next, typed out."""
        if self.running:
            here = next((one for one in self.running if one.record.plan.batch == self.meant), None)
            return here.likely_next if here else f"rk use {self.running[-1].record.plan.batch}"
        if self.to_start is None:
            return "rk demo"
        if self.to_start.status is not Status.RELEASED:
            return f"rk formula release {self.to_start.reference}"
        return f'rk batch start {self.to_start.formula.code} --to "{self.to_start.formula.yields}"'


def where_am_i(context: Context) -> Whereabouts:
    """The running batches and what they wait for."""
    with context.read() as reading:
        cards = reading.cards()
        running = []
        for card in cards:
            plan = reading.plan(card.batch) if card.state is State.RUNNING else None
            if plan is not None:
                running.append(_running(record(plan, reading.entries(card.batch)), context.now))
        try:
            meant = find_batch(context, reading, None).plan.batch if running else None
        except RecipekeeperError:
            meant = None
        chosen = context.chosen_batch or reading.setting(chosen_key(context))
        codes = reading.codes()
        to_start = None if running else _to_start(reading, cards, codes)
        return Whereabouts(context.now, tuple(running), meant, chosen, len(codes), len(cards), to_start)


def _to_start(reading: Reading, cards: list[Card], codes: list[str]) -> Version | None:
    """The newest released version of the formula made last, else of the first that has one; else a draft."""
    made = [cards[-1].formula] if cards else []
    versions = [version for code in (*made, *codes) for version in reversed(reading.versions(code))]
    released = (version for version in versions if version.status is Status.RELEASED)
    drafts = (version for version in versions if version.status is Status.DRAFT)
    return next(released, None) or next(drafts, None)


def _running(batch: BatchRecord, now: datetime) -> Running:
    runs = batch.state.steps
    last = max((index for index, run in enumerate(runs) if run.state is not StepState.OPEN), default=-1)
    unbegun = [(index, run.name) for index, run in enumerate(runs) if run.state is StepState.OPEN]
    ahead = [name for index, name in unbegun if index > last]
    passed = tuple(name for index, name in unbegun if index < last)
    under_way = tuple(run for run in runs if run.state in UNDER_WAY)
    names = {run.name for run in under_way}
    weighed = {weighing.ingredient for weighing in batch.state.weighings}
    return Running(
        record=batch,
        under_way=under_way,
        to_weigh=tuple(
            line for line in batch.plan.scaled.lines if line.step in names and line.name not in weighed
        ),
        to_read=tuple(
            check
            for step in batch.plan.formula.steps
            if step.name in names
            for check in step.checks
            if _is_due(check, step.name, batch, now)
        ),
        next_step=next(iter((*ahead, *passed)), None),
        passed=passed,
    )


def _is_due(check: Check, step: str, batch: BatchRecord, now: datetime) -> bool:
    """Whether a step's check has no reading yet, or by its rhythm needs another."""
    if check.due:
        from recipekeeper.batch.due import next_due  # late: few checks are due at times of their own

        due = next_due(batch.plan, batch.state, step, check.measure)
        if due is not None:
            return due.astimezone(now.tzinfo).date() <= now.date()
    taken = [
        one.at for one in batch.state.readings if (one.step, one.measure) == (step, check.measure) and one.at
    ]
    if not taken:
        return all((one.step, one.measure) != (step, check.measure) for one in batch.state.readings)
    return check.each is not None and (now - max(taken)).total_seconds() >= check.each.seconds
