"""A page as a printer sees it: where every letter stands, and what a scanner reads."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cache

import pypdfium2
import pypdfium2.raw as pdfium
import zxingcpp

from recipekeeper.paper.sheet.page import Sheet

MM = 72 / 25.4
LEFT, RIGHT, EDGE = 16 * MM, 11 * MM, 6 * MM
"""The margins of a sheet, and what no printer leaves white: head and foot stand between the two."""
_SHARED = 0.4
"""Of the smaller of two letters; kerned ones share a little."""
_UNSEEN = {0x200B: None, 0xFFFE: None, 0xA0: " "}
"""Marks of where a word may break, and has broken; a space that never does."""
_EXPONENT = re.compile(r"\d[eE][+−-]?\d{1,3}\b")


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter by the box of its ink, in points from the lower left."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its size, its letters, its text by lines."""

    width: float
    height: float
    letters: tuple[Letter, ...]
    text: str


def pages(pdf: bytes) -> list[Page]:
    document = pypdfium2.PdfDocument(pdf)
    found = []
    for page in document:
        text = page.get_textpage()
        letters = tuple(_letters(text))
        width, height = page.get_size()
        found.append(Page(width, height, letters, text.get_text_bounded()))
    document.close()
    return found


@cache
def texts(pdf: bytes) -> tuple[str, ...]:
    """What a reader reads on each page, with single spaces; where a word broke, it is one word again."""
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        raw = [page.get_textpage().get_text_bounded() for page in document]
    return tuple(" ".join(each.translate(_UNSEEN).split()) for each in raw)


def _letters(text: pypdfium2.PdfTextPage) -> Iterator[Letter]:
    box = [ctypes.c_double() for _ in range(4)]
    for index in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if chr(code).isspace() or code in (0, 0x200B, 0xFFFE) or pdfium.FPDFText_IsGenerated(text, index):
            continue
        pdfium.FPDFText_GetCharBox(text, index, *(ctypes.byref(each) for each in box))
        left, right, bottom, top = (each.value for each in box)
        yield Letter(chr(code), left, bottom, right, top)


def flaws_of(pdf: bytes, margin: float) -> list[str]:
    """The flaws of all pages, whose margins are at least so wide on either side."""
    return [flaw for page in pages(pdf) for flaw in flaws(page, margin, margin)]


def flaws(page: Page, left: float = LEFT, right: float = RIGHT) -> list[str]:
    """What nobody would want on paper: letters beyond the margin or upon each other, a figure with an exponent."""
    found = [f"outside: {each}" for each in page.letters if not _is_inside(each, page, left, right)]
    found += [f"one upon the other: {one} {other}" for one, other in _overlapping(page.letters)]
    return found + [f"exponent: {each}" for each in _EXPONENT.findall(_without_codes(page.text))]


def _is_inside(each: Letter, page: Page, left: float, right: float) -> bool:
    across = each.left >= left - 0.5 and each.right <= page.width - right + 0.5
    return across and each.bottom >= EDGE and each.top <= page.height - EDGE


def _overlapping(letters: Iterable[Letter]) -> Iterator[tuple[Letter, Letter]]:
    """Two letters of which one covers much of the other."""
    near: list[Letter] = []
    for each in sorted(letters, key=lambda letter: letter.left):
        near = [other for other in near if other.right > each.left]
        for other in near:
            width = min(other.right, each.right) - each.left
            height = min(other.top, each.top) - max(other.bottom, each.bottom)
            is_ligature = (other.left, other.right) == (each.left, each.right)
            if (
                not is_ligature
                and width > 0
                and height > 0
                and width * height > _SHARED * min(_area(each), _area(other))
            ):
                yield other, each
        near.append(each)


def _area(each: Letter) -> float:
    return (each.right - each.left) * (each.top - each.bottom)


def _without_codes(text: str) -> str:
    """The text without fingerprints and the numbers of letters, which are figures and letters by nature."""
    return re.sub(r"\b[0-9a-f]{12}\b|U\+[0-9A-F]+", "", text)


def last_line(page: Page) -> str:
    """The lowest line above the foot of the page."""
    above = [each for each in page.letters if each.bottom > 11 * MM]
    if not above:
        return ""
    lowest = min(each.bottom for each in above)
    line = [each for each in above if each.bottom < lowest + 6]
    return "".join(each.text for each in sorted(line, key=lambda letter: letter.left))


def is_heading(line: str, sheet: Sheet) -> bool:
    """Whether a line, without its spaces, is a heading alone: of a phase, of a table, of a step."""
    phases = (phase.name for phase in sheet.phases)
    steps = (f"{step.number}{step.name}" for step in sheet.steps)
    tables = ("ingredienttargetminmaxweighedlotby", "departsfromtheplan,orworthnotingwhatwasdone")
    return line in {"".join(each.split()) for each in (*phases, *steps, *tables) if each}


def scanned(pdf: bytes, sharpness: int = 200) -> list[str]:
    """What a scanner reads from the printed pages, in black and white."""
    document = pypdfium2.PdfDocument(pdf)
    found = []
    for page in document:
        bitmap = page.render(scale=sharpness / 72, grayscale=True)
        pixels = memoryview(bitmap.buffer).cast("B").cast("B", (bitmap.height, bitmap.stride))
        found += [code.text for code in zxingcpp.read_barcodes(pixels)]
    document.close()
    return found
