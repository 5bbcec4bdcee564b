"""A formula at a size: what to weigh, what it comes to, what to look out for, and how each number came about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from recipekeeper.errors import Misused, NotFound, Refused
from recipekeeper.formula.amounts.derived import Part, Sum, parts, rounding_note, total
from recipekeeper.formula.amounts.lye import LyeState
from recipekeeper.formula.amounts.notes import Note
from recipekeeper.formula.amounts.scale import Scaled, lye_of, with_saps
from recipekeeper.formula.amounts.scaling_notes import scaling_notes
from recipekeeper.formula.amounts.weighable import MINIMUM_DIVISIONS
from recipekeeper.formula.amounts.weighing_notes import weighing_notes
from recipekeeper.formula.model import Formula, Version
from recipekeeper.formula.sizing.size import scaled_at
from recipekeeper.formula.substance.sap import Sap, read_sap
from recipekeeper.operations.context import Context
from recipekeeper.operations.finding import find_version
from recipekeeper.operations.formulas.size_reading import SizeAsked, Sized, named
from recipekeeper.operations.formulas.sizes import size_of
from recipekeeper.quantity import Amount, read_amount

if TYPE_CHECKING:
    from recipekeeper.formula.substance.material import Materials
    from recipekeeper.operations.formulas.within import Within

_OWN_SIZE = SizeAsked()


@dataclass(frozen=True, slots=True)
class Explained:
    """How each number came about, in words; `lines` in order."""

    size: str
    lines: tuple[str, ...]
    superfat: str | None = None


@dataclass(frozen=True, slots=True)
class ShownFormula:
    """One version at one size, with all that follows from the rounded amounts."""

    version: Version
    asked: SizeAsked
    sized: Sized
    scaled: Scaled
    parts: tuple[Part | None, ...]
    total: Sum | None
    lye: LyeState | None
    notes: tuple[Note, ...]
    explained: Explained | None = None
    within: Within | None = None
    """What is in it, where the whole formula is shown."""


def show_formula(
    context: Context,
    reference: str,
    asked: SizeAsked = _OWN_SIZE,
    saps: Sequence[str] = (),
    *,
    explain: bool = False,
) -> ShownFormula:
    """A whole version, at its own size or another, with what is in it all the way down."""
    from recipekeeper.operations.formulas.within import within  # late: only a whole formula tells of it

    found = scale_formula(context, reference, asked, saps=saps, explain=explain)
    return replace(found, within=within(context, found.sized.formula, found.scaled))


def scale_formula(
    context: Context,
    reference: str,
    asked: SizeAsked = _OWN_SIZE,
    resolution: str | None = None,
    saps: Sequence[str] = (),
    *,
    explain: bool = False,
) -> ShownFormula:
    """A version at the size that was asked for, its own where none was.

    `resolution` is what the scale at hand shows, `saps` are those of the lots at hand, each `OIL=SAP`.
    """
    with context.read() as reading:
        version = find_version(reading, reference)
        formula = version.formula
        if lots := _saps(saps, formula, context):
            formula = with_saps(formula, lots)
        division = _division(resolution, context)
        sized = size_of(context, reading, formula, asked, division)
        minimum = reading.setting("minimum_divisions")
    scaled = scaled_at(sized.formula, sized.size, division)
    summed = total(sized.formula, scaled)
    lye = lye_of(sized.formula, scaled)
    return ShownFormula(
        version=version,
        asked=asked,
        sized=sized,
        scaled=scaled,
        parts=parts(sized.formula, scaled),
        total=summed,
        lye=lye,
        notes=_notes(sized, scaled, summed, lye, int(minimum) if minimum else MINIMUM_DIVISIONS),
        explained=_explained(context, sized, scaled, lye, list(lots)) if explain else None,
    )


def _division(resolution: str | None, context: Context) -> Amount | None:
    division = read_amount(resolution, context.units) if resolution is not None else None
    if division is not None and division.value <= 0:
        raise Misused(
            f'"{resolution}" is no resolution: it is the smallest step that the scale shows, e.g. "1 g".'
        )
    return division


def _notes(
    sized: Sized, scaled: Scaled, summed: Sum | None, lye: LyeState | None, divisions: int
) -> tuple[Note, ...]:
    formula, rounding = sized.formula, rounding_note(summed)
    return (
        *sized.notes,
        *((rounding,) if rounding else ()),
        *_superfat_notes(formula, scaled, lye),
        *weighing_notes(formula, scaled, divisions),
        *scaling_notes(formula, scaled),
    )


def _superfat_notes(formula: Formula, scaled: Scaled, lye: LyeState | None) -> tuple[Note, ...]:
    """Too little oil for the lye, as the amounts are rounded."""
    if lye is None:
        return ()
    from recipekeeper.formula.amounts.superfat import (  # late: only soap asks
        NEEDS_A_REASON,
        excess_lye,
        percent_text,
    )

    if said := excess_lye(formula, scaled):
        return (Note("superfat", f"Not to be made: {said}."),)
    if lye.superfat < NEEDS_A_REASON:
        left = percent_text(lye.superfat)
        said = f"These weights leave a superfat of only {left}, which the scatter of one lot can use up."
        return (Note("superfat", said),)
    return ()


# SAP values of lots


def _saps(typed: Sequence[str], formula: Formula, context: Context) -> dict[str, Sap]:
    """The SAP of a lot's certificate by the exact name of its oil; raises Refused for one no such oil has."""
    if not typed:
        return {}
    oils = [line.name for line in formula.lines if line.sap is not None]
    if not oils:
        raise NotFound(f"{formula.code} has no oil with a SAP, so --sap says nothing of it. Leave it out.")
    found: dict[str, Sap] = {}
    for name, text in named(typed, oils, formula, "--sap", "190 mg KOH/g"):
        if name in found:
            raise Misused(f"--sap names {name} twice.")
        found[name] = read_sap(text)
    materials = _materials(context)
    for name, sap in found.items():
        _demand_plausible(name, sap, materials)
    return found


