"""`rk deviation …`: the separate log of departures that food law asks for."""

from __future__ import annotations

import click

from recipekeeper.cli import batch_document
from recipekeeper.cli.answer import answer
from recipekeeper.cli.frame import Asked, Group, pass_asked
from recipekeeper.cli.options import not_empty
from recipekeeper.cli.recording import deviation_text as text
from recipekeeper.cli.recording.logged import show_logged
from recipekeeper.cli.surroundings import open_context


@click.group(
    cls=Group,
    examples=(
        "rk deviation list",
        'rk deviation resolve SOAP-LAV-261121-1/D1 --cause "misread the scale" --correction "none needed"',
    ),
)
def deviation() -> None:
    """What was not as planned: the log of departures."""


@deviation.command("list", examples=("rk deviation list", "rk deviation list --since 2026-11-01"))
@click.option("--since", metavar="WHEN", help="Only those from this day or moment on.")
@pass_asked
def list_(asked: Asked, since: str | None) -> None:
    """List the deviations of all batches, oldest batch first."""
    from recipekeeper.operations.recording.departures import list_deviations
    from recipekeeper.operations.when import read_since

    context = open_context(asked)
    found = list_deviations(context, read_since(since, context.now) if since else None)
    answer(asked, found, lambda all_found: [batch_document.deviation(one) for one in all_found], text.listed)


@deviation.command(
    examples=(
        'rk deviation resolve SOAP-LAV-261121-1/D1 --cause "misread the scale" --correction "none needed"',
    )
)
@click.argument("deviation", metavar="ID")
@click.option("--cause", metavar="TEXT", required=True, callback=not_empty, help="What brought it about.")
@click.option(
    "--correction", metavar="TEXT", required=True, callback=not_empty, help="What was done about it."
)
@pass_asked
def resolve(asked: Asked, deviation: str, cause: str, correction: str) -> None:
    """Write down what caused a deviation and what was done about it."""
    from recipekeeper.operations.recording import departures

    show_logged(asked, departures.resolve(open_context(asked), deviation, cause, correction))
