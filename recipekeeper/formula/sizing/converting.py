"""From weight to volume and back, of a line and of what a formula gives: only ever by a density."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from recipekeeper.errors import QuantityError
from recipekeeper.formula.amounts.figures import figure, quantity, readable
from recipekeeper.formula.amounts.notes import Note
from recipekeeper.formula.model import Formula
from recipekeeper.quantity import Amount, Density

_ONE = Decimal(1)


def converted(value: Fraction, own: str, unit: str, density: Fraction | None) -> Fraction | None:
    """A value of one unit in another; between weight and volume by the density in g/ml.

    None where there is no way: without a density, and from or to a count.
    """
    if own == unit:
        return value
    one, dimension = Amount(_ONE, own), Amount(_ONE, unit).dimension
    if one.dimension == dimension:
        return None if dimension == "count" else value * one.exact_in(unit)
    if density is None or "count" in (one.dimension, dimension):
        return None
    if dimension == "mass":
        return value * one.exact_in("ml") * density * Amount(_ONE, "g").exact_in(unit)
    return value * one.exact_in("g") / density * Amount(_ONE, "ml").exact_in(unit)


@dataclass(frozen=True, slots=True)
class ProductDensity:
    """What a formula gives weighs per volume, in g/ml, and who says so."""

    exact: Fraction
    source: str

    def __str__(self) -> str:
        return f"{figure(self.exact, 3)} g/ml ({self.source})"


def product_density(formula: Formula, given: Density | None = None) -> ProductDensity | None:
    """The density of what a formula gives; None where nothing says it.

    What was given counts first, then what the formula says, then what its lines come to where each has a
    density, then its yield by volume beside what its lines weigh.
    """
    if given is not None:
        return ProductDensity(given.exact, "as given")
    if formula.density is not None:
        return ProductDensity(formula.density.exact, f"the density that {formula.code} says")
    return _of_lines(formula) or _of_yield(formula)


def _of_lines(formula: Formula) -> ProductDensity | None:
    grams = millilitres = Fraction(0)
    for line in formula.lines:
        if line.density is None or line.amount.dimension == "count":
            return None
        own, density = Fraction(line.amount.value), line.density.exact
        grams += converted(own, line.amount.unit, "g", density) or 0
        millilitres += converted(own, line.amount.unit, "ml", density) or 0
    if not millilitres:
        return None
    source = f"reckoned from the lines: {quantity(grams, 'g')} in {quantity(millilitres, 'ml')}"
    return ProductDensity(grams / millilitres, source)


def _of_yield(formula: Formula) -> ProductDensity | None:
    if formula.yields.dimension != "volume":
        return None
    grams = weight_of_lines(formula)
    if not grams:
        return None
    source = f"reckoned from the yield: {quantity(grams, 'g')} of ingredients make {formula.yields}"
    return ProductDensity(grams / formula.yields.exact_in("ml"), source)


def weight_of_lines(formula: Formula) -> Fraction | None:
    """What all lines weigh at the formula's own size, in grams; None where one does not say."""
    grams = Fraction(0)
    for line in formula.lines:
        density = line.density.exact if line.density else None
        weight = converted(Fraction(line.amount.value), line.amount.unit, "g", density)
        if weight is None:
            return None
        grams += weight
    return grams


def of_product(formula: Formula, amount: Amount, density: ProductDensity | None) -> Fraction:
    """An amount of what the formula gives, in the unit of its yield.

    By the density between weight and volume, by what [fill] says that one holds between either and a count.
    Raises QuantityError with what is missing.
    """
    yields, exact = formula.yields, density.exact if density else None
    own, said = Fraction(amount.value), quantity(Fraction(amount.value), amount.unit)
    if (found := converted(own, amount.unit, yields.unit, exact)) is not None:
        return found
    if "count" not in (yields.dimension, amount.dimension):
        raise QuantityError(
            f"{formula.code} yields {yields}, and {said} is a {amount.dimension}: one turns into the other only "
            'by the density of the product. Give it, such as --density "1.04 g/ml", or write '
            'density = "1.04 g/ml" at the top of the formula.'
        )
    if yields.dimension == "count" and amount.dimension != "count" and formula.fill is not None:
        each = formula.fill.each
        held = converted(own, amount.unit, each.unit, exact)
        if held is not None and each.dimension != "count":
            return held / Fraction(each.value)
    raise QuantityError(
        f"{formula.code} yields {yields}, and {said} is a {amount.dimension} of it that nothing turns into "
        f"{'a number of pieces' if yields.dimension == 'count' else 'a ' + yields.dimension}. "
        "Write a [fill] with what one piece holds, such as "
        f'each = "142 g", or give a size such as {yields}.'
    )


def other_measure(formula: Formula, factor: Fraction, density: ProductDensity | None) -> Amount | None:
    """What a batch takes up where the formula gives a weight, and what it weighs where it gives a volume."""
    yields = formula.yields
    if density is None or yields.dimension == "count":
        return None
    made = Fraction(yields.value) * factor
    if yields.dimension == "volume":
        grams = converted(made, yields.unit, "g", density.exact)
        return None if grams is None else readable(grams, "g")
    litres = converted(made, yields.unit, "l", density.exact)
    if litres is None:
        return None
    return readable(litres, "l", 4) if litres >= 1 else readable(litres * 1000, "ml", 4)


def density_notes(formula: Formula, factor: Fraction, density: ProductDensity | None) -> tuple[Note, ...]:
    """What a batch weighs and takes up, with the density that says so and its source."""
    other = other_measure(formula, factor, density)
    if density is None or other is None:
        return ()
    made = made_at(formula, factor)
    weigh = "weigh" if other.dimension == "mass" else "are"
    return (Note("density", f"{made} {weigh} {other} at {density}."),)


def made_at(formula: Formula, factor: Fraction) -> Amount:
    """What the formula gives at a factor, as it is weighed."""
    if factor == 1:
        return formula.yields
    unit = bench_unit(formula)
    return readable(formula.yields.exact_in(unit) * factor, unit)


def product_text(formula: Formula, made: Fraction) -> str:
    """So much of the unit of the yield, as it is weighed."""
    unit = bench_unit(formula)
    return quantity(made * Amount(_ONE, formula.yields.unit).exact_in(unit), unit)


def bench_unit(formula: Formula) -> str:
    """The unit of what a formula gives, as it is weighed: grams where it yields 10 kg of lines in grams."""
    yields = formula.yields
    if yields.dimension == "count":
        return yields.unit
    units = (line.amount.unit for line in formula.lines if line.amount.dimension == yields.dimension)
    return next(units, yields.unit)
