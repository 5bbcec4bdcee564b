"""What is wrong in the trade is stored as a draft, and neither released nor made."""

from __future__ import annotations

from pathlib import Path

import pytest

from recipekeeper.errors import FormulaUnreadable, Refused
from recipekeeper.formula.model import Status
from recipekeeper.operations import batches
from recipekeeper.operations.formulas import versions as formulas
from recipekeeper.operations.goods import materials
from recipekeeper.store import verify
from tests.batch.bench import SOAP
from tests.operations.workshop import Workshop, workshop

TOO_MUCH_LYE = SOAP.replace('amount = "100 g"', 'amount = "106 g"')
"""81.62 g of pure NaOH, where 81.28 g saponify the oil."""

EXCESS = "superfat is −0.4 %; needs 81.28 g NaOH (pure), has 81.62 g"
LITTLE_OVER = SOAP.replace('amount = "100 g"', 'amount = "105 g"')
REASON = '\n[silence]\nsuperfat-low = "laundry soap"\n'


@pytest.fixture
def empty(tmp_path: Path) -> Workshop:
    return workshop(tmp_path, formula=None)


def add(shop: Workshop, text: str, *, release: bool = False) -> formulas.Added:
    (added,) = formulas.add_formulas(shop(), [shop.file(text)], release=release)
    return added


def test_what_is_readable_but_wrong_in_the_trade_is_stored_as_a_draft_with_its_problems(
    empty: Workshop,
) -> None:
    added = add(empty, TOO_MUCH_LYE)
    assert (added.version.reference, added.version.status) == ("SOAP@1", Status.DRAFT)
    (wrong,) = added.verdict.blocking
    assert (wrong.code, wrong.where, wrong.line) == ("superfat-negative", "ingredient[2].amount", 19)
    assert wrong.message.startswith(EXCESS)


def test_with_release_it_is_refused_and_nothing_is_written(empty: Workshop) -> None:
    with pytest.raises(Refused) as refused:
        add(empty, TOO_MUCH_LYE, release=True)
    assert refused.value.message.startswith(f"soap.toml line 19, ingredient[2].amount: {EXCESS}.")
    assert refused.value.message.endswith("or add it as a draft: without --release.")
    assert formulas.list_formulas(empty()) == ()


def test_one_bad_file_of_a_call_with_release_keeps_all_of_them_out(empty: Workshop) -> None:
    good = empty.file(SOAP.replace('"SOAP"', '"GOOD"'), "good.toml")
    with pytest.raises(Refused, match=r"bad\.toml line 19"):
        formulas.add_formulas(empty(), [good, empty.file(TOO_MUCH_LYE, "bad.toml")], release=True)
    assert formulas.list_formulas(empty()) == ()


def test_what_cannot_be_read_is_not_stored_even_as_a_draft(empty: Workshop) -> None:
    with pytest.raises(FormulaUnreadable):
        add(empty, SOAP.replace("106 g", "106 gallonz").replace('"100 g"', '"100 gallonz"'))
    assert formulas.list_formulas(empty()) == ()


def test_a_draft_with_an_error_is_not_released_and_says_every_reason(empty: Workshop) -> None:
    doubtful = TOO_MUCH_LYE.replace('amount = "300 g"', 'amount = "300 g"\ndoubt = "a cup of water?"')
    add(empty, doubtful)
    with pytest.raises(Refused) as refused:
        formulas.release_formula(empty(), "SOAP")
    first, second, remedy = refused.value.message.split("\n")
    assert first.startswith(f"ingredient[2].amount: {EXCESS}.")
    assert (
        second == "ingredient[3].doubt: water: a cup of water? Put the amount right and take the doubt out."
    )
    assert remedy.startswith("So SOAP@1 cannot be released.")
    assert formulas.list_formulas(empty())[0].status is Status.DRAFT


def test_the_same_draft_added_again_with_release_is_refused_too(empty: Workshop) -> None:
    add(empty, TOO_MUCH_LYE)
    with pytest.raises(Refused, match="cannot be released"):
        add(empty, TOO_MUCH_LYE, release=True)
    assert verify(empty.store).ok


def test_a_superfat_from_0_to_2_percent_is_released_with_its_reason_and_not_without(empty: Workshop) -> None:
    with pytest.raises(Refused, match=r"superfat is 0\.5 %; 0 to 2 % needs a reason"):
        add(empty, LITTLE_OVER, release=True)
    added = add(empty, LITTLE_OVER.replace("\n[[ingredient]]", REASON + "\n[[ingredient]]", 1), release=True)
    assert added.version.status is Status.RELEASED
    assert added.verdict.silenced == (("superfat-low", "laundry soap"),)


def test_a_warning_keeps_nothing_back(empty: Workshop) -> None:
    added = add(empty, SOAP.replace('tolerance = "0.5 g"\n', ""), release=True)
    assert [problem.code for problem in added.verdict.problems] == ["alkali-tolerance"]
    assert added.version.status is Status.RELEASED


def test_no_batch_is_started_of_a_soap_with_lye_left_over_not_even_as_a_trial(empty: Workshop) -> None:
    add(empty, TOO_MUCH_LYE)
    with pytest.raises(Refused) as refused:
        batches.start_batch(empty(), "SOAP", trial=True)
    assert refused.value.message.startswith(f"SOAP@1 at 1000 g: {EXCESS}.")
    assert batches.list_batches(empty()) == ()


def test_a_size_at_which_rounding_leaves_lye_over_is_not_made_though_the_formula_is_sound(
    empty: Workshop,
) -> None:
    """A hundredth of it takes 1 g of flakes on a scale that shows 0.1 g, rounded up by the formula: 1.1 g."""
    coarse = SOAP.replace('resolution = "0.1 g"', 'resolution = "0.5 g"\nround = "up"')
    add(empty, coarse, release=True)
    assert batches.start_batch(empty(), "SOAP", "1000 g").batch
    with pytest.raises(Refused, match=r"SOAP@1 at 11 g: superfat is −"):
        batches.start_batch(empty(), "SOAP", "11 g")


def test_a_stored_version_is_checked_by_its_code_as_its_file_is(empty: Workshop) -> None:
    path = empty.file(TOO_MUCH_LYE)
    add(empty, TOO_MUCH_LYE)
    of_file = formulas.check_formula(empty(), str(path))
    of_store = formulas.check_formula(empty(), "SOAP")
    assert of_file.has_errors
    assert [each.line for each in of_file.problems] == [19]
    assert [each.line for each in of_store.problems] == [None]
    assert [each.message for each in of_file.problems] == [each.message for each in of_store.problems]


def test_a_makers_own_sap_is_what_an_oil_is_compared_with(empty: Workshop) -> None:
    own = SOAP.replace('resolution = "1 g"', 'resolution = "1 g"\nsap = "215 mg KOH/g"')
    assert [each.code for each in add(empty, own).verdict.blocking] == ["sap-range"]
    certificate = {"sap": "215 mg KOH/g", "source": "CoA 2026-03"}
    materials.set_material(empty(), "olive oil", certificate, accept=True)
    assert formulas.release_formula(empty(), "SOAP").status is Status.RELEASED
