"""What a change brings about: the lye, amounts, limits, and where things go in."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recipekeeper.formula.changes.consequences import consequences
from tests.formula.bastille import BASTILLE, Document, changed, formula, with_shares

SAUCE: Document = {
    "code": "SAUCE",
    "name": "Jalapeño sauce",
    "yields": "10 kg",
    "ingredient": [
        {"name": "mash", "amount": "6000 g"},
        {"name": "vinegar", "amount": "2500 g"},
        {"name": "salt", "share": "3 %", "of": "mash"},
        {"name": "water", "amount": "q.s."},
    ],
    "step": [{"name": "mix", "uses": ["mash", "vinegar", "salt", "water"]}],
}


def said(before: Document, after: Document) -> list[str]:
    return [each.sentence for each in consequences(formula(before), formula(after))]


def test_less_shea_and_more_olive_call_for_more_lye() -> None:
    """An olive oil of 190 and a shea butter of 179 mg KOH/g; sodium hydroxide of 98 %, as it is weighed."""
    assert said(BASTILLE, with_shares(55, 30, 10)) == [
        "NaOH per kg oils 143.7 → 144.1 g",
        "water per kg oils 286.0 → 286.7 g",
        "olive oil 500 → 550 g per kg oils",
        "shea butter 150 → 100 g per kg oils",
        "all ingredients together 1460 → 1461 g, 100.1 % of what it yields",
    ]


def test_a_consequence_has_both_values_for_a_program() -> None:
    first = consequences(formula(BASTILLE), formula(with_shares(55, 30, 10)))[0]
    assert (first.what, first.before, first.after) == ("NaOH per kg oils", "143.7 g", "144.1 g")


@pytest.mark.parametrize(
    ("path", "value", "sentences"),
    [
        (
            "lye.superfat",
            "4 %",
            [
                "NaOH per kg oils 143.7 → 145.2 g",
                "water per kg oils 286 → 289 g",
                "effective superfat 5.02 → 4.03 %",
            ],
        ),
        ("lye.purity", "90 %", ["NaOH per kg oils 143.7 → 156.5 g"]),
        ("lye.concentration", "35 %", ["water per kg oils 286.0 → 261.6 g"]),
        (
            "lye.alkali",
            {"NaOH": "60 %", "KOH": "40 %"},
            [
                "NaOH per kg oils 143.7 → 86.2 g",
                "KOH per kg oils now 80.63 g (was none)",
                "water per kg oils 286 → 332 g",
            ],
        ),
        (
            "lye.solution",
            "50 %",
            ["NaOH solution per kg oils 143.7 → 281.7 g", "water per kg oils 286.0 → 145.1 g"],
        ),
    ],
)
def test_a_change_of_the_lye_is_told_by_what_is_weighed(path: str, value: Any, sentences: list[str]) -> None:
    found = said(BASTILLE, changed(path, value))
    assert [each for each in found if not each.startswith("all ingredients")] == sentences


def test_a_soap_in_pounds_is_told_in_ounces() -> None:
    """16 oz of these oils call for 0.14373 × 16 = 2.2997 oz."""
    pounds = changed("yields", "23.3 oz", changed("basis_amount", "1 lb"))
    after = changed("yields", "23.3 oz", changed("basis_amount", "1 lb", with_shares(55, 30, 10)))
    assert said(pounds, after)[0] == "NaOH per lb oils 2.300 → 2.306 oz"


def test_oils_that_change_beside_a_lye_that_is_written_move_the_superfat() -> None:
    """1000 g of olive oil of 190 mg KOH/g take 135.47 g NaOH: 128.7 g leave 5.0 %; 930 g take 125.99 g."""
    soap: Document = {
        "code": "CASTILE",
        "name": "Castile",
        "yields": "1400 g",
        "ingredient": [
            {"name": "olive oil", "phase": "oils", "amount": "1000 g", "sap": "190 mg KOH/g"},
            {"name": "sodium hydroxide", "phase": "lye", "amount": "128.7 g"},
            {"name": "water", "phase": "lye", "amount": "260 g"},
        ],
    }
    assert said(soap, changed("ingredient[1].amount", "930 g", soap)) == [
        "NaOH per kg oils 128.7 → 138.4 g",
        "water per kg oils 260.0 → 279.6 g",
        "effective superfat 5.00 → −2.15 %",
        "all ingredients together 1389 → 1319 g, 94.19 % of what it yields",
    ]


def test_a_formula_for_twice_the_size_needs_no_other_lye() -> None:
    twice = changed("yields", "2918 g", changed("basis_amount", "2000 g"))
    assert said(BASTILLE, twice) == ["all ingredients together 1460 → 2919 g, 100 % of what it yields"]


def test_what_is_a_fixed_weight_becomes_less_beside_more_oils() -> None:
    clay = deepcopy(BASTILLE)
    clay["ingredient"].append({"name": "kaolin", "amount": "20 g"})
    assert "kaolin 20 → 10 g per kg oils" in said(clay, changed("basis_amount", "2000 g", clay))


def test_a_yield_that_no_longer_fits_what_goes_in_is_told() -> None:
    assert said(BASTILLE, changed("yields", "1400 g")) == [
        "all ingredients together 1460 g, 104.3 % of what it yields (was 100.0 %)"
    ]


def test_what_is_computed_from_a_changed_amount_is_told() -> None:
    """The amount itself is said by its key; 3 % of 500 g more mash are 15 g, and the water makes room."""
    assert said(SAUCE, changed("ingredient[1].amount", "6500 g", SAUCE)) == [
        "salt 180 → 195 g",
        "water 1320 → 805 g",
    ]


def test_amounts_of_another_size_are_compared_at_the_size_of_the_first() -> None:
    half = changed("yields", "5 kg", changed("ingredient[1].amount", "3000 g", SAUCE))
    half = changed("ingredient[2].amount", "1000 g", half)
    assert said(SAUCE, half)[0] == "water 1320 → 1820 g at 10 kg"


def test_a_measured_share_is_told_in_its_own_unit() -> None:
    lactate = deepcopy(BASTILLE) | {"units": "us"}
    lactate["ingredient"].append({"name": "sodium lactate", "share": "1 tsp/lb", "density": "1.3 g/ml"})
    assert "sodium lactate 2.205 → 4.409 tsp per kg oils" in said(
        lactate, changed("ingredient[6].share", "2 tsp/lb", lactate)
    )


def test_an_oil_that_was_dropped_is_gone_from_the_kilogram() -> None:
    without = with_shares(55, 30, 15)
    del without["ingredient"][3]
    found = said(BASTILLE, without)
    assert "castor oil no longer (was 50 g per kg oils)" in found
    assert "castor oil now 50 g per kg oils (was none)" in said(without, BASTILLE)


def test_a_loss_that_grew_fills_fewer_pieces() -> None:
    """98 % of 1459 g fill 10 of 142 g, 97 % fill 9."""
    filled = deepcopy(BASTILLE) | {"fill": {"each": "142 g", "unit": "bar", "loss": "2 %"}}
    assert said(filled, changed("fill.loss", "3 %", filled)) == ["pieces that it fills 10 → 9"]


# Limits


CHECK = "step[3].check[1]"


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("critical", ["38 degC", "47 degC"], "critical now 38..47 °C, narrower at the top"),
        ("critical", ["36 degC", "49 degC"], "critical now 36..49 °C, wider at the bottom"),
        ("critical", ["36 degC", "47 degC"], "critical now 36..47 °C, moved down"),
        ("critical", ["39 degC", "48 degC"], "critical now 39..48 °C, narrower at both ends"),
        ("critical", None, "critical no longer (was 38..49 °C)"),
        ("within", "2 degC", "working limits now 41..45 °C, narrower at both ends"),
        ("target", "44 degC", "working limits now 41..47 °C, moved up"),
        ("within", "5.4 degF", None),
    ],
)
def test_limits_are_said_to_be_narrower_or_wider(key: str, value: Any, sentence: str | None) -> None:
    expected = [] if sentence is None else [f"combine/oil temperature: {sentence}"]
    assert said(BASTILLE, changed(f"{CHECK}.{key}", value)) == expected


def test_one_open_end_is_told_by_the_end_that_moved() -> None:
    most = changed("step[3].check", [{"measure": "pH", "at_most": "10.5 pH"}])
    assert said(most, changed("step[3].check", [{"measure": "pH", "at_most": "10 pH"}])) == [
        "combine/pH: working limits now at most 10 pH, narrower at the top"
    ]
    assert said(most, changed("step[3].check", [{"measure": "pH", "between": ["9 pH", "11 pH"]}])) == [
        "combine/pH: working limits now 9..11 pH, narrower at the bottom, wider at the top"
    ]


def test_limits_that_are_critical_themselves_are_told_once() -> None:
    own = changed(f"{CHECK}.critical", True)
    assert said(own, changed(f"{CHECK}.within", "2 degC", own)) == [
        "combine/oil temperature: critical limits now 41..45 °C, narrower at both ends"
    ]


def test_a_check_that_was_taken_out_takes_its_critical_limits_with_it() -> None:
    without = changed("step[3].check", BASTILLE["step"][2]["check"][1:])
    assert said(BASTILLE, without) == ["combine/oil temperature: critical no longer (was 38..49 °C)"]
    assert said(without, BASTILLE) == [
        "combine/oil temperature: critical now 38..49 °C, where there was none"
    ]


def test_limits_that_become_critical_themselves_are_told() -> None:
    none = changed(f"{CHECK}.critical", None)
    assert said(none, changed(f"{CHECK}.critical", True)) == [
        "combine/oil temperature: critical now 40..46 °C, where there was none"
    ]


def test_a_limit_by_another_reading_is_told_by_its_ends() -> None:
    """Fill temperatures by pH: University of Arkansas."""
    rows = [["3.0 pH", "65.6 degC"], ["3.2 pH", "68.9 degC"]]
    fill = {"measure": "fill temperature", "depends_on": "pH", "at_least_by": rows, "critical": True}
    checks = [{"measure": "pH", "at_most": "4 pH"}, fill]
    by_ph = changed("step[3].check", checks)
    hotter = changed("step[3].check[2].at_least_by", [["3.0 pH", "70 degC"], ["3.2 pH", "75 degC"]], by_ph)
    assert said(by_ph, hotter) == [
        "combine/fill temperature: critical limits now at least 70 to 75 °C by pH (was at least 65.6 to 68.9 °C by pH)"
    ]
    assert said(by_ph, changed("step[3].check", checks[:1])) == [
        "combine/fill temperature: critical limits no longer (was at least 65.6 to 68.9 °C by pH)"
    ]


def test_words_are_said_that_are_accepted_now_and_no_longer() -> None:
    assert said(BASTILLE, changed("step[3].check[2].is", ["light", "heavy"])) == [
        "combine/trace: heavy accepted now, medium accepted no longer"
    ]
    assert said(BASTILLE, changed("step[3].check[2].critical", True)) == [
        "combine/trace: another word now puts the batch on hold"
    ]


def test_the_range_of_the_yield_is_a_limit_too() -> None:
    first = changed("yield_within", "90..102 %")
    assert said(first, changed("yield_within", "92..102 %", first)) == [
        "yield: limits now 92..102 %, narrower at the bottom"
    ]


# Steps


def test_an_ingredient_that_goes_in_elsewhere_is_named_with_both_steps() -> None:
    later = changed("step[3].uses", ["scent", "shea butter"])
    later = changed("step[1].uses", ["olive oil", "coconut oil", "castor oil"], later)
    assert said(BASTILLE, later) == ["shea butter now goes in at combine (was at melt)"]
    assert said(BASTILLE, changed("step[3].uses", None)) == [
        "lavender essential oil goes in at no step now (was at combine)"
    ]


def test_a_step_that_is_only_renamed_moves_nothing() -> None:
    renamed = changed("step[1].name", "warm", changed("step[1].was", "melt"))
    assert said(BASTILLE, renamed) == []


# Any formula


@settings(max_examples=60)
@given(data=st.data())
def test_a_formula_without_a_change_has_no_consequence(
    documents: st.SearchStrategy[Document], data: st.DataObject
) -> None:
    found = formula(data.draw(documents))
    assert consequences(found, found) == ()


@settings(max_examples=60)
@given(data=st.data())
def test_any_two_formulas_can_be_compared(
    documents: st.SearchStrategy[Document], data: st.DataObject
) -> None:
    a, b = (formula(data.draw(documents)) for _ in range(2))
    for each in consequences(a, b):
        assert each.what
        assert each.before != each.after or each.sentence.endswith("on hold")
