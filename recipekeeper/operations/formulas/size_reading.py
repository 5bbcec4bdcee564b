"""The size of a batch as it is typed, read as values: an amount, a part, what is on hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from recipekeeper.errors import Misused, QuantityError
from recipekeeper.formula.amounts.balance import members
from recipekeeper.formula.findings import shown
from recipekeeper.formula.model import TOTAL, Formula
from recipekeeper.formula.sizing.size import Size, by_amount, by_part
from recipekeeper.operations.names import match
from recipekeeper.quantity import Amount, UnitSystem, read_amount, read_percent

if TYPE_CHECKING:
    from recipekeeper.formula.amounts.notes import Note
    from recipekeeper.formula.sizing.converting import ProductDensity

BASIS = "basis"
"""What 100 % is of, by that word, where nothing of the formula is called so."""


@dataclass(frozen=True, slots=True)
class SizeAsked:
    """How much is to be made, as it was typed: one way of saying it at most, and what belongs to it."""

    to: str | None = None
    units: str | None = None
    mould: str | None = None
    have: tuple[str, ...] = ()
    stock: bool = False
    loss: str | None = None
    overage: str | None = None
    fixed_loss: str | None = None
    density: str | None = None
    vessel: str | None = None
    vessel_fill: str | None = None
    split: bool = False

    @property
    def ways(self) -> dict[str, str]:
        """The ways that were used, by their option, each with what was typed."""
        typed = {
            "--to": self.to,
            "--units": self.units,
            "--mold": self.mould,
            "--from": "; ".join(self.have) or None,
            "--stock": "stock" if self.stock else None,
        }
        return {option: text for option, text in typed.items() if text is not None}

    @property
    def typed(self) -> str | None:
        """What was typed to say how much; None where nothing was."""
        return next(iter(self.ways.values()), None)


@dataclass(frozen=True, slots=True)
class Sized:
    """A size that was asked for, of a formula with the filling and the density that were given."""

    formula: Formula
    size: Size
    batches: int = 1
    """Into how many equal batches it is split; the size is that of one."""
    density: ProductDensity | None = None
    """Where it was needed or given."""
    notes: tuple[Note, ...] = ()

    @property
    def measure(self) -> Amount | None:
        """The room that a batch by weight takes, the weight of one by volume; None where nothing says."""
        if self.density is None:
            return None
        from recipekeeper.formula.sizing.converting import other_measure  # late: most sizes need no density

        return other_measure(self.formula, self.size.factor, self.density)


def read_size(
    text: str,
    units: UnitSystem | None,
    formula: Formula,
    density: ProductDensity | None = None,
    batches: int = 1,
) -> Size:
    """A size: so much of what the formula gives, or of a part of it (`1000 g oils`, `5 kg total`).

    Raises QuantityError for what cannot be read or does not fit, NotFound and Ambiguous for names.
    """
    found = _amount_and_name(text, units, formula)
    if isinstance(found, Amount):
        return by_amount(formula, found, density or _density_for(formula, found), batches)
    amount, typed = found
    choices = part_names(formula)
    name = match(typed, choices, "part", f"in {formula.code}")
    return by_part(formula, amount, choices[name], name, batches)


def _density_for(formula: Formula, amount: Amount) -> ProductDensity | None:
    if amount.dimension == formula.yields.dimension:
        return None
    from recipekeeper.formula.sizing.converting import product_density  # late: most sizes need no density

    return product_density(formula)


def _amount_and_name(text: str, units: UnitSystem | None, formula: Formula) -> Amount | tuple[Amount, str]:
    """An amount alone, or with the name of a part behind it."""
    try:
        return read_amount(text, units)
    except QuantityError as of_all:
        refused = of_all
    words, known = text.split(), {name.casefold() for name in part_names(formula)}
    for place in range(len(words) - 1, 0, -1):
        name = " ".join(words[place:]).removeprefix("of ")
        try:
            return read_amount(" ".join(words[:place]), units), name
        except QuantityError as of_amount:
            refused = of_amount if name.casefold() in known else refused
    raise refused


def part_names(formula: Formula) -> dict[str, list[int]]:
    """What a size can be of, each with the places of its lines."""
    names: dict[str, list[int]] = {}
    for line in formula.lines:
        for name in (line.phase, line.name):
            if name and name not in names:
                names[name] = members(formula.lines, (name,))
    known = {name.casefold() for name in names}
    oils = [number for number, line in enumerate(formula.lines) if line.sap is not None]
    if oils and "oils" not in known:
        names["oils"] = oils
    if TOTAL not in known:
        names[TOTAL] = members(formula.lines, (TOTAL,))
    if formula.basis and BASIS not in known:
        names[BASIS] = members(formula.lines, formula.basis)
    return names


def read_part(text: str, option: str) -> Fraction:
    """A percentage as a part of 1; raises QuantityError."""
    part = read_percent(text)
    if part > 1:
        raise QuantityError(f'{shown(text)} is no percentage up to 100 %. Write {option} "5 %".')
    return part


def read_have(
    typed: Sequence[str], units: UnitSystem | None, formula: Formula, option: str = "--from"
) -> Mapping[str, Amount]:
    """`coconut oil=210 g`, each by the exact name of its ingredient."""
    found: dict[str, Amount] = {}
    for name, text in named(typed, [line.name for line in formula.lines], formula, option, "210 g"):
        if name in found:
            raise Misused(f"{option} names {name} twice.")
        found[name] = read_amount(text, units)
    return found


def named(
    typed: Sequence[str], names: Sequence[str], formula: Formula, option: str, example: str
) -> list[tuple[str, str]]:
    """Each `NAME=VALUE` with the name as the formula has it; raises Misused, NotFound and Ambiguous."""
    found = []
    for text in typed:
        name, equals, value = text.partition("=")
        if not equals or not name.strip() or not value.strip():
            first = names[0] if names else "olive oil"
            raise Misused(
                f'{shown(text)} is not a name and a value with = between: {option} "{first}={example}"'
            )
        found.append((match(name, names, "ingredient", f"in {formula.code}"), value))
    return found
