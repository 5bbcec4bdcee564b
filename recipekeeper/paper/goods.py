"""Which kind of goods a formula makes, as rules tell them apart."""

from __future__ import annotations

import re

from recipekeeper.formula.amounts.lye import is_soap
from recipekeeper.formula.model import Formula

GOODS = ("soap", "cosmetics", "food")
"""The order of the letters in an item: x asked or normal, o good practice, - not applicable."""

_COSMETIC = re.compile(
    r"lotion|cream|balm|cosmetic|shampoo|serum|salve|butter bar|deodorant|scrub", re.IGNORECASE
)
_FOOD = re.compile(
    r"sauce|jam|jelly|marmalade|salsa|ketchup|pickle|bread|dough|levain|\bale\b|beer|lager|stout|cider|mead|wine"
    r"|food|syrup|chutney|kombucha|spice|cheese|sausage",
    re.IGNORECASE,
)


def goods_of(formula: Formula) -> str | None:
    """Which of GOODS a formula makes, by its kind and its name; None where neither tells."""
    words = f"{formula.kind} {formula.name}"
    if "soap" in words.casefold() or is_soap(formula):
        return "soap"
    if _COSMETIC.search(words):
        return "cosmetics"
    return "food" if _FOOD.search(words) else None
