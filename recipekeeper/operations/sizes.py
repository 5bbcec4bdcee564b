"""The size of a batch as it is typed: as much as the formula is to make."""

from __future__ import annotations

from recipekeeper.errors import QuantityError
from recipekeeper.formula.model import Formula
from recipekeeper.quantity import Amount, UnitSystem, read_amount


def read_size(text: str, units: UnitSystem | None, formula: Formula) -> Amount:
    """The amount that is to be made; an amount of one phase or ingredient is told from it, and refused."""
    try:
        return read_amount(text, units)
    except QuantityError:
        part = _part(text, formula)
        if part is None:
            raise
        raise QuantityError(
            f'"{text}" is an amount of {part}, and a size by its parts is not read yet. '
            f'Write how much {formula.code} is to make, e.g. --to "{formula.yields}".'
        ) from None


def _part(text: str, formula: Formula) -> str | None:
    """The phase or ingredient of the formula that the text ends with."""
    names = [name for line in formula.lines for name in (line.name, line.phase) if name]
    typed = " ".join(text.split()).casefold()
    return next((name for name in names if typed.endswith(f" {name.casefold()}")), None)