def _materials(context: Context) -> Materials:
    from recipekeeper.operations.goods.materials import (
        known_materials,  # late: the table is not for every answer
    )

    return known_materials(context)


def _demand_plausible(name: str, sap: Sap, materials: Materials) -> None:
    from recipekeeper.formula.substance.material import (
        plausible,  # late: only a SAP that was typed is compared
    )

    known = materials.find(name)
    if known is None or known.sap is None:
        return
    low, high = plausible(known)
    if not low <= sap.koh <= high:
        raise Refused(
            f"{sap} is not to be believed of {name}, which has {_milligrams(low)} to {_milligrams(high)} mg KOH/g. "
            "Look at the alkali and the unit on the certificate; if it is right, record it with rk material set."
        )


def _milligrams(koh: Fraction) -> str:
    return f"{float(koh * 1000):.4g}"


def _explained(
    context: Context, sized: Sized, scaled: Scaled, lye: LyeState | None, lots: Sequence[str]
) -> Explained:
    from recipekeeper.formula.amounts.explain import explained  # late, both: only --explain asks
    from recipekeeper.formula.amounts.explain_lye import superfat_text

    formula = sized.formula
    sources = _sources(formula, lots, _materials(context)) if lye else {}
    unit = next((line.planned.unit for line in scaled.lines if line.planned.dimension == "mass"), "g")
    superfat = superfat_text(lye, unit) if lye else None
    return Explained(sized.size.how, explained(formula, scaled, sources), superfat)


def _sources(formula: Formula, lots: Sequence[str], materials: Materials) -> dict[str, str]:
    """Where the SAP of each oil comes from: a certificate, a table that has the same, else the formula."""
    found = {}
    for line in formula.lines:
        if line.sap is None:
            continue
        known = materials.find(line.name)
        if line.name in lots:
            found[line.name] = "the certificate"
        elif known is not None and known.sap is not None and known.sap.koh == line.sap.koh:
            found[line.name] = f"as in {'your own table' if known.own else 'the table'}: {known.sap_source}"
        else:
            found[line.name] = "the formula"
    return found
