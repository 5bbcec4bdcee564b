"""`rk lot …`: receive, list, show, trace, count and discard lots of materials."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from recipekeeper.cli.answer import answer
from recipekeeper.cli.complete import names_of
from recipekeeper.cli.frame import Asked, Group, pass_asked
from recipekeeper.cli.goods import lot_document as document
from recipekeeper.cli.goods import lot_text as text
from recipekeeper.cli.options import (
    at_option,
    force_option,
    not_empty,
    output_option,
    paper_option,
    settings_option,
    why_option,
)
from recipekeeper.cli.screen import warn
from recipekeeper.cli.surroundings import open_context
from recipekeeper.cli.words import name_and_value, words

lot_argument = click.argument("lot", metavar="LOT", shell_complete=names_of("lot_codes"))


@click.group(
    cls=Group,
    examples=(
        'rk lot receive "olive oil" 5 kg --lot OO-2509 --supplier "The Mill" --expires 2027-05',
        "rk lot list",
        "rk lot trace LOT-OLIVE-0001",
    ),
)
def lot() -> None:
    """What came in: lots, what is left of them, where they went."""


@lot.command(
    examples=(
        'rk lot receive "olive oil" 5 kg --lot OO-2509 --supplier "The Mill" --expires 2027-05',
        'rk lot receive "coconut oil" 10 lb --lot C77 --paid "62.50 USD" --sap "262 mg KOH/g"',
    )
)
@click.argument("material", metavar="MATERIAL")
@words("amount", metavar="AMOUNT", required=True)
@click.option(
    "--lot", "supplier_lot", metavar="CODE", callback=not_empty, help="The supplier's lot, on the container."
)
@click.option("--supplier", metavar="NAME", callback=not_empty, help="Who it is from.")
@click.option(
    "--expires", metavar="DAY", callback=not_empty, help="Its last day or month: 2027-05-31, 2027-05."
)
@click.option("--paid", metavar="PRICE", callback=not_empty, help='What all of it cost: "36.00 EUR".')
@click.option(
    "--sap", metavar="SAP", callback=not_empty, help='What its certificate says, of an oil: "262 mg KOH/g".'
)
@click.option("--note", metavar="TEXT", callback=not_empty, help="A remark.")
@at_option
@pass_asked
def receive(
    asked: Asked,
    material: str,
    amount: str,
    supplier_lot: str | None,
    supplier: str | None,
    expires: str | None,
    paid: str | None,
    sap: str | None,
    note: str | None,
    at: str | None,
) -> None:
    """Record a delivery; it gets a code, to be weighed from with --lot."""
    from recipekeeper.operations.goods import lots

    name, value = name_and_value(material, amount)
    received = lots.receive(
        open_context(asked, at),
        name,
        value,
        supplier_lot,
        supplier=supplier,
        expires=expires,
        paid=paid,
        sap=sap,
        note=note,
    )
    answer(asked, received, document.received, text.received)
    for warning in received.warnings:
        warn(warning)


@lot.command("list", examples=("rk lot list", 'rk lot list "olive oil"'))
@words("material", metavar="[MATERIAL]", required=False)
@pass_asked
def list_(asked: Asked, material: str | None) -> None:
    """List what is on hand; of each material first what expires first."""
    from recipekeeper.operations.goods.lots import list_lots

    context = open_context(asked)
    day = context.now.date()
    answer(
        asked,
        list_lots(context, material),
        lambda lots: [document.lot(one, day) for one in lots],
        lambda lots: text.listed(lots, day),
    )


@lot.command(examples=("rk lot show LOT-OLIVE-0001", "rk lot show OO-2509"))
@lot_argument
@pass_asked
def show(asked: Asked, lot: str) -> None:
    """Show a lot: what came, what is left, and the batches that used it."""
    from recipekeeper.operations.goods.lots import show_lot

    context = open_context(asked)
    day = context.now.date()
    answer(
        asked,
        show_lot(context, lot),
        lambda found: document.record(found, day),
        lambda found: text.shown(found, day),
    )


@lot.command(examples=("rk lot trace OO-2509", "rk lot trace SOAP-LAV-261121-1 -o genealogy.pdf"))
@click.argument("thing", metavar="LOT-or-BATCH", shell_complete=names_of("lot_and_batch_codes"))
@output_option("Draw it: a .pdf, .svg or .png file.")
@paper_option
@settings_option
@force_option
@pass_asked
def trace(
    asked: Asked,
    thing: str,
    output: Path | None,
    paper: Literal["a4", "letter"] | None,
    *,
    force: bool,
) -> None:
    """Tell all that went into a batch, and every batch that a lot went into.

    Drawn with -o as boxes and lines; of several pages a .png or .svg becomes NAME-1.png and so on.
    """
    context = open_context(asked)
    if output is None:
        from recipekeeper.operations.goods.genealogies import trace_lot

        answer(asked, trace_lot(context, thing), document.genealogy, text.genealogy)
        return
    from recipekeeper.cli.printing.printed import (  # late: most stay in the terminal
        printed_document,
        show_printed,
    )
    from recipekeeper.operations.printing.lineages import draw_lineage

    drawn = draw_lineage(context, thing, output, paper, force=force)
    answer(asked, drawn, printed_document, show_printed)


@lot.command(examples=('rk lot count LOT-OLIVE-0001 3.95 kg --why "stock-taking"',))
@lot_argument
@words("amount", metavar="AMOUNT", required=True)
@why_option
@at_option
@pass_asked
def count(asked: Asked, lot: str, amount: str, why: str, at: str | None) -> None:
    """Record what is left of a lot, as it was weighed or counted."""
    from recipekeeper.operations.goods.lots import count_lot

    context = open_context(asked, at)
    day = context.now.date()
    moved = count_lot(context, lot, amount, why)
    answer(asked, moved, lambda one: document.moved(one, day), lambda one: text.moved(one, day))


@lot.command(examples=('rk lot discard LOT-OLIVE-0001 200 g --why "rancid"',))
@lot_argument
@words("amount", metavar="AMOUNT", required=True)
@why_option
@at_option
@pass_asked
def discard(asked: Asked, lot: str, amount: str, why: str, at: str | None) -> None:
    """Record what went other than into a batch: thrown away, spilt, given away."""
    from recipekeeper.operations.goods.lots import discard_lot

    context = open_context(asked, at)
    day = context.now.date()
    moved = discard_lot(context, lot, amount, why)
    answer(asked, moved, lambda one: document.moved(one, day), lambda one: text.moved(one, day))
