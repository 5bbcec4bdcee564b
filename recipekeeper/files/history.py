"""Past batches as a CSV file: one fact a row, read and written as text, without a store or a formula.

What a row can be judged by alone is judged here: the header, which cells a kind needs, codes, times
and numbers. What needs the formula (steps, ingredients, units that fit) is `history_entries`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path

from recipekeeper.errors import NotFound, Unreadable
from recipekeeper.files.history_cells import cell_of, moment, text_of
from recipekeeper.files.history_form import (
    CHOICES,
    COLUMNS,
    LONGEST_CODE,
    LONGEST_FORMULA_CODE,
    NEEDED,
    ONCE,
    check_code,
    check_form,
    error,
    mark_of,
)
from recipekeeper.formula.findings import Problem, nearest, shown


@dataclass(frozen=True, slots=True)
class Row:
    """One fact of a past batch, in the words of the file; a cell that is empty is ""."""

    line: int
    batch: str
    formula: str
    kind: str
    step: str = ""
    name: str = ""
    value: str = ""
    unit: str = ""
    lot: str = ""
    at: datetime | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """What the rows of one batch say of it as a whole; `version` is None where they leave it out."""

    line: int
    batch: str
    formula: str
    began_at: datetime
    operator: str
    version: int | None
    trial: bool


def read(path: Path, zone: tzinfo) -> tuple[list[Row], list[Problem]]:
    """All rows of a file, and everything that is wrong in it, each with its line.

    `zone` is the offset of a time that names none. Raises NotFound where there is no such file, and
    Unreadable where it is not UTF-8 text or the system does not let it be read.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise NotFound(f"There is no file {path}.") from None
    except OSError as failed:
        raise Unreadable(
            f"{path} cannot be read: {(failed.strerror or 'unknown reason').lower()}."
        ) from failed
    except UnicodeDecodeError as refused:
        line = refused.object.count(b"\n", 0, refused.start) + 1
        raise Unreadable(
            f"{path.name}, line {line}: is not UTF-8 text. Save the table as CSV in UTF-8 "
            '("CSV UTF-8" in a spreadsheet program) and import it again.'
        ) from None
    return read_text(text, zone)


def read_text(text: str, zone: tzinfo) -> tuple[list[Row], list[Problem]]:
    """The same, of a text that was read already."""
    problems: list[Problem] = []
    records = _records(text.removeprefix("\ufeff"), problems)
    header = next(records, None)
    if header is None:
        if not problems:
            problems.append(error(1, "", f'is empty; the first row is "{",".join(COLUMNS)}"'))
        return [], problems
    columns = _header(*header, problems)
    if not columns:
        return [], problems
    rows = []
    place = columns.index("batch")
    spoiled: set[str] = set()
    for line, cells in records:
        row = _row(line, cells, columns, zone, problems)
        if row is not None:
            rows.append(row)
        else:
            spoiled.add("".join(cells[place : place + 1]).upper())
    for batch, group in by_batch(rows).items():
        if batch not in spoiled:
            _check_batch(group, problems)
    return rows, sorted(problems, key=lambda problem: problem.line or 0)


def by_batch(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """The rows of each batch, batches in the order in which the file first names them."""
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row.batch, []).append(row)
    return grouped


def heading(rows: Sequence[Row]) -> Heading:
    """What the rows of one batch, read without a problem, say of it as a whole."""
    said = {row.name: row for row in rows if row.kind == "batch"}
    size = said["size"]
    if size.at is None:
        raise Unreadable(f"line {size.line}: the size of {size.batch} has no time in the column at.")
    return Heading(
        line=size.line,
        batch=size.batch,
        formula=next(row.formula for row in rows if row.formula),
        began_at=size.at,
        operator=size.by,
        version=int(said["version"].value) if "version" in said else None,
        trial="trial" in said and said["trial"].value == "yes",
    )


def write(rows: Iterable[Row]) -> Iterator[str]:
    """The file, a line at a time with its line end, the header first; `read_text` gives the rows back."""
    # Only an import or an export needs the module.
    import csv

    class Lines:
        """What csv writes to: hands each line on."""

        def write(self, line: str) -> str:
            return line

    writer = csv.writer(Lines(), lineterminator="\r\n")
    yield writer.writerow(COLUMNS)
    for row in rows:
        at = row.at.isoformat() if row.at else ""
        texts = (row.step, row.kind, row.name, row.value, row.unit, row.lot, at, row.by)
        yield writer.writerow([row.batch, row.formula, *map(cell_of, texts)])


