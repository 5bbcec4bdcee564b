"""Plain text folded into lines of so many columns, whatever letters it has."""

from __future__ import annotations

import textwrap
import unicodedata

from recipekeeper.paper.glyphs import visible

WIDTH = 80


def wrapped(text: str, *, indent: int = 0, hang: int | None = None) -> list[str]:
    """The text folded into lines; `hang` indents all but the first."""
    margin = " " * indent
    later = margin if hang is None else " " * hang
    room = WIDTH - max(len(margin), len(later))
    return (
        [(later if place else margin) + each for place, each in enumerate(folded(text, room))] if text else []
    )


def folded(text: str, width: int) -> list[str]:
    """Lines of at most so many columns; a letter of East Asia takes two."""
    shown = visible(text)
    if all(_width(each) == 1 for each in shown):
        return textwrap.wrap(shown, width, break_on_hyphens=False) or [""]
    lines, line = [], ""
    for each in shown:
        if columns(line + each) > width:
            lines.append(line.rstrip())
            line = ""
        line += each
    return [*lines, line]


def padded(text: str, width: int) -> str:
    """The text with as many spaces behind it as the columns ask for."""
    return text + " " * (width - columns(text))


def columns(text: str) -> int:
    """How many columns a text takes."""
    return sum(_width(each) for each in text)


def _width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
