"""What the screen of the guided run shows, as data: words and figures, and what rings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from recipekeeper.batch.agenda import Agenda, Item, StepAsked, ToWeigh
from recipekeeper.batch.clock import Standing
from recipekeeper.cli.recording.entry_text import entry_words, state_words
from recipekeeper.cli.recording.logged import Told
from recipekeeper.cli.recording.typed import Typed
from recipekeeper.cli.run.asking import Asked, asked_of, enter_alone
from recipekeeper.cli.run.clocks import STANDINGS, clock_words, running_time
from recipekeeper.cli.run.desk import Asking, Desk
from recipekeeper.cli.run.figures import large
from recipekeeper.cli.run.places import Place, offered_at

HELP = """\
A number and Enter record what is asked, in the unit of the plan, or write one:
    412     412 g     12.5 oz     31 C
A code of the sheet, scanned: begins a step, names a lot, opens a batch.
Behind an amount its lot, one of digits alone with a #; then what signs set:
    412 OO-2509     412 #2509     43.5 @14:10     4.1 =PH-1     563.2 &Bo
@ when it was, = the instrument, & a second person; @ and & alone: next entry.
A word by its number or its beginning.
Enter alone takes what is planned; not for lye, nor for critical readings.

d  done: end the step              p  pause the step, and go on with it
s  skip the step, with a reason    n  note
b  back to what was asked before   c  correct what is recorded here
u  undo your newest entry          r  redo it
↓  later: leave this open          ↑  back            PgUp PgDn  other steps
Tab  other batches                 Esc  back to where the batch is, all tidy
End  finish the batch: what it gave, then d
q  leave: all is recorded, and rk run is back at this place

Where a word is asked, letters write; the keys are capitals there: D N P S B C.
A step that is not begun: Enter begins it, a value begins it and is recorded.

