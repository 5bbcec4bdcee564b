"""What the trade says against a formula before it is stored or released."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from recipekeeper.errors import Refused
from recipekeeper.files.formula_toml import placed, sentence
from recipekeeper.formula.model import Formula, Status, Version
from recipekeeper.operations.context import Context
from recipekeeper.operations.finding import find_version
from recipekeeper.operations.goods.materials import known_materials
from recipekeeper.store import Reading

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


def refuse_unreleased_parts(reading: Reading, version: Version) -> None:
    """Raises Refused where a formula is made of what nobody may make: a draft, or what is retired."""
    for line in version.formula.lines:
        if line.product_of is None:
            continue
        part = find_version(reading, line.product_of)
        if part.status is Status.DRAFT:
            raise Refused(
                f"{version.reference} is made of {part.reference}, which is a draft. Release that first: "
                f"rk formula release {part.reference}"
            )
        if part.status is Status.RETIRED:
            raise Refused(
                f"{version.reference} is made of {part.reference}, which is retired. Name a newer version of it "
                f"in the file, and add that."
            )
