"""Simulated histories with one bad batch each, and what spoiled it: seeded, and knowing no method.

One scenario has one fault of eleven kinds, or none that was recorded: either the batch went bad by bad luck,
or something unrecorded was at work for a while.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from tests.benchmarks.trace.drawing import draw_world
from tests.benchmarks.trace.going import draw_runs, harmless_differences, harmless_slips, let_happen
from tests.benchmarks.trace.world import DURATION, READING, WAIT, WEIGHT, Run, World
from tests.benchmarks.trace.writing import formula_text, history_text

FAULTS = (
    "value", "weight", "duration", "wait", "order", "skip", "lot", "equipment", "operator", "version", "drift",
)  # fmt: skip
NULLS = ("bad luck", "unrecorded")
TURN = (*FAULTS, "bad luck", "unrecorded", "bad luck", "unrecorded", "bad luck")
"""Kinds in turn: each fault as often as the others, and five nulls in sixteen."""

NUMBERS = {"value": READING, "weight": WEIGHT, "duration": DURATION, "wait": WAIT}
_MISSING = 0.12
FAULT_MIDDLE, FAULT_SPREAD, FAULT_LEAST, FAULT_MOST = 5.5, 0.42, 2.2, 18.0
"""How far a faulty number is off, in standard deviations: lognormal."""
GROSS, GROSS_SLIPS, GROSS_MOST = 0.3, (0.1, 0.2, 0.5), 25.0
"""How often a faulty weight is grossly off, by which share, and by how many standard deviations at most."""
WORD_OFF = (0.3, 3.0)
"""How far beyond the cut a faulty reading in words lies."""
UPWARDS = {WAIT: 0.85}
"""How often such a fault is too much and not too little; else one in two."""
RECURS, RECURRENCE, SPOILS = 0.5, (0.01, 0.07), (0.6, 0.97)
"""How often a fault also befell other batches, how many of them, and how often it spoils one."""
DRIFT, DRIFT_SINCE = (1.3, 3.5), 10
LASTING_HARM = (0.4, 0.85)
"""How often a batch goes bad after a drift, or while something unrecorded is at work."""
UNRECORDED_SINCE = 8
SOURCE_HARM, SOURCE_SHIFT, SOURCE_SHOWS = (0.5, 0.95), (1.0, 3.5), 0.5
"""How often a batch with a bad lot, unit, operator or version is spoiled; by how much, and how often, that shows."""
STEP_SHIFT, STEP_SHOWS = (1.5, 4.0), 0.6
BROKE, BROKE_SINCE = 0.5, 6
EVERYWHERE = 0.6
"""What more than this share of all batches have is never the fault."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """A bad batch and its history, as files; `truth` is the factor that spoiled it, None for a null.

    `symptoms` are the factors that the fault moved on its way. `world` and `runs` are for the oracle alone.
    """

    number: int
    family: str
    kind: str
    n_past: int
    documents: tuple[str, ...]
    history: str
    asked: str
    truth: str | None
    symptoms: tuple[str, ...]
    world: World
    runs: tuple[Run, ...]


def scenarios(seed: int | str, n_past: int, count: int) -> Iterator[Scenario]:
    """That many scenarios with that many batches before the one asked about; each from its own dice."""
    for number in range(count):
        yield scenario(seed, n_past, number)


def scenario(seed: int | str, n_past: int, number: int) -> Scenario:
    """One of them."""
    rng = Random(f"{seed}/{n_past}/{number}")
    kind = TURN[number % len(TURN)]
    while True:
        history = _History(rng, kind, n_past)
        if history.fault():
            return history.told(number)


class _History:
    """One workshop with its batches, into which a fault is put."""

    def __init__(self, rng: Random, kind: str, n_past: int) -> None:
        self.rng = rng
        self.kind = kind
        self.n_past = n_past
        self.world = draw_world(rng)
        later = rng.randint(1, 4) if rng.random() < 0.25 else 0
        self.runs = draw_runs(rng, self.world, n_past + 1 + later)
        self.asked = self.runs[n_past]
        self.truth: str | None = None
        self.origins: list[tuple[int, float]] = []
        harmless_differences(rng, self.world, self.runs)
        harmless_slips(rng, self.world, [run for run in self.runs if run is not self.asked])
        # The one asked about has its harmless slips as any other batch, but not where its fault is.
        harmless_slips(rng, self.world, [self.asked])

    def fault(self) -> bool:
        """Put the fault in; False where this workshop cannot have such a one."""
        match self.kind:
            case "value" | "weight" | "duration" | "wait":
                return self._of_a_number(NUMBERS[self.kind])
            case "order" | "skip":
                return self._of_a_step()
            case "drift":
                return self._drift()
            case "lot":
                return self._of_a_lot()
            case "equipment":
                return self._of_a_unit()
            case "operator" | "version":
                return self._of_all()
            case "unrecorded":
                start = self.n_past - self.rng.randint(1, min(UNRECORDED_SINCE, self.n_past - 1))
                self._spoil(self.runs[start:], self.rng.uniform(*LASTING_HARM))
        return True

    def _of_a_number(self, kind: str) -> bool:
        nodes = self.world.nodes
        able = [i for i, node in enumerate(nodes) if node.kind == kind and self._is_usually_known(i)]
        if not able:
            return False
        i = self.rng.choice(able)
        self._happens(self.asked, i)
        if self.rng.random() < _MISSING:
            self.asked.blanked.add(i)
        self._it_happened_before(lambda run: self._happens(run, i))
        self.truth, self.origins = nodes[i].factor, [(i, 1.0)]
        return True

    def _is_usually_known(self, i: int) -> bool:
        node = self.world.nodes[i]
        stage = self.world.stages[node.step]
        if node.step in self.asked.unrecorded:
            return False
        if node.kind in (DURATION, WAIT):
            before = self.world.stages[node.step - 1].no_end if node.kind == WAIT else stage.no_end
            return max(stage.no_start, before) < 0.4
        return node.blank < 0.5

    def _happens(self, run: Run, i: int) -> None:
        node, rng = self.world.nodes[i], self.rng
        size = min(max(math.exp(rng.gauss(math.log(FAULT_MIDDLE), FAULT_SPREAD)), FAULT_LEAST), FAULT_MOST)
        if node.words:
            size = node.cut + rng.uniform(*WORD_OFF)
        if node.kind == WEIGHT and rng.random() < GROSS:
            size = min(rng.choice(GROSS_SLIPS) / node.spread, GROSS_MOST)
        sign = 1 if rng.random() < UPWARDS.get(node.kind, 0.5) else -1
        run.shifts[i] = sign * size

    def _it_happened_before(self, happens: Callable[[Run], None]) -> None:
        rng = self.rng
        if rng.random() >= RECURS:
            return
        rate, spoils = rng.uniform(*RECURRENCE), rng.uniform(*SPOILS)
        for run in self.runs:
            if run is not self.asked and rng.random() < rate:
                happens(run)
                run.harm = spoils

    def _of_a_step(self) -> bool:
        rng, world = self.rng, self.world
        steps = [step for step in range(1, len(world.stages)) if self._is_free(step)]
        if not steps:
            return False
        step = rng.choice(steps)
        word = "order" if self.kind == "order" else "skipped"
        name = f"{word}:{world.stages[step].name}"
        moved = world.sources[name] if rng.random() < STEP_SHOWS else ()
        size = rng.uniform(*STEP_SHIFT)

        def happens(run: Run) -> None:
            if self.kind == "order":
                run.swapped.add(step)
                run.unrecorded -= {step, step - 1}
                run.noted |= {step, step - 1}
            else:
                run.unrecorded.add(step)
            for i, weight in moved:
                run.shift(i, weight * size)

        happens(self.asked)
        self._it_happened_before(happens)
        self.truth, self.origins = name, list(moved)
        return True

    def _is_free(self, step: int) -> bool:
        """Whether nothing of that kind happened at this step, or beside it, by chance."""
        near = {step - 1, step, step + 1}
        return not near & (self.asked.swapped | self.asked.unrecorded)

    def _drift(self) -> bool:
        rng, nodes = self.rng, self.world.nodes
        able = [
            i
            for i, node in enumerate(nodes)
            if node.kind == READING and not node.words and self._is_usually_known(i)
        ]
        if not able or self.n_past < 3:
            return False
        i = rng.choice(able)
        start = self.n_past - rng.randint(1, min(DRIFT_SINCE, self.n_past - 2))
        amount = rng.choice((-1, 1)) * rng.uniform(*DRIFT)
        for run in self.runs[start:]:
            run.shift(i, amount)
        self._spoil(self.runs[start:], rng.uniform(*LASTING_HARM))
        self.truth, self.origins = nodes[i].factor, [(i, 1.0)]
        return True

    def _of_a_lot(self) -> bool:
        shared = {
            name: [run for run in self.runs if run.lots[name] == lot]
            for name, lot in self.asked.lots.items()
            if not self._is_at_skipped(name)
        }
        able = [name for name, runs in shared.items() if self._is_not_everywhere(runs)]
        if not able:
            return False
        name = self.rng.choice(able)
        self._bad_source(f"lot:{name}", shared[name])
        self.truth = f"lot:{name}={self.asked.lots[name]}"
        return True

    def _is_at_skipped(self, ingredient: str) -> bool:
        return any(
            node.name == ingredient and node.kind == WEIGHT and node.step in self.asked.unrecorded
            for node in self.world.nodes
        )

    def _of_a_unit(self) -> bool:
        rng, shared = self.rng, {}
        for step, unit in self.asked.units.items():
            if step in self.asked.unrecorded:
                continue
            runs = [run for run in self.runs if run.units[step] == unit]
            if rng.random() < BROKE:
                # It broke at some time, and was in order before.
                before = runs.index(self.asked)
                runs = runs[max(0, before - rng.randint(0, BROKE_SINCE)) :]
            if self._is_not_everywhere(runs):
                shared[step] = runs
        if not shared:
            return False
        step = rng.choice(list(shared))
        name = self.world.stages[step].name
        self._bad_source(f"equipment:{name}", shared[step])
        self.truth = f"equipment:{name}={self.asked.units[step]}"
        return True

    def _of_all(self) -> bool:
        asked = self.asked
        if self.kind == "operator":
            runs = [run for run in self.runs if run.operator == asked.operator]
            self.truth = f"operator:{asked.operator}"
        else:
            runs = [run for run in self.runs if run.version == asked.version]
            self.truth = f"version:{asked.version}"
        if not self._is_not_everywhere(runs):
            return False
        self._bad_source(self.kind, runs)
        return True

    def _is_not_everywhere(self, runs: list[Run]) -> bool:
        return len(runs) <= EVERYWHERE * len(self.runs)

    def _bad_source(self, source: str, runs: list[Run]) -> None:
        rng = self.rng
        self._spoil(runs, rng.uniform(*SOURCE_HARM))
        if rng.random() < SOURCE_SHOWS:
            size = rng.uniform(*SOURCE_SHIFT)
            self.origins = list(self.world.sources[source])
            for run in runs:
                for i, weight in self.origins:
                    run.shift(i, weight * size)

    def _spoil(self, runs: list[Run], chance: float) -> None:
        for run in runs:
            run.harm = chance

    def told(self, number: int) -> Scenario:
        """Everything that happened, in files."""
        rng, world = self.rng, self.world
        for run in self.runs:
            run.swapped = _apart(run.swapped, run.unrecorded)
            let_happen(rng, world, run)
            run.is_bad = run is self.asked or rng.random() < 1 - (1 - world.background) * (1 - run.harm)
        symptoms = [world.nodes[i].factor for i in world.downstream(self.origins)] if self.origins else []
        return Scenario(
            number=number,
            family=world.family,
            kind=self.kind,
            n_past=self.n_past,
            documents=tuple(formula_text(world, version + 1) for version in range(len(world.moves))),
            history=history_text(rng, world, self.runs, self.asked.code),
            asked=self.asked.code,
            truth=self.truth,
            symptoms=tuple(dict.fromkeys(symptoms)),
            world=world,
            runs=tuple(self.runs),
        )


def _apart(swapped: set[int], unrecorded: set[int]) -> set[int]:
    """No two swaps share a step, and none has a step of which nothing is noted."""
    kept: set[int] = set()
    for step in sorted(swapped):
        if not {step - 1, step, step + 1} & kept and not {step - 1, step} & unrecorded:
            kept.add(step)
    return kept
