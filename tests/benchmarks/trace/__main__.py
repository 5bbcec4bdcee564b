"""How good the trace is: `python -m tests.benchmarks.trace --seed S --scenarios K -n 5,10,30,100`.

Prints tables in markdown, and writes them with `-o FILE`. `--keep FOLDER` keeps the scenarios for the next run.
Real batches are asked about where the package process-improve is installed, or alone with
`--scenarios 0 --no-symptoms`; what a symptom adds is alone with `--scenarios 0 --no-real`.
"""

from __future__ import annotations

import argparse
import itertools
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.progress import track

from recipekeeper.trace import trace
from tests.benchmarks.trace import real, symptoms
from tests.benchmarks.trace.baselines import baselines
from tests.benchmarks.trace.keeping import kept
from tests.benchmarks.trace.scoring import Answer, tables

JUDGES = (*baselines(), "trace", "oracle")
_Asked = TypeVar("_Asked")
_Told = TypeVar("_Told")


def main() -> int:
    """Run what was asked for."""
    options = _options()
    past = [int(n) for n in options.n.split(",")]
    parts = []
    with ProcessPoolExecutor(options.processes) as pool:
        if options.scenarios:
            work = list(itertools.product([options.seed], past, range(options.scenarios), [options.keep]))
            said = _done(pool, _answers, work, "scenarios")
            answers = [answer for each in said for answer in each]
            parts = [
                f"Seed {options.seed}, {options.scenarios} scenarios for each N.",
                tables(answers, JUDGES, past),
            ]
        if options.symptoms:
            cases = list(itertools.product([options.seed], symptoms.PAST, range(symptoms.SCENARIOS)))
            heard = _done(pool, symptoms.told, cases, "symptoms")
            parts.append(symptoms.symptom_table([each for each in heard if each]))
        if options.real:
            parts.append(_real(pool, options.seed))
    text = "\n\n".join(parts)
    print(text)
    if options.output:
        options.output.write_text(text + "\n", encoding="utf-8")
    return 0


def _real(pool: ProcessPoolExecutor, seed: str) -> str:
    if real.folder() is None:
        return "Real batches: not asked about; pip install --no-deps process-improve brings them."
    work = list(real.work(seed))
    hits = _done(pool, partial(real.is_hit, seed=seed), work, "real batches")
    return real.real_table(real.summary(list(zip(work, hits, strict=True))))


def _done(
    pool: ProcessPoolExecutor, do: Callable[[_Asked], _Told], work: list[_Asked], what: str
) -> Iterable[_Told]:
    """The work done in order, with a bar on stderr."""
    return list(track(pool.map(do, work, chunksize=4), what, len(work), console=Console(stderr=True)))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.trace", description=__doc__)
    parser.add_argument("--seed", default="1", help="any text")
    parser.add_argument("--scenarios", type=int, default=160, help="for each N; a multiple of 16 is balanced")
    parser.add_argument("-n", default="5,10,30,100", help="numbers of past batches")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--keep", type=Path, help="a folder for the scenarios, outside of the project")
    parser.add_argument("--no-real", dest="real", action="store_false", help="no real batches")
    parser.add_argument("--no-symptoms", dest="symptoms", action="store_false", help="nothing of symptoms")
    parser.add_argument("-o", dest="output", type=Path, help="write the tables to this file, too")
    return parser.parse_args()


def _answers(work: tuple[str, int, int, Path | None]) -> list[Answer]:
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
