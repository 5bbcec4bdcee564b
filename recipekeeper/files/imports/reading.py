"""A file of another program, whatever its kind: recognised by what it holds and by its ending, then read."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable, Iterable
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from recipekeeper.errors import NotFound, Unreadable
from recipekeeper.files.imports.imported import Imported, refuse_too_many
from recipekeeper.quantity import UnitSystem

_LARGEST = 10_000_000
"""Bytes; a saved page has a fifth of that."""
_LARGEST_COOKLANG = 1_000_000
_KINDS = "BeerJSON and JSON-LD (.json), BeerXML (.xml), Cooklang (.cook) and saved web pages (.html)"
_TOO_DEEP = "it holds lists within lists too deep for a recipe."
_OF_PAGES = re.compile(
    r"(?:iso-8859-|windows-|cp125|latin|koi8-|shift_jis|euc-|gb|big5|us-ascii)", re.IGNORECASE
)
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def read_recipes(path: Path, units: UnitSystem | None = None) -> tuple[Imported, ...]:
    """The recipes in a file, at least one; `units` says what its cups and spoons are where it does not.

    Raises NotFound where there is no such file, Unreadable with one sentence where it holds no recipe.
    """
    content = _content(path)
    try:
        return _reader(path, content)(content, path, units)
    except Unreadable as refused:
        raise Unreadable(f"{path} is not imported: {refused.message}") from None
    except RecursionError:
        raise Unreadable(f"{path} is not imported: {_TOO_DEEP}") from None


def _content(path: Path) -> bytes:
    try:
        largest = _LARGEST_COOKLANG if path.suffix.casefold() == ".cook" else _LARGEST
        if path.is_file() and path.stat().st_size > largest:
            raise Unreadable(f"{path} is too large for recipes: more than {largest // 1_000_000} MB.")
        return path.read_bytes()
    except FileNotFoundError:
        raise NotFound(f"There is no file {path}.") from None
    except IsADirectoryError:
        raise Unreadable(f"{path} is a folder. Name the files in it that are to be imported.") from None
    except OSError as failed:
        raise Unreadable(
            f"{path} cannot be read: {(failed.strerror or 'unknown reason').lower()}."
        ) from failed


_Reader = Callable[[bytes, Path, UnitSystem | None], tuple[Imported, ...]]


def _reader(path: Path, content: bytes) -> _Reader:
    """Which kind of file this is."""
    ending, beginning = path.suffix.casefold(), content[:4096].removeprefix(codecs.BOM_UTF8).lstrip().lower()
    if not beginning:
        raise Unreadable("it is empty.")
    if ending == ".cook":
        return _cooklang
    if ending == ".toml":
        raise Unreadable("it is a formula file already; add it with `rk formula add`.")
    if beginning[:1] in (b"{", b"["):
        return _json
    if (
        ending in {".html", ".htm", ".xhtml"}
        or b"<html" in beginning
        or beginning.startswith(b"<!doctype html")
    ):
        return _page
    if ending == ".xml" or beginning.startswith((b"<?xml", b"<recipe")):
        return _beerxml
    if ending == ".json":
        return _json
    raise Unreadable(
        f"what kind of file it is cannot be told. {_KINDS} are read; rename it if it is one of them."
    )


def _cooklang(content: bytes, path: Path, units: UnitSystem | None) -> tuple[Imported, ...]:
    from recipekeeper.files.imports.cooklang import read_cooklang

    return read_cooklang(_text(content), path.stem, units)


def _beerxml(content: bytes, path: Path, units: UnitSystem | None) -> tuple[Imported, ...]:
    from recipekeeper.files.imports.beerxml import read_beerxml

    del path, units  # its units are fixed by the standard
    return read_beerxml(content)


def _json(content: bytes, path: Path, units: UnitSystem | None) -> tuple[Imported, ...]:
    from recipekeeper.files.imports.beerjson import read_beerjson

    del path
    data = _loaded(_text(content))
    if isinstance(data, dict) and "beerjson" in data:
        return read_beerjson(data)
    found = _linked([data], units)
    if not found:
        raise Unreadable(
            'it holds neither BeerJSON ({"beerjson": …}) nor a recipe of schema.org ("@type": "Recipe").'
        )
    return found


def _page(content: bytes, path: Path, units: UnitSystem | None) -> tuple[Imported, ...]:
    from recipekeeper.files.imports.page import said_encoding, scripts

    del path
    loaded, refused = [], None
    for script in scripts(_text(content, said_encoding(content))):
        try:
            loaded.append(_loaded(script))
        except Unreadable as failed:
            refused = failed
    found = _linked(loaded, units)
    if not found and refused:
        raise refused
    if not found:
        raise Unreadable(
            "the page holds no recipe as linked data (JSON-LD with @type Recipe). Copy the recipe into a formula file."
        )
    return found


def _linked(loaded: Iterable[Any], units: UnitSystem | None) -> tuple[Imported, ...]:
    from recipekeeper.files.imports.linked_recipe import read_linked_recipe, recipes_in

    recipes: list[Any] = []
    for each in (recipe for data in loaded for recipe in recipes_in(data)):
        if each not in recipes:  # many a page says it twice
            recipes.append(each)
            refuse_too_many(len(recipes))
    return tuple(
        read_linked_recipe(each, f"recipe {number}", units) for number, each in enumerate(recipes, 1)
    )


def _text(content: bytes, said: str | None = None) -> str:
    """The text of a file: in UTF-8, or in what its first bytes or the file itself say."""
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "utf-8")
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as failed:
        line = content.count(b"\n", 0, failed.start) + 1
        if said and encoding == "utf-8" and (text := _decoded(content, said)) is not None:
            return text
        raise Unreadable(f"line {line} is not in UTF-8: save it again with that encoding.") from None


def _decoded(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding) if _OF_PAGES.match(encoding) else None
    except (LookupError, ValueError):
        return None


def _loaded(text: str) -> Any:
    """JSON with its numbers exact. Raises Unreadable with the line."""
    try:
        return json.loads(text, parse_float=Decimal, parse_int=Decimal, parse_constant=str, strict=False)
    except RecursionError:
        raise Unreadable(_TOO_DEEP) from None
    except json.JSONDecodeError as failed:
        raise Unreadable(f"line {failed.lineno} is not JSON: {failed.msg.lower()}.") from None
    except (InvalidOperation, ValueError):
        raise Unreadable("it holds a number that cannot be read.") from None
