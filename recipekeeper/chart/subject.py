"""What is charted, and its value in each batch: a reading, a weight, a time, the yield, what was lost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from recipekeeper.batch.model import BatchRecord, Kind, State
from recipekeeper.chart.model import Observation, Specification
from recipekeeper.errors import QuantityError
from recipekeeper.formula.limits import Limits
from recipekeeper.formula.model import Check, Formula, Step
from recipekeeper.formula.renaming import joined
from recipekeeper.quantity import Amount, Setpoint

_BEFORE_ALL = datetime.min.replace(tzinfo=UTC)


class What(Enum):
    """The kinds of value that a batch gives one of, spelled as a trace spells its factors."""

    READING = "reading"
    WEIGHT = "weight"
    """What was weighed of an ingredient, in percent of its plan."""
    DURATION = "duration"
    WAIT = "wait"
    """The time before a step."""
    YIELD = "yield"
    """In percent of the theoretical yield."""
    REJECTS = "rejects"
    """Pieces that did not get into the product, of all that were made."""


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing to chart, in the names of the newest version; `step` and `name` where its kind has them."""

    what: What
    step: str | None = None
    name: str | None = None

    @property
    def title(self) -> str:
        """In words: `oil temperature at combine`."""
        if self.what is What.READING:
            return f"{self.name} at {self.step}" if self.step else f"{self.name}"
        return {
            What.WEIGHT: f"weight of {self.name}",
            What.DURATION: f"duration of {self.step}",
            What.WAIT: f"wait before {self.step}",
            What.YIELD: "yield",
            What.REJECTS: "share of rejected pieces",
        }[self.what]


@dataclass(frozen=True, slots=True)
class Values:
    """The values of all batches in order of time; `in_words` are 1 for an accepted word and 0 for another."""

    observations: tuple[Observation, ...]
    unit: str
    decimals: int
    wanted: Specification
    in_words: bool = False
    counted: bool = False
    """Whether they are numbers of pieces that should be none."""
    left_out: tuple[str, ...] = ()
    """Batches whose value is in another dimension, or in words among numbers."""


@dataclass(frozen=True, slots=True)
class _Noted:
    record: BatchRecord
    at: datetime | None
    value: Setpoint | Amount | str | Fraction
    size: int = 1


def counts(record: BatchRecord) -> bool:
    """Whether a batch is charted: one that is neither void nor a trial."""
    return record.state.state is not State.VOID and not record.plan.trial


def values(subject: Subject, formula: Formula, records: Sequence[BatchRecord]) -> Values:
    """The value of each batch that has one.

    `formula` is the version whose names are meant; the limits are those of the version made last.
    """
    names = names_of(subject, (formula, *(record.plan.formula for record in records)))
    noted = sorted(
        (found for record in records if counts(record) if (found := _noted(subject.what, names, record))),
        key=lambda each: each.at or _BEFORE_ALL,
    )
    holding = noted[-1].record.plan.formula if noted else formula
    if subject.what is What.READING:
        return _readings(names, _check(names, holding) or _check(names, formula), noted)
    if subject.what is What.REJECTS:
        return Values(_numbers(noted), "", 3, Specification())
    unit = "min" if subject.what in (What.DURATION, What.WAIT) else "%"
    return Values(_numbers(noted), unit, 1 if unit == "min" else 2, _wanted(subject.what, names, holding))


def _numbers(noted: Iterable[_Noted]) -> tuple[Observation, ...]:
    return tuple(_observation(each, each.value) for each in noted if isinstance(each.value, Fraction))


def _observation(noted: _Noted, value: Fraction) -> Observation:
    plan = noted.record.plan
    return Observation(plan.batch, plan.version, noted.at, value, noted.size)


# What a batch has to say of it


def _noted(what: What, names: Names, record: BatchRecord) -> _Noted | None:
    state = record.state
    if what is What.READING:
        return _last_reading(names, record)
    if what is What.WEIGHT:
        value = _share_of_plan(names, record)
    elif what is What.YIELD:
        value = None if state.yield_percent is None else Fraction(state.yield_percent)
    elif what is What.REJECTS:
        return _rejects(record)
    else:
        value = _minutes(what, names, record)
    return None if value is None else _Noted(record, state.started_at, value)


@dataclass(frozen=True, slots=True)
class Names:
    """What any version calls the step, the measure and the ingredient of a subject, in lower case."""

    steps: frozenset[str]
    measures: frozenset[str]
    ingredients: frozenset[str]


def names_of(subject: Subject, formulas: Iterable[Formula]) -> Names:
    """The names that mean the same, over all renamings."""
    different = {formula.fingerprint: formula for formula in formulas}.values()
    name = subject.name or ""
    steps = [step for formula in different for step in formula.steps]
    same = joined([subject.step or ""], [(step.name, step.was) for step in steps])
    checks = [check for step in steps if step.name.casefold() in same for check in step.checks]
    lines = [line for formula in different for line in formula.lines]
    return Names(
        frozenset(same),
        frozenset(joined([name], [(check.measure, check.was) for check in checks])),
        frozenset(joined([name], [(line.name, line.was) for line in lines])),
    )


def _last_reading(names: Names, record: BatchRecord) -> _Noted | None:
    for reading in reversed(record.state.readings):
        if reading.measure.casefold() in names.measures and (reading.step or "").casefold() in names.steps:
            return _Noted(record, reading.at or record.state.started_at, reading.value)
    return None


