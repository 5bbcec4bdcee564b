"""From the log to the state."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from recipekeeper.batch.fold import fold
from recipekeeper.batch.model import Disposition, Entry, Kind, State, StepState
from recipekeeper.quantity import read_amount
from tests.batch.bench import Log, at, whole_batch


def test_a_batch_that_goes_to_plan_is_finished_with_every_step_done_and_nothing_to_report() -> None:
    record = whole_batch().record
    assert record.state.state is State.FINISHED
    assert {step.state for step in record.state.steps} == {StepState.DONE}
    assert record.deviations == ()
    assert record.state.yield_percent == Decimal(97)
    assert record.state.disposition is Disposition.NONE


def test_a_step_lasts_from_its_begin_to_its_end_without_its_pauses() -> None:
    log = (
        Log()
        .begin("weigh oils", "09:00")
        .add(Kind.PAUSE, "09:04", step="weigh oils")
        .add(Kind.RESUME, "09:24", step="weigh oils")
        .done("weigh oils", "09:32")
    )
    step = log.state.steps[0]
    assert (step.seconds, step.paused_seconds) == (12 * 60, 20 * 60)


def test_a_step_that_ends_while_it_is_paused_was_paused_until_its_end() -> None:
    log = Log().begin("weigh oils", "09:00").add(Kind.PAUSE, "09:04", step="weigh oils")
    assert log.state.steps[0].state is StepState.PAUSED
    assert log.done("weigh oils", "09:30").state.steps[0].seconds == 4 * 60


def test_a_step_done_without_a_begin_has_no_duration() -> None:
    step = Log().done("weigh oils", "09:10").state.steps[0]
    assert (step.state, step.seconds, step.ended_at) == (StepState.DONE, None, at("09:10"))


def test_weighings_of_one_ingredient_add_up_across_units_and_lots() -> None:
    log = (
        Log()
        .weigh("olive oil", "300 g", "09:00", lot="OO-1")
        .weigh("olive oil", "100 g", "09:03", lot="oo-1")
        .weigh("olive oil", "0.2 kg", "09:05", lot="OO-2")
    )
    weighing = log.state.weighing("Olive Oil")
    assert weighing is not None
    assert weighing.total == read_amount("600 g")
    assert weighing.lots == ("OO-1", "OO-2")


def test_an_undone_entry_does_not_count_and_a_redo_brings_it_back() -> None:
    log = Log().weigh("olive oil", "640 g", "09:00").undo(1, "09:01")
    assert log.state.weighing("olive oil") is None
    again = log.add(Kind.REDO, "09:02", supersedes=2).state.weighing("olive oil")
    assert again is not None
    assert again.total == read_amount("640 g")


def test_a_correction_gives_the_entry_its_right_value_and_the_entry_keeps_its_number() -> None:
    log = Log().weigh("olive oil", "640 g", "09:00").correct(1, "600 g", "09:05")
    counted = log.state.in_force[-1]
    assert (counted.seq, counted.value, counted.happened_at) == (1, read_amount("600 g"), at("09:00"))


def test_an_undone_correction_leaves_the_first_value() -> None:
    log = Log().weigh("olive oil", "640 g", "09:00").correct(1, "600 g", "09:05").undo(2, "09:06")
    assert log.state.in_force[-1].value == read_amount("640 g")


def test_a_correction_of_a_correction_counts_last() -> None:
    log = Log().weigh("olive oil", "640 g", "09:00").correct(1, "60 g", "09:05").correct(2, "600 g", "09:06")
    assert log.state.in_force[-1].value == read_amount("600 g")


def test_a_void_takes_an_entry_out_with_all_its_corrections() -> None:
    log = Log().weigh("olive oil", "640 g", "09:00").correct(1, "600 g", "09:05")
    log.add(Kind.VOID, "09:07", supersedes=1, why="the wrong batch")
    assert log.state.weighings == ()


def test_what_was_noted_late_is_folded_at_the_time_it_happened() -> None:
    log = Log().begin("weigh oils", "09:00").done("weigh oils", "09:10")
    log.begin("combine", "09:40").done("combine", "09:44")
    log.begin("make lye", "09:12", recorded="10:00").done("make lye", "09:20", recorded="10:01")
    combine = log.state.step("combine")
    assert combine is not None
    assert combine.wait_seconds == 20 * 60


def test_the_wait_is_unknown_where_a_step_without_times_may_lie_between() -> None:
    log = Log().begin("weigh oils", "09:00").done("weigh oils", "09:10")
    log.weigh("water", "300 g", "09:13").begin("combine", "09:40")
    assert log.state.steps[2].wait_seconds is None


def test_the_wait_is_unknown_where_the_end_of_the_step_before_was_never_noted() -> None:
    log = Log().begin("weigh oils", "09:00").done("weigh oils", "09:10")
    log.begin("make lye", "09:12").begin("combine", "09:40")
    assert log.state.steps[2].wait_seconds is None
    assert log.done("make lye", "09:20").state.steps[2].wait_seconds == 20 * 60


def test_a_step_begun_in_the_same_minute_does_not_hide_the_wait_of_the_one_before_it() -> None:
    log = Log().begin("weigh oils", "09:00").done("weigh oils", "09:10")
    log.begin("make lye", "09:15").begin("combine", "09:15")
    assert [step.wait_seconds for step in log.state.steps[1:3]] == [5 * 60, None]


def test_a_step_whose_ingredients_were_weighed_without_naming_it_was_not_skipped() -> None:
    log = Log().begin("combine", "09:40").add(Kind.WEIGH, "09:41", name="water", lot="W-1")
    assert log.state.steps[1].recorded


def test_a_step_is_out_of_order_when_it_began_before_its_predecessor() -> None:
    log = Log().begin("make lye", "09:00").begin("weigh oils", "09:05")
    assert [step.out_of_order for step in log.state.steps] == [None, True, None, None]


def test_a_clock_that_went_back_marks_the_duration_it_touches_and_no_other() -> None:
    log = Log().begin("weigh oils", "09:00").begin("make lye", "08:30").done("weigh oils", "08:40")
    log.begin("combine", "08:50").done("combine", "08:54")
    marked = {step.name: step.clock_doubtful for step in log.state.steps}
    assert marked == {"weigh oils": True, "make lye": False, "combine": False, "cure": False}
    assert log.state.steps[0].seconds is None


def test_two_steps_between_which_the_clock_went_back_are_in_no_known_order() -> None:
    """The first was begun on a clock ten minutes fast, the second five minutes later on the right one."""
    log = Log().begin("weigh oils", "09:10").begin("make lye", "09:05")
    assert log.state.steps[1].out_of_order is None
    assert log.deviations == ()
    log = Log().begin("make lye", "09:10").begin("weigh oils", "09:05")
    assert log.state.steps[1].out_of_order is None


def test_an_order_that_was_entered_late_on_a_clock_that_went_on_is_known() -> None:
    log = Log().begin("weigh oils", "09:10").begin("make lye", "09:05", recorded="09:20")
    assert log.state.steps[1].out_of_order is True


def test_a_clock_that_went_back_before_both_steps_leaves_their_order_known() -> None:
    log = (
        Log().read("combine/trace", "light", "09:20").begin("make lye", "09:00").begin("weigh oils", "09:05")
    )
    assert log.state.steps[1].out_of_order is True


def test_the_night_the_clocks_change_makes_no_step_longer() -> None:
    """From 01:30 at +02:00 to 02:30 at +01:00 two hours passed, whatever the clock on the wall showed."""
    summer, winter = timezone(timedelta(hours=2)), timezone(timedelta(hours=1))
    log = Log()
    for kind, moment in (
        (Kind.BEGIN, datetime(2026, 11, 21, 1, 30, tzinfo=summer)),
        (Kind.DONE, datetime(2026, 11, 21, 2, 30, tzinfo=winter)),
    ):
        log.add(kind, "09:00", step="cure")
        log.entries[-1] = replace(log.entries[-1], happened_at=moment)
    assert log.state.steps[3].seconds == 2 * 60 * 60


def test_a_void_batch_is_void_whatever_else_was_said() -> None:
    log = whole_batch().add(Kind.BATCH_VOID, "+43 08:00", why="a rehearsal")
    assert log.state.state is State.VOID


@given(st.permutations(range(1, 17)))
def test_the_order_of_recording_does_not_change_what_happened(order: list[int]) -> None:
    in_time = whole_batch()
    shuffled = Log(in_time.plan)
    for position in order:
        entry = in_time.entries[position]
        shuffled.entries.append(_again(entry, len(shuffled.entries)))
    straight, mixed = fold(in_time.plan, in_time.entries), fold(in_time.plan, shuffled.entries)
    assert [(step.state, step.began_at, step.ended_at) for step in mixed.steps] == [
        (step.state, step.began_at, step.ended_at) for step in straight.steps
    ]
    assert {(weighing.ingredient, weighing.total) for weighing in mixed.weighings} == {
        (weighing.ingredient, weighing.total) for weighing in straight.weighings
    }


def _again(entry: Entry, seq: int) -> Entry:
    return replace(entry, seq=seq, id=f"A-{seq}", act=f"A-{seq}", recorded_at=at("+50 08:00"))
