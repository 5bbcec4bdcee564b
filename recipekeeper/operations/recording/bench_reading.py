"""What is typed at the bench, as values: a lot, a weight, a reading."""

from __future__ import annotations

from recipekeeper.batch.codes import code_of
from recipekeeper.errors import QuantityError, Refused
from recipekeeper.formula.model import Check
from recipekeeper.quantity import Amount, Setpoint, UnitSystem, read_amount, read_setpoint

YES_AND_NO = {"true": "yes", "false": "no", "y": "yes", "n": "no"}
"""Words that say yes or no in another way; the record has one spelling."""


def lot_code(lot: str | None) -> str | None:
    """A lot as it stands on the container or as a scanner typed it; refused where it is empty or no code any more.

    It is kept as it was typed and compared without regard to case.
    """
    if lot is None:
        return None
    scan = code_of(lot, "lot")
    code = " ".join(((scan.lot if scan else None) or lot).split())
    if not code or len(code) > 60:
        raise Refused(f'"{lot[:60]}" is no lot. Write the code on the container, e.g. --lot OO-2509')
    return code


def read_weight(text: str, units: UnitSystem | None, planned: Amount | None, name: str) -> Amount:
    """An amount of an ingredient, in the plan's dimension; a bare number takes the plan's unit."""
    value = read_amount(text, units, bare=planned.unit if planned else None)
    if value.value <= 0:
        raise QuantityError(
            f'"{text}" of {name} is nothing; an amount is more than 0, e.g. {planned or "12 g"}.'
        )
    if planned and value.dimension != planned.dimension:
        raise QuantityError(
            f"{name} is planned as {planned}, a {planned.dimension}; {value} is a {value.dimension}. "
            f"Write it as a {planned.dimension}, e.g. {planned}."
        )
    return value


def read_value(text: str, units: UnitSystem | None, check: Check | None, name: str) -> Setpoint | str:
    """A reading as the check wants it: in its dimension, or one of its words; words are kept as typed."""
    words = " ".join(text.split())
    if check and check.words:
        said = YES_AND_NO.get(words.casefold(), words)
        return next((word for word in check.words if word.casefold() == said.casefold()), said)
    planned = check is not None and bool(check.points)
    try:
        value = read_setpoint(text, units, bare=check.unit if check and planned else None)
    except QuantityError:
        if planned or any(character.isdigit() for character in text):
            raise
        return words
    if check and planned:
        _refuse_other_dimension(check, value, name)
    return value


def _refuse_other_dimension(check: Check, value: Setpoint, name: str) -> None:
    expected = next(iter(check.points), None)
    if expected is not None and expected.dimension != value.dimension:
        raise QuantityError(
            f"{name} is a {expected.dimension}, e.g. {expected}; {value} is a {value.dimension}. "
            f"Write the value with its unit, or the bare number for {expected.symbol or 'a plain number'}."
        )
