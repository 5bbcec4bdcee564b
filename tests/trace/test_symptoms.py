"""What a symptom adds to a trace: it sharpens what was known before, and never outvotes what was measured."""

from __future__ import annotations

from dataclasses import replace

import pytest

from recipekeeper.batch.model import BatchRecord
from recipekeeper.files.causes import shipped
from recipekeeper.trace import Trace, trace
from recipekeeper.trace.causes import STRONG, Cause, Causes, Direction, Strength
from recipekeeper.trace.model import Kind
from tests.trace.kit import found, total
from tests.trace.soap import BAD, ROWS, made, twelve

OIL, WATER = "reading:combine/oil temperature", "weight:make lye/water"
LAVENDER = "lot:lavender essential oil=LV-0511"
OIL_LAYER = "false trace, oil layer"


def told(record: BatchRecord, *symptoms: str) -> BatchRecord:
    """The same batch with an outcome that names these."""
    return replace(record, state=replace(record.state, symptoms=symptoms))


def first(oils: str, *symptoms: str, causes: Causes | None = None) -> Trace:
    """The very first batch, good but for the temperature of its oils: a plan, its limits, and no history."""
    return trace(
        told(made({**ROWS["SLV-260316-1"], "oils": oils}, day=0), *symptoms), [], causes or shipped()
    )


def short_of_water(*symptoms: str, causes: Causes | None = None) -> Trace:
    """A batch with 1080 g of water for 1143.7 g, after eleven that had theirs."""
    sound = {**ROWS["SLV-260316-1"], "batch": BAD}
    batches = twelve(
        SLV_260302_1={"water": "1144"}, SLV_260309_1=sound, SLV_260330_1={"water": "1080", "outcome": "bad"}
    )
    asked = batches.pop("SLV-260330-1")
    return trace(told(asked, *symptoms), list(batches.values()), causes or shipped())


def odds(answer: Trace, factor: str) -> float:
    """Of a factor against nothing on record."""
    return found(answer, factor).probability / answer.unexplained


def test_without_a_symptom_nothing_is_assumed() -> None:
    asked, *others = twelve().values()
    assert trace(asked, others, shipped()) == trace(asked, others)


@pytest.mark.parametrize("symptom", ["the customer was rude", "lovely", "not separated", ""])
def test_a_symptom_that_the_trade_does_not_know_changes_nothing(symptom: str) -> None:
    assert short_of_water(symptom) == short_of_water()


def test_a_known_symptom_raises_what_it_points_to_and_says_by_which_rule() -> None:
    plain, seized = short_of_water(), short_of_water("seized")
    assert found(seized, LAVENDER).probability > found(plain, LAVENDER).probability
    assert found(seized, LAVENDER).sentence == (
        f"{found(plain, LAVENDER).sentence}; a known cause of such a symptom (rule S04)"
    )
    assert total(seized) == pytest.approx(1, abs=1e-12)


@pytest.mark.parametrize("symptoms", [("seized",), ("seized", "soap on a stick", "fast trace", "volcano")])
def test_however_many_symptoms_point_to_a_factor_its_odds_rise_fourfold_at_most(
    symptoms: tuple[str, ...],
) -> None:
    risen = odds(short_of_water(*symptoms), LAVENDER) / odds(short_of_water(), LAVENDER)
    assert risen == pytest.approx(STRONG)


@pytest.mark.parametrize(
    "symptom", list(dict.fromkeys(cause.symptom[0] for cause in shipped().in_trade("soap")))
)
def test_short_water_stays_on_top_whatever_the_symptom(symptom: str) -> None:
    answer = short_of_water(symptom)
    assert answer.candidates[0].factor == WATER
    assert answer.verdict in {"suspect", "likely", "very likely"}


def test_not_even_a_rule_for_everything_else_outvotes_short_water() -> None:
    rules = tuple(
        Cause("MY", (), ("dull",), kind, (), (), direction, Strength.STRONG, own=True)
        for kind in Kind
        if kind is not Kind.WEIGHT
        for direction in (Direction.EITHER, Direction.WORDS)
    )
    assert short_of_water("dull", causes=Causes(rules)).candidates[0].factor == WATER


def test_a_number_off_to_the_other_side_is_not_what_the_trade_means() -> None:
    """An oil layer comes of cold oils; these were hot."""
    assert found(first("50", OIL_LAYER), OIL).sentence == found(first("50"), OIL).sentence


def test_the_very_first_batch_with_cold_oils_and_an_oil_layer_names_the_oils() -> None:
    plain, said = first("31.0"), first("31.0", OIL_LAYER)
    assert said.compared_good == said.compared_bad == 0
    assert said.candidates[0].factor == OIL
    assert said.verdict in {"likely", "very likely"}
    assert said.candidates[0].probability > plain.candidates[0].probability
    assert [each.rank for each in said.candidates] == list(range(1, len(said.candidates) + 1))


def test_the_colder_the_oils_the_surer_and_at_plan_a_symptom_accuses_nobody() -> None:
    chances = [found(first(oils, OIL_LAYER), OIL).probability for oils in ("43", "41", "39", "37", "31")]
    assert chances == sorted(chances)
    assert chances[0] < 0.05
    assert first("43", OIL_LAYER).verdict == "unexplained"


def test_the_cold_oils_of_the_sample_history_are_surer_for_their_oil_layer() -> None:
    batches = twelve()
    bad = batches.pop(BAD)
    plain, said = (trace(told(bad, *each), list(batches.values()), shipped()) for each in ((), (OIL_LAYER,)))
    assert said.candidates[0].factor == plain.candidates[0].factor == OIL
    assert said.candidates[0].probability > plain.candidates[0].probability
    assert said.steps[0].probability > plain.steps[0].probability
