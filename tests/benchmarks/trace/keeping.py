"""Scenarios kept in a folder outside of the project, so that the next run need not make them again."""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from recipekeeper.batch import model
from recipekeeper.formula import model as formulas
from tests.benchmarks.trace import chances, drawing, families, going, sight, simulator, world, writing
from tests.benchmarks.trace import oracle as ceilings
from tests.benchmarks.trace.batches import Asked, records
from tests.benchmarks.trace.oracle import oracle
from tests.benchmarks.trace.simulator import Scenario, scenario

_MAKERS = (chances, drawing, families, going, ceilings, sight, simulator, world, writing, model, formulas)


def kept(seed: str, n_past: int, number: int, folder: Path | None = None) -> Kept:
    """A scenario with its records and the oracle's ranking, from the folder if it is there already."""
    path = folder / f"{_edition()}-{seed}-{n_past}-{number}.pickle" if folder else None
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


@cache
def _edition() -> str:
    """Changes with every word of what makes scenarios and records, so that nothing outdated is found."""
    texts = [Path(module.__file__ or "").read_bytes() for module in _MAKERS]
    return sha256(b"".join(texts)).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of one."""

    scenario: Scenario
    batches: Asked
    ceiling: list[tuple[str, float]]
