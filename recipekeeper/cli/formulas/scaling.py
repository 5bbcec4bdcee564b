"""`rk formula show` and `rk formula scale`: a formula at a size."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from recipekeeper.cli.answer import answer
from recipekeeper.cli.formulas.size_options import sized
from recipekeeper.cli.frame import Asked, Command, pass_asked
from recipekeeper.cli.options import reference_argument, to_option
from recipekeeper.cli.surroundings import open_context

if TYPE_CHECKING:
    from recipekeeper.operations.formulas.size_reading import SizeAsked

explain_option = click.option("--explain", is_flag=True, help="Show how each number came about.")
sap_option = click.option(
    "--sap",
    "saps",
    metavar="OIL=SAP",
    multiple=True,
    help='From the certificate of a lot: "coconut oil=262 mg KOH/g"; the lye follows it.',
)


@click.command(
    cls=Command,
    examples=(
        "rk formula show SOAP-LAV",
        "rk formula show SOAP-LAV@1",
        'rk formula show SOAP-LAV --to "1000 g oils" --explain',
    ),
)
@reference_argument()
@to_option("At this size")
@sap_option
@explain_option
@pass_asked
def show(asked: Asked, reference: str, to: str | None, saps: tuple[str, ...], *, explain: bool) -> None:
    """Show a formula: its lines, steps and limits."""
    from recipekeeper.cli.formulas.scaled_document import scaled_formula
    from recipekeeper.cli.formulas.scaled_text import shown as as_text
    from recipekeeper.operations.formulas.scaling import show_formula
    from recipekeeper.operations.formulas.size_reading import SizeAsked

    found = show_formula(open_context(asked), reference, SizeAsked(to=to), saps, explain=explain)
    answer(asked, found, scaled_formula, as_text)


@click.command(
    cls=Command,
    examples=(
        'rk formula scale SOAP-LAV --to "12 lb" --resolution "1 g"',
        'rk formula scale SOAP-LAV --mold "8 x 3.5 x 2.5 in"',
        'rk formula scale SOAP-LAV --units "40 x 142 g" --loss "2 %"',
        'rk formula scale SOAP-LAV --from "coconut oil=210 g"',
        'rk formula scale SOAP-LAV --to "3 kg" --vessel "2 l" --density 0.98 --split',
    ),
)
@reference_argument()
@sized("The size to make", only_looked_at=True)
@click.option("--resolution", metavar="AMOUNT", help='What the scale at hand shows, e.g. "1 g".')
@sap_option
@explain_option
@pass_asked
def scale(
    asked: Asked,
    reference: str,
    size: SizeAsked,
    resolution: str | None,
    saps: tuple[str, ...],
    *,
    explain: bool,
) -> None:
    """Show the amounts for another size, said in one of several ways.

    They are rounded to what the scale shows, each line in the direction that its role asks for; what follows
    from the rounded amounts is shown below.
    """
    from recipekeeper.cli.formulas.scaled_document import scaled_formula
    from recipekeeper.cli.formulas.scaled_text import scaled as as_text
    from recipekeeper.operations.formulas.scaling import scale_formula

    found = scale_formula(open_context(asked), reference, size, resolution, saps, explain=explain)
    answer(asked, found, scaled_formula, as_text)
