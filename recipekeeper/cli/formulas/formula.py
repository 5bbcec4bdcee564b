"""`rk formula …`: what is made, as versions that never change."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from recipekeeper.cli import document
from recipekeeper.cli.answer import answer
from recipekeeper.cli.formulas import text
from recipekeeper.cli.formulas.importing import import_
from recipekeeper.cli.formulas.scaling import scale, show
from recipekeeper.cli.formulas.varying import history, vary
from recipekeeper.cli.frame import Asked, Group, pass_asked
from recipekeeper.cli.options import force_option, output_option, reference_argument, why_option
from recipekeeper.cli.output import write_text
from recipekeeper.cli.surroundings import open_context

if TYPE_CHECKING:
    from recipekeeper.formula.checks.check import TradeCheck
    from recipekeeper.operations.formulas.versions import Added, Checked, Difference


@click.group(
    cls=Group,
    examples=(
        "rk formula add recipes/*.toml --release",
        "rk formula show SOAP-LAV",
        'rk formula scale SOAP-LAV --to "12 lb" --resolution "1 g"',
    ),
)
def formula() -> None:
    """What is made: formulas and their versions."""


formula.add_command(import_)
formula.add_command(scale)
formula.add_command(show)
formula.add_command(vary)
formula.add_command(history)


@formula.command(
    examples=(
        "rk formula add lavender-shea-soap.toml --release",
        'rk formula add my-changed-soap.toml --why "less coconut"',
    )
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--why", metavar="TEXT", help="Why there is a new version.")
@click.option("--release", is_flag=True, help="Release it: batches may be started from it.")
@pass_asked
def add(asked: Asked, files: tuple[Path, ...], why: str | None, *, release: bool) -> None:
    """Add formulas from files, or the next versions of them.

    All files of one call are added, or none. Content that is in the store already adds nothing.
    """
    from recipekeeper.operations.formulas.versions import add_formulas

    added = add_formulas(open_context(asked), _matching(files), why, release=release)
    answer(asked, added, lambda all_added: [_added(one) for one in all_added], text.added)


def _matching(files: Sequence[Path]) -> list[Path]:
    """The files that are meant where a shell, as on Windows, leaves `recipes/*.toml` to the program."""
    found: list[Path] = []
    for file in files:
        matches = sorted(file.parent.glob(file.name)) if "*" in file.name and not file.exists() else []
        found += matches or [file]
    return found


def _added(one: Added) -> document.Document:
    return {
        **document.version(one.version),
        "changed": one.is_new,
        "problems": document.problems(one.verdict.problems),
        "silenced": document.silenced(one.verdict.silenced),
    }


@formula.command(
    examples=(
        "rk formula check lavender-shea-soap.toml",
        "rk formula check SOAP-LAV",
        "rk formula check --list",
    )
)
@click.argument("target", metavar="FILE-or-CODE", required=False)
@click.option("--list", "listing", is_flag=True, help="List all checks of the trade, each with its reason.")
@pass_asked
def check(asked: Asked, target: str | None, *, listing: bool) -> None:
    """Show every problem of a formula at once, each with its place.

    The exit code is 4 if any of them is an error. What cannot be read is refused; what is wrong in the trade
    keeps a formula from being released.
    """
    if listing:
        from recipekeeper.formula.checks.all_checks import CHECKS

        answer(asked, CHECKS, lambda checks: [_check(one) for one in checks], text.checks)
        return
    if target is None:
        raise click.UsageError("Name a file or a formula, e.g. rk formula check soap.toml; or say --list.")
    from recipekeeper.operations.formulas.versions import check_formula

    checked = check_formula(open_context(asked), target)
    answer(asked, checked, _checked, text.checked)
    if checked.has_errors:
        click.get_current_context().exit(4)


def _check(one: TradeCheck) -> document.Document:
    return {
        "code": one.code,
        "level": one.level,
        "message": one.says,
        "reason": one.reason,
        "can_be_silenced": one.can_be_silenced,
    }


def _checked(checked: Checked) -> document.Document:
    return {
        "name": checked.name,
        "code": checked.formula.code if checked.formula else None,
        "fingerprint": checked.formula.fingerprint if checked.formula else None,
        "problems": document.problems(checked.problems),
        "silenced": document.silenced(checked.silenced),
    }


@formula.command("list", examples=("rk formula list", "rk formula list --json"))
@pass_asked
def list_(asked: Asked) -> None:
    """List the formulas, each with its newest version."""
    from recipekeeper.operations.formulas.versions import list_formulas

    found = list_formulas(open_context(asked))
    answer(asked, found, lambda versions: [document.version(one) for one in versions], text.listed)


@formula.command(
    examples=("rk formula diff SOAP-LAV@1 SOAP-LAV@2", "rk formula diff SOAP-LAV my-changed-soap.toml")
)
@reference_argument("before", "A")
@reference_argument("after", "B")
@pass_asked
def diff(asked: Asked, before: str, after: str) -> None:
    """Say what changed from A to B, each a CODE[@N] or a file."""
    from recipekeeper.operations.formulas.versions import diff_formulas

    found = diff_formulas(open_context(asked), before, after)
    answer(asked, found, _difference, text.difference)


def _difference(found: Difference) -> document.Document:
    return {"before": found.before, "after": found.after, **document.difference(found)}


@formula.command(examples=("rk formula release SOAP-LAV", "rk formula release SOAP-LAV@2"))
@reference_argument()
@pass_asked
def release(asked: Asked, reference: str) -> None:
    """Release a draft; by its code alone the newest draft."""
    from recipekeeper.operations.formulas.versions import release_formula

    answer(asked, release_formula(open_context(asked), reference), document.version, text.status)


@formula.command(examples=('rk formula retire SOAP-LAV@1 --why "replaced by version 2"',))
@reference_argument()
@why_option
@pass_asked
def retire(asked: Asked, reference: str, why: str) -> None:
    """Take a version out of use; what was made from it stays."""
    from recipekeeper.operations.formulas.versions import retire_formula

    answer(asked, retire_formula(open_context(asked), reference, why), document.version, text.status)


@formula.command(examples=("rk formula export SOAP-LAV -o soap-lav.toml", "rk formula export SOAP-LAV@1"))
@reference_argument()
@output_option("Write it there.")
@force_option
@pass_asked
def export(asked: Asked, reference: str, output: Path | None, *, force: bool) -> None:
    """Write a formula as a file that can be changed and added again."""
    from recipekeeper.operations.formulas.versions import export_formula

    write_text(asked, export_formula(open_context(asked), reference), output, force=force)
