"""What a chart is: its points, its limits by version, its signals, its capability. Numbers are plain floats."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from fractions import Fraction


class Form(Enum):
    """How values are charted."""

    INDIVIDUALS = "individuals"
    """One number a batch, beside the difference from the batch before."""
    SHARE = "p"
    """So many of so many."""
    COUNT = "c"
    """How many, where each batch gives the same chance for them."""


@dataclass(frozen=True, slots=True)
class Observation:
    """One value of one batch: exact, in the unit of the chart; `size` is of how many, where it is a share."""

    batch: str
    version: int
    at: datetime | None
    value: Fraction
    size: int = 1
    last: str | None = None
    """The last batch of a group, where several were taken together."""


@dataclass(frozen=True, slots=True)
class Specification:
    """The limits and the target that the formula sets, in the unit of the chart; an open end is None."""

    low: Fraction | None = None
    high: Fraction | None = None
    target: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """One point as it is drawn, with the limits that hold for it; None where there are none yet."""

    number: int
    batch: str
    version: int
    at: datetime | None
    value: float
    size: int
    moving_range: float | None
    center: float
    lower: float | None
    upper: float | None
    last: str | None = None
    ewma: float | None = None
    ewma_lower: float | None = None
    ewma_upper: float | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """The limits of one version; `base` is from how many of its `n` values they were computed.

    Frozen limits come from the batches `first` to `last`; those `without` were left out of them.
    """

    version: int
    n: int
    base: int
    center: float
    lower: float | None
    upper: float | None
    sigma: float | None
    range_center: float | None
    range_upper: float | None
    provisional: bool
    first: str | None = None
    last: str | None = None
    without: tuple[str, ...] = ()
    size: int = 1
    """Of how many the newest share is, for which these limits hold."""


@dataclass(frozen=True, slots=True)
class Signal:
    """What a rule found: at which points, and at which of them it was complete; numbers of points."""

    rule: str
    points: tuple[int, ...]
    complete: int
    batch: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Capability:
    """How the spread compares with the formula's limits; what needs two limits is None for one."""

    n: int
    low: float | None
    high: float | None
    cp: float | None
    cpl: float | None
    cpu: float | None
    cpk: float
    pp: float | None
    ppk: float
    cpm: float | None
    cp_interval: tuple[float, float] | None
    cpk_interval: tuple[float, float]
    pp_interval: tuple[float, float] | None
    ppk_interval: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Chart:
    """A whole chart; `segments` in the order in which the versions were first made, the newest made last."""

    formula: str
    title: str
    unit: str
    decimals: int
    form: Form
    points: tuple[Point, ...]
    segments: tuple[Segment, ...]
    signals: tuple[Signal, ...]
    steps: tuple[Signal, ...]
    """Differences between neighbours that are larger than the limit of the moving range."""
    rules: tuple[str, ...]
    wanted: Specification
    """What the formula wants of it."""
    capability: Capability | None
    refused: str
    """Why there is no capability; "" where there is one."""
    notes: tuple[str, ...] = ()

    @property
    def current(self) -> Segment | None:
        """The limits that hold for the newest point."""
        if not self.points:
            return None
        newest = self.points[-1].version
        return next(segment for segment in self.segments if segment.version == newest)
