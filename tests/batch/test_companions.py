"""The instrument and the second person beside an entry: when they count, and what departs without them."""

from __future__ import annotations

from typing import Any

import pytest

from recipekeeper.batch.companion import Beside, beside
from recipekeeper.batch.deviation import Deviation
from recipekeeper.batch.force import Ledger
from recipekeeper.batch.model import Kind
from recipekeeper.quantity import read_setpoint
from tests.batch.bench import SOAP, Log, at, plan, whole_batch

OVERDUE = "check overdue since 2026-11-20 08:00"


def asking(*pairs: tuple[str, str]) -> Log:
    """The small soap with more keys, each set behind a line of its file."""
    text = SOAP
    for line, keys in pairs:
        assert text.count(line) == 1
        text = text.replace(line, f"{line}\n{keys}")
    return Log(plan(text))


def with_instrument(log: Log, place: str, value: str, clock: str, *, code: str = "TH-1", **said: Any) -> Log:
    """A reading that names its instrument, in one act."""
    step, _, name = place.partition("/")
    act = f"A-{len(log.entries)}"
    said = {"typed": "thermometer", "why": None, **said}
    log.add(Kind.INSTRUMENT, clock, step=step, name=name, value=code, act=act, **said)
    return log.read(place, value, clock, act=act)


def signed(log: Log, kind: Kind, clock: str, *, who: str = "Bo", **said: Any) -> Log:
    """An entry that a second person checked as it was made."""
    act = f"A-{len(log.entries)}"
    log.add(Kind.CHECKED, clock, value=who, act=act, step=said.get("step"), name=said.get("name"))
    return log.add(kind, clock, act=act, **said)


def countersigned(log: Log, seq: int, clock: str, who: str = "Bo") -> Log:
    """A second person signs later for what the entry says now."""
    said = Ledger(log.entries).current(seq)
    words = None if said is None or said.value is None else str(said.value)
    return log.add(Kind.CHECKED, clock, supersedes=seq, value=who, typed=words, by=who)


def of_kind(log: Log, kind: str) -> list[Deviation]:
    return [one for one in log.deviations if one.kind == kind]


def sentences(log: Log, kind: str) -> list[str]:
    return [f"{one.severity.value}: {one.sentence}" for one in of_kind(log, kind)]


# What stands beside what


def test_an_instrument_belongs_to_the_next_entry_of_its_act() -> None:
    log = with_instrument(Log(), "combine/oil temperature", "43 degC", "09:40")
    assert beside(log.entries) == {2: Beside(instrument="TH-1", instrument_kind="thermometer")}
    assert [entry.kind for entry in log.state.in_force] == [Kind.START, Kind.INSTRUMENT, Kind.READ]


def test_an_instrument_without_its_reading_counts_nowhere() -> None:
    log = Log().add(Kind.INSTRUMENT, "09:40", value="TH-1", act="A-1")
    log.read("combine/oil temperature", "43 degC", "09:40")
    assert beside(log.entries) == {}
    assert [entry.kind for entry in log.state.in_force] == [Kind.START, Kind.READ]


def test_it_counts_as_long_as_the_reading_does() -> None:
    log = with_instrument(Log(), "combine/oil temperature", "43 degC", "09:40", why=OVERDUE)
    assert len(of_kind(log, "instrument")) == 1
    log.undo(2, "09:41")
    assert [entry.kind for entry in log.state.in_force] == [Kind.START]
    assert [one.status.value for one in log.deviations] == ["corrected"]
    log.add(Kind.REDO, "09:42", supersedes=3)
    assert [one.status.value for one in log.deviations] == ["open"]
    log.add(Kind.VOID, "09:43", supersedes=2, why="wrong batch")
    assert [entry.kind for entry in log.state.in_force] == [Kind.START]


def test_undo_reaches_the_reading_and_never_what_stands_beside_it() -> None:
    log = with_instrument(Log().read("combine/trace", "light", "09:39"), "cure/zap", "none", "09:40")
    first = Ledger(log.entries).undoable("Ana", at("09:41"))
    assert first is not None
    assert first.seq == 3
    second = Ledger(log.undo(3, "09:41").entries).undoable("Ana", at("09:42"))
    assert second is not None
    assert second.seq == 1


def test_a_signature_given_later_is_taken_back_by_itself() -> None:
    log = countersigned(Log().weigh("olive oil", "600 g", "09:03"), 1, "10:00")
    newest = Ledger(log.entries).undoable("Bo", at("10:01"))
    assert newest is not None
    assert newest.seq == 2
    assert beside(log.undo(2, "10:01").entries) == {}
    assert [entry.kind for entry in log.state.in_force] == [Kind.START, Kind.WEIGH]


