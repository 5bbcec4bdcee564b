"""What a number means: text -> value -> text. Knows nothing of formulas; sole importer of pint.

What only a formula needs (a rate, a density, a mould) is loaded when it is first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from recipekeeper.quantity.read import (
    read_amount,
    read_duration,
    read_number,
    read_percent,
    read_range,
    read_setpoint,
    read_span,
)
from recipekeeper.quantity.show import duration_text, plain
from recipekeeper.quantity.units import refused_unit, unit_key
from recipekeeper.quantity.values import Amount, Setpoint, Span, document, store_text
from recipekeeper.quantity.vocabulary import UnitSystem

if TYPE_CHECKING:
    from recipekeeper.quantity.density import Density, read_density
    from recipekeeper.quantity.mould import Mould, read_mould
    from recipekeeper.quantity.pieces import read_pieces
    from recipekeeper.quantity.rate import Rate, read_rate, read_ratio

__all__ = [
    "Amount",
    "Density",
    "Mould",
    "Rate",
    "Setpoint",
    "Span",
    "UnitSystem",
    "document",
    "duration_text",
    "plain",
    "read_amount",
    "read_density",
    "read_duration",
    "read_mould",
    "read_number",
    "read_percent",
    "read_pieces",
    "read_range",
    "read_rate",
    "read_ratio",
    "read_setpoint",
    "read_span",
    "refused_unit",
    "store_text",
    "unit_key",
]

_HOME = {
    "Density": "density",
    "Mould": "mould",
    "Rate": "rate",
    "read_density": "density",
    "read_mould": "mould",
    "read_pieces": "pieces",
    "read_rate": "rate",
    "read_ratio": "rate",
}

if not TYPE_CHECKING:  # so that a misspelt name is still an error of types

    def __getattr__(name: str) -> object:
        if name not in _HOME:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        # A weighing reads amounts only, and each dataclass costs a millisecond.
        from importlib import import_module

        return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