def _share_of_plan(names: Names, record: BatchRecord) -> Fraction | None:
    line = next(
        (each for each in record.plan.scaled.lines if each.name.casefold() in names.ingredients), None
    )
    weighing = record.state.weighing(line.name) if line else None
    if line is None or weighing is None or weighing.total is None or not line.planned.value:
        return None
    try:
        return 100 * weighing.total.ratio(line.planned)
    except QuantityError:
        return None


def _minutes(what: What, names: Names, record: BatchRecord) -> Fraction | None:
    run = next((each for each in record.state.steps if each.name.casefold() in names.steps), None)
    if run is None or run.clock_doubtful:
        return None
    seconds = run.seconds if what is What.DURATION else run.wait_seconds
    return None if seconds is None else Fraction(seconds, 60)


def _rejects(record: BatchRecord) -> _Noted | None:
    """Pieces lost, of those and what the batch gave; only where both are counted in pieces of one kind."""
    made = record.state.units
    if made is None or made.value != made.value.to_integral_value():
        return None
    lost = sum(
        (
            entry.value.value
            for entry in record.state.in_force
            if entry.kind is Kind.LOSS and isinstance(entry.value, Amount) and entry.value.unit == made.unit
        ),
        Decimal(0),
    )
    together = int(lost + made.value)
    return _Noted(record, record.state.started_at, Fraction(lost) / together, together) if together else None


# Readings, and what the formula wants of them


def _check(names: Names, formula: Formula) -> Check | None:
    step = _step(names, formula)
    checks = step.checks if step else ()
    return next((check for check in checks if check.measure.casefold() in names.measures), None)


def _step(names: Names, formula: Formula) -> Step | None:
    return next((step for step in formula.steps if step.name.casefold() in names.steps), None)


def _readings(names: Names, check: Check | None, noted: Sequence[_Noted]) -> Values:
    in_words = (check is not None and bool(check.words)) or (
        bool(noted) and all(isinstance(each.value, str) for each in noted)
    )
    if in_words:
        return _words(names, check, noted)
    unit = check.unit if check and check.points else _first_unit(noted)
    observations, left_out, decimals = [], [], 0
    for each in noted:
        try:
            number = each.value.to(unit) if isinstance(each.value, Setpoint) else None
        except QuantityError:
            number = None
        if number is None or not isinstance(each.value, Setpoint):
            left_out.append(each.record.plan.batch)
            continue
        observations.append(_observation(each, Fraction(number.value)))
        if each.value.unit == unit:
            decimals = max(decimals, _decimals(each.value.value))
    wanted = specification(check, unit)
    symbol = Setpoint(Decimal(2), unit).symbol
    pieces = Setpoint(Decimal(2), unit).dimension == "count" and not wanted.low and not wanted.target
    shown = {"degC": "°C", "degF": "°F"}.get(symbol, symbol)
    return Values(
        tuple(observations), shown, min(decimals, 4), wanted, counted=pieces, left_out=tuple(left_out)
    )


def _first_unit(noted: Sequence[_Noted]) -> str:
    return next((each.value.unit for each in noted if isinstance(each.value, Setpoint)), "")


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _words(names: Names, check: Check | None, noted: Sequence[_Noted]) -> Values:
    """1 for a word that the plan of its own batch accepts, 0 for any other; nothing where no plan names any."""
    observations, left_out = [], []
    for each in noted:
        own = _check(names, each.record.plan.formula) or check
        accepted = {word.casefold() for word in own.words} if own else set()
        if isinstance(each.value, str) and accepted:
            is_accepted = " ".join(each.value.split()).casefold() in accepted
            observations.append(_observation(each, Fraction(is_accepted)))
        else:
            left_out.append(each.record.plan.batch)
    return Values(tuple(observations), "", 2, Specification(), in_words=True, left_out=tuple(left_out))


def specification(check: Check | None, unit: str) -> Specification:
    """The working limits of a check, or else the critical ones, in that unit."""
    if check is None:
        return Specification()
    limits = check.limits or check.critical or Limits()
    low, high, target = (
        None if end is None else Fraction(end.to(unit).value)
        for end in (limits.low, limits.high, check.target)
    )
    return Specification(low, high, target)


def _wanted(what: What, names: Names, formula: Formula) -> Specification:
    if what is What.YIELD:
        ends = formula.yield_within or Limits()
        low, high = (None if end is None else Fraction(end.value) for end in (ends.low, ends.high))
        return Specification(low, high)
    if what is What.WEIGHT:
        return _tolerance(names, formula)
    step = _step(names, formula)
    if what is What.WAIT:
        longest = step.wait_at_most if step else None
        return Specification(high=None if longest is None else Fraction(longest.minutes))
    if step is None or step.lasts is None:
        return Specification()
    lasts = Fraction(step.lasts.minutes)
    if step.within is None:
        return Specification(target=lasts)
    within = Fraction(step.within.minutes)
    return Specification(lasts - within, lasts + within, lasts)


def _tolerance(names: Names, formula: Formula) -> Specification:
    line = next((each for each in formula.lines if each.name.casefold() in names.ingredients), None)
    if line is None or line.tolerance is None or not line.amount.value:
        return Specification(target=Fraction(100))
    off = 100 * line.tolerance.of(line.amount).ratio(line.amount)
    return Specification(100 - off, 100 + off, Fraction(100))
