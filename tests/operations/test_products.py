"""Formulas in formulas: masterbatched oils, a lye in stock, a spice mix; each by its version, and seen through."""

from __future__ import annotations

from fractions import Fraction

import pytest

from recipekeeper.errors import FormulaUnreadable, Refused
from recipekeeper.formula.amounts.lye import lye_state
from recipekeeper.formula.amounts.product import flat
from recipekeeper.formula.amounts.scale import lye_of, scale
from recipekeeper.formula.model import Formula, Status
from recipekeeper.operations.formulas.scaling import scale_formula, show_formula
from recipekeeper.operations.formulas.together import finder
from recipekeeper.operations.formulas.versions import (
    add_formulas,
    check_formula,
    export_formula,
    list_formulas,
    release_formula,
    retire_formula,
)
from tests.operations.workshop import Workshop

OILS = """
code = "OILS"
name = "Masterbatched oils"
yields = "10 kg"
[[ingredient]]
name = "olive oil"
amount = "6 kg"
sap = "190 mg KOH/g"
[[ingredient]]
name = "coconut oil"
amount = "4 kg"
sap = "257 mg KOH/g"
[[step]]
name = "melt"
uses = ["olive oil", "coconut oil"]
"""

LYE = """
code = "LYE50"
name = "Lye in stock"
yields = "2 kg"
[[ingredient]]
name = "sodium hydroxide"
amount = "1 kg"
purity = "98 %"
[[ingredient]]
name = "water"
amount = "1 kg"
[[step]]
name = "dissolve"
uses = ["sodium hydroxide", "water"]
"""

SOAP_OF_BOTH = """
code = "BAR"
name = "Bar of masterbatches"
yields = "1400 g"
[[ingredient]]
name = "oils"
amount = "1000 g"
formula = "OILS"
[[ingredient]]
name = "NaOH solution"
amount = "297.5 g"
formula = "LYE50@1"
[[ingredient]]
name = "water"
amount = "100 g"
phase = "lye"
[[step]]
name = "combine"
uses = ["oils", "NaOH solution", "lye"]
"""


def formula_of(shop: Workshop, reference: str) -> Formula:
    return scale_formula(shop(), reference).version.formula


def test_a_formula_and_what_it_is_made_of_are_added_in_one_call_whatever_their_order(
    empty_shop: Workshop,
) -> None:
    files = [empty_shop.file(text, f"{number}.toml") for number, text in enumerate((SOAP_OF_BOTH, OILS, LYE))]
    added = add_formulas(empty_shop(), files)
    assert [each.version.reference for each in added] == ["BAR@1", "OILS@1", "LYE50@1"]
    assert [each.product_of for each in formula_of(empty_shop, "BAR").lines] == ["OILS@1", "LYE50@1", None]


def test_the_superfat_sees_through_oils_and_lye_in_stock(empty_shop: Workshop) -> None:
    files = [empty_shop.file(text, f"{number}.toml") for number, text in enumerate((OILS, LYE, SOAP_OF_BOTH))]
    add_formulas(empty_shop(), files)
    bar = formula_of(empty_shop, "BAR")
    state = lye_of(bar, scale(bar))
    assert state is not None
    # 600 g of olive and 400 g of coconut take (114 + 102.8) ÷ 1.4025 = 154.58 g; 297.5 g of half lye at 98 %.
    assert state.koh == Fraction("216.8")
    assert state.pure == Fraction("145.775")
    assert float(state.superfat) == pytest.approx(1 - 145.775 / (216.8 / 1.4025))


def test_a_new_version_of_the_oils_leaves_the_old_soap_as_it_was(empty_shop: Workshop) -> None:
    files = [empty_shop.file(text, f"{number}.toml") for number, text in enumerate((OILS, LYE, SOAP_OF_BOTH))]
    add_formulas(empty_shop(), files)
    before = formula_of(empty_shop, "BAR")
    add_formulas(
        empty_shop(), [empty_shop.file(OILS.replace('"6 kg"', '"5 kg"').replace('"4 kg"', '"5 kg"'))]
    )
    assert formula_of(empty_shop, "BAR") == before
    (again,) = add_formulas(empty_shop(), [empty_shop.file(SOAP_OF_BOTH)])
    assert again.version.reference == "BAR@2"
    assert again.version.formula.lines[0].product_of == "OILS@2"
    assert str(again.version.formula.lines[0].sap) == "223.5 mg KOH/g"


