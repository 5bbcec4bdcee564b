"""`rk sheet`: the page to make a batch from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from recipekeeper.cli import document
from recipekeeper.cli.answer import answer
from recipekeeper.cli.frame import Asked, Command, pass_asked
from recipekeeper.cli.options import (
    force_option,
    paper_option,
    reference_argument,
    settings_option,
    to_option,
)
from recipekeeper.cli.screen import counted, say
from recipekeeper.cli.surroundings import open_context

if TYPE_CHECKING:
    from recipekeeper.operations.sheets import Printed


@click.command(
    cls=Command,
    examples=(
        "rk sheet SOAP-LAV-261121-1 -o sheet.pdf",
        'rk sheet SOAP-LAV --to "3 kg" -o sheet.png --paper letter',
    ),
)
@reference_argument("reference", "BATCH-or-CODE[@N]")
@to_option("For this size, before there is a batch")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    required=True,
    type=click.Path(path_type=Path),
    help="A .pdf, .png or .txt file.",
)
@paper_option
@click.option(
    "--template", metavar="FILE", type=click.Path(path_type=Path), help="A typst template of your own."
)
@settings_option
@force_option
@pass_asked
def sheet(
    asked: Asked,
    reference: str,
    to: str | None,
    output: Path,
    paper: Literal["a4", "letter"] | None,
    template: Path | None,
    *,
    force: bool,
) -> None:
    """Print the sheet to make a batch from.

    Of several pages a .png becomes NAME-1.png, NAME-2.png and so on.
    """
    from recipekeeper.operations.sheets import draw_sheet

    printed = draw_sheet(open_context(asked), reference, output, to, paper, template, force=force)
    answer(asked, printed, printed_document, show_printed)


def printed_document(printed: Printed) -> document.Document:
    """The file, or the first of several, and how many pages there are."""
    return {
        "file": str(printed.files[0]),
        "files": [str(file) for file in printed.files],
        "pages": printed.pages,
        "warnings": list(printed.warnings),
    }


def show_printed(printed: Printed) -> None:
    """Where the pages are."""
    say(f"Wrote {', '.join(str(file) for file in printed.files)}: {counted(printed.pages, 'page')}")
    for warning in printed.warnings:
        say(f"warning: {warning}", colour="yellow")
