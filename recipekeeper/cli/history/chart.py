"""`rk chart`: how steady one thing is over all batches."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from recipekeeper.cli.answer import answer
from recipekeeper.cli.complete import names_of
from recipekeeper.cli.frame import Asked, Command, pass_asked
from recipekeeper.cli.options import (
    force_option,
    paper_option,
    picture_option,
    reference_argument,
    settings_option,
)
from recipekeeper.cli.surroundings import open_context
from recipekeeper.cli.words import words


@click.command(
    cls=Command,
    examples=(
        'rk chart SOAP-LAV "combine/oil temperature"',
        'rk chart SOAP-LAV "oil temperature" -o chart.pdf --baseline 20',
        'rk chart SOAP-LAV "weight:olive oil" --rules nelson',
        "rk chart SOAP-LAV duration:combine --ewma --json",
        "rk chart SOAP-LAV rejects",
    ),
)
@reference_argument("reference", "CODE[@N]")
@words("what", metavar="STEP/MEASURE", required=True, shell_complete=names_of("chart_subjects"))
@picture_option
@click.option(
    "--baseline",
    metavar="N or FIRST..LAST",
    help="Freeze the limits on the first N batches of each version, or on those from one batch to another.",
)
@click.option(
    "--without",
    metavar="BATCH",
    multiple=True,
    help="Take no limits from this batch: what went wrong there is known. May be given again.",
)
@click.option(
    "--as",
    "form",
    metavar="FORM",
    type=click.Choice(["individuals", "p", "c"]),
    help="individuals, p (a share of the pieces made) or c (a count), where another one is plain.",
)
@click.option(
    "--rules",
    metavar="RULES",
    help="nelson, western-electric, or some by name: nelson-1,we-4. By default nelson-1, 2, 3 and 5.",
)
@click.option("--ewma", is_flag=True, help="Add the moving average, which finds small lasting shifts.")
@click.option(
    "--group",
    metavar="N",
    type=int,
    help="Of readings in words: how many batches make one share. By default 10.",
)
@click.option("--last", metavar="N", type=int, help="Draw the newest N batches; limits and rules are of all.")
@paper_option
@settings_option
@force_option
@click.option("--anyway", is_flag=True, help="Compute capability of an unsteady process, or of few batches.")
@pass_asked
def chart(
    asked: Asked,
    reference: str,
    what: str,
    output: Path | None,
    baseline: str | None,
    without: tuple[str, ...],
    form: str | None,
    rules: str | None,
    *,
    ewma: bool,
    group: int | None,
    last: int | None,
    paper: Literal["a4", "letter"] | None,
    anyway: bool,
    force: bool,
) -> None:
    r"""Show how steady a reading, a weight or a time is.

    Of each batch that is neither void nor a trial counts the last reading in force, in order of time;
    each version has limits of its own. STEP/MEASURE is a reading, or one of these:

    \b
      MEASURE              a reading that only one step has
      weight:INGREDIENT    all that was weighed of it, in percent of the plan
      duration:STEP        in minutes, without pauses
      wait:STEP            the minutes before a step
      yield                in percent of the theoretical yield
      superfat             of a soap, in percent, by what was weighed
      rejects              rejected pieces, of all pieces made

    Rejects are what rk read rejects 3 --new records, among the pieces that rk finish --units 40 says the
    batch gave; or else what rk loss other "3 bars" took out, beside those. Other pieces that were read, as
    "3 bars", are charted as a number, and with --as p as a share; a number without a unit only with --as.

    The limits say what this process usually does, the formula's limits what it should do. A process
    that is steady may still make what nobody wants. No chart is stored, and no baseline: the same batches
    and options give the same chart.
    """
    from dataclasses import replace

    from recipekeeper.chart import Asked as Wanted
    from recipekeeper.chart.baseline import read_baseline
    from recipekeeper.chart.constants import GROUP
    from recipekeeper.chart.model import Form
    from recipekeeper.chart.rules import chosen
    from recipekeeper.cli.history.chart_document import chart_document
    from recipekeeper.cli.history.chart_text import show_chart
    from recipekeeper.operations.history.charts import draw_chart

    wanted = Wanted(
        chosen(rules),
        replace(read_baseline(baseline), without=frozenset(without)),
        Form(form) if form else None,
        GROUP if group is None else group,
        ewma,
        anyway,
    )
    answer(
        asked,
        draw_chart(open_context(asked), reference, what, wanted, output, last=last, paper=paper, force=force),
        chart_document,
        show_chart,
    )
