"""What a maker's own pages have in common: name, logo, fields, dates and figures."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from recipekeeper.errors import Unreadable
from recipekeeper.paper.house_style import LANGUAGES, PLAIN, Logo, PrintSettings
from recipekeeper.paper.report.page import Fact
from recipekeeper.paper.sheet.compose import compose
from recipekeeper.paper.sheet.draw import render
from tests.paper.geometry import texts
from tests.paper.plans import MOMENT, formula, line, plan

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1h-1z"/></svg>'
OURS = PrintSettings(
    maker="Hill Soaps #1 $x$ *b*",
    address=("12 Mill Lane", "Totnes"),
    contact="hello@example.org",
    logo=Logo(SVG, "svg"),
    language="de",
    fields=(("Raum", ""), ("Lizenz", "SB-1")),
)


def test_a_sheet_bears_the_makers_name_and_fields() -> None:
    made = formula(line("salt 1.5", "10.5 g"))
    drawn = render(compose(plan(made, "TEST-1"), printed=MOMENT, started_at=MOMENT), "pdf", OURS)
    text = texts(drawn.files[0])[0]
    for said in ("Hill Soaps #1 $x$ *b*", "12 Mill Lane · Totnes · hello@example.org", "Raum", "SB-1"):
        assert said in text
    assert f"{MOMENT.day}. Nov. {MOMENT.year}" in text
    assert "10,5 g" in text.replace("10,5 scale", "10,5 g")
    assert "salt 1.5" in text, "a name stays as it was typed"


def test_without_settings_a_sheet_is_as_it_was() -> None:
    sheet = compose(plan(formula(), "TEST-1"), printed=MOMENT)
    assert PLAIN.written(sheet) is sheet
    assert render(sheet, "txt").files[0].startswith(b"=====")
    told = render(sheet, "txt", OURS).files[0].decode().splitlines()
    assert told[0] == OURS.maker
    assert "Raum: ____________________" in told


@pytest.mark.parametrize(
    ("language", "shown"),
    [("en", "9 Mar 2026"), ("de", "9. März 2026"), ("fr", "9 mars 2026"), ("pt", "9 de mar. de 2026")],
)
def test_a_day_is_written_in_the_makers_language(language: str, shown: str) -> None:
    assert PrintSettings(language=language).day(date(2026, 3, 9)) == shown


def test_every_language_has_twelve_months() -> None:
    assert {len(language.months.split()) for language in LANGUAGES.values()} == {12}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("40.5–46.2 °C, −1.5 (2.03 : 1).", "40,5–46,2 °C, −1,5 (2,03 : 1)."),
        ("It weighs 1.5.", "It weighs 1,5."),
        ("SOAP@1.5 LOT-1.5 v1.2 1.2.3 10.0.0.1", "SOAP@1.5 LOT-1.5 v1.2 1.2.3 10.0.0.1"),
        ("begun 2026-03-09 14:10", "begun 9.\u00a0März\u00a02026 14:10"),
        ("LOT-2026-03-09, 2026-13-40", "LOT-2026-03-09, 2026-13-40"),
    ],
)
def test_figures_and_days_change_their_writing_and_codes_do_not(text: str, shown: str) -> None:
    assert PrintSettings(language="de").written(Fact("x", text)) == Fact("x", shown)


def test_a_template_of_the_makers_folder_counts_before_ours(tmp_path: Path) -> None:
    sheet = compose(plan(formula(), "TEST-1"), printed=MOMENT)
    own = tmp_path / "sheet.typ"
    own.write_text(
        '#import "house.typ": letterhead\n'
        "#let document = json(bytes(sys.inputs.sheet))\nours #document.sheets.first().batch"
    )
    drawn = render(sheet, "pdf", PrintSettings(templates=tmp_path))
    assert texts(drawn.files[0])[0] == "ours TEST-1"
    own.write_text('first\n#read("../secret")')
    with pytest.raises(
        Unreadable, match=r"sheet\.typ line 2 does not work: .* would escape the project root"
    ):
        render(sheet, "pdf", PrintSettings(templates=tmp_path))
