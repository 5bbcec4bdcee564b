"""`rk compare`: a batch beside a good one, step by step."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from recipekeeper.cli.answer import answer
from recipekeeper.cli.complete import names_of
from recipekeeper.cli.frame import Asked, Command, pass_asked
from recipekeeper.cli.options import batch_argument, force_option, picture_option, settings_option
from recipekeeper.cli.surroundings import open_context


@click.command(
    cls=Command,
    examples=(
        "rk compare SOAP-LAV-261121-1 SOAP-LAV-261114-1",
        "rk compare SOAP-LAV-261121-1 --golden",
        "rk compare SOAP-LAV-261121-1 --golden -o compared.pdf",
    ),
)
@batch_argument()
@click.argument("good_batch", metavar="[GOOD-BATCH]", required=False, shell_complete=names_of("batch_codes"))
@click.option("--golden", is_flag=True, help="Beside the golden batch of the formula, looked for by itself.")
@picture_option
@click.option(
    "--paper", type=click.Choice(["a4", "letter"]), help="The paper of a .pdf; else of your settings."
)
@settings_option
@force_option
@pass_asked
def compare(
    asked: Asked,
    batch: str,
    good_batch: str | None,
    output: Path | None,
    paper: Literal["a4", "letter"] | None,
    *,
    golden: bool,
    force: bool,
) -> None:
    r"""Put a batch beside a good one, step by step.

    Each number stands beside the plan, the other batch, and what is usual: between which values the good
    batches of the formula lie, from ten on without the outermost tenth on each side. Pointed out are

    \b
      !  what is outside the plan: a deviation
      *  what is unlike the good batches: outside all of them, three spreads
         from their middle, and by more than half of the tolerance; it takes
         five good batches
      ~  other than in the batch beside it: lots, equipment; numbers where
         few are good

    and above the table in the order of making, as an earlier thing may have brought the later ones about.
    The golden batch is the good one whose weights, readings and times lie nearest to its own plan.
    Each batch stands beside the plan of its own version and size.
    """
    if golden == (good_batch is not None):
        said = "both are given" if golden else "neither is given"
        raise click.UsageError(
            f"Name one good batch or write --golden; {said}. E.g. rk compare {batch} --golden"
        )
    from recipekeeper.cli.history.compare_text import compared_document, show_compared
    from recipekeeper.operations.history.compare import compare_batches

    made = compare_batches(open_context(asked), batch, good_batch, output, paper, force=force)
    answer(asked, made, compared_document, show_compared)
