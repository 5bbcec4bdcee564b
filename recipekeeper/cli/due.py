"""`rk due`: what is due today, this week, and overdue, over all batches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from recipekeeper.cli import document
from recipekeeper.cli.answer import answer
from recipekeeper.cli.frame import Asked, Command, pass_asked
from recipekeeper.cli.screen import say, table
from recipekeeper.cli.surroundings import open_context

if TYPE_CHECKING:
    from recipekeeper.operations.due import DueItem, DueList

_COLOURS = {"overdue": "red", "today": "yellow"}


@click.command(cls=Command, examples=("rk due", "rk due --on 2026-11-24", "rk due --all --json"))
@click.option("--on", metavar="DAY", help="As seen from that day, e.g. 2026-11-24; else from today.")
@click.option("--all", "all_of_it", is_flag=True, help="Also what is later than a week from then.")
@pass_asked
def due(asked: Asked, on: str | None, *, all_of_it: bool) -> None:
    """List the tests and weights that are due: overdue, today, this week.

    Of every batch that is neither void nor rejected, as its formula plans them: due = "72 h" and after = "pour"
    on a step, due = ["7 d", "14 d"] on a check.
    """
    from recipekeeper.operations.due import list_due

    found = list_due(open_context(asked), on, all_of_it=all_of_it)
    answer(asked, found, lambda listed: [_document(item) for item in listed.items], _text)


def _document(item: DueItem) -> document.Document:
    one = item.due
    return {
        "batch": item.batch,
        "formula": item.formula,
        "step": one.step,
        "measure": one.measure,
        "standing": item.standing.value,
        "due_at": document.moment(one.at),
        "due": document.quantity(one.time),
        "after": one.after,
        "since": document.moment(one.since),
        "critical": one.is_critical,
    }


def _text(found: DueList) -> None:
    if not found.items:
        say(f"Nothing is due by {found.day} or within a week of it.")
    for standing in dict.fromkeys(item.standing for item in found.items):
        items = [item for item in found.items if item.standing is standing]
        say(standing.value.capitalize(), strong=True, colour=_COLOURS.get(standing.value))
        table(("batch", "due", "what", "after"), [_row(item) for item in items], indent="  ")
    if found.later:
        say(f"{found.later} more later: rk due --all")


def _row(item: DueItem) -> tuple[str, str, str, str]:
    one = item.due
    what = f"{one.step}/{one.measure}" if one.measure else one.step
    critical = " (critical)" if one.is_critical else ""
    after = f"{one.time} after {one.after or 'the beginning'}, {one.since:%Y-%m-%d}"
    return item.batch, f"{one.at:%a %Y-%m-%d %H:%M}", what + critical, after
