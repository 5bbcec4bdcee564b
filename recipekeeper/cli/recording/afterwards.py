"""Weeks later: what is seen of a product, and what people say who have it."""

from __future__ import annotations

import click

from recipekeeper.cli.complete import names_of
from recipekeeper.cli.frame import Asked, Command, pass_asked
from recipekeeper.cli.options import at_option, batch_argument, not_empty, part_option
from recipekeeper.cli.recording.logged import show_logged
from recipekeeper.cli.surroundings import open_context
from recipekeeper.cli.words import words


@click.command(
    cls=Command,
    examples=(
        'rk observe SOAP-LAV-261121-1 "orange spots" --on "3 of 9 bars"',
        "rk observe SOAP-LAV-261121-1 scent has faded",
    ),
)
@batch_argument()
@words("text", metavar="TEXT", required=True)
@click.option(
    "--on", metavar="TEXT", callback=not_empty, help='On how much of it, if not all: "3 of 9 bars".'
)
@part_option
@at_option
@pass_asked
def observe(asked: Asked, batch: str, text: str, on: str | None, part: str | None, at: str | None) -> None:
    """Record what is seen of a batch, perhaps weeks later."""
    from recipekeeper.operations.recording import afterwards

    show_logged(asked, afterwards.observe(open_context(asked, at), batch, text, on, part))


@click.command(
    cls=Command,
    examples=(
        'rk complaint SOAP-LAV-261121-1 "rash after use" --from "Ms Hill" --units 1',
        'rk complaint SOAP-LAV-261121-1 "broken on arrival" --at "yesterday 9:00"',
    ),
)
@click.argument("code", metavar="CODE", shell_complete=names_of("batch_codes"))
@words("text", metavar="TEXT", required=True)
@click.option("--from", "who", metavar="NAME", callback=not_empty, help="Who says so.")
@click.option("--units", metavar="N", help="How many pieces it is about.")
@at_option
@pass_asked
def complaint(asked: Asked, code: str, text: str, who: str | None, units: str | None, at: str | None) -> None:
    """Record a complaint against the code on a label: of a batch, or of a part."""
    from recipekeeper.operations.recording import afterwards

    show_logged(asked, afterwards.complain(open_context(asked, at), code, text, who, units))
