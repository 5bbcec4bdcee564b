"""What can still be done after an over-pour: nothing is taken out, and the lye follows the oils that are there."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recipekeeper.batch.additions import Option
from recipekeeper.batch.consequence import Weighed
from recipekeeper.batch.rescue import Rescue, advice, rescue
from recipekeeper.batch.wording import plus_minus
from recipekeeper.formula.amounts.lye import lye_state
from recipekeeper.formula.substance.sap import read_sap
from recipekeeper.quantity import read_amount
from tests.batch.bastille import WEIGHED, bastille, weighed
from tests.batch.bench import Log, plan
from tests.batch.test_consequence import SAUCE, shea_bar

BASTILLE = bastille()
OILS = ("olive oil", "coconut oil", "shea butter", "castor oil")


def of(log: Log, **lots: str) -> Rescue:
    saps = {name.replace("_", " "): read_sap(sap) for name, sap in lots.items()}
    return rescue(Weighed(log.record, saps))


def option(found: Rescue, kind: str) -> Option:
    return next(option for option in found.options if option.kind == kind)


def adding(found: Option) -> dict[str, str]:
    return {each.ingredient: str(each.amount) for each in found.additions}


def kinds(found: Rescue) -> list[str]:
    return [option.kind for option in found.options]


def superfat(found: Option) -> float:
    assert found.result.superfat is not None
    return round(float(found.result.superfat), 3)


# Too much of an oil


def test_too_much_olive_oil_before_the_lye_is_weighed() -> None:
    """15 g more olive oil take 15 × 0.135 × 0.95 ÷ 0.98 = 1.96 g more alkali, rounded down: 115.8 g."""
    found = of(weighed(bastille(), "olive oil", olive_oil="412 g"))
    assert found.causes == ("olive oil 412 g, planned 397 ± 4 g: +3.8 %",)
    assert kinds(found) == ["as is", "adapt lye", "restore"]
    assert option(found, "as is").sentence == "Leave it: superfat would be 6.6 % instead of 5.0 %."
    assert adding(option(found, "adapt lye")) == {"sodium hydroxide": "115.8 g", "water": "230.6 g"}
    assert superfat(option(found, "adapt lye")) == 0.051


def test_all_in_proportion_follows_the_oil_of_which_there_is_too_much() -> None:
    """× 412 / 396.9: coconut 238.14 → 247, shea 119.07 → 124, castor 39.69 → 41, lavender 23.81 → 24.7 g."""
    found = option(of(weighed(bastille(), "olive oil", olive_oil="412 g")), "restore")
    assert adding(found) == {
        "coconut oil": "247 g",
        "shea butter": "124 g",
        "castor oil": "41 g",
        "lavender essential oil": "24.7 g",
        "sodium hydroxide": "118.2 g",
        "water": "235.2 g",
    }
    assert str(found.result.yields) == "1202 g"
    assert superfat(found) == 0.05


def test_what_is_in_already_gets_only_what_it_lacks() -> None:
    found = option(of(weighed(bastille(), *OILS, "sodium hydroxide", shea_butter="140 g")), "restore")
    assert "shea butter" not in adding(found)
    assert adding(found)["olive oil"] == "70 g"
    assert str(found.additions[0]) == "70 g more olive oil"
    assert str(found.additions[-1]) == "266.6 g water instead of 226.7 g"


def test_what_is_in_the_lye_already_is_topped_up_in_the_same_strength() -> None:
    log = weighed(bastille(), *WEIGHED, olive_oil="412 g")
    found = option(of(log), "add lye")
    assert adding(found) == {"sodium hydroxide": "1.9 g", "water": "4.0 g"}
    assert superfat(found) == 0.051


# Too much and too little lye


def test_too_much_lye_is_poured_only_in_part_or_gets_more_oil() -> None:
    """623.3 g on a jug that was not tared, for 563.3 g: the oils take 592.9 g, and 95 % of that are wanted."""
    log = Log(shea_bar())
    for name, amount in (("olive oil", "2000 g"), ("coconut oil", "1200 g"), ("shea butter", "800 g")):
        log.weigh(name, amount, "09:00")
    log.weigh("sodium hydroxide", "623.3 g", "09:05").weigh("water", "1143.7 g", "09:06")
    found = of(log)
    assert kinds(found) == ["pour less", "add oil", "restore"]
    assert found.as_is is not None
    assert found.as_is.startswith("It is not to be left as it is: there is more lye than the oils take up")
    assert option(found, "pour less").sentence == (
        "If the lye is not in the oils yet, pour only 1596.9 g of its 1767 g and keep the rest back. "
        "Superfat is then 5.0 %."
    )
    assert adding(option(found, "add oil")) == {"olive oil": "467 g"}
    assert option(found, "restore").result.factor > 1


def test_amounts_are_said_without_the_tail_that_converting_leaves() -> None:
    log = Log(bastille()).weigh("castor oil", "28 g", "09:00").weigh("castor oil", "1.4 oz", "09:01")
    assert any(cause.startswith("castor oil 67.6893 g, planned 40 ±") for cause in of(log).causes)


@pytest.mark.parametrize(
    ("computed", "said"),
    [("226.634504545455 g", "226.635 g"), ("100000.25 g", "100000.25 g"), ("12.5 g", "12.5 g")],
)
def test_a_plan_that_no_scale_rounds_is_said_as_finely_as_a_scale_shows(computed: str, said: str) -> None:
    assert plus_minus(read_amount(computed), None) == said


def test_too_little_lye_gets_more_of_the_same_strength() -> None:
    log = weighed(bastille(), *WEIGHED, sodium_hydroxide="100 g", water="210 g")
    found = of(log)
    assert kinds(found) == ["add lye", "restore"]
    assert found.as_is == (
        "As it is, superfat is now 16.6 % instead of 5.0 %: more than 8.0 % makes a soft bar that goes rancid sooner."
    )
    assert adding(option(found, "add lye")) == {"sodium hydroxide": "13.9 g", "water": "29.2 g"}


def test_lye_that_is_a_little_short_may_be_left() -> None:
    log = weighed(bastille(), *WEIGHED, sodium_hydroxide="112 g")
    assert option(of(log), "as is").sentence == "Leave it: superfat is now 6.6 % instead of 5.0 %."


def test_an_oil_that_is_short_is_filled_up() -> None:
    log = weighed(bastille(), *WEIGHED, castor_oil="37 g")
    assert adding(option(of(log), "restore")) == {"castor oil": "3 g"}


def test_the_lot_at_hand_decides_how_much_lye_its_oil_takes() -> None:
    log = Log(shea_bar()).weigh("coconut oil", "1200 g", "09:00")
    found = of(log, coconut_oil="262 mg KOH/g")
    assert adding(option(found, "adapt lye")) == {"sodium hydroxide": "567.3 g", "water": "1152.0 g"}
    assert found.causes == ()


# Other trades


def test_too_much_salt_is_followed_by_the_rest_of_the_mash() -> None:
    log = Log(plan(SAUCE)).weigh("habanero", "600 g", "09:00").weigh("salt", "33 g", "09:01")
    found = of(log)
    assert kinds(found) == ["as is", "restore"]
    assert option(found, "as is").sentence == (
        "Leave it: salt would be 3.3 % of the vegetables and water instead of 3.0 %."
    )
    assert adding(option(found, "restore")) == {"habanero": "60 g", "carrot": "220 g", "water": "220 g"}
    assert option(found, "restore").sentence.endswith("It makes 1133 g instead of 1030 g.")


def test_a_line_that_is_the_same_at_every_size_makes_nothing_larger() -> None:
    carrot = 'name = "carrot"\nphase = "vegetables"\n'
    text = SAUCE.replace(carrot, f'{carrot}scales = "fixed"\n')
    assert text != SAUCE
    log = Log(plan(text)).weigh("carrot", "300 g", "09:00")
    assert kinds(of(log)) == []


def test_where_all_is_as_planned_there_is_nothing_to_do() -> None:
    found = of(weighed(bastille(), *WEIGHED))
    assert (found.causes, found.options, found.as_is, advice(found)) == ((), (), None, None)


def test_a_portion_is_no_shortage() -> None:
    assert of(weighed(bastille(), "olive oil", olive_oil="200 g")).options == ()


# In one line


def test_after_an_over_pour_the_least_is_told_in_one_line() -> None:
    found = of(weighed(bastille(), "olive oil", olive_oil="412 g"))
    assert advice(found) == (
        "To bring it back: 115.8 g sodium hydroxide instead of 113.9 g, 230.6 g water instead of 226.7 g. "
        "What else can be done: rk rescue"
    )


def test_nobody_is_told_to_double_a_batch_for_its_scent() -> None:
    log = Log(shea_bar()).weigh("lavender essential oil", "240 g", "09:00")
    found = of(log)
    assert advice(found) == "What can be done about it: rk rescue"
    assert "lavender essential oil would be 4.0 % of the total" in option(found, "as is").sentence
    assert round(float(option(found, "restore").result.factor), 2) == 2


# What holds for every slip


@settings(max_examples=40, deadline=None)
@given(
    data=st.fixed_dictionaries(
        {name: st.integers(85, 160) for name in (*OILS, "sodium hydroxide", "water")},
    ),
    recorded=st.sets(st.sampled_from((*OILS, "sodium hydroxide", "water")), min_size=1),
    sap=st.integers(180, 200),
)
def test_nothing_is_taken_out_and_the_lye_never_exceeds_what_the_oils_take(
    data: dict[str, int], recorded: set[str], sap: int
) -> None:
    planned = BASTILLE
    log = Log(planned)
    for name in sorted(recorded):
        line = planned.scaled.line(name)
        assert line is not None
        amount = line.planned.times(_hundredths(data[name]))
        log.weigh(name, str(amount.rounded(line.resolution or read_amount("0.1 g"), "nearest")), "09:00")
    lots = {"olive oil": read_sap(f"{sap} mg KOH/g")} if "olive oil" in recorded else {}
    meant = lye_state(planned.formula, planned.scaled.weights)
    assert meant is not None
    for one in rescue(Weighed(log.record, lots)).options:
        assert all(each.amount.value > 0 for each in one.additions)
        if one.kind == "as is":
            assert 0.02 <= float(one.result.superfat or 0) <= 0.08
        else:
            assert one.result.superfat is not None
            assert one.result.superfat > meant.superfat - _hundredths(1)


def _hundredths(value: int) -> Fraction:
    return Fraction(value, 100)


@pytest.mark.parametrize("kind", ["adapt lye", "pour less", "add oil", "add lye"])
def test_each_way_out_brings_the_superfat_back(kind: str) -> None:
    logs = {
        "adapt lye": weighed(bastille(), *OILS, coconut_oil="260 g"),
        "pour less": weighed(bastille(), *WEIGHED, sodium_hydroxide="125 g"),
        "add oil": weighed(bastille(), *WEIGHED, sodium_hydroxide="125 g"),
        "add lye": weighed(bastille(), *WEIGHED, sodium_hydroxide="105 g"),
    }
    assert abs(superfat(option(of(logs[kind]), kind)) - 0.05) <= 0.001
