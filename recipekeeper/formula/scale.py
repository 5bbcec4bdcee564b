"""A formula at another size: exact factors, rounding as the scale rounds, and what rounding moved."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from recipekeeper.errors import QuantityError
from recipekeeper.formula.model import Formula, Law, Line
from recipekeeper.quantity import Amount


@dataclass(frozen=True, slots=True)
class ScaledLine:
    """One line at the size asked for.

    `exact` is before rounding, `planned` what is to be weighed, `tolerance` the absolute deviation
    that the maker allows (in the unit of `planned`, never less than one division of the scale).
    """

    name: str
    phase: str | None
    step: str | None
    exact: Amount
    planned: Amount
    resolution: Amount | None = None
    tolerance: Amount | None = None


@dataclass(frozen=True, slots=True)
class Scaled:
    """A formula at one size.

    `drift` is planned minus exact over all lines of the size's dimension (over all weights where the
    size is a count), in the unit of the first line that was rounded; None where none was.
    """

    factor: Fraction
    yields: Amount
    lines: tuple[ScaledLine, ...]
    drift: Amount | None = None

    def line(self, name: str) -> ScaledLine | None:
        """The line of that exact name, without regard to case."""
        return next((line for line in self.lines if line.name.casefold() == name.casefold()), None)


def scale(formula: Formula, size: Amount | None = None, resolution: Amount | None = None) -> Scaled:
    """The formula at `size` (its own size where None), rounded to `resolution` or to each line's own.

    A resolution given here is for the lines that have the same dimension; the others keep their own.
    Raises QuantityError where the size is not of the kind that the formula yields or is nothing, and
    where no line has the dimension of the resolution.
    """
    yields = size if size is not None else formula.yields
    if yields.value <= 0:
        raise QuantityError(
            f"{yields} is not a size to make: it has to be more than nothing, e.g. {formula.yields}."
        )
    if yields.dimension != formula.yields.dimension:
        raise QuantityError(
            f"{formula.code} yields {formula.yields}, so its size is a {formula.yields.dimension}; "
            f"{yields} is a {yields.dimension}. Give a size such as {formula.yields}."
        )
    if resolution is not None and all(
        line.amount.dimension != resolution.dimension for line in formula.lines
    ):
        raise QuantityError(
            f"No ingredient of {formula.code} is a {resolution.dimension}, so none can be rounded to "
            f"{resolution}. Give what the scale shows, such as 1 g."
        )
    factor = yields.ratio(formula.yields)
    lines = tuple(_scaled(formula, line, factor, resolution) for line in formula.lines)
    return Scaled(factor, yields, lines, _drift(lines, yields))


def _scaled(formula: Formula, line: Line, factor: Fraction, resolution: Amount | None) -> ScaledLine:
    exact = line.amount if line.law is Law.FIXED else line.amount.times(factor)
    asked = resolution is not None and resolution.dimension == exact.dimension
    division = resolution if asked else line.resolution
    planned = exact.rounded(division, line.rounding.value) if division is not None else exact
    step = formula.step_of(line)
    return ScaledLine(
        name=line.name,
        phase=line.phase,
        step=step.name if step else None,
        exact=exact,
        planned=planned,
        resolution=division,
        tolerance=_tolerance(line, planned, division),
    )


def _tolerance(line: Line, planned: Amount, division: Amount | None) -> Amount | None:
    """In the unit of `planned`; less than one division of the scale cannot be seen."""
    if line.tolerance is None:
        return None
    tolerance = line.tolerance.of(planned)
    return tolerance if division is None else max(tolerance, division)


def _drift(lines: tuple[ScaledLine, ...], yields: Amount) -> Amount | None:
    dimension = "mass" if yields.dimension == "count" else yields.dimension
    rounded = [line for line in lines if line.resolution and line.planned.dimension == dimension]
    if not rounded:
        return None
    drift = Amount(Decimal(0), rounded[0].planned.unit)
    for line in rounded:
        drift = drift + line.planned - line.exact
    return drift
