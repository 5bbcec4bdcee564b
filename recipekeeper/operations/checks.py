"""What the trade says against a formula before it is stored or released."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from recipekeeper.errors import Refused
from recipekeeper.files.formula_toml import placed, sentence
from recipekeeper.formula.model import Formula, Version
from recipekeeper.operations.context import Context
from recipekeeper.operations.materials import known_materials

if TYPE_CHECKING:
    from recipekeeper.formula.checks.all_checks import Verdict


def judged(context: Context, formula: Formula, path: Path | None = None) -> Verdict:
    """What the checks say, with the maker's own materials; with the lines of the file that it came from."""
    from recipekeeper.formula.checks.all_checks import (
        checked,  # late: a formula that is only shown needs no checks
    )

    verdict = checked(formula, known_materials(context))
    return verdict if path is None else replace(verdict, problems=placed(path, verdict.problems))


def refuse_release_of_file(path: Path, verdict: Verdict) -> None:
    """Raises Refused with every sentence where the formula in a file cannot be released."""
    if verdict.blocking:
        said = "\n".join(sentence(path.name, problem) for problem in verdict.blocking)
        raise Refused(
            f"{said}\nSo it cannot be released, and nothing was added. Put it right, or add it as a draft: "
            "without --release."
        )


def refuse_release(version: Version, verdict: Verdict) -> None:
    """Raises Refused with every sentence where a draft cannot be released."""
    if verdict.blocking:
        said = "\n".join(f"{problem.where}: {problem.message}" for problem in verdict.blocking)
        raise Refused(
            f"{said}\nSo {version.reference} cannot be released. Put it right in its file (rk formula export "
            f"{version.reference} writes one), and add that."
        )
