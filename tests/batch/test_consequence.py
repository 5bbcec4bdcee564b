"""A weighing is answered with what it makes of the batch."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recipekeeper.batch.consequence import SUPERFAT_MOVES, Weighed, consequences
from recipekeeper.batch.model import Plan
from recipekeeper.batch.record import record
from recipekeeper.files.formula_toml import load_text
from recipekeeper.files.history import by_batch, read
from recipekeeper.files.history_entries import entries_of
from recipekeeper.formula.amounts.lye import lye_state
from recipekeeper.formula.amounts.scale import scale
from recipekeeper.formula.substance.sap import read_sap
from recipekeeper.quantity import read_amount
from tests.batch.bastille import CHART, STEPS, TABLE, WEIGHED, bastille, said, sentences, weighed
from tests.batch.bench import HERE, Log, plan

RECIPES = Path(__file__).parents[2] / "recipes"


@cache
def shea_bar() -> Plan:
    """2000 g olive, 1200 g coconut, 800 g shea, 563.3 g of sodium hydroxide: 5.00 % superfat."""
    return plan((RECIPES / "lavender-shea-soap.toml").read_text(encoding="utf-8"))


# Superfat


@pytest.mark.parametrize("saps", [CHART, TABLE])
def test_412_g_of_olive_oil_for_397_g_would_make_a_superfat_of_6_6_percent(saps: tuple[str, ...]) -> None:
    """A maker's own figure: 6.6 instead of 5.0."""
    log = weighed(bastille(saps), "olive oil", olive_oil="412 g")
    assert sentences(log) == ["superfat would be 6.6 % instead of 5.0 %"]


def test_a_weight_as_planned_is_answered_with_nothing() -> None:
    assert said(weighed(bastille(), "olive oil")) == ()
    assert said(weighed(bastille(), *WEIGHED)) == ()


def test_when_all_oils_and_the_alkali_are_in_the_superfat_is_what_it_is() -> None:
    log = weighed(bastille(), *WEIGHED, olive_oil="412 g")
    assert sentences(log) == []
    last = weighed(bastille(), "water", *(name for name in WEIGHED if name != "water"), olive_oil="412 g")
    assert sentences(last) == ["superfat is now 6.6 % instead of 5.0 %"]


@pytest.mark.parametrize(
    ("weighing", "words", "grave"),
    [
        (
            ("sodium hydroxide", "623.3 g"),
            "there would be more lye than the oils take up: superfat would be −5.1 %",
            True,
        ),
        (("olive oil", "1800 g"), "superfat would be 0.5 % instead of 5.0 %, less than 2.0 %", True),
        (("shea butter", "740 g"), "superfat would be 3.8 % instead of 5.0 %", False),
        (("olive oil", "2100 g"), "superfat would be 7.1 % instead of 5.0 %", False),
    ],
)  # fmt: skip
def test_the_superfat_of_a_shea_bar_follows_each_slip_of_the_scale(
    weighing: tuple[str, str], words: str, grave: bool
) -> None:
    """Computed for 563.3 g of alkali: a tare of 60 g on it makes −5.1 %, 200 g of olive oil forgotten 0.45 %."""
    (found,) = [one for one in said(Log(shea_bar()).weigh(*weighing, "09:00")) if one.kind == "superfat"]
    assert found.sentence == words
    assert found.is_grave is grave
    assert found.planned is not None
    assert round(float(found.planned), 4) == 0.05


def test_once_lye_is_left_over_it_is_said_as_it_is() -> None:
    log = Log(shea_bar())
    for name, amount in (("olive oil", "2000 g"), ("coconut oil", "1200 g"), ("shea butter", "800 g")):
        log.weigh(name, amount, "09:00")
    first, lye = said(log.weigh("sodium hydroxide", "623.3 g", "09:05"))
    assert first.sentence == "there is more lye than the oils take up: superfat is −5.1 %"
    assert lye.sentence == "the lye would be 35.3 % instead of 33.0 %"


def test_a_portion_counts_as_the_whole_until_its_step_is_over() -> None:
    log = Log(bastille()).begin("weigh oils", "09:00").weigh("olive oil", "200 g", "09:01")
    assert said(log) == ()
    log.done("weigh oils", "09:02").weigh("coconut oil", "238 g", "09:03")
    (found,) = said(log)
    assert found.value is not None
    assert found.value < 0


