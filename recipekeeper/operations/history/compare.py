"""Comparing: one batch beside a good one of its formula, step by step."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from recipekeeper.batch.model import BatchRecord
from recipekeeper.batch.record import record
from recipekeeper.errors import Misused, Refused
from recipekeeper.operations.context import Context
from recipekeeper.operations.finding import find_batch
from recipekeeper.operations.history.traces import batches_near
from recipekeeper.trace.comparing.compared import Comparison
from recipekeeper.trace.comparing.comparison import compare, good_ones
from recipekeeper.trace.comparing.golden import closest

if TYPE_CHECKING:
    from recipekeeper.paper.house_style import Paper


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison, the file it was drawn into where one was asked for, and what could not be printed as it is."""

    comparison: Comparison
    file: Path | None = None
    warnings: tuple[str, ...] = ()


def compare_batches(
    context: Context,
    batch: str,
    good_batch: str | None,
    target: Path | None = None,
    paper: Paper | None = None,
    *,
    force: bool = False,
) -> Compared:
    """A batch beside that good batch; without one, beside the golden batch of its formula.

    Drawn where a file is named. Raises NotFound and Ambiguous for names, Misused for a batch beside itself,
    Refused for two formulas.
    """
    if target is not None:
        from recipekeeper.paper.draw import PICTURES, form_of  # late: most comparisons stay in the terminal

        form_of(target, "comparison", PICTURES)
    with context.read() as reading:
        this = find_batch(context, reading, batch)
        that = find_batch(context, reading, good_batch) if good_batch is not None else None
        if that is not None:
            _refuse_pair(this, that)
        good = good_ones(this, batches_near(reading, this))
    if good_batch is None and (golden := closest(this, good)):
        that = record(golden.plan, golden.entries)
    made = compare(this, that, good, golden=good_batch is None)
    if target is None:
        return Compared(made)
    from recipekeeper.files.write import write_bytes  # late, as above
    from recipekeeper.operations.print_settings import print_settings
    from recipekeeper.paper.picture.comparison import draw

    drawn = draw(made, form_of(target, "comparison", PICTURES), print_settings(context, paper))
    write_bytes(target, drawn.content, force=force)
    return Compared(made, target, drawn.warnings)


def _refuse_pair(this: BatchRecord, that: BatchRecord) -> None:
    one, other = this.plan, that.plan
    if one.batch == other.batch:
        raise Misused(
            f"{one.batch} beside itself shows nothing. Name a good batch of {one.formula.code}, or write "
            f"rk compare {one.batch} --golden"
        )
    if one.formula.code != other.formula.code:
        raise Refused(
            f"{one.batch} is of {one.formula.code} and {other.batch} of {other.formula.code}: only batches of one "
            f"formula have the same steps. rk batch list names those of {one.formula.code}."
        )
