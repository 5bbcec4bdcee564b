"""The picture of a genealogy, written as a whole file, or one for each page, or not at all."""

from __future__ import annotations

from pathlib import Path

from recipekeeper.operations.context import Context
from recipekeeper.operations.goods.genealogies import Genealogy, trace_lot
from recipekeeper.operations.print_settings import print_settings
from recipekeeper.operations.printing.printed import Printed, write_pages
from recipekeeper.paper.draw import PICTURES, form_of
from recipekeeper.paper.house_style import Paper
from recipekeeper.paper.picture.draw import render_lineage
from recipekeeper.paper.picture.lineage_words import Known, Made, compose


def draw_lineage(
    context: Context, typed: str, target: Path, paper: Paper | None = None, *, force: bool = False
) -> Printed:
    """The picture of `trace_lot`; raises as that does, and Misused for a file that is no picture."""
    form = form_of(target, "genealogy", PICTURES)
    settings = print_settings(context, paper)
    drawn = render_lineage(compose(_known(trace_lot(context, typed)), context.now), form, settings)
    return write_pages(target, drawn, force=force)


def _known(found: Genealogy) -> Known:
    made = {
        code: Made(
            f"{card.formula}@{card.version}",
            card.state,
            card.disposition,
            card.outcome,
            card.started_at,
            card.trial,
        )
        for code, card in found.batches.items()
    }
    return Known(
        found.thing,
        found.backward,
        found.forward,
        found.lots,
        made,
        found.without_lot,
        found.parts,
        found.head,
        found.as_of,
    )
