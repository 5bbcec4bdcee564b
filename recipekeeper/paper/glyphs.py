"""Which characters can be printed: a missing glyph would come out as an empty box without a word."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

FONTS = Path(__file__).parent / "fonts"

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def printable(document: Any, missing: set[str]) -> Any:
    """The document with every character that no bundled font holds written as `[U+4E2D]`.

    Adds those characters to `missing`. Characters without a shape of their own, such as one that turns
    the direction of the text, are written out in the same way: on paper nothing may hide.
    """
    if isinstance(document, str):
        return "".join(each if _held(each) else _spelled(each, missing) for each in document)
    if isinstance(document, dict):
        return {key: printable(value, missing) for key, value in document.items()}
    if isinstance(document, (list, tuple)):
        return [printable(value, missing) for value in document]
    return document


def unprintable(missing: set[str], hint: str = "") -> tuple[str, ...]:
    """What is said of characters that no bundled font holds, with a hint; nothing where all could be printed."""
    if not missing:
        return ()
    shown = ", ".join(f"U+{ord(each):04X}" for each in sorted(missing))
    return (f"The bundled fonts cannot show {shown}: printed as the number in brackets. {hint}".rstrip(),)


def visible(text: str) -> str:
    """The text with characters that have no shape written as `[U+202E]`, whatever the font."""
    return "".join(f"[U+{ord(each):04X}]" if unicodedata.category(each) in _UNSEEN else each for each in text)


def _held(character: str) -> bool:
    return " " <= character <= "~" or (
        ord(character) in coverage() and unicodedata.category(character) not in _UNSEEN
    )


def _spelled(character: str, missing: set[str]) -> str:
    missing.add(character)
    return f"[U+{ord(character):04X}]"


@cache
def coverage() -> frozenset[int]:
    """The characters that every bundled font holds: a name has to print in bold too."""
    from recipekeeper.paper.coverage import HELD  # late: most names are plain

    ranges = (each.partition("-") for each in HELD.split())
    return frozenset(
        point for first, _, last in ranges for point in range(int(first, 16), int(last or first, 16) + 1)
    )
