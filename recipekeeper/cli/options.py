"""Options and arguments that several commands share, each with its own completion."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from recipekeeper.cli.complete import names_of
from recipekeeper.cli.frame import remember
from recipekeeper.cli.words import Decorated, words

at_option = click.option(
    "--at", metavar="WHEN", help='When it happened, if not now: 14:10, "yesterday 14:10", "-25 min".'
)


def not_empty(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """The same text; refused where something was given and nothing stands in it, as `--why ""`."""
    if value is None or value.strip():
        return value
    raise click.UsageError(f"{param.opts[0]} is empty.", ctx)


why_option = click.option(
    "--why", metavar="TEXT", required=True, callback=not_empty, help="The reason; it stays in the record."
)
without_option = click.option(
    "--why",
    metavar="TEXT",
    callback=not_empty,
    help="The reason to go on without an ingredient that is not recorded; it stays in the record.",
)
yes_option = click.option(
    "--yes", is_flag=True, help="It is right as it stands, though it looks like a slip."
)
force_option = click.option("--force", is_flag=True, help="Replace a file that is there already.")
settings_option = click.option(
    "--settings",
    metavar="FILE",
    expose_value=False,
    callback=remember,
    help="Your print settings; else RECIPEKEEPER_PRINT, else print.toml in your settings folder.",
)
causes_option = click.option(
    "--causes",
    metavar="FILE",
    expose_value=False,
    callback=remember,
    help="Your own rules of causes; else RECIPEKEEPER_CAUSES, else causes.csv in your settings folder.",
)
template_option = click.option(
    "--template", metavar="FILE", type=click.Path(path_type=Path), help="A typst template of your own."
)
paper_option = click.option(
    "--paper", type=click.Choice(["a4", "letter"]), help="The paper; else that of your settings, else A4."
)
batch_option = click.option(
    "-b", "--batch", metavar="BATCH", shell_complete=names_of("batch_codes"), help="Which batch is meant."
)

checked_by_option = click.option(
    "--checked-by", metavar="NAME", callback=not_empty, help="A second person, who saw it."
)


def output_option(
    what: str, *, required: bool = False, metavar: str = "FILE"
) -> Callable[[Decorated], Decorated]:
    """Where an answer is written: a file, replaced only with `--force`."""
    return click.option(
        "-o",
        "--output",
        metavar=metavar,
        required=required,
        type=click.Path(path_type=Path),
        help=what,
    )


page_option = output_option("A .pdf, .png or .txt file.", required=True)
picture_option = output_option("Draw it as well: a .pdf, .svg or .png file.")


def with_option(what: str) -> Callable[[Decorated], Decorated]:
    """The instrument that an entry is taken with."""
    return click.option(
        "--with",
        "instrument",
        metavar="CODE",
        callback=not_empty,
        shell_complete=names_of("instrument_codes"),
        help=f"The {what}; rk instrument list names them.",
    )


part_option = click.option(
    "--part", metavar="NAME", shell_complete=names_of("part_names"), help="Of which part of a split batch."
)


def batch_argument(*, required: bool = True) -> Callable[[Decorated], Decorated]:
    """A batch by its code."""
    return click.argument(
        "batch",
        metavar="BATCH" if required else "[BATCH]",
        required=required,
        shell_complete=names_of("batch_codes"),
    )


def reference_argument(
    name: str = "reference", metavar: str = "CODE[@N]"
) -> Callable[[Decorated], Decorated]:
    """A formula version: by its code alone, or with its number."""
    return click.argument(name, metavar=metavar, shell_complete=names_of("formula_codes"))


def step_words(*, required: bool = True) -> Callable[[Decorated], Decorated]:
    """A step by its name, of one word or several."""
    return words(
        "step",
        metavar="STEP" if required else "[STEP]",
        required=required,
        shell_complete=names_of("step_names"),
    )


def to_option(what: str) -> Callable[[Decorated], Decorated]:
    """A size."""
    return click.option("--to", metavar="SIZE", help=f'{what}, e.g. "3 kg" or "1000 g oils".')
