"""Variants: the base's document with keys set and ingredients dropped, all the rest as it was."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from recipekeeper.formula.changes.diff import differences
from recipekeeper.formula.changes.variant import Place, Setting, typed_value, varied
from recipekeeper.formula.reading.document import fingerprint
from recipekeeper.formula.reading.schema import FORMULA, SHAPES, TABLES, Form, Key, Shape
from tests.formula.bastille import BASTILLE, Document, formula
from tests.schema_documents import any_document, normal, values_of

CHECK: Place = ("step", 2, "check", 0)


def key(shape: str, name: str) -> Key:
    found = next(each for each in SHAPES if each.title == shape).key(name)
    assert found is not None
    return found


def test_the_base_itself_is_never_touched() -> None:
    before = deepcopy(BASTILLE)
    varied(
        BASTILLE, [Setting(("lye",), "superfat", "4 %"), Setting(CHECK, "target", "40 degC")], ["castor oil"]
    )
    assert before == BASTILLE


def test_a_pinned_sap_stays() -> None:
    changed = varied(BASTILLE, [Setting(("ingredient", 0), "share", "55 %")])
    assert changed["ingredient"][0]["sap"] == "190 mg KOH/g"


@pytest.mark.parametrize(
    ("table", "name", "value", "expected"),
    [
        (("ingredient", 4), "amount", "20 g", {"name": "lavender essential oil", "phase": "scent", "amount": "20 g"}),
        (("lye",), "water_ratio", "2:1", {**{k: v for k, v in BASTILLE["lye"].items() if k != "concentration"},
                                          "water_ratio": "2:1"}),
        (CHECK, "between", ["38 degC", "45 degC"],
         {"measure": "oil temperature", "critical": ["38 degC", "49 degC"], "between": ["38 degC", "45 degC"]}),
        (CHECK, "within", "2 degC", {**BASTILLE["step"][2]["check"][0], "within": "2 degC"}),
        (CHECK, "critical", "",
         {k: v for k, v in BASTILLE["step"][2]["check"][0].items() if k != "critical"}),
    ],
)  # fmt: skip
def test_what_is_said_in_another_way_takes_the_place_of_the_first(
    table: Place, name: str, value: Any, expected: Document
) -> None:
    found: Any = varied(BASTILLE, [Setting(table, name, value)])
    for each in table:
        found = found[each]
    assert found == expected


def test_a_limit_that_depends_on_another_reading_goes_with_what_it_depends_on() -> None:
    document = deepcopy(BASTILLE)
    rows = [["3.0 pH", "65.6 degC"], ["3.2 pH", "68.9 degC"]]
    document["step"][2]["check"][0] = {"measure": "fill", "depends_on": "pH", "at_least_by": rows}
    fixed = varied(document, [Setting(CHECK, "at_least", "85 degC")])
    assert fixed["step"][2]["check"][0] == {"measure": "fill", "at_least": "85 degC"}
    other = varied(document, [Setting(CHECK, "at_most_by", rows)])
    assert other["step"][2]["check"][0] == {"measure": "fill", "depends_on": "pH", "at_most_by": rows}


def test_a_share_for_an_amount_takes_back_its_scaling_and_the_doubt() -> None:
    document = deepcopy(BASTILLE)
    document["ingredient"][4] = {
        "name": "yeast", "amount": "0 g", "scales": "stepwise", "pack": "11.5 g", "doubt": "no amount", "was": "x",
    }  # fmt: skip
    (*_, yeast) = varied(document, [Setting(("ingredient", 4), "share", "1 %")])["ingredient"]
    assert yeast == {"name": "yeast", "was": "x", "share": "1 %"}


def test_a_share_keeps_what_it_is_of() -> None:
    document = deepcopy(BASTILLE)
    document["ingredient"][4]["of"] = "total"
    assert varied(document, [Setting(("ingredient", 4), "share", "2 %")])["ingredient"][4]["of"] == "total"


def test_a_filling_begins_with_its_first_key() -> None:
    assert varied(BASTILLE, [Setting(("fill",), "each", "142 g")])["fill"] == {"each": "142 g"}


def test_an_ingredient_that_is_dropped_goes_out_of_every_list() -> None:
    document = deepcopy(BASTILLE) | {"basis": ["oils", "lavender essential oil"]}
    document["step"][0]["uses"] = ["oils", "castor oil"]
    left = varied(document, [], ["Castor Oil", "lavender essential oil"])
    assert [each["name"] for each in left["ingredient"]] == ["olive oil", "coconut oil", "shea butter"]
    assert [each["uses"] for each in left["step"]] == [["oils"], ["lye solution"], []]
    assert left["basis"] == ["oils"]


def test_a_phase_stays_in_use_while_something_is_in_it() -> None:
    left = varied(BASTILLE, [Setting(("ingredient", 0), "share", "55 %")], ["castor oil"])
    assert left["step"][0]["uses"] == ["oils"]
    assert formula(left).line("castor oil") is None


@pytest.mark.parametrize(
    ("shape", "name", "text", "value"),
    [
        ("a check", "critical", "38..47 degC", ["38 degC", "47 degC"]),
        ("a check", "critical", "38 degC..47 degC", ["38 degC", "47 degC"]),
        ("a check", "critical", "100 F, 117 F", ["100 F", "117 F"]),
        ("a check", "critical", "true", True),
        ("a check", "between", "3.4..3.8", ["3.4", "3.8"]),
        ("a check", "between", "-18..-15 degC", ["-18 degC", "-15 degC"]),
        ("a check", "is", "light, medium", ["light", "medium"]),
        ("a check", "is", "light", "light"),
        ("a check", "is", "yes", True),
        ("a check", "target", "40 degC", "40 degC"),
        ("a check", "due", "7 d, 14 d", ["7 d", "14 d"]),
        ("a check", "retest", "true", True),
        ("a step", "uses", "oils", ["oils"]),
        ("a step", "uses", "", ""),
        ("a formula", "basis", "flour, rye", ["flour", "rye"]),
        ("the lye", "alkali", "NaOH 60 %, KOH 40 %", {"NaOH": "60 %", "KOH": "40 %"}),
        ("the lye", "alkali", "KOH", "KOH"),
        ("the lye", "purity", "98 %", "98 %"),
        ("the lye", "purity", "NaOH: 98 %, KOH: 90 %", {"NaOH": "98 %", "KOH": "90 %"}),
    ],
)
def test_a_typed_value_becomes_what_a_file_would_hold(shape: str, name: str, text: str, value: Any) -> None:
    assert typed_value(key(shape, name), text) == value


# Every key can be set


def _tables(document: Document, shape: Shape = FORMULA, place: Place = ()) -> list[tuple[Place, Shape]]:
    found = [(place, shape)]
    for each in shape.keys:
        inner = document.get(each.name)
        if each.form is Form.TABLE and inner:
            found += _tables(inner, TABLES[each.name], (*place, each.name))
        for number, table in enumerate(inner if each.form is Form.TABLES and inner else ()):
            found += _tables(table, TABLES[each.name], (*place, each.name, number))
    return found


@settings(max_examples=150)
@given(data=st.data())
def test_a_key_that_is_set_changes_nothing_but_itself_and_what_stands_for_it(data: st.DataObject) -> None:
    before = data.draw(any_document)
    place, shape = data.draw(st.sampled_from(_tables(before)))
    chosen = data.draw(st.sampled_from([k for k in shape.keys if k.form not in (Form.TABLE, Form.TABLES)]))
    assume(chosen is not shape.keys[0] or not place)
    after = normal(varied(before, [Setting(place, chosen.name, data.draw(values_of(chosen)))]))
    assume(fingerprint(after) != fingerprint(before))
    where = "".join(f"[{each + 1}]" if isinstance(each, int) else f".{each}" for each in place).removeprefix(
        "."
    )
    for change in differences(before, after):
        assert change.where.startswith(where)
        inside = change.where.removeprefix(where).removeprefix(".").partition(".")[0]
        assert inside == chosen.name or change.after is None
