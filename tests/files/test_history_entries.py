"""The rows of a past batch beside its formula: names, units, order, and what the record says then."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from recipekeeper.batch.model import Disposition, Draft, Kind, State
from recipekeeper.files.formula_toml import load_text
from recipekeeper.files.history import Row, read_text
from recipekeeper.files.history_entries import PastBatch, entries_of
from recipekeeper.files.history_export import rows_of
from recipekeeper.formula.model import Formula
from recipekeeper.quantity import Amount, Setpoint, UnitSystem
from tests.files.past import imported, recorded

HEADER = "batch,formula,step,kind,name,value,unit,lot,at,by\n"
SIZE = "SLV-1,SOAP,,batch,size,3000,g,,2026-01-12 09:00,AK\n"


def _formula() -> Formula:
    formula, problems = load_text(
        """
format = 1
code = "SOAP"
name = "Soap"
yields = "3000 g"

[[ingredient]]
name = "olive oil"
was = "pomace oil"
amount = "2000 g"
tolerance = "1 %"

[[ingredient]]
name = "water"
amount = "1000 g"
tolerance = "1 %"

[[step]]
name = "weigh oils"
uses = ["olive oil"]
lasts = "10 min"
within = "5 min"

[[step]]
name = "combine"
was = "blend"
uses = ["water"]
lasts = "4 min"
within = "3 min"

[[step.check]]
measure = "oil temperature"
was = "oils"
target = "43 degC"
within = "3 degC"

[[step.check]]
measure = "trace"
is = ["light", "medium"]

[[step.check]]
measure = "clear"
is = true

[[step]]
name = "test"

