"""The table of materials that ships with the program: every value with its source, and none mistaken."""

from __future__ import annotations

from pathlib import Path

import pytest

from recipekeeper.errors import Unreadable
from recipekeeper.files.materials import TABLES, read_table, shipped
from recipekeeper.formula.substance.allergens import ALLERGENS
from recipekeeper.formula.substance.material import Material, plausible, read_sap


def known(name: str) -> Material:
    material = shipped().find(name)
    assert material is not None, name
    return material


def believed(name: str, sap: str) -> bool:
    low, high = plausible(known(name))
    return low <= read_sap(sap).koh <= high


WITH_SAP = [material for material in shipped() if material.sap]


# SAP values


def test_fifty_four_oils_have_a_sap() -> None:
    assert len(WITH_SAP) == 54


@pytest.mark.parametrize("oil", WITH_SAP, ids=lambda oil: oil.name)
def test_each_sap_has_its_source_and_lies_where_that_oil_is_believed(oil: Material) -> None:
    assert "SoapCalc" in oil.sap_source
    assert ("range of" in oil.sap_source) == (oil.sap_low is not None)
    assert ("no range known" in oil.sap_source) == (oil.sap_low is None)
    assert oil.is_fat
    assert oil.inci
    assert "*" not in oil.inci + oil.inci_soap
    assert oil.sap is not None
    low, high = plausible(oil)
    assert low <= oil.sap.koh <= high


@pytest.mark.parametrize(
    ("oil", "naoh"),
    [
        ("olive oil", "0.1355"), ("coconut oil", "0.1832"), ("shea butter", "0.1276"), ("castor oil", "0.1283"),
        ("palm oil", "0.1419"), ("palm kernel oil", "0.1761"), ("cocoa butter", "0.1383"), ("lard", "0.1412"),
        ("jojoba oil", "0.0656"), ("fractionated coconut oil", "0.2317"), ("olive pomace oil", "0.1340"),
    ],
)  # fmt: skip
def test_the_values_are_those_of_the_table_of_soapcalc(oil: str, naoh: str) -> None:
    sap = known(oil).sap
    assert sap is not None
    assert f"{float(sap.naoh):.4f}" == naoh


@pytest.mark.parametrize(
    ("oil", "printed"),
    [
        ("cocoa butter", "0.196"),
        ("macadamia oil", "0.195"),
        ("grapeseed oil", "0.193"),
        ("wheat germ oil", "0.190"),
        ("shea butter", "0.178"),
    ],
)
def test_the_five_koh_values_in_a_published_column_of_naoh_are_not_believed(oil: str, printed: str) -> None:
    # thesoapkitchen.co.uk/cold-process-saponification-table, headed "mg of NaOH per g".
    assert not believed(oil, f"{printed} g NaOH/g")
    assert believed(oil, f"{printed} g KOH/g")


def test_the_value_of_another_oil_is_not_believed() -> None:
    # The chart of innovateus.net lists brazil nut with babassu.
    assert not believed("brazil nut oil", "0.175 g NaOH/g")
    assert believed("babassu oil", "0.175 g NaOH/g")
    assert not believed("olive oil", "0.183 g NaOH/g")
    assert not believed("coconut oil", "0.135 g NaOH/g")
    assert not believed("palm oil", "0.176 g NaOH/g")
    assert not believed("jojoba oil", "0.135 g NaOH/g")
    assert not believed("almond oil", "0.098 g NaOH/g")  # the "almond butter" of a chart, a blend


def test_the_lowest_chart_value_of_palm_kernel_oil_is_just_within_its_range() -> None:
    # innovateus.net prints 0.156 g NaOH/g, which is 218.8 mg KOH/g; Codex CXS 210 begins at 230.
    assert believed("palm kernel oil", "0.156 g NaOH/g")
    assert not believed("palm kernel oil", "0.1557 g NaOH/g")
    assert not believed("palm kernel oil", "0.141 g NaOH/g")


def test_recalled_ranges_say_that_they_are_to_be_verified() -> None:
    assert "recalled, to be verified" in known("olive oil").sap_source
    assert "SFDA" in known("shea butter").sap_source
    assert "recalled" not in known("shea butter").sap_source


# Names


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Olive Oil", "olive oil"), ("oil, olive", "olive oil"), ("extra virgin olive oil", "olive oil"),
        ("olive oil, pure", "olive oil"), ("EVOO", "olive oil"), ("pomace olive oil", "olive pomace oil"),
        ("coconut", "coconut oil"), ("coconut oil 76", "coconut oil"), ("RBD coconut oil", "coconut oil"),
        ("coconut oil (fractionated)", "fractionated coconut oil"), ("MCT oil", "fractionated coconut oil"),
        ("shea", "shea butter"), ("castor", "castor oil"), ("palm kernel", "palm kernel oil"),
        ("Almond oil, sweet", "sweet almond oil"), ("almond oil", "sweet almond oil"), ("almond", "almonds"),
        ("canola", "canola oil"), ("rapeseed oil", "rapeseed oil"), ("wheatgerm oil", "wheat germ oil"),
        ("sunflower oil, high oleic", "high-oleic sunflower oil"), ("sunflower oil", "sunflower oil"),
        ("safflower oil", "safflower oil"), ("Tallow, beef", "tallow"), ("hemp oil", "hemp seed oil"),
        ("olives", "olives"), ("eggs", "egg"), ("caustic soda", "sodium hydroxide"), ("KOH", "potassium hydroxide"),
        ("raw sugar", "raw sugar"), ("organic sugar", "sugar"), ("distilled water", "water"),
    ],
)  # fmt: skip
def test_makers_names_lead_to_one_material(typed: str, name: str) -> None:
    assert known(typed).name == name


