"""Cooklang: the markup taken apart as its specification says, and made into lines and steps."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recipekeeper.files.imports.cooklang import read_cooklang
from recipekeeper.files.imports.cooklang_text import Item, cook_recipe
from recipekeeper.quantity import UnitSystem

SAUCE = (Path(__file__).parent / "imports" / "tomato-sauce.cook").read_text("utf-8")


def pieces(text: str) -> list[tuple[Any, ...]]:
    """The pieces of the one step in a text."""
    (step,) = cook_recipe(text).steps
    return [
        (each.kind, each.name, each.value, each.unit)[: 2 if each.kind == "text" else 4]
        for each in step.items
    ]


def ingredient(text: str) -> Item:
    (step,) = cook_recipe(text).steps
    return next(each for each in step.items if each.kind == "ingredient")


def drafted(text: str, units: UnitSystem | None = None) -> dict[str, Any]:
    (imported,) = read_cooklang(text, "a recipe", units)
    return imported.document


def line(text: str, units: UnitSystem | None = None) -> tuple[str, str, bool]:
    """Name, amount and whether it is marked, of the one ingredient in a text."""
    (found,) = drafted(text, units)["ingredient"]
    return found["name"], found["amount"], "doubt" in found


# The markup


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Melt @cocoa butter{120%g} gently.", [
            ("text", "Melt "), ("ingredient", "cocoa butter", Decimal(120), "g"), ("text", " gently."),
        ]),
        ("Salt with @salt, stir.", [("text", "Salt with "), ("ingredient", "salt", "", ""), ("text", ", stir.")]),
        ("@lye{ 12.5 % g }", [("ingredient", "lye", Decimal("12.5"), "g")]),
        ("@water{3 / 4 %cup}", [("ingredient", "water", Decimal("0.75"), "cup")]),
        ("@water{1 1/2%cup}", [("ingredient", "water", Decimal("1.5"), "cup")]),
        ("@water{02/3%cup}", [("ingredient", "water", "02/3", "cup")]),
        ("@peppers{a handful}", [("ingredient", "peppers", "a handful", "")]),
        ("Pour into a #bread tin{} or #bowl.", [
            ("text", "Pour into a "), ("cookware", "bread tin", "", ""), ("text", " or "),
            ("cookware", "bowl", "", ""), ("text", "."),
        ]),
        ("Rest ~{45%min}", [("text", "Rest "), ("timer", "", Decimal(45), "min")]),
        ("Rest ~dough{1/4%h}", [("text", "Rest "), ("timer", "dough", Decimal("0.25"), "h")]),
        ("Write to me @ home, # 5, ~ {3}", [("text", "Write to me @ home, # 5, ~ {3}")]),
        ("Heat to 180°C/Fan 160 -- or so", [("text", "Heat to 180°C/Fan 160")]),
        ("One line\nand the next", [("text", "One line and the next")]),
        ("One line\\\nand the next", [("text", "One line\nand the next")]),
        ("Add [- no, leave out -]nothing", [("text", "Add nothing")]),
        ("Stir\n-- a remark\non", [("text", "Stir on")]),
        ("@jalapeño and more", [("ingredient", "jalapeño", "", ""), ("text", " and more")]),
    ],
)  # fmt: skip
def test_a_step_is_text_ingredients_things_and_timers(text: str, found: list[tuple[Any, ...]]) -> None:
    assert pieces(text) == found


def test_paragraphs_are_steps_sections_hold_them_and_notes_stand_apart() -> None:
    recipe = cook_recipe(
        "Mix.\n\n> Aunt says\n> so.\n\n= Dough\nKnead.\n\n== Baking ==\n\nBake.\n\n===\n\nServe."
    )
    assert [(step.items[0].name, step.section) for step in recipe.steps] == [
        ("Mix.", ""), ("Knead.", "Dough"), ("Bake.", "Baking"), ("Serve.", ""),
    ]  # fmt: skip
    assert recipe.notes == ["Aunt says so."]


def test_metadata_are_read_from_the_front_and_in_the_old_way() -> None:
    text = """---
title : "Plum jam"
servings: 6
source:
  name: an old book
  url: https://example.org/a:b
tags: [sweet, winter]
steps:
  - one
  - two
about: |
  In two lines,
  no: more.
