"""A report as the bytes of a file: PDF or PNG by typst, or plain text."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from recipekeeper.batch.codes import batch_code
from recipekeeper.paper.codes import drawing
from recipekeeper.paper.draw import AS_TEXT, Drawn, Form, compiled, document_of, plain
from recipekeeper.paper.glyphs import unprintable
from recipekeeper.paper.house_style import PLAIN, PrintSettings
from recipekeeper.paper.lines import date_parts
from recipekeeper.paper.report.page import Report
from recipekeeper.paper.report.text import as_text


def render_report(
    report: Report, form: Form, settings: PrintSettings = PLAIN, *, template: Path | None = None
) -> Drawn:
    """A record or a log as bytes; the same report gives the same bytes everywhere.

    A `template` of the maker's own is used in place of ours. Raises NotFound where it is not there and
    Unreadable with typst's own words where it does not work.
    """
    shown = settings.written(report)
    if form == "txt":
        return plain(as_text(shown), settings)
    missing: set[str] = set()
    document = document_of(asdict(shown), settings, missing)
    document["dated"] = date_parts(report.dated)
    document["qr"] = drawing(batch_code(report.batch)) if report.batch else ""
    files, pages = compiled("record", document, form, template or settings.template("record"))
    return Drawn(files, pages, unprintable(missing, AS_TEXT))
