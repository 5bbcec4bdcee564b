"""From the printed sheet into the record: what each blank asks, and what was written into it by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from recipekeeper.batch.agenda import asked
from recipekeeper.batch.blanks import Blank, Written, blanks
from recipekeeper.batch.model import BatchRecord, StepRun
from recipekeeper.operations.context import Context
from recipekeeper.operations.finding import find_batch
from recipekeeper.operations.recording import bench, decide
from recipekeeper.operations.recording.log import Logged, refuse_if_void
from recipekeeper.operations.when import read_when

_HALF_A_DAY = timedelta(hours=12)


def open_blanks(context: Context, batch: str) -> tuple[BatchRecord, list[Blank]]:
    """The batch, and the blanks of its sheet that nothing fills yet, in the order of the sheet."""
    with context.read() as reading:
        found = find_batch(context, reading, batch)
    refuse_if_void(found)
    return found, blanks(asked(found, context.now))


def read_time(text: str, record: BatchRecord, blank: Blank, now: datetime) -> datetime:
    """The moment that a time on the sheet means: a time of day is the one nearest to when it was expected.

    Raises QuantityError for what is no time.
    """
    return read_when(text, min(now, _expected(record, blank) + _HALF_A_DAY))


def _expected(record: BatchRecord, blank: Blank) -> datetime:
    """When by plan it was written, as far as the record says: never before the batch began."""
    name = blank.line.step if blank.line else blank.step.name if blank.step else None
    runs = record.state.steps
    position = next(
        (at for at, run in enumerate(runs) if run.name == name), len(runs) if not blank.line else 0
    )
    before = [at for run in runs[:position] if (at := _last_time(run))]
    began = runs[position].began_at if position < len(runs) else None
    started = record.state.started_at or record.entries[0].recorded_at
    expected = began or max([started, *before])
    if blank.written is Written.END and began and blank.step and blank.step.lasts:
        expected = began + timedelta(seconds=float(blank.step.lasts.seconds))
    return expected


def _last_time(run: StepRun) -> datetime | None:
    return run.ended_at or run.began_at


def fill(
    context: Context,
    batch: str,
    blank: Blank,
    value: str,
    *,
    lot: str | None = None,
    instrument: str | None = None,
    second: str | None = None,
    at: datetime | None = None,
    made: Mapping[Written, str] | None = None,
    why: str | None = None,
    accept: bool = False,
) -> Logged:
    """What was written into a blank; it is marked as transcribed, and happened at the time that stood there.

    `instrument` and `second` are what it was read with and who checked it. `made` is what stood in the blanks
    for yield and units: the finish records it. Raises Doubtful and Unexplained as the commands do that the
    blank stands for.
    """
    late = replace(context, at=at, transcribed=True)
    step = blank.step.name if blank.step else ""
    match blank.written:
        case Written.WEIGHT if blank.line:
            name = blank.line.name
            return bench.weigh(
                late, batch, name, value, lot, accept=accept, instrument=instrument, checked_by=second
            )
        case Written.READING if blank.check:
            name = f"{step}/{blank.check.measure}"
            return bench.read_measure(
                late, batch, name, value, accept=accept, instrument=instrument, checked_by=second
            )
        case Written.START:
            return bench.begin(late, batch, step, why=why)
        case Written.END:
            return bench.done(late, batch, step, why=why)
        case Written.FINISH:
            gave = made or {}
            return decide.finish(late, batch, gave.get(Written.YIELD), gave.get(Written.UNITS))
        case _:
            return bench.note(late, batch, value)
