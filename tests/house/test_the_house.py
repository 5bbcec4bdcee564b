"""The rules of the house that a linter cannot know."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import recipekeeper
from recipekeeper import errors

HOUSE = Path(__file__).parents[2]
WALL = 400
ROOMS = {"quantity", "formula", "batch", "material", "trace", "files", "store", "paper", "operations", "cli"}


def python_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.py"],
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode == 0:
        return [HOUSE / name for name in listed.stdout.splitlines() if (HOUSE / name).exists()]
    return [path for folder in ("recipekeeper", "tests") for path in (HOUSE / folder).rglob("*.py")]


def test_no_python_file_is_longer_than_400_lines() -> None:
    files = python_files()
    assert len(files) > 40
    too_long = {str(path.relative_to(HOUSE)): size for path in files if (size := _lines(path)) > WALL}
    assert too_long == {}


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_every_module_of_the_program_says_what_it_is_for() -> None:
    silent = [
        str(path.relative_to(HOUSE))
        for path in (HOUSE / "recipekeeper").rglob("*.py")
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
        and path.parent.name != "versions"
    ]
    assert silent == []


def test_the_rooms_are_those_that_the_import_rules_name() -> None:
    package = HOUSE / "recipekeeper"
    rooms = {path.name for path in package.iterdir() if (path / "__init__.py").exists()}
    assert rooms == ROOMS


def every_error(root: type[errors.RecipekeeperError]) -> list[type[errors.RecipekeeperError]]:
    return [root, *(error for child in root.__subclasses__() for error in every_error(child))]


@pytest.mark.parametrize("error", every_error(errors.RecipekeeperError), ids=lambda error: error.__name__)
def test_the_error_tree_that_is_drawn_is_the_error_tree_that_is(
    error: type[errors.RecipekeeperError],
) -> None:
    drawn = (errors.__doc__ or "").splitlines()
    line = next(line for line in drawn if error.__name__ in line.replace("─", " ").split())
    if error is not errors.RecipekeeperError:
        assert str(error.exit_code) in line.split()
        assert line.split(str(error.exit_code))[1].strip().startswith(error.kind)


def test_the_version_that_is_shown_is_the_version_that_is_built() -> None:
    said = subprocess.run(
        [sys.executable, "-c", "from importlib.metadata import version; print(version('recipekeeper'))"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.strip() == recipekeeper.__version__
