"""What the tests of refusals share: the examples of a sentence are themselves read, and right texts spoiled."""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Callable, Sequence

import pytest
from hypothesis import strategies as st

from recipekeeper.errors import QuantityError

Reader = Callable[[str], object]

MOST_MILLISECONDS = 50

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

RUNS = (
    *("1", ".", ",", " ", "-", "1 ", "1/", "1,", "1.", "1-", "½", "½ ", "g", "1g", "1 g ", "°", "lb "),
    *("x", "1x", "..", "1h", "a.", "1 to ", "≈"),
)
LONG_RUNS = [run * times for run in RUNS for times in (30, 49, 99, 10_000)]


def examples(message: str) -> list[str]:
    return re.findall(r'"([^"]*)"', message.rpartition("Write ")[2])


def refused_with_a_readable_example(text: str, read: Reader) -> list[str]:
    with pytest.raises(QuantityError) as caught:
        read(text)
    message = caught.value.message
    assert "\n" not in message
    shown = examples(message)
    assert shown, message
    for example in shown:
        read(example)
    return shown


def holds(text: str, read: Reader, said: Callable[[object], str]) -> None:
    """What is read reads back from its own text; what is refused is so with an example that is read."""
    try:
        found = read(text)
    except QuantityError as refused:
        message = refused.message
        assert len(message) < 500
        assert message.isprintable()
        shown = examples(message)
        assert shown, message
        for example in shown:
            read(example)
        return
    assert said(found).isprintable()
    assert "E" not in said(found)
    assert read(said(found)) == found


@st.composite
def near_misses(draw: st.DrawFn, right: Sequence[str]) -> str:
    text = draw(st.sampled_from(right))
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
                text = text + draw(st.sampled_from(("", " ", "..", ","))) + draw(st.sampled_from(right))
            case _:
                text = text[:at] + text[at:].swapcase()
    return text


def milliseconds(text: str, read: Reader) -> float:
    began = time.perf_counter()
    with contextlib.suppress(QuantityError):
        read(text)
    return (time.perf_counter() - began) * 1000


def is_quick(text: str, read: Reader) -> bool:
    """Whether one of a few attempts is quick: a busy machine may stop any single one."""
    return any(milliseconds(text, read) < MOST_MILLISECONDS for _ in range(5))
