"""`rk run`: the guided run on a terminal."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from typing import TYPE_CHECKING

import click

from recipekeeper.cli.frame import Asked, Command, pass_asked
from recipekeeper.cli.options import batch_argument
from recipekeeper.cli.run.size import COLUMNS, ROWS, too_small
from recipekeeper.cli.screen import say
from recipekeeper.cli.surroundings import open_context
from recipekeeper.errors import Misused, Refused

if TYPE_CHECKING:
    from recipekeeper.cli.run.session import Session


@click.command(cls=Command, examples=("rk run", "rk run SOAP-LAV-261121-1"))
@batch_argument(required=False)
@pass_asked
def run(asked: Asked, batch: str | None) -> None:
    """Lead through a batch on one screen.

    It shows the step, what to weigh and read, and the running time. Whatever is entered is recorded at once;
    close the terminal when you like, and rk run is back at the same place. ? shows the keys.
    """
    if asked.json:
        raise Misused("rk run is a screen for people and has no JSON; rk --json says where a batch is.")
    if (
        not (sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty())
        or os.environ.get("TERM") == "dumb"
    ):
        raise Misused(
            "rk run needs a terminal to draw on, and this is none. "
            "Without one: rk says what comes next, and rk weigh, rk read and rk next record it."
        )
    _refuse_small()
    from recipekeeper.cli.run.session import Session  # late: --help has no need of it

    session = Session(open_context(asked), batch, lambda: datetime.now().astimezone())
    _lead(session)
    say(session.parting)


def _refuse_small() -> None:
    columns, rows = os.get_terminal_size(sys.stdout.fileno())
    if columns < COLUMNS or rows < ROWS:
        raise Refused(too_small(columns, rows))


def _lead(session: Session) -> None:
    from recipekeeper.cli.run.app import GuidedRun  # late: only this draws with textual

    screen = GuidedRun(session)
    screen.run(mouse=False)
    if screen.failure:
        raise screen.failure
    if screen.return_code:
        message = "the screen of rk run broke off; what was recorded until then is recorded"
        raise RuntimeError(message)
