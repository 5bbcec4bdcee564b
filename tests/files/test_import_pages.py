"""Saved web pages and files of linked data: the recipe of schema.org in them, wherever it stands."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recipekeeper.errors import Unreadable
from recipekeeper.files.imports.imported import Imported
from recipekeeper.files.imports.reading import read_recipes
from recipekeeper.quantity import UnitSystem

CAKE = Path(__file__).parent / "imports" / "lemon-cake.html"


def linked(folder: Path, recipe: Any, units: UnitSystem | None = UnitSystem.US) -> Imported:
    """What a file of linked data with this recipe gives."""
    path = folder / "linked.json"
    path.write_text(json.dumps(recipe), "utf-8")
    (imported,) = read_recipes(path, units)
    return imported


def recipe(**said: Any) -> dict[str, Any]:
    return {"@type": "Recipe", "name": "Cake", "recipeIngredient": ["1 g salt"], **said}


def test_a_saved_page_gives_its_recipe_with_each_line_as_it_stood() -> None:
    (cake,) = read_recipes(CAKE, UnitSystem.US)
    lines = cake.document["ingredient"]
    assert [(line["name"], line["amount"], "doubt" in line) for line in lines] == [
        ("flour", "2 ½ cups", False),
        ("large eggs", "3 pieces", False),
        ("sugar", "200 g", False),
        ("condensed milk", "1 can", True),
        ("lemon juice", "2 tbsp", True),
        ("salt", "0 g", True),
        ("Öl", "0 g", True),
        ("vanilla extract", "1 teaspoon", False),
        ("butter for the tin", "0 g", True),
        ("sugar plus 2 tbsp", "1 cup", True),
    ]
    assert lines[0]["original"] == "2 ½ cups (300 g) flour, sifted"
    assert cake.document["units"] == "us"


def test_its_instructions_become_steps_with_names_and_times_of_their_own() -> None:
    (cake,) = read_recipes(CAKE)
    assert [(step["name"], step["text"], step.get("lasts")) for step in cake.document["step"]] == [
        ("Beat the eggs with the", "Cake: Beat the eggs with the sugar.", None),
        ("Bake", "Cake: Put it into the oven.", "45 min"),
        ("Let it cool", "Let it cool.", None),
    ]


def test_what_it_is_and_where_it_comes_from_stays_as_text() -> None:
    (cake,) = read_recipes(CAKE)
    assert cake.document["name"] == "Lemon cake & cream"
    assert cake.document["notes"].splitlines() == [
        "A cake for a rainy day.", "Author: Ana", "Time, in all: 90 min",
    ]  # fmt: skip
    assert "Of the recipe, this is not carried over: image." in cake.notes


@pytest.mark.parametrize(
    ("said", "made"),
    [
        ("4", "4 pieces"),
        (4, "4 pieces"),
        (["4", "4 servings"], "4 pieces"),
        (["24", "24 cookies"], "24 pieces"),
        ("2 loaves", "2 loaves"),
        ("1.2 kg", "1.2 kg"),
        ("Makes about 3 jars", "3 jars"),
        ("Serves 4-6", "4 pieces"),
        ({"@type": "QuantitativeValue", "value": 12, "unitText": "bars"}, "12 bars"),
        ("a few", "1 piece"),
        ("0 servings", "1 piece"),
        (None, "1 piece"),
        ([[["6 muffins"]]], "6 pieces"),
    ],
)
def test_what_a_recipe_makes_is_counted_and_said_where_it_is_not_what_stands_there(
    tmp_path: Path, said: Any, made: str
) -> None:
    cake = linked(tmp_path, recipe(recipeYield=said))
    assert cake.document["yields"] == made
    exact = {"2 loaves", "1.2 kg", "12 bars"}
    assert any("makes" in note.casefold() for note in cake.notes) is (made not in exact)


@pytest.mark.parametrize(
    "within",
    [
        lambda found: found,
        lambda found: [found],
        lambda found: {"@graph": [{"@type": "WebPage"}, found]},
        lambda found: {"@type": "WebPage", "mainEntity": {"item": [[found]]}},
        lambda found: [found, found],
        lambda found: {**found, "@type": "http://schema.org/Recipe"},
        lambda found: {**found, "@type": ["Thing", "Recipe"]},
    ],
)
def test_a_recipe_is_found_wherever_it_stands_and_once(tmp_path: Path, within: Any) -> None:
    assert linked(tmp_path, within(recipe())).document["name"] == "Cake"


@pytest.mark.parametrize(
    "script",
    [
        "<script type='application/ld+json'>%s</script>",
        '<SCRIPT data-x="1" TYPE="application/ld+json; charset=utf-8">\n<!--\n%s\n-->\n</SCRIPT>',
        '<script type="application/ld+json">//<![CDATA[\n%s\n//]]></script>',
        '<script type="application/ld+json">{not json}</script><script type="application/ld+json">%s</script>',
        '<script>var x = "<p>";</script><script type="application/ld+json">%s',
    ],
)
def test_a_page_may_wrap_its_data_in_many_ways(tmp_path: Path, script: str) -> None:
    path = tmp_path / "page.html"
    path.write_text(f"<html><body>{script % json.dumps(recipe())}", "utf-8")
    (cake,) = read_recipes(path)
    assert cake.document["ingredient"][0]["amount"] == "1 g"


def test_a_page_in_an_old_encoding_that_it_names_is_read(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    page = f"<html><meta charset=windows-1252>{CAKE.read_text('utf-8').replace('utf-8', 'windows-1252')}"
    path.write_bytes(page.replace("Lemon cake", "Crème “brûlée”").encode("windows-1252"))
    (cake,) = read_recipes(path)
    assert cake.document["name"] == "Crème “brûlée” & cream"


def test_quantities_of_things_to_supply_are_taken_as_they_are(tmp_path: Path) -> None:
    required = {"@type": "QuantitativeValue", "value": 250, "unitText": "g"}
    supply = [{"@type": "HowToSupply", "name": "Wax", "requiredQuantity": required}, {"name": "1 wick"}]
    made = linked(tmp_path, {"@type": "Recipe", "name": "Candle", "supply": supply})
    assert [(line["name"], line["amount"]) for line in made.document["ingredient"]] == [
        ("Wax", "250 g"), ("wick", "1 piece"),
    ]  # fmt: skip


def test_one_text_of_several_lines_is_a_line_each_and_markup_is_no_part_of_it(tmp_path: Path) -> None:
    made = linked(tmp_path, recipe(recipeIngredient="<b>1 g</b> salt<br>2 g sugar\n3 g &amp; more"))
    assert [line["original"] for line in made.document["ingredient"]] == [
        "1 g salt",
        "2 g sugar",
        "3 g & more",
    ]


def test_instructions_in_one_text_are_a_step_for_each_paragraph(tmp_path: Path) -> None:
    made = linked(tmp_path, recipe(recipeInstructions="<p>Mix well.</p><p>Bake: 180 °C.</p>\n\nMix well."))
    assert [step["name"] for step in made.document["step"]] == ["Mix well", "Bake", "Mix well 2"]


def test_a_page_without_a_recipe_says_so(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text('<html><script type="application/ld+json">{"@type": "Person"}</script>', "utf-8")
    with pytest.raises(Unreadable, match="the page holds no recipe as linked data"):
        read_recipes(path)


ONE_LINE = st.characters(exclude_categories=["Cc", "Zl", "Zp"], exclude_characters="<&")


@given(st.lists(st.text(ONE_LINE, max_size=30), min_size=1, max_size=6))
@settings(max_examples=60)
def test_as_many_lines_come_out_as_stand_in_the_list(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str]
) -> None:
    listed = [f"{number} g {line}" for number, line in enumerate(lines, 1)]
    made = linked(tmp_path_factory.mktemp("page"), recipe(recipeIngredient=listed))
    assert len(made.document["ingredient"]) == len(listed)
