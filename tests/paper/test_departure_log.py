"""The log of departures on paper: open ones first, each with what was done, and an empty period said so."""

from __future__ import annotations

from functools import cache

from recipekeeper.paper.draw import Drawn
from recipekeeper.paper.report.departure_log import Departed, Scope, compose
from recipekeeper.paper.report.draw import render_report
from recipekeeper.paper.report.page import Report
from tests.paper.geometry import MM, flaws_of
from tests.paper.plans import MOMENT
from tests.paper.test_record import HOSTILE, made, pages

NOW = MOMENT


@cache
def log() -> Report:
    found = made(HOSTILE, HOSTILE)
    departed = [Departed(found, one) for one in found.deviations]
    return compose(departed, Scope(MOMENT, "TEST", 1, "ab12" * 16, MOMENT), NOW)


@cache
def drawn() -> Drawn:
    return render_report(log(), "pdf")


def test_open_ones_come_first_and_are_marked() -> None:
    first, second = log().sections
    assert (first.title, second.title) == ("Open", "Corrected or resolved")
    assert all("open" in row.departs for row in first.rows)
    assert [row.cells[0] for row in first.rows] == ["TEST-261121-1/D2", "TEST-261121-1/D4"]
    assert "critical" in next(row for row in first.rows if row.cells[0].endswith("D4")).departs
    assert "Critical and open: TEST-261121-1/D4." in log().summary


def test_a_departure_tells_what_was_expected_found_and_done_and_what_it_affects() -> None:
    text = " ".join(pages(drawn()))
    assert "since 2026-11-21 14:10" in text
    assert "4 deviations in 1 batch: 2 open, 1 corrected, 1 resolved." in text
    assert "TEST-261121-1/D4 2026-11-21 14:19 look core critical 38 to 49 °C 52 °C 3 °C above 49 °C" in text
    assert f"Cause: pan too hot {HOSTILE}" in text
    assert f"Correction: cooled {HOSTILE}" in text
    assert "Written down by Bo, 2026-11-21 14:25." in text
    assert "1000 g; released by Dee, 2026-11-21 14:26." in text
    assert "ab12" * 16 in text


def test_a_period_without_departures_says_so_on_the_page() -> None:
    empty = render_report(compose([], Scope(MOMENT, "TEST", 3), NOW), "pdf")
    assert empty.pages == 1
    assert "No departure from the plan of TEST is recorded since 2026-11-21 14:10." in pages(empty)[0]


def test_the_text_keeps_to_eighty_columns() -> None:
    lines = render_report(log(), "txt").files[0].decode().splitlines()
    assert max(map(len, lines)) <= 80
    assert any("TEST-261121-1/D4 | date 2026-11-21 14:19" in each for each in lines)


def test_no_letter_of_the_log_is_cut_or_stands_upon_another() -> None:
    assert flaws_of(drawn().files[0], 12 * MM) == []
