"""What changed between two versions, as a maker would say it."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from recipekeeper.formula.diff import diff
from recipekeeper.formula.document import read
from recipekeeper.formula.model import Formula
from recipekeeper.formula.schema import FORMULA, TABLES, Form, Shape

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


def formula(document: Document) -> Formula:
    found, problems = read(document)
    assert found is not None, problems
    return found


def sentences(changed: Document) -> list[str]:
    return [change.sentence for change in diff(formula(SOAP), formula(changed))]


def changed(path: str, value: Any) -> Document:
    """The soap with one key changed, its place written as in a problem; None takes the key out."""
    document = deepcopy(SOAP)
    *tables, key = path.split(".")
    table: Any = document
    for each in tables:
        name, _, number = each.removesuffix("]").partition("[")
        table = table[name][int(number) - 1]
    if value is None:
        del table[key]
    else:
        table[key] = value
    return document


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
    (change,) = diff(formula(SOAP), formula(changed(path, value)))
    assert (change.where, change.sentence) == (path, sentence)


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


def _places(shape: Shape, table: Document, where: str = "") -> list[tuple[str, Document, str]]:
    """Every key that stands in a document, with its table."""
    found = []
    for name, value in table.items():
        path = f"{where}.{name}" if where else name
        key = shape.key(name)
        if key is not None and key.form is Form.TABLES:
            for number, each in enumerate(value, 1):
                found += _places(TABLES[name], each, f"{path}[{number}]")
        else:
            found.append((path, table, name))
    return found


@settings(max_examples=60)
@given(data=st.data())
def test_a_formula_does_not_differ_from_itself(
    documents: st.SearchStrategy[Document], data: st.DataObject
) -> None:
    found = formula(data.draw(documents))
    assert diff(found, found) == ()


@settings(max_examples=80)
@given(data=st.data())
def test_two_formulas_differ_exactly_where_their_fingerprints_do(
    documents: st.SearchStrategy[Document], data: st.DataObject
) -> None:
    before = data.draw(documents)
    after = deepcopy(before)
    for key in ("ingredient", "step"):
        after[key] = data.draw(st.permutations(after[key]))[: data.draw(st.integers(1, 4))]
    for step in after["step"]:
        step["uses"] = []
    a, b = formula(before), formula(after)
    assert (diff(a, b) == ()) == (a.fingerprint == b.fingerprint)
    assert all(change.sentence and change.where for change in diff(a, b))


@settings(max_examples=80)
@given(data=st.data())
def test_a_key_taken_out_or_changed_is_named_by_its_place(
    documents: st.SearchStrategy[Document], data: st.DataObject
) -> None:
    before = formula(data.draw(documents))
    document: Document = deepcopy(dict(before.document))
    free = {
        "text",
        "notes",
        "kind",
        "equipment",
        "lasts",
        "wait_at_most",
        "tolerance",
        "each",
        "sap",
        "density",
    }
    places = [found for found in _places(FORMULA, document) if found[2] in free]
    assume(places)
    where, table, key = data.draw(st.sampled_from(places))
    if data.draw(st.booleans()):
        del table[key]
    else:
        table[key] = {"sap": "191 mg KOH/g", "density": "0.9 g/ml", "tolerance": "7 %"}.get(key, "7 min")
    after = formula(document)
    assume(after.fingerprint != before.fingerprint)
    assert [change.where for change in diff(before, after)] == [where]
