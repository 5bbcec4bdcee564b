"""What a check of the trade is, and what it looks at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from recipekeeper.formula.amounts.scale import Scaled, ScaledLine, scale
from recipekeeper.formula.findings import place
from recipekeeper.formula.model import Formula, Line, Origin
from recipekeeper.formula.substance.material import Materials

ERROR, WARNING = "error", "warning"


class Found(NamedTuple):
    """One thing that a check found, with its place."""

    where: str
    message: str


@dataclass(frozen=True, slots=True)
class Inspection:
    """A formula as the checks look at it: with what is known of its materials, and at its own size as rounded."""

    formula: Formula
    materials: Materials
    scaled: Scaled

    def where(self, line: Line, key: str = "") -> str:
        """The place of a line, counted as the ingredients are written; `lye` for what the lye computes."""
        if line.origin is Origin.LYE:
            return "lye"
        written = [each for each in self.formula.lines if each.origin is not Origin.LYE]
        ingredient = f"ingredient[{written.index(line) + 1}]"
        return place(ingredient, key) if key else ingredient

    def lines(self) -> Iterator[tuple[Line, ScaledLine]]:
        """Each line, and how it is weighed."""
        return zip(self.formula.lines, self.scaled.lines, strict=True)


def inspected(formula: Formula, materials: Materials) -> Inspection:
    """A formula made ready for the checks."""
    return Inspection(formula, materials, scale(formula))


@dataclass(frozen=True, slots=True)
class TradeCheck:
    """One thing that is wrong or doubtful in the trade, though it can be read.

    `find` gives each place of it with a sentence. An error keeps a formula from being released.
    """

    code: str
    level: str
    says: str
    """What is looked for, in a few words."""
    reason: str
    """Why it matters, with the source."""
    find: Callable[[Inspection], Iterable[Found]]
    can_be_silenced: bool = True


def grams_of(line: Line) -> Fraction | None:
    """What a line weighs; None for a count, and for a volume without a density."""
    if line.amount.dimension == "mass":
        return line.amount.exact_in("g")
    if line.amount.dimension == "volume" and line.density is not None:
        return line.density.exact * line.amount.exact_in("ml")
    return None
