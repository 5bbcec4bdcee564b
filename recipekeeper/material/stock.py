"""What is on hand of each lot: what was received or last counted, less what went since.

Everything is taken in order of happening. Nothing here is ever silently below zero, or silently exact:
a lot of which more was taken than there was is overdrawn, and where a share is not known, it is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from recipekeeper.material.model import Lot, Movement, MovementKind
from recipekeeper.material.naming import folded, same_material
from recipekeeper.material.shelf import Shelf, came_by
from recipekeeper.material.takings import Taking, adds_to
from recipekeeper.quantity import Amount


@dataclass(frozen=True, slots=True)
class LotOnHand:
    """A lot, what is left of it, and what became of the rest."""

    lot: Lot
    on_hand: Amount
    """In the unit in which it was received, never below zero; at most this where `unknown` holds any."""
    overdrawn: Amount | None = None
    """By how much more was taken than there was."""
    takings: tuple[Taking, ...] = ()
    """Each with what was taken of this very lot, also by batches that are void."""
    unknown: tuple[Taking, ...] = ()
    """Those since the last count of which nobody knows how much they took."""
    too_early: tuple[Taking, ...] = ()
    """Those that name the supplier's lot, and are older than this delivery: not taken off."""
    movements: tuple[Movement, ...] = ()


def on_hand(
    lots: Iterable[Lot], movements: Iterable[Movement], takings: Iterable[Taking], shelf: Shelf
) -> tuple[LotOnHand, ...]:
    """Every lot with what is left of it, by material, and in the order in which they should be used up."""
    balances = {lot.code: _Balance(lot) for lot in lots}
    for happened in _in_order(movements, takings):
        if isinstance(happened, Movement):
            balances[happened.lot].move(happened)
        else:
            named = [balances[lot.code] for lot in shelf.lots(happened)]
            _take(happened, sorted(named, key=lambda balance: _first_out(balance.lot)))
    found = [balance.result() for balance in balances.values()]
    return tuple(sorted(found, key=lambda one: (folded(one.lot.material), _first_out(one.lot))))


def available(lots: Iterable[LotOnHand], material: str, day: date) -> tuple[LotOnHand, ...]:
    """What of a material may be used on a day, first to be used first: what is left and not expired.

    Lots of exactly that name; where there is none, those whose name means the same.
    """
    usable = [one for one in lots if one.on_hand.value > 0 and not one.lot.is_expired(day)]
    exactly = [one for one in usable if folded(one.lot.material) == folded(material)]
    meant = exactly or [one for one in usable if same_material(one.lot.material, material)]
    return tuple(sorted(meant, key=lambda one: _first_out(one.lot)))


def _first_out(lot: Lot) -> tuple[date, float, str]:
    """First expired, first out; those without a date after them, by when they were received."""
    return lot.last_day or date.max, lot.received_at.timestamp(), lot.code


def _in_order(movements: Iterable[Movement], takings: Iterable[Taking]) -> Iterator[Movement | Taking]:
    """In order of happening; at one moment a count comes last, because it finds what all else has left."""
    ranks = {MovementKind.DISCARD: 1, MovementKind.COUNT: 2}
    happened: list[tuple[float, int, int, Movement | Taking]] = []
    for taking in takings:
        happened.append((taking.at.timestamp(), 0, len(happened), taking))
    for movement in movements:
        happened.append((movement.at.timestamp(), ranks[movement.kind], len(happened), movement))
    return (each[-1] for each in sorted(happened, key=lambda each: each[:-1]))


def _take(taking: Taking, named: Sequence[_Balance]) -> None:
    """Take from the lots that a taking names; of several deliveries of one lot, the first until it is empty."""
    if len(named) == 1 or taking.amount is None:
        for balance in named:
            balance.take(taking)
        return
    for index, balance in enumerate(named):
        if taking.amount is None or (not taking.amount.value and index):
            return
        is_last = index == len(named) - 1
        part = taking.amount if is_last else balance.part(taking.amount)
        if part.value or is_last:
            balance.take(replace(taking, amount=part))
        taking = replace(taking, amount=taking.amount - part)


class _Balance:
    """What is left of one lot while its history is gone through; exact, in the lot's own unit."""

    def __init__(self, lot: Lot) -> None:
        self.lot = lot
        self._left = Fraction(lot.amount.value)
        self._takings: list[Taking] = []
        self._unknown: list[Taking] = []
        self._too_early: list[Taking] = []
        self._movements: list[Movement] = []

    def move(self, movement: Movement) -> None:
        """A count says what is left, whatever was taken before; a discard takes away."""
        self._movements.append(movement)
        if movement.kind is MovementKind.COUNT:
            self._left = self._size(movement.amount)
            self._unknown.clear()
        else:
            self._left -= self._size(movement.amount)

    def part(self, amount: Amount) -> Amount:
        """As much of an amount as is left, in the amount's unit."""
        if not adds_to(amount, self.lot.amount):
            return amount
        wanted = self._size(amount)
        return amount if wanted <= self._left else amount.times(max(self._left, Fraction(0)) / wanted)

    def take(self, taking: Taking) -> None:
        """A batch takes some of it."""
        if not came_by(self.lot, taking):
            self._too_early.append(taking)
            return
        self._takings.append(taking)
        if taking.is_void:
            return
        if taking.amount is None or not adds_to(taking.amount, self.lot.amount):
            self._unknown.append(taking)
        else:
            self._left -= self._size(taking.amount)

    def result(self) -> LotOnHand:
        """The lot as it stands at the end."""
        one = Amount(Decimal(1), self.lot.amount.unit)
        return LotOnHand(
            self.lot,
            on_hand=one.times(max(self._left, Fraction(0))),
            overdrawn=one.times(-self._left) if self._left < 0 else None,
            takings=tuple(self._takings),
            unknown=tuple(self._unknown),
            too_early=tuple(self._too_early),
            movements=tuple(self._movements),
        )

    def _size(self, amount: Amount) -> Fraction:
        """How many of the lot's own unit an amount is."""
        return amount.ratio(Amount(Decimal(1), self.lot.amount.unit))
