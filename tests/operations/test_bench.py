"""A batch is logged as it happens."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from recipekeeper.batch.model import Kind
from recipekeeper.errors import Ambiguous, Doubtful, NotFound, QuantityError, RecipekeeperError, Refused
from recipekeeper.operations import batches
from recipekeeper.operations.context import Context
from recipekeeper.operations.recording import amend, bench, decide
from recipekeeper.quantity import read_amount, read_setpoint
from tests.batch.bench import SOAP, at
from tests.operations.workshop import Workshop, workshop


@pytest.fixture
def batch(shop: Workshop) -> str:
    return batches.start_batch(shop("09:00"), "soap", "1 kg").batch


def test_a_batch_code_is_the_formula_the_makers_day_and_the_first_free_number(shop: Workshop) -> None:
    started = [batches.start_batch(shop("09:00"), "SOAP", "1 kg").batch for _ in range(2)]
    assert started == ["SOAP-261121-1", "SOAP-261121-2"]


def test_a_batch_that_began_yesterday_bears_yesterdays_date(shop: Workshop) -> None:
    assert batches.start_batch(shop("09:00", at_="-1 22:00"), "SOAP").batch == "SOAP-261120-1"


def test_the_only_running_batch_needs_no_name(shop: Workshop, batch: str) -> None:
    assert bench.begin(shop("09:05"), None, "weigh").batch == batch


def test_with_two_running_batches_the_one_at_the_bench_is_meant(shop: Workshop, batch: str) -> None:
    other = batches.start_batch(shop("09:01"), "SOAP").batch
    with pytest.raises(Ambiguous, match=f"{batch}, {other}"):
        bench.note(shop("09:05"), None, "which?")
    bench.begin(shop("09:06"), other, "weigh oils")
    assert bench.note(shop("09:07"), None, "this one").batch == other


def test_a_batch_that_only_waits_leaves_the_bench_to_the_one_that_was_just_started(
    tmp_path: Path,
) -> None:
    shop = workshop(tmp_path, formula=SOAP.replace('name = "cure"', 'name = "cure"\nlasts = "42 d"'))
    bench.begin(shop("09:05"), batches.start_batch(shop("09:00"), "SOAP").batch, "cure")
    other = batches.start_batch(shop("09:06"), "SOAP").batch
    assert bench.note(shop("09:07"), None, "this one").batch == other


def test_the_chosen_batch_is_meant_before_all_others(shop: Workshop, batch: str) -> None:
    batches.start_batch(shop("09:01"), "SOAP")
    assert batches.use_batch(shop("09:02"), batch) == batch
    assert bench.note(shop("09:07"), None, "chosen").batch == batch


def test_a_shortened_ingredient_is_understood_and_kept_with_its_whole_name(
    shop: Workshop, batch: str
) -> None:
    logged = bench.weigh(shop("09:05"), batch, "OLIVE", "600 g", "OO-2509")
    assert (logged.entry.name, logged.entry.step, logged.entry.lot) == ("olive oil", "weigh oils", "OO-2509")


def test_a_bare_number_takes_the_unit_of_the_plan_and_keeps_what_was_typed(
    shop: Workshop, batch: str
) -> None:
    logged = bench.weigh(shop("09:05"), batch, "olive oil", "600")
    assert logged.entry.value == read_amount("600 g")
    assert logged.entry.typed == "600"


def test_a_reading_with_a_comma_is_read_as_the_setting_says(shop: Workshop, batch: str) -> None:
    logged = bench.read_measure(shop("09:05"), batch, "oil temp", "43,5")
    assert logged.entry.value == read_setpoint("43.5 degC")
    assert logged.entry.typed == "43,5"


def test_yes_can_be_said_as_true(shop: Workshop, batch: str) -> None:
    assert bench.read_measure(shop("09:05"), batch, "zap", "NONE").entry.value == "none"


@pytest.mark.parametrize(
    ("wrong", "error", "sentence"),
    [
        (lambda shop: bench.weigh(shop, None, "olive oil", "600 ml"), QuantityError, "600 ml is a volume"),
        (lambda shop: bench.weigh(shop, None, "olive oil", "0 g"), QuantityError, "more than 0"),
        (lambda shop: bench.weigh(shop, None, "palm oil", "600 g"), NotFound, "--new"),
        (
            lambda shop: bench.read_measure(shop, None, "oil temp", "4.1 pH"),
            QuantityError,
            "is a temperature",
        ),
        (lambda shop: bench.read_measure(shop, None, "oil tmperature", "43"), NotFound, "oil temperature"),
        (lambda shop: bench.begin(shop, None, "stir"), NotFound, "no step"),
        (lambda shop: bench.done(shop, None), Refused, "rk begin"),
        (
            lambda shop: bench.done(shop, None, "cure") and bench.done(shop, None, "cure"),
            Refused,
            "done already",
        ),
        (lambda shop: bench.pause(shop, None, "cure"), Refused, "only a running step"),
        (lambda shop: bench.note(shop, None, "  "), Refused, "needs words"),
        (lambda shop: decide.release(shop, "SOAP-261121-1"), Refused, "still running"),
        (lambda shop: decide.finish(shop, None, "900 ml"), QuantityError, "a mass"),
        (lambda shop: decide.finish(shop, None, None, "2.5"), QuantityError, "whole number"),
        (lambda shop: amend.correct(shop, None, 9, "1 g", why="x"), NotFound, "run from 0 to 0"),
        (lambda shop: amend.void_entry(shop, None, 0, why="x"), Refused, "rk batch void"),
        (lambda shop: amend.undo(shop, None), Refused, "last 24 hours"),
        (lambda shop: amend.undo(shop, None, redo=True), Refused, "nothing was undone"),
    ],
)
def test_what_does_not_fit_is_refused_with_a_sentence_and_writes_nothing(
    shop: Workshop,
    batch: str,
    wrong: Callable[[Context], object],
    error: type[RecipekeeperError],
    sentence: str,
) -> None:
    with pytest.raises(error) as refused:
        wrong(shop("09:05"))
    assert sentence in refused.value.message
    kinds = [entry.kind for entry in batches.show_batch(shop(), batch).entries]
    assert kinds in ([Kind.START], [Kind.START, Kind.DONE])


def test_a_measure_that_two_steps_have_needs_its_step(shop: Workshop) -> None:
    twice = SOAP.replace('code = "SOAP"', 'code = "TWICE"').replace("zap", "trace")
    from recipekeeper.operations.formulas.versions import add_formulas

    add_formulas(shop(), [shop.file(twice)], release=True)
    batches.start_batch(shop("09:00"), "TWICE")
    with pytest.raises(Ambiguous, match="combine/trace, cure/trace"):
        bench.read_measure(shop("09:05"), None, "trace", "light")
    assert bench.read_measure(shop("09:06"), None, "cure/trace", "none").entry.step == "cure"
    bench.begin(shop("09:07"), None, "combine")
    assert bench.read_measure(shop("09:08"), None, "trace", "light").entry.step == "combine"


def test_a_pause_does_not_end_before_it_began(shop: Workshop, batch: str) -> None:
    bench.begin(shop("09:05"), batch, "combine")
    with pytest.raises(Refused, match="combine cannot pause at"):
        bench.pause(shop("09:06", at_="09:04"), batch)
    bench.pause(shop("09:06"), batch)
    with pytest.raises(Refused, match="combine cannot resume at"):
        bench.resume(shop("09:08", at_="09:05"), batch)
    bench.resume(shop("09:08", at_="09:07"), batch)
    ended = bench.done(shop("09:09"), batch).record.state.step("combine")
    assert ended is not None
    assert ended.seconds == 180


def test_something_the_formula_does_not_have_is_taken_with_new(shop: Workshop, batch: str) -> None:
    logged = bench.weigh(shop("09:05"), batch, "rosemary extract", "2 g", new=True)
    assert (logged.entry.name, logged.new_deviations) == ("rosemary extract", ())
    words = bench.read_measure(shop("09:06"), batch, "smell", "faint", new=True)
    assert words.entry.value == "faint"


class TestTime:
    def test_what_was_forgotten_is_entered_with_its_time_and_both_times_are_kept(
        self, shop: Workshop, batch: str
    ) -> None:
        entry = bench.begin(shop("09:30", at_="09:05"), batch, "weigh oils").entry
        assert (entry.happened_at, entry.recorded_at) == (at("09:05"), at("09:30"))

    def test_a_time_to_come_is_refused_beyond_five_minutes(self, shop: Workshop, batch: str) -> None:
        bench.note(shop("09:30", at_="09:35"), batch, "the other clock is ahead")
        with pytest.raises(Refused, match="still to come"):
            bench.note(shop("09:30", at_="09:36"), batch, "too far")

    def test_a_batch_does_not_begin_in_the_future(self, shop: Workshop) -> None:
        with pytest.raises(Refused, match="still to come"):
            batches.start_batch(shop("09:30", at_="10:00"), "SOAP")

    def test_a_time_before_the_batch_is_refused_but_its_start_can_be_corrected(
        self, shop: Workshop, batch: str
    ) -> None:
        with pytest.raises(Refused, match="before SOAP-261121-1 began"):
            bench.begin(shop("09:30", at_="08:50"), batch, "weigh oils")
        amend.correct(shop("09:31", at_="08:45"), batch, 0, None, why="began earlier")
        assert bench.begin(shop("09:32", at_="08:50"), batch, "weigh oils").entry.happened_at == at("08:50")

    def test_a_step_does_not_end_before_it_began(self, shop: Workshop, batch: str) -> None:
        bench.begin(shop("09:30"), batch, "weigh oils")
        with pytest.raises(Refused, match="cannot have ended"):
            bench.done(shop("09:40", at_="09:20"), batch)
        bench.done(shop("09:40"), batch)
        with pytest.raises(Refused, match="would end before it began"):
            amend.correct(shop("09:41", at_="09:10"), batch, 2, None, why="noted late")

    def test_now_is_never_refused_and_a_clock_that_went_back_is_said(
        self, shop: Workshop, batch: str
    ) -> None:
        bench.begin(shop("09:30"), batch, "weigh oils")
        logged = bench.note(shop("09:10"), batch, "battery changed")
        assert logged.remarks == (
            "The clock is 20 min behind the entry before; the durations this touches are marked.",
        )


class TestPuttingRight:
    def test_undo_takes_back_ones_own_newest_entry_then_the_one_before(
        self, shop: Workshop, batch: str
    ) -> None:
        for clock, grams in (("09:05", "600 g"), ("09:06", "5 g")):
            bench.weigh(shop(clock), batch, "olive oil", grams)
        bench.note(shop("09:07", by="Ben"), batch, "smells of olives")
        taken = [amend.undo(shop("09:08"), batch).target for _ in range(2)]
        assert [entry and entry.seq for entry in taken] == [2, 1]
        assert amend.undo(shop("09:09", by="Ben"), batch).target is not None

    def test_a_redo_brings_back_what_was_undone_last(self, shop: Workshop, batch: str) -> None:
        bench.weigh(shop("09:05"), batch, "olive oil", "600 g")
        amend.undo(shop("09:06"), batch)
        logged = amend.undo(shop("09:07"), batch, redo=True)
        weighing = logged.record.state.weighing("olive oil")
        assert weighing is not None
        assert weighing.total == read_amount("600 g")

    def test_undo_reaches_24_hours_and_void_reaches_further(self, shop: Workshop, batch: str) -> None:
        bench.weigh(shop("09:05"), batch, "olive oil", "600 g")
        with pytest.raises(Refused, match="last 24 hours"):
            amend.undo(shop("+1 09:06"), batch)
        assert amend.void_entry(shop("+1 09:07"), batch, 1, why="wrong batch").record.state.weighings == ()

    def test_a_correction_can_give_the_lot_alone_and_keeps_the_weight(
        self, shop: Workshop, batch: str
    ) -> None:
        bench.weigh(shop("09:05"), batch, "olive oil", "600 g", "OO-1")
        logged = amend.correct(shop("09:06"), batch, 1, None, lot="OO-2", why="wrong label")
        weighing = logged.record.state.weighing("olive oil")
        assert weighing is not None
        assert (weighing.total, weighing.lots) == (read_amount("600 g"), ("OO-2",))

    def test_a_correction_that_looks_like_a_slip_is_asked_about_as_a_weighing_is(
        self, shop: Workshop, batch: str
    ) -> None:
        planned = bench.weigh(shop("09:05"), batch, "olive oil", "600 g").record.plan.scaled.line("olive oil")
        assert planned is not None
        tenfold = str(planned.planned.times(Fraction(10)))
        with pytest.raises(Doubtful, match="ten times what is planned"):
            amend.correct(shop("09:06"), batch, 1, tenfold, why="misread")
        logged = amend.correct(shop("09:07"), batch, 1, tenfold, why="misread", accept=True)
        assert logged.entry.supersedes == 1

    def test_the_weight_that_is_corrected_does_not_count_as_already_in(
        self, shop: Workshop, batch: str
    ) -> None:
        first = bench.weigh(shop("09:05"), batch, "olive oil", "600 g").record
        line = first.plan.scaled.line("olive oil")
        assert line is not None
        amend.correct(shop("09:06"), batch, 1, str(line.planned), why="misread")
        back = amend.correct(shop("09:07"), batch, 1, str(line.planned), why="it was right")
        weighing = back.record.state.weighing("olive oil")
        assert weighing is not None
        assert weighing.total == line.planned

    def test_a_batch_cannot_have_begun_after_what_happened_in_it(self, shop: Workshop, batch: str) -> None:
        bench.note(shop("09:05"), batch, "lye is cooling")
        with pytest.raises(Refused, match="entry 1 is of"):
            amend.correct(shop("09:31", at_="09:06"), batch, 0, None, why="began later")
        assert amend.correct(shop("09:32", at_="09:04"), batch, 0, None, why="began later")

    def test_what_was_taken_back_is_not_corrected(self, shop: Workshop, batch: str) -> None:
        bench.weigh(shop("09:05"), batch, "olive oil", "640 g")
        amend.undo(shop("09:06"), batch)
        with pytest.raises(Refused, match="not in force"):
            amend.correct(shop("09:07"), batch, 1, "600 g", why="misread")


class TestDeciding:
    def test_a_batch_on_hold_goes_on_and_is_released_when_its_critical_deviation_is_resolved(
        self, shop: Workshop, batch: str
    ) -> None:
        from recipekeeper.operations.recording.departures import list_deviations, resolve

        bench.read_measure(shop("09:05"), batch, "oil temperature", "31 degC")
        bench.read_measure(shop("09:10"), batch, "zap", "none")
        decide.finish(shop("10:00"), batch, "950 g")
        with pytest.raises(Refused, match=r"D1 \(oil temperature 31 °C"):
            decide.release(shop("10:01"), batch)
        resolve(shop("10:02"), f"{batch}/D1", "heater off", "warmed again")
        assert decide.release(shop("10:03"), batch).record.state.disposition.value == "released"
        (first, *_) = list_deviations(shop("10:04"))
        assert (first.cause, first.correction, first.status.value) == (
            "heater off",
            "warmed again",
            "resolved",
        )

    def test_what_was_missing_at_a_finish_taken_back_asks_for_nothing_once_it_is_there(
        self, shop: Workshop, batch: str
    ) -> None:
        decide.finish(shop("10:00"), batch, "950 g")
        amend.undo(shop("10:01"), batch)
        bench.read_measure(shop("10:02"), batch, "oil temperature", "43 degC")
        bench.read_measure(shop("10:03"), batch, "zap", "none")
        decide.finish(shop("10:04"), batch)
        assert decide.release(shop("10:05"), batch).record.state.disposition.value == "released"

    def test_readings_may_be_added_after_the_finish_but_no_step_begun(
        self, shop: Workshop, batch: str
    ) -> None:
        decide.finish(shop("10:00"), batch)
        logged = bench.read_measure(shop("+3 09:10"), batch, "zap", "none")
        assert logged.remarks == (f"{batch} is finished; this is added to its record.",)
        with pytest.raises(Refused, match="is finished"):
            bench.begin(shop("+3 09:11"), batch, "cure")

    def test_a_void_batch_takes_no_more_entries(self, shop: Workshop, batch: str) -> None:
        batches.void_batch(shop("09:05"), batch, "a rehearsal")
        with pytest.raises(Refused, match="is void"):
            bench.note(shop("09:06"), batch, "no")

    def test_the_newest_outcome_counts(self, shop: Workshop, batch: str) -> None:
        decide.set_outcome(shop("+20 09:00"), batch, "good")
        logged = decide.set_outcome(shop("+60 09:00"), batch, "bad", "orange spots on 3 of 9")
        assert (logged.record.state.outcome, logged.record.state.symptoms) == (
            "bad",
            ("orange spots on 3 of 9",),
        )

    def test_a_yield_is_given_with_its_percent_of_theoretical(self, shop: Workshop, batch: str) -> None:
        assert decide.finish(shop("10:00"), batch, "0,97 kg").record.state.yield_percent == 97


def test_nobody_named_is_refused_with_the_way_to_name_oneself(shop: Workshop, batch: str) -> None:
    with pytest.raises(RecipekeeperError, match="RECIPEKEEPER_BY"):
        bench.note(shop("09:05", by=None), batch, "who?")


def test_without_a_store_nothing_is_running_and_none_is_made(empty_shop: Workshop) -> None:
    with pytest.raises(Refused, match="No batch is running"):
        bench.note(empty_shop("09:00"), None, "where?")
    assert not (empty_shop.folder / "store.db").exists()


def test_the_alkali_may_be_called_as_the_jar_says(shop: Workshop) -> None:
    batch = batches.start_batch(shop(), "SOAP", code="B-9").batch
    entry = bench.weigh(shop(), batch, "NaOH", "130 g", accept=True).entry
    assert entry.name == "sodium hydroxide"
