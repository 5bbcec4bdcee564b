"""The lists of allergens of US and EU law, and the words on labels."""

from __future__ import annotations

import pytest

from recipekeeper.formula.substance.allergens import ALLERGENS, EU_FOURTEEN, US_NINE, allergens_of, kept_by


def test_the_lists_are_those_of_the_laws() -> None:
    # FALCPA section 203(c) with the FASTER Act: sesame is the ninth.
    assert set(US_NINE.allergens) == {
        "milk", "eggs", "fish", "crustaceans", "tree nuts", "peanuts", "wheat", "soybeans", "sesame"
    }  # fmt: skip
    # Regulation (EU) No 1169/2011, Annex II, 1 to 14.
    assert EU_FOURTEEN.allergens == (
        "cereals containing gluten", "crustaceans", "eggs", "fish", "peanuts", "soybeans", "milk", "tree nuts",
        "celery", "mustard", "sesame", "sulphites", "lupin", "molluscs",
    )  # fmt: skip
    assert len(ALLERGENS) == 15


@pytest.mark.parametrize(
    ("allergen", "lists"),
    [
        ("milk", ("US nine", "EU fourteen")),
        ("mustard", ("EU fourteen",)),
        ("celery", ("EU fourteen",)),
        ("molluscs", ("EU fourteen",)),
        ("wheat", ("US nine", "EU fourteen")),
        ("barley", ("EU fourteen",)),
        ("gluten", ("EU fourteen",)),
        ("Soya", ("US nine", "EU fourteen")),
        ("coconut", ()),
        ("honey", ()),
    ],
)
def test_each_allergen_is_kept_by_the_laws_that_name_it(allergen: str, lists: tuple[str, ...]) -> None:
    assert kept_by(allergen) == lists


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("Soya", ("soybeans",)),
        ("gluten", ("cereals containing gluten",)),
        ("spelt", ("wheat",)),
        ("shellfish", ("crustaceans", "molluscs")),
        ("prawns", ("crustaceans",)),
        ("Brazil  nuts", ("tree nuts",)),
        ("SO2", ("sulphites",)),
        ("sulfites", ("sulphites",)),
        ("peas", ()),
        ("", ()),
    ],
)
def test_a_word_of_a_label_means_the_allergens_that_the_law_names(word: str, meant: tuple[str, ...]) -> None:
    assert allergens_of(word) == meant


def test_every_allergen_is_known_by_its_own_name() -> None:
    assert [allergens_of(name) for name in ALLERGENS] == [(name,) for name in ALLERGENS]
