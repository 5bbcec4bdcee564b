"""What each key does at the guided run: a desk and a key give the next desk, and perhaps an act.

Letters are keys only where nothing is typed yet; where a word is asked they write, and Shift makes keys of
them. Enter alone takes what is planned, except for lye and for what can put the batch on hold.
"""

from __future__ import annotations

from dataclasses import replace

from recipekeeper.batch.agenda import ToRead, ToWeigh
from recipekeeper.batch.codes import CODES_BEGIN, is_code
from recipekeeper.batch.model import StepState
from recipekeeper.cli.recording.typed import NOTHING
from recipekeeper.cli.run.desk import TWICE_WITHIN, Asking, Desk
from recipekeeper.cli.run.entering import entered, entry, right_value
from recipekeeper.cli.run.intent import Intent, Verb
from recipekeeper.cli.run.places import Spot, not_recorded, offered_at
from recipekeeper.quantity import plain

Pressed = tuple[Desk, Intent | None]

_MOVES = {"up": -1, "down": 1}
_NO_WORDS = (Asking.YES, Asking.ADD_OR_CORRECT, Asking.HELP)
_LEAVING = ("ctrl+c", "ctrl+q", "ctrl+d")


def press(desk: Desk, key: str, moment: float) -> Pressed:
    """What a key makes of a desk. `moment` is in seconds, by a clock that never goes back."""
    after, intent = _pressed(replace(desk, hint="") if desk.asking is Asking.VALUE else desk, key, moment)
    return replace(after, last_key=key), intent


def _pressed(desk: Desk, key: str, moment: float) -> Pressed:
    if key in _LEAVING:
        return desk, Intent(Verb.LEAVE)
    if desk.asking in _NO_WORDS and (desk.text or key == CODES_BEGIN):
        return _scanned_instead(desk, key), None
    match desk.asking:
        case Asking.HELP:
            return desk.plain(), None
        case Asking.YES:
            return _answered(desk, key)
        case Asking.ADD_OR_CORRECT:
            return _chosen(desk, key)
        case _:
            return _written(desk, key, moment)


def _scanned_instead(desk: Desk, key: str) -> Desk:
    """What a scanner types where one key is the answer: none of its letters is one."""
    if key == "enter":
        return replace(desk.plain(), text="").says("A code is no answer: nothing is recorded.")
    return replace(desk, text=desk.text + key) if len(key) == 1 else desk


def _answered(desk: Desk, key: str) -> Pressed:
    """Only y is a yes: Enter, which hands press by themselves, is none, nor what was typed ahead."""
    if key in ("y", "Y") and desk.pending is not None:
        if desk.pending.needs_why:
            said = desk.hint.partition(" y: ")[0]
            return desk.asks(Asking.REASON, f"{said} Why all the same?", desk.pending), None
        return desk.plain(), replace(desk.pending, accept=True)
    if key in ("n", "N", "escape", "q"):
        return desk.plain().says("Nothing is recorded."), None
    return desk, None


def _chosen(desk: Desk, key: str) -> Pressed:
    if desk.pending is None or key in ("escape", "q"):
        return desk.plain().says("Nothing is recorded."), None
    if key in ("a", "A"):
        return desk.plain(), desk.pending
    if key in ("c", "C"):
        given = desk.pending
        item = desk.place.item
        right = replace(given, verb=Verb.CORRECT, name="", seq=item.entries[-1] if item else 0)
        return desk.asks(Asking.REASON, f"Why is entry {right.seq} corrected?", right), None
    return desk, None


def _written(desk: Desk, key: str, moment: float) -> Pressed:
    if key == "escape":
        return (desk.plain() if desk.text or desk.asking is not Asking.VALUE else _home(desk)), None
    if key == "backspace":
        return desk.typed(desk.text[:-1]), None
    if key == "enter":
        return _enter(desk, moment)
    if desk.asking is Asking.VALUE and not desk.text:
        command = _command(desk, key)
        if command is not None:
            return command
    if len(key) == 1 and key.isprintable():
        return desk.typed(desk.text + key), None
    return desk, None


def _home(desk: Desk) -> Desk:
    return replace(desk, gone_to=None, ahead=NOTHING, told=())


def _enter(desk: Desk, moment: float) -> Pressed:
    text = desk.text.strip()
    if is_code(text) and desk.asking in (Asking.NOTE, Asking.REASON):
        return desk.says("That is a code, and words are asked here. Esc: rather not"), None
    match desk.asking:
        case Asking.NOTE:
            return desk.plain(), Intent(Verb.NOTE, value=text, at=desk.ahead.at) if text else None
        case Asking.REASON if desk.pending is not None:
            if not text:
                return desk.says("A reason is needed; it stays in the record. Esc: rather not"), None
            return replace(desk, text=""), replace(desk.pending, why=text)
        case Asking.RIGHT:
            return right_value(desk, text)
        case _ if text:
            return entered(desk, text)
        case _:
            return _confirmed(desk, moment)


