"""How big a batch is: the ways in which makers say it, each as one exact factor of the formula's own size.

Each can be asked for one of several equal batches: a loss that is the same at every size then counts in each
of them, and what is on hand is shared out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil

from recipekeeper.errors import QuantityError
from recipekeeper.formula.amounts.balance import solve
from recipekeeper.formula.amounts.figures import figure, percent, quantity
from recipekeeper.formula.amounts.notes import Note
from recipekeeper.formula.amounts.scale import Scaled, factor_of, scale
from recipekeeper.formula.model import Fill, Formula, Line
from recipekeeper.formula.sizing.converting import (
    ProductDensity,
    bench_unit,
    converted,
    density_notes,
    made_at,
    of_product,
    product_text,
)
from recipekeeper.quantity import Amount, unit_key

_STEPS = 8
"""How often a size is reckoned again where lines per unit, which grow by steps, keep it from being linear."""


@dataclass(frozen=True, slots=True)
class Limit:
    """What is on hand of one ingredient, and what it would be enough for."""

    ingredient: str
    have: Amount
    yields: Amount


@dataclass(frozen=True, slots=True)
class Size:
    """The factor of a formula's own size, what comes of it, and how it was reckoned, in words."""

    factor: Fraction
    yields: Amount
    how: str
    notes: tuple[Note, ...] = ()
    limits: tuple[Limit, ...] = ()
    """Where the size follows from what is on hand: the tightest first."""


def sized(formula: Formula, factor: Fraction, how: str, *notes: Note) -> Size:
    """A factor with what the formula gives at it."""
    return Size(factor, made_at(formula, factor), how, notes)


def scaled_at(formula: Formula, size: Size, resolution: Amount | None = None) -> Scaled:
    """The formula at that size, rounded to `resolution` or to each line's own."""
    return scale(formula, size.yields, resolution, factor=size.factor)


def own_size(formula: Formula, batches: int = 1) -> Size:
    """As the formula is written."""
    return sized(formula, Fraction(1, batches), f"the formula's own size{shared(batches)}")


def by_amount(formula: Formula, amount: Amount, density: ProductDensity | None, batches: int = 1) -> Size:
    """So much of what the formula gives; raises QuantityError where the kinds do not meet."""
    yields = formula.yields
    if "count" in (amount.dimension, yields.dimension) and amount.dimension != yields.dimension:
        raise QuantityError(_other_kind(formula, amount))
    if amount.dimension == yields.dimension or amount.value <= 0:
        factor = factor_of(formula, amount) / batches
        size = sized(formula, factor, f"{amount}{shared(batches)} ÷ {yields}")
        return replace(size, yields=amount) if batches == 1 else size
    made = of_product(formula, amount, density) / batches
    factor = made / Fraction(yields.value)
    how = f"{amount}{shared(batches)} = {product_text(formula, made)}; ÷ {yields}"
    return sized(formula, factor, how, *density_notes(formula, factor, density))


def _other_kind(formula: Formula, amount: Amount) -> str:
    yields = formula.yields
    found = f"{formula.code} yields {yields}, so its size is a {yields.dimension}; {amount} is a {amount.dimension}."
    other = f'--units "{amount}"' if amount.dimension == "count" else f'--to "{amount} total"'
    return f"{found} Give a size such as {yields}, or {other}."


def by_part(formula: Formula, amount: Amount, lines: Sequence[int], name: str, batches: int = 1) -> Size:
    """So much of a part of the formula: of the lines at those places, which `name` names.

    Raises QuantityError where the part cannot be summed, or does not follow the size of the batch.
    """
    wanted = Fraction(amount.value) / batches
    said = f"{amount} {name}{shared(batches)}"
    return part_sized(formula, wanted, amount.unit, lines, name, said)


def part_sized(
    formula: Formula, wanted: Fraction, unit: str, lines: Sequence[int], name: str, said: str
) -> Size:
    """The same for an exact value of a unit; `said` is what is asked for, in words."""

    def at(factor: Fraction) -> Fraction:
        balance = solve(formula, factor)
        values = (_as(formula.lines[n], balance.values[n], balance.units[n], unit, name) for n in lines)
        return sum(values, Fraction(0))

    once, twice = at(Fraction(1)), at(Fraction(2))
    growth, fixed = twice - once, 2 * once - twice
    if growth <= 0:
        raise QuantityError(
            f"{name} stays {quantity(once, unit)} at every size of {formula.code}, so it does not say how much to "
            f"make. Give a size such as {formula.yields}."
        )
    factor = (wanted - fixed) / growth
    if factor <= 0:
        at_every_size = f", which is there at every size of {formula.code}" if fixed > 0 else ""
        raise QuantityError(
            f"{said} is not a size to make: it has to be more than "
            f"{quantity(fixed, unit) if fixed > 0 else 'nothing'}{at_every_size}, e.g. {quantity(once, unit)} {name}."
        )
    factor = _settled(at, wanted, factor, growth)
    return sized(formula, factor, f"{said}; {quantity(once, unit)} make {formula.yields}")


