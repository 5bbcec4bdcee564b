"""The guided run without its screen: several batches at once, what rings, and what is shown."""

from __future__ import annotations

from pathlib import Path

from recipekeeper.batch.model import Kind
from recipekeeper.cli.run.size import COLUMNS
from recipekeeper.operations import batches
from recipekeeper.operations.context import Context
from recipekeeper.operations.formulas.versions import add_formulas
from recipekeeper.operations.recording import bench
from recipekeeper.store import open_store
from tests.cli.hands import MORNING, Hands

MIX = """
format = 1
code = "MIX"
name = "Salt and pepper"
yields = "120 g"

[[ingredient]]
name = "salt"
amount = "100 g"

[[ingredient]]
name = "pepper"
amount = "20 g"

[[step]]
name = "mix"
uses = ["salt"]
"""


def test_what_somebody_else_records_appears_and_takes_nothing_that_is_typed_to_another_place(
    hands: Hands,
) -> None:
    hands.press("\r199")
    bench.weigh(hands.context("Ben", "B"), "B1", "olive oil", "2000 g")
    hands.session.look(hands.moment)
    assert hands.view.last == "last: 09:00 Ben: weigh olive oil 2000 g (entry 2)"
    shown = hands.press("9\r")
    assert hands.said == "weigh olive oil 2000 g"
    assert shown.hint == "olive oil is recorded already (entry 2). a: add to it, c: correct it"


def test_enter_does_not_confirm_what_somebody_else_has_just_put_there(hands: Hands) -> None:
    hands.press("\r")
    hands.wait(seconds=10)
    bench.weigh(hands.context("Ben", "B"), "B1", "olive oil", "2000 g")
    hands.session.look(hands.moment)
    assert hands.press("\r").hint == "What is asked has just changed: look, then Enter."
    assert hands.said == "weigh olive oil 2000 g"


def test_several_batches_run_at_once_and_are_switched_with_one_key(hands: Hands) -> None:
    hands.press("\r2001\r12")
    batches.start_batch(hands.context("Ben", "B"), "SAUCE-HAB", code="S1")
    hands.session.look(hands.moment)
    assert hands.view.head.endswith("+1 running: Tab")
    hands.press("\x1b")
    assert hands.press("\t").head.startswith("S1  SAUCE-HAB@1 114 bottles")
    hands.press("6000\r")
    assert hands.said == "weigh habanero 6000 g"
    assert hands.press("\t").label == "WEIGH coconut oil"


def test_it_rings_when_a_time_is_up_when_its_limit_nears_and_when_it_is_passed(hands: Hands) -> None:
    hands.press("\r")
    assert hands.wait(minutes=9).rings == frozenset()
    up = hands.wait(minutes=1)
    assert (up.clock, up.title) == ("TIME IS UP: 10:00 of 10 ± 5 min", "TIME IS UP weigh oils 10:00 - B1")
    near, over = hands.wait(minutes=4), hands.wait(minutes=2)
    assert near.clock.startswith("LIMIT NEAR: 14:00")
    assert over.clock.startswith("OVER THE LIMIT: 16:00")
    assert len(up.rings | near.rings | over.rings) == 3
    assert hands.record.state.steps[0].state.value == "running"


def test_another_batch_rings_here_as_well(hands: Hands) -> None:
    batches.start_batch(hands.context("Ben", "B"), "SAUCE-HAB", code="S1")
    bench.begin(hands.context("Ben", "B"), "S1", "prepare")
    hands.session.look(hands.moment)
    shown = hands.wait(minutes=61)
    assert "S1: prepare TIME IS UP (Tab)" in shown.clock
    assert shown.title.endswith("- S1")


def test_a_reading_with_a_rhythm_is_asked_again_when_it_is_due(hands: Hands) -> None:
    batches.start_batch(hands.context("Ana"), "SAUCE-HAB", code="S1")
    bench.begin(hands.context("Ana"), "S1", "fill")
    hands.start("S1")
    hands.press("86\r153\r")
    assert hands.view.label == "UNDER WAY"
    assert hands.wait(minutes=14).rings == frozenset()
    due = hands.wait(minutes=1)
    assert due.label == "READ fill temperature: at least  !! CRITICAL"
    assert due.rings == {"S1/fill/fill temperature/1"}
    assert due.title.startswith("READING DUE fill")


def test_ingredients_that_no_step_uses_are_told_and_asked(tmp_path: Path) -> None:
    (tmp_path / "mix.toml").write_text(MIX, encoding="utf-8")
    context = Context(open_store(str(tmp_path / "store.db"), station="A"), MORNING, by="Ana")
    add_formulas(context, [tmp_path / "mix.toml"], release=True)
    batches.start_batch(context, "MIX", code="M1")
    hands = Hands(tmp_path / "store.db")
    assert hands.view.label == "TO BEGIN, then WEIGH salt"
    assert hands.view.following == "in no step: pepper (PgUp)"
    hands.press("100\rd")
    assert hands.view.label == "WEIGH pepper"
    hands.press("20\r")
    assert hands.said == "weigh pepper 20 g"
    assert hands.view.label == "YIELD: what it gave"


def test_a_store_that_cannot_be_reached_is_said_and_what_is_typed_stays(hands: Hands) -> None:
    hands.press("\r2001")
    kept = hands.store.read_bytes()
    hands.store.write_bytes(b"no store at all")
    hands.session.look(hands.moment)
    assert "store.db" in hands.view.hint
    assert "store.db" in hands.press("\r").hint
    assert hands.view.typed == "2001"
    hands.store.write_bytes(kept)
    hands.press("\r")
    assert hands.said == "weigh olive oil 2001 g"


def test_begun_again_it_is_at_the_same_place_with_the_time_that_is_gone(hands: Hands) -> None:
    hands.press("\r2001\r12")
    hands.wait(minutes=7)
    hands.start()
    assert (hands.view.label, hands.view.clock) == ("WEIGH coconut oil", "7:00 of 10 ± 5 min")


def test_whatever_is_shown_fits_eighty_columns(hands: Hands) -> None:
    for formula in ("SOAP-LAV", "SAUCE-HAB"):
        code = f"{formula}-ALL"
        batches.start_batch(hands.context("Ana"), formula, code=code)
        hands.start(code)
        for _ in range(80):
            shown = hands.press("↓")
            for row in shown.figure:
                assert len(f"{row} {shown.unit}") <= 50, shown
            for line in (
                shown.heading,
                shown.label,
                shown.clock,
                f"{shown.prompt} █  {shown.aside}",
                *shown.keys,
            ):
                assert len(line) <= COLUMNS, line


def test_the_help_fits_the_screen_and_any_key_closes_it(hands: Hands) -> None:
    lines = hands.press("?").help.splitlines()
    assert len(lines) <= 24
    assert max(map(len, lines)) <= COLUMNS
    assert hands.press("x").help == ""
    assert hands.last.kind is Kind.START


def test_leaving_records_nothing_and_says_where_the_batch_is(hands: Hands) -> None:
    hands.press("\rq")
    assert hands.session.leaving
    assert hands.session.parting == "B1: weigh oils, running. All is recorded; rk run B1 is back here."
