"""Labels: what stands on them, in which order and how large, and what is listed because nothing gives it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from recipekeeper.batch.model import BatchRecord, Kind
from recipekeeper.errors import Misused, NotFound, QuantityError, Refused
from recipekeeper.files.materials import shipped
from recipekeeper.formula.keeping import read_durability, read_keeping
from recipekeeper.formula.substance.material import Materials
from recipekeeper.paper.house_style import TEMPLATES, PrintSettings
from recipekeeper.paper.label import law as label_law
from recipekeeper.paper.label.compose import Asked, Label, compose
from recipekeeper.paper.label.draw import Sheets, render_labels
from recipekeeper.paper.label.sizes import ENDS, SIZES, LabelSize, offset_of, size_of
from recipekeeper.quantity import read_amount
from tests.batch.bench import Log
from tests.paper.geometry import texts
from tests.paper.plans import RECIPES, recipe

HOSTILE = '#panic[] *bold* _it_ $x$ @ref <label> "q" \\n // = - + [x] `raw` ~ --'
PLANS = {path.stem: recipe(path) for path in RECIPES}
OURS = PrintSettings(maker="Hill Soaps", address=("12 Mill Lane", "Totnes"), contact="hello@example.org")
AREA = 99.1 * 67.7
MATERIALS = shipped()


def label(
    stem: str,
    market: str = "",
    *,
    found: BatchRecord | None = None,
    settings: PrintSettings = OURS,
    materials: Materials = MATERIALS,
    asked: Asked | None = None,
) -> Label:
    given_ = replace(asked or Asked(), market=market)
    return compose(found or Log(PLANS[stem]).record, materials, settings, given_, AREA)


def listed(made: Label) -> str:
    return "".join(run.text for run in made.ingredients)


def strong(made: Label) -> list[str]:
    return [run.text for run in made.ingredients if run.strong]


def lacking(made: Label) -> str:
    return "\n".join(f"{one.what}; {one.law}; {one.how}" for one in made.lacking)


# Ingredients


def test_a_soap_is_listed_as_it_was_added_in_falling_order_of_what_was_weighed() -> None:
    as_planned = label("lavender-shea-soap", "eu")
    assert listed(as_planned) == (
        "Olea Europaea (Olive) Fruit Oil, Cocos Nucifera (Coconut) Oil, Aqua, Butyrospermum Parkii (Shea) Butter, "
        "Sodium Hydroxide, Lavandula Angustifolia (Lavender) Oil, Kaolin"
    )
    assert "Not weighed, so their planned weights count: olive oil," in as_planned.notes[0]
    heavy = Log(PLANS["lavender-shea-soap"]).weigh("shea butter", "3 kg", "09:00").record
    assert listed(label("lavender-shea-soap", "us", found=heavy)).startswith("Butyrospermum")
    assert ", Water, " in listed(label("lavender-shea-soap", "us", found=heavy))


def test_a_soap_can_be_listed_as_what_its_oils_became() -> None:
    """Olive, coconut and shea of the recipe take 831.6 g of KOH, which set 455 g of glycerin free."""
    made = label("lavender-shea-soap", asked=Asked(soap_names="saponified"))
    assert listed(made).startswith("Sodium Olivate, Sodium Cocoate, Aqua, Sodium Shea Butterate, Glycerin, ")
    assert "Hydroxide" not in listed(made)
    liquid = label("liquid-soap", asked=Asked(soap_names="saponified"))
    assert "Potassium Olivate" in listed(liquid)
    assert listed(liquid).count("Aqua") == 1, "water of the lye and water that thins it are one"


def test_what_an_oil_becomes_is_not_guessed() -> None:
    nameless = Materials(replace(each, inci_soap="") for each in MATERIALS)
    with pytest.raises(Refused, match=r"What olive oil becomes in soap has no name here"):
        label("lavender-shea-soap", materials=nameless, asked=Asked(soap_names="saponified"))


def test_a_cosmetic_without_an_inci_name_lists_it_as_lacking() -> None:
    made = label("lavender-lotion", "eu")
    assert "Prunus Amygdalus Dulcis (Sweet Almond) Oil" in listed(made)
    assert 'the INCI name of preservative; ; rk material set "preservative" --inci' in lacking(made)
    assert "fragrance allergens of lavender essential oil" in lacking(made)
    assert strong(made) == [], "a cosmetic names no allergens of food"


def test_a_food_names_its_compounds_and_its_allergens_in_bold_capitals() -> None:
    made = label("bbq-sauce", "eu")
    assert {"BARLEY", "ANCHOVY", "FISH", "MUSTARD", "SOYBEANS", "WHEAT"} <= set(strong(made))
    assert "prepared MUSTARD (water, MUSTARD seed, spirit vinegar, salt, turmeric)" in listed(made)
    assert "ANCHOVY (FISH)" in listed(made)
    assert made.contains == ""
    american = label("bbq-sauce", "us")
    assert american.contains == "Contains: fish, wheat, soybeans", "mustard is none of the nine of the US"


def test_a_food_says_how_much_it_holds_of_what_it_is_named_after() -> None:
    """Art. 22 and Annex VIII: of the finished food, where water was boiled off."""
    log = Log(PLANS["jam"])
    total = sum(float(line.planned.exact_in("g")) for line in log.plan.scaled.lines)
    berries = float(log.plan.scaled.lines[0].planned.exact_in("g"))
    assert f"strawberries ({round(100 * berries / total)}\u00a0%)" in listed(label("jam", "eu"))
    log.add(Kind.YIELD, "12:00", value=read_amount(f"{berries * 1.6:.0f} g"))
    assert "strawberries (62\u00a0%)" in listed(label("jam", "eu", found=log.record))
    assert "%" not in listed(label("jam", "us"))


def test_what_is_counted_is_no_ingredient_of_a_candle() -> None:
    made = label("candle", "eu")
    assert "wick" not in listed(made)
    assert any(note.startswith("Counted and not weighed") for note in made.notes)
    assert any("no law was looked at" in note for note in made.notes)


# What the law asks for


@pytest.mark.parametrize(
    ("stem", "market", "law"),
    [
        ("lavender-shea-soap", "eu", "Regulation (EC) No 1223/2009 Art. 19(1)(a)"),
        ("lavender-shea-soap", "us", "21 CFR 701.12"),
        ("lavender-lotion", "ca", "Cosmetic Regulations 20"),
        ("jam", "uk", "retained Regulation (EU) No 1169/2011 Art. 9(1)(h)"),
        ("jam", "us", "21 CFR 101.5"),
    ],
)
def test_a_maker_without_an_address_is_lacking_and_one_with_it_is_not(
    stem: str, market: str, law: str
) -> None:
    assert law in lacking(label(stem, market, settings=PrintSettings(maker="Hill")))
    assert law not in lacking(label(stem, market))


def test_a_date_is_never_invented() -> None:
    made = label("jam", "eu")
    assert [title for title, _ in made.dates] == ["Made"]
    assert "Art. 9(1)(f) and 24, Annex X" in lacking(made)
    dated = label("jam", "eu", asked=Asked(best_before=read_durability("12 months")))
    assert dated.dates[-1] == ("Best before", "2027-11-21")
    assert "Annex X" not in lacking(dated)
    with pytest.raises(Misused, match="is not after the day on which it was made"):
        label("jam", asked=Asked(best_before=read_durability("2026-11-21")))


def test_no_market_looks_at_no_law_and_says_so() -> None:
    made = label("jam")
    assert made.lacking == ()
    assert any("No market is chosen" in note for note in made.notes)


def test_no_word_of_the_law_says_that_all_is_well() -> None:
    said = str(label_law.NEEDS) + str([label(stem, "eu").notes for stem in PLANS])
    assert not any(word in said.casefold() for word in ("compliant", "complies", "approved", "legal"))


@pytest.mark.parametrize(
    ("market", "net", "shown"),
    [
        ("us", "120 g", "Net Wt 4.2 oz (120 g)"),
        ("us", "250 ml", "8.4 fl oz (250 mL)"),
        ("us", "10 g", "Net Wt 0.35 oz (10 g)"),
        ("eu", "1.5 kg", "1.5 kg"),
    ],
)
def test_the_us_wants_the_net_quantity_in_both_units(market: str, net: str, shown: str) -> None:
    assert label("jam", market, asked=Asked(net=read_amount(net))).net == shown


def test_the_net_quantity_is_the_yield_by_the_units_where_no_filling_says_it() -> None:
    log = Log(PLANS["lavender-lotion"]).add(Kind.YIELD, "12:00", value=read_amount("4890 g"))
    log.add(Kind.UNITS, "12:00", value=read_amount("19 bottles"))
    made = label("lavender-lotion", "eu", found=log.record)
    assert made.net == "257 g"
    assert "nominal content" in lacking(label("lavender-lotion", "eu"))


def test_letters_and_figures_are_as_high_as_the_law_of_the_market_says() -> None:
    """Art. 13(2) and (3); 21 CFR 101.2(c), 1/16 in; Directive 76/211/EEC Annex I 3.1."""
    assert label_law.least_letters("eu", "food").least == 1.2
    assert label_law.least_letters("eu", "food", small_pack=True).least == 0.9
    assert label_law.least_letters("us", "food").least == 25.4 / 16
    heights = [
        label_law.least_net("eu", read_amount(net), AREA).least for net in ("50 g", "51 g", "1 kg", "2 l")
    ]
    assert heights == [2, 3, 4, 6]


# Sizes


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.name)
def test_every_label_of_a_sheet_lies_on_its_paper_and_on_no_other(size: LabelSize) -> None:
    left, top = size.corner
    if size.paper:
        assert min(left, top) >= 0
        assert left * 2 + size.width + (size.columns - 1) * size.pitch_x == pytest.approx(size.page[0])
        assert size.columns == 1 or size.pitch_x >= size.width
        assert size.rows == 1 or size.pitch_y >= size.height


def test_sizes_are_those_on_the_box() -> None:
    """Avery: L7160 63.5 × 38.1 mm, 21 a sheet; L7163 99.1 × 38.1, 14; 5160 1 × 2 5/8 in, 30; 5163 2 × 4 in, 10."""
    boxes = [(size.width, size.height, size.on_a_sheet) for size in map(size_of, ("L7160", "avery l7163"))]
    assert boxes == [(63.5, 38.1, 21), (99.1, 38.1, 14)]
    american = [
        (size.width / 25.4, size.height / 25.4, size.on_a_sheet) for size in map(size_of, ("5160", "5163"))
    ]
    assert american == [pytest.approx((2.625, 1, 30), abs=1e-4), pytest.approx((4, 2, 10), abs=1e-4)]


def test_own_measures_and_offsets_are_read_and_near_misses_refused() -> None:
    assert (size_of("60 x 40 mm").width, size_of("6×4 cm").height, size_of("62 mm").height) == (60, 40, 0)
    assert offset_of("1 mm, -0.5 mm") == (1, -0.5)
    assert offset_of("−1,5 mm; 0 mm") == (-1.5, 0)
    for wrong in ("L716", "60 x 40", "60 by 40 mm", ""):
        with pytest.raises(NotFound, match="60 x 40 mm"):
            size_of(wrong)
    for wrong in ("1", "1 mm", "1, 2", "30 mm, 0 mm", "1 kg, 2 kg"):
        with pytest.raises(Misused):
            offset_of(wrong)
    with pytest.raises(Misused, match="10 to 300 mm"):
        size_of("600 x 40 mm")


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 120))
def test_so_many_months_end_on_the_same_day_or_the_last_of_a_shorter_month(made: date, months: int) -> None:
    day, is_month = read_durability(f"{months} months").until(made)
    assert (day.year * 12 + day.month) - (made.year * 12 + made.month) == months
    assert day.day <= made.day
    assert day.day == made.day or day.day >= 28
    assert not is_month


@pytest.mark.parametrize(
    "wrong", ["soon", "2027-13", "2027-02-30", "0 months", "12", "999 years", "2027/11/21"]
)
def test_what_does_not_say_how_long_it_keeps_is_refused(wrong: str) -> None:
    with pytest.raises(QuantityError, match="does not say how long it keeps"):
        read_durability(wrong)


def test_a_formula_says_a_time_and_no_day() -> None:
    jam = replace(PLANS["jam"], formula=replace(PLANS["jam"].formula, best_before=read_keeping("1 year")))
    assert label("jam", found=Log(jam).record).dates[-1] == ("Best before", "2027-11-21")
    with pytest.raises(QuantityError, match="a formula is made on many"):
        read_keeping("2027-11-21")


# On paper


def words_on(page: int, content: bytes) -> list[tuple[float, float, str]]:
    """Each text with its place in mm from the left and the top."""
    found: list[tuple[float, float, str]] = []
    sheet = PdfReader(BytesIO(content)).pages[page]
    height = float(sheet.mediabox.height)

    def look(text: str, at: list[float], within: list[float], _font: object, _size: float) -> None:
        if text.strip():
            x, y = at[4] + within[4] * at[0], height - (at[5] + within[5] * at[3])
            found.append((x / 72 * 25.4, y / 72 * 25.4, text))

    sheet.extract_text(visitor_text=look)
    return found


def test_labels_stand_in_their_places_from_the_first_free_one_on() -> None:
    size = size_of("L7165")
    made = label("bbq-sauce", "eu", asked=Asked(texts=(HOSTILE,), qr=True))
    sheets = Sheets(size, copies=8, start_at=6, offset=(1.0, -0.5))
    drawn = render_labels(made, "pdf", sheets, OURS)
    assert drawn.pages == len(PdfReader(BytesIO(drawn.files[0])).pages) == 2
    text = texts(drawn.files[0])[0]
    assert text.count("SAUCE-BBQ-261121-1") == 3
    assert HOSTILE in text
    left, top = size.corner
    spots = [(number % 2, number // 2) for number in range(5, 8)]
    for x, y, said in words_on(0, drawn.files[0]):
        assert any(
            left + 1 + column * size.pitch_x + ENDS - 0.1
            <= x
            <= left + 1 + column * size.pitch_x + size.width - ENDS
            and top - 0.5 + row * size.pitch_y <= y <= top - 0.5 + (row + 1) * size.pitch_y - ENDS
            for column, row in spots
        ), (x, y, said)
    assert render_labels(made, "pdf", sheets, OURS).files == drawn.files


def test_what_does_not_fit_is_refused_with_a_label_on_which_it_does() -> None:
    made = label("bbq-sauce", "eu")
    with pytest.raises(
        Refused, match=r"does not fit on L7651 .*: in letters 1\.2 mm high.*Art\. 13"
    ) as refused:
        render_labels(made, "pdf", Sheets(size_of("L7651"), 1), OURS)
    name = refused.value.message.partition("--size ")[2].partition(",")[0]
    render_labels(made, "pdf", Sheets(size_of(name), 1), OURS)


def test_a_copied_template_is_measured_as_ours_is(tmp_path: Path) -> None:
    (tmp_path / "label.typ").write_bytes((TEMPLATES / "label.typ").read_bytes())
    own = replace(OURS, templates=tmp_path)
    with pytest.raises(Refused, match=r"does not fit on L7651"):
        render_labels(label("bbq-sauce", "eu"), "pdf", Sheets(size_of("L7651"), 1), own)


def test_an_endless_roll_is_as_long_as_its_text_and_a_long_word_is_broken() -> None:
    made = replace(label("candle"), name="W" * 200)
    drawn = render_labels(made, "pdf", Sheets(size_of("62 mm"), 2), OURS)
    first, second = PdfReader(BytesIO(drawn.files[0])).pages
    assert first.mediabox == second.mediabox
    assert float(first.mediabox.width) / 72 * 25.4 == pytest.approx(62, abs=0.1)
    assert all(ENDS - 0.1 <= x <= 62 - ENDS for x, _, _ in words_on(0, drawn.files[0]))


def test_a_place_that_no_sheet_has_is_refused() -> None:
    made = label("candle")
    for wrong in (Sheets(size_of("L7160"), 1, start_at=22), Sheets(size_of("L7160"), 0)):
        with pytest.raises(Misused):
            render_labels(made, "pdf", wrong, OURS)