def test_a_sap_left_from_another_version_is_not_kept(empty_shop: Workshop) -> None:
    files = [empty_shop.file(text, f"{number}.toml") for number, text in enumerate((OILS, LYE, SOAP_OF_BOTH))]
    add_formulas(empty_shop(), files)
    add_formulas(empty_shop(), [empty_shop.file(OILS.replace("257", "250"))])
    exported = export_formula(empty_shop(), "BAR").replace("OILS@1", "OILS@2")
    (added,) = add_formulas(empty_shop(), [empty_shop.file(exported)])
    assert str(added.version.formula.lines[0].sap) == "214 mg KOH/g"


def test_every_ingredient_is_counted_all_the_way_down(empty_shop: Workshop) -> None:
    gift = SOAP_OF_BOTH.replace('"BAR"', '"GIFT"').replace('"OILS"', '"BAR"').replace('"oils"', '"soap"')
    texts = (OILS, LYE, SOAP_OF_BOTH, gift)
    add_formulas(empty_shop(), [empty_shop.file(text, f"{n}.toml") for n, text in enumerate(texts)])
    with empty_shop().read() as reading:
        find = finder(empty_shop(), reading)
        bar, whole = find("BAR").formula, find("GIFT").formula
        parts = flat(bar, scale(bar).weights, find)
        deep = flat(whole, scale(whole).weights, find)
    assert [(each.name, str(each.amount), each.through) for each in parts[:2]] == [
        ("olive oil", "0.6 kg", ("OILS@1",)),
        ("coconut oil", "0.4 kg", ("OILS@1",)),
    ]
    assert deep[0].through == ("BAR@1", "OILS@1")
    assert deep[0].amount.exact_in("g") == pytest.approx(float(Fraction(600 * 1000, 1400)))


def test_allergens_come_through_a_spice_mix(empty_shop: Workshop) -> None:
    mix = """
code = "MIX"
name = "Mustard mix"
yields = "100 g"
[[ingredient]]
name = "mustard powder"
amount = "60 g"
allergens = ["mustard"]
[[ingredient]]
name = "celery salt"
amount = "40 g"
allergens = ["celery"]
"""
    sauce = """
code = "SAUCE"
name = "Sauce"
yields = "1000 g"
[[ingredient]]
name = "tomato"
amount = "950 g"
[[ingredient]]
name = "spice"
amount = "50 g"
formula = "MIX"
"""
    add_formulas(empty_shop(), [empty_shop.file(mix, "mix.toml"), empty_shop.file(sauce, "sauce.toml")])
    assert formula_of(empty_shop, "SAUCE").lines[1].allergens == ("celery", "mustard")


def test_formulas_that_go_in_a_circle_are_named(empty_shop: Workshop) -> None:
    a = OILS.replace('"OILS"', '"A"').replace('sap = "190 mg KOH/g"', 'formula = "B"')
    b = OILS.replace('"OILS"', '"B"').replace('sap = "190 mg KOH/g"', 'formula = "A"')
    with pytest.raises(FormulaUnreadable, match="the formulas go in a circle: A is made of B is made of A"):
        add_formulas(empty_shop(), [empty_shop.file(a, "a.toml"), empty_shop.file(b, "b.toml")])


def test_a_formula_may_be_made_of_its_own_last_version_as_a_starter_is(empty_shop: Workshop) -> None:
    add_formulas(empty_shop(), [empty_shop.file(OILS)])
    fed = OILS.replace('sap = "190 mg KOH/g"', 'formula = "OILS@1"')
    (added,) = add_formulas(empty_shop(), [empty_shop.file(fed)])
    assert added.version.reference == "OILS@2"
    with empty_shop().read() as reading:
        parts = flat(added.version.formula, {}, finder(empty_shop(), reading))
    assert [each.name for each in parts] == ["olive oil", "coconut oil", "coconut oil"]


def test_a_formula_that_is_not_there_is_named_with_its_place(empty_shop: Workshop) -> None:
    checked = check_formula(empty_shop(), str(empty_shop.file(SOAP_OF_BOTH)))
    assert checked.formula is None
    assert checked.problems[0].where == "ingredient[1].formula"
    assert "OILS" in checked.problems[0].message


