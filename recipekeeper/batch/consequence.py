"""What the weights so far make of a batch: its superfat, its lye, the shares of what went in.

Said after a weighing, and after one was taken back or put right; what is not weighed yet counts as planned.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from recipekeeper.batch.contents import expected, grams, is_to_come
from recipekeeper.batch.model import BatchRecord
from recipekeeper.formula.amounts.balance import members
from recipekeeper.formula.amounts.lye import LyeState, alkali_lines, is_soap, lye_state, water_lines
from recipekeeper.formula.model import TOTAL, Formula, Line, group_text
from recipekeeper.formula.substance.sap import Sap
from recipekeeper.quantity import Amount

SUPERFAT_MOVES = Fraction(1, 1000)
"""A tenth of a point: as finely as a superfat is shown, and what a scale that shows 1 g moves in a kilogram of oils."""

LYE_MOVES = Fraction(1, 200)
"""Half a point: makers write 33 %, and the 3 % that they allow the water move it by 0.7 points."""

SHARE_MOVES = Fraction(1, 50)
"""A fiftieth of the planned share, or the tolerance of the line where that is more: nobody tastes or feels less."""

_KEEPS = frozenset({"salt", "brine", "acid", "vinegar", "preservative", "nitrite", "benzoate", "sorbate"})
"""What keeps a product from spoiling by its share: that it was thinned is said although it was weighed rightly."""


@dataclass(frozen=True, slots=True)
class Consequence:
    """One thing that follows for the batch as a whole; `value` and `planned` as fractions of 1.

    `kind` is superfat, lye concentration, share or hold.
    """

    kind: str
    sentence: str
    value: Fraction | None = None
    planned: Fraction | None = None
    is_grave: bool = False
    """A superfat below 2 %: the scatter of one lot can use up what is left of it."""


class Weighed(NamedTuple):
    """A record, and the SAP of the lots that its weighings name, by ingredient."""

    record: BatchRecord
    saps: Mapping[str, Sap]


def consequences(before: Weighed, after: Weighed) -> tuple[Consequence, ...]:
    """What follows from the weighings that one record has and the other has not."""
    lines = [line for line in after.record.plan.formula.lines if _differs(line, before.record, after.record)]
    return (*_of_lye(before, after, lines), *_of_shares(after.record, lines)) if lines else ()


def _differs(line: Line, before: BatchRecord, after: BatchRecord) -> bool:
    return before.state.weighing(line.name) != after.state.weighing(line.name)


# Lye


def superfat_text(part: Fraction) -> str:
    """`5.0 %`, `−5.1 %`: to a tenth, and more finely close to where it begins to matter."""
    from recipekeeper.formula.amounts.superfat import (
        percent_text,  # late, as below: most weights are as planned
    )

    text = percent_text(part)
    return text if "." in text else text.replace(" %", ".0 %")


def lye_as_expected(record: BatchRecord, saps: Mapping[str, Sap]) -> LyeState | None:
    """What the batch is on the way to be; None where it is no soap."""
    return lye_state(record.plan.formula, expected(record), saps)


def lye_as_planned(record: BatchRecord) -> LyeState | None:
    """What the plan makes, by the SAP of the formula; None where it is no soap."""
    return lye_state(record.plan.formula, record.plan.scaled.weights)


def _of_lye(before: Weighed, after: Weighed, lines: list[Line]) -> Iterator[Consequence]:
    record = after.record
    formula = record.plan.formula
    planned, now = lye_as_planned(record), lye_as_expected(record, after.saps)
    was = lye_as_expected(before.record, before.saps)
    if planned is None or now is None or was is None:
        return
    oils = [line for line in formula.lines if line.sap is not None]
    alkalis = list(alkali_lines(formula))
    water = list(water_lines(formula))
    if any(line in oils or line in alkalis for line in lines):
        is_all = not _any_to_come(record, [*oils, *alkalis])
        if abs(now.superfat - planned.superfat) > SUPERFAT_MOVES:
            lots = _lots_text(after, lines)
            yield superfat(now.superfat, planned.superfat, is_all=is_all, because=lots)
        elif abs(was.superfat - planned.superfat) > SUPERFAT_MOVES:
            verb = "is" if is_all else "would be"
            sentence = f"superfat {verb} {superfat_text(now.superfat)} again, as planned"
            yield Consequence("superfat", sentence, now.superfat, planned.superfat)
    if any(line in water or line in alkalis for line in lines):
        yield from concentration(record, planned, now)


def superfat(value: Fraction, planned: Fraction, *, is_all: bool, because: str = "") -> Consequence:
    """The sentence on a superfat that is not as planned; `is_all` where all oils and all alkali are in."""
    from recipekeeper.formula.amounts.superfat import NEEDS_A_REASON, NONE_LEFT

    text = superfat_text(value)
    grave = value < NEEDS_A_REASON
    if value < NONE_LEFT:
        verbs = ("is", "is") if is_all else ("would be", "would be")
        sentence = f"there {verbs[0]} more lye than the oils take up: superfat {verbs[1]} {text}"
    else:
        sentence = f"superfat {'is now' if is_all else 'would be'} {text} instead of {superfat_text(planned)}"
        if grave:
            sentence += f", less than {superfat_text(NEEDS_A_REASON)}"
    return Consequence("superfat", sentence + because, value, planned, grave)


def _lots_text(after: Weighed, lines: list[Line]) -> str:
    """`; by its lot coconut oil has a SAP of 262 mg KOH/g, not 257 mg KOH/g`."""
    lots = {name.casefold(): sap for name, sap in after.saps.items()}
    others = [
        f"by its lot {line.name} has a SAP of {sap}, not {line.sap}"
        for line in lines
        if line.sap and (sap := lots.get(line.name.casefold())) and sap.koh != line.sap.koh
    ]
    return "".join(f"; {other}" for other in others)


def concentration(record: BatchRecord, planned: LyeState, now: LyeState) -> Iterator[Consequence]:
    """The sentence on a lye that is weaker or stronger than planned."""
    found, meant = now.concentration, planned.concentration
    if found is None or meant is None or abs(found - meant) <= LYE_MOVES:
        return
    formula = record.plan.formula
    verb = "would be" if _any_to_come(record, [*water_lines(formula), *alkali_lines(formula)]) else "is now"
    sentence = f"the lye {verb} {_share_text(found)} instead of {_share_text(meant)}"
    yield Consequence("lye concentration", sentence, found, meant)


def _any_to_come(record: BatchRecord, lines: list[Line]) -> bool:
    names = {line.name for line in lines}
    return any(is_to_come(record, line) for line in record.plan.scaled.lines if line.name in names)


# Shares


def _of_shares(record: BatchRecord, lines: list[Line]) -> Iterator[Consequence]:
    formula = record.plan.formula
    for line in formula.lines:
        weighed = line in lines and not is_of_the_soap(formula, line)
        thinned = line not in lines and _is_thinned(formula, line, lines)
        moved = share_moved(record, line) if weighed or thinned else None
        if moved and (weighed or (moved.value or 0) < (moved.planned or 0)):
            yield moved


def share_moved(record: BatchRecord, line: Line) -> Consequence | None:
    """The share of a line in its group beside the planned one; None where it moved by nothing worth saying."""
    formula = record.plan.formula
    group = _group(formula, line)
    planned = _share(formula, line, group, record.plan.scaled.weights)
    found = _share(formula, line, group, expected(record))
    if not planned or found is None or abs(found - planned) <= planned * _least(record, line):
        return None
    texts = _share_text(found), _share_text(planned)
    if texts[0] == texts[1]:
        return None
    inside = [formula.lines[number] for number in members(formula.lines, group)]
    verb = "would be" if _any_to_come(record, [line, *inside]) else "is"
    sentence = f"{line.name} {verb} {texts[0]} of {_of_text(group)} instead of {texts[1]}"
    return Consequence("share", sentence, found, planned)


def is_of_the_soap(formula: Formula, line: Line) -> bool:
    """Whether it is an oil, the alkali or the water of a soap: superfat and lye tell what its share would."""
    if not is_soap(formula):
        return False
    return line.sap is not None or line in (*alkali_lines(formula), *water_lines(formula))


def _is_thinned(formula: Formula, line: Line, lines: list[Line]) -> bool:
    """Whether a line that keeps the product by the share that the formula gives it has these in its group."""
    if line.share is None or _KEEPS.isdisjoint(line.name.casefold().split()):
        return False
    numbers = members(formula.lines, line.share.of)
    return any(formula.lines[number] in lines for number in numbers)


def _group(formula: Formula, line: Line) -> tuple[str, ...]:
    if line.share is not None:
        return line.share.of
    return formula.basis or (TOTAL,)


def _of_text(group: tuple[str, ...]) -> str:
    return group_text(group) if group == (TOTAL,) else f"the {group_text(group)}"


def _share(
    formula: Formula, line: Line, group: tuple[str, ...], weights: Mapping[str, Amount]
) -> Fraction | None:
    """A line as a part of its group, by weight; by volume where all of it is measured out."""
    inside = [formula.lines[number] for number in members(formula.lines, group)]
    known = [(weights[each.name], each) for each in (line, *inside)]
    if all(amount.dimension == "volume" for amount, _ in known):
        own, *others = (amount.exact_in("ml") for amount, _ in known)
    else:
        found = [grams(amount, each) for amount, each in known]
        if any(each is None for each in found):
            return None
        own, *others = (each or Fraction(0) for each in found)
    return own / total if (total := sum(others, Fraction(0))) else None


def _least(record: BatchRecord, line: Line) -> Fraction:
    """By which part of it a share has to move to be worth a sentence."""
    scaled = record.plan.scaled.line(line.name)
    if scaled is None or scaled.tolerance is None or not scaled.planned.value:
        return SHARE_MOVES
    return max(SHARE_MOVES, scaled.tolerance.ratio(scaled.planned))


def _share_text(part: Fraction) -> str:
    """To a tenth; what is less than 1 % to two digits, or to three decimals."""
    percent = float(part * 100)
    places = 1 if percent >= 1 else 2 if percent >= 0.1 else 3
    return f"{percent:.{places}f} %"
