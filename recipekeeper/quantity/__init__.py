"""What a number means: text -> value -> text. Knows nothing of formulas; sole importer of pint."""

from __future__ import annotations

from recipekeeper.quantity.density import Density, read_density
from recipekeeper.quantity.mould import Mould, read_mould
from recipekeeper.quantity.pieces import read_pieces
from recipekeeper.quantity.rate import Rate, read_rate, read_ratio
from recipekeeper.quantity.read import (
    read_amount,
    read_duration,
    read_number,
    read_range,
    read_setpoint,
    read_span,
)
from recipekeeper.quantity.show import duration_text, plain
from recipekeeper.quantity.units import unit_key
from recipekeeper.quantity.values import Amount, Setpoint, Span, document, store_text
from recipekeeper.quantity.vocabulary import UnitSystem

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
    "read_pieces",
    "read_range",
    "read_rate",
    "read_ratio",
    "read_setpoint",
    "read_span",
    "store_text",
    "unit_key",
]
