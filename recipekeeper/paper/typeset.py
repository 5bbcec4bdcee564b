"""Templates handed to typst: which fonts and files they see, and what it says of one that does not work."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from recipekeeper.errors import NotFound, Unreadable
from recipekeeper.paper.glyphs import FONTS
from recipekeeper.paper.house_style import TEMPLATES

if TYPE_CHECKING:
    import typst

_MAIN = "main.typ"
_PLACE = re.compile(r"┌─ (?:.*[/\\])?([^/\\:]+):(\d+):\d+")


def typeset(
    template: Path,
    name: str,
    document: Mapping[str, Any],
    form: Literal["pdf", "png", "svg"],
    sharpness: int = 200,
) -> tuple[bytes, ...]:
    """A document laid out by a template, which finds it as JSON under its name: a file, or one for each page.

    The template sees the bundled fonts and the files of its own folder, and nothing else. One outside of the
    program's own folder also finds the shared ones there, such as `house.typ`, unless one of that name lies
    beside it. `sharpness` is in pixels per inch. Raises NotFound where there is no template, Unreadable with
    the line and typst's own words where it does not work.
    """
    inputs = {name: json.dumps(document, ensure_ascii=False)}
    try:
        drawn = _compiler(template).compile(format=form, ppi=sharpness, sys_inputs=inputs)
    except RuntimeError as error:
        raise _refusal(template, error) from error
    return tuple(drawn) if isinstance(drawn, list) else (drawn or b"",)


def typeset_and_told(
    template: Path, name: str, document: Mapping[str, Any]
) -> tuple[tuple[bytes, ...], list[dict[str, Any]]]:
    """The document as PDF, and what its template tells of it in its metadata; raises as `typeset` does."""
    drawn = typeset(template, name, document, "pdf")
    if template.parent == TEMPLATES:
        compiler = _of_ours(template)
    else:
        inputs = {name: json.dumps(document, ensure_ascii=False)}
        compiler = _made(_with_shared(template), template.parent, inputs)
    told = json.loads(compiler.query("metadata", field="value"))
    return drawn, [each for each in told if isinstance(each, dict)]


def _compiler(template: Path) -> typst.Compiler:
    if not template.is_file():
        raise NotFound(
            f"There is no template {template}. "
            "Copy one of the program's own, e.g. rk template copy sheet, and change the copy."
        )
    if template.parent == TEMPLATES:
        return _of_ours(template)
    return _made(_with_shared(template), template.parent)  # it forgets files in memory after one use


@cache
def _of_ours(template: Path) -> typst.Compiler:
    return _made(template, template.parent)


def _made(source: Any, root: Path, inputs: dict[str, str] | None = None) -> typst.Compiler:
    import typst  # a compiler, loaded only where something is printed

    return typst.Compiler(source, root=root, font_paths=_fonts(), sys_inputs=inputs or {})


@cache
def _fonts() -> typst.Fonts:
    import typst  # as above

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


def _with_shared(template: Path) -> dict[str, bytes]:
    """A maker's own template, and of ours those that no file beside it stands in for."""
    shared = {
        each.name: each.read_bytes()
        for each in TEMPLATES.glob("*.typ")
        if not (template.parent / each.name).exists()
    }
    try:
        return shared | {_MAIN: template.read_bytes()}
    except OSError as failed:
        reason = (failed.strerror or "unknown reason").lower()
        raise Unreadable(f"The template {template} cannot be read: {reason}.") from failed


def _refusal(template: Path, error: RuntimeError) -> Unreadable:
    """One sentence about a template that does not work: its file, the line, and what typst says."""
    found = _PLACE.search(getattr(error, "diagnostic", ""))
    where = str(template)
    if found is not None:
        file = template if found[1] == _MAIN else template.with_name(found[1])
        where = f"{file} line {found[2]}"
    said = " ".join(str(error).split())
    return Unreadable(
        f"The template {where} does not work: {said}. Nothing was written. "
        "Put it right, or take it away: then the program's own is used."
    )
