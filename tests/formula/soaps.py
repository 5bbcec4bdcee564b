"""Small formulas for the tests, written as a maker writes them."""

from __future__ import annotations

from typing import Any

from recipekeeper.formula.model import Formula
from recipekeeper.formula.reading.document import read


def formula(document: dict[str, Any]) -> Formula:
    """The formula of a document, which has to be readable."""
    made, problems = read({"code": "TEST", "name": "Test", "yields": "1000 g"} | document)
    assert made is not None, [f"{each.where}: {each.message}" for each in problems]
    return made


def errors(document: dict[str, Any]) -> list[str]:
    """What keeps a document from being read, each with its place."""
    made, problems = read({"code": "TEST", "name": "Test", "yields": "1000 g"} | document)
    assert made is None
    return [f"{each.where}: {each.message}" for each in problems if each.level == "error"]


def line(name: str, amount: str = "", phase: str = "", **keys: Any) -> dict[str, Any]:
    """One ingredient; what is "" is left out."""
    written = {"name": name, "amount": amount, "phase": phase} | keys
    return {key: value for key, value in written.items() if value != ""}


def soap(oils: dict[str, tuple[str, str]], lye: dict[str, Any], *more: dict[str, Any]) -> Formula:
    """A soap of oils with their amounts and SAPs, and the lye that follows from them."""
    lines = [line(name, amount, "oils", sap=sap) for name, (amount, sap) in oils.items()]
    return formula({"lye": lye, "ingredient": [*lines, *more]})
