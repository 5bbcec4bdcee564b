"""When two names mean the same material: order, spacing, commas, case and plurals aside."""

from __future__ import annotations

import re
from collections.abc import Iterable

Key = str | tuple[str, ...]

_WORD = re.compile(r"[^\W_]+|%")
_QUALITIES = frozenset(
    {
        "bp", "certified", "cold", "cosmetic", "deodorised", "deodorized", "expeller", "extra", "fairtrade",
        "filtered", "grade", "melted", "organic", "pressed", "pure", "raw", "rbd", "refined", "rspo",
        "unfiltered", "unrefined", "usp", "virgin", "warm",
    }
)  # fmt: skip
"""Words that tell how a material was made or bought, and not what it is."""

LEVELS = 3


def keys(name: str, level: int) -> frozenset[Key]:
    """What a name is looked up by, ever more loosely: as written, in the singular, without its qualities."""
    turned = " ".join(reversed(name.split(",")))
    return frozenset(key for each in (name, turned) for key in _keys(_words(each, level)))


def _words(name: str, level: int) -> list[str]:
    words = _WORD.findall(name.casefold())
    if level >= 1:
        words = [_singular(word) for word in words]
    if level >= 2:
        words = [word for word in words if word not in _QUALITIES]
    return words


def _keys(words: list[str]) -> Iterable[Key]:
    if words:
        yield "".join(words)
        yield tuple(sorted(words))


def _singular(word: str) -> str:
    if len(word) <= 3 or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("oes"):
        return word[:-2]
    return f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")
