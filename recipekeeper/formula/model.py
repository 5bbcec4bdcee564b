"""The master: what a formula is, as values that never change.

A `Formula` is what one file says. A `Version` is that formula once it is stored: numbered, with a
status, never changed again. Quantities are values of `quantity`; the text a person wrote stays in
`Formula.document`, from which the fingerprint is taken and a file is written again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from recipekeeper.formula.limits import Limits
from recipekeeper.quantity import Amount, Setpoint, Span, UnitSystem

if TYPE_CHECKING:
    # Only a formula that has one needs their modules.
    from recipekeeper.formula.depending import Apart, Lookup
    from recipekeeper.formula.keeping import Durability
    from recipekeeper.formula.lye import Lye
    from recipekeeper.formula.substance.sap import Sap
    from recipekeeper.quantity import Density, Rate

Document = Mapping[str, Any]
"""A formula as nested tables of text, with the keys of the file: what is stored and fingerprinted."""


class Rounding(Enum):
    """Which way a line is rounded to what the scale shows."""

    UP = "up"
    DOWN = "down"
    NEAREST = "nearest"


class Law(Enum):
    """How a line follows the size of the batch."""

    LINEAR = "linear"
    FIXED = "fixed"
    PER_UNIT = "per unit"
    """Its amount is that of one piece of what the formula gives."""
    STEPWISE = "stepwise"
    """Linear, and then up to whole packs."""


class Origin(Enum):
    """Where the amount of a line comes from."""

    GIVEN = "given"
    SHARE = "share"
    REST = "q.s."
    """It fills up its basis or the whole."""
    LYE = "lye"
    """It is computed from the oils."""


TOTAL = "total"
"""The group of all lines."""


@dataclass(frozen=True, slots=True)
class Share:
    """So much of a group: percent, or an amount per amount. `of` names phases, ingredients or TOTAL."""

    rate: Rate
    of: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.rate} of {group_text(self.of)}"


def group_text(names: tuple[str, ...]) -> str:
    """`oils`, `the total`, `flour and rye`: what a percentage is of, in words."""
    if names == (TOTAL,):
        return "the total"
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


@dataclass(frozen=True, slots=True)
class Line:
    """One ingredient with its amount at the formula's own size, however it is written."""

    name: str
    amount: Amount
    """Exact; of a line that is `per unit`, for all units together."""
    phase: str | None = None
    tolerance: Span | None = None
    resolution: Amount | None = None
    rounding: Rounding = Rounding.NEAREST
    law: Law = Law.LINEAR
    was: str | None = None
    origin: Origin = Origin.GIVEN
    written: Amount | None = None
    """The amount as the file has it: None for a share, for q.s. and for what is computed."""
    share: Share | None = None
    pack: Amount | None = None
    sap: Sap | None = None
    purity: Fraction | None = None
    """Of an alkali, how much of it is alkali; None where the file does not say."""
    density: Density | None = None
    product_of: str | None = None
    """The formula and version whose product this line is: `SPICE-MIX@2`."""
    inci: str | None = None
    allergens: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()
    original: str | None = None
    doubt: str | None = None
    checked: bool = False
    """Whether a second person checks what is weighed of it."""


