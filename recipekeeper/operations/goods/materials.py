"""Materials: what the program knows of them, and what a maker knows better."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Context as Digits
from decimal import Decimal
from fractions import Fraction

from recipekeeper.errors import Misused, NotFound, Refused
from recipekeeper.files.materials import shipped
from recipekeeper.formula.findings import listed
from recipekeeper.formula.findings import shown as quoted
from recipekeeper.formula.substance.allergens import ALLERGENS, allergens_of
from recipekeeper.formula.substance.material import (
    KOH_PER_NAOH,
    Alkali,
    Material,
    Materials,
    Sap,
    plausible,
    read_sap,
)
from recipekeeper.operations.context import Context
from recipekeeper.quantity import plain

NOTHING = "none"
"""What is written where a list is to be empty: `--allergens none`."""

_LONGEST = 100
_RESERVED = "/=@:"
_SIX_DIGITS = Digits(prec=6)
"""More than is known of any density."""


@dataclass(frozen=True, slots=True)
class ShownMaterial:
    """A material as it counts here; `own` is what the maker said of it, `table` what the program's table says."""

    material: Material
    own: Mapping[str, str]
    table: Material | None


def known_materials(context: Context) -> Materials:
    """The program's own materials with the maker's values over them; without a store, the program's own."""
    own = _own(context)
    return shipped().with_own(own) if own else shipped()


def list_materials(context: Context, *, fats: bool = False) -> tuple[Material, ...]:
    """All materials by name, or only those that an alkali saponifies."""
    return tuple(material for material in known_materials(context) if material.is_fat or not fats)


def show_material(context: Context, name: str) -> ShownMaterial:
    """One material by any of its names; raises NotFound with the nearest names."""
    material = _found(known_materials(context), name)
    own = _own(context)
    return ShownMaterial(material, own.get(_key(own, material.name), {}), shipped().find(material.name))


def set_material(
    context: Context, name: str, given: Mapping[str, str], why: str | None = None, *, accept: bool = False
) -> ShownMaterial:
    """Records a maker's own values of a material; each counts before the table's.

    `given` has the keys sap, density, inci, inci_soap, allergens, contains and source; a list is parted by
    commas, or "none". Raises Misused where there is nothing to record or a source is missing,
    QuantityError for what cannot be read, and Refused for a SAP that such an oil does not have, unless
    `accept`.
    """
    values = {key: " ".join(text.split()) for key, text in given.items()}
    source = values.pop("source", "")
    if not values:
        raise Misused(
            'Nothing was given: say what is known, e.g. --sap "189 mg KOH/g" --source "CoA 2026-03".'
        )
    known = known_materials(context).find(name)
    title = known.name if known else _new_name(name)
    read = {key: _READERS[key](text, context) for key, text in values.items()}
    for key in ("sap", "density"):
        if key in read:
            read[f"{key}_source"] = source or _without_source(key)
    if "sap" in read and not accept:
        _demand_plausible(read_sap(read["sap"]), shipped().find(title))
    own = _own(context)
    key = _key(own, title)
    with context.act(why) as act:
        act.set_material(key, {**own.get(key, {}), **read})
    return show_material(context, title)


def forget_material(context: Context, name: str, why: str) -> Material | None:
    """Lets a maker's own values of a material count no longer; gives what the table says of it, if anything."""
    material = _found(known_materials(context), name)
    own = _own(context)
    key = _key(own, material.name)
    if key not in own:
        raise NotFound(f"There is no value of your own for {material.name}: what counts is from the table.")
    with context.act(why) as act:
        act.set_material(key, {})
    return shipped().find(material.name)


def _own(context: Context) -> dict[str, dict[str, str]]:
    with context.read() as reading:
        return reading.own_materials()


def _found(materials: Materials, name: str) -> Material:
    if material := materials.find(name):
        return material
    near = materials.near(name)
    hint = f"Did you mean {listed(near)}?" if near else "rk material list names those that there are."
    raise NotFound(f"There is no material {quoted(name)}. {hint}")


