"""How a formula makes its lye: which alkalis, how much water, how much oil is left over."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from recipekeeper.formula.substance.sap import Alkali


class Water(Enum):
    """Three ways to say how much water the lye takes; all three count the pure alkali."""

    CONCENTRATION = "concentration"
    """Alkali in percent of alkali and water."""
    RATIO = "water_ratio"
    """Water to alkali."""
    OF_OILS = "water"
    """Water in percent of the oils."""


@dataclass(frozen=True, slots=True)
class Lye:
    """How the alkali and the water follow from the oils; parts, purity and superfat as fractions of 1."""

    parts: tuple[tuple[Alkali, Fraction], ...]
    """Which part of the oils each alkali saponifies; together 1."""
    purity: tuple[tuple[Alkali, Fraction], ...]
    superfat: Fraction
    water: Water
    water_value: Fraction
    solution: Fraction | None = None
    """The strength of a lye solution that is kept in stock, where the alkali comes as one."""

    def purity_of(self, alkali: Alkali) -> Fraction:
        """How much of what is weighed is that alkali."""
        return dict(self.purity)[alkali]
