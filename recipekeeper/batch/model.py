"""The run: a frozen plan, an append-only log, and what follows from the two.

`Plan` and `Entry` are the only facts. `BatchState` and `Deviation` are computed from them by
`fold` and `deviations` and are stored nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING

from recipekeeper.formula.amounts.scale import Scaled
from recipekeeper.formula.model import Formula
from recipekeeper.quantity import Amount, Setpoint

if TYPE_CHECKING:
    from recipekeeper.batch.deviation import Deviation

    # Only a batch that was split has parts.
    from recipekeeper.batch.part import Part


@dataclass(frozen=True, slots=True)
class Plan:
    """What one batch is to be: one formula version, copied, scaled and rounded; never changed again."""

    batch: str
    formula: Formula
    version: int
    scaled: Scaled
    trial: bool = False
    """Started from a draft: marked for ever, and counted by no comparison."""

    @property
    def reference(self) -> str:
        """`SOAP-LAV@3`."""
        return f"{self.formula.code}@{self.version}"


class Kind(Enum):
    """What an entry says."""

    # By identity, as members are compared: the hash of their names would be a third of reading a history.
    __hash__ = object.__hash__

    START = "start"
    BEGIN = "begin"
    DONE = "done"
    SKIP = "skip"
    PAUSE = "pause"
    RESUME = "resume"
    WEIGH = "weigh"
    READ = "read"
    NOTE = "note"
    EQUIPMENT = "equipment"
    YIELD = "yield"
    UNITS = "units"
    FINISH = "finish"
    HOLD = "hold"
    RELEASE = "release"
    REJECT = "reject"
    OUTCOME = "outcome"
    SYMPTOM = "symptom"
    SPLIT = "split"
    """So much went into one mould or container: a part of the batch, with readings and a yield of its own."""
    LOSS = "loss"
    """What did not get into the product: `name` says how (trim, spill), `value` how much, `why` more."""
    OBSERVATION = "observation"
    """What was seen of the product later; `name` says on how much of it: `3 of 9 bars`."""
    COMPLAINT = "complaint"
    """What somebody said who had it; `name` says who, `typed` how many units it is about."""
    INSTRUMENT = "instrument"
    """What the next entry was taken with: `value` is its code, `typed` its kind, `why` what spoke against it."""
    CHECKED = "checked"
    """A second person saw it; `value` says who. Added later, `typed` is what the entry said then."""
    RESOLVE = "resolve"
    BATCH_VOID = "batch void"
    CORRECT = "correct"
    VOID = "void"
    UNDO = "undo"
    REDO = "redo"


TAKES_BACK = frozenset({Kind.CORRECT, Kind.VOID, Kind.UNDO, Kind.REDO})
"""The kinds that act on another entry; all others say something of the batch itself."""

TRANSCRIBED = "transcribed"
"""Why an entry was recorded later than it happened: it stood on the printed sheet."""

COMPANIONS = frozenset({Kind.INSTRUMENT, Kind.CHECKED})
"""The kinds that stand beside another entry and count as long as it does: the next of their act, or the one
that a second signature names when it is given later."""

PARTED = frozenset(
    {
        Kind.SPLIT,
        Kind.READ,
        Kind.NOTE,
        Kind.EQUIPMENT,
        Kind.YIELD,
        Kind.UNITS,
        Kind.LOSS,
        Kind.OBSERVATION,
        Kind.COMPLAINT,
    }
)
"""The kinds that may speak of one part of a split batch alone; none of them has a lot of its own."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log. Entries are only ever added.

    `value` is an Amount (weigh, yield, units, start: the size), a Setpoint (read), or words.
    `step` and `name` are the formula's own spelling. `supersedes` is the `seq` that a correct, void,
    undo or redo acts on, or that a second person signed later. `act` names the act that wrote it: entries
    of one act were recorded together. `lot` is the lot that was weighed; of the kinds in PARTED, the part
    of the batch that is meant.
    """

    id: str
    batch: str
    seq: int
    kind: Kind
    recorded_at: datetime
    by: str
    act: str
    happened_at: datetime | None = None
    """None where a past record does not say."""
    step: str | None = None
    name: str | None = None
    value: Amount | Setpoint | str | None = None
    typed: str | None = None
    lot: str | None = None
    supersedes: int | None = None
    why: str | None = None
    imported: bool = False

    @property
    def part(self) -> str | None:
        """The part of a split batch that it speaks of; None for the whole."""
        return self.lot if self.kind in PARTED else None

    @property
    def reason(self) -> str | None:
        """Why, as somebody gave it; that it was typed off a sheet is no reason."""
        return None if self.why == TRANSCRIBED else self.why


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry before it is stored: the store adds id, seq, act and the time of recording.

    `by` is the act's own where None; a history that is imported names who did it then.
    """

    batch: str
    kind: Kind
    happened_at: datetime | None = None
    step: str | None = None
    name: str | None = None
    value: Amount | Setpoint | str | None = None
    typed: str | None = None
    lot: str | None = None
    supersedes: int | None = None
    why: str | None = None
    imported: bool = False
    by: str | None = None

    def entry(self, *, entry_id: str, seq: int, act: str, recorded_at: datetime, by: str) -> Entry:
        """The entry that this becomes; `by` says who made it where the draft does not."""
        return Entry(
            id=entry_id,
            batch=self.batch,
            seq=seq,
            kind=self.kind,
            recorded_at=recorded_at,
            by=by if self.by is None else self.by,
            act=act,
            happened_at=self.happened_at,
            step=self.step,
            name=self.name,
            value=self.value,
            typed=self.typed,
            lot=self.lot,
            supersedes=self.supersedes,
            why=self.why,
            imported=self.imported,
        )


