"""Somebody who types at the real guided run, in a pseudo-terminal of 80 x 24.

Run by hand, `python -m tests.cli.typist`, it types in all twelve sample batches and compares what is
recorded with what an import of the same history records.
"""

from __future__ import annotations

import csv
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pexpect

from recipekeeper.batch.model import BatchRecord, Entry, Kind, Plan
from recipekeeper.formula.model import Step
from recipekeeper.operations import batches
from recipekeeper.operations.context import Context
from recipekeeper.operations.formulas.versions import add_formulas
from recipekeeper.operations.history import histories
from recipekeeper.store import open_store
from tests.cli.hands import RECIPES, SOAP

HISTORY = RECIPES / "soap-history.csv"
RK = "from recipekeeper.cli import main; main()"
DOWN, END = "\x1b[B", "\x1b[F"
COMPARED = (Kind.BEGIN, Kind.DONE, Kind.WEIGH, Kind.READ, Kind.NOTE, Kind.YIELD, Kind.UNITS)

Row = dict[str, str]


def environment(store: Path, by: str = "Ana", **more: str) -> dict[str, str]:
    """What the program finds around it: a terminal as most are, and nothing of ours."""
    ours = {"RECIPEKEEPER_STORE": str(store), "RECIPEKEEPER_BY": by, "RECIPEKEEPER_STATION": "A"}
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("RECIPEKEEPER", "NO_COLOR", "COLUMNS", "LINES"))
    }
    return {**kept, "TERM": "xterm-256color", **ours, **more}


def guided_run(store: Path, batch: str, by: str = "Ana", until: str = "q leave", **more: str) -> Any:
    """The guided run on a terminal, drawn until these words stand there."""
    program = pexpect.spawn(
        sys.executable,
        ["-c", RK, "run", batch],
        env=environment(store, by, **more),
        dimensions=(24, 80),
        encoding="utf-8",
        timeout=20,
    )
    program.delaybeforesend = None
    program.expect_exact(until)
    return program


def type_and_leave(program: Any, keys: str) -> str:
    """Type all that quickly, leave, and give what was said at the end."""
    for begin in range(0, len(keys), 500):
        program.send(keys[begin : begin + 500])
    program.send("q")
    program.expect(pexpect.EOF)
    program.close()
    assert program.exitstatus == 0, program.before
    return str(program.before)


def context(store: Path, at: datetime | None = None, by: str = "Ana") -> Context:
    now = at or datetime.now().astimezone()
    return Context(open_store(str(store), station="A"), now, by=by)


def with_soap(folder: Path, at: datetime) -> Path:
    """A store in which the soap was released at that time."""
    store = folder / "store.db"
    add_formulas(context(store, at), [SOAP], release=True)
    return store


@dataclass(frozen=True)
class Past:
    """One batch of the sample history."""

    code: str
    rows: Sequence[Row]

    @property
    def start(self) -> Row:
        return next(row for row in self.rows if row["name"] == "size")

    def keys(self, plan: Plan) -> str:
        """What is typed to enter it, each entry at its own time."""
        typed: list[str] = []
        for step in plan.formula.steps:
            rows = [row for row in self.rows if row["step"] == step.name]
            if rows:
                typed += _step_keys(plan, step, rows)
        return "".join([*typed, *self._end_keys(plan)])

    def _end_keys(self, plan: Plan) -> Iterator[str]:
        made = {row["name"]: row for row in self.rows if row["kind"] == "batch"}
        for row in self.rows:
            if row["kind"] == "note" and not row["step"]:
                yield f"@{row['at']}\rn{row['value']}\r"
        if "yield" not in made and "units" not in made:
            return
        undone = {step.name for step in plan.formula.steps} - {row["step"] for row in self.rows}
        yield END if undone else ""
        last = max(row["at"] for row in self.rows if row["name"] in ("yield", "units"))
        for name in ("yield", "units"):
            yield f"{made[name]['value']} {made[name]['unit']}\r" if name in made else DOWN
        yield f"@{last}\rd{'y' if undone else ''}"


