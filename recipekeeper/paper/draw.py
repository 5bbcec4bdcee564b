"""A composed sheet or record as the bytes of a file: PDF or PNG by typst, or plain text."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from recipekeeper.errors import Misused, NotFound, Unreadable
from recipekeeper.paper.glyphs import FONTS, printable
from recipekeeper.paper.sheet import Sheet
from recipekeeper.paper.text import as_text

if TYPE_CHECKING:
    from recipekeeper.paper.record import Record

Form = Literal["pdf", "png", "txt"]
Paper = Literal["a4", "letter"]

TEMPLATE = Path(__file__).parent / "templates" / "sheet.typ"
RECORD_TEMPLATE = TEMPLATE.with_name("record.typ")

_PAPERS = {"a4": "a4", "letter": "us-letter"}
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


def render(sheet: Sheet, form: Form, paper: Paper = "a4", *, template: Path | None = None) -> Drawn:
    """The sheet as bytes; the same sheet gives the same bytes everywhere.

    A `template` of the maker's own is used in place of ours. Raises NotFound where it is not there and
    Unreadable with typst's own words where it does not work.
    """
    if form == "txt":
        return Drawn((as_text(sheet).encode(),), pages=1)
    return _drawn("sheet", sheet, form, paper, template or TEMPLATE)


def render_record(record: Record, form: Form, paper: Paper = "a4") -> Drawn:
    """The record as bytes; the same record gives the same bytes everywhere."""
    if form == "txt":
        from recipekeeper.paper.record_text import as_text as record_as_text  # a sheet needs no record

        return Drawn((record_as_text(record).encode(),), pages=1)
    return _drawn("record", record, form, paper, RECORD_TEMPLATE)


def _drawn(name: str, composed: Sheet | Record, form: Form, paper: Paper, template: Path) -> Drawn:
    """What was composed, laid out by a template, which finds it under that name."""
    missing: set[str] = set()
    document = printable(asdict(composed) | {"dated": _moment(composed.dated)}, missing)
    document |= {"paper": _PAPERS[paper], "qr": _qr(composed.batch)}
    files, pages = _compiled(name, document, form, template)
    return Drawn(files, pages, _warnings(missing))


def _moment(dated: datetime) -> dict[str, int]:
    parts = ("year", "month", "day", "hour", "minute", "second")
    return {part: getattr(dated, part) for part in parts}


def _compiled(
    name: str, document: dict[str, object], form: Form, source: Path
) -> tuple[tuple[bytes, ...], int]:
    """The files, and how many pages they have; set closer where that saves a page."""
    import typst  # a compiler, loaded only where something is printed

    if not source.is_file():
        raise NotFound(
            f"There is no template {source}. Copy the program's own, {TEMPLATE}, and change the copy."
        )
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
    compiler = typst.Compiler(source, root=source.parent, font_paths=fonts)

    def compiled(*, close: bool, form: Literal["pdf", "png"], sharpness: int) -> tuple[bytes, ...]:
        inputs = {name: json.dumps(document | {"close": close}, ensure_ascii=False)}
        drawn = compiler.compile(format=form, ppi=sharpness, sys_inputs=inputs)
        return tuple(drawn) if isinstance(drawn, list) else (drawn or b"",)

    def pages(*, close: bool) -> int:
        # A PDF does not tell its pages; there are as many thumbnails, whatever the template.
        return len(compiled(close=close, form="png", sharpness=2))

    try:
        open_pages = pages(close=False)
        close_pages = pages(close=True) if open_pages > 1 else open_pages
        close = close_pages < open_pages
        files = compiled(close=close, form="png" if form == "png" else "pdf", sharpness=_PIXELS_PER_INCH)
    except RuntimeError as error:
        raise Unreadable(
            f"The template {source} does not work: {error}. Compare it with the program's own, {TEMPLATE}."
        ) from error
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
