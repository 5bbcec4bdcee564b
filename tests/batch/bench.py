"""A bench for tests: a small soap and a log that is written line by line, with the time beside it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any

from recipekeeper.batch.deviation import Deviation
from recipekeeper.batch.model import BatchRecord, BatchState, Entry, Kind, Plan
from recipekeeper.batch.record import record
from recipekeeper.files.formula_toml import load_text
from recipekeeper.formula.amounts.scale import scale
from recipekeeper.formula.model import Formula
from recipekeeper.quantity import Amount, Setpoint, read_amount, read_setpoint

SOAP = """
format = 1
code = "SOAP"
name = "Small soap"
kind = "cold-process soap"
yields = "1000 g"
yield_within = "90..102 %"

[[ingredient]]
name = "olive oil"
phase = "oils"
amount = "600 g"
tolerance = "1 %"
resolution = "1 g"

[[ingredient]]
name = "sodium hydroxide"
phase = "lye solution"
amount = "100 g"
purity = "77 %"                # old flakes: 77 g of NaOH for the 81.3 g that the oil could take up
tolerance = "0.5 g"
resolution = "0.1 g"

[[ingredient]]
name = "water"
phase = "lye solution"
amount = "300 g"

[[step]]
name = "weigh oils"
uses = ["oils"]
lasts = "10 min"
within = "5 min"

[[step]]
name = "make lye"
uses = ["lye solution"]

[[step]]
name = "combine"
lasts = "4 min"
within = "2 min"
wait_at_most = "30 min"

[[step.check]]
measure = "oil temperature"
target = "43 degC"
within = "3 degC"
critical = ["38 degC", "49 degC"]

[[step.check]]
measure = "trace"
is = ["light", "medium"]

[[step]]
name = "cure"

[[step.check]]
measure = "zap"
is = "none"
critical = true
"""

HERE = timezone(timedelta(hours=1))
DAY = datetime(2026, 11, 21, tzinfo=HERE)


def at(clock: str) -> datetime:
    """`09:30` of the day of the tests, or `+1 09:30` of the day after."""
    day, _, time = clock.rpartition(" ")
    hours, minutes, *seconds = (int(part) for part in time.split(":"))
    return DAY + timedelta(days=int(day or 0), hours=hours, minutes=minutes, seconds=sum(seconds))


def formula(text: str = SOAP) -> Formula:
    read, problems = load_text(text)
    assert read is not None, problems
    return read


def plan(text: str = SOAP, size: str | None = None) -> Plan:
    master = formula(text)
    scaled = scale(master, read_amount(size) if size else None)
    return Plan("SOAP-261121-1", master, 1, scaled)


@dataclass
class Log:
    """A log that grows; every line is recorded when it happens unless `recorded` says otherwise."""

    plan: Plan = field(default_factory=plan)
    entries: list[Entry] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.add(Kind.START, "08:00", value=self.plan.scaled.yields)

    def add(self, kind: Kind, clock: str | None, *, recorded: str | None = None, **said: Any) -> Log:
        seq = len(self.entries)
        happened = at(clock) if clock else None
        recorded_at = at(recorded) if recorded else happened or self.entries[-1].recorded_at
        said = {"by": "Ana", "act": f"A-{seq}", **said}
        batch = self.plan.batch
        entry = Entry(f"A-{seq}", batch, seq, kind, recorded_at=recorded_at, happened_at=happened, **said)
        self.entries.append(entry)
        return self

    def begin(self, step: str, clock: str, **said: Any) -> Log:
        return self.add(Kind.BEGIN, clock, step=step, **said)

    def done(self, step: str, clock: str, **said: Any) -> Log:
        return self.add(Kind.DONE, clock, step=step, **said)

    def weigh(self, name: str, amount: str, clock: str, **said: Any) -> Log:
        line = self.plan.scaled.line(name)
        return self.add(
            Kind.WEIGH, clock, step=line.step if line else None, name=name, value=read_amount(amount), **said
        )

    def read(self, place: str, value: str, clock: str, **said: Any) -> Log:
        step, _, name = place.partition("/")
        reading: Setpoint | str = read_setpoint(value) if value[0].isdigit() else value
        return self.add(Kind.READ, clock, step=step, name=name, value=reading, **said)

    def correct(self, seq: int, amount: str, clock: str) -> Log:
        wrong = self.entries[seq]
        right: Amount = read_amount(amount)
        return self.add(
            Kind.CORRECT,
            wrong.happened_at.strftime("%H:%M") if wrong.happened_at else None,
            recorded=clock,
            supersedes=seq,
            step=wrong.step,
            name=wrong.name,
            value=right,
            lot=wrong.lot,
            why="misread",
        )

    def undo(self, seq: int, clock: str) -> Log:
        return self.add(Kind.UNDO, clock, supersedes=seq)

    @property
    def record(self) -> BatchRecord:
        return record(self.plan, self.entries)

    @property
    def state(self) -> BatchState:
        return self.record.state

    @property
    def deviations(self) -> tuple[Deviation, ...]:
        return self.record.deviations


def whole_batch() -> Log:
    """A batch in which everything is as planned."""
    return (
        Log()
        .begin("weigh oils", "09:00")
        .weigh("olive oil", "600 g", "09:03", lot="OO-1")
        .done("weigh oils", "09:10")
        .begin("make lye", "09:12")
        .weigh("sodium hydroxide", "100 g", "09:13")
        .weigh("water", "300 g", "09:14")
        .done("make lye", "09:20")
        .begin("combine", "09:40")
        .read("combine/oil temperature", "43 degC", "09:40")
        .read("combine/trace", "light", "09:44")
        .done("combine", "09:44")
        .begin("cure", "10:00")
        .read("cure/zap", "none", "+3 10:00")
        .done("cure", "+42 10:00")
        .add(Kind.YIELD, "+42 11:00", value=read_amount("970 g"))
        .add(Kind.FINISH, "+42 11:00")
    )
