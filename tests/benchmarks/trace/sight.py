"""What the oracle sees of a batch: how far each noted number is from what came before it in the process."""

from __future__ import annotations

import math

from recipekeeper.batch.model import BatchRecord, Disposition, StepRun, StepState
from recipekeeper.quantity import Setpoint
from tests.benchmarks.trace.chances import noise
from tests.benchmarks.trace.going import HABIT
from tests.benchmarks.trace.world import DURATION, READING, WEIGHT, Node, Run, World

_HALF_MINUTE = 0.5
_SLIP_OF_THE_PEN = 30.0
"""Standard deviations from which a number is taken for a typing error, of which nothing comes."""
_FAR = 8.0
_HABITS = 0.45 * HABIT**2
"""Variance that habits leave: of 30 numbers 14 are touched, by who, with what lots, where and by which version."""

Cell = tuple[float, float]
"""Between which two z the true number lies."""


class Sight:
    """One batch: for each node where it is seen, and what was to be expected there and how surely."""

    def __init__(self, world: World, record: BatchRecord, run: Run) -> None:
        self.record = record
        self.code = record.plan.batch
        self.is_bad = record.state.outcome == "bad" or (
            record.state.outcome is None and record.state.disposition is Disposition.REJECTED
        )
        self.operator, self.version = record.state.operator, record.plan.version
        self.lots = {
            weighing.ingredient: weighing.lots[0] for weighing in record.state.weighings if weighing.lots
        }
        self.steps = {each.name: each for each in record.state.steps}
        self.cells = [_cell(world, record, i) for i in range(len(world.nodes))]
        self._world = world
        self.expected: list[float] = []
        self.scales: list[float] = []
        self.known: list[bool] = []
        # What is known of each number itself, for what comes of it.
        values: list[tuple[float, float]] = []
        for i, node in enumerate(world.nodes):
            mean = node.room * run.room
            mean += sum(weight * values[parent][0] for parent, weight in node.parents)
            spare = sum(weight**2 * values[parent][1] for parent, weight in node.parents)
            self.expected.append(mean)
            spare += _HABITS if node.kind in (READING, DURATION) else 0.0
            self.scales.append(math.sqrt(node.scale**2 + spare))
            cell = self.cells[i]
            middle = None if cell is None or node.words else (cell[0] + cell[1]) / 2
            known = middle is not None and abs(middle - mean) < _SLIP_OF_THE_PEN
            self.known.append(known)
            if known and middle is not None:
                values.append((middle, 0.0))
            else:
                values.append((mean, node.scale**2 + spare))
        self._seen: dict[tuple[int, float], float] = {}

    def chance(self, i: int, shift: float = 0.0) -> float:
        """The density of what is seen at a node, where what no parent explains is shifted by that much."""
        key = (i, shift)
        if key not in self._seen:
            self._seen[key] = self._chance(i, shift)
        return self._seen[key]

    def _chance(self, i: int, shift: float) -> float:
        cell = self.cells[i]
        if cell is None:
            return 1.0
        node, middle, scale = self._world.nodes[i], self.expected[i] + shift, self.scales[i]
        low, high = cell[0] - middle, cell[1] - middle
        if node.words:
            low, high = max(low, min(-_FAR, high - _FAR)), min(high, max(_FAR, low + _FAR))
            width = (high - low) / 20
            return sum(noise(low + (k + 0.5) * width, node, scale) for k in range(20)) * width
        if high - low < 0.25 * scale:
            return noise((low + high) / 2, node, scale)
        return sum(noise(low + (k + 0.5) / 3 * (high - low), node, scale) for k in range(3)) / 3

    def ratio(self, shifts: dict[int, float]) -> float:
        """By how much these shifts make the batch likelier; they pass on through what is not known."""
        ratio = 1.0
        moved = dict(shifts)
        for k in range(min(shifts), len(self.cells)):
            node = self._world.nodes[k]
            for parent, weight in node.parents:
                if parent in moved and not self.known[parent]:
                    moved[k] = moved.get(k, 0.0) + weight * moved[parent]
            if k in moved and self.cells[k] is not None:
                ratio *= self.chance(k, moved[k]) / self.chance(k)
        return ratio


def _cell(world: World, record: BatchRecord, i: int) -> Cell | None:
    """Where the number lies as it was noted; None where it was not."""
    node = world.nodes[i]
    target = world.target(i, record.plan.version)
    found: tuple[float, float] | None = None
    if node.kind == READING:
        value = _reading(record, node)
        if isinstance(value, str):
            return _word_cell(node, value)
        if value is not None:
            found = (float(value.value) - target, node.resolution / 2)
    elif node.kind == WEIGHT:
        total = next((each.total for each in record.state.weighings if each.ingredient == node.name), None)
        if total is not None:
            planned = target * _size(world, record)
            found = (float(total.value) / planned - 1, node.resolution / 2 / planned)
    else:
        found = _time(world, record, i, target)
    if found is None:
        return None
    middle, half = found[0] / node.spread - node.bias, found[1] / node.spread
    return middle - half, middle + half


def _size(world: World, record: BatchRecord) -> float:
    return float(record.plan.scaled.yields.value) / world.yields


def _reading(record: BatchRecord, node: Node) -> Setpoint | str | None:
    found = [r.value for r in record.state.readings if r.step == node.place and r.measure == node.name]
    return found[-1] if found else None


def _word_cell(node: Node, word: str) -> Cell | None:
    assert node.words is not None
    cut = node.cut
    return ((-math.inf, -cut), (-cut, cut), (cut, math.inf))[node.words.index(word)]


def _time(world: World, record: BatchRecord, i: int, target: float) -> tuple[float, float] | None:
    node, runs = world.nodes[i], record.state.steps
    run = runs[node.step]
    seconds = run.seconds if node.kind == DURATION else _wait(runs, node.step)
    if seconds is None:
        return None
    minutes = max(seconds / 60, _HALF_MINUTE)
    planned = target * _size(world, record) ** node.stretch
    half = 0.6 / minutes if world.whole_minutes else 0.0
    return math.log(minutes / planned), half


def _wait(runs: tuple[StepRun, ...], step: int) -> int | None:
    """The wait, where it was after the step that the formula has before it."""
    before = runs[step - 1]
    beside = (
        runs[step].out_of_order,
        before.out_of_order,
        step + 1 < len(runs) and runs[step + 1].out_of_order,
    )
    if any(beside) or not before.recorded or before.state is StepState.SKIPPED:
        return None
    return runs[step].wait_seconds
