"""What a simulated workshop is made of: a process whose every number hangs on what came before it.

All numbers live on one scale, `z`: standard deviations from where the maker usually ends up. A reading is
target + spread × (bias + z), a weight planned × (1 + spread × (bias + z)), a time
planned × size^stretch × exp(spread × (bias + z)).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

READING, WEIGHT, DURATION, WAIT = "reading", "weight", "duration", "wait"


@dataclass(frozen=True, slots=True)
class Node:
    """One number, or one reading in words, of the process, as the world makes it.

    `parents` are earlier nodes with the weight of each. `noise` says the shape of what no parent explains and
    `scale` its size in z. `tolerance` is the maker's, in standard deviations. `blank` is how often the field
    stays empty. `words` are the low, the usual and the high word of a reading in words, which changes where
    |z| passes `cut`.
    """

    kind: str
    step: int
    place: str
    name: str
    target: float
    unit: str
    spread: float
    noise: str = "normal"
    scale: float = 1.0
    bias: float = 0.0
    room: float = 0.0
    stretch: float = 0.0
    parents: tuple[tuple[int, float], ...] = ()
    tolerance: float | None = None
    limit: str = "none"
    resolution: float = 0.0
    blank: float = 0.0
    words: tuple[str, str, str] | None = None
    cut: float = 2.5

    @property
    def factor(self) -> str:
        """Its name as the trace says it."""
        named = self.kind in (READING, WEIGHT)
        return f"{self.kind}:{self.place}/{self.name}" if named else f"{self.kind}:{self.place}"


@dataclass(frozen=True, slots=True)
class Stage:
    """One step: its materials are nodes, its equipment one of `units`; how often its times are not noted."""

    name: str
    units: tuple[str, ...]
    no_start: float
    no_end: float
    unrecorded: float
    swapped: float


@dataclass(frozen=True, slots=True)
class World:
    """A workshop that makes one formula.

    `sources` gives, for each thing that is not a number (`lot:olive oil`, `equipment:melt`, `operator`,
    `version`, `order:melt`, `skipped:melt`), the nodes that it moves when it goes wrong. `moves` are what each
    version changes in the targets of the first: by so much in a reading, by that share in a weight or time.
    """

    family: str
    code: str
    yields: float
    stages: tuple[Stage, ...]
    nodes: tuple[Node, ...]
    sources: dict[str, tuple[tuple[int, float], ...]]
    moves: tuple[dict[int, float], ...]
    operators: tuple[str, ...]
    lots_last: dict[str, float]
    background: float
    level_changes: float
    whole_minutes: bool
    sizes: tuple[float, ...]

    def target(self, node: int, version: int) -> float:
        """What that version of the formula plans."""
        planned, move = self.nodes[node].target, self.moves[version - 1].get(node, 0.0)
        return planned + move if self.nodes[node].kind == READING else planned * (1 + move)

    def of_step(self, step: int, *kinds: str) -> list[int]:
        """The nodes of a step that are of these kinds."""
        return [i for i, node in enumerate(self.nodes) if node.step == step and node.kind in kinds]

    def downstream(self, origins: list[tuple[int, float]], least: float = 0.15) -> list[int]:
        """The nodes that move by at least that much of a shift of the origins, without a single origin itself."""
        total = [0.0] * len(self.nodes)
        for i, weight in origins:
            total[i] += weight
        for i, node in enumerate(self.nodes):
            total[i] += sum(weight * total[parent] for parent, weight in node.parents)
        own = {origins[0][0]} if len(origins) == 1 else set()
        return [i for i, moved in enumerate(total) if abs(moved) >= least and i not in own]


@dataclass(slots=True)
class Run:
    """One batch as it went, before anybody wrote anything down."""

    code: str
    began: datetime
    size: float
    operator: str
    version: int
    room: float
    lots: dict[str, str]
    units: dict[int, str]
    shifts: dict[int, float] = field(default_factory=dict)
    swapped: set[int] = field(default_factory=set)
    unrecorded: set[int] = field(default_factory=set)
    blanked: set[int] = field(default_factory=set)
    noted: set[int] = field(default_factory=set)
    z: list[float] = field(default_factory=list)
    harm: float = 0.0
    is_bad: bool = False

    def shift(self, node: int, amount: float) -> None:
        """Move what no parent explains of a node."""
        self.shifts[node] = self.shifts.get(node, 0.0) + amount
