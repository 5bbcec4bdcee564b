"""The formulas that ship with the program, read as they are when all of them are added in one call."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from recipekeeper.errors import NotFound
from recipekeeper.files.formula_toml import load
from recipekeeper.formula.amounts.scale import scale
from recipekeeper.formula.model import Formula, Status, Version
from recipekeeper.quantity import read_amount

RECIPES = Path(__file__).parents[2] / "recipes"
FILES = {
    "ALE-PALE": "pale-ale.toml",
    "BREAD": "bread-dough.toml",
    "CANDLE-FIG": "candle.toml",
    "JAM-STRAW": "jam.toml",
    "LEVAIN": "bread-dough-levain.toml",
    "LOTION-LAV": "lavender-lotion.toml",
    "SAUCE-BBQ": "bbq-sauce.toml",
    "SAUCE-HAB": "habanero-carrot-sauce.toml",
    "SOAP-HP": "hot-process-soap.toml",
    "SOAP-LAV": "lavender-shea-soap.toml",
    "SOAP-LIQ": "liquid-soap.toml",
}


@cache
def sample(code: str) -> Formula:
    formula, problems = load(RECIPES / FILES[code], find=version)
    assert problems == []
    assert formula is not None
    return formula


def version(reference: str) -> Version:
    """The first version of a sample: what it is in a store that holds nothing else."""
    code, _, number = reference.partition("@")
    if code not in FILES or number != "1":
        raise NotFound(f"There is no sample {reference}.")
    return Version(1, sample(code), Status.RELEASED, "sample", datetime(2026, 11, 21, tzinfo=UTC), "Ana")


def planned(code: str, size: str | None = None) -> dict[str, str]:
    """What is weighed of each ingredient at a size, or at the formula's own."""
    scaled = scale(sample(code), read_amount(size) if size else None)
    return {line.name: str(line.planned) for line in scaled.lines}
