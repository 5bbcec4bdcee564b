"""A history file read as text: what is understood, and what is refused with its line."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from recipekeeper.errors import NotFound, Unreadable
from recipekeeper.files.history import Row, by_batch, heading, read, read_text, write
from recipekeeper.formula.findings import Problem

HEADER = "batch,formula,step,kind,name,value,unit,lot,at,by\n"
SIZE = "SLV-1,SOAP-LAV,,batch,size,5867,g,,2026-01-12 09:05,AK\n"
VIENNA = timezone(timedelta(hours=1))


def rows(*lines: str, zone: timezone = UTC) -> list[Row]:
    found, problems = read_text(HEADER + SIZE + "".join(f"{line}\n" for line in lines), zone)
    assert problems == []
    return found[1:]


def problems(*lines: str) -> list[tuple[int | None, str]]:
    found = read_text(HEADER + SIZE + "".join(f"{line}\n" for line in lines), UTC)[1]
    return [(problem.line, problem.where) for problem in found]


def only_problem(text: str) -> Problem:
    (problem,) = read_text(text, UTC)[1]
    return problem


def test_a_row_is_one_fact_with_its_line() -> None:
    (row,) = rows("SLV-1,SOAP-LAV,weigh oils,weighed,olive oil,2001,g,OO-2509,2026-01-12 09:09,MR")
    assert row == Row(
        line=3,
        batch="SLV-1",
        formula="SOAP-LAV",
        kind="weighed",
        step="weigh oils",
        name="olive oil",
        value="2001",
        unit="g",
        lot="OO-2509",
        at=datetime(2026, 1, 12, 9, 9, tzinfo=UTC),
        by="MR",
    )


def test_columns_may_stand_in_any_order_and_those_that_no_row_uses_may_be_missing() -> None:
    text = "at,kind,unit,value,name,formula,batch\n2026-01-12 09:05,batch,g,5867,size,SOAP-LAV,SLV-1\n"
    found, problems = read_text(text, UTC)
    assert problems == []
    assert heading(found).began_at == datetime(2026, 1, 12, 9, 5, tzinfo=UTC)


def test_empty_columns_and_rows_that_a_spreadsheet_leaves_behind_are_nothing() -> None:
    text = HEADER.strip() + ",,\n" + SIZE.strip() + ",,\n,,,,,,,,,,,\n\n"
    found, problems = read_text(text, UTC)
    assert problems == []
    assert len(found) == 1


def test_kinds_and_codes_are_read_in_any_case_and_a_mark_at_the_start_of_the_file_is_no_column() -> None:
    text = "\ufeff" + HEADER + "slv-1,soap-lav,,Batch,Size,5867,g,,2026-01-12T09:05,AK\n"
    found, problems = read_text(text, UTC)
    assert problems == []
    assert (found[0].batch, found[0].formula, found[0].name) == ("SLV-1", "SOAP-LAV", "size")
    found, problems = read_text(text + "SLV-1,,,weighed,olive oil,5,g,oo-1,,\n", UTC)
    assert (found[1].lot, problems) == ("oo-1", [])


def test_a_text_in_quotes_holds_commas_quotes_and_line_ends() -> None:
    first, second = rows(
        'SLV-1,SOAP-LAV,,note,,"thick, ""false"" trace\nafter 1.5 min",,,,', "SLV-1,SOAP-LAV,,note,,x,,,,"
    )
    assert first.value == 'thick, "false" trace after 1.5 min'
    assert (first.line, second.line) == (3, 5)


@pytest.mark.parametrize(
    "text", ["2026-01-12 09:30", "2026-01-12T09:30", "2026-01-12T09:30:00", "2026-01-12 09:30:00.000"]
)
def test_a_time_without_an_offset_is_local(text: str) -> None:
    (row,) = rows(f"SLV-1,SOAP-LAV,melt,started,,,,,{text},", zone=VIENNA)
    assert row.at == datetime(2026, 1, 12, 9, 30, tzinfo=VIENNA)
    assert row.at.utcoffset() == timedelta(hours=1)


@pytest.mark.parametrize("text", ["2026-01-12T09:30Z", "2026-01-12 10:30+01:00", "2026-01-12T04:30:00 -0500"])
def test_a_time_with_an_offset_is_that_moment(text: str) -> None:
    (row,) = rows(f"SLV-1,SOAP-LAV,melt,started,,,,,{text},", zone=VIENNA)
    assert row.at == datetime(2026, 1, 12, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    ["12/01/2026 09:30", "2026-01-12", "2026-02-30 09:30", "2026-01-12 25:00", "2026-01-12 09:30+25:00",
     "09:30", "0001-01-01 00:00+14:00", "9999-12-31 23:59-14:00", "2026-W03-1 09:30", "yesterday 09:30"],
)  # fmt: skip
def test_a_time_that_is_none_is_refused_with_an_example(text: str) -> None:
    problem = only_problem(HEADER + SIZE + f"SLV-1,SOAP-LAV,melt,started,,,,,{text},\n")
    assert (problem.line, problem.where) == (3, "at")
    assert text in problem.message


@pytest.mark.parametrize(
    ("row", "where"),
    [
        ("SLV-1,SOAP-LAV,,started,,,,,2026-01-12 09:30,", "step"),
        ("SLV-1,SOAP-LAV,melt,started,,,,,,", "at"),
        ("SLV-1,SOAP-LAV,melt,started,,x,,,2026-01-12 09:30,", "value"),
        ("SLV-1,SOAP-LAV,melt,begun,,,,,2026-01-12 09:30,", "kind"),
        ("SLV-1,SOAP-LAV,melt,,,,,,2026-01-12 09:30,", "kind"),
        ("SLV-1,SOAP-LAV,melt,weighed,,5,g,,,", "name"),
        ("SLV-1,SOAP-LAV,melt,weighed,olive oil,5,,,,", "unit"),
        ("SLV-1,SOAP-LAV,melt,weighed,olive oil,,g,OO-1,,", "unit"),
        ("SLV-1,SOAP-LAV,melt,weighed,olive oil,,,,,", "value"),
        ('SLV-1,SOAP-LAV,melt,weighed,olive oil,"563,3",g,,,', "value"),
        ("SLV-1,SOAP-LAV,melt,weighed,olive oil,1e3,g,,,", "value"),
        ("SLV-1,SOAP-LAV,melt,weighed,olive oil,614 g,g,,,", "value"),
        ("SLV-1,SOAP-LAV,combine,read,,43,degC,,,", "name"),
        ("SLV-1,SOAP-LAV,combine,read,oil temperature,,degC,,,", "value"),
        ("SLV-1,SOAP-LAV,combine,read,oil temperature,43,degC,OO-1,,", "lot"),
        ("SLV-1,SOAP-LAV,,note,x,y,,,,", "name"),
        ("SLV-1,SOAP-LAV,,note,los: trim,12,g,,,", "name"),
        ("SLV-1,SOAP-LAV,,note,loss,12,g,,,", "name"),
        ("SLV-1,SOAP-LAV,,note,loss: trim,12,,,,", "value"),
        ("SLV-1,SOAP-LAV,,note,split,some,g,A,,", "value"),
        ("SLV-1,SOAP-LAV,,note,split,1200,g,,,", "lot"),
        ("SLV-1,SOAP-LAV,set,equipment,,,,,,", "value"),
        ("SLV-1,SOAP-LAV,,batch,colour,white,,,,", "name"),
        ("SLV-1,SOAP-LAV,,batch,outcome,fine,,,,", "value"),
        ("SLV-1,SOAP-LAV,,batch,disposition,released-B,,,,", "value"),
        ("SLV-1,SOAP-LAV,,batch,version,0,,,,", "value"),
        ("SLV-1,SOAP-LAV,,batch,version,1.5,,,,", "value"),
        ("SLV-1,SOAP-LAV,,batch,yield,5800,,,,", "unit"),
        ("SLV-1,SOAP-LAV,melt,batch,outcome,good,,,,", "step"),
        ("SLV 1,SOAP-LAV,,note,,x,,,,", "batch"),
        (",SOAP-LAV,,note,,x,,,,", "batch"),
        ("SLV-260112-1234567890,SOAP-LAV,,note,,x,,,,", "batch"),
        ("SLV-1,SOAP-LAV@3,,note,,x,,,,", "formula"),
        ("SLV-1,SOAP-LAVENDER,,note,,x,,,,", "formula"),
        ("SLV-1,SAUCE-HAB,,note,,x,,,,", "formula"),
        ("SLV-1,SOAP-LAV,,batch,size,3000,g,,2026-01-12 09:05,AK", "name"),
        ("SLV-1,SOAP-LAV,,note,,too hot, and grainy,,,,", "unit"),
        ("SLV-1,SOAP-LAV,,note,,too hot, and grainy,,,,AK", ""),
    ],
)
def test_a_row_that_is_not_as_its_kind_is_refused_with_line_and_column(row: str, where: str) -> None:
    assert problems(row) == [(3, where)]


def test_all_bad_rows_are_named_at_once() -> None:
    found = problems(
        "SLV-1,SOAP-LAV,melt,begun,,,,,,",
        "SLV-1,SOAP-LAV,,note,,fine,,,,",
        "SLV-1,SOAP-LAV,,batch,outcome,so so,,,,",
    )
    assert found == [(3, "kind"), (5, "value")]


def test_a_bad_size_is_one_problem_and_not_two() -> None:
    assert only_problem(HEADER + SIZE.replace("5867", "5,867").replace("5,867", '"5,867"')).where == "value"


def test_a_batch_that_never_says_its_size_is_refused() -> None:
    problem = only_problem(HEADER + "SLV-1,SOAP-LAV,,batch,outcome,good,,,,\n")
    assert "size" in problem.message


def test_a_formula_may_stand_in_one_row_of_a_batch_and_has_to_stand_in_one() -> None:
    assert rows("SLV-1,,,note,,x,,,,")[0].formula == ""
    assert only_problem(HEADER + SIZE.replace("SOAP-LAV", "")).where == "formula"


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("batch,formula,kind,name,value,unit,at,operater", '"operater" is not a column'),
        ("batch;formula;step;kind", "commas"),
        ("batch,formula,batch,kind,name,value,unit,at", "twice"),
        ("batch,kind,name,value,unit,at", "no column formula"),
    ],
)
def test_a_header_that_is_not_understood_is_refused(header: str, said: str) -> None:
    problem = only_problem(f"{header}\nSLV-1\n")
    assert problem.line == 1
    assert said in problem.message


def test_an_empty_file_and_an_unclosed_quote_are_refused() -> None:
    assert "empty" in only_problem("").message
    assert only_problem(HEADER + SIZE + 'SLV-1,SOAP-LAV,,note,,"x,,,,\n').line == 3


def test_a_file_in_another_encoding_is_refused_with_the_line(tmp_path: Path) -> None:
    path = tmp_path / "history.csv"
    path.write_bytes((HEADER + SIZE + "SLV-1,SOAP-LAV,,note,,45 °C,,,,\n").encode("latin-1"))
    with pytest.raises(Unreadable, match="line 3"):
        read(path, UTC)
    with pytest.raises(NotFound):
        read(tmp_path / "nowhere.csv", UTC)


def test_rows_are_grouped_by_batch_wherever_they_stand() -> None:
    text = HEADER + SIZE + SIZE.replace("SLV-1", "SLV-2") + "SLV-1,SOAP-LAV,,note,,late,,,,\n"
    grouped = by_batch(read_text(text, UTC)[0])
    assert {batch: len(group) for batch, group in grouped.items()} == {"SLV-1": 2, "SLV-2": 1}


def test_the_heading_of_a_batch_says_its_version_and_whether_it_was_a_trial() -> None:
    told = heading(
        read_text(HEADER + SIZE + "SLV-1,,,batch,version,3,,,,\nSLV-1,,,batch,trial,yes,,,,\n", UTC)[0]
    )
    assert (told.formula, told.version, told.trial, told.operator) == ("SOAP-LAV", 3, True, "AK")


@pytest.mark.parametrize("words", ["=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-2 bars", "'=1", "''+x"])
def test_words_that_a_spreadsheet_would_run_are_written_as_text_and_read_back(words: str) -> None:
    row = Row(2, "SLV-1", "SOAP-LAV", "note", value=words)
    line = list(write([row]))[1]
    assert f",'{words[:1]}" in line.replace('"', "")
    (found,) = rows(line.rstrip("\r\n"))
    assert found.value == words


def test_a_number_below_zero_stays_a_number() -> None:
    row = Row(2, "SLV-1", "SOAP-LAV", "read", step="set", name="ambient", value="-5", unit="degC")
    assert ",ambient,-5,degC," in list(write([row]))[1]
