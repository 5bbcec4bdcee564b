"""Which way a line is rounded when its formula does not say.

Makers round the alkali down and oils and water up: too much oil leaves a milder bar, too much alkali
a harsh one (soapmakingforum.com/threads/calculating-oils.53906).
"""

from __future__ import annotations

import re

from recipekeeper.formula.model import Rounding

_ALKALI = re.compile(r"\b(sodium hydroxide|potassium hydroxide|naoh|koh|lye|caustic soda|caustic potash)\b")
_WATER = re.compile(r"(?<![\w-])(water|aqua)(?![\w-])")
OIL_PHASES = frozenset({"oil", "oils", "oil phase", "oils phase", "fats", "oils and butters"})
"""Phases in which a soap has its fats."""


def is_alkali(name: str) -> bool:
    """Whether an ingredient of that name is what saponifies."""
    return _ALKALI.search(name.casefold()) is not None


def is_water(name: str) -> bool:
    """Whether an ingredient of that name is water."""
    return _WATER.search(name.casefold()) is not None


def rounding_by_role(name: str, phase: str, *, has_sap: bool, beside_alkali: bool) -> Rounding:
    """Down for an alkali, up for water and for the oils of a soap, to the nearest division for the rest."""
    if is_alkali(name):
        return Rounding.DOWN
    oil = has_sap or (beside_alkali and phase.casefold() in OIL_PHASES)
    if oil or is_water(name):
        return Rounding.UP
    return Rounding.NEAREST
