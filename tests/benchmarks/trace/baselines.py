"""What one would do without a method: four scores by which to rank the factors of a bad batch.

They look at the same records as the trace, and at nothing else.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median, stdev

from recipekeeper.batch.model import BatchRecord, Disposition, StepState
from recipekeeper.quantity import Setpoint
from tests.benchmarks.trace.batches import Asked

Ranking = list[tuple[str, float]]
_ODD = 2.5
"""Robust standard deviations beyond which Ochiai counts a number as present."""
_ENOUGH = 3


@dataclass(frozen=True, slots=True)
class Column:
    """One number in the batch asked about, the good ones and the other bad ones; its target and tolerance."""

    asked: float
    good: tuple[float, ...]
    bad: tuple[float, ...]
    tolerance: float | None


def baselines() -> Mapping[str, Callable[[Asked], Ranking]]:
    """Each by its name."""
    return {
        "max robust z": robust_z,
        "distance from target over tolerance": over_tolerance,
        "Ochiai": ochiai,
        "smallest p": smallest_p,
    }


def robust_z(batches: Asked) -> Ranking:
    """By how many robust standard deviations a number is off the median of the good batches."""
    return _ranked({name: abs(_z(column.asked, column.good)) for name, column in _columns(batches).items()})


def over_tolerance(batches: Asked) -> Ranking:
    """How far a number is from its target, in tolerances."""
    return _ranked(
        {
            name: abs(column.asked) / column.tolerance
            for name, column in _columns(batches).items()
            if column.tolerance
        }
    )


def ochiai(batches: Asked) -> Ranking:
    """Which factor bad batches share and good ones have not (Ochiai 1957; the batch asked about is bad)."""
    scores = {}
    bad = 1 + sum(_is_bad(other) for other in batches[1])
    for name, column in _columns(batches).items():
        if abs(_z(column.asked, column.good)) > _ODD:
            shared = 1 + sum(abs(_z(x, column.good)) > _ODD for x in column.bad)
            exposed = shared + sum(abs(_z(x, column.good)) > _ODD for x in column.good)
            scores[name] = shared / math.sqrt(bad * exposed)
    for name, (shared, exposed) in _shared(batches).items():
        scores[name] = shared / math.sqrt(bad * exposed)
    return _ranked(scores)


def smallest_p(batches: Asked) -> Ranking:
    """The smaller p of a t test (numbers) and of a one-sided Fisher test (what is there or not), as -ln p."""
    scores = {}
    for name, column in _columns(batches).items():
        scores[name] = -math.log(max(_t_test((column.asked, *column.bad), column.good), 1e-300))
    bad = 1 + sum(_is_bad(other) for other in batches[1])
    for name, (shared, exposed) in _shared(batches).items():
        scores[name] = -math.log(_fisher(shared, exposed, bad, 1 + len(batches[1])))
    return _ranked(scores)


def _ranked(scores: Mapping[str, float]) -> Ranking:
    return sorted(scores.items(), key=lambda pair: -pair[1])


def _z(x: float, good: Sequence[float]) -> float:
    if len(good) < _ENOUGH:
        return 0.0
    middle = median(good)
    spread = 1.4826 * median(abs(each - middle) for each in good) or stdev(good)
    return (x - middle) / spread if spread else 0.0


# What is noted


def _is_bad(record: BatchRecord) -> bool:
    outcome = record.state.outcome
    return outcome == "bad" or (outcome is None and record.state.disposition is Disposition.REJECTED)


def _columns(batches: Asked) -> dict[str, Column]:
    asked, others = batches
    own = _numbers(asked)
    past = [(_is_bad(other), _numbers(other)) for other in others]
    return {
        name: Column(
            x,
            tuple(each[name][0] for is_bad, each in past if name in each and not is_bad),
            tuple(each[name][0] for is_bad, each in past if name in each and is_bad),
            tolerance,
        )
        for name, (x, tolerance) in own.items()
    }


def _numbers(record: BatchRecord) -> dict[str, tuple[float, float | None]]:
    """Each number less its own target, with its tolerance."""
    found: dict[str, tuple[float, float | None]] = {}
    formula = record.plan.formula
    checks = {(step.name, check.measure): check for step in formula.steps for check in step.checks}
    for reading in record.state.readings:
        if isinstance(reading.value, Setpoint) and reading.step is not None:
            check = checks.get((reading.step, reading.measure))
            middle = float(check.target.value) if check and check.target else 0.0
            half = float(check.within.value) if check and check.within else None
            if check and check.limits and check.limits.low and check.limits.high:
                low, high = float(check.limits.low.value), float(check.limits.high.value)
                middle, half = (low + high) / 2, (high - low) / 2
            name = f"reading:{reading.step}/{reading.measure}"
            found[name] = (float(reading.value.value) - middle, half)
    lines = {line.name: line for line in record.plan.scaled.lines}
    for weighing in record.state.weighings:
        line = lines[weighing.ingredient]
        if weighing.total is not None and line.planned.value:
            allowed = float(line.tolerance.to(line.planned.unit).value) if line.tolerance else None
            planned = float(line.planned.value)
            x = float(weighing.total.to(line.planned.unit).value) / planned - 1
            found[f"weight:{line.step}/{line.name}"] = (x, allowed / planned if allowed else None)
    for run, step in zip(record.state.steps, formula.steps, strict=True):
        if run.seconds is not None:
            planned = float(step.lasts.seconds) if step.lasts else 60.0
            within = float(step.within.seconds) / planned if step.within and step.lasts else None
            found[f"duration:{run.name}"] = (math.log(max(run.seconds, 30) / planned), within)
        if run.wait_seconds is not None:
            found[f"wait:{run.name}"] = (math.log(max(run.wait_seconds, 0) / 60 + 1), None)
    return found


def _shared(batches: Asked) -> dict[str, tuple[int, int]]:
    """For what the batch asked about has: how many bad ones have it, itself included, and how many of all."""
    asked, others = batches
    past = [(_is_bad(other), _present(other)) for other in others]
    return {
        name: (
            1 + sum(is_bad for is_bad, each in past if name in each),
            1 + sum(name in each for _, each in past),
        )
        for name in _present(asked)
    }


def _present(record: BatchRecord) -> set[str]:
    state = record.state
    found = {f"operator:{state.operator}", f"version:{record.plan.version}"}
    found |= {f"lot:{each.ingredient}={lot}" for each in state.weighings for lot in each.lots}
    for run in state.steps:
        if run.equipment:
            found.add(f"equipment:{run.name}={run.equipment}")
        if run.out_of_order:
            found.add(f"order:{run.name}")
        if run.state is StepState.SKIPPED or not run.recorded:
            found.add(f"skipped:{run.name}")
    return found


# Two tests


def _fisher(shared: int, exposed: int, bad: int, batches: int) -> float:
    """The chance that as many of the bad ones are exposed, or more, if it made no difference."""
    ways = math.comb(batches, bad)
    return sum(
        math.comb(exposed, k) * math.comb(batches - exposed, bad - k)
        for k in range(shared, min(exposed, bad) + 1)
        if bad - k <= batches - exposed
    ) / ways  # fmt: skip


def _t_test(bad: Sequence[float], good: Sequence[float]) -> float:
    """Two-sided p of Student's t test with a common variance."""
    freedom = len(bad) + len(good) - 2
    if len(good) < _ENOUGH:
        return 1.0
    square = sum((x - fmean(side)) ** 2 for side in (bad, good) for x in side)
    if not square:
        return 1.0
    error = math.sqrt(square / freedom * (1 / len(bad) + 1 / len(good)))
    return _beyond((fmean(bad) - fmean(good)) / error, freedom)


def _beyond(t: float, freedom: int) -> float:
    """The chance of a larger |t|: Abramowitz and Stegun 26.7.3 and 26.7.4, finite sums."""
    angle = math.atan2(abs(t), math.sqrt(freedom))
    sine, cosine = math.sin(angle), math.cos(angle)
    term, total = (cosine, cosine) if freedom % 2 else (1.0, 1.0)
    for k in range(3 if freedom % 2 else 2, freedom, 2):
        term *= cosine**2 * (k - 1) / k
        total += term
    series = sine * total if freedom > 1 else 0.0
    inside = 2 / math.pi * (angle + series) if freedom % 2 else series
    return max(1 - inside, 1e-16)
