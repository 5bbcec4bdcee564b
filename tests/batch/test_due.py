"""What is due after the making: when, and until when it is still asked for."""

from __future__ import annotations

from dataclasses import replace

from recipekeeper.batch.due import awaited, dues, plans_ahead, to_do
from recipekeeper.batch.model import Kind
from tests.batch.bench import SOAP, Log, at, formula, plan
from tests.batch.sauce import SAUCE

CURE = (
    SOAP
    + """
[[step.check]]
measure = "bar weight"
at_least = "120 g"
due = ["7 d", "14 d", "28 d"]
"""
)


def asked(log: Log) -> list[str]:
    return [f"{one.measure or one.step} {one.time}" for one in to_do(log.plan, log.state)]


def combined() -> Log:
    return Log(plan(CURE)).begin("combine", "09:00").done("combine", "10:00")


def test_a_test_is_due_so_long_after_the_end_of_the_step_that_it_names() -> None:
    log = Log(plan(SAUCE)).begin("fill", "09:00")
    assert dues(log.plan, log.state) == ()
    (one,) = to_do(log.plan, log.done("fill", "10:00").state)
    assert (one.step, one.measure, one.at, one.after, one.since) == (
        "equilibrium", "pH after a day", at("+1 10:00"), "fill", at("10:00"),
    )  # fmt: skip
    assert one.is_critical


def test_without_a_step_named_it_counts_from_the_step_before() -> None:
    assert [(one.after, one.at) for one in to_do(combined().plan, combined().state)] == [
        ("combine", at("+7 10:00")), ("combine", at("+14 10:00")), ("combine", at("+28 10:00")),
    ]  # fmt: skip


def test_a_weight_of_each_week_is_asked_until_it_or_a_later_one_is_there() -> None:
    log = combined()
    assert asked(log) == ["bar weight 7 d", "bar weight 14 d", "bar weight 28 d"]
    assert asked(log.read("cure/bar weight", "136 g", "+8 09:00")) == ["bar weight 14 d", "bar weight 28 d"]
    assert asked(log.read("cure/bar weight", "127 g", "+27 09:00")) == []
    assert [one.is_done for one in dues(log.plan, log.state)] == [True, False, True]


def test_a_weight_of_the_first_day_is_none_of_the_first_week() -> None:
    assert asked(combined().read("cure/bar weight", "142 g", "+1 09:00"))[0] == "bar weight 7 d"


def test_a_step_that_has_ended_or_was_skipped_is_due_no_more() -> None:
    assert asked(combined().add(Kind.SKIP, "+1 10:00", step="cure", why="sold fresh")) == []
    assert asked(combined().begin("cure", "+1 10:00").done("cure", "+2 10:00")) == []


def test_a_step_whose_end_nobody_noted_ended_when_a_later_one_began() -> None:
    log = Log(plan(SAUCE)).read("fill/temperature", "80 degC", "09:00")
    assert asked(log) == []
    assert [one.at for one in to_do(log.plan, log.add(Kind.FINISH, "11:00").state)] == [at("+1 11:00")]


def test_a_step_without_checks_is_due_itself() -> None:
    text = SAUCE + '\n[[step]]\nname = "label"\ndue = "2 d"\nafter = "fill"\n'
    log = Log(plan(text)).begin("fill", "09:00").done("fill", "10:00")
    assert asked(log) == ["pH after a day 24 h", "label 2 d"]
    assert asked(log.begin("label", "+1 09:00")) == ["pH after a day 24 h"]


def test_only_a_formula_that_says_so_plans_ahead() -> None:
    assert plans_ahead(formula(SAUCE))
    assert plans_ahead(formula(CURE))
    assert not plans_ahead(formula())


# What the end of a batch leaves to come


def filled(text: str = SAUCE) -> Log:
    log = Log(plan(text)).begin("cook", "08:10").read("cook/pH", "3.8 pH", "08:20").done("cook", "08:30")
    log.begin("fill", "09:00").read("fill/temperature", "85 degC", "09:30").done("fill", "10:00")
    return log.add(Kind.FINISH, "10:30")


def test_a_test_that_is_due_a_day_after_the_end_of_the_batch_is_not_missing_before() -> None:
    log = filled()
    assert log.deviations == ()
    (one,) = awaited(log.plan, log.state)
    assert (one.measure, one.at, one.is_critical) == ("pH after a day", at("+1 10:00"), True)
    assert log.add(Kind.NOTE, "+1 09:59", value="still warm").deviations == ()
    assert log.read("equilibrium/pH after a day", "3.9 pH", "+1 10:05").deviations == ()
    assert awaited(log.plan, log.state) == ()


def test_once_its_time_has_come_the_next_entry_shows_that_it_is_missing() -> None:
    log = filled().add(Kind.NOTE, "+1 10:00", value="labelled")
    (deviation,) = log.deviations
    assert (deviation.kind, deviation.step, deviation.found) == ("skipped", "equilibrium", "has no entry")
    assert deviation.blocks_release
    assert awaited(log.plan, log.state) == ()
    assert not log.read("equilibrium/pH after a day", "3.9 pH", "+1 10:05").deviations[0].blocks_release


def test_a_test_whose_step_was_begun_is_not_missing_before_its_time_either() -> None:
    log = filled().begin("equilibrium", "10:40")
    assert log.deviations == ()
    (deviation,) = log.add(Kind.NOTE, "+1 10:00", value="labelled").deviations
    assert (deviation.kind, deviation.name) == ("missing reading", "pH after a day")


def test_a_test_whose_step_was_ended_without_it_is_missing_at_once() -> None:
    log = filled().begin("equilibrium", "10:40").done("equilibrium", "10:50")
    assert [one.kind for one in log.deviations] == ["missing reading"]


def test_a_step_that_was_left_out_is_not_excused_by_a_weight_that_is_due_later() -> None:
    """The zap test of the cure has no time of its own, the bar weight beside it has."""
    log = combined().add(Kind.FINISH, "11:00")
    assert ("skipped", "cure") in [(one.kind, one.step) for one in log.deviations]


def test_a_past_record_that_ends_without_its_test_lacks_it() -> None:
    log = filled()
    log.entries[-1] = replace(log.entries[-1], imported=True)
    assert [one.kind for one in log.deviations] == ["skipped"]
