"""Ingredients by the names of cosmetics: INCI, and of a soap what its oils became."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

from recipekeeper.batch.model import BatchRecord
from recipekeeper.errors import Refused
from recipekeeper.formula.model import Line
from recipekeeper.formula.substance.by_name import alkali_of
from recipekeeper.formula.substance.material import Materials
from recipekeeper.formula.substance.roles import is_alkali
from recipekeeper.formula.substance.sap import Alkali

GLYCERIN_OF_KOH = Fraction(9209, 3 * 5611)
"""How much glycerin the saponification of a fat sets free, by weight of the KOH that it takes: 92.09 g/mol for three
times 56.11 g/mol."""

_DECLARATION = {
    "eu": "its supplier's allergen declaration says them: Annex III, as amended by Regulation (EU) 2023/1545",
    "uk": "its supplier's allergen declaration says them: Annex III",
}
_AQUA = {"us": "Water", "ca": "Aqua/Water/Eau"}


class Run(NamedTuple):
    """A piece of a line of text."""

    text: str
    strong: bool = False


@dataclass(slots=True)
class Listing:
    """A list of ingredients that is being made, and what could not be said so far."""

    record: BatchRecord
    materials: Materials
    goods: str | None
    market: str
    parts: Mapping[str, tuple[str, ...]]
    lacking: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def inci_name(made: Listing, line: Line) -> str:
    """The INCI name of an ingredient, else its own name; what is not known is noted as lacking."""
    known = made.materials.find(line.name)
    name = line.inci or (known.inci if known else "")
    if name.casefold() == "aqua":
        return _AQUA.get(made.market, name)
    if not name:
        made.lacking.append(
            (
                f"the INCI name of {line.name}",
                f'rk material set "{line.name}" --inci "…", or inci in the formula',
            )
        )
    if known is not None and known.is_scent and made.market in ("eu", "uk"):
        made.lacking.append(
            (
                f"the fragrance allergens of {line.name} above 0.01 % in what is rinsed off, 0.001 % in what stays on",
                _DECLARATION[made.market],
            )
        )
    return name or line.name


def as_saponified(made: Listing, weights: Mapping[str, Fraction]) -> Iterator[tuple[Fraction, list[Run]]]:
    """The soaps that the oils became, the glycerin set free, and all else as it was added."""
    lines = {line.name: line for line in made.record.plan.formula.lines}
    alkalis = {alkali_of(name) for name in weights if is_alkali(name)} - {None}
    if len(alkalis) != 1:
        raise Refused(
            "With two alkalis nobody knows which oil became the soap of which: leave --soap-names out, and the "
            "ingredients are named as they were added."
        )
    (alkali,) = alkalis
    koh = Fraction(0)
    for name, weight in weights.items():
        line, known = lines[name], made.materials.find(name)
        if line.sap is None:
            if not is_alkali(name):
                yield weight, [Run(inci_name(made, line))]
            continue
        koh += weight * line.sap.koh
        soap = known.inci_soap if known else ""
        if not soap:
            raise Refused(
                f'What {name} becomes in soap has no name here: rk material set "{name}" --inci-soap "Sodium …", '
                "or leave --soap-names out."
            )
        yield weight, [Run(soap.replace("Sodium", "Potassium") if alkali is Alkali.KOH else soap)]
    yield koh * GLYCERIN_OF_KOH, [Run("Glycerin")]
    made.notes.append(
        "Oils are named as the soap that they became, water as it was added; the superfat is part of them."
    )
