"""Readings judged beside another: against a limit that depends on it, or by how far the two are apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

from recipekeeper.batch.deviation import Severity
from recipekeeper.batch.happening import moment_of
from recipekeeper.batch.judging import Checks, Verdict, judged, outside
from recipekeeper.batch.model import TAKES_BACK, Entry, Kind, Reading
from recipekeeper.batch.wording import ends_text, shown
from recipekeeper.formula.depending import Apart, Lookup
from recipekeeper.formula.model import Check
from recipekeeper.quantity import Setpoint, Span, plain


def other_reading(of: tuple[str, str], part: str | None, readings: Iterable[Reading]) -> Reading | None:
    """The last reading of that step and measure: of the same part or of the whole, where a part is meant."""
    found = [reading for reading in readings if _is_of(of, part, reading)]
    return found[-1] if found else None


def _is_of(of: tuple[str, str], part: str | None, reading: Reading) -> bool:
    return (reading.step, reading.measure) == of and (part is None or reading.part in (None, part))


def _in_force_beside(lookup: Lookup, reading: Reading, readings: Sequence[Reading]) -> Reading | None:
    """The other reading that held when this one was taken: the last until then, else the first after it.

    `readings` are in order of happening; what was read of the other measure later, for another purpose, says
    nothing of this one.
    """
    place = next((index for index, one in enumerate(readings) if one.seq == reading.seq), len(readings))
    until_then = [
        one
        for index, one in enumerate(readings)
        if index < place or (one.at is not None and one.at == reading.at)
    ]
    return other_reading(lookup.of, reading.part, until_then) or next(
        (one for one in readings if _is_of(lookup.of, reading.part, one)), None
    )


def waits_for(check: Check | None, part: str | None, readings: Iterable[Reading]) -> str | None:
    """The measure that has to be read before a reading of this check can be judged; None where it can be."""
    if check is None or check.lookup is None:
        return None
    if _value_of(check.lookup, other_reading(check.lookup.of, part, readings)) is not None:
        return None
    step, measure = check.lookup.of
    return f"{measure} at {step}"


def _value_of(lookup: Lookup, other: Reading | None) -> tuple[Setpoint, int] | None:
    """What the limit depends on, and the entry that says it; None until it is read."""
    if other is None or not isinstance(other.value, Setpoint):
        return None
    return (other.value, other.seq) if other.value.dimension == lookup.rows[0][0].dimension else None


def judged_beside(check: Check, reading: Reading, readings: Sequence[Reading]) -> tuple[Verdict, int] | None:
    """The graver of what the check's own limits and its lookup say, and the entry that shows it.

    `readings` are in order of happening.
    """
    own = judged(check, reading.value)
    if check.lookup is None or (own is not None and own[2] is Severity.CRITICAL):
        return None if own is None else (own, reading.seq)
    other = _value_of(check.lookup, _in_force_beside(check.lookup, reading, readings))
    if other is None or not isinstance(reading.value, Setpoint):
        return None
    verdict = _looked_up(check.lookup, reading.value, other[0])
    return None if verdict is None else (verdict, max(reading.seq, other[1]))


def _looked_up(lookup: Lookup, value: Setpoint, other: Setpoint) -> Verdict | None:
    severity = Severity.CRITICAL if lookup.critical else Severity.MAJOR
    critical = "critical " if lookup.critical else ""
    row = lookup.row(other)
    if row is None:
        last = _beside(lookup, lookup.rows[-1][0])
        return f"{critical}{lookup}", f"{_beside(lookup, other)} is beyond the last row, {last}", severity
    limits = lookup.limits(row[1])
    off = outside(limits, value)
    if off is None:
        return None
    by_row = "" if other == row[0] else f" (row {_beside(lookup, row[0])})"
    return f"{critical}{ends_text(limits)} at {_beside(lookup, other)}{by_row}", off, severity


def _beside(lookup: Lookup, value: Setpoint) -> str:
    """`pH 3.14`, `room temperature 21 °C`: the unit left out where the measure is called like it."""
    measure = lookup.of[1]
    return f"{measure} {plain(value.value) if value.symbol == measure else value}"


def too_far_apart(apart: Apart, reading: Reading, readings: Iterable[Reading]) -> tuple[Reading, Span] | None:
    """The other reading and the distance, where that is more than allowed."""
    other = other_reading(apart.of, reading.part, readings)
    if other is None or not isinstance(other.value, Setpoint) or not isinstance(reading.value, Setpoint):
        return None
    value, beside = reading.value, other.value
    if value.dimension != beside.dimension or value.dimension != apart.at_most.dimension:
        return None
    high, low = (value, beside) if value > beside else (beside, value)
    distance = high.minus(low).to(apart.at_most.unit)
    return (other, Span(shown(distance.value), distance.unit)) if distance > apart.at_most else None


class _Board:
    """What is read at each moment of a log, in order of recording."""

    __slots__ = ("_moment", "_out", "_said", "_undone", "_voids")

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._moment = moment_of(entries)
        self._said: dict[int, tuple[int, float, Reading]] = {}
        self._out: set[int] = set()
        self._voids: dict[int, int] = {}
        self._undone: dict[int, int] = {}

    def take(self, entry: Entry) -> None:
        """Take one entry into account."""
        target = entry.supersedes
        if entry.kind is Kind.UNDO and target is not None:
            self._out.add(target)
            self._undone[entry.seq] = target
        elif entry.kind is Kind.REDO and target is not None:
            self._out.discard(self._undone.get(target, -1))
        elif entry.kind is Kind.VOID and target is not None:
            self._voids[entry.seq] = self._root(target)
        elif entry.kind in (Kind.READ, Kind.CORRECT) and isinstance(entry.value, Setpoint | str):
            root = entry.seq if target is None else self._root(target)
            reading = Reading(
                entry.seq, entry.step, entry.name or "", entry.value, entry.happened_at, entry.lot
            )
            self._said[entry.seq] = (root, self._moment(entry), reading)

    def _root(self, seq: int) -> int:
        return self._said[seq][0] if seq in self._said else seq

    def standing(self) -> list[Reading]:
        """The readings in force now, in order of happening."""
        voided = {root for seq, root in self._voids.items() if seq not in self._out}
        newest = {
            root: (moment, reading)
            for seq, (root, moment, reading) in self._said.items()
            if not {seq, root} & self._out and root not in voided
        }
        return [reading for _, reading in sorted(newest.values(), key=itemgetter(0))]


def critical_in_turn(checks: Checks, entries: Sequence[Entry]) -> list[int]:
    """The entries with which something critical was known for the first time, whatever became of it since."""
    board, found = _Board(entries), []
    known: set[tuple[int, int]] = set()
    for entry in entries:
        if entry.kind is not Kind.READ and entry.kind not in TAKES_BACK:
            continue
        board.take(entry)
        now = set(_critical(checks, board.standing()))
        if now - known:
            found.append(entry.seq)
        known |= now
    return found


def _critical(checks: Checks, readings: Sequence[Reading]) -> Iterator[tuple[int, int]]:
    """Each reading that is critical, and the entry that shows it."""
    for reading in readings:
        check = checks.get((reading.step, reading.measure))
        found = judged_beside(check, reading, readings) if check else None
        if found is not None and found[0][2] is Severity.CRITICAL:
            yield reading.seq, found[1]
