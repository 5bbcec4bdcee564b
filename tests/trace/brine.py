"""A small made-up formula, brined carrots in three steps, for one rule of the trace at a time."""

from __future__ import annotations

from dataclasses import replace

from recipekeeper.batch.model import BatchRecord
from recipekeeper.formula.model import Formula
from tests.trace.kit import Made, at_most, batch, formula, line, step, target, words

BRINE = formula(
    "BRINE",
    "1050 g",
    [line("water", "1000 g", "brine", "1 %"), line("salt", "50 g", "brine")],
    [
        step(
            "dissolve", "10 min", "3 min", target("brine temperature", "20 degC", "2 degC"), uses=("brine",)
        ),
        step(
            "ferment",
            "120 h",
            "24 h",
            target("pH", "3.8 pH", "0.2 pH"),
            words("smell", "clean"),
            wait_at_most="30 min",
        ),
        step("bottle", "15 min", "5 min", at_most("headspace", "10 mm")),
    ],
)
_WOBBLE = (0.3, -0.6, 0.9, -0.2, 0.1, -1.1, 0.7, -0.4, 1.2, -0.8, 0.5, -0.1)
"""Innocent scatter of the good batches, in standard deviations; the same for every run."""


def usual(number: int) -> Made:
    """The number-th good batch: everything near its plan."""
    wobble = [_WOBBLE[(number * 5 + offset * 7) % len(_WOBBLE)] for offset in range(9)]
    return Made(
        f"B-{number:03d}",
        weights={"water": f"{1000 + round(2 * wobble[0])} g", "salt": f"{50 + 0.1 * wobble[1]:.1f} g"},
        lots={"salt": "S-1"},
        readings={
            ("dissolve", "brine temperature"): f"{20 + 0.6 * wobble[2]:.1f} degC",
            ("ferment", "pH"): f"{3.8 + 0.05 * wobble[3]:.2f} pH",
            ("ferment", "smell"): "clean",
            ("bottle", "headspace"): f"{8 + wobble[4]:.0f} mm",
        },
        minutes={
            "dissolve": round(10 + wobble[5]),
            "ferment": 7200 + round(200 * wobble[6]),
            "bottle": round(15 + wobble[7]),
        },
        waits={"ferment": round(12 + 4 * wobble[8]), "bottle": 20},
        day=number,
    )


def with_reading(made: Made, step: str, measure: str, text: str) -> Made:
    """The same with one reading changed; an empty text leaves it out."""
    readings = {**made.readings, (step, measure): text}
    return replace(made, readings={place: value for place, value in readings.items() if value})


def good(count: int) -> list[BatchRecord]:
    """So many good batches."""
    return [batch(BRINE, usual(number)) for number in range(count)]


def bad(made: Made | None = None, recipe: Formula = BRINE) -> BatchRecord:
    """The batch that went bad: like the others but for what is changed in it."""
    return batch(recipe, replace(made or usual(50), code="B-050", outcome="bad", day=50))
