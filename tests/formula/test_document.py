"""A formula as a document: what makes two the same, and which values come out of it."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recipekeeper.errors import Unreadable
from recipekeeper.formula.limits import Limits
from recipekeeper.formula.model import Check, Formula, Rounding
from recipekeeper.formula.reading.document import canonical, fingerprint, from_canonical, read
from recipekeeper.formula.reading.schema import SHAPES
from recipekeeper.quantity import Setpoint, read_setpoint

Document = dict[str, Any]


def soap(**changed: Any) -> Document:
    document: Document = {
        "format": 1,
        "code": "SOAP-LAV",
        "name": "Lavender shea bar",
        "yields": "5867 g",
        "ingredient": [
            {"name": "olive oil", "phase": "oils", "amount": "2000 g", "sap": "190 mg KOH/g"},
            {"name": "sodium hydroxide", "phase": "lye solution", "amount": "563.3 g"},
            {"name": "water", "phase": "lye solution", "amount": "1143.7 g"},
        ],
        "step": [
            {
                "name": "combine",
                "uses": ["lye solution", "oils"],
                "lasts": "4 min",
                "check": [{"measure": "oil temperature", "target": "43 degC", "within": "3 degC"}],
            }
        ],
    }
    return document | changed


def read_one(document: Document) -> Formula:
    formula, problems = read(document)
    assert formula is not None, problems
    return formula


def check(**keys: Any) -> Check:
    document = soap()
    document["step"][0]["check"] = [{"measure": "oil temperature", **keys}]
    return read_one(document).steps[0].checks[0]


def degrees(low: str, high: str) -> Limits:
    return Limits(read_setpoint(f"{low} degC"), read_setpoint(f"{high} degC"))


# What is the same formula


def test_layout_comments_and_defaults_do_not_change_the_fingerprint() -> None:
    plain = soap()
    dressed = deepcopy(plain)
    dressed["ingredient"][0] |= {"amount": "2000   g", "scales": "linear", "tolerance": ""}
    dressed["step"][0] |= {"text": "", "equipment": ""}
    dressed["step"][0]["check"][0]["critical"] = False
    dressed = {**dict(reversed(dressed.items())), "notes": "", "code": "soap-lav"}
    assert fingerprint(dressed) == fingerprint(plain)


@pytest.mark.parametrize("key", ["ingredient", "step"])
def test_the_order_of_ingredients_and_steps_is_part_of_the_formula(key: str) -> None:
    document = soap(step=[{"name": "melt"}, {"name": "combine"}])
    turned = {**document, key: document[key][::-1]}
    assert fingerprint(turned) != fingerprint(document)


def test_one_word_is_the_same_as_a_list_of_it_and_true_is_yes() -> None:
    def of(accepted: object) -> str:
        return fingerprint(soap(step=[{"name": "melt", "check": [{"measure": "clear", "is": accepted}]}]))

    assert of(True) == of("yes") == of(["yes"])
    assert of(["light", "medium"]) != of(["medium", "light"])


def test_a_fingerprint_is_twelve_hex_digits_that_do_not_move() -> None:
    """Pinned: a stored formula must bear the same fingerprint in every later version of the program."""
    document = {"format": 1, "code": "TEA", "name": "Tea", "yields": "3 l"}
    assert canonical(document) == '{"format":1,"code":"TEA","name":"Tea","yields":"3 l"}'
    assert fingerprint(document) == "56458c4f4103"


def test_a_document_that_is_not_understood_has_no_canonical_text() -> None:
    with pytest.raises(Unreadable, match='tolerence: "tolerence" is not a key of a formula'):
        canonical(soap(tolerence="1 %"))


@settings(max_examples=60)
@given(data=st.data())
def test_the_canonical_text_reads_back_to_the_same_formula(
    documents: st.SearchStrategy[Document], data: st.DataObject
) -> None:
    document = data.draw(documents)
    formula = read_one(document)
    text = canonical(document)
    again = from_canonical(text)
    assert (again, again.fingerprint, again.document) == (formula, formula.fingerprint, formula.document)
    assert json.dumps(again.document, separators=(",", ":")) == text


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"format":1}', '"soap"', '{"format":1,"code":"A","yields":5}', '{"name":null}']
)
def test_a_spoilt_stored_text_is_unreadable_and_no_traceback(text: str) -> None:
    with pytest.raises(Unreadable):
        from_canonical(text)


# Which way a line is rounded when the formula does not say


@pytest.mark.parametrize(
    ("name", "phase", "rounding"),
    [
        ("sodium hydroxide", "", Rounding.DOWN),
        ("NaOH beads", "", Rounding.DOWN),
        ("Caustic potash", "", Rounding.DOWN),
        ("distilled water", "", Rounding.UP),
        ("Water, dechlorinated", "", Rounding.UP),
        ("water-soluble dye", "", Rounding.NEAREST),
        ("tallow", "oils", Rounding.UP),
        ("tallow", "Oil phase", Rounding.UP),
        ("lavender essential oil", "scent", Rounding.NEAREST),
    ],
)
def test_alkali_goes_down_oils_and_water_up_and_the_rest_to_the_nearest(
    name: str, phase: str, rounding: Rounding
) -> None:
    document = soap()
    document["ingredient"] = [
        {"name": "lye", "amount": "10 g"},
        {"name": name, "amount": "100 g"} | ({"phase": phase} if phase else {}),
    ]
    document["step"][0]["uses"] = []
    assert read_one(document).lines[1].rounding is rounding


def test_an_oil_phase_without_any_alkali_is_no_soap() -> None:
    lotion = soap(ingredient=[{"name": "almond oil", "phase": "oil phase", "amount": "450 g"}], step=[])
    assert read_one(lotion).lines[0].rounding is Rounding.NEAREST


def test_an_oil_with_a_sap_goes_up_and_the_formula_can_say_otherwise() -> None:
    oil = {"name": "jojoba", "amount": "50 g", "sap": "0.066 g NaOH/g"}
    assert read_one(soap(ingredient=[oil], step=[])).lines[0].rounding is Rounding.UP
    said = oil | {"round": "nearest"}
    assert read_one(soap(ingredient=[said], step=[])).lines[0].rounding is Rounding.NEAREST


# What a check compares with


def test_a_target_with_its_tolerance_has_limits_on_both_sides() -> None:
    assert check(target="43 degC", within="3 degC").limits == degrees("40", "46")


def test_a_tolerance_in_degrees_fahrenheit_is_a_difference() -> None:
    assert check(target="43 degC", within="9 degF").limits == degrees("38", "48")


def test_a_target_alone_is_recorded_and_has_no_limits() -> None:
    alone = check(target="43 degC")
    assert (alone.limits, alone.critical) == (None, None)


def test_at_most_and_at_least_leave_the_other_end_open() -> None:
    assert check(at_most="65 degC").limits == Limits(None, read_setpoint("65 degC"))
    assert check(at_least="85 degC").limits == Limits(read_setpoint("85 degC"), None)


def test_critical_true_makes_the_own_limits_the_critical_ones() -> None:
    whole = check(between=["3.3", "3.8"], critical=True)
    assert whole.critical == whole.limits == Limits(read_setpoint("3.3"), read_setpoint("3.8"))
    assert check(target="43 degC", within="3 degC").critical is None


def test_a_check_in_words_can_be_critical() -> None:
    clear = check(**{"is": True, "critical": True})
    assert (clear.words, clear.words_critical, clear.is_critical) == (("yes",), True, True)


def test_a_ph_may_be_written_as_a_plain_number_with_a_plain_tolerance() -> None:
    plain = check(target="3.8", within="0.2")
    assert plain.limits == Limits(read_setpoint("3.6"), read_setpoint("4.0"))
    assert isinstance(plain.target, Setpoint)


# Whatever stands in a file, the answer is a sentence

KEYS = [key.name for shape in SHAPES for key in shape.keys]
leaves = st.one_of(
    st.none().map(lambda _: date(2026, 11, 21)),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.sampled_from(
        [
            "",
            " ",
            "2000 g",
            "-5 %",
            "43 degC",
            "3 min",
            "1e9 g",
            "90..102 %",
            "q.s.",
            "fixed",
            "us",
            "olive oil",
        ]
    ),
    st.text(max_size=5),
)
values = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=4), inner, max_size=6)
    ),
    max_leaves=25,
)


@settings(max_examples=150)
@given(data=st.data())
def test_a_spoilt_document_is_answered_with_problems_and_never_with_a_traceback(
    documents: st.SearchStrategy[Document], data: st.DataObject
) -> None:
    document = data.draw(documents)
    tables = [document, *document["ingredient"], *document["step"]]
    tables += [each for step in document["step"] for each in step.get("check", [])]
    for _ in range(data.draw(st.integers(1, 3))):
        table = data.draw(st.sampled_from(tables))
        key = data.draw(st.sampled_from([*table, *KEYS]))
        table[key] = data.draw(values)
    formula, problems = read(document)
    errors = [problem for problem in problems if problem.level == "error"]
    assert (formula is None) == bool(errors)
    assert all(problem.message and problem.where for problem in problems)
    if formula is not None:
        assert from_canonical(canonical(document)) == formula


def test_an_empty_name_is_one_problem_and_not_two() -> None:
    document = {"code": "A", "name": "A", "yields": "1 kg", "ingredient": [{"name": "", "amount": "1 kg"}]}
    errors = [problem.where for problem in read(document)[1] if problem.level == "error"]
    assert errors == ["ingredient[1].name"]


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"target": "3.8 pH", "critical_at_most": "4.1 pH"}, None),
        ({"between": ["3.4 pH", "3.8 pH"], "critical_at_most": "4.1 pH"}, None),
        ({"at_least": "85 degC", "critical_at_least": "82 degC"}, None),
        (
            {"target": "4.2 pH", "critical_at_most": "4.1 pH"},
            "the target 4.2 pH lies outside its own critical limits",
        ),
        (
            {"at_most": "4.2 pH", "critical_at_most": "4.1 pH"},
            "are narrower than the working limits at most 4.2 pH",
        ),
        (
            {"target": "3.8 pH", "critical_at_most": "4.1 pH", "critical": ["0 pH", "4 pH"]},
            "critical and critical_at_most stand together",
        ),
        (
            {"target": "3.8 pH", "critical_at_most": "4.1 pH", "critical_at_least": "3 pH"},
            'write critical = ["3 pH", "4.1 pH"]',
        ),
        ({"is": "yes", "critical_at_most": "4.1 pH"}, "a check in words has no critical limits"),
    ],
)
def test_a_critical_limit_may_have_one_end(keys: dict[str, object], said: str | None) -> None:
    check = {"measure": "pH"} | keys
    made, problems = read(
        {
            "code": "S",
            "name": "Sauce",
            "yields": "1 kg",
            "ingredient": [{"name": "pepper", "amount": "1 kg"}],
            "step": [{"name": "fill", "uses": ["pepper"], "check": [check]}],
        }
    )
    assert (made is not None) == (said is None)
    assert said is None or any(said in each.message for each in problems), problems
