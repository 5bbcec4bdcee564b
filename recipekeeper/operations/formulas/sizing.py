"""A size that needs more than the formula: past batches, the stock, a filling, a vessel."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from recipekeeper.errors import QuantityError, Refused
from recipekeeper.formula.amounts.notes import Note
from recipekeeper.formula.model import Formula, Line
from recipekeeper.formula.sizing.converting import ProductDensity, converted, density_notes, product_density
from recipekeeper.formula.sizing.on_hand import by_ingredients
from recipekeeper.formula.sizing.size import Size, by_units, filling, own_size
from recipekeeper.formula.substance.roles import is_water
from recipekeeper.operations.context import Context
from recipekeeper.operations.formulas.size_reading import SizeAsked, Sized, read_have, read_part, read_size
from recipekeeper.quantity import Amount, read_amount, read_density, read_mould, read_pieces
from recipekeeper.store import Reading

_SizeOf = Callable[[int], Size]
"""One of so many equal batches."""


def fully_sized(
    context: Context, reading: Reading, formula: Formula, asked: SizeAsked, resolution: Amount | None
) -> Sized:
    """The size that was asked for; raises as `size_of` does."""
    given = read_density(asked.density, context.units, bare=True) if asked.density is not None else None
    if given is not None:
        formula = replace(formula, density=given)
    density = product_density(formula, given)
    notes: tuple[Note, ...] = ()
    if asked.units is not None:
        formula, size_of = _by_units(context, formula, asked, density)
    elif asked.mould is not None:
        size_of = _by_mould(context, reading, formula, asked.mould, density)
    elif asked.have:
        size_of = _by_have(formula, read_have(asked.have, context.units, formula), resolution)
    elif asked.stock:
        have, notes = _in_stock(context, reading, formula)
        size_of = _by_have(formula, have, resolution)
    else:
        size_of = _by_size(context, formula, asked.to, density)
    batches = 1
    if asked.vessel is None:
        size = size_of(batches)
    else:
        batches, size, full = _in_vessel(context, formula, asked, density, size_of)
        notes = (*notes, full)
    if all(note.code != "density" for note in size.notes):
        notes = (*density_notes(formula, size.factor, density), *notes)
    return Sized(formula, size, batches, density, (*size.notes, *notes))


def _by_size(context: Context, formula: Formula, to: str | None, density: ProductDensity | None) -> _SizeOf:
    if to is None:
        return lambda batches: own_size(formula, batches)
    return lambda batches: read_size(to, context.units, formula, density, batches)


def _by_units(
    context: Context, formula: Formula, asked: SizeAsked, density: ProductDensity | None
) -> tuple[Formula, _SizeOf]:
    """With the formula as it fills these pieces."""
    pieces, each = read_pieces(asked.units or "", context.units)
    fill = filling(
        formula,
        pieces,
        each,
        loss=_loss(asked.loss),
        overage=read_part(asked.overage, "--overage") if asked.overage is not None else None,
        fixed_loss=read_amount(asked.fixed_loss, context.units) if asked.fixed_loss is not None else None,
    )
    filled = formula if formula.yields.dimension == "count" else replace(formula, fill=fill)
    return filled, lambda batches: by_units(formula, pieces, fill, density, batches)


def _loss(text: str | None) -> Fraction | None:
    part = read_part(text, "--loss") if text is not None else None
    if part == 1:
        raise QuantityError('Of a loss of 100 % nothing is left to fill. Write --loss "5 %".')
    return part


def _by_mould(
    context: Context, reading: Reading, formula: Formula, text: str, density: ProductDensity | None
) -> _SizeOf:
    from recipekeeper.batch.moulds import learnt  # late, both: only a mould needs the past
    from recipekeeper.formula.sizing.moulds import by_mould, oil_lines

    mould = read_mould(text, context.units)
    known = learnt(mould, reading.pasts(formula.code), context.units) if oil_lines(formula) else None
    return lambda batches: by_mould(formula, mould, density, known, batches)


def _by_have(formula: Formula, have: Mapping[str, Amount], resolution: Amount | None) -> _SizeOf:
    return lambda batches: by_ingredients(formula, have, resolution, batches)


def _in_stock(
    context: Context, reading: Reading, formula: Formula
) -> tuple[Mapping[str, Amount], tuple[Note, ...]]:
    """What may be used of each ingredient that is kept in lots, and what is not kept; water never is."""
    from recipekeeper.material.naming import same_material  # late, all: only --stock looks into the lots
    from recipekeeper.material.stock import available
    from recipekeeper.operations.goods.lots import stock_of

    lots = stock_of(reading)
    materials = {one.lot.material for one in lots}
    have: dict[str, Amount] = {}
    unkept: list[str] = []
    for line in formula.lines:
        if is_water(line.name):
            continue
        if any(same_material(material, line.name) for material in materials):
            usable = available(lots, line.name, context.happened_at.date())
            have[line.name] = _summed(line, [one.on_hand for one in usable])
        else:
            unkept.append(line.name)
    if not have:
        raise Refused(
            f"No lot of any ingredient of {formula.code} was ever received, so the stock says nothing. Receive what "
            f'there is, e.g.: rk lot receive "{formula.lines[0].name}" "5 kg"'
        )
    said = f"Not kept in stock, and not counted: {', '.join(unkept)}."
    return have, (Note("not kept", said),) if unkept else ()


def _summed(line: Line, amounts: Sequence[Amount]) -> Amount:
    """What several lots hold, in the unit of the line."""
    density = line.density.exact if line.density else None
    total = Fraction(0)
    for amount in amounts:
        found = converted(Fraction(amount.value), amount.unit, line.amount.unit, density)
        if found is None:
            raise QuantityError(
                f"{line.name} is a {line.amount.dimension} in the formula, and a lot of it holds {amount}, which is a "
                f'{amount.dimension}. Write the density of {line.name}, such as density = "0.915 g/ml".'
            )
        total += found
    return Amount.of_exact(total, line.amount.unit)


def _in_vessel(
    context: Context,
    formula: Formula,
    asked: SizeAsked,
    density: ProductDensity | None,
    size_of: _SizeOf,
) -> tuple[int, Size, Note]:
    from recipekeeper.formula.sizing.vessels import fitted, vessel_for  # late: few name their vessel

    fill = read_part(asked.vessel_fill, "--vessel-fill") if asked.vessel_fill is not None else None
    if fill == 0:
        raise QuantityError(
            'A vessel that is not to be filled at all holds nothing. Write --vessel-fill "80 %".'
        )
    vessel = vessel_for(formula, read_amount(asked.vessel or "", context.units), fill)
    return fitted(formula, vessel, density, size_of, split=asked.split)
