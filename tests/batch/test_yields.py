"""What became of what went in: losses by name, parts of a batch, and the rest that nobody explains."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recipekeeper.batch.model import Kind
from recipekeeper.batch.parts import part_code, part_meant
from recipekeeper.batch.reconcile import Reconciliation, reconciled
from recipekeeper.quantity import Amount, read_amount
from tests.batch.bench import SOAP, Log, plan

FILL = SOAP.replace(
    "[[ingredient]]", '[fill]\neach = "95 g"\nunit = "bar"\nfixed_loss = "30 g"\n\n[[ingredient]]', 1
)


def weighed(olive: str = "600 g", text: str = SOAP) -> Log:
    log = Log(plan(text)).weigh("olive oil", olive, "09:00")
    return log.weigh("sodium hydroxide", "100 g", "09:01").weigh("water", "300 g", "09:02")


def lost(log: Log, kind: str, amount: str, clock: str, **said: str) -> Log:
    return log.add(Kind.LOSS, clock, name=kind, value=read_amount(amount), **said)


def made(log: Log, amount: str, clock: str, **said: str) -> Log:
    return log.add(Kind.YIELD, clock, value=read_amount(amount), **said)


def account(log: Log) -> Reconciliation:
    return reconciled(log.record)


def test_what_is_missing_from_the_yield_is_lost_by_name_or_unexplained() -> None:
    log = lost(lost(weighed(), "spill", "12 g", "10:00"), "spill", "3 g", "10:01")
    found = account(made(lost(log, "evaporation", "5 g", "10:02"), "970 g", "11:00"))
    assert [(loss.kind, str(loss.amount)) for loss in found.losses] == [
        ("spill", "15 g"),
        ("evaporation", "5 g"),
    ]
    assert (found.percent, found.unexplained) == (Decimal(97), read_amount("10 g"))


def test_what_was_weighed_in_beyond_the_plan_is_not_unexplained() -> None:
    found = account(made(weighed("595 g"), "970 g", "11:00"))
    assert (found.over, found.unexplained) == (Amount(Decimal("-5.0"), "g"), Amount(Decimal("25.0"), "g"))
    missing = account(made(Log().weigh("olive oil", "595 g", "09:00"), "970 g", "11:00"))
    assert (missing.over, missing.unexplained) == (None, read_amount("30 g"))


def test_a_loss_after_the_yield_was_weighed_belongs_to_a_later_stage() -> None:
    found = account(lost(made(weighed(), "970 g", "11:00"), "trim", "20 g", "12:00"))
    assert [(loss.kind, loss.is_later) for loss in found.losses] == [("trim", True)]
    assert found.unexplained == read_amount("30 g")


def test_without_a_yield_nothing_is_unexplained_yet() -> None:
    found = account(lost(weighed(), "spill", "12 g", "10:00"))
    assert (found.actual, found.unexplained) == (None, None)


def test_the_filling_says_how_many_units_are_planned_and_units_are_lost_by_name_too() -> None:
    """1000 g less 30 g that stay in the pot are ten bars of 95 g."""
    log = made(weighed(text=FILL), "970 g", "11:00")
    log = lost(log, "spill", "1 bar", "12:00").add(Kind.UNITS, "13:00", value=read_amount("8 pieces"))
    found = account(log)
    assert [str(each) for each in (found.planned_units, found.packed_units, found.missing_units)] == [
        "10 bars", "8 bars", "1 bar",
    ]  # fmt: skip
    assert found.unexplained == read_amount("30 g")
    assert log.deviations == ()


@given(
    parts=st.lists(st.integers(0, 500), min_size=1, max_size=5),
    spilt=st.lists(st.integers(1, 50), max_size=4),
)
def test_yield_losses_and_rest_always_make_what_went_in(parts: list[int], spilt: list[int]) -> None:
    log = weighed("612 g")
    for number, grams in enumerate(spilt):
        lost(log, ("spill", "trim")[number % 2], f"{grams} g", "10:00")
    for number, grams in enumerate(parts):
        made(log, f"{grams} g", "11:00", lot=f"P{number}")
    found = account(log)
    assert found.unexplained is not None
    assert found.unexplained.value + sum(parts) + sum(spilt) == 1012


# Parts


def split() -> Log:
    log = Log().add(Kind.SPLIT, "10:00", lot="A", value=read_amount("600 g"))
    log.add(Kind.EQUIPMENT, "10:00", lot="A", value="log mould")
    return log.add(Kind.SPLIT, "10:00", lot="B", value=read_amount("400 g"))


def test_a_part_has_its_amount_its_mould_its_yield_and_its_readings() -> None:
    log = made(made(split(), "590 g", "11:00", lot="A"), "391 g", "11:01", lot="B")
    log.read("combine/oil temperature", "39 degC", "11:02", lot="B")
    first, second = log.state.parts
    assert (first.name, str(first.amount), first.equipment, str(first.yields)) == (
        "A", "600 g", "log mould", "590 g",
    )  # fmt: skip
    assert (second.name, second.equipment) == ("B", None)
    assert (str(log.state.yields), log.state.yield_percent) == ("981 g", Decimal("98.1"))
    (deviation,) = log.deviations
    assert deviation.sentence == "oil temperature 39 °C in B, planned 43 °C, 40 to 46 °C: 1 °C below 40 °C"


def test_what_is_said_of_the_whole_after_its_parts_counts_alone_and_the_other_way() -> None:
    log = made(made(split(), "590 g", "11:00", lot="A"), "980 g", "11:01")
    assert str(log.state.yields) == "980 g"
    assert str(made(log, "385 g", "11:02", lot="B").state.yields) == "385 g"


def test_a_batch_of_which_one_part_has_its_yield_is_not_short_of_the_other() -> None:
    log = made(split(), "590 g", "11:00", lot="A")
    assert (str(log.state.yields), log.state.yield_percent, log.deviations) == ("590 g", None, ())


def test_a_part_that_was_taken_back_is_no_part() -> None:
    log = split().undo(3, "10:05")
    assert [part.name for part in log.state.parts] == ["A"]


def test_a_lot_of_a_weighing_is_no_part() -> None:
    log = split().weigh("olive oil", "600 g", "10:10", lot="A")
    assert log.entries[-1].part is None
    assert log.state.weighings[0].lots == ("A",)


@pytest.mark.parametrize(
    ("batch", "code"),
    [
        ("SOAP-LAV-261121-1", "SOAP-LAV-261121-1-A"),
        ("LOTION-LAV-261121-1", "LOTION-LAV-261121-1A"),
    ],
)
def test_the_code_of_a_part_is_no_longer_than_a_code(batch: str, code: str) -> None:
    assert part_code(batch, "A") == code
    assert len(code) <= 20
    parts = split().state.parts
    assert part_meant(code.lower(), batch, parts) == "A"
    assert part_meant(batch, batch, parts) is None
