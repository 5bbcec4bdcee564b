"""Lye: how much alkali and water the oils call for, and what superfat the weights really give.

Σ oil × SAP is the KOH that saponifies all oils; divided by KOH_PER_NAOH it is the NaOH. What the superfat
leaves out of it, divided by the purity, is weighed. All in fractions: no digit is lost on the way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from recipekeeper.formula.lye import Lye, Water
from recipekeeper.formula.model import Formula, Line, Origin
from recipekeeper.formula.substance.by_name import alkali_of, is_solution
from recipekeeper.formula.substance.roles import is_water
from recipekeeper.formula.substance.sap import KOH_PER_NAOH, Alkali, Sap
from recipekeeper.quantity import Amount

LYE_PHASE = "lye solution"
WATER = "water"
NAMES = {Alkali.NAOH: "sodium hydroxide", Alkali.KOH: "potassium hydroxide"}
"""What the computed lines are called."""

KOH_PER = {Alkali.NAOH: KOH_PER_NAOH, Alkali.KOH: Fraction(1)}
"""How much KOH does what one of the alkali does."""


_PLACES = 20
"""Of a superfat: a weight has 28 digits, and what it lost behind them is no excess of lye."""


@dataclass(frozen=True, slots=True)
class Computed:
    """One line of the lye: so much for each weight of KOH that the oils take, and for each of oil."""

    name: str
    alkali: Alkali | None
    """None for the water."""
    per_koh: Fraction
    per_oil: Fraction = Fraction(0)


def computed(lye: Lye) -> tuple[Computed, ...]:
    """The alkali, or both, and the water; of a solution in stock, the water that it lacks."""
    pure = {alkali: (1 - lye.superfat) * part / KOH_PER[alkali] for alkali, part in lye.parts}
    strength = {alkali: lye.solution or lye.purity_of(alkali) for alkali in pure}
    lines = [
        Computed(_name(alkali, lye), alkali, pure[alkali] / strength[alkali])
        for alkali in pure
        if pure[alkali]
    ]
    in_solution = sum(((line.per_koh - pure[a]) for line in lines if (a := line.alkali)), Fraction(0))
    per_koh, per_oil = _water(lye, sum(pure.values(), Fraction(0)))
    water = Computed(WATER, None, per_koh - (in_solution if lye.solution else 0), per_oil)
    return (*lines, water)


def _name(alkali: Alkali, lye: Lye) -> str:
    return f"{NAMES[alkali]} solution" if lye.solution else NAMES[alkali]


def _water(lye: Lye, alkali: Fraction) -> tuple[Fraction, Fraction]:
    """Water for each weight of KOH, and for each of oil."""
    if lye.water is Water.OF_OILS:
        return Fraction(0), lye.water_value
    ratio = lye.water_value if lye.water is Water.RATIO else (1 - lye.water_value) / lye.water_value
    return alkali * ratio, Fraction(0)


@dataclass(frozen=True, slots=True)
class LyeState:
    """What the weights of a soap make of it. Weights in grams; `koh` is what saponifies all oils."""

    oils: Fraction
    koh: Fraction
    alkalis: tuple[tuple[str, Alkali, Fraction, Fraction], ...]
    """Of each alkali: the line, which it is, what is weighed, and how much of that is pure."""
    water: Fraction

    @property
    def superfat(self) -> Fraction:
        """The part of the oils that stays oil; below 0 there is lye that nothing takes up."""
        taken = sum((pure * KOH_PER[alkali] for _, alkali, _, pure in self.alkalis), Fraction(0))
        return round(1 - taken / self.koh, _PLACES)

    @property
    def pure(self) -> Fraction:
        """All pure alkali."""
        return sum((pure for *_, pure in self.alkalis), Fraction(0))

    @property
    def concentration(self) -> Fraction | None:
        """Pure alkali in alkali and water; None without water."""
        return self.pure / (self.pure + self.water) if self.water > 0 and self.pure else None

    @property
    def water_ratio(self) -> Fraction | None:
        """Water to pure alkali."""
        return self.water / self.pure if self.water > 0 and self.pure else None

    @property
    def water_of_oils(self) -> Fraction:
        """Water as a part of the oils."""
        return self.water / self.oils

    def needed(self, alkali: Alkali) -> Fraction:
        """The pure alkali that would saponify all oils alone, in grams."""
        return self.koh / KOH_PER[alkali]


def lye_state(
    formula: Formula, weights: Mapping[str, Amount], saps: Mapping[str, Sap] | None = None
) -> LyeState | None:
    """What these weights by ingredient make of a soap; None where the formula is none.

    `saps` are those of the lots at hand, by ingredient. A volume counts by the density of its line; without
    one, and where nothing was weighed, a line counts as nothing.
    """
    if not is_soap(formula):
        return None
    lots = {name.casefold(): sap for name, sap in (saps or {}).items()}
    known = {name.casefold(): amount for name, amount in weights.items()}
    oils = koh = water = Fraction(0)
    alkalis = []
    for line in formula.lines:
        weight = _grams(known.get(line.name.casefold()), line)
        sap = lots.get(line.name.casefold(), line.sap)
        if alkali := _alkali(line):
            pure = weight * strength_of(formula, line)
            alkalis.append((line.name, alkali, weight, pure))
            water += weight - pure if _is_solution(line, formula) else 0
        elif sap is not None:
            oils += weight
            koh += weight * sap.koh
        elif _is_lye_water(line):
            water += weight
    return LyeState(oils, koh, tuple(alkalis), water) if koh else None


def is_soap(formula: Formula) -> bool:
    """Whether lye is made up for oils: [lye], or a line of alkali beside an oil with a SAP."""
    return formula.lye is not None or (
        any(_alkali(line) for line in formula.lines) and any(line.sap for line in formula.lines)
    )


def alkali_lines(formula: Formula) -> tuple[Line, ...]:
    """The lines that are caustic."""
    return tuple(line for line in formula.lines if _alkali(line))


def water_lines(formula: Formula) -> tuple[Line, ...]:
    """The lines of water that the alkali is dissolved in."""
    return tuple(line for line in formula.lines if _is_lye_water(line))


def strength_of(formula: Formula, line: Line) -> Fraction:
    """How much of an alkali line is pure alkali; all of it where nothing says otherwise."""
    alkali = _alkali(line)
    if line.origin is Origin.LYE and formula.lye is not None and alkali is not None:
        return formula.lye.solution or formula.lye.purity_of(alkali)
    return Fraction(1) if line.purity is None else line.purity


def _alkali(line: Line) -> Alkali | None:
    return None if line.sap is not None else alkali_of(line.name)


def _is_solution(line: Line, formula: Formula) -> bool:
    if line.origin is Origin.LYE:
        return formula.lye is not None and formula.lye.solution is not None
    return line.product_of is not None or is_solution(line.name)


def _is_lye_water(line: Line) -> bool:
    return is_water(line.name) and (line.origin is Origin.LYE or "lye" in (line.phase or "lye").casefold())


def _grams(amount: Amount | None, line: Line) -> Fraction:
    if amount is None or amount.dimension == "count":
        return Fraction(0)
    if amount.dimension == "mass":
        return amount.exact_in("g")
    return line.density.exact * amount.exact_in("ml") if line.density else Fraction(0)
