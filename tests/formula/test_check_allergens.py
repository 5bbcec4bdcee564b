"""The checks of allergens: through names, the table, what an ingredient is made of, and other formulas."""

from __future__ import annotations

import pytest

from recipekeeper.files.materials import shipped
from recipekeeper.formula.substance.bringers import allergens_of
from recipekeeper.formula.substance.material import NONE, Material, Materials
from tests.formula.trade import codes, readable, said, sauce, soap, verdict


def brought(
    *ingredients: dict[str, object], materials: Materials | None = None
) -> dict[str, tuple[str, ...]]:
    known = shipped() if materials is None else materials
    return dict(allergens_of(readable(sauce(*ingredients), known), known))


def test_an_allergen_that_comes_in_and_is_not_declared_is_named_with_who_brings_it_and_whose_list_it_is_on() -> (
    None
):
    assert said(sauce({"name": "almond oil"})) == (
        "ingredient[2]: almond oil brings tree nuts, one of the US nine and the EU fourteen, and the formula does not "
        'declare it. Write it at the top, such as allergens = ["tree nuts"].'
    )
    assert codes(sauce({"name": "almond oil"}, allergens=["tree nuts"])) == []
    assert codes(sauce({"name": "almond oil"}, allergens=["almonds"])) == []


def test_an_allergen_of_the_eu_alone_is_said_to_be_one() -> None:
    assert "yellow mustard brings mustard, one of the EU fourteen, and" in said(
        sauce({"name": "yellow mustard"})
    )


def test_a_compound_ingredient_brings_what_it_is_made_of() -> None:
    """Worcestershire sauce: the anchovy that has surprised more makers than any other."""
    found = brought({"name": "worcestershire sauce"})
    assert found["fish"] == ("worcestershire sauce (anchovy)",)
    sub: dict[str, object] = {"name": "house seasoning", "contains": ["salt", "soy sauce", "celery seed"]}
    assert brought(sub) == {
        "wheat": ("house seasoning (wheat)",),
        "soybeans": ("house seasoning (soybeans)",),
        "celery": ("house seasoning (celery seed)",),
    }


def test_what_the_formula_says_of_a_line_counts_before_the_table() -> None:
    assert set(brought({"name": "soy sauce"})) == {"soybeans", "wheat"}
    assert set(brought({"name": "soy sauce", "allergens": ["soya"]})) == {"soybeans"}


def test_two_ingredients_that_bring_the_same_are_both_named() -> None:
    assert brought({"name": "bread flour"}, {"name": "semolina"})["wheat"] == ("bread flour", "semolina")
    assert said(sauce({"name": "bread flour"}, {"name": "semolina"})).startswith(
        "ingredient[2]: bread flour and semolina bring wheat, one of the"
    )


@pytest.mark.parametrize(
    "name", ["shea butter", "coconut milk", "nutmeg", "cream of tartar", "butternut squash"]
)
def test_a_word_in_a_longer_name_that_means_something_else_brings_nothing(name: str) -> None:
    assert brought({"name": name}, materials=NONE) == {}


@pytest.mark.parametrize(
    ("name", "allergen"),
    [
        ("smoked salmon and fish", "fish"),
        ("toasted sesame seeds", "sesame"),
        ("brazil nut chips", "tree nuts"),
    ],
)
def test_a_name_that_the_table_does_not_know_is_read_word_by_word(name: str, allergen: str) -> None:
    assert brought({"name": name}, materials=NONE) == {allergen: (name,)}


def test_an_allergen_deep_in_a_compound_of_compounds_is_found_and_a_circle_ends() -> None:
    nested = Materials(
        [
            Material("dressing", contains=("sauce base",)),
            Material("sauce base", contains=("dressing", "paste")),
            Material("paste", contains=("anchovy",)),
        ]
    )
    assert brought({"name": "dressing"}, materials=nested) == {"fish": ("dressing (anchovy)",)}


def test_the_product_of_another_formula_brings_what_was_pinned_on_its_line() -> None:
    mix = {"name": "spice mix", "formula": "SPICE-MIX@2", "allergens": ["celery", "mustard"]}
    assert [each.code for each in verdict(sauce(mix, allergens=["celery"])).problems] == [
        "allergen-undeclared"
    ]
    assert codes(sauce(mix, allergens=["celery", "mustard"])) == []


def test_shellfish_on_a_line_asks_for_both_that_it_can_mean() -> None:
    stock = {"name": "stock", "allergens": ["shellfish"]}
    assert codes(sauce(stock)) == ["allergen-undeclared"] * 2
    assert codes(sauce(stock, allergens=["shellfish"])) == []


def test_a_declared_allergen_that_nothing_brings_is_doubted() -> None:
    assert said(sauce(allergens=["celery"])) == (
        "allergens: celery is declared, and no ingredient is known to bring it. Take it out, or say of the ingredient, "
        'such as allergens = ["celery"].'
    )
    assert codes(sauce({"name": "celery"}, allergens=["celery"])) == []


def test_wheat_is_a_cereal_with_gluten_and_the_other_way_about_it_is_not() -> None:
    assert codes(sauce({"name": "bread flour"}, allergens=["wheat", "gluten"])) == []
    assert codes(sauce({"name": "barley"}, allergens=["wheat", "gluten"])) == ["allergen-unfounded"]
    assert codes(sauce({"name": "bread flour"}, allergens=["gluten"])) == ["allergen-undeclared"]


def test_what_is_declared_beside_the_two_lists_is_the_makers_own_matter() -> None:
    assert codes(sauce(allergens=["linalool"])) == []


def test_a_soap_declares_no_food_allergens() -> None:
    milk = {"name": "goat milk", "phase": "extra", "amount": "50 g"}
    assert codes(soap(milk)) == []
    assert codes(soap(milk, allergens=["celery"])) == []
