"""What an entry brought, as a sentence and as JSON: what was understood, what was planned, what departs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from recipekeeper.batch.deviation import Deviation, DeviationStatus, Severity
from recipekeeper.batch.model import COMPANIONS, Disposition, Entry, Kind
from recipekeeper.cli import batch_document, document
from recipekeeper.cli.answer import answer
from recipekeeper.cli.frame import Asked
from recipekeeper.cli.recording.deviation_text import COLOURS
from recipekeeper.cli.recording.entry_text import entry_said
from recipekeeper.cli.screen import say, warn

if TYPE_CHECKING:
    from recipekeeper.batch.companion import Beside
    from recipekeeper.operations.recording.log import Logged

_KINDS_OF_VALUES = (Kind.WEIGH, Kind.READ)
_CORRECTED = DeviationStatus.CORRECTED
_TOLD_EACH = 3
"""So many deviations that one entry corrected are told each; more, as when a finish is taken back, by number."""


class Told(NamedTuple):
    """One sentence of an answer, and how it is set off; the words alone say all of it."""

    text: str
    colour: str | None = None
    strong: bool = False


def show_logged(asked: Asked, logged: Logged) -> None:
    """The answer of every command that logs; what speaks against the entry is said beside it."""
    answer(asked, logged, logged_document, _text)
    for warning in logged.warnings:
        warn(warning)


def show_started(asked: Asked, logged: Logged) -> None:
    """The answer of `batch start`: the plan as well."""
    answer(
        asked,
        logged,
        lambda one: {**logged_document(one), "plan": batch_document.plan(one.record.plan)},
        _started_text,
    )


def logged_document(logged: Logged) -> document.Document:
    """What every command that logs answers as JSON."""
    state = logged.record.state
    return {
        "batch": logged.batch,
        "formula": logged.record.plan.formula.code,
        "version": logged.record.plan.version,
        "state": state.state.value,
        "disposition": state.disposition.value,
        "outcome": state.outcome,
        "entry": batch_document.entry(logged.entry, _beside(logged, logged.entry)),
        "target": batch_document.entry(logged.target, _beside(logged, logged.target))
        if logged.target
        else None,
        "deviations": [batch_document.deviation(one) for one in _touched(logged)],
        "consequences": [
            *map(batch_document.consequence, logged.consequences),
            *map(_hold_document, _holds(logged)),
        ],
        "remarks": list(logged.remarks),
        "warnings": list(logged.warnings),
    }


def _beside(logged: Logged, entry: Entry) -> Beside | None:
    """What stands beside an entry: the instrument, the second person."""
    if not any(each.kind in COMPANIONS for each in logged.record.entries):
        return None
    from recipekeeper.batch.companion import beside  # late: most entries stand alone

    return beside(logged.record.entries).get(entry.seq)


def _touched(logged: Logged) -> list[Deviation]:
    """The deviations that are new, and those that this entry made larger or put right."""
    new = {one.number for one in logged.new_deviations}
    return [one for one in logged.record.deviations if one.number in new or _concerns(one, logged)]


def _concerns(one: Deviation, logged: Logged) -> bool:
    """Whether a deviation that was there before is about what was entered or amended now."""
    target = logged.target
    if target is None:
        is_open = one.status is DeviationStatus.OPEN
        return is_open and logged.entry.kind is Kind.WEIGH and _is_weight_of(one, logged.entry)
    if logged.entry.kind is Kind.CHECKED:
        return one.kind == "second check" and (one.step, one.name) == (target.step, target.name)
    return one.entry == target.seq or (target.kind is Kind.WEIGH and _is_weight_of(one, target))


def _is_weight_of(one: Deviation, entry: Entry) -> bool:
    return one.kind == "weight" and one.name == entry.name


def _holds(logged: Logged) -> list[str]:
    """That the batch is on hold by what was entered now."""
    state = logged.record.state
    critical = [
        one
        for one in logged.new_deviations
        if one.severity is Severity.CRITICAL and one.kind == "reading" and one.status is DeviationStatus.OPEN
    ]
    if critical and state.disposition is Disposition.HOLD:
        return [f"{logged.batch} is on hold now: {critical[0].name} is outside its critical limits."]
    return []


def _hold_document(sentence: str) -> document.Document:
    return {"kind": "hold", "sentence": sentence, "value": None, "planned": None}


def _text(logged: Logged) -> None:
    for one in told(logged):
        say(one.text, colour=one.colour, strong=one.strong)


def told(logged: Logged) -> list[Told]:
    """What an entry brought, sentence by sentence."""
    deviations = _touched(logged)
    place = f"{logged.batch}, entry {logged.entry.seq}"
    sentences = []
    own = logged.entry.name
    if logged.entry.kind in _KINDS_OF_VALUES and [(one.kind, one.name) for one in deviations] in (
        [("weight", own)],
        [("reading", own)],
    ):
        one = deviations[0]
        off = f": {one.off}" if one.off else ""
        found = (
            f"{one.name}: {one.found}{_company(logged)}, planned {one.expected}{off}; deviation {one.id} "
            f"({one.severity.value}, entry {logged.entry.seq})"
        )
        sentences.append(Told(found, COLOURS[one.severity]))
    else:
        sentences.append(Told(f"{entry_said(logged)}{_company(logged)} ({place})"))
        if len(deviations) > _TOLD_EACH and all(one.status is _CORRECTED for one in deviations):
            numbers = ", ".join(f"D{one.number}" for one in deviations)
            sentences.append(Told(f"{len(deviations)} deviations are corrected by it: {numbers}"))
        else:
            sentences += map(_deviation_told, deviations)
    sentences += (
        Told(each.sentence, "red" if each.is_grave else "yellow", strong=each.is_grave)
        for each in logged.consequences
    )
    sentences += (Told(sentence, "red", strong=True) for sentence in _holds(logged))
    return [*sentences, *map(Told, logged.remarks)]


def say_deviations(deviations: Sequence[Deviation]) -> None:
    """Each deviation in a sentence, with its number and what became of it."""
    for one in map(_deviation_told, deviations):
        say(one.text, colour=one.colour)


def _deviation_told(one: Deviation) -> Told:
    is_open = one.status is DeviationStatus.OPEN
    status = "" if is_open else f", {one.status.value}"
    text = f"{one.sentence}; deviation {one.id} ({one.severity.value}{status})"
    return Told(text, COLOURS[one.severity] if is_open else None)


def _started_text(logged: Logged) -> None:
    plan = logged.record.plan
    trial = ", a trial for ever" if plan.trial else ""
    say(f"{logged.batch} is begun: {plan.scaled.yields} of {plan.reference} {plan.formula.name}{trial}.")
    for remark in logged.remarks:
        say(remark)
    first = plan.formula.steps[0].name if plan.formula.steps else None
    say(f"Its sheet: rk sheet {logged.batch} -o sheet.pdf")
    if first:
        say(f'Its first step: rk begin "{first}"')


def _company(logged: Logged) -> str:
    """`, with PH-1, checked by Bo`."""
    found = _beside(logged, logged.entry)
    return f", {found.words}" if found else ""