Any key: back to the batch
"""
_BESIDE = 6
"""So many things that the step asks stand beside the figure."""
_KEYS = (
    "d done  n note  p pause  s skip  b back  c correct  u undo  r redo",
    "↓ later  @14:10 time  Tab batches  ? help  q leave",
)


@dataclass(frozen=True, slots=True)
class View:
    """One screen. Every line says in words what it means; colour only repeats it."""

    title: str
    """Of the window: what rings, or the step and its time."""
    head: str
    heading: str
    text: str
    label: str
    figure: tuple[str, ...]
    """The one number that matters in five rows; none where there is none."""
    unit: str
    detail: str
    beside: tuple[str, ...]
    clock: str
    is_alarming: bool
    following: str
    last: str
    told: tuple[Told, ...]
    hint: str
    prompt: str
    typed: str
    aside: str
    """What Enter alone does here."""
    keys: tuple[str, ...]
    help: str
    rings: frozenset[str]
    """What is up, near or due now; the bell rings for each once."""


def view(desk: Desk, by: str, others: Sequence[Agenda] = ()) -> View:
    """What is shown of this desk; `others` are the other running batches."""
    place, agenda = desk.place, desk.agenda
    said = asked_of(desk)
    rings = rings_of(agenda)
    elsewhere = [other for other in others if rings_of(other)]
    return View(
        title=_title(agenda, rings, elsewhere),
        head=_head(agenda, by, others),
        heading=_heading(desk),
        text=" ".join(place.step.step.text.split()) if place.step else "",
        label=said.label,
        figure=large(said.figure),
        unit=said.unit if large(said.figure) else f"{said.figure} {said.unit}".strip(),
        detail=said.detail,
        beside=_beside(place),
        clock=_clock(desk, elsewhere),
        is_alarming=bool(rings or elsewhere),
        following=_following(desk),
        last=_last(agenda),
        told=desk.told,
        hint=desk.hint,
        prompt=_prompt(desk, said),
        typed=desk.text,
        aside=enter_alone(desk) if desk.asking is Asking.VALUE and not desk.text else "",
        keys=_keys(place),
        help=HELP if desk.asking is Asking.HELP else "",
        rings=rings.union(*(rings_of(other) for other in others)),
    )


def rings_of(agenda: Agenda) -> frozenset[str]:
    """What is up, near or due in a batch; each has a name of its own, so that it rings once."""
    steps = [*agenda.under_way, *([agenda.current] if agenda.current else [])]
    found = set()
    for step in steps:
        if step.clock and step.clock.standing in STANDINGS:
            found.add(f"{agenda.batch}/{step.name}/{step.run.state.value}/{step.clock.standing.value}")
        for item in step.items if step.is_under_way else ():
            if not isinstance(item, ToWeigh) and item.is_open and item.due_at:
                found.add(f"{agenda.batch}/{step.name}/{item.name}/{len(item.taken)}")
    return frozenset(found)


def _title(agenda: Agenda, rings: frozenset[str], elsewhere: Sequence[Agenda]) -> str:
    alarmed = agenda if rings else elsewhere[0] if elsewhere else agenda
    step = alarmed.current
    if step is None:
        return f"{alarmed.batch} - rk run"
    words = STANDINGS.get(step.clock.standing, "") if step.clock else ""
    due = "READING DUE" if not words and (rings or elsewhere) else ""
    time = running_time(step.clock.seconds) if step.clock and step.clock.seconds is not None else ""
    return " ".join(each for each in (words, due, step.name, time, "-", alarmed.batch) if each)


def _head(agenda: Agenda, by: str, others: Sequence[Agenda]) -> str:
    plan, state = agenda.record.plan, agenda.record.state
    trial = ", TRIAL" if plan.trial else ""
    more = f"  +{len(others)} running: Tab" if others else ""
    words = state_words(state.state, state.disposition)
    return (
        f"{plan.batch}  {plan.reference} {plan.scaled.yields}{trial}  {words}  {by} {agenda.now:%H:%M}{more}"
    )


def _heading(desk: Desk) -> str:
    step = desk.place.step
    if step is None:
        return f"THE END OF {desk.agenda.record.plan.formula.name.upper()}"
    if not step.number:
        return "WHAT NO STEP USES"
    every = sum(1 for each in desk.agenda.steps if each.number)
    here = desk.agenda.current is not None and step.name == desk.agenda.current.name
    state = "" if step.run.state.value == "open" else f"  ({step.run.state.value})"
    back = "" if here else "   Esc: back to where the batch is"
    return f"STEP {step.number} of {every}  {step.name.upper()}{state}{back}"


def _beside(place: Place) -> tuple[str, ...]:
    """What the step asks, with what is there."""
    if place.step is None:
        return ()
    items = place.step.items
    here = next((at for at, item in enumerate(items) if place.item and item.name == place.item.name), 0)
    first = min(max(here - _BESIDE + 2, 0), max(len(items) - _BESIDE, 0))
    return tuple(_item(item, is_here=item is place.item) for item in items[first : first + _BESIDE])


def _item(item: Item, *, is_here: bool) -> str:
    if isinstance(item, ToWeigh):
        value = str(item.total or item.line.planned)
        recorded = item.total is not None
    else:
        value = str(item.taken[-1].value) if item.taken else ""
        recorded = bool(item.taken)
    mark = "▸" if is_here else "✓" if recorded and not item.is_open else "·"
    return f"{mark} {item.name}{f' {value}' if value else ''}"


def _clock(desk: Desk, elsewhere: Sequence[Agenda]) -> str:
    step = desk.step
    words = clock_words(step) if step else ""
    other = "   ".join(f"{other.batch}: {_alarm_words(other)} (Tab)" for other in elsewhere)
    return "   ".join(each for each in (words, other) if each)


def _alarm_words(agenda: Agenda) -> str:
    steps: list[StepAsked] = [*agenda.under_way, *([agenda.current] if agenda.current else [])]
    for step in steps:
        if step.clock and step.clock.standing is not Standing.BEFORE and step.clock.standing in STANDINGS:
            return f"{step.name} {STANDINGS[step.clock.standing]}"
    return "READING DUE"


def _following(desk: Desk) -> str:
    agenda = desk.agenda
    beside = [
        f"also under way: {step.name} {clock_words(step)}"
        for step in agenda.under_way
        if agenda.current is None or step.name != agenda.current.name
    ]
    after = [f"then: {agenda.following.name}"] if agenda.following else []
    passed = [f"passed over: {', '.join(agenda.passed)}"] if agenda.passed else []
    loose = [item.name for step in agenda.steps if not step.number for item in step.open_items]
    unused = [f"in no step: {', '.join(loose)} (PgUp)"] if loose else []
    return "   ".join((*after, *beside, *passed, *unused))


def _last(agenda: Agenda) -> str:
    entry = agenda.record.entries[-1]
    at = entry.happened_at or entry.recorded_at
    day = "" if at.date() == agenda.now.date() else f"{at:%Y-%m-%d} "
    return f"last: {day}{at:%H:%M} {entry.by}: {entry_words(entry)} (entry {entry.seq})"


def _prompt(desk: Desk, said: Asked) -> str:
    match desk.asking:
        case Asking.VALUE:
            ahead = _ahead(desk.ahead)
            words = "  ".join(f"{number} {word}" for number, word in enumerate(offered_at(desk.place), 1))
            return " ".join(each for each in (ahead, words or said.typed_unit, "›") if each)
        case Asking.YES:
            return "y or n ›"
        case Asking.ADD_OR_CORRECT:
            return "a or c ›"
        case _:
            return f"{desk.asking.value} ›"


def _ahead(typed: Typed) -> str:
    """What was typed ahead of the next entry: `(at 2026-11-21 14:10, checked by Bo)`."""
    said = (
        f"at {typed.at:%Y-%m-%d %H:%M}" if typed.at else "",
        f"of lot {typed.lot}" if typed.lot else "",
        f"with {typed.instrument}" if typed.instrument else "",
        f"checked by {typed.second}" if typed.second else "",
    )
    words = ", ".join(each for each in said if each)
    return f"({words})" if words else ""


def _keys(place: Place) -> tuple[str, ...]:
    if not offered_at(place):
        return _KEYS
    return tuple(
        "  ".join(f"{word[0].upper()}{word[1:]}" if word[1:2] == " " else word for word in line.split("  "))
        for line in _KEYS
    )
