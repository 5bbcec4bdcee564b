"""The places of a batch that one can stand at: each step to begin, each thing to weigh or read, each end."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import Enum

from recipekeeper.batch.agenda import Agenda, Item, StepAsked, ToRead, ToWeigh
from recipekeeper.batch.model import State, StepState

Key = tuple[str, str, str]
"""What tells a place from all others, also when the batch has moved on."""


class Spot(Enum):
    """What a place is for."""

    BEGIN = "begin"
    ITEM = "item"
    END = "end"
    """All is recorded; the time goes on until somebody says done."""
    YIELD = "yield"
    UNITS = "units"
    FINISH = "finish"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class Place:
    """One place. `step` and `item` are None where it belongs to none."""

    spot: Spot
    step: StepAsked | None = None
    item: Item | None = None

    @property
    def key(self) -> Key:
        """Its spot, step and item."""
        return self.spot.value, self.step.name if self.step else "", self.item.name if self.item else ""


def places(agenda: Agenda) -> list[Place]:
    """All places in the order of the sheet."""
    found: list[Place] = []
    for step in agenda.steps:
        if step.number and step.run.state is StepState.OPEN:
            found.append(Place(Spot.BEGIN, step))
        found += (Place(Spot.ITEM, step, item) for item in step.items)
        if step.is_under_way:
            found.append(Place(Spot.END, step))
    if agenda.record.state.state is State.RUNNING:
        counted = agenda.record.plan.scaled.yields.dimension == "count"
        gave = (Spot.UNITS, Spot.YIELD) if counted else (Spot.YIELD, Spot.UNITS)
        found += map(Place, (*gave, Spot.FINISH))
    else:
        found.append(Place(Spot.FINISHED))
    return found


def where_it_is(agenda: Agenda, later: Sequence[Key]) -> Place:
    """The place that the batch itself is at; `later` are those that somebody put off, each time once more.

    A weighing that was put off comes after the others of its step, put off twice after all else; a reading
    that was put off is not asked again.
    """
    if agenda.record.state.state is not State.RUNNING:
        return Place(Spot.FINISHED)
    step = agenda.current
    if step is None:
        ends = (place for place in places(agenda) if place.step is None)
        return next((place for place in ends if place.key not in later), Place(Spot.FINISH))
    if step.number and not step.is_under_way:
        return Place(Spot.BEGIN, step)
    asked = [(rank, place) for place in _open(step) if (rank := _rank(place, later)) is not None]
    return min(asked, key=lambda each: each[0], default=(0, Place(Spot.END, step)))[1]


def _open(step: StepAsked) -> list[Place]:
    return [Place(Spot.ITEM, step, item) for item in step.open_items]


def _rank(place: Place, later: Sequence[Key]) -> int | None:
    """How soon it is asked; None for what was left open knowingly: a reading, or a weight that is short."""
    put_off = later.count(place.key)
    if isinstance(place.item, ToWeigh) and place.item.total is None:
        return min(put_off, 1) if put_off < 2 else 3
    if put_off:
        return None
    return 0 if isinstance(place.item, ToWeigh) else 2


def first_asked(step: StepAsked) -> Place | None:
    """The first thing that a step asks once it is begun."""
    return next((Place(Spot.ITEM, step, item) for item in step.open_items), None)


def offered_at(place: Place) -> tuple[str, ...]:
    """The words that answer what is asked at a place, also where answering it begins the step."""
    first = first_asked(place.step) if place.spot is Spot.BEGIN and place.step else place
    return offered(first.item) if first else ()


def offered(item: Item | None) -> tuple[str, ...]:
    """The words that answer a reading; a yes is offered with its no."""
    if not isinstance(item, ToRead) or not item.check.words:
        return ()
    words = item.check.words
    return ("yes", "no") if set(words) == {"yes"} else ("no", "yes") if set(words) == {"no"} else words


def not_recorded(step: StepAsked, later: Collection[Key]) -> list[Item]:
    """What a step still lacks when it ends: all that is open, but for readings that somebody left out knowingly."""
    return [
        item
        for item in step.open_items
        if item.is_critical
        or (isinstance(item, ToWeigh) and item.total is None)
        or Place(Spot.ITEM, step, item).key not in later
    ]
