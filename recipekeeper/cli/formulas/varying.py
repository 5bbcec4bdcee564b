"""`rk formula vary` and `rk formula history`: variants that keep the link to their base, and their family."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from recipekeeper.cli import document
from recipekeeper.cli.answer import answer
from recipekeeper.cli.complete import names_of
from recipekeeper.cli.formulas import text
from recipekeeper.cli.frame import Asked, Command, pass_asked
from recipekeeper.cli.options import force_option, not_empty, output_option, reference_argument
from recipekeeper.cli.screen import say, table
from recipekeeper.cli.surroundings import open_context

if TYPE_CHECKING:
    from recipekeeper.formula.changes.family import Kin, Lineage
    from recipekeeper.formula.model import Version
    from recipekeeper.operations.formulas.variants import Varied

_SAID_ABOVE = frozenset({"code", "base"})


@click.command(
    cls=Command,
    examples=(
        'rk formula vary SOAP-LAV --code LAV-MILD --set "coconut oil=550 g" --why "milder"',
        'rk formula vary SOAP-LAV@1 --code LAV-COLD --set "combine/oil temperature.target=42 degC"',
        "rk formula vary SOAP-LAV --code LAV-LEAN --drop shea -o lean-soap.toml",
    ),
)
@click.argument("base", metavar="BASE[@N]", shell_complete=names_of("formula_codes"))
@click.option("--code", metavar="CODE", required=True, callback=not_empty, help="The code of the variant.")
@click.option(
    "--set",
    "settings",
    metavar='"WHAT=VALUE"',
    multiple=True,
    help='What is changed: "coconut oil=25 %", "lye.superfat=4 %", "combine.lasts=5 min".',
)
@click.option(
    "--drop", "dropped", metavar="INGREDIENT", multiple=True, help="An ingredient that is left out."
)
@click.option("--name", metavar="TEXT", callback=not_empty, help="The name of the variant.")
@click.option("--why", metavar="TEXT", help="Why there is a variant.")
@output_option("Write a file, and store nothing.")
@force_option
@pass_asked
def vary(
    asked: Asked,
    base: str,
    code: str,
    settings: tuple[str, ...],
    dropped: tuple[str, ...],
    name: str | None,
    why: str | None,
    output: Path | None,
    *,
    force: bool,
) -> None:
    """Make a variant: a new formula from another, which it stays linked to.

    It is a draft with the base's content and the changes. What is set is an ingredient, by its share or amount,
    or any key of a formula file, by its place. Everything that then follows is told.
    """
    from recipekeeper.operations.formulas.variants import vary_formula

    varied = vary_formula(
        open_context(asked),
        base,
        code,
        settings=settings,
        dropped=dropped,
        name=name,
        why=why,
        output=output,
        force=force,
    )
    answer(asked, varied, _varied, _varied_text)


def _varied(made: Varied) -> document.Document:
    formula = made.formula
    short = (
        document.version(made.version)
        if made.version
        else {
            "code": formula.code,
            "version": None,
            "name": formula.name,
            "base": formula.base,
            "status": None,
            "fingerprint": formula.fingerprint,
        }
    )
    return {
        **short,
        "file": str(made.file) if made.file else None,
        "changed": made.is_new,
        "problems": document.problems(made.verdict.problems),
        "silenced": document.silenced(made.verdict.silenced),
        **document.difference(made.difference),
    }


def _varied_text(made: Varied) -> None:
    if made.version is None:
        say(f"Wrote {made.file}: {made.formula.code} {made.formula.name}")
        text.problems(made.verdict.problems, indent="  ")
        say(f"  Add it with: rk formula add {made.file}")
    else:
        text.added_one(made.version, made.verdict, is_new=made.is_new)
    print()
    say(f"A variant of {made.base.reference} {made.base.formula.name}:", strong=True)
    text.difference(made.difference, hidden=_SAID_ABOVE)


@click.command(cls=Command, examples=("rk formula history SOAP-LAV", "rk formula history SOAP-LAV --json"))
@reference_argument("code", "CODE")
@pass_asked
def history(asked: Asked, code: str) -> None:
    """Show a formula's versions, what it was made from, and its variants.

    Each stands under the version that it was made from, with who added it, when and why.
    """
    from recipekeeper.operations.formulas.variants import formula_history

    found = formula_history(open_context(asked), code)
    answer(asked, found, lambda versions: [_lineage(one) for one in versions], _history_text)


def _lineage(one: Lineage) -> document.Document:
    bases = [
        document.version(base.version) if base.version else _unknown(base.reference) for base in one.bases
    ]
    return {
        **document.version(one.version),
        "bases": bases,
        "variants": [_kin(each) for each in one.variants],
    }


def _unknown(reference: str) -> document.Document:
    code, _, number = reference.partition("@")
    return {"code": code, "version": int(number) if number.isdecimal() else None, "status": None}


def _kin(one: Kin) -> document.Document:
    return {**document.version(one.version), "variants": [_kin(each) for each in one.variants]}


def _history_text(versions: Sequence[Lineage]) -> None:
    rows: list[tuple[str, ...]] = []
    told = set()
    for one in versions:
        for depth, base in enumerate(reversed(one.bases)):
            if base.reference not in told:
                told.add(base.reference)
                rows.append(_row(depth, base.reference, base.version))
        rows.append(_row(len(one.bases), one.version.reference, one.version))
        rows += _descent(one.variants, len(one.bases) + 1)
    table(("version", "status", "added", "by", "fingerprint", "why"), rows)


def _descent(variants: Sequence[Kin], depth: int) -> Iterator[tuple[str, ...]]:
    for one in variants:
        yield _row(depth, one.version.reference, one.version)
        yield from _descent(one.variants, depth + 1)


def _row(depth: int, reference: str, version: Version | None) -> tuple[str, ...]:
    name = f"{'  ' * depth}{reference}"
    if version is None:
        return name, "not here", "", "", "", ""
    return (
        name,
        version.status.value,
        f"{version.added_at:%Y-%m-%d %H:%M}",
        version.added_by,
        version.formula.fingerprint,
        version.why,
    )
