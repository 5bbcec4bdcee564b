"""schema.org recipes as documents: the linked data (JSON-LD) of a web page, or a file of them.

Their ingredients are lines of text (https://schema.org/recipeIngredient), so each is read as a cook writes it,
kept as it was found, and marked where it is not sure.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from recipekeeper.files.imports.amounts import measured, yielded
from recipekeeper.files.imports.fields import Fields, as_text
from recipekeeper.files.imports.imported import Imported, Sketch
from recipekeeper.files.imports.line import read_line
from recipekeeper.files.imports.names import first_words, lines_of, one_line
from recipekeeper.files.imports.times import of_iso
from recipekeeper.quantity import UnitSystem

_TAG = re.compile(r"<[a-zA-Z/!][^<>]{0,2000}>")
_BREAK = re.compile(r"<(?:br|/p|/li|/div)\b[^<>]{0,200}>", re.IGNORECASE)
_BEGINS_WITH_NUMBER = re.compile(r"[-*•▢ ]{0,3}[0-9½⅓⅔¼¾⅛]")
_STEP_AND_NUMBER = re.compile(r"(?:step|etape|étape|schritt|paso|passo|stap)? ?[0-9]+\.?", re.IGNORECASE)
_OF_A_STEP = frozenset(
    (
        "@type",
        "@id",
        "name",
        "text",
        "itemListElement",
        "steps",
        "totalTime",
        "performTime",
        "prepTime",
        "position",
    )
)
_MOST_NODES = 200_000
_INGREDIENTS = ("recipeIngredient", "ingredients", "supply")
_TIMES = {"prepTime": "preparation", "cookTime": "cooking", "totalTime": "in all", "performTime": "doing it"}
_ABOUT_THE_PAGE = (
    "@context",
    "@id",
    "@type",
    "mainEntity",
    "mainEntityOfPage",
    "isPartOf",
    "publisher",
    "inLanguage",
)


def recipes_in(data: Any) -> Iterator[Mapping[str, Any]]:
    """Every recipe within linked data, at whatever depth, that has ingredients or instructions."""
    waiting, looked_at = [data], 0
    while waiting and looked_at < _MOST_NODES:
        looked_at += 1
        value = waiting.pop()
        if isinstance(value, list):
            waiting += reversed(value)
        elif isinstance(value, Mapping):
            if _is_recipe(value) and any(value.get(key) for key in (*_INGREDIENTS, "recipeInstructions")):
                yield value
            else:
                waiting += reversed(list(value.values()))


def _is_recipe(value: Mapping[str, Any]) -> bool:
    kinds = value.get("@type", value.get("type"))
    named = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and re.split(r"[/:#]", kind)[-1] == "Recipe" for kind in named)


def read_linked_recipe(found: Mapping[str, Any], where: str, units: UnitSystem | None) -> Imported:
    """One recipe as a document."""
    fields = Fields(found, where)
    fields.skip(*_ABOUT_THE_PAGE)
    title = fields.said("name", _words) or fields.said("headline", _words)
    sketch = Sketch(title, fields.said("recipeCategory", _words) or "food", units)
    sketch.remark(fields.said("description", lambda value: _words(value, lines=True)))
    for key, called in (("author", "Author"), ("url", "From"), ("datePublished", "Published")):
        if said := fields.said(key, _words):
            sketch.remark(f"{called}: {said}")
    for key, called in _TIMES.items():
        if lasts := fields.said(key, lambda value: of_iso(_words(value))):
            sketch.remark(f"Time, {called}: {lasts}")
    _yields(sketch, fields, units)
    for key in _INGREDIENTS:
        for line in _lines(fields.get(key)):
            _ingredient(sketch, line, units)
    if not any(fields.get(key) for key in _INGREDIENTS):
        sketch.note("The recipe lists no ingredients.")
    for text, name, lasts in _instructions(fields.get("recipeInstructions"), ""):
        sketch.step(text, name=name, lasts=lasts)
    sketch.not_carried(_left_of_steps(fields.get("recipeInstructions")), "each step")
    sketch.not_carried(fields.left, "the recipe")
    return sketch.imported()


def _yields(sketch: Sketch, fields: Fields, units: UnitSystem | None) -> None:
    said = [_quantity(each) for key in ("recipeYield", "yield") for each in _flat(fields.get(key))]
    read = [yielded(each, units) for each in said if each]
    # A page says it twice, as a number and in words; what is read as it stands tells most.
    best = min(
        read,
        key=lambda each: (not each[0], bool(each[1]), each[0].endswith(("piece", "pieces"))),
        default=None,
    )
    if best:
        sketch.yields(best[0])
        if best[1]:
            sketch.note(best[1])


def _lines(value: Any) -> Iterator[Any]:
    """Each ingredient; a text of several lines is one for each line that is one by itself."""
    for each in _flat(value):
        lines = _words(each, lines=True).split("\n") if isinstance(each, str) else []
        if each is value or (len(lines) > 1 and all(_BEGINS_WITH_NUMBER.match(line) for line in lines[1:])):
            yield from lines or [each]
        else:
            yield each


def _quantity(value: Any) -> str:
    """A text, a number, or a QuantitativeValue as `number unit`."""
    if not isinstance(value, Mapping):
        return _words(value)
    return f"{_words(value.get('value'))} {_words(value.get('unitText'))}".strip() or _words(value)


def _ingredient(sketch: Sketch, value: Any, units: UnitSystem | None) -> None:
    if isinstance(value, Mapping):
        name = _words(value.get("name")) or _words(value.get("item")) or _words(value)
        required = value.get("requiredQuantity", value.get("amount"))
        said = required if isinstance(required, Mapping) else {"value": required}
        number, unit = _words(said.get("value")), _words(said.get("unitText"))
        if number or unit:
            sketch.ingredient(name, measured(number, unit, units), f"{name}, {number} {unit}")
            return
        value = name
    text = _words(value)
    line = read_line(text, units)
    sketch.ingredient(line.name, line.measured, text)


def _instructions(value: Any, section: str) -> Iterator[tuple[str, str, str]]:
    """Each step as its text, its own name if it has one, and how long it lasts."""
    for each in _flat(value):
        if isinstance(each, str):
            for paragraph in _words(each, lines=True).split("\n"):
                if paragraph.strip():
                    yield _in_section(section, paragraph), first_words(paragraph), ""
        elif isinstance(each, Mapping):
            yield from _instruction(each, section)


def _instruction(value: Mapping[str, Any], section: str) -> Iterator[tuple[str, str, str]]:
    name, text = _words(value.get("name")), _words(value.get("text"), lines=True)
    inner = value.get("itemListElement", value.get("steps"))
    if inner and not text:
        yield from _instructions(inner, name or section)
        return
    lasts = next(
        (of_iso(_words(value.get(key))) for key in ("totalTime", "performTime", "prepTime") if key in value),
        "",
    )
    if text or name:
        own = (
            name
            if text and len(name) <= 40 and not one_line(text).startswith(name.rstrip(" .…")[:30])
            else ""
        )
        own = "" if _STEP_AND_NUMBER.fullmatch(own) else own
        yield _in_section(section, text or name), own or first_words(text or name), lasts


def _left_of_steps(value: Any) -> set[str]:
    """The keys of steps that have no place in one of ours, such as its pictures."""
    left: set[str] = set()
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, list):
            waiting += each
        elif isinstance(each, Mapping):
            left |= {str(key) for key, said in each.items() if said} - _OF_A_STEP
            waiting += [each.get("itemListElement"), each.get("steps")]
    return left


def _in_section(section: str, text: str) -> str:
    return f"{section.rstrip(':')}: {text}" if section else text


def _flat(value: Any) -> list[Any]:
    """What a value lists, lists within lists among it, a value that stands alone as a list of one."""
    found, waiting = [], [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, list):
            waiting += reversed(each)
        elif each not in (None, "", {}):
            found.append(each)
    return found


def _words(value: Any, *, lines: bool = False) -> str:
    """The words of a value, its markup left out: of a text, a number, a list, or a thing with a name."""
    if isinstance(value, list):
        return ", ".join(
            dict.fromkeys(filter(None, (_words(each) for each in value[:50] if not isinstance(each, list))))
        )
    if isinstance(value, Mapping):
        return next(
            (said for key in ("@value", "name", "text", "@id") if (said := as_text(value.get(key)))), ""
        )
    text = as_text(value) if isinstance(value, str | Decimal) else ""
    plain = html.unescape(_TAG.sub(" ", _BREAK.sub("\n", html.unescape(text)))) if text else ""
    return "\n".join(filter(None, map(one_line, lines_of(plain).split("\n")))) if lines else one_line(plain)