def _confirmed(desk: Desk, moment: float) -> Pressed:
    """Enter alone: what is planned, where that can be taken without looking."""
    if desk.last_key == "enter" and moment - desk.entered_at < TWICE_WITHIN:
        return desk.says("Enter came twice at once: nothing more is recorded by the second."), None
    if moment - desk.changed_at < TWICE_WITHIN:
        return desk.says("What is asked has just changed: look, then Enter."), None
    place = desk.place
    match place.spot:
        case Spot.BEGIN if place.step:
            return desk, Intent(Verb.BEGIN, place.step.name, at=desk.ahead.at)
        case Spot.ITEM if place.step and place.item:
            return _as_planned(desk)
        case Spot.YIELD | Spot.UNITS:
            return desk.put_off(), None
        case Spot.END:
            return desk.says("Nothing more is asked here. d: the step is done"), None
        case Spot.FINISH:
            return desk.says("d: the batch is finished"), None
        case _:
            return desk, None


def _as_planned(desk: Desk) -> Pressed:
    item = desk.place.item
    if isinstance(item, ToWeigh):
        if item.total is not None:
            return desk.put_off(), None
        if item.is_critical:
            return desk.says(f"{item.name} is lye: type what the scale shows, then Enter."), None
        return desk, entry(Verb.WEIGH, item.name, plain(item.line.planned.value), desk.ahead)
    if not isinstance(item, ToRead):
        return desk, None
    if item.taken and not item.is_open:
        return desk.moved(1), None
    if item.is_critical:
        return desk.says(f"{item.name} is critical: type what you read, then Enter."), None
    check = item.check
    planned = check.words[0] if len(check.words) == 1 else plain(check.target.value) if check.target else ""
    if not planned:
        return desk.says("Nothing is planned to the figure: type what you read, or ↓ leaves it open."), None
    return desk, entry(Verb.READ, f"{item.step}/{item.name}", planned, desk.ahead)


def _command(desk: Desk, key: str) -> Pressed | None:
    """What a key does where nothing is typed; None for one that only writes."""
    if key in _MOVES:
        return (desk.moved(-1) if key == "up" else desk.put_off()), None
    if key in ("pageup", "pagedown"):
        return desk.moved_step(-1 if key == "pageup" else 1), None
    if key in ("home", "end"):
        return (_home(desk) if key == "home" else desk.moved_to_the_end()), None
    if key in ("tab", "shift+tab"):
        return desk, Intent(Verb.SWITCH if key == "tab" else Verb.SWITCH_BACK)
    if len(key) != 1 or (key.islower() and offered_at(desk.place)):
        return None
    if key == "R" and not offered_at(desk.place):
        return None  # a code without its colon begins with it; r brings back
    match key.lower():
        case "d":
            return _done(desk)
        case "n":
            return desk.asks(Asking.NOTE, ""), None
        case "p":
            return _pause(desk)
        case "s":
            return _skip(desk)
        case "b":
            return desk.moved(-1), None
        case "c":
            return _correct(desk)
        case "u":
            return desk, Intent(Verb.UNDO)
        case "r":
            return desk, Intent(Verb.REDO)
        case "?":
            return desk.asks(Asking.HELP, ""), None
        case "q":
            return desk, Intent(Verb.LEAVE)
        case _:
            return None


def _done(desk: Desk) -> Pressed:
    if desk.place.step is None and desk.place.spot is not Spot.FINISHED:
        return _finish(desk)
    step = desk.step
    if step is None or not step.number or step.run.state in (StepState.DONE, StepState.SKIPPED):
        return desk.says("No step is under way here."), None
    intent = Intent(Verb.DONE, step.name, at=desk.ahead.at, second=desk.ahead.second)
    if not step.is_under_way:
        question = f"{step.name} was not begun: how long it took stays unknown. y: done all the same"
        return desk.asks(Asking.YES, question, intent), None
    lacking = not_recorded(step, desk.later)
    if lacking:
        names = ", ".join(item.name for item in lacking)
        return desk.asks(Asking.YES, f"Not recorded: {names}. y: done without", intent), None
    return desk, intent


def _finish(desk: Desk) -> Pressed:
    intent = Intent(Verb.FINISH, value=desk.yielded, units=desk.pieces, at=desk.ahead.at)
    ended = (StepState.DONE, StepState.SKIPPED)
    still_open = [step.name for step in desk.agenda.steps if step.number and step.run.state not in ended]
    if not still_open:
        return desk, intent
    question = f"Steps that have not ended: {', '.join(still_open)}. y: the batch is finished all the same"
    return desk.asks(Asking.YES, question, intent), None


def _pause(desk: Desk) -> Pressed:
    step = desk.step
    if step is None or not step.is_under_way:
        return desk.says("No step is under way here."), None
    verb = Verb.RESUME if step.run.state is StepState.PAUSED else Verb.PAUSE
    return desk, Intent(verb, step.name, at=desk.ahead.at)


def _skip(desk: Desk) -> Pressed:
    step = desk.step
    if step is None or not step.number or step.run.state in (StepState.DONE, StepState.SKIPPED):
        return desk.says("There is no step here to leave out."), None
    intent = Intent(Verb.SKIP, step.name, at=desk.ahead.at)
    return desk.asks(Asking.REASON, f"Why is {step.name} left out?", intent), None


def _correct(desk: Desk) -> Pressed:
    item = desk.place.item
    if item is None or not item.entries:
        return desk.says("Nothing is recorded here to correct: go back to it with b."), None
    seq = item.entries[-1]
    return desk.asks(
        Asking.RIGHT, f"What is right, in place of entry {seq}?", Intent(Verb.CORRECT, seq=seq)
    ), None