---
>> author: Ana
Boil."""
    assert cook_recipe(text).metadata == {
        "title": "Plum jam",
        "servings": "6",
        "source.name": "an old book",
        "source.url": "https://example.org/a:b",
        "tags": "[sweet, winter]",
        "steps": "one, two",
        "about": "In two lines,, no: more.",
        "author": "Ana",
    }


def test_a_rule_of_dashes_within_a_recipe_is_text() -> None:
    assert pieces("Stir ---\nthen: rest\n---") == [("text", "Stir --- then: rest ---")]


def test_a_locked_amount_does_not_scale_and_a_preparation_stays_with_its_ingredient() -> None:
    locked = ingredient("@yeast{=7%g}(dissolved in water)")
    assert (locked.value, locked.fixed, locked.preparation) == (Decimal(7), True, "dissolved in water")


# The draft


def test_the_sauce_becomes_lines_with_their_words_and_their_doubts() -> None:
    lines = {each["name"]: each for each in drafted(SAUCE)["ingredient"]}
    assert {name: each["amount"] for name, each in lines.items()} == {
        "onion": "1 piece", "garlic": "2 pieces", "olive oil": "40 ml", "tomatoes": "2 kg", "salt": "0 g",
        "bay": "0 g", "Chilli oil": "30 g", "basil": "0 g", "salt 2": "0 g",
    }  # fmt: skip
    assert {name for name, each in lines.items() if "doubt" not in each} == {"onion", "olive oil", "tomatoes"}
    assert lines["garlic"]["original"] == "@garlic{2%cloves}"
    assert lines["salt"]["scales"] == "fixed"
    assert "another recipe makes, ./basics/Chilli oil" in lines["Chilli oil"]["doubt"]
    assert "named again" in lines["salt 2"]["doubt"]
    assert [each["phase"] for each in lines.values()] == ["Base"] * 6 + ["Finish"] * 3


def test_spoons_are_read_where_it_is_said_which_and_the_draft_says_it_too() -> None:
    sauce = drafted(SAUCE, UnitSystem.UK)
    salt = next(each for each in sauce["ingredient"] if each["name"] == "salt")
    assert (salt["amount"], sauce["units"]) == ("1 1/2 tsp", "uk")
    assert "doubt" not in salt


def test_without_a_setting_a_spoon_is_marked_with_what_to_set() -> None:
    (salt,) = drafted("Add @salt{1%tsp}.")["ingredient"]
    assert salt["amount"] == "0 g"
    assert "rk store set units us" in salt["doubt"]
    assert "units" not in drafted("Add @salt{5%g}.", UnitSystem.US), "grams are the same everywhere"


def test_steps_say_what_goes_in_with_what_and_how_long() -> None:
    first, second, third = drafted(SAUCE)["step"]
    assert first["uses"] == ["onion", "garlic", "olive oil"]
    assert first["equipment"] == "heavy pot"
    assert (first["lasts"], first["within"]) == ("9 min", "1 min"), "8 to 10 minutes"
    assert second["lasts"] == "1.5 h"
    assert third["text"] == "Stir in Chilli oil and basil; season with salt 2."
    assert [step["name"] for step in (first, second, third)] == [
        "Soften onion (finely chopped) and", "Add tomatoes, salt and bay", "Stir in Chilli oil and",
    ]  # fmt: skip


def test_title_source_and_notes_stay_as_text() -> None:
    sauce = drafted(SAUCE)
    assert (sauce["name"], sauce["yields"]) == ("Slow tomato sauce", "4 pieces")
    assert sauce["notes"].splitlines() == [
        "source.name: my aunt", "tags: sauce, winter", "It is better on the second day.",
    ]  # fmt: skip
    assert drafted("Boil.")["name"] == "a recipe", "the name of the file"


def test_two_timers_of_a_step_stay_in_its_text() -> None:
    (imported,) = read_cooklang("Fry ~{3%min}, rest ~{5%min}.", "x", None)
    (step,) = imported.document["step"]
    assert step["text"] == "Fry 3 min, rest 5 min."
    assert "lasts" not in step
    assert any("2 timers" in note for note in imported.notes)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("@eggs{3}", ("eggs", "3 pieces", False)),
        ("@eggs{3%items}", ("eggs", "3 items", False)),
        ("@flour{1/3%kg}", ("flour", "1/3 kg", False)),
        ("@flour{½%kg}", ("flour", "½ kg", False)),
        ("@flour{02/3%kg}", ("flour", "02/3 kg", True)),
        ("@flour{7 g}", ("flour", "7 g", True)),
        ("@flour{7 k}", ("flour", "0 g", True)),
        ("@flour{2-3%kg}", ("flour", "2 kg", True)),
        ("@salt{1%pinch}", ("salt", "0 g", True)),
        ("@dill{2%sprigs}", ("dill", "2 pieces", True)),
        ("@sugar{1%T}", ("sugar", "0 g", True)),
        ("@sugar{some%g}", ("sugar", "0 g", True)),
        ("@sugar{0%g}", ("sugar", "0 g", True)),
        ("@sugar{1%min}", ("sugar", "0 g", True)),
    ],
)
def test_an_amount_is_right_or_marked(text: str, found: tuple[str, str, bool]) -> None:
    assert line(text) == found


words = st.text(
    st.characters(exclude_characters="@#~{}()[]=>-\\\n\r%|", exclude_categories=["C", "Z"]), min_size=1
)
marked = st.builds(
    lambda name, amount: f"@{name}{{{amount}}}", words, st.sampled_from(["", "1", "2%g", "few", "=1%ml"])
)


@given(st.lists(st.lists(marked | words, min_size=1, max_size=4).map(" ".join), min_size=1, max_size=4))
@settings(max_examples=60)
def test_every_ingredient_that_is_marked_up_becomes_a_line(paragraphs: list[str]) -> None:
    text = "\n\n".join(paragraphs)
    named = [each for step in cook_recipe(text).steps for each in step.items if each.kind == "ingredient"]
    assert len(named) == text.count("@")
    assert len(drafted(text).get("ingredient", [])) == len(named)
