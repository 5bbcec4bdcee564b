"""XML as nested tables of texts, read by the expat of the standard library with everything else switched off.

A document type and entities of its own are refused, so that nothing is fetched and nothing grows.
"""

from __future__ import annotations

from typing import Any
from xml.parsers import expat

from recipekeeper.errors import Unreadable

_DEEPEST = 30
_REFUSED = (
    "it has a document type or entities of its own, which can fetch or multiply what is not in the file. "
    "Remove the lines with <!DOCTYPE and <!ENTITY."
)

Table = dict[str, Any]


def xml_tables(content: bytes) -> tuple[str, Table | str]:
    """The outermost tag in capitals and what it holds: texts, tables, and lists where a tag is repeated.

    Raises Unreadable with the line where the content is no XML.
    """
    building = _Building()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    parser.StartElementHandler = building.opened
    parser.EndElementHandler = building.closed
    parser.CharacterDataHandler = building.text
    try:
        parser.Parse(content, True)
    except expat.ExpatError as failed:
        reason = expat.ErrorString(failed.code) or "unknown reason"
        raise Unreadable(f"line {failed.lineno} is not XML: {reason}.") from None
    except (LookupError, ValueError) as failed:
        raise Unreadable("its first line names an encoding that is not known; save it as UTF-8.") from failed
    (name, value), *_ = building.root.items()
    return name, value


def _refuse(*_: Any) -> None:
    raise Unreadable(_REFUSED)


class _Building:
    """What the tags so far have given."""

    def __init__(self) -> None:
        self.root: Table = {}
        self._open: list[tuple[str, Table, list[str]]] = []

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        del attributes  # the format has none
        if len(self._open) >= _DEEPEST:
            raise Unreadable(f"it has tags within tags too deep for a recipe: more than {_DEEPEST}.")
        self._open.append((name.upper(), {}, []))

    def text(self, text: str) -> None:
        if self._open:
            self._open[-1][2].append(text)

    def closed(self, _: str) -> None:
        name, inner, texts = self._open.pop()
        value: Any = inner or "".join(texts).strip()
        table = self._open[-1][1] if self._open else self.root
        if name not in table:
            table[name] = value
        elif isinstance(table[name], list):
            table[name].append(value)
        else:
            table[name] = [table[name], value]
