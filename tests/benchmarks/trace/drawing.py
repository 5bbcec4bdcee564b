"""A workshop drawn around a process: habits, tolerances, gaps in the record, versions, who and with what."""

from __future__ import annotations

import math
from dataclasses import replace
from random import Random

from tests.benchmarks.trace.families import SAUCE, SOAP, Family, Read, Step, random_family
from tests.benchmarks.trace.world import DURATION, READING, WAIT, WEIGHT, Node, Stage, World

_PEOPLE = ("AK", "MR", "TS", "JP", "LW")


def draw_world(rng: Random) -> World:
    """One workshop: soap and sauce three times in ten each, else a process that nobody planned."""
    kind = rng.random()
    family = SOAP if kind < 0.3 else SAUCE if kind < 0.6 else random_family(rng)
    carelessness = rng.choice((0.0, 0.05, 0.12, 0.22))
    nodes = [
        node
        for number, step in enumerate(family.steps)
        for node in _nodes_of(rng, number, step, carelessness)
    ]
    nodes = _joined(rng, nodes, family)
    stages = tuple(_stage(rng, step, carelessness) for step in family.steps)
    operators = tuple(rng.sample(_PEOPLE, rng.choice((1, 2, 2, 3, 4))))
    return World(
        family=family.name,
        code=family.code,
        yields=family.yields,
        stages=stages,
        nodes=tuple(nodes),
        sources=_sources(rng, family, nodes),
        moves=tuple(_moves(rng, nodes) if version else {} for version in range(rng.choice((1, 2, 2, 3, 4)))),
        operators=operators,
        lots_last={
            name: rng.uniform(3, 14)
            for step in family.steps
            for name, _ in step.weighed
            if rng.random() < 0.75
        },
        background=rng.uniform(0.02, 0.08),
        level_changes=rng.choice((0.0, 0.02, 0.05, 0.12)),
        whole_minutes=rng.random() < 0.6,
        sizes=rng.choice(((1.0,), (1.0,), (1.0, 2.0), (0.5, 1.0, 1.0, 2.0), (0.5, 1.0, 2.0, 4.0))),
    )


def _blank(rng: Random, carelessness: float) -> float:
    if rng.random() < 0.05:
        return rng.uniform(0.65, 0.95)
    return min(carelessness * rng.choice((0.0, 0.5, 1.0, 1.4)), 0.3)


def _stage(rng: Random, step: Step, carelessness: float) -> Stage:
    units = (
        tuple(f"{step.unit} {number}" for number in range(1, rng.choice((1, 2, 2, 3)) + 1))
        if step.unit
        else ()
    )
    return Stage(
        step.name,
        units,
        no_start=_blank(rng, carelessness) * 0.7,
        no_end=_blank(rng, carelessness) * 0.7,
        unrecorded=rng.uniform(0.001, 0.012),
        swapped=rng.uniform(0.001, 0.012),
    )


def _nodes_of(rng: Random, number: int, step: Step, carelessness: float) -> list[Node]:
    """The wait before a step, its weights, its readings, its duration: in the order in which they act."""
    found = []
    if number:
        found.append(_time(rng, WAIT, number, step.name, step.wait, rng.uniform(0.3, 0.75)))
    for name, grams in step.weighed:
        spread = rng.uniform(0.0015, 0.008)
        finest = [r for r in (0.1, 1.0, 5.0, 10.0) if r <= max(grams * spread, 0.1)]
        node = Node(WEIGHT, number, step.name, name, grams, "g", spread, resolution=rng.choice(finest))
        found.append(_habit(rng, node, carelessness))
    found += [_habit(rng, _reading(rng, number, step.name, read), carelessness) for read in step.read]
    found.append(_time(rng, DURATION, number, step.name, step.minutes, rng.uniform(0.08, 0.28)))
    return found


def _time(rng: Random, kind: str, number: int, place: str, minutes: float, spread: float) -> Node:
    node = Node(kind, number, place, "", minutes, "min", spread)
    stretch = rng.choice((0.0, 0.1, 0.3, 0.6)) if kind == DURATION else rng.choice((0.0, 0.0, 0.2))
    return replace(_habit(rng, node, 0.0), stretch=stretch)


