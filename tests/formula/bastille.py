"""A soap as soapmakers write it: shares of oils, and a lye that follows from them.

The recipe is a maker's bastille: olive 50, coconut 30, shea 15, castor 5 % of oils, 5 % superfat, lye of 33 %
from sodium hydroxide of 98 %. SAP values: olive 190, coconut 257, shea 179, castor 180 mg KOH/g.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from recipekeeper.formula.model import Formula
from recipekeeper.formula.reading.document import read

Document = dict[str, Any]

BASTILLE: Document = {
    "code": "LAV-BAST",
    "name": "Lavender bastille",
    "yields": "1459 g",
    "basis": "oils",
    "basis_amount": "1000 g",
    "lye": {
        "alkali": "NaOH",
        "purity": "98 %",
        "superfat": "5 %",
        "concentration": "33 %",
        "resolution": "0.1 g",
    },
    "silence": {"alkali-tolerance": "weighed on the fine scale"},
    "ingredient": [
        {"name": "olive oil", "phase": "oils", "share": "50 %", "sap": "190 mg KOH/g"},
        {"name": "coconut oil", "phase": "oils", "share": "30 %", "sap": "257 mg KOH/g"},
        {"name": "shea butter", "phase": "oils", "share": "15 %", "sap": "179 mg KOH/g"},
        {"name": "castor oil", "phase": "oils", "share": "5 %", "sap": "180 mg KOH/g"},
        {"name": "lavender essential oil", "phase": "scent", "share": "3 %"},
    ],
    "step": [
        {"name": "melt", "uses": ["oils"]},
        {"name": "make lye", "uses": ["lye solution"]},
        {
            "name": "combine",
            "uses": ["scent"],
            "check": [
                {
                    "measure": "oil temperature",
                    "target": "43 degC",
                    "within": "3 degC",
                    "critical": ["38 degC", "49 degC"],
                },
                {"measure": "trace", "is": ["light", "medium"]},
            ],
        },
    ],
}


def formula(document: Document) -> Formula:
    """The formula that a document holds, which has to be readable."""
    found, problems = read(document)
    assert found is not None, problems
    return found


def changed(path: str, value: Any, document: Document = BASTILLE) -> Document:
    """The document with one key changed, its place written as in a problem; None takes the key out."""
    document = deepcopy(document)
    *tables, key = path.split(".")
    table: Any = document
    for each in tables:
        name, _, number = each.removesuffix("]").partition("[")
        table = table[name][int(number) - 1] if number else table[name]
    if value is None:
        del table[key]
    else:
        table[key] = value
    return document


def with_shares(olive: int, coconut: int, shea: int, castor: int = 5) -> Document:
    """The soap with other parts of its oils, in percent."""
    document = deepcopy(BASTILLE)
    for table, share in zip(document["ingredient"], (olive, coconut, shea, castor), strict=False):
        table["share"] = f"{share} %"
    return document
