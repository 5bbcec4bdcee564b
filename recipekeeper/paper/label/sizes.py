"""Labels as they are sold: on sheets, on rolls, or of a size that a maker says.

Measures in mm. Of sheets the size of a label and how many stand on one are the maker's of the sheets; gaps as in the
gLabels template database and other label programs, margins what is left of the paper, halved. A sheet of another
brand with the same size and number is as a rule cut in the same way: try on plain paper, held against the light.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from recipekeeper.errors import Misused, NotFound

_INCH = 25.4
_PAPERS = {"a4": (210.0, 297.0), "us-letter": (215.9, 279.4)}
_UNITS = {"mm": 1.0, "cm": 10.0, "in": _INCH, "inch": _INCH, '"': _INCH}
_NUMBER = r"[-−+]?\d+(?:[.,]\d+)?"
_SIZE = re.compile(rf"({_NUMBER})\s*(?:[x×*]\s*({_NUMBER})\s*)?([a-z\"]+)", re.IGNORECASE)
_OFFSET = re.compile(rf"({_NUMBER})\s*([a-z\"]+)?\s*[,;]\s*({_NUMBER})\s*([a-z\"]+)?", re.IGNORECASE)
_SMALLEST, _LARGEST = 10.0, 300.0
_MOST_OFFSET = 20.0


@dataclass(frozen=True, slots=True)
class LabelSize:
    """One size of label. `height` is 0 on an endless roll, which is cut where the text ends."""

    name: str
    width: float
    height: float
    what: str = ""
    paper: str = ""
    """The sheet: a4 or us-letter; "" where each label is a page of its own."""
    columns: int = 1
    rows: int = 1
    pitch_x: float = 0
    """From the left edge of one label to that of the next."""
    pitch_y: float = 0
    round: float = 0
    """The radius of the corners."""

    @property
    def on_a_sheet(self) -> int:
        """How many stand on one sheet."""
        return self.columns * self.rows

    @property
    def page(self) -> tuple[float, float]:
        """The width and height of the page; the height is 0 on an endless roll."""
        return _PAPERS.get(self.paper, (self.width, self.height))

    @property
    def corner(self) -> tuple[float, float]:
        """Where the first label begins, from the left and the top of the page."""
        across, down = self.page
        left = (across - self.width - (self.columns - 1) * self.pitch_x) / 2
        return (left, (down - self.height - (self.rows - 1) * self.pitch_y) / 2) if self.paper else (0.0, 0.0)

    def __str__(self) -> str:
        measure = f"{self.width:.4g} mm" + (f" × {self.height:.4g} mm" if self.height else ", endless")
        return measure if self.name == "" else f"{self.name} ({measure})"


def _a4(name: str, width: float, height: float, columns: int, rows: int, pitch_x: float) -> LabelSize:
    what = f"Avery, A4, {columns * rows} a sheet"
    return LabelSize(name, width, height, what, "a4", columns, rows, pitch_x, height, 1.5)


def _letter(
    name: str, inches: tuple[float, float], grid: tuple[int, int], pitch: tuple[float, float], what: str = ""
) -> LabelSize:
    (width, height), (columns, rows), (across, down) = inches, grid, pitch
    return LabelSize(
        name,
        width * _INCH,
        height * _INCH,
        what or f"Avery, Letter, {columns * rows} a sheet",
        "us-letter",
        columns,
        rows,
        across * _INCH,
        down * _INCH,
        1.5,
    )


SIZES = (
    _a4("L7651", 38.1, 21.2, 5, 13, 40.6),
    _a4("L7159", 63.5, 33.9, 3, 8, 66.04),
    _a4("L7160", 63.5, 38.1, 3, 7, 66.04),
    _a4("L7161", 63.5, 46.6, 3, 6, 66.04),
    _a4("L7164", 63.5, 72.0, 3, 4, 66.04),
    _a4("L7162", 99.1, 33.9, 2, 8, 101.6),
    _a4("L7163", 99.1, 38.1, 2, 7, 101.6),
    _a4("L7173", 99.1, 57.0, 2, 5, 101.6),
    _a4("L7165", 99.1, 67.7, 2, 4, 101.6),
    LabelSize("4677", 63.5, 38.1, "HERMA, A4, 21 a sheet", "a4", 3, 7, 66.0, 38.1),
    LabelSize("4457", 105.0, 48.0, "HERMA, A4, 12 a sheet", "a4", 2, 6, 105.0, 48.0),
    _letter("5167", (1.75, 0.5), (4, 20), (2.0625, 0.5)),
    _letter("5160", (2.625, 1), (3, 10), (2.75, 1)),
    _letter("5163", (4, 2), (2, 5), (4.1875, 2)),
    _letter("5164", (4, 10 / 3), (2, 3), (4.1875, 10 / 3)),
    _letter("22806", (2, 2), (3, 4), (2.625, 2.583), "Avery, Letter, square, 12 a sheet; also 94107"),
    LabelSize("DK-11209", 62.0, 29.0, "Brother, roll"),
    LabelSize("DK-11201", 90.0, 29.0, "Brother, roll, 29 × 90 mm"),
    LabelSize("DK-11202", 100.0, 62.0, "Brother, roll, 62 × 100 mm"),
    LabelSize("DK-22205", 62.0, 0.0, "Brother, endless roll of 62 mm"),
    LabelSize("99012", 89.0, 36.0, "Dymo, roll; 30321 is the same"),
    LabelSize("30334", 57.0, 32.0, "Dymo, roll"),
    LabelSize("4x6", 101.6, 152.4, "thermal, roll or fanfold, 4 × 6 in"),
)
"""Sizes by their names, of sheets and rolls."""

_ALSO = {"94107": "22806", "30321": "99012", "7160": "L7160", "7163": "L7163"}
ENDS = 1.5
"""What a printer of rolls leaves blank at each edge, and a cutter of sheets may be out."""


def size_of(typed: str) -> LabelSize:
    """The size by its name, or as measures: `L7160`, `60 x 40 mm`, `62 mm` for an endless roll of that width.

    Raises NotFound with the names for what is neither, Misused for measures that no label has.
    """
    name = re.sub(r"^(?:avery|herma|brother|dymo)\s*", "", typed.strip(), flags=re.IGNORECASE).casefold()
    name = _ALSO.get(name, name)
    found = next((size for size in SIZES if size.name.casefold() == name.casefold()), None)
    if found is not None:
        return found
    measures = _SIZE.fullmatch(typed.strip())
    if measures is None or measures[3].casefold() not in _UNITS:
        names = ", ".join(size.name for size in SIZES)
        raise NotFound(
            f'There is no label "{typed[:40]}". Give its measures, such as "60 x 40 mm", or a name: {names}.'
        )
    width = _mm(measures[1], measures[3])
    height = _mm(measures[2], measures[3]) if measures[2] else 0.0
    if not _SMALLEST <= width <= _LARGEST or (height and not _SMALLEST <= height <= _LARGEST):
        raise Misused(
            f'A label of {typed} is none: each side has {_SMALLEST:g} to {_LARGEST:g} mm, e.g. "60 x 40 mm".'
        )
    return LabelSize("", width, height, "your own measures")


def offset_of(typed: str) -> tuple[float, float]:
    """How far the printer is out, in mm, to the right and down: `1 mm, -0.5 mm`. Raises Misused otherwise."""
    found = _OFFSET.fullmatch(typed.strip())
    units = (found[2] or found[4] or "", found[4] or found[2] or "") if found else ("", "")
    if found is None or any(unit.casefold() not in _UNITS for unit in units):
        raise Misused(
            f'"{typed[:40]}" is no offset: give how far to the right and how far down, e.g. "1 mm, -0.5 mm".'
        )
    right, down = _mm(found[1], units[0]), _mm(found[3], units[1])
    if max(abs(right), abs(down)) > _MOST_OFFSET:
        raise Misused(f"An offset of {typed} is more than {_MOST_OFFSET:g} mm: is the sheet the right one?")
    return right, down


def bigger(size: LabelSize) -> Iterator[LabelSize]:
    """The sizes of the same paper that are larger than this one, the smallest first."""
    area = size.width * size.height
    for each in sorted(SIZES, key=lambda one: one.width * one.height):
        if each.paper == size.paper and each.height and each.width * each.height > area:
            yield each


def room(size: LabelSize) -> tuple[float, float]:
    """What of a label can be printed on, in mm; the height is 0 where it has no end."""
    height = size.height - 2 * ENDS if size.height else 0.0
    return size.width - 2 * ENDS, height


def _mm(figure: str, unit: str) -> float:
    return float(figure.replace(",", ".").replace("−", "-")) * _UNITS[unit.casefold()]
