"""The one way in for an entry: inside an act, on the record as it stands, with the answer worked out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from recipekeeper.batch.deviation import Deviation
from recipekeeper.batch.model import COMPANIONS, TRANSCRIBED, BatchRecord, Draft, Entry, Kind, State
from recipekeeper.batch.record import extended
from recipekeeper.errors import Refused
from recipekeeper.operations.context import Context
from recipekeeper.operations.finding import find_batch
from recipekeeper.quantity import duration_text
from recipekeeper.store import Reading

if TYPE_CHECKING:
    from recipekeeper.batch.consequence import Consequence

WORK = frozenset({Kind.DONE, Kind.SKIP, Kind.WEIGH, Kind.READ, Kind.NOTE, Kind.SPLIT, Kind.LOSS})
"""What is done at the bench, and may still be noted when the batch is finished."""

AHEAD_AT_MOST = timedelta(minutes=5)
"""How far a typed time may lie ahead: clocks of two stations differ by that much."""


@dataclass(frozen=True, slots=True)
class Logged:
    """What an entry brought: the record as it is now, the deviations that are new, what was understood."""

    record: BatchRecord
    entries: tuple[Entry, ...]
    new_deviations: tuple[Deviation, ...] = ()
    remarks: tuple[str, ...] = ()
    target: Entry | None = None
    """The entry that an undo, redo, correct or void acted on, as it stood before."""
    warnings: tuple[str, ...] = ()
    """What speaks against the entry, which was written all the same."""
    consequences: tuple[Consequence, ...] = ()
    """What the weights make of the batch, and what it is without something that is not recorded."""

    @property
    def batch(self) -> str:
        """The code of the batch."""
        return self.record.plan.batch

    @property
    def entry(self) -> Entry:
        """The entry that was asked for: the last one written."""
        return self.entries[-1]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an operation wants to write, and what it has to say about it."""

    entries: Sequence[Draft]
    remarks: tuple[str, ...] = ()
    target: Entry | None = None
    consequences: tuple[Consequence, ...] = ()


def append(
    context: Context,
    batch: str | None,
    want: Callable[[BatchRecord], Wanted],
    *,
    why: str | None = None,
    may_precede_start: bool = False,
) -> Logged:
    """Find the batch, ask `want` what to write, write it as one act, and give the record as it is then.

    `may_precede_start` is for the one entry that says when the batch began.
    """
    if not context.store.has_place:  # so that a slip in an empty folder makes no store
        with context.read() as reading:
            find_batch(context, reading, batch)
    with context.act(why) as act:
        before = find_batch(context, act, batch)
        _refuse_wrong_time(context, before, may_precede_start=may_precede_start)
        wanted = want(before)
        drafts = [_from_paper(context, draft) for draft in wanted.entries]
        entries = tuple(act.add_entry(draft) for draft in drafts)
        after = extended(before, entries)
        act.keep_card(after.plan.batch, after.state)
        warnings = _doubts(act, wanted.entries)
        consequences, advice = _effects(act, before, after)
    known = {deviation.number for deviation in before.deviations}
    return Logged(
        record=after,
        entries=entries,
        new_deviations=tuple(deviation for deviation in after.deviations if deviation.number not in known),
        remarks=(
            *advice,
            *wanted.remarks,
            *_finished_remark(before, wanted.entries),
            *_clock_remark(context, before),
        ),
        target=wanted.target,
        warnings=warnings,
        consequences=(*wanted.consequences, *consequences),
    )


def _from_paper(context: Context, draft: Draft) -> Draft:
    """The draft as it is; one that is typed off a sheet has the time that stood there, or none."""
    if not context.transcribed:
        return draft
    mark = None if draft.kind in COMPANIONS else TRANSCRIBED
    return replace(draft, happened_at=context.at, why=draft.why or mark)


def _effects(
    reading: Reading, before: BatchRecord, after: BatchRecord
) -> tuple[tuple[Consequence, ...], tuple[str, ...]]:
    if before.state.weighings == after.state.weighings:
        return (), ()
    # Only what changes a weight has effects on the whole.
    from recipekeeper.operations.recording.effects import effects

    return effects(reading, before, after)


def _doubts(reading: Reading, drafts: Sequence[Draft]) -> tuple[str, ...]:
    if not any(draft.lot and draft.kind is Kind.WEIGH for draft in drafts):
        return ()
    # Only what names a lot has need of the lots.
    from recipekeeper.operations.recording.lot_doubts import doubts

    return doubts(reading, drafts)


def refuse_if_void(batch: BatchRecord) -> None:
    """A void batch counts nowhere and takes no entries."""
    if batch.state.state is State.VOID:
        raise Refused(f"{batch.plan.batch} is void: it keeps its record and takes no more entries.")


def refuse_if_over(batch: BatchRecord, command: str) -> None:
    """What only a running batch can do."""
    refuse_if_void(batch)
    if batch.state.state is State.FINISHED:
        raise Refused(
            f"{batch.plan.batch} is finished, so there is nothing to {command}. "
            "Readings and notes may still be added; if it is not finished, take that back: rk undo"
        )


def refuse_time_ahead(context: Context) -> None:
    """An entry says what has happened; a typed time may lie ahead by no more than clocks differ."""
    if context.at is not None and context.at - context.now > AHEAD_AT_MOST:
        raise Refused(
            f"{moment_text(context.at)} is still to come; an entry says what has happened. "
            f"Now is {moment_text(context.now)}."
        )


def _refuse_wrong_time(context: Context, batch: BatchRecord, *, may_precede_start: bool) -> None:
    refuse_time_ahead(context)
    began = batch.state.started_at
    if context.at and began and context.at < began and not may_precede_start:
        raise Refused(
            f"{moment_text(context.at)} is before {batch.plan.batch} began ({moment_text(began)}). "
            "If the batch began earlier, correct its start first, e.g.: "
            f'rk correct 0 -b {batch.plan.batch} --at "{moment_text(context.at)}" --why "began earlier"'
        )


def _finished_remark(batch: BatchRecord, entries: Sequence[Draft]) -> tuple[str, ...]:
    """What is said to work that is entered after the finish: it counts, but perhaps another batch was meant."""
    if batch.state.state is not State.FINISHED or not any(entry.kind in WORK for entry in entries):
        return ()
    return (f"{batch.plan.batch} is finished; this is added to its record.",)


def _clock_remark(context: Context, batch: BatchRecord) -> tuple[str, ...]:
    last = batch.entries[-1].recorded_at if batch.entries else context.now
    if context.now >= last:
        return ()
    behind = duration_text(round((last - context.now).total_seconds()))
    return (f"The clock is {behind} behind the entry before; the durations this touches are marked.",)


def moment_text(at: datetime) -> str:
    """`2026-11-21 14:10`, in the offset in which it was said."""
    return at.strftime("%Y-%m-%d %H:%M")
