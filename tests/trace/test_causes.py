"""What the trade knows of causes: symptoms as makers type them, and the factors of the sample formulas."""

from __future__ import annotations

import tomllib
from functools import cache
from math import log
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recipekeeper.files.causes import shipped
from recipekeeper.trace.causes import MEDIUM, STRONG, WEAK, Cause, Causes, Direction, Strength, known, worth
from recipekeeper.trace.model import Factor, Kind

RECIPES = Path(__file__).parents[2] / "recipes"
LOW, HIGH, ODD, BLANK = -3.0, 3.0, 4.0, None

# How the handbook of the trade words each of its 46 rules, and how a maker might.
SAID = [
    ("S01", "soap", "False trace (thick, grainy, then oil layer / separation in mould)"),
    ("S01", "soap", "separated in the mold"),
    ("S02", "soap", "Separation / oily pool, wet base"),
    ("S02", "soap", "soft wet base"),
    ("S02", "soap", "seperated after an hour"),
    ("S03", "soap", "Acceleration (fast trace)"),
    ("S03", "soap", "it thickened far too quickly"),
    ("S04", "soap", 'Seizing ("soap on a stick")'),
    ("S04", "soap", "SEIZED up"),
    ("S05", "soap", "Ricing (rice-like grains)"),
    ("S06", "soap", "Soda ash"),
    ("S06", "soap", "white powdery film on the tops"),
    ("S07", "soap", "Partial gel (ring / dark centre)"),
    ("S07", "soap", "dark center in every bar"),
    ("S08", "soap", "Volcano / overheating / cracked top"),
    ("S09", "soap", "Glycerin rivers"),
    ("S09", "soap", "glycerine rivers"),
    ("S10", "soap", "Lye heavy (zap, brittle, crumbly, chalky)"),
    ("S10", "soap", "zaps"),
    ("S11", "soap", "Lye pockets / white caustic spots"),
    ("S12", "soap", "Soft / sticky bars"),
    ("S13", "soap", "DOS / rancidity (weeks-months)"),
    ("S13", "soap", "orange spots on 3 of 9"),
    ("S14", "soap", "Underweight bar at sale"),
    ("S15", "soap", "Scent fades"),
    ("S15", "soap", "no scent left"),
    ("S16", "soap", "Discoloration (brown)"),
    ("S16", "soap", "discolouration"),
    ("H01", "hot-process soap", "Boil-over"),
    ("H02", "hot-process soap", "Dry, cannot pour / burnt"),
    ("H03", "hot-process soap", "Zap after cook"),
    ("F01", "sauce", "Mould on mash"),
    ("F01", "fermented hot sauce", "mold on top"),
    ("F02", "sauce", "Kahm yeast film"),
    ("F03", "sauce", "Slow / stuck ferment"),
    ("F04", "sauce", "Equilibrium pH too high"),
    ("F04", "sauce", "pH 4.71"),
    ("F05", "sauce", "Gas, swelling, popping caps"),
    ("F05", "sauce", "gas, bottles swell"),
    ("F06", "sauce", "Separation / serum"),
    ("F07", "sauce", "Too thick / gelled, fish-eyes"),
    ("F08", "sauce", "Scorching, burnt note"),
    ("F09", "sauce", "Under-fill after cooling"),
    ("F10", "sauce", "Colour fade / browning"),
    ("F10", "sauce", "color faded"),
    ("F11", "sauce", "Yield short"),
    ("F12", "sauce", "Heat level off vs history"),
    ("J01", "jam", "Does not set"),
    ("J01", "jam", "it didn't set"),
    ("J02", "jam", "Weeping (syneresis), brittle set"),
    ("J03", "jam", "Mould under lid"),
    ("J04", "jam", "Crystals"),
    ("L01", "lotion", "Emulsion splits"),
    ("L02", "lotion", "Mould / micro fail"),
    ("L03", "lotion", "Runny / grainy"),
    ("C01", "candle", "Sweating / oil on top"),
    ("C02", "candle", "Weak scent"),
    ("C03", "candle", "Tunnelling / sooting"),
    ("C03", "candle", "tunneling"),
    ("C04", "candle", "Frosting / wet spots / sinkholes"),
    ("B01", "beer", "Bitterness off after scaling"),
    ("B02", "beer", "OG off"),
    ("K01", "kombucha", "Mould"),
    ("D01", "dough", "Under-weight loaf"),
]


