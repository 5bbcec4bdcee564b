"""A maker's own values of materials: recorded with their source, refused where no such oil has them."""

from __future__ import annotations

import pytest

from recipekeeper.errors import Misused, NotFound, QuantityError, Refused
from recipekeeper.operations.goods.materials import (
    forget_material,
    known_materials,
    list_materials,
    set_material,
    show_material,
)
from recipekeeper.quantity import UnitSystem
from tests.operations.workshop import Workshop

COA = {"sap": "182 mg KOH/g", "source": "CoA 2026-03"}


def test_without_a_store_the_table_of_the_program_counts(empty_shop: Workshop) -> None:
    shown = show_material(empty_shop(), "Olive Oil")
    assert str(shown.material.sap) == "190 mg KOH/g"
    assert (shown.own, shown.table) == ({}, shown.material)
    assert not (empty_shop.folder / "store.db").exists()


def test_an_own_value_counts_before_the_table_and_the_rest_stays(shop: Workshop) -> None:
    set_material(shop(), "shea", COA)
    shown = show_material(shop(), "shea butter")
    assert (str(shown.material.sap), shown.material.sap_source) == ("182 mg KOH/g", "CoA 2026-03")
    assert shown.material.inci == "Butyrospermum Parkii (Shea) Butter"
    assert shown.table is not None
    assert str(shown.table.sap) == "179 mg KOH/g"
    found = known_materials(shop()).find("karité butter")
    assert found == shown.material


def test_values_given_one_after_the_other_each_keep_their_source(shop: Workshop) -> None:
    set_material(shop(), "shea butter", COA)
    shown = set_material(shop(), "shea butter", {"density": "0.91 g/ml", "source": "weighed"})
    assert shown.material.sap_source == "CoA 2026-03"
    assert shown.material.density_source == "weighed"
    assert shown.own == {
        "sap": "182 mg KOH/g",
        "sap_source": "CoA 2026-03",
        "density": "0.91 g/ml",
        "density_source": "weighed",
    }


def test_a_material_of_ones_own_is_known_from_then_on(shop: Workshop) -> None:
    given = {"sap": "0.135 g NaOH/g", "source": "CoA", "allergens": "soy, Wheat", "contains": "a, b"}
    shown = set_material(shop(), "  chili   oil ", given)
    assert (shown.material.name, shown.table) == ("chili oil", None)
    assert shown.material.is_fat
    assert shown.material.allergens == ("soybeans", "wheat")
    assert shown.material.contains == ("a", "b")
    assert "chili oil" in [material.name for material in list_materials(shop(), fats=True)]


def test_the_list_of_fats_leaves_out_what_no_alkali_saponifies(shop: Workshop) -> None:
    fats, every = list_materials(shop(), fats=True), list_materials(shop())
    assert {material.name for material in every} - {material.name for material in fats} >= {
        "water",
        "lavender essential oil",
    }
    assert "olive oil" in {material.name for material in fats}


def test_a_koh_value_given_as_one_of_naoh_is_refused_and_the_slip_is_named(shop: Workshop) -> None:
    with pytest.raises(Refused) as refused:
        set_material(shop(), "cocoa butter", {"sap": "0.196 g NaOH/g", "source": "a chart"})
    assert "274.9 mg KOH/g" in refused.value.message
    assert "178.6 to 210 mg KOH/g" in refused.value.message
    assert "0.196 g KOH/g would fit" in refused.value.message
    assert "--yes" in refused.value.message
    assert show_material(shop(), "cocoa butter").own == {}


def test_a_naoh_value_given_as_one_of_koh_is_refused_and_the_slip_is_named(shop: Workshop) -> None:
    with pytest.raises(Refused, match=r"135\.5 mg NaOH/g would fit"):
        set_material(shop(), "olive oil", {"sap": "135.5 mg KOH/g", "source": "a chart"})


def test_an_unbelievable_value_without_a_slip_names_none(shop: Workshop) -> None:
    with pytest.raises(Refused) as refused:
        set_material(shop(), "olive oil", {"sap": "230 mg KOH/g", "source": "a chart"})
    assert "would fit" not in refused.value.message


def test_an_unbelievable_value_is_taken_where_the_maker_insists(shop: Workshop) -> None:
    given = {"sap": "230 mg KOH/g", "source": "CoA 2026-03"}
    shown = set_material(shop(), "olive oil", given, accept=True)
    assert str(shown.material.sap) == "230 mg KOH/g"


def test_a_sap_of_what_is_no_fat_is_refused(shop: Workshop) -> None:
    with pytest.raises(Refused, match="lavender essential oil is no fat"):
        set_material(shop(), "lavender oil", COA)


