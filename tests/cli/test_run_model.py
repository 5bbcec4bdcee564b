"""The guided run without its screen: what each key records, and what it never does."""

from __future__ import annotations

from recipekeeper.batch.model import Kind, State
from recipekeeper.cli.run.figures import large
from recipekeeper.operations import batches
from recipekeeper.operations.recording import bench, instruments
from tests.cli.hands import Hands, at_lye


def test_a_number_and_enter_record_what_is_asked_in_the_unit_of_the_plan(hands: Hands) -> None:
    shown = hands.press("\r2001\r")
    assert hands.said == "weigh olive oil 2001 g"
    assert shown.told[0].text.startswith("2001 g olive oil, planned 2000 ± 5 g")
    assert shown.label == "WEIGH coconut oil"


def test_behind_the_amount_stand_its_lot_and_its_time(hands: Hands) -> None:
    hands.press("\r2001 g OO-2509 @08:55\r")
    assert hands.said == "weigh olive oil 2001 g OO-2509"
    assert hands.last.happened_at is not None
    assert f"{hands.last.happened_at:%H:%M}" == "08:55"


def test_a_lot_of_digits_alone_is_asked_for_its_sign(hands: Hands) -> None:
    shown = hands.press("\r1 500\r")
    assert hands.last.kind is Kind.BEGIN
    assert "can be read two ways. Write 1500 for one number, or 1 #500" in shown.hint
    assert shown.typed == "1 500"
    hands.press("\x1b2001 #2509\r")
    assert hands.last.lot == "2509"


def test_a_slip_of_the_unit_is_no_lot(hands: Hands) -> None:
    shown = hands.press("\r2001 gg\r")
    assert hands.last.kind is Kind.BEGIN
    assert shown.hint


def test_enter_alone_takes_what_is_planned(hands: Hands) -> None:
    hands.press("\r")
    assert hands.wait(seconds=5).aside == "Enter: 2000 g as planned"
    hands.press("\r")
    assert hands.said == "weigh olive oil 2000 g"


def test_enter_alone_never_takes_lye_as_planned(hands: Hands) -> None:
    shown = at_lye(hands).wait(seconds=5)
    assert shown.label == "WEIGH sodium hydroxide  !! LYE: goggles, gloves"
    assert shown.aside == "type what the scale shows"
    assert "is lye: type what the scale shows" in hands.press("\r").hint
    assert hands.last.kind is Kind.BEGIN
    hands.press("563.2\r")
    assert hands.said == "weigh sodium hydroxide 563.2 g"


def test_enter_alone_never_takes_a_critical_reading(hands: Hands) -> None:
    at_lye(hands).press("563.3\r1143.7\r↓↓↓d\rd")
    hands.press("\r")
    shown = hands.wait(seconds=5)
    assert shown.label == "READ oil temperature  !! CRITICAL"
    assert "is critical: type what you read" in hands.press("\r").hint
    hands.press("43.5\r")
    assert hands.said == "read oil temperature 43.5 °C"


def test_a_double_enter_within_two_seconds_records_once(hands: Hands) -> None:
    shown = hands.press("\r2001\r\r")
    assert hands.said == "weigh olive oil 2001 g"
    assert "Enter came twice at once" in shown.hint
    hands.wait(seconds=2)
    hands.press("\r")
    assert hands.said == "weigh coconut oil 1200 g"


def test_a_value_begins_its_step_and_one_that_cannot_be_read_begins_nothing(hands: Hands) -> None:
    shown = hands.press("2o01\r")
    assert hands.last.kind is Kind.START
    assert shown.hint
    hands.press("\x1b2001\r")
    assert [entry.kind for entry in hands.record.entries] == [Kind.START, Kind.BEGIN, Kind.WEIGH]


def test_a_word_is_given_by_its_number_or_its_beginning(hands: Hands) -> None:
    at_lye(hands).press("563.3\r1143.7\r19\r88\r")
    assert hands.view.prompt == "1 yes  2 no ›"
    hands.press("1\r")
    assert hands.said == "read clear yes"
    hands.press("un\r")
    assert hands.said == "read clear no"


def test_where_a_word_is_asked_letters_write_and_capitals_are_keys(hands: Hands) -> None:
    at_lye(hands).press("563.3\r1143.7\r19\r88\r")
    assert hands.view.keys[0].startswith("D done  N note  P pause")
    hands.press("no\r")
    assert hands.said == "read clear no"