def _reading(rng: Random, number: int, place: str, read: Read) -> Node:
    spread = read.spread * math.exp(rng.gauss(0, 0.25)) if not read.words else 1.0
    finest = [10.0**power * step for power in range(-3, 3) for step in (1, 2, 5)]
    coarse = [r for r in finest if spread * 0.04 <= r <= spread] or [1.0]
    return Node(
        READING, number, place, read.name, read.target, read.unit, spread,
        resolution=rng.choice(coarse), words=read.words, cut=rng.uniform(2.1, 2.9),
    )  # fmt: skip


def _habit(rng: Random, node: Node, carelessness: float) -> Node:
    has_tolerance = rng.random() < 0.7
    return replace(
        node,
        noise=rng.choice(("normal", "normal", "heavy", "skewed")),
        bias=rng.gauss(0, 0.6) if node.kind != WAIT and not node.words else 0.0,
        tolerance=rng.uniform(1.2, 5.0) if has_tolerance else None,
        limit=rng.choice(("within", "within", "within", "between", "at most", "at least")),
        blank=_blank(rng, carelessness),
    )


def _joined(rng: Random, nodes: list[Node], family: Family) -> list[Node]:
    """The nodes with their parents; what parents and room do not explain is noise, so that all make one."""
    places = {node.factor: i for i, node in enumerate(nodes)}
    joined = []
    for i, node in enumerate(nodes):
        parents = []
        room = 0.0
        for cause, effect, weight in family.edges:
            if effect != node.factor or cause.split(":")[0] in ("lot", "equipment"):
                continue
            strength = weight * rng.uniform(0.7, 1.3)
            if cause == "room":
                room = strength
            elif places.get(cause, i) < i and rng.random() < 0.9:
                parents.append((places[cause], strength))
        if not room and rng.random() < 0.08:
            room = rng.uniform(-0.45, 0.45)
        explained = sum(weight**2 for _, weight in parents) + room**2
        joined.append(
            replace(node, parents=tuple(parents), room=room, scale=math.sqrt(max(1 - explained, 0.25)))
        )
    return joined


def _sources(rng: Random, family: Family, nodes: list[Node]) -> dict[str, tuple[tuple[int, float], ...]]:
    """What each thing that is no number moves when it goes wrong: sometimes nothing that is measured."""
    places = {node.factor: i for i, node in enumerate(nodes)}
    known: dict[str, list[tuple[int, float]]] = {}
    for cause, effect, weight in family.edges:
        if cause.split(":")[0] in ("lot", "equipment"):
            known.setdefault(cause, []).append((places[effect], weight))
    movable = [i for i, node in enumerate(nodes) if node.kind in (READING, DURATION)]
    sources = {}
    for number, step in enumerate(family.steps):
        after = [i for i in movable if nodes[i].step >= number]
        later = [i for i in movable if nodes[i].step > number]
        for name, _ in step.weighed:
            sources[f"lot:{name}"] = after
        if step.unit:
            sources[f"equipment:{step.name}"] = [i for i in after if nodes[i].step <= number + 1]
        sources[f"order:{step.name}"] = after
        sources[f"skipped:{step.name}"] = later
    sources |= {"operator": movable, "version": movable}
    return {
        name: (*known.get(name, ()), *_some(rng, [i for i in among if i not in dict(known.get(name, ()))]))
        for name, among in sources.items()
    }


def _some(rng: Random, among: list[int]) -> list[tuple[int, float]]:
    count = min(rng.choice((0, 0, 1, 1, 2, 3)), len(among))
    return [(i, rng.choice((-1, 1)) * rng.uniform(0.4, 1.0)) for i in sorted(rng.sample(among, count))]


def _moves(rng: Random, nodes: list[Node]) -> dict[int, float]:
    """Which targets a version moves: readings by a few spreads, amounts and times by some percent."""
    moves = {}
    for i in rng.sample(range(len(nodes)), rng.randint(0, min(4, len(nodes)))):
        node = nodes[i]
        if node.words or node.kind == WAIT:
            continue
        if node.kind == READING:
            moves[i] = rng.choice((-1, 1)) * rng.uniform(1, 5) * node.spread
        else:
            moves[i] = rng.choice((-1, 1)) * rng.uniform(0.03, 0.2)
    return moves
