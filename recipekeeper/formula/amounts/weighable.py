"""How little a scale can weigh: below so many of its divisions, one division too many is a large part of it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from recipekeeper.quantity import Amount

if TYPE_CHECKING:
    from recipekeeper.formula.amounts.scale import ScaledLine

MINIMUM_DIVISIONS = 50
"""The least load of a scale in its divisions, at which rounding is off by 1 % at most (NIST Handbook 44,
suitability of equipment, G-UR.1.1)."""


def minimum(resolution: Amount, divisions: int = MINIMUM_DIVISIONS) -> Amount:
    """The least that a scale of that resolution should weigh: 5 g where it shows 0.1 g."""
    return resolution.times(Fraction(divisions))


def is_weighable(line: ScaledLine, divisions: int = MINIMUM_DIVISIONS) -> bool:
    """Whether the scale of a line can weigh what is planned of it.

    What is measured out or counted, and a line without a resolution, always can be. The resolution of a line
    by whole packs is its pack: such a line is not to be asked about.
    """
    if line.resolution is None or line.planned.dimension != "mass":
        return True
    return line.planned >= minimum(line.resolution, divisions)
