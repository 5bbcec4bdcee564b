"""From which delivery a batch was made: the one that was there, and not used up, when it was weighed."""

from __future__ import annotations

from collections.abc import Sequence

from recipekeeper.material.model import Lot
from recipekeeper.material.shelf import Shelf
from recipekeeper.material.stock import on_hand
from recipekeeper.material.takings import Taking
from recipekeeper.material.used import Used, used
from recipekeeper.quantity import read_amount
from tests.material.goods import lot, took

FIRST = lot("LOT-OLIVE-0001", "2 kg", supplier_lot="OO-2509")
SECOND = lot("LOT-OLIVE-0002", "5 kg", "+3 08:00", supplier_lot="OO-2509")


def used_by(batch: str, lots: Sequence[Lot], takings: Sequence[Taking]) -> tuple[Used, ...]:
    shelf = Shelf(lots, ["LEVAIN-1"])
    return used(batch, on_hand(lots, (), takings, shelf), takings, shelf)


def test_of_two_deliveries_of_one_lot_it_is_the_one_that_had_come() -> None:
    (found,) = used_by("B-1", [FIRST, SECOND], [took("B-1", "OO-2509", "1 kg", "+1 09:00")])
    assert (found.name, found.lot, found.amount) == ("LOT-OLIVE-0001", FIRST, read_amount("1 kg"))


def test_of_two_deliveries_that_had_come_it_is_the_one_that_was_not_used_up() -> None:
    takings = [took("B-1", "OO-2509", "2 kg", "+1 09:00"), took("B-2", "OO-2509", "1 kg", "+4 09:00")]
    (found,) = used_by("B-2", [FIRST, SECOND], takings)
    assert found.lot == SECOND


def test_a_batch_that_emptied_one_delivery_and_began_the_next_is_of_both() -> None:
    found = used_by("B-1", [FIRST, SECOND], [took("B-1", "OO-2509", "2.5 kg", "+4 09:00")])
    assert [(each.name, str(each.amount)) for each in found] == [
        ("LOT-OLIVE-0001", "2 kg"),
        ("LOT-OLIVE-0002", "0.5 kg"),
    ]


def test_a_delivery_that_came_only_afterwards_is_named_as_such() -> None:
    (found,) = used_by("B-1", [SECOND], [took("B-1", "oo-2509", "1 kg", "+1 09:00")])
    assert (found.name, found.lot, found.later) == ("oo-2509", None, SECOND)


def test_a_batch_made_here_and_a_lot_nobody_received_are_told_apart() -> None:
    takings = [
        took("B-1", "levain-1", "200 g", ingredient="levain"),
        took("B-1", "tap", "1 l", ingredient="water"),
        took("B-1", "LEVAIN-1", "50 g", ingredient="levain"),
    ]
    levain, water = used_by("B-1", [], takings)
    assert (levain.batch, levain.lot, levain.amount) == ("LEVAIN-1", None, read_amount("250 g"))
    assert (water.name, water.batch, water.lot, water.later) == ("tap", None, None, None)
