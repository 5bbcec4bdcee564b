"""A composed sheet as the bytes of a file: PDF or PNG by typst, or plain text; and what all pages share of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from recipekeeper.errors import Misused
from recipekeeper.paper.glyphs import printable, unprintable
from recipekeeper.paper.house_style import PLAIN, PrintSettings, letterhead
from recipekeeper.paper.sheet.compose import Sheet
from recipekeeper.paper.sheet.text import as_text
from recipekeeper.paper.typeset import typeset, typeset_and_told

Form = Literal["pdf", "png", "txt"]

_PIXELS_PER_INCH = 200
AS_TEXT = "The .txt form shows every letter."


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is to be written: one file, or as `png` one for each page."""

    files: tuple[bytes, ...]
    pages: int
    warnings: tuple[str, ...] = ()


def form_of(target: Path, what: str = "sheet") -> Form:
    """The form that the name of a file asks for; raises Misused for any other ending."""
    suffix = target.suffix.lower()
    if suffix == ".pdf":
        return "pdf"
    if suffix == ".png":
        return "png"
    if suffix == ".txt":
        return "txt"
    found = f'"{target.name}" ends in {suffix}' if suffix else f'"{target.name}" has no ending'
    raise Misused(f"{found}; a {what} is written as .pdf, .png or .txt, e.g. -o {target.stem or what}.pdf.")


def names(target: Path, drawn: Drawn) -> tuple[Path, ...]:
    """Where each file goes: `NAME.png`, or `NAME-1.png` and so on where there are several."""
    if len(drawn.files) == 1:
        return (target,)
    return tuple(target.with_stem(f"{target.stem}-{page}") for page in range(1, len(drawn.files) + 1))


def render(
    sheets: Sequence[Sheet] | Sheet,
    form: Form,
    settings: PrintSettings = PLAIN,
    *,
    template: Path | None = None,
) -> Drawn:
    """One sheet or several in one document, as bytes; the same sheets give the same bytes everywhere.

    A `template` of the maker's own is used in place of ours. Raises NotFound where it is not there and
    Unreadable with typst's own words where it does not work.
    """
    several = (sheets,) if isinstance(sheets, Sheet) else tuple(sheets)
    shown = [settings.written(sheet) for sheet in several]
    if form == "txt":
        return plain("\f".join(map(as_text, shown)), settings)
    from recipekeeper.paper.codes import codes_of  # late: text has no codes to scan

    missing: set[str] = set()
    document = {
        "sheets": printable([asdict(sheet) | {"dated": date_parts(sheet.dated)} for sheet in shown], missing),
        "dated": date_parts(max(sheet.dated for sheet in several)),
        "codes": codes_of(several),
        "paper": settings.typst_paper,
        "house": printable(settings.house(), missing) | {"logo": settings.logo_document()},
    }
    files, pages = compiled("sheet", document, form, template or settings.template("sheet"))
    return Drawn(files, pages, unprintable(missing, AS_TEXT))


def plain(text: str, settings: PrintSettings) -> Drawn:
    """A page of text under the maker's own head."""
    return Drawn(((letterhead(settings) + text).encode(),), pages=1)


def date_parts(dated: datetime) -> dict[str, int]:
    """A moment as typst takes it."""
    parts = ("year", "month", "day", "hour", "minute", "second")
    return {part: getattr(dated, part) for part in parts}


def compiled(
    name: str, document: dict[str, Any], form: Form | Literal["svg"], source: Path
) -> tuple[tuple[bytes, ...], int]:
    """The document laid out by a template, which finds it under that name: the files, and how many pages they have."""
    if form in ("png", "svg"):
        files = typeset(source, name, document, "svg" if form == "svg" else "png", _PIXELS_PER_INCH)
        return files, len(files)
    files, told = typeset_and_told(source, name, document)
    pages = [int(each["pages"]) for each in told if "pages" in each]
    # A PDF does not tell its pages, nor does a template of the maker's own; there are as many thumbnails.
    return files, sum(pages) if pages else len(typeset(source, name, document, "png", 2))
