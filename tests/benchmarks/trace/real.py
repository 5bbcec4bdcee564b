"""Real batches: a nylon autoclave and a dryer out of the package process-improve, and cans of orange juice.

Nylon: 57 batches, ten tags (Kassidas, PhD thesis, McMaster University, 1997). Dryer: 71 batches, ten tags
(Garcia-Munoz, PhD thesis, McMaster University, 2004). Nobody called one of them bad. Each is told as a history in
two ways: the mean of each tag over the whole batch, a step for each tag; and its mean over each third of the
batch, a step for each third. No plan is known, so that no reading has a target or a tolerance.

Orange juice: Montgomery, Introduction to Statistical Quality Control, 6th edition, table 7.1: cans that leak among
50, of 30 samples. Samples 15 and 23 are above the upper limit of the p chart, 0.4102: a new lot of cardboard came
in with 15, an inexperienced operator made 23.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from random import Random
from statistics import stdev

from recipekeeper.trace import trace
from tests.benchmarks.trace.batches import Asked, records_of

NULL, SHIFT = 0.5, 6.0
PARTS = {"means of the batch": 1, "means of each third": 3}
_DAY = datetime(2024, 1, 8, 9, 0)  # noqa: DTZ001 - a file names no offset; the reader adds one
_HEADER = "batch,formula,step,kind,name,value,unit,lot,at,by"

CANS = (
    12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22,
    8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6,
)  # fmt: skip
"""Leaking cans among 50: table 7.1."""
LEAKING_AT_MOST = 0.4102 * 50

Place = tuple[str, str]
"""A step and a measure."""


@dataclass(frozen=True, slots=True)
class RealResult:
    """How the trace did on one data set, told one way."""

    name: str
    batches: int
    accused: int
    """Good batches, each asked about as if it were bad, in which a factor has half or more."""
    injected: int
    found: int
    """Injections of 6 standard deviations into one reading of one batch with that reading on top."""


@dataclass(frozen=True, slots=True)
class Work:
    """One question to the trace: about which batch, and what is added to which reading of it."""

    data: str
    parts: str
    batch: int
    place: Place | None


def folder() -> Path | None:
    """Where process-improve keeps the two files; None where it is not installed. It is not imported."""
    found = find_spec("process_improve")
    if found is None or not found.submodule_search_locations:
        return None
    return Path(found.submodule_search_locations[0]) / "datasets" / "batch"


def work(seed: str, data: Sequence[str] = ("nylon", "dryer")) -> Iterator[Work]:
    """Each batch as it is, and with 6 standard deviations in one of its readings, drawn by the seed."""
    rng = Random(f"{seed}/real")
    for name in data:
        for parts, count in PARTS.items():
            batches = readings(name, count)
            moving = [place for place in batches[0] if _spread(batches, place)]
            for i in range(len(batches)):
                yield Work(name, parts, i, None)
                yield Work(name, parts, i, rng.choice(moving))


def is_hit(one: Work, seed: str) -> bool:
    """Of a batch as it is: whether a factor is accused; of an injection: whether its reading is on top."""
    batches = list(readings(one.data, PARTS[one.parts]))
    if one.place is not None:
        sign = Random(f"{seed}/{one}").choice((-1, 1))
        moved = batches[one.batch][one.place] + sign * SHIFT * _spread(batches, one.place)
        batches[one.batch] = {**batches[one.batch], one.place: moved}
    best = trace(*_records(batches, one.batch)).candidates[0]
    if one.place is None:
        return best.probability >= NULL
    return best.factor == "reading:{}/{}".format(*one.place)


def summary(done: Sequence[tuple[Work, bool]]) -> list[RealResult]:
    """The counts of each data set and way of telling."""
    results = []
    for data, parts in dict.fromkeys((one.data, one.parts) for one, _ in done):
        own = [(one, hit) for one, hit in done if (one.data, one.parts) == (data, parts)]
        nulls = [hit for one, hit in own if one.place is None]
        moved = [hit for one, hit in own if one.place is not None]
        results.append(RealResult(f"{data}, {parts}", len(nulls), sum(nulls), len(moved), sum(moved)))
    return results


@cache
def readings(data: str, parts: int) -> tuple[dict[Place, float], ...]:
    """The means of each tag of each batch: over the batch, or over each part of it."""
    source = folder()
    assert source is not None
    found: dict[str, list[dict[str, float]]] = {}
    with (source / f"{data}.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            tags = {tag: float(text) for tag, text in row.items() if tag not in ("batch_id", "ClockTime")}
            found.setdefault(row["batch_id"], []).append(tags)
    return tuple(_means(samples, parts) for samples in found.values())


def _means(samples: Sequence[dict[str, float]], parts: int) -> dict[Place, float]:
    tags = list(samples[0])
    means = {}
    for part in range(parts):
        inside = samples[part * len(samples) // parts : (part + 1) * len(samples) // parts]
        for number, tag in enumerate(tags, start=1):
            step = f"part {part + 1}" if parts > 1 else f"tag {number}"
            means[step, tag.lower()] = sum(sample[tag] for sample in inside) / len(inside)
    return means


def _spread(batches: Sequence[dict[Place, float]], place: Place) -> float:
    return stdev(batch[place] for batch in batches)


def _records(batches: Sequence[dict[Place, float]], asked: int) -> Asked:
    steps = dict.fromkeys(step for step, _ in batches[0])
    document = ['format = 1\ncode = "REAL"\nname = "Real"\nyields = "1000 g"\n']
    document += [f'[[step]]\nname = "{step}"\n' for step in steps]
    lines = [_HEADER]
    for i, batch in enumerate(batches):
        code = f"REAL-{i + 1}"
        lines.append(_size(code, "REAL", _DAY + timedelta(days=i), "crew"))
        lines.append(f"{code},REAL,,batch,outcome,{'bad' if i == asked else 'good'},,,,")
        lines += [f"{code},REAL,{step},read,{tag},{_digits(x)},,,," for (step, tag), x in batch.items()]
    return records_of(("\n".join(document),), "\n".join(lines), f"REAL-{asked + 1}")


def _size(code: str, formula: str, at: datetime, by: str) -> str:
    return f"{code},{formula},,batch,size,1000,g,,{at:%Y-%m-%d %H:%M},{by}"


def _digits(x: float) -> str:
    return f"{float(f'{x:.6g}'):f}"


def real_table(results: Sequence[RealResult]) -> str:
    """The real batches in a markdown table."""
    lines = [
        "| real batches | good ones accused at 50 % or more | 6 sd in one reading: on top |",
        "| --- | --- | --- |",
    ]
    for each in results:
        top = f"{each.found} of {each.injected} ({each.found / each.injected:.0%})"
        lines.append(f"| {each.name} | {each.accused} of {each.batches} | {top} |")
    for name, probability in orange_juice().items():
        lines.append(f"| orange juice, {name} | says {probability:.2f} (at most possible: below .50) | |")
    return "\n".join(lines)


def orange_juice() -> dict[str, float]:
    """What the trace makes of the two published causes: its probability of each, in the sample it spoiled."""
    document = """
        format = 1
        code = "JUICE"
        name = "Cans of orange juice concentrate"
        yields = "1000 g"
        [[ingredient]]
        name = "cardboard"
        amount = "1000 g"
        [[step]]
        name = "form cans"
        uses = ["cardboard"]
    """
    lines = [_HEADER]
    for sample, leaking in enumerate(CANS, start=1):
        code, at = f"JUICE-{sample}", _DAY + timedelta(minutes=30 * sample)
        lot = "CB-2" if sample >= 15 else "CB-1"
        lines.append(_size(code, "JUICE", at, "new hand" if sample == 23 else "crew"))
        lines.append(f"{code},JUICE,,batch,outcome,{'bad' if leaking > LEAKING_AT_MOST else 'good'},,,,")
        lines.append(f"{code},JUICE,form cans,weighed,cardboard,,,{lot},,")
    said = {}
    for sample, factor in ((15, "lot:cardboard=CB-2"), (23, "operator:new hand")):
        found = trace(*records_of((document,), "\n".join(lines), f"JUICE-{sample}"))
        probabilities = {each.factor: each.probability for each in found.candidates}
        said[f"sample {sample}, {factor}"] = probabilities[factor]
    return said
