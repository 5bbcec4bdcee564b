"""When two names mean the same material: order, spacing, commas, case and plurals aside."""

from __future__ import annotations

import re

Key = str | tuple[str, ...]

_WORD = re.compile(r"[^\W_]+|%")
_QUALITIES = frozenset(
    {
        "bp", "certified", "cold", "cosmetic", "deodorised", "deodorized", "expeller", "extra", "fairtrade",
        "filtered", "grade", "melted", "organic", "pressed", "pure", "rbd", "refined", "rspo",
        "unfiltered", "unrefined", "usp", "virgin", "warm",
    }
)  # fmt: skip
"""Words that tell how a material was made or bought, and not what it is."""


def keys(name: str, *, singular: bool = False, without_qualities: bool = False) -> frozenset[Key]:
    """What a name is looked up by: its words joined, and its words in no order.

    What stands behind a comma is also read before it: "oil, olive" is "olive oil".
    """
    spoken = (name, " ".join(reversed(name.split(",")))) if "," in name else (name,)
    found: set[Key] = set()
    for each in spoken:
        words = _WORD.findall(each.casefold())
        if singular:
            words = [_singular(word) for word in words]
        if without_qualities:
            words = [word for word in words if word not in _QUALITIES]
        if words:
            found |= {"".join(words), tuple(sorted(words))}
    return frozenset(found)


def _singular(word: str) -> str:
    if len(word) <= 3 or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("oes"):
        return word[:-2]
    return f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")
