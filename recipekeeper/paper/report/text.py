"""A report as plain text of 80 columns, for a screen, a phone or a line printer."""

from __future__ import annotations

from collections.abc import Iterator

from recipekeeper.paper.folding import WIDTH, wrapped
from recipekeeper.paper.glyphs import visible
from recipekeeper.paper.report.page import Column, Fact, Report, Row, Section

_HANG = 12


def as_text(report: Report) -> str:
    """The whole report, one page without an end; no line is wider than 80 columns."""
    lines = [*_head(report)]
    for number, section in enumerate(report.sections, 1):
        lines += ["", "=" * WIDTH, *wrapped(f"{number}  {section.title.upper()}"), *_section(section)]
    return "\n".join(visible(line).rstrip() for line in lines) + "\n"


def _head(report: Report) -> Iterator[str]:
    yield "=" * WIDTH
    yield from wrapped(f"{report.kind.upper()}  {report.batch}")
    yield from wrapped(report.name)
    for banner in report.banners:
        yield f"*** {banner.upper()} ***"
    yield "=" * WIDTH
    store = (Fact("Head of the store", report.head), Fact("As it stood at", report.as_of))
    for fact in (*report.facts, *store):
        if fact.value:
            yield from wrapped(f"{fact.name:<{_HANG + 6}}{fact.value}", hang=_HANG + 6)
    yield ""
    for each in report.summary:
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
    usual = [row.spark.words] if row.spark else []
    yield from wrapped(" | ".join([head, *told, *usual, *marks, *out]), hang=4)
    for note in row.notes:
        yield from wrapped(note, indent=6)
