"""The checks of the trade as a list: each is provoked by something, has its reason, and can be silenced or not."""

from __future__ import annotations

from copy import deepcopy

import pytest

from recipekeeper.formula.checks.all_checks import CHECKS
from tests.formula.trade import EXAMPLES, codes, computed, said, sauce, soap, verdict

BY_CODE = {check.code: check for check in CHECKS}
SILENCEABLE = [check.code for check in CHECKS if check.can_be_silenced]
FIRM = [check.code for check in CHECKS if not check.can_be_silenced]


def test_every_check_has_an_example_that_provokes_it() -> None:
    assert [check.code for check in CHECKS] == list(EXAMPLES)


@pytest.mark.parametrize("code", EXAMPLES)
def test_an_example_provokes_its_own_check_and_no_other(code: str) -> None:
    found = verdict(EXAMPLES[code])
    assert {(problem.code, problem.level) for problem in found.problems} == {(code, BY_CODE[code].level)}
    assert bool(found.blocking) == (BY_CODE[code].level == "error")


@pytest.mark.parametrize("document", [soap(), computed(), sauce()], ids=["soap", "computed lye", "sauce"])
def test_a_sound_formula_is_passed_over_in_silence(document: dict[str, object]) -> None:
    assert codes(document) == []


@pytest.mark.parametrize("code", EXAMPLES)
def test_a_check_says_what_it_looks_for_in_a_few_words_and_why_in_a_sentence(code: str) -> None:
    says, reason = BY_CODE[code].says, BY_CODE[code].reason
    assert says[0].islower()
    assert len(says) <= 120
    assert reason[0].isupper() or reason[0].isdigit()
    assert reason.endswith(".")


# Silence


@pytest.mark.parametrize("code", SILENCEABLE)
def test_a_silenced_check_says_nothing_and_is_listed_with_its_reason(code: str) -> None:
    found = verdict(deepcopy(EXAMPLES[code]) | {"silence": {code: "we know"}})
    assert found.problems == ()
    assert found.silenced == ((code, "we know"),)


@pytest.mark.parametrize("code", FIRM)
def test_what_nothing_else_would_notice_cannot_be_silenced(code: str) -> None:
    found = verdict(deepcopy(EXAMPLES[code]) | {"silence": {code: "we know"}})
    assert found.silenced == ()
    assert code in [problem.code for problem in found.problems]
    refused = found.problems[-1]
    assert (refused.code, refused.level, refused.where) == ("silence-unknown", "error", f"silence.{code}")
    assert refused.message == f"{code} cannot be silenced. Put right what it says, and take this out."


def test_the_trades_own_list_of_what_is_never_silent() -> None:
    assert {"superfat-negative", "fat-without-sap", "doubt"} <= set(FIRM)


def test_a_check_that_is_silenced_by_a_misspelt_code_names_the_nearest() -> None:
    assert said(EXAMPLES["silence-unknown"]) == (
        'silence.superfat-lo: "superfat-lo" is no check; the nearest is superfat-low or superfat-thin or '
        "superfat-high."
    )
    assert said(sauce(silence={"xyz": "?"})) == (
        'silence.xyz: "xyz" is no check; rk formula check --list shows all.'
    )


def test_one_check_that_is_silenced_leaves_the_others() -> None:
    document = soap(alkali={"amount": "140 g", "tolerance": ""}, silence={"superfat-low": "laundry soap"})
    assert codes(document) == ["alkali-tolerance"]


def test_places_are_counted_as_the_ingredients_are_written_and_the_lye_is_its_own_table() -> None:
    """The computed lines stand after the last oil, before the scent, which is the second ingredient."""
    document = computed(tolerance="", superfat="2.5 %")
    document["ingredient"].append({"name": "mica", "phase": "colour", "amount": "5 g"})
    assert [(each.code, each.where) for each in verdict(document).problems] == [
        ("superfat-thin", "lye"),
        ("alkali-tolerance", "lye"),
        ("unused-ingredient", "ingredient[2]"),
    ]
