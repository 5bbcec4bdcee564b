"""Tables of a foreign file: what is asked for is remembered, so that what was not can be named."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from recipekeeper.errors import Unreadable
from recipekeeper.files.imports.amounts import numeral
from recipekeeper.files.imports.names import lines_of, one_line
from recipekeeper.formula.findings import shown

_EMPTY: tuple[Any, ...] = ("", None, [], {})


class Fields:
    """One table with its place in the file. Raises Unreadable where something else than a table stands."""

    def __init__(self, value: Any, where: str) -> None:
        if not isinstance(value, Mapping):
            raise Unreadable(f"{where} is {_kind(value)}, and a table of named values is expected there.")
        self._values = value
        self._asked: set[str] = set()
        self.where = where

    def get(self, key: str) -> Any:
        """The value of a key, None where it is left out."""
        self._asked.add(key)
        return self._values.get(key)

    def said(self, key: str, words: Callable[[Any], str]) -> str:
        """A value in words; where it has none, it counts as not asked for."""
        said = words(self._values.get(key))
        if said:
            self._asked.add(key)
        return said

    def text(self, key: str) -> str:
        """A text or a number on one line, "" where there is none."""
        return self.said(key, lambda value: one_line(as_text(value)))

    def lines(self, key: str) -> str:
        """A text of several lines, "" where there is none."""
        return self.said(key, lambda value: lines_of(as_text(value)))

    def table(self, key: str) -> Fields:
        """The table of a key, an empty one where it is left out."""
        value = self.get(key)
        return Fields({} if value in _EMPTY else value, f"{self.where}, {key}")

    def tables(self, key: str) -> list[Fields]:
        """The tables that a key lists; one that stands alone is a list of one."""
        value = self.get(key)
        listed = [] if value in _EMPTY else value if isinstance(value, list) else [value]
        return [
            Fields({} if each in ("", None) else each, f"{self.where}, {key} {number}")
            for number, each in enumerate(listed, 1)
        ]

    def skip(self, *keys: str) -> None:
        """Take keys as read that say nothing about the recipe."""
        self._asked.update(keys)

    @property
    def left(self) -> list[str]:
        """The keys that hold something and were not asked for."""
        return [
            str(key) for key, value in self._values.items() if key not in self._asked and value not in _EMPTY
        ]


def as_text(value: Any) -> str:
    """A text or a number as text; "" for anything else."""
    if isinstance(value, str):
        return value
    return numeral(value) or "" if isinstance(value, Decimal) else ""


def _kind(value: Any) -> str:
    if isinstance(value, list):
        return "a list"
    return shown(str(value)) if isinstance(value, str | Decimal) else "true, false or null"
