"""The checks of soap: what the lye leaves of the oils, how strong it is, and whether all of it is known."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from recipekeeper.formula.amounts.lye import LyeState, alkali_lines, is_soap
from recipekeeper.formula.amounts.scale import lye_of
from recipekeeper.formula.amounts.superfat import (
    HIGH,
    NEEDS_A_REASON,
    NONE_LEFT,
    THIN,
    excess_lye,
    percent_text,
)
from recipekeeper.formula.checks.check import ERROR, WARNING, Found, Inspection, TradeCheck, grams_of
from recipekeeper.formula.model import Line, Origin
from recipekeeper.formula.substance.by_name import is_fat, is_solution

WEAK, STRONG, SATURATED = Fraction("0.20"), Fraction("0.40"), Fraction("0.50")
"""Of alkali in alkali and water. Makers work at 25 to 50 %, mostly near 33 %."""

_HIGH_BY_ROUNDING = HIGH + Fraction("0.01")

_SOLUBILITY = "soapmakingforum.com/threads/solubility-of-naoh-in-cold-water.58455"
_WATER_RANGE = "K. Dunn, To Gel or Not To Gel, wholesalesuppliesplus.com"


def _fats_without_sap(seen: Inspection) -> Iterator[Found]:
    """A fat that counts as nothing leaves the lye that was meant for it."""
    if not alkali_lines(seen.formula):
        return
    for line in seen.formula.lines:
        if line.sap is None and _is_fat(seen, line):
            yield Found(
                seen.where(line, "sap"),
                f"no SAP of {line.name} is known, and beside an alkali it cannot count as nothing. Write that of "
                'its certificate, such as sap = "190 mg KOH/g".',
            )


def _is_fat(seen: Inspection, line: Line) -> bool:
    known = seen.materials.find(line.name)
    return is_fat(line.name, line.phase or "") if known is None else known.is_fat


def _soap_without_weight(seen: Inspection) -> Iterator[Found]:
    if not is_soap(seen.formula):
        return
    caustic = alkali_lines(seen.formula)
    for line in seen.formula.lines:
        if (line.sap is not None or line in caustic) and grams_of(line) is None:
            yield Found(
                seen.where(line, "amount"),
                f"{line.amount} of {line.name} is no weight, and the lye goes by weight. Weigh it, or write its "
                'density, such as density = "0.915 g/ml".',
            )


def _solutions_without_strength(seen: Inspection) -> Iterator[Found]:
    for line in alkali_lines(seen.formula):
        if line.origin is not Origin.LYE and line.purity is None and is_solution(line.name):
            yield Found(
                seen.where(line, "purity"),
                f"{line.name} does not say how strong it is, and it would count as pure alkali. "
                'Write its strength, such as purity = "50 %".',
            )


def _state(seen: Inspection) -> LyeState | None:
    """What the lye makes of the oils; None where a part of it is not known, which is an error of its own."""
    unknown = (_fats_without_sap, _soap_without_weight, _solutions_without_strength)
    if any(True for find in unknown for _ in find(seen)):
        return None
    return lye_of(seen.formula, seen.scaled)


def _superfat(seen: Inspection) -> Fraction | None:
    """What the rounded weights leave, or what [lye] asks for where that is less: other sizes round less kindly."""
    state, lye = _state(seen), seen.formula.lye
    if state is None:
        return None
    return state.superfat if lye is None else min(state.superfat, lye.superfat)


def _excess(seen: Inspection) -> Iterator[Found]:
    superfat = _superfat(seen)
    if superfat is not None and superfat < NONE_LEFT:
        excess = excess_lye(seen.formula, seen.scaled) or f"[lye] asks for {percent_text(superfat)} superfat"
        yield Found(
            _alkali_place(seen), f"{excess}. Lye that finds no oil stays in the soap: take less of it."
        )


def _between(
    low: Fraction, high: Fraction, sentence: Callable[[str], str]
) -> Callable[[Inspection], Iterator[Found]]:
    """A superfat from `low` on and below `high`."""

    def find(seen: Inspection) -> Iterator[Found]:
        superfat = _superfat(seen)
        if superfat is not None and low <= superfat < high:
            yield Found(_alkali_place(seen), sentence(f"superfat is {percent_text(superfat)}"))

    return find


_low = _between(
    NONE_LEFT,
    NEEDS_A_REASON,
    lambda superfat: (
        f"{superfat}; 0 to 2 % needs a reason. Take less alkali, or write the reason under [silence], such as "
        'superfat-low = "laundry soap".'
    ),
)
_thin = _between(
    NEEDS_A_REASON,
    THIN,
    lambda superfat: f"{superfat}; below 3 %, one lot of oil that takes less lye can use it up.",
)


def _high(seen: Inspection) -> Iterator[Found]:
    """Over 10 %; where [lye] asks for no more, what rounding the alkali down adds is let pass."""
    state, lye = _state(seen), seen.formula.lye
    most = _HIGH_BY_ROUNDING if lye is not None and lye.superfat <= HIGH else HIGH
    if state is not None and state.superfat > most:
        yield Found(
            _alkali_place(seen),
            f"superfat is {percent_text(state.superfat)}; over 10 % a bar is soft and turns rancid sooner.",
        )


def _alkali_place(seen: Inspection) -> str:
    return seen.where(alkali_lines(seen.formula)[0], "amount")


# How strong the lye is


def _dry(seen: Inspection) -> Iterator[Found]:
    state = _state(seen)
    if state is None or state.water > 0:
        return
    caustic = alkali_lines(seen.formula)
    phases = {line.phase.casefold() for line in caustic if line.phase}
    beside = [line for line in seen.formula.lines if line not in caustic and line.sap is None]
    if not any(line.phase and line.phase.casefold() in phases for line in beside):
        yield Found(
            _alkali_place(seen),
            "no water and no other liquid stands beside the alkali; dry alkali does not saponify. Add the water, "
            'in the phase of the alkali, such as phase = "lye solution".',
        )


def _strength(seen: Inspection) -> Fraction | None:
    state = _state(seen)
    return None if state is None else state.concentration


def _weak(seen: Inspection) -> Iterator[Found]:
    strength = _strength(seen)
    if strength is not None and strength < WEAK:
        yield Found(
            _alkali_place(seen),
            f"the lye is {percent_text(strength, (WEAK,))} alkali, below 20 %; so much water makes a slow trace and "
            "a bar that shrinks and warps.",
        )


def _strong(seen: Inspection) -> Iterator[Found]:
    strength = _strength(seen)
    if strength is not None and STRONG < strength <= SATURATED:
        yield Found(
            _alkali_place(seen),
            f"the lye is {percent_text(strength, (STRONG, SATURATED))} alkali, above 40 %; the batter thickens fast.",
        )


def _saturated(seen: Inspection) -> Iterator[Found]:
    strength = _strength(seen)
    if strength is not None and strength > SATURATED:
        yield Found(
            _alkali_place(seen),
            f"the lye is {percent_text(strength, (SATURATED,))} alkali, above 50 %; it does not stay dissolved, and "
            "grains of alkali stay. Add water.",
        )


def _alkali_without_tolerance(seen: Inspection) -> Iterator[Found]:
    for line in alkali_lines(seen.formula):
        if line.tolerance is None:
            yield Found(
                seen.where(line, "tolerance"),
                f"{line.name} has no tolerance, so no weighing of it is ever too much. Write one, such as "
                'tolerance = "0.2 %".',
            )


_MARGIN = (
    "With olive, coconut and shea at the low end of their SAP ranges (184, 248 and 160 mg KOH/g) a superfat of 5 % is "
    "one of 0.45 % (computed)."
)

SOAP_CHECKS = (
    TradeCheck(
        "fat-without-sap",
        ERROR,
        "a fat beside an alkali, and no SAP of it is known",
        "A fat counted as nothing makes every figure of the lye wrong, and nobody sees it.",
        _fats_without_sap,
        can_be_silenced=False,
    ),
    TradeCheck(
        "soap-without-weight",
        ERROR,
        "an oil or an alkali of a soap that is not weighed and has no density",
        "A spoon of flakes or a cup of oil has no weight that is known, and lye goes by weight.",
        _soap_without_weight,
        can_be_silenced=False,
    ),
    TradeCheck(
        "alkali-strength",
        ERROR,
        "a lye solution that does not say how strong it is",
        "Solutions are kept at 25 to 50 %; counted as pure alkali, one gives half the lye that is meant.",
        _solutions_without_strength,
        can_be_silenced=False,
    ),
    TradeCheck(
        "superfat-negative",
        ERROR,
        "a superfat below 0: more alkali than the oils take up",
        "What finds no oil stays caustic. A published recipe was over by 6.9 % "
        "(visualfoodie.com/brambleberry-soap-recipe-lye-calculation).",
        _excess,
        can_be_silenced=False,
    ),
    TradeCheck("superfat-low", ERROR, "a superfat from 0 to below 2 %, without a reason", _MARGIN, _low),
    TradeCheck("superfat-thin", WARNING, "a superfat from 2 to below 3 %", _MARGIN, _thin),
    TradeCheck(
        "superfat-high",
        WARNING,
        "a superfat over 10 %",
        "Oil that stays oil makes a soft bar with little lather, and turns rancid (common practice of the trade).",
        _high,
    ),
    TradeCheck(
        "lye-dry",
        WARNING,
        "an alkali without water or another liquid beside it",
        f"Alkali has to be dissolved before it reaches the oils; 25 to 50 % is feasible ({_WATER_RANGE}).",
        _dry,
    ),
    TradeCheck(
        "lye-weak",
        WARNING,
        "a lye below 20 % of alkali",
        f"Makers work at 25 to 50 % ({_WATER_RANGE}); more water slows the trace and leaves with the cure.",
        _weak,
    ),
    TradeCheck(
        "lye-strong",
        WARNING,
        "a lye above 40 %, up to 50 % of alkali",
        f"25 to 50 % is feasible and 33 % usual ({_WATER_RANGE}); little water leaves little time to pour.",
        _strong,
    ),
    TradeCheck(
        "lye-saturated",
        WARNING,
        "a lye above 50 % of alkali",
        f"NaOH takes at least its own weight of water to dissolve ({_SOLUBILITY}).",
        _saturated,
    ),
    TradeCheck(
        "alkali-tolerance",
        WARNING,
        "an alkali without a tolerance",
        "60 g too much on 563 g of NaOH turn a superfat of 5 % into −5 %; only a tolerance makes the batch say so.",
        _alkali_without_tolerance,
    ),
)
