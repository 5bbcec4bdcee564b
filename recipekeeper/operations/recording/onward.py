"""On to what comes next: the running step is done, and the following one begins, in one act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recipekeeper.batch.agenda import Agenda, StepAsked, asked
from recipekeeper.batch.model import BatchRecord, Draft, Kind
from recipekeeper.batch.record import extended
from recipekeeper.errors import Doubtful, Refused
from recipekeeper.operations.context import Context
from recipekeeper.operations.finding import only_step_under_way
from recipekeeper.operations.recording.left_out import left_out_of, refuse_forgotten
from recipekeeper.operations.recording.log import Logged, Wanted, append, moment_text, refuse_if_over

if TYPE_CHECKING:
    from recipekeeper.batch.consequence import Consequence


def go_on(context: Context, batch: str | None, why: str | None = None, *, accept: bool = False) -> Logged:
    """The step under way is done and the following begins; where none is under way, the next one begins.

    Raises Doubtful where the step that ends has something that is not recorded, unless `accept` says that
    it is right so; Refused where nothing comes next; Unexplained where the next step needs a reason, `why`.
    """

    def want(record: BatchRecord) -> Wanted:
        refuse_if_over(record, "go on with")
        agenda = asked(record, context.happened_at)
        ends = agenda.step(only_step_under_way(record, "done").name) if agenda.under_way else None
        begins = agenda.following if ends else agenda.current
        if ends is None and (begins is None or not begins.number):
            code = record.plan.batch
            raise Refused(f"Every step of {code} has ended. What is left: rk finish {code} --yield AMOUNT")
        if ends is not None:
            _refuse_early(context, ends)
            if ends.open_items and not accept:
                raise Doubtful(not_recorded(ends))
        return _wanted(context, record, agenda, ends, begins, why)

    return append(context, batch, want, why=why)


def not_recorded(step: StepAsked) -> str:
    """`Not recorded at make lye: water, lye peak.`: what a step lacks that is about to end."""
    names = ", ".join(item.name for item in step.open_items)
    return f"Not recorded at {step.name}: {names}."


def _refuse_early(context: Context, step: StepAsked) -> None:
    began = step.run.began_at
    if began and context.at and context.at < began:
        raise Refused(
            f"{step.name} cannot have ended at {moment_text(context.at)}: it began at {moment_text(began)}."
        )


def _wanted(
    context: Context,
    record: BatchRecord,
    agenda: Agenda,
    ends: StepAsked | None,
    begins: StepAsked | None,
    why: str | None,
) -> Wanted:
    drafts = []
    consequences: tuple[Consequence, ...] = ()
    if ends is not None:
        drafts.append(Draft(agenda.batch, Kind.DONE, context.happened_at, step=ends.name))
        consequences = left_out_of(context, record, ends.step)
        record = _as_if(context, record, drafts[0])
    if begins is None:
        return Wanted(
            drafts,
            (f"It was the last step: rk finish {agenda.batch} --yield AMOUNT",),
            consequences=consequences,
        )
    remarks, more = refuse_forgotten(context, record, begins.step, "begin", why)
    drafts.append(Draft(agenda.batch, Kind.BEGIN, context.happened_at, step=begins.name, why=why))
    return Wanted(drafts, remarks, consequences=(*consequences, *more))


def _as_if(context: Context, record: BatchRecord, draft: Draft) -> BatchRecord:
    """The record with the end of the step in it: what the next begin finds."""
    seq = record.entries[-1].seq + 1
    entry = draft.entry(entry_id="", seq=seq, act="", recorded_at=context.now, by=context.who)
    return extended(record, [entry])
