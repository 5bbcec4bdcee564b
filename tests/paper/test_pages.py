"""Pages by their own geometry, and their codes by a decoder; `make pages` looks at every sheet there is."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from recipekeeper.batch.codes import batch_code, formula_code, lot_code, step_code
from recipekeeper.formula.model import Check, Step
from recipekeeper.material.model import Lot
from recipekeeper.paper.house_style import PrintSettings
from recipekeeper.paper.sheet.compose import compose
from recipekeeper.paper.sheet.draw import render
from recipekeeper.paper.sheet.page import Sheet
from recipekeeper.quantity import read_amount
from tests.paper.batches import filled_sheet
from tests.paper.geometry import flaws, is_heading, last_line, pages, scanned, texts
from tests.paper.plans import MOMENT, RECIPES, formula, limits, line, plan, recipe

SOAP = next(path for path in RECIPES if path.stem == "lavender-shea-soap")
LETTER = PrintSettings(paper="letter")
TYPED = {
    "Greek": "ελαιόλαδο έξτρα παρθένο",
    "Cyrillic": "Оливковое масло",
    "markup": '#panic[] *b* _i_ $x$ @ref <l> \\n #read("/etc/passwd")',
    "200 letters": "pomace of olives " * 11 + "and so on",
    "200 without a space": "Wm" * 100,
}
NOT_HELD = {"CJK": "橄榄油", "emoji": "soap 🧼", "Hebrew": "שמן זית", "turned round": "salt \u202etlas"}


def sheet_with(name: str, batch: str = "TEST-261121-1") -> Sheet:
    check = Check(name, critical=limits("3 pH", "4 pH"))
    step = Step(name, name, equipment=name, checks=(check, Check("as it looks", words=(name,))))
    made = formula(line(name, "1022 g", "1 %", "1 g", phase=name), steps=(step,), name=name, notes=name)
    return compose(plan(made, batch), printed=MOMENT)


def flaws_of(sheet: Sheet, settings: PrintSettings = LETTER) -> list[str]:
    drawn = render(sheet, "pdf", settings)
    seen = pages(drawn.files[0])
    headings = [last_line(page) for page in seen if is_heading(last_line(page), sheet)]
    return [*(flaw for page in seen for flaw in flaws(page)), *headings]


def test_a_filled_sheet_has_every_letter_within_its_margins_and_none_upon_another() -> None:
    assert flaws_of(filled_sheet(recipe(SOAP))) == []


def test_a_soap_with_the_lot_to_take_of_every_ingredient_goes_on_two_sides_of_a4() -> None:
    planned = recipe(SOAP)
    lots = {
        each.name: Lot("LOT-LAVENDER-0001", each.name, read_amount("5 kg"), MOMENT, expires="2027-05")
        for each in planned.scaled.lines
    }
    assert render(compose(planned, printed=MOMENT, started_at=MOMENT, lots=lots), "pdf").pages == 2


@pytest.mark.parametrize("name", ["bbq-sauce", "habanero-carrot-sauce", "lavender-shea-soap"])
def test_a_soap_or_sauce_goes_on_the_two_sides_of_one_sheet_of_letter_paper(name: str) -> None:
    planned = recipe(next(path for path in RECIPES if path.stem == name))
    assert render(compose(planned, printed=MOMENT), "pdf", LETTER).pages == 2


def test_remarks_and_the_lines_for_more_of_them_stand_under_one_title() -> None:
    drawn = render(replace(sheet_with("salt"), remarks=("14:10 smells of almonds (Ana)",)), "pdf")
    assert texts(drawn.files[0])[0].count("what was done") == 1


@pytest.mark.parametrize("name", TYPED.values(), ids=TYPED)
def test_whatever_is_typed_prints_as_typed_and_stays_on_the_page(name: str) -> None:
    sheet = sheet_with(name)
    assert flaws_of(sheet) == []
    drawn = render(sheet, "pdf", LETTER)
    assert drawn.warnings == ()
    printed = "".join(texts(drawn.files[0])[0].split())
    assert "".join(name.split()) in printed


@pytest.mark.parametrize("name", NOT_HELD.values(), ids=NOT_HELD)
def test_a_letter_that_no_font_has_is_named(name: str) -> None:
    drawn = render(sheet_with(name), "pdf")
    (warning,) = drawn.warnings
    lacking = [each for each in name if f"U+{ord(each):04X}" in warning]
    assert lacking
    assert "The bundled fonts cannot show" in warning
    assert flaws_of(sheet_with(name)) == []


def test_the_flaws_are_seen_where_there_are_any(tmp_path: Path) -> None:
    bad = tmp_path / "sheet.typ"
    bad.write_text(
        '#set text(font: "Source Sans 3")\n#place(dx: -30mm)[out]\n\n#place(dx: 40mm)[upon]\n\n'
        "#place(dx: 40.3mm)[mark] 1.5E-7"
    )
    (page,) = pages(render(sheet_with("x"), "pdf", template=bad).files[0])
    found = [flaw.split(":")[0] for flaw in flaws(page)]
    assert set(found) == {"outside", "one upon the other", "exponent"}


def test_a_scanner_reads_the_batch_every_step_and_every_lot() -> None:
    planned = recipe(SOAP)
    lots = {
        each.name: Lot(f"LOT-OIL-{number:04}", each.name, read_amount("5 kg"), MOMENT, expires="2027-05")
        for number, each in enumerate(planned.scaled.lines, 1)
    }
    sheet = compose(planned, printed=MOMENT, started_at=MOMENT, lots=lots)
    drawn = render(sheet, "pdf")
    steps = [step_code(planned.batch, number) for number in range(1, 14)]
    assert sorted(scanned(drawn.files[0])) == sorted(
        [batch_code(planned.batch), *steps, *(lot_code(lot.code) for lot in lots.values())]
    )


def test_a_blank_sheet_bears_the_codes_of_its_formula() -> None:
    drawn = render(sheet_with("salt", batch=""), "pdf")
    assert sorted(scanned(drawn.files[0])) == [formula_code("TEST@3"), formula_code("TEST@3", 1)]


def test_the_document_says_its_title_its_language_and_its_page_labels() -> None:
    reader = PdfReader(BytesIO(render([sheet_with("salt"), sheet_with("oil")], "pdf").files[0]))
    assert reader.metadata is not None
    assert reader.metadata.title == "salt and more batch sheets"
    assert str(reader.root_object["/Lang"]) == "en"
    assert reader.page_labels == ["1", "1"]
    (one,) = (PdfReader(BytesIO(render(sheet_with("salt"), "pdf").files[0])),)
    assert one.metadata is not None
    assert one.metadata.title == "salt, batch sheet TEST-261121-1"


def test_several_sheets_are_one_document_each_with_pages_of_its_own() -> None:
    soap = compose(recipe(SOAP), printed=MOMENT, started_at=MOMENT)
    drawn = render([soap, sheet_with("salt"), replace(sheet_with("oil"), batch="SECOND-1")], "pdf")
    told = texts(drawn.files[0])
    feet = ["page 1 of 2", "page 2 of 2", "page 1 of 1", "page 1 of 1"]
    assert drawn.pages == 4
    assert all(foot in text for foot, text in zip(feet, told, strict=True))
    assert all(f"SOAP-LAV@3 {soap.fingerprint}" in text for text in told[:2])
    assert "SECOND-1" in told[-1]
