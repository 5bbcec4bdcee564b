"""`rk study`: which recorded factors go with bad batches at all."""

from __future__ import annotations

import click

from recipekeeper.cli.answer import answer
from recipekeeper.cli.frame import Asked, Command, pass_asked
from recipekeeper.cli.options import reference_argument
from recipekeeper.cli.surroundings import open_context


@click.command(cls=Command, examples=("rk study SOAP-LAV", "rk study SOAP-LAV --since 2026-01-01 --json"))
@reference_argument("reference", "FORMULA[@N]")
@click.option("--since", metavar="WHEN", help="Only batches that began on this day or later.")
@pass_asked
def study(asked: Asked, reference: str, since: str | None) -> None:
    """Find which recorded factors go with bad batches at all.

    Over the whole history of a formula: every lot, unit, operator, version, word and step left out by how
    often bad and good batches had it (Fisher's exact test, one-sided, mid-p), every weight, time and reading
    by its ranks in bad and good batches (rank sum test of Wilcoxon, two-sided, mid-p), each by the plan of its
    own batch. It takes three bad and three good batches.

    Who looks at fifty things finds some by chance. So each is corrected for how many were looked at
    (Benjamini and Hochberg, 1995): of all that stand at 10 % or below, about one in ten is chance.

    A study of a history is no proof. What goes with bad batches may bring them about, may follow from what
    does, or may only have been there at the same time; a later reading often follows from an earlier one.
    To know, change one thing and make a few batches.
    """
    from recipekeeper.cli.history.study_text import show_study, study_document
    from recipekeeper.operations.history.study import study_formula
    from recipekeeper.operations.when import read_since

    context = open_context(asked)
    found = study_formula(context, reference, read_since(since, context.now) if since is not None else None)
    answer(asked, found, study_document, show_study)
