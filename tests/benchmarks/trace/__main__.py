"""How good the trace is: `python -m tests.benchmarks.trace --seed S --scenarios K -n 5,10,30,100`.

Prints tables in markdown; `--keep FOLDER` keeps the scenarios for the next run.
"""

from __future__ import annotations

import argparse
import itertools
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from rich.console import Console
from rich.progress import track

from recipekeeper.trace import trace
from tests.benchmarks.trace.baselines import baselines
from tests.benchmarks.trace.keeping import kept
from tests.benchmarks.trace.scoring import Answer, tables

JUDGES = (*baselines(), "trace", "oracle")


def main() -> int:
    """Run what was asked for."""
    options = _options()
    past = [int(n) for n in options.n.split(",")]
    work = list(itertools.product([options.seed], past, range(options.scenarios), [options.keep]))
    answers: list[Answer] = []
    with ProcessPoolExecutor(options.processes) as pool:
        done = pool.map(_answers, work, chunksize=4)
        for each in track(done, "scenarios", len(work), console=Console(stderr=True)):
            answers += each
    print(tables(answers, JUDGES, past))
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.trace", description=__doc__)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--scenarios", type=int, default=160, help="for each N; a multiple of 16 is balanced")
    parser.add_argument("-n", default="5,10,30,100", help="numbers of past batches")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--keep", type=Path, help="a folder for the scenarios, outside of the project")
    return parser.parse_args()


def _answers(work: tuple[str, int, int, Path | None]) -> Sequence[Answer]:
    made = kept(*work)
    scenario, batches = made.scenario, made.batches
    said = [(each.factor, each.probability) for each in trace(*batches).candidates]
    rankings = {"trace": said, "oracle": made.ceiling}
    rankings |= {name: rank(batches) for name, rank in baselines().items()}
    return [
        Answer(
            judge=judge,
            n_past=scenario.n_past,
            kind=scenario.kind,
            family=scenario.family,
            truth=scenario.truth,
            symptoms=scenario.symptoms,
            best=tuple(ranking[:3]),
        )
        for judge, ranking in rankings.items()
    ]


if __name__ == "__main__":
    raise SystemExit(main())