def test_the_sap_of_the_lot_counts_and_is_named() -> None:
    """A lot of coconut oil with 262 instead of 257 mg KOH/g makes 5.68 % of a nominal 5 %."""
    log = Log(shea_bar()).weigh("coconut oil", "1200 g", "09:00", lot="CO-2601")
    (found,) = said(log, {"coconut oil": "262 mg KOH/g"})
    assert found.sentence == (
        "superfat would be 5.7 % instead of 5.0 %; by its lot coconut oil has a SAP of 262 mg KOH/g, not 257 mg KOH/g"
    )
    assert round(float(found.value or 0), 4) == 0.0568


def test_an_entry_that_is_taken_back_or_put_right_says_that_all_is_well_again() -> None:
    log = weighed(bastille(), "olive oil", olive_oil="412 g")
    assert sentences(log.undo(1, "09:02")) == ["superfat would be 5.0 % again, as planned"]
    log = weighed(bastille(), "olive oil", olive_oil="440 g").correct(1, "397 g", "09:02")
    assert sentences(log) == ["superfat would be 5.0 % again, as planned"]
    log = weighed(bastille(), "olive oil", olive_oil="440 g").correct(1, "412 g", "09:02")
    assert sentences(log) == ["superfat would be 6.6 % instead of 5.0 %"]


def test_what_is_no_weighing_follows_nothing() -> None:
    log = weighed(bastille(), "olive oil", olive_oil="412 g").begin("weigh oils", "09:05")
    assert said(log) == ()


@settings(max_examples=60)
@given(
    olive=st.integers(380, 420),
    coconut=st.integers(228, 250),
    alkali=st.integers(1100, 1170).map(lambda tenths: f"{tenths / 10} g"),
)
def test_what_is_said_is_what_the_weights_come_to(olive: int, coconut: int, alkali: str) -> None:
    planned = bastille()
    log = weighed(
        planned, "water", *(n for n in WEIGHED if n != "water"),
        olive_oil=f"{olive} g", coconut_oil=f"{coconut} g", sodium_hydroxide=alkali,
    )  # fmt: skip
    weights = {**{name: read_amount(text) for name, text in WEIGHED.items()},
               "olive oil": read_amount(f"{olive} g"), "coconut oil": read_amount(f"{coconut} g"),
               "sodium hydroxide": read_amount(alkali)}  # fmt: skip
    state, meant = lye_state(planned.formula, weights), lye_state(planned.formula, planned.scaled.weights)
    assert state is not None
    assert meant is not None
    found = [one for one in said(log) if one.kind == "superfat"]
    if abs(state.superfat - meant.superfat) <= SUPERFAT_MOVES:
        assert all("again" in one.sentence for one in found)
    else:
        assert [one.value for one in found] == [state.superfat]
        assert found[0].is_grave is (state.superfat < read_percent("2"))
        assert ("more lye" in found[0].sentence) is (state.superfat < 0)


def read_percent(text: str) -> Fraction:
    return Fraction(text) / 100


# Lye and shares


def test_water_that_departs_makes_the_lye_stronger() -> None:
    """1080 g of water for 1143.7 g: 34.3 % instead of 33.0 %."""
    log = Log(shea_bar()).weigh("sodium hydroxide", "563.4 g", "09:00").weigh("water", "1080 g", "09:01")
    assert sentences(log) == ["the lye is now 34.3 % instead of 33.0 %"]


def test_water_within_three_percent_but_for_a_drop_is_not_worth_a_word() -> None:
    assert said(Log(shea_bar()).weigh("water", "1124 g", "09:01")) == ()


SAUCE = """
format = 1
code = "HAB"
name = "Habanero mash"
yields = "1030 g"
basis = ["vegetables", "water"]

[[ingredient]]
name = "habanero"
phase = "vegetables"
amount = "600 g"

[[ingredient]]
name = "carrot"
phase = "vegetables"
amount = "200 g"

[[ingredient]]
name = "water"
amount = "200 g"

[[ingredient]]
name = "salt"
share = "3 %"
tolerance = "2 %"

[[step]]
name = "mash"
uses = ["vegetables", "water", "salt"]
"""


