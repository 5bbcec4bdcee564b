"""Text and moments as every page takes them."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime


def one_line(text: str) -> str:
    """A text without line breaks, with single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def paragraphs(text: str) -> tuple[str, ...]:
    """A text by its empty lines, each part on one line."""
    return tuple(one_line(part) for part in re.split(r"\n\s*\n", text) if part.strip())


def moment(at: datetime) -> str:
    """`2026-11-21 14:10`, in the maker's own time."""
    return at.strftime("%Y-%m-%d %H:%M")


def date_parts(dated: datetime) -> dict[str, int]:
    """A moment as typst takes it."""
    parts = ("year", "month", "day", "hour", "minute", "second")
    return {part: getattr(dated, part) for part in parts}
