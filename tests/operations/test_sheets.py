"""Which sheet is printed: that of a batch, or a blank one of a formula."""

from __future__ import annotations

from dataclasses import replace

import pytest

from recipekeeper.errors import Ambiguous
from recipekeeper.operations.batches import start_batch
from recipekeeper.operations.goods.lots import receive
from recipekeeper.operations.printing.sheets import draw_sheets
from recipekeeper.operations.recording import bench
from tests.operations.workshop import Workshop


def sheet_of(shop: Workshop, reference: str) -> str:
    target = shop.folder / "sheet.txt"
    draw_sheets(shop("10:00"), [reference], target, force=True)
    return target.read_text(encoding="utf-8")


def test_the_code_of_a_formula_is_its_blank_sheet_although_batches_begin_with_it(shop: Workshop) -> None:
    batches = [start_batch(shop("09:00"), "SOAP").batch for _ in range(2)]
    assert "(blank sheet)" in sheet_of(shop, "soap")
    assert batches[1] in sheet_of(shop, batches[1].lower())
    with pytest.raises(Ambiguous, match=f"SOAP, {batches[0]}, {batches[1]}"):
        sheet_of(shop, "SO")


def test_what_is_known_of_a_batch_stands_in_its_blanks(shop: Workshop) -> None:
    batch = start_batch(shop("09:00"), "SOAP").batch
    bench.begin(shop("09:05"), batch, "weigh oils")
    bench.weigh(shop("09:06"), batch, "olive oil", "640 g", "OO-2509")
    sheet = sheet_of(shop, batch)
    assert "weighed 640 g, lot OO-2509, D1 (Ana, 09:06)" in sheet
    assert "start 09:05 (Ana)" in sheet
    assert "D1 olive oil 640 g, planned 600 ± 6 g: +6.7 % (major)" in sheet
    assert "Made by  Ana" in sheet


def test_a_blank_sheet_of_a_batch_tells_nothing_of_what_is_known(shop: Workshop) -> None:
    batch = start_batch(shop("09:00"), "SOAP").batch
    bench.weigh(shop("09:06"), batch, "olive oil", "640 g")
    target = shop.folder / "blank.txt"
    draw_sheets(shop("10:00"), [batch], target, blank=True)
    assert "640" not in target.read_text(encoding="utf-8")


def test_the_lot_that_expires_first_is_the_one_to_take(shop: Workshop) -> None:
    for supplier, expires in (("A-1", "2027-08"), ("B-2", "2027-05"), ("C-3", "2026-01")):
        receive(shop("08:30"), "olive oil", "5 kg", supplier, expires=expires)
    assert "take first: lot LOT-OLIVE-0002, until 2027-05" in sheet_of(shop, "soap")


def test_copies_and_several_references_are_one_document(shop: Workshop) -> None:
    batch = start_batch(shop("09:00"), "SOAP").batch
    target = shop.folder / "sheets.txt"
    draw_sheets(shop("10:00"), [batch, "SOAP"], target, copies=3)
    sheets = target.read_text(encoding="utf-8").split("\f")
    assert [batch in sheet for sheet in sheets] == [True, True, True, False, False, False]


def test_the_size_of_a_sheet_says_how_often_the_formula_it_is(shop: Workshop) -> None:
    target = shop.folder / "big.txt"
    draw_sheets(shop("10:00"), ["SOAP"], target, "2500 g")
    assert "Size     2500 g  (× 2.5)" in target.read_text(encoding="utf-8")


def test_who_prints_many_sheets_is_not_told_that_they_are_drawn_before_they_are(shop: Workshop) -> None:
    told: list[tuple[int, int, str]] = []
    context = replace(shop("10:00"), progress=lambda *said: told.append(said))
    draw_sheets(context, ["SOAP"], shop.folder / "many.txt", copies=3)
    assert told == [(0, 1, "composing"), (0, 0, "drawing 3 sheets")]
