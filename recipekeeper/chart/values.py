"""The value of each batch that has one, in order of time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from fractions import Fraction

from recipekeeper.batch.consequence import lye_as_expected, lye_as_planned
from recipekeeper.batch.contents import missing
from recipekeeper.batch.model import BatchRecord
from recipekeeper.chart import pieces, readings, wanted
from recipekeeper.chart.model import Form, Observation, Specification
from recipekeeper.chart.subject import Names, Noted, Subject, Values, What, counts, names_of, step_of
from recipekeeper.errors import Misused, QuantityError
from recipekeeper.formula.amounts.lye import alkali_lines
from recipekeeper.formula.model import Formula

_BEFORE_ALL = datetime.min.replace(tzinfo=UTC)
_FINE = 10**9


def values(
    subject: Subject, formula: Formula, records: Sequence[BatchRecord], form: Form | None = None
) -> Values:
    """The value of each batch that has one, charted in that form or in the one that is plain.

    `formula` is the version whose names are meant; the limits are those of the version made last.
    Raises Misused for a form that does not fit.
    """
    names = names_of(subject, (formula, *(record.plan.formula for record in records)))
    noted = sorted(
        (found for record in records if counts(record) if (found := _noted(subject.what, names, record))),
        key=lambda each: each.at or _BEFORE_ALL,
    )
    if subject.what is What.REJECTS:
        return pieces.rejects(noted, form)
    holding = noted[-1].record.plan.formula if noted else formula
    if subject.what is What.READING:
        return readings.values(subject.title, names, (holding, formula), noted, form)
    if form not in (None, Form.INDIVIDUALS):
        raise Misused(
            f"{subject.title[0].upper()}{subject.title[1:]} is measured, not counted: "
            "--as p and --as c are of counted pieces, e.g. rejects."
        )
    unit = "min" if subject.what in (What.DURATION, What.WAIT) else "%"
    return Values(
        subject.title,
        _numbers(noted),
        unit,
        1 if unit == "min" else 2,
        _wanted(subject.what, names, holding, noted),
    )


def _numbers(noted: Iterable[Noted]) -> tuple[Observation, ...]:
    return tuple(each.observed(each.value) for each in noted if isinstance(each.value, Fraction))


def _noted(what: What, names: Names, record: BatchRecord) -> Noted | None:
    state = record.state
    if what is What.READING:
        return readings.last(names, record)
    if what is What.REJECTS:
        return pieces.rejected(record)
    if what is What.WEIGHT:
        value = _share_of_plan(names, record)
    elif what is What.YIELD:
        value = None if state.yield_percent is None else Fraction(state.yield_percent)
    elif what is What.SUPERFAT:
        value = _superfat(record)
    else:
        value = _minutes(what, names, record)
    return None if value is None else Noted(record, state.started_at, value)


def _share_of_plan(names: Names, record: BatchRecord) -> Fraction | None:
    line = next(
        (each for each in record.plan.scaled.lines if each.name.casefold() in names.ingredients), None
    )
    weighing = record.state.weighing(line.name) if line else None
    if line is None or weighing is None or weighing.total is None or not line.planned.value:
        return None
    try:
        return _readable(100 * weighing.total.ratio(line.planned))
    except QuantityError:
        return None


def _superfat(record: BatchRecord) -> Fraction | None:
    """By the SAP of the formula; None until all oils and all alkali are recorded."""
    formula = record.plan.formula
    of_the_lye = {
        line.name for line in (*alkali_lines(formula), *(each for each in formula.lines if each.sap))
    }
    if any(line.name in of_the_lye and missing(record, line) for line in record.plan.scaled.lines):
        return None
    state = lye_as_expected(record, {})
    return _readable(100 * state.superfat) if state else None


def _minutes(what: What, names: Names, record: BatchRecord) -> Fraction | None:
    run = next((each for each in record.state.steps if each.name.casefold() in names.steps), None)
    if run is None or run.clock_doubtful:
        return None
    seconds = run.seconds if what is What.DURATION else run.wait_seconds
    return None if seconds is None else Fraction(seconds, 60)


def _readable(value: Fraction) -> Fraction:
    """To a billionth: the sum of exact shares of plans that all differ would grow without end."""
    return Fraction(round(value * _FINE), _FINE)


def _wanted(what: What, names: Names, formula: Formula, noted: Sequence[Noted]) -> Specification:
    if what is What.YIELD:
        return wanted.of_yield(formula)
    if what is What.WEIGHT:
        return wanted.of_weight(formula, names.ingredients)
    if what is What.SUPERFAT:
        planned = lye_as_planned(noted[-1].record) if noted else None
        return Specification(target=_readable(100 * planned.superfat) if planned else None)
    step = step_of(names, formula)
    return wanted.of_wait(step) if what is What.WAIT else wanted.of_duration(step)
