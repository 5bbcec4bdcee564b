"""Variants: formulas that were made from another, and keep the link to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from recipekeeper.errors import Conflict, FormulaUnreadable, Misused
from recipekeeper.formula.changes.consequences import consequences
from recipekeeper.formula.changes.diff import diff
from recipekeeper.formula.changes.family import Lineage, code_of, family
from recipekeeper.formula.changes.variant import Setting, varied
from recipekeeper.formula.checks.all_checks import Verdict
from recipekeeper.formula.findings import Problem
from recipekeeper.formula.model import Formula, Version
from recipekeeper.formula.reading.document import read as read_document
from recipekeeper.operations.context import Context
from recipekeeper.operations.finding import find_version
from recipekeeper.operations.formulas.checks import judged
from recipekeeper.operations.formulas.keys import EXAMPLES, find_ingredient, read_setting
from recipekeeper.operations.formulas.together import finder
from recipekeeper.operations.formulas.versions import Difference
from recipekeeper.operations.goods.materials import known_materials


@dataclass(frozen=True, slots=True)
class Varied:
    """A variant, and how it differs from its base.

    `version` is None where it was written to `file`; `is_new` is False where the newest version of that code
    says the same.
    """

    base: Version
    formula: Formula
    verdict: Verdict
    difference: Difference
    version: Version | None = None
    is_new: bool = False
    file: Path | None = None


def vary_formula(
    context: Context,
    reference: str,
    code: str,
    *,
    settings: Sequence[str] = (),
    dropped: Sequence[str] = (),
    name: str | None = None,
    why: str | None = None,
    output: Path | None = None,
    force: bool = False,
) -> Varied:
    """A draft with the base's document and the changes, linked to the base; with `output` a file, and no draft.

    Raises Conflict where the code is that of a formula that is no variant of the same base, FormulaUnreadable
    where what comes out cannot be read: shares that no longer add up, a name that is used and gone.
    """
    if not (settings or dropped or name or output):
        raise Misused(
            f"Nothing is changed: say what makes the variant, such as {EXAMPLES}, or --drop castor."
        )
    materials = known_materials(context)
    with context.read() as reading:
        base = find_version(reading, reference)
        _refuse_taken(base, code, reading.versions(code.upper()))
        given = [Setting((), "code", code), Setting((), "base", base.reference)]
        given += [Setting((), "name", name)] if name else []
        given += [read_setting(base.formula, typed) for typed in settings]
        out = [find_ingredient(base.formula, typed) for typed in dropped]
        document = varied(base.formula.document, given, out)
        formula, problems = read_document(document, materials, finder(context, reading))
    if formula is None:
        raise _refused(code, problems)
    difference = Difference(
        base.reference, formula.code, diff(base.formula, formula), consequences(base.formula, formula)
    )
    made = Varied(base, formula, judged(context, formula), difference)
    return _stored(context, made, why) if output is None else _written(made, output, force=force)


def _refuse_taken(base: Version, code: str, versions: Sequence[Version]) -> None:
    newest = max(versions, key=lambda version: version.number, default=None)
    if code.upper() == base.formula.code:
        raise Conflict(
            f"{base.formula.code} is the base itself; a variant has a code of its own: give another."
        )
    if newest is None or (newest.formula.base and code_of(newest.formula.base) == base.formula.code):
        return
    of = f"a variant of {newest.formula.base}" if newest.formula.base else "a formula of its own"
    raise Conflict(
        f"{newest.reference} {newest.formula.name} is {of}, and no variant of {base.formula.code}: "
        "give another --code."
    )


def _refused(code: str, problems: Sequence[Problem]) -> Misused | FormulaUnreadable:
    errors = [problem for problem in problems if problem.level == "error"]
    if of_code := [problem for problem in errors if problem.where == "code"]:
        return Misused(of_code[0].message.replace("code = ", "--code "))
    return FormulaUnreadable([f"{code.upper()}, {each.where}: {each.message}" for each in errors])


def _stored(context: Context, made: Varied, why: str | None) -> Varied:
    formula = made.formula
    with context.act(why) as act:
        versions = act.versions(formula.code)
        # Another station may have taken the code meanwhile.
        _refuse_taken(made.base, formula.code, versions)
        newest = max(versions, key=lambda version: version.number, default=None)
        is_new = newest is None or newest.formula.fingerprint != formula.fingerprint
        if is_new:
            act.add_version(formula, why or "")
        version = max(act.versions(formula.code), key=lambda version: version.number)
    difference = replace(made.difference, after=version.reference)
    return replace(made, difference=difference, version=version, is_new=is_new)


def _written(made: Varied, output: Path, *, force: bool) -> Varied:
    # Only a file needs either, and they take their time to load.
    from recipekeeper.files.formula_toml import write
    from recipekeeper.files.write import write_text

    write_text(output, write(made.formula.document), force=force)
    return replace(made, file=output)


def formula_history(context: Context, code: str) -> tuple[Lineage, ...]:
    """All versions of a formula, the first first, each with what it was made from and what was made from it."""
    with context.read() as reading:
        found = find_version(reading, code.partition("@")[0])
        return family(found.formula.code, reading.all_versions())
