"""How a workshop goes on from batch to batch: who, which lots, which size, the room; then the numbers."""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from random import Random

from tests.benchmarks.trace.world import DURATION, READING, Node, Run, World

_FIRST_DAY = datetime(2024, 2, 5, 8, 30)  # noqa: DTZ001 - a file names no offset; the reader adds one
ROOM_KEEPS = 0.85
HABIT = 0.45
"""Standard deviations that people, lots, units and versions differ by, in the few numbers that each touches."""
LEVEL_CHANGE = (1.2, 4.0)
"""Standard deviations by which a level changes that does no harm."""
EXCURSION = 0.01
EXCURSION_LEAST, EXCURSION_MORE = 3.0, 1.4
"""Standard deviations: at least, and on average beyond that."""


def draw_runs(rng: Random, world: World, count: int) -> list[Run]:
    """That many batches with everything about them but their numbers."""
    versions = _versions(rng, len(world.moves), count)
    lots = {name: _lots(rng, name, last, count) for name, last in world.lots_last.items()}
    loyal = rng.random() < 0.3
    units = {step: _units(rng, stage.units, count) for step, stage in enumerate(world.stages) if stage.units}
    room, began = rng.gauss(0, 1), _FIRST_DAY
    operator = rng.choice(world.operators)
    runs = []
    for i in range(count):
        room = ROOM_KEEPS * room + math.sqrt(1 - ROOM_KEEPS**2) * rng.gauss(0, 1)
        began += timedelta(days=rng.choice((1, 2, 3, 5, 7, 7)), minutes=rng.randint(-40, 40))
        if not loyal or rng.random() < 0.25:
            operator = rng.choice(world.operators)
        runs.append(
            Run(
                code=f"{world.code}-{i + 1:03}",
                began=began,
                size=rng.choice(world.sizes) * (rng.uniform(0.9, 1.1) if rng.random() < 0.2 else 1.0),
                operator=operator,
                version=versions[i],
                room=room,
                lots={name: series[i] for name, series in lots.items()},
                units={step: series[i] for step, series in units.items()},
            )
        )
    return runs


def _versions(rng: Random, versions: int, count: int) -> list[int]:
    starts = sorted(rng.randrange(count) for _ in range(versions - 1))
    return [1 + sum(i >= start for start in starts) for i in range(count)]


def _lots(rng: Random, name: str, last: float, count: int) -> list[str]:
    number, series = rng.randint(1, 40), []
    for _ in range(count):
        if rng.random() < 1 / last:
            number += 1
        series.append(f"{name[:2].upper()}-{number:03}")
    return series


def _units(rng: Random, units: tuple[str, ...], count: int) -> list[str]:
    chance, unit, series = rng.choice((0.15, 0.5, 1.0)), rng.choice(units), []
    for _ in range(count):
        if rng.random() < chance:
            unit = rng.choice(units)
        series.append(unit)
    return series


def harmless_differences(rng: Random, world: World, runs: list[Run]) -> None:
    """People, lots, units and versions that differ a little and do no harm; level changes that do none either."""
    shifts: dict[tuple[str, str], dict[int, float]] = {}
    movable = [i for i, node in enumerate(world.nodes) if node.kind in (READING, DURATION)]
    for run in runs:
        present = [("operator", run.operator), ("version", str(run.version)), *run.lots.items()]
        present += [(str(step), unit) for step, unit in run.units.items()]
        for each in present:
            if each not in shifts:
                count = (
                    rng.choice((0, 0, 1, 2)) if each[0] not in ("operator", "version") else rng.randint(0, 4)
                )
                touched = rng.sample(movable, min(count, len(movable)))
                shifts[each] = {i: rng.gauss(0, HABIT) for i in touched}
            for i, amount in shifts[each].items():
                run.shift(i, amount)
    for i in range(len(world.nodes)):
        if rng.random() < world.level_changes:
            start = rng.randrange(1, len(runs))
            amount = rng.choice((-1, 1)) * rng.uniform(*LEVEL_CHANGE)
            for run in runs[start:]:
                run.shift(i, amount)


def harmless_slips(rng: Random, world: World, runs: list[Run]) -> None:
    """Excursions of a number, steps of which nothing is noted, steps begun too early: nothing comes of them."""
    for run in runs:
        for i in range(len(world.nodes)):
            if rng.random() < EXCURSION:
                run.shift(i, rng.choice((-1, 1)) * (EXCURSION_LEAST + rng.expovariate(1 / EXCURSION_MORE)))
        for step, stage in enumerate(world.stages):
            if rng.random() < stage.unrecorded:
                run.unrecorded.add(step)
            elif step and rng.random() < stage.swapped:
                run.swapped.add(step)


def let_happen(rng: Random, world: World, run: Run) -> None:
    """Draw the numbers of a batch: each from its parents, the room, what shifts it, and chance."""
    run.z = []
    for i, node in enumerate(world.nodes):
        explained = sum(weight * run.z[parent] for parent, weight in node.parents) + node.room * run.room
        run.z.append(explained + run.shifts.get(i, 0.0) + node.scale * noise(rng, node))


def noise(rng: Random, node: Node) -> float:
    """Chance of standard deviation 1: normal, Student's t with 4 degrees of freedom, or normal + exponential."""
    if node.noise == "heavy":
        chi = math.sqrt(rng.gammavariate(2.0, 2.0) / 4)
        return rng.gauss(0, 1) / chi / math.sqrt(2)
    if node.noise == "skewed":
        return (rng.gauss(0, 1) + rng.expovariate(1.0) - 1) / math.sqrt(2)
    return rng.gauss(0, 1)
