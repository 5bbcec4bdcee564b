"""What a formula leaves to others, written into it: a version never changes with a table or another formula."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from recipekeeper.errors import QuantityError, RecipekeeperError
from recipekeeper.formula.amounts.product import Find, alkalis_in, brought
from recipekeeper.formula.findings import Findings, place
from recipekeeper.formula.model import Version
from recipekeeper.formula.reading.schema import INGREDIENT
from recipekeeper.formula.substance.by_name import alkali_of
from recipekeeper.formula.substance.material import Materials
from recipekeeper.formula.substance.roles import is_alkali
from recipekeeper.quantity import UnitSystem, read_amount


def pinned(
    document: dict[str, Any], materials: Materials, findings: Findings, find: Find | None = None
) -> dict[str, Any]:
    """A canonical document with what its lines leave out and others know.

    The SAP of each fat beside an alkali and the density of each volume, where the table knows exactly one
    material of that name; of a line that is another formula's product, the version, and what that brings.
    What the file says of a material stays. `find` gives the other formulas; without it their lines stay as they are.
    """
    ingredients = document.get("ingredient", [])
    if not ingredients:
        return document
    soap = "lye" in document or any(is_alkali(each.get("name", "")) for each in ingredients)
    units = UnitSystem(document["units"]) if "units" in document else None
    with_values = []
    for number, each in enumerate(ingredients, 1):
        if "formula" in each:
            where = f"ingredient[{number}]"
            added = _of_formula(each, where, materials, findings, find) if find else {}
        else:
            added = _of_material(each, materials, units, soap=soap)
        with_values.append(_in_order(dict(each) | added) if added else each)
    return document | {"ingredient": with_values}


def _of_material(
    ingredient: Mapping[str, Any], materials: Materials, units: UnitSystem | None, *, soap: bool
) -> dict[str, Any]:
    name = ingredient.get("name", "")
    needs_sap = soap and "sap" not in ingredient and not is_alkali(name)
    needs_density = "density" not in ingredient and _is_volume(ingredient.get("amount", ""), units)
    material = materials.find(name) if needs_sap or needs_density else None
    values: dict[str, Any] = {}
    if material is None:
        return values
    if needs_sap and material.is_fat and material.sap is not None:
        values["sap"] = str(material.sap)
    if needs_density and material.density is not None:
        values["density"] = str(material.density)
    return values


def _of_formula(
    ingredient: Mapping[str, Any], where: str, materials: Materials, findings: Findings, find: Find
) -> dict[str, Any]:
    try:
        version = find(ingredient["formula"])
    except RecipekeeperError as error:
        findings.error(
            place(where, "formula"), f"{error.message} Add it first, or name its file in the same call."
        )
        return {}
    _review_lye(ingredient.get("name", ""), version, where, findings)
    # What the product brings it always brings: a value left from another version would make a wrong lye.
    return dict.fromkeys(_BROUGHT) | {"formula": version.reference} | brought(version.formula, materials)


def _review_lye(name: str, version: Version, where: str, findings: Findings) -> None:
    """A lye burns, so its name has to say which it is; of two alkalis in one nobody can reckon the superfat."""
    alkalis = alkalis_in(version.formula)
    if len(alkalis) > 1:
        findings.error(
            place(where, "formula"),
            f"{version.reference} is a lye of two alkalis, and a soap counts each by itself: keep a lye of NaOH and "
            "one of KOH, each as a formula of its own.",
        )
    elif alkalis and alkali_of(name) is not alkalis[0]:
        findings.error(
            place(where, "name"),
            f"{version.reference} is a lye of {alkalis[0].value}, and the name has to say so, because it burns: "
            f'name = "{alkalis[0].value} solution".',
        )


_BROUGHT = ("sap", "purity", "allergens")


def _is_volume(text: str, units: UnitSystem | None) -> bool:
    try:
        return read_amount(text, units).dimension == "volume"
    except QuantityError:
        return False


def _in_order(ingredient: Mapping[str, Any]) -> dict[str, Any]:
    names = (key.name for key in INGREDIENT.keys)
    return {name: ingredient[name] for name in names if ingredient.get(name) is not None}
