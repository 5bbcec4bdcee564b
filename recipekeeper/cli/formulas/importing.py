"""`rk formula import`: recipes of other programs as drafts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from recipekeeper.cli import document
from recipekeeper.cli.answer import answer
from recipekeeper.cli.frame import Asked, Command, pass_asked
from recipekeeper.cli.options import force_option, not_empty, output_option
from recipekeeper.cli.screen import counted, say
from recipekeeper.cli.surroundings import open_context

if TYPE_CHECKING:
    from recipekeeper.operations.formulas.imports import Brought


@click.command(
    "import",
    cls=Command,
    examples=(
        "rk formula import koelsch.xml",
        "rk formula import lemon-cake.html --code LEMON",
        "rk formula import tomato-sauce.cook -o tomato-sauce.toml",
    ),
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--code", metavar="CODE", callback=not_empty, help="The formula's code; else from its title.")
@output_option("Write a formula file (several: name a folder), and store nothing.", metavar="FILE.toml")
@force_option
@click.option("--why", metavar="TEXT", help="Why there is a new version.")
@pass_asked
def import_(
    asked: Asked,
    files: tuple[Path, ...],
    code: str | None,
    output: Path | None,
    why: str | None,
    *,
    force: bool,
) -> None:
    """Bring in recipes of BeerJSON, BeerXML, Cooklang or a saved web page.

    Each becomes a draft. A line that is not certain is marked and says why; as long as one is, the draft
    cannot be released. What has no place in a formula is named.
    """
    from recipekeeper.operations.formulas.imports import import_formulas

    brought = import_formulas(open_context(asked), files, code=code, output=output, why=why, force=force)
    answer(asked, brought, lambda every: [_document(each) for each in every], _text)


def _document(each: Brought) -> document.Document:
    version = each.version
    return {
        "code": each.formula.code,
        "version": version.number if version else None,
        "name": each.formula.name,
        "status": version.status.value if version else None,
        "fingerprint": each.formula.fingerprint,
        "changed": each.is_new,
        "file": str(each.file) if each.file else None,
        "source": str(each.source),
        "lines": len(each.formula.lines),
        "steps": len(each.formula.steps),
        "marked": [{"where": one.where, "original": one.original, "doubt": one.doubt} for one in each.marked],
        "notes": list(each.notes),
        "problems": document.problems(each.problems),
    }


def _text(brought: Sequence[Brought]) -> None:
    for each in brought:
        formula = each.formula
        sizes = f"{counted(len(formula.lines), 'line')}, {counted(len(formula.steps), 'step')}"
        say(f"{_fate(each)}; {sizes}, {len(each.marked)} marked", strong=True)
        for one in each.marked:
            say(
                f"marked: {one.where} {one.original}: {one.doubt}", colour="yellow", indent="  ", hanging="  "
            )
        _problems(each)
        for note in each.notes:
            say(f"note: {note}", indent="  ", hanging="  ")
        say(_next(each), indent="  ")


def _problems(each: Brought) -> None:
    """What is wrong besides, one of each kind: a page that assigns nothing to a step has the same for each line."""
    kinds: dict[str, int] = {}
    for problem in each.problems:
        kind = problem.code or problem.message
        kinds[kind] = kinds.get(kind, 0) + 1
        if kinds[kind] == 1:
            say(f"{problem.level}: {problem.where}: {problem.message}", indent="  ", hanging="  ")
    if more := len(each.problems) - len(kinds):
        say(f"and {counted(more, 'problem')} of the same kinds: rk formula check shows all", indent="  ")


def _fate(each: Brought) -> str:
    name = each.formula.name
    if each.version is None:
        return f"Wrote {each.file}: {each.formula.code} {name}"
    fate = "added" if each.is_new else "nothing new in it"
    return f"{each.version.reference} {name}: {fate}, {each.version.status.value}"


def _next(each: Brought) -> str:
    """What to type next."""
    code = each.formula.code
    if each.version is None:
        return f"Look through it, then: rk formula add {each.file}"
    if each.marked:
        return f"Put the marked lines right: rk formula export {code} -o {code}.toml, then rk formula add {code}.toml"
    return f"Look through it, then: rk formula release {each.version.reference}"
