"""What was forgotten: ingredients that are not recorded when a step begins that comes after them.

A step is stopped for an oil or an alkali of a soap, and for an ingredient that the formula gives a tolerance,
where the step that it belongs to is done. It is stopped as well where lye that is recorded is about to meet
the oils and an oil is not: not everybody ends a step in writing. What is only logged late is a remark. Who has
recorded no weight at all keeps the weights elsewhere, and is not stopped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from recipekeeper.batch.consequence import Consequence, lye_as_planned, superfat_text
from recipekeeper.batch.contents import expected, missing, weighed
from recipekeeper.batch.model import BatchRecord, Kind, StepState
from recipekeeper.formula.amounts.lye import LyeState, alkali_lines, is_soap, lye_state
from recipekeeper.formula.amounts.scale import ScaledLine
from recipekeeper.formula.amounts.superfat import NEEDS_A_REASON
from recipekeeper.formula.model import Line, Step
from recipekeeper.formula.substance.sap import Sap
from recipekeeper.quantity import Amount


@dataclass(frozen=True, slots=True)
class Forgotten:
    """Ingredients that are not recorded, and what the batch is without them."""

    names: tuple[str, ...]
    consequence: Consequence
    """`castor oil 40 g not recorded; without it superfat is 0.7 %`."""
    stops: bool
    """Whether the step begins only with a reason."""


def forgotten(record: BatchRecord, step: Step, saps: Mapping[str, Sap]) -> Forgotten | None:
    """What is not recorded and should be when this step begins; None where nothing is.

    What stops a step is told alone; once somebody began a step without it and said why, it stops none.
    """
    if not record.state.weighings:
        return None
    due = [line for line in _lines(record) if _due_since(record, step, line) is not None]
    stopping = [line for line in due if _stops(record, line) and not _was_due(record, line, with_reason=True)]
    if stopping:
        return _forgotten(record, stopping, saps, stops=True)
    late = [line for line in due if not _is_deviation(record, line) and not _was_due(record, line)]
    return _forgotten(record, late, saps, stops=False) if late else None


def left_out(record: BatchRecord, step: Step, saps: Mapping[str, Sap]) -> Forgotten | None:
    """The oils and alkalis of a soap that belong to a step and are not recorded when it ends."""
    if not record.state.weighings:
        return None
    own = [line for line in _lines(record) if line.step == step.name and _is_of_the_lye(record, line)]
    return _forgotten(record, own, saps, stops=False) if own else None


def _lines(record: BatchRecord) -> Iterator[ScaledLine]:
    """What is not recorded, apart from what belongs to a step that was skipped with a reason."""
    for line in record.plan.scaled.lines:
        run = record.state.step(line.step) if line.step else None
        skipped = run is not None and run.state is StepState.SKIPPED
        if not skipped and missing(record, line) is not None:
            yield line


def _due_since(record: BatchRecord, step: Step, line: ScaledLine) -> int | None:
    """The entry since which a line should be there when this step begins; None where it need not.

    That is the end of its own step, where that comes before this one; or the first weighing of the alkali,
    where the lye meets the oils in this step.
    """
    if _place(record, line.step) < _place(record, step.name) and (end := _ended(record, line)) is not None:
        return end
    if not _meets_lye(record, step, line):
        return None
    weighings = [record.state.weighing(each.name) for each in alkali_lines(record.plan.formula)]
    return min((seq for each in weighings if each for seq in each.entries), default=0)


def _ended(record: BatchRecord, line: ScaledLine) -> int | None:
    run = record.state.step(line.step) if line.step else None
    if run is None or run.state is not StepState.DONE:
        return None
    ends = [
        entry.seq for entry in record.state.in_force if entry.kind is Kind.DONE and entry.step == line.step
    ]
    return max(ends, default=None)


def _was_due(record: BatchRecord, line: ScaledLine, *, with_reason: bool = False) -> bool:
    """Whether a step was begun already when the line should have been there; or begun with a reason."""
    steps = {step.name: step for step in record.plan.formula.steps}
    for entry in record.state.in_force:
        if entry.kind not in (Kind.BEGIN, Kind.DONE) or entry.step not in steps or entry.step == line.step:
            continue
        since = _due_since(record, steps[entry.step], line)
        if since is not None and since < entry.seq and (entry.reason or not with_reason):
            return True
    return False


def _stops(record: BatchRecord, line: ScaledLine) -> bool:
    if _ended(record, line) is None:
        alkalis = alkali_lines(record.plan.formula)
        has_alkali = any(record.state.weighing(each.name) for each in alkalis)
        return has_alkali and _line(record, line) not in alkalis
    return line.tolerance is not None or _is_of_the_lye(record, line)


def _is_deviation(record: BatchRecord, line: ScaledLine) -> bool:
    """Whether the end of its own step has told already that it is missing."""
    return line.tolerance is not None and _ended(record, line) is not None


def _meets_lye(record: BatchRecord, step: Step, line: ScaledLine) -> bool:
    """Whether this is an oil or the alkali of a soap, and the step comes after both or uses both."""
    alkalis = [_place_of(record, each) for each in alkali_lines(record.plan.formula)]
    if not alkalis or not _is_of_the_lye(record, line):
        return False
    here, own = _place(record, step.name), _place(record, line.step)
    oils = [_place_of(record, each) for each in record.plan.formula.lines if each.sap is not None]
    if here in oils and here in alkalis:
        return own <= here
    return own < here and max(alkalis) < here


def _is_of_the_lye(record: BatchRecord, line: ScaledLine) -> bool:
    formula = record.plan.formula
    own = _line(record, line)
    return is_soap(formula) and (own.sap is not None or own in alkali_lines(formula))


def _place(record: BatchRecord, step: str | None) -> int:
    """The place of a step in the formula; before all of them for what belongs to none."""
    names = [each.name for each in record.plan.formula.steps]
    return names.index(step) if step in names else -1


def _place_of(record: BatchRecord, line: Line) -> int:
    scaled = record.plan.scaled.line(line.name)
    return _place(record, scaled.step if scaled else None)


def _line(record: BatchRecord, line: ScaledLine) -> Line:
    return next(each for each in record.plan.formula.lines if each.name == line.name)


def _forgotten(
    record: BatchRecord, lines: list[ScaledLine], saps: Mapping[str, Sap], *, stops: bool
) -> Forgotten:
    names = tuple(line.name for line in lines)
    said = f"{_listed([_amount_text(record, line) for line in lines])} not recorded"
    own = [line for line in lines if _is_of_the_lye(record, line)]
    if not own:
        return Forgotten(names, Consequence("not recorded", said), stops)
    found = lye_state(record.plan.formula, expected(record, without=[line.name for line in own]), saps)
    planned = lye_as_planned(record)
    without = (
        "it"
        if own == lines and len(lines) == 1
        else "them"
        if own == lines
        else _listed([line.name for line in own])
    )
    said = f"{said}; without {without} {_makes(found)}"
    value = found.superfat if found else None
    is_grave = found is None or found.superfat < NEEDS_A_REASON
    return Forgotten(
        names, Consequence("superfat", said, value, planned.superfat if planned else None, is_grave), stops
    )


def _makes(found: LyeState | None) -> str:
    if found is None:
        return "there is no oil for the lye"
    return f"superfat is {superfat_text(found.superfat)}" if found.pure else "there is no lye"


def _amount_text(record: BatchRecord, line: ScaledLine) -> str:
    """`castor oil 40 g`; of a portion `olive oil 523 g of 1023 g`."""
    lacking: Amount = missing(record, line) or line.planned
    portion = f" of {line.planned}" if weighed(record, line) is not None else ""
    return f"{line.name} {lacking}{portion}"


def _listed(texts: list[str]) -> str:
    *most, last = texts
    return f"{', '.join(most)} and {last}" if most else last
