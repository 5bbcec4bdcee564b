"""A composed sheet or record as the bytes of a file: PDF or PNG by typst, or plain text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from recipekeeper.batch.codes import batch_code
from recipekeeper.errors import Misused
from recipekeeper.paper.glyphs import printable, unprintable
from recipekeeper.paper.house_style import PLAIN, PrintSettings, letterhead
from recipekeeper.paper.sheet import Sheet
from recipekeeper.paper.text import as_text
from recipekeeper.paper.typeset import typeset, typeset_and_told

if TYPE_CHECKING:
    from recipekeeper.paper.page import Report

Form = Literal["pdf", "png", "txt"]

_PIXELS_PER_INCH = 200
_AS_TEXT = "The .txt form shows every letter."


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
        return _plain("\f".join(map(as_text, shown)), settings)
    from recipekeeper.paper.codes import codes_of  # late: text has no codes to scan

    missing: set[str] = set()
    document = {
        "sheets": printable([asdict(sheet) | {"dated": _moment(sheet.dated)} for sheet in shown], missing),
        "dated": _moment(max(sheet.dated for sheet in several)),
        "codes": codes_of(several),
        "paper": settings.typst_paper,
        "house": printable(settings.house(), missing) | {"logo": settings.logo_document()},
    }
    files, pages = _compiled("sheet", document, form, template or settings.template("sheet"))
    return Drawn(files, pages, unprintable(missing, _AS_TEXT))


def render_record(
    report: Report, form: Form, settings: PrintSettings = PLAIN, *, template: Path | None = None
) -> Drawn:
    """A record or a log as bytes; the same report gives the same bytes everywhere."""
    if form == "txt":
        from recipekeeper.paper.record_text import as_text as record_as_text  # a sheet needs no record

        return _plain(record_as_text(settings.written(report)), settings)
    return _drawn("record", report, form, settings, template)


def _plain(text: str, settings: PrintSettings) -> Drawn:
    """A page of text under the maker's own head."""
    return Drawn(((letterhead(settings) + text).encode(),), pages=1)


def _drawn(
    name: str, composed: Sheet | Report, form: Form, settings: PrintSettings, template: Path | None
) -> Drawn:
    """What was composed, laid out by a template, which finds it under that name."""
    from recipekeeper.paper.codes import drawing  # late: text has no codes to scan

    missing: set[str] = set()
    shown = settings.written(composed)
    document = printable(
        asdict(shown) | {"dated": _moment(composed.dated), "house": settings.house()}, missing
    )
    document |= {"paper": settings.typst_paper, "qr": drawing(batch_code(composed.batch))}
    document["house"]["logo"] = settings.logo_document()
    files, pages = _compiled(name, document, form, template or settings.template(name))
    return Drawn(files, pages, unprintable(missing, _AS_TEXT))


def _moment(dated: datetime) -> dict[str, int]:
    parts = ("year", "month", "day", "hour", "minute", "second")
    return {part: getattr(dated, part) for part in parts}


def _compiled(name: str, document: dict[str, Any], form: Form, source: Path) -> tuple[tuple[bytes, ...], int]:
    """The files, and how many pages they have."""
    if form == "png":
        files = typeset(source, name, document, "png", _PIXELS_PER_INCH)
        return files, len(files)
    files, told = typeset_and_told(source, name, document)
    pages = [int(each["pages"]) for each in told if "pages" in each]
    # A PDF does not tell its pages, nor does a template of the maker's own; there are as many thumbnails.
    return files, sum(pages) if pages else len(typeset(source, name, document, "png", 2))
