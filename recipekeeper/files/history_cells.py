"""The cells of a history file: times, and words that a spreadsheet would take for a formula."""

from __future__ import annotations

import re
from datetime import datetime, timezone, tzinfo

_MOMENT = re.compile(
    r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?)\s?(Z|[+-]\d{2}(?::?\d{2})?)?", re.ASCII
)
_FIRST_YEAR, _LAST_YEAR = 1900, 2200

# A spreadsheet program runs a cell that begins so. An apostrophe before it keeps it a text, there and here.
_RUNS = re.compile(r"'*[=+\-@]")
_NUMBER = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?")


def cell_of(text: str) -> str:
    """A text as the cell that is written: an apostrophe before words that a spreadsheet would run."""
    return f"'{text}" if _RUNS.match(text) and not _NUMBER.fullmatch(text) else text


def text_of(cell: str) -> str:
    """What the cell says: `cell_of` undone, with single blanks and none around it."""
    text = " ".join(cell.split())
    return text[1:] if text.startswith("'") and _RUNS.match(text) else text


def moment(text: str, zone: tzinfo) -> datetime:
    """A time in ISO 8601 with its offset; one that names no offset takes that of `zone`.

    Seconds may be left out, and a space may stand for the T. Raises ValueError with what is wrong.
    """
    match = _MOMENT.fullmatch(text.upper())
    if match is None:
        raise ValueError(
            f'"{text[:40]}" is not a time; one is written 2026-01-12 09:30 or 2026-01-12T09:30:00+01:00'
        )
    day, clock, offset = match.groups()
    try:
        at = datetime.fromisoformat(f"{day}T{clock}{offset or ''}")
    except ValueError:
        raise ValueError(f'"{text[:40]}" is a day, hour or offset that does not exist') from None
    if not _FIRST_YEAR <= at.year < _LAST_YEAR:
        raise ValueError(f'"{text[:40]}" is not within the years {_FIRST_YEAR} to {_LAST_YEAR}')
    if at.tzinfo is None:
        at = at.replace(tzinfo=zone)
    offset_then = at.utcoffset()
    return at if offset_then is None else at.replace(tzinfo=timezone(offset_then))
