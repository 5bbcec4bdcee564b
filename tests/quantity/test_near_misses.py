"""Right texts, spoiled in the ways that fingers, phones and other programs spoil them.

Whatever comes out reads as something finite that reads back from its own text, or is refused with an example
that can be read; and nothing takes long.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recipekeeper.quantity import (
    UnitSystem,
    read_amount,
    read_duration,
    read_range,
    read_setpoint,
    read_span,
)
from tests.quantity.kit import LONG_RUNS, Reader, holds, is_quick, near_misses

RIGHT = (
    *("1022 g", "1.5 kg", "1,500 g", "1,500.25 g", "1,5 kg", "1/2 lb", "1 1/2 cup", "½ tsp", "1½ cup"),
    *("1 lb 4 oz", "1lb4oz", "2 kg 300 g", "12 fl oz", "12 fl. oz.", "1 ½ tbsp", "999999999999999 g"),
    *("40 bars", "2 loaves", "6 pcs", "2 beer bbl", "31 degC", "31 °C", "88 F", "-5 °C", "20 ℃"),
    *("4.1 pH", "pH 4.1", "1.050 SG", "12 °Bx", "12 °P", "30000 SHU", "5 %", "20000 cP", "12 cm"),
    *("1h30", "1h30m", "1 h 30 min", "1:30", "0:45:00", "90 min", "6 wk", "30m", "3.8", "0.000000000001 g"),
    *("90..102 %", "18..24 degC", "500 g..1 kg", "-5..5 °C", "1 lb 4 oz..2 lb"),
)


def readers(units: UnitSystem | None) -> list[Reader]:
    return [
        lambda text: read_amount(text, units),
        lambda text: read_amount(text, units, bare="g"),
        lambda text: read_setpoint(text, units),
        lambda text: read_setpoint(text, units, bare="degC"),
        lambda text: read_setpoint(text, units, bare="SG"),
        lambda text: read_span(text, units),
        lambda text: read_span(text, units, bare="min"),
        lambda text: read_range(text, units),
        read_duration,
        lambda text: read_duration(text, bare="h"),
    ]


def said(found: object) -> str:
    return "..".join(map(str, found)) if isinstance(found, tuple) else str(found)


@given(text=near_misses(RIGHT), units=st.sampled_from([None, *UnitSystem]))
@settings(max_examples=400, deadline=None)
def test_a_near_miss_is_read_back_from_its_own_text_or_refused(text: str, units: UnitSystem | None) -> None:
    for read in readers(units):
        holds(text, read, said)
        assert is_quick(text, read)


@given(text=st.text(max_size=30), units=st.sampled_from([None, *UnitSystem]))
@settings(max_examples=100, deadline=None)
def test_any_text_at_all_is_read_or_refused(text: str, units: UnitSystem | None) -> None:
    for read in readers(units):
        holds(text, read, said)


@pytest.mark.parametrize("tail", ["", "!", " g", "1"])
def test_no_long_run_takes_long(tail: str) -> None:
    for run in LONG_RUNS:
        for text in (run + tail, run[: 100 - len(tail)] + tail):
            assert all(is_quick(text, read) for read in readers(UnitSystem.US)), text[:100]
