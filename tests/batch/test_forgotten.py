"""What is not recorded is noticed when a step begins that comes after it."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from recipekeeper.batch.forgotten import Forgotten, forgotten, left_out
from recipekeeper.batch.model import Kind
from recipekeeper.formula.substance.sap import Sap, read_sap
from tests.batch.bastille import CHART, STEPS, TABLE, WEIGHED, bastille, weighed
from tests.batch.bench import Log, plan
from tests.batch.test_consequence import SAUCE

WITHOUT_CASTOR = tuple(name for name in WEIGHED if name != "castor oil")
NO_LOTS: Mapping[str, Sap] = {}


def at(log: Log, step: str, lots: Mapping[str, Sap] = NO_LOTS) -> Forgotten | None:
    """What is forgotten when this step begins."""
    meant = log.plan.formula.step(step)
    assert meant is not None
    return forgotten(log.record, meant, lots)


def told(found: Forgotten | None) -> tuple[str, bool]:
    assert found is not None
    return found.consequence.sentence, found.stops


# The disaster


@pytest.mark.parametrize(
    ("saps", "alkali_scale", "alkali", "left"),
    [(CHART, "0.1 g", "113.9 g", "0.7 %"), (TABLE, "1 g", "114 g", "0.8 %")],
)
def test_forgotten_castor_oil_is_noticed_when_combine_begins(
    saps: tuple[str, ...], alkali_scale: str, alkali: str, left: str
) -> None:
    """0.7 % by the maker's own chart and a scale that shows 0.1 g; 0.8 % by the program's table and a scale of 1 g."""
    log = weighed(bastille(saps, alkali_scale), *WITHOUT_CASTOR, sodium_hydroxide=alkali)
    for step in ("weigh oils", "make lye"):
        log.begin(step, "09:10").done(step, "09:20")
    assert told(at(log, "combine")) == (f"castor oil 40 g not recorded; without it superfat is {left}", True)


def test_it_is_noticed_as_well_where_nobody_wrote_down_that_a_step_was_done() -> None:
    assert told(at(weighed(bastille(), *WITHOUT_CASTOR), "combine"))[1]


def test_it_is_noticed_where_one_step_uses_both_oils_and_lye() -> None:
    steps = '[[step]]\nname = "combine"\nuses = ["oils", "lye solution"]\n[[step]]\nname = "scent"\nuses = ["scent"]\n'
    log = weighed(bastille(steps=steps), *WITHOUT_CASTOR)
    assert told(at(log, "combine"))[1]
    assert told(at(log, "scent"))[1]


def test_the_lot_at_hand_decides_what_is_left_without_it() -> None:
    lots = {"olive oil": read_sap("0.130 g NaOH/g")}
    found = at(weighed(bastille(), *WITHOUT_CASTOR), "combine", lots)
    sentence, _ = told(found)
    assert sentence.endswith("without it superfat is −1.1 %")


def test_of_a_portion_the_rest_is_missing() -> None:
    log = weighed(bastille(), *WEIGHED, olive_oil="200 g")
    assert told(at(log, "combine")) == (
        "olive oil 197 g of 397 g not recorded; without it superfat is −22.8 %",
        True,
    )


def test_several_are_told_together() -> None:
    log = weighed(bastille(), "olive oil", "coconut oil", "sodium hydroxide")
    assert told(at(log, "combine")) == (
        "shea butter 119 g and castor oil 40 g not recorded; without them superfat is −14.9 %",
        True,
    )


def test_with_a_reason_it_begins_and_is_not_asked_again() -> None:
    log = weighed(bastille(), *WITHOUT_CASTOR).begin("combine", "09:30", why="castor is out of stock")
    assert at(log, "scent") is None


def test_who_begins_without_a_reason_is_asked_at_the_next_step() -> None:
    """As a past record or another station may have it."""
    log = weighed(bastille(), *WITHOUT_CASTOR).begin("combine", "09:30")
    assert told(at(log, "scent"))[1]


def test_a_reason_for_one_thing_is_none_for_what_is_found_missing_later() -> None:
    log = weighed(bastille(), "olive oil", "coconut oil", "castor oil")
    log.begin("combine", "09:30", why="shea goes in at trace")
    log.weigh("sodium hydroxide", "113.9 g", "09:40")
    assert told(at(log, "scent"))[1]


def test_once_it_is_weighed_nothing_is_missing() -> None:
    assert at(weighed(bastille(), *WEIGHED), "combine") is None


# Makers who write late


def test_while_the_oils_are_weighed_the_lye_may_be_made() -> None:
    log = weighed(bastille(), "olive oil", "sodium hydroxide").begin("weigh oils", "09:01")
    assert at(log, "make lye") is None


def test_once_the_oils_are_done_an_oil_is_missed_at_the_next_step() -> None:
    log = weighed(bastille(), "olive oil", "coconut oil", "shea butter")
    log.begin("weigh oils", "09:01").done("weigh oils", "09:10")
    assert told(at(log, "make lye"))[1]


def test_who_has_recorded_no_weight_at_all_is_left_alone() -> None:
    log = Log(bastille()).begin("weigh oils", "09:01").done("weigh oils", "09:10")
    assert at(log, "combine") is None


def test_lye_that_is_not_recorded_yet_is_a_remark_until_its_step_is_over() -> None:
    log = weighed(bastille(), "olive oil", "coconut oil", "shea butter", "castor oil")
    assert told(at(log, "combine")) == (
        "sodium hydroxide 113.9 g not recorded; without it there is no lye",
        False,
    )
    log.begin("make lye", "09:10").done("make lye", "09:20")
    assert told(at(log, "combine"))[1]


def test_what_is_told_as_a_remark_is_told_once() -> None:
    log = weighed(bastille(), "olive oil", "coconut oil", "shea butter", "castor oil").begin(
        "combine", "09:30"
    )
    assert at(log, "scent") is None


def test_an_ingredient_with_a_tolerance_stops_what_comes_after_its_step() -> None:
    text = SAUCE + '[[step]]\nname = "ferment"\n[[step]]\nname = "bottle"\n'
    log = Log(plan(text)).weigh("habanero", "600 g", "09:00")
    assert at(log, "ferment") is None
    log.begin("mash", "09:01").done("mash", "09:10")
    assert told(at(log, "ferment")) == ("salt 30 g not recorded", True)


def test_one_without_a_tolerance_is_a_remark_at_the_next_step_alone() -> None:
    text = SAUCE + '[[step]]\nname = "ferment"\n[[step]]\nname = "bottle"\n'
    log = Log(plan(text)).weigh("habanero", "600 g", "09:00").weigh("salt", "30 g", "09:00")
    log.begin("mash", "09:01").done("mash", "09:10")
    assert told(at(log, "ferment")) == ("carrot 200 g and water 200 g not recorded", False)
    log.begin("ferment", "09:11")
    assert at(log, "bottle") is None


def test_a_step_that_was_skipped_with_a_reason_misses_nothing() -> None:
    log = weighed(bastille(), "olive oil", "coconut oil", "shea butter", "castor oil")
    log.add(Kind.SKIP, "09:10", step="make lye", why="used the lye of this morning")
    assert at(log, "combine") is None


def test_an_oil_that_goes_in_after_the_cook_is_not_missed_before() -> None:
    steps = STEPS + '[[step]]\nname = "superfat"\nuses = ["castor oil"]\n'
    steps = steps.replace('uses = ["oils"]', 'uses = ["olive oil", "coconut oil", "shea butter"]')
    log = weighed(bastille(steps=steps), *WITHOUT_CASTOR)
    assert at(log, "combine") is None
    assert at(log, "superfat") is None
    assert told(left_out(log.record, log.plan.formula.steps[-1], NO_LOTS))[0].startswith(
        "castor oil 40 g not recorded"
    )


def test_the_end_of_a_step_tells_the_oils_that_are_missing() -> None:
    log = weighed(bastille(), "olive oil", "coconut oil", "shea butter").begin("weigh oils", "09:01")
    sentence, stops = told(left_out(log.record, log.plan.formula.steps[0], NO_LOTS))
    assert (sentence, stops) == ("castor oil 40 g not recorded; without it superfat is 0.7 %", False)
