"""Formulas for the checks of the trade: sound ones, and for each check one that provokes it."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from recipekeeper.files.materials import shipped
from recipekeeper.formula.checks.all_checks import Verdict, checked
from recipekeeper.formula.model import Formula
from recipekeeper.formula.reading.document import read
from recipekeeper.formula.substance.material import Materials

Document = dict[str, Any]

OIL = {"name": "olive oil", "phase": "oils", "amount": "1000 g", "sap": "196.35 mg KOH/g"}
"""196.35 / 1.4025 is 140: what saponifies this much of it is 140 g of NaOH, to the last digit."""

ALKALI = {"name": "sodium hydroxide", "phase": "lye solution", "amount": "133 g", "tolerance": "0.5 g"}
"""133 g of 140 g: a superfat of 5 %."""

WATER = {"name": "water", "phase": "lye solution", "amount": "270 g"}


def soap(*ingredients: Document, alkali: Document | None = None, **changed: Any) -> Document:
    """A sound soap, with other ingredients beside it or another alkali."""
    document: Document = {
        "code": "SOAP",
        "name": "Soap",
        "yields": "1403 g",
        "ingredient": [OIL, ALKALI | (alkali or {}), WATER, *ingredients],
        "step": [{"name": "make lye", "uses": ["lye solution"]}, {"name": "combine", "uses": ["oils"]}],
    }
    for each in ingredients:
        document["step"].append({"name": f"add {each['name']}", "uses": [each["name"]]})
    return deepcopy(document | changed)


def computed(**lye: Any) -> Document:
    """The same with its lye computed."""
    table = {"alkali": "NaOH", "superfat": "5 %", "concentration": "33 %", "tolerance": "0.2 %"}
    document = soap(ingredient=[OIL], lye=table | lye, yields="1200 g")
    return deepcopy(document)


def sauce(*ingredients: Document, **changed: Any) -> Document:
    """A sound sauce of 1000 g, with other ingredients in it."""
    tomato = {"name": "tomato", "phase": "kettle", "amount": "1000 g"}
    document: Document = {
        "code": "SAUCE",
        "name": "Sauce",
        "yields": "1000 g",
        "ingredient": [tomato, *({"phase": "kettle", "amount": "100 g"} | each for each in ingredients)],
        "step": [{"name": "cook", "uses": ["kettle"]}],
    }
    return deepcopy(document | changed)


def step(name: str = "cook", **keys: Any) -> Document:
    """One step."""
    return {"name": name, **keys}


def measured(measure: str, at_most: str, name: str = "cook", **keys: Any) -> Document:
    """One step that reads one measure."""
    return step(name, check=[{"measure": measure, "at_most": at_most}], **keys)


SHARED = {"name": "colour", "share": "0 %", "of": "oils"}

EXAMPLES: dict[str, Document] = {
    "fat-without-sap": soap({"name": "zibeth fat", "phase": "extra", "amount": "10 g"}),
    "soap-without-weight": soap(alkali={"amount": "20 pieces", "tolerance": "1 %"}),
    "alkali-strength": soap(alkali={"name": "NaOH solution", "amount": "266 g"}),
    "superfat-negative": soap(alkali={"amount": "140.1 g"}),
    "superfat-low": soap(alkali={"amount": "140 g"}),
    "superfat-thin": soap(alkali={"amount": "137.2 g"}),
    "superfat-high": soap(alkali={"amount": "125.9 g"}),
    "lye-dry": soap(ingredient=[OIL, ALKALI], yields="1100 g"),
    "lye-weak": computed(concentration="19 %"),
    "lye-strong": computed(concentration="41 %"),
    "lye-saturated": computed(concentration="51 %"),
    "alkali-tolerance": soap(alkali={"tolerance": ""}),
    "sap-range": soap({"name": "cocoa butter", "amount": "10 g", "sap": "0.196 g NaOH/g"}),
    "sap-unchecked": soap({"name": "zibeth fat", "amount": "10 g", "sap": "0.196 g NaOH/g"}),
    "doubt": sauce({"name": "sugar", "amount": "0 g", "doubt": "the cup is not named"}),
    "no-amount": soap(SHARED),
    "yields-too-much": sauce(yields="1011 g"),
    "yields-too-little": sauce(yields="499 g"),
    "two-weight-systems": sauce({"name": "salt", "amount": "1 oz"}),
    "rounds-to-nothing": sauce({"name": "saffron", "amount": "0.4 g", "resolution": "1 g"}),
    "tolerance-below-division": sauce({"name": "salt", "tolerance": "0.9 g", "resolution": "1 g"}),
    "below-minimum": sauce({"name": "salt", "amount": "9 g", "resolution": "1 g"}),
    "no-step": sauce(step=[]),
    "unused-ingredient": sauce({"name": "salt", "phase": "table"}),
    "unused-lye": computed() | {"step": [step("combine", uses=["oils"])]},
    "used-twice": sauce(step=[step("chop", uses=["tomato"]), step("cook", uses=["tomato"])]),
    "measure-unit": sauce(step=[measured("oil temperature", "43 %", uses=["kettle"])]),
    "measure-two-units": sauce(
        step=[measured("salt", "3 %", uses=["kettle"]), measured("salt", "30 g", name="season")]
    ),
    "allergen-undeclared": sauce({"name": "soy sauce"}, allergens=["soybeans"]),
    "allergen-unfounded": sauce(allergens=["celery"]),
    "silence-unknown": sauce(silence={"superfat-lo": "laundry soap"}),
}
"""A formula for each check that provokes it and nothing else."""


def readable(document: Document, materials: Materials | None = None) -> Formula:
    """The formula that a document holds."""
    formula, problems = read(document, shipped() if materials is None else materials)
    assert formula is not None, problems
    assert problems == []
    return formula


def verdict(document: Document, materials: Materials | None = None) -> Verdict:
    """What the checks say of it."""
    known = shipped() if materials is None else materials
    return checked(readable(document, known), known)


def codes(document: Document) -> list[str]:
    """The codes of all that is said."""
    return [problem.code for problem in verdict(document).problems]


def said(document: Document) -> str:
    """The one sentence that is said, behind its place."""
    (problem,) = verdict(document).problems
    return f"{problem.where}: {problem.message}"
