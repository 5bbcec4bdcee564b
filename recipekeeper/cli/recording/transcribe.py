"""`rk transcribe`: what was written by hand on a printed sheet."""

from __future__ import annotations

import click

from recipekeeper.cli.frame import Asked, Command, pass_asked
from recipekeeper.cli.options import batch_argument
from recipekeeper.cli.screen import can_ask


@click.command(cls=Command, examples=("rk transcribe SOAP-LAV-261121-1",))
@batch_argument()
@pass_asked
def transcribe(asked: Asked, batch: str) -> None:
    """Type in what was written on a sheet by hand.

    It asks the blanks of the printed sheet in their order, and only those that no entry fills yet. Each is
    recorded at once, marked as transcribed; its time is the one on the sheet, and unknown where none stands there.
    """
    from recipekeeper.cli.recording.transcribing import Sheet  # late: --help has no need of it

    sheet = Sheet(asked, batch)
    try:
        sheet.ask_all()
    except (KeyboardInterrupt, EOFError):
        sheet.part()
        if can_ask():
            raise
        return
    sheet.part()