def test_a_lye_under_another_name_is_refused(empty_shop: Workshop) -> None:
    hidden = SOAP_OF_BOTH.replace("NaOH solution", "solution")
    files = [empty_shop.file(text, f"{number}.toml") for number, text in enumerate((OILS, LYE, hidden))]
    with pytest.raises(FormulaUnreadable, match=r"LYE50@1 is a lye of NaOH, and the name has to say so"):
        add_formulas(empty_shop(), files)


def test_nothing_of_a_product_changes_what_its_weights_are(empty_shop: Workshop) -> None:
    files = [empty_shop.file(text, f"{number}.toml") for number, text in enumerate((OILS, LYE, SOAP_OF_BOTH))]
    add_formulas(empty_shop(), files)
    bar = formula_of(empty_shop, "BAR")
    half = scale(bar, factor=Fraction(1, 2))
    whole, part = lye_of(bar, scale(bar)), lye_state(bar, half.weights)
    assert whole is not None
    assert part is not None
    assert whole.superfat == part.superfat


def test_what_is_made_of_a_draft_or_of_what_is_retired_is_not_released(empty_shop: Workshop) -> None:
    add_formulas(empty_shop(), [empty_shop.file(OILS, "oils.toml"), empty_shop.file(LYE, "lye.toml")])
    with pytest.raises(Refused, match="BAR@1 is made of OILS@1, which is a draft"):
        add_formulas(empty_shop(), [empty_shop.file(SOAP_OF_BOTH)], release=True)
    assert [each.formula.code for each in list_formulas(empty_shop())] == ["LYE50", "OILS"]
    add_formulas(empty_shop(), [empty_shop.file(SOAP_OF_BOTH)])
    for reference in ("OILS", "LYE50"):
        release_formula(empty_shop(), reference)
    retire_formula(empty_shop(), "OILS@1", "goes rancid")
    with pytest.raises(Refused, match="BAR@1 is made of OILS@1, which is retired"):
        release_formula(empty_shop(), "BAR")


def test_a_formula_and_its_parts_are_released_in_one_call(empty_shop: Workshop) -> None:
    files = [empty_shop.file(text, f"{number}.toml") for number, text in enumerate((SOAP_OF_BOTH, OILS, LYE))]
    added = add_formulas(empty_shop(), files, release=True)
    assert {each.version.status for each in added} == {Status.RELEASED}


def test_a_lye_of_two_alkalis_is_not_taken_for_one(empty_shop: Workshop) -> None:
    water = '[[ingredient]]\nname = "water"'
    both = LYE.replace(water, '[[ingredient]]\nname = "potassium hydroxide"\namount = "1 kg"\n' + water)
    files = [
        empty_shop.file(text, f"{number}.toml") for number, text in enumerate((OILS, both, SOAP_OF_BOTH))
    ]
    with pytest.raises(FormulaUnreadable, match="LYE50@1 is a lye of two alkalis"):
        add_formulas(empty_shop(), files)


def test_a_whole_formula_tells_what_is_in_it_all_the_way_down(empty_shop: Workshop) -> None:
    soy = OILS.replace('"OILS"', '"BASE"').replace("olive oil", "soy sauce").replace("coconut oil", "tomato")
    soy = soy.replace('sap = "190 mg KOH/g"\n', "").replace('sap = "257 mg KOH/g"\n', "")
    sauce = soy.replace('"BASE"', '"SAUCE"').replace("soy sauce", "base").replace("6 kg", "1 kg")
    sauce = sauce.replace('amount = "1 kg"', 'amount = "1 kg"\nformula = "BASE"').replace(
        'yields = "10 kg"', 'yields = "5 kg"\nallergens = ["soybeans"]'
    )
    add_formulas(empty_shop(), [empty_shop.file(soy, "base.toml"), empty_shop.file(sauce, "sauce.toml")])
    inside = show_formula(empty_shop(), "SAUCE").within
    assert inside is not None
    assert [(each.name, str(each.amount), each.through) for each in inside.parts] == [
        ("soy sauce", "0.6 kg", ("BASE@1",)),
        ("tomato", "0.4 kg", ("BASE@1",)),
        ("tomato", "4 kg", ()),
    ]
    brought = {each.name: (each.by, each.declared) for each in inside.allergens}
    assert brought["soybeans"] == (("base",), True)
    assert brought["wheat"] == (("base",), False)
