"""What stands on a batch sheet: every figure rounded and every word written, nothing yet drawn."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
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

LYE_HAZARD = "Lye into water, never water into lye. Goggles and gloves."
"""After the hazard statements of sodium hydroxide (GHS H314) and every soap maker's first rule."""

_ALKALI = re.compile(
    r"\b(?:(?:sodium|potassium|lithium)[ -]hydroxide|naoh|koh|caustic (?:soda|potash)|lye)\b", re.IGNORECASE
)
_NOT_LYE = re.compile(r"\blye solution\b", re.IGNORECASE)
_HALF_A_DAY = 12 * 3600


@dataclass(frozen=True, slots=True)
class Found:
    """What stands in a blank; all of it is "" where somebody still has to write."""

    value: str = ""
    beside: str = ""
    """Who wrote it, and when."""
    departs: tuple[str, ...] = ()
    """The deviations that it shows: `D1`."""
    is_changed: bool = False
    """Whether it was changed after entry."""


EMPTY = Found()


@dataclass(frozen=True, slots=True)
class WeighRow:
    """One ingredient to weigh. `low` and `high` are "" where the formula sets no tolerance."""

    number: int
    name: str
    target: str
    unit: str
    low: str
    high: str
    scale: str
    """What the scale has to show, `0.1 g`; "" where nothing was rounded, and for whole packs."""
    about: tuple[str, ...]
    """What else the formula says of it: `50 % of oils`, `98 % NaOH`, `packs of 11.5 g`, `LEVAIN@1`."""
    alkali: bool
    weighed: Found = EMPTY
    lot: str = ""
    """The lots that were taken; of what is still to be weighed, the one to take first."""
    lot_is_next: bool = False
    expires: str = ""
    """Of the lot to take first."""
    code: str = ""
    """Of the lot to take first: what a scanner types."""


@dataclass(frozen=True, slots=True)
class WeighPhase:
    """The rows that belong together; `name` is "" for ingredients without a phase."""

    name: str
    rows: tuple[WeighRow, ...]


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One measure to read, with what the formula asks of it."""

    measure: str
    target: str
    limits: str
    critical: str
    """The limits outside which the batch goes on hold; "" where there are none."""
    often: str
    readings: int
    """How many blanks: one, or as many as `each` asks for within the step."""
    due: tuple[str, ...] = ()
    """After which time each reading is due, `7 d`; where that is known on which day, `2026-11-28`."""
    is_dated: bool = False
    """Whether the days are known."""
    found: tuple[Found, ...] = ()


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step to do."""

    number: int
    name: str
    text: tuple[str, ...]
    """Paragraphs."""
    equipment: str
    lasts: str
    wait: str
    days: bool
    """Whether its times need a day beside the time of day."""
    alkali: bool
    checks: tuple[CheckRow, ...]
    code: str = ""
    """What a scanner types to begin it."""
    began: Found = EMPTY
    ended: Found = EMPTY
    notes: tuple[str, ...] = ()
    """What happened meanwhile: a rest, or why it was left out."""


@dataclass(frozen=True, slots=True)
class DepartureRow:
    """One departure from the plan, with what was made of it."""

    id: str
    sentence: str
    severity: str
    made_of_it: str
    """Cause and correction; "" where nobody wrote them down yet."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A batch sheet as data. `batch` is "" for a blank sheet, which is not yet any batch's."""

    name: str
    reference: str
    fingerprint: str
    batch: str
    code: str
    """What a scanner types for the batch, or on a blank sheet for the formula."""
    size: str
    factor: str
    """`× 0.5114`: how many times the formula's own size; "" at that size."""
    dated: datetime
    """The moment that the sheet shows, also its date as a document."""
    printed: str
    begun: str
    head: str
    trial: bool
    hazard: str
    lye: str
    """What the weights make of a soap, `superfat 5.0 %, lye 33.0 %, water 28.6 % of oils`; "" of all else."""
    phases: tuple[WeighPhase, ...]
    steps: tuple[StepRow, ...]
    theoretical: str
    yield_limits: str
    notes: tuple[str, ...]
    before: tuple[str, ...] = ()
    """What is looked at before anything is begun, each with a box to tick."""
    state: str = ""
    """`VOID`, `ON HOLD`, `RELEASED`, `REJECTED`: what has to be seen at once."""
    maker: str = ""
    """Who began the batch."""
    lye_weighed: str = ""
    """What the weights make of the soap as they were weighed; "" while one is missing."""
    departures: tuple[DepartureRow, ...] = ()
    remarks: tuple[str, ...] = ()
    made: Found = EMPTY
    """The yield."""
    pieces: Found = EMPTY
    finished: Found = EMPTY
    """Who finished the batch, and when."""
    decided: str = ""
    """Who released, held or rejected it, when and why."""


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
    alkalis = {line.name for line in scaled.lines if is_alkali(line.name)}
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


def is_alkali(name: str) -> bool:
    """Whether an ingredient's name is that of a caustic alkali, which burns skin and eyes."""
    return bool(_ALKALI.search(_NOT_LYE.sub("", name)))


def moment(at: datetime) -> str:
    """`2026-11-21 14:10`, in the maker's own time."""
    return at.strftime("%Y-%m-%d %H:%M")


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
        alkali=is_alkali(line.name),
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


def one_line(text: str) -> str:
    """A text without line breaks, with single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def paragraphs(text: str) -> tuple[str, ...]:
    """A text by its empty lines, each part on one line."""
    return tuple(one_line(part) for part in re.split(r"\n\s*\n", text) if part.strip())
