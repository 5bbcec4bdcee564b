"""What a comparison says: two batches beside the plan and beside the good ones, row by row in process order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import Enum

from recipekeeper.batch.model import Disposition, State
from recipekeeper.quantity import Amount, Setpoint, Span
from recipekeeper.trace.model import Kind

Quantity = Amount | Setpoint | Span


class Mark(Enum):
    """Why something is pointed out; the value is how it is said."""

    PLAN = "outside the plan"
    USUAL = "unlike the good batches"
    OTHER = "unlike the batch beside it"


SIGNS = {Mark.PLAN: "!", Mark.USUAL: "*", Mark.OTHER: "~"}
"""How a mark is written, so that it is seen without colour."""
UNPLANNED = "not in the formula"
"""In place of the plan of what was weighed all the same."""
WHOLE = "the whole batch"
"""What stands over the rows that belong to no step."""


@dataclass(frozen=True, slots=True)
class Range:
    """What is planned or usual: the ends and the middle where it is a number, and all of it in words."""

    text: str = ""
    low: Quantity | None = None
    high: Quantity | None = None
    middle: Quantity | None = None
    """The target of a plan; the median of the good batches."""
    batches: int = 0
    """In how many good batches it was noted, where it is what is usual."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one batch has in a row, beside the plan of its own version; `text` is "" where it is blank.

    `level` is where a number stands on the scale of the batch that is asked about: at its size, and moved as
    far as the two versions plan it differently. `percent` is that of what was planned, of a weight.
    """

    text: str = ""
    value: Quantity | str | None = None
    plan: str = ""
    level: float | None = None
    percent: float | None = None
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One thing of one step: what is planned, what each of the two batches has, what is usual.

    `factor` is named as a trace names it; of lots and equipment without which. The yield has no kind. `that` is
    None where there is no batch beside it.
    """

    kind: Kind | None
    factor: str
    step: str | None
    label: str
    plan: Range
    this: Cell
    that: Cell | None
    usual: Range
    is_usual: bool = False
    """Whether the good batches are mostly so as well: a plan that is not followed tells nothing of one batch."""
    unit: str = ""
    """In which the levels and the ends of a number are."""
    sentence: str = ""

    @property
    def is_noteworthy(self) -> bool:
        """Whether this batch, or the one beside it, is to be looked at here."""
        return bool(self.this.marks or (self.that and self.that.marks))


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two batches as a whole."""

    batch: str
    formula: str
    version: int
    size: Amount
    began_at: datetime | None
    operator: str
    state: State
    disposition: Disposition
    outcome: str | None
    symptoms: tuple[str, ...]
    yields: Amount | None
    units: Amount | None
    yield_percent: Decimal | None
    deviations: int
    """Those that were not corrected."""
    is_good: bool | None
    """As a trace counts it: None where it counts as neither."""

    @property
    def reference(self) -> str:
        """`SOAP-LAV@3`."""
        return f"{self.formula}@{self.version}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """All of it. `good` are the batches that the usual ranges are of, `golden` says that `that` was looked for."""

    this: Side
    that: Side | None
    golden: bool
    good: tuple[str, ...]
    rows: tuple[Row, ...]
    facts: tuple[str, ...]
    """In sentences: other versions, sizes, lots, people; what is recorded in one alone."""
    others: tuple[str, ...]
    """Deviations of this batch that belong to no row."""

    @property
    def noteworthy(self) -> tuple[Row, ...]:
        """What to look at in this batch, in the order of making: an earlier thing may bring the later ones about.

        Among the facts are other lots and equipment, which mostly differ, and what is as in the good batches.
        """
        used = (Kind.LOT, Kind.EQUIPMENT)
        return tuple(row for row in self.rows if row.this.marks and not row.is_usual and row.kind not in used)
