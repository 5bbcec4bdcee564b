"""What a printed report is made of: sections with tables, every figure rounded and every word written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table. `room` is its share of the width, 0 for no more than it needs; `finds` what was found.

    `fills` says what of a row who lays it out puts there: its `chart`, or the `page` of each section it refers to.
    """

    title: str
    room: int = 0
    right: bool = False
    finds: bool = False
    fills: Literal["", "chart", "page"] = ""


@dataclass(frozen=True, slots=True)
class Spark:
    """A small chart of one value: of other batches in order of time, and of this one among them.

    Heights run from 0 at the bottom to 1.
    """

    heights: tuple[float, ...]
    this: int
    """Which of them is this batch's."""
    lines: tuple[tuple[str, float], ...]
    """Limits across it: `formula`, `process` or `center`, and how high."""
    words: str
    """What it shows: `23 good: 42.6–43.8 °C`."""


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
    spark: Spark | None = None
    """What stands in the column that `chart` fills."""
    refers: tuple[int, ...] = ()
    """The numbers of the sections that it tells of."""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that belong together; `title` is "" where they need none."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One numbered part of a report."""

    title: str
    columns: tuple[Column, ...] = ()
    groups: tuple[Group, ...] = ()
    lead: tuple[str, ...] = ()
    """Sentences before the table."""
    is_small: bool = False
    """Set smaller: what is looked up and not read."""
    signs: tuple[str, ...] = ()
    """Who signs under it by hand: `Reviewed by`."""
    as_typed: bool = False
    """Whether it holds what people wrote, or paragraphs of rules: no date or figure of it is written anew."""

    @property
    def rows(self) -> Iterator[Row]:
        """All rows of all groups."""
        return (row for group in self.groups for row in group.rows)


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing to know of the whole, by its name."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Report:
    """A whole printed report as data: what it is of, what is to be known first, and its sections."""

    kind: str
    """`Batch record`."""
    name: str
    batch: str
    """The code that stands on every page; "" for what is of no one batch."""
    dated: datetime
    """That of the last entry, also its date as a document: the same record prints the same bytes."""
    facts: tuple[Fact, ...]
    summary: tuple[str, ...]
    """What page one says before all else."""
    sections: tuple[Section, ...]
    banners: tuple[str, ...] = ()
    """What nobody may overlook, on every page: `not finished`, `trial`."""
    head: str = ""
    """The hash of the newest act of the store."""
    as_of: str = ""
    """When the store was last written to: the report says nothing of what came later."""
    legend: str = ""
    is_wide: bool = False
    """Whether it lies on its side."""
