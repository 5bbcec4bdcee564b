"""A composed picture as the bytes of a file: PDF, SVG or PNG."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from recipekeeper.paper.draw import Drawn, PictureForm, compiled, document_of
from recipekeeper.paper.glyphs import unprintable
from recipekeeper.paper.house_style import PLAIN, PrintSettings
from recipekeeper.paper.lines import date_parts
from recipekeeper.paper.picture.lineage import Lineage
from recipekeeper.paper.typeset import typeset


@dataclass(frozen=True, slots=True)
class DrawnPicture:
    """The bytes of a file, and what could not be printed as it is."""

    content: bytes
    warnings: tuple[str, ...]


def draw_one(
    name: str, composed: Mapping[str, Any], dated: datetime | None, form: PictureForm, settings: PrintSettings
) -> DrawnPicture:
    """A picture that is one file, laid out by the template of that name; only as PDF it is pages.

    Raises Unreadable for a template that does not work.
    """
    missing: set[str] = set()
    document = document_of(composed, settings, missing)
    document |= {"dated": date_parts(dated) if dated else None, "is_paged": form == "pdf"}
    content = typeset(settings.template(name), name, document, form)[0]
    return DrawnPicture(content, unprintable(missing))


def render_lineage(lineage: Lineage, form: PictureForm, settings: PrintSettings = PLAIN) -> Drawn:
    """The picture of a genealogy as bytes; raises Unreadable for a template that does not work."""
    missing: set[str] = set()
    document = document_of(asdict(settings.written(lineage)), settings, missing)
    document["dated"] = date_parts(lineage.dated)
    files, pages = compiled("lineage", document, form, settings.template("lineage"))
    return Drawn(files, pages, unprintable(missing))
