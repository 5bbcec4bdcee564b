"""The checks of amounts: what they come to, what is not to be relied on, what a scale cannot show."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from recipekeeper.formula.amounts.figures import readable
from recipekeeper.formula.amounts.scale import ScaledLine
from recipekeeper.formula.amounts.weighable import MINIMUM_DIVISIONS, is_weighable, minimum
from recipekeeper.formula.checks.check import ERROR, WARNING, Found, Inspection, TradeCheck, grams_of
from recipekeeper.formula.model import Formula, Law, Line, Origin
from recipekeeper.quantity import Amount

_METRIC = frozenset({"mg", "g", "kg"})
_AVOIRDUPOIS = frozenset({"oz", "lb"})

FROM_NOTHING = Fraction("1.01")
"""Of what goes in: rounding and a little water from steam make up to 1 %."""

HALF_IS_GONE = Fraction(2)
"""What goes in for what comes out: a jam or a wort loses less than half, a syrup boiled down may lose more."""

_BARELY_SEEN = 10
"""Divisions: below it half a division is more than 5 %, whatever the tolerance."""


# What the amounts come to


def _doubts(seen: Inspection) -> Iterator[Found]:
    for line in seen.formula.lines:
        if line.doubt:
            doubt = line.doubt if line.doubt.endswith((".", "?", "!")) else f"{line.doubt}."
            yield Found(
                seen.where(line, "doubt"),
                f"{line.name}: {doubt} Put the amount right and take the doubt out.",
            )


def _nothing(seen: Inspection) -> Iterator[Found]:
    """Less than nothing, or nothing; a lye from stock may need no more water."""
    for line in seen.formula.lines:
        may_be_none = line.origin is Origin.LYE or line.doubt
        if line.amount.value < 0 or (line.amount.value == 0 and not may_be_none):
            amount = str(_short(line.amount)).replace("-", "−")
            yield Found(
                seen.where(line, "amount"),
                f"{line.name} comes to {amount}; give it an amount, or leave it out.",
            )


def _more_than_goes_in(seen: Inspection) -> Iterator[Found]:
    yields, goes_in = _product(seen.formula), _sum(seen.formula)
    if yields is not None and goes_in is not None and yields > goes_in * FROM_NOTHING:
        yield Found(
            "yields",
            f"the formula yields {seen.formula.yields}, and its lines come to {_in_all(seen.formula, goes_in)}: more "
            "comes out than goes in. Is a line missing?",
        )


def _far_less_than_goes_in(seen: Inspection) -> Iterator[Found]:
    yields, goes_in = _product(seen.formula), _sum(seen.formula)
    if yields is None or goes_in is None or seen.formula.yield_within is not None:
        return
    if goes_in > yields * HALF_IS_GONE:
        yield Found(
            "yields",
            f"the lines come to {_in_all(seen.formula, goes_in)}, and the formula yields {seen.formula.yields}: more "
            'than half is lost. If it is, say what is expected, such as yield_within = "90..102 %".',
        )


def _product(formula: Formula) -> Fraction | None:
    """What the formula gives, in grams; None where nothing says what that weighs."""
    fill = formula.fill
    if formula.yields.dimension == "count":
        each = _product_weight(formula, fill.each) if fill else None
        return None if each is None else each * Fraction(formula.yields.value)
    return _product_weight(formula, formula.yields)


def _product_weight(formula: Formula, amount: Amount) -> Fraction | None:
    if amount.dimension == "mass":
        return amount.exact_in("g")
    if amount.dimension == "volume" and formula.density is not None:
        return formula.density.exact * amount.exact_in("ml")
    return None


def _sum(formula: Formula) -> Fraction | None:
    """What all lines weigh, in grams; None where one of them has no weight that is known."""
    grams = [grams_of(line) for line in formula.lines]
    known = [each for each in grams if each is not None]
    return sum(known, Fraction(0)) if len(known) == len(grams) and known else None


def _in_all(formula: Formula, grams: Fraction) -> Amount:
    unit = formula.yields.unit if formula.yields.dimension == "mass" else "g"
    return readable(Amount.of_exact(grams, "g").exact_in(unit), unit)


def _two_systems(seen: Inspection) -> Iterator[Found]:
    weighed = [line for line in seen.formula.lines if line.origin is not Origin.LYE]
    metric = [line for line in weighed if line.amount.unit in _METRIC]
    other = [line for line in weighed if line.amount.unit in _AVOIRDUPOIS]
    if metric and other:
        yield Found(
            seen.where(other[0], "amount"),
            f"{other[0].name} is in {other[0].amount.unit}, {metric[0].name} in {metric[0].amount.unit}: two systems "
            "of weight in one formula invite the wrong scale.",
        )


# What a scale can show


def _weighed(seen: Inspection) -> Iterator[tuple[Line, ScaledLine, Amount]]:
    """The lines that a scale rounds, with what it shows."""
    for line, scaled in seen.lines():
        if scaled.resolution is not None and line.law is not Law.STEPWISE and line.amount.value > 0:
            yield line, scaled, scaled.resolution


def _rounds_to_nothing(seen: Inspection) -> Iterator[Found]:
    for line, scaled, division in _weighed(seen):
        if scaled.planned.value == 0:
            yield Found(
                seen.where(line, "resolution"),
                f"a scale that shows {division} rounds {_short(line.amount)} to nothing; weigh it on a finer one.",
            )


def _finer_than_the_scale(seen: Inspection) -> Iterator[Found]:
    for line, scaled, division in _weighed(seen):
        tolerance = _tolerance(line, scaled)
        if tolerance is not None and tolerance < division and not _is_too_little(line, scaled):
            yield Found(
                seen.where(line, "tolerance"),
                f"{line.tolerance} of {scaled.planned} is {_short(tolerance)}, less than one division of the scale; "
                f"one division, {division}, is what counts.",
            )


def _too_little(seen: Inspection) -> Iterator[Found]:
    for line, scaled, division in _weighed(seen):
        if _is_too_little(line, scaled) and scaled.planned.value > 0:
            yield Found(
                seen.where(line, "resolution"),
                f"{scaled.planned} of {line.name} is little for a scale that shows {division}: {minimum(division)} is "
                f"the least it should weigh ({MINIMUM_DIVISIONS} divisions). Weigh it on a finer one, or make more.",
            )


def _is_too_little(line: Line, scaled: ScaledLine) -> bool:
    """Below the least load, and either barely seen by the scale or held to less than half a division.

    Between the two the maker's own tolerance decides: a gram more or less of colour is no trouble.
    """
    if scaled.resolution is None or is_weighable(scaled):
        return False
    tolerance = _tolerance(line, scaled)
    held_close = tolerance is not None and tolerance.times(Fraction(2)) < scaled.resolution
    return held_close or not is_weighable(scaled, _BARELY_SEEN)


def _tolerance(line: Line, scaled: ScaledLine) -> Amount | None:
    """What the maker allows, whether the scale can show it or not."""
    return None if line.tolerance is None else line.tolerance.of(scaled.planned)


def _short(amount: Amount) -> Amount:
    """With no more digits than anybody can use."""
    return readable(Fraction(amount.value), amount.unit)


AMOUNT_CHECKS = (
    TradeCheck(
        "doubt",
        ERROR,
        "an amount that an import found and nobody has confirmed",
        "An amount that was guessed looks like any other once it is printed on a sheet.",
        _doubts,
        can_be_silenced=False,
    ),
    TradeCheck(
        "no-amount",
        ERROR,
        "an ingredient that comes to nothing, or to less",
        "Nothing cannot be weighed; less than nothing is a sign that the shares or the water are wrong.",
        _nothing,
        can_be_silenced=False,
    ),
    TradeCheck(
        "yields-too-much",
        WARNING,
        "a yield that is more than all that goes in",
        "Nothing comes from nothing: a line is missing, or the yield is that of another size.",
        _more_than_goes_in,
    ),
    TradeCheck(
        "yields-too-little",
        WARNING,
        "a yield that is less than half of what goes in, and no yield_within",
        "A formula that boils down says how far; else the yield is that of another size.",
        _far_less_than_goes_in,
    ),
    TradeCheck(
        "two-weight-systems",
        WARNING,
        "grams and ounces in one formula",
        "Two systems of weight in one formula invite the wrong scale.",
        _two_systems,
    ),
    TradeCheck(
        "rounds-to-nothing",
        WARNING,
        "an amount that the scale rounds to nothing",
        "What the scale does not show is left out, and the record says that it was weighed.",
        _rounds_to_nothing,
    ),
    TradeCheck(
        "tolerance-below-division",
        WARNING,
        "a tolerance that is finer than the scale",
        "Nobody can keep to what the scale does not show.",
        _finer_than_the_scale,
    ),
    TradeCheck(
        "below-minimum",
        WARNING,
        f"less than {MINIMUM_DIVISIONS} divisions of the scale, and a tolerance below half a division; "
        f"or less than {_BARELY_SEEN} divisions",
        "Below 50 divisions rounding alone is off by more than 1 % (NIST Handbook 44, suitability of equipment, "
        "G-UR.1.1).",
        _too_little,
    ),
)
