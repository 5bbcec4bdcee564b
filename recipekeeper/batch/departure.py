"""One thing that is not as planned, with what was planned and found.

A departure is what a look at one state shows; `batch.record` follows departures through the log and
makes numbered deviations of them.
"""

from __future__ import annotations

from dataclasses import dataclass

from recipekeeper.batch.deviation import Severity
from recipekeeper.batch.model import Reading


@dataclass(frozen=True, slots=True)
class Departure:
    """One thing that is not as planned.

    `key` tells it from all others of the batch; `seq` is the entry that shows it.
    """

    key: tuple[str, ...]
    seq: int
    kind: str
    step: str | None
    name: str | None
    expected: str
    found: str
    off: str
    severity: Severity


def read_text(reading: Reading) -> str:
    """`43 °C`, `43 °C in A`: a reading of a part says of which."""
    return f"{reading.value} in {reading.part}" if reading.part else str(reading.value)
