"""What all pages share on their way into a file: its form, what their templates find, and how many there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar

from recipekeeper.errors import Misused
from recipekeeper.paper.glyphs import printable
from recipekeeper.paper.house_style import PrintSettings, letterhead
from recipekeeper.paper.typeset import typeset, typeset_and_told

Form = Literal["pdf", "png", "txt"]
PictureForm = Literal["pdf", "svg", "png"]

F = TypeVar("F", bound=str)

PAGES: Mapping[str, Form] = {".pdf": "pdf", ".png": "png", ".txt": "txt"}
"""What sheets and reports are written as, by the ending of the file."""
PICTURES: Mapping[str, PictureForm] = {".pdf": "pdf", ".svg": "svg", ".png": "png"}
"""What charts, comparisons and genealogies are written as."""

_PIXELS_PER_INCH = 200
AS_TEXT = "The .txt form shows every letter."


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is to be written: one file, or as `png` one for each page."""

    files: tuple[bytes, ...]
    pages: int
    warnings: tuple[str, ...] = ()


def form_of(target: Path, what: str, forms: Mapping[str, F]) -> F:
    """The form that the name of a file asks for, of those in which `what` is written; raises Misused for any other."""
    form = forms.get(target.suffix.lower())
    if form is None:
        found = f"ends in {target.suffix}" if target.suffix else "has no ending"
        first, *more, last = forms
        raise Misused(
            f'"{target.name}" {found}; a {what} is written as {", ".join((first, *more))} or {last}, '
            f"e.g. -o {target.stem or what.split(maxsplit=1)[0]}{first}."
        )
    return form


def names(target: Path, drawn: Drawn) -> tuple[Path, ...]:
    """Where each file goes: `NAME.png`, or `NAME-1.png` and so on where there are several."""
    if len(drawn.files) == 1:
        return (target,)
    return tuple(target.with_stem(f"{target.stem}-{page}") for page in range(1, len(drawn.files) + 1))


def plain(text: str, settings: PrintSettings) -> Drawn:
    """A page of text under the maker's own head."""
    return Drawn(((letterhead(settings) + text).encode(),), pages=1)


def document_of(composed: Mapping[str, Any], settings: PrintSettings, missing: set[str]) -> dict[str, Any]:
    """What was composed, with the maker's head and paper, as a template finds it.

    Adds the characters that cannot be printed to `missing`.
    """
    document: dict[str, Any] = printable({**composed, "house": settings.house()}, missing)
    document["house"]["logo"] = settings.logo_document()
    document["paper"] = settings.typst_paper
    return document


def compiled(
    name: str, document: Mapping[str, Any], form: Form | PictureForm, source: Path
) -> tuple[tuple[bytes, ...], int]:
    """The document laid out by a template, which finds it under that name: the files, and how many pages they have."""
    if form in ("png", "svg"):
        files = typeset(source, name, document, "svg" if form == "svg" else "png", _PIXELS_PER_INCH)
        return files, len(files)
    files, told = typeset_and_told(source, name, document)
    pages = [int(each["pages"]) for each in told if "pages" in each]
    # A PDF does not tell its pages, nor does a template of the maker's own; there are as many thumbnails.
    return files, sum(pages) if pages else len(typeset(source, name, document, "png", 2))
