"""`rk history …`: past batches, from and to CSV files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from recipekeeper.cli import document
from recipekeeper.cli.answer import answer
from recipekeeper.cli.frame import Asked, Group, pass_asked
from recipekeeper.cli.options import force_option, output_option
from recipekeeper.cli.output import write_text
from recipekeeper.cli.screen import counted, progress, say
from recipekeeper.cli.surroundings import open_context

if TYPE_CHECKING:
    from recipekeeper.operations.history.histories import Imported


@click.group(
    cls=Group, examples=("rk history import past-batches.csv", "rk history export -o all-batches.csv")
)
def history() -> None:
    """Past batches, from and to CSV files."""


@history.command("import", examples=("rk history import past-batches.csv",))
@click.argument("file", metavar="FILE.csv", type=click.Path(path_type=Path))
@pass_asked
def import_(asked: Asked, file: Path) -> None:
    """Import past batches: all of the file, or nothing of it.

    The same file a second time adds nothing.
    """
    from recipekeeper.operations.history.histories import import_history

    context = open_context(asked)
    with progress("reading") as context.progress:
        imported = import_history(context, file)
    answer(asked, imported, imported_document, show_imported)
    if imported.has_errors:
        click.get_current_context().exit(5 if imported.is_conflict else 4)


def imported_document(imported: Imported) -> document.Document:
    """What came in, and every problem by its line."""
    return {
        "batches": imported.batches,
        "entries": imported.entries,
        "unchanged": imported.unchanged,
        "problems": document.problems(imported.problems),
    }


def show_imported(imported: Imported) -> None:
    """What came in, and every problem by its line."""
    for problem in imported.problems:
        where = f"line {problem.line}: " if problem.line else ""
        colour = "red" if problem.level == "error" else "yellow"
        say(f"{problem.level}: {where}{problem.message}", colour=colour)
    if imported.has_errors:
        say("Nothing was imported.")
        return
    known = f"; {counted(imported.unchanged, 'batch')} known already" if imported.unchanged else ""
    batches, entries = counted(imported.batches, "batch"), counted(imported.entries, "entry")
    say(f"Imported {batches} with {entries}{known}.")


@history.command(examples=("rk history export -o all-batches.csv", "rk history export"))
@output_option("Write it there.")
@force_option
@pass_asked
def export(asked: Asked, output: Path | None, *, force: bool) -> None:
    """Export what is in force of all batches, as `import` reads it.

    Parts, losses, and what was seen or said later are rows of kind note with a name, such as "loss: trim", and come
    back as what they are. Lost is what is not in force: what was corrected or taken back, and why. Reasons,
    resolutions of deviations, instruments and who checked an entry come back as notes in words; who recorded when,
    and as what it was typed, does not.
    """
    from recipekeeper.operations.history.histories import export_history

    context = open_context(asked)
    with progress("exporting") as context.progress:
        exported = export_history(context)
    counts = {"batches": exported.batches, "entries": exported.entries, "problems": []}
    write_text(asked, exported.text, output, counts, force=force)