@dataclass(frozen=True, slots=True)
class Fill:
    """What one piece holds, and what is lost on the way into it; losses as fractions of 1."""

    each: Amount
    unit: str = "piece"
    loss: Fraction = Fraction(0)
    fixed_loss: Amount | None = None
    overage: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Check:
    """One measure of a step, with its target and the limits that the maker set.

    `limits` are the working limits (target ± within, between, at_most, at_least). `critical` are the
    limits outside which a batch goes on hold. `words` are the accepted readings of a check in words;
    with words, `words_critical` says that any other word puts the batch on hold.
    """

    measure: str
    target: Setpoint | None = None
    within: Span | None = None
    limits: Limits | None = None
    critical: Limits | None = None
    words: tuple[str, ...] = ()
    words_critical: bool = False
    each: Span | None = None
    lookup: Lookup | None = None
    """A limit that depends on another reading."""
    apart: Apart | None = None
    """Another reading that this one is compared with."""
    due: tuple[Span, ...] = ()
    """When it is to be read, each counted from the end of what its step comes after."""
    retest: bool = False
    """Whether a batch is released only when the newest reading of it passes."""
    instrument: str | None = None
    """The kind of instrument that a reading comes from, one of MEASURED_WITH."""
    meter_above: Setpoint | None = None
    """Only above this has a reading to come from it."""
    checked: bool = False
    """Whether a second person checks each reading."""
    was: str | None = None

    @property
    def is_critical(self) -> bool:
        """Whether a reading of this check can put a batch on hold."""
        return (
            self.critical is not None
            or self.words_critical
            or (self.lookup is not None and self.lookup.critical)
        )

    @property
    def wants_company(self) -> bool:
        """Whether a reading is asked to name an instrument or a second person."""
        return self.checked or self.measured_with is not None

    @property
    def measured_with(self) -> str | None:
        """The kind of instrument, where one is asked for; above a pH that is a pH meter."""
        return self.instrument or ("pH meter" if self.meter_above is not None else None)

    @property
    def points(self) -> tuple[Setpoint, ...]:
        """The target and every limit; none for a check in words."""
        pairs = (self.limits, self.critical)
        ends = (end for pair in pairs if pair is not None for end in (pair.low, pair.high))
        rows = (limit for _, limit in self.lookup.rows) if self.lookup is not None else ()
        return tuple(point for point in (self.target, *ends, *rows) if point is not None)

    @property
    def unit(self) -> str:
        """The canonical unit that a bare number takes here; "" for words and plain numbers."""
        return next((point.unit for point in self.points), "")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do, in the order of the formula."""

    name: str
    text: str = ""
    uses: tuple[str, ...] = ()
    equipment: str | None = None
    lasts: Span | None = None
    within: Span | None = None
    wait_at_most: Span | None = None
    due: Span | None = None
    """When its checks are to be read, counted from the end of `after`."""
    after: str | None = None
    """A step by its name; where None, the step before."""
    checked: bool = False
    """Whether a second person checks that it was done."""
    checks: tuple[Check, ...] = ()
    was: str | None = None


@dataclass(frozen=True, slots=True)
class Formula:
    """What one formula file says."""

    code: str
    name: str
    yields: Amount
    lines: tuple[Line, ...]
    steps: tuple[Step, ...]
    kind: str = ""
    notes: str = ""
    units: UnitSystem | None = None
    yield_within: Limits | None = None
    """In percent of the theoretical yield."""
    basis: tuple[str, ...] = ()
    """What a share is a share of where its line does not say."""
    basis_amount: Amount | None = None
    lye: Lye | None = None
    fill: Fill | None = None
    density: Density | None = None
    """Of the product."""
    vessel_fill: Fraction | None = None
    allergens: tuple[str, ...] = ()
    """Those that the maker declares."""
    best_before: Durability | None = None
    """How long it keeps from the day of its making, where the maker says so."""
    silenced: Mapping[str, str] = field(default_factory=dict)
    """The reason by the code of the check."""
    base: str | None = None
    """The version that this one is a variant of: `LAV-BAST@2`."""
    document: Document = field(default_factory=dict, compare=False, repr=False)
    fingerprint: str = ""

    def line(self, name: str) -> Line | None:
        """The line of that exact name, without regard to case."""
        return next((line for line in self.lines if line.name.casefold() == name.casefold()), None)

    def step(self, name: str) -> Step | None:
        """The step of that exact name, without regard to case."""
        return next((step for step in self.steps if step.name.casefold() == name.casefold()), None)

    def step_of(self, line: Line) -> Step | None:
        """The first step whose `uses` names the line or its phase: the one it belongs to."""
        names = {line.name.casefold()} | ({line.phase.casefold()} if line.phase else set())
        return next((step for step in self.steps if names & {use.casefold() for use in step.uses}), None)


class Status(Enum):
    """Where a version stands: drafts are tried, released versions are made, retired ones are history."""

    DRAFT = "draft"
    RELEASED = "released"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class Version:
    """One immutable version of a formula in the store."""

    number: int
    formula: Formula
    status: Status
    why: str
    added_at: datetime
    added_by: str
    released_at: datetime | None = None

    @property
    def reference(self) -> str:
        """`SOAP-LAV@3`."""
        return f"{self.formula.code}@{self.number}"
