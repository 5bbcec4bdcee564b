"""What changed between two versions, as a maker would say it."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from recipekeeper.formula.changes.diff import diff, differences
from recipekeeper.formula.reading.document import fingerprint
from recipekeeper.formula.reading.schema import Form
from tests.formula.bastille import BASTILLE, changed, formula
from tests.schema_documents import any_document, one_key_changed

Document = dict[str, Any]

SOAP: Document = {
    "code": "SOAP-LAV",
    "name": "Lavender shea bar",
    "yields": "5867 g",
    "ingredient": [
        {"name": "olive oil, pure", "amount": "2000 g", "tolerance": "0.25 %"},
        {"name": "coconut oil", "amount": "1200 g"},
    ],
    "step": [
        {"name": "melt", "lasts": "15 min"},
        {
            "name": "combine",
            "text": "Blend in bursts.",
            "uses": ["olive oil, pure", "coconut oil"],
            "lasts": "4 min",
            "check": [
                {"measure": "oil temperature", "target": "43 degC", "critical": ["38 degC", "49 degC"]}
            ],
        },
        {"name": "pour"},
    ],
}


def sentences(changed: Document) -> list[str]:
    return [change.sentence for change in diff(formula(SOAP), formula(changed))]


@pytest.mark.parametrize(
    ("path", "value", "sentence"),
    [
        ("yields", "6000 g", "the formula yields 5867 → 6000 g (+2.3 %)"),
        ("ingredient[2].amount", "1000 g", "coconut oil 1200 → 1000 g (−16.7 %)"),
        ("ingredient[2].amount", "1.2 kg", "coconut oil 1200 g → 1.2 kg (the same amount)"),
        ("ingredient[2].amount", "3 l", "coconut oil 1200 g → 3 l"),
        ("ingredient[1].tolerance", "0.5 %", "olive oil, pure: tolerance 0.25 → 0.5 %"),
        ("ingredient[1].tolerance", None, "olive oil, pure: tolerance 0.25 % removed"),
        ("ingredient[2].scales", "fixed", "coconut oil: scaling linear → fixed"),
        ("step[2].lasts", "5 min", "step combine now lasts 5 min (was 4 min)"),
        ("step[2].within", "2.5 min", "step combine: tolerance of the duration 2.5 min added"),
        ("step[2].text", "Blend on.", "step combine: text rewritten"),
        (
            "step[2].uses",
            ["coconut oil"],
            "step combine now uses coconut oil (was olive oil, pure, coconut oil)",
        ),
        (
            "step[2].check[1].critical",
            ["36 degC", "49 degC"],
            "check oil temperature at combine: critical 38..49 → 36..49 °C",
        ),
        ("step[2].check[1].target", "42 degC", "check oil temperature at combine: target 43 → 42 °C"),
        ("step[2].check[1].each", "15 min", "check oil temperature at combine: reading every 15 min added"),
    ],
)
def test_a_changed_key_is_said_in_a_makers_words(path: str, value: Any, sentence: str) -> None:
    (change,) = diff(formula(SOAP), formula(changed(path, value, SOAP)))
    assert (change.where, change.sentence) == (path, sentence)


@pytest.mark.parametrize(
    ("path", "value", "sentence"),
    [
        ("lye.superfat", "4 %", "superfat 5 → 4 %"),
        ("lye.concentration", "35 %", "lye concentration 33 → 35 %"),
        ("lye.purity", "97 %", "purity 98 → 97 %"),
        ("lye.purity", None, "purity 98 → 100 %"),
        ("lye.purity", {"NaOH": "98 %"}, "purity 98 % → NaOH 98 %"),
        ("lye.alkali", "KOH", "alkali NaOH → KOH"),
        ("lye.resolution", "1 g", "scale division of the alkali 0.1 → 1 g"),
        ("lye.water_tolerance", "3 %", "tolerance of the water 3 % added"),
        ("basis_amount", "2000 g", "the formula: basis amount 1000 → 2000 g"),
        ("base", "LAV-BAST@2", "the formula is now a variant of LAV-BAST@2"),
        ("allergens", ["milk", "oats"], "the formula: declared allergens: milk, oats added"),
        ("name", "Cold bar", "the formula is now called Cold bar (was Lavender bastille)"),
        ("ingredient[5].share", "2 %", "lavender essential oil 3 → 2 % of oils"),
        (
            "ingredient[5].of",
            ["oils", "scent"],
            "lavender essential oil: its share is now of oils and scent (was of oils)",
        ),
        ("ingredient[5].formula", "SCENT@2", "lavender essential oil is now made by SCENT@2"),
        ("ingredient[5].doubt", "the drop", "lavender essential oil: in doubt: the drop"),
        ("ingredient[5].inci", "Parfum", "lavender essential oil: INCI name Parfum added"),
        (
            "fill",
            {"each": "142 g", "unit": "bar"},
            "the filling added: 142 g, bar",
        ),
        ("lye.alkali", {"NaOH": "60 %", "KOH": "40 %"}, "alkali NaOH → NaOH 60 %, KOH 40 %"),
    ],
)
def test_a_changed_key_of_a_soap_is_said_with_what_it_is_of(path: str, value: Any, sentence: str) -> None:
    (change,) = diff(formula(BASTILLE), formula(changed(path, value)))
    assert (change.where, change.sentence) == (path, sentence)


def test_a_lye_of_two_alkalis_says_which_of_them_changed() -> None:
    dual = changed("lye.alkali", {"NaOH": "60 %", "KOH": "40 %"})
    dual = changed("lye.purity", {"NaOH": "98 %", "KOH": "90 %"}, dual)
    other = changed("lye.purity", {"NaOH": "98 %", "KOH": "89 %"}, dual)
    other = changed("lye.alkali", {"NaOH": "70 %", "KOH": "30 %"}, other)
    assert [change.sentence for change in diff(formula(dual), formula(other))] == [
        "part of the oils for NaOH 60 → 70 %, part of the oils for KOH 40 → 30 %",
        "purity of KOH 90 → 89 %",
    ]


def test_a_lye_that_is_put_in_is_summed_up() -> None:
    document = changed("lye", None)
    document = changed("step[2].uses", [], document)
    added, uses = diff(formula(document), formula(BASTILLE))
    assert added.where == "lye"
    assert added.sentence == "the lye added: NaOH, superfat 5 %, lye concentration 33 %"
    assert uses.sentence == "step make lye: uses lye solution added"


def test_a_silenced_check_is_named_with_its_reason() -> None:
    other = changed("silence", {"superfat-low": "a facial bar", "alkali-tolerance": "by drops"})
    found = diff(formula(BASTILLE), formula(other))
    assert [(change.where, change.sentence) for change in found] == [
        (
            "silence.alkali-tolerance",
            "check alkali-tolerance is silenced for another reason: by drops (was: weighed on the fine scale)",
        ),
        ("silence.superfat-low", "check superfat-low is now silenced: a facial bar"),
    ]
    (gone,) = diff(formula(other), formula(changed("silence", {"superfat-low": "a facial bar"})))
    assert gone.sentence == "check alkali-tolerance is no longer silenced"


def test_a_share_of_something_else_is_said_with_both() -> None:
    document = changed("ingredient[5].share", "4 %")
    document = changed("ingredient[5].of", "total", document)
    assert [change.sentence for change in diff(formula(BASTILLE), formula(document))] == [
        "lavender essential oil 3 % of oils → 4 % of the total",
        "lavender essential oil: its share is now of the total (was of oils)",
    ]


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("SPICE-MIX@2", "SPICE-MIX@3", "is now made by SPICE-MIX@3 (was @2)"),
        ("SPICE-MIX@2", "RUB@1", "is now made by RUB@1 (was SPICE-MIX@2)"),
        ("SPICE-MIX@2", None, "is no longer made by SPICE-MIX@2"),
    ],
)
def test_a_product_of_another_formula_names_its_version(
    before: str, after: str | None, sentence: str
) -> None:
    first = changed("ingredient[5].formula", before)
    second = changed("ingredient[5].formula", after, first)
    (change,) = diff(formula(first), formula(second))
    assert change.sentence == f"lavender essential oil {sentence}"


def test_names_of_a_list_are_said_by_what_came_and_what_went() -> None:
    first = changed("ingredient[5].contains", ["linalool", "limonene"])
    second = changed("ingredient[5].contains", ["limonene", "geraniol"])
    (change,) = diff(formula(first), formula(second))
    assert change.sentence == ("lavender essential oil: what it is made of: geraniol added, linalool removed")
    (turned,) = diff(formula(first), formula(changed("ingredient[5].contains", ["limonene", "linalool"])))
    assert (
        turned.sentence
        == "lavender essential oil: what it is made of linalool, limonene → limonene, linalool"
    )


def test_an_ingredient_put_in_and_one_taken_out() -> None:
    document = deepcopy(SOAP)
    document["ingredient"][1] = {"name": "castor oil", "amount": "200 g", "phase": "oils"}
    document["step"][1]["uses"] = ["olive oil, pure", "castor oil"]
    assert sentences(document)[:2] == ["castor oil added: 200 g, oils", "coconut oil removed: 1200 g"]


def test_an_ingredient_that_says_its_old_name_is_renamed() -> None:
    document = deepcopy(SOAP)
    document["ingredient"][0] |= {"name": "olive oil", "was": "olive oil, pure"}
    document["step"][1]["uses"] = ["olive oil", "coconut oil"]
    assert sentences(document)[0] == "olive oil, pure is now called olive oil"
    assert len(sentences(document)) == 2


def test_a_step_that_was_moved_is_named_once() -> None:
    document = deepcopy(SOAP)
    document["step"] = [document["step"][number] for number in (1, 2, 0)]
    assert sentences(document) == ["step melt now comes after pour (was first)"]


def test_a_new_step_and_a_new_check_are_summed_up() -> None:
    document = deepcopy(SOAP)
    document["step"].insert(1, {"name": "cool", "lasts": "45 min"})
    document["step"][3]["check"] = [{"measure": "pour temperature", "between": ["40 degC", "47 degC"]}]
    assert sentences(document) == [
        "step cool added: 45 min",
        "check pour temperature at pour added: 40..47 °C",
    ]


# Nothing is ever left unsaid


@settings(max_examples=40)
@given(document=any_document)
def test_a_formula_does_not_differ_from_itself(document: Document) -> None:
    assert differences(document, deepcopy(document)) == ()


@settings(max_examples=80)
@given(before=any_document, after=any_document)
def test_two_formulas_differ_exactly_where_their_fingerprints_do(before: Document, after: Document) -> None:
    found = differences(before, after)
    assert (found == ()) == (fingerprint(before) == fingerprint(after))
    assert all(change.sentence and change.where for change in found)


@settings(max_examples=300)
@given(data=st.data())
def test_a_key_put_in_taken_out_or_changed_is_named_by_its_place(data: st.DataObject) -> None:
    """Over every key of the schema: one that is added to it is in this test from the same moment."""
    before = data.draw(any_document)
    where, shape, key, after = data.draw(one_key_changed(before))
    assume(fingerprint(after) != fingerprint(before))
    found = [change.where for change in differences(before, after)]
    if key.form in (Form.TABLE, Form.REASONS):
        assert found
        assert all(place == where or place.startswith(f"{where}.") for place in found)
    elif key.name == shape.keys[0].name != "format" and key.form is Form.NAME:
        # By its name a table is another one, so that others may now be what it was.
        assert where in found or where.removesuffix(f".{key.name}") in found
    else:
        assert found == [where]
