"""Where the letters of a PDF stand: by this tests see what a reader would see, cut or upon one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from pypdfium2 import PdfDocument, PdfPage

_MILLIMETRE = 72 / 25.4
_EDGE = 8.5 * _MILLIMETRE
"""Less than the margin of any page of ours by as much as an accent or a tail stands out."""
_CELL = 8.0
"""Points: the width of a wide letter, so that letters that touch are in neighbouring cells."""
_SHARED = 0.4
"""Letters that share so much of their boxes in both directions cannot be read."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter and the box that its ink fills, in points from the lower left corner."""

    place: int
    text: str
    left: float
    bottom: float
    right: float
    top: float


def misplaced(pdf: bytes) -> list[str]:
    """Every letter outside the margins, and every two that stand upon one another, with the page."""
    found = []
    for number, page in enumerate(PdfDocument(pdf), 1):
        letters = list(_letters(page))
        found += [f"page {number}: {each.text} outside" for each in letters if _is_outside(each, page)]
        found += [f"page {number}: {one.text} upon {other.text}" for one, other in _clashes(letters)]
    return found


def _letters(page: PdfPage) -> Iterator[Letter]:
    text = page.get_textpage()
    for place in range(text.count_chars()):
        letter = text.get_text_range(place, 1)
        box = text.get_charbox(place)
        if letter.strip("\u200b\ufffe \xa0\r\n") and box[2] > box[0] and box[3] > box[1]:
            yield Letter(place, letter, *box)


def _is_outside(letter: Letter, page: PdfPage) -> bool:
    width, height = page.get_size()
    across = letter.left >= _EDGE and letter.right <= width - _EDGE
    return not (across and letter.bottom >= _EDGE and letter.top <= height - _EDGE)


def _clashes(letters: list[Letter]) -> Iterator[tuple[Letter, Letter]]:
    cells: defaultdict[tuple[int, int], list[Letter]] = defaultdict(list)
    for letter in letters:
        across, up = int(letter.left // _CELL), int(letter.bottom // _CELL)
        for cell in ((across + x, up + y) for x in (-1, 0, 1) for y in (-1, 0, 1)):
            # Neighbours of one word may be one sign, as ff is.
            for other in cells.get(cell, ()):
                if letter.place - other.place > 1 and _is_upon(letter, other):
                    yield other, letter
        cells[across, up].append(letter)


def _is_upon(one: Letter, other: Letter) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    up = min(one.top, other.top) - max(one.bottom, other.bottom)
    return across > _SHARED * min(one.right - one.left, other.right - other.left) and up > _SHARED * min(
        one.top - one.bottom, other.top - other.bottom
    )
