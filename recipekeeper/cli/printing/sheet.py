"""`rk sheet`: the page to make a batch from."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import Literal

import click

from recipekeeper.cli.answer import answer
from recipekeeper.cli.complete import names_of
from recipekeeper.cli.frame import Asked, Command, pass_asked
from recipekeeper.cli.options import (
    force_option,
    page_option,
    paper_option,
    settings_option,
    template_option,
    to_option,
)
from recipekeeper.cli.printing.printed import printed_document, show_printed
from recipekeeper.cli.screen import progress
from recipekeeper.cli.surroundings import open_context

LONG_RUN = 5
"""From so many sheets on, a bar shows how it goes."""
MOST_COPIES = 500


@click.command(
    cls=Command,
    examples=(
        "rk sheet SOAP-LAV-261121-1 -o sheet.pdf",
        'rk sheet SOAP-LAV --to "3 kg" -o sheet.png --paper letter',
        "rk sheet SOAP-LAV --copies 20 -o blank.pdf",
        "rk sheet SOAP-LAV-261121-1 SOAP-LAV -o both.pdf",
    ),
)
@click.argument(
    "references",
    metavar="BATCH-or-CODE[@N]...",
    nargs=-1,
    required=True,
    shell_complete=names_of("formula_codes"),
)
@to_option("For this size, before there is a batch")
@click.option("--blank", is_flag=True, help="Leave the blanks of a batch empty, whatever is known of it.")
@click.option(
    "--copies",
    metavar="N",
    type=click.IntRange(1, MOST_COPIES),
    default=1,
    help="So many of each, in one document.",
)
@page_option
@paper_option
@template_option
@settings_option
@force_option
@pass_asked
def sheet(
    asked: Asked,
    references: tuple[str, ...],
    to: str | None,
    copies: int,
    output: Path,
    paper: Literal["a4", "letter"] | None,
    template: Path | None,
    *,
    blank: bool,
    force: bool,
) -> None:
    """Print the sheet to make a batch from.

    What is known of a batch stands in its blanks. Several sheets are one document. Of several pages a .png
    becomes NAME-1.png, NAME-2.png and so on.
    """
    from recipekeeper.operations.printing.sheets import draw_sheets

    context = open_context(asked)
    # The bar has a library of its own, which would slow a single sheet.
    is_long = len(references) * copies >= LONG_RUN
    with progress("composing") if is_long else nullcontext() as context.progress:
        printed = draw_sheets(
            context,
            references,
            output,
            to,
            paper,
            template,
            blank=blank,
            copies=copies,
            force=force,
        )
    answer(asked, printed, printed_document, show_printed)
