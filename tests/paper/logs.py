"""Logs as a batch has them, entry by entry."""

from __future__ import annotations

from datetime import timedelta

from recipekeeper.batch.model import Entry, Kind
from recipekeeper.quantity import Amount, Setpoint
from tests.paper.plans import MOMENT

BATCH = "TEST-261121-1"


class Log:
    """A log that is written entry by entry, a minute apart."""

    def __init__(self, batch: str = BATCH) -> None:
        self.batch = batch
        self.entries: list[Entry] = []

    def add(
        self,
        kind: Kind,
        step: str | None = None,
        name: str | None = None,
        value: Amount | Setpoint | str | None = None,
        *,
        act: str = "",
        typed: str | None = None,
        lot: str | None = None,
        supersedes: int | None = None,
        why: str | None = None,
        by: str = "Ana",
    ) -> Log:
        seq = len(self.entries)
        at = MOMENT + timedelta(minutes=seq)
        corrected = self.entries[supersedes or 0] if kind is Kind.CORRECT else None
        self.entries.append(
            Entry(
                id=f"{self.batch}/{seq}",
                batch=self.batch,
                seq=seq,
                kind=kind,
                recorded_at=at,
                happened_at=corrected.happened_at if corrected else at,
                by=by,
                act=act or str(seq),
                step=step,
                name=name,
                value=value,
                typed=typed,
                lot=lot,
                supersedes=supersedes,
                why=why,
            )
        )
        return self
