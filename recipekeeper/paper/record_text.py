"""The batch record as plain text of 80 columns, for a screen, a phone or a line printer."""

from __future__ import annotations

from collections.abc import Iterator

from recipekeeper.paper.folding import WIDTH, wrapped
from recipekeeper.paper.glyphs import visible
from recipekeeper.paper.page import Column, Row, Section
from recipekeeper.paper.record import Record

_HANG = 12


def as_text(record: Record) -> str:
    """The whole record, one page without an end; no line is wider than 80 columns."""
    lines = [*_head(record)]
    for number, section in enumerate(record.sections, 1):
        lines += ["", "=" * WIDTH, *wrapped(f"{number}  {section.title.upper()}"), *_section(section)]
    return "\n".join(visible(line).rstrip() for line in lines) + "\n"


def _head(record: Record) -> Iterator[str]:
    yield "=" * WIDTH
    yield from wrapped(f"BATCH RECORD  {record.batch}")
    yield from wrapped(record.name + ("   *** TRIAL ***" if record.trial else ""))
    if record.state != "finished":
        yield f"*** {record.state.upper()} ***"
    yield "=" * WIDTH
    for fact in record.facts:
        if fact.value:
            yield from wrapped(f"{fact.name:<{_HANG + 4}}{fact.value}", hang=_HANG + 4)
    if record.head:
        yield from wrapped(f"{'Record':<{_HANG + 4}}{record.head}", hang=_HANG + 4)
    yield ""
    for each in (record.changed, record.deviating, record.decided):
        yield from wrapped(each)


def _section(section: Section) -> Iterator[str]:
    for sentence in section.lead:
        yield from wrapped(sentence)
    for group in section.groups:
        if group.title:
            yield ""
            yield from wrapped(group.title.upper())
        for row in group.rows:
            yield from _row(section.columns, row)
    for who in section.signs:
        yield ""
        yield f"{who} ____________________  date ____________  signature ______________"[:WIDTH]


def _row(columns: tuple[Column, ...], row: Row) -> Iterator[str]:
    """The first cell that names the row, then every other with its title, then what has to be seen of it."""
    pairs = [(column.title, cell) for column, cell in zip(columns, row.cells, strict=True) if cell]
    head = " ".join(cell for _, cell in pairs[:1])
    told = [f"{title} {cell}".strip() for title, cell in pairs[1:]]
    marks = [*(f"!! {each}" for each in row.departs), *(["changed"] if row.is_changed else [])]
    out = ["no longer counts"] if row.is_out else []
    yield from wrapped(" | ".join([head, *told, *marks, *out]), hang=4)
    for note in row.notes:
        yield from wrapped(note, indent=6)