def rules(symptom: str, made: str = "") -> set[str]:
    return {cause.rule for cause in shipped().of(symptom, made)}


# Symptoms


@pytest.mark.parametrize(("rule", "made", "symptom"), SAID)
def test_each_symptom_is_known_as_the_handbook_and_as_makers_write_it(
    rule: str, made: str, symptom: str
) -> None:
    assert rule in rules(symptom, made)


def test_all_46_rules_of_the_handbook_are_there_each_with_a_factor_a_source_and_one_wording() -> None:
    assert {rule for rule, _, _ in SAID} == {cause.rule for cause in shipped().rows}
    assert len({cause.rule for cause in shipped().rows}) == 46
    assert all(cause.source for cause in shipped().rows)
    worded = {(cause.rule, cause.trade, cause.symptom, cause.source) for cause in shipped().rows}
    assert len(worded) == 46


@pytest.mark.parametrize("symptom", ["", "  ", "lovely", "the customer was rude", "phase", "ashtray", "dose"])
def test_what_is_no_symptom_of_the_trade_is_not_taken_for_one(symptom: str) -> None:
    assert shipped().of(symptom) == ()


def test_each_phrase_of_the_table_finds_its_own_rule() -> None:
    first = {cause.rule: cause for cause in shipped().rows}
    for rule, cause in first.items():
        for phrase in cause.symptom:
            assert Causes((cause,)).of(phrase, cause.trade[0]) == (cause,), (rule, phrase)


def test_what_is_denied_was_not_seen() -> None:
    assert "S10" not in rules("soft bars, no zap", "soap")
    assert "S12" in rules("soft bars, no zap", "soap")
    assert rules("not separated", "soap") == set()


def test_words_of_two_clauses_make_no_phrase() -> None:
    assert "S01" in rules("an oil layer", "soap")
    assert rules("olive oil was new, top layer fine", "soap") == set()


def test_the_trade_of_the_formula_leaves_the_other_trades_out() -> None:
    assert rules("separated", "cold-process soap") == {"S01", "S02"}
    assert rules("separated", "fermented hot sauce") == {"F06"}
    assert rules("separated", "body lotion") == {"L01"}
    assert rules("zap", "hot-process soap") == {"H03", "S10"}
    assert rules("separated", "shaving thing") == {"S01", "S02", "F06", "L01"}


# Factors of the sample formulas


@cache
def recipe(name: str) -> dict[str, Any]:
    document: dict[str, Any] = tomllib.loads((RECIPES / f"{name}.toml").read_text("utf-8"))
    return document


def blamed(name: str, symptom: str, factor: Factor, side: float | None) -> float:
    """By how much the odds of that factor of a sample formula are multiplied."""
    document = recipe(name)
    steps = {step["name"]: step for step in document["step"]}
    if factor.kind is Kind.READING:
        assert factor.name in [check["measure"] for check in steps[factor.step or ""]["check"]]
    lines = {line["name"]: line["phase"] for line in document["ingredient"]}
    text = steps[factor.step]["text"] if factor.step else ""
    causes = shipped().of(symptom, document["kind"])
    return worth(known(causes, factor, side, text, lines.get(factor.name, "")), side)


SOAP, SAUCE, JAM, LOTION = "lavender-shea-soap", "habanero-carrot-sauce", "jam", "lavender-lotion"
OIL = Factor(Kind.READING, "combine", "oil temperature")


