"""QR codes as drawings: what a scanner types, and how it looks on paper."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

_ANY_MASK = 0
"""The standard asks for the best looking of eight patterns, a scanner reads each: trying them all costs a
hundred times the drawing."""


@cache
def drawing(text: str) -> str:
    """A QR code as SVG without its quiet zone, which the page gives it.

    The dark squares are filled, row by row: lines as thick as a square are shifted by some printers.
    """
    import segno  # only where something is printed

    rows = segno.make(text, error="m", micro=False, boost_error=False, mask=_ANY_MASK).matrix
    dark = "".join(f"M{x} {y}h{width}v1h-{width}z" for y, row in enumerate(rows) for x, width in _runs(row))
    box = f"0 0 {len(rows)} {len(rows)}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}"><path d="{dark}"/></svg>'


def _runs(row: Iterable[int]) -> Iterable[tuple[int, int]]:
    """Where dark squares begin in a row, and how many stand together."""
    start = None
    for x, is_dark in enumerate((*row, 0)):
        if is_dark and start is None:
            start = x
        elif not is_dark and start is not None:
            yield start, x - start
            start = None
