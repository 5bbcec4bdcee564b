"""`rk template …`: how printed pages look, and whose they are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from recipekeeper.cli import document
from recipekeeper.cli.answer import answer
from recipekeeper.cli.frame import Asked, Group, pass_asked
from recipekeeper.cli.options import force_option, output_option, settings_option
from recipekeeper.cli.screen import say, table
from recipekeeper.cli.surroundings import open_context

if TYPE_CHECKING:
    from recipekeeper.operations.printing.templates import Found


@click.group(
    cls=Group, examples=("rk template settings", "rk template copy sheet", "rk template list --json")
)
def template() -> None:
    """How printed pages look: your print settings, and templates of your own."""


@template.command("list", examples=("rk template list",))
@settings_option
@pass_asked
def list_(asked: Asked) -> None:
    """Show which templates there are, and which file counts for each."""
    from recipekeeper.operations.printing.templates import list_templates

    answer(asked, list_templates(open_context(asked)), _found_document, _found_text)


@template.command(examples=("rk template copy sheet", "rk template copy record my-templates"))
@click.argument("name", metavar="NAME")
@click.argument("folder", metavar="[FOLDER]", required=False, type=click.Path(path_type=Path))
@settings_option
@force_option
@pass_asked
def copy(asked: Asked, name: str, folder: Path | None, *, force: bool) -> None:
    """Copy a template out, to be changed.

    Without a FOLDER it goes into your templates folder, where it counts from then on. It is a file of typst
    (typst.app/docs). A copy that does not work is named with its line, and nothing is printed until it does.
    """
    from recipekeeper.operations.printing.templates import copy_template

    copied = copy_template(open_context(asked), name, folder, force=force)
    answer(asked, copied, _file, lambda path: say(f"Wrote {path}"))


@template.command(examples=("rk template settings", "rk template settings -o print.toml"))
@output_option("Write it there instead.")
@settings_option
@force_option
@pass_asked
def settings(asked: Asked, output: Path | None, *, force: bool) -> None:
    """Write print settings to fill in: maker, logo, paper, language, fields.

    Without -o they go where they count from then on.
    """
    from recipekeeper.operations.printing.templates import write_settings

    written = write_settings(open_context(asked), output, force=force)
    answer(asked, written, _file, lambda path: say(f"Wrote {path}: fill it in"))


def _file(path: Path) -> document.Document:
    return {"file": str(path)}


def _found_document(found: Found) -> document.Document:
    return {
        "templates": [
            {"name": one.name, "what": one.what, "file": str(one.file), "own": one.is_own}
            for one in found.templates
        ],
        "folder": str(found.folder),
        "settings": str(found.settings) if found.has_settings else None,
    }


def _found_text(found: Found) -> None:
    rows = [(one.name, one.what, str(one.file) if one.is_own else "ours") for one in found.templates]
    table(("template", "what it is", "which counts"), rows)
    say(f"Your own are looked for in {found.folder}.")
    missing = "" if found.has_settings else ", which is not there yet: rk template settings"
    say(f"Print settings: {found.settings}{missing}")