@pytest.mark.parametrize(
    ("name", "symptom", "factor", "side", "odds"),
    [
        (SOAP, "separated in the mould", OIL, LOW, STRONG),
        (SOAP, "separated in the mould", OIL, HIGH, 1.0),
        (SOAP, "seized", Factor(Kind.READING, "add lavender", "batter temperature"), HIGH, STRONG),
        (SOAP, "fast trace", OIL, HIGH, STRONG),
        (SOAP, "fast trace", OIL, LOW, 1.0),
        (SOAP, "separated in the mould", Factor(Kind.DURATION, "combine"), LOW, MEDIUM),
        (SOAP, "separated in the mould", Factor(Kind.READING, "cure", "room temperature"), LOW, 1.0),
        (SOAP, "lye heavy", Factor(Kind.WEIGHT, None, "sodium hydroxide"), HIGH, STRONG),
        (SOAP, "lye heavy", Factor(Kind.WEIGHT, None, "sodium hydroxide"), LOW, 1.0),
        (SOAP, "lye heavy", Factor(Kind.WEIGHT, None, "shea butter"), LOW, STRONG),
        (SOAP, "lye heavy", Factor(Kind.WEIGHT, None, "lavender essential oil"), LOW, 1.0),
        (SOAP, "orange spots", Factor(Kind.LOT, None, "olive oil", "OO-2509"), None, STRONG),
        (SOAP, "orange spots", Factor(Kind.LOT, None, "kaolin", "KA-0101"), None, 1.0),
        (SOAP, "seized", Factor(Kind.LOT, None, "lavender essential oil", "LV-0426"), None, STRONG),
        (SOAP, "gel ring", Factor(Kind.READING, "set", "ambient"), LOW, STRONG),
        (SOAP, "soda ash", Factor(Kind.READING, "set", "gel"), ODD, MEDIUM),
        (SOAP, "zap", Factor(Kind.OPERATOR, None, "TS"), None, 1.0),
        ("hot-process-soap", "zap", Factor(Kind.DURATION, "cook"), LOW, MEDIUM),
        ("hot-process-soap", "boiled over", Factor(Kind.READING, "weigh oils", "pot fill"), HIGH, STRONG),
        (SAUCE, "mold on the mash", Factor(Kind.READING, "pack", "salt"), LOW, STRONG),
        (SAUCE, "mold on the mash", Factor(Kind.READING, "test", "finished salt"), LOW, 1.0),
        (SAUCE, "bottles swell", Factor(Kind.READING, "fill", "fill temperature"), LOW, STRONG),
        (SAUCE, "bottles swell", Factor(Kind.SKIPPED, "invert"), ODD, STRONG),
        (SAUCE, "pH too high", Factor(Kind.WEIGHT, None, "white vinegar"), LOW, STRONG),
        (SAUCE, "watery layer", Factor(Kind.WEIGHT, None, "xanthan gum"), LOW, STRONG),
        (SAUCE, "far too mild", Factor(Kind.LOT, None, "habanero", "HB-1"), None, STRONG),
        (SAUCE, "far too mild", Factor(Kind.LOT, None, "sea salt", "SS-1"), None, 1.0),
        (JAM, "did not set", Factor(Kind.READING, "boil", "Brix"), LOW, STRONG),
        (JAM, "did not set", Factor(Kind.READING, "test", "pH"), HIGH, STRONG),
        (JAM, "weeps", Factor(Kind.READING, "test", "pH"), LOW, STRONG),
        (
            LOTION, "it split",
            Factor(Kind.READING, "heat oil phase", "oil phase temperature"), LOW, STRONG,
        ),
        (LOTION, "it split", Factor(Kind.WEIGHT, None, "emulsifying wax"), LOW, STRONG),
        (LOTION, "mouldy", Factor(Kind.WEIGHT, None, "preservative"), LOW, STRONG),
        ("candle", "no throw", Factor(Kind.DURATION, "cure"), LOW, MEDIUM),
        ("candle", "tunnelling", Factor(Kind.LOT, None, "wick", "W-1"), None, STRONG),
        ("pale-ale", "too bitter", Factor(Kind.LOT, None, "Magnum 60 min", "M-25"), None, STRONG),
        ("pale-ale", "OG low", Factor(Kind.EQUIPMENT, "crush", "mill 2"), None, STRONG),
        ("bread-dough", "loaves underweight", Factor(Kind.READING, "divide", "piece weight"), LOW, STRONG),
    ],
)  # fmt: skip
def test_a_symptom_points_to_the_factors_of_the_sample_formulas(
    name: str, symptom: str, factor: Factor, side: float | None, odds: float
) -> None:
    assert blamed(name, symptom, factor, side) == odds


