"""The batch sheet as plain text of 80 columns, for a line printer or a phone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from recipekeeper.paper.folding import WIDTH, folded, padded, wrapped
from recipekeeper.paper.glyphs import visible
from recipekeeper.paper.sheet import CheckRow, Sheet, StepRow, WeighPhase, WeighRow

_NAME = 24
_BLANK = "________"
_BOX = "[ ]"


def as_text(sheet: Sheet) -> str:
    """The whole sheet, one page without an end; no line is wider than 80 columns."""
    parts = (_head(sheet), _weighing(sheet), _doing(sheet.steps), _closing(sheet))
    return "\n".join(visible(line).rstrip() for part in parts for line in part) + "\n"


def _head(sheet: Sheet) -> Iterator[str]:
    yield "=" * WIDTH
    yield from wrapped(sheet.name + ("   *** TRIAL ***" if sheet.trial else ""))
    yield from wrapped(
        f"Batch    {sheet.batch}" if sheet.batch else "Batch    ____________________   (blank sheet)"
    )
    yield f"Formula  {sheet.reference}   fingerprint {sheet.fingerprint}"
    yield f"Size     {sheet.size}"
    yield f"Begun    {sheet.begun}" if sheet.begun else f"Printed  {sheet.printed}"
    yield "Made by  ____________________"
    if sheet.head:
        yield from wrapped(f"Record   {sheet.head}")
    yield "=" * WIDTH


def _weighing(sheet: Sheet) -> Iterator[str]:
    if not sheet.phases:
        return
    yield ""
    yield f"  # {'WEIGH':<{_NAME}} {'target':>11} {'allowed':>15}  weighed  lot"
    for phase in sheet.phases:
        yield "-" * WIDTH
        yield from _phase(phase, sheet.hazard, sheet.lye)


def _phase(phase: WeighPhase, hazard: str, lye: str) -> Iterator[str]:
    if phase.name:
        yield from wrapped(phase.name.upper())
    if any(row.alkali for row in phase.rows):
        yield from wrapped(f"!! {hazard}")
        if lye:
            yield from wrapped(f"These weights give {lye}")
    for row in phase.rows:
        yield from _weigh_row(row)


def _weigh_row(row: WeighRow) -> Iterator[str]:
    names = folded(("! " if row.alkali else "") + row.name, _NAME)
    target = f"{row.target} {row.unit}"
    allowed = f"{row.low}-{row.high}" if row.low else "-"
    blanks = f"  {_BLANK} {_BLANK} {_BOX}"
    figures = f" {target:>11} {allowed:>15}{blanks}"
    fits = 4 + _NAME + len(figures) <= WIDTH
    yield ""
    yield f"{row.number:>3} {padded(names[0], _NAME)}{figures if fits else ''}"
    for each in names[1:]:
        yield f"    {each}"
    scale = (f"scale {row.scale}",) if row.scale else ()
    yield from wrapped(" · ".join((*scale, *row.about)), indent=4)
    if not fits:
        yield from wrapped(f"{target}   allowed {allowed}", indent=4)
        yield f"{' ' * (4 + _NAME + 28)}{blanks}"


def _doing(steps: Iterable[StepRow]) -> Iterator[str]:
    for step in steps:
        yield ""
        yield "-" * WIDTH
        yield from wrapped(f"{step.number:>3} {step.name.upper()}", hang=4)
        if step.alkali:
            yield "    !! lye: goggles, gloves"
        for part in step.text:
            yield from wrapped(part, indent=4)
        facts = (
            step.equipment,
            f"lasts {step.lasts}" if step.lasts else "",
            f"wait at most {step.wait}" if step.wait else "",
        )
        yield from wrapped("; ".join(fact for fact in facts if fact), indent=4)
        yield ""
        day = " (day, time)" if step.days else ""
        yield f"    start{day} ____________   end{day} ____________   {_BOX}"
        for check in step.checks:
            yield ""
            yield from _check(check)


def _check(check: CheckRow) -> Iterator[str]:
    asked = (
        check.target,
        check.limits,
        f"CRITICAL {check.critical}" if check.critical else "",
        check.often,
    )
    words = f"{check.measure}: {', '.join(each for each in asked if each)}" if any(asked) else check.measure
    lines = folded(words, WIDTH - 4 - len(f"  {_BLANK}{_BLANK} {_BOX}"))
    for each in lines[:-1]:
        yield f"    {each}"
    blanks = f"  {_BLANK}{_BLANK} {_BOX}" if check.readings == 1 else f"  {' ' * len(_BLANK + _BLANK)} {_BOX}"
    yield f"    {padded(lines[-1], WIDTH - 4 - len(blanks))}{blanks}"
    if check.readings > 1:
        yield from wrapped(" ".join([_BLANK] * check.readings), indent=4)


def _closing(sheet: Sheet) -> Iterator[str]:
    yield ""
    yield "=" * WIDTH
    limits = f"   allowed {sheet.yield_limits}" if sheet.yield_limits else ""
    yield from wrapped(f"YIELD {sheet.theoretical}{limits}")
    yield ""
    yield f"    yield {_BLANK}{_BLANK}   units {_BLANK}{_BLANK}"
    for note in sheet.notes:
        yield ""
        yield from wrapped(note)
    yield ""
    yield "Notes and departures from the plan"
    for _ in range(3):
        yield ""
        yield "_" * WIDTH
    yield ""
    yield "Finished by ____________________   date ____________   checked by ______________"
