"""What a trace says of a batch that was called bad: which step or thing may have spoiled it, and how sure that is."""

from __future__ import annotations

from recipekeeper.paper.lines import one_line
from recipekeeper.paper.report.page import Column, Group, Row, Section
from recipekeeper.trace.model import Trace
from recipekeeper.trace.told import (
    Suspect,
    is_explained,
    percent,
    shown,
    suspects,
    verdict_sentence,
)

TITLE = "What may have spoiled it"
_COLUMNS = (
    Column("", right=True),
    Column("probability", right=True, finds=True),
    Column("level"),
    Column("where", 4),
    Column("evidence", 11),
)


def verdict(found: Trace) -> str:
    """`Trace: likely the step combine (81 %), compared with 11 good and 0 bad batches`, as a sentence."""
    every = suspects(found.candidates)
    if not is_explained(found, every):
        return f"Trace: no one cause stands out, {_compared(found)}."
    best = every[0]
    return one_line(f"Trace: {best.level} {best.place} ({percent(best.probability)}), {_compared(found)}.")


def trace(found: Trace, as_of: str) -> Section:
    """The verdict, the candidates with their evidence, and what could hide the cause."""
    every = suspects(found.candidates)
    rows = [_suspect(rank, one) for rank, one in enumerate(shown(every), start=1)]
    rows.append(Row(("", percent(found.unexplained), "", "", "nothing that is recorded explains it")))
    when = f", as the store stood at {as_of}" if as_of else ""
    compared = _compared(found)
    lead = [
        verdict_sentence(found, every),
        f"{compared[:1].upper()}{compared[1:]} of {found.formula}{when}.",
        "This is a comparison with past batches: it says where to look first, and proves no cause.",
    ]
    if found.blanks:
        lead.append(f"Not recorded in this batch, and a cause could hide there: {', '.join(found.blanks)}.")
    return Section(TITLE, _COLUMNS, (Group("", tuple(rows)),), tuple(map(one_line, lead)))


def _compared(found: Trace) -> str:
    batches = "batch" if found.compared_bad == 1 else "batches"
    return f"compared with {found.compared_good} good and {found.compared_bad} bad {batches}"


def _suspect(rank: int, one: Suspect) -> Row:
    cells = (f"{rank}", percent(one.probability), one.level, one.place, one.sentence)
    return Row(tuple(map(one_line, cells)))
