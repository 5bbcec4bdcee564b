"""What leaves its tolerance is a deviation, at once and by itself, and its number never moves."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recipekeeper.batch.deviation import DeviationStatus, Severity
from recipekeeper.batch.model import Disposition, Kind
from recipekeeper.batch.record import extended, record
from recipekeeper.quantity import read_amount
from tests.batch.bench import SOAP, Log, plan, whole_batch


def test_too_much_of_an_ingredient_is_a_deviation_at_once() -> None:
    log = Log().weigh("olive oil", "640 g", "09:00")
    (deviation,) = log.deviations
    assert deviation.id == "SOAP-261121-1/D1"
    assert deviation.sentence == "olive oil 640 g, planned 600 ± 6 g: +6.7 %"
    assert (deviation.kind, deviation.severity, deviation.entry) == ("weight", Severity.MAJOR, 1)


def test_the_weighing_that_brings_the_sum_over_the_tolerance_is_the_one_that_is_named() -> None:
    log = (
        Log()
        .weigh("olive oil", "600 g", "09:00")
        .weigh("olive oil", "5 g", "09:01")
        .weigh("olive oil", "5 g", "09:02")
    )
    assert [deviation.entry for deviation in log.deviations] == [3]


def test_too_little_is_none_while_the_step_goes_on_and_one_when_it_ends() -> None:
    log = Log().begin("weigh oils", "09:00").weigh("olive oil", "300 g", "09:01")
    assert log.deviations == ()
    (deviation,) = log.done("weigh oils", "09:08").deviations
    assert deviation.sentence == "olive oil 300 g, planned 600 ± 6 g: −50.0 %"


def test_an_ingredient_that_was_never_weighed_is_missed_when_its_step_ends() -> None:
    (deviation,) = Log().begin("weigh oils", "09:00").done("weigh oils", "09:08").deviations
    assert (deviation.name, deviation.found, deviation.entry) == ("olive oil", "not recorded", 2)


@pytest.mark.parametrize(
    ("grams", "severity"),
    [("606 g", None), ("606.1 g", Severity.MINOR), ("612 g", Severity.MINOR), ("612.1 g", Severity.MAJOR)],
)
def test_a_weight_exactly_on_its_limit_is_within_it(grams: str, severity: Severity | None) -> None:
    deviations = Log().weigh("olive oil", grams, "09:00").deviations
    assert [deviation.severity for deviation in deviations] == ([severity] if severity else [])


def test_a_reading_outside_its_limits_says_by_how_far() -> None:
    (deviation,) = Log().read("combine/oil temperature", "39 degC", "09:00").deviations
    assert deviation.severity is Severity.MAJOR
    assert deviation.sentence == "oil temperature 39 °C, planned 43 °C, 40 to 46 °C: 1 °C below 40 °C"


def test_a_reading_outside_its_critical_limits_puts_the_batch_on_hold_by_itself() -> None:
    log = Log().read("combine/oil temperature", "31 degC", "09:00")
    (deviation,) = log.deviations
    assert deviation.severity is Severity.CRITICAL
    assert deviation.off == "7 °C below 38 °C"
    assert log.state.disposition is Disposition.HOLD


def test_a_reading_in_fahrenheit_is_held_against_limits_in_celsius() -> None:
    """110 °F is 43.3 °C, the temperature that soapers combine at; 88 °F is 31.1 °C."""
    log = Log().read("combine/oil temperature", "110 degF", "09:00")
    assert log.deviations == ()
    (deviation,) = log.read("combine/oil temperature", "88 degF", "09:02").deviations
    assert deviation.off == "6.9 °C below 38 °C"
    assert deviation.severity is Severity.CRITICAL


def test_beside_critical_limits_the_working_ones_are_named() -> None:
    text = SOAP.replace('target = "43 degC"\nwithin = "3 degC"', 'between = ["40 degC", "46 degC"]')
    (deviation,) = Log(plan(text)).read("combine/oil temperature", "31 degC", "09:00").deviations
    assert deviation.expected == "40 to 46 °C, critical 38 to 49 °C"


def test_words_that_the_formula_does_not_accept_are_a_deviation() -> None:
    log = Log().read("combine/trace", "Light", "09:00").read("combine/trace", "false trace", "09:01")
    (deviation,) = log.deviations
    assert (deviation.found, deviation.expected) == ("false trace", "light or medium")


def test_a_step_that_took_too_long_or_too_short_says_so_when_it_ends() -> None:
    log = Log().begin("weigh oils", "09:00").weigh("olive oil", "600 g", "09:03").done("weigh oils", "09:21")
    (deviation,) = log.deviations
    assert deviation.sentence == "weigh oils took 21 min, planned 10 ± 5 min: +11 min"
    assert deviation.severity is Severity.MAJOR


def test_a_time_far_beyond_the_plan_is_said_in_hours_and_minutes() -> None:
    log = Log().begin("weigh oils", "09:00").weigh("olive oil", "600 g", "09:03").done("weigh oils", "22:54")
    (deviation,) = log.deviations
    assert deviation.sentence == "weigh oils took 13 h 54 min, planned 10 ± 5 min: +13 h 44 min"


def test_a_weight_typed_in_another_unit_is_told_as_finely_as_its_tolerance() -> None:
    (deviation,) = Log().weigh("olive oil", "22 oz", "09:00").deviations
    assert deviation.sentence == "olive oil 623.7 g, planned 600 ± 6 g: +3.9 %"


def test_a_step_that_waited_too_long_says_so_when_it_begins() -> None:
    log = whole_batch()
    log.entries = log.entries[:8]
    (deviation,) = log.begin("combine", "10:00").deviations
    assert deviation.sentence == "waited 40 min before combine, planned at most 30 min: +10 min"


def test_a_step_before_its_predecessor_is_out_of_order() -> None:
    log = Log().begin("make lye", "09:00").begin("weigh oils", "09:05")
    (deviation,) = log.deviations
    assert (deviation.kind, deviation.step, deviation.found) == ("order", "make lye", "before weigh oils")


def test_a_skipped_step_is_a_deviation_with_its_reason() -> None:
    (deviation,) = Log().add(Kind.SKIP, "09:00", step="make lye", why="used masterbatch").deviations[-1:]
    assert "used masterbatch" in deviation.found


def test_a_step_without_any_entry_is_a_deviation_when_the_batch_is_finished() -> None:
    log = whole_batch()
    log.entries = [entry for entry in log.entries if entry.step != "cure"]
    kinds = {(deviation.kind, deviation.step) for deviation in log.deviations}
    assert kinds == {("skipped", "cure")}


def test_a_critical_reading_that_is_missing_blocks_the_batch_when_its_step_ends_but_holds_nothing() -> None:
    log = Log().begin("combine", "09:00").done("combine", "09:04")
    missing = [deviation for deviation in log.deviations if deviation.kind == "missing reading"]
    assert [(deviation.sentence, deviation.severity) for deviation in missing] == [
        ("oil temperature not recorded, planned 43 °C, critical 38 to 49 °C", Severity.CRITICAL)
    ]
    assert log.state.disposition is Disposition.NONE
    log.read("combine/oil temperature", "43 degC", "09:02", recorded="09:30")
    assert [deviation.status for deviation in log.deviations] == [DeviationStatus.CORRECTED]


def test_a_yield_outside_its_limits_is_a_deviation() -> None:
    (deviation,) = Log().add(Kind.YIELD, "12:00", value=read_amount("850 g")).deviations
    assert deviation.sentence == "yield 85 %, planned 90 to 102 % of 1000 g: 5 % below 90 %"


def test_a_corrected_entry_leaves_its_deviation_in_the_record_as_corrected() -> None:
    log = Log().weigh("olive oil", "640 g", "09:00").correct(1, "600 g", "09:05")
    (deviation,) = log.deviations
    assert (deviation.number, deviation.status, deviation.found) == (1, DeviationStatus.CORRECTED, "640 g")


def test_a_critical_reading_that_was_corrected_still_holds_the_batch_until_it_is_decided() -> None:
    log = Log().read("combine/oil temperature", "31 degC", "09:00").undo(1, "09:01")
    assert log.deviations[0].status is DeviationStatus.CORRECTED
    assert log.state.disposition is Disposition.HOLD
    released = log.add(Kind.RELEASE, "12:00").state.disposition
    assert released is Disposition.RELEASED


def test_a_resolved_deviation_bears_its_cause_and_its_correction() -> None:
    log = Log().read("combine/oil temperature", "31 degC", "09:00")
    log.add(Kind.RESOLVE, "09:30", name="D1", why="heater off", value="warmed the oils again to 43 °C")
    (deviation,) = log.deviations
    assert (deviation.status, deviation.cause) == (DeviationStatus.RESOLVED, "heater off")
    assert deviation.correction == "warmed the oils again to 43 °C"


def test_a_rejected_batch_stays_rejected_whatever_is_read_later() -> None:
    log = Log().add(Kind.REJECT, "09:00", why="separated").read("combine/oil temperature", "31 degC", "09:30")
    assert log.state.disposition is Disposition.REJECTED


def test_the_entries_of_one_act_are_one_moment_so_a_past_record_shows_only_what_stands() -> None:
    log = Log()
    log.done("weigh oils", "09:10", act="import").weigh("olive oil", "600 g", "09:05", act="import")
    assert log.deviations == ()


def test_a_number_never_moves_while_the_log_grows() -> None:
    log = whole_batch()
    log.entries = []
    log.__post_init__()
    log.weigh("olive oil", "640 g", "09:00").read("combine/oil temperature", "39 degC", "09:05")
    log.correct(1, "600 g", "09:06").done("weigh oils", "09:30").read("combine/trace", "thick", "09:31")
    log.weigh("water", "300 g", "09:31").add(Kind.SKIP, "09:32", step="make lye", why="none left")
    log.undo(2, "09:33").add(Kind.FINISH, "10:00")
    assert_numbers_stay(log)


def assert_numbers_stay(log: Log) -> None:
    numbered: dict[int, tuple[str, str | None, str | None, int]] = {}
    grown = record(log.plan, log.entries[:1])
    for length in range(1, len(log.entries) + 1):
        whole = record(log.plan, log.entries[:length])
        grown = extended(grown, log.entries[length - 1 : length]) if length > 1 else grown
        assert grown == whole
        for deviation in whole.deviations:
            identity = (deviation.kind, deviation.step, deviation.name, deviation.entry)
            assert numbered.setdefault(deviation.number, identity) == identity
    assert numbered


Line = Callable[[Log, str], Log]

LINES: st.SearchStrategy[Line] = st.sampled_from(
    [
        lambda log, clock: log.weigh("olive oil", "640 g", clock),
        lambda log, clock: log.weigh("olive oil", "300 g", clock),
        lambda log, clock: log.weigh("sodium hydroxide", "99 g", clock),
        lambda log, clock: log.read("combine/oil temperature", "31 degC", clock),
        lambda log, clock: log.read("combine/oil temperature", "43 degC", clock),
        lambda log, clock: log.read("combine/trace", "thick", clock),
        lambda log, clock: log.begin("combine", clock),
        lambda log, clock: log.done("combine", clock),
        lambda log, clock: log.done("weigh oils", clock),
        lambda log, clock: log.undo(max(len(log.entries) - 1, 0), clock),
        lambda log, clock: log.undo(max(len(log.entries) - 3, 0), clock),
        lambda log, clock: log.correct(1, "600 g", clock) if log.entries[1].kind is Kind.WEIGH else log,
        lambda log, clock: log.add(Kind.FINISH, clock),
        lambda log, clock: log.add(Kind.YIELD, clock, value=read_amount("800 g")),
    ]
)


@given(st.lists(st.tuples(LINES, st.integers(0, 5)), min_size=2, max_size=14))
def test_no_log_moves_a_number(lines: list[tuple[Line, int]]) -> None:
    """Whatever is entered, corrected, undone or noted late, in whatever order."""
    log = Log(plan(SOAP)).read("combine/oil temperature", "31 degC", "08:30")
    for position, (line, late) in enumerate(lines):
        line(log, f"{9 + position}:{30 - 5 * late:02d}")
    assert_numbers_stay(log)
