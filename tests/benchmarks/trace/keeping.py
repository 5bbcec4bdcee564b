"""Scenarios kept in a folder outside of the project, so that the next run need not make them again."""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.trace.batches import Asked, records
from tests.benchmarks.trace.oracle import oracle
from tests.benchmarks.trace.simulator import Scenario, scenario


def kept(seed: str, n_past: int, number: int, folder: Path | None = None) -> Kept:
    """A scenario with its records and the oracle's ranking, from the folder if it is there already."""
    path = folder / f"{seed}-{n_past}-{number}.pickle" if folder else None
    if path and path.exists():
        found: Kept = pickle.loads(path.read_bytes())
        return found
    made = scenario(seed, n_past, number)
    batches = records(made)
    both = Kept(made, batches, oracle(made, batches)[:3])
    if path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(pickle.dumps(both, protocol=pickle.HIGHEST_PROTOCOL))
    return both


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of one."""

    scenario: Scenario
    batches: Asked
    ceiling: list[tuple[str, float]]