def test_a_word_that_is_not_offered_is_asked_before_it_is_recorded(hands: Hands) -> None:
    at_lye(hands).press("563.3\r1143.7\r19\r88\r")
    assert hands.press("murky\r").hint == '"murky" is none of: yes, no. y: record it as it is'
    hands.press("y")
    assert hands.said == "read clear murky"


def test_done_ends_the_step_and_says_first_what_is_not_recorded(hands: Hands) -> None:
    hands.press("\r2000\r1200\r")
    assert hands.press("d").hint == "Not recorded: shea butter, pot fill. y: done without"
    assert hands.press("d12\r").hint.startswith("Not recorded")
    hands.press("n")
    assert hands.view.hint == "Nothing is recorded."
    hands.press("dy")
    assert hands.said == "done weigh oils"
    assert hands.view.label.startswith("TO BEGIN, then READ clear at")


def test_what_is_put_off_is_asked_again_if_it_is_a_weight_and_not_if_it_is_a_reading(hands: Hands) -> None:
    assert hands.press("\r↓").label == "WEIGH coconut oil"
    assert hands.press("1200\r800\r").label == "WEIGH olive oil"
    assert hands.press("↓").label == "READ pot fill: at most"
    assert hands.press("↓").label == "WEIGH olive oil"
    assert hands.press("2000\r").label == "UNDER WAY"
    assert hands.view.detail == "Not recorded: pot fill"
    hands.press("d")
    assert hands.said == "done weigh oils"


def test_weighings_add_up_and_enter_leaves_what_is_short(hands: Hands) -> None:
    shown = hands.press("\r1500\r")
    assert (shown.label, shown.figure, shown.aside) == (
        "TO GO: olive oil",
        large("500"),
        "Enter: leave it at 1500 g",
    )
    assert hands.press("490\r").label == "TO GO: olive oil"
    hands.wait(seconds=5)
    assert hands.press("\r").label == "WEIGH coconut oil"
    assert str(hands.record.state.weighings[0].total) == "1990 g"


def test_back_to_an_earlier_item_a_value_adds_to_it_or_corrects_it_with_a_reason(hands: Hands) -> None:
    shown = hands.press("\r2100\rb")
    assert shown.label == "WEIGHED olive oil"
    hands.press("2001\r")
    hands.press("c\r")
    assert hands.last.kind is Kind.WEIGH
    hands.press("misread\r")
    assert (hands.last.kind, hands.last.supersedes, hands.last.why) == (Kind.CORRECT, 2, "misread")
    assert str(hands.record.state.weighings[0].total) == "2001 g"
    assert hands.view.label == "WEIGH coconut oil"
    hands.press("b10\ra")
    assert str(hands.record.state.weighings[0].total) == "2011 g"


def test_the_key_for_correcting_takes_value_lot_or_time_alone(hands: Hands) -> None:
    hands.press("\r2001\rbc#OO-2510\rwrong container\r")
    assert (hands.last.kind, hands.last.lot, str(hands.last.value)) == (Kind.CORRECT, "OO-2510", "2001 g")
    hands.press("bc@08:58\rnoted late\r")
    assert hands.last.happened_at is not None
    assert f"{hands.last.happened_at:%H:%M}" == "08:58"


def test_undo_says_what_it_takes_back_and_redo_brings_it_back(hands: Hands) -> None:
    shown = hands.press("\r2001\ru")
    assert shown.told[0].text.startswith("took back entry 2, weigh olive oil 2001 g")
    assert shown.label == "WEIGH olive oil"
    assert hands.press("r").label == "WEIGH coconut oil"


def test_a_pause_stops_the_clock_and_the_same_key_goes_on(hands: Hands) -> None:
    hands.press("\r")
    hands.wait(minutes=3)
    hands.press("p")
    assert hands.wait(minutes=30).clock == "PAUSED 3:00 of 10 ± 5 min"
    hands.press("p")
    assert hands.wait(minutes=1).clock == "4:00 of 10 ± 5 min"


def test_a_step_is_skipped_only_with_a_reason(hands: Hands) -> None:
    assert hands.press("s\r").hint == "A reason is needed; it stays in the record. Esc: rather not"
    assert hands.last.kind is Kind.START
    hands.press("kept from yesterday\r")
    assert (hands.said, hands.last.why) == ("skip weigh oils", "kept from yesterday")


def test_a_note_is_one_key_its_words_and_enter(hands: Hands) -> None:
    hands.press("\rnricing at light trace\r")
    assert hands.said == "note weigh oils ricing at light trace"


