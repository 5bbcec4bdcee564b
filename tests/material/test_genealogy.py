"""Which lots are in a batch, and which batches a lot is in: through mixes and masterbatches."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from recipekeeper.material.genealogy import BATCH, LOT, TYPED, Branch, Thing, backward, forward, links
from recipekeeper.material.model import Lot
from recipekeeper.material.shelf import Shelf
from recipekeeper.material.takings import Taking
from tests.material.goods import lot, took

CHILLI = lot("LOT-HABANERO-0001", material="habanero", supplier_lot="HB-77")
SALT = lot("LOT-SALT-0001", material="salt")
TAKINGS = [
    took("MIX-1", "HB-77", "200 g", ingredient="habanero"),
    took("MIX-1", "LOT-SALT-0001", "50 g", ingredient="salt"),
    took("SAUCE-1", "mix-1", "120 g", "+1 09:00", "spice mix"),
    took("SAUCE-1", "V-9", "2 l", "+1 09:05", "vinegar"),
    took("SAUCE-2", "MIX-1", "100 g", "+2 09:00", "spice mix"),
    took("SAUCE-2", "LOT-SALT-0001", "5 g", "+2 09:05", "salt"),
    took("GLAZE-1", "SAUCE-1", "1 kg", "+9 09:00", "hot sauce"),
]
BATCHES = ["MIX-1", "SAUCE-1", "SAUCE-2", "GLAZE-1"]


def trace(way: str, kind: str, code: str, takings: Sequence[Taking] = TAKINGS) -> list[tuple[int, str]]:
    """Depth and code of all that is met on the way."""
    known = links(takings, Shelf([CHILLI, SALT], BATCHES))
    if way == "backward":
        return [(branch.depth, branch.link.thing.code) for branch in backward(known, Thing(kind, code))]
    return [(branch.depth, branch.link.batch) for branch in forward(known, Thing(kind, code))]


def test_backward_gives_every_lot_and_every_batch_that_went_in() -> None:
    assert trace("backward", BATCH, "GLAZE-1") == [
        (1, "SAUCE-1"),
        (2, "MIX-1"),
        (3, "LOT-HABANERO-0001"),
        (3, "LOT-SALT-0001"),
        (2, "V-9"),
    ]


def test_forward_gives_every_batch_that_a_lot_touched() -> None:
    assert trace("forward", LOT, "LOT-HABANERO-0001") == [
        (1, "MIX-1"),
        (2, "SAUCE-1"),
        (3, "GLAZE-1"),
        (2, "SAUCE-2"),
    ]


def test_a_lot_that_was_only_typed_is_followed_too() -> None:
    assert trace("forward", TYPED, "V-9") == [(1, "SAUCE-1"), (2, "GLAZE-1")]


def test_a_lot_comes_from_nothing_that_is_recorded_and_the_last_batch_goes_nowhere() -> None:
    assert trace("backward", LOT, "LOT-SALT-0001") == []
    assert trace("forward", BATCH, "GLAZE-1") == []


def test_what_lies_behind_a_batch_is_told_once_and_then_named_again() -> None:
    takings = [*TAKINGS, took("GLAZE-1", "MIX-1", "10 g", "+9 09:10", "spice mix")]
    branches = backward(links(takings, Shelf([CHILLI, SALT], BATCHES)), Thing(BATCH, "GLAZE-1"))
    again = [(branch.link.thing.code, branch.depth) for branch in branches if branch.is_again]
    assert again == [("MIX-1", 1)]


def test_a_lot_in_two_places_is_named_in_both() -> None:
    assert trace("forward", LOT, "LOT-SALT-0001") == [
        (1, "MIX-1"),
        (2, "SAUCE-1"),
        (3, "GLAZE-1"),
        (2, "SAUCE-2"),
        (1, "SAUCE-2"),
    ]


def test_batches_that_are_said_to_hold_each_other_are_followed_once() -> None:
    circle = [took("MIX-1", "SAUCE-1", "1 g"), took("SAUCE-1", "MIX-1", "1 g"), took("MIX-1", "MIX-1", "1 g")]
    assert trace("backward", BATCH, "MIX-1", circle) == [(1, "SAUCE-1"), (2, "MIX-1"), (1, "MIX-1")]
    assert trace("forward", BATCH, "SAUCE-1", circle) == [(1, "MIX-1"), (2, "SAUCE-1"), (2, "MIX-1")]


def test_several_weighings_of_one_lot_are_one_link_with_their_sum() -> None:
    takings = [took("B-1", "OO-1", "600 g"), took("B-1", "oo-1", "0.4 kg"), took("B-2", "OO-1", None)]
    first, second = links(takings, Shelf([]))
    assert (first.thing, str(first.amount)) == (Thing(TYPED, "OO-1"), "1000 g")
    assert (second.thing, second.amount) == (Thing(TYPED, "OO-1"), None)


def test_of_a_lot_that_came_twice_each_delivery_may_be_in_the_batch() -> None:
    again = lot("LOT-HABANERO-0002", clock="+1 08:00", material="habanero", supplier_lot="HB-77")
    takings = [
        took("MIX-1", "HB-77", "200 g", ingredient="habanero"),
        took("MIX-2", "HB-77", "200 g", "+2 09:00", ingredient="habanero"),
    ]
    found = [(link.batch, link.thing.code, link.amount) for link in links(takings, Shelf([CHILLI, again]))]
    assert [(batch, code) for batch, code, _ in found] == [
        ("MIX-1", "LOT-HABANERO-0001"),
        ("MIX-2", "LOT-HABANERO-0001"),
        ("MIX-2", "LOT-HABANERO-0002"),
    ]
    assert [amount is None for *_, amount in found] == [False, True, True]


def test_a_lot_that_was_weighed_before_it_came_is_still_reached_and_says_so() -> None:
    late = lot("LOT-HABANERO-0003", clock="+3 08:00", material="habanero", supplier_lot="HB-77")
    takings = [
        took("MIX-1", "HB-77", "200 g", ingredient="habanero"),
        took("MIX-2", "HB-77", "200 g", "+4 09:00", ingredient="habanero"),
        took("MIX-3", "LOT-HABANERO-0003", "200 g", ingredient="habanero"),
    ]
    found = links(takings, Shelf([late]))
    assert [link.thing.code for link in found] == ["LOT-HABANERO-0003"] * 3
    assert [link.came_later for link in found] == [True, False, False]


def test_a_chain_of_a_thousand_batches_is_followed_to_its_end() -> None:
    codes = [f"B-{number}" for number in range(1500)]
    chain = [took(after, before, "1 g") for before, after in pairwise(codes)]
    branches = forward(links(chain, Shelf([], codes)), Thing(BATCH, "B-0"))
    assert (len(branches), branches[-1].depth) == (1499, 1499)


edges = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=15, unique=True)


def ends(branches: Sequence[Branch], *, back: bool) -> set[str]:
    return {branch.link.thing.code if back else branch.link.batch for branch in branches}


@given(edges=edges)
def test_what_is_behind_a_batch_has_it_before_itself(edges: list[tuple[int, int]]) -> None:
    codes = [f"B-{number}" for number in range(7)]
    lots: list[Lot] = []
    known = links([took(codes[after], codes[before], "1 g") for before, after in edges], Shelf(lots, codes))
    for one in codes:
        behind = ends(backward(known, Thing(BATCH, one)), back=True)
        assert behind == {
            other for other in codes if one in ends(forward(known, Thing(BATCH, other)), back=False)
        }
        assert len(backward(known, Thing(BATCH, one))) <= len(known)
