"""What a batch took of which lot, as its log has it, and where the log does not tell how much."""

from __future__ import annotations

from collections.abc import Sequence

from recipekeeper.batch.model import Entry
from recipekeeper.material.takings import takings, total
from recipekeeper.quantity import read_amount
from tests.batch.bench import Log, at
from tests.material.goods import weigh


def nobody_knows(text: str) -> bool:
    return text == ""


def shares(entries: Sequence[Entry], *known: str) -> list[tuple[str, str | None]]:
    """Each lot with the amount that is known to be of it."""
    found = takings("B-1", entries, lambda text: text in known)
    return [(taking.lot, str(taking.amount) if taking.amount else None) for taking in found]


def test_each_weighing_takes_from_its_own_lot() -> None:
    log = [weigh(1, "olive oil", "600 g", "OO-1"), weigh(2, "Olive oil", "400 g", "OO-2")]
    assert shares(log) == [("OO-1", "600 g"), ("OO-2", "400 g")]


def test_a_weighing_that_names_no_lot_takes_from_none() -> None:
    assert shares([weigh(1, "olive oil", "600 g", None)]) == []


def test_of_several_lots_typed_together_no_share_is_known() -> None:
    assert shares([weigh(1, "olive oil", "1 kg", "OO-1, OO-2")]) == [("OO-1", None), ("OO-2", None)]
    assert shares([weigh(1, "olive oil", "1 kg", "OO-1 and OO-2")]) == [("OO-1", None), ("OO-2", None)]
    assert shares([weigh(1, "olive oil", "1 kg", "OO-1 + oo-1")]) == [("oo-1", "1 kg")]


def test_a_known_lot_with_a_comma_in_its_name_is_one_lot() -> None:
    assert shares([weigh(1, "olive oil", "1 kg", "OO-1, rest")], "OO-1, rest") == [("OO-1, rest", "1 kg")]


def test_a_lot_noted_beside_an_amount_without_lot_is_where_it_came_from() -> None:
    noted = [weigh(1, "olive oil", "600 g", None), weigh(2, "olive oil", "400 g", None)]
    assert shares([*noted, weigh(3, "olive oil", None, "OO-1")]) == [("OO-1", "1000 g")]


def test_of_two_lots_noted_beside_an_amount_no_share_is_known() -> None:
    noted = [weigh(1, "olive oil", "1 kg", None), weigh(2, "olive oil", None, "OO-1")]
    assert shares([*noted, weigh(3, "olive oil", None, "OO-2")]) == [("OO-1", None), ("OO-2", None)]


def test_a_lot_that_was_only_noted_went_in_by_an_unknown_amount() -> None:
    assert shares([weigh(1, "olive oil", None, "OO-1")]) == [("OO-1", None)]


def test_a_lot_that_is_noted_again_without_an_amount_is_no_more_of_it() -> None:
    log = [weigh(1, "olive oil", "600 g", "OO-1"), weigh(2, "olive oil", None, "oo-1")]
    assert shares(log) == [("OO-1", "600 g")]


def test_only_what_is_in_force_was_taken() -> None:
    log = Log().weigh("olive oil", "600 g", "09:00", lot="OO-1").weigh("water", "300 g", "09:01", lot="W-1")
    log.correct(1, "650 g", "09:05").undo(2, "09:06")
    (taking,) = takings("B-1", log.entries, nobody_knows)
    assert (taking.lot, str(taking.amount), taking.at) == ("OO-1", "650 g", at("09:00"))


def test_a_past_weighing_without_a_time_was_when_the_batch_began() -> None:
    start = Log().entries
    (taking,) = takings("B-1", [*start, weigh(1, "olive oil", "1 g", "OO-1", None)], nobody_knows)
    assert taking.at == at("08:00")
    (taking,) = takings("B-1", [weigh(1, "olive oil", "1 g", "OO-1", None)], nobody_knows)
    assert taking.at == at("12:00")


def test_amounts_add_up_only_where_they_can() -> None:
    assert total([read_amount("1 kg"), read_amount("500 g")]) == read_amount("1.5 kg")
    assert total([read_amount("1 kg"), read_amount("500 ml")]) is None
    assert total([]) is None
