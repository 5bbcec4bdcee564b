"""Where printed pages are, for programs and for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recipekeeper.cli import document
from recipekeeper.cli.screen import counted, say

if TYPE_CHECKING:
    from recipekeeper.operations.printing.printed import Printed


def printed_document(printed: Printed) -> document.Document:
    """The file, or the first of several, and how many pages there are."""
    return {
        "file": str(printed.files[0]),
        "files": [str(file) for file in printed.files],
        "pages": printed.pages,
        "warnings": list(printed.warnings),
    }


def show_printed(printed: Printed) -> None:
    """Where the pages are, and what could not be printed as it is."""
    say(f"Wrote {files_of(printed)}: {counted(printed.pages, 'page')}")
    show_warnings(printed)


def files_of(printed: Printed) -> str:
    """All files that were written."""
    return ", ".join(map(str, printed.files))


def show_warnings(printed: Printed) -> None:
    """What could not be printed as it is."""
    for warning in printed.warnings:
        say(f"warning: {warning}", colour="yellow")
