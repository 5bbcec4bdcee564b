"""What goes in: what is known of an oil or another material, and how its name is found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from recipekeeper.formula.substance.names import Key, keys
from recipekeeper.formula.substance.sap import KOH_PER_NAOH, LEAST_KOH, MOST_KOH, Alkali, Sap, read_sap

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


_Index = dict[Key, set[int]]

_EVER_MORE_LOOSELY = (
    (True, False, False),
    (False, False, False),
    (False, True, False),
    (False, True, True),
)
"""Whether only the own names of materials count, whether plurals do not, whether qualities do not."""


class Materials:
    """Materials by their names, in the order of their names; never changed once made."""

    __slots__ = ("_indexes", "_materials")

    def __init__(self, materials: Iterable[Material] = ()) -> None:
        named = {material.name.casefold(): material for material in materials}
        self._materials = tuple(named[name] for name in sorted(named))
        self._indexes: dict[tuple[bool, bool], _Index] = {}

    def __iter__(self) -> Iterator[Material]:
        return iter(self._materials)

    def __len__(self) -> int:
        return len(self._materials)

    def find(self, name: str) -> Material | None:
        """The one material that a name means; None where there is none, or where it could mean two.

        A material's own name counts before its other names, and these before a looser reading: order, spacing,
        commas, parentheses and case never count; then plurals do not; then words such as "virgin" do not.
        """
        for own_name, singular, without_qualities in _EVER_MORE_LOOSELY:
            index = self._index(own_name=own_name, singular=singular)
            wanted = keys(name, singular=singular, without_qualities=without_qualities)
            found = frozenset[int]().union(*(index.get(key, ()) for key in wanted))
            if found:
                return self._materials[min(found)] if len(found) == 1 else None
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

        The keys are sap, sap_low, sap_high, sap_source, density, density_source, inci, inci_soap, allergens,
        contains, fat ("yes" or "no"), and source, for what has none of its own; lists are parted by commas.
        The table's range no longer holds for an oil whose own value lies far outside it.
        Raises QuantityError for a SAP or a density that cannot be read.
        """
        known = {material.name: material for material in self}
        for name, values in documents.items():
            if values:
                title = found.name if (found := self.find(name)) else name
                known[title] = _with_own(known.get(title, Material(title)), values)
        return Materials(known.values())

    def _index(self, *, own_name: bool, singular: bool) -> _Index:
        """The places of the materials by the keys of their names; made when it is first needed."""
        kind = (own_name, singular)
        if kind not in self._indexes:
            index: _Index = {}
            for number, material in enumerate(self):
                for name in (material.name,) if own_name else (material.name, *material.also):
                    for key in keys(name, singular=singular):
                        index.setdefault(key, set()).add(number)
            self._indexes[kind] = index
        return self._indexes[kind]


NONE = Materials()
"""Where nothing is known of any material."""


def _with_own(material: Material, values: Mapping[str, str]) -> Material:
    source = values.get("source", "the maker's own value")
    if "sap" in values:
        said_by = values.get("sap_source", source)
        sap, (low, high) = read_sap(values["sap"]), plausible(material)
        if not low <= sap.koh <= high:
            material = replace(material, sap_low=None, sap_high=None)
        material = replace(material, sap=sap, sap_source=said_by, is_fat=True)
    if "sap_low" in values:
        material = replace(material, sap_low=read_sap(values["sap_low"]).koh)
    if "sap_high" in values:
        material = replace(material, sap_high=read_sap(values["sap_high"]).koh)
    if "density" in values:
        from recipekeeper.quantity import read_density  # late: few values are a density

        density, said_by = read_density(values["density"]), values.get("density_source", source)
        material = replace(material, density=density, density_source=said_by, density_at="")
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
