"""`rk countersign`: a second person signs for an entry."""

from __future__ import annotations

import click

from recipekeeper.cli.frame import Asked, Command, pass_asked
from recipekeeper.cli.options import at_option, batch_option
from recipekeeper.cli.recording.amend import entry_argument
from recipekeeper.cli.recording.logged import show_logged
from recipekeeper.cli.surroundings import open_context


@click.command(cls=Command, examples=("rk countersign 3 --by Bo",))
@entry_argument
@batch_option
@at_option
@pass_asked
def countersign(asked: Asked, entry: int, batch: str | None, at: str | None) -> None:
    """Sign as the second person, who checked an entry.

    You sign with your own name, and the record marks the check as later: at the bench, --checked-by names the second
    person. ENTRY is its number in the batch, as `rk batch show` lists them.
    """
    from recipekeeper.operations.recording.companions import countersign as sign

    show_logged(asked, sign(open_context(asked, at), batch, entry))