def test_a_wrong_instrument_can_be_voided_without_the_reading() -> None:
    log = with_instrument(Log(), "combine/oil temperature", "43 degC", "09:40", why=OVERDUE)
    log.add(Kind.VOID, "09:45", supersedes=1, why="it was the other one")
    assert beside(log.entries) == {}
    assert [entry.kind for entry in log.state.in_force] == [Kind.START, Kind.READ]
    assert [one.status.value for one in log.deviations] == ["corrected"]


def test_a_reading_taken_back_is_still_shown_with_what_it_was_taken_with() -> None:
    log = with_instrument(Log(), "combine/oil temperature", "43 degC", "09:40").undo(2, "09:41")
    assert beside(log.entries)[2].instrument == "TH-1"


# Instruments


def test_a_reading_by_an_instrument_with_nothing_against_it_is_no_departure() -> None:
    log = with_instrument(Log(), "combine/oil temperature", "43 degC", "09:40")
    assert log.deviations == ()


def test_an_overdue_check_is_minor_and_major_where_the_check_is_critical() -> None:
    log = with_instrument(Log(), "combine/trace", "light", "09:39", why=OVERDUE)
    with_instrument(log, "combine/oil temperature", "43 degC", "09:40", why=OVERDUE)
    assert sentences(log, "instrument") == [
        f"minor: trace light with TH-1: {OVERDUE}",
        f"major: oil temperature 43 °C with TH-1: {OVERDUE}",
    ]
    assert [one.entry for one in log.deviations] == [2, 4]


def test_lye_weighed_on_a_scale_that_failed_its_check_is_major() -> None:
    failed = "failed its last check: showed 101 g for 100 g"
    log = Log()
    for name, amount in (("olive oil", "600 g"), ("sodium hydroxide", "100 g")):
        act = f"A-{len(log.entries)}"
        log.add(Kind.INSTRUMENT, "09:03", name=name, value="SC-1", typed="scale", why=failed, act=act)
        log.weigh(name, amount, "09:03", act=act)
    assert sentences(log, "instrument") == [
        f"minor: olive oil 600 g with SC-1: {failed}",
        f"major: sodium hydroxide 100 g with SC-1: {failed}",
    ]


THERMOMETER = ('measure = "oil temperature"', 'instrument = "thermometer"')


def test_where_the_formula_asks_for_an_instrument_a_reading_names_one() -> None:
    log = asking(THERMOMETER).read("combine/oil temperature", "43 degC", "09:40")
    assert sentences(log, "instrument") == [
        "major: oil temperature 43 °C without a thermometer: the formula asks for a thermometer"
    ]
    assert (
        with_instrument(asking(THERMOMETER), "combine/oil temperature", "43 degC", "09:40").deviations == ()
    )


def test_an_instrument_of_another_kind_is_not_the_one_asked_for() -> None:
    log = asking(THERMOMETER)
    with_instrument(
        log, "combine/oil temperature", "43 degC", "09:40", code="SC-1", typed="scale", why=OVERDUE
    )
    assert sentences(log, "instrument") == [
        "major: oil temperature 43 °C with SC-1, a scale: the formula asks for a thermometer, " + OVERDUE
    ]


PH = ('measure = "trace"\nis = ["light", "medium"]', '\n[[step.check]]\nmeasure = "pH"\nat_most = "11 pH"\n')


@pytest.mark.parametrize(
    ("limit", "read", "said"),
    [
        (
            "4.0 pH",
            "4.01 pH",
            "pH 4.01 pH without a pH meter: above 4.0 pH it is measured with a pH meter (21 CFR 114.80(a)(2))",
        ),
        ("4.0 pH", "4.0 pH", None),  # at 4.0 and below, any suitable method
        ("4.0 pH", "3.8 pH", None),
        ("3.5 pH", "3.8 pH", "pH 3.8 pH without a pH meter: above 3.5 pH it is measured with a pH meter"),
    ],
)
def test_above_a_ph_the_formula_wants_a_meter_and_says_why(limit: str, read: str, said: str | None) -> None:
    log = asking((PH[0], f'{PH[1]}meter_above = "{limit}"')).read("combine/pH", read, "09:41")
    found = of_kind(log, "instrument")
    assert [(one.severity.value, one.sentence) for one in found] == ([("major", said)] if said else [])


def test_a_meter_is_what_it_takes_above_that_ph() -> None:
    log = asking((PH[0], f'{PH[1]}meter_above = "4.0 pH"'))
    with_instrument(log, "combine/pH", "10.2 pH", "09:41", code="PH-1", typed="pH meter")
    assert log.deviations == ()
    with_instrument(log, "combine/pH", "10.2 pH", "09:42", code="STRIP", typed="other")
    (one,) = of_kind(log, "instrument")
    assert (one.severity.value, one.found) == ("major", "10.2 pH with STRIP")


