"""A numbered departure from the plan, and how much it weighs: computed from plan and log, stored nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """How much a deviation weighs. A critical one puts the batch on hold."""

    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"


class DeviationStatus(Enum):
    """Open until the entry is put right, or until somebody writes down cause and correction."""

    OPEN = "open"
    CORRECTED = "corrected"
    RESOLVED = "resolved"


@dataclass(frozen=True, slots=True)
class Deviation:
    """One departure from the plan, in words a maker would use.

    `kind` is weight, reading, missing reading, instrument, second check, duration, wait, order, skipped or
    yield. `expected` and `found` are texts with units; `off` says by how far ("+4.2 %", "7 °C below").
    `entry` is the `seq` at which it first appeared.
    """

    number: int
    key: tuple[str, ...]
    """What tells it from all others of the batch, however its numbers change."""
    batch: str
    kind: str
    step: str | None
    name: str | None
    expected: str
    found: str
    off: str
    severity: Severity
    entry: int
    status: DeviationStatus = DeviationStatus.OPEN
    cause: str | None = None
    correction: str | None = None

    @property
    def id(self) -> str:
        """`SOAP-LAV-261121-1/D1`."""
        return f"{self.batch}/D{self.number}"

    @property
    def sentence(self) -> str:
        """`coconut oil 640 g, planned 614 ± 1.5 g: +4.2 %`; a skipped step has only what was found."""
        off = f": {self.off}" if self.off else ""
        if self.kind in ("skipped", "instrument", "second check"):
            return f"{self._subject}{off}"
        return f"{self._subject}, planned {self.expected}{off}"

    @property
    def _subject(self) -> str:
        match self.kind:
            case "duration":
                return f"{self.step} took {self.found}"
            case "wait":
                return f"waited {self.found} before {self.step}"
            case _:
                return f"{self.name or self.step or ''} {self.found}".lstrip()

    @property
    def blocks_release(self) -> bool:
        """Whether cause and correction have to be written down before the batch is released.

        A critical reading asks for it even when it was corrected since; what was only missing does not any
        more once it is there.
        """
        if self.severity is not Severity.CRITICAL or self.status is DeviationStatus.RESOLVED:
            return False
        return self.status is DeviationStatus.OPEN or self.kind == "reading"
