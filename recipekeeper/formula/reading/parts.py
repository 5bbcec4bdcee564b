"""The rules for how amounts come about: basis, shares, q.s., lye and filling, before anything is computed."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from recipekeeper.errors import QuantityError
from recipekeeper.formula.amounts.lye import LYE_PHASE, NAMES, WATER
from recipekeeper.formula.findings import Findings, listed, nearest, place, shown
from recipekeeper.formula.model import TOTAL, Fill
from recipekeeper.formula.reading.table import Table
from recipekeeper.formula.reading.values import Draft, is_quantum_satis
from recipekeeper.formula.substance.by_name import is_fat
from recipekeeper.formula.substance.material import Materials
from recipekeeper.formula.substance.roles import is_alkali
from recipekeeper.quantity import Amount, Span, unit_key

_WAYS = ("concentration", "water_ratio", "water")


def review_parts(draft: Draft, findings: Findings, materials: Materials | None = None) -> None:
    """Note what keeps the amounts of a formula from being computed; `materials` know what is no fat."""
    ingredients = draft.table.tables("ingredient")
    names = _names(ingredients, lye=draft.table.table("lye") is not None)
    _review_basis(draft, names)
    for table in ingredients:
        _review_amount(table, draft, names)
        _review_law(table)
        _review_purity(table)
    _review_rest(ingredients, findings)
    if lye := draft.table.table("lye"):
        _review_lye(lye)
        _review_oils(draft, ingredients, materials)
    if fill := draft.table.table("fill"):
        _review_fill(fill, draft.fill)
    if draft.vessel_fill == 0:
        message = 'a vessel that is not to be filled at all holds nothing, e.g. vessel_fill = "80 %".'
        findings.error("vessel_fill", message)


def above_nothing(table: Table, key: str, value: Amount | Span | None, example: str) -> None:
    """Note an amount of nothing where there has to be some."""
    if value is not None and value.value <= 0:
        message = f'{value} is nothing; {key} is more than nothing, such as {key} = "{example}".'
        table.findings.error(place(table.where, key), message)


def _names(ingredients: Iterable[Table], *, lye: bool) -> list[str]:
    """What a share can be of."""
    tables = list(ingredients)
    named = [name for each in tables for name in (each.text("phase"), each.text("name")) if name]
    computed = [LYE_PHASE, WATER, *NAMES.values()] if lye else []
    return list(dict.fromkeys([*named, *computed, TOTAL]))


def _review_basis(draft: Draft, names: list[str]) -> None:
    table = draft.table
    _review_group(table, "basis", draft.basis, names)
    if draft.basis_amount is not None:
        above_nothing(table, "basis_amount", draft.basis_amount, "4000 g")
        if not draft.basis:
            table.findings.error(
                "basis_amount",
                'basis_amount is 100 % of the basis, and basis is missing, such as basis = "oils".',
            )
        elif draft.basis_amount.dimension == "count":
            table.findings.error(
                "basis_amount",
                f"{draft.basis_amount} is a count; a basis is weighed or measured out, e.g. 4000 g.",
            )


def _review_group(table: Table, key: str, group: tuple[str, ...], names: list[str]) -> None:
    known = {name.casefold() for name in names}
    for name in group:
        if name.casefold() not in known:
            near = nearest(name, names)
            hint = f"the nearest is {near}" if near else f"there are {listed(names)}"
            message = (
                f"{shown(name)} is neither a phase nor an ingredient of this formula, nor total; {hint}."
            )
            table.findings.error(place(table.where, key), message)


def _review_amount(table: Table, draft: Draft, names: list[str]) -> None:
    given = [key for key in ("amount", "share") if key in table.keys]
    if not given:
        message = 'amount is missing: an ingredient needs amount = "2000 g", or share = "50 %" of the basis.'
        table.findings.error(place(table.where, "amount"), message)
    elif len(given) > 1:
        message = "amount and share stand together; an ingredient has one of the two."
        table.findings.error(place(table.where, "share"), message)
    if "of" in table.keys and "share" not in table.keys:
        message = 'of says what a share is of, and share is missing, such as share = "50 %".'
        table.findings.error(place(table.where, "of"), message)
    _review_group(table, "of", table.names("of"), names)
    name = table.text("name")
    if name.casefold() in {each.casefold() for each in table.names("of")}:
        message = f'{name} as a share of itself says nothing; say of what else it is, such as of = "oils".'
        table.findings.error(place(table.where, "of"), message)
    if "share" in table.keys and "of" not in table.keys and not draft.basis:
        message = (
            f'{table.text("share")} of what? Give the formula a basis, such as basis = "total", '
            'or this ingredient of = "mash".'
        )
        table.findings.error(place(table.where, "share"), message)


def _review_law(table: Table) -> None:
    stepwise = table.text("scales") == "stepwise"
    if stepwise and "pack" not in table.keys:
        message = 'scales = "stepwise" goes by whole packs, and pack is missing, such as pack = "11.5 g".'
        table.findings.error(place(table.where, "scales"), message)
    if "pack" in table.keys and not stepwise:
        message = 'pack is what a stepwise ingredient comes in; write scales = "stepwise" beside it.'
        table.findings.error(place(table.where, "pack"), message)
    if "scales" in table.keys and "amount" not in table.keys:
        message = "a share follows what it is a share of; scales stands only beside an amount."
        table.findings.error(place(table.where, "scales"), message)


def _review_purity(table: Table) -> None:
    if "purity" in table.keys and "formula" not in table.keys and not is_alkali(table.text("name")):
        message = f"{table.text('name')} is no alkali by its name; purity says how much of one is alkali."
        table.findings.error(place(table.where, "purity"), message)


def _review_fill(table: Table, fill: Fill | None) -> None:
    if fill is None:
        return
    above_nothing(table, "each", fill.each, "142 g")
    if fill.each.dimension == "count":
        message = f'{fill.each} is a count; each is what one piece holds, such as each = "142 g" or "150 ml".'
        table.findings.error("fill.each", message)
    if fill.loss == 1:
        table.findings.error("fill.loss", 'of a loss of 100 % nothing is left to fill, e.g. loss = "2 %".')
    if Amount(Decimal(1), _counted(fill.unit)).dimension != "count":
        message = (
            f'{shown(fill.unit)} is a measure; unit is what one piece is called, such as unit = "bottle".'
        )
        table.findings.error("fill.unit", message)


def _counted(name: str) -> str:
    """The unit of that name, where it is one; a piece under any other name is a piece."""
    try:
        return unit_key(name)
    except QuantityError:
        return "piece"


def _review_rest(ingredients: list[Table], findings: Findings) -> None:
    filling = [table for table in ingredients if is_quantum_satis(table.text("amount"))]
    for table in filling[1:]:
        message = (
            f"{filling[0].text('name')} fills up to the total already; "
            "only one ingredient can be q.s. Give this one an amount or a share."
        )
        findings.error(place(table.where, "amount"), message)


# Lye


def _review_lye(table: Table) -> None:
    ways = [way for way in _WAYS if way in table.keys]
    if len(ways) != 1:
        found = (
            "nothing says how much water"
            if not ways
            else f"{listed(ways)} stand together".replace(" or ", " and ")
        )
        message = f'{found}; [lye] has one of concentration = "33 %", water_ratio = "2:1" or water = "38 %" of oils.'
        table.findings.error(place(table.where, ways[1] if ways else "concentration"), message)
    _review_alkalis(table)
    concentration, solution = table.percent("concentration"), table.percent("solution")
    for key, value in (("concentration", concentration), ("solution", solution)):
        if value is not None and not 0 < value < 1:
            message = f"{table.text(key)} is no strength of a lye: it lies between 0 and 100 %, such as 33 %."
            table.findings.error(place(table.where, key), message)
    if concentration is not None and solution is not None and 0 < solution < concentration:
        message = (
            f"a lye of {table.text('concentration')} cannot be made from a solution of {table.text('solution')}: "
            "it holds more water than that already. Lower the concentration."
        )
        table.findings.error(place(table.where, "concentration"), message)


def _review_alkalis(table: Table) -> None:
    alkali, purity = table.keys.get("alkali"), table.keys.get("purity", "")
    if isinstance(alkali, dict):
        parts = [table.part_of("alkali", name) for name in alkali]
        total = sum((part for part in parts if part is not None), start=0)
        if None not in parts and total != 1:
            message = (
                f"the parts of the oils that the alkalis saponify add up to {float(total * 100):g} %; "
                'together they make 100 %, such as alkali = { NaOH = "60 %", KOH = "40 %" }.'
            )
            table.findings.error(place(table.where, "alkali"), message)
    names = [alkali] if isinstance(alkali, str) else list(alkali or ())
    if isinstance(purity, dict):
        for name in names:
            if name not in purity:
                message = f'the purity of {name} is missing, such as purity = {{ {name} = "98 %" }}.'
                table.findings.error(place(table.where, "purity"), message)
    given = [purity] if isinstance(purity, str) else list(purity.values())
    if any(each.replace(" ", "") in {"0%", "0.0%"} for each in given):
        table.findings.error(place(table.where, "purity"), "0 % is no purity: nothing in it is alkali.")


def _review_oils(draft: Draft, ingredients: list[Table], materials: Materials | None) -> None:
    """A fat without a SAP would count as nothing, and its share of the lye would be missing."""
    computed = {line.name.casefold() for line in draft.lye_lines}
    for table in ingredients:
        name = table.text("name")
        if name.casefold() in computed:
            message = (
                f"{shown(name)} is computed by [lye]; leave the ingredient out, or give it another name."
            )
            table.findings.error(place(table.where, "name"), message)
        elif "sap" not in table.keys and "formula" not in table.keys and _is_fat(table, materials):
            message = (
                f"no SAP of {name} is known, and without it the lye would be wrong. Write the one of its "
                'certificate, such as sap = "190 mg KOH/g".'
            )
            table.findings.error(place(table.where, "sap"), message)
    if not any("sap" in table.keys or "formula" in table.keys for table in ingredients):
        message = "[lye] computes the alkali from the oils, and no ingredient has a SAP."
        draft.table.findings.error("lye", message)


def _is_fat(table: Table, materials: Materials | None) -> bool:
    """What the table of materials says of it; of what that does not know, what its name and its phase say."""
    known = materials.find(table.text("name")) if materials else None
    return is_fat(table.text("name"), table.text("phase")) if known is None else known.is_fat
