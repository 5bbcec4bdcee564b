"""What somebody at the guided run stands before: the place, what is typed so far, what is being asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from recipekeeper.batch.agenda import Agenda, StepAsked
from recipekeeper.cli.recording.logged import Told
from recipekeeper.cli.recording.typed import NOTHING, Typed
from recipekeeper.cli.run.intent import Intent
from recipekeeper.cli.run.places import Key, Place, Spot, places, where_it_is
from recipekeeper.quantity import UnitSystem

TWICE_WITHIN = 2.0
"""Seconds within which a second Enter is a slip of the same hand."""


class Asking(Enum):
    """What is asked of whoever types."""

    VALUE = "value"
    NOTE = "note"
    RIGHT = "right value"
    """The right value of an entry."""
    REASON = "reason"
    """Why: the pending intent needs it."""
    YES = "yes"
    """Whether the pending intent is really meant."""
    ADD_OR_CORRECT = "add or correct"
    """Whether a value adds to what is recorded, or puts it right."""
    HELP = "help"


@dataclass(frozen=True, slots=True)
class Desk:
    """One batch before somebody's eyes. All that is recorded is in the agenda; the rest may be lost."""

    agenda: Agenda
    units: UnitSystem | None = None
    gone_to: Key | None = None
    """The place that somebody went to; None where the batch is."""
    typing_at: Key | None = None
    """The place that what is typed so far is for, wherever the batch moves meanwhile."""
    later: tuple[Key, ...] = ()
    """The places that somebody put off, as often as they did."""
    text: str = ""
    asking: Asking = Asking.VALUE
    pending: Intent | None = None
    ahead: Typed = NOTHING
    """What was typed ahead of the next entry: its time, its instrument, a second person."""
    yielded: str | None = None
    pieces: str | None = None
    told: tuple[Told, ...] = ()
    """What the last act brought."""
    hint: str = ""
    """What is asked, refused, or to be known now."""
    last_key: str = ""
    entered_at: float = float("-inf")
    """When Enter recorded last, by a clock that never goes back."""
    changed_at: float = float("-inf")
    """When what is asked changed last without a key: time went on, or somebody else recorded."""

    @property
    def place(self) -> Place:
        """Where one stands: where one types or went to, if that is still there, else where the batch is."""
        wanted = self.typing_at or self.gone_to
        if wanted is not None:
            there = next((each for each in places(self.agenda) if each.key == wanted), None)
            if there is not None:
                return there
        return where_it_is(self.agenda, self.later)

    @property
    def step(self) -> StepAsked | None:
        """The step that a key without a name means: the one of the place, else the one at hand."""
        return self.place.step or self.agenda.current

    def moved(self, by: int) -> Desk:
        """So many places on or back."""
        every = places(self.agenda)
        here = next((index for index, each in enumerate(every) if each.key == self.place.key), len(every) - 1)
        there = every[min(max(here + by, 0), len(every) - 1)]
        return replace(self, gone_to=there.key, typing_at=None, text="")

    def moved_step(self, by: int) -> Desk:
        """To the first place of the step so many on or back."""
        every = places(self.agenda)
        names = list(dict.fromkeys(each.step.name if each.step else None for each in every))
        here = names.index(self.place.step.name if self.place.step else None)
        name = names[min(max(here + by, 0), len(names) - 1)]
        there = next(each for each in every if (each.step.name if each.step else None) == name)
        return replace(self, gone_to=there.key, typing_at=None, text="")

    def moved_to_the_end(self) -> Desk:
        """To what is asked when the batch is over."""
        there = next(each for each in places(self.agenda) if each.step is None)
        return replace(self, gone_to=there.key, typing_at=None, text="")

    def put_off(self) -> Desk:
        """The next place; what is asked here is left open."""
        if self.gone_to is not None:
            return self.moved(1)
        if self.place.spot in (Spot.BEGIN, Spot.END, Spot.FINISH, Spot.FINISHED):
            return self.moved(1)
        return replace(self, later=(*self.later, self.place.key), typing_at=None, text="")

    def typed(self, text: str) -> Desk:
        """With this text; what is typed belongs to the place where it was begun."""
        return replace(self, text=text, typing_at=self.place.key if text else None)

    def asks(self, asking: Asking, hint: str, pending: Intent | None = None) -> Desk:
        """The same with something asked."""
        return replace(self, asking=asking, hint=hint, pending=pending, text="")

    def says(self, hint: str) -> Desk:
        """The same with a sentence below it; what is typed stays."""
        return replace(self, hint=hint)

    def plain(self) -> Desk:
        """The same with nothing asked but what the batch asks."""
        return replace(self, asking=Asking.VALUE, pending=None, text="", typing_at=None, hint="")

    def seen(self, agenda: Agenda, moment: float) -> Desk:
        """The same at a later moment, or with what somebody else recorded."""
        after = replace(self, agenda=agenda)
        return after if after.place.key == self.place.key else replace(after, changed_at=moment)

    def recorded(self, agenda: Agenda, told: Sequence[Told], moment: float) -> Desk:
        """After an act: what it brought, and the batch where it is now."""
        entered_at = moment if self.last_key == "enter" else self.entered_at
        fresh = replace(self.plain(), agenda=agenda, told=tuple(told), ahead=NOTHING, entered_at=entered_at)
        return replace(fresh, gone_to=None)

    def refused(self, sentence: str) -> Desk:
        """After an act that was not: why, and what was typed, to be put right."""
        return replace(self, asking=Asking.VALUE, pending=None, hint=sentence)
