"""The printed record: read back from the PDF, so that nothing is lost between log and paper."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from recipekeeper.batch.model import BatchRecord, Kind
from recipekeeper.batch.record import record
from recipekeeper.formula.model import Check, Formula, Step
from recipekeeper.paper.draw import Drawn
from recipekeeper.paper.goods import goods_of
from recipekeeper.paper.house_style import Paper, PrintSettings
from recipekeeper.paper.record.checklist import ITEMS
from recipekeeper.paper.record.compose import Surroundings, compose
from recipekeeper.paper.report.draw import render_report
from recipekeeper.quantity import read_amount, read_duration, read_setpoint
from tests.paper.geometry import texts
from tests.paper.logs import BATCH, Log
from tests.paper.plans import RECIPES, formula, limits, line, plan, recipe
from tests.paper.test_draw import overflowing

HOSTILE = '#panic[] *bold* _it_ $x$ @ref <label> "q" \\n // = - + [x] `raw` ~ --'


def small_formula(name: str = "Test bar") -> Formula:
    check = Check("core", critical=limits("38 degC", "49 degC"))
    steps = (
        Step("weigh", uses=("oils",), lasts=read_duration("1 min"), within=read_duration("1 min")),
        Step("rest"),
        Step("look", equipment="probe", checks=(check,)),
    )
    return formula(
        line("olive oil", "100 g", "1 %", "1 g", "oils"), line("lye", "50 g"), steps=steps, name=name
    )


def made(name: str = "Test bar", words: str = "plain") -> BatchRecord:
    """A batch with a corrected weight, a reading with instrument and second person, a step left out."""
    log = Log()
    log.add(Kind.START, value=read_amount("1000 g")).add(Kind.BEGIN, "weigh")
    log.add(Kind.WEIGH, "weigh", "olive oil", read_amount("180 g"), lot="OO-1")
    log.add(Kind.CORRECT, value=read_amount("100 g"), lot="OO-1", supersedes=2, why=f"slip {words}", by="Bo")
    log.add(Kind.DONE, "weigh").add(Kind.SKIP, "rest", why=f"no time {words}").add(Kind.BEGIN, "look")
    log.add(Kind.INSTRUMENT, "look", "core", "TH-1", typed="thermometer", act="read")
    log.add(Kind.CHECKED, "look", "core", "Cid", act="read")
    log.add(Kind.READ, "look", "core", read_setpoint("52 degC"), act="read")
    log.add(Kind.DONE, "look").add(Kind.NOTE, value=f"smelt odd {words}")
    log.add(Kind.LOSS, name="spill", value=read_amount("20 g"), why="jug")
    log.add(Kind.YIELD, value=read_amount("930 g")).add(Kind.FINISH)
    log.add(Kind.RESOLVE, name="D3", value=f"cooled {words}", why=f"pan too hot {words}", by="Bo")
    log.add(Kind.RELEASE, why=f"looked at again {words}", by="Dee")
    log.add(Kind.OBSERVATION, name="3 of 9 bars", value=f"spots {words}")
    return record(plan(small_formula(name), BATCH), log.entries)


def pages(drawn: Drawn) -> tuple[str, ...]:
    return texts(drawn.files[0])


def printed(found: BatchRecord) -> str:
    return " ".join(pages(render_report(compose(found), "pdf")))


@cache
def usual() -> Drawn:
    """The record of `made`, which many tests look at."""
    return render_report(compose(made(), Surroundings(head="ab12" * 16)), "pdf")


def usual_text() -> str:
    return " ".join(pages(usual()))


def test_the_first_page_says_what_was_changed_what_departs_and_what_was_decided() -> None:
    first = pages(usual())[0]
    assert "1 value was changed after entry (entry 2)." in first
    assert "1 corrected, 1 resolved" in first
    assert "Released by Dee, 2026-11-21 14:26: looked at again plain" in first
    assert "ab12" * 16 in first
    assert all(fact in first for fact in ("TEST@3", "3f9ac2e41b07", "2026-11-21 14:10 +00:00", "930 g"))


def test_a_corrected_value_stands_with_its_first_who_when_and_why() -> None:
    text = usual_text()
    sentence = "Entry 2: first 180 g; corrected to 100 g by Bo, 14:13 (slip plain)."
    assert sentence in text
    assert "weigh olive oil at weigh 180 g 100 g Corrected to 100 g by Bo, 14:13 (slip plain)." in text


def test_a_batch_without_corrections_says_that_nothing_was_changed() -> None:
    untouched = record(plan(small_formula(), BATCH), Log().add(Kind.START, value=read_amount("1 kg")).entries)
    text = printed(untouched)
    assert "No value was changed after entry." in text
    assert "Changed after entry" not in text.replace("Changed after entry,", "")


def test_plan_stands_beside_actual_with_lot_person_and_time() -> None:
    text = usual_text()
    assert "olive oil 100 g 99 – 101 100 g OO-1 Ana 14:12 changed" in text
    assert "lye 50 g not recorded" in text
    assert "core critical 38–49 °C 52 °C 14:19 Ana with TH-1, checked by Cid" in text
    assert "Skipped: no time plain." in text


def test_a_deviation_stands_with_cause_correction_and_who_wrote_them_down() -> None:
    found = made()
    text = usual_text()
    for one in found.deviations:
        assert f"D{one.number} " in text
        assert one.severity.value in text
    assert "Cause: pan too hot plain Correction: cooled plain Written down by Bo, 14:25." in text


def test_the_yield_is_accounted_for_with_its_losses() -> None:
    text = usual_text()
    assert "theoretical 1000 g" in text
    assert "spill −20 g" in text
    assert "Lost 20 g by spill: jug" in text
    assert "yield 930 g 93.0 % of theoretical" in text


def test_every_entry_stands_in_the_appendix() -> None:
    found = made()
    sections = {section.title: section for section in compose(found).sections}
    rows = list(sections["Every entry, in order of recording"].rows)
    assert [row.cells[0] for row in rows] == [str(entry.seq) for entry in found.entries]
    assert rows[2].cells[-1] == "see entry 3"
    text = usual_text()
    assert all(f" {entry.recorded_at:%Y-%m-%d %H:%M} {entry.by} " in text for entry in found.entries)


def test_a_voided_reading_is_struck_through_and_stays() -> None:
    log = Log().add(Kind.START, value=read_amount("1 kg")).add(Kind.BEGIN, "look")
    log.add(Kind.READ, "look", "core", read_setpoint("90 degC"))
    log.add(Kind.VOID, supersedes=2, why="another pot")
    composed = compose(record(plan(small_formula(), BATCH), log.entries))
    readings = next(section for section in composed.sections if section.title == "Readings")
    out = [row for row in readings.rows if row.is_out]
    assert [row.cells[2] for row in out] == ["90 °C"]
    assert out[0].notes == ("Entry 2: first 90 °C; voided by Ana, 14:13 (another pot).",)


def test_a_running_batch_is_marked_so_on_every_page() -> None:
    running = record(plan(small_formula(), BATCH), Log().add(Kind.START, value=read_amount("1 kg")).entries)
    texts = pages(render_report(compose(running), "pdf"))
    assert "NOT FINISHED" in texts[0]
    assert "This batch is not finished: the record goes to entry 0." in texts[0]
    assert all(f"{BATCH} · not finished" in text for text in texts[1:])
    assert "to come" in texts[0]


def test_a_void_batch_says_so_with_who_and_why() -> None:
    log = Log().add(Kind.START, value=read_amount("1 kg")).add(Kind.BATCH_VOID, why="wrong formula", by="Bo")
    composed = compose(record(plan(small_formula(), BATCH), log.entries))
    assert composed.banners == ("void",)
    assert composed.summary[:2] == (
        "This batch is void: its record is kept, and it counts nowhere.",
        "Voided by Bo, 2026-11-21 14:11: wrong formula",
    )


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_code_and_page_number_stand_on_every_page(paper: Paper) -> None:
    log = Log().add(Kind.START, value=read_amount("1 kg"))
    for number in range(150):
        log.add(Kind.NOTE, value=f"remark {number}")
    drawn = render_report(
        compose(record(plan(small_formula(), BATCH), log.entries)), "pdf", PrintSettings(paper=paper)
    )
    texts = pages(drawn)
    assert len(texts) == drawn.pages > 3
    for number, text in enumerate(texts, 1):
        assert BATCH in text
        assert f"page {number} of {drawn.pages}" in text
    assert all(f" remark {number} " in " ".join(texts) for number in range(150))


def test_no_heading_stands_alone_at_the_foot_of_a_page() -> None:
    """Whatever the length of what stands before it: above the foot is never a title, of a part or of a table."""
    for notes in range(0, 24, 6):
        log = Log().add(Kind.START, value=read_amount("1 kg"))
        for number in range(notes):
            log.add(Kind.NOTE, value=f"remark {number}")
        composed = compose(record(plan(small_formula(), BATCH), log.entries))
        titles = [f"{place} {section.title}" for place, section in enumerate(composed.sections, 1)]
        for section in composed.sections:
            if section.columns:
                titles.append(" ".join(" ".join(column.title for column in section.columns).split()))
            titles += [f" {group.title}" for group in section.groups if group.title]
        for text in pages(render_report(composed, "pdf")):
            body = text.rpartition(f" {BATCH} page ")[0]
            assert body
            assert not any(body.endswith(title) for title in titles)


def test_the_same_record_prints_the_same_bytes() -> None:
    again = render_report(compose(made(), Surroundings(head="ab12" * 16)), "pdf")
    assert again.files == usual().files


def test_title_and_date_of_the_document_are_those_of_the_record() -> None:
    found = made()
    metadata = PdfReader(BytesIO(usual().files[0])).metadata
    assert metadata is not None
    assert metadata.title == f"Test bar, batch record {BATCH}"
    assert metadata.creation_date is not None
    assert metadata.creation_date.replace(tzinfo=None) == found.entries[-1].recorded_at.replace(tzinfo=None)


def test_markup_in_names_and_remarks_prints_as_the_text_it_is() -> None:
    drawn = render_report(compose(made(HOSTILE, HOSTILE)), "pdf")
    assert drawn.warnings == ()
    text = " ".join(pages(drawn))
    for said in (
        "slip",
        "Skipped: no time",
        "Cause: pan too hot",
        "Correction: cooled",
        "smelt odd",
        "spots",
    ):
        assert f"{said} {HOSTILE}" in text


def test_letters_that_the_fonts_lack_are_replaced_visibly_and_said() -> None:
    drawn = render_report(compose(made(words="中\u202etxt")), "pdf")
    assert "smelt odd [U+4E2D][U+202E]txt" in " ".join(pages(drawn))
    (warning,) = drawn.warnings
    assert "U+202E, U+4E2D" in warning


def test_very_long_words_stay_on_the_paper() -> None:
    drawn = render_report(compose(made("W" * 90, "W" * 200)), "pdf")
    assert [overflowing(page) for page in PdfReader(BytesIO(drawn.files[0])).pages] == [[]] * drawn.pages


def test_the_text_holds_what_the_page_holds_in_eighty_columns() -> None:
    text = render_report(compose(made(words=HOSTILE)), "txt").files[0].decode()
    assert max(map(len, text.splitlines())) <= 80
    flat = " ".join(text.split())
    assert "1 value was changed after entry (entry 2)." in flat
    assert f"Entry 2: first 180 g; corrected to 100 g by Bo, 14:13 (slip {HOSTILE})." in flat


@pytest.mark.parametrize("path", RECIPES, ids=lambda path: path.stem)
def test_a_batch_of_every_recipe_that_ships_has_its_record(path: Path) -> None:
    planned = recipe(path)
    log = Log(planned.batch).add(Kind.START, value=planned.scaled.yields)
    for each in planned.scaled.lines:
        log.add(Kind.WEIGH, each.step, each.name, each.planned, lot="L-1")
    drawn = render_report(compose(record(planned, log.entries)), "pdf")
    text = " ".join(pages(drawn))
    assert all(step.name in text for step in planned.formula.steps)
    assert all(each.name in text for each in planned.scaled.lines)
    assert goods_of(planned.formula) in ("soap", "food", "cosmetics", None)


@pytest.mark.parametrize(
    ("kind", "goods", "absent"),
    [("cold-process soap", "soap", 17), ("hot sauce", "food", 50), ("lotion", "cosmetics", 17)],
)
def test_the_table_of_what_stands_where_is_that_of_the_kind_of_goods(
    kind: str, goods: str, absent: int
) -> None:
    composed = compose(record(plan(replace(small_formula(), kind=kind), BATCH), made().entries))
    last = composed.sections[-1]
    numbers = [int(row.cells[0]) for row in last.rows]
    assert last.lead[0].startswith(f"For {goods}. ")
    assert absent not in numbers
    assert set(numbers) <= {item.number for item in ITEMS}
    titles = {f"{place} {section.title}" for place, section in enumerate(composed.sections, 1)}
    where = {row.cells[0]: row.cells[4] for row in last.rows}
    assert where["24"] in titles
    assert where["32"] in titles
