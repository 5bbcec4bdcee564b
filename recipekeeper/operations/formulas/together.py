"""Formula files read together: one may use the product of another, or of a formula in the store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from recipekeeper.errors import FormulaUnreadable, Misused
from recipekeeper.files.formula_toml import load, sentence, uses
from recipekeeper.formula.amounts.product import Find
from recipekeeper.formula.findings import Problem
from recipekeeper.formula.model import Formula, Status, Version
from recipekeeper.operations.context import Context
from recipekeeper.operations.finding import find_version
from recipekeeper.operations.goods.materials import known_materials
from recipekeeper.store import Reading


@dataclass(frozen=True, slots=True)
class FormulaFile:
    """One file as it was read. `formula` is None where it cannot be."""

    path: Path
    formula: Formula | None
    problems: tuple[Problem, ...]

    def readable(self) -> Formula:
        """The formula; raises FormulaUnreadable with a sentence for every error."""
        if self.formula is None:
            errors = [each for each in self.problems if each.level == "error"]
            raise FormulaUnreadable([sentence(self.path.name, each) for each in errors])
        return self.formula


def read_files(context: Context, paths: Sequence[Path]) -> tuple[FormulaFile, ...]:
    """The formulas of all files, those that others use first; raises FormulaUnreadable for a circle."""
    materials = known_materials(context)
    with context.read() as reading:
        staged: dict[str, Version] = {}
        read = []
        for path in _in_order(paths):
            formula, problems = load(path, materials, _finder(context, reading, staged))
            read.append(FormulaFile(path, formula, tuple(problems)))
            if formula is not None:
                staged[formula.code] = _to_be(context, reading, formula)
    return tuple(sorted(read, key=lambda each: paths.index(each.path)))


def read_file(context: Context, path: Path) -> FormulaFile:
    """One formula file that is looked at and not added; what it is made of may lie in the files beside it.

    The store counts before those files, which are read only for what it does not have.
    """
    return read_files(context, [path, *_beside(context, path)])[0]


def _beside(context: Context, path: Path) -> list[Path]:
    """The files of the same folder whose products this one uses, and those use, that no stored formula makes."""
    _, wanted = uses(path)
    if not wanted:
        return []
    with context.read() as reading:
        stored = set(reading.codes())
    shelf = {uses(each)[0]: each for each in sorted(path.parent.glob("*.toml")) if each != path}
    found: list[Path] = []
    pending = list(wanted)
    while pending:
        code = pending.pop()
        file = shelf.pop(code, None) if code not in stored else None
        if file is not None:
            found.append(file)
            pending += uses(file)[1]
    return found


def finder(context: Context, reading: Reading) -> Find:
    """Gives the stored version that a reference in a formula means; by code alone the newest."""
    return _finder(context, reading, {})


def _finder(context: Context, reading: Reading, staged: dict[str, Version]) -> Find:
    del context

    def find(reference: str) -> Version:
        code, at, number = reference.strip().upper().partition("@")
        here = staged.get(code)
        if here is not None and (not at or number == str(here.number)):
            return here
        return find_version(reading, reference.strip())

    return find


def _to_be(context: Context, reading: Reading, formula: Formula) -> Version:
    """The version that a file becomes when it is added."""
    versions = reading.versions(formula.code) if formula.code in reading.codes() else ()
    newest = max(versions, key=lambda version: version.number, default=None)
    if newest is not None and newest.formula.fingerprint == formula.fingerprint:
        return newest
    number = newest.number + 1 if newest else 1
    return Version(number, formula, Status.DRAFT, "", context.now, context.by or "")


def _in_order(paths: Sequence[Path]) -> list[Path]:
    """The files so that each comes after those whose products it uses."""
    known = {path: uses(path) for path in paths}
    homes = {code: path for path, (code, _) in known.items()}
    ordered: list[Path] = []
    pending: list[Path] = []

    def place(path: Path) -> None:
        if path in ordered:
            return
        if path in pending:
            circle = [known[each][0] for each in pending[pending.index(path) :]]
            raise FormulaUnreadable(
                [f"{path.name}: the formulas go in a circle: {' is made of '.join([*circle, circle[0]])}."]
            )
        pending.append(path)
        for code in known[path][1]:
            if code in homes and homes[code] != path:
                place(homes[code])
        pending.remove(path)
        ordered.append(path)

    for path in paths:
        place(path)
    return ordered


def refuse_one_code_twice(files: Sequence[FormulaFile]) -> None:
    """Raises Misused where two files of one call are the same formula."""
    first: dict[str, Path] = {}
    for each in files:
        code = each.readable().code
        if code in first:
            raise Misused(
                f'{first[code]} and {each.path} both say code = "{code}". '
                "One call adds one version of a formula; give another code, or add them one after the other."
            )
        first[code] = each.path
