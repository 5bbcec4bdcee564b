"""What stands on a batch sheet: every figure rounded and every word written, nothing yet drawn."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from recipekeeper.batch.blanks import readings_asked
from recipekeeper.batch.model import Plan
from recipekeeper.batch.wording import SECOND_PERSON, company_text
from recipekeeper.formula.amounts.scale import ScaledLine, lye_of
from recipekeeper.formula.model import Check, Formula, Law, Step
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


@dataclass(frozen=True, slots=True)
class Sheet:
    """A batch sheet as data. `batch` is "" for a blank sheet, which is not yet any batch's."""

    name: str
    reference: str
    fingerprint: str
    batch: str
    size: str
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


def compose(plan: Plan, *, printed: datetime, started_at: datetime | None = None, head: str = "") -> Sheet:
    """The sheet of a batch, or a blank one where the plan has no batch code.

    `printed` is the moment that the sheet shows: of a batch, that of its last entry, so that the same
    record prints the same bytes; of a blank sheet, now. `head` is the hash of the newest act.
    """
    formula, scaled = plan.formula, plan.scaled
    alkalis = {line.name for line in scaled.lines if is_alkali(line.name)}
    return Sheet(
        name=one_line(formula.name),
        reference=plan.reference,
        fingerprint=formula.fingerprint,
        batch=plan.batch,
        size=amount_text(scaled.yields),
        dated=printed,
        printed=moment(printed),
        begun=moment(started_at) if started_at else "",
        head=head,
        trial=plan.trial,
        hazard=LYE_HAZARD if alkalis else "",
        lye=lye_words(lye_of(formula, scaled)),
        phases=_phases(scaled.lines, formula),
        steps=_steps(formula, {line.step for line in scaled.lines if line.name in alkalis}),
        theoretical=", ".join(
            filter(None, (amount_text(scaled.yields), pieces_words(formula, scaled.factor)))
        ),
        yield_limits=yield_range(scaled.yields, formula.yield_within),
        notes=paragraphs(formula.notes),
    )


def is_alkali(name: str) -> bool:
    """Whether an ingredient's name is that of a caustic alkali, which burns skin and eyes."""
    return bool(_ALKALI.search(_NOT_LYE.sub("", name)))


def moment(at: datetime) -> str:
    """`2026-11-21 14:10`, in the maker's own time."""
    return at.strftime("%Y-%m-%d %H:%M")


def _phases(lines: Iterable[ScaledLine], formula: Formula) -> tuple[WeighPhase, ...]:
    """The lines by phase, in the order in which the phases first appear, numbered as they are printed."""
    by_phase: dict[str, list[ScaledLine]] = {}
    for line in lines:
        by_phase.setdefault(line.phase or "", []).append(line)
    number = 0
    phases = []
    for name, members in by_phase.items():
        rows = tuple(_weigh_row(number + place, line, formula) for place, line in enumerate(members, 1))
        number += len(rows)
        phases.append(WeighPhase(one_line(name), rows))
    return tuple(phases)


def _weigh_row(number: int, line: ScaledLine, formula: Formula) -> WeighRow:
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
        about=tuple(map(one_line, about_line(formula, written))) if written is not None else (),
        alkali=is_alkali(line.name),
    )


def _steps(formula: Formula, with_lye: set[str | None]) -> tuple[StepRow, ...]:
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