def past_batches() -> list[Past]:
    """The twelve of them."""
    with HISTORY.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    codes = dict.fromkeys(row["batch"] for row in rows)
    return [Past(code, [row for row in rows if row["batch"] == code]) for code in codes]


def _step_keys(plan: Plan, step: Step, rows: Sequence[Row]) -> Iterator[str]:
    """Begin the step, go to what each row speaks of, and end the step."""
    weights = [line.name for line in plan.scaled.lines if line.step == step.name]
    asked = [*weights, *(check.measure for check in step.checks)]
    words = {check.measure: check.words for check in step.checks if check.words}
    critical = {check.measure for check in step.checks if check.is_critical}
    left: list[str] = []
    for row in sorted(rows, key=lambda row: row["kind"] == "ended"):
        at = f"@{row['at']}\r"
        in_words = bool(asked) and asked[0] in words
        match row["kind"]:
            case "started":
                yield f"{at}\r"
            case "ended":
                is_asked = bool(asked) or any(one in critical for one in left)
                yield f"{at}{'D' if in_words else 'd'}{'y' if is_asked else ''}"
            case "note":
                yield f"{at}{'N' if in_words else 'n'}{row['value']}\r"
            case _:
                while asked[0] != row["name"]:
                    put_off = asked.pop(0)
                    if put_off in weights:
                        asked.insert(sum(one in weights for one in asked), put_off)
                    else:
                        left.append(put_off)
                    yield DOWN
                asked.pop(0)
                lot = f" {row['lot']}" if row["lot"] else ""
                strange = row["name"] in words and row["value"] not in words[row["name"]]
                yield f"{row['value']}{lot} {at}{'y' if strange else ''}"
                if _is_short(plan, row):
                    yield DOWN


def _is_short(plan: Plan, row: Row) -> bool:
    """Whether there is more to weigh of it by plan, so that it is asked on."""
    line = plan.scaled.line(row["name"])
    if line is None or line.tolerance is None:
        return False
    return Decimal(row["value"]) < line.planned.value - line.tolerance.value


def recorded(record: BatchRecord) -> Counter[tuple[str, ...]]:
    """What a log says, without the order in which it was entered and without the words of the start."""
    return Counter(_fact(entry) for entry in record.state.in_force if entry.kind in COMPARED)


def _fact(entry: Entry) -> tuple[str, ...]:
    value = "" if entry.value is None else str(entry.value)
    at = entry.happened_at.isoformat() if entry.happened_at else ""
    made = entry.kind in (Kind.YIELD, Kind.UNITS)
    # A note is of the step that is under way; the history has one of a step that never was.
    step = entry.step if entry.step and entry.kind is not Kind.NOTE else ""
    return entry.kind.value, step, entry.name or "", value, entry.lot or "", "" if made else at


def typed(past: Past, folder: Path) -> BatchRecord:
    """A batch of the history, typed into the guided run by who made it."""
    start = past.start
    at, by = datetime.fromisoformat(start["at"]), start["by"]
    store = with_soap(folder, at)
    plan = batches.start_batch(context(store, at, by), "SOAP-LAV", code=past.code).record.plan
    type_and_leave(guided_run(store, past.code, by), past.keys(plan))
    return batches.show_batch(context(store), past.code)


def imported(folder: Path) -> Path:
    """A store with the whole history as an import records it."""
    store = with_soap(folder, datetime(2026, 1, 1, tzinfo=UTC))
    histories.import_history(context(store), HISTORY)
    return store


def type_the_twelve() -> int:
    """All of them, by hand; how many differ from what an import records."""
    different = 0
    with tempfile.TemporaryDirectory() as folder:
        past = imported(Path(folder))
        for one in past_batches():
            with tempfile.TemporaryDirectory() as own:
                ours = recorded(typed(one, Path(own)))
            theirs = recorded(batches.show_batch(context(past), one.code))
            different += ours != theirs
            differs = "" if ours == theirs else f", and not as imported: {ours - theirs} {theirs - ours}"
            sys.stdout.write(f"{one.code}: {sum(ours.values())} entries{differs}\n")
    return different


if __name__ == "__main__":
    sys.exit(type_the_twelve())