class State(Enum):
    """Whether a batch still goes on."""

    RUNNING = "running"
    FINISHED = "finished"
    VOID = "void"


class Disposition(Enum):
    """What was decided about a batch."""

    NONE = "none"
    HOLD = "hold"
    RELEASED = "released"
    REJECTED = "rejected"


class StepState(Enum):
    """How far a step is."""

    OPEN = "open"
    RUNNING = "running"
    PAUSED = "paused"
    DONE = "done"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class StepRun:
    """One step as it was done. `seconds` is end minus begin minus pauses; None where a time is unknown."""

    name: str
    state: StepState = StepState.OPEN
    began_at: datetime | None = None
    ended_at: datetime | None = None
    seconds: int | None = None
    paused_seconds: int = 0
    clock_doubtful: bool = False
    """A clock went back within it: the duration is marked."""
    equipment: str | None = None
    recorded: bool = False
    """Whether any entry in force names it."""
    wait_seconds: int | None = None
    """From the end of the step that was done last before it to its begin; None where unknown."""
    out_of_order: bool | None = None
    """Begun before its predecessor in the formula; None where unknown."""
    why_skipped: str | None = None


@dataclass(frozen=True, slots=True)
class Weighing:
    """All that was weighed of one ingredient; `total` is None where only lots were noted."""

    ingredient: str
    total: Amount | None
    lots: tuple[str, ...]
    entries: tuple[int, ...]
    """The `seq` of each."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading in force, in order of happening."""

    seq: int
    step: str | None
    measure: str
    value: Setpoint | str
    at: datetime | None
    part: str | None = None
    """The part of a split batch in which it was taken; None for the whole."""


@dataclass(frozen=True, slots=True)
class BatchState:
    """What plan and log say together, at the end of the log."""

    state: State
    disposition: Disposition
    outcome: str | None
    symptoms: tuple[str, ...]
    started_at: datetime | None
    operator: str
    """Who began the batch."""
    steps: tuple[StepRun, ...]
    weighings: tuple[Weighing, ...]
    readings: tuple[Reading, ...]
    in_force: tuple[Entry, ...]
    """The entries that count, in order of happening, each with what was corrected already put right."""
    yields: Amount | None = None
    units: Amount | None = None
    yield_percent: Decimal | None = None
    parts: tuple[Part, ...] = ()
    """What a batch was split into, in order of splitting."""
    last_at: datetime | None = None

    def step(self, name: str) -> StepRun | None:
        """The run of that exact step, without regard to case."""
        return next((step for step in self.steps if step.name.casefold() == name.casefold()), None)

    def weighing(self, ingredient: str) -> Weighing | None:
        """All that was weighed of that exact ingredient, without regard to case."""
        name = ingredient.casefold()
        return next((weighing for weighing in self.weighings if weighing.ingredient.casefold() == name), None)


@dataclass(frozen=True, slots=True)
class BatchRecord:
    """Everything about one batch: the two facts, and what follows from them (`batch.record` makes it)."""

    plan: Plan
    entries: tuple[Entry, ...]
    state: BatchState
    deviations: tuple[Deviation, ...]
