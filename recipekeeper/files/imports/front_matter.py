"""The front matter of a text file: the plain part of YAML that people write there.

`key: value`, keys within keys by indentation, lists, quoted texts and texts of several lines. What is
written otherwise keeps its line as text, so that nothing is lost and nothing is executed.
"""

from __future__ import annotations

import re

_FENCE = "---"
_PAIR = re.compile(r"([^:\s#][^:]*?)[ \t]*:(?:[ \t]*(.*))?")
_BLOCK = frozenset({"|", ">", "|-", ">-", "|+", ">+"})


def front_matter(text: str) -> tuple[dict[str, str], str]:
    """The keys between two lines of `---` that begin a text, inner keys joined by dots, and the rest."""
    lines = text.removeprefix("\ufeff").split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if lines[first].rstrip() != _FENCE:
        return {}, text
    for last in range(first + 1, len(lines)):
        if lines[last].rstrip() == _FENCE:
            return _pairs(lines[first + 1 : last]), "\n".join(lines[last + 1 :])
    return {}, text


def _pairs(lines: list[str]) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    above: list[tuple[int, str]] = []
    block_from: int | None = None
    for line in lines:
        content, indent = line.strip(), len(line) - len(line.lstrip())
        if not content or (content.startswith("#") and block_from is None):
            continue
        if block_from is not None and indent > block_from:
            found[_path(above)].append(content)
            continue
        block_from = None
        while above and above[-1][0] >= indent and not content.startswith("-"):
            above.pop()
        pair = None if content.startswith("-") else _PAIR.fullmatch(content)
        if pair is None:
            found.setdefault(_path(above), []).append(_unquoted(content.removeprefix("-").strip()))
            continue
        above = [*above[:20], (indent, pair[1].strip("\"'"))]
        value = (pair[2] or "").strip()
        if value in _BLOCK:
            block_from, value = indent, ""
        found.setdefault(_path(above), []).extend([_unquoted(value)] if value else [])
    return {key: _listed(values) for key, values in found.items() if values}


def _path(above: list[tuple[int, str]]) -> str:
    return ".".join(name for _, name in above) or "text"


def _listed(values: list[str]) -> str:
    return values[0] if len(values) == 1 else ", ".join(values)


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value
