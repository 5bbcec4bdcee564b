"""What a typed value at the guided run becomes: a weighing, a reading, a correction, a time for what follows."""

from __future__ import annotations

from dataclasses import replace

from recipekeeper.batch.agenda import Item, ToRead, ToWeigh
from recipekeeper.batch.codes import is_code
from recipekeeper.cli.recording.typed import NOTHING, Typed, read_typed, read_word
from recipekeeper.cli.run.desk import Asking, Desk
from recipekeeper.cli.run.intent import Intent, Verb
from recipekeeper.cli.run.places import Place, Spot, first_asked, offered
from recipekeeper.cli.run.scanning import scanned
from recipekeeper.errors import QuantityError, RecipekeeperError
from recipekeeper.operations.recording import bench_reading
from recipekeeper.operations.when import read_when
from recipekeeper.quantity import read_amount

Entered = tuple[Desk, Intent | None]


def entered(desk: Desk, text: str) -> Entered:
    """A text and Enter, at the place where one stands; a scanned code works at any."""
    if is_code(text):
        return scanned(desk, text)
    place = desk.place
    begins = place.spot is Spot.BEGIN and place.step is not None
    asked = first_asked(place.step) if begins and place.step else place
    try:
        typed = _typed(desk, asked, text)
    except QuantityError as refused:
        return desk.says(refused.message), None
    if typed.is_beside:
        # The Enter that follows is about something else than the one before.
        return replace(desk.typed(""), ahead=typed.after(desk.ahead), entered_at=float("-inf")), None
    typed = typed.after(desk.ahead)
    if place.spot in (Spot.YIELD, Spot.UNITS):
        return _made(desk, place, typed), None
    if asked is None or asked.item is None:
        return desk.says("Nothing is asked here to be typed. ? shows the keys."), None
    try:
        _refuse_unreadable(desk, asked.item, typed)
    except RecipekeeperError as refused:
        return desk.says(refused.message), None
    after, intent = _value(desk, asked, typed)
    if begins and place.step and intent is not None:
        return after, Intent(Verb.BEGIN, place.step.name, at=typed.at, then=intent)
    return after, intent


def _refuse_unreadable(desk: Desk, item: Item, typed: Typed) -> None:
    """Before anything is recorded or asked: what cannot be read begins no step either."""
    if isinstance(item, ToWeigh):
        bench_reading.read_weight(typed.value, desk.units, item.line.planned, item.name)
        bench_reading.lot_code(typed.lot)
    else:
        bench_reading.read_value(typed.value, desk.units, item.check, item.name)


def _typed(desk: Desk, place: Place | None, text: str) -> Typed:
    with_lot = place is not None and isinstance(place.item, ToWeigh)
    return read_typed(text, lambda when: read_when(when, desk.agenda.now), desk.units, with_lot=with_lot)


def _value(desk: Desk, place: Place, typed: Typed) -> Entered:
    item = place.item
    if isinstance(item, ToWeigh):
        intent = entry(Verb.WEIGH, item.name, typed.value, typed)
        adds = item.is_open
    elif isinstance(item, ToRead):
        words = offered(item)
        word = read_word(typed.value, words) if words else None
        name = f"{item.step}/{item.name}"
        intent = entry(Verb.READ, name, word or typed.value, typed)
        adds = item.is_open or item.check.each is not None
        if words and word is None:
            question = f'"{typed.value}" is none of: {", ".join(words)}. y: record it as it is'
            return desk.asks(Asking.YES, question, intent), None
    else:
        return desk, None
    if adds:
        return desk, intent
    question = f"{item.name} is recorded already (entry {item.entries[-1]}). a: add to it, c: correct it"
    return desk.asks(Asking.ADD_OR_CORRECT, question, intent), None


def entry(verb: Verb, name: str, value: str, typed: Typed) -> Intent:
    """A weighing or a reading, with all that stands beside it."""
    return Intent(verb, name, value, typed.lot, at=typed.at, instrument=typed.instrument, second=typed.second)


def _made(desk: Desk, place: Place, typed: Typed) -> Desk:
    """What the batch gave: kept until the finish records it."""
    planned = desk.agenda.record.plan.scaled.yields
    ahead = NOTHING.after(typed)
    if place.spot is Spot.UNITS:
        bare: str | None = planned.unit if planned.dimension == "count" else "piece"
    else:
        bare = None if planned.dimension == "count" else planned.unit
    try:
        read_amount(typed.value, desk.units, bare=bare)
    except QuantityError as refused:
        return desk.says(refused.message)
    if place.spot is Spot.UNITS:
        return replace(desk, pieces=typed.value, ahead=ahead).put_off()
    has_unit = any(letter.isalpha() for letter in typed.value)
    yielded = typed.value if has_unit else f"{typed.value} {planned.symbol}"
    return replace(desk, yielded=yielded, ahead=ahead).put_off()


def right_value(desk: Desk, text: str) -> Entered:
    """What is right, in place of an entry: its value, its lot, its time, or several of them."""
    if desk.pending is None or not text:
        return desk.plain(), None
    try:
        typed = _typed(desk, desk.place, text)
    except QuantityError as refused:
        return desk.says(refused.message), None
    item = desk.place.item
    value = read_word(typed.value, offered(item)) or typed.value if typed.value else None
    right = replace(desk.pending, value=value, lot=typed.lot, at=typed.at)
    return desk.asks(Asking.REASON, f"Why is entry {right.seq} corrected?", right), None
