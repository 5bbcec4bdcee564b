"""The linked data in a saved web page: the scripts of the kind application/ld+json, and nothing else of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

_OPENING = re.compile(r"<script\b([^<>]{0,2000})>", re.IGNORECASE)
_CLOSING = re.compile(r"</script", re.IGNORECASE)
_LINKED = re.compile(r"application/ld\+json", re.IGNORECASE)
_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$")
_CHARSET = re.compile(rb"""charset\s*=\s*["']?([A-Za-z0-9_-]{1,30})""", re.IGNORECASE)


def scripts(page: str) -> Iterator[str]:
    """The text of each script with linked data."""
    position = 0
    while opening := _OPENING.search(page, position):
        closing = _CLOSING.search(page, opening.end())
        position = closing.end() if closing else len(page)
        if _LINKED.search(opening[1]):
            text = page[opening.end() : closing.start() if closing else len(page)]
            yield _WRAPPING.sub("", text).strip()


def said_encoding(content: bytes) -> str | None:
    """The encoding that a page says of itself, None where it says none."""
    match = _CHARSET.search(content, 0, 8192)
    return match[1].decode("ascii") if match else None
