"""Recipes of other programs: given a code, and added as drafts or written as formula files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from recipekeeper.errors import FormulaUnreadable, Misused, NotFound
from recipekeeper.files.formula_toml import sentence
from recipekeeper.files.imports.imported import Imported
from recipekeeper.files.imports.names import code_of, numbered_code
from recipekeeper.files.imports.reading import read_recipes
from recipekeeper.formula.checks.all_checks import checked
from recipekeeper.formula.findings import Problem
from recipekeeper.formula.model import Formula, Version
from recipekeeper.formula.reading.document import read as read_document
from recipekeeper.operations.context import Context
from recipekeeper.operations.goods.materials import known_materials
from recipekeeper.store import Act

Versions = Callable[[str], Sequence[Version]]


@dataclass(frozen=True, slots=True)
class Marked:
    """An ingredient that is not to be relied on: its place, its line as it was found, and why."""

    where: str
    original: str
    doubt: str


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of one recipe: a draft in the store (`version`), or a formula file (`file`).

    `notes` say what could not be carried over; `problems` are those of any formula, without what `marked` says.
    """

    source: Path
    formula: Formula
    marked: tuple[Marked, ...]
    notes: tuple[str, ...]
    problems: tuple[Problem, ...]
    version: Version | None = None
    is_new: bool = False
    file: Path | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    source: Path
    recipe: Imported

    @property
    def title(self) -> str:
        return str(self.recipe.document["name"])


def import_formulas(
    context: Context,
    paths: Sequence[Path],
    *,
    code: str | None = None,
    output: Path | None = None,
    why: str | None = None,
    force: bool = False,
) -> tuple[Brought, ...]:
    """The recipes of all files as drafts, all of one call or none; with `output` as files, and nothing is stored.

    A recipe becomes the next version of a formula that has its title, or `code`; where its code belongs to
    another formula it gets one with a number. Raises Misused where one code or one file is named for several
    recipes, Conflict where a file is there already and `force` does not replace it, Unreadable as `read_recipes` does.
    """
    found = [_Found(path, recipe) for path in paths for recipe in read_recipes(path, context.units)]
    if code is not None and len(found) > 1:
        raise Misused(
            f"There are {len(found)} recipes, and one code cannot be that of all. Leave --code out: "
            "each gets one from its title."
        )
    if output is not None:
        return _written(context, found, code, output, force=force)
    with context.act(why) as act:
        return tuple(_added(act, each, why) for each in _coded(context, found, code, act.versions))


def _coded(
    context: Context, found: Sequence[_Found], code: str | None, versions: Versions
) -> tuple[Brought, ...]:
    """Each recipe as a formula with a code of its own."""
    materials = known_materials(context)
    taken: set[str] = set()
    coded = []
    for each in found:
        given, note = (code, "") if code else _free_code(each.title, taken, versions)
        taken.add(given)
        formula, problems = read_document({**each.recipe.document, "code": given}, materials)
        if formula is None:
            raise _refused(each, problems, code)
        notes = (*each.recipe.notes, note) if note else each.recipe.notes
        found_wrong = (*problems, *checked(formula, materials).problems)
        others = tuple(one for one in found_wrong if not one.where.endswith(".doubt"))
        coded.append(Brought(each.source, formula, _marked(formula), notes, others))
    return tuple(coded)


def _free_code(title: str, taken: set[str], versions: Versions) -> tuple[str, str]:
    """The first code from a title that is free, or that a formula of the same title has; and a note."""
    first = code_of(title)
    given, number, owner = first, 1, ""
    while True:
        newest = next(iter(sorted(versions(given), key=lambda version: -version.number)), None)
        same = newest is None or newest.formula.name.casefold() == title.casefold()
        if given not in taken and same:
            break
        owner = owner or (newest.formula.name if newest and not same else title)
        number += 1
        given = numbered_code(first, number)
    return given, f"The code {first} belongs to {owner}: this one is {given}." if owner else ""


def _refused(found: _Found, problems: Sequence[Problem], code: str | None) -> Misused | FormulaUnreadable:
    errors = [problem for problem in problems if problem.level == "error"]
    if code is not None and (of_code := [problem for problem in errors if problem.where == "code"]):
        return Misused(of_code[0].message.replace("code = ", "--code "))
    return FormulaUnreadable([sentence(found.source.name, problem) for problem in errors])


def _marked(formula: Formula) -> tuple[Marked, ...]:
    return tuple(
        Marked(f"ingredient[{number}]", table.get("original", ""), table["doubt"])
        for number, table in enumerate(formula.document.get("ingredient", ()), 1)
        if table.get("doubt")
    )


def _added(act: Act, brought: Brought, why: str | None) -> Brought:
    formula = brought.formula
    newest = max(act.versions(formula.code), key=lambda version: version.number, default=None)
    is_new = newest is None or newest.formula.fingerprint != formula.fingerprint
    if is_new:
        act.add_version(formula, why or f"imported from {brought.source.name}")
    version = max(act.versions(formula.code), key=lambda one: one.number)
    return Brought(brought.source, formula, brought.marked, brought.notes, brought.problems, version, is_new)


def _written(
    context: Context, found: Sequence[_Found], code: str | None, output: Path, *, force: bool
) -> tuple[Brought, ...]:
    """The recipes as formula files: one where `output` says, several in the folder that it names."""
    from recipekeeper.files.formula_toml import write
    from recipekeeper.files.write import write_files

    if len(found) > 1 and not output.is_dir():
        raise NotFound(
            f"There are {len(found)} recipes and no folder {output} to write them into. Make it, then import again."
        )
    with context.read() as reading:
        coded = _coded(context, found, code, reading.versions)
    files = [output / f"{each.formula.code}.toml" if output.is_dir() else output for each in coded]
    write_files(files, [write(each.formula.document).encode() for each in coded], force=force)
    return tuple(
        Brought(each.source, each.formula, each.marked, each.notes, each.problems, file=file)
        for each, file in zip(coded, files, strict=True)
    )
