"""Composed sheets as the bytes of one file: PDF or PNG by typst, or plain text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

from recipekeeper.paper.codes import drawing
from recipekeeper.paper.draw import AS_TEXT, Drawn, Form, compiled, document_of, plain
from recipekeeper.paper.glyphs import unprintable
from recipekeeper.paper.house_style import PLAIN, PrintSettings
from recipekeeper.paper.lines import date_parts
from recipekeeper.paper.sheet.page import Sheet
from recipekeeper.paper.sheet.text import as_text


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
    missing: set[str] = set()
    sheets_shown = [asdict(sheet) | {"dated": date_parts(sheet.dated)} for sheet in shown]
    document = document_of({"sheets": sheets_shown}, settings, missing) | {
        "dated": date_parts(max(sheet.dated for sheet in several)),
        "codes": codes_of(several),
    }
    files, pages = compiled("sheet", document, form, template or settings.template("sheet"))
    return Drawn(files, pages, unprintable(missing, AS_TEXT))


def codes_of(sheets: Iterable[Sheet]) -> dict[str, str]:
    """Every code of these sheets with its drawing."""
    found: dict[str, str] = {}
    for sheet in sheets:
        lots = (row.code for phase in sheet.phases for row in phase.rows)
        for code in (sheet.code, *(step.code for step in sheet.steps), *lots):
            if code:
                found[code] = drawing(code)
    return found
