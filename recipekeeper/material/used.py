"""From which deliveries, and from which batches made here, one batch took what it is made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from recipekeeper.material.model import Lot
from recipekeeper.material.naming import folded
from recipekeeper.material.shelf import Shelf
from recipekeeper.material.stock import LotOnHand
from recipekeeper.material.takings import Taking, total
from recipekeeper.quantity import Amount


@dataclass(frozen=True, slots=True)
class Used:
    """What one batch took as one ingredient of one delivery, of another batch, or of a lot not received by then."""

    name: str
    """The code of ours, that of the batch, or the lot as it was typed."""
    ingredient: str
    amount: Amount | None
    """None where it is not known how much of it."""
    lot: Lot | None = None
    """The delivery; None for a batch made here, and for what was not received when it was taken."""
    batch: str | None = None
    """The batch that was made here."""
    later: Lot | None = None
    """A delivery with that lot number that came only afterwards."""


def used(batch: str, stock: Iterable[LotOnHand], takings: Iterable[Taking], shelf: Shelf) -> tuple[Used, ...]:
    """Each source once for each ingredient, in the order in which the ingredients were weighed first.

    Of several deliveries with one supplier's lot it is the one that was not yet used up, as `stock` has it.
    `takings` may be those of other batches too.
    """
    own = [taking for taking in takings if taking.batch == batch]
    found = [
        Used(
            shelf.batch(taking.lot) or taking.lot,
            taking.ingredient,
            taking.amount,
            batch=shelf.batch(taking.lot),
        )
        for taking in own
        if not shelf.lots(taking)
    ]
    for one in stock:
        found += [
            Used(one.lot.code, taking.ingredient, taking.amount, one.lot)
            for taking in one.takings
            if taking.batch == batch
        ]
        found += [
            Used(taking.lot, taking.ingredient, taking.amount, later=one.lot)
            for taking in one.too_early
            if taking.batch == batch
        ]
    joined: dict[tuple[str, str], list[Used]] = {}
    for each in found:
        joined.setdefault((folded(each.name), folded(each.ingredient)), []).append(each)
    places = [folded(taking.ingredient) for taking in own]
    return tuple(
        sorted(
            (replace(every[0], amount=_sum([each.amount for each in every])) for every in joined.values()),
            key=lambda each: places.index(folded(each.ingredient)),
        )
    )


def _sum(amounts: list[Amount | None]) -> Amount | None:
    known = [amount for amount in amounts if amount is not None]
    return total(known) if len(known) == len(amounts) else None
