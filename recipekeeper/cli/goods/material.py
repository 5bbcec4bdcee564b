"""`rk material …`: what is known of oils and other materials, and what a maker knows better."""

from __future__ import annotations

import click

from recipekeeper.cli.answer import answer
from recipekeeper.cli.complete import names_of
from recipekeeper.cli.frame import Asked, Group, pass_asked
from recipekeeper.cli.goods import material_text as text
from recipekeeper.cli.options import not_empty, why_option
from recipekeeper.cli.surroundings import open_context
from recipekeeper.cli.words import Decorated, words


@click.group(
    cls=Group,
    examples=(
        'rk material show "olive oil"',
        "rk material list --fats",
        'rk material set "shea butter" --sap "182 mg KOH/g" --source "CoA 2026-03"',
    ),
)
def material() -> None:
    """What goes in: SAP, density, INCI, allergens of materials."""


def _name(command: Decorated) -> Decorated:
    return words("name", metavar="NAME", required=True, shell_complete=names_of("material_names"))(command)


@material.command(examples=('rk material show "olive oil"', "rk material show coconut --json"))
@_name
@pass_asked
def show(asked: Asked, name: str) -> None:
    """Show all that is known of a material, each value with its source."""
    from recipekeeper.operations.goods.materials import show_material

    answer(asked, show_material(open_context(asked), name), text.shown_document, text.shown)


@material.command("list", examples=("rk material list", "rk material list --fats"))
@click.option("--fats", is_flag=True, help="Only what an alkali saponifies.")
@pass_asked
def list_(asked: Asked, *, fats: bool) -> None:
    """List the materials, the maker's own values included."""
    from recipekeeper.operations.goods.materials import list_materials

    answer(asked, list_materials(open_context(asked), fats=fats), text.list_document, text.listed)


@material.command(
    "set",
    examples=(
        'rk material set "shea butter" --sap "182 mg KOH/g" --source "CoA 2026-03"',
        'rk material set "chili oil" --density "0.918 g/ml" --source "weighed 100 ml" --allergens soybeans',
        'rk material set "spice mix" --contains "salt, paprika, mustard powder" --allergens mustard',
    ),
)
@_name
@click.option("--sap", metavar="TEXT", callback=not_empty, help='E.g. "190 mg KOH/g" or "0.135 g NaOH/g".')
@click.option("--density", metavar="TEXT", callback=not_empty, help='E.g. "0.915 g/ml".')
@click.option("--inci", metavar="TEXT", callback=not_empty, help="Its name on a cosmetic label.")
@click.option("--inci-soap", metavar="TEXT", callback=not_empty, help="Its name there as soap of NaOH.")
@click.option("--allergens", metavar="NAMES", callback=not_empty, help='E.g. "milk, wheat", or none.')
@click.option("--contains", metavar="NAMES", callback=not_empty, help="What a compound is made of, or none.")
@click.option("--source", metavar="TEXT", callback=not_empty, help="Where a SAP or density is from.")
@click.option("--why", metavar="TEXT", callback=not_empty, help="The reason; it stays in the record.")
@click.option("--yes", is_flag=True, help="Take a SAP that such an oil does not have by the table.")
@pass_asked
def set_(asked: Asked, name: str, why: str | None, *, yes: bool, **given: str | None) -> None:
    """Record your own values of a material; they count before the table's.

    A value that was given before stays until it is given anew, or forgotten with all others.
    """
    from recipekeeper.operations.goods.materials import set_material

    said = {key: value for key, value in given.items() if value is not None}
    recorded = set_material(open_context(asked), name, said, why, accept=yes)
    answer(asked, recorded, text.shown_document, text.recorded)


@material.command(
    examples=('rk material forget "shea butter" --why "that lot is used up"',),
)
@_name
@why_option
@pass_asked
def forget(asked: Asked, name: str, why: str) -> None:
    """Let your own values of a material count no longer."""
    from recipekeeper.operations.goods.materials import forget_material

    answer(asked, forget_material(open_context(asked), name, why), text.forgotten_document, text.forgotten)