def test_a_time_alone_is_that_of_the_next_entry(hands: Hands) -> None:
    assert hands.press("@08:40\r").prompt == "(at 2026-11-21 08:40) g ›"
    hands.press("\r")
    assert hands.last.happened_at is not None
    assert f"{hands.last.happened_at:%H:%M}" == "08:40"
    assert hands.view.prompt == "g ›"
    assert "is not a time that can be read" in hands.press("@noon\r").hint


def test_an_instrument_and_a_second_person_stand_behind_their_signs(hands: Hands) -> None:
    instruments.add_instrument(hands.context("Ana"), "T-1", "thermometer", "Testo")
    hands.press("\r2000 &Bo\r1200\r800\r↓d")
    assert [entry.kind for entry in hands.record.entries[2:4]] == [Kind.CHECKED, Kind.WEIGH]
    hands.press("\r55.5 =T-1 &Bo @08:59\r")
    beside = hands.record.entries[-3:]
    assert [(entry.kind.value, str(entry.value)) for entry in beside] == [
        ("instrument", "T-1"),
        ("checked", "Bo"),
        ("read", "55.5 °C"),
    ]
    assert "a second person is somebody else" in hands.press("63 &Ana\r").hint


def test_signs_alone_are_for_the_next_entry_also_where_that_is_the_end_of_a_step(hands: Hands) -> None:
    hands.press("\r2000\r1200\r800\r62\r&Bo\r")
    assert hands.view.prompt == "(checked by Bo) ›"
    hands.press("d")
    assert [entry.kind for entry in hands.record.entries[-2:]] == [Kind.CHECKED, Kind.DONE]
    assert hands.view.prompt == "°C ›"


def test_a_weight_that_looks_like_a_slip_is_asked_and_only_y_records_it(hands: Hands) -> None:
    shown = hands.press("\r2000\r1200\r28.2\r")
    assert "your scale looks to be in oz" in shown.hint
    hands.press("28\r")
    assert hands.said == "weigh coconut oil 1200 g"
    hands.press("y")
    assert hands.said == "weigh shea butter 28.2 g"


def test_a_step_without_an_ingredient_begins_only_with_a_reason(hands: Hands) -> None:
    hands.press("\r2000\r1200\rdy")
    shown = hands.press("\r")
    assert shown.hint.startswith("shea butter 800 g not recorded; without it superfat is ")
    hands.press("65\r")
    assert hands.said == "done weigh oils"
    assert hands.press("y\r").prompt == "reason ›"
    hands.press("weighed on paper\r")
    assert (hands.said, hands.last.why) == ("begin melt", "weighed on paper")


def test_the_batch_is_finished_with_what_it_gave(hands: Hands) -> None:
    for step in hands.record.plan.formula.steps:
        bench.skip(hands.context("Ana"), "B1", step.name, "made elsewhere")
    hands.session.look(hands.moment)
    hands.wait(seconds=5)
    assert hands.view.label == "YIELD: what it gave"
    hands.press("5823.5\r40\r")
    assert hands.view.detail == "d finishes the batch: 5823.5 g and 40."
    assert hands.record.state.state is State.RUNNING
    hands.press("d")
    state = hands.record.state
    assert (state.state, str(state.yields), str(state.units)) == (State.FINISHED, "5823.5 g", "40 bars")
    assert hands.view.label == "FINISHED"


def test_what_is_sold_by_the_piece_is_asked_in_pieces_and_its_weight_with_a_unit(hands: Hands) -> None:
    batches.start_batch(hands.context("Ana"), "SAUCE-HAB", code="S1")
    hands.start("S1")
    for step in hands.record.plan.formula.steps:
        bench.skip(hands.context("Ana"), "S1", step.name, "made elsewhere")
    hands.start("S1")
    assert (hands.view.label, hands.view.figure) == ("PIECES: how many it gave", large("114"))
    hands.press("112\r")
    assert hands.press("17\r").hint
    hands.press("\x1b17.1 kg\rd")
    state = hands.record.state
    assert (str(state.units), str(state.yields)) == ("112 bottles", "17.1 kg")


def test_a_batch_with_open_steps_is_not_finished_by_one_key(hands: Hands) -> None:
    for _ in range(60):
        hands.press("↓")
    assert hands.press("d").hint.startswith("Steps that have not ended: weigh oils, melt")
    assert hands.last.kind is Kind.START
