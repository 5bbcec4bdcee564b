"""Departures from the plan as people read them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from recipekeeper.batch.deviation import DeviationStatus, Severity
from recipekeeper.cli.screen import say

if TYPE_CHECKING:
    from recipekeeper.batch.deviation import Deviation

COLOURS = {Severity.MINOR: "yellow", Severity.MAJOR: "red", Severity.CRITICAL: "red"}


def listed(deviations: Sequence[Deviation], *, of_batch: bool = False) -> None:
    """Each deviation in a sentence, with what became of it; within its batch by its number alone."""
    if not deviations:
        say("No deviation is recorded.")
    for one in deviations:
        name = f"D{one.number}" if of_batch else one.id
        place = f", at {one.step}" if one.step and one.name else ""
        colour = COLOURS[one.severity] if one.status is DeviationStatus.OPEN else None
        is_grave = colour is not None and one.severity is Severity.CRITICAL
        said = f"{name} {one.severity.value}, {one.status.value}{place}: {one.sentence}"
        say(said, colour=colour, strong=is_grave, hanging="   ")
        for what, words in (("cause", one.cause), ("correction", one.correction)):
            if words:
                say(f"{what}: {words}", indent="   ")
