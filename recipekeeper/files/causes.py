"""Rules of causes as a CSV file: the program's, and a maker's own with the place of every mistake."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from functools import cache, lru_cache
from pathlib import Path
from typing import TypeVar

from recipekeeper.errors import NotFound, Unreadable
from recipekeeper.files.folder import own_folder
from recipekeeper.files.history_cells import text_of
from recipekeeper.formula.findings import listed, nearest, shown
from recipekeeper.trace.causes import CATEGORIES, Cause, Causes, Direction, Strength
from recipekeeper.trace.model import Kind

FILE = "causes.csv"
TABLE = Path(__file__).parent / "data" / FILE
COLUMNS = ("id", "trade", "symptom", "kind", "step", "name", "direction", "strength", "note", "source")
NEEDED = ("id", "symptom", "kind", "direction", "strength")
ANY = "any"

_LARGEST = 1_000_000
"""Bytes; all that ships with the program has a tenth of that."""
_KINDS: dict[str, Kind | None] = {**{kind.value: kind for kind in Kind}, ANY: None}
_DIRECTIONS = {each.value: each for each in Direction}
_STRENGTHS = {each.value: each for each in Strength}
_NUMBERS = frozenset({Kind.WEIGHT, Kind.DURATION, Kind.WAIT})

EXAMPLE = """\
# Your own rules of causes: which factor, off to which side, brings about which symptom.
# They only help where the outcome of a batch names a symptom: rk outcome BATCH bad --symptom "orange spots".
# Keep this file where `rk cause example` put it, or name it with --causes or RECIPEKEEPER_CAUSES.
#
# One row for each symptom and factor. Several phrases in a cell are parted by ; and one of them has to match.
# All words of a phrase have to be there, in any order; from four letters on a word also matches its endings:
# separat stands for separated and separation.
#
#   id         any short name; rows of the same symptom share it
#   trade      a word of the formula's kind, such as soap; empty: any
#   symptom    what you type when it has happened
#   kind       reading, weight, duration, wait, order, skipped, lot, equipment, operator, version, or any
#   step       a word of the name of the step; empty: any
#   name       a word of the measure, of the ingredient or its phase, or of the unit; empty: any
#   direction  low, high or either for numbers; words for a reading in words, a lot, a unit, a skipped step
#   strength   strong multiplies the odds by 4, medium by 2.5, weak by 1.5; what was measured still counts more
#   note       the limit, in words
#   source     how you know
#
# `rk cause list` shows what the program knows already. Take away the # before a row to use it.
id,trade,symptom,kind,step,name,direction,strength,note,source
# MY1,soap,drag marks;torn edges,wait,cut,,high,strong,cut later than 36 h,our batches of 2025
# MY1,soap,drag marks;torn edges,equipment,cut,,words,medium,the old wire cutter,our batches of 2025
# MY2,soap,blue specks,lot,,ultramarine,words,strong,unsieved lots,supplier's note
"""
"""A file of own rules to begin with; every line of it reads, and so does every row that is a remark."""

Word = TypeVar("Word", bound=Enum)


def default_file() -> Path:
    """Where the rules are of a person who names no file."""
    return own_folder() / FILE


@cache
def shipped() -> Causes:
    """What the program knows; raises Unreadable where its own table is damaged."""
    try:
        return Causes(read_causes(TABLE, own=False))
    except (NotFound, Unreadable) as damaged:
        raise Unreadable(f"{damaged.message}\nThis table is the program's own: install it again.") from None


def read_causes(path: Path, *, own: bool = True) -> tuple[Cause, ...]:
    """The rules of a file, in its order; lines that begin with # are remarks.

    Raises NotFound where there is no such file, Unreadable with a sentence for every mistake in it.
    """
    text = _text(path)
    mistakes: list[str] = []
    found = tuple(_read(text, own, path, mistakes))
    if mistakes:
        raise Unreadable("\n".join(mistakes))
    return found


def _text(path: Path) -> str:
    try:
        if path.is_file() and path.stat().st_size > _LARGEST:
            raise Unreadable(f"{path} is too large for rules of causes: more than {_LARGEST // 1000} kB.")
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise NotFound(
            f"There are no rules of causes {path}. Write an example to fill in: rk cause example -o {path}"
        ) from None
    except UnicodeDecodeError as refused:
        line = refused.object.count(b"\n", 0, refused.start) + 1
        raise Unreadable(f"{path}, line {line}: is not in UTF-8. Save it again with that encoding.") from None
    except OSError as failed:
        reason = (failed.strerror or "unknown reason").lower()
        raise Unreadable(f"{path} cannot be read: {reason}.") from failed


def _read(text: str, own: bool, path: Path, mistakes: list[str]) -> Iterator[Cause]:
    records = _records(text, path, mistakes)
    line, header = next(records, (1, []))
    columns = [cell.casefold() for cell in header]
    wrong = _header(header)
    if wrong:
        if not mistakes:
            mistakes.append(f"{path}, line {line}: {wrong}")
        return
    for line, cells in records:
        row = _Row(dict(zip(columns, cells, strict=False)))
        if len(cells) > len(columns):
            row.mistakes.append(
                ("", f"has {len(cells)} cells and not {len(columns)}; a cell with a comma stands in quotes")
            )
        cause = row.cause(own)
        if row.mistakes:
            mistakes += (
                f"{path}, line {line}{f', {column}' if column else ''}: {said}"
                for column, said in row.mistakes
            )
        else:
            yield cause


def _records(text: str, path: Path, mistakes: list[str]) -> Iterator[tuple[int, list[str]]]:
    """The rows with their line, cells as text; without remarks and empty rows."""
    import csv  # late: only a trace of a batch with a symptom reads rules

    lines = ("\n" if line.lstrip().startswith("#") else line for line in text.splitlines(keepends=True))
    reader = csv.reader(lines, strict=True)
    try:
        for cells in reader:
            words = [text_of(cell) for cell in cells]
            if any(words):
                yield reader.line_num, words
    except csv.Error as failed:
        mistakes.append(
            f"{path}, line {reader.line_num}: is not CSV ({failed}). A cell in quotes ends with one."
        )


def _header(header: Sequence[str]) -> str:
    """What is wrong with the names of the columns; "" for nothing."""
    first = f'the first row is "{",".join(COLUMNS)}"'
    if not header:
        return f"is empty; {first}"
    columns = [cell.casefold() for cell in header]
    for typed, column in zip(header, columns, strict=True):
        if column not in COLUMNS:
            near = nearest(column, COLUMNS)
            return f"{shown(typed)} is not a column; " + (f"did you mean {near}?" if near else first)
        if columns.count(column) > 1:
            return f"the column {column} stands there twice; {first}"
    missing = [column for column in NEEDED if column not in columns]
    return f"the column {missing[0]} is missing; {first}" if missing else ""


class _Row:
    """One row on its way to a rule: its cells, and every mistake with its column."""

    def __init__(self, cells: dict[str, str]) -> None:
        self.mistakes: list[tuple[str, str]] = []
        self._cells = cells

    def cause(self, own: bool) -> Cause:
        """The rule; it counts only where there are no mistakes."""
        for column in ("id", "symptom"):
            if not _phrases(self._cell(column)):
                self.mistakes.append((column, f"is empty; every row has its {column}"))
        kind = self._one_of("kind", _KINDS, "reading")
        direction = self._one_of("direction", _DIRECTIONS, "high")
        strength = self._one_of("strength", _STRENGTHS, "medium")
        if kind and direction:
            self._check(kind, direction)
        return Cause(
            rule=self._cell("id"),
            trade=_phrases(self._cell("trade")),
            symptom=_phrases(self._cell("symptom")),
            kind=kind,
            step=_phrases(self._cell("step")),
            name=_phrases(self._cell("name")),
            direction=direction or Direction.EITHER,
            strength=strength or Strength.WEAK,
            note=self._cell("note"),
            source=self._cell("source"),
            own=own,
        )

    def _cell(self, column: str) -> str:
        return self._cells.get(column, "")

    def _one_of(self, column: str, words: dict[str, Word] | dict[str, Word | None], such: str) -> Word | None:
        typed = self._cell(column)
        if typed.casefold() in words:
            return words[typed.casefold()]
        if not typed:
            self.mistakes.append((column, f"is empty; it is a word such as {such}"))
            return None
        near = nearest(typed, words)
        hint = f"did you mean {near}?" if near else f"it is {listed(words)}."
        self.mistakes.append((column, f"{shown(typed)} is no {column}; {hint}"))
        return None

    def _check(self, kind: Kind, direction: Direction) -> None:
        is_words = direction is Direction.WORDS
        if kind in CATEGORIES and not is_words:
            said = f"{direction.value} is for numbers; of kind {kind.value} the direction is words"
            self.mistakes.append(("direction", said))
        if kind in _NUMBERS and is_words:
            said = f"words is for what is no number; of kind {kind.value} it is low, high or either"
            self.mistakes.append(("direction", said))
        if kind in (Kind.OPERATOR, Kind.VERSION) and self._cell("step"):
            self.mistakes.append(("step", f"the kind {kind.value} belongs to no step; leave it empty"))


@lru_cache(maxsize=1024)  # rows of one symptom repeat it
def _phrases(cell: str) -> tuple[str, ...]:
    return tuple(phrase for each in cell.split(";") if (phrase := each.strip()))


def with_own(own: Iterable[Cause]) -> Causes:
    """A maker's own rules before those that ship with the program."""
    return Causes((*own, *shipped().rows))
