"""What was received, counted and said of materials comes back as it went in."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from recipekeeper.batch.model import Draft, Kind
from recipekeeper.errors import Conflict, NotFound
from recipekeeper.material.model import Lot, Movement, MovementKind
from recipekeeper.quantity import Amount
from recipekeeper.store import Store, verify
from tests.store.kit import NOON, another_station, fill, log, olive_oil


def test_a_lot_comes_back_with_everything_and_with_who_received_it(store: Store) -> None:
    fill(store)
    with store.read() as reading:
        (lot,) = reading.lots()
    assert lot == replace(olive_oil(), by="Ana", act="A-5")
    assert str(lot.amount.value) == "5.00"
    assert lot.received_at.utcoffset() == timedelta(hours=1)


def test_a_lot_of_which_little_is_known_is_a_lot(store: Store) -> None:
    little = Lot("LOT-SALT-0001", "salt", Amount(Decimal(1), "lb"), NOON)
    with store.write(by="Ana", at=NOON) as act:
        assert act.add_lot(little) == replace(little, by="Ana", act="A-1")
    with store.read() as reading:
        assert reading.lots() == (replace(little, by="Ana", act="A-1"),)
    assert verify(store).problems == ()


def test_lots_come_in_order_of_receiving(store: Store) -> None:
    fill(store)
    with another_station(store).write(by="Bo", at=NOON) as act:
        act.add_lot(replace(olive_oil("LOT-OLIVE-0003"), received_at=NOON))
        act.add_lot(replace(olive_oil("LOT-OLIVE-0002"), received_at=NOON - timedelta(days=9)))
    with store.read() as reading:
        assert [(lot.code[-1], lot.by) for lot in reading.lots()] == [("2", "Bo"), ("1", "Ana"), ("3", "Bo")]


def test_no_two_lots_bear_one_code(store: Store) -> None:
    fill(store)
    act = store.write(by="Ana", at=NOON)
    with pytest.raises(Conflict, match="LOT-OLIVE-0001 already"), act:
        act.add_lot(olive_oil())


def test_movements_are_numbered_within_their_lot(store: Store) -> None:
    fill(store)
    spilt = Amount(Decimal("0.20"), "kg")
    earlier = NOON - timedelta(hours=2)
    with store.write(by="Bo", at=NOON) as act:
        act.add_lot(olive_oil("LOT-OLIVE-0002"))
        act.add_movement("LOT-OLIVE-0002", MovementKind.DISCARD, spilt, "the can leaked", earlier)
        act.add_movement("LOT-OLIVE-0001", MovementKind.DISCARD, spilt, "spilt")
    with store.read() as reading:
        movements = reading.movements()
    assert [(each.lot, each.seq) for each in movements] == [
        ("LOT-OLIVE-0001", 1),
        ("LOT-OLIVE-0001", 2),
        ("LOT-OLIVE-0002", 1),
    ]
    assert movements[1] == Movement(
        "LOT-OLIVE-0001", 2, MovementKind.DISCARD, spilt, "spilt", NOON, by="Bo", act="A-6"
    )
    assert movements[2].at == earlier
    assert verify(store).problems == ()


def test_nothing_moves_of_a_lot_that_is_not_there(store: Store) -> None:
    fill(store)
    act = store.write(by="Ana", at=NOON)
    with pytest.raises(NotFound, match="no lot LOT-OLIVE-9"), act:
        act.add_movement("LOT-OLIVE-9", MovementKind.COUNT, Amount(Decimal(1), "g"), "counted")


def test_the_newest_of_a_material_counts_whatever_the_case(store: Store) -> None:
    fill(store)
    with store.write(by="Ana", at=NOON) as act:
        act.set_material("SHEA ß", {"sap": "180 mg KOH/g"})
        act.set_material("Olive  Oil", {"density": "0.915 g/ml"})
        assert act.own_materials() == {
            "Olive Oil": {"density": "0.915 g/ml"},
            "SHEA ß": {"sap": "180 mg KOH/g"},
        }
        act.set_material("shea ss", {})
    with store.read() as reading:
        assert reading.own_materials() == {"Olive Oil": {"density": "0.915 g/ml"}}
    with store.write(by="Ana", at=NOON) as act:
        act.set_material("shea ß", {"sap": "181 mg KOH/g"})
    with store.read() as reading:
        assert list(reading.own_materials()) == ["Olive Oil", "shea ß"]
    assert verify(store).problems == ()


def test_of_the_logs_that_name_a_lot_the_weighings_and_what_amends_them_are_read(store: Store) -> None:
    fill(store)
    gram = Amount(Decimal(1), "g")
    log(store, [Draft("SOAP-2", Kind.WEIGH, NOON, name="olive oil", value=gram)])
    with store.read() as reading:
        assert reading.lot_logs() == {}
    log(
        store,
        [
            Draft("SOAP-1", Kind.WEIGH, NOON, name="lye solution", value=gram, lot="LS-1"),
            Draft("SOAP-1", Kind.NOTE, NOON, value="smells of nothing"),
            Draft("SOAP-1", Kind.CORRECT, NOON, name="lye solution", value=gram, lot="LS-2", supersedes=6),
            Draft("SOAP-1", Kind.UNDO, NOON, supersedes=8),
        ],
    )
    with store.read() as reading:
        logs = reading.lot_logs()
        entries = reading.entries("SOAP-1")
    assert logs == {"SOAP-1": [entry for entry in entries if entry.seq in (0, 2, 6, 8, 9)]}
