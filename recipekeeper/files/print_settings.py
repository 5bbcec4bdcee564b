"""The file of print settings: a maker's own name, logo, paper and fields, read with the place of every mistake."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Never, TypedDict, cast

from recipekeeper.errors import NotFound, Unreadable
from recipekeeper.files.folder import own_folder
from recipekeeper.files.picture import read_logo
from recipekeeper.files.place import line_of, lines_of
from recipekeeper.formula.findings import listed, nearest, shown

FILE = "print.toml"
MARKETS = ("eu", "uk", "us", "ca")

_LARGEST = 100_000
"""Bytes; settings of every kind with their comments have a fiftieth of that."""
_LONGEST = 200
_MOST = 12
"""Lines of an address, and fields: more do not fit over a page."""

EXAMPLE = """# Print settings: what is your own on every printed page. A line counts once its # is taken away.
# Keep this file where `rk template settings` put it, or name it with --settings or RECIPEKEEPER_PRINT.

# maker = "Lavender Hill Soaps"
# address = ["12 Mill Lane", "Totnes TQ9 5XX"]
# contact = "hello@example.org"
# logo = "logo.png"            # a .png or .svg, beside this file
# paper = "a4"                 # or "letter"

# Of dates and figures: en de fr es it nl pt. Left out, a date is 2026-11-21 and a figure 1.5.
# language = "en"
# decimal_mark = "."           # or ","; left out, that of the language

# Whose law a label is held against: eu uk us ca. What it asks for and nothing gives is listed, never invented.
# market = "eu"

# templates = "templates"      # the folder of your own templates; rk template copy fills it

[label]
# size = "L7160"               # rk label --list names them all
# offset = "1 mm, -0.5 mm"     # how far your printer is out: to the right, down

[fields]
# In the head of every sheet and record: a text, or "" for a line to write on.
# "Room" = ""
# "Licence" = "SB-1234"
"""
"""A file of settings to be filled in; every line of it reads."""


_Reader = Callable[[Any], Any]


class Written(TypedDict, total=False):
    """What the settings say; what they leave out is missing."""

    maker: str
    address: tuple[str, ...]
    contact: str
    logo: tuple[bytes, str]
    """What stands in the file of the logo, and whether it is `png` or `svg`."""
    paper: str
    language: str
    decimal_mark: str
    market: str
    fields: tuple[tuple[str, str], ...]
    label_size: str
    label_offset: str
    templates: Path


def default_file() -> Path:
    """Where the settings are of a person who names no file: in the folder that the system keeps for them."""
    return own_folder() / FILE


def read_print_settings(path: Path, languages: tuple[str, ...]) -> Written:
    """The settings of a file, paths in them from its folder.

    Raises NotFound where there is no such file, Unreadable with a sentence for every mistake in it.
    """
    text = _text(path)
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as failed:
        raise Unreadable(
            f'{path} is not TOML: {failed}. A line of it is like: maker = "Hill Soaps"'
        ) from None
    except RecursionError:
        raise Unreadable(f"{path} holds lists within lists too deep to be settings.") from None
    reading = _Reading(path.parent, languages)
    written = reading.settings(document)
    if reading.mistakes:
        lines = lines_of(text)
        raise Unreadable("\n".join(_placed(path, where, said, lines) for where, said in reading.mistakes))
    return written


def _placed(path: Path, where: str, said: str, lines: dict[str, int]) -> str:
    line = line_of(where, lines)
    return f"{path}{f' line {line}' if line else ''}, {where}: {said}"


def _text(path: Path) -> str:
    try:
        if path.is_file() and path.stat().st_size > _LARGEST:
            raise Unreadable(f"{path} is too large for print settings: more than {_LARGEST // 1000} kB.")
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise NotFound(
            f"There are no print settings {path}. Write an example to fill in: rk template settings -o {path}"
        ) from None
    except UnicodeDecodeError:
        raise Unreadable(f"{path} is not in UTF-8: save it again with that encoding.") from None
    except OSError as failed:
        raise Unreadable(
            f"{path} cannot be read: {(failed.strerror or 'unknown reason').lower()}."
        ) from failed


class _Reading:
    """One reading of a document: what was found, and every mistake with its key."""

    def __init__(self, folder: Path, languages: tuple[str, ...]) -> None:
        self.mistakes: list[tuple[str, str]] = []
        self._folder = folder
        self._languages = languages

    def settings(self, document: Mapping[str, Any]) -> Written:
        """All that could be read."""
        found = self._table(document, self._readers(), "")
        found |= {f"label_{key}": value for key, value in found.pop("label", {}).items()}
        return cast("Written", found)

    def _readers(self) -> dict[str, _Reader]:
        return {
            "maker": _line,
            "address": _address,
            "contact": _line,
            "logo": lambda value: read_logo(self._path(value)),
            "paper": _one_of("a4", "letter"),
            "language": _one_of(*self._languages),
            "decimal_mark": _one_of(".", ","),
            "market": _one_of(*MARKETS),
            "templates": self._path,
            "fields": _fields,
            "label": self._label,
        }

    def _label(self, value: Any) -> dict[str, Any]:
        if not isinstance(value, Mapping):
            raise Unreadable('it is a table: [label] on a line, then size = "L7160".')
        return self._table(value, {"size": _line, "offset": _line}, "label.")

    def _table(self, table: Mapping[str, Any], readers: Mapping[str, _Reader], prefix: str) -> dict[str, Any]:
        found = {}
        for key, value in table.items():
            try:
                if value != "" or key not in readers:
                    found[key] = readers.get(key, _unknown(key, readers))(value)
            except (NotFound, Unreadable) as refused:
                self.mistakes.append((f"{prefix}{key}", refused.message))
        return found

    def _path(self, value: Any) -> Path:
        if not isinstance(value, str) or "\0" in value:
            raise Unreadable(f"{shown(value)} is not a path.")
        return self._folder / Path(value).expanduser()


def _unknown(key: str, known: Iterable[str]) -> _Reader:
    def read(_: Any) -> Never:
        near = nearest(key, known)
        hint = f"did you mean {near}?" if near else f"it is one of {listed(known)}."
        raise Unreadable(f'"{key[:40]}" is no print setting: {hint}')

    return read


def _line(value: Any) -> str:
    if not isinstance(value, str):
        raise Unreadable(f'{shown(value)} is not a text in quotes, such as "Hill Soaps".')
    line = " ".join(value.split())
    if len(line) > _LONGEST:
        raise Unreadable(f"it has {len(line)} letters, and {_LONGEST} fit over a page.")
    return line


def _address(value: Any) -> tuple[str, ...]:
    lines = value.splitlines() if isinstance(value, str) else value
    if not isinstance(lines, list):
        raise Unreadable(f'{shown(value)} is no address, such as ["12 Mill Lane", "Totnes"].')
    if len(lines) > _MOST:
        raise Unreadable(f"it has {len(lines)} lines, and {_MOST} fit over a page.")
    return tuple(line for each in lines if (line := _line(each)))


def _fields(value: Any) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, Mapping):
        raise Unreadable('it is a table: [fields] on a line, then "Room" = "".')
    if len(value) > _MOST:
        raise Unreadable(f"there are {len(value)} fields, and {_MOST} fit over a page.")
    return tuple((_line(name), _line(text)) for name, text in value.items())


def _one_of(*choices: str) -> _Reader:
    def read(value: Any) -> str:
        if value not in choices:
            raise Unreadable(f"{shown(value)} is not one of {listed(choices)}.")
        return str(value)

    return read
