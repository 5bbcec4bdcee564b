"""The codes of lots, and names that mean one thing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recipekeeper.material.naming import next_code, same_material


@pytest.mark.parametrize(
    ("material", "code"),
    [
        ("olive oil", "LOT-OLIVE-0001"),
        ("Extra virgin olive oil", "LOT-OLIVE-0001"),
        ("oil, olive", "LOT-OLIVE-0001"),
        ("essential oil of lavender", "LOT-LAVENDER-0001"),
        ("sodium hydroxide", "LOT-SODIUM-0001"),
        ("Olivenöl", "LOT-OLIVENOL-0001"),
        ("weiße Schokolade", "LOT-WEISSE-0001"),
        ("E 471", "LOT-E-0001"),
        ("oil", "LOT-OIL-0001"),
        ("hydroxypropylmethylcellulose", "LOT-HYDROXYPROP-0001"),
        ("橄榄油", "LOT-0001"),
    ],
)
def test_a_code_bears_the_first_telling_word_of_its_material(material: str, code: str) -> None:
    assert next_code(material, []) == code


def test_the_next_code_follows_the_highest_of_its_word() -> None:
    codes = ["LOT-OLIVE-0006", "LOT-OLIVE-0002", "LOT-COCONUT-0031", "LOT-OLIVE-X", "LOT-OLIVEIRA-0044"]
    assert next_code("organic olive oil", codes) == "LOT-OLIVE-0007"


def test_after_9999_of_a_long_word_a_shorter_one_begins() -> None:
    assert next_code("peppermint", ["LOT-PEPPERMINT-9999"]) == "LOT-PEPPERMINT-10000"
    assert next_code("hydroxypropyl", ["LOT-HYDROXYPROP-9999"]) == "LOT-HYDROXYPRO-0001"


@given(material=st.text(min_size=1, max_size=40), numbers=st.sets(st.integers(1, 99999), max_size=4))
def test_every_code_is_new_and_fits_on_a_label(material: str, numbers: set[int]) -> None:
    first = next_code(material, [])
    taken = [f"{first[:-4]}{number:04}" for number in numbers]
    code = next_code(material, taken)
    assert code not in taken
    assert re.fullmatch(r"LOT(-[A-Z0-9]+)?-[0-9]{4,6}", code)
    assert len(code) <= 20


@pytest.mark.parametrize(
    ("name", "other", "same"),
    [
        ("olive oil", "Olive  Oil", True),
        ("olive oil", "Oil, olive", True),
        ("olive oil", "Extra virgin olive oil", True),
        ("carrot", "carrots", True),
        ("olive oil", "coconut oil", False),
        ("olive oil", "olive leaf", False),
    ],
)
def test_materials_are_told_apart_by_what_they_are(name: str, other: str, *, same: bool) -> None:
    assert same_material(name, other) is same
    assert same_material(other, name) is same
