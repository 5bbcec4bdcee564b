"""A small soap, its plan, and a day at the bench, for the tests of the store."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from functools import cache
from typing import Any

from recipekeeper.batch.instrument import Added, Checked, Point
from recipekeeper.batch.model import Draft, Entry, Kind, Plan
from recipekeeper.batch.record import record
from recipekeeper.formula.amounts.scale import scale
from recipekeeper.formula.model import Formula, Status
from recipekeeper.formula.reading.document import read
from recipekeeper.material.model import Lot, MovementKind
from recipekeeper.quantity import Amount, Setpoint, Span
from recipekeeper.store import Act, Store, open_store

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=timezone(timedelta(hours=1)))

SOAP: dict[str, Any] = {
    "format": 1,
    "code": "SOAP",
    "name": "Plain soap",
    "yields": "1000 g",
    "ingredient": [
        {"name": "olive oil", "amount": "700 g", "tolerance": "1 %", "resolution": "1 g"},
        {"name": "lye solution", "amount": "300.5 g", "resolution": "0.1 g"},
    ],
    "step": [
        {
            "name": "combine",
            "uses": ["olive oil", "lye solution"],
            "lasts": "4 min",
            "check": [{"measure": "oil temperature", "target": "43 degC", "within": "3 degC"}],
        }
    ],
}


@cache
def soap() -> Formula:
    """The formula of the kit."""
    formula, problems = read(SOAP)
    assert formula is not None, problems
    return formula


def plan(batch: str) -> Plan:
    """A batch of one and a half times the formula."""
    return Plan(batch, soap(), 1, scale(soap(), Amount(Decimal(1500), "g")))


def start(act: Act, batch: str, at: datetime = NOON) -> None:
    """A batch with its start, as `batch start` leaves it."""
    frozen = plan(batch)
    act.add_batch(frozen)
    act.add_entry(Draft(batch, Kind.START, happened_at=at, value=frozen.scaled.yields))
    keep(act, batch)


def keep(act: Act, batch: str) -> None:
    """The card of a batch as its log has it now."""
    frozen = act.plan(batch)
    assert frozen is not None
    act.keep_card(batch, record(frozen, act.entries(batch)).state)


def log(store: Store, drafts: Sequence[Draft], at: datetime = NOON, by: str = "Ana") -> list[Entry]:
    """One act with these entries of one batch."""
    with store.write(by=by, at=at, command="rk log") as act:
        entries = act.add_entries(drafts)
        keep(act, drafts[0].batch)
    return entries


def fill(store: Store) -> None:
    """What stores of every revision hold: goods, and an instrument that was checked, in six acts."""
    fill_as_of_old(store)
    with store.write(by="Ana", at=NOON, command="rk lot receive") as act:
        add_goods(act)
        act.add_instrument_event("PH-1", ph_meter())
        act.add_instrument_event("PH-1", Checked((buffer("4.02", "4.01", "B-77"),), "½ °C above the room"))


def fill_as_of_0002(store: Store) -> None:
    """What a store of revision 0002 can hold, in six acts."""
    fill_as_of_old(store)
    with store.write(by="Ana", at=NOON, command="rk lot receive") as act:
        add_goods(act)


def add_goods(act: Act) -> None:
    """A lot that was counted, and a material."""
    act.add_lot(olive_oil())
    act.add_movement("LOT-OLIVE-0001", MovementKind.COUNT, Amount(Decimal(3950), "g"), "weighed it")
    act.set_material("olive oil", {"sap": "190 mg KOH/g", "note": "½ the usual — °C"})


def ph_meter() -> Added:
    """A pH meter that is to be checked each day."""
    return Added("pH meter", "Hanna pHep", Span(Decimal(1), "d"), Span(Decimal("0.05"), "pH"))


def buffer(showed: str, expected: str, lot: str | None = None) -> Point:
    """What a pH meter showed in a buffer."""
    return Point(Setpoint(Decimal(showed), "pH"), Setpoint(Decimal(expected), "pH"), lot)


def olive_oil(code: str = "LOT-OLIVE-0001") -> Lot:
    """A can of oil with everything that a delivery note says."""
    return Lot(
        code,
        "olive oil",
        Amount(Decimal("5.00"), "kg"),
        NOON - timedelta(days=3),
        supplier_lot="OO-2509",
        supplier="Mill & Söhne",
        expires="2027-05",
        paid="36.00 EUR",
        sap="190 mg KOH/g",
        note="dented can",
    )


def fill_as_of_old(store: Store) -> None:
    """One released formula, two batches, seven entries and a setting, in five acts of two stations."""
    with store.write(by="Ana", at=NOON, command="rk formula add", why="the first") as act:
        number = act.add_version(soap(), "the first")
        act.set_status("SOAP", number, Status.RELEASED)
    with store.write(by="Ana", at=NOON, command="rk batch start") as act:
        start(act, "SOAP-1")
        start(act, "SOAP-2", NOON + timedelta(days=1))
        act.set("units", "metric")
    log(store, [Draft("SOAP-1", Kind.BEGIN, NOON, step="combine")])
    weighed = Draft("SOAP-1", Kind.WEIGH, NOON, "combine", "olive oil", Amount(Decimal("1050.0"), "g"))
    log(store, [weighed, Draft("SOAP-1", Kind.NOTE, NOON, value="smells of almonds — ½ °C")])
    warm = Setpoint(Decimal("43.5"), "degC")
    reading = Draft("SOAP-1", Kind.READ, NOON, "combine", "oil temperature", warm)
    log(another_station(store), [reading, Draft("SOAP-1", Kind.DONE, NOON, step="combine")], by="Bo")


def another_station(store: Store) -> Store:
    """The same store, seen from bench B."""
    return open_store(store.location.url or store.shown, station="B")
