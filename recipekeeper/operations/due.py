"""What is due: tests and weights that formulas plan for a time after the making, over all batches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from recipekeeper.batch.due import Due, plans_ahead, to_do
from recipekeeper.batch.fold import fold
from recipekeeper.batch.model import Disposition, State
from recipekeeper.errors import QuantityError
from recipekeeper.formula.findings import shown
from recipekeeper.operations.context import Context
from recipekeeper.store import Reading

THIS_WEEK = timedelta(days=7)
"""So many days, with the first, are a week from then on."""


class Standing(Enum):
    """How something that is due stands to the day that is looked at."""

    OVERDUE = "overdue"
    TODAY = "today"
    THIS_WEEK = "this week"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class DueItem:
    """One thing that is due in one batch. `day` is the maker's own day."""

    batch: str
    formula: str
    due: Due
    day: date
    standing: Standing


@dataclass(frozen=True, slots=True)
class DueList:
    """What is due as seen from one day, in order of time; how many more are later than its week."""

    day: date
    items: tuple[DueItem, ...]
    later: int


def list_due(context: Context, on: str | None = None, *, all_of_it: bool = False) -> DueList:
    """What is overdue, due on the day and in the week from it on; with `all_of_it` also what is later.

    Of every batch that is neither void nor rejected. Raises QuantityError for a day that is none.
    """
    day = _day(on) if on else context.now.date()
    items: list[DueItem] = []
    with context.read() as reading:
        for batch in _planned_ahead(reading):
            plan = reading.plan(batch)
            if plan is None:
                continue
            for due in to_do(plan, fold(plan, reading.entries(batch))):
                due_day = due.at.astimezone(context.now.tzinfo).date()
                items.append(DueItem(batch, plan.formula.code, due, due_day, _standing(due_day, day)))
    items.sort(key=lambda item: item.due.at)
    now = [item for item in items if item.standing is not Standing.LATER]
    return DueList(day, tuple(items if all_of_it else now), 0 if all_of_it else len(items) - len(now))


def _planned_ahead(reading: Reading) -> list[str]:
    """The batches of versions that have something due; a version is read once, whatever was made of it."""
    ahead: dict[tuple[str, int], bool] = {}
    found = []
    for card in reading.cards():
        if card.state is State.VOID or card.disposition is Disposition.REJECTED:
            continue
        made_of = card.formula, card.version
        if made_of not in ahead:
            version = reading.version(*made_of)
            ahead[made_of] = version is not None and plans_ahead(version.formula)
        if ahead[made_of]:
            found.append(card.batch)
    return found


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise QuantityError(f"{shown(text)} is no day of a calendar. Write it such as 2026-11-24.") from None


def _standing(due: date, day: date) -> Standing:
    if due < day:
        return Standing.OVERDUE
    if due == day:
        return Standing.TODAY
    return Standing.THIS_WEEK if due < day + THIS_WEEK else Standing.LATER
