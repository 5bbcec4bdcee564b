"""What a number means: text -> value -> text. Knows nothing of formulas; sole importer of pint."""

from __future__ import annotations

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
    "Setpoint",
    "Span",
    "UnitSystem",
    "document",
    "duration_text",
    "plain",
    "read_amount",
    "read_duration",
    "read_number",
    "read_range",
    "read_setpoint",
    "read_span",
    "store_text",
    "unit_key",
]
