"""What comes next in a batch: the step, what it asks, and how its time stands, from stored moments alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recipekeeper.batch.agenda import Agenda, ToRead, ToWeigh, asked
from recipekeeper.batch.clock import Standing
from recipekeeper.batch.model import Kind, StepState
from tests.batch.bench import SOAP, Log, at, plan, whole_batch

EACH = SOAP.replace('is = ["light", "medium"]', 'is = ["light", "medium"]\neach = "15 min"')


def agenda(log: Log, clock: str) -> Agenda:
    return asked(log.record, at(clock))


def open_names(log: Log, clock: str) -> list[str]:
    current = agenda(log, clock).current
    return [item.name for item in current.open_items] if current else []


def standing(log: Log, clock: str) -> tuple[int | None, Standing]:
    current = agenda(log, clock).current
    assert current is not None
    assert current.clock is not None
    return current.clock.seconds, current.clock.standing


def test_a_batch_that_was_just_begun_asks_for_its_first_step() -> None:
    here = agenda(Log(), "08:01")
    assert here.current is not None
    assert here.following is not None
    assert (here.current.number, here.current.name, here.current.run.state) == (
        1,
        "weigh oils",
        StepState.OPEN,
    )
    assert here.following.name == "make lye"
    assert here.passed == ()


def test_the_step_under_way_is_the_one_at_hand_and_what_is_weighed_is_asked_no_more() -> None:
    log = Log().begin("weigh oils", "09:00")
    assert open_names(log, "09:01") == ["olive oil"]
    log.weigh("olive oil", "600 g", "09:02")
    assert open_names(log, "09:03") == []


def test_weighings_add_up_and_the_rest_is_asked_until_it_is_within_the_tolerance() -> None:
    log = Log().begin("weigh oils", "09:00").weigh("olive oil", "400 g", "09:02")
    current = agenda(log, "09:03").current
    assert current is not None
    (oil,) = current.items
    assert isinstance(oil, ToWeigh)
    assert str(oil.left) == "200 g"
    log.weigh("olive oil", "194 g", "09:04")
    assert open_names(log, "09:05") == []


def test_a_lot_without_an_amount_leaves_the_ingredient_to_be_weighed() -> None:
    log = (
        Log()
        .begin("weigh oils", "09:00")
        .add(Kind.WEIGH, "09:01", step="weigh oils", name="olive oil", lot="OO-1")
    )
    assert open_names(log, "09:02") == ["olive oil"]


def test_a_weighing_that_is_taken_back_is_asked_again() -> None:
    log = Log().begin("weigh oils", "09:00").weigh("olive oil", "600 g", "09:02").undo(2, "09:03")
    assert open_names(log, "09:04") == ["olive oil"]


def test_lye_and_readings_that_can_hold_the_batch_are_critical() -> None:
    here = agenda(Log(), "08:01")
    critical = {item.name for step in here.steps for item in step.items if item.is_critical}
    assert critical == {"sodium hydroxide", "oil temperature", "zap"}


def test_a_step_asks_in_the_order_of_the_printed_sheet() -> None:
    castor = '[[ingredient]]\nname = "castor oil"\nphase = "oils"\namount = "50 g"\n\n'
    late = SOAP.replace('[[step]]\nname = "weigh oils"', castor + '[[step]]\nname = "weigh oils"')
    late = late.replace('uses = ["oils"]', 'uses = ["olive oil"]')
    late = late.replace('uses = ["lye solution"]', 'uses = ["lye solution", "castor oil"]')
    log = Log(plan(late)).begin("make lye", "09:00")
    assert open_names(log, "09:01") == ["castor oil", "sodium hydroxide", "water"]


def test_what_no_step_uses_is_asked_as_well() -> None:
    log = Log(plan(SOAP.replace('uses = ["lye solution"]', 'uses = ["water"]')))
    loose = agenda(log, "08:01").steps[0]
    assert (loose.number, loose.name) == (0, "")
    assert [item.name for item in loose.items] == ["sodium hydroxide"]


def test_a_reading_is_due_again_after_its_rhythm_and_only_while_the_step_is_under_way() -> None:
    log = Log(plan(EACH)).begin("combine", "10:00").read("combine/trace", "light", "10:00")
    assert open_names(log, "10:14") == ["oil temperature"]
    assert open_names(log, "10:15") == ["oil temperature", "trace"]
    trace = agenda(log, "10:15").steps[2].items[1]
    assert isinstance(trace, ToRead)
    assert trace.due_at == at("10:15")
    log.read("combine/trace", "light", "10:16").done("combine", "10:20")
    assert not agenda(log, "11:00").steps[2].items[1].is_open


def test_of_several_steps_under_way_the_one_that_only_waits_comes_last() -> None:
    long_cure = SOAP.replace('name = "cure"', 'name = "cure"\nlasts = "42 d"')
    log = Log(plan(long_cure)).begin("combine", "09:00").begin("cure", "09:30")
    here = agenda(log, "10:00")
    assert here.current is not None
    assert here.current.name == "combine"
    assert [step.name for step in here.under_way] == ["combine", "cure"]


def test_what_was_passed_over_comes_after_what_lies_ahead() -> None:
    log = Log().begin("make lye", "09:00").done("make lye", "09:10")
    here = agenda(log, "09:11")
    assert here.current is not None
    assert here.following is not None
    assert (here.current.name, here.following.name) == ("combine", "cure")
    assert here.passed == ("weigh oils",)


def test_a_batch_of_which_every_step_has_ended_asks_for_none() -> None:
    here = agenda(whole_batch(), "+43 08:00")
    assert here.current is None
    assert here.following is None


@pytest.mark.parametrize(
    ("clock", "seconds", "said"),
    [
        ("09:09:59", 599, Standing.BEFORE),
        ("09:10", 600, Standing.REACHED),
        ("09:13:45", 825, Standing.NEAR),
        ("09:15", 900, Standing.NEAR),
        ("09:15:01", 901, Standing.OVER),
    ],
)
def test_the_time_of_a_step_is_reached_then_near_its_limit_then_over(
    clock: str, seconds: int, said: Standing
) -> None:
    assert standing(Log().begin("weigh oils", "09:00"), clock) == (seconds, said)


def test_a_step_without_a_planned_time_shows_only_how_long_it_lasts() -> None:
    assert standing(Log().begin("make lye", "09:00"), "09:30") == (1800, Standing.UNPLANNED)


def test_the_time_of_a_pause_does_not_count_and_stands_still_while_it_lasts() -> None:
    log = Log().begin("weigh oils", "09:00").add(Kind.PAUSE, "09:05", step="weigh oils")
    assert standing(log, "11:00") == (300, Standing.BEFORE)
    log.add(Kind.RESUME, "11:00", step="weigh oils")
    assert standing(log, "11:02") == (420, Standing.BEFORE)


def test_a_step_over_midnight_has_its_right_time() -> None:
    assert standing(Log().begin("make lye", "23:50"), "+1 00:10")[0] == 1200


def test_the_wait_for_a_step_runs_from_the_end_of_the_one_before_to_its_limit() -> None:
    log = Log().begin("make lye", "09:00").done("make lye", "09:10")
    assert standing(log, "09:30") == (1200, Standing.BEFORE)
    assert standing(log, "09:33") == (1380, Standing.NEAR)
    assert standing(log, "09:40:01") == (1801, Standing.OVER)


def test_in_the_night_the_clocks_are_put_back_an_hour_is_an_hour() -> None:
    summer, winter = timezone(timedelta(hours=2)), timezone(timedelta(hours=1))
    log = Log().begin("make lye", "09:00")
    began = datetime(2026, 10, 25, 2, 30, tzinfo=summer)
    log.entries[-1] = replace(log.entries[-1], happened_at=began, recorded_at=began)
    current = asked(log.record, datetime(2026, 10, 25, 2, 30, tzinfo=winter)).current
    assert current is not None
    assert current.clock is not None
    assert (current.clock.seconds, current.clock.doubtful) == (3600, False)


def test_a_clock_that_was_set_back_is_marked_and_never_shows_less_than_nothing() -> None:
    log = Log().begin("weigh oils", "09:00")
    current = agenda(log, "08:50").current
    assert current is not None
    assert current.clock is not None
    assert (current.clock.seconds, current.clock.doubtful) == (0, True)
    log.weigh("olive oil", "600 g", "08:55")
    later = agenda(log, "09:30").current
    assert later is not None
    assert later.clock is not None
    assert later.clock.doubtful


def test_a_clock_that_was_set_back_before_the_step_began_does_not_mark_it() -> None:
    log = Log().add(Kind.NOTE, "10:00", value="late").begin("weigh oils", "09:00")
    current = agenda(log, "09:05").current
    assert current is not None
    assert current.clock is not None
    assert not current.clock.doubtful


@given(st.integers(0, 3000), st.integers(0, 3000), st.integers(0, 3000))
def test_whatever_the_pauses_the_time_at_work_is_what_is_left_between_them(
    work: int, rest: int, more: int
) -> None:
    clock = [_clock(seconds) for seconds in (work, work + rest, work + rest + more)]
    log = Log().begin("make lye", "09:00").add(Kind.PAUSE, clock[0], step="make lye")
    log.add(Kind.RESUME, clock[1], step="make lye")
    assert standing(log, clock[2])[0] == work + more


def _clock(seconds: int) -> str:
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    return f"{9 + hour:02}:{minute:02}:{second:02}"
