"""Names as somebody with wet hands types them: the beginnings of some words, within one plan."""

from __future__ import annotations

import pytest

from recipekeeper.errors import Ambiguous, NotFound
from recipekeeper.operations.names import match

OILS = ("olive oil", "coconut oil", "lavender essential oil", "shea butter")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("olive", "olive oil"),
        ("essential", "lavender essential oil"),
        ("Lav oil", "lavender essential oil"),
        ("butter", "shea butter"),
        ("coco o", "coconut oil"),
    ],
)
def test_the_beginnings_of_some_words_name_an_ingredient(typed: str, meant: str) -> None:
    assert match(typed, OILS, "ingredient", near=True) == meant


def test_words_that_fit_several_names_list_them() -> None:
    with pytest.raises(Ambiguous, match="olive oil, coconut oil, lavender essential oil"):
        match("oil", OILS, "ingredient", near=True)


def test_a_prefix_of_one_name_wins_over_a_word_within_another() -> None:
    assert match("trace", ("light trace", "trace at the end"), "measure", near=True) == "trace at the end"


@pytest.mark.parametrize("typed", ["oil olive", "ive", "olive soil", ""])
def test_words_out_of_order_and_ends_of_words_name_nothing(typed: str) -> None:
    with pytest.raises(NotFound):
        match(typed, OILS, "ingredient", near=True)


def test_codes_are_matched_by_their_beginning_alone() -> None:
    with pytest.raises(NotFound):
        match("oil", ("castor oil",), "formula")


def test_where_many_batches_and_formulas_are_unlike_what_was_typed_they_are_counted() -> None:
    with pytest.raises(NotFound, match="None of the 13 batches and formulas has a name like it"):
        match("XYZZY", [f"SOAP-{number}" for number in range(13)], "batch or formula")
