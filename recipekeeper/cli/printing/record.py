"""`rk record`: what became of a batch, on paper."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from recipekeeper.cli.answer import answer
from recipekeeper.cli.frame import Asked, Command, pass_asked
from recipekeeper.cli.options import (
    batch_argument,
    force_option,
    page_option,
    paper_option,
    settings_option,
    template_option,
)
from recipekeeper.cli.printing.printed import printed_document, show_printed
from recipekeeper.cli.surroundings import open_context


@click.command(
    cls=Command,
    examples=(
        "rk record SOAP-LAV-261121-1 -o record.pdf",
        "rk record SOAP-LAV-261121-1 -o record.txt",
    ),
)
@batch_argument()
@page_option
@paper_option
@template_option
@settings_option
@force_option
@pass_asked
def record(
    asked: Asked,
    batch: str,
    output: Path,
    paper: Literal["a4", "letter"] | None,
    template: Path | None,
    *,
    force: bool,
) -> None:
    """Print the record of a batch: plan beside actual, and every entry.

    A batch that still runs prints too, marked so. Of several pages a .png becomes NAME-1.png and so on.
    """
    from recipekeeper.operations.printing.records import draw_record

    printed = draw_record(open_context(asked), batch, output, paper, template, force=force)
    answer(asked, printed, printed_document, show_printed)
