"""`rk label`: what goes on the jar and around the bar."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from recipekeeper.cli import document
from recipekeeper.cli.answer import answer
from recipekeeper.cli.frame import Asked, Command, pass_asked
from recipekeeper.cli.frame import asked as asked_at
from recipekeeper.cli.options import batch_argument, force_option, output_option, settings_option
from recipekeeper.cli.printing.printed import files_of, printed_document, show_warnings
from recipekeeper.cli.screen import counted, say, table
from recipekeeper.cli.surroundings import open_context

if TYPE_CHECKING:
    from recipekeeper.operations.printing.labels import PrintedLabels
    from recipekeeper.paper.label.sizes import LabelSize


def _list_sizes(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if not wanted or ctx.resilient_parsing:
        return
    from recipekeeper.paper.label.sizes import SIZES

    answer(asked_at(ctx), SIZES, _sizes_document, _sizes_text)
    ctx.exit()


def _sizes_document(sizes: Iterable[LabelSize]) -> document.Document:
    return {
        "sizes": [
            {"name": each.name, "width": each.width, "height": each.height or None, "what": each.what}
            for each in sizes
        ]
    }


def _sizes_text(sizes: Iterable[LabelSize]) -> None:
    rows = [
        (
            each.name,
            f"{each.width:.4g} × {each.height:.4g} mm" if each.height else f"{each.width:g} mm",
            each.what,
        )
        for each in sizes
    ]
    table(("size", "measures", "what it is"), rows)


@click.command(
    cls=Command,
    examples=(
        "rk label SOAP-LAV-261121-1 -o labels.pdf --size L7165 --market none",
        'rk label SOAP-LAV-261121-1 -o labels.pdf --size L7165 --net "120 g" --best-before "24 months" --market uk',
        'rk label SOAP-LAV-261121-1 -o label.png --size "90 x 60 mm" --copies 1 --qr',
        "rk label --list",
    ),
)
@batch_argument()
@output_option("A .pdf or .png file.", required=True)
@click.option(
    "--size", metavar="SIZE", help='By name, or measures: L7160, 5163, "60 x 40 mm", "62 mm" endless.'
)
@click.option(
    "--list",
    is_flag=True,
    expose_value=False,
    callback=_list_sizes,
    help="Show the names of sizes.",
)
@click.option(
    "--copies", metavar="N", type=int, help="How many; else as many as units were made, else one sheet."
)
@click.option(
    "--start-at",
    metavar="N",
    type=int,
    default=1,
    help="The first free label of a sheet that is used in part.",
)
@click.option(
    "--offset", metavar="RIGHT,DOWN", help='How far your printer is out: "1 mm, -0.5 mm" moves right and up.'
)
@click.option("--net", metavar="AMOUNT", help="What one holds; else as the formula fills it.")
@click.option(
    "--best-before",
    metavar="WHEN",
    help='2027-11-21, 2027-11, or from its making: "12 months"; else what the formula says.',
)
@click.option(
    "--market",
    type=click.Choice(["eu", "uk", "us", "ca", "none"]),
    help="Whose law is looked at, and what it asks for listed; else that of your settings.",
)
@click.option(
    "--text", "texts", metavar="TEXT", multiple=True, help="A line of your own. May be given again."
)
@click.option(
    "--soap-names",
    type=click.Choice(["added", "saponified"]),
    default="added",
    help="A soap's oils as they were added, or as what they became.",
)
@click.option("--small-pack", is_flag=True, help="Its largest surface has less than 80 cm² (12 sq in).")
@click.option("--qr", is_flag=True, help="With the batch code as a QR code.")
@settings_option
@force_option
@pass_asked
def label(
    asked: Asked,
    batch: str,
    output: Path,
    size: str | None,
    copies: int | None,
    start_at: int,
    offset: str | None,
    net: str | None,
    best_before: str | None,
    market: str | None,
    texts: tuple[str, ...],
    soap_names: str,
    *,
    small_pack: bool,
    qr: bool,
    force: bool,
) -> None:
    """Print the labels of a batch, on sheets or rolls of labels.

    Name, net quantity, ingredients in falling order of what was weighed, lot, dates, maker. What the law of the
    market asks for and nothing gives is listed, and never invented; many goods have rules of their own.
    """
    from recipekeeper.formula.keeping import read_durability
    from recipekeeper.operations.printing.labels import draw_labels, read_net
    from recipekeeper.paper.label.compose import Asked as Wanted

    context = open_context(asked)
    wanted = Wanted(
        market=market or "",
        net=read_net(context, net) if net else None,
        best_before=read_durability(best_before) if best_before else None,
        texts=texts,
        soap_names=soap_names,
        small_pack=small_pack,
        qr=qr,
    )
    printed = draw_labels(
        context,
        batch,
        output,
        wanted,
        size=size,
        offset=offset,
        start_at=start_at,
        copies=copies,
        force=force,
    )
    answer(asked, printed, _document, _text)


def _document(printed: PrintedLabels) -> document.Document:
    return {
        **printed_document(printed.printed),
        "copies": printed.copies,
        "size": printed.size.name or str(printed.size),
        "missing": [one._asdict() for one in printed.label.lacking],
        "notes": list(printed.label.notes),
    }


def _text(printed: PrintedLabels) -> None:
    labels, pages = counted(printed.copies, "label"), counted(printed.printed.pages, "page")
    say(f"Wrote {files_of(printed.printed)}: {labels} {printed.size}, {pages}")
    for one in printed.label.lacking:
        law = f" ({one.law})" if one.law else ""
        say(f"missing: {one.what}{law}; {one.how}", colour="yellow", hanging="  ")
    for note in printed.label.notes:
        say(f"note: {note}", hanging="  ")
    show_warnings(printed.printed)
