"""`rk trace`: from a bad batch to the step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from recipekeeper.cli import document
from recipekeeper.cli.answer import answer
from recipekeeper.cli.complete import names_of
from recipekeeper.cli.frame import Asked, Command, pass_asked
from recipekeeper.cli.screen import counted, say
from recipekeeper.cli.surroundings import open_context

if TYPE_CHECKING:
    from recipekeeper.trace import Trace
    from recipekeeper.trace.model import Candidate

SHOWN_FROM = 0.2
"""Less probable candidates are in the JSON only."""


@click.command(cls=Command, examples=("rk trace SOAP-LAV-261121-1", "rk trace SOAP-LAV-261121-1 --json"))
@click.argument(
    "batches", metavar="BATCH...", nargs=-1, required=True, shell_complete=names_of("batch_codes")
)
@pass_asked
def trace(asked: Asked, batches: tuple[str, ...]) -> None:
    """Find the step that spoiled a batch.

    The batch is compared with the other batches of its formula; what is odd in it is ranked.
    """
    from recipekeeper.operations.traces import trace_batches

    answer(asked, trace_batches(open_context(asked), batches), _document, show_traces)


def _document(found: Sequence[Trace]) -> document.Document | list[document.Document]:
    documents = [document.trace(one) for one in found]
    return documents[0] if len(documents) == 1 else documents


def show_traces(found: Sequence[Trace]) -> None:
    """Each trace: the verdict first, then the evidence."""
    for index, one in enumerate(found):
        if index:
            print()
        show_trace(one)


def show_trace(found: Trace) -> None:
    """The verdict, the likely candidates with their evidence, and what could hide the cause."""
    from recipekeeper.trace.posterior import level, verdict  # late: help has no need of it

    compared = f"compared with {found.compared_good} good and {counted(found.compared_bad, 'bad batch')}"
    say(f"{found.batch} ({found.formula}@{found.version}), {compared}", strong=True)
    groups = _told_apart(found.candidates)
    best = _together(groups[0]) if groups else 0.0
    said = verdict(best, found.unexplained)
    if said == "unexplained":
        say(f"Nothing in the record explains it well: {_percent(found.unexplained)} remains unexplained.")
    else:
        places = dict.fromkeys(_place(one) for one in groups[0])
        say(f"Verdict: {said} {' or '.join(places)}.")
    for rank, group in enumerate(groups, start=1):
        together = _together(group)
        if rank == 1 or together >= SHOWN_FROM:
            line = f"{rank}. {_percent(together)} {level(together)}: {group[0].sentence}"
            say(line, indent="  ", hanging="   ")
    if said != "unexplained":
        say(f"unexplained: {_percent(found.unexplained)}", indent="  ")
    if found.blanks:
        say(f"Not recorded in this batch, and a cause could hide there: {', '.join(found.blanks)}.")


def _told_apart(candidates: Sequence[Candidate]) -> list[list[Candidate]]:
    """The candidates, best first; those that no count can tell apart stand together and count as one."""
    groups: dict[str, list[Candidate]] = {}
    for one in candidates:
        groups.setdefault(min((one.factor, *one.together_with)), []).append(one)
    return sorted(groups.values(), key=_together, reverse=True)


def _together(group: Sequence[Candidate]) -> float:
    return sum(one.probability for one in group)


def _place(one: Candidate) -> str:
    return f"the step {one.step}" if one.step else one.factor.replace(":", " ")


def _percent(probability: float) -> str:
    """`79 %`; nothing is ever said to be certain, or impossible."""
    rounded = round(100 * probability)
    if rounded in (0, 100):
        return "over 99 %" if rounded else "under 1 %"
    return f"{rounded} %"
