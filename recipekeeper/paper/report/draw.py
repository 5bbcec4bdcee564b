"""A report or a genealogy as the bytes of a file: PDF, PNG or SVG by typst, or plain text."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Literal

from recipekeeper.batch.codes import batch_code
from recipekeeper.errors import Misused
from recipekeeper.paper.codes import drawing
from recipekeeper.paper.draw import AS_TEXT, Drawn, Form, compiled, date_parts, plain
from recipekeeper.paper.glyphs import printable, unprintable
from recipekeeper.paper.house_style import PLAIN, PrintSettings
from recipekeeper.paper.picture.lineage import Lineage
from recipekeeper.paper.report.page import Report
from recipekeeper.paper.report.text import as_text

PictureForm = Literal["pdf", "png", "svg"]


def render_report(
    report: Report, form: Form, settings: PrintSettings = PLAIN, *, template: Path | None = None
) -> Drawn:
    """A record or a log as bytes; the same report gives the same bytes everywhere.

    A `template` of the maker's own is used in place of ours. Raises NotFound where it is not there and
    Unreadable with typst's own words where it does not work.
    """
    if form == "txt":
        return plain(as_text(settings.written(report)), settings)
    qr = drawing(batch_code(report.batch)) if report.batch else ""
    return _drawn("record", report, form, settings, template or settings.template("record"), qr)


def render_lineage(lineage: Lineage, form: PictureForm, settings: PrintSettings = PLAIN) -> Drawn:
    """The picture of a genealogy as bytes; raises as `render_report` does."""
    return _drawn("lineage", lineage, form, settings, settings.template("lineage"))


def picture_form_of(target: Path, what: str) -> PictureForm:
    """The form that the name of a file asks for; raises Misused for any other ending."""
    endings: dict[str, PictureForm] = {".pdf": "pdf", ".png": "png", ".svg": "svg"}
    form = endings.get(target.suffix.lower())
    if form is None:
        raise Misused(
            f'"{target.name}" is no picture that can be written; a {what} is a .pdf, .svg or .png file, '
            f"e.g. -o {target.stem or what}.pdf."
        )
    return form


def _drawn(
    name: str,
    composed: Report | Lineage,
    form: PictureForm,
    settings: PrintSettings,
    template: Path,
    qr: str = "",
) -> Drawn:
    """What was composed, laid out by a template, which finds it under that name."""
    missing: set[str] = set()
    shown = asdict(settings.written(composed)) | {"house": settings.house()}
    document = printable(shown, missing)
    document |= {"dated": date_parts(composed.dated), "paper": settings.typst_paper, "qr": qr}
    document["house"]["logo"] = settings.logo_document()
    files, pages = compiled(name, document, form, template)
    return Drawn(files, pages, unprintable(missing, AS_TEXT if isinstance(composed, Report) else ""))