def test_a_fat_whose_value_the_table_lacks_takes_any_that_a_fat_can_have(shop: Workshop) -> None:
    shown = set_material(shop(), "avocado butter", {"sap": "187 mg KOH/g", "source": "CoA"})
    assert str(shown.material.sap) == "187 mg KOH/g"


@pytest.mark.parametrize("given", [{"sap": "190 mg KOH/g"}, {"density": "0.9 g/ml"}])
def test_a_value_without_its_source_is_refused(shop: Workshop, given: dict[str, str]) -> None:
    with pytest.raises(Misused, match=r'needs its source, e\.g\. --source "CoA'):
        set_material(shop(), "olive oil", given)


@pytest.mark.parametrize("given", [{}, {"source": "CoA"}])
def test_a_source_alone_says_nothing(shop: Workshop, given: dict[str, str]) -> None:
    with pytest.raises(Misused, match="Nothing was given"):
        set_material(shop(), "olive oil", given)


@pytest.mark.parametrize("given", [{"sap": "190", "source": "x"}, {"density": "heavy", "source": "x"}])
def test_what_cannot_be_read_is_refused_and_nothing_recorded(shop: Workshop, given: dict[str, str]) -> None:
    with pytest.raises(QuantityError):
        set_material(shop(), "olive oil", given)
    assert show_material(shop(), "olive oil").own == {}


def test_a_word_that_is_no_allergen_is_refused_with_those_that_are(shop: Workshop) -> None:
    with pytest.raises(Misused, match=r'"peas" is not an allergen .* lupin or molluscs'):
        set_material(shop(), "olive oil", {"allergens": "milk, peas"})


def test_a_list_is_emptied_by_the_word_none(shop: Workshop) -> None:
    shown = set_material(shop(), "worcestershire sauce", {"allergens": "none", "contains": "None"})
    assert (shown.material.allergens, shown.material.contains) == ((), ())


def test_a_density_in_gallons_means_the_same_under_every_later_setting(shop: Workshop) -> None:
    context = shop()
    context.units_given = UnitSystem.US
    set_material(context, "chili oil", {"density": "7.6 lb/gal", "source": "label"})
    assert show_material(shop(), "chili oil").own["density"] == "0.910681 g/ml"


def test_a_density_in_metric_units_is_kept_as_written(shop: Workshop) -> None:
    shown = set_material(shop(), "chili oil", {"density": "0.918 kg/l", "source": "label"})
    assert shown.own["density"] == "0.918 kg/l"


@pytest.mark.parametrize("name", ["", "  ", "a/b", "x" * 101, "a\x07b"])
def test_what_cannot_stand_in_a_formula_is_no_name(shop: Workshop, name: str) -> None:
    with pytest.raises(Misused, match="cannot be the name of a material"):
        set_material(shop(), name, COA)


def test_forgotten_values_count_no_longer(shop: Workshop) -> None:
    set_material(shop(), "shea butter", COA)
    table = forget_material(shop(), "shea", "that lot is used up")
    assert table is not None
    assert str(table.sap) == "179 mg KOH/g"
    shown = show_material(shop(), "shea butter")
    assert (shown.own, shown.material.own) == ({}, False)
    with pytest.raises(NotFound, match="no value of your own for shea butter"):
        forget_material(shop(), "shea butter", "again")


def test_a_forgotten_material_of_ones_own_is_not_known_any_more(shop: Workshop) -> None:
    set_material(shop(), "chili oil", COA)
    assert forget_material(shop(), "Chili Oil", "not bought again") is None
    with pytest.raises(NotFound, match='no material "chili oil"'):
        show_material(shop(), "chili oil")


def test_an_unknown_name_gives_the_nearest(shop: Workshop) -> None:
    with pytest.raises(NotFound, match="Did you mean olive oil"):
        show_material(shop(), "olice oil")
    with pytest.raises(NotFound, match="rk material list"):
        show_material(shop(), "bicycle")


def test_values_kept_under_a_name_that_the_table_has_since_learnt_are_still_found(shop: Workshop) -> None:
    with shop().act("as an earlier version kept it") as act:
        act.set_material("karite", {"inci": "Karite"})
    assert show_material(shop(), "shea butter").own == {"inci": "Karite"}
    set_material(shop(), "shea butter", COA)
    assert show_material(shop(), "shea butter").own["inci"] == "Karite"
    forget_material(shop(), "shea butter", "enough")
    assert show_material(shop(), "shea butter").own == {}
