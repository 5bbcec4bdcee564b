"""Weight per volume: the only way from the one to the other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from recipekeeper.errors import QuantityError
from recipekeeper.quantity.composed import amount_per_unit, composed, part_of
from recipekeeper.quantity.convert import relation
from recipekeeper.quantity.grammar import Wanted
from recipekeeper.quantity.number import is_number
from recipekeeper.quantity.refusal import Refusal
from recipekeeper.quantity.show import plain, trimmed
from recipekeeper.quantity.values import Amount
from recipekeeper.quantity.vocabulary import KINDS, UNITS, UnitSystem

# From the lightest powders to the heaviest metals; beyond lies a slip of the decimal mark or of the unit.
_LIGHTEST, _HEAVIEST = Fraction(5, 100), Fraction(25)
_IMPLAUSIBLE = "is no density of a material, which is between 0.05 and 25 g/ml"

_WATER = Decimal("0.9982")
"""g/ml of water at 20 °C: CRC Handbook of Chemistry and Physics, Standard Density of Water."""

_CUBIC_CENTIMETRE = r"\b(?:cm ?\^?3|cm ?³|ccm)$"
_KILOGRAMS_PER_CUBIC_METRE = r"(.*[^ ]) ?kg ?(?:/| per ) ?m ?(?:\^?3|³)"


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
        return _grams_per_ml(self.value, self.mass_unit, self.volume_unit)

    def mass_of(self, volume: Amount, unit: str = "g") -> Amount:
        """What a volume weighs; raises QuantityError where it is none, or the unit is none of weight."""
        _demand(volume, "volume")
        per_volume = Fraction(self.value) * Amount(Decimal(1), self.mass_unit).exact_in(unit)
        return Amount.of_exact(volume.exact_in(self.volume_unit) * per_volume, unit)

    def volume_of(self, mass: Amount, unit: str = "ml") -> Amount:
        """The room that a weight takes; raises QuantityError where it is none, or the unit is none of volume."""
        _demand(mass, "mass")
        per_mass = Amount(Decimal(1), self.volume_unit).exact_in(unit) / Fraction(self.value)
        return Amount.of_exact(mass.exact_in(self.mass_unit) * per_mass, unit)

    def __str__(self) -> str:
        return f"{Amount(self.value, self.mass_unit)}/{UNITS[self.volume_unit].one}"


def _demand(amount: Amount, dimension: str) -> None:
    if amount.dimension != dimension:
        raise QuantityError(
            f"{amount} is {KINDS[amount.dimension]}, and a density needs {KINDS[dimension]} there, "
            f"such as {'100 g' if dimension == 'mass' else '100 ml'}."
        )


def _grams_per_ml(value: Decimal, mass_unit: str, volume_unit: str) -> Fraction:
    return Fraction(value) * relation(mass_unit, "g") / relation(volume_unit, "ml")


def read_density(text: str, units: UnitSystem | None = None, *, bare: bool = False) -> Density:
    """A weight per volume: `0.915 g/ml`, `0.915 kg/l`, `0.915 g/cm3` (a ml), `7.6 lb/gal`.

    A number alone is in g/ml where it may be `bare`, else refused. Raises QuantityError, also for what no
    material weighs, and for a specific gravity, which does not say how warm its water is.
    """
    return composed(text, lambda tidy: _density(tidy, units, bare=bare), "a density", ("0.915 g/ml",))


def _density(tidy: str, units: UnitSystem | None, *, bare: bool) -> Density | Refusal:
    if is_number(tidy):
        with_unit = f"{tidy} g/ml"
        return _density(with_unit, units, bare=False) if bare else Refusal("has no unit", (with_unit,))
    if match := re.fullmatch(_KILOGRAMS_PER_CUBIC_METRE, tidy, re.IGNORECASE):
        return Refusal("is per cubic metre, which is not used here", (f"{match[1]} g/l",))
    found = amount_per_unit(
        re.sub(_CUBIC_CENTIMETRE, "ml", tidy, flags=re.IGNORECASE),
        Wanted("a weight", "0.915 g", units, None, frozenset({"mass"})),
        Wanted("a volume", "1 ml", units, None, frozenset({"volume"})),
    )
    if found is None:
        return _without_volume(tidy, units)
    if isinstance(found, Refusal):
        return found
    mass, volume_unit = found
    plausible = _LIGHTEST <= _grams_per_ml(*mass, volume_unit) <= _HEAVIEST
    return Density(*mass, volume_unit) if plausible else Refusal(_IMPLAUSIBLE)


def _without_volume(tidy: str, units: UnitSystem | None) -> Refusal:
    found = part_of(tidy, tidy, Wanted("a density", "0.915 g/ml", units, points=True))
    if isinstance(found, Refusal):
        return found
    if found.unit == "SG":
        return Refusal(
            f"is relative to water, which has {plain(_WATER)} g/ml at 20 °C; a weight per volume is expected",
            (f"{trimmed(round(found.value * _WATER, 4))} g/ml",),
        )
    return Refusal(f"is {KINDS[UNITS[found.unit].dimension]}, and a weight per volume is expected")
