"""Putting right what was entered: undo, correct, void. Nothing is ever removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from recipekeeper.cli.frame import Asked, Command, pass_asked
from recipekeeper.cli.options import at_option, batch_option, why_option, yes_option
from recipekeeper.cli.recording.bench import unless_doubtful
from recipekeeper.cli.recording.logged import show_logged
from recipekeeper.cli.surroundings import open_context
from recipekeeper.cli.words import words

if TYPE_CHECKING:
    from recipekeeper.operations.recording.log import Logged

_DIGITS = 18
"""No batch has more entries than a number of so many digits says."""


def _number(ctx: click.Context, param: click.Parameter, value: str) -> int:
    del param
    if not (value.isascii() and value.isdigit() and len(value) <= _DIGITS):
        raise click.UsageError(
            f'"{value[:40]}" is no entry: write its number, as rk batch show lists them, e.g. 3.', ctx
        )
    return int(value)


entry_argument = click.argument("entry", metavar="ENTRY", callback=_number)


@click.command(cls=Command, examples=("rk undo", "rk undo --redo"))
@click.option("--redo", is_flag=True, help="Bring back what was undone last.")
@batch_option
@pass_asked
def undo(asked: Asked, batch: str | None, *, redo: bool) -> None:
    """Take back your newest entry.

    Again: the one before it. It reaches your own entries of the last 24 hours.
    """
    from recipekeeper.operations.recording import amend

    show_logged(asked, amend.undo(open_context(asked), batch, redo=redo))


@click.command(
    cls=Command,
    examples=(
        'rk correct 3 614 g --why "misread the scale"',
        'rk correct 2 --lot OO-2510 --why "wrong container"',
        'rk correct 1 --at 14:10 --why "noted late"',
    ),
)
@entry_argument
@words("value", metavar="[VALUE]", required=False)
@click.option("--lot", metavar="CODE", help="The right lot.")
@why_option
@yes_option
@batch_option
@at_option
@pass_asked
def correct(
    asked: Asked,
    entry: int,
    value: str | None,
    lot: str | None,
    why: str,
    batch: str | None,
    at: str | None,
    *,
    yes: bool,
) -> None:
    """Give an entry what is right.

    ENTRY is its number in the batch, as `rk batch show` lists them; the start is 0. What is not given stays.
    """
    from recipekeeper.operations.recording import amend

    def record(*, accept: bool) -> Logged:
        context = open_context(asked, at)
        return amend.correct(context, batch, entry, value, lot=lot, why=why, accept=accept)

    show_logged(asked, unless_doubtful(asked, record, accept=yes))


@click.command(cls=Command, examples=('rk void 5 --why "entered in the wrong batch"',))
@entry_argument
@why_option
@batch_option
@pass_asked
def void(asked: Asked, entry: int, why: str, batch: str | None) -> None:
    """Take an entry out of the record's count.

    ENTRY is its number in the batch, as `rk batch show` lists them.
    """
    from recipekeeper.operations.recording import amend

    show_logged(asked, amend.void_entry(open_context(asked), batch, entry, why=why))
