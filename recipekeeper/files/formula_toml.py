"""Formula files: TOML read with the place of every problem, and written so that people can go on with it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from recipekeeper.errors import FormulaUnreadable, NotFound, Unreadable
from recipekeeper.files.materials import shipped
from recipekeeper.files.place import line_of, lines_of
from recipekeeper.formula.amounts.product import Find
from recipekeeper.formula.findings import Problem
from recipekeeper.formula.model import Formula
from recipekeeper.formula.reading import document as formula_document
from recipekeeper.formula.substance.material import Materials

_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_LARGEST = 4_000_000
"""Bytes; a formula of a thousand lines has a tenth of that."""


def read(path: Path, materials: Materials | None = None, find: Find | None = None) -> Formula:
    """The formula in a file.

    Raises FormulaUnreadable with a sentence for every error, NotFound and Unreadable as `load` does.
    """
    formula, problems = load(path, materials, find)
    if formula is None:
        raise FormulaUnreadable([sentence(path.name, each) for each in problems if each.level == "error"])
    return formula


def load(
    path: Path, materials: Materials | None = None, find: Find | None = None
) -> tuple[Formula | None, list[Problem]]:
    """The formula in a file and every problem with its line; None where a problem is an error.

    What it leaves out is taken from `materials`, the program's own table where None, and, of the products of
    other formulas, from those that `find` gives. Raises NotFound where there is no such file, Unreadable where
    the system does not let it be read.
    """
    content = _content(path)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as failed:
        line = content.count(b"\n", 0, failed.start) + 1
        return None, [_file_problem("the file is not in UTF-8: save it again with that encoding.", line)]
    return load_text(text, materials, find)


def _content(path: Path) -> bytes:
    try:
        if path.is_file() and path.stat().st_size > _LARGEST:
            raise Unreadable(f"{path} is too large for a formula: more than {_LARGEST // 1_000_000} MB.")
        return path.read_bytes()
    except FileNotFoundError:
        raise NotFound(f"There is no file {path}.") from None
    except IsADirectoryError:
        raise Unreadable(
            f"{path} is a folder. Name the formula file in it, such as {path / 'soap.toml'}."
        ) from None
    except OSError as failed:
        raise Unreadable(
            f"{path} cannot be read: {(failed.strerror or 'unknown reason').lower()}."
        ) from failed


def placed(path: Path, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems of the formula in a file with the lines that they stand in; raises as `load` does."""
    found = tuple(problems)
    if not found:
        return found
    lines = lines_of(_content(path).decode("utf-8-sig", errors="replace"))
    return tuple(replace(problem, line=line_of(problem.where, lines)) for problem in found)


def load_text(
    text: str, materials: Materials | None = None, find: Find | None = None
) -> tuple[Formula | None, list[Problem]]:
    """The same from the text of a file."""
    if not text.strip():
        return None, [
            _file_problem('the file is empty; a formula begins with format = 1 and code = "SOAP-LAV".', None)
        ]
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as failed:
        return None, [_not_toml(str(failed), text)]
    except RecursionError:
        return None, [_file_problem("the file holds lists within lists too deep to be a formula.", None)]
    formula, problems = formula_document.read(document, shipped() if materials is None else materials, find)
    if not problems:
        return formula, []
    lines = lines_of(text)
    return formula, [replace(problem, line=line_of(problem.where, lines)) for problem in problems]


def uses(path: Path) -> tuple[str, tuple[str, ...]]:
    """The code of the formula in a file and the codes of those whose products it uses, as far as can be told."""
    try:
        document = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return "", ()
    ingredients = document.get("ingredient")
    named = (
        [each.get("formula") for each in ingredients if isinstance(each, dict)]
        if isinstance(ingredients, list)
        else []
    )
    codes = [name.partition("@")[0].strip().upper() for name in named if isinstance(name, str)]
    return str(document.get("code", "")).upper(), tuple(codes)


def sentence(name: str, problem: Problem) -> str:
    """`soap.toml line 31, ingredient[3].amount: …`, with what is not known left out."""
    at = f"{name} line {problem.line}" if problem.line is not None else name
    return f"{at}, {problem.where}: {problem.message}" if problem.where else f"{at}: {problem.message}"


def write(document: Mapping[str, Any]) -> str:
    """A formula's canonical document as TOML that reads back to the same fingerprint."""
    # Only export writes TOML, and tomlkit is slow to load.
    import tomlkit

    written = tomlkit.document()
    _fill(written, document)
    return tomlkit.dumps(written)


def _fill(container: Any, table: Mapping[str, Any]) -> None:
    import tomlkit  # late, as in `write`

    for key, value in table.items():
        if isinstance(value, list) and value and isinstance(value[0], Mapping):
            tables = tomlkit.aot()
            for each in value:
                tables.append(_filled(tomlkit.table(), each))
            container.add(key, tables)
        elif isinstance(value, Mapping):
            # A table in a table, the parts of two alkalis, stands on the line of its key.
            inner = tomlkit.table() if isinstance(container, tomlkit.TOMLDocument) else tomlkit.inline_table()
            container.add(key, _filled(inner, value))
        elif isinstance(value, str):
            container.add(key, tomlkit.string(value, multiline=_several_lines(value)))
        else:
            container.add(key, value)


def _filled(container: Any, table: Mapping[str, Any]) -> Any:
    _fill(container, table)
    return container


def _several_lines(text: str) -> bool:
    """Whether a text keeps its lines in the file: not with breaks that TOML would change."""
    return "\n" in text.strip("\n") and "\r" not in text and not text.startswith("\n")


def _not_toml(message: str, text: str) -> Problem:
    place = _PLACE.search(message)
    reason = _PLACE.sub("", message)
    if place is None or place[1] is None:
        return _file_problem(f"the file is not TOML: {reason}, at its end.", len(text.splitlines()))
    line = int(place[1])
    found = text.split("\n")[line - 1].strip()
    return _file_problem(
        f"the file is not TOML here: {_shortened(found)} ({reason}). "
        'Texts and quantities stand in quotes, such as amount = "2000 g".',
        line,
    )


def _shortened(text: str, most: int = 60) -> str:
    visible = "".join(each if each.isprintable() else " " for each in text)
    return visible if len(visible) <= most else f"{visible[:most]}…"


def _file_problem(message: str, line: int | None) -> Problem:
    return Problem("error", "", message, line)
