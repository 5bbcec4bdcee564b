"""The superfat that the rounded weights leave, and the sentence on too little of it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from recipekeeper.formula.amounts.scale import lye_of
from recipekeeper.quantity import Amount, plain
from recipekeeper.quantity.show import trimmed

if TYPE_CHECKING:
    from recipekeeper.formula.amounts.lye import LyeState
    from recipekeeper.formula.amounts.scale import Scaled
    from recipekeeper.formula.model import Formula
    from recipekeeper.formula.substance.sap import Alkali

NONE_LEFT, NEEDS_A_REASON, THIN, HIGH = Fraction(0), Fraction("0.02"), Fraction("0.03"), Fraction("0.10")
"""Below 0 some lye finds no oil; below 2 % the scatter of one lot can use up the rest; over 10 % a bar is soft."""

_BOUNDS = (NONE_LEFT, NEEDS_A_REASON, THIN, HIGH)
_MOST_PLACES = 12


def percent_text(part: Fraction, bounds: tuple[Fraction, ...] = _BOUNDS) -> str:
    """`−6.9 %`: to a tenth, or as finely as it takes to tell the part from a bound that it is close to."""
    for places in range(1, _MOST_PLACES):
        rounded = _rounded(part * 100, places)
        if not any(rounded == bound * 100 != part * 100 for bound in bounds):
            break
    return f"{trimmed(rounded).replace('-', '−')} %"


def excess_lye(formula: Formula, scaled: Scaled) -> str | None:
    """`superfat is −6.9 %; needs 117.9 g NaOH, has 126 g`, where the rounded weights leave lye over."""
    state = lye_of(formula, scaled)
    if state is None or state.superfat >= NONE_LEFT:
        return None
    present: dict[Alkali, Fraction] = {}
    units: dict[Alkali, str] = {}
    places = 0
    for name, alkali, _, pure in state.alkalis:
        line = scaled.line(name)
        present[alkali] = present.get(alkali, Fraction(0)) + pure
        units.setdefault(alkali, line.planned.unit if line and line.planned.dimension == "mass" else "g")
        if line and line.resolution:
            places = max(places, _places(line.resolution.value))
    used = {alkali: pure for alkali, pure in present.items() if pure}
    needs, has = _texts(state, used, units, places)
    if any(weight != pure for *_, weight, pure in state.alkalis):
        needs = f"{needs} (pure)"
    return f"superfat is {percent_text(state.superfat)}; needs {needs}, has {has}"


def _texts(
    state: LyeState, present: dict[Alkali, Fraction], units: dict[Alkali, str], places: int
) -> tuple[str, str]:
    """What is needed and what is there, so finely that the two differ."""
    taken_up = 1 - state.superfat
    for finer in range(_MOST_PLACES):
        needs = [_weight(pure / taken_up, units[each], places, finer) for each, pure in present.items()]
        has = [_weight(pure, units[each], places, finer) for each, pure in present.items()]
        if all(one != other for one, other in zip(needs, has, strict=True)):
            break
    named = [f"{text} {each.value}" for text, each in zip(needs, present, strict=True)]
    if len(has) > 1:
        has = [f"{text} {each.value}" for text, each in zip(has, present, strict=True)]
    return " and ".join(named), " and ".join(has)


def _weight(grams: Fraction, unit: str, places: int, finer: int) -> str:
    """To four digits, or as finely as the scale shows."""
    weight = Amount.of_exact(grams, "g").exact_in(unit)
    digits = max(places, 3 - Amount.of_exact(weight, unit).value.adjusted(), 0) + finer
    return f"{trimmed(_rounded(weight, digits))} {Amount(Decimal(1), unit).symbol}"


def _rounded(value: Fraction, places: int) -> Decimal:
    step = Amount(Decimal(1).scaleb(-places), "g")
    return Amount.of_exact(value, "g").rounded(step, "nearest").value


def _places(value: Decimal) -> int:
    return len(plain(value).partition(".")[2])
