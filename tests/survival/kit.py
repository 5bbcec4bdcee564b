"""The whole program as a maker runs it: what is to be survived in a process of its own, at a bench of its own."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import chdir
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby
from pathlib import Path

from click.testing import CliRunner

from recipekeeper.batch.model import Entry
from recipekeeper.cli.program import program
from recipekeeper.store import open_store, verify

RK = Path(sys.executable).with_name("rk")
RECIPES = Path(__file__).parents[2] / "recipes"
SOAP = RECIPES / "lavender-shea-soap.toml"
HISTORY = RECIPES / "soap-history.csv"
WEEKS_OF_SAMPLES = 12

Done = subprocess.CompletedProcess[str]


@dataclass(frozen=True)
class Bench:
    """A folder to work in, and a store."""

    folder: Path
    store: str
    surroundings: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        ours = {"RECIPEKEEPER_STORE": self.store, "RECIPEKEEPER_BY": "Ana", "RECIPEKEEPER_STATION": "A"}
        return os.environ | ours | self.surroundings

    def start(self, *words: str | Path) -> subprocess.Popen[str]:
        """The program under way, at the head of a process group of its own."""
        return subprocess.Popen(
            [RK, *words],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def __call__(self, *words: str | Path, largest_file: int | None = None) -> Done:
        """What the program did; `largest_file` is all that the disk has room for, in bytes."""
        limited = ["prlimit", f"--fsize={largest_file}"] if largest_file else []
        return subprocess.run(
            [*limited, RK, *words],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    def did(self, *words: str | Path) -> str:
        """What the program answered, in this process: of what goes before and after, which must succeed."""
        with chdir(self.folder):
            done = CliRunner().invoke(program, [str(word) for word in words], env=self.environment)
        assert done.exit_code == 0, done.output
        return done.stdout

    def log(self, batch: str = "B1") -> list[Entry]:
        with open_store(self.store, station="A").read() as reading:
            return reading.entries(batch)

    def problems(self) -> Sequence[str]:
        return verify(open_store(self.store, station="A")).problems


def notes(entries: Sequence[Entry]) -> set[str]:
    """What was noted, and the lots of what was weighed."""
    return {str(entry.lot or entry.value) for entry in entries}


def past(file: Path, batches: int) -> Path:
    """A history of that many batches: the twelve samples again and again, twelve weeks earlier each time."""
    with HISTORY.open(encoding="utf-8", newline="") as samples, file.open("w", newline="") as made:
        header, *rows = csv.reader(samples)
        writer = csv.writer(made)
        writer.writerow(header)
        for number, sample in enumerate(_again_and_again(rows, batches)):
            earlier = timedelta(weeks=number // WEEKS_OF_SAMPLES * WEEKS_OF_SAMPLES)
            for _, *facts, at, by in sample:
                moved = (datetime.fromisoformat(at) - earlier).isoformat() if at else ""
                writer.writerow([f"B-{number + 1:04}", *facts, moved, by])
    return file


def _again_and_again(rows: list[list[str]], batches: int) -> Iterator[list[list[str]]]:
    samples = [list(each) for _, each in groupby(rows, key=lambda row: row[0])]
    for number in range(batches):
        yield samples[number % len(samples)]
