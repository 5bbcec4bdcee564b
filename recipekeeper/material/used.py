"""From which deliveries, and from which batches made here, one batch took what it is made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from recipekeeper.material.model import Lot
from recipekeeper.material.naming import folded
from recipekeeper.material.shelf import Shelf
from recipekeeper.material.stock import LotOnHand
from recipekeeper.material.takings import Taking, total
from recipekeeper.quantity import Amount


@dataclass(frozen=True, slots=True)
class Used:
    """What one batch took as one ingredient of one delivery, of another batch, or of a lot that nobody received."""

    name: str
    """The code of ours, that of the batch, or the lot as it was typed."""
    ingredient: str
    amount: Amount | None
    """None where it is not known how much of it."""
    lot: Lot | None = None
    """The delivery; None for a batch made here, and for what was never received."""
    batch: str | None = None
    """The batch that was made here."""
    is_late: bool = False
    """Whether the delivery is recorded as received only after it was taken from."""


def used(batch: str, stock: Iterable[LotOnHand], takings: Iterable[Taking], shelf: Shelf) -> tuple[Used, ...]:
    """Each source once for each ingredient, in the order in which the ingredients were weighed first.

    `takings` are those of the batch. Of several deliveries with one supplier's lot it is the one that was
    not yet used up, as `stock` has it.
    """
    own = [taking for taking in takings if taking.batch == batch]
    places = {folded(taking.ingredient): place for place, taking in reversed([*enumerate(own)])}
    found: dict[tuple[str, str, bool], list[tuple[Taking, Lot | None]]] = {}
    for one in stock:
        for taken, is_late in ((one.takings, False), (one.too_early, True)):
            for taking in taken:
                if taking.batch == batch:
                    key = (one.lot.code, folded(taking.ingredient), is_late)
                    found.setdefault(key, []).append((taking, one.lot))
    for taking in own:
        if not shelf.lots(taking):
            key = (shelf.batch(taking.lot) or taking.lot, folded(taking.ingredient), False)
            found.setdefault(key, []).append((taking, None))
    every = [_used(name, taken, shelf, is_late=is_late) for (name, _, is_late), taken in found.items()]
    return tuple(sorted(every, key=lambda each: places[folded(each.ingredient)]))


def _used(name: str, taken: list[tuple[Taking, Lot | None]], shelf: Shelf, *, is_late: bool) -> Used:
    amounts = [taking.amount for taking, _ in taken if taking.amount is not None]
    first, lot = taken[0]
    return Used(
        name,
        first.ingredient,
        total(amounts) if len(amounts) == len(taken) else None,
        lot,
        None if lot else shelf.batch(first.lot),
        is_late,
    )
