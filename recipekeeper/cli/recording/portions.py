"""Parts of a batch, and what is lost on the way: split, loss."""

from __future__ import annotations

import click

from recipekeeper.cli.complete import names_of
from recipekeeper.cli.frame import Asked, Command, pass_asked
from recipekeeper.cli.options import at_option, batch_argument, batch_option, not_empty, part_option
from recipekeeper.cli.recording.logged import show_logged
from recipekeeper.cli.surroundings import open_context
from recipekeeper.cli.words import words


@click.command(
    cls=Command,
    examples=(
        "rk split SOAP-LAV-261121-1 --into A=1600g --into B=1400g",
        'rk split --into "A=1.6 kg" --equipment "A=log mould 2"',
    ),
)
@batch_argument(required=False)
@click.option(
    "--into",
    metavar="NAME=AMOUNT",
    multiple=True,
    required=True,
    help="A part and what goes into it: A=1600g.",
)
@click.option(
    "--equipment", metavar="NAME=WHICH", multiple=True, help='Its mould or container: "A=log mould 2".'
)
@at_option
@pass_asked
def split(
    asked: Asked, batch: str | None, into: tuple[str, ...], equipment: tuple[str, ...], at: str | None
) -> None:
    """Split a batch into moulds or containers, each with its own code.

    Part A of SOAP-LAV-261121-1 is SOAP-LAV-261121-1-A, on labels and after -b; where that is longer than 20
    characters, without the last dash. Readings, notes, yields and units may be of one part: --part A.
    """
    from recipekeeper.operations.recording import portions

    show_logged(asked, portions.split(open_context(asked, at), batch, into, equipment))


@click.command(
    cls=Command,
    examples=(
        "rk loss trim 120 g",
        'rk loss spill 35 g --why "the jug tipped over"',
        "rk loss sample 1 piece",
    ),
)
@click.argument("kind", metavar="KIND", shell_complete=names_of("loss_kinds"))
@words("amount", metavar="AMOUNT", required=True)
@click.option(
    "--step",
    metavar="STEP",
    callback=not_empty,
    shell_complete=names_of("step_names"),
    help="At which step, if not the one under way.",
)
@click.option("--why", metavar="TEXT", callback=not_empty, help="How it came about.")
@part_option
@batch_option
@at_option
@pass_asked
def loss(
    asked: Asked,
    kind: str,
    amount: str,
    step: str | None,
    why: str | None,
    part: str | None,
    batch: str | None,
    at: str | None,
) -> None:
    """Record what did not get into the product.

    KIND is trim, sample, spill, evaporation, retained or other. What nobody names stays unexplained in the
    account of the yield: rk batch show.
    """
    from recipekeeper.operations.recording import portions

    show_logged(asked, portions.lose(open_context(asked, at), batch, kind, amount, step, why, part))
