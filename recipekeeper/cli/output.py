"""What is written to a file where one is named, and to stdout where none is."""

from __future__ import annotations

from pathlib import Path

from recipekeeper.cli.answer import print_document
from recipekeeper.cli.frame import Asked
from recipekeeper.cli.screen import say
from recipekeeper.errors import NotFound


def write_text(asked: Asked, text: str, path: Path | None) -> None:
    """Write the text, and say where; without a path the text itself is the answer."""
    if path is None:
        if asked.json:
            print_document({"file": None, "text": text})
        else:
            print(text, end="" if text.endswith("\n") else "\n")
        return
    if not path.parent.is_dir():
        raise NotFound(f"There is no folder {path.parent} to write {path.name} into. Make it, or name another.")
    path.write_text(text, encoding="utf-8", newline="\n")
    if asked.json:
        print_document({"file": str(path)})
    else:
        say(f"Wrote {path}")
