"""Brews of other programs: every amount is exact or marked, everything goes in where the file says."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recipekeeper.errors import Unreadable
from recipekeeper.files.imports.imported import Imported
from recipekeeper.files.imports.reading import read_recipes
from recipekeeper.quantity import UnitSystem, read_amount

FILES = Path(__file__).parent / "imports"
HOUSE_BEER = FILES / "pale-ale.json"
KOELSCH = FILES / "koelsch.xml"


def one(path: Path) -> Imported:
    (imported,) = read_recipes(path)
    return imported


def amounts(imported: Imported) -> dict[str, str]:
    return {line["name"]: line["amount"] for line in imported.document["ingredient"]}


def doubts(imported: Imported) -> dict[str, str]:
    return {line["name"]: line["doubt"] for line in imported.document["ingredient"] if "doubt" in line}


def steps(imported: Imported) -> dict[str, Any]:
    return {step["name"]: step for step in imported.document["step"]}


def brew(folder: Path, *, amount: Any, **more: Any) -> Imported:
    """A BeerJSON recipe of one hop with this amount."""
    recipe = {
        "name": "One hop",
        "type": "all grain",
        "batch_size": {"unit": "l", "value": 20},
        "ingredients": {"fermentable_additions": [], "hop_additions": [{"name": "Saphir", "amount": amount}]},
        **more,
    }
    path = folder / "one.json"
    path.write_text(json.dumps({"beerjson": {"version": 1, "recipes": [recipe]}}), "utf-8")
    return one(path)


# BeerJSON


def test_a_beerjson_recipe_keeps_its_measures_and_says_whose_they_are() -> None:
    beer = one(HOUSE_BEER)
    assert amounts(beer) == {
        "Pale Malt-2-Row": "9.5 lb",
        "Honey": "0.75 cup",
        "Cascade": "28 g",
        "Cascade 2": "1.5 oz",
        "Irish moss": "1 piece",
        "Lemon peel": "0.1 beer bbl",
        "House ale yeast": "2 packs",
        "Brett": "0 g",
        "Well water": "9092.18 ml",  # two imperial gallons of 4.54609 l, in a file of US cups
    }
    head = {key: beer.document[key] for key in ("name", "kind", "units", "yields")}
    assert head == {"name": "Harbour Pale Ale", "kind": "beer", "units": "us", "yields": "5.5 gal"}


def test_what_is_not_to_be_relied_on_is_marked_with_its_reason() -> None:
    marked = doubts(one(HOUSE_BEER))
    assert set(marked) == {"Lemon peel", "Brett"}
    assert "not defined in BeerJSON" in marked["Lemon peel"]
    assert marked["Brett"] == '"0 ml" is no amount.'


def test_each_line_keeps_what_the_file_said_of_it() -> None:
    originals = [line["original"] for line in one(HOUSE_BEER).document["ingredient"]]
    assert originals[2] == "Cascade, 28 g, add_to_boil at 60 min, pellet, alpha 5.5 %"
    assert originals[3] == "Cascade, 1.5 oz, add_to_fermentation for 4 d, step 2, pellet, alpha 5.5 %"


def test_additions_go_into_the_step_that_their_timing_names() -> None:
    brewed = steps(one(HOUSE_BEER))
    assert list(brewed) == ["Saccharification", "boil", "Primary", "Dry hop", "package"]
    assert brewed["Saccharification"]["uses"] == ["Pale Malt-2-Row"]
    assert brewed["boil"]["uses"] == ["Honey", "Cascade", "Irish moss"]
    assert "Cascade at 60 min" in brewed["boil"]["text"]
    assert brewed["Dry hop"]["uses"] == ["Cascade 2"]
    assert brewed["package"]["uses"] == ["Brett"]


def test_times_and_temperatures_become_durations_and_targets() -> None:
    brewed = steps(one(HOUSE_BEER))
    assert (brewed["Saccharification"]["lasts"], brewed["Primary"]["lasts"]) == ("60 min", "7 d")
    assert brewed["Saccharification"]["check"] == [{"measure": "temperature", "target": "66.5 degC"}]
    assert {"measure": "end pH", "target": "4.3 pH"} in brewed["Primary"]["check"]


def test_a_reading_that_cannot_be_is_named_and_left_out() -> None:
    beer = one(HOUSE_BEER)
    assert steps(beer)["Dry hop"]["check"] == [{"measure": "start temperature", "target": "20 degC"}]
    assert 'The start gravity of the step Dry hop, "1012 SG", cannot be: it is left out.' in beer.notes


def test_nothing_is_dropped_without_being_named() -> None:
    notes = " ".join(one(HOUSE_BEER).notes)
    for field in (
        "color, yield",
        "calcium",
        "taste",
        "Lemon peel, Well water",
        "Cascade 2",
        "Pale Malt-2-Row",
    ):
        assert field in notes
    assert "Dry, and pale as straw." in one(HOUSE_BEER).document["notes"]


# What the units of BeerJSON are in millilitres and grams: NIST Handbook 44 (2023), appendix C, and the UK
# Weights and Measures Act 1985, schedule 1.
SIZES = {
    "mg": "0.001", "g": "1", "kg": "1000", "oz": "28.349523125", "lb": "453.59237",
    "ml": "1", "l": "1000", "tsp": "4.92892159375", "tbsp": "14.78676478125", "floz": "29.5735295625",
    "cup": "236.5882365", "pt": "473.176473", "qt": "946.352946", "gal": "3785.411784",
    "ifloz": "28.4130625", "ipt": "568.26125", "iqt": "1136.5225", "igal": "4546.09",
}  # fmt: skip


@given(unit=st.sampled_from(list(SIZES)), value=st.decimals("0.01", "999", places=2), beside=st.booleans())
@settings(max_examples=60)
def test_every_unit_of_beerjson_is_exactly_ours(
    tmp_path_factory: pytest.TempPathFactory, unit: str, value: Decimal, *, beside: bool
) -> None:
    folder = tmp_path_factory.mktemp("beer")
    size = {"unit": "gal" if beside else "l", "value": 5}
    beer = brew(folder, amount={"unit": unit, "value": float(value)}, batch_size=size)
    assert doubts(beer) == {}
    systems = {"us": UnitSystem.US, "uk": UnitSystem.UK, None: None}
    read = read_amount(amounts(beer)["Saphir"], systems[beer.document.get("units")])
    base = read.to("g" if read.dimension == "mass" else "ml").value
    assert Fraction(base) == Fraction(str(float(value))) * Fraction(SIZES[unit])


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (None, "The file gives no amount."),
        ({"unit": "g", "value": -3}, '"-3 g" is no amount.'),
        ({"unit": "drop", "value": 3}, '"3 drop" is in no unit that is known here.'),
        ({"unit": "g", "value": "30"}, '"30 g" is not a number and a unit that can be read.'),
        ({"unit": "g", "value": 1e300}, '"g" is not a number and a unit that can be read.'),
        ({"unit": ["g"], "value": 3}, '"3" is not a number and a unit that can be read.'),
        (30, '"30" is not a number and a unit that can be read.'),
    ],
)
def test_an_amount_that_cannot_be_read_is_nothing_and_marked(tmp_path: Path, amount: Any, said: str) -> None:
    beer = brew(tmp_path, amount=amount)
    assert amounts(beer) == {"Saphir": "0 g"}
    assert doubts(beer) == {"Saphir": said}


def test_imperial_measures_by_themselves_stay_what_they_are(tmp_path: Path) -> None:
    beer = brew(tmp_path, amount={"unit": "ipt", "value": 1.5})
    assert (beer.document["units"], amounts(beer)["Saphir"]) == ("uk", "1.5 pt")


def test_a_barrel_of_a_batch_size_is_taken_for_a_brewers_one_and_said(tmp_path: Path) -> None:
    beer = brew(tmp_path, amount={"unit": "kg", "value": 1}, batch_size={"unit": "bbl", "value": 7})
    assert beer.document["yields"] == "7 beer bbl"
    assert any("31 US gallons" in note for note in beer.notes)


@given(counts=st.lists(st.integers(0, 4), min_size=4, max_size=4), step=st.integers(-1, 9))
@settings(max_examples=25)
def test_as_many_lines_come_out_as_went_in_under_names_of_their_own(
    tmp_path_factory: pytest.TempPathFactory, counts: list[int], step: int
) -> None:
    kinds = ("fermentable_additions", "hop_additions", "miscellaneous_additions", "culture_additions")
    timing = {"use": "add_to_boil", "step": step}
    addition = {"name": "Same/again", "amount": {"unit": "g", "value": 5}, "timing": timing}
    ingredients = {kind: [addition] * count for kind, count in zip(kinds, counts, strict=True)}
    beer = brew(tmp_path_factory.mktemp("beer"), amount=None, ingredients=ingredients)
    lines = beer.document.get("ingredient", [])
    assert len(lines) == sum(counts)
    assert len({line["name"].casefold() for line in lines}) == len(lines)
    used = [name for each in beer.document.get("step", []) for name in each.get("uses", [])]
    assert sorted(used) == sorted(line["name"] for line in lines)


def test_a_file_of_hops_alone_is_no_recipe(tmp_path: Path) -> None:
    path = tmp_path / "hops.json"
    path.write_text('{"beerjson": {"version": 1, "hop_varieties": [{"name": "Saphir"}]}}', "utf-8")
    with pytest.raises(Unreadable, match="holds no recipe, only hop varieties"):
        read_recipes(path)


# BeerXML


def test_beerxml_amounts_keep_their_digits_in_the_units_of_the_standard() -> None:
    brewed = one(KOELSCH)
    assert amounts(brewed) == {
        "Pilsner": "3.2412931 kg",
        "Honey": "500 g",
        "Hallertauer": "33.2677 g",
        "Hallertauer 2": "16.6339 g",
        "Saphir": "40 g",
        "Whirlfloc": "412.685 ml",
        "Gypsum": "5 g",  # AMOUNT_IS_WEIGHT
        "German Ale": "124.2095 ml",
        "Dry Ale": "23.659 ml",
    }
    assert brewed.document["yields"] == "19.0028767 l"


def test_an_amount_that_the_file_itself_contradicts_is_marked() -> None:
    marked = doubts(one(KOELSCH))
    assert marked == {
        "Whirlfloc": 'The file shows "0.41 Items", but its amount is 412.685 ml by the standard.',
        "Dry Ale": "The file gives a dry yeast as a volume.",
    }


@pytest.mark.parametrize(
    ("shown", "agrees"),
    [
        ("33.27 g", True), ("1.17 oz", True), ("33 g", True), ("0.03 kg", True),
        ("34.3 g", False), ("33.27 ml", False), ("1 pkg", False),
    ],
)  # fmt: skip
def test_the_amount_for_show_is_compared_and_never_imported(
    tmp_path: Path, shown: str, *, agrees: bool
) -> None:
    path = tmp_path / "brew.xml"
    path.write_text(KOELSCH.read_text("latin-1").replace("33.27 g", shown), "latin-1")
    brewed = one(path)
    assert amounts(brewed)["Hallertauer"] == "33.2677 g"
    assert ("Hallertauer" not in doubts(brewed)) is agrees


def test_the_time_of_a_hop_is_told_by_its_use() -> None:
    brewed = steps(one(KOELSCH))
    assert brewed["boil"]["text"] == (
        "Goes in: Hallertauer boiled for 60 min; Hallertauer 2 boiled for 0 min; Whirlfloc boiled for 15 min."
    )
    assert brewed["dry hop"]["text"] == "Goes in: Saphir left for 7 d."
    assert brewed["Saccharification"]["uses"] == ["Pilsner", "Gypsum"]
    assert brewed["primary fermentation"]["uses"] == ["German Ale", "Dry Ale"]


def test_only_the_fermentations_that_the_brew_has_become_steps() -> None:
    brewed = steps(one(KOELSCH))
    assert list(brewed) == [
        "Saccharification", "Mash out", "boil", "primary fermentation", "secondary fermentation", "dry hop",
    ]  # fmt: skip
    assert brewed["secondary fermentation"]["lasts"] == "4 d"
    assert brewed["secondary fermentation"]["check"] == [{"measure": "temperature", "target": "0 degC"}]


def test_letters_of_the_old_encoding_arrive() -> None:
    brewed = one(KOELSCH)
    assert brewed.document["name"] == "Kölsch wie früher"
    assert "Style: Kölsch BJCP" in brewed.document["notes"]


@pytest.mark.parametrize(
    ("found", "instead", "said"),
    [
        ("0.0400000", "0,04", '"0,04" is not a number of kg, which is what the standard has here.'),
        ("0.0400000", "40.00 g", '"40.00 g" is not a number of kg, which is what the standard has here.'),
        ("0.0400000", "", "The file gives no amount."),
        ("0.0400000", "-0.04", '"-0.04 kg" is no amount.'),
        ("0.0400000", "1e99", '"1e99" is not a number of kg, which is what the standard has here.'),
    ],
)
def test_a_beerxml_amount_that_is_no_number_is_marked(
    tmp_path: Path, found: str, instead: str, said: str
) -> None:
    path = tmp_path / "brew.xml"
    path.write_text(KOELSCH.read_text("latin-1").replace(found, instead), "latin-1")
    assert (amounts(one(path))["Saphir"], doubts(one(path))["Saphir"]) == ("0 g", said)


def test_several_recipes_of_one_file_are_several_drafts(tmp_path: Path) -> None:
    path = tmp_path / "two.xml"
    text = KOELSCH.read_text("latin-1")
    recipe = text[text.index("<RECIPE>") : text.index("</RECIPES>")]
    path.write_text(text.replace(recipe, recipe * 3), "latin-1")
    assert len(read_recipes(path)) == 3
