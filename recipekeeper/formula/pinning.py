"""What a formula leaves to the table of materials, written into it: a version never changes with a table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from recipekeeper.errors import QuantityError
from recipekeeper.formula.material import Materials
from recipekeeper.formula.roles import is_alkali
from recipekeeper.formula.schema import INGREDIENT
from recipekeeper.quantity import UnitSystem, read_amount


def pinned(document: dict[str, Any], materials: Materials) -> dict[str, Any]:
    """A canonical document with the SAP of each fat beside an alkali, and the density of each volume.

    Only where the file says nothing, and the table knows exactly one material of that name.
    """
    ingredients = document.get("ingredient", [])
    soap = "lye" in document or any(is_alkali(each.get("name", "")) for each in ingredients)
    units = UnitSystem(document["units"]) if "units" in document else None
    with_values = [_pinned(each, materials, units, soap=soap) for each in ingredients]
    return document | {"ingredient": with_values} if ingredients else document


def _pinned(
    ingredient: Mapping[str, Any], materials: Materials, units: UnitSystem | None, *, soap: bool
) -> Mapping[str, Any]:
    needs_sap = soap and "sap" not in ingredient and not is_alkali(ingredient.get("name", ""))
    needs_density = "density" not in ingredient and _is_volume(ingredient.get("amount", ""), units)
    if not (needs_sap or needs_density) or "formula" in ingredient:
        return ingredient
    material = materials.find(ingredient.get("name", ""))
    if material is None:
        return ingredient
    values = {}
    if needs_sap and material.is_fat and material.sap is not None:
        values["sap"] = str(material.sap)
    if needs_density and material.density is not None:
        values["density"] = str(material.density)
    return _in_order(dict(ingredient) | values) if values else ingredient


def _is_volume(text: str, units: UnitSystem | None) -> bool:
    try:
        return read_amount(text, units).dimension == "volume"
    except QuantityError:
        return False


def _in_order(ingredient: Mapping[str, Any]) -> dict[str, Any]:
    return {key.name: ingredient[key.name] for key in INGREDIENT.keys if key.name in ingredient}
