"""One printed sheet while it is typed off: each blank is asked, and what stood in it recorded at once."""

from __future__ import annotations

import sys

from recipekeeper.batch.agenda import in_order_of_the_sheet
from recipekeeper.batch.blanks import Blank, Written
from recipekeeper.batch.model import BatchRecord, Entry
from recipekeeper.batch.wording import plus_minus
from recipekeeper.cli import batch_document
from recipekeeper.cli.answer import print_document
from recipekeeper.cli.formulas.text import check_text
from recipekeeper.cli.frame import Asked
from recipekeeper.cli.recording.logged import told
from recipekeeper.cli.recording.typed import Typed, read_typed
from recipekeeper.cli.screen import agreed, can_ask, clean, counted, say, warn
from recipekeeper.cli.surroundings import open_context
from recipekeeper.errors import Doubtful, RecipekeeperError, Unexplained
from recipekeeper.operations.recording.log import Logged
from recipekeeper.operations.recording.transcribing import fill, open_blanks, read_time

_HALF_A_DAY = 12 * 3600
_HOW = (
    "What stands on the sheet, row by row: a weight with its lot, 2001 OO-2509; the time behind an @, "
    "43.5 @14:10; = sets the instrument, & a second person. Enter: the row is blank. Ctrl-C: enough; what is "
    "entered is kept."
)


class Sheet:
    """One sheet. Whoever stops, however they stop, keeps what was entered."""

    def __init__(self, asked: Asked, batch: str) -> None:
        self._asked = asked
        self._batch = batch
        self._entries: list[Entry] = []
        self._passed: set[tuple[str, str, str, int]] = set()
        self._made: dict[Written, str] = {}

    def ask_all(self) -> None:
        """Every blank, until there is none or somebody has enough."""
        if not self._asked.json:
            say(_HOW)
        while True:
            record, blanks = self._look()
            blank = next((each for each in blanks if each.key not in self._passed), None)
            if blank is None:
                return
            text = self._line(f"{_words(record, blank)}: ")
            if not text or not self._fill(record, blank, text):
                self._passed.add(blank.key)

    def part(self) -> None:
        """What is said at the end."""
        record, blanks = self._look()
        code = record.plan.batch
        if self._asked.json:
            print_document(
                {"batch": code, "entries": [batch_document.entry(entry) for entry in self._entries]}
            )
            return
        left = sum(blank.written is not Written.NOTE for blank in blanks)
        more = f"; rk transcribe {code} asks for what is blank still" if left else ""
        say(f"{code}: {counted(len(self._entries), 'entry')} from its sheet{more}.")

    def _look(self) -> tuple[BatchRecord, list[Blank]]:
        return open_blanks(open_context(self._asked), self._batch)

    def _line(self, prompt: str) -> str:
        """What is typed; the prompts stand beside the answer where that is one document."""
        stream = sys.stderr if self._asked.json else sys.stdout
        stream.write(clean(prompt))
        stream.flush()
        line = sys.stdin.readline()
        if not line:
            stream.write("\n")
            raise EOFError
        return line.strip()

    def _fill(self, record: BatchRecord, blank: Blank, text: str) -> bool:
        """Record it; False where the row stays blank and is not asked again."""
        try:
            return self._filled(record, blank, text)
        except RecipekeeperError as refused:
            warn(refused.message)
            return can_ask()

    def _filled(self, record: BatchRecord, blank: Blank, text: str) -> bool:
        if blank.written in (Written.YIELD, Written.UNITS):
            self._made[blank.written] = text
            return False
        typed = self._read(record, blank, text)
        logged = self._recorded(blank, typed)
        if logged is None:
            return can_ask()
        self._tell(logged)
        return True

    def _read(self, record: BatchRecord, blank: Blank, text: str) -> Typed:
        """The text taken apart; in a blank for a time it is the time."""
        context = open_context(self._asked)
        if blank.written in (Written.START, Written.END, Written.FINISH):
            return Typed("", at=read_time(text.removeprefix("@"), record, blank, context.now))
        if blank.written is Written.NOTE:
            return Typed(text)
        return read_typed(
            text,
            lambda when: read_time(when, record, blank, context.now),
            context.units,
            with_lot=blank.written is Written.WEIGHT,
        )

    def _recorded(
        self, blank: Blank, typed: Typed, *, accept: bool = False, why: str | None = None
    ) -> Logged | None:
        """What is recorded; None where somebody was asked and would rather not."""
        context = open_context(self._asked)
        try:
            return fill(
                context,
                self._batch,
                blank,
                typed.value,
                lot=typed.lot,
                instrument=typed.instrument,
                second=typed.second,
                at=typed.at,
                made=self._made,
                why=why,
                accept=accept,
            )
        except Doubtful as slip:
            if self._asked.json or not can_ask():
                raise
            return self._recorded(blank, typed, accept=True, why=why) if agreed(slip.doubt) else None
        except Unexplained as unexplained:
            if self._asked.json or not can_ask():
                raise
            reason = self._line(f"{unexplained.finding}. Why all the same? ")
            return self._recorded(blank, typed, accept=accept, why=reason) if reason else None

    def _tell(self, logged: Logged) -> None:
        self._entries += logged.entries
        if self._asked.json:
            return
        at = logged.entry.happened_at
        for number, one in enumerate(told(logged)):
            when = f", at {at:%Y-%m-%d %H:%M}" if at and not number else ""
            say(f"{one.text}{when}", colour=one.colour, strong=one.strong, indent="    ")
        for warning in logged.warnings:
            warn(warning)


def _words(record: BatchRecord, blank: Blank) -> str:
    """A blank as the sheet has it."""
    if blank.line:
        number = in_order_of_the_sheet(record).index(blank.line) + 1
        planned = plus_minus(blank.line.planned, blank.line.tolerance)
        return f"{number:>3} {blank.line.name}, {planned}"
    if blank.check and blank.step:
        which = f" ({blank.number} of {blank.of})" if blank.of > 1 else ""
        asked = check_text(blank.check)
        return f"    {blank.check.measure}{which}{f', {asked}' if asked else ''}"
    match blank.written:
        case Written.START | Written.END if blank.step:
            number = [step.name for step in record.plan.formula.steps].index(blank.step.name) + 1
            is_long = blank.step.lasts is not None and blank.step.lasts.seconds >= _HALF_A_DAY
            return f"{number:>3} {blank.step.name}, {blank.written.value}{' (day, time)' if is_long else ''}"
        case Written.YIELD:
            return f"yield, planned {record.plan.scaled.yields}"
        case Written.UNITS:
            return "pieces"
        case Written.FINISH:
            return "finished at (Enter: it is not, and what it gave is not recorded)"
        case _:
            return "note"