def test_a_reading_that_is_blank_gets_half_as_a_logarithm() -> None:
    assert log(blamed(SOAP, "separated", OIL, BLANK)) == pytest.approx(log(STRONG) / 2)
    in_words = Factor(Kind.READING, "medium trace", "trace")
    assert log(blamed(SOAP, "separated", in_words, BLANK)) == pytest.approx(log(STRONG) / 2)
    assert blamed(SOAP, "separated", in_words, 0.0) == 1.0


def test_a_word_beside_a_number_is_not_taken_for_it() -> None:
    """`batter` in words is a sign of a false trace; the batter temperature is a number of its own."""
    batter = Factor(Kind.READING, "combine", "batter")
    assert blamed(SOAP, "separated", batter, ODD) == STRONG
    assert blamed(SOAP, "separated", Factor(Kind.READING, "add lavender", "batter temperature"), HIGH) == 1.0


def test_a_step_that_is_only_numbered_is_known_by_its_text() -> None:
    causes = shipped().of("separated", "soap")
    numbered = Factor(Kind.READING, "step 4", "oil temperature")
    assert known(causes, numbered, LOW, "Combine lye and oils.") is not None
    assert known(causes, numbered, LOW, "Stand the bars on the rack.") is None
    named = Factor(Kind.READING, "cure", "oil temperature")
    assert known(causes, named, LOW, "Combine lye and oils.") is None


def test_a_phase_counts_only_as_a_whole() -> None:
    causes = shipped().of("lye heavy", "soap")
    assert known(causes, Factor(Kind.WEIGHT, "make lye", "water"), HIGH, "", "lye solution") is None
    assert known(causes, Factor(Kind.WEIGHT, "weigh oils", "tiger nut"), LOW, "", "oils") is not None


def test_of_several_rules_the_strongest_counts_and_of_equal_ones_the_makers_own() -> None:
    def rule(name: str, strength: Strength, *, own: bool = False) -> Cause:
        return Cause(
            name, (), ("dull",), Kind.READING, (), ("oil",), Direction.LOW, strength, own=own
        )  # fmt: skip

    causes = Causes((rule("mine", Strength.STRONG, own=True), rule("weak", Strength.WEAK),
                     rule("theirs", Strength.STRONG))).of("dull")  # fmt: skip
    found = known(causes, OIL, LOW)
    assert found is not None
    assert found.rule == "mine"


# Properties


SIDES = st.one_of(st.none(), st.floats(-50, 50))
FACTORS = st.builds(
    Factor,
    st.sampled_from(Kind),
    st.sampled_from(["combine", "cook", "fill", "set", "step 3"]),
    st.sampled_from(["oil temperature", "pH", "olive oil", "water", "salt", "trace", "1"]),
    st.just("L-1"),
)


@given(st.text(max_size=30), FACTORS, SIDES)
@settings(max_examples=60)
def test_where_no_symptom_matches_nothing_is_multiplied(symptom: str, factor: Factor, side: float) -> None:
    causes = shipped().of(symptom)
    found = known(causes, factor, side)
    assert causes or found is None
    assert found is None or found in causes


@given(st.sampled_from([said for _, _, said in SAID]), FACTORS, SIDES)
@settings(max_examples=60)
def test_knowledge_multiplies_the_odds_by_one_to_four(
    symptom: str, factor: Factor, side: float | None
) -> None:
    found = known(shipped().of(symptom), factor, side)
    assert 1.0 <= worth(found, side) <= STRONG
    assert found is None or worth(found, side) > 1.0
    assert worth(found, None) <= max(worth(found, LOW), worth(found, HIGH))


@given(st.sampled_from([said for _, _, said in SAID]), st.randoms(use_true_random=False))
@settings(max_examples=40)
def test_case_and_spelling_change_nothing(symptom: str, chance: Any) -> None:
    typed = "".join(chance.choice((letter.upper(), letter.lower())) for letter in symptom)
    american = (
        symptom.casefold().replace("mould", "mold").replace("colour", "color").replace("centre", "center")
    )
    assert rules(typed) == rules(symptom) == rules(american)


def test_strong_medium_and_weak_stay_in_their_order_and_below_strong_evidence() -> None:
    assert 1 < WEAK < MEDIUM < STRONG <= 4
