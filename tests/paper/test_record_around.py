"""What a record tells of the store around its batch: good batches, a trace, lots; and what it does not have."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from io import BytesIO

from pypdf import PdfReader

from recipekeeper.batch.model import BatchRecord, Kind
from recipekeeper.batch.record import record
from recipekeeper.formula.model import Check, Formula, Step
from recipekeeper.material.model import Lot
from recipekeeper.material.used import Used
from recipekeeper.paper.draw import Drawn
from recipekeeper.paper.house_style import PrintSettings
from recipekeeper.paper.record.compose import Surroundings, compose
from recipekeeper.paper.report.draw import render_report
from recipekeeper.paper.report.page import Report, Row
from recipekeeper.quantity import read_amount, read_setpoint
from recipekeeper.trace import trace
from tests.paper.geometry import MM, flaws_of
from tests.paper.logs import Log
from tests.paper.plans import MOMENT, formula, limits, line, plan
from tests.paper.test_record import pages

OLIVE = Lot("LOT-OLIVE-0001", "olive oil", read_amount("5 kg"), MOMENT, "OO-1", "The Mill", expires="2027-05")


def soap() -> Formula:
    checks = (
        Check("core", limits=limits("40 degC", "46 degC")),
        Check("smell", words=("lavender",)),
    )
    step = Step("look", "Look at it, and do not hurry.", uses=("oils",), equipment="probe", checks=checks)
    made = formula(
        line("olive oil", "100 g", "1 %", "1 g", "oils"), line("lye", "50 g"), steps=(step,), name="Bar"
    )
    return replace(made, kind="cold-process soap")


def made(batch: str, core: str, outcome: str = "good") -> BatchRecord:
    log = Log(batch).add(Kind.START, value=read_amount("1 kg")).add(Kind.BEGIN, "look")
    log.add(Kind.WEIGH, "look", "olive oil", read_amount("100 g"), lot="OO-1")
    log.add(Kind.READ, "look", "core", read_setpoint(f"{core} degC"))
    log.add(Kind.DONE, "look").add(Kind.FINISH).add(Kind.OUTCOME, value=outcome)
    return record(plan(soap(), batch), log.entries)


GOOD = [made(f"GOOD-{number}", str(42 + number % 3)) for number in range(9)]
BAD = made("BAD-1", "31", "bad")


@cache
def told() -> Report:
    around = Surroundings(
        used=(Used("LOT-OLIVE-0001", "olive oil", read_amount("100 g"), OLIVE),),
        good=tuple(GOOD),
        trace=trace(BAD, GOOD),
        head="ab12" * 16,
        as_of=MOMENT,
    )
    return compose(BAD, around)


@cache
def drawn() -> Drawn:
    return render_report(told(), "pdf")


def rows(title: str) -> list[Row]:
    (section,) = (each for each in told().sections if each.title == title)
    return list(section.rows)


def test_the_first_page_says_what_a_trace_says_of_a_bad_batch() -> None:
    first = pages(drawn())[0]
    assert "the step look" in first
    assert "compared with 9 good and 0 bad batches" in first
    whole = " ".join(pages(drawn()))
    assert "as the store stood at 2026-11-21 14:10 +00:00" in whole
    assert (
        "This is a comparison with past batches: it says where to look first, and proves no cause." in whole
    )
    best = rows("What may have spoiled it")[0]
    assert best.cells[-1].startswith("core 31 °C at look; plan 40 to 46, usual 42 to 44 in 9 good batches")


def test_a_batch_that_nobody_called_bad_has_no_trace() -> None:
    titles = {section.title for section in compose(GOOD[0], Surroundings(good=tuple(GOOD[1:]))).sections}
    assert "What may have spoiled it" not in titles


def test_beside_a_reading_stands_what_good_batches_read_with_both_kinds_of_limits() -> None:
    core = next(row for row in rows("Readings") if row.cells[0] == "core")
    assert core.spark is not None
    assert core.spark.words == "9 good: 42–44 °C"
    assert len(core.spark.heights) == 10
    assert core.spark.heights[core.spark.this] == min(core.spark.heights) == 0
    assert {kind for kind, _ in core.spark.lines} == {"formula", "process"}
    assert "9 good: 42–44 °C" in " ".join(pages(drawn()))


def test_four_good_batches_make_no_chart_and_five_make_one() -> None:
    for number, is_there in ((4, False), (5, True)):
        readings = next(
            section
            for section in compose(BAD, Surroundings(good=tuple(GOOD[:number]))).sections
            if section.title == "Readings"
        )
        assert any(row.spark for row in readings.rows) is is_there


def test_the_table_at_the_end_names_the_page_and_what_is_not_recorded() -> None:
    items = {row.cells[0]: row for row in rows("What stands where")}
    assert items["24"].cells[4] == "1 Weights, 9 Lots received"
    assert items["24"].cells[6] == "lot of lye"
    assert items["25"].cells[6] == "amount of lye"
    assert items["28"].cells[6] == "smell at look"
    assert items["35"].cells[6] == "nothing is decided"
    assert items["42"].cells[6] == ""
    assert items["16"].cells[4:] == ("", "", "not kept here: by hand")
    texts = pages(drawn())
    (lots,) = (number for number, text in enumerate(texts, 1) if "9 Lots received lot ingredient" in text)
    numbers = ", ".join(dict.fromkeys(("1", str(lots))))
    assert f"1 Weights, 9 Lots received {numbers} lot of lye" in texts[-1]


def test_the_plan_stands_in_the_record_as_it_was_frozen() -> None:
    text = " ".join(pages(drawn()))
    assert "from TEST@3, fingerprint 3f9ac2e41b07" in text
    assert "Look at it, and do not hurry." in text


def test_the_head_of_the_store_and_its_moment_stand_on_the_record() -> None:
    assert f"Head of the store of 2026-11-21 14:10 +00:00: {'ab12' * 16}" in pages(drawn())[0]


def test_no_letter_is_cut_or_stands_upon_another() -> None:
    assert flaws_of(drawn().files[0], 12 * MM) == []


def test_title_language_page_labels_and_bookmarks_are_set() -> None:
    reader = PdfReader(BytesIO(drawn().files[0]))
    assert str(reader.root_object["/Lang"]) == "en"
    assert reader.page_labels == [str(page) for page in range(1, drawn().pages + 1)]
    bookmarks = [str(each["/Title"]) for each in reader.outline if isinstance(each, dict)]
    assert bookmarks == [f"{place} {section.title}" for place, section in enumerate(told().sections, 1)]


def test_what_people_wrote_keeps_its_figures_under_another_decimal_mark() -> None:
    log = Log().add(Kind.START, value=read_amount("1.5 kg"))
    log.add(Kind.NOTE, value="pH 3.9 on 2026-11-20")
    told_in = PrintSettings(language="de").written(compose(record(plan(soap(), "B-1"), log.entries)))
    cells = {section.title: [row.cells for row in section.rows] for section in told_in.sections}
    assert cells["Remarks"][0][-1] == "pH 3.9 on 2026-11-20"
    assert "21.\xa0Nov.\xa02026 14:10 +00:00" in [fact.value for fact in told_in.facts]
