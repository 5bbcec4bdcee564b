"""What a batch sheet is made of: every figure rounded and every word written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Found:
    """What stands in a blank; all of it is "" where somebody still has to write."""

    value: str = ""
    beside: str = ""
    """Who wrote it, and when."""
    departs: tuple[str, ...] = ()
    """The deviations that it shows: `D1`."""
    is_changed: bool = False
    """Whether it was changed after entry."""


EMPTY = Found()


@dataclass(frozen=True, slots=True)
class WeighRow:
    """One ingredient to weigh. `low` and `high` are "" where the formula sets no tolerance."""

    number: int
    name: str
    target: str
    unit: str
    low: str
    high: str
    scale: str
    """What the scale has to show, `0.1 g`; "" where nothing was rounded, and for whole packs."""
    about: tuple[str, ...]
    """What else the formula says of it: `50 % of oils`, `98 % NaOH`, `packs of 11.5 g`, `LEVAIN@1`."""
    alkali: bool
    weighed: Found = EMPTY
    lot: str = ""
    """The lots that were taken; of what is still to be weighed, the one to take first."""
    lot_is_next: bool = False
    expires: str = ""
    """Of the lot to take first."""
    code: str = ""
    """Of the lot to take first: what a scanner types."""


@dataclass(frozen=True, slots=True)
class WeighPhase:
    """The rows that belong together; `name` is "" for ingredients without a phase."""

    name: str
    rows: tuple[WeighRow, ...]


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One measure to read, with what the formula asks of it."""

    measure: str
    target: str
    limits: str
    critical: str
    """The limits outside which the batch goes on hold; "" where there are none."""
    often: str
    readings: int
    """How many blanks: one, or as many as `each` asks for within the step."""
    due: tuple[str, ...] = ()
    """After which time each reading is due, `7 d`; where that is known on which day, `2026-11-28`."""
    is_dated: bool = False
    """Whether the days are known."""
    found: tuple[Found, ...] = ()


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step to do."""

    number: int
    name: str
    text: tuple[str, ...]
    """Paragraphs."""
    equipment: str
    lasts: str
    wait: str
    days: bool
    """Whether its times need a day beside the time of day."""
    alkali: bool
    checks: tuple[CheckRow, ...]
    code: str = ""
    """What a scanner types to begin it."""
    began: Found = EMPTY
    ended: Found = EMPTY
    notes: tuple[str, ...] = ()
    """What happened meanwhile: a rest, or why it was left out."""


@dataclass(frozen=True, slots=True)
class DepartureRow:
    """One departure from the plan, with what was made of it."""

    id: str
    sentence: str
    severity: str
    made_of_it: str
    """Cause and correction; "" where nobody wrote them down yet."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A batch sheet as data. `batch` is "" for a blank sheet, which is not yet any batch's."""

    name: str
    reference: str
    fingerprint: str
    batch: str
    code: str
    """What a scanner types for the batch, or on a blank sheet for the formula."""
    size: str
    factor: str
    """`× 0.5114`: how many times the formula's own size; "" at that size."""
    dated: datetime
    """The moment that the sheet shows, also its date as a document."""
    printed: str
    begun: str
    head: str
    trial: bool
    hazard: str
    lye: str
    """What the weights make of a soap, `superfat 5.0 %, lye 33.0 %, water 28.6 % of oils`; "" of all else."""
    phases: tuple[WeighPhase, ...]
    steps: tuple[StepRow, ...]
    theoretical: str
    yield_limits: str
    notes: tuple[str, ...]
    before: tuple[str, ...] = ()
    """What is looked at before anything is begun, each with a box to tick."""
    state: str = ""
    """`VOID`, `ON HOLD`, `RELEASED`, `REJECTED`: what has to be seen at once."""
    maker: str = ""
    """Who began the batch."""
    lye_weighed: str = ""
    """What the weights make of the soap as they were weighed; "" while one is missing."""
    departures: tuple[DepartureRow, ...] = ()
    remarks: tuple[str, ...] = ()
    made: Found = EMPTY
    """The yield."""
    pieces: Found = EMPTY
    finished: Found = EMPTY
    """Who finished the batch, and when."""
    decided: str = ""
    """Who released, held or rejected it, when and why."""
