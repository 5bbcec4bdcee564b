"""What is on hand: received or last counted, less what went since; never silently negative, never silently exact."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recipekeeper.material.model import Movement, last_day
from recipekeeper.material.shelf import Shelf
from recipekeeper.material.stock import available, on_hand
from recipekeeper.material.takings import Taking
from recipekeeper.material.wording import remarks
from recipekeeper.quantity import Amount, read_amount
from tests.batch.bench import at
from tests.material.goods import counted, discarded, left, lot, took

OLIVE = lot("LOT-OLIVE-0001", "5 kg", supplier_lot="OO-2509")


def amount(text: str) -> Amount:
    return read_amount(text)


def test_what_no_batch_took_is_all_there() -> None:
    assert left([OLIVE])["LOT-OLIVE-0001"].on_hand == amount("5 kg")


def test_batches_take_by_our_code_and_by_the_suppliers_lot_whatever_the_case() -> None:
    takings = [took("B-1", "lot-olive-0001", "1022 g"), took("B-2", "oo-2509", "1 lb")]
    found = left([OLIVE], takings)["LOT-OLIVE-0001"]
    # 1 lb is 453.59237 g exactly (NIST SP 811, appendix B).
    assert found.on_hand == amount("3.52440763 kg")
    assert [taking.batch for taking in found.takings] == ["B-1", "B-2"]


def test_what_a_void_batch_took_is_on_record_and_not_taken_off() -> None:
    found = left([OLIVE], [took("B-1", "OO-2509", "1 kg", is_void=True)])["LOT-OLIVE-0001"]
    assert found.on_hand == amount("5 kg")
    assert [taking.batch for taking in found.takings] == ["B-1"]


def test_a_count_says_what_is_left_whatever_was_taken_before() -> None:
    takings = [took("B-1", "OO-2509", "1 kg", "09:00"), took("B-2", "OO-2509", "500 g", "11:00")]
    found = left([OLIVE], takings, [counted("LOT-OLIVE-0001", "3950 g", "10:00")])["LOT-OLIVE-0001"]
    assert found.on_hand == amount("3.45 kg")


def test_at_one_moment_a_count_finds_what_all_else_has_left() -> None:
    takings = [took("B-1", "OO-2509", "1 kg", "10:00")]
    movements = [counted("LOT-OLIVE-0001", "4 kg", "10:00"), discarded("LOT-OLIVE-0001", "1 kg", "10:00")]
    assert left([OLIVE], takings, movements)["LOT-OLIVE-0001"].on_hand == amount("4 kg")


def test_a_discard_is_taken_off() -> None:
    movements = [discarded("LOT-OLIVE-0001", "200 g", "10:00")]
    assert left([OLIVE], (), movements)["LOT-OLIVE-0001"].on_hand == amount("4.8 kg")


def test_an_overdrawn_lot_says_by_how_much() -> None:
    found = left([OLIVE], [took("B-1", "OO-2509", "5.2 kg")])["LOT-OLIVE-0001"]
    assert (found.on_hand, found.overdrawn) == (amount("0 kg"), amount("0.2 kg"))
    (sentence,) = remarks(found, date(2026, 11, 21))
    assert "0.2 kg more was taken" in sentence
    assert "rk lot count LOT-OLIVE-0001" in sentence


def test_an_unknown_share_makes_what_is_left_an_upper_bound_until_it_is_counted() -> None:
    takings = [took("B-1", "OO-2509", None, "09:00"), took("B-2", "OO-2509", "1 kg", "09:30")]
    found = left([OLIVE], takings)["LOT-OLIVE-0001"]
    assert (found.on_hand, [taking.batch for taking in found.unknown]) == (amount("4 kg"), ["B-1"])
    assert "at most" in remarks(found, date(2026, 11, 21))[0]
    sure = left([OLIVE], takings, [counted("LOT-OLIVE-0001", "3 kg", "10:00")])["LOT-OLIVE-0001"]
    assert (sure.on_hand, sure.unknown) == (amount("3 kg"), ())
    assert remarks(sure, date(2026, 11, 21)) == ()


@pytest.mark.parametrize(
    ("received", "weighed"), [("5 kg", "500 ml"), ("40 bars", "500 g"), ("12 bars", "2 bottles")]
)
def test_what_cannot_be_compared_is_an_unknown_share(received: str, weighed: str) -> None:
    found = left([lot("LOT-X-0001", received)], [took("B-1", "LOT-X-0001", weighed)])["LOT-X-0001"]
    assert found.on_hand == amount(received)
    assert f"B-1 ({amount(weighed)})" in remarks(found, date(2026, 11, 21))[0]


def test_a_suppliers_lot_cannot_have_been_weighed_days_before_it_came() -> None:
    takings = [took("B-1", "OO-2509", "1 kg", "-1 09:00"), took("B-2", "OO-2509", "2 kg", "07:00")]
    found = left([OLIVE], takings)["LOT-OLIVE-0001"]
    # A delivery is often noted only in the evening, so the hour does not count.
    assert found.on_hand == amount("3 kg")
    assert [taking.batch for taking in found.too_early] == ["B-1"]
    assert "B-1 named lot OO-2509 before this delivery came" in remarks(found, date(2026, 11, 21))[0]


def test_who_names_our_own_code_has_the_lot_in_hand() -> None:
    found = left([OLIVE], [took("B-1", "LOT-OLIVE-0001", "1 kg", "-1 09:00")])["LOT-OLIVE-0001"]
    assert (found.on_hand, found.too_early) == (amount("4 kg"), ())


def test_one_suppliers_lot_in_two_deliveries_is_used_up_one_after_the_other() -> None:
    second = lot("LOT-OLIVE-0002", "2 kg", "+3 08:00", supplier_lot="OO-2509")
    takings = [took("B-1", "OO-2509", "4 kg", "+4 09:00"), took("B-2", "OO-2509", "1500 g", "+5 09:00")]
    found = left([second, OLIVE], takings)
    assert [found[code].on_hand for code in sorted(found)] == [amount("0 kg"), amount("1.5 kg")]
    assert [str(taking.amount) for taking in found["LOT-OLIVE-0002"].takings] == ["500 g"]
    over = left([second, OLIVE], [*takings, took("B-3", "OO-2509", "2 kg", "+6 09:00")])
    assert [str(over[code].overdrawn) for code in sorted(over)] == ["None", "0.5 kg"]


def test_before_the_second_delivery_came_only_the_first_was_there() -> None:
    second = lot("LOT-OLIVE-0002", "2 kg", "+3 08:00", supplier_lot="OO-2509", expires="2026-12")
    found = left([OLIVE, second], [took("B-1", "OO-2509", "1 kg", "+1 09:00")])
    assert [found[code].on_hand for code in sorted(found)] == [amount("4 kg"), amount("2 kg")]


def test_one_number_of_two_materials_is_told_apart_by_what_was_weighed() -> None:
    coconut = lot("LOT-COCONUT-0001", "5 kg", material="coconut oil", supplier_lot="2509")
    olive = lot("LOT-OLIVE-0001", "5 kg", material="Olive oil, organic", supplier_lot="2509")
    found = left([coconut, olive], [took("B-1", "2509", "1 kg")])
    assert [found[code].on_hand for code in sorted(found)] == [amount("5 kg"), amount("4 kg")]


def test_a_batch_that_was_made_for_another_is_no_lot_of_the_shelf() -> None:
    spice = lot("LOT-SPICE-0001", supplier_lot="SPICE-261121-1")
    found = left([spice], [took("B-1", "SPICE-261121-1", "1 kg")], batches=["SPICE-261121-1"])
    assert found["LOT-SPICE-0001"].on_hand == amount("5 kg")


def test_first_expired_first_out_and_without_a_date_by_when_it_was_received() -> None:
    lots = [
        lot("LOT-OLIVE-0001", clock="+1 08:00"),
        lot("LOT-OLIVE-0002", clock="-9 08:00"),
        lot("LOT-OLIVE-0003", expires="2027-05-31"),
        lot("LOT-OLIVE-0004", expires="2027-05", clock="-1 08:00"),
        lot("LOT-OLIVE-0005", expires="2027-05-30"),
        lot("LOT-COCONUT-0001", material="Coconut oil"),
    ]
    assert [code[-6:] for code in left(lots)] == ["T-0001", "E-0005", "E-0004", "E-0003", "E-0002", "E-0001"]


@pytest.mark.parametrize(
    ("expires", "day", "is_expired"),
    [
        ("2027-02", date(2027, 2, 28), False),
        ("2027-02", date(2027, 3, 1), True),
        ("2028-02", date(2028, 2, 29), False),
        ("2027-05-31", date(2027, 5, 31), False),
        ("2027-05-31", date(2027, 6, 1), True),
    ],
)
def test_a_lot_may_be_used_on_its_last_day_and_a_month_lasts_to_its_end(
    expires: str, day: date, *, is_expired: bool
) -> None:
    (found,) = left([lot("LOT-OLIVE-0001", expires=expires)]).values()
    assert found.lot.is_expired(day) is is_expired
    assert bool(remarks(found, day)) is is_expired


def test_a_lot_without_a_date_does_not_expire() -> None:
    assert not left([OLIVE])["LOT-OLIVE-0001"].lot.is_expired(date.max)
    assert last_day("2027-12") == date(2027, 12, 31)


def test_available_is_what_is_left_and_not_expired_first_to_be_used_first() -> None:
    lots = [
        lot("LOT-OLIVE-0001", "1 kg"),
        lot("LOT-OLIVE-0002", "1 kg", expires="2027-01"),
        lot("LOT-OLIVE-0003", "1 kg", expires="2026-10"),
        lot("LOT-OLIVE-0004", "1 kg", expires="2026-12"),
        lot("LOT-COCONUT-0001", material="coconut oil"),
        lot("LOT-OLIVE-0005", "1 kg", material="extra virgin olive oil"),
    ]
    found = left(lots, [took("B-1", "LOT-OLIVE-0004", "1 kg")]).values()
    day = date(2026, 11, 21)
    assert [one.lot.code for one in available(found, "Olive Oil", day)] == [
        "LOT-OLIVE-0002",
        "LOT-OLIVE-0001",
    ]
    assert [one.lot.code for one in available(found, "extra virgin olive  oil", day)] == ["LOT-OLIVE-0005"]
    assert [one.lot.code for one in available(found, "organic coconut oil", day)] == ["LOT-COCONUT-0001"]
    assert available(found, "shea butter", day) == ()


events = st.lists(
    st.tuples(st.sampled_from(["took", "discarded", "counted"]), st.integers(0, 6000), st.integers(0, 20)),
    max_size=8,
    unique_by=lambda event: event[2],
)


@given(events=events)
def test_on_hand_is_the_last_count_less_what_went_since(events: list[tuple[str, int, int]]) -> None:
    takings: list[Taking] = []
    movements: list[Movement] = []
    expected = Fraction(5000)
    for what, grams, hour in sorted(events, key=lambda event: event[2]):
        clock, text = f"{8 + hour // 4}:{hour % 4}0", f"{grams} g"
        if what == "took":
            takings.append(took("B-1", "OO-2509", text, clock))
        else:
            movements.append((counted if what == "counted" else discarded)("LOT-OLIVE-0001", text, clock))
        expected = Fraction(grams) if what == "counted" else expected - grams
    (found,) = on_hand([OLIVE], reversed(movements), reversed(takings), Shelf([OLIVE]))
    left_over = found.on_hand - found.overdrawn if found.overdrawn else found.on_hand
    assert found.on_hand.value >= 0
    assert left_over.ratio(amount("1 g")) == expected


@given(st.lists(st.integers(1, 4000), max_size=6))
def test_two_deliveries_of_one_lot_lose_together_what_was_taken(grams: list[int]) -> None:
    second = lot("LOT-OLIVE-0002", "2000 g", supplier_lot="OO-2509", expires="2027-01")
    takings = [took(f"B-{hour}", "OO-2509", f"{each} g", f"{9 + hour}:00") for hour, each in enumerate(grams)]
    found = left([OLIVE, second], takings).values()
    whole = sum((one.on_hand.ratio(amount("1 g")) for one in found), Fraction(0))
    overdrawn = sum((one.overdrawn.ratio(amount("1 g")) for one in found if one.overdrawn), Fraction(0))
    assert whole - overdrawn == 7000 - sum(grams)
    assert not (whole and overdrawn)


def test_the_day_of_a_delivery_is_that_of_the_maker() -> None:
    late = lot("LOT-OLIVE-0009", clock="00:10", supplier_lot="OO-1")
    assert late.received_at == at("00:10")
    found = left([late], [took("B-1", "OO-1", "1 kg", "-1 23:50")])["LOT-OLIVE-0009"]
    assert [taking.batch for taking in found.too_early] == ["B-1"]
