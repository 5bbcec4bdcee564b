"""The room that the guided run needs."""

from __future__ import annotations

COLUMNS, ROWS = 80, 24
"""A terminal as it has opened since there are terminals."""


def too_small(columns: int, rows: int) -> str:
    """The sentence for a terminal without room."""
    return (
        f"This terminal has {columns} x {rows} characters; the guided run needs {COLUMNS} x {ROWS}. "
        "Make it larger, or its letters smaller. What is recorded is safe."
    )
