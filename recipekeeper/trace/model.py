"""What a trace says: every factor of a batch with the probability that it is what spoiled it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """What sort of thing a factor is; the value begins its name."""

    READING = "reading"
    WEIGHT = "weight"
    DURATION = "duration"
    WAIT = "wait"
    ORDER = "order"
    SKIPPED = "skipped"
    LOT = "lot"
    EQUIPMENT = "equipment"
    OPERATOR = "operator"
    VERSION = "version"


@dataclass(frozen=True, slots=True)
class Factor:
    """One thing that can have spoiled a batch: its kind, the step it belongs to, and what it is there.

    `name` is the measure, the ingredient, the unit, the operator or the version; `lot` the lot.
    """

    kind: Kind
    step: str | None = None
    name: str = ""
    lot: str = ""

    def __str__(self) -> str:
        """`reading:combine/oil temperature`, `duration:melt`, `lot:olive oil=OO-2509`, `operator:AK`."""
        match self.kind:
            case Kind.READING | Kind.WEIGHT:
                return (
                    f"{self.kind.value}:{self.step}/{self.name}"
                    if self.step
                    else f"{self.kind.value}:{self.name}"
                )
            case Kind.LOT:
                return f"lot:{self.name}={self.lot}"
            case Kind.EQUIPMENT:
                return f"equipment:{self.step}={self.name}"
            case Kind.OPERATOR | Kind.VERSION:
                return f"{self.kind.value}:{self.name}"
            case _:
                return f"{self.kind.value}:{self.step}"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One factor in the ranking. `probability` is that of being what spoiled the batch, from 0 to 1.

    `together_with` names the factors that were present in exactly the same batches: the record cannot
    tell them apart.
    """

    rank: int
    factor: str
    step: str | None
    probability: float
    level: str
    sentence: str
    together_with: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StepScore:
    """The probability of a step: the sum of its candidates."""

    step: str
    probability: float


@dataclass(frozen=True, slots=True)
class Trace:
    """The whole answer: candidates best first, none cut off; their probabilities and `unexplained` make 1.

    `verdict` is the level of the best candidate, or `unexplained`. `blanks` are the fields that other batches
    or the plan have and this batch has not: one of them could hide the cause.
    `cleared` are lots, units, operator and version that few other batches had, all of them good.
    """

    batch: str
    formula: str
    version: int
    compared_good: int
    compared_bad: int
    verdict: str
    unexplained: float
    candidates: tuple[Candidate, ...]
    steps: tuple[StepScore, ...]
    blanks: tuple[str, ...]
    cleared: tuple[str, ...] = ()
