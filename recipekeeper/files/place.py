"""Where in a TOML text each table and key stands: a small scan of headers and keys.

tomllib gives values without their lines. The scan only looks for what opens a line; whatever it cannot
place (keys of an inline table, a file written in an unusual way) falls back to the table around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_PART = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')"""
_DOTTED = rf"{_PART}(?:[ \t]*\.[ \t]*{_PART})*"
_HEADER = re.compile(rf"[ \t]*(\[\[?)[ \t]*({_DOTTED})[ \t]*\]\]?")
_KEY = re.compile(rf"[ \t]*({_DOTTED})[ \t]*=")
_ONE_PART = re.compile(_PART)
_TOKEN = re.compile(r'''\#[^\n]*|"""|\'\'\'|"(?:[^"\\\n]|\\.)*"|\'[^'\n]*\'|[\[\]{}]|\n''')
_END_OF_BASIC = re.compile(r'(?:[^"\\]|\\.|"(?!""))*"{3,5}', re.DOTALL)
_END_OF_LITERAL = re.compile(r"(?:[^']|'(?!''))*'{3,5}", re.DOTALL)


def lines_of(text: str) -> dict[str, int]:
    """The line, from 1, of every table and key by its path, spelled `step[2].check[1].within`."""
    found: dict[str, int] = {}
    counts: dict[str, int] = {}
    table = ""
    for number, statement in _statements(text.replace("\r\n", "\n")):
        if header := _HEADER.match(statement):
            table = _opened(_parts(header[2]), counts, repeated=header[1] == "[[")
            found.setdefault(table, number)
        elif key := _KEY.match(statement):
            path = table
            for part in _parts(key[1]):
                path = f"{path}.{part}" if path else part
                found.setdefault(path, number)
    return found


def line_of(where: str, lines: dict[str, int]) -> int | None:
    """The line of a path, or of the nearest table around it; None where neither was found."""
    while where and where not in lines:
        where = where[: where.rindex("[")] if where.endswith("]") else where.rpartition(".")[0]
    return lines.get(where)


def _opened(parts: list[str], counts: dict[str, int], *, repeated: bool) -> str:
    """The path of the table that a header opens, within the newest of each list around it."""
    path = ""
    for depth, part in enumerate(parts, 1):
        path = f"{path}.{part}" if path else part
        if repeated and depth == len(parts):
            counts[path] = counts.get(path, 0) + 1
        if path in counts:
            path = f"{path}[{counts[path]}]"
    return path


def _parts(dotted: str) -> list[str]:
    return [part[1:-1] if part[0] in "\"'" else part for part in _ONE_PART.findall(dotted)]


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Each line that begins outside of strings and brackets, with its number."""
    position, number = 0, 1
    while position < len(text):
        start, first = position, number
        position = _end_of_statement(text, start)
        number += text.count("\n", start, position)
        yield first, text[start:position].partition("\n")[0]


def _end_of_statement(text: str, position: int) -> int:
    """Just after the line break that ends what begins here."""
    depth = 0
    while token := _TOKEN.search(text, position):
        position = token.end()
        mark = token[0]
        if mark in ('"""', "'''"):
            end = (_END_OF_BASIC if mark == '"""' else _END_OF_LITERAL).match(text, position)
            position = end.end() if end else len(text)
        elif mark in "[{":
            depth += 1
        elif mark in "]}":
            depth -= 1
        elif mark == "\n" and depth <= 0:
            return position
    return len(text)
