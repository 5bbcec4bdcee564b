"""Weight per volume: the only way from the one to the other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from recipekeeper.errors import QuantityError
from recipekeeper.quantity.composed import composed, part_of
from recipekeeper.quantity.convert import relation
from recipekeeper.quantity.grammar import Wanted
from recipekeeper.quantity.number import is_number
from recipekeeper.quantity.refusal import Refusal
from recipekeeper.quantity.show import plain, trimmed
from recipekeeper.quantity.values import Amount
from recipekeeper.quantity.vocabulary import KINDS, UNITS, UnitSystem

# From the lightest powders to gold and the like; what lies outside is a slip of the decimal mark or the unit.
_LIGHTEST, _HEAVIEST = Fraction(5, 100), Fraction(25)

_WATER = Decimal("0.9982")
"""Density of water at 20 °C in g/ml: 998.2 kg/m3, CRC Handbook of Chemistry and Physics."""

_CUBIC_CENTIMETRES = frozenset({"cm3", "cm³", "cm^3", "ccm"})
_CUBIC_METRES = frozenset({"m3", "m³", "m^3"})


@dataclass(frozen=True, slots=True)
class Density:
    """A weight per volume, as written; raises QuantityError for what no material has."""

    value: Decimal
    mass_unit: str
    volume_unit: str

    def __post_init__(self) -> None:
        _demand(Amount(self.value, self.mass_unit), "mass")
        _demand(Amount(Decimal(1), self.volume_unit), "volume")
        if not _LIGHTEST <= self.exact <= _HEAVIEST:
            raise QuantityError(f"{self} {_IMPLAUSIBLE}, such as 0.915 g/ml.")

    @property
    def exact(self) -> Fraction:
        """The density in g/ml."""
        return Fraction(self.value) * relation(self.mass_unit, "g") / relation(self.volume_unit, "ml")

    def mass_of(self, volume: Amount, unit: str = "g") -> Amount:
        """What a volume weighs; raises QuantityError where it is none, or the unit is none of weight."""
        _demand(volume, "volume")
        per_unit = Amount(Decimal(1), self.mass_unit).exact_in(unit)
        return Amount.of_exact(volume.exact_in(self.volume_unit) * Fraction(self.value) * per_unit, unit)

    def volume_of(self, mass: Amount, unit: str = "ml") -> Amount:
        """The room that a weight takes; raises QuantityError where it is none, or the unit is none of volume."""
        _demand(mass, "mass")
        per_unit = Amount(Decimal(1), self.volume_unit).exact_in(unit)
        return Amount.of_exact(mass.exact_in(self.mass_unit) / Fraction(self.value) * per_unit, unit)

    def __str__(self) -> str:
        return f"{plain(self.value)} {UNITS[self.mass_unit].one}/{UNITS[self.volume_unit].one}"


_IMPLAUSIBLE = "is no density of a material, which is between 0.05 and 25 g/ml"


def _demand(amount: Amount, dimension: str) -> None:
    if amount.dimension != dimension:
        raise QuantityError(
            f"{amount} is {KINDS[amount.dimension]}, and a density needs {KINDS[dimension]} there, "
            f"such as {'100 g' if dimension == 'mass' else '100 ml'}."
        )


def read_density(text: str, units: UnitSystem | None = None, *, bare: bool = False) -> Density:
    """A weight per volume: `0.915 g/ml`, `0.915 kg/l`, `0.915 g/cm3`, `7.6 lb/gal`.

    A number alone is in g/ml where it may be `bare`, else refused. Raises QuantityError, also for what no
    material weighs and for a specific gravity, whose water is at a temperature that it does not tell.
    """
    return composed(text, lambda tidy: _density(tidy, units, bare=bare), "a density", ("0.915 g/ml",))


def _density(tidy: str, units: UnitSystem | None, *, bare: bool) -> Density | Refusal:
    if is_number(tidy):
        return (
            _density(f"{tidy} g/ml", units, bare=bare) if bare else Refusal("has no unit", (f"{tidy} g/ml",))
        )
    match = re.fullmatch(r"(.*[^ ]) ?(?:/| per ) ?([^0-9/ ][^/]*)", tidy)
    if match is None:
        return _without_volume(tidy, units)
    mass = part_of(tidy, match[1], Wanted("a weight", "0.915 g", units, None, frozenset({"mass"})))
    if isinstance(mass, Refusal):
        return mass
    name = match[2].lower()
    if name in _CUBIC_METRES and mass.unit == "kg":
        return Refusal("is per cubic metre, which is not used here", (f"{plain(mass.value)} g/l",))
    unit = "ml" if name in _CUBIC_CENTIMETRES else match[2]
    wanted = Wanted("a volume", "1 ml", units, None, frozenset({"volume"}))
    volume = part_of(f"1 {unit}", f"1 {unit}", wanted)
    if isinstance(volume, Refusal):
        instead = (f"{match[1]}/{each.removeprefix('1 ')}" for each in volume.instead)
        return Refusal(volume.reason, tuple(instead), match[2])
    exact = Fraction(mass.value) * relation(mass.unit, "g") / relation(volume.unit, "ml")
    if not _LIGHTEST <= exact <= _HEAVIEST:
        return Refusal(_IMPLAUSIBLE)
    return Density(mass.value, mass.unit, volume.unit)


def _without_volume(tidy: str, units: UnitSystem | None) -> Refusal:
    found = part_of(tidy, tidy, Wanted("a density", "0.915 g/ml", units, points=True))
    if isinstance(found, Refusal):
        return found
    if found.unit == "SG":
        return Refusal(
            "is relative to water, which has 0.9982 g/ml at 20 °C; a weight per volume is expected",
            (f"{trimmed(found.value * _WATER)} g/ml",),
        )
    return Refusal(f"is {KINDS[UNITS[found.unit].dimension]}, and a weight per volume is expected")
