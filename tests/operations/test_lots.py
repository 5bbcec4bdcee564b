"""Goods come in, are weighed from, counted and discarded, and are found again in the batches."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from recipekeeper.errors import Ambiguous, NotFound, QuantityError, RecipekeeperError, Refused
from recipekeeper.operations import batches
from recipekeeper.operations.goods.genealogies import trace_lot
from recipekeeper.operations.goods.lots import (
    count_lot,
    discard_lot,
    list_lots,
    lot_saps,
    receive,
    show_lot,
    stock,
)
from recipekeeper.operations.history.histories import import_history
from recipekeeper.operations.recording import amend, bench, decide
from recipekeeper.quantity import read_amount
from tests.batch.bench import at
from tests.operations.workshop import Workshop


@pytest.fixture
def olive(shop: Workshop) -> str:
    """Five kilograms of olive oil."""
    return receive(shop("08:00"), "olive oil", "5 kg", "OO-2509", expires="2027-05").lot.code


@pytest.fixture
def batch(shop: Workshop, olive: str) -> str:
    """A soap that used 600 g of it."""
    code = batches.start_batch(shop("09:00"), "soap", "1 kg").batch
    bench.weigh(shop("09:05"), code, "olive oil", "600 g", olive)
    return code


def on_hand(shop: Workshop, code: str) -> str:
    return str(show_lot(shop(), code).lot.on_hand)


def test_a_delivery_is_kept_with_all_that_was_said_of_it(shop: Workshop) -> None:
    done = receive(
        shop("08:00", at_="-1 17:00"),
        "  Olive   oil ",
        "1 lb 4 oz",
        " OO-2509 ",
        supplier="The  Mill",
        expires="2027-05",
        paid="36.00 EUR",
        sap="190 mg KOH/g",
        note="dented can",
    )
    lot = done.lot
    assert (lot.code, lot.material, lot.supplier_lot, lot.supplier) == (
        "LOT-OLIVE-0001",
        "Olive oil",
        "OO-2509",
        "The Mill",
    )
    assert (lot.amount, lot.expires, lot.paid, lot.sap) == (
        read_amount("20 oz"),
        "2027-05",
        "36.00 EUR",
        "190 mg KOH/g",
    )
    assert (lot.note, lot.by, lot.received_at) == ("dented can", "Ana", at("-1 17:00"))
    assert done.warnings == ()
    assert show_lot(shop(), "OO").lot.lot == lot


def test_each_lot_of_a_material_gets_the_next_number(shop: Workshop, olive: str) -> None:
    assert receive(shop(), "organic olive oil", "1 kg").lot.code == "LOT-OLIVE-0002"
    assert olive == "LOT-OLIVE-0001"


def test_a_missing_suppliers_lot_and_a_day_that_is_over_are_said(shop: Workshop) -> None:
    done = receive(shop(), "olive oil", "5 kg", expires="2026-10")
    assert [sentence.split(",")[0] for sentence in done.warnings] == [
        "No lot of the supplier is named",
        "It expired already",
    ]


@pytest.mark.parametrize(
    ("said", "error", "sentence"),
    [
        ({"amount": "5"}, QuantityError, "no unit"),
        ({"amount": "0 kg"}, QuantityError, "more than 0"),
        ({"material": " "}, Refused, "name of a material"),
        ({"material": "x" * 61}, Refused, "1 to 60 letters"),
        ({"expires": "05/2027"}, QuantityError, "2027-05-31, or 2027-05"),
        ({"expires": "2027-13"}, QuantityError, "no month of a calendar"),
        ({"expires": "2027-02-29"}, QuantityError, "no day"),
        ({"expires": "20270531"}, QuantityError, "2027-05-31"),
        ({"expires": ""}, QuantityError, "no day"),
        ({"paid": "a lot"}, QuantityError, "36.00 EUR"),
        ({"paid": "36 EUR or 40 USD"}, QuantityError, "36.00 EUR"),
        ({"sap": "262"}, QuantityError, "KOH"),
        ({"supplier_lot": "x" * 61}, Refused, "no lot"),
        ({"supplier": ""}, Refused, "no supplier"),
        ({"note": "one\x1b[2Jtwo"}, Refused, "no note"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_nothing_is_received(
    shop: Workshop, said: dict[str, str], error: type[RecipekeeperError], sentence: str
) -> None:
    with pytest.raises(error) as refused:
        receive(shop(), **{"material": "olive oil", "amount": "5 kg", **said})
    assert sentence in refused.value.message
    assert list_lots(shop()) == ()


@pytest.mark.parametrize("paid", ["36", "36.00", "36,00 €", "€36", "USD 1,250.00", "1 250.00 EUR"])
def test_a_price_is_kept_as_it_was_written(shop: Workshop, paid: str) -> None:
    assert receive(shop(), "olive oil", "5 kg", paid=paid).lot.paid == paid


def test_a_delivery_that_is_still_to_come_is_refused(shop: Workshop) -> None:
    with pytest.raises(Refused, match="still to come"):
        receive(shop("08:00", at_="09:00"), "olive oil", "5 kg")


def test_weighing_takes_off_and_correcting_puts_right(shop: Workshop, olive: str, batch: str) -> None:
    assert on_hand(shop, olive) == "4.4 kg"
    amend.correct(shop("09:10"), batch, 1, "650 g", why="misread")
    assert on_hand(shop, olive) == "4.35 kg"
    amend.undo(shop("09:11"), batch)
    assert on_hand(shop, olive) == "4.4 kg"
    amend.correct(shop("09:12"), batch, 1, None, lot="OO-OTHER", why="the other can")
    assert on_hand(shop, olive) == "5 kg"


def test_a_void_batch_gives_back_what_it_took_and_stays_on_record(
    shop: Workshop, olive: str, batch: str
) -> None:
    batches.void_batch(shop("09:30"), batch, "started twice")
    assert on_hand(shop, olive) == "5 kg"
    assert list(show_lot(shop(), olive).batches) == [batch]


def test_a_lot_shows_what_became_of_the_batches_that_used_it(shop: Workshop, olive: str, batch: str) -> None:
    decide.reject(shop("10:00"), batch, "smells")
    record = show_lot(shop(), olive)
    assert [(taking.batch, str(taking.amount)) for taking in record.lot.takings] == [(batch, "600 g")]
    assert record.batches[batch].disposition.value == "rejected"


def test_a_count_tells_what_the_record_said_before(shop: Workshop, olive: str, batch: str) -> None:
    moved = count_lot(shop("12:00"), "oo-25", "4350", "stock-taking")
    assert (str(moved.movement.amount), str(moved.before.on_hand), str(moved.after.on_hand)) == (
        "4350 kg",
        "4.4 kg",
        "4350 kg",
    )
    moved = count_lot(shop("12:01"), olive, "4350 g", "in grams, this time")
    assert str(moved.after.on_hand) == "4.35 kg"
    assert batch in show_lot(shop(), olive).batches


def test_an_empty_can_is_counted_as_nothing(shop: Workshop, olive: str) -> None:
    assert str(count_lot(shop("12:00"), olive, "0 g", "empty").after.on_hand) == "0 kg"
    assert stock(shop())["olive oil"][0].on_hand == read_amount("0 kg")


def test_a_discard_is_no_batch_and_can_overdraw_a_lot(shop: Workshop, olive: str) -> None:
    assert str(discard_lot(shop("12:00"), olive, "200 g", "spilt").after.on_hand) == "4.8 kg"
    moved = discard_lot(shop("12:10"), olive, "5 kg", "rancid")
    assert (str(moved.after.on_hand), str(moved.after.overdrawn)) == ("0 kg", "0.2 kg")


@pytest.mark.parametrize(
    ("wrong", "error", "sentence"),
    [
        (lambda shop: count_lot(shop("12:00"), "OO", "5 l", "x"), QuantityError, "cannot be compared"),
        (lambda shop: discard_lot(shop("12:00"), "OO", "0 g", "x"), QuantityError, "more than 0"),
        (lambda shop: discard_lot(shop("12:00"), "OO", "1 g", " "), Refused, "no reason"),
        (lambda shop: count_lot(shop("12:00"), "CO-1", "1 g", "x"), NotFound, "LOT-OLIVE-0001"),
        (lambda shop: count_lot(shop("12:00", at_="07:00"), "OO", "1 g", "x"), Refused, "was received"),
        (lambda shop: count_lot(shop("12:00", at_="13:00"), "OO", "1 g", "x"), Refused, "still to come"),
        (lambda shop: list_lots(shop("12:00"), "coconut oil"), NotFound, "olive oil"),
    ],
)
def test_what_does_not_fit_is_refused_with_a_sentence_and_writes_nothing(
    shop: Workshop,
    olive: str,
    wrong: Callable[[Workshop], object],
    error: type[RecipekeeperError],
    sentence: str,
) -> None:
    with pytest.raises(error) as refused:
        wrong(shop)
    assert sentence in refused.value.message
    assert show_lot(shop(), olive).lot.movements == ()


def test_a_slip_in_an_empty_folder_makes_no_store(empty_shop: Workshop) -> None:
    for slip in (
        lambda: count_lot(empty_shop(), "OO", "1 g", "x"),
        lambda: show_lot(empty_shop(), "OO"),
        lambda: trace_lot(empty_shop(), "OO"),
    ):
        with pytest.raises(NotFound):
            slip()
    assert list_lots(empty_shop()) == ()
    assert not empty_shop.store.exists


def test_a_lot_is_found_by_the_beginning_of_either_code(shop: Workshop, olive: str) -> None:
    other = receive(shop(), "olive oil", "1 kg", "OO-25").lot.code
    again = receive(shop(), "olive oil", "1 kg", "OO-25").lot.code
    assert show_lot(shop(), "oo-2509").lot.lot.code == olive
    assert show_lot(shop(), "lot-olive-0002").lot.lot.code == other
    for typed in ("OO-25", "LOT-OLIVE", "oo"):
        with pytest.raises(Ambiguous, match=rf"{other} \(olive oil\), {again} \(olive oil\)"):
            show_lot(shop(), typed)


def test_our_own_code_wins_over_a_supplier_who_codes_as_we_do(shop: Workshop, olive: str, batch: str) -> None:
    other = receive(shop(), "olive oil", "1 kg", olive).lot.code
    receive(shop(), "olive oil", "1 kg", batch)
    assert show_lot(shop(), olive).lot.lot.code == olive
    assert [branch.link.batch for branch in trace_lot(shop(), olive).forward] == [batch]
    assert trace_lot(shop(), batch).thing.code == batch
    assert trace_lot(shop(), other).forward == ()


def test_a_lot_that_was_only_weighed_is_no_lot_on_the_shelf_and_can_be_traced(
    shop: Workshop, batch: str
) -> None:
    bench.weigh(shop("09:06"), batch, "water", "300 g", "W-1")
    with pytest.raises(NotFound, match=r'never received here.* rk lot trace "w-1"'):
        show_lot(shop(), "w-1")
    found = trace_lot(shop(), "w-1")
    assert [branch.link.batch for branch in found.forward] == [batch]


def test_the_lots_of_an_imported_history_are_traced(shop: Workshop, tmp_path: Path) -> None:
    rows = (
        "batch,formula,step,kind,name,value,unit,lot,at,by",
        "OLD-1,SOAP,,batch,size,1000,g,,2026-01-05 09:00,Bo",
        "OLD-1,SOAP,weigh oils,weighed,olive oil,600,g,OO-2401,,",
        "OLD-1,SOAP,make lye,weighed,water,300,g,,,",
        "OLD-2,SOAP,,batch,size,1000,g,,2026-01-06 09:00,Bo",
        "OLD-2,SOAP,weigh oils,weighed,olive oil,,,oo-2401,,",
    )
    file = tmp_path / "history.csv"
    file.write_text("\n".join(rows), encoding="utf-8")
    import_history(shop(), file)
    forward = trace_lot(shop(), "OO-24").forward
    amounts = [(branch.link.batch, str(branch.link.amount)) for branch in forward]
    assert amounts == [("OLD-1", "600 g"), ("OLD-2", "None")]
    back = trace_lot(shop(), "OLD-1")
    assert ([branch.link.thing.code for branch in back.backward], back.without_lot) == (
        ["OO-2401"],
        ("water",),
    )


def test_a_batch_made_for_another_is_seen_through_both_ways(shop: Workshop, olive: str, batch: str) -> None:
    soap = batches.start_batch(shop("10:00"), "soap", "1 kg").batch
    bench.weigh(shop("10:05"), soap, "rebatched soap", "200 g", batch, new=True)
    behind = trace_lot(shop(), soap)
    assert [(branch.depth, branch.link.thing.code) for branch in behind.backward] == [(1, batch), (2, olive)]
    beyond = trace_lot(shop(), olive)
    assert [(branch.depth, branch.link.batch) for branch in beyond.forward] == [(1, batch), (2, soap)]
    assert on_hand(shop, olive) == "4.4 kg"


def test_the_shelf_is_by_material_and_first_expired_first(shop: Workshop, olive: str) -> None:
    soon = receive(shop("08:05"), "Olive Oil", "1 kg", "OO-1", expires="2026-12", sap="189 mg KOH/g").lot.code
    coconut = receive(shop("08:06"), "coconut oil", "2 kg", "CO-1", sap="262 mg KOH/g").lot.code
    receive(shop("08:07"), "coconut oil", "2 kg", "CO-2")
    empty = receive(shop("08:08"), "coconut oil", "2 kg", "CO-3", sap="257 mg KOH/g").lot.code
    count_lot(shop("08:10"), empty, "0 kg", "used up")
    shelf = stock(shop())
    assert [one.lot.code for one in shelf["olive oil"]] == [soon, olive]
    assert [one.lot.code for one in list_lots(shop(), "OLIVE")] == [soon, olive]
    assert lot_saps(shop()) == {
        "coconut oil": {coconut: "262 mg KOH/g"},
        "olive oil": {soon: "189 mg KOH/g"},
    }


def test_weighing_from_a_lot_that_is_over_or_of_something_else_warns_and_is_recorded(
    shop: Workshop, batch: str
) -> None:
    receive(shop("09:10"), "olive oil", "1 kg", "OLD", expires="2026-10")
    late = bench.weigh(shop("09:11"), batch, "olive oil", "1 g", "old")
    assert late.warnings == ("Lot old of olive oil expired: 2026-10.",)
    wrong = bench.weigh(shop("09:12"), batch, "water", "300 g", "OO-2509")
    assert wrong.warnings == ("Lot OO-2509 is olive oil, and this is weighed as water.",)
    assert wrong.entry.lot == "OO-2509"
    right = amend.correct(shop("09:13"), batch, wrong.entry.seq, None, lot="W-1", why="wrong container")
    assert right.warnings == ()


def test_a_known_and_good_lot_needs_no_word(shop: Workshop, batch: str) -> None:
    receive(shop("09:09"), "extra virgin olive oil", "1 kg", "EV-1", expires="2026-11")
    receive(shop("09:10"), "olive oil", "1 kg", "EV-2", expires="2026-10")
    receive(shop("09:10"), "olive oil", "1 kg", "EV-2", expires="2027-10")
    receive(shop("09:10"), "NaOH", "1 kg", "NA-1")
    for lot in ("OO-2509", "EV-1", "EV-2", "never heard of", None):
        assert bench.weigh(shop("09:11"), batch, "olive oil", "1 g", lot).warnings == ()
    assert bench.weigh(shop("09:11"), batch, "sodium hydroxide", "1 g", "NA-1").warnings == ()
