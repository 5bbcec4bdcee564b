"""How many of what: `40 bars`, `48 x 150 ml`."""

from __future__ import annotations

import re

from recipekeeper.quantity.composed import composed, part_of
from recipekeeper.quantity.grammar import Wanted
from recipekeeper.quantity.refusal import Refusal
from recipekeeper.quantity.values import Amount
from recipekeeper.quantity.vocabulary import UnitSystem


def read_pieces(text: str, units: UnitSystem | None = None) -> tuple[Amount, Amount | None]:
    """A whole number of pieces, and what each holds where it is said.

    `40 bars`, `48`, `48 x 150 ml`, `48 bottles of 150 ml`. Raises QuantityError.
    """
    return composed(text, lambda tidy: _pieces(tidy, units), "a number of pieces", ("40 bars", "48 x 150 ml"))


def _pieces(tidy: str, units: UnitSystem | None) -> tuple[Amount, Amount | None] | Refusal:
    match = re.fullmatch(r"(.*?[^ ]) ?(?:(?<![^\W\d_])[xX×](?![^\W\d_])| of ) ?(.+)", tidy)
    counted, held = (match[1], match[2]) if match else (tidy, None)
    count = part_of(
        tidy, counted, Wanted("a number of pieces", "40 bars", units, "piece", frozenset({"count"}))
    )
    if isinstance(count, Refusal):
        return count
    if count.value % 1 or not count.value:
        return Refusal("is no whole number of pieces above zero")
    if held is None:
        return Amount(*count), None
    each = part_of(
        tidy, held, Wanted("a weight or a volume", "150 ml", units, None, frozenset({"mass", "volume"}))
    )
    if isinstance(each, Refusal):
        return each
    return (Amount(*count), Amount(*each)) if each.value else Refusal("has nothing in each piece")
