"""A formula file that is looked at before it is added, and made of what lies in the files beside it."""

from __future__ import annotations

import pytest

from recipekeeper.errors import FormulaUnreadable
from recipekeeper.operations.formulas.versions import add_formulas, check_formula
from tests.operations.workshop import Workshop

LEVAIN = """
code = "LEVAIN"
name = "Levain"
yields = "2000 g"
allergens = ["wheat"]
[[ingredient]]
name = "wheat flour"
amount = "1000 g"
[[ingredient]]
name = "water"
amount = "1000 g"
[[step]]
name = "mix"
uses = ["wheat flour", "water"]
"""

DOUGH = """
code = "DOUGH"
name = "Dough"
yields = "1000 g"
allergens = ["wheat"]
[[ingredient]]
name = "spelt flour"
amount = "800 g"
[[ingredient]]
name = "levain"
amount = "200 g"
formula = "LEVAIN@1"
[[step]]
name = "mix"
uses = ["spelt flour", "levain"]
"""


def test_a_check_finds_the_product_of_a_file_beside_it(empty_shop: Workshop) -> None:
    dough = empty_shop.file(DOUGH, "dough.toml")
    empty_shop.file(LEVAIN, "levain.toml")
    checked = check_formula(empty_shop(), str(dough))
    assert checked.problems == ()
    assert checked.formula is not None
    assert checked.formula.lines[1].allergens == ("wheat",)


def test_a_check_sees_through_a_file_beside_a_file_beside_it(empty_shop: Workshop) -> None:
    toast = DOUGH.replace("DOUGH", "TOAST").replace("LEVAIN@1", "DOUGH@1")
    empty_shop.file(DOUGH, "dough.toml")
    empty_shop.file(LEVAIN, "levain.toml")
    assert check_formula(empty_shop(), str(empty_shop.file(toast, "toast.toml"))).problems == ()


def test_the_store_counts_before_the_files_beside(empty_shop: Workshop) -> None:
    add_formulas(empty_shop(), [empty_shop.file(LEVAIN, "levain.toml")])
    empty_shop.file(LEVAIN.replace('["wheat"]', '["wheat", "milk"]').replace("water", "milk"), "levain.toml")
    checked = check_formula(empty_shop(), str(empty_shop.file(DOUGH, "dough.toml")))
    assert checked.formula is not None
    assert checked.formula.lines[1].allergens == ("wheat",)


def test_nothing_is_added_for_being_beside(empty_shop: Workshop) -> None:
    empty_shop.file(LEVAIN, "levain.toml")
    with pytest.raises(FormulaUnreadable, match='There is no formula "LEVAIN"'):
        add_formulas(empty_shop(), [empty_shop.file(DOUGH, "dough.toml")])
