"""Deciding about a batch: finish, hold, release, reject, outcome."""

from __future__ import annotations

import click

from recipekeeper.cli.frame import Asked, Command, pass_asked
from recipekeeper.cli.options import at_option, batch_argument, not_empty, why_option
from recipekeeper.cli.recording.finished import show_finished
from recipekeeper.cli.recording.logged import show_logged
from recipekeeper.cli.surroundings import open_context


@click.command(
    cls=Command,
    examples=("rk finish SOAP-LAV-261121-1 --yield 2.98kg", 'rk finish --yield "2.98 kg" --units 20'),
)
@batch_argument(required=False)
@click.option(
    "--yield",
    "yielded",
    metavar="AMOUNT",
    multiple=True,
    help='What it gave, e.g. "2.98 kg"; of a part A=2.9kg.',
)
@click.option("--units", metavar="N", multiple=True, help="How many pieces it gave; of a part A=20.")
@at_option
@pass_asked
def finish(
    asked: Asked, batch: str | None, yielded: tuple[str, ...], units: tuple[str, ...], at: str | None
) -> None:
    """Finish a batch and record what it gave.

    Steps under way stay open and are listed; readings and remarks may still be added.
    """
    from recipekeeper.operations.recording import decide

    show_finished(asked, decide.finish(open_context(asked, at), batch, yielded, units))


@click.command(cls=Command, examples=('rk hold SOAP-LAV-261121-1 --why "waits for the zap test"',))
@batch_argument()
@why_option
@at_option
@pass_asked
def hold(asked: Asked, batch: str, why: str, at: str | None) -> None:
    """Set a batch aside until somebody decides."""
    from recipekeeper.operations.recording import decide

    show_logged(asked, decide.hold(open_context(asked, at), batch, why))


@click.command(cls=Command, examples=("rk release SOAP-LAV-261121-1",))
@batch_argument()
@at_option
@pass_asked
def release(asked: Asked, batch: str, at: str | None) -> None:
    """Allow a finished batch to be used or sold.

    It needs a finished batch without an open critical deviation, and of each test a newest reading that passes.
    """
    from recipekeeper.operations.recording import decide

    show_logged(asked, decide.release(open_context(asked, at), batch))


@click.command(cls=Command, examples=('rk reject SOAP-LAV-261121-1 --why "separated in the mould"',))
@batch_argument()
@why_option
@at_option
@pass_asked
def reject(asked: Asked, batch: str, why: str, at: str | None) -> None:
    """Decide that a batch is not used or sold."""
    from recipekeeper.operations.recording import decide

    show_logged(asked, decide.reject(open_context(asked, at), batch, why))


@click.command(
    cls=Command,
    examples=(
        "rk outcome SOAP-LAV-261121-1 good",
        'rk outcome SOAP-LAV-261121-1 bad --symptom "orange spots"',
    ),
)
@batch_argument()
@click.argument("outcome", metavar="good|bad", type=click.Choice(["good", "bad"], case_sensitive=False))
@click.option("--symptom", metavar="TEXT", callback=not_empty, help="What is wrong with it.")
@at_option
@pass_asked
def outcome(asked: Asked, batch: str, outcome: str, symptom: str | None, at: str | None) -> None:
    """Record how a batch turned out, perhaps weeks later."""
    from recipekeeper.operations.recording import decide

    show_logged(asked, decide.set_outcome(open_context(asked, at), batch, outcome, symptom))
