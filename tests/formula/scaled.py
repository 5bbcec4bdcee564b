"""The formulas that the tests of scaling use, and how they are asked."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from recipekeeper.formula.amounts.scale import Scaled
from recipekeeper.formula.model import Formula
from recipekeeper.formula.sizing.size import Size, scaled_at
from recipekeeper.quantity import Amount, read_amount
from tests.formula.bastille import BASTILLE
from tests.formula.soaps import formula, line

Document = dict[str, Any]


def jalapeno(**keys: Any) -> Formula:
    """The sauce of 10 kg of a first-hour scenario: mash 6000, vinegar 2500, water 1000, garlic 300, salt 200 g."""
    parts = {"mash": "6000 g", "vinegar": "2500 g", "water": "1000 g", "garlic": "300 g", "salt": "200 g"}
    lines = [line(name, amount) for name, amount in parts.items()]
    return formula({"kind": "hot sauce", "yields": "10 kg", "ingredient": lines} | keys)


def bastille(**keys: Any) -> Formula:
    """The bastille on scales of 1 g for oils and scent and 0.1 g for the lye."""
    document = deepcopy(BASTILLE)
    document["lye"] |= {"water_resolution": "0.1 g"} | keys.pop("lye", {})
    for each in document["ingredient"]:
        each["resolution"] = "1 g"
    return formula(document | {"kind": "cold-process soap"} | keys)


def bastille_by_naoh(alkali_scale: str = "0.1 g") -> Formula:
    """The same with SAP values that count NaOH, and oils rounded to the nearest gram."""
    document = deepcopy(BASTILLE)
    document["lye"] |= {"resolution": alkali_scale}
    for each, sap in zip(document["ingredient"], ("0.135", "0.183", "0.128", "0.128"), strict=False):
        each |= {"sap": f"{sap} g NaOH/g", "resolution": "1 g", "round": "nearest"}
    return formula(document)


def planned(scaled: Scaled) -> dict[str, str]:
    return {each.name: str(each.planned) for each in scaled.lines}


def at(master: Formula, size: Size, resolution: str | None = None) -> Scaled:
    return scaled_at(master, size, read_amount(resolution) if resolution else None)


def grams(amount: Amount) -> float:
    return float(amount.to("g").value)
