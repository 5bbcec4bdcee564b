"""Materials as text for people and as documents for programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from recipekeeper.cli.document import Document, number
from recipekeeper.cli.screen import say, table
from recipekeeper.formula.substance.allergens import kept_by
from recipekeeper.formula.substance.material import Material, Sap, plausible
from recipekeeper.quantity import plain

if TYPE_CHECKING:
    from recipekeeper.operations.goods.materials import ShownMaterial

_TITLES = {
    "sap": "SAP",
    "density": "density",
    "inci": "INCI",
    "inci_soap": "INCI of its soap",
    "allergens": "allergens",
    "contains": "made of",
}


def shown(result: ShownMaterial) -> None:
    """All that is known of one material, each value with its source."""
    material = result.material
    say(material.name + _kind(material), strong=True)
    if material.also:
        say(f"also: {', '.join(material.also)}", hanging="  ")
    for line in (*_sap_lines(material), *_density_lines(material), *_label_lines(material)):
        say(line, hanging="  ")
    if material.note:
        say(f"note: {material.note}", hanging="  ")
    _own_lines(result)


def recorded(result: ShownMaterial) -> None:
    """The material as it counts now."""
    say(f"Recorded for {result.material.name}.")
    shown(result)


def listed(materials: Sequence[Material]) -> None:
    """The materials in a table; SAP in both alkalis."""
    rows = [
        (
            each.name,
            f"{_rounded(each.sap.koh * 1000)}" if each.sap else "",
            f"{float(each.sap.naoh):.4f}" if each.sap else "",
            str(each.density) if each.density else "",
            ", ".join(each.allergens),
            "own" if each.own else "",
        )
        for each in materials
    ]
    titles = ("material", "mg KOH/g>", "g NaOH/g>", "density>", "allergens", "values")
    used = [place for place in range(len(titles)) if place < 2 or any(row[place] for row in rows)]
    table([titles[place] for place in used], [[row[place] for place in used] for row in rows])


def forgotten(material: Material | None) -> None:
    """What counts from now on."""
    if material is None:
        say("Forgotten; nothing is known of it any more.")
        return
    say(f"Forgotten; from now on the table counts for {material.name}.")


def shown_document(result: ShownMaterial) -> Document:
    """All that is known of one material, and what the table says beside the maker's own values."""
    material = result.material
    return {
        **_document(material),
        "inci": material.inci or None,
        "inci_soap": material.inci_soap or None,
        "contains": list(material.contains),
        "note": material.note or None,
        "own_values": dict(result.own),
        "table_values": _beside(result),
    }


def list_document(materials: Sequence[Material]) -> list[Document]:
    """The materials in short."""
    return [_document(each) for each in materials]


def forgotten_document(material: Material | None) -> Document | None:
    """What the table says, or null where it says nothing."""
    return None if material is None else _document(material)


def _document(material: Material) -> Document:
    return {
        "name": material.name,
        "also": list(material.also),
        "is_fat": material.is_fat,
        "is_scent": material.is_scent,
        "own": material.own,
        "sap": _sap_document(material),
        "density": _density_document(material),
        "allergens": [{"name": name, "kept_by": list(kept_by(name))} for name in material.allergens],
    }


def _sap_document(material: Material) -> Document | None:
    if not material.is_fat:
        return None
    low, high = plausible(material)
    sap = material.sap
    return {
        "value": plain(sap.value) if sap else None,
        "unit": sap.unit if sap else None,
        "koh_mg_per_g": number(sap.koh * 1000) if sap else None,
        "naoh_mg_per_g": number(sap.naoh * 1000) if sap else None,
        "low_koh_mg_per_g": _milligrams(material.sap_low),
        "high_koh_mg_per_g": _milligrams(material.sap_high),
        "plausible_low_koh_mg_per_g": _milligrams(low),
        "plausible_high_koh_mg_per_g": _milligrams(high),
        "source": material.sap_source or None,
    }


def _milligrams(koh: Fraction | None) -> float | int | None:
    return None if koh is None else number(koh * 1000)


def _density_document(material: Material) -> Document | None:
    density = material.density
    if density is None:
        return None
    value, _, unit = str(density).partition(" ")
    return {
        "value": value,
        "unit": unit,
        "at": material.density_at or None,
        "source": material.density_source or None,
    }


def _kind(material: Material) -> str:
    if material.is_fat:
        return ", which an alkali saponifies"
    return ", a scent and no fat" if material.is_scent else ""


def _sap_lines(material: Material) -> list[str]:
    if not material.is_fat:
        return []
    if material.sap is None:
        return ['SAP: not known; give it with --sap "… mg KOH/g" --source "CoA …"']
    low, high = plausible(material)
    own = ""
    if material.sap_low is not None and material.sap_high is not None:
        own = f"{_rounded(material.sap_low * 1000)} to {_rounded(material.sap_high * 1000)} mg KOH/g is its range; "
    return [
        f"SAP: {sap_text(material.sap)}",
        f"  {own}{_rounded(low * 1000)} to {_rounded(high * 1000)} mg KOH/g is believed of it",
        f"  source: {material.sap_source}",
    ]


def sap_text(sap: Sap) -> str:
    """`190 mg KOH/g, which is 0.1355 g NaOH/g`: as written, and for the other alkali."""
    koh, naoh = f"{_rounded(sap.koh * 1000)} mg KOH/g", f"{float(sap.naoh):.4f} g NaOH/g"
    return f"{sap}, which is {naoh if 'KOH' in sap.unit else koh}"


def _density_lines(material: Material) -> list[str]:
    if material.density is None:
        return []
    at = {"": "", "bulk": " in bulk"}.get(material.density_at, f" at {material.density_at}")
    return [f"density: {material.density}{at}", f"  source: {material.density_source}"]


def _label_lines(material: Material) -> list[str]:
    allergens = "; ".join(f"{name} ({', '.join(kept_by(name))})" for name in material.allergens)
    said = {
        "INCI": material.inci,
        "INCI of its soap": material.inci_soap,
        "allergens": allergens,
        "made of": ", ".join(material.contains),
    }
    return [f"{title}: {value}" for title, value in said.items() if value]


def _own_lines(result: ShownMaterial) -> None:
    beside = _beside(result) or {}
    known = result.table
    sources = {"sap": known.sap_source, "density": known.density_source} if known else {}
    for key, title in _TITLES.items():
        if key not in result.own:
            continue
        source = f" ({sources[key]})" if sources.get(key) else ""
        rest = f"{beside[key]}{source}" if beside.get(key) else "nothing"
        say(f"your own: {title} {result.own[key] or 'none'}; the table says {rest}", hanging="  ")


def _beside(result: ShownMaterial) -> Mapping[str, str | None] | None:
    """What the table says of the values that the maker gave; None where it does not know the material."""
    known = result.table
    if known is None or not result.own:
        return None
    says = {
        "sap": str(known.sap or ""),
        "density": str(known.density or ""),
        "inci": known.inci,
        "inci_soap": known.inci_soap,
        "allergens": ", ".join(known.allergens),
        "contains": ", ".join(known.contains),
    }
    return {key: value or None for key, value in says.items() if key in result.own}


def _rounded(value: Fraction) -> str:
    return f"{float(value):.4g}"
