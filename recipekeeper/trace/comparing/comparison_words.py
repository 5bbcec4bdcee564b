"""A comparison in sentences: what stands out in a row, and what differs about the two batches as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from recipekeeper.batch.model import BatchRecord, State
from recipekeeper.formula.model import Formula
from recipekeeper.trace.comparing.beside import Beside
from recipekeeper.trace.comparing.compared import UNPLANNED, Comparison, Row, Side
from recipekeeper.trace.comparing.usual import ENOUGH
from recipekeeper.trace.model import Kind


def sentence(row: Row, that: BatchRecord | None) -> str:
    """`oil temperature 31.0 °C at combine; plan 40 to 46 °C, SLV-2 43.6 °C, usual 42.6 to 43.8 °C in 11 …`."""
    beside = [_planned(row)] if row.plan.text and row.kind not in (Kind.ORDER, Kind.SKIPPED) else []
    if that and row.that:
        own = f" (its plan {plan})" if (plan := other_plan(row)) else ""
        beside.append(f"{that.plan.batch} {row.that.text or 'blank'}{own}")
    if row.usual.text:
        # Words say themselves in how many: `full in 10 of 11`.
        of = "" if row.usual.middle is None else f" in {row.usual.batches}"
        beside.append(f"usual {row.usual.text}{of} good {'batch' if row.usual.batches == 1 else 'batches'}")
    return f"{_said(row)}; {', '.join(beside)}" if beside else _said(row)


def _planned(row: Row) -> str:
    return row.plan.text if row.plan.text == UNPLANNED else f"plan {row.plan.text}"


def _said(row: Row) -> str:
    text = row.this.text
    match row.kind:
        case Kind.ORDER:
            return f"{row.step} was begun {text}"
        case Kind.SKIPPED:
            return f"{row.step} {text}"
        case Kind.DURATION:
            return f"{row.step} took {text}" if text else f"how long {row.step} took is not recorded"
        case Kind.WAIT:
            return (
                f"waited {text} before {row.step}" if text else f"the wait before {row.step} is not recorded"
            )
        case _:
            at = f" at {row.step}" if row.step and row.kind is not Kind.WEIGHT else ""
            return f"{row.label} {text}{at}" if text else f"{row.label}{at} is not recorded"


def other_plan(row: Row) -> str:
    """The plan of the batch beside, where it is another one; "" where percent of it are told."""
    that = row.that
    if that is None or not that.text or that.plan == row.plan.text or that.percent is not None:
        return ""
    return that.plan


def short_label(row: Row, before: Row | None) -> str:
    """The label; a lot under the weight of its ingredient needs no more words."""
    is_of_it = before is not None and before.kind is Kind.WEIGHT and row.label == f"{before.label} lot"
    return "its lot" if row.kind is Kind.LOT and is_of_it else row.label


def facts(found: Comparison, look: Beside, this: BatchRecord, that: BatchRecord | None) -> tuple[str, ...]:
    """What has to be known beside the rows, the most important first."""
    return (
        *_about_good(found),
        *(_about_that(found, found.that) if found.that else ()),
        *_about_plans(found, this, that),
        *_about_used(found, look),
        *_about_usual(found),
        *_about_blanks(found),
    )


def _about_good(found: Comparison) -> Iterator[str]:
    this, good = found.this, len(found.good)
    if this.state is State.VOID:
        yield f"{this.batch} is void and counts nowhere."
    elif this.state is State.RUNNING:
        yield f"{this.batch} is still running: what is to come is blank."
    if not good:
        yield f"There is no other good batch of {this.formula}: only the plan tells."
    elif good < ENOUGH:
        batches = "1 good batch" if good == 1 else f"{good} good batches"
        yield f"Of {batches} nobody can say what is usual; it takes {ENOUGH}."


def _about_that(found: Comparison, that: Side) -> Iterator[str]:
    if found.golden:
        yield f"{that.batch} is, of {_counted(len(found.good), 'good batch')}, the one made most nearly as planned."
    elif not that.is_good:
        yield f"{that.batch} does not count as good: {_standing(that)}."


def _standing(side: Side) -> str:
    said = [side.state.value, side.disposition.value, f"outcome {side.outcome}" if side.outcome else ""]
    return ", ".join(each for each in said if each and each != "none")


def _about_plans(found: Comparison, this: BatchRecord, that: BatchRecord | None) -> Iterator[str]:
    mine, theirs = found.this, found.that
    if that is None or theirs is None:
        return
    if mine.version != theirs.version:
        yield (
            f"Two versions: {mine.batch} stands beside the plan of {mine.reference}, {theirs.batch} beside that of "
            f"{theirs.reference}."
        )
        yield from _only_in(this, that)
    if mine.size != theirs.size:
        yield (
            f"Two sizes, {mine.size} and {theirs.size}: weights are in percent of each plan as well, "
            f"and what is usual is reckoned for {mine.size}."
        )


def _only_in(this: BatchRecord, that: BatchRecord) -> Iterator[str]:
    for one, other in ((this, that), (that, this)):
        steps = _names_apart(one.plan.formula, other.plan.formula, "steps")
        lines = _names_apart(one.plan.formula, other.plan.formula, "lines")
        said = [f"{'steps' if len(steps) > 1 else 'step'} {_listed(steps)}"] if steps else []
        said += [_listed(lines)] if lines else []
        if said:
            yield f"Only in the plan of {one.plan.batch}: {'; '.join(said)}."


def _names_apart(one: Formula, other: Formula, what: str) -> list[str]:
    """Names of steps or lines that the other version has neither as they are nor renamed."""
    mine, theirs = ((each.steps if what == "steps" else each.lines) for each in (one, other))
    known = {each.name.casefold() for each in theirs} | {each.was.casefold() for each in theirs if each.was}
    return [
        each.name
        for each in mine
        if each.name.casefold() not in known and (each.was is None or each.was.casefold() not in known)
    ]


def _about_used(found: Comparison, look: Beside) -> Iterator[str]:
    for kind, what in ((Kind.LOT, "lots"), (Kind.EQUIPMENT, "equipment")):
        apart = [row for row in found.rows if row.kind is kind and row.this.marks]
        said = [_other_used(row) for row in apart]
        if said:
            yield f"Other {what}: {'; '.join(said)}."
    that = found.that
    if that and that.operator.casefold() != found.this.operator.casefold():
        same = sum(past.operator.casefold() == found.this.operator.casefold() for past in look.batches.good)
        among = (
            f", who made {same} of {_counted(len(look.batches.good), 'good batch')}"
            if look.batches.good
            else ""
        )
        yield f"Other operator: {found.this.operator}{among}; {that.batch} is by {that.operator}."


def _other_used(row: Row) -> str:
    name = row.label.removesuffix(" lot") if row.kind is Kind.LOT else f"at {row.step}"
    beside = f", not {row.that.text}" if row.that and row.that.text else ""
    usual = f" ({row.usual.text} good batches)" if row.usual.text else ""
    return f"{name} {row.this.text}{beside}{usual}"


def _about_usual(found: Comparison) -> Iterator[str]:
    kinds = (Kind.LOT, Kind.EQUIPMENT)
    so = [_place(row) for row in found.rows if row.this.marks and row.is_usual and row.kind not in kinds]
    if so:
        yield f"Outside the plan, and so it is in good batches as well: {_listed(so)}."


def _about_blanks(found: Comparison) -> Iterator[str]:
    that = found.that
    if that is None or found.this.state is State.RUNNING:
        return
    left_out = {row.step for row in found.rows if row.kind is Kind.SKIPPED and row.this.marks}
    blank = [
        _place(row)
        for row in found.rows
        if not row.this.text
        and row.that
        and row.that.text
        and row.step not in left_out
        and row.plan.text != UNPLANNED
    ]
    if blank:
        yield f"Recorded of {that.batch} and not of {found.this.batch}: {_listed(blank)}."


def _place(row: Row) -> str:
    match row.kind:
        case Kind.DURATION:
            return f"duration of {row.step}"
        case Kind.WAIT:
            return f"wait before {row.step}"
        case Kind.READING | Kind.EQUIPMENT:
            return f"{row.label} at {row.step}"
        case Kind.ORDER:
            return f"order of {row.step}"
        case Kind.SKIPPED:
            return f"{row.step} without any entry"
        case _:
            return row.label


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names)


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}es"
