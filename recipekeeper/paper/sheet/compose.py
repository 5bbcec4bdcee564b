"""What stands on a batch sheet, of a plan: nothing yet written in, nothing yet drawn."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from types import MappingProxyType

from recipekeeper.batch.blanks import readings_asked
from recipekeeper.batch.codes import batch_code, formula_code, lot_code, step_code
from recipekeeper.batch.model import Plan
from recipekeeper.batch.wording import SECOND_PERSON, company_text
from recipekeeper.formula.amounts.scale import ScaledLine, lye_of
from recipekeeper.formula.model import Check, Formula, Law, Line, Step
from recipekeeper.material.model import Lot
from recipekeeper.paper.figures import (
    about_line,
    amount_text,
    duration_words,
    limits_text,
    lookup_text,
    lye_words,
    pieces_words,
    target_and_range,
    unit_of,
    yield_range,
)
from recipekeeper.paper.lines import moment, one_line, paragraphs
from recipekeeper.paper.sheet.page import CheckRow, Sheet, StepRow, WeighPhase, WeighRow

LYE_HAZARD = "Lye into water, never water into lye. Goggles and gloves."
"""After the hazard statements of sodium hydroxide (GHS H314) and every soap maker's first rule."""

_ALKALI = re.compile(
    r"\b(?:(?:sodium|potassium|lithium)[ -]hydroxide|naoh|koh|caustic (?:soda|potash)|lye)\b", re.IGNORECASE
)
_NOT_LYE = re.compile(r"\blye solution\b", re.IGNORECASE)
_HALF_A_DAY = 12 * 3600


NO_LOTS: Mapping[str, Lot] = MappingProxyType({})


def compose(
    plan: Plan,
    *,
    printed: datetime,
    started_at: datetime | None = None,
    head: str = "",
    lots: Mapping[str, Lot] = NO_LOTS,
) -> Sheet:
    """The sheet of a batch, or a blank one where the plan has no batch code; nothing is written in yet.

    `printed` is the moment that the sheet shows: of a batch, that of its last entry, so that the same
    record prints the same bytes; of a blank sheet, now. `head` is the hash of the newest act. `lots`
    are by ingredient those to take first.
    """
    formula, scaled = plan.formula, plan.scaled
    alkalis = {line.name for line in scaled.lines if is_caustic(line.name)}
    codes = [
        step_code(plan.batch, number) if plan.batch else formula_code(plan.reference, number)
        for number in range(1, len(formula.steps) + 1)
    ]
    return Sheet(
        name=one_line(formula.name),
        reference=plan.reference,
        fingerprint=formula.fingerprint,
        batch=plan.batch,
        code=batch_code(plan.batch) if plan.batch else formula_code(plan.reference),
        size=amount_text(scaled.yields),
        factor=factor_words(plan),
        dated=printed,
        printed=moment(printed),
        begun=moment(started_at) if started_at else "",
        head=head,
        trial=plan.trial,
        hazard=LYE_HAZARD if alkalis else "",
        lye=lye_words(lye_of(formula, scaled)),
        phases=_phases(scaled.lines, formula, lots),
        steps=_steps(formula, {line.step for line in scaled.lines if line.name in alkalis}, codes),
        theoretical=", ".join(
            filter(None, (amount_text(scaled.yields), pieces_words(formula, scaled.factor)))
        ),
        yield_limits=yield_range(scaled.yields, formula.yield_within),
        notes=paragraphs(formula.notes),
        before=tuple(_before(formula, has_alkali=bool(alkalis))),
    )


def factor_words(plan: Plan) -> str:
    """`× 0.5114` of the formula's own size; "" at that size."""
    factor = plan.scaled.factor
    if factor == 1:
        return ""
    figure = f"{Decimal(factor.numerator) / Decimal(factor.denominator):.4f}"
    return f"× {figure.rstrip('0').rstrip('.')}"


def _before(formula: Formula, *, has_alkali: bool) -> Iterator[str]:
    """What makers' sheets have ticked before the first weighing: area, scale, meters, lots, protection."""
    yield "area and tools clean"
    if formula.lines:
        yield "scale checked with a weight"
    kinds = (check.measured_with for step in formula.steps for check in step.checks)
    for kind in dict.fromkeys(kind for kind in kinds if kind and kind != "scale"):
        yield f"{kind} checked"
    if formula.lines:
        yield "lots in date"
    if has_alkali:
        yield "goggles and gloves"


