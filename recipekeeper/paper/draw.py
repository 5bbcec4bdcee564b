"""A composed sheet or record as the bytes of a file: PDF or PNG by typst, or plain text."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from recipekeeper.errors import Misused
from recipekeeper.paper.glyphs import printable
from recipekeeper.paper.house_style import PLAIN, PrintSettings, letterhead
from recipekeeper.paper.sheet import Sheet
from recipekeeper.paper.text import as_text
from recipekeeper.paper.typeset import typeset

if TYPE_CHECKING:
    from recipekeeper.paper.record import Record

Form = Literal["pdf", "png", "txt"]

_PIXELS_PER_INCH = 200


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
    sheet: Sheet, form: Form, settings: PrintSettings = PLAIN, *, template: Path | None = None
) -> Drawn:
    """The sheet as bytes; the same sheet gives the same bytes everywhere.

    A `template` of the maker's own is used in place of ours. Raises NotFound where it is not there and
    Unreadable with typst's own words where it does not work.
    """
    if form == "txt":
        return _plain(as_text(settings.written(sheet)), settings)
    return _drawn("sheet", sheet, form, settings, template)


def render_record(
    record: Record, form: Form, settings: PrintSettings = PLAIN, *, template: Path | None = None
) -> Drawn:
    """The record as bytes; the same record gives the same bytes everywhere."""
    if form == "txt":
        from recipekeeper.paper.record_text import as_text as record_as_text  # a sheet needs no record

        return _plain(record_as_text(settings.written(record)), settings)
    return _drawn("record", record, form, settings, template)


def _plain(text: str, settings: PrintSettings) -> Drawn:
    """A page of text under the maker's own head."""
    return Drawn(((letterhead(settings) + text).encode(),), pages=1)


def _drawn(
    name: str, composed: Sheet | Record, form: Form, settings: PrintSettings, template: Path | None
) -> Drawn:
    """What was composed, laid out by a template, which finds it under that name."""
    missing: set[str] = set()
    shown = settings.written(composed)
    document = printable(
        asdict(shown) | {"dated": _moment(composed.dated), "house": settings.house()}, missing
    )
    document |= {"paper": settings.typst_paper, "qr": _qr(composed.batch)}
    document["house"]["logo"] = settings.logo_document()
    files, pages = _compiled(name, document, form, template or settings.template(name))
    return Drawn(files, pages, _warnings(missing))


def _moment(dated: datetime) -> dict[str, int]:
    parts = ("year", "month", "day", "hour", "minute", "second")
    return {part: getattr(dated, part) for part in parts}


def _compiled(
    name: str, document: dict[str, object], form: Form, source: Path
) -> tuple[tuple[bytes, ...], int]:
    """The files, and how many pages they have; set closer where that saves a page."""

    def compiled(*, close: bool, form: Literal["pdf", "png"], sharpness: int) -> tuple[bytes, ...]:
        return typeset(source, name, document | {"close": close}, form, sharpness)

    def pages(*, close: bool) -> int:
        # A PDF does not tell its pages; there are as many thumbnails, whatever the template.
        return len(compiled(close=close, form="png", sharpness=2))

    open_pages = pages(close=False)
    close_pages = pages(close=True) if open_pages > 1 else open_pages
    close = close_pages < open_pages
    files = compiled(close=close, form="png" if form == "png" else "pdf", sharpness=_PIXELS_PER_INCH)
    return files, min(open_pages, close_pages)


def _qr(batch: str) -> str:
    """The batch code as an SVG drawing without its quiet zone, which the page gives it; "" without a code.

    Dark modules are filled squares: lines as thick as a module are shifted by some printers.
    """
    if not batch:
        return ""
    import segno  # only where something is printed

    rows = segno.make(batch, error="m", micro=False).matrix
    squares = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    box = f"0 0 {len(rows)} {len(rows)}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}"><path d="{squares}"/></svg>'


def _warnings(missing: set[str]) -> tuple[str, ...]:
    if not missing:
        return ()
    shown = ", ".join(f"U+{ord(each):04X}" for each in sorted(missing))
    sentence = f"The bundled fonts cannot show {shown}: printed as the number in brackets."
    return (f"{sentence} The .txt form shows every letter.",)