def _records(text: str, problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not empty, with the line on which it begins."""
    # Only an import or an export needs the modules.
    import csv
    import io

    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            texts = [text_of(cell) for cell in cells]
            if any(texts):
                yield line, texts
            line = reader.line_num + 1
    except csv.Error as refused:
        problems.append(
            error(line, "", f'cannot be read from here on ({refused}); a " within a text is written ""')
        )


def _header(line: int, cells: list[str], problems: list[Problem]) -> list[str]:
    """The columns in their order in this file; none where the header cannot be used."""
    columns = [cell.casefold() for cell in cells]
    while columns[-1] == "":
        columns.pop()
    if len(columns) == 1 and any(mark in columns[0] for mark in ";\t"):
        problems.append(
            error(
                line,
                "",
                "has its columns apart by semicolons or tabs; save the table with commas between them",
            )
        )
        return []
    before = len(problems)
    for column in dict.fromkeys(columns):
        if column not in COLUMNS:
            near = nearest(column, COLUMNS)
            meant = f"; did you mean {near}?" if near else "."
            message = f"{shown(column)} is not a column{meant} The columns are {', '.join(COLUMNS)}."
            problems.append(error(line, "", message))
        elif columns.count(column) > 1:
            problems.append(error(line, column, f"the column {column} is there twice"))
    missing = [column for column in NEEDED if column not in columns]
    if missing:
        problems.append(error(line, "", f"the header has no column {', '.join(missing)}"))
    return columns if len(problems) == before else []


def _row(
    line: int, cells: list[str], columns: list[str], zone: tzinfo, problems: list[Problem]
) -> Row | None:
    """The row, or None where anything is wrong with it."""
    before = len(problems)
    if len(cells) > len(columns) and any(cells[len(columns) :]):
        message = f'has {len(cells)} cells under {len(columns)} columns; quote a text with a comma: "a, b"'
        problems.append(error(line, "", message))
        return None
    given = {column: cell for column, cell in zip(columns, cells, strict=False) if cell}
    kind = given.get("kind", "").casefold()
    name = given.get("name", "")
    if kind == "batch":
        given["name"] = name = name.casefold()
    check_code(line, "batch", given.get("batch", "").upper(), LONGEST_CODE, problems)
    if "formula" in given:
        check_code(line, "formula", given["formula"].upper(), LONGEST_FORMULA_CODE, problems)
    check_form(line, kind, given, problems)
    at = None
    if "at" in given:
        try:
            at = moment(given["at"], zone)
        except ValueError as refused:
            problems.append(error(line, "at", str(refused)))
    if len(problems) > before:
        return None
    value = given.get("value", "")
    return Row(
        line=line,
        batch=given["batch"].upper(),
        formula=given.get("formula", "").upper(),
        kind=kind,
        step=given.get("step", ""),
        name=name,
        value=value.casefold() if kind == "batch" and name in CHOICES else value,
        unit=given.get("unit", ""),
        lot=given.get("lot", ""),
        at=at,
        by=given.get("by", ""),
    )


def _check_batch(rows: Sequence[Row], problems: list[Problem]) -> None:
    """What the rows of one batch have to say together."""
    first = rows[0]
    formulas = {row.formula: row for row in rows if row.formula}
    if not formulas:
        problems.append(error(first.line, "formula", f"no row of {first.batch} names its formula"))
    for row in list(formulas.values())[1:]:
        message = f"{row.batch} is of {row.formula} here and of {next(iter(formulas))} before"
        problems.append(error(row.line, "formula", message))
    parts = {row.lot for row in rows if row.kind == "note" and mark_of(row.name)[0] == "split"}
    problems.extend(
        error(
            row.line, "lot", f"{shown(row.lot)} is no part of {row.batch}, and a row of {row.kind} has no lot"
        )
        for row in rows
        if row.lot and row.kind != "weighed" and row.lot not in parts
    )
    for name in ONCE:
        said = [row for row in rows if row.kind == "batch" and row.name == name]
        problems.extend(
            error(row.line, "name", f"{row.batch} has a second {name}; line {said[0].line} gives one")
            for row in said[1:]
        )
        if name == "size" and not said:
            message = f"{first.batch} has no row of kind batch and name size: how much, when and by whom"
            problems.append(error(first.line, "batch", message))
