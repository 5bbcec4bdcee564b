"""The picture of a genealogy: boxes for lots and batches, joined by lines, time from left to right.

Composed here as boxes in rows and columns; the template only draws. A tree is cut where it goes further than a
page is wide, and goes on from the same box in a panel of its own, so that every box stays large enough to read.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from recipekeeper.paper.report.page import Fact

COLUMNS = 4
"""Boxes that stand side by side on a page lying on its side."""


@dataclass(frozen=True, slots=True)
class Box:
    """One lot or batch, in words."""

    code: str
    kind: str
    """`batch`, `lot`, or `typed` for a lot that was never received here."""
    lines: tuple[str, ...]
    mark: str = ""
    """What has to be seen of it at once: `rejected`."""
    link: str = ""
    """What joins it to the box it hangs on: `1022 g as olive oil`."""
    note: str = ""
    """Where it goes on: `goes on at 3`."""


@dataclass(frozen=True, slots=True)
class Joint:
    """The lines between two columns in one row: from the row above, to the row below, from the parent, to the child."""

    above: bool
    below: bool
    parent: bool
    child: bool


NOTHING = Joint(above=False, below=False, parent=False, child=False)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a panel: a box or nothing for each column, and a joint between each two."""

    boxes: tuple[Box | None, ...]
    joints: tuple[Joint, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """A tree, or the part of one that has room side by side; its root stands in the first column."""

    title: str
    columns: int
    rows: tuple[Line, ...]
    is_mirrored: bool
    """Whether the root stands at the right: what is left of it went into it."""


@dataclass(frozen=True, slots=True)
class Lineage:
    """The whole picture."""

    name: str
    kind: str
    """`lot` or `batch`."""
    batch: str
    """The code that stands on every page."""
    dated: datetime
    facts: tuple[Fact, ...]
    summary: tuple[str, ...]
    panels: tuple[Panel, ...]
    head: str = ""
    as_of: str = ""


@dataclass(slots=True)
class Node:
    """One box of a tree with those that hang on it."""

    box: Box
    children: list[Node] = field(default_factory=list)


def tree(root: Box, branches: Iterable[tuple[int, Box]]) -> Node:
    """The tree of boxes that come depth first, each with its depth: 1 for what hangs on the root."""
    top = Node(root)
    way = [top]
    for depth, box in branches:
        del way[depth:]
        way[-1].children.append(node := Node(box))
        way.append(node)
    return top


def panels(top: Node, title: str, first: int, *, is_mirrored: bool) -> tuple[Panel, ...]:
    """The tree as panels, of which the first bears that number."""
    roots, numbers = [top], {id(top): first}
    for root in roots:  # it grows while it is walked: a cut branch is the root of a later panel
        for node in _cut(root):
            numbers[id(node)] = first + len(roots)
            roots.append(node)
    return tuple(
        _panel(
            root,
            title if root is top else f"{title}, on from {root.box.code}",
            numbers,
            is_mirrored=is_mirrored,
        )
        for root in roots
    )


def _cut(root: Node) -> list[Node]:
    """The boxes of the last column on which more hangs."""
    column = [root]
    for _ in range(COLUMNS - 1):
        column = [child for node in column for child in node.children]
    return [node for node in column if node.children]


def _panel(root: Node, title: str, numbers: dict[int, int], *, is_mirrored: bool) -> Panel:
    rows = _rows(root, 0, numbers)
    columns = 1 + max(place for row in rows for place, box in enumerate(row.boxes) if box)
    lines = tuple(Line(tuple(row.boxes[:columns]), tuple(row.joints[: columns - 1])) for row in rows)
    return Panel(title, columns, lines, is_mirrored)


@dataclass(slots=True)
class _Row:
    boxes: list[Box | None] = field(default_factory=lambda: [None] * COLUMNS)
    joints: list[Joint] = field(default_factory=lambda: [NOTHING] * (COLUMNS - 1))


def _rows(node: Node, column: int, numbers: dict[int, int]) -> list[_Row]:
    """The box in the first row of its children, and a row of its own where it has none."""
    is_last = column == COLUMNS - 1
    rows: list[_Row] = []
    for place, child in enumerate(() if is_last else node.children):
        more = place < len(node.children) - 1
        of_child = _rows(child, column + 1, numbers)
        for row in of_child:
            row.joints[column] = Joint(above=more, below=more, parent=False, child=False)
        of_child[0].joints[column] = Joint(above=place > 0, below=more, parent=place == 0, child=True)
        rows += of_child
    rows = rows or [_Row()]
    goes_on = f"goes on at {numbers[id(node)]}" if is_last and node.children else node.box.note
    rows[0].boxes[column] = replace(node.box, note=goes_on)
    return rows
