"""The batch sheet as plain text of 80 columns, for a line printer or a phone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from recipekeeper.paper.folding import WIDTH, folded, padded, wrapped
from recipekeeper.paper.glyphs import visible
from recipekeeper.paper.sheet.page import EMPTY, CheckRow, Found, Sheet, StepRow, WeighPhase, WeighRow

_NAME = 24
_BLANK = "________"
_BOX = "[ ]"


def as_text(sheet: Sheet) -> str:
    """The whole sheet, one page without an end; no line is wider than 80 columns."""
    parts = (_head(sheet), _before(sheet), _weighing(sheet), _doing(sheet.steps), _closing(sheet))
    return "\n".join(visible(line).rstrip() for part in parts for line in part) + "\n"


def _head(sheet: Sheet) -> Iterator[str]:
    yield "=" * WIDTH
    loud = [f"   *** {word} ***" for word in ("TRIAL" if sheet.trial else "", sheet.state) if word]
    yield from wrapped(sheet.name + "".join(loud))
    yield from wrapped(
        f"Batch    {sheet.batch}" if sheet.batch else "Batch    ____________________   (blank sheet)"
    )
    yield f"Formula  {sheet.reference}   fingerprint {sheet.fingerprint}"
    yield f"Size     {sheet.size}{f'  ({sheet.factor})' if sheet.factor else ''}"
    yield f"Begun    {sheet.begun}" if sheet.begun else f"Printed  {sheet.printed}"
    yield from wrapped(f"Made by  {sheet.maker or '____________________'}")
    if sheet.head:
        yield from wrapped(f"Record   {sheet.head}")
    yield "=" * WIDTH


def _before(sheet: Sheet) -> Iterator[str]:
    yield from wrapped("   ".join(f"{_BOX} {each}" for each in sheet.before))


def _weighing(sheet: Sheet) -> Iterator[str]:
    if not sheet.phases:
        return
    yield ""
    yield f"  # {'WEIGH':<{_NAME}} {'target':>11} {'allowed':>15}  weighed  lot"
    for phase in sheet.phases:
        yield "-" * WIDTH
        yield from _phase(phase, sheet)


def _phase(phase: WeighPhase, sheet: Sheet) -> Iterator[str]:
    if phase.name:
        yield from wrapped(phase.name.upper())
    if any(row.alkali for row in phase.rows):
        yield from wrapped(f"!! {sheet.hazard}")
        if sheet.lye:
            yield from wrapped(f"These weights give {sheet.lye}")
        if sheet.lye_weighed:
            yield from wrapped(f"As weighed {sheet.lye_weighed}")
    for row in phase.rows:
        yield from _weigh_row(row)


def _weigh_row(row: WeighRow) -> Iterator[str]:
    names = folded(("! " if row.alkali else "") + row.name, _NAME)
    target = f"{row.target} {row.unit}".strip()
    allowed = f"{row.low}-{row.high}" if row.low else "-"
    blanks = f"  {_BLANK} {_BLANK} {_BOX}" if row.weighed == EMPTY else ""
    figures = f" {target:>11} {allowed:>15}{blanks}"
    fits = 4 + _NAME + len(figures) <= WIDTH
    yield ""
    yield f"{row.number:>3} {padded(names[0], _NAME)}{figures if fits else ''}"
    for each in names[1:]:
        yield f"    {each}"
    scale = (f"scale {row.scale}",) if row.scale else ()
    yield from wrapped(" · ".join((*scale, *row.about)), indent=4)
    if row.lot_is_next:
        until = f", until {row.expires}" if row.expires else ""
        yield from wrapped(f"take first: lot {row.lot}{until}", indent=4)
    if not fits:
        yield from wrapped(f"{target}   allowed {allowed}", indent=4)
        if blanks:
            yield f"{' ' * (4 + _NAME + 28)}{blanks}"
    if row.weighed != EMPTY:
        lot = f"lot {row.lot}" if row.lot and not row.lot_is_next else ""
        yield from wrapped(f"weighed {_found(row.weighed, lot)}", indent=4)


def _found(found: Found, more: str = "") -> str:
    """`640 g, lot OO-2509, D1, changed (Ana, 14:06)`."""
    said = (found.value or "nothing", more, *found.departs, "changed" if found.is_changed else "")
    beside = f" ({found.beside})" if found.beside else ""
    return f"{', '.join(each for each in said if each)}{beside}"


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
        yield from wrapped(_times(step), indent=4)
        for note in step.notes:
            yield from wrapped(note, indent=4)
        for check in step.checks:
            yield ""
            yield from _check(check)


def _times(step: StepRow) -> str:
    day = " (day, time)" if step.days else ""
    blank = f"{day} ____________"
    began = f" {_found(step.began)}" if step.began.value or step.began.departs else blank
    ended = f" {_found(step.ended)}" if step.ended.value or step.ended.departs else blank
    return f"start{began}   end{ended}{'' if step.ended.value else f'   {_BOX}'}"


def _check(check: CheckRow) -> Iterator[str]:
    asked = (
        check.target,
        check.limits,
        f"CRITICAL {check.critical}" if check.critical else "",
        check.often,
        f"on {', '.join(check.due)}" if check.is_dated else "",
    )
    words = f"{check.measure}: {', '.join(each for each in asked if each)}" if any(asked) else check.measure
    if any(each != EMPTY for each in check.found):
        yield from wrapped(words, indent=4)
        for each in check.found:
            yield from wrapped(f"found {_found(each)}" if each != EMPTY else _BLANK * 2, indent=8)
        return
    lines = folded(words, WIDTH - 4 - len(f"  {_BLANK}{_BLANK} {_BOX}"))
    for line in lines[:-1]:
        yield f"    {line}"
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
    made = _found(sheet.made) if sheet.made.value else _BLANK * 2
    pieces = _found(sheet.pieces) if sheet.pieces.value else _BLANK * 2
    yield from wrapped(f"yield {made}   units {pieces}", indent=4)
    yield f"    seconds {_BLANK}   rejected {_BLANK}   labels used {_BLANK}"
    for note in sheet.notes:
        yield ""
        yield from wrapped(note)
    yield ""
    yield "Notes and departures from the plan"
    for one in sheet.departures:
        made_of_it = f" - {one.made_of_it}" if one.made_of_it else ""
        yield from wrapped(f"{one.id} {one.sentence} ({one.severity}){made_of_it}", hang=4)
    for remark in sheet.remarks:
        yield from wrapped(remark, hang=4)
    for _ in range(2):
        yield ""
        yield "_" * WIDTH
    yield ""
    if sheet.finished.value:
        yield from wrapped(f"Finished by {sheet.finished.value}, {sheet.finished.beside}")
        yield "Checked by ______________"
    else:
        yield "Finished by ____________________   date ____________   checked by ______________"
    if sheet.decided:
        yield from wrapped(f"Decided: {sheet.decided}")
    else:
        yield f"{_BOX} released  {_BOX} on hold  {_BOX} rejected   by ______________   date ____________"
