"""What is written to a file where one is named, and to stdout where none is."""

from __future__ import annotations

from pathlib import Path

from recipekeeper.cli.answer import print_document
from recipekeeper.cli.document import Document
from recipekeeper.cli.frame import Asked
from recipekeeper.cli.screen import say


def write_text(
    asked: Asked, text: str, path: Path | None, more: Document | None = None, *, force: bool = False
) -> None:
    """Write the text, and say where; without a path the text itself is the answer.

    `more` is what the JSON document says besides; `force` replaces a file that is there already.
    """
    if path is None:
        if asked.json:
            print_document({"file": None, "text": text, **(more or {})})
        else:
            print(text, end="" if text.endswith("\n") else "\n")
        return
    from recipekeeper.files.write import write_text as write_file  # late: most answers go to stdout

    write_file(path, text, force=force)
    if asked.json:
        print_document({"file": str(path), **(more or {})})
    else:
        say(f"Wrote {path}")
