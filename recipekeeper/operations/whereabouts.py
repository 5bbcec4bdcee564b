"""Where one is: the batches that run, the steps under way, and what the plan says comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from recipekeeper.batch.agenda import Agenda, StepAsked, ToRead, ToWeigh, asked
from recipekeeper.batch.model import BatchRecord, State, StepState
from recipekeeper.batch.record import record
from recipekeeper.errors import RecipekeeperError
from recipekeeper.formula.model import Status, Version
from recipekeeper.operations.context import Context
from recipekeeper.operations.finding import chosen_key, find_batch
from recipekeeper.store import Card, Reading


@dataclass(frozen=True, slots=True)
class Running:
    """One batch that runs, and what it asks now."""

    agenda: Agenda

    @property
    def record(self) -> BatchRecord:
        """The batch itself."""
        return self.agenda.record

    @property
    def under_way(self) -> tuple[StepAsked, ...]:
        """The steps that were begun and have not ended."""
        return self.agenda.under_way

    @property
    def to_weigh(self) -> tuple[ToWeigh, ...]:
        """What is still to be weighed in them."""
        items = (item for step in self.under_way for item in step.open_items)
        return tuple(item for item in items if isinstance(item, ToWeigh))

    @property
    def to_read(self) -> tuple[ToRead, ...]:
        """What is to be read in them now."""
        items = (item for step in self.under_way for item in step.open_items)
        return tuple(item for item in items if isinstance(item, ToRead))

    @property
    def next_step(self) -> str | None:
        """The step to begin next."""
        current = self.agenda.current
        ahead = self.agenda.following if current is None or current.is_under_way else current
        return ahead.name if ahead and ahead.number else None

    @property
    def likely_next(self) -> str:
        """The command that most likely comes next for this batch."""
        code = self.record.plan.batch
        if self.under_way and all(step.run.state is StepState.PAUSED for step in self.under_way):
            return f'rk resume "{self.under_way[0].name}"'
        if self.to_weigh:
            return f'rk weigh "{self.to_weigh[0].name}" {self.to_weigh[0].left}'
        if self.to_read:
            return f'rk read "{self.to_read[0].name}" VALUE'
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
                running.append(Running(asked(record(plan, reading.entries(card.batch)), context.now)))
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
