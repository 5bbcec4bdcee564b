"""The checks of each oil's SAP: against what that oil has, not against what any oil could have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from recipekeeper.formula.checks.check import ERROR, WARNING, Found, Inspection, TradeCheck
from recipekeeper.formula.findings import listed
from recipekeeper.formula.model import Line
from recipekeeper.formula.substance.material import Material, plausible
from recipekeeper.formula.substance.sap import Alkali, Sap

USUAL_LOW, USUAL_HIGH = Fraction("0.160"), Fraction("0.210")
"""g KOH per g: most oils have 168 to 209 (Codex CXS 210, recalled); coconut and its like have 230 to 265."""

_AS_GOOD_AS = Fraction("0.01")


def _own_values(seen: Inspection) -> Iterator[tuple[Line, Sap, Material | None]]:
    """The oils with their SAP; the product of another formula has that of its oils, which were looked at there."""
    for line in seen.formula.lines:
        if line.sap is not None and line.product_of is None:
            yield line, line.sap, seen.materials.find(line.name)


def _is_known(material: Material | None) -> bool:
    return material is not None and (material.sap is not None or material.sap_low is not None)


def _out_of_range(seen: Inspection) -> Iterator[Found]:
    for line, sap, material in _own_values(seen):
        if material is None or not _is_known(material):
            continue
        low, high = plausible(material)
        if not low <= sap.koh <= high:
            hint = _hint(seen, sap, material)
            yield Found(
                seen.where(line, "sap"),
                f"{_stated(sap)} is not that of {line.name}: {_range(material)}.{hint}",
            )


def _stated(sap: Sap) -> str:
    return str(sap) if _is_milligrams_of_koh(sap) else f"{sap}, which is {_milligrams(sap.koh)},"


def _is_milligrams_of_koh(sap: Sap) -> bool:
    return sap.alkali is Alkali.KOH and sap.unit.startswith("mg")


def _milligrams(koh: Fraction) -> str:
    return f"{float(koh * 1000):.4g} mg KOH/g"


def _range(material: Material) -> str:
    low, high = plausible(material)
    known = f"the table has {material.sap} for it" if material.sap else "it has a range of its own"
    if material.sap_low is not None and material.sap_high is not None:
        known = f"{_number(material.sap_low)} to {_milligrams(material.sap_high)} are known of it"
    return f"{known}, and {_number(low)} to {_number(high)} would be believed"


def _number(koh: Fraction) -> str:
    return f"{float(koh * 1000):.4g}"


def _hint(seen: Inspection, sap: Sap, material: Material) -> str:
    """What the value would fit: the other alkali, or another oil."""
    low, high = plausible(material)
    other = Alkali.KOH if sap.alkali is Alkali.NAOH else Alkali.NAOH
    meant = replace(sap, unit=sap.unit.replace(sap.alkali.value, other.value))
    if low <= meant.koh <= high:
        return f" It looks like a value of {other.value} written as one of {sap.alkali.value}: {meant} would fit."
    like = sorted(
        (abs(each.sap.koh - sap.koh), each.name)
        for each in seen.materials
        if each.sap is not None and abs(each.sap.koh - sap.koh) <= sap.koh * _AS_GOOD_AS
    )
    return f" It looks like that of {listed(name for _, name in like[:2])}." if like else ""


def _unlike_most(seen: Inspection) -> Iterator[Found]:
    for line, sap, material in _own_values(seen):
        if not _is_known(material) and not USUAL_LOW <= sap.koh <= USUAL_HIGH:
            yield Found(
                seen.where(line, "sap"),
                f"nothing is known of {line.name} to compare {_stated(sap).rstrip(',')} with, and most oils have "
                f"{_number(USUAL_LOW)} to {_milligrams(USUAL_HIGH)}. Look up which alkali its certificate counts.",
            )


SAP_CHECKS = (
    TradeCheck(
        "sap-range",
        ERROR,
        "a SAP outside of what that oil has: its own range and 5 % more, or its one known value and 10 %",
        "A supplier's chart headed NaOH lists cocoa butter at its KOH value, which gives 42 % too much lye "
        "(thesoapkitchen.co.uk/cold-process-saponification-table).",
        _out_of_range,
    ),
    TradeCheck(
        "sap-unchecked",
        WARNING,
        "an unusual SAP of an oil that the table of materials does not know",
        "Nothing else would notice a KOH value that was written as one of NaOH.",
        _unlike_most,
    ),
)
