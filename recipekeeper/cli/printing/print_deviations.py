"""`rk print-deviations`: the log of departures on paper."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from recipekeeper.cli.answer import answer
from recipekeeper.cli.complete import names_of
from recipekeeper.cli.frame import Asked, Command, pass_asked
from recipekeeper.cli.options import force_option, page_option, paper_option, settings_option
from recipekeeper.cli.printing.printed import printed_document, show_printed
from recipekeeper.cli.surroundings import open_context


@click.command(
    "print-deviations",
    cls=Command,
    examples=(
        "rk print-deviations --since 2026-11-01 -o deviations.pdf",
        "rk print-deviations --formula SOAP-LAV -o deviations.txt",
    ),
)
@click.option("--since", metavar="WHEN", help="Only those from this day or moment on.")
@click.option(
    "--formula", metavar="CODE", shell_complete=names_of("formula_codes"), help="Only of this formula."
)
@page_option
@paper_option
@settings_option
@force_option
@pass_asked
def print_deviations(
    asked: Asked,
    since: str | None,
    formula: str | None,
    output: Path,
    paper: Literal["a4", "letter"] | None,
    *,
    force: bool,
) -> None:
    """Print the log of departures that food law asks for.

    Each with its cause, what was done and by whom; open ones come first. A period without any prints too, and says so.
    """
    from recipekeeper.operations.printing.departure_log import draw_departure_log
    from recipekeeper.operations.when import read_since

    context = open_context(asked)
    moment = read_since(since, context.now) if since else None
    printed = draw_departure_log(context, output, moment, formula, paper, force=force)
    answer(asked, printed, printed_document, show_printed)
