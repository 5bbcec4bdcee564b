"""`rk trace`: from a bad batch to the step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from recipekeeper.cli import document
from recipekeeper.cli.answer import answer
from recipekeeper.cli.complete import names_of
from recipekeeper.cli.frame import Asked, Command, pass_asked
from recipekeeper.cli.history.trace_limits import LIMITS
from recipekeeper.cli.options import causes_option
from recipekeeper.cli.screen import counted, say
from recipekeeper.cli.surroundings import open_context

if TYPE_CHECKING:
    from recipekeeper.trace import Trace


@click.command(
    cls=Command, examples=("rk trace SOAP-LAV-261121-1", "rk trace SOAP-LAV-261121-1 --json"), epilog=LIMITS
)
@click.argument(
    "batches", metavar="BATCH...", nargs=-1, required=True, shell_complete=names_of("batch_codes")
)
@causes_option
@pass_asked
def trace(asked: Asked, batches: tuple[str, ...]) -> None:
    """Find the step that spoiled a batch.

    The batch is compared with the other batches of its formula; what is odd in it is ranked.
    """
    from recipekeeper.operations.history.traces import trace_batches

    answer(asked, trace_batches(open_context(asked), batches), _document, show_traces)


def _document(found: Sequence[Trace]) -> document.Document | list[document.Document]:
    documents = [document.trace(one) for one in found]
    return documents[0] if len(documents) == 1 else documents


def show_traces(found: Sequence[Trace]) -> None:
    """Each trace: the verdict first, then the evidence."""
    for index, one in enumerate(found):
        if index:
            print()
        show_trace(one)


def show_trace(found: Trace) -> None:
    """The verdict, the likely candidates with their evidence, and what could hide the cause."""
    from recipekeeper.trace import told  # late: help has no need of it

    compared = f"compared with {found.compared_good} good and {counted(found.compared_bad, 'bad batch')}"
    say(f"{found.batch} ({found.formula}@{found.version}), {compared}", strong=True)
    every = told.suspects(found.candidates)
    say(told.verdict_sentence(found, every))
    for rank, one in enumerate(told.shown(every), start=1):
        line = f"{rank}. {told.percent(one.probability)} {one.level}: {one.sentence}"
        say(line, indent="  ", hanging="   ")
    if told.is_explained(found, every):
        say(f"unexplained: {told.percent(found.unexplained)}", indent="  ")
    if found.cleared:
        say(f"unlikely: {', '.join(found.cleared)}: other batches had them too, and were good", indent="  ")
    if found.blanks:
        say(f"Not recorded in this batch, and a cause could hide there: {', '.join(found.blanks)}.")
