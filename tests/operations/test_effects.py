"""Weighings are answered by the lots that they name; what was forgotten stops a step, unless somebody says why."""

from __future__ import annotations

from pathlib import Path

import pytest

from recipekeeper.errors import Doubtful, Refused
from recipekeeper.operations import batches
from recipekeeper.operations.goods.lots import receive
from recipekeeper.operations.recording import amend, bench
from recipekeeper.operations.recording.log import Logged
from recipekeeper.operations.recording.rescuing import rescue_batch
from tests.batch.bastille import WEIGHED, text
from tests.batch.test_consequence import RECIPES
from tests.operations.workshop import Workshop, workshop


@pytest.fixture
def shea(tmp_path: Path) -> Workshop:
    """A workshop in which 4000 g of oils are to become a shea bar of 5 % superfat."""
    shop = workshop(tmp_path, formula=(RECIPES / "lavender-shea-soap.toml").read_text(encoding="utf-8"))
    batches.start_batch(shop("09:00"), "SOAP-LAV")
    return shop


@pytest.fixture
def bastille(tmp_path: Path) -> Workshop:
    shop = workshop(tmp_path, formula=text())
    batches.start_batch(shop("09:00"), "LAV-BAST")
    return shop


def superfat(logged: Logged) -> float | None:
    values = [
        float(one.value) for one in logged.consequences if one.kind == "superfat" and one.value is not None
    ]
    return round(values[0] * 100, 2) if values else None


def test_the_certificate_of_a_lot_counts_by_our_code_and_by_the_suppliers(shea: Workshop) -> None:
    code = receive(shea("09:01"), "coconut oil", "5 kg", "CO-2601", sap="262 mg KOH/g").lot.code
    assert superfat(bench.weigh(shea("09:02"), None, "coconut", "1200", code)) == 5.68
    assert superfat(amend.undo(shea("09:03"), None)) == 5.0
    assert superfat(bench.weigh(shea("09:04"), None, "coconut", "1200", "co-2601")) == 5.68


def test_two_lots_count_by_how_much_came_of_each(shea: Workshop) -> None:
    """600 g of 262 and 600 g as the formula says: 259.5 mg KOH/g."""
    receive(shea("09:01"), "coconut oil", "5 kg", "CO-2601", sap="262 mg KOH/g")
    bench.weigh(shea("09:02"), None, "coconut", "600", "CO-2601")
    assert superfat(bench.weigh(shea("09:03"), None, "coconut", "600", "CO-2508")) == 5.34


def test_a_lot_without_a_certificate_is_as_the_formula_says(shea: Workshop) -> None:
    receive(shea("09:01"), "coconut oil", "5 kg", "CO-2508")
    assert bench.weigh(shea("09:02"), None, "coconut", "1200", "CO-2508").consequences == ()


def test_a_lot_that_is_put_right_changes_what_follows(shea: Workshop) -> None:
    receive(shea("09:01"), "coconut oil", "5 kg", "CO-2601", sap="262 mg KOH/g")
    bench.weigh(shea("09:02"), None, "coconut", "1200", "CO-2508")
    corrected = amend.correct(shea("09:03"), None, 1, None, why="misread the label", lot="CO-2601")
    assert superfat(corrected) == 5.68
    back = amend.correct(shea("09:04"), None, 1, None, why="no", lot="CO-2508")
    assert [one.sentence for one in back.consequences] == ["superfat would be 5.0 % again, as planned"]


def test_the_rescue_takes_the_lot_at_hand(shea: Workshop) -> None:
    receive(shea("09:01"), "coconut oil", "5 kg", "CO-2601", sap="262 mg KOH/g")
    bench.weigh(shea("09:02"), None, "coconut", "1200", "CO-2601")
    found = {option.kind: option for option in rescue_batch(shea("09:03"), None).rescue.options}
    assert str(found["adapt lye"].additions[0]) == "567.3 g sodium hydroxide instead of 563.3 g"


def without_castor(shop: Workshop) -> None:
    for name, amount in WEIGHED.items():
        if name != "castor oil":
            bench.weigh(shop("09:10"), None, name, amount)


def test_a_step_that_was_never_begun_is_not_ended_without_what_was_forgotten(bastille: Workshop) -> None:
    without_castor(bastille)
    with pytest.raises(
        Refused, match=r"castor oil 40 g not recorded; without it superfat is 0\.7 %"
    ) as refused:
        bench.done(bastille("09:20"), None, "combine")
    assert 'rk done "combine" --why' in refused.value.message
    done = bench.done(bastille("09:21"), None, "combine", "out of castor")
    assert done.entry.why == "out of castor"
    assert bench.begin(bastille("09:22"), None, "scent").consequences == ()


def test_what_was_begun_with_a_reason_ends_without_one(bastille: Workshop) -> None:
    without_castor(bastille)
    bench.begin(bastille("09:20"), None, "combine", why="out of castor")
    assert bench.done(bastille("09:25"), None, "combine").entry.why is None


def test_the_castor_that_is_weighed_at_last_lets_the_step_begin(bastille: Workshop) -> None:
    without_castor(bastille)
    with pytest.raises(Refused):
        bench.begin(bastille("09:20"), None, "combine")
    bench.weigh(bastille("09:21"), None, "castor", "40")
    assert bench.begin(bastille("09:22"), None, "combine").remarks == ()


def test_a_doubt_writes_nothing_and_is_accepted_when_somebody_says_so(bastille: Workshop) -> None:
    with pytest.raises(Doubtful, match="oz") as slip:
        bench.weigh(bastille("09:05"), None, "olive", "14.0")
    assert slip.value.doubt.endswith("write 14.0 oz.")
    assert len(batches.show_batch(bastille(), None).entries) == 1
    assert bench.weigh(bastille("09:06"), None, "olive", "14.0", accept=True).entry.seq == 1


def test_an_ingredient_the_formula_does_not_have_is_asked_about_by_nobody(bastille: Workshop) -> None:
    assert bench.weigh(bastille("09:05"), None, "honey", "794 g", new=True).consequences == ()
