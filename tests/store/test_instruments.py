"""What happened to instruments comes back as it went in."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from recipekeeper.batch.instrument import Added, Checked, InstrumentEvent, Point, Retired
from recipekeeper.quantity import Setpoint
from recipekeeper.store import Store, verify
from tests.store.kit import NOON, another_station, buffer, fill, ph_meter


def test_all_that_happened_to_an_instrument_comes_back_with_who_recorded_it(store: Store) -> None:
    fill(store)
    checked = Checked((buffer("4.02", "4.01", "B-77"),), "½ °C above the room")
    with store.read() as reading:
        assert reading.instrument_codes() == ["PH-1"]
        assert reading.instrument_events() == (
            InstrumentEvent("PH-1", 1, NOON, ph_meter(), by="Ana", act="A-5"),
            InstrumentEvent("PH-1", 2, NOON, checked, by="Ana", act="A-5"),
        )


def test_an_instrument_of_which_little_is_said_is_one(store: Store) -> None:
    scale = Added("scale", "kitchen scale")
    warm = Point(Setpoint(Decimal("500.10"), "g"), Setpoint(Decimal(500), "g"))
    earlier = NOON - timedelta(days=2)
    with store.write(by="Ana", at=NOON) as act:
        added = act.add_instrument_event("SCALE-2", scale, earlier)
    with another_station(store).write(by="Bo", at=NOON) as act:
        act.add_instrument_event("SCALE-2", Checked((warm,)))
        act.add_instrument_event("SCALE-2", Retired("fell into the lye"))
        act.add_instrument_event("TH-1", Added("thermometer", "probe"))
        events = act.instrument_events("SCALE-2")
    assert events[0] == added == InstrumentEvent("SCALE-2", 1, earlier, scale, by="Ana", act="A-1")
    assert [(event.seq, event.what, event.by) for event in events[1:]] == [
        (2, Checked((warm,)), "Bo"),
        (3, Retired("fell into the lye"), "Bo"),
    ]
    assert str(warm.showed.value) == "500.10"
    with store.read() as reading:
        assert reading.instrument_events("SCALE-2") == events
        assert reading.instrument_codes() == ["SCALE-2", "TH-1"]
    assert verify(store).problems == ()
