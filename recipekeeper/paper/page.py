"""What a printed record is made of: sections with tables, every figure rounded and every word written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table. `room` is its share of the width, 0 for no more than it needs; `finds` what was found."""

    title: str
    room: int = 0
    right: bool = False
    finds: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, with what has to be seen of it without colour."""

    cells: tuple[str, ...]
    departs: tuple[str, ...] = ()
    """The deviations that it shows: `D1`."""
    is_changed: bool = False
    """Whether something of it was changed after entry."""
    is_out: bool = False
    """Whether it no longer counts: it is struck through."""
    notes: tuple[str, ...] = ()
    """Sentences under it, as wide as the table."""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that belong together; `title` is "" where they need none."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One numbered part of a record."""

    title: str
    columns: tuple[Column, ...] = ()
    groups: tuple[Group, ...] = ()
    lead: tuple[str, ...] = ()
    """Sentences before the table."""
    is_small: bool = False
    """Set smaller: what is looked up and not read."""
    signs: tuple[str, ...] = ()
    """Who signs under it by hand: `Reviewed by`."""

    @property
    def rows(self) -> Iterator[Row]:
        """All rows of all groups."""
        return (row for group in self.groups for row in group.rows)


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing to know of the whole, by its name."""

    name: str
    value: str
