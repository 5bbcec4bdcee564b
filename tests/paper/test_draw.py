"""What is drawn: read back from the PDF, so that nothing is lost between plan and paper."""

from __future__ import annotations

import time
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PageObject, PdfReader

from recipekeeper.errors import Misused, NotFound, Unreadable
from recipekeeper.formula.model import Check, Formula, Step
from recipekeeper.paper.draw import PAGES, Drawn, form_of, names
from recipekeeper.paper.figures import target_and_range
from recipekeeper.paper.house_style import TEMPLATES, Paper, PrintSettings
from recipekeeper.paper.sheet.compose import compose
from recipekeeper.paper.sheet.draw import render
from recipekeeper.paper.sheet.page import Sheet
from recipekeeper.quantity import read_duration
from tests.paper.geometry import texts
from tests.paper.plans import MOMENT, RECIPES, formula, limits, line, plan, recipe

OWN_TEMPLATE = """\
#let document = json(bytes(sys.inputs.sheet))
#for sheet in document.sheets [#sheet.name, our way]
#pagebreak()
second"""
HOSTILE = '#panic[] *bold* _it_ $x$ @ref <label> "q" \\n // = - + [x] `raw` ~ --'


def sheet(made: Formula, batch: str = "TEST-261121-1", *, trial: bool = False) -> Sheet:
    return compose(plan(made, batch, trial=trial), printed=MOMENT, started_at=MOMENT)


def pages(drawn: Drawn) -> tuple[str, ...]:
    return texts(drawn.files[0])


def long_formula() -> Formula:
    """Sixty weighings, and one step with forty checks, which no single page holds."""
    checks = tuple(Check(f"measure {number}", critical=limits("1 pH", "5 pH")) for number in range(1, 41))
    return formula(
        *(
            line(f"ingredient {number}", f"{number}0.5 g", "1 %", "0.1 g", f"phase {number // 9}")
            for number in range(1, 61)
        ),
        steps=(Step("look", "Look at everything. " * 90, lasts=read_duration("1 h"), checks=checks),),
        notes="Kept dry. " * 700,
    )


LONGEST = max(RECIPES, key=lambda path: path.stat().st_size)
ON_PAPER: list[tuple[Path, Paper]] = [*((path, "a4") for path in RECIPES), (LONGEST, "letter")]


@pytest.mark.parametrize(("path", "paper"), ON_PAPER, ids=lambda each: getattr(each, "stem", each))
def test_every_weighing_and_every_check_of_a_recipe_is_on_one_leaf(path: Path, paper: Paper) -> None:
    planned = recipe(path)
    drawn = render(compose(planned, printed=MOMENT, started_at=MOMENT), "pdf", PrintSettings(paper=paper))
    assert drawn.pages <= 2
    text = " ".join(pages(drawn))
    for each in planned.scaled.lines:
        assert all(figure in text for figure in (each.name, *target_and_range(each)))
    for step in planned.formula.steps:
        assert step.name in text
        assert " ".join(step.text.split()) in text
        assert all(check.measure in text for check in step.checks)
    assert planned.formula.fingerprint in text


def test_a_short_formula_takes_one_side() -> None:
    steps = tuple(
        Step(f"step {number}", "Stir.", checks=(Check("trace", words=("light",)),)) for number in range(6)
    )
    made = formula(
        *(line(f"oil {number}", "100 g", "1 %", "1 g", "oils") for number in range(5)), steps=steps
    )
    assert render(sheet(made), "pdf").pages == 1


def test_batch_code_and_page_number_stand_on_every_page() -> None:
    drawn = render(sheet(long_formula()), "pdf")
    texts = pages(drawn)
    assert len(texts) == drawn.pages > 2
    for number, text in enumerate(texts, 1):
        assert "TEST-261121-1" in text
        assert f"page {number} of {drawn.pages}" in text


def test_a_long_formula_is_never_cut_off_and_repeats_its_headings() -> None:
    text = pages(render(sheet(long_formula()), "pdf"))
    whole = " ".join(text)
    assert all(f"ingredient {number} " in whole for number in range(1, 61))
    assert all(f"measure {number} " in whole for number in range(1, 41))
    assert (whole.count("Look at everything."), whole.count("Kept dry.")) == (90, 700)
    assert "ingredient target min max weighed lot" in text[1]


def overflowing(page: PageObject) -> list[str]:
    """The texts that begin outside the page, or whose wide letters (0.8 em at least) end outside it."""
    outside: list[str] = []

    def look(text: str, at: list[float], within: list[float], _font: object, size: float) -> None:
        x, y = within[4] * at[0] + at[4], within[5] * at[3] + at[5]
        end = x + 0.8 * size * sum(each in "MW" for each in text)
        if text.strip() and not (0 < x <= end < page.mediabox.width and 0 < y < page.mediabox.height):
            outside.append(text)

    page.extract_text(visitor_text=look)
    return outside


