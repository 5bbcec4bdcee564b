"""The ceiling: the posterior of one who knows how the simulator deals, and sees what was noted.

It knows the process (edges, noise, spreads, what each thing moves), the size and chance of every fault, the
chance of bad luck and the room of each day. It does not know the fault, excursions, slips of the pen, harmless
level changes and habits, nor what was not noted, and takes no hint from a blank. The room no method can know
exactly, so that the ceiling is a little too high; four simplifications make it a little too low: habits are
noise to it and never learned, what is missing is put at its mean with its spread and not inferred from what came
of it, a past fault is judged beside the likeliest level alone, and two kinds of event in one number are never
combined.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from recipekeeper.batch.model import StepState
from tests.benchmarks.trace.batches import Asked
from tests.benchmarks.trace.chances import both_ways, evenly, fault_sizes
from tests.benchmarks.trace.going import LEVEL_CHANGE
from tests.benchmarks.trace.sight import Sight
from tests.benchmarks.trace.simulator import (
    BROKE,
    BROKE_SINCE,
    DRIFT,
    DRIFT_SINCE,
    EVERYWHERE,
    FAULTS,
    LASTING_HARM,
    NULLS,
    NUMBERS,
    RECURRENCE,
    RECURS,
    SOURCE_HARM,
    SOURCE_SHIFT,
    SOURCE_SHOWS,
    SPOILS,
    STEP_SHIFT,
    STEP_SHOWS,
    TURN,
    UNRECORDED_SINCE,
    Scenario,
)
from tests.benchmarks.trace.world import DURATION, READING, WAIT

_MOST = 600.0


def oracle(scenario: Scenario, batches: Asked) -> list[tuple[str, float]]:
    """Every factor that can be the fault, with its posterior, best first; what is left of 1 is a null."""
    return _Oracle(scenario, batches).posterior()


class _Oracle:
    def __init__(self, scenario: Scenario, batches: Asked) -> None:
        self.world = scenario.world
        runs = {run.code: run for run in scenario.runs}
        records = sorted((batches[0], *batches[1]), key=lambda record: record.plan.batch)
        self.sights = [Sight(self.world, record, runs[record.plan.batch]) for record in records]
        self.t = next(i for i, sight in enumerate(self.sights) if sight.code == scenario.asked)
        self.asked = self.sights[self.t]
        self._levels_of: dict[int, _Levels] = {}

    def posterior(self) -> list[tuple[str, float]]:
        found: defaultdict[str, float] = defaultdict(float)
        for kind in FAULTS:
            ratios = self._of_kind(kind)
            for factor, ratio in ratios:
                found[factor] += TURN.count(kind) / len(TURN) * ratio / len(ratios)
        nothing = TURN.count(NULLS[0]) + TURN.count(NULLS[1]) * self._unrecorded()
        total = nothing / len(TURN) + sum(found.values())
        return sorted(((factor, each / total) for factor, each in found.items()), key=lambda pair: -pair[1])

    def _of_kind(self, kind: str) -> list[tuple[str, float]]:
        """The likelihood ratio of each factor that can be a fault of that kind, against bad luck."""
        if kind in NUMBERS:
            able = [i for i in self._numbers(NUMBERS[kind]) if self._is_usually_known(i)]
            return [(self.world.nodes[i].factor, self._number(i)) for i in able]
        if kind == "drift":
            able = [i for i in self._numbers(READING) if self._is_usually_known(i)]
            return [
                (self.world.nodes[i].factor, self._drift(i)) for i in able if not self.world.nodes[i].words
            ]
        if kind in ("order", "skip"):
            return [self._step(kind, step) for step in range(1, len(self.world.stages))]
        return list(self._sources(kind))

    def _numbers(self, kind: str) -> list[int]:
        return [i for i, node in enumerate(self.world.nodes) if node.kind == kind]

    def _is_usually_known(self, i: int) -> bool:
        node, stages = self.world.nodes[i], self.world.stages
        if node.kind in (DURATION, WAIT):
            end = stages[node.step - 1].no_end if node.kind == WAIT else stages[node.step].no_end
            return max(stages[node.step].no_start, end) < 0.4
        return node.blank < 0.5

    # What the labels say

    def _label(self, sight: Sight, spoils: float) -> float:
        """How much likelier what became of a batch is where something spoils that share of batches."""
        lucky = self.world.background
        return (1 - (1 - lucky) * (1 - spoils)) / lucky if sight.is_bad else 1 - spoils

    def _labels(self, sights: Iterable[Sight], ends: tuple[float, float]) -> float:
        others = [sight for sight in sights if sight is not self.asked]
        return _mean(
            (chance, math.prod(self._label(sight, spoils) for sight in others))
            for spoils, chance in evenly(ends, 5)
        )

    def _unrecorded(self) -> float:
        most = min(UNRECORDED_SINCE, self.t - 1)
        starts = [self.t - back for back in range(1, most + 1)]
        return _mean((1 / len(starts), self._labels(self.sights[a:], LASTING_HARM)) for a in starts)

    # Numbers

    def _number(self, i: int) -> float:
        sizes = fault_sizes(self.world.nodes[i])
        level = self._levels(i)
        now = level.ratio(lambda shift: _fault(self.asked, i, sizes, shift))
        start, amount = level.likeliest()
        seen = []
        for k, sight in enumerate(self.sights):
            shift = amount if k >= start else 0.0
            if sight is self.asked:
                continue
            if sight.known[i]:
                seen.append((sight, _fault(sight, i, sizes, shift) / sight.chance(i, shift)))
            else:
                seen.append((sight, 1.0))
        return now * self._recurred(seen)

    def _recurred(self, seen: Sequence[tuple[Sight, float]]) -> float:
        """What the other batches say of a fault that befell some of them."""
        parts = [(1 - RECURS, 1.0)]
        for rate, chance in evenly(RECURRENCE, 3):
            for spoils, share in evenly(SPOILS, 3):
                log = sum(
                    math.log(1 - rate + rate * ratio * self._label(sight, spoils)) for sight, ratio in seen
                )
                parts.append((RECURS * chance * share, math.exp(min(log, _MOST))))
        return _mean(parts)

    def _drift(self, i: int) -> float:
        most = min(DRIFT_SINCE, self.t - 2)
        starts = [self.t - back for back in range(1, most + 1)]
        if not starts:
            return 0.0
        level = self._levels(i)
        sums = [self._labels(self.sights[a:], LASTING_HARM) for a in starts]
        moved = 0.0
        for amount, chance in both_ways(evenly(DRIFT, 4)):
            after = _from_each_on(self.sights, i, amount)
            moved += chance * _mean(
                (1 / len(starts), math.exp(min(after[a], _MOST)) * labels)
                for a, labels in zip(starts, sums, strict=True)
            )
        return moved / level.total

    def _levels(self, i: int) -> _Levels:
        if i not in self._levels_of:
            self._levels_of[i] = _Levels(self.sights, self.t, i, self.world.level_changes)
        return self._levels_of[i]

    # Steps

    def _step(self, kind: str, step: int) -> tuple[str, float]:
        stage = self.world.stages[step]
        factor = f"{'order' if kind == 'order' else 'skipped'}:{stage.name}"
        by_chance = stage.swapped if kind == "order" else stage.unrecorded
        if not _happened(self.asked, kind, stage.name):
            return factor, 0.0
        weights = dict(self.world.sources[factor])
        sizes = evenly(STEP_SHIFT, 5)
        now = _shown([self.asked], weights, sizes, STEP_SHOWS) / by_chance
        seen = []
        for sight in self.sights:
            if sight is not self.asked:
                happened = _happened(sight, kind, stage.name)
                seen.append((sight, 1 / by_chance if happened else 0.0))
        return factor, now * self._recurred(seen)

    # Lots, units, people, versions

    def _sources(self, kind: str) -> Iterable[tuple[str, float]]:
        asked, sights = self.asked, self.sights
        if kind == "lot":
            for name in self.world.lots_last:
                lot = asked.lots.get(name)
                if lot:
                    with_it = [sight for sight in sights if sight.lots.get(name) == lot]
                    yield from self._source(f"lot:{name}={lot}", f"lot:{name}", [with_it])
        elif kind == "equipment":
            for stage in self.world.stages:
                unit = asked.steps[stage.name].equipment
                if unit:
                    with_it = [sight for sight in sights if sight.steps[stage.name].equipment == unit]
                    yield from self._unit(
                        f"equipment:{stage.name}={unit}", f"equipment:{stage.name}", with_it
                    )
        elif kind == "operator":
            with_it = [sight for sight in sights if sight.operator == asked.operator]
            yield from self._source(f"operator:{asked.operator}", "operator", [with_it])
        else:
            with_it = [sight for sight in sights if sight.version == asked.version]
            yield from self._source(f"version:{asked.version}", "version", [with_it])

    def _unit(self, factor: str, source: str, with_it: list[Sight]) -> Iterable[tuple[str, float]]:
        """A unit was bad always, or broke at one of its last uses."""
        before = with_it.index(self.asked)
        broken = [with_it[max(0, before - back) :] for back in range(BROKE_SINCE + 1)]
        always = list(self._source(factor, source, [with_it]))
        since = list(self._source(factor, source, broken))
        ratio = sum((1 - BROKE) * each for _, each in always) + sum(BROKE * each for _, each in since)
        if always or since:
            yield factor, ratio

    def _source(
        self, factor: str, source: str, exposed: Sequence[list[Sight]]
    ) -> Iterable[tuple[str, float]]:
        able = [sights for sights in exposed if len(sights) <= EVERYWHERE * len(self.sights)]
        if able:
            weights, sizes = dict(self.world.sources[source]), evenly(SOURCE_SHIFT, 5)
            levels = math.prod(self._levels(i).total for i in weights)
            yield (
                factor,
                _mean(
                    (
                        1 / len(able),
                        self._labels(sights, SOURCE_HARM)
                        * _shown(sights, weights, sizes, SOURCE_SHOWS, levels),
                    )
                    for sights in able
                ),
            )


class _Levels:
    """All harmless level changes that one number may have made, and what they make of the batch asked about."""

    def __init__(self, sights: Sequence[Sight], t: int, i: int, rate: float) -> None:
        self._asked, self._i = sights[t], i
        self._parts: list[tuple[float, int, float]] = [(1 - rate, len(sights), 0.0)]
        amounts = both_ways(evenly(LEVEL_CHANGE, 4)) if rate else []
        starts = range(1, len(sights))
        for amount, chance in amounts:
            after = _from_each_on(sights, i, amount)
            own = sights[t].chance(i, amount) / sights[t].chance(i)
            for a in starts:
                others = math.exp(min(after[a], _MOST)) / (own if a <= t else 1.0)
                self._parts.append((rate * chance / len(starts) * others, a, amount))
        self._t = t
        self.total = sum(part * self._now(a, amount) for part, a, amount in self._parts)

    def _now(self, a: int, amount: float) -> float:
        return self._asked.chance(self._i, amount if a <= self._t else 0.0) / self._asked.chance(self._i)

    def ratio(self, fault: Callable[[float], float]) -> float:
        """How much likelier the batch is with such a fault in this number; `fault` takes the shift of its level."""
        kept: dict[float, float] = {}
        for part, a, amount in self._parts:
            shift = amount if a <= self._t else 0.0
            kept[shift] = kept.get(shift, 0.0) + part
        own = self._asked.chance(self._i)
        return sum(part * fault(shift) for shift, part in kept.items()) / own / self.total

    def likeliest(self) -> tuple[int, float]:
        """The start and amount of the likeliest change; of one after the last batch where there is none."""
        _, start, amount = max(self._parts)
        return start, amount


def _fault(sight: Sight, i: int, sizes: Sequence[tuple[float, float]], level: float) -> float:
    """The density of what was seen, under a fault of any of these sizes, by the chances of each."""
    if sight.known[i]:
        return _mean((chance, sight.chance(i, size + level)) for size, chance in sizes)
    own = sight.chance(i)
    return _mean((chance, own * sight.ratio({i: size + level})) for size, chance in sizes)


def _from_each_on(sights: Sequence[Sight], i: int, amount: float) -> list[float]:
    """The log likelihood ratio of a shift by that much, from each batch on."""
    sums = [0.0] * (len(sights) + 1)
    for k in reversed(range(len(sights))):
        sums[k] = sums[k + 1] + math.log(sights[k].chance(i, amount) / sights[k].chance(i))
    return sums


def _shown(
    sights: Iterable[Sight],
    weights: dict[int, float],
    sizes: Iterable[tuple[float, float]],
    shows: float,
    levels: float = 1.0,
) -> float:
    """What the numbers of these batches say of something that sometimes moves some of them.

    `levels` is how much likelier harmless level changes make the same numbers.
    """
    if not weights:
        return 1.0
    exposed = list(sights)
    moved = _mean(
        (
            chance,
            _product(sight.ratio({i: weight * size for i, weight in weights.items()}) for sight in exposed),
        )
        for size, chance in sizes
    )
    return 1 - shows + shows * moved / levels


def _happened(sight: Sight, kind: str, step: str) -> bool:
    run = sight.steps[step]
    if kind == "order":
        return bool(run.out_of_order)
    return run.state is StepState.SKIPPED or not run.recorded


def _product(ratios: Iterable[float]) -> float:
    return math.exp(min(sum(math.log(max(ratio, 1e-300)) for ratio in ratios), _MOST))


def _mean(parts: Iterable[tuple[float, float]]) -> float:
    return sum(chance * value for chance, value in parts)
