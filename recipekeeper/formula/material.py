"""What goes in: what is known of an oil or another material, and how its name is found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from recipekeeper.formula.material_names import LEVELS, Key, keys
from recipekeeper.formula.sap import KOH_PER_NAOH, LEAST_KOH, MOST_KOH, Alkali, Sap, read_sap

if TYPE_CHECKING:
    from recipekeeper.quantity import Density

__all__ = [
    "KOH_PER_NAOH",
    "NONE",
    "Alkali",
    "Material",
    "Materials",
    "Sap",
    "plausible",
    "read_sap",
]

BELOW_RANGE, ABOVE_RANGE = Fraction("0.95"), Fraction("1.05")
"""How far beyond an oil's own range a SAP may lie: lots lie a little outside a standard, while a KOH value
taken for one of NaOH lies 40 % away."""

AROUND_POINT = Fraction("0.10")
"""How far from its one known value a SAP may lie where no range is known: charts of one oil are up to 13 %
apart from end to end."""


@dataclass(frozen=True, slots=True)
class Material:
    """What is known of one material; None and "" for what is not known, which is asked for and never guessed."""

    name: str
    also: tuple[str, ...] = ()
    """Other names that mean the same."""
    is_fat: bool = False
    """Whether an alkali saponifies it: an oil, a butter, a fatty acid, a wax ester."""
    is_scent: bool = False
    """An essential or fragrance oil: an oil by name, and no fat."""
    sap: Sap | None = None
    sap_low: Fraction | None = None
    """The range of this oil's SAP, in g KOH per g."""
    sap_high: Fraction | None = None
    sap_source: str = ""
    density: Density | None = None
    density_at: str = ""
    """`20 °C`, `bulk`."""
    density_source: str = ""
    inci: str = ""
    inci_soap: str = ""
    """What it is called on a label once NaOH has saponified it."""
    allergens: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()
    """What a compound material is made of."""
    note: str = ""
    own: bool = False
    """Whether any of it was said by the maker."""


def plausible(material: Material) -> tuple[Fraction, Fraction]:
    """The lowest and highest SAP to be believed of a material, in g KOH per g.

    Its own range widened by 5 % at either end; 10 % around its one value where no range is known; what any
    fat has where nothing is known of this one.
    """
    if material.sap_low is not None and material.sap_high is not None:
        return material.sap_low * BELOW_RANGE, material.sap_high * ABOVE_RANGE
    if material.sap is not None:
        koh = material.sap.koh
        return koh * (1 - AROUND_POINT), koh * (1 + AROUND_POINT)
    return LEAST_KOH, MOST_KOH


class Materials:
    """Materials by their names, in the order of their names; never changed once made."""

    __slots__ = ("_by_key", "_materials")

    def __init__(self, materials: Iterable[Material] = ()) -> None:
        named = {material.name.casefold(): material for material in materials}
        self._materials = tuple(named[name] for name in sorted(named))
        self._by_key: dict[tuple[int, Key], set[int]] = {}

    def __iter__(self) -> Iterator[Material]:
        return iter(self._materials)

    def __len__(self) -> int:
        return len(self._materials)

    def find(self, name: str) -> Material | None:
        """The one material that a name means; None where there is none, or where it could mean two.

        A material's own name counts before its other names, and these before a looser reading: order, spacing,
        commas, parentheses and case never count; then plurals do not; then words such as "virgin" do not.
        """
        if not self._by_key:
            self._fill()
        for level in range(-1, LEVELS):
            found: set[int] = set()
            for key in keys(name, max(level, 0)):
                found |= self._by_key.get((level, key), set())
            if found:
                return self._materials[found.pop()] if len(found) == 1 else None
        return None

    def near(self, name: str) -> tuple[str, ...]:
        """Up to three names of materials that look most like this one, the nearest first."""
        # Only a name that is not known needs the comparison, and its module costs start-up time.
        from difflib import get_close_matches

        names = {also.casefold(): each.name for each in self for also in (*each.also, each.name)}
        close = get_close_matches(name[:100].casefold(), names, n=9, cutoff=0.6)
        return tuple(dict.fromkeys(names[each] for each in close))[:3]

    def with_own(self, documents: Mapping[str, Mapping[str, str]]) -> Materials:
        """These with a maker's own values by name: each replaces one field, and a new name adds a material.

        The keys are sap, sap_low, sap_high, density, inci, inci_soap, allergens, contains, source and fat;
        lists are parted by commas. Raises QuantityError for a SAP or a density that cannot be read.
        """
        known = {material.name: material for material in self}
        for name, values in documents.items():
            if values:
                material = _with_own(self.find(name) or Material(name), values)
                known[material.name] = material
        return Materials(known.values())

    def _fill(self) -> None:
        for number, material in enumerate(self._materials):
            self._enter(-1, material.name, number)
            for level in range(LEVELS):
                for name in (material.name, *material.also):
                    self._enter(level, name, number)

    def _enter(self, level: int, name: str, number: int) -> None:
        for key in keys(name, max(level, 0)):
            self._by_key.setdefault((level, key), set()).add(number)


NONE = Materials()
"""Where nothing is known of any material."""


def _with_own(material: Material, values: Mapping[str, str]) -> Material:
    from recipekeeper.quantity import read_density

    source = values.get("source", "the maker's own value")
    if "sap" in values:
        material = replace(material, sap=read_sap(values["sap"]), sap_source=source, is_fat=True)
    if "sap_low" in values:
        material = replace(material, sap_low=read_sap(values["sap_low"]).koh)
    if "sap_high" in values:
        material = replace(material, sap_high=read_sap(values["sap_high"]).koh)
    if "density" in values:
        density = read_density(values["density"])
        material = replace(material, density=density, density_source=source, density_at="")
    if "fat" in values:
        material = replace(material, is_fat=values["fat"] == "yes")
    return replace(
        material,
        inci=values.get("inci", material.inci),
        inci_soap=values.get("inci_soap", material.inci_soap),
        allergens=_list(values, "allergens", material.allergens),
        contains=_list(values, "contains", material.contains),
        own=True,
    )


def _list(values: Mapping[str, str], key: str, before: tuple[str, ...]) -> tuple[str, ...]:
    if key not in values:
        return before
    return tuple(part.strip() for part in values[key].split(",") if part.strip())
