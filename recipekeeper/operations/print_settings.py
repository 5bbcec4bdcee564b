"""Print settings: whose page it is, from the file that is named or the one in its usual place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from recipekeeper.files.print_settings import default_file, read_print_settings
from recipekeeper.operations.context import Context
from recipekeeper.paper.house_style import LANGUAGES, Logo, Paper, PrintSettings

TEMPLATES = "templates"
"""The folder of a maker's own templates, beside the settings."""


def print_settings(context: Context, paper: Paper | None = None) -> PrintSettings:
    """What is the maker's own of every page; nothing where no file is named and none is in its place.

    `paper` counts before the settings. Raises NotFound for a named file that is not there, Unreadable with
    every mistake of a file.
    """
    file = settings_file(context)
    if context.print_file is None and not file.is_file():
        values: dict[str, Any] = {}
    else:
        values = dict(read_print_settings(file, tuple(LANGUAGES)))
    if "logo" in values:
        values["logo"] = Logo(*values["logo"])
    values.setdefault("templates", file.parent / TEMPLATES)
    if paper is not None:
        values["paper"] = paper
    return PrintSettings(**values)


def settings_file(context: Context) -> Path:
    """The file of print settings that counts, whether it is there or not."""
    return context.print_file or default_file()
