"""Formulas: added from files, released, retired, compared, exported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from recipekeeper.errors import Refused
from recipekeeper.files.formula_toml import write
from recipekeeper.formula.changes.consequences import Consequence, consequences
from recipekeeper.formula.changes.diff import Change, diff
from recipekeeper.formula.findings import Problem
from recipekeeper.formula.model import Formula, Status, Version
from recipekeeper.operations.context import Context
from recipekeeper.operations.finding import find_version
from recipekeeper.operations.formulas.checks import (
    judged,
    refuse_release,
    refuse_release_of_file,
    refuse_unreleased_parts,
)
from recipekeeper.operations.formulas.together import (
    FormulaFile,
    read_file,
    read_files,
    refuse_one_code_twice,
)
from recipekeeper.store import Act

if TYPE_CHECKING:
    from recipekeeper.formula.checks.all_checks import Verdict


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one file: a new version, or nothing where the newest version says the same."""

    version: Version
    is_new: bool
    verdict: Verdict
    """With an error in it, the version is a draft and cannot be released."""


@dataclass(frozen=True, slots=True)
class Checked:
    """Every problem of a file or a stored version. `formula` is None where it cannot be read."""

    name: str
    formula: Formula | None
    problems: tuple[Problem, ...]
    silenced: tuple[tuple[str, str], ...] = ()
    """The checks that the formula silences, each with the reason."""

    @property
    def has_errors(self) -> bool:
        """Whether any problem is an error."""
        return any(problem.level == "error" for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed from one formula to another, and what that brings about."""

    before: str
    after: str
    changes: tuple[Change, ...]
    consequences: tuple[Consequence, ...]


def add_formulas(
    context: Context, paths: Sequence[Path], why: str | None = None, *, release: bool = False
) -> tuple[Added, ...]:
    """Adds each file as a new formula or the next version of one: all files of one call, or none."""
    files = read_files(context, paths)
    refuse_one_code_twice(files)
    verdicts = [judged(context, each.readable(), each.path) for each in files]
    with context.act(why) as act:
        added = tuple(
            _add(act, file, verdict, why or "", release=release)
            for file, verdict in zip(files, verdicts, strict=True)
        )
        # Only now all of them are released: one may be made of another.
        for each in added:
            if release:
                refuse_unreleased_parts(act, each.version)
    return added


def _add(act: Act, file: FormulaFile, verdict: Verdict, why: str, *, release: bool) -> Added:
    formula = file.readable()
    versions = act.versions(formula.code)
    newest = max(versions, key=lambda version: version.number, default=None)
    is_new = newest is None or newest.formula.fingerprint != formula.fingerprint
    number = act.add_version(formula, why) if is_new or newest is None else newest.number
    status = Status.DRAFT if is_new or newest is None else newest.status
    if release and status is not Status.RELEASED:
        refuse_release_of_file(file.path, verdict)
        act.set_status(formula.code, number, Status.RELEASED, why)
    added = next(version for version in act.versions(formula.code) if version.number == number)
    return Added(added, is_new, verdict)


def check_formula(context: Context, target: str) -> Checked:
    """Every problem of a file, or of a stored version, at once."""
    path = Path(target)
    if path.suffix.casefold() == ".toml" or path.exists():
        file = read_file(context, path)
        return _checked(context, str(path), file.formula, file.problems, path)
    from recipekeeper.formula.reading.document import read as read_document  # late: only `check` reads twice

    with context.read() as reading:
        version = find_version(reading, target)
    formula, problems = read_document(version.formula.document)
    return _checked(context, version.reference, formula, problems)


def _checked(
    context: Context,
    name: str,
    formula: Formula | None,
    problems: Sequence[Problem],
    path: Path | None = None,
) -> Checked:
    """What cannot be read, or else what the trade says."""
    if formula is None:
        return Checked(name, None, tuple(problems))
    verdict = judged(context, formula, path)
    return Checked(name, formula, (*problems, *verdict.problems), verdict.silenced)


def list_formulas(context: Context) -> tuple[Version, ...]:
    """The newest version of each formula, by code."""
    with context.read() as reading:
        newest = {version.formula.code: version for version in reading.all_versions()}
    return tuple(newest.values())


def diff_formulas(context: Context, before: str, after: str) -> Difference:
    """What changed between two versions or files, in a maker's words."""
    first, second = _formula(context, before), _formula(context, after)
    return Difference(before, after, diff(first, second), consequences(first, second))


def _formula(context: Context, target: str) -> Formula:
    path = Path(target)
    if path.suffix.casefold() == ".toml" or path.is_file():
        file = read_file(context, path)
        return file.readable()
    with context.read() as reading:
        return find_version(reading, target).formula


def release_formula(context: Context, reference: str) -> Version:
    """Makes a draft the version that batches are started from; by code alone the newest draft."""
    with context.read() as reading:
        version = _newest_draft(reading.versions(find_version(reading, reference).formula.code))
        if "@" in reference or version is None:
            version = find_version(reading, reference)
    if version.status is not Status.DRAFT:
        raise Refused(f"{version.reference} is {version.status.value} already; only a draft is released.")
    refuse_release(version, judged(context, version.formula))
    with context.read() as reading:
        refuse_unreleased_parts(reading, version)
    return _set_status(context, version, Status.RELEASED, None)


def _newest_draft(versions: Sequence[Version]) -> Version | None:
    drafts = [version for version in versions if version.status is Status.DRAFT]
    return max(drafts, key=lambda version: version.number, default=None)


def retire_formula(context: Context, reference: str, why: str) -> Version:
    """Takes a version out of use; batches made from it keep it for ever."""
    with context.read() as reading:
        version = find_version(reading, reference)
    if version.status is Status.RETIRED:
        raise Refused(f"{version.reference} is retired already.")
    return _set_status(context, version, Status.RETIRED, why)


def _set_status(context: Context, version: Version, status: Status, why: str | None) -> Version:
    code = version.formula.code
    with context.act(why) as act:
        act.set_status(code, version.number, status, why or "")
        return next(one for one in act.versions(code) if one.number == version.number)


def export_formula(context: Context, reference: str) -> str:
    """The formula as a file that reads back to the same fingerprint."""
    with context.read() as reading:
        return write(find_version(reading, reference).formula.document)
