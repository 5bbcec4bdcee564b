"""Right texts, spoiled in the ways that fingers, phones and other programs spoil them.

Whatever comes out reads as something finite that reads back from its own text, or is refused with an example
that can be read; and nothing takes long.
"""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recipekeeper.errors import QuantityError
from recipekeeper.quantity import (
    Amount,
    Setpoint,
    Span,
    UnitSystem,
    read_amount,
    read_duration,
    read_range,
    read_setpoint,
    read_span,
)

MOST_MILLISECONDS = 50
RIGHT = (
    *("1022 g", "1.5 kg", "1,500 g", "1,500.25 g", "1,5 kg", "1/2 lb", "1 1/2 cup", "½ tsp", "1½ cup"),
    *("1 lb 4 oz", "1lb4oz", "2 kg 300 g", "12 fl oz", "12 fl. oz.", "1 ½ tbsp", "999999999999999 g"),
    *("40 bars", "2 loaves", "6 pcs", "2 beer bbl", "31 degC", "31 °C", "88 F", "-5 °C", "20 ℃"),
    *("4.1 pH", "pH 4.1", "1.050 SG", "12 °Bx", "12 °P", "30000 SHU", "5 %", "20000 cP", "12 cm"),
    *("1h30", "1h30m", "1 h 30 min", "1:30", "0:45:00", "90 min", "6 wk", "30m", "3.8", "0.000000000001 g"),
    *("90..102 %", "18..24 degC", "500 g..1 kg", "-5..5 °C", "1 lb 4 oz..2 lb"),
)
SPOILS = (
    *(".", ",", "..", "...", "…", "-", "−", "–", "—", "+", "±", "~", "<", ">", "/", "*", "**", "x", "×", "^"),
    *("e", "E9", "e400", ":", ";", "=", "(", ")", "_", "'", '"', "`", "$", "#", "%", "°", "º", "½", "⅔", "⁄"),
    *("²", "①", "nan", "inf", "oz", "g", "m", "M", "T", "t", "c", "C", "K", "\u212a", "к", "ℓ", "㎏", "µ"),
    *("５", "٣", "৪", "𝟗", "0", "00", "9", "1 ", " 1", " ", "  ", "\t", "\n", "\r", "\x00", "\x1b[31m"),
    *("\u00a0", "\u2009", "\u200b", "\u202e", "\ufeff", "\ud800", "\U0001f9fc", "oil", " of oils", "to"),
    *(
        "and",
        "approx ",
        "1" * 20,
        "." * 120,
        "9" * 300,
        " " * 300,
        "1/" * 40,
        "1 " * 45,
        "1-" * 40,
        "1," * 45,
    ),
    *("½" * 90, "lb " * 30, "1h" * 45, "()" * 200),
)
EXAMPLES = re.compile(r'"([^"]*)"')

Read = Callable[[str], object]


def readers(units: UnitSystem | None) -> list[Read]:
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


@st.composite
def near_misses(draw: st.DrawFn) -> str:
    text = draw(st.sampled_from(RIGHT))
    for _ in range(draw(st.integers(min_value=1, max_value=3))):
        at = draw(st.integers(min_value=0, max_value=len(text)))
        end = min(len(text), at + draw(st.integers(min_value=0, max_value=3)))
        match draw(st.sampled_from(["insert", "replace", "double", "delete", "join", "case"])):
            case "insert":
                text = text[:at] + draw(st.sampled_from(SPOILS)) + text[at:]
            case "replace":
                text = text[:at] + draw(st.sampled_from(SPOILS)) + text[end:]
            case "double":
                text = text[:end] + text[at:]
            case "delete":
                text = text[:at] + text[end:]
            case "join":
                text = text + draw(st.sampled_from(("", " ", "..", ","))) + draw(st.sampled_from(RIGHT))
            case _:
                text = text[:at] + text[at:].swapcase()
    return text


def holds(text: str, read: Read) -> None:
    try:
        found = read(text)
    except QuantityError as refused:
        message = refused.message
        assert len(message) < 500
        assert message.isprintable()
        shown = EXAMPLES.findall(message.rpartition("Write ")[2])
        assert shown
        for example in shown:
            read(example)
        return
    for quantity in found if isinstance(found, tuple) else (found,):
        assert isinstance(quantity, Amount | Setpoint | Span)
        assert quantity.value.is_finite()
    said = "..".join(map(str, found)) if isinstance(found, tuple) else str(found)
    assert said.isprintable()
    assert "E" not in said.replace("SHU", "")
    assert read(said) == found


@given(text=near_misses(), units=st.sampled_from([None, *UnitSystem]))
@settings(max_examples=400, deadline=None)
def test_a_near_miss_is_read_back_from_its_own_text_or_refused(text: str, units: UnitSystem | None) -> None:
    for read in readers(units):
        holds(text, read)
        assert is_quick(text, read)


@given(text=st.text(max_size=30), units=st.sampled_from([None, *UnitSystem]))
@settings(max_examples=100, deadline=None)
def test_any_text_at_all_is_read_or_refused(text: str, units: UnitSystem | None) -> None:
    for read in readers(units):
        holds(text, read)


def milliseconds(text: str, read: Read) -> float:
    began = time.perf_counter()
    with contextlib.suppress(QuantityError):
        read(text)
    return (time.perf_counter() - began) * 1000


def is_quick(text: str, read: Read) -> bool:
    """Whether one of a few attempts is quick: a busy machine may stop any single one."""
    return any(milliseconds(text, read) < MOST_MILLISECONDS for _ in range(5))


RUNS = (
    *("1", ".", ",", " ", "-", "1 ", "1/", "1,", "1.", "1-", "½", "½ ", "g", "1g", "1 g ", "°", "lb "),
    *("x", "1x", "..", "1h", "a.", "1 to ", "≈"),
)
LONG_RUNS = [run * times for run in RUNS for times in (30, 49, 99, 10_000)]


@pytest.mark.parametrize("tail", ["", "!", " g", "1"])
def test_no_long_run_takes_long(tail: str) -> None:
    for run in LONG_RUNS:
        for text in (run + tail, run[: 100 - len(tail)] + tail):
            assert all(is_quick(text, read) for read in readers(UnitSystem.US)), text[:100]
