"""How many of what: `40 bars`, `48 x 150 ml`."""

from __future__ import annotations

import re
from decimal import Decimal

from recipekeeper.quantity.composed import composed, part_of
from recipekeeper.quantity.grammar import Wanted
from recipekeeper.quantity.number import VULGAR
from recipekeeper.quantity.refusal import Refusal
from recipekeeper.quantity.show import plain
from recipekeeper.quantity.values import Amount
from recipekeeper.quantity.vocabulary import UNITS, UnitSystem

# The x of boxes is none.
_TIMES = rf"(.*?[^ ]) ?(?:(?<![^\W\d_])[xX×](?![^\W\d_])| of (?=[-.,0-9{VULGAR}])) ?(.+)"


def read_pieces(text: str, units: UnitSystem | None = None) -> tuple[Amount, Amount | None]:
    """A whole number of pieces, and the weight or volume of each where it is said.

    `40 bars`, `48` (pieces), `48 x 150 ml`, `48 bottles of 150 ml`. Raises QuantityError.
    """
    return composed(text, lambda tidy: _pieces(tidy, units), "a number of pieces", ("40 bars", "48 x 150 ml"))


def _pieces(tidy: str, units: UnitSystem | None) -> tuple[Amount, Amount | None] | Refusal:
    match = re.fullmatch(_TIMES, tidy)
    counted, held = match.groups() if match else (tidy, None)
    wanted = Wanted("a number of pieces", "40 bars", units, "piece", frozenset({"count"}))
    count = part_of(tidy, counted, wanted)
    if isinstance(count, Refusal):
        return count._replace(instead=(*count.instead, f"{held} x {counted}")) if held else count
    if count.value % 1 or not count.value:
        return Refusal("is no whole number above zero", (), counted if held else "")
    pieces = Amount(Decimal(int(count.value)), count.unit)
    if held is None:
        return pieces, None
    each = part_of(
        tidy, held, Wanted("an amount", "150 ml", units, None, frozenset({"mass", "volume", "count"}))
    )
    if isinstance(each, Refusal):
        return each
    unit = UNITS[each.unit]
    if unit.dimension == "count":
        total = plain(count.value * each.value)
        return Refusal("is a count of counts; their total is expected", (f"{total} {unit.many}",))
    return (pieces, Amount(*each)) if each.value else Refusal("is nothing in each piece", (), held)
