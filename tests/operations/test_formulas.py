"""Formulas are added, released, retired; a version never changes."""

from __future__ import annotations

import pytest

from recipekeeper.batch.model import Kind
from recipekeeper.errors import FormulaUnreadable, Misused, NotFound, Refused
from recipekeeper.formula.model import Status
from recipekeeper.operations import batches
from recipekeeper.operations.formulas import scaling
from recipekeeper.operations.formulas import versions as formulas
from recipekeeper.operations.formulas.size_reading import SizeAsked
from recipekeeper.operations.formulas.variants import formula_history
from recipekeeper.store import verify
from tests.batch.bench import SOAP
from tests.operations.workshop import Workshop

LESS_WATER = SOAP.replace('amount = "300 g"', 'amount = "280 g"')


def test_a_changed_file_becomes_the_next_version_a_draft_with_its_reason(shop: Workshop) -> None:
    (added,) = formulas.add_formulas(shop(), [shop.file(LESS_WATER)], "less water")
    assert (added.version.reference, added.version.status) == ("SOAP@2", Status.DRAFT)
    assert added.version.why == "less water"


def test_the_same_content_adds_nothing_whatever_its_layout(shop: Workshop) -> None:
    (added,) = formulas.add_formulas(shop(), [shop.file("# a comment\n" + SOAP.replace(" = ", "   =  "))])
    assert (added.is_new, added.version.number) == (False, 1)
    assert verify(shop.store).ok


def test_the_same_content_again_is_released_with_release(shop: Workshop) -> None:
    formulas.add_formulas(shop(), [shop.file(LESS_WATER)])
    (added,) = formulas.add_formulas(shop(), [shop.file(LESS_WATER)], release=True)
    assert (added.is_new, added.version.status) == (False, Status.RELEASED)


def test_all_files_of_one_call_are_added_or_none(shop: Workshop) -> None:
    good, bad = shop.file(LESS_WATER), shop.file(SOAP.replace("600 g", "600 gallonz"), "bad.toml")
    with pytest.raises(FormulaUnreadable, match=r"bad.toml line 12"):
        formulas.add_formulas(shop(), [good, bad])
    assert len(formula_history(shop(), "SOAP")) == 1


def test_two_files_with_one_code_are_refused(shop: Workshop) -> None:
    with pytest.raises(Misused, match='both say code = "SOAP"'):
        formulas.add_formulas(shop(), [shop.file(SOAP), shop.file(LESS_WATER, "other.toml")])


def test_a_batch_keeps_the_version_it_was_made_from(shop: Workshop) -> None:
    batch = batches.start_batch(shop("09:00"), "SOAP").batch
    formulas.add_formulas(shop("10:00"), [shop.file(LESS_WATER)], release=True)
    plan = batches.show_batch(shop(), batch).plan
    assert plan.reference == "SOAP@1"
    assert str(plan.scaled.lines[-1].planned) == "300 g"
    assert batches.start_batch(shop("10:01"), "SOAP").record.plan.reference == "SOAP@2"


def test_a_draft_is_tried_only_as_a_trial_which_says_so_for_ever(shop: Workshop) -> None:
    formulas.add_formulas(shop(), [shop.file(LESS_WATER)])
    with pytest.raises(Refused, match="SOAP@2 is a draft"):
        batches.start_batch(shop(), "SOAP@2")
    trial = batches.start_batch(shop(), "SOAP@2", trial=True)
    formulas.release_formula(shop(), "SOAP@2")
    assert batches.show_batch(shop(), trial.batch).plan.trial
    assert trial.entry.kind is Kind.START


def test_a_trial_by_code_alone_is_of_the_newest_released_version_or_of_the_draft_where_none_is(
    shop: Workshop,
) -> None:
    formulas.add_formulas(
        shop(), [shop.file(LESS_WATER), shop.file(SOAP.replace('"SOAP"', '"NEW"'), "new.toml")]
    )
    assert batches.start_batch(shop(), "SOAP", trial=True).record.plan.version == 1
    assert batches.start_batch(shop(), "NEW", trial=True).record.plan.version == 1


def test_by_code_alone_the_newest_draft_is_released_and_the_newest_released_is_made(shop: Workshop) -> None:
    formulas.add_formulas(shop(), [shop.file(LESS_WATER)])
    assert batches.start_batch(shop(), "SOAP").record.plan.version == 1
    assert formulas.release_formula(shop(), "soap").reference == "SOAP@2"
    assert batches.start_batch(shop(), "SOAP").record.plan.version == 2


def test_a_retired_version_is_made_no_more(shop: Workshop) -> None:
    formulas.retire_formula(shop(), "SOAP@1", "lye too strong")
    with pytest.raises(Refused, match="is retired"):
        batches.start_batch(shop(), "SOAP@1")
    with pytest.raises(Refused, match="no released version"):
        batches.start_batch(shop(), "SOAP")


def test_an_export_reads_back_to_the_same_fingerprint(shop: Workshop) -> None:
    exported = shop.file(formulas.export_formula(shop(), "SOAP"), "exported.toml")
    (added,) = formulas.add_formulas(shop(), [exported])
    assert not added.is_new


def test_a_formula_scales_to_another_unit_with_the_scale_at_hand(shop: Workshop) -> None:
    scaled = scaling.scale_formula(shop(), "SOAP", SizeAsked("2 lb"), "5 g").scaled
    assert [str(line.planned) for line in scaled.lines] == ["545 g", "90 g", "275 g"]


def test_what_changed_is_said_in_words(shop: Workshop) -> None:
    formulas.add_formulas(shop(), [shop.file(LESS_WATER)])
    (change,) = formulas.diff_formulas(shop(), "SOAP@1", "SOAP@2").changes
    assert change.sentence.startswith("water 300 → 280 g")


@pytest.mark.parametrize(
    ("reference", "sentence"),
    [
        ("SOOP", "Did you mean SOAP?"),
        ("SOAP@7", "newest is SOAP@1"),
        ("SOAP@one", "after @ stands its number"),
    ],
)
def test_a_formula_that_is_not_there_is_said_with_the_nearest(
    shop: Workshop, reference: str, sentence: str
) -> None:
    with pytest.raises((NotFound, Misused), match=sentence):
        scaling.scale_formula(shop(), reference)


def test_a_code_with_a_dot_in_it_is_no_file(shop: Workshop) -> None:
    formulas.add_formulas(shop(), [shop.file(SOAP.replace('"SOAP"', '"SOAP.2"'))])
    assert formulas.check_formula(shop(), "soap.2").name == "SOAP.2@1"
