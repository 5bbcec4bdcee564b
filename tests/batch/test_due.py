"""What is due after the making: when, and until when it is still asked for."""

from __future__ import annotations

from recipekeeper.batch.due import dues, plans_ahead, to_do
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
