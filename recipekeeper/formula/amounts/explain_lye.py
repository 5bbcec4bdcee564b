"""How the lye follows from the oils, step by step, with the figures as they are weighed."""

from __future__ import annotations

from fractions import Fraction

from recipekeeper.formula.amounts.figures import figure, percent, quantity
from recipekeeper.formula.amounts.lye import KOH_PER, LyeState, computed
from recipekeeper.formula.amounts.scale import Scaled, ScaledLine, mass_of
from recipekeeper.formula.lye import Lye, Water
from recipekeeper.formula.model import Formula, Line, Origin
from recipekeeper.formula.substance.sap import KOH_PER_NAOH, Alkali
from recipekeeper.quantity import Amount

_MOST_TERMS = 8
"""So many oils are written out; of more the sum is enough."""


class LyeStory:
    """The oils as weighed, the KOH they take, and what becomes of it in each line of the lye."""

    def __init__(self, formula: Formula, scaled: Scaled) -> None:
        self._lye = formula.lye
        self._oils = self._koh = Fraction(0)
        self._terms: list[str] = []
        alkali = next((n for n, line in enumerate(formula.lines) if line.origin is Origin.LYE), None)
        if self._lye is None or alkali is None:
            return
        self._unit = scaled.lines[alkali].exact.unit
        for line, planned in zip(formula.lines, scaled.lines, strict=True):
            if line.sap is not None:
                weight = mass_of(Fraction(planned.planned.value), planned.planned.unit, line, self._unit)
                self._oils += weight
                self._koh += weight * line.sap.koh
                self._terms.append(f"{figure(weight)} × {_sap(line)}")

    def of(self, line: ScaledLine) -> str:
        """How one line of the lye came about, before it was rounded."""
        if self._lye is None:
            return ""
        part = next(part for part in computed(self._lye) if part.name == line.name)
        exact = quantity(Fraction(line.exact.value), line.exact.unit)
        if part.alkali is None:
            return self._water(self._lye, exact)
        return self._alkali(self._lye, part.alkali, exact)

    def _alkali(self, lye: Lye, alkali: Alkali, exact: str) -> str:
        share = dict(lye.parts)[alkali]
        needed = self._koh * share / KOH_PER[alkali]
        said = f"{self._q(self._koh)} KOH saponify all oils{self._sum()}"
        said += f"; × {percent(share)}" if share != 1 else ""
        if alkali is Alkali.NAOH:
            said += f"{',' if share != 1 else ''} ÷ {figure(KOH_PER_NAOH, 4)} = {self._q(needed)} NaOH"
        elif share != 1:
            said += f" = {self._q(needed)}"
        said += f"; × (1 − {percent(lye.superfat)}) = {self._q(needed * (1 - lye.superfat))} pure"
        strength = lye.solution or lye.purity_of(alkali)
        return said + (f"; ÷ {percent(strength)} = {exact}" if strength != 1 else "")

    def _water(self, lye: Lye, exact: str) -> str:
        pure = {
            alkali: self._koh * share / KOH_PER[alkali] * (1 - lye.superfat) for alkali, share in lye.parts
        }
        all_pure = self._q(sum(pure.values(), Fraction(0)))
        if lye.water is Water.OF_OILS:
            said = f"{percent(lye.water_value)} of {self._q(self._oils)} oils"
        elif lye.water is Water.RATIO:
            said = f"{all_pure} × {figure(lye.water_value, 4)}"
        else:
            hundred = lye.water_value * 100
            said = f"{all_pure} × {figure(100 - hundred)} ÷ {figure(hundred)}"
        if lye.solution:
            held = sum((each / lye.solution - each for each in pure.values()), Fraction(0))
            said += f", less {self._q(held)} that is in the lye solution"
        return f"{said} = {exact}"

    def _q(self, value: Fraction) -> str:
        return quantity(value, self._unit)

    def _sum(self) -> str:
        return f" ({' + '.join(self._terms)})" if len(self._terms) <= _MOST_TERMS else ""


def _sap(line: Line) -> str:
    """`0.190`, or `0.135 × 1.4025` of a value that counts NaOH."""
    if line.sap is None:
        return "0"
    if line.sap.alkali is Alkali.NAOH:
        return f"{_three(line.sap.naoh)} × {figure(KOH_PER_NAOH, 4)}"
    return _three(line.sap.koh)


def _three(value: Fraction) -> str:
    """Three decimals, or four where it has them."""
    text = f"{float(value):.4f}"
    return text.removesuffix("0")


def superfat_text(state: LyeState, unit: str) -> str:
    """How the superfat follows from what is weighed: `1 − 140.83 g ÷ 148.27 g of NaOH = 5.02 %`."""
    weighed = [(alkali, pure) for _, alkali, _, pure in state.alkalis if pure]
    if not weighed:
        return "no alkali is weighed"
    first = weighed[0][0]
    taken = sum((pure * KOH_PER[alkali] / KOH_PER[first] for alkali, pure in weighed), Fraction(0))
    each = Amount.of_exact(Fraction(1), "g").exact_in(unit)
    return (
        f"1 − {quantity(taken * each, unit)} ÷ {quantity(state.needed(first) * each, unit)} of {first.value}, which "
        f"saponify all oils, = {percent(state.superfat)}"
    )