def test_a_reading_corrected_to_above_that_ph_needs_the_meter_then() -> None:
    log = asking((PH[0], f'{PH[1]}meter_above = "4.0 pH"')).read("combine/pH", "3.8 pH", "09:41")
    assert not log.deviations
    said: dict[str, Any] = {"step": "combine", "name": "pH", "supersedes": 1, "why": "misread"}
    log.add(Kind.CORRECT, "09:42", value=read_setpoint("4.8 pH"), **said)
    assert [(one.entry, one.found) for one in log.deviations] == [(1, "4.8 pH without a pH meter")]


def test_what_was_imported_says_nothing_of_instruments_or_of_a_second_person() -> None:
    log = asking(THERMOMETER, ('measure = "trace"', "checked = true"))
    log.read("combine/oil temperature", "43 degC", "09:40", imported=True)
    log.read("combine/trace", "light", "09:41", imported=True).done("combine", "09:44", imported=True)
    assert of_kind(log, "instrument") == of_kind(log, "second check") == []


# The second person

LYE = ('tolerance = "0.5 g"', "checked = true")


def test_lye_that_nobody_checked_is_told_when_its_step_ends() -> None:
    log = asking(LYE).weigh("sodium hydroxide", "60 g", "09:13").weigh("sodium hydroxide", "40 g", "09:14")
    log.weigh("water", "300 g", "09:15")
    assert of_kind(log, "second check") == []
    log.done("make lye", "09:20")
    assert sentences(log, "second check") == [
        "minor: sodium hydroxide not checked by a second person (entries 1, 2)"
    ]
    assert of_kind(log, "second check")[0].entry == 4


def test_lye_that_a_second_person_checked_is_as_it_should_be() -> None:
    log = asking(LYE)
    step, name, value = "make lye", "sodium hydroxide", Log().weigh("sodium hydroxide", "100 g", "09:13")
    signed(log, Kind.WEIGH, "09:13", step=step, name=name, value=value.entries[1].value)
    log.weigh("water", "300 g", "09:15").done("make lye", "09:20")
    assert of_kind(log, "second check") == []
    assert beside(log.entries)[2] == Beside(checked_by="Bo")


def test_a_signature_given_later_puts_it_right_and_is_marked() -> None:
    log = asking(LYE).weigh("sodium hydroxide", "100 g", "09:13").done("make lye", "09:20")
    (missing,) = of_kind(log, "second check")
    countersigned(log, 1, "11:00")
    (put_right,) = of_kind(log, "second check")
    assert (missing.status.value, put_right.status.value) == ("open", "corrected")
    assert missing.number == put_right.number
    assert beside(log.entries)[1] == Beside(checked_by="Bo", is_late=True)
    assert beside(log.entries)[1].words == "checked by Bo later"


def test_who_signed_for_a_value_did_not_sign_for_another() -> None:
    log = asking(LYE).weigh("sodium hydroxide", "101 g", "09:13").done("make lye", "09:20")
    countersigned(log, 1, "09:30").correct(1, "100 g", "09:40")
    assert [one.status.value for one in of_kind(log, "second check")] == ["open"]
    assert 1 not in beside(log.entries)
    countersigned(log, 1, "09:50")
    assert [one.status.value for one in of_kind(log, "second check")] == ["corrected"]


def test_a_step_and_a_reading_can_ask_for_a_second_person_too() -> None:
    log = asking(('name = "combine"', "checked = true"), ('measure = "trace"', "checked = true"))
    log.read("combine/oil temperature", "43 degC", "09:40")
    log.begin("combine", "09:40").read("combine/trace", "light", "09:44").done("combine", "09:44")
    assert sentences(log, "second check") == [
        "minor: trace not checked by a second person (entry 3)",
        "minor: combine not checked by a second person (entry 4)",
    ]
    countersigned(countersigned(log, 3, "10:00"), 4, "10:01")
    assert [one.status.value for one in of_kind(log, "second check")] == ["corrected", "corrected"]


def test_what_is_missing_altogether_asks_for_no_second_person() -> None:
    log = asking(LYE, ('measure = "trace"', "checked = true"))
    log.add(Kind.SKIP, "09:00", step="make lye", why="used the lye of this morning")
    assert of_kind(log, "second check") == []


def test_the_batches_of_before_have_the_deviations_of_before() -> None:
    log = whole_batch()
    assert log.deviations == ()
    assert beside(log.entries) == {}
