"""Departures from the plan as people read them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from recipekeeper.cli.screen import say, table

if TYPE_CHECKING:
    from recipekeeper.batch.model import Deviation


def listed(deviations: Sequence[Deviation]) -> None:
    """Each deviation with what was planned and found, and what became of it."""
    if not deviations:
        say("No deviation is recorded.")
        return
    rows = [
        (one.id, one.step or "", one.sentence, one.severity.value, one.status.value, _done(one))
        for one in deviations
    ]
    table(("deviation", "step", "what", "severity", "status", "cause and correction"), rows)


def _done(one: Deviation) -> str:
    return "; ".join(part for part in (one.cause, one.correction) if part)
