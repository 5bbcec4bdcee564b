"""A composed label as the bytes of a file: as large as the label is, never cut and never smaller than its law says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from recipekeeper.errors import Misused, Refused
from recipekeeper.paper.codes import drawing
from recipekeeper.paper.draw import Drawn
from recipekeeper.paper.glyphs import printable, unprintable
from recipekeeper.paper.house_style import PrintSettings
from recipekeeper.paper.label.compose import Label
from recipekeeper.paper.label.law import Height
from recipekeeper.paper.label.sizes import ENDS, LabelSize, bigger, room
from recipekeeper.paper.typeset import typeset, typeset_and_told

_POINTS_PER_MM = 72 / 25.4
_HEIGHTS = {"x": 0.486, "X": 0.638}
"""Of small letters and of figures in Source Sans 3, in em: OS/2 sxHeight, and the glyph of 1."""
_LARGEST_LETTERS = 11.0
_STEP = 0.5
_MOST = 20_000


LabelForm = Literal["pdf", "png"]
FORMS: Mapping[str, LabelForm] = {".pdf": "pdf", ".png": "png"}
"""What labels are written as, by the ending of the file."""


@dataclass(frozen=True, slots=True)
class Sheets:
    """How many labels, of which size, beginning with which on the first sheet, and how far the printer is out."""

    size: LabelSize
    copies: int
    start_at: int = 1
    offset: tuple[float, float] = (0.0, 0.0)


def render_labels(label: Label, form: LabelForm, sheets: Sheets, settings: PrintSettings) -> Drawn:
    """The labels as bytes; the same label gives the same bytes everywhere.

    Raises Refused where the text does not fit in letters that are large enough, Misused for a place or a number
    that no sheet has.
    """
    _refuse_places(sheets)
    missing: set[str] = set()
    document = _document(label, sheets, settings, missing)
    template = settings.template("label")
    files, told = typeset_and_told(template, "label", document)
    for each in told:
        if each.get("fits") is False:
            raise Refused(_too_long(label, sheets.size, each))
    if form == "png":
        files = typeset(template, "label", document, "png", 300)
    return Drawn(files, _pages(sheets), unprintable(missing))


def _document(label: Label, sheets: Sheets, settings: PrintSettings, missing: set[str]) -> dict[str, Any]:
    size = sheets.size
    shown = printable(asdict(label), missing)
    shown["dated"] = {"year": label.dated.year, "month": label.dated.month, "day": label.dated.day}
    shown["ingredients"] = [{"text": run[0], "strong": run[1]} for run in shown["ingredients"]]
    width, height = room(size)
    return {
        "label": shown,
        "language": settings.language or "en",
        "size": asdict(size) | {"page": size.page, "corner": size.corner},
        "room": {"width": width, "height": height},
        "ends": ENDS,
        "letters": _letters(label.letters),
        "net": _points(label.net_figures),
        "bigger": [_named_room(each) for each in bigger(size)],
        "copies": sheets.copies,
        "start": sheets.start_at,
        "offset": sheets.offset,
        "qr": drawing(label.lot) if label.qr else "",
        "house": settings.house() | {"logo": settings.logo_document()},
    }


def _named_room(size: LabelSize) -> dict[str, str | float]:
    width, height = room(size)
    return {"name": size.name, "width": width, "height": height}


def _points(height: Height) -> float:
    return height.least / _HEIGHTS[height.of] * _POINTS_PER_MM


def _letters(height: Height) -> list[float]:
    """Sizes of letters in pt, from the largest that is pleasant to the least that is allowed."""
    least = _points(height)
    steps = max(0, int((_LARGEST_LETTERS - least) / _STEP))
    return [least + _STEP * step for step in range(steps, 0, -1)] + [least]


def _pages(sheets: Sheets) -> int:
    return -(-(sheets.start_at - 1 + sheets.copies) // sheets.size.on_a_sheet)


def _refuse_places(sheets: Sheets) -> None:
    on_a_sheet = sheets.size.on_a_sheet
    if not 1 <= sheets.start_at <= on_a_sheet:
        raise Misused(f"--start-at {sheets.start_at}: the first sheet has labels 1 to {on_a_sheet}.")
    if not 1 <= sheets.copies <= _MOST:
        raise Misused(f"--copies {sheets.copies}: from 1 to {_MOST} labels are printed at a time.")


def _too_long(label: Label, size: LabelSize, told: dict[str, Any]) -> str:
    by = f" ({label.letters.law})" if label.letters.law else ""
    least = f"{label.letters.least:.1f}".rstrip("0").rstrip(".")
    needed = f"{told['needed'] + 2 * ENDS:.0f} mm" if told.get("needed") else "more"
    fits = [name for name in told.get("bigger") or () if name]
    what = (
        f"Take a bigger one, such as --size {fits[0]}"
        if fits
        else 'Take a bigger one, such as --size "100 x 150 mm"'
    )
    return (
        f"The text does not fit on {size}: in letters {least} mm high, the smallest"
        f"{by or ' that can be read'}, it needs {size.width:.4g} × {needed}. {what}, or print less on it."
    )
