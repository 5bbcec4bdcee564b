"""What comes after the making: tests that are due, parts, losses, what is seen and what people say."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from recipekeeper.batch.model import Disposition, Kind
from recipekeeper.errors import Ambiguous, Misused, NotFound, QuantityError, Refused
from recipekeeper.operations import batches
from recipekeeper.operations.due import Standing, list_due
from recipekeeper.operations.goods.genealogies import trace_lot
from recipekeeper.operations.history import traces
from recipekeeper.operations.history.histories import export_history, import_history
from recipekeeper.operations.recording import afterwards, amend, bench, decide, departures, portions
from recipekeeper.store import verify
from tests.batch.sauce import SAUCE
from tests.operations.workshop import Workshop, copy_of, workshop


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """A workshop in which a sauce was filled at ten."""
    shop = workshop(tmp_path_factory.mktemp("filled"), formula=SAUCE)
    batches.start_batch(shop("08:00"), "SAUCE", code="S-1")
    bench.begin(shop("09:00"), "S-1", "fill")
    bench.done(shop("10:00"), "S-1")
    return shop


@pytest.fixture
def sauces(filled: Workshop, tmp_path: Path) -> Workshop:
    """A copy of that workshop, to be changed."""
    return copy_of(filled, tmp_path)


def split(shop: Workshop) -> None:
    portions.split(shop("10:30"), "S-1", ["A=6 bottles", "b=4 bottles"], ["A=new filler"])


# Due


def test_what_is_due_is_told_by_the_day_that_is_looked_at(sauces: Workshop) -> None:
    def standing(day: str | None, *, all_of_it: bool = False) -> list[Standing]:
        return [item.standing for item in list_due(sauces(), day, all_of_it=all_of_it).items]

    assert standing(None) == [Standing.THIS_WEEK]
    assert standing("2026-11-22") == [Standing.TODAY]
    assert standing("2026-11-23") == [Standing.OVERDUE]
    assert standing("2026-11-15") == []
    assert list_due(sauces(), "2026-11-15").later == 1
    assert standing("2026-11-15", all_of_it=True) == [Standing.LATER]
    with pytest.raises(QuantityError, match="no day of a calendar"):
        list_due(sauces(), "soon")


def test_a_batch_is_not_released_before_its_critical_test_is_due_and_recorded(sauces: Workshop) -> None:
    bench.read_measure(sauces("10:01"), "S-1", "cook/pH", "3.8 pH")
    bench.read_measure(sauces("10:02"), "S-1", "fill/temperature", "85 degC")
    decide.finish(sauces("10:05"), "S-1")
    said = (
        r"S-1 is not released: a critical test is not recorded: pH after a day at equilibrium is due "
        r'2026-11-22 10:00, 24 h after fill\. .* rk read "equilibrium/pH after a day" VALUE -b S-1'
    )
    with pytest.raises(Refused, match=said):
        decide.release(sauces("10:06"), "S-1")
    bench.read_measure(sauces("+1 10:10"), "S-1", "equilibrium/pH after a day", "3.9 pH")
    done = decide.release(sauces("+1 10:15"), "S-1")
    assert done.record.state.disposition is Disposition.RELEASED


def test_a_finished_and_a_released_batch_still_has_its_tests_to_come(sauces: Workshop) -> None:
    decide.finish(sauces("10:05"), "S-1")
    assert [item.due.measure for item in list_due(sauces()).items] == ["pH after a day"]


def test_a_rejected_and_a_void_batch_has_none(sauces: Workshop) -> None:
    decide.reject(sauces("10:05"), "S-1", "too thin")
    assert list_due(sauces()).items == ()
    batches.start_batch(sauces("10:10"), "SAUCE", code="S-2")
    bench.done(sauces("10:20"), "S-2", "fill")
    assert [item.batch for item in list_due(sauces()).items] == ["S-2"]
    batches.void_batch(sauces("10:30"), "S-2", "started twice")
    assert list_due(sauces()).items == ()


def test_what_was_read_is_due_no_more(sauces: Workshop) -> None:
    bench.read_measure(sauces("+1 10:00"), "S-1", "pH after a day", "3.8 pH")
    assert list_due(sauces()).items == ()


# Tests


def test_a_reading_whose_limit_is_not_known_yet_says_what_it_needs(sauces: Workshop) -> None:
    logged = bench.read_measure(sauces("10:05"), "S-1", "fill/temperature", "60")
    assert logged.remarks == ("It needs pH at cook first: its limit depends on it.",)
    judged = bench.read_measure(sauces("10:06"), "S-1", "cook/pH", "3.1")
    assert [one.name for one in judged.new_deviations] == ["temperature"]


def test_a_failed_test_holds_the_batch_and_is_passed_again_before_release(sauces: Workshop) -> None:
    failed = bench.read_measure(sauces("+1 10:00"), "S-1", "pH after a day", "4.2 pH")
    assert failed.record.state.disposition is Disposition.HOLD
    decide.finish(sauces("+1 11:00"), "S-1")
    for one in departures.list_deviations(sauces()):
        if one.blocks_release:
            departures.resolve(sauces("+1 11:05"), one.id, "too little vinegar", "more of it")
    with pytest.raises(
        Refused, match=r"a test that failed is passed first: pH after a day at equilibrium 4\.2 pH"
    ):
        decide.release(sauces("+1 11:06"), "S-1")
    bench.read_measure(sauces("+1 12:00"), "S-1", "pH after a day", "3.9 pH")
    released = decide.release(sauces("+1 12:01"), "S-1")
    assert released.record.state.disposition is Disposition.RELEASED


# Parts


def test_a_part_is_meant_by_its_name_or_by_its_code(sauces: Workshop) -> None:
    split(sauces)
    for batch, part in (("s-1-b", None), ("S-1", "b")):
        logged = bench.read_measure(sauces("10:40"), batch, "cook/pH", "3.5", part=part)
        assert (logged.batch, logged.entry.part, logged.entry.step) == ("S-1", "B", "cook")
    assert bench.note(sauces("10:41"), "S-1-A", "foams").entry.part == "A"
    assert bench.note(sauces("10:42"), "S-1", "foams").entry.part is None
    assert [part.equipment for part in batches.show_batch(sauces(), "S-1-A").state.parts] == [
        "new filler",
        None,
    ]
    assert verify(sauces.store).ok


@pytest.mark.parametrize(
    ("into", "equipment", "error", "said"),
    [
        (["6 bottles"], [], Misused, "names no part"),
        (["the big one=6 bottles"], [], Misused, "at most 8 of A-Z and 0-9"),
        (["A=0 bottles"], [], QuantityError, "is nothing"),
        (["A=6", "A=4"], [], Refused, "has a part A already"),
        (["A=6"], ["B=jar"], Misused, "names the part B, which is not split off here"),
    ],
)
def test_a_split_says_what_it_needs(
    sauces: Workshop, into: list[str], equipment: list[str], error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        portions.split(sauces("10:30"), "S-1", into, equipment)


def test_a_part_never_bears_the_code_of_a_batch_nor_one_that_is_too_long(sauces: Workshop) -> None:
    batches.start_batch(sauces("10:20"), "SAUCE", code="S-1-C")
    with pytest.raises(Refused, match="S-1-C is a batch already"):
        portions.split(sauces("10:30"), "S-1", ["C=1 bottle"])
    batches.start_batch(sauces("10:20"), "SAUCE", code="SAUCE-OF-NOVEMBER-1")
    with pytest.raises(Refused, match="more than 20 characters"):
        portions.split(sauces("10:30"), "SAUCE-OF-NOVEMBER-1", ["LEFT=1 bottle"])
    logged = portions.split(sauces("10:31"), "SAUCE-OF-NOVEMBER-1", ["L=1 bottle"])
    assert bench.note(sauces("10:32"), "SAUCE-OF-NOVEMBER-1L", "pale").entry.part == "L"
    assert logged.entry.kind is Kind.SPLIT


def test_a_part_that_is_not_there_is_not_found(sauces: Workshop) -> None:
    with pytest.raises(NotFound, match=r"S-1 is not split.*rk split S-1"):
        bench.note(sauces("10:30"), "S-1", "pale", part="A")
    split(sauces)
    with pytest.raises(NotFound, match='no part "C" in S-1'):
        bench.note(sauces("10:40"), "S-1", "pale", part="C")


def test_each_part_has_its_own_yield_and_the_batch_their_sum(sauces: Workshop) -> None:
    split(sauces)
    finished = decide.finish(sauces("11:00"), "S-1", units=["A=6", "B=3"])
    assert [str(part.units) for part in finished.record.state.parts] == ["6 bottles", "3 bottles"]
    assert str(finished.record.state.units) == "9 bottles"
    corrected = amend.correct(sauces("11:05"), "S-1", finished.entries[1].seq, "4", why="miscounted")
    assert str(corrected.record.state.units) == "10 bottles"


@pytest.mark.parametrize(
    "decision",
    [
        lambda shop: decide.finish(shop("11:00"), "S-1-A"),
        lambda shop: decide.hold(shop("11:00"), "S-1-A", "waits"),
        lambda shop: decide.reject(shop("11:00"), "S-1-A", "thin"),
        lambda shop: decide.set_outcome(shop("11:00"), "S-1-A", "bad"),
        lambda shop: batches.void_batch(shop("11:00"), "S-1-A", "by mistake"),
    ],
)
def test_a_part_is_not_decided_about_by_itself(
    sauces: Workshop, decision: Callable[[Workshop], object]
) -> None:
    split(sauces)
    with pytest.raises(Refused, match="S-1-A is part A of S-1"):
        decision(sauces)


def test_a_jar_of_a_part_that_goes_into_another_batch_leads_back_to_the_whole(sauces: Workshop) -> None:
    split(sauces)
    batches.start_batch(sauces("11:00"), "SAUCE", code="S-2")
    bench.weigh(sauces("11:05"), "S-2", "mash", "1000 g", "S-1-A")
    assert [branch.link.thing.code for branch in trace_lot(sauces(), "S-2").backward] == ["S-1"]
    found = trace_lot(sauces(), "s-1-a")
    assert (found.thing.code, found.parts) == ("S-1", ("S-1-A", "S-1-B"))
    assert [branch.link.batch for branch in found.forward] == ["S-2"]


# Losses


def test_a_loss_is_of_a_kind_that_is_known_and_at_the_step_under_way(sauces: Workshop) -> None:
    bench.begin(sauces("10:10"), "S-1", "equilibrium")
    lost = portions.lose(sauces("10:20"), "S-1", "spi", "1", why="a cap slipped")
    assert (lost.entry.name, str(lost.entry.value), lost.entry.step, lost.entry.why) == (
        "spill", "1 bottle", "equilibrium", "a cap slipped",
    )  # fmt: skip
    with pytest.raises(Ambiguous, match="fits several"):
        portions.lose(sauces("10:21"), "S-1", "s", "1")
    with pytest.raises(NotFound, match="it is trim, sample, spill, evaporation, retained or other"):
        portions.lose(sauces("10:21"), "S-1", "theft", "1")


# Later


def test_what_is_seen_and_said_later_stays_on_the_log_after_release(sauces: Workshop) -> None:
    split(sauces)
    decide.finish(sauces("11:00"), "S-1", units="10")
    seen = afterwards.observe(sauces("+30 09:00"), "S-1-A", " a  ring on top ", "3 of 6 bottles")
    assert (seen.entry.kind, seen.entry.value, seen.entry.name, seen.entry.part) == (
        Kind.OBSERVATION, "a ring on top", "3 of 6 bottles", "A",
    )  # fmt: skip
    said = afterwards.complain(sauces("+40 09:00"), "s-1-b", "no heat", "Ms Hill", "2")
    assert (said.entry.kind, said.entry.name, said.entry.typed, said.entry.part) == (
        Kind.COMPLAINT, "Ms Hill", "2 bottles", "B",
    )  # fmt: skip
    amend.correct(sauces("+40 09:05"), "S-1", said.entry.seq, "no heat at all", why="misheard")
    complaint = batches.show_batch(sauces(), "S-1").state.in_force[-1]
    assert (complaint.value, complaint.typed, complaint.part) == ("no heat at all", "2 bottles", "B")
    with pytest.raises(Refused, match="needs words"):
        afterwards.observe(sauces(), "S-1", " ")


def test_the_newest_outcome_counts_and_all_symptoms_are_kept(sauces: Workshop) -> None:
    decide.finish(sauces("11:00"), "S-1")
    decide.set_outcome(sauces("+7 09:00"), "S-1", "good")
    decide.set_outcome(sauces("+30 09:00"), "S-1", "bad", "separated")
    later = decide.set_outcome(sauces("+31 09:00"), "S-1", "bad", "sour")
    assert (later.record.state.outcome, later.record.state.symptoms) == ("bad", ("separated", "sour"))


def test_the_trace_of_another_batch_sees_the_newest_outcome(sauces: Workshop) -> None:
    batches.start_batch(sauces("12:00"), "SAUCE", code="S-2")
    for code in ("S-1", "S-2"):
        decide.finish(sauces("13:00"), code)
    counts = []
    for outcome in ("good", "bad"):
        decide.set_outcome(sauces("+9 09:00"), "S-1", outcome)
        (found,) = traces.trace_batches(sauces(), ["S-2"])
        counts.append((found.compared_good, found.compared_bad))
    assert counts == [(1, 0), (0, 1)]


def test_all_of_it_survives_a_history_file(sauces: Workshop, tmp_path: Path) -> None:
    split(sauces)
    bench.read_measure(sauces("10:40"), "S-1-B", "cook/pH", "3.5")
    portions.lose(sauces("10:45"), "S-1", "spill", "1", part="A")
    decide.finish(sauces("11:00"), "S-1", units=["A=5", "B=4"])
    afterwards.observe(sauces("+30 09:00"), "S-1-A", "pale", "3 of 6 bottles")
    afterwards.complain(sauces("+40 09:00"), "S-1-B", "no heat", "Ms Hill", "2")
    (tmp_path / "elsewhere").mkdir()
    elsewhere = workshop(tmp_path / "elsewhere", formula=SAUCE)
    written = elsewhere.file(export_history(sauces()).text, "out.csv")
    assert not import_history(elsewhere("+41 09:00"), written).problems
    assert (
        batches.show_batch(elsewhere(), "S-1").state.parts == batches.show_batch(sauces(), "S-1").state.parts
    )
    told = [
        {
            (one.kind, one.name, str(one.value), one.part, one.happened_at)
            for one in batches.show_batch(shop(), "S-1").state.in_force
        }
        for shop in (sauces, elsewhere)
    ]
    assert told[0] == told[1]
