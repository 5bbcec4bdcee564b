"""At the bench: begin, weigh, read, note, pause, resume, done, skip."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from recipekeeper.cli.complete import names_of
from recipekeeper.cli.frame import Asked, Command, pass_asked
from recipekeeper.cli.options import (
    at_option,
    batch_option,
    checked_by_option,
    not_empty,
    part_option,
    step_words,
    why_option,
    with_option,
    without_option,
    yes_option,
)
from recipekeeper.cli.recording.logged import show_logged
from recipekeeper.cli.screen import agreed, can_ask
from recipekeeper.cli.surroundings import open_context
from recipekeeper.cli.words import name_and_value, words
from recipekeeper.errors import Doubtful, Refused

if TYPE_CHECKING:
    from recipekeeper.operations.recording.log import Logged

new_option = click.option("--new", is_flag=True, help="Record it although the formula does not have it.")


@click.command(
    cls=Command,
    examples=('rk begin "weigh oils"', 'rk begin combine --equipment "stick blender 2" --at "-5 min"'),
)
@step_words()
@click.option("--equipment", metavar="NAME", callback=not_empty, help="Which unit or vessel it is done with.")
@without_option
@batch_option
@at_option
@pass_asked
def begin(
    asked: Asked, step: str, equipment: str | None, why: str | None, batch: str | None, at: str | None
) -> None:
    """Begin a step.

    An oil or a lye that is not recorded when the two meet, or another ingredient whose step is over, stops it.
    """
    from recipekeeper.operations.recording import bench

    show_logged(asked, bench.begin(open_context(asked, at), batch, step, equipment, why))


@click.command(
    cls=Command,
    examples=(
        'rk weigh "olive oil" 1022 g --lot OO-2509',
        "rk weigh shea 409",
        'rk weigh water 584.4 g --at "-10 min"',
        "rk weigh coconut 614 g --with SC-2 --checked-by Bo",
    ),
)
@click.argument("ingredient", metavar="INGREDIENT", shell_complete=names_of("ingredient_names"))
@words("amount", metavar="AMOUNT", required=True)
@click.option("--lot", metavar="CODE", shell_complete=names_of("lot_codes"), help="The lot on the container.")
@with_option("scale it is weighed with")
@checked_by_option
@new_option
@yes_option
@batch_option
@at_option
@pass_asked
def weigh(
    asked: Asked,
    ingredient: str,
    amount: str,
    lot: str | None,
    instrument: str | None,
    checked_by: str | None,
    batch: str | None,
    at: str | None,
    *,
    new: bool,
    yes: bool,
) -> None:
    """Record an amount of an ingredient.

    Several weighings of one ingredient add up. A number alone takes the unit of the plan.
    """
    from recipekeeper.operations.recording import bench

    name, value = name_and_value(ingredient, amount)

    def record(*, accept: bool) -> Logged:
        return bench.weigh(
            open_context(asked, at),
            batch,
            name,
            value,
            lot,
            new=new,
            accept=accept,
            instrument=instrument,
            checked_by=checked_by,
        )

    show_logged(asked, unless_doubtful(asked, record, accept=yes))


def unless_doubtful(asked: Asked, record: Callable[..., Logged], *, accept: bool) -> Logged:
    """What is recorded; what looks like a slip is asked about where somebody can answer."""
    try:
        return record(accept=accept)
    except Doubtful as slip:
        if asked.json or not can_ask():
            raise
        if not agreed(slip.doubt):
            raise Refused("Nothing is recorded.") from None
    return record(accept=True)


@click.command(
    cls=Command,
    examples=(
        'rk read "oil temperature" 43 degC',
        'rk read "combine/water bath" -5 degC --new',
        "rk read batter smooth",
        'rk read "oil temperature" 43 --with TH-1',
    ),
)
@click.argument("measure", metavar="MEASURE", shell_complete=names_of("measure_names"))
@words("value", metavar="VALUE", required=True)
@with_option("instrument it is read with")
@checked_by_option
@new_option
@yes_option
@part_option
@batch_option
@at_option
@pass_asked
def read(
    asked: Asked,
    measure: str,
    value: str,
    instrument: str | None,
    checked_by: str | None,
    part: str | None,
    batch: str | None,
    at: str | None,
    *,
    new: bool,
    yes: bool,
) -> None:
    """Record a reading: a temperature, a pH, a word.

    A measure that several steps have is written STEP/MEASURE. A number alone takes the unit of the check.
    """
    from recipekeeper.operations.recording import bench

    name, found = name_and_value(measure, value)

    def record(*, accept: bool) -> Logged:
        return bench.read_measure(
            open_context(asked, at),
            batch,
            name,
            found,
            new=new,
            accept=accept,
            part=part,
            instrument=instrument,
            checked_by=checked_by,
        )

    show_logged(asked, unless_doubtful(asked, record, accept=yes))


@click.command(
    cls=Command, examples=('rk note "ricing at light trace"', "rk note the fan was off --at 14:10")
)
@words("text", metavar="TEXT", required=True)
@part_option
@batch_option
@at_option
@pass_asked
def note(asked: Asked, text: str, part: str | None, batch: str | None, at: str | None) -> None:
    """Record a remark."""
    from recipekeeper.operations.recording import bench

    show_logged(asked, bench.note(open_context(asked, at), batch, text, part))


@click.command(cls=Command, examples=("rk pause", 'rk pause melt --at "-5 min"'))
@step_words(required=False)
@batch_option
@at_option
@pass_asked
def pause(asked: Asked, step: str | None, batch: str | None, at: str | None) -> None:
    """Let a step rest; the time does not count."""
    from recipekeeper.operations.recording import bench

    show_logged(asked, bench.pause(open_context(asked, at), batch, step))


@click.command(cls=Command, examples=("rk resume", "rk resume melt"))
@step_words(required=False)
@batch_option
@at_option
@pass_asked
def resume(asked: Asked, step: str | None, batch: str | None, at: str | None) -> None:
    """Go on with a paused step."""
    from recipekeeper.operations.recording import bench

    show_logged(asked, bench.resume(open_context(asked, at), batch, step))


@click.command(cls=Command, examples=("rk done", 'rk done "weigh oils" --at 14:10'))
@step_words(required=False)
@checked_by_option
@without_option
@batch_option
@at_option
@pass_asked
def done(
    asked: Asked,
    step: str | None,
    checked_by: str | None,
    why: str | None,
    batch: str | None,
    at: str | None,
) -> None:
    """End a step.

    Alone it ends the only one under way. A step that was not begun is noted as done, its duration unknown.
    """
    from recipekeeper.operations.recording import bench

    show_logged(asked, bench.done(open_context(asked, at), batch, step, why, checked_by=checked_by))


@click.command(cls=Command, examples=('rk skip "make lye" --why "used the lye of this morning"',))
@step_words()
@why_option
@batch_option
@at_option
@pass_asked
def skip(asked: Asked, step: str, why: str, batch: str | None, at: str | None) -> None:
    """Leave a step out, with the reason."""
    from recipekeeper.operations.recording import bench

    show_logged(asked, bench.skip(open_context(asked, at), batch, step, why))
