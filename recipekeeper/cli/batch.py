"""`rk batch …` and `rk use`: what was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from recipekeeper.cli import batch_document
from recipekeeper.cli import batch_text as text
from recipekeeper.cli.answer import answer
from recipekeeper.cli.formulas.size_options import sized
from recipekeeper.cli.frame import Asked, Command, Group, pass_asked
from recipekeeper.cli.options import (
    at_option,
    batch_argument,
    not_empty,
    reference_argument,
    why_option,
)
from recipekeeper.cli.recording.logged import show_logged, show_started
from recipekeeper.cli.screen import say
from recipekeeper.cli.surroundings import open_context

if TYPE_CHECKING:
    from recipekeeper.operations.formulas.size_reading import SizeAsked


@click.group(
    cls=Group,
    examples=(
        'rk batch start SOAP-LAV --to "3 kg"',
        "rk batch list",
        "rk batch show SOAP-LAV-261121-1",
    ),
)
def batch() -> None:
    """What was made: batches and their records."""


@batch.command(
    examples=(
        'rk batch start SOAP-LAV --to "3 kg"',
        'rk batch start SOAP-LAV --mold "8 x 3.5 x 2.5 in"',
        'rk batch start SOAP-LAV@1 --to "500 g" --code SOAP-TEST --trial',
    )
)
@reference_argument()
@sized("How much to make")
@click.option(
    "--code", metavar="CODE", callback=not_empty, help="The code of the batch; else formula, day and number."
)
@click.option("--equipment", metavar="NAME", callback=not_empty, help="Which unit or vessel it is made in.")
@click.option("--trial", is_flag=True, help="Allow a draft; the batch is marked as a trial for ever.")
@at_option
@pass_asked
def start(
    asked: Asked,
    reference: str,
    size: SizeAsked,
    code: str | None,
    equipment: str | None,
    at: str | None,
    *,
    trial: bool,
) -> None:
    """Start a batch: freeze its plan and open its log.

    By its code alone the newest released version is made.
    """
    from recipekeeper.operations.batches import start_batch

    context = open_context(asked, at)
    started = start_batch(context, reference, code=code, equipment=equipment, size=size, trial=trial)
    show_started(asked, started)


@batch.command("list", examples=("rk batch list", "rk batch list --json"))
@pass_asked
def list_(asked: Asked) -> None:
    """List all batches, newest last."""
    from recipekeeper.operations.batches import list_batches

    found = list_batches(open_context(asked))
    answer(asked, found, lambda cards: [batch_document.card(one) for one in cards], text.listed)


@batch.command(examples=("rk batch show SOAP-LAV-261121-1", "rk batch show --json"))
@batch_argument(required=False)
@pass_asked
def show(asked: Asked, batch: str | None) -> None:
    """Show the whole record of a batch."""
    from recipekeeper.operations.batches import show_batch

    answer(asked, show_batch(open_context(asked), batch), batch_document.batch, text.shown)


@batch.command(examples=('rk batch void SOAP-LAV-261121-1 --why "started by mistake"',))
@batch_argument()
@why_option
@at_option
@pass_asked
def void(asked: Asked, batch: str, why: str, at: str | None) -> None:
    """Void a batch that should not have been.

    It keeps its code and its record, and counts nowhere.
    """
    from recipekeeper.operations.batches import void_batch

    show_logged(asked, void_batch(open_context(asked, at), batch, why))


@click.command(cls=Command, examples=("rk use SOAP-LAV-261121-1",))
@batch_argument()
@pass_asked
def use(asked: Asked, batch: str) -> None:
    """Choose the batch that commands without -b mean."""
    from recipekeeper.operations.batches import use_batch

    code = use_batch(open_context(asked), batch)
    answer(
        asked,
        code,
        lambda used: {"batch": used},
        lambda used: say(f"Commands without -b mean {used} from now on."),
    )
