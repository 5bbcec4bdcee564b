"""One batch beside another and beside the good ones of its formula, step by step, each by its own plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from recipekeeper.batch.deviation import Deviation, DeviationStatus
from recipekeeper.batch.model import BatchRecord
from recipekeeper.batch.wording import ends_text
from recipekeeper.quantity import Setpoint
from recipekeeper.trace.comparing.beside import Beside, equipment, happenings
from recipekeeper.trace.comparing.beside_numbers import readings, times, weights
from recipekeeper.trace.comparing.compared import UNPLANNED, Cell, Comparison, Mark, Range, Row, Side
from recipekeeper.trace.comparing.comparison_words import facts, sentence
from recipekeeper.trace.comparing.levels import between
from recipekeeper.trace.comparing.usual import is_far, usual_range
from recipekeeper.trace.features import Batches, features
from recipekeeper.trace.model import Kind
from recipekeeper.trace.names import Names, names_of, past
from recipekeeper.trace.tracing import is_bad

_TENTH = 0.1
"""Percent: how finely a yield is shown."""

_Key = tuple[str, str | None, str | None]
"""Kind, step and name, as the batch that is asked about calls them."""


def good_ones(asked: BatchRecord, others: Sequence[BatchRecord]) -> list[BatchRecord]:
    """Of the other batches of its formula the good ones, in the order in which they are given."""
    return [
        other
        for other in others
        if other.plan.batch != asked.plan.batch
        and other.plan.formula.code == asked.plan.formula.code
        and is_bad(other) is False
    ]


def compare(
    this: BatchRecord, that: BatchRecord | None, good: Sequence[BatchRecord], *, golden: bool = False
) -> Comparison:
    """`this` beside its plan, beside `that`, and beside what is usual in the good batches.

    `that` may be None where there is no good batch at all. `golden` says that it was not named but looked for.
    """
    others = [*good, that] if that else list(good)
    versions = {record.plan.version: record.plan.formula for record in others}
    names = names_of(this, [versions[number] for number in sorted(versions)])
    other = past(that, names) if that else None
    batches = Batches(
        past(this, names), tuple(past(record, names) for record in good), (other,) if other else ()
    )
    look = Beside(
        batches,
        other,
        {feature.factor: feature for feature in features(batches)},
        _departed(this, names),
        _departed(that, names) if that else {},
    )
    found = [*_rows(look), *_unplanned(this, that), *_yields(this, that, good)]
    told = tuple(replace(row, sentence=sentence(row, that)) for row in found)
    left = Comparison(
        _side(this),
        _side(that) if that else None,
        golden,
        tuple(one.plan.batch for one in good),
        told,
        (),
        (),
    )
    return replace(left, facts=facts(left, look, this, that), others=_others(this, told, names))


def _side(record: BatchRecord) -> Side:
    plan, state = record.plan, record.state
    bad = is_bad(record)
    return Side(
        batch=plan.batch,
        formula=plan.formula.code,
        version=plan.version,
        size=plan.scaled.yields,
        began_at=state.started_at,
        operator=state.operator,
        state=state.state,
        disposition=state.disposition,
        outcome=state.outcome,
        symptoms=state.symptoms,
        yields=state.yields,
        units=state.units,
        yield_percent=state.yield_percent,
        deviations=len(_standing(record)),
        is_good=None if bad is None else not bad,
    )


def _departed(record: BatchRecord, names: Names) -> dict[_Key, Deviation]:
    """The deviations that stand, found by kind, step and name as the batch that is asked about calls them."""
    return {place: deviation for deviation in _standing(record) if (place := _place(deviation, names))}


def _place(deviation: Deviation, names: Names) -> _Key | None:
    match deviation.kind:
        case "weight":
            return "weight", None, names.ingredient(deviation.name or "")
        case "reading" | "missing reading":
            place = names.place(deviation.step, deviation.name or "")
            return ("reading", *place) if place else None
        case kind:
            return kind, names.step(deviation.step), None


def _rows(look: Beside) -> Iterator[Row]:
    """All in process order; what nobody recorded of any batch has no row."""
    yield from weights(look, None)
    for step in look.asked.steps:
        yield from happenings(look, step)
        yield from times(look, Kind.WAIT, step)
        yield from weights(look, step)
        yield from equipment(look, step)
        yield from readings(look, step)
        yield from times(look, Kind.DURATION, step)


def _unplanned(this: BatchRecord, that: BatchRecord | None) -> Iterator[Row]:
    """What was weighed in and stands in no plan."""
    weighed = [_extra(record) if record else {} for record in (this, that)]
    for name in {key: None for each in weighed for key in each}:
        mine, theirs = (each.get(name) for each in weighed)
        yield Row(
            Kind.WEIGHT,
            f"weight:{name}",
            None,
            name,
            Range(UNPLANNED),
            Cell(mine or "", mine, UNPLANNED, marks=(Mark.PLAN,) if mine else ()),
            Cell(theirs or "", theirs, UNPLANNED, marks=(Mark.PLAN,) if theirs else ()) if that else None,
            Range(),
        )


def _extra(record: BatchRecord) -> dict[str, str]:
    scaled = record.plan.scaled
    return {
        weighing.ingredient: str(weighing.total or "some")
        for weighing in record.state.weighings
        if scaled.line(weighing.ingredient) is None
    }


def _yields(this: BatchRecord, that: BatchRecord | None, good: Sequence[BatchRecord]) -> Iterator[Row]:
    """What came out, in percent of the theoretical yield."""
    limits = this.plan.formula.yield_within
    known = [float(one.state.yield_percent) for one in good if one.state.yield_percent is not None]
    cells = [_yield(record, known) for record in (this, that)]
    if not any(cell.text for cell in cells):
        return
    ends = usual_range(known)
    usual = Range()
    if ends:
        low, middle, high = (Setpoint(round(Decimal(end), 1), "%") for end in ends)
        usual = Range(between(str(low), str(high)), low, high, middle, len(known))
    plan = Range(ends_text(limits), limits.low, limits.high) if limits else Range()
    yield Row(None, "yield", None, "yield", plan, cells[0], cells[1] if that else None, usual, unit="%")


def _yield(record: BatchRecord | None, good: Sequence[float]) -> Cell:
    percent = record.state.yield_percent if record else None
    if record is None or percent is None:
        return Cell()
    limits = record.plan.formula.yield_within
    ends = (limits.low, limits.high) if limits else (None, None)
    tolerance = None if ends[0] is None or ends[1] is None else float(ends[1].value - ends[0].value) / 2
    marks = [Mark.PLAN] if _stands(record, "yield") else []
    if is_far(float(percent), good, tolerance, _TENTH):
        marks.append(Mark.USUAL)
    value = Setpoint(round(percent, 1), "%")
    return Cell(
        str(value), value, ends_text(limits) if limits else "", float(percent), float(percent), tuple(marks)
    )


def _stands(record: BatchRecord, kind: str) -> bool:
    return any(each.kind == kind for each in _standing(record))


def _standing(record: BatchRecord) -> list[Deviation]:
    return [each for each in record.deviations if each.status is not DeviationStatus.CORRECTED]


def _others(this: BatchRecord, rows: Sequence[Row], names: Names) -> tuple[str, ...]:
    """Deviations that no row shows: a reading that no batch has, the wrong instrument, no second person."""
    shown = {_key(row) for row in rows if Mark.PLAN in row.this.marks}
    return tuple(each.sentence for each in _standing(this) if _place(each, names) not in shown)


def _key(row: Row) -> _Key:
    """What a deviation of that row is found by."""
    match row.kind:
        case None:
            return "yield", None, None
        case Kind.WEIGHT:
            return "weight", None, row.label
        case Kind.READING:
            return "reading", row.step, row.label
        case kind:
            return kind.value, row.step, None
