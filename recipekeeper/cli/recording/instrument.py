"""`rk instrument …`: add, check, list, show and retire what is measured with."""

from __future__ import annotations

import click

from recipekeeper.cli.answer import answer
from recipekeeper.cli.complete import names_of
from recipekeeper.cli.frame import Asked, Group, pass_asked
from recipekeeper.cli.options import at_option, not_empty, why_option
from recipekeeper.cli.recording import instrument_document as document
from recipekeeper.cli.recording import instrument_text as text
from recipekeeper.cli.surroundings import open_context

code_argument = click.argument("code", metavar="CODE", shell_complete=names_of("instrument_codes"))

_ADD = (
    'rk instrument add PH-1 --kind "pH meter" --name "Hanna pHep" --check-every "1 d" --within "0.1 pH"',
    'rk instrument add SC-2 --kind scale --name "2 kg, 0.1 g" --check-every "7 d" --within "0.1 %"',
)
_CHECK = (
    'rk instrument check PH-1 --showed "4.02 pH" --expected "4.01 pH" --buffer B-77',
    "rk instrument check PH-1 --showed 7.01 --expected 7.00 --showed 4.02 --expected 4.01",
)


@click.group(cls=Group, examples=(_ADD[1], _CHECK[0], "rk instrument list"))
def instrument() -> None:
    """What is measured with: pH meters, scales, and their checks."""


@instrument.command(examples=_ADD)
@click.argument("code", metavar="CODE")
@click.option(
    "--kind",
    metavar="KIND",
    required=True,
    help='"pH meter", thermometer, scale, hydrometer, refractometer or other.',
)
@click.option("--name", metavar="TEXT", required=True, callback=not_empty, help="What it is called.")
@click.option(
    "--check-every", metavar="TIME", callback=not_empty, help='How often it is checked: "1 d", "12 h".'
)
@click.option(
    "--within", metavar="TOLERANCE", callback=not_empty, help='How far off it may be: "0.1 pH", "0.1 %".'
)
@at_option
@pass_asked
def add(
    asked: Asked,
    code: str,
    kind: str,
    name: str,
    check_every: str | None,
    within: str | None,
    at: str | None,
) -> None:
    """Put an instrument to use, under a code of its own."""
    from recipekeeper.operations.recording.instruments import add_instrument

    context = open_context(asked, at)
    record = add_instrument(context, code, kind, name, check_every=check_every, within=within)
    answer(asked, record, document.instrument, text.added)


@instrument.command(examples=_CHECK)
@code_argument
@click.option("--showed", metavar="VALUE", multiple=True, required=True, help="What it showed, as found.")
@click.option("--expected", metavar="VALUE", multiple=True, required=True, help="What it should have shown.")
@click.option("--buffer", "buffers", metavar="LOT", multiple=True, help="The lot of the buffer or weight.")
@click.option("--note", metavar="TEXT", callback=not_empty, help="A remark.")
@at_option
@pass_asked
def check(
    asked: Asked,
    code: str,
    showed: tuple[str, ...],
    expected: tuple[str, ...],
    buffers: tuple[str, ...],
    note: str | None,
    at: str | None,
) -> None:
    """Record what an instrument showed of a buffer, a weight, melting ice.

    Of several points, --showed and --expected stand once for each, in pairs. After a calibration, check again.
    """
    from recipekeeper.operations.recording.instruments import check_instrument

    made = check_instrument(open_context(asked, at), code, showed, expected, buffers=buffers, note=note)
    answer(asked, made, document.checked, text.checked)


@instrument.command("list", examples=("rk instrument list",))
@pass_asked
def list_(asked: Asked) -> None:
    """List all instruments: last check, how far off, when the next is due."""
    from recipekeeper.operations.recording.instruments import list_instruments

    records = list_instruments(open_context(asked))
    answer(asked, records, lambda found: [document.instrument(one) for one in found], text.listed)


@instrument.command(examples=("rk instrument show PH-1",))
@code_argument
@pass_asked
def show(asked: Asked, code: str) -> None:
    """Show one instrument: every check, and all that is recorded with it."""
    from recipekeeper.operations.recording.instruments import show_instrument

    answer(asked, show_instrument(open_context(asked), code), document.whole, text.shown)


@instrument.command(examples=('rk instrument retire PH-1 --why "the glass is cracked"',))
@code_argument
@why_option
@at_option
@pass_asked
def retire(asked: Asked, code: str, why: str, at: str | None) -> None:
    """Use an instrument no more; its code and its checks stay on record."""
    from recipekeeper.operations.recording.instruments import retire_instrument

    answer(asked, retire_instrument(open_context(asked, at), code, why), document.instrument, text.retired)
