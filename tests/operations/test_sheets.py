"""Which sheet is printed: that of a batch, or a blank one of a formula."""

from __future__ import annotations

import pytest

from recipekeeper.errors import Ambiguous
from recipekeeper.operations.batches import start_batch
from recipekeeper.operations.sheets import draw_sheets
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
