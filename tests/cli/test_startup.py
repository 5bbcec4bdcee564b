"""What is loaded for what: nothing that an answer does not need."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

import pytest

HEAVY = {
    "textual",
    "sqlmodel",
    "sqlalchemy",
    "pydantic",
    "pint",
    "rich",
    "alembic",
    "typst",
    "tomlkit",
    "platformdirs",
}
PROGRAM = """
import sys
from recipekeeper.cli.program import program
try:
    program.main()
finally:
    open(%r, "w").write(" ".join(sys.modules))
"""


def loaded(bench: Any, *words: str, **environment: str) -> set[str]:
    """Which modules a call of the real program had loaded when it ended."""
    listing = bench.folder / "modules.txt"
    surroundings = {
        **os.environ,
        "RECIPEKEEPER_STORE": str(bench.folder / "store.db"),
        "RECIPEKEEPER_BY": "Ana",
        **environment,
    }
    script = PROGRAM % str(listing)
    subprocess.run([sys.executable, "-c", script, *words], env=surroundings, check=False, capture_output=True)
    return set(listing.read_text().split())


@pytest.mark.parametrize(
    ("words", "environment"),
    [
        (["--help"], {}),
        (["wiegh"], {}),
        (["batch", "--help"], {}),
        (["weigh", "--nonsense"], {}),
        (["formula", "scale", "X", "--to", "12", "lb"], {}),
        ([], {"_RK_COMPLETE": "bash_complete", "COMP_WORDS": "rk we", "COMP_CWORD": "1"}),
    ],
)
def test_help_completion_and_usage_errors_load_no_database_and_no_units(
    bench: Any, words: list[str], environment: dict[str, str]
) -> None:
    modules = loaded(bench, *words, **environment)
    assert "recipekeeper.cli.program" in modules
    assert modules & HEAVY == set()
    assert not any(name.startswith(("recipekeeper.operations", "recipekeeper.store")) for name in modules)


def test_the_help_of_the_program_loads_no_command(bench: Any) -> None:
    modules = {name for name in loaded(bench, "--help") if name.startswith("recipekeeper.")}
    assert modules == {
        f"recipekeeper.cli{name}" for name in ("", ".frame", ".program", ".screen", ".words")
    } | (modules & {"recipekeeper.errors"})


def test_a_weight_in_the_unit_of_the_plan_loads_neither_models_nor_units_nor_pictures(bench: Any) -> None:
    modules = loaded(bench, "weigh", "olive oil", "1023 g")
    assert "recipekeeper.operations.recording.bench" in modules
    assert modules & (HEAVY - {"sqlalchemy"}) == set()
    assert not any(
        name.startswith(
            ("recipekeeper.paper", "recipekeeper.files", "recipekeeper.trace", "recipekeeper.material")
        )
        for name in modules
    )
