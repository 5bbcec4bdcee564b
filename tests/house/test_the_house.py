"""The rules of the house that a linter cannot know."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import recipekeeper
from recipekeeper import errors

HOUSE = Path(__file__).parents[2]
WALL = 400
ROOMS = {
    "quantity",
    "formula",
    "batch",
    "material",
    "trace",
    "chart",
    "files",
    "store",
    "paper",
    "operations",
    "cli",
}


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


def test_no_modules_import_one_another_in_a_circle() -> None:
    imports = imports_of_the_program()
    assert imports["recipekeeper.batch.record"]
    assert circles(imports) == []


def test_a_circle_is_seen_however_many_modules_it_goes_through() -> None:
    imports = {"a": {"b"}, "b": {"c"}, "c": {"a", "d"}, "d": {"e"}, "e": set()}
    assert circles(imports) == [{"a", "b", "c"}]


def imports_of_the_program() -> dict[str, set[str]]:
    """The modules of the program, each with those it imports: at the top, late, or for its types alone."""
    paths = {_module(path): path for path in (HOUSE / "recipekeeper").rglob("*.py")}
    return {module: set(_imported(path, set(paths))) - {module} for module, path in paths.items()}


def _module(path: Path) -> str:
    return ".".join(path.relative_to(HOUSE).with_suffix("").parts).removesuffix(".__init__")


def _imported(path: Path, modules: set[str]) -> Iterator[str]:
    """What stands behind each import; a package counts only where one of its own names is taken."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from modules & {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module in modules:
            named = (f"{node.module}.{each.name}" for each in node.names)
            yield from (name if name in modules else node.module for name in named)


def circles(imports: dict[str, set[str]]) -> list[set[str]]:
    """The modules that reach one another, each group once."""
    reached = {module: _reached_from(module, imports) for module in imports}
    groups = {
        frozenset(other for other in reached[module] if module in reached[other])
        for module in imports
        if module in reached[module]
    }
    return [set(group) for group in groups]


def _reached_from(module: str, imports: dict[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    ahead = list(imports[module])
    while ahead:
        other = ahead.pop()
        if other not in reached:
            reached.add(other)
            ahead += imports[other]
    return reached


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