def is_caustic(name: str) -> bool:
    """Whether an ingredient's name is that of a caustic alkali, which burns skin and eyes."""
    return bool(_ALKALI.search(_NOT_LYE.sub("", name)))


def _phases(lines: Iterable[ScaledLine], formula: Formula, lots: Mapping[str, Lot]) -> tuple[WeighPhase, ...]:
    """The lines by phase, in the order in which the phases first appear, numbered as they are printed."""
    by_phase: dict[str, list[ScaledLine]] = {}
    for line in lines:
        by_phase.setdefault(line.phase or "", []).append(line)
    number = 0
    phases = []
    for name, members in by_phase.items():
        rows = tuple(
            _weigh_row(number + place, line, formula, lots.get(line.name))
            for place, line in enumerate(members, 1)
        )
        number += len(rows)
        phases.append(WeighPhase(one_line(name), rows))
    return tuple(phases)


def _weigh_row(number: int, line: ScaledLine, formula: Formula, lot: Lot | None) -> WeighRow:
    target, low, high = target_and_range(line)
    written = formula.line(line.name)
    in_packs = written is not None and written.law is Law.STEPWISE
    return WeighRow(
        number=number,
        name=one_line(line.name),
        target=target,
        unit=unit_of(line.planned),
        low=low,
        high=high,
        scale=str(line.resolution) if line.resolution and not in_packs else "",
        about=tuple(map(one_line, _about(formula, written))) if written is not None else (),
        alkali=is_caustic(line.name),
        lot=one_line(lot.code) if lot else "",
        lot_is_next=lot is not None,
        expires=(lot.expires or "") if lot else "",
        code=lot_code(lot.code) if lot else "",
    )


def _about(formula: Formula, line: Line) -> Iterator[str]:
    if line.inci and line.inci.casefold() != line.name.casefold():
        yield line.inci
    yield from about_line(formula, line)
    if line.allergens:
        yield f"allergens: {', '.join(line.allergens)}"


def _steps(formula: Formula, with_lye: set[str | None], codes: list[str]) -> tuple[StepRow, ...]:
    return tuple(
        StepRow(
            number=number,
            name=one_line(step.name),
            text=(*paragraphs(step.text), *([f"To be {SECOND_PERSON}."] if step.checked else ())),
            equipment=one_line(step.equipment or ""),
            lasts=duration_words(step.lasts, step.within),
            wait=str(step.wait_at_most) if step.wait_at_most else "",
            days=step.lasts is not None and step.lasts.seconds >= _HALF_A_DAY,
            alkali=step.name in with_lye,
            checks=tuple(check_row(check, step) for check in step.checks),
            code=codes[number - 1],
        )
        for number, step in enumerate(formula.steps, 1)
    )


def check_row(check: Check, step: Step) -> CheckRow:
    """One check of a step, every figure as the formula has it."""
    asked = one_line(" or ".join(check.words)) if check.words else limits_text(check.limits)
    critical = asked if check.words_critical else limits_text(check.critical)
    if check.lookup is not None:
        asked = one_line(lookup_text(check.lookup))
        critical = asked if check.lookup.critical else critical
    return CheckRow(
        measure=one_line(check.measure),
        target=str(check.target).replace("-", "−") if check.target is not None else "",
        limits="" if asked == critical else asked,
        critical=critical,
        often=one_line(", ".join(_when(check, step))),
        readings=readings_asked(check, step),
        due=tuple(map(str, check.due or ((step.due,) if step.due else ()))),
    )


def _when(check: Check, step: Step) -> Iterator[str]:
    """How often it is read, what it is held against, and when it is due."""
    if check.wants_company:
        yield company_text(check)
    if check.each:
        yield f"every {check.each}"
    if check.apart:
        yield f"at most {check.apart.at_most} from {check.apart.of[1]}"
    if times := check.due or ((step.due,) if step.due else ()):
        yield f"due {', '.join(map(str, times))} after {step.after or 'the step before'}"
