"""Templates: how the printed pages look, the program's own and a maker's changed copies of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from recipekeeper.errors import NotFound
from recipekeeper.files.print_settings import EXAMPLE
from recipekeeper.files.write import make_folder, write_bytes, write_text
from recipekeeper.formula.findings import listed
from recipekeeper.operations.context import Context
from recipekeeper.operations.print_settings import print_settings, settings_file
from recipekeeper.paper.house_style import TEMPLATES


@dataclass(frozen=True, slots=True)
class Template:
    """How one kind of page looks: the file that counts, and whether it is the maker's own."""

    name: str
    what: str
    file: Path
    is_own: bool


@dataclass(frozen=True, slots=True)
class Found:
    """All templates, where own ones are looked for, and the print settings."""

    templates: tuple[Template, ...]
    folder: Path
    settings: Path
    has_settings: bool


def list_templates(context: Context) -> Found:
    """Each template with the file that counts for it."""
    settings, file = print_settings(context), settings_file(context)
    found = []
    for shipped in sorted(TEMPLATES.glob("*.typ")):
        counts = settings.template(shipped.stem)
        found.append(Template(shipped.stem, _what(shipped), counts, counts != shipped))
    return Found(tuple(found), settings.templates or file.parent, file, file.is_file())


def copy_template(context: Context, name: str, folder: Path | None = None, *, force: bool = False) -> Path:
    """The file that a template of ours was copied to: by default where it then counts.

    Raises NotFound for a name that is none and a named folder that is not there, Conflict where a file is there
    already and `force` does not replace it.
    """
    source = TEMPLATES / f"{name.removesuffix('.typ').casefold()}.typ"
    if source.parent != TEMPLATES or not source.is_file():
        names = listed(sorted(each.stem for each in TEMPLATES.glob("*.typ")))
        raise NotFound(f'There is no template "{name[:40]}"; there are {names}.')
    if folder is None:
        folder = print_settings(context).templates or Path()
        make_folder(folder)
    target = folder / source.name
    write_bytes(target, source.read_bytes(), force=force)
    return target


def write_settings(context: Context, target: Path | None = None, *, force: bool = False) -> Path:
    """The file that an example of print settings was written to: by default where it then counts.

    Raises Conflict where a file is there already and `force` does not replace it.
    """
    if target is None:
        target = settings_file(context)
        make_folder(target.parent)
    write_text(target, EXAMPLE, force=force)
    return target


def _what(template: Path) -> str:
    """The sentence that a template begins with."""
    with template.open(encoding="utf-8") as lines:
        return lines.readline().removeprefix("//").strip().partition(". ")[0].rstrip(".")
