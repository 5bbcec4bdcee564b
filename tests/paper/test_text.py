"""The sheet as plain text."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from recipekeeper.formula.model import Check, Formula, Step
from recipekeeper.paper.figures import target_and_range
from recipekeeper.paper.sheet.compose import LYE_HAZARD, compose
from recipekeeper.paper.sheet.draw import render
from recipekeeper.quantity import read_duration
from tests.paper.plans import MOMENT, RECIPES, formula, limits, line, plan, recipe


def lines(made: Formula) -> list[str]:
    drawn = render(compose(plan(made, "TEST-261121-1"), printed=MOMENT), "txt")
    assert drawn.pages == 1
    return drawn.files[0].decode().splitlines()


def columns(text: str) -> int:
    return sum(
        0 if unicodedata.combining(each) else 2 if unicodedata.east_asian_width(each) in "WF" else 1
        for each in text
    )


@pytest.mark.parametrize("path", RECIPES, ids=lambda path: path.stem)
def test_the_text_holds_what_the_drawn_sheet_holds(path: Path) -> None:
    planned = recipe(path)
    text = render(compose(planned, printed=MOMENT), "txt").files[0].decode()
    for each in planned.scaled.lines:
        target, low, high = target_and_range(each)
        assert f"{target} " in text
        assert f"{low}-{high}" in text
    assert all(step.name.upper() in text for step in planned.formula.steps)
    assert all(check.measure in text for step in planned.formula.steps for check in step.checks)
    assert max(map(columns, text.splitlines())) <= 80


words = some.text(some.sampled_from("abc WM-中é\u0301\u202e\x1b\n#"), max_size=60)


@given(name=words, weight=some.decimals("0.001", "999999999", places=3), measure=words, phase=words)
@settings(max_examples=60, deadline=None)
def test_no_line_is_wider_than_eighty_columns(name: str, weight: object, measure: str, phase: str) -> None:
    made = formula(
        line(name, f"{weight} g", "3 %", "0.001 g", phase),
        steps=(
            Step(
                name,
                measure * 3,
                equipment=name,
                lasts=read_duration("90 d"),
                checks=(Check(measure, critical=limits("1 pH", "5 pH"), each=read_duration("1 d")),),
            ),
        ),
        name=name,
        notes=measure,
    )
    assert max(map(columns, lines(made))) <= 80


def test_nothing_that_a_terminal_would_act_on_reaches_the_text() -> None:
    text = "\n".join(lines(formula(line("salt\x1b[2J \u202egnirts", "1 g"))))
    assert "salt[U+001B]" in text
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_the_lye_hazard_comes_before_the_alkali() -> None:
    text = "\n".join(lines(formula(line("water", "30 g"), line("NaOH", "14 g"))))
    assert 0 < text.index(LYE_HAZARD) < text.index("NaOH")
