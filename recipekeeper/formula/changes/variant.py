"""A formula made from another: its document with keys set and ingredients dropped, the rest as it was."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from recipekeeper.formula.model import Document
from recipekeeper.formula.reading.schema import CHECK, INGREDIENT, LYE, TABLES, Form, Key, Shape

Place = tuple[str | int, ...]
"""The keys and numbers, from 0, that lead to a table: `("step", 2, "check", 0)`; nothing for the formula."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One key of one table with its new value, a text as it is typed or what a file would hold."""

    table: Place
    key: str
    value: Any

    @property
    def shape(self) -> Shape | None:
        """Which kind of table it is in; None for the formula itself and for what is no table of keys."""
        names = [each for each in self.table if isinstance(each, str)]
        return TABLES.get(names[-1]) if names else None


_INSTEAD: dict[str, tuple[tuple[str, ...], ...]] = {
    INGREDIENT.title: (("amount", "scales", "pack"), ("share", "of")),
    LYE.title: (("concentration",), ("water_ratio",), ("water",)),
    CHECK.title: (
        ("target", "within"),
        ("between",),
        ("at_most",),
        ("at_least",),
        ("is",),
        ("at_least_by", "depends_on"),
        ("at_most_by", "depends_on"),
    ),
}
"""Ways to say one thing, each by its first key: who sets that takes back the keys of the others."""


def varied(document: Document, settings: Sequence[Setting], dropped: Collection[str] = ()) -> dict[str, Any]:
    """The document with each key set, in order, and without the ingredients of those exact names.

    What stands for the same thing in another way goes out: an amount for a share, a ratio of water for a
    concentration; so does the doubt of an amount. A name that is dropped goes out of the lists that hold it.
    Nothing is checked.
    """
    changed = deepcopy(dict(document))
    for setting in settings:
        _set(changed, setting)
    if dropped:
        _drop(changed, {name.casefold() for name in dropped})
    return changed


def _set(document: dict[str, Any], setting: Setting) -> None:
    table: Any = document
    for each in setting.table:
        # A [lye] or a [fill] that the formula has not yet begins with its first key.
        table = table[each] if isinstance(each, int) else table.setdefault(each, {})
    if setting.value == "":
        table.pop(setting.key, None)
        return
    ways = _INSTEAD.get(setting.shape.title, ()) if setting.shape else ()
    own = next((way for way in ways if way[0] == setting.key), None)
    for way in ways if own else ():
        for other in set(way) - set(own or ()):
            table.pop(other, None)
    if setting.shape is INGREDIENT and setting.key in {"amount", "share"}:
        table.pop("doubt", None)
    table[setting.key] = setting.value


def _drop(document: dict[str, Any], dropped: set[str]) -> None:
    before = _names(document)
    document["ingredient"] = [
        each for each in document.get("ingredient", ()) if each["name"].casefold() not in dropped
    ]
    gone = before - _names(document)
    for table, key in _lists(document):
        if isinstance(table.get(key), list):
            table[key] = [name for name in table[key] if name.casefold() not in gone]


def _names(document: Mapping[str, Any]) -> set[str]:
    """What a step can use and a share can be of."""
    ingredients = document.get("ingredient", ())
    return {each[key].casefold() for each in ingredients for key in ("name", "phase") if key in each}


def _lists(document: dict[str, Any]) -> list[tuple[dict[str, Any], str]]:
    """The lists that hold names of ingredients and phases."""
    steps, ingredients = document.get("step", ()), document.get("ingredient", ())
    return [(document, "basis"), *((each, "of") for each in ingredients), *((each, "uses") for each in steps)]


# Values as they are typed


_RANGE = re.compile(
    r"(?P<low>.*[0-9]) ?(?P<low_unit>[^0-9]*?) ?\.\. ?(?P<high>.*[0-9]) ?(?P<high_unit>[^0-9]*)"
)
_TRUTH = {"true": True, "yes": True, "false": False, "no": False}
_PART = re.compile(r"([A-Za-z]+) ?:? ?([0-9].*)")


def typed_value(key: Key, text: str) -> Any:
    """What a file would hold for what is typed: a list for `38..47 degC` and for `milk, oats`, yes for true.

    A text that has no such form stays what it is; reading it says what is wrong.
    """
    text = text.strip()
    if key.form in (Form.WORDS, Form.LIMITS, Form.FLAG) and text.casefold() in _TRUTH:
        return _TRUTH[text.casefold()]
    if key.form in (Form.PAIR, Form.LIMITS):
        return _limits(text)
    if key.form in (Form.NAMES, Form.GROUP, Form.WORDS, Form.TIMES) and text:
        names = [each.strip() for each in text.split(",")]
        return names if key.form is Form.NAMES or len(names) > 1 else text
    if key.form in (Form.ALKALI, Form.PURITY):
        parts = [_PART.fullmatch(each.strip()) for each in text.split(",")]
        found = {part[1]: part[2] for part in parts if part}
        return found if len(found) == len(parts) else text
    return text


def _limits(text: str) -> Any:
    if match := _RANGE.fullmatch(text):
        low_unit = match["low_unit"] or match["high_unit"]
        return [f"{match['low']} {low_unit}".strip(), f"{match['high']} {match['high_unit']}".strip()]
    parts = [each.strip() for each in text.split(",")]
    return parts if len(parts) > 1 else text