def _settled(
    at: Callable[[Fraction], Fraction], wanted: Fraction, factor: Fraction, growth: Fraction
) -> Fraction:
    for _ in range(_STEPS):
        nearer = factor + (wanted - at(factor)) / growth
        if nearer == factor or nearer <= 0:
            break
        factor = nearer
    return factor


def _as(line: Line, value: Fraction, own: str, unit: str, name: str) -> Fraction:
    """A line in the unit of its part; what is counted adds nothing to a weight."""
    found = converted(value, own, unit, line.density.exact if line.density else None)
    if found is not None:
        return found
    if line.amount.dimension == "count" and line.name != name:
        return Fraction(0)
    wanted = Amount.of_exact(Fraction(1), unit).dimension
    raise QuantityError(
        f"{line.name} is a {line.amount.dimension}, and {name} is asked for as a {wanted}. "
        f'Write the density of {line.name}, such as density = "0.915 g/ml", or give a {line.amount.dimension}.'
    )


def by_units(
    formula: Formula, pieces: Amount, fill: Fill, density: ProductDensity | None, batches: int = 1
) -> Size:
    """So many pieces of what `fill` says, with what is lost on the way.

    Pieces × each ÷ (1 − loss) + fixed loss, × (1 + overage). Raises QuantityError where nothing turns what a
    piece holds into what the formula gives.
    """
    count, unit = ceil(Fraction(pieces.value) / batches), bench_unit(formula)
    one = Amount.of_exact(Fraction(1), formula.yields.unit).exact_in(unit)
    product = count * of_product(formula, fill.each, density) * one
    said = [f"{count} × {fill.each} = {quantity(product, unit)}"]
    if fill.loss:
        product /= 1 - fill.loss
        said.append(f"÷ (1 − {percent(fill.loss)}) = {quantity(product, unit)}")
    if fill.fixed_loss is not None and fill.fixed_loss.value:
        product += of_product(formula, fill.fixed_loss, density) * one
        said.append(f"+ {fill.fixed_loss} = {quantity(product, unit)}")
    if fill.overage:
        product *= 1 + fill.overage
        said.append(f"× (1 + {percent(fill.overage)}) = {quantity(product, unit)}")
    factor = product / formula.yields.exact_in(unit)
    return sized(formula, factor, f"{'; '.join(said)}; ÷ {formula.yields}")


def filling(
    formula: Formula,
    pieces: Amount,
    each: Amount | None,
    loss: Fraction | None = None,
    overage: Fraction | None = None,
    fixed_loss: Amount | None = None,
) -> Fill:
    """What is said of the pieces, and for the rest what the formula's [fill] says.

    Raises QuantityError where nothing says what a piece holds, and where [fill] is of other pieces.
    """
    known = formula.fill
    if each is None and known is None and formula.yields.dimension != "count":
        raise QuantityError(
            f"Nothing says what one piece of {formula.code} holds. Write it, such as "
            f'--units "{figure(Fraction(pieces.value))} x 142 g", or in the formula a [fill] with each = "142 g".'
        )
    if each is None:
        _refuse_other_pieces(formula, pieces)
    unit = str(Amount.of_exact(Fraction(1), pieces.unit)).removeprefix("1 ")
    return Fill(
        each=each or (known.each if known else Amount.of_exact(Fraction(1), formula.yields.unit)),
        unit=unit if pieces.unit != "piece" or known is None else known.unit,
        loss=(known.loss if known else Fraction(0)) if loss is None else loss,
        fixed_loss=(known.fixed_loss if known else None) if fixed_loss is None else fixed_loss,
        overage=(known.overage if known else Fraction(0)) if overage is None else overage,
    )


def _refuse_other_pieces(formula: Formula, pieces: Amount) -> None:
    """`40 jars` of a formula whose bars alone are known."""
    if formula.fill is None:
        known = formula.yields.unit
    else:
        try:
            known = unit_key(formula.fill.unit)
        except QuantityError:
            return
    if "piece" not in (known, pieces.unit) and known != pieces.unit:
        one, other = (
            str(Amount.of_exact(Fraction(1), unit)).removeprefix("1 ") for unit in (known, pieces.unit)
        )
        raise QuantityError(
            f"{formula.code} says what a {one} holds, and nothing says what a {other} does. "
            f'Write it, such as --units "{figure(Fraction(pieces.value))} x 142 g".'
        )


def shared(batches: int) -> str:
    """` ÷ 2` where there are several batches."""
    return f" ÷ {batches}" if batches > 1 else ""
