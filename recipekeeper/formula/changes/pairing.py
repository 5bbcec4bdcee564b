"""Which line, step or check of one formula is which of another: by name, else by the name it says it had."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")

Names = Callable[[T], tuple[str, str | None]]
"""What a thing is called, and what it says it was called before."""


def matched(before: Sequence[T], after: Sequence[T], names: Names[T]) -> dict[int, int]:
    """The place in the first list of each of the second that was there already."""
    free = {names(one)[0].casefold(): number for number, one in enumerate(before)}
    same: dict[int, int] = {}
    for which in (0, 1):
        for number, one in enumerate(after):
            name = names(one)[which]
            if name is not None and number not in same and name.casefold() in free:
                same[number] = free.pop(name.casefold())
    return dict(sorted(same.items()))


def pairs(before: Sequence[T], after: Sequence[T], names: Names[T]) -> tuple[tuple[T | None, T | None], ...]:
    """Each of the second list with what it was, and then what is gone."""
    same = matched(before, after, names)
    kept = [(before[same[number]] if number in same else None, one) for number, one in enumerate(after)]
    return (*kept, *((one, None) for number, one in enumerate(before) if number not in same.values()))
