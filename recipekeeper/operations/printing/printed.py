"""Drawn pages written into files, all of them or none."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from recipekeeper.files.write import write_files
from recipekeeper.paper.draw import Drawn, names


@dataclass(frozen=True, slots=True)
class Printed:
    """The files that were written, how many pages they show, and what could not be printed as it is."""

    files: tuple[Path, ...]
    pages: int
    warnings: tuple[str, ...]


def write_pages(target: Path, drawn: Drawn, *, force: bool) -> Printed:
    """The files that were written: the one that was named, or one for each page.

    Raises Conflict where one is there already and `force` does not replace it.
    """
    files = names(target, drawn)
    write_files(files, drawn.files, force=force)
    return Printed(files, drawn.pages, drawn.warnings)