def _key(own: Mapping[str, Mapping[str, str]], title: str) -> str:
    """The name under which a maker's values of a material are kept: an earlier table may not have known it."""
    names = (name for name in own if (found := shipped().find(name)) and found.name == title)
    return title if title in own else next(names, title)


def _new_name(name: str) -> str:
    tidy = " ".join(name.split())
    if not tidy or len(tidy) > _LONGEST or not tidy.isprintable() or set(tidy) & set(_RESERVED):
        raise Misused(
            f"{quoted(name)} cannot be the name of a material: one has 1 to {_LONGEST} letters and none of "
            f'{" ".join(_RESERVED)}, e.g. "olive oil".'
        )
    return tidy


def _without_source(key: str) -> str:
    what = {"sap": "A SAP value", "density": "A density"}[key]
    raise Misused(f'{what} needs its source, e.g. --source "CoA 2026-03": else nobody can look it up again.')


def _demand_plausible(sap: Sap, table: Material | None) -> None:
    """Raise Refused where the table knows the material and says otherwise."""
    if table is None or (table.is_fat and table.sap is None):
        return
    if not table.is_fat:
        raise Refused(f"{table.name} is no fat, and has no SAP value. If this one is, repeat with --yes.")
    low, high = plausible(table)
    if low <= sap.koh <= high:
        return
    range_text = f"{_milligrams(low)} to {_milligrams(high)} mg KOH/g"
    known = f"such oils have {range_text}" if table.sap_low else f"the table has {table.sap} for it"
    in_koh = "" if sap.alkali is Alkali.KOH else f", which is {_milligrams(sap.koh)} mg KOH/g,"
    raise Refused(
        f"{sap}{in_koh} is not to be believed of {table.name}: {known}.{_slip(sap, low, high)} "
        "If it is right, repeat with --yes."
    )


def _slip(sap: Sap, low: Fraction, high: Fraction) -> str:
    """A hint where the number would be right for the other alkali."""
    counts_naoh = sap.alkali is Alkali.NAOH
    other = sap.koh / KOH_PER_NAOH if counts_naoh else sap.koh * KOH_PER_NAOH
    if not low <= other <= high:
        return ""
    alkali = Alkali.KOH if counts_naoh else Alkali.NAOH
    meant = f"{plain(sap.value)} {sap.unit.replace(sap.alkali.value, alkali.value)}"
    return f" {meant} would fit: the value seems to be one of {alkali.value}."


def _milligrams(koh: Fraction) -> str:
    return f"{float(koh * 1000):.4g}"


def _sap_text(text: str, context: Context) -> str:
    del context
    return str(read_sap(text))


def _density_text(text: str, context: Context) -> str:
    """As written; in g/ml where its volume would be read differently under another setting."""
    from recipekeeper.quantity import read_density  # late: few calls give a density

    density = read_density(text, context.units)
    if density.volume_unit in ("ml", "l"):
        return str(density)
    exact = density.exact
    return f"{plain(_SIX_DIGITS.divide(Decimal(exact.numerator), Decimal(exact.denominator)))} g/ml"


def _plain_text(text: str, context: Context) -> str:
    del context
    return text


def _list_text(text: str, context: Context) -> str:
    del context
    return ", ".join(_parts(text))


def _allergens_text(text: str, context: Context) -> str:
    del context
    found: dict[str, None] = {}
    for part in _parts(text):
        names = allergens_of(part)
        if not names:
            raise Misused(
                f"{quoted(part)} is not an allergen of the US nine or the EU fourteen: {listed(ALLERGENS)}."
            )
        found.update(dict.fromkeys(names))
    return ", ".join(found)


def _parts(text: str) -> list[str]:
    if text.casefold() == NOTHING:
        return []
    return [part.strip() for part in text.split(",") if part.strip()]


_READERS = {
    "sap": _sap_text,
    "density": _density_text,
    "inci": _plain_text,
    "inci_soap": _plain_text,
    "allergens": _allergens_text,
    "contains": _list_text,
}