[[step.check]]
measure = "pH"
between = ["9.0", "11.0"]
"""
    )
    assert problems == []
    assert formula is not None
    return formula


SOAP = _formula()


def batch_of(*lines: str) -> list[Row]:
    found, problems = read_text(HEADER + SIZE + "".join(f"SLV-1,SOAP,{line}\n" for line in lines), UTC)
    assert problems == []
    return found


def past(*lines: str, units: UnitSystem | None = None) -> PastBatch:
    return entries_of(batch_of(*lines), SOAP, units)


def only(*lines: str, units: UnitSystem | None = None) -> Draft:
    """The one entry besides start and finish."""
    found = past(*lines, units=units)
    assert found.problems == ()
    (entry,) = (entry for entry in found.entries if entry.kind not in (Kind.START, Kind.FINISH))
    return entry


def errors(*lines: str) -> list[tuple[str, int | None, str, str]]:
    return [(each.level, each.line, each.where, each.message) for each in past(*lines).problems]


def at(clock: str) -> datetime:
    return datetime.fromisoformat(f"2026-01-12T{clock}:00+00:00")


def test_a_batch_starts_with_its_size_by_its_operator() -> None:
    start = past().entries[0]
    assert start.kind is Kind.START
    assert (start.value, start.happened_at, start.by) == (Amount(Decimal(3000), "g"), at("09:00"), "AK")


def test_every_entry_is_marked_as_imported() -> None:
    assert all(
        entry.imported
        for entry in past(",batch,outcome,good,,,,", "combine,started,,,,,2026-01-12 10:00,").entries
    )


def test_a_row_without_a_name_was_done_by_the_operator() -> None:
    assert only("combine,started,,,,,2026-01-12 10:00,").by == "AK"
    assert only("combine,started,,,,,2026-01-12 10:00,MR").by == "MR"


def test_steps_ingredients_and_measures_are_found_in_any_case_and_by_their_former_names() -> None:
    assert only("Blend,started,,,,,2026-01-12 10:00,").step == "combine"
    weighed = only("WEIGH OILS,weighed,Pomace Oil,2001,g,,,")
    assert (weighed.step, weighed.name) == ("weigh oils", "olive oil")
    assert only("combine,read,OILS,43,degC,,,").name == "oil temperature"


def test_a_reading_without_a_unit_takes_that_of_the_plan() -> None:
    assert only("combine,read,oil temperature,43.50,,,,").value == Setpoint(Decimal("43.50"), "degC")
    assert only("test,read,pH,9.5,,,,").value == Setpoint(Decimal("9.5"), "")


def test_a_reading_keeps_the_unit_in_which_it_was_taken() -> None:
    assert only("combine,read,oil temperature,88,F,,,").value == Setpoint(Decimal(88), "degF")


def test_a_reading_in_words_takes_the_spelling_of_the_formula() -> None:
    assert only("combine,read,trace,LIGHT,,,,").value == "light"
    assert only("combine,read,trace,false trace,,,,").value == "false trace"
    assert only("combine,read,clear,true,,,,").value == "yes"


def test_a_measure_without_a_step_is_found_where_only_one_step_has_it() -> None:
    assert only(",read,oil temperature,43,degC,,,").step == "combine"


def test_a_unit_that_the_setting_decides_is_read_by_it_and_refused_without() -> None:
    assert past(",batch,yield,100,fl oz,,,", units=UnitSystem.US).problems == ()
    (problem,) = past(",batch,yield,100,fl oz,,,").problems
    assert problem.line == 3


def test_a_lot_may_be_noted_without_an_amount() -> None:
    weighed = only("weigh oils,weighed,olive oil,,,OO-2509,,")
    assert (weighed.value, weighed.lot) == (None, "OO-2509")


def test_a_skipped_step_keeps_its_reason() -> None:
    assert only("test,skipped,,no strips left,,,,").why == "no strips left"


@pytest.mark.parametrize(
    ("row", "where", "said"),
    [
        ("cobmine,started,,,,,2026-01-12 10:00,", "step", "did you mean combine?"),
        ("weigh oils,weighed,olive iol,5,g,,,", "name", "did you mean olive oil?"),
        ("weigh oils,weighed,kaolin,5,g,,,", "name", "it has olive oil, water"),
        ("weigh oils,weighed,olive oil,5,ml,,,", "unit", "volume"),
        ("weigh oils,weighed,olive oil,5,gramms,,,", "value", "grams"),
        ("weigh oils,weighed,olive oil,-5,g,,,", "value", "below zero"),
        ("combine,read,oil temperature,warm,,,,", "value", "not a number"),
        ('combine,read,oil temperature,"43,5",degC,,,', "value", "not a number"),
        ("combine,read,oil temperature,43,g,,,", "unit", "43 °C"),
        (",batch,yield,3,bushel,,,", "value", "bushel"),
    ],
)
def test_what_does_not_fit_the_formula_is_refused_with_its_line(row: str, where: str, said: str) -> None:
    ((level, line, found, message),) = errors(row)
    assert (level, line, found) == ("error", 3, where)
    assert said in message


def test_a_size_of_another_kind_than_the_formula_makes_is_refused() -> None:
    rows = read_text(HEADER + SIZE.replace(",g,", ",bars,"), UTC)[0]
    (problem,) = entries_of(rows, SOAP).problems
    assert (problem.level, problem.line, problem.where) == ("error", 2, "unit")


def test_a_measure_that_the_formula_does_not_know_is_kept_and_warned_of_once() -> None:
    found = past("combine,read,stick speed,3,,,,", "combine,read,Stick Speed,fast,,,,")
    assert [(each.level, each.line) for each in found.problems] == [("warning", 3)]
    assert [entry.value for entry in found.entries if entry.kind is Kind.READ] == [
        Setpoint(Decimal(3), ""),
        "fast",
    ]


def test_an_unknown_measure_in_a_number_that_is_none_is_refused_all_the_same() -> None:
    assert ("error", "value") in {
        (each.level, each.where) for each in past("combine,read,odd,4.3.2,,,,").problems
    }


def test_rows_are_put_in_the_order_in_which_a_maker_would_have_written_them() -> None:
    found = past(
        ",batch,disposition,released,,,,",
        "combine,ended,,,,,2026-01-12 09:20,",
        "combine,read,oil temperature,43,degC,,2026-01-12 09:15,",
        "combine,started,,,,,2026-01-12 09:15,",
        "weigh oils,ended,,,,,2026-01-12 09:15,",
        "weigh oils,weighed,olive oil,2000,g,,,",
        "weigh oils,started,,,,,2026-01-12 09:05,",
        ",weighed,water,1000,g,,,",
        ",batch,yield,2900,g,,,",
    )
    assert [(entry.kind.value, entry.step or entry.name) for entry in found.entries] == [
        ("start", None),
        ("begin", "weigh oils"),
        ("weigh", "weigh oils"),
        ("done", "weigh oils"),
        ("begin", "combine"),
        ("weigh", "water"),
        ("read", "combine"),
        ("done", "combine"),
        ("yield", None),
        ("finish", None),
        ("release", None),
    ]


def test_a_past_batch_is_finished_at_the_last_moment_of_its_work() -> None:
    found = past(
        "combine,started,,,,,2026-01-12 09:15,",
        "combine,ended,,,,,2026-01-12 09:20,",
        ",note,,sold out,,,2026-05-01 10:00,",
        ",batch,outcome,good,,,2026-02-20 10:00,",
    )
    (finish,) = (entry for entry in found.entries if entry.kind is Kind.FINISH)
    assert finish.happened_at == at("09:20")
    assert recorded(found, SOAP).state.state is State.FINISHED


def test_a_row_can_say_that_a_batch_still_runs_or_when_it_was_finished() -> None:
    assert imported(batch_of(",batch,state,running,,,,"), SOAP).state.state is State.RUNNING
    assert imported(batch_of(",batch,state,void,,,,"), SOAP).state.state is State.VOID
    told = imported(batch_of(",batch,state,finished,,,2026-01-13 08:00,"), SOAP)
    assert told.state.state is State.FINISHED
    assert told.state.last_at == at("08:00") + timedelta(days=1)


def test_an_end_without_a_begin_is_a_step_done_in_unknown_time_and_no_row_is_a_step_skipped() -> None:
    record = imported(batch_of("combine,ended,,,,,2026-01-12 09:20,"), SOAP)
    combine = record.state.step("combine")
    assert combine is not None
    assert (combine.state.value, combine.seconds) == ("done", None)
    assert {each.step for each in record.deviations if each.kind == "skipped"} == {"weigh oils", "test"}


def test_weighings_of_one_ingredient_add_up() -> None:
    record = imported(
        batch_of("weigh oils,weighed,olive oil,1500,g,OO-1,,", "weigh oils,weighed,olive oil,0.5,kg,OO-2,,"),
        SOAP,
    )
    weighing = record.state.weighing("olive oil")
    assert weighing is not None
    assert weighing.total is not None
    assert weighing.total.to("g").value == Decimal(2000)
    assert weighing.lots == ("OO-1", "OO-2")


@pytest.mark.parametrize(
    ("word", "found"),
    [("hold", Disposition.HOLD), ("released", Disposition.RELEASED), ("rejected", Disposition.REJECTED),
     ("none", Disposition.NONE)],
)  # fmt: skip
def test_a_disposition_is_the_word_of_the_record(word: str, found: Disposition) -> None:
    assert imported(batch_of(f",batch,disposition,{word},,,,"), SOAP).state.disposition is found


def test_a_reason_that_has_no_cell_of_its_own_is_exported_as_a_note() -> None:
    found = past(",batch,disposition,rejected,,,2026-01-14 10:00,")
    entries = tuple(
        replace(entry, why="it separated") if entry.kind is Kind.REJECT else entry for entry in found.entries
    )
    record = recorded(replace(found, entries=entries), SOAP)
    assert [row.value for row in rows_of(record) if row.kind == "note"] == ["rejected: it separated"]


def test_a_history_that_does_not_say_who_leaves_it_open() -> None:
    rows = read_text(HEADER + SIZE.replace("AK", ""), UTC)[0]
    assert {entry.by for entry in entries_of(rows, SOAP).entries} == {""}