def test_the_share_of_an_ingredient_is_said_of_what_the_formula_takes_it_of() -> None:
    log = Log(plan(SAUCE))
    for name, amount in (("habanero", "600 g"), ("carrot", "200 g"), ("water", "200 g")):
        log.weigh(name, amount, "09:00")
        assert said(log) == ()
    (found,) = said(log.weigh("salt", "34 g", "09:05"))
    assert found.sentence == "salt is 3.4 % of the vegetables and water instead of 3.0 %"
    assert (found.kind, float(found.value or 0)) == ("share", 0.034)


def test_that_the_salt_is_thinned_is_said_although_it_was_weighed_rightly() -> None:
    log = Log(plan(SAUCE)).weigh("salt", "30 g", "09:00").weigh("habanero", "800 g", "09:01")
    assert "salt would be 2.5 % of the vegetables and water instead of 3.0 %" in sentences(log)


def test_more_salt_to_its_group_because_less_went_in_is_left_to_the_deviation() -> None:
    log = Log(plan(SAUCE)).weigh("salt", "30 g", "09:00").weigh("habanero", "560 g", "09:01")
    assert [one for one in sentences(log) if one.startswith("salt")] == []


def test_a_share_within_the_tolerance_of_its_line_is_not_worth_a_word() -> None:
    log = Log(plan(SAUCE.replace('tolerance = "2 %"', 'tolerance = "10 %"'))).weigh("salt", "32 g", "09:00")
    assert said(log) == ()


def test_without_a_group_a_share_is_one_of_the_total() -> None:
    log = Log(plan((RECIPES / "lavender-shea-soap.toml").read_text(encoding="utf-8")))
    assert sentences(log.weigh("kaolin", "60 g", "09:00")) == [
        "kaolin would be 1.0 % of the total instead of 0.68 %"
    ]


def test_where_a_volume_has_no_density_no_share_is_guessed() -> None:
    text = SAUCE.replace('name = "water"\namount = "200 g"', 'name = "stock"\namount = "200 ml"')
    text = text.replace('"water"', '"stock"').replace(
        'basis = ["vegetables", "stock"]', 'basis = "vegetables"'
    )
    log = Log(plan(text)).weigh("stock", "300 ml", "09:00")
    assert said(log) == ()


# The twelve batches of the sample history


def test_the_sample_batches_have_the_superfat_that_their_lots_and_weights_make() -> None:
    """Computed beside them: 5.06, 4.97, 5.06, 5.04, 4.98, 5.72, 5.65, 5.69, 5.68, 5.75, 5.64, 5.69 %.

    From the sixth on coconut oil is of lot CO-2601 with a SAP of 262 mg KOH/g.
    """
    formula, _ = load_text((RECIPES / "lavender-shea-soap.toml").read_text(encoding="utf-8"))
    rows, problems = read(RECIPES / "soap-history.csv", HERE)
    assert formula is not None
    assert not problems
    found = []
    for code, told in by_batch(rows).items():
        past = entries_of(told, formula)
        planned = Plan(code, formula, 1, scale(formula, past.size))
        whole = [draft.entry(entry_id="", seq=seq, act=str(seq), recorded_at=past.heading.began_at, by="A")
                 for seq, draft in enumerate(past.entries)]  # fmt: skip
        batch = record(planned, whole)
        coconut = batch.state.weighing("coconut oil")
        saps = {"coconut oil": read_sap("262 mg KOH/g")} if coconut and "CO-2601" in coconut.lots else {}
        state = lye_state(formula, {w.ingredient: w.total for w in batch.state.weighings if w.total}, saps)
        assert state is not None
        found.append(round(float(state.superfat) * 100, 2))
        told_now = consequences(Weighed(record(planned, whole[:1]), {}), Weighed(batch, saps))
        expected = [found[-1]] if abs(found[-1] - 5.0) > 0.1 else []
        assert [
            round(float(one.value or 0) * 100, 2) for one in told_now if one.kind == "superfat"
        ] == expected
    assert found == [5.06, 4.97, 5.06, 5.04, 4.98, 5.72, 5.65, 5.69, 5.68, 5.75, 5.64, 5.69]


def test_a_formula_whose_steps_use_all_at_once_is_answered_too() -> None:
    steps = STEPS.replace('uses = ["oils"]', 'uses = ["oils", "lye solution"]').replace(
        'uses = ["lye solution"]', ""
    )
    log = weighed(bastille(steps=steps), "olive oil", olive_oil="412 g")
    assert sentences(log) == ["superfat would be 6.6 % instead of 5.0 %"]
