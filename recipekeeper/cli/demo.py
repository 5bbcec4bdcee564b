"""`rk demo`: the whole way on samples, in a folder of its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from recipekeeper.cli import document
from recipekeeper.cli.answer import answer
from recipekeeper.cli.formulas import text as formula_text
from recipekeeper.cli.frame import Asked, Command, pass_asked
from recipekeeper.cli.history.history import imported_document, show_imported
from recipekeeper.cli.history.trace import show_trace
from recipekeeper.cli.printing.printed import printed_document, show_printed
from recipekeeper.cli.screen import progress, say
from recipekeeper.cli.surroundings import open_context
from recipekeeper.errors import Misused

if TYPE_CHECKING:
    from recipekeeper.operations.demo import Demonstration


@click.command(cls=Command, examples=("rk demo", "rk demo --store somewhere/demo.db"))
@pass_asked
def demo(asked: Asked) -> None:
    """Try it all on samples, in a folder of its own.

    It makes a new store in recipekeeper-demo beside you, never in your own; run again, it starts afresh.
    """
    from recipekeeper.operations import demo as samples

    if asked.store and "://" in asked.store:
        raise Misused("The demonstration makes a file of its own: give a path, e.g.: rk demo --store demo.db")
    path = Path(asked.store or Path(samples.FOLDER, samples.STORE)).expanduser()
    asked.store = str(path)
    context = open_context(asked)
    samples.clear_for_demo(context.store, path)
    with progress("filling the store") as context.progress:
        made = samples.make_demo(context, path)
    answer(asked, made, _document, _text)


def _document(made: Demonstration) -> document.Document:
    return {
        "store": str(made.store),
        "formulas": [document.version(one.version) for one in made.added],
        "history": imported_document(made.imported),
        "trace": document.trace(made.trace),
        "batch": made.batch,
        "sheet": printed_document(made.printed),
    }


def _text(made: Demonstration) -> None:
    formula_text.added(made.added)
    show_imported(made.imported)
    print()
    show_trace(made.trace)
    print()
    show_printed(made.printed)
    print()
    say("Type next:", strong=True)
    for line in (
        *_path(),
        f"export RECIPEKEEPER_STORE={made.store.absolute()}",
        "rk",
        'rk begin "weigh oils"',
        'rk weigh "olive oil" 1022 g --lot OO-2509',
        'rk weigh "coconut oil" 640 g',
        f"rk batch show {made.batch}",
    ):
        say(line, indent="  ")


def _path() -> tuple[str, ...]:
    """How `rk` is found from here on, where it was called by its path."""
    import shutil  # late, both: only the demonstration asks where it was called from
    import sys

    called = Path(sys.argv[0]).absolute()
    return () if shutil.which(called.name) else (f'export PATH="{called.parent}:$PATH"',)
