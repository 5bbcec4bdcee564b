"""The grammar of Cooklang: a recipe as sections, steps, notes and metadata, its markup taken apart.

Written from the specification at https://cooklang.org/docs/spec/ and its proposals 0003 (front matter), 0005
(notes), 0006 (sections), 0010 (locked amounts) and 0015 (references to other recipes).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from recipekeeper.files.imports.front_matter import front_matter

Kind = Literal["text", "ingredient", "cookware", "timer"]

_KINDS: dict[str, Kind] = {"@": "ingredient", "#": "cookware", "~": "timer"}
_COMMENT_LINE = re.compile(r"^[ \t]*--(?!-)[^\n]*\n", re.MULTILINE)
_COMMENT = re.compile(r"(?<!-)--(?!-)[^\n]*")
_SECTION = re.compile(r"=+[ \t]*([^=\n]*?)[ \t]*=*[ \t]*")
_OLD_METADATA = re.compile(r">>[ \t]*([^:\n]+?)[ \t]*:[ \t]*([^\n]*)")
_BRACES = re.compile(r"\{([^{}\n]*)\}")
_LONG_NAME = re.compile(r"[^@#~{}\n]*")
_PREPARATION = re.compile(r"\(([^()\n]*)\)")
_FRACTION = re.compile(r"(?:([0-9]+) +)?([1-9][0-9]*) */ *([1-9][0-9]*)")
_DECIMAL = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of a step: text, or an ingredient, a thing or a timer with its amount.

    `quantity` is the text in the braces before the unit, "" where there is none.
    """

    kind: Kind
    name: str
    quantity: str = ""
    unit: str = ""
    fixed: bool = False
    preparation: str = ""
    source: str = ""

    @property
    def value(self) -> Decimal | str:
        """The quantity as a number, or the text that stays one: `few`, `01/2`."""
        if _DECIMAL.fullmatch(self.quantity):
            return Decimal(self.quantity)
        if match := _FRACTION.fullmatch(self.quantity):
            return Decimal(match[1] or 0) + Decimal(match[2]) / Decimal(match[3])
        return self.quantity


@dataclass(frozen=True, slots=True)
class CookStep:
    """A paragraph and the section in which it stands."""

    items: tuple[Item, ...]
    section: str = ""


@dataclass(slots=True)
class CookRecipe:
    """All that a text says."""

    metadata: dict[str, str] = field(default_factory=dict)
    steps: list[CookStep] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def cook_recipe(text: str) -> CookRecipe:
    """The recipe in a text; every text is one."""
    metadata, body = front_matter(text.replace("\r\n", "\n").replace("\r", "\n"))
    recipe = CookRecipe(metadata)
    body = _COMMENT.sub("", _COMMENT_LINE.sub("", _without_block_comments(body)))
    section = ""
    for paragraph in _paragraphs(body, recipe.metadata):
        if paragraph.startswith(">"):
            recipe.notes.append(" ".join(line.lstrip("> \t") for line in paragraph.split("\n")).strip())
        elif paragraph.startswith("=") and (match := _SECTION.fullmatch(paragraph)):
            section = match[1]
        else:
            recipe.steps.append(CookStep(tuple(_items(paragraph)), section))
    return recipe


def _without_block_comments(text: str) -> str:
    kept, position = [], 0
    while (start := text.find("[-", position)) >= 0 and (end := text.find("-]", start + 2)) >= 0:
        kept.append(text[position:start])
        position = end + 2
    return "".join([*kept, text[position:]])


def _paragraphs(body: str, metadata: dict[str, str]) -> Iterator[str]:
    """Blocks between blank lines; a heading is one by itself, a line of metadata goes to the others."""
    block: list[str] = []
    for line in [*body.split("\n"), ""]:
        old = _OLD_METADATA.fullmatch(line.rstrip())
        heading = line.startswith("=") and _SECTION.fullmatch(line.rstrip())
        if block and (old or heading or not line.strip()):
            yield "\n".join(block).strip("\n")
            block = []
        if old:
            metadata.setdefault(old[1], old[2])
        elif heading:
            yield line.rstrip()
        elif line.strip():
            block.append(line)


def _items(paragraph: str) -> Iterator[Item]:
    text: list[str] = []
    position = 0
    paragraph = paragraph.rstrip()
    while position < len(paragraph):
        found = _marked(paragraph, position) if paragraph[position] in _KINDS else None
        if found is None:
            text.append(paragraph[position])
            position += 1
            continue
        if text:
            yield Item("text", _joined(text))
            text = []
        item, position = found
        yield item
    if text:
        yield Item("text", _joined(text))


def _joined(letters: list[str]) -> str:
    """Lines of a step are one line, save those that end in a backslash."""
    return "".join(letters).replace("\\\n", "\r").replace("\n", " ").replace("\r", "\n")


def _marked(text: str, start: int) -> tuple[Item, int] | None:
    """The ingredient, thing or timer that begins here, and where it ends; None where the sign is only a sign."""
    kind = _KINDS[text[start]]
    long = _LONG_NAME.match(text, start + 1, start + _LONGEST)
    after = long.end() if long else start + 1
    braces = _BRACES.match(text, after, after + _LONGEST)
    name = text[start + 1 : after]
    if braces and not name[:1].isspace() and (name or kind == "timer"):
        return _complete(kind, text, start, name, braces)
    word = _word(text, start + 1)
    end = start + 1 + len(word)
    return (Item(kind, word, source=text[start:end]), end) if word else None


def _complete(kind: Kind, text: str, start: int, name: str, braces: re.Match[str]) -> tuple[Item, int]:
    quantity, _, unit = (each.strip() for each in braces[1].partition("%"))
    end = braces.end()
    prepared = _PREPARATION.match(text, end) if kind == "ingredient" else None
    end = prepared.end() if prepared else end
    return (
        Item(
            kind,
            name.strip(),
            quantity.removeprefix("=").strip(),
            unit,
            fixed=quantity.startswith("="),
            preparation=prepared[1].strip() if prepared else "",
            source=text[start:end],
        ),
        end,
    )


def _word(text: str, start: int) -> str:
    end = start
    while end < len(text) and not text[end].isspace() and not unicodedata.category(text[end]).startswith("P"):
        end += 1
    return text[start:end]
