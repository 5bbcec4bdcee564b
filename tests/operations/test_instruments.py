"""Instruments are put to use, checked and retired, and a reading says what it was taken with.

Buffers of 4.01 and 7.00 pH are what a pH meter is calibrated with (21 CFR 114.90(a)(4)).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC
from pathlib import Path

import pytest

from recipekeeper.batch.companion import beside
from recipekeeper.batch.model import Kind
from recipekeeper.errors import Conflict, Misused, NotFound, QuantityError, RecipekeeperError, Refused
from recipekeeper.files.history import read_text
from recipekeeper.operations import batches
from recipekeeper.operations.history.histories import export_history, import_history
from recipekeeper.operations.recording import amend, bench
from recipekeeper.operations.recording.companions import countersign, is_same_person
from recipekeeper.operations.recording.instruments import (
    add_instrument,
    check_instrument,
    list_instruments,
    retire_instrument,
    show_instrument,
)
from recipekeeper.operations.recording.log import Logged
from recipekeeper.store import verify
from tests.batch.bench import SOAP, at
from tests.operations.workshop import Workshop, copy_of, workshop

SAUCE_PH = """
[[step.check]]
measure = "pH"
at_most = "4.6 pH"
meter_above = "4.0 pH"

[[step]]
name = "cure"
"""


@pytest.fixture(scope="module")
def measuring(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """A workshop whose soap has a pH that takes a meter and lye that a second person checks, and a meter."""
    text = SOAP.replace('\n[[step]]\nname = "cure"\n', SAUCE_PH)
    text = text.replace('tolerance = "0.5 g"', 'tolerance = "0.5 g"\nchecked = true')
    opened = workshop(tmp_path_factory.mktemp("measuring"), formula=text)
    add_instrument(opened("08:00"), "ph-1", "ph METER", "Hanna pHep", check_every="1 d", within="0.1")
    batches.start_batch(opened("08:30"), "SOAP", "1 kg")
    return opened


@pytest.fixture
def shop(measuring: Workshop, tmp_path: Path) -> Workshop:
    """A copy of that workshop, to be changed."""
    return copy_of(measuring, tmp_path)


def good(shop: Workshop, clock: str) -> None:
    check_instrument(shop(clock), "PH-1", ["7.01", "4.02"], ["7.00", "4.01"])


def sentences(logged: Logged) -> list[str]:
    return [f"{one.severity.value}: {one.sentence}" for one in logged.new_deviations]


# The instruments


def test_an_instrument_that_is_put_to_use_wants_its_first_check(shop: Workshop) -> None:
    (found,) = list_instruments(shop("08:10"))
    one = found.instrument
    assert (one.code, one.kind, one.name) == ("PH-1", "pH meter", "Hanna pHep")
    assert (str(one.check_every), str(one.within)) == ("1 d", "0.1 pH")
    assert one.against(found.at) == "never checked"


def test_a_bare_number_takes_the_unit_that_the_kind_has(shop: Workshop) -> None:
    made = check_instrument(shop("08:10"), "ph", ["4.02"], ["4.01"], buffers=["B-77"], note="at 21 degC")
    (point,) = made.check.points
    assert (str(point.showed), str(point.expected), point.buffer) == ("4.02 pH", "4.01 pH", "B-77")
    assert made.instrument.due_at(made.at) == at("+1 08:10")
    assert made.check.note == "at 21 degC"
    add_instrument(shop("08:11"), "TH-1", "thermometer", "probe", within="0.5 degC")
    (point,) = check_instrument(shop("08:12"), "TH-1", ["0.3"], ["0"]).check.points
    assert str(point.showed) == "0.3 °C"


def test_a_failed_check_tells_what_was_read_since_the_last_good_one(shop: Workshop) -> None:
    good(shop, "08:31")
    bench.read_measure(shop("09:00"), None, "pH", "3.8", instrument="PH-1")
    bench.read_measure(shop("09:10"), None, "pH", "3.9", instrument="PH-1")
    amend.undo(shop("09:11"), None)
    failed = check_instrument(shop("12:00"), "PH-1", ["4.31"], ["4.01"])
    assert [(use.entry.seq, str(use.entry.value)) for use in failed.in_doubt] == [(2, "3.8 pH")]
    assert check_instrument(shop("12:10"), "PH-1", ["4.00"], ["4.01"]).in_doubt == ()


def test_a_check_may_have_been_made_earlier(shop: Workshop) -> None:
    check_instrument(shop("12:00", at_="07:50"), "PH-1", ["4.02"], ["4.01"])
    shown = show_instrument(shop("12:01"), "PH-1")
    assert [check.at for check in shown.instrument.checks] == [at("07:50")]


def test_a_code_is_never_used_again(shop: Workshop) -> None:
    retire_instrument(shop("10:00"), "PH-1", "the glass is cracked")
    with pytest.raises(Conflict, match="PH-1 already"):
        add_instrument(shop("10:01"), "PH-1", "pH meter", "the new one")


def test_a_retired_instrument_is_not_read_with_but_was_before(shop: Workshop) -> None:
    retire_instrument(shop("10:00"), "PH-1", "the glass is cracked")
    with pytest.raises(Refused, match=r"retired at 2026-11-21 10:00: the glass is cracked\. Take another"):
        bench.read_measure(shop("10:05"), None, "pH", "3.8", instrument="PH-1")
    with pytest.raises(Refused, match="retired"):
        check_instrument(shop("10:06"), "PH-1", ["4.02"], ["4.01"])
    logged = bench.read_measure(shop("10:07", at_="09:50"), None, "pH", "3.8", instrument="PH-1")
    assert beside(logged.record.entries)[logged.entry.seq].instrument == "PH-1"
    (found,) = list_instruments(shop("10:08"))
    assert found.instrument.why_retired == "the glass is cracked"


@pytest.mark.parametrize(
    ("wrong", "error", "sentence"),
    [
        (lambda shop: add_instrument(shop, "pH meter", "scale", "x"), Misused, "at most 20 of A-Z"),
        (lambda shop: add_instrument(shop, "X-1", "toaster", "x"), Misused, "pH meter, thermometer, scale"),
        (lambda shop: add_instrument(shop, "X-1", "scale", " "), Refused, "1 to 60 letters"),
        (lambda shop: add_instrument(shop, "X-1", "scale", "x", check_every="5 g"), QuantityError, "5 g"),
        (
            lambda shop: add_instrument(shop, "X-1", "scale", "x", check_every="0 d"),
            QuantityError,
            "how often",
        ),
        (lambda shop: add_instrument(shop, "X-1", "scale", "x", within="0.1 pH"), QuantityError, "500 g"),
        (lambda shop: add_instrument(shop, "X-1", "scale", "x", within="0 g"), QuantityError, "no room"),
        (lambda shop: check_instrument(shop, "PH-1", ["4"], []), Misused, "1 times and --expected 0 times"),
        (lambda shop: check_instrument(shop, "PH-1", [], []), Misused, "has both"),
        (
            lambda shop: check_instrument(shop, "PH-1", ["4", "7"], ["4", "7"], buffers=["B"]),
            Misused,
            "one for each point",
        ),
        (lambda shop: check_instrument(shop, "PH-1", ["21 degC"], ["7"]), QuantityError, "4.01 pH"),
        (lambda shop: check_instrument(shop, "PH-1", ["19"], ["7"]), QuantityError, "19"),
        (lambda shop: check_instrument(shop, "PH-9", ["4"], ["4"]), NotFound, "Did you mean PH-1?"),
        (lambda shop: retire_instrument(shop, "PH-1", "  "), Refused, "no reason"),
    ],
)
def test_what_cannot_be_so_is_refused_with_a_sentence_and_writes_nothing(
    shop: Workshop, wrong: Callable[..., object], error: type[RecipekeeperError], sentence: str
) -> None:
    with pytest.raises(error) as refused:
        wrong(shop("09:00"))
    assert sentence in refused.value.message
    with shop().read() as reading:
        assert len(reading.instrument_events()) == 1


def test_points_in_units_that_do_not_compare_are_refused(shop: Workshop) -> None:
    add_instrument(shop("08:10"), "HY-1", "hydrometer", "glass", within="0.002 SG")
    for showed, expected in (("1.002 SG", "0 Plato"), ("0.5 Plato", "0 Plato")):
        with pytest.raises(QuantityError, match=r"do(es)? not compare"):
            check_instrument(shop("08:11"), "HY-1", [showed], [expected])


def test_naming_an_instrument_in_an_empty_folder_makes_no_store(empty_shop: Workshop) -> None:
    assert list_instruments(empty_shop()) == ()
    for slip in (
        lambda: check_instrument(empty_shop(), "PH-1", ["4"], ["4"]),
        lambda: retire_instrument(empty_shop(), "PH-1", "gone"),
        lambda: show_instrument(empty_shop(), "PH-1"),
    ):
        with pytest.raises(NotFound, match="none at all yet; the first one"):
            slip()
    assert not empty_shop.store.exists


# Readings that name one


def test_a_reading_names_its_instrument_in_the_same_act(shop: Workshop) -> None:
    good(shop, "08:31")
    logged = bench.read_measure(shop("09:00"), None, "combine/pH", "3.8", instrument="ph-1")
    named, taken = logged.entries
    assert (named.kind, named.value, named.typed, named.why) == (Kind.INSTRUMENT, "PH-1", "pH meter", None)
    assert (named.step, named.name, named.act) == ("combine", "pH", taken.act)
    assert logged.entry is taken
    assert logged.new_deviations == ()
    assert verify(shop.store).problems == ()


def test_what_speaks_against_it_at_that_time_is_kept_with_it(shop: Workshop) -> None:
    good(shop, "08:31")
    logged = bench.read_measure(shop("+1 09:00"), None, "pH", "3.8", instrument="PH-1")
    overdue = "check overdue since 2026-11-22 08:31"
    assert sentences(logged) == [f"minor: pH 3.8 pH with PH-1: {overdue}"]
    good(shop, "+1 09:10")
    assert logged.entries[0].why == overdue
    assert bench.read_measure(shop("+1 09:11"), None, "pH", "3.7", instrument="PH-1").new_deviations == ()


def test_a_reading_that_is_noted_late_is_judged_by_its_own_time(shop: Workshop) -> None:
    good(shop, "08:31")
    check_instrument(shop("10:00"), "PH-1", ["4.31"], ["4.01"])
    before = bench.read_measure(shop("10:05", at_="09:00"), None, "pH", "3.8", instrument="PH-1")
    after = bench.read_measure(shop("10:06"), None, "pH", "3.8", instrument="PH-1")
    assert before.new_deviations == ()
    assert sentences(after) == [
        "minor: pH 3.8 pH with PH-1: failed its last check: showed 4.31 pH for 4.01 pH"
    ]


def test_above_the_ph_that_a_strip_can_tell_a_meter_is_missed(shop: Workshop) -> None:
    assert bench.read_measure(shop("09:00"), None, "pH", "4.0").new_deviations == ()
    without = bench.read_measure(shop("09:01"), None, "pH", "4.3")
    (said,) = sentences(without)
    assert said.startswith("major: pH 4.3 pH without a pH meter: above 4.0 pH it is measured with a pH meter")
    assert said.endswith("(21 CFR 114.80(a)(2))")
    good(shop, "09:02")
    assert bench.read_measure(shop("09:03"), None, "pH", "4.3", instrument="PH-1").new_deviations == ()


def test_a_weighing_names_its_scale(shop: Workshop) -> None:
    add_instrument(shop("08:10"), "SC-2", "scale", "2 kg, 0.1 g", check_every="7 d", within="0.1 %")
    logged = bench.weigh(shop("09:00"), None, "sodium hydroxide", "100 g", instrument="SC-2")
    assert sentences(logged) == ["major: sodium hydroxide 100 g with SC-2: never checked"]
    shown = show_instrument(shop("09:01"), "SC-2")
    assert [(use.entry.batch, use.entry.seq, use.against) for use in shown.uses] == [
        (logged.batch, 2, "never checked")
    ]


def test_an_instrument_that_nobody_knows_records_nothing(shop: Workshop) -> None:
    with pytest.raises(NotFound, match=r"There is no instrument \"PH-7\"\. Did you mean PH-1"):
        bench.read_measure(shop("09:00"), None, "pH", "3.8", instrument="PH-7")
    assert [entry.kind for entry in batches.show_batch(shop(), "SOAP").entries] == [Kind.START]


# The second person


def test_a_second_person_is_named_in_the_same_act(shop: Workshop) -> None:
    logged = bench.weigh(shop("09:00"), None, "sodium hydroxide", "100 g", checked_by=" Bo  Berg ")
    assert [(entry.kind, entry.by) for entry in logged.entries] == [
        (Kind.CHECKED, "Ana"),
        (Kind.WEIGH, "Ana"),
    ]
    assert logged.entries[0].value == "Bo Berg"
    ended = bench.done(shop("09:01"), None, "make lye", why="water comes later", checked_by="Bo")
    assert [entry.kind for entry in ended.entries] == [Kind.CHECKED, Kind.DONE]
    assert "second check" not in [one.kind for one in ended.record.deviations]


@pytest.mark.parametrize("name", ["Ana", "ANA", " a n a "])
def test_nobody_is_a_second_person_to_themselves(shop: Workshop, name: str) -> None:
    with pytest.raises(Refused, match="somebody else"):
        bench.weigh(shop("09:00"), None, "sodium hydroxide", "100 g", checked_by=name)
    bench.weigh(shop("09:00"), None, "sodium hydroxide", "100 g")
    with pytest.raises(Refused, match="Ana made entry 1"):
        countersign(shop("09:01", by=name), None, 1)
    assert len(batches.show_batch(shop(), "SOAP").entries) == 2


@pytest.mark.parametrize("name", ["", "  ", "x" * 61, "Bo\x1b[31m"])
def test_a_second_person_has_a_name(shop: Workshop, name: str) -> None:
    with pytest.raises(Refused, match="1 to 60 letters"):
        bench.weigh(shop("09:00"), None, "sodium hydroxide", "100 g", checked_by=name)


def test_a_signature_given_later_is_under_their_own_name_and_says_so(shop: Workshop) -> None:
    bench.weigh(shop("09:00"), None, "sodium hydroxide", "100 g")
    ended = bench.done(shop("09:10"), None, "make lye", why="water comes later")
    assert "minor: sodium hydroxide not checked by a second person (entry 1)" in sentences(ended)
    signed = countersign(shop("11:00", by="Bo"), None, 1)
    entry = signed.entry
    assert (entry.kind, entry.by, entry.value, entry.supersedes) == (Kind.CHECKED, "Bo", "Bo", 1)
    assert entry.typed == "100 g"
    assert signed.remarks == (
        "The record marks the check as later: entry 1 was recorded at 2026-11-21 09:00.",
    )
    status = {one.kind: one.status.value for one in signed.record.deviations}
    assert status["second check"] == "corrected"


def test_one_entry_is_signed_once_and_not_after_it_was_taken_back(shop: Workshop) -> None:
    bench.weigh(shop("09:00"), None, "sodium hydroxide", "100 g", checked_by="Bo")
    with pytest.raises(Refused, match="checked already, by Bo"):
        countersign(shop("09:01", by="Cy"), None, 2)
    with pytest.raises(Refused, match="stands beside another"):
        countersign(shop("09:01", by="Cy"), None, 1)
    amend.undo(shop("09:02"), None)
    with pytest.raises(Refused, match="not in force"):
        countersign(shop("09:03", by="Cy"), None, 2)
    with pytest.raises(NotFound, match="run from 0 to 3"):
        countersign(shop("09:04", by="Cy"), None, 9)


def test_a_value_corrected_after_it_was_signed_is_signed_again(shop: Workshop) -> None:
    bench.weigh(shop("09:00"), None, "sodium hydroxide", "101 g", checked_by="Bo")
    amend.correct(shop("09:01"), None, 2, "100 g", why="misread")
    signed = countersign(shop("09:02", by="Bo"), None, 3)
    assert signed.entry.supersedes == 2
    assert beside(signed.record.entries)[2].is_late


def test_what_stands_beside_an_entry_is_voided_and_not_corrected(shop: Workshop) -> None:
    good(shop, "08:31")
    bench.read_measure(shop("09:00"), None, "pH", "3.8", instrument="PH-1")
    with pytest.raises(Refused, match=r"Entry 1 stands beside another, which is not corrected: .* rk void 1"):
        amend.correct(shop("09:01"), None, 1, "PH-2", why="it was the other one")
    voided = amend.void_entry(shop("09:02"), None, 1, why="it was the other one")
    assert beside(voided.record.entries) == {}
    assert [reading.seq for reading in voided.record.state.readings] == [2]


def test_undo_takes_back_the_reading_and_then_the_one_before_it(shop: Workshop) -> None:
    good(shop, "08:31")
    bench.read_measure(shop("09:00"), None, "pH", "3.8", instrument="PH-1", checked_by="Bo")
    bench.read_measure(shop("09:10"), None, "pH", "3.9", instrument="PH-1", checked_by="Bo")
    taken_back = [amend.undo(shop("09:11"), None).target for _ in range(2)]
    assert [entry.typed for entry in taken_back if entry] == ["3.9", "3.8"]
    with pytest.raises(Refused, match="nothing to take back"):
        amend.undo(shop("09:12"), None)
    again = amend.undo(shop("09:13"), None, redo=True)
    assert {entry.kind for entry in again.record.state.in_force} == {
        Kind.START,
        Kind.INSTRUMENT,
        Kind.CHECKED,
        Kind.READ,
    }


@pytest.mark.parametrize(
    ("one", "other"), [("Ana", "ana"), ("Ana  Maria", "AnaMaria"), ("STRASSE", "straße")]
)
def test_a_name_is_the_same_without_regard_to_case_and_spacing(one: str, other: str) -> None:
    assert is_same_person(one, other)
    assert not is_same_person(one, f"{other} B")


def test_a_history_tells_of_instruments_and_signatures_in_notes(shop: Workshop, tmp_path: Path) -> None:
    good(shop, "08:31")
    bench.read_measure(shop("+1 09:00"), None, "pH", "3.8", instrument="PH-1", checked_by="Bo")
    bench.weigh(shop("+1 09:01"), None, "sodium hydroxide", "100 g")
    batch = countersign(shop("+1 10:00", by="Bo"), None, 4).batch
    exported = export_history(shop()).text
    notes = [row.value for row in read_text(exported, UTC)[0] if row.kind == "note"]
    assert notes == [
        "pH taken with PH-1, pH meter: check overdue since 2026-11-22 08:31",
        "pH checked by Bo",
        "sodium hydroxide checked by Bo later",
    ]
    file = shop.file(exported, "past.csv")
    assert import_history(shop(), file).unchanged == 1
    (tmp_path / "other").mkdir()
    other = workshop(tmp_path / "other", formula=(tmp_path / "soap.toml").read_text())
    assert not import_history(other(), file).has_errors
    assert [one.kind for one in batches.show_batch(other(), batch).deviations] == []
