"""Whether a batch fits into its vessel, and into how many equal ones it has to be split where it does not."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from recipekeeper.errors import QuantityError, Refused
from recipekeeper.formula.amounts.figures import percent, quantity, readable
from recipekeeper.formula.amounts.notes import Note
from recipekeeper.formula.model import Formula
from recipekeeper.formula.sizing.converting import ProductDensity, converted, weight_of_lines
from recipekeeper.formula.sizing.size import Size
from recipekeeper.quantity import Amount

FILLS: tuple[tuple[tuple[str, ...], Fraction, str], ...] = (
    (("hot-process", "hot process", "liquid soap"), Fraction(1, 2), "a soap that is cooked"),
    (("soap",), Fraction(2, 3), "a cold-process soap"),
    (("jam", "jelly", "marmalade"), Fraction(1, 2), "a jam, which foams"),
    (
        ("ferment", r"(?:\w* )?beer", r"\w* ?ale\b", "kombucha", "cider", "wine", "mead"),
        Fraction(4, 5),
        "a ferment",
    ),
    (("sauce", "ketchup", "salsa"), Fraction(4, 5), "a sauce"),
)
"""How full a vessel may be, by the first word that stands in the kind of a formula, and what it is called.

Hot process: half or less (soapnuts.com/cphp2.html), at most three quarters (simplynaturalsoapmakingsupplies.com.au).
The others are common practice of the trades, for which no authority was found: two thirds in the pot of a
cold-process soap, half in a jam kettle because of the foam, 75 to 80 % in a fermenter, 80 % in a sauce pot.
"""

DEFAULT_FILL = Fraction(4, 5)
"""Where the kind says nothing: common practice as well."""

_MOST_TRIES = 50


@dataclass(frozen=True, slots=True)
class Vessel:
    """What a vessel holds to the brim, how much of it is used, and why so much."""

    holds: Amount
    fill: Fraction
    why: str

    @property
    def usable(self) -> Fraction:
        """In the unit of the vessel."""
        return Fraction(self.holds.value) * self.fill


def vessel_for(formula: Formula, holds: Amount, fill: Fraction | None = None) -> Vessel:
    """The vessel with its fullest: as given, else as the formula says, else as is usual for its kind."""
    if holds.value <= 0 or holds.dimension == "count":
        raise QuantityError(f'{holds} is no vessel: it holds a volume, or a weight, such as "6 l".')
    if fill is not None:
        return Vessel(holds, fill, "as given")
    if formula.vessel_fill is not None:
        return Vessel(holds, formula.vessel_fill, f"as {formula.code} says")
    kind = formula.kind.casefold()
    for words, usual, called in FILLS:
        if any(re.search(rf"\b{word}", kind) for word in words):
            return Vessel(holds, usual, f"as is usual for {called}")
    return Vessel(holds, DEFAULT_FILL, "as is usual")


def fitted(
    formula: Formula,
    vessel: Vessel,
    density: ProductDensity | None,
    size_of: Callable[[int], Size],
    *,
    split: bool,
) -> tuple[int, Size, Note]:
    """How many batches the size is made in, one of them, and how full it makes the vessel.

    `size_of` gives one of so many equal batches. Raises Refused where it does not fit and is not to be split,
    and where no number of batches fits; QuantityError where the room that a batch takes cannot be told.
    """
    size = size_of(1)
    content = _content(formula, size, vessel, density)
    batches = 1
    if content > vessel.usable:
        batches, one = _batches_that_fit(formula, vessel, density, size_of, ceil(content / vessel.usable))
        if not split:
            raise Refused(_too_much(vessel, content, batches, one))
        size, content = one, _content(formula, one, vessel, density)
    full = percent(content / Fraction(vessel.holds.value), 0)
    each = "The batch fills" if batches == 1 else "Each batch fills"
    sentence = (
        f"{each} the vessel of {vessel.holds} to {full} ({quantity(content, vessel.holds.unit)}); "
        f"{percent(vessel.fill, 0)} at most, {vessel.why}."
    )
    return batches, size, Note("vessel", sentence)


def times(batches: int, size: Size) -> str:
    """`2 × 3941 g`."""
    yields = readable(Fraction(size.yields.value), size.yields.unit, 4)
    return f"{batches} × {yields}"


def _content(formula: Formula, size: Size, vessel: Vessel, density: ProductDensity | None) -> Fraction:
    """The room that a batch takes at its fullest: before it boils down it is all that its lines weigh."""
    unit, exact = vessel.holds.unit, density.exact if density else None
    made = Fraction(formula.yields.value) * size.factor
    weight = weight_of_lines(formula)
    rooms = [
        converted(made, formula.yields.unit, unit, exact),
        None if weight is None else converted(weight * size.factor, "g", unit, exact),
    ]
    known = [room for room in rooms if room is not None]
    if not known:
        raise QuantityError(
            f"To tell how full {formula.code} makes a vessel of {vessel.holds}, the density of the product is needed. "
            'Give it, such as --density "1.04 g/ml", or write density = "1.04 g/ml" at the top of the formula.'
        )
    return max(known)


def _batches_that_fit(
    formula: Formula,
    vessel: Vessel,
    density: ProductDensity | None,
    size_of: Callable[[int], Size],
    least: int,
) -> tuple[int, Size]:
    for batches in range(least, least + _MOST_TRIES):
        size = size_of(batches)
        if _content(formula, size, vessel, density) <= vessel.usable:
            return batches, size
    raise Refused(
        f"A vessel of {vessel.holds} is too small for {formula.code} at this size, however often it is made. "
        "Take a bigger one."
    )


def _too_much(vessel: Vessel, content: Fraction, batches: int, one: Size) -> str:
    full = percent(content / Fraction(vessel.holds.value), 0)
    usable = quantity(vessel.usable, vessel.holds.unit)
    return (
        f"{quantity(content, vessel.holds.unit)} would fill the vessel of {vessel.holds} to {full}; "
        f"{percent(vessel.fill, 0)} ({usable}) is the most, {vessel.why}. "
        f"Make {batches} equal batches, {times(batches, one)}: add --split."
    )