def test_every_name_and_other_name_leads_to_its_own_material() -> None:
    for material in shipped():
        for name in (material.name, *material.also):
            found = shipped().find(name)
            assert found is not None, name
            assert found.name == material.name, name


def test_an_essential_oil_is_never_taken_for_a_fat() -> None:
    for name in ("lavender oil", "peppermint oil", "tea tree oil", "lemon oil", "fragrance oil", "rose oil"):
        assert known(name).is_scent, name
    assert not [material.name for material in shipped() if material.is_scent and material.is_fat]


def test_oils_that_no_alkali_saponifies_are_no_fats() -> None:
    for name in ("mineral oil", "lamp oil", "silicone oil", "paraffin wax", "emulsifying wax", "water"):
        assert not known(name).is_fat, name


def test_a_fat_whose_value_the_table_lacks_is_a_fat_all_the_same() -> None:
    for name in ("rapeseed oil", "safflower oil", "butter", "vegetable shortening", "avocado butter"):
        assert known(name).is_fat, name
        assert known(name).sap is None, name


# Densities


def test_each_density_has_its_source_and_almost_all_their_temperature() -> None:
    with_density = [material for material in shipped() if material.density]
    assert len(with_density) >= 73
    assert all(material.density_source for material in with_density)
    assert [material.name for material in with_density if not material.density_at] == ["soy wax"]


@pytest.mark.parametrize(
    ("material", "density", "at"),
    [
        ("water", "0.998 g/ml", "20 °C"),
        ("olive oil", "0.915 g/ml", "20 °C"),
        ("coconut oil", "0.915 g/ml", "40 °C"),
        ("honey", "1.42 g/ml", "20 °C"),
        ("table salt", "1.22 g/ml", "bulk"),
        ("kosher flake salt", "0.57 g/ml", "bulk"),
        ("butter", "0.935 g/ml", "about 15 °C"),
    ],
)
def test_a_density_says_at_what_temperature(material: str, density: str, at: str) -> None:
    assert str(known(material).density) == density
    assert known(material).density_at == at


def test_a_density_that_differs_from_one_to_the_next_is_asked_for() -> None:
    for name in (
        "fragrance oil",
        "essential oil",
        "salt",
        "kosher salt",
        "sea salt",
        "tomato puree",
        "vinegar",
    ):
        assert known(name).density is None, name
        assert known(name).note, name


# Allergens


@pytest.mark.parametrize(
    ("material", "allergens"),
    [
        ("Worcestershire sauce", {"fish", "cereals containing gluten"}),
        ("soy sauce", {"soybeans", "wheat"}),
        ("mustard powder", {"mustard"}),
        ("bottled lime juice", {"sulphites"}),
        ("lime juice", set()),
        ("red wine vinegar", {"sulphites"}),
        ("celery salt", {"celery"}),
        ("sesame oil", {"sesame"}),
        ("malt vinegar", {"cereals containing gluten"}),
        ("walnut oil", {"tree nuts"}),
        ("peanut oil", {"peanuts"}),
        ("oyster sauce", {"molluscs", "soybeans", "wheat"}),
        ("flour", {"wheat"}),
        ("beer", {"cereals containing gluten"}),
        ("honey", set()),
    ],
)
def test_the_traps_of_sauces_carry_their_allergens(material: str, allergens: set[str]) -> None:
    assert set(known(material).allergens) == allergens


def test_every_allergen_is_one_of_the_lists() -> None:
    for material in shipped():
        assert set(material.allergens) <= set(ALLERGENS), material.name


# The files


def test_no_name_stands_twice_in_the_tables() -> None:
    names = [material.name for table in TABLES for material in read_table(table)]
    assert len(names) == len(set(names)) == len(shipped())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "names of its columns"),
        ("name,colour\nolive oil,green\n", "names of its columns"),
        ("name,sap\nolive oil\n", "1 cells instead of 2 in row 2"),
        ("name,sap\nolive oil,190\n", "in row 2"),
        ("name,density\nwater,1\nolive oil,heavy\n", "in row 2"),
        ("name,kind\n,fat\n", "in row 2"),
        ("name,kind\nolive oil,oily\n", "in row 2"),
        ('name,kind\n"olive oil\n', "cannot be read"),
    ],
)
def test_a_damaged_table_is_named_with_the_remedy(tmp_path: Path, text: str, said: str) -> None:
    table = tmp_path / "oils.csv"
    table.write_text(text, encoding="utf-8")
    with pytest.raises(Unreadable) as refused:
        read_table(table)
    assert said in refused.value.message
    assert "Install recipekeeper again" in refused.value.message


def test_a_missing_table_is_named_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match=r"oils\.csv cannot be read"):
        read_table(tmp_path / "oils.csv")
