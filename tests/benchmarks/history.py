"""What a long history costs: `make bench-history`, about two minutes.

In a store of 10,000 batches of one formula `rk trace` of a bad one takes at most 1.5 times as long as
`rk batch show` of it. The ratio is the median of paired runs, whole processes one after the other, so that a
machine that is busy for a while slows both sides of a pair. `rk chart`, which draws all of the batches, is
told beside it.
"""

from __future__ import annotations

import csv
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

BATCHES = 10_000
PAIRS = 15
TRACE_AT_MOST = 1.5
BAD = 0.04
RK = [sys.executable, "-c", "from recipekeeper.cli import main; main()"]
FORMULA = Path(__file__).parents[2] / "recipes" / "lavender-shea-soap.toml"
COLUMNS = ("batch", "formula", "step", "kind", "name", "value", "unit", "lot", "at", "by")

_EVERY = timedelta(hours=8)
_FIRST = datetime(2016, 1, 4, 9, tzinfo=UTC)


def main() -> int:
    """Print the ratios; the exit code is 1 where that of the trace is too large."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "RECIPEKEEPER_STORE": f"{folder}/store.db", "RECIPEKEEPER_BY": "bench"}
        history = Path(folder, "history.csv")
        asked = write_history(history)
        _run([*RK, "formula", "add", str(FORMULA), "--release"], environment)
        _run([*RK, "history", "import", str(history)], environment)
        show = [*RK, "batch", "show", asked, "--json"]
        trace = _ratio([*RK, "trace", asked, "--json"], show, environment, PAIRS)
        chart = _ratio([*RK, "chart", "SOAP-LAV", "combine/oil temperature", "--json"], show, environment, 3)
    print(f"rk trace over {BATCHES} batches: {trace:.2f} of rk batch show (at most {TRACE_AT_MOST})")
    print(f"rk chart over {BATCHES} batches: {chart:.1f} of rk batch show")
    return int(trace > TRACE_AT_MOST)


def write_history(file: Path) -> str:
    """As many batches of the lavender soap, 21 rows each; gives the code of the last bad one."""
    chance = random.Random(7)
    last_bad = ""
    with file.open("w", newline="", encoding="utf-8") as text:
        rows = csv.writer(text)
        rows.writerow(COLUMNS)
        for number in range(BATCHES):
            code, is_bad = f"B-{number:05d}", chance.random() < BAD
            last_bad = code if is_bad else last_bad
            operator = chance.choice(["AK", "MR", "TS"])
            for step, kind, name, value, unit, lot, minutes in batch_rows(chance, number, is_bad=is_bad):
                at = "" if minutes is None else _FIRST + _EVERY * number + timedelta(minutes=minutes)
                rows.writerow([code, "SOAP-LAV", step, kind, name, value, unit, lot, at, operator])
    return last_bad


_Row = tuple[str, str, str, str, str, str, float | None]


def batch_rows(chance: random.Random, number: int, *, is_bad: bool) -> Iterator[_Row]:
    """One batch; most of the bad ones had cold oil, and so a false trace."""
    is_cold = is_bad and chance.random() < 0.7

    def about(middle: float, spread: float, digits: int = 1) -> str:
        return f"{chance.gauss(middle, spread):.{digits}f}"

    def weighed(step: str, name: str, grams: str, lot: str = "") -> _Row:
        return (step, "weighed", name, grams, "g", lot, None)

    def read(step: str, name: str, value: str, unit: str = "degC") -> _Row:
        return (step, "read", name, value, unit, "", None)

    def timed(step: str, kind: str, minutes: float) -> _Row:
        return (step, kind, "", "", "", "", minutes)

    lye = 12 + chance.gauss(2, 0.5)
    lye_done = lye + chance.gauss(8, 1)
    combine = lye_done + chance.gauss(30, 4)
    yield ("", "batch", "size", "5867", "g", "", 0)
    yield ("", "batch", "version", "1", "", "", None)
    yield timed("weigh oils", "started", 2)
    yield weighed("weigh oils", "olive oil", about(2000, 1.5, 0), f"OO-{number // 40}")
    yield weighed("weigh oils", "coconut oil", about(1200, 1, 0), f"CO-{number // 55}")
    yield weighed("weigh oils", "shea butter", about(800, 1, 0), f"SB-{number // 70}")
    yield timed("weigh oils", "ended", 12)
    yield timed("make lye", "started", lye)
    yield weighed("make lye", "water", about(1143.7, 2))
    yield weighed("make lye", "sodium hydroxide", about(563.2, 0.2), f"NA-{number // 90}")
    yield read("make lye", "lye peak", about(87, 2, 0))
    yield timed("make lye", "ended", lye_done)
    yield timed("combine", "started", combine)
    yield read("combine", "oil temperature", about(31 if is_cold else 43, 0.8))
    yield read("combine", "lye temperature", about(41.5, 0.8))
    yield timed("combine", "ended", combine + (1.5 if is_cold else chance.gauss(4.3, 0.5)))
    yield weighed("add lavender", "lavender essential oil", about(120, 0.3), f"LV-{number // 60}")
    yield read("pour", "pour temperature", about(43, 0.8))
    yield read("set", "core peak", about(73, 1.5, 0))
    yield read("zap test", "zap", "pass", "")
    yield ("", "batch", "outcome", "bad" if is_bad else "good", "", "", 900)


def _ratio(ours: Sequence[str], yardstick: Sequence[str], environment: dict[str, str], pairs: int) -> float:
    for command in (ours, yardstick):
        _run(command, environment)
    return statistics.median(_run(ours, environment) / _run(yardstick, environment) for _ in range(pairs))


def _run(command: Sequence[str], environment: dict[str, str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
