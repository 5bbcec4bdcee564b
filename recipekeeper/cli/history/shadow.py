"""`rk shadow`: every batch that a lot touched, and what became of each."""

from __future__ import annotations

import click

from recipekeeper.cli.answer import answer
from recipekeeper.cli.complete import names_of
from recipekeeper.cli.frame import Asked, Command, pass_asked
from recipekeeper.cli.surroundings import open_context


@click.command(cls=Command, examples=("rk shadow LOT-OLIVE-0001", "rk shadow OO-2509 --json"))
@click.argument("lot", metavar="LOT", shell_complete=names_of("used_lot_codes"))
@pass_asked
def shadow(asked: Asked, lot: str) -> None:
    """Tell every batch that a lot touched, and what became of each.

    LOT is a lot by its code or the supplier's, also one that was only typed at a weighing, or a batch that
    others were made with; it is followed through every batch that was made for another.

    Beside them stands how many batches of the same formulas went bad with the lot and without it, and how
    often chance alone puts as many bad ones where the lot is (Fisher's exact test, one-sided, mid-p; formulas
    are kept apart). A small chance is a reason to look closer, and no proof: what else was in all of the
    batches is told as well.
    """
    from recipekeeper.cli.history.shadow_text import shadow_document, show_shadow
    from recipekeeper.operations.history.shadow import shadow_of

    answer(asked, shadow_of(open_context(asked), lot), shadow_document, show_shadow)
