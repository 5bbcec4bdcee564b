"""The batch sheet as plain text of 80 columns, for a line printer or a phone."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterable, Iterator

from recipekeeper.paper.glyphs import visible
from recipekeeper.paper.sheet import CheckRow, Sheet, StepRow, WeighPhase, WeighRow

WIDTH = 80

_NAME = 24
_BLANK = "________"
_BOX = "[ ]"


def as_text(sheet: Sheet) -> str:
    """The whole sheet, one page without an end; no line is wider than 80 columns."""
    parts = (_head(sheet), _weighing(sheet), _doing(sheet.steps), _closing(sheet))
    return "\n".join(visible(line).rstrip() for part in parts for line in part) + "\n"


def _head(sheet: Sheet) -> Iterator[str]:
    yield "=" * WIDTH
    yield from _wrapped(sheet.name + ("   *** TRIAL ***" if sheet.trial else ""))
    yield from _wrapped(
        f"Batch    {sheet.batch}" if sheet.batch else "Batch    ____________________   (blank sheet)"
    )
    yield f"Formula  {sheet.reference}   fingerprint {sheet.fingerprint}"
    yield f"Size     {sheet.size}"
    yield f"Begun    {sheet.begun}" if sheet.begun else f"Printed  {sheet.printed}"
    yield "Made by  ____________________"
    if sheet.head:
        yield from _wrapped(f"Record   {sheet.head}")
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
        yield from _wrapped(phase.name.upper())
    if any(row.alkali for row in phase.rows):
        yield from _wrapped(f"!! {hazard}")
        if lye:
            yield from _wrapped(f"These weights give {lye}")
    for row in phase.rows:
        yield from _weigh_row(row)


def _weigh_row(row: WeighRow) -> Iterator[str]:
    names = _folded(("! " if row.alkali else "") + row.name, _NAME)
    target = f"{row.target} {row.unit}"
    allowed = f"{row.low}-{row.high}" if row.low else "-"
    blanks = f"  {_BLANK} {_BLANK} {_BOX}"
    figures = f" {target:>11} {allowed:>15}{blanks}"
    fits = 4 + _NAME + len(figures) <= WIDTH
    yield ""
    yield f"{row.number:>3} {_padded(names[0], _NAME)}{figures if fits else ''}"
    for each in names[1:]:
        yield f"    {each}"
    scale = (f"scale {row.scale}",) if row.scale else ()
    yield from _wrapped(" · ".join((*scale, *row.about)), indent=4)
    if not fits:
        yield from _wrapped(f"{target}   allowed {allowed}", indent=4)
        yield f"{' ' * (4 + _NAME + 28)}{blanks}"


def _doing(steps: Iterable[StepRow]) -> Iterator[str]:
    for step in steps:
        yield ""
        yield "-" * WIDTH
        yield from _wrapped(f"{step.number:>3} {step.name.upper()}", hang=4)
        if step.alkali:
            yield "    !! lye: goggles, gloves"
        for part in step.text:
            yield from _wrapped(part, indent=4)
        facts = (
            step.equipment,
            f"lasts {step.lasts}" if step.lasts else "",
            f"wait at most {step.wait}" if step.wait else "",
        )
        yield from _wrapped("; ".join(fact for fact in facts if fact), indent=4)
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
    folded = _folded(words, WIDTH - 4 - len(f"  {_BLANK}{_BLANK} {_BOX}"))
    for each in folded[:-1]:
        yield f"    {each}"
    blanks = f"  {_BLANK}{_BLANK} {_BOX}" if check.readings == 1 else f"  {' ' * len(_BLANK + _BLANK)} {_BOX}"
    yield f"    {_padded(folded[-1], WIDTH - 4 - len(blanks))}{blanks}"
    if check.readings > 1:
        yield from _wrapped(" ".join([_BLANK] * check.readings), indent=4)


def _closing(sheet: Sheet) -> Iterator[str]:
    yield ""
    yield "=" * WIDTH
    limits = f"   allowed {sheet.yield_limits}" if sheet.yield_limits else ""
    yield from _wrapped(f"YIELD {sheet.theoretical}{limits}")
    yield ""
    yield f"    yield {_BLANK}{_BLANK}   units {_BLANK}{_BLANK}"
    for note in sheet.notes:
        yield ""
        yield from _wrapped(note)
    yield ""
    yield "Notes and departures from the plan"
    for _ in range(3):
        yield ""
        yield "_" * WIDTH
    yield ""
    yield "Finished by ____________________   date ____________   checked by ______________"


def _wrapped(text: str, *, indent: int = 0, hang: int | None = None) -> list[str]:
    """The text folded into lines; `hang` indents all but the first."""
    margin = " " * indent
    later = margin if hang is None else " " * hang
    room = WIDTH - max(len(margin), len(later))
    return (
        [(later if place else margin) + each for place, each in enumerate(_folded(text, room))]
        if text
        else []
    )


def _folded(text: str, width: int) -> list[str]:
    """Lines of at most so many columns; a letter of East Asia takes two."""
    shown = visible(text)
    if all(_width(each) == 1 for each in shown):
        return textwrap.wrap(shown, width, break_on_hyphens=False) or [""]
    lines, line = [], ""
    for each in shown:
        if _columns(line + each) > width:
            lines.append(line.rstrip())
            line = ""
        line += each
    return [*lines, line]


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _columns(text))


def _columns(text: str) -> int:
    return sum(_width(each) for each in text)


def _width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
