"""Readings as values: numbers in the unit of the plan, words as accepted or not."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from recipekeeper.batch.model import BatchRecord
from recipekeeper.chart import pieces, wanted
from recipekeeper.chart.model import Form, Specification
from recipekeeper.chart.subject import Names, Noted, Values, check_of
from recipekeeper.errors import Misused, QuantityError
from recipekeeper.formula.model import Check, Formula
from recipekeeper.quantity import Setpoint

_MOST_DECIMALS = 4
_OTHER_KIND = "the value is of another kind"


def last(names: Names, record: BatchRecord) -> Noted | None:
    """The last reading in force of a batch."""
    for reading in reversed(record.state.readings):
        if reading.measure.casefold() in names.measures and (reading.step or "").casefold() in names.steps:
            return Noted(record, reading.at or record.state.started_at, reading.value)
    return None


def values(
    title: str, names: Names, formulas: tuple[Formula, Formula], noted: Sequence[Noted], form: Form | None
) -> Values:
    """Readings in the form that is asked for, or else as words, counted pieces or numbers, as they are.

    `formulas` are the one whose limits hold and the one whose names are meant.
    """
    holding, named = formulas
    check = check_of(names, holding) or check_of(names, named)
    in_words = (check is not None and bool(check.words)) or (
        bool(noted) and all(isinstance(each.value, str) for each in noted)
    )
    if in_words:
        if form not in (None, Form.SHARE):
            raise Misused(
                f"{title} is in words: its chart is the share of accepted ones, without --as or --as p."
            )
        return _words(title, names, check, noted)
    unit = check.unit if check and check.points else _first_unit(noted)
    limits = wanted.of_check(check, unit)
    if form is Form.SHARE:
        return pieces.shares(f"{title}, share of the pieces made", noted)
    if form is Form.COUNT or (form is None and _counts_faults(unit, limits)):
        return pieces.numbers(title, _symbol(unit), noted, limits)
    return _measured(title, unit, noted, limits)


def _counts_faults(unit: str, limits: Specification) -> bool:
    """Whether pieces are counted of which there should be none."""
    return Setpoint(Decimal(2), unit).dimension == "count" and not limits.low and not limits.target


def _measured(title: str, unit: str, noted: Sequence[Noted], limits: Specification) -> Values:
    observations, left_out, decimals = [], [], 0
    for each in noted:
        try:
            number = each.value.to(unit) if isinstance(each.value, Setpoint) else None
        except QuantityError:
            number = None
        if number is None or not isinstance(each.value, Setpoint):
            left_out.append((each.batch, _OTHER_KIND))
            continue
        observations.append(each.observed(Fraction(number.value)))
        if each.value.unit == unit:
            decimals = max(decimals, _decimals(each.value.value))
    return Values(
        title,
        tuple(observations),
        _symbol(unit),
        min(decimals, _MOST_DECIMALS),
        limits,
        left_out=tuple(left_out),
    )


def _symbol(unit: str) -> str:
    symbol = Setpoint(Decimal(2), unit).symbol
    return {"degC": "°C", "degF": "°F"}.get(symbol, symbol)


def _first_unit(noted: Sequence[Noted]) -> str:
    return next((each.value.unit for each in noted if isinstance(each.value, Setpoint)), "")


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _words(title: str, names: Names, check: Check | None, noted: Sequence[Noted]) -> Values:
    """1 for a word that the plan of its own batch accepts, 0 for any other; nothing where no plan names any."""
    observations, left_out = [], []
    for each in noted:
        own = check_of(names, each.record.plan.formula) or check
        accepted = {word.casefold() for word in own.words} if own else set()
        if isinstance(each.value, str) and accepted:
            is_accepted = " ".join(each.value.split()).casefold() in accepted
            observations.append(each.observed(Fraction(is_accepted)))
        elif accepted:
            left_out.append((each.batch, _OTHER_KIND))
        else:
            left_out.append((each.batch, "no plan says which words are accepted"))
    return Values(
        f"accepted {title}",
        tuple(observations),
        "",
        2,
        Specification(),
        Form.SHARE,
        in_words=True,
        left_out=tuple(left_out),
    )
