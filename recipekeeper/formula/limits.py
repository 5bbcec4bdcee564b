"""The range that a value has to lie in."""

from __future__ import annotations

from dataclasses import dataclass

from recipekeeper.quantity import Setpoint


@dataclass(frozen=True, slots=True)
class Limits:
    """The range a value has to lie in; an end that is open is None."""

    low: Setpoint | None = None
    high: Setpoint | None = None