def test_nothing_runs_off_the_paper() -> None:
    """Neither a step taller than its page nor a word wider than its column."""
    wide = formula(
        line("W" * 70, "100 g"),
        steps=(Step("M" * 70, "W" * 200, equipment="M" * 90, checks=(Check("W" * 70, words=("M" * 60,)),)),),
        name="W" * 90,
    )
    for each in (sheet(wide), sheet(long_formula())):
        for page in PdfReader(BytesIO(render(each, "pdf").files[0])).pages:
            assert overflowing(page) == []


def test_the_same_sheet_prints_the_same_bytes() -> None:
    first = render(sheet(long_formula()), "pdf")
    time.sleep(1.1)  # a clock in the file would show after a second
    assert render(sheet(long_formula()), "pdf").files == first.files


def test_the_document_bears_the_date_of_the_record() -> None:
    metadata = PdfReader(BytesIO(render(sheet(formula()), "pdf").files[0])).metadata
    assert metadata is not None
    assert metadata.creation_date is not None
    assert metadata.creation_date.replace(tzinfo=None) == MOMENT.replace(tzinfo=None)


def test_markup_in_a_name_prints_as_the_text_it_is() -> None:
    made = formula(
        line(HOSTILE, "100 g"),
        steps=(Step(HOSTILE, HOSTILE, equipment=HOSTILE, checks=(Check(HOSTILE, words=(HOSTILE,)),)),),
        name=HOSTILE,
        notes=HOSTILE,
    )
    drawn = render(sheet(made), "pdf")
    assert drawn.warnings == ()
    assert " ".join(pages(drawn)).count(HOSTILE) == 8


def test_a_name_over_two_lines_stays_in_its_row() -> None:
    assert "shea butter" in pages(render(sheet(formula(line("shea\n\tbutter", "100 g"))), "pdf"))[0]


def test_letters_that_the_fonts_lack_are_replaced_visibly_and_said() -> None:
    drawn = render(sheet(formula(line("中 salt \u202egnirts", "1 g"))), "pdf")
    assert "[U+4E2D] salt [U+202E]gnirts" in pages(drawn)[0]
    (warning,) = drawn.warnings
    assert warning.startswith(
        "The bundled fonts cannot show U+202E, U+4E2D: printed as the number in brackets."
    )


def test_greek_and_cyrillic_and_fractions_print_without_a_warning() -> None:
    drawn = render(sheet(formula(line("ελαιόλαδο, масло, ½ Crème brûlée ≥ 85 °C", "1 g"))), "pdf")
    assert drawn.warnings == ()
    assert "ελαιόλαδο, масло, ½ Crème brûlée" in pages(drawn)[0]


def test_a_trial_says_so_and_a_blank_sheet_is_one() -> None:
    assert "TRIAL" in pages(render(sheet(formula(), trial=True), "pdf"))[0]
    assert "TRIAL" not in pages(render(sheet(formula()), "pdf"))[0]
    assert "blank sheet TEST@3" in pages(render(sheet(formula(), batch=""), "pdf"))[0]


def test_a_makers_own_template_is_used(tmp_path: Path) -> None:
    own = tmp_path / "own.typ"
    own.write_text(OWN_TEMPLATE)
    drawn = render(sheet(formula()), "pdf", template=own)
    assert (pages(drawn)[0], drawn.pages) == ("Test bar, our way", 2)


def test_a_copy_of_our_template_works_from_any_folder(tmp_path: Path) -> None:
    copy = tmp_path / "copy.typ"
    copy.write_bytes((TEMPLATES / "sheet.typ").read_bytes())
    assert render(sheet(formula()), "pdf", template=copy) == render(sheet(formula()), "pdf")


def test_a_template_that_does_not_work_is_refused_with_its_reason(tmp_path: Path) -> None:
    broken = tmp_path / "broken.typ"
    broken.write_text("#nothing-of-that-name")
    with pytest.raises(Unreadable, match="unknown variable: nothing-of-that-name"):
        render(sheet(formula()), "pdf", template=broken)
    with pytest.raises(NotFound, match="There is no template"):
        render(sheet(formula()), "pdf", template=tmp_path / "none.typ")


def test_several_pages_as_png_are_numbered() -> None:
    drawn = render(sheet(long_formula()), "png")
    assert len(drawn.files) == drawn.pages > 2
    assert all(file.startswith(b"\x89PNG") for file in drawn.files)
    assert [path.name for path in names(Path("out/sheet.png"), drawn)][:2] == ["sheet-1.png", "sheet-2.png"]


def test_a_single_page_keeps_the_name_that_was_asked_for() -> None:
    assert names(Path("sheet.png"), render(sheet(formula()), "png")) == (Path("sheet.png"),)


@pytest.mark.parametrize(("name", "form"), [("a.pdf", "pdf"), ("B.PNG", "png"), ("c.d.txt", "txt")])
def test_the_ending_of_the_file_says_the_form(name: str, form: str) -> None:
    assert form_of(Path(name), "sheet", PAGES) == form


@pytest.mark.parametrize("name", ["sheet.docx", "sheet", "sheet.pdf.exe", ".pdf"])
def test_another_ending_is_refused_with_those_that_work(name: str) -> None:
    with pytest.raises(Misused, match=r"\.pdf, \.png or \.txt, e\.g\. -o .+\.pdf"):
        form_of(Path(name), "sheet", PAGES)
