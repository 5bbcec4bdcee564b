"""The guided run without its screen: keys become acts through the same operations as the commands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, TypedDict

from recipekeeper.batch.agenda import Agenda, asked
from recipekeeper.batch.model import BatchRecord
from recipekeeper.cli.recording.logged import Told, told
from recipekeeper.cli.run.desk import Asking, Desk
from recipekeeper.cli.run.intent import Intent, Verb
from recipekeeper.cli.run.keys import press
from recipekeeper.errors import Doubtful, RecipekeeperError, Unexplained
from recipekeeper.operations import guided
from recipekeeper.operations.recording import amend, bench, decide

if TYPE_CHECKING:
    from recipekeeper.operations.context import Context
    from recipekeeper.operations.recording.log import Logged


class Session:
    """Somebody at the bench: the batches that run, and the desk of each.

    `clock` gives the time with the maker's own offset. Everything that counts is in the store: a session
    that ends, however it ends, loses nothing but what was not yet entered.
    """

    def __init__(self, context: Context, batch: str | None, clock: Callable[[], datetime]) -> None:
        self._context = context
        self._clock = clock
        self._records: dict[str, BatchRecord] = {}
        self._desks: dict[str, Desk] = {}
        self._take(guided.batch_to_run(context, batch))
        self.here = next(iter(self._records))
        self.leaving = False
        self.look()

    @property
    def by(self) -> str:
        """Who enters."""
        return self._context.who

    @property
    def desk(self) -> Desk:
        """The desk of the batch that is shown."""
        return self._desks[self.here]

    @property
    def others(self) -> tuple[Agenda, ...]:
        """What the other running batches ask."""
        return tuple(desk.agenda for code, desk in self._desks.items() if code != self.here)

    @property
    def parting(self) -> str:
        """What is said when somebody leaves."""
        step = self.desk.agenda.current
        place = f"{step.name}, {step.run.state.value}" if step else "every step has ended"
        return f"{self.here}: {place}. All is recorded; rk run {self.here} is back here."

    def press(self, key: str, moment: float) -> None:
        """A key. `moment` is in seconds, by a clock that never goes back."""
        desk = self.desk
        if not (desk.text and len(key) == 1):  # a letter more asks for no new look at the time
            desk = replace(desk, agenda=asked(self._records[self.here], self._clock()))
        self._desks[self.here], intent = press(desk, key, moment)
        if intent is None:
            return
        match intent.verb:
            case Verb.LEAVE:
                self.leaving = True
            case Verb.OPEN:
                self._open(intent.name)
            case Verb.SWITCH | Verb.SWITCH_BACK:
                self._switch(1 if intent.verb is Verb.SWITCH else -1)
            case _:
                self._perform(intent, moment)

    def tick(self, moment: float) -> None:
        """Time goes on."""
        now = self._clock()
        for code, desk in self._desks.items():
            self._desks[code] = desk.seen(asked(self._records[code], now), moment)

    def look(self, moment: float = 0.0) -> None:
        """Whether anybody else recorded something; what they did appears, what is typed here stays."""
        try:
            self._look(moment)
        except RecipekeeperError as trouble:
            self._desks[self.here] = self.desk.says(trouble.message)

    def _look(self, moment: float) -> None:
        newest = guided.newest_entries(self._fresh(), self.here)
        for code, seq in newest.items():
            if code not in self._records or self._records[code].entries[-1].seq != seq:
                self._take(guided.batch_to_run(self._fresh(), code), moment)
        for code in self._records.keys() - newest.keys():
            del self._records[code], self._desks[code]

    def _take(self, record: BatchRecord, moment: float = 0.0) -> None:
        code = record.plan.batch
        agenda = asked(record, self._clock())
        desk = self._desks.get(code)
        self._records[code] = record
        self._desks[code] = desk.seen(agenda, moment) if desk else Desk(agenda, self._context.units)

    def _switch(self, by: int) -> None:
        codes = list(self._desks)
        if len(codes) == 1:
            self._desks[self.here] = self.desk.says("No other batch is running.")
            return
        self.here = codes[(codes.index(self.here) + by) % len(codes)]

    def _open(self, batch: str) -> None:
        """The running batch of that code, as it was scanned."""
        if batch not in self._desks:
            self._desks[self.here] = self.desk.says(f"{batch} is not running: this is still {self.here}.")
            return
        self.here = batch
        self._desks[batch] = self.desk.plain()

    def _perform(self, intent: Intent, moment: float, before: Sequence[Told] = ()) -> None:
        """One act, and what it brought or why it was not; a value that began its step follows at once."""
        desk = self.desk
        try:
            logged = _done(self._fresh(intent.at), self.here, intent)
        except Doubtful as doubt:
            question = f"{doubt.doubt} y: it is right as it stands"
            self._desks[self.here] = desk.asks(Asking.YES, question, intent)
        except Unexplained as unexplained:
            verb = intent.verb.value
            question = f"{unexplained.finding}. y: {verb} {intent.name} all the same, with a reason"
            pending = replace(intent, needs_why=True)
            self._desks[self.here] = desk.asks(Asking.YES, question, pending)
        except RecipekeeperError as refused:
            self._desks[self.here] = desk.refused(refused.message)
        else:
            warnings = (*logged.warnings, *_left_over(desk.ahead.lot, intent))
            said = [*before, *told(logged), *(Told(warning, "yellow") for warning in warnings)]
            self._records[self.here] = logged.record
            self._desks[self.here] = desk.recorded(asked(logged.record, self._clock()), said, moment)
            if intent.then is not None:
                self._perform(intent.then, moment, said)

    def _fresh(self, at: datetime | None = None) -> Context:
        """The context of one act: now is now."""
        return replace(self._context, now=self._clock(), at=at)


def _left_over(lot: str | None, intent: Intent) -> tuple[str, ...]:
    """What is said of a lot that was scanned ahead of something else than a weighing."""
    acts = (intent, intent.then) if intent.then else (intent,)
    if lot is None or any(act.verb is Verb.WEIGH for act in acts):
        return ()
    return (f"Lot {lot} was not recorded: only a weighing has a lot. Scan it again where it is weighed.",)


def _done(context: Context, batch: str, intent: Intent) -> Logged:
    name, value, why = intent.name, intent.value or "", intent.why
    match intent.verb:
        case Verb.BEGIN:
            return bench.begin(context, batch, name, why=why or None)
        case Verb.DONE:
            return bench.done(context, batch, name, why=why or None, checked_by=intent.second)
        case Verb.SKIP:
            return bench.skip(context, batch, name, why)
        case Verb.PAUSE:
            return bench.pause(context, batch, name)
        case Verb.RESUME:
            return bench.resume(context, batch, name)
        case Verb.WEIGH:
            return bench.weigh(context, batch, name, value, intent.lot, **_beside(intent))
        case Verb.READ:
            return bench.read_measure(context, batch, name, value, **_beside(intent))
        case Verb.NOTE:
            return bench.note(context, batch, value)
        case Verb.CORRECT:
            accept = intent.accept
            return amend.correct(
                context, batch, intent.seq, intent.value, why=why, lot=intent.lot, accept=accept
            )
        case Verb.FINISH:
            return decide.finish(context, batch, intent.value, intent.units)
        case _:
            return amend.undo(context, batch, redo=intent.verb is Verb.REDO)


class _Beside(TypedDict):
    accept: bool
    instrument: str | None
    checked_by: str | None


def _beside(intent: Intent) -> _Beside:
    return {"accept": intent.accept, "instrument": intent.instrument, "checked_by": intent.second}
