"""Right rates, densities, moulds and numbers of pieces, spoiled as amounts are."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recipekeeper.quantity import (
    UnitSystem,
    read_density,
    read_mould,
    read_pieces,
    read_rate,
    read_ratio,
)
from tests.quantity.kit import LONG_RUNS, Reader, holds, is_quick, near_misses

RIGHT = (
    *(
        "0.915 g/ml",
        "0.915 kg/l",
        "0.915 g/cm3",
        "7.6 lb/gal",
        "1.04",
        "915 kg/m3",
        "1.050 SG",
        "91.5 g/100 ml",
    ),
    *("50 %", "12.5%", "0.5 oz/lb", "0.5 oz per lb", "0.7 ppo", "1 tsp ppo", "5 g/kg", "1 l/kg", "1/2 oz/lb"),
    *("2:1", "2.03 : 1", "2 to 1", "8 x 3.5 x 2.5 in", "8x3.5x2.5in", "8 × 3½ × 2 1/2 in", "90 x 8.5 x 7 cm"),
    *("8 in x 3.5 in x 2.5 in", "cylinder 3 x 10 in", "⌀3 x 10 in", "40 bars", "48 x 150 ml", "48"),
    *("48 bottles of 150 ml", "6 boxes × 1 lb 4 oz", "1,000 x 150 g"),
)


def readers(units: UnitSystem | None) -> list[Reader]:
    return [
        lambda text: read_density(text, units),
        lambda text: read_density(text, units, bare=True),
        lambda text: read_rate(text, units),
        lambda text: read_ratio(text, units),
        lambda text: read_mould(text, units),
        lambda text: read_pieces(text, units),
    ]


def said(found: object) -> str:
    if isinstance(found, Fraction):
        return f"{found.numerator}:{found.denominator}"
    return " x ".join(str(each) for each in found if each) if isinstance(found, tuple) else str(found)


@given(text=near_misses(RIGHT), units=st.sampled_from([None, *UnitSystem]))
@settings(max_examples=300)
def test_a_near_miss_is_read_back_from_its_own_text_or_refused(text: str, units: UnitSystem | None) -> None:
    for read in readers(units):
        holds(text, read, said)
        assert is_quick(text, read)


@given(text=st.text(max_size=30), units=st.sampled_from([None, *UnitSystem]))
@settings(max_examples=50)
def test_any_text_at_all_is_read_or_refused(text: str, units: UnitSystem | None) -> None:
    for read in readers(units):
        holds(text, read, said)


@pytest.mark.parametrize("tail", ["", "!", " g", "/lb", " x 1 in"])
def test_no_long_run_takes_long(tail: str) -> None:
    for run in LONG_RUNS:
        for text in (run + tail, run[: 100 - len(tail)] + tail):
            assert all(is_quick(text, read) for read in readers(UnitSystem.US)), text[:100]
