"""How each step went: begun, paused, ended, skipped; how long, after what wait, in what order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise

from recipekeeper.batch.model import Entry, Kind, Plan, StepRun, StepState

_Moment = tuple[datetime, int]
"""When something happened, and the entry that says so."""


@dataclass(slots=True)
class _Course:
    """One step while the log is being read."""

    state: StepState = StepState.OPEN
    began_at: datetime | None = None
    ended_at: datetime | None = None
    first_seq: int | None = None
    began_seq: int | None = None
    ended_seq: int | None = None
    running_since: datetime | None = None
    paused_since: datetime | None = None
    seconds: int | None = 0
    paused_seconds: int = 0
    backwards: bool = False
    equipment: str | None = None
    recorded: bool = False
    why_skipped: str | None = None
    spans: list[tuple[int, int]] = field(default_factory=list)

    def read(self, entry: Entry) -> None:
        """Take one entry of this step into account."""
        self.recorded = self.recorded or entry.kind not in (Kind.SKIP, Kind.RESOLVE)
        match entry.kind:
            case Kind.BEGIN:
                self._begin(entry)
            case Kind.DONE:
                self._end(entry)
            case Kind.PAUSE if self.state is StepState.RUNNING:
                self.state, self.paused_since = StepState.PAUSED, entry.happened_at
            case Kind.RESUME if self.state is StepState.PAUSED:
                self._end_pause(entry.happened_at)
                self.state = StepState.RUNNING
            case Kind.SKIP:
                self.state, self.why_skipped = StepState.SKIPPED, entry.why
            case Kind.EQUIPMENT:
                self.equipment = str(entry.value)
            case _:
                pass

    def _begin(self, entry: Entry) -> None:
        if self.began_at is None and entry.happened_at is not None:
            self.began_at, self.first_seq = entry.happened_at, entry.seq
        if self.ended_seq is not None and entry.seq < self.ended_seq:
            # Recorded before its end and yet later by the clock: the clock went back in between.
            self.backwards, self.seconds = True, None
            return
        self.state = StepState.RUNNING
        self.began_seq = entry.seq
        self.running_since = entry.happened_at

    def _end(self, entry: Entry) -> None:
        self._end_pause(entry.happened_at)
        self.state = StepState.DONE
        self.ended_at, self.ended_seq = entry.happened_at, entry.seq
        if self.began_seq is not None:
            self.spans.append((self.began_seq, entry.seq))
        if self.running_since is None or entry.happened_at is None or self.seconds is None:
            self.seconds = None
            return
        elapsed = round((entry.happened_at - self.running_since).total_seconds())
        if elapsed < 0:
            self.backwards = True
        self.seconds += elapsed
        self.running_since = None

    def _end_pause(self, at: datetime | None) -> None:
        if self.paused_since is None:
            return
        if at is None or self.seconds is None:
            self.seconds = None
        else:
            pause = round((at - self.paused_since).total_seconds())
            self.paused_seconds += pause
            self.seconds -= pause
        self.paused_since = None

    @property
    def start(self) -> _Moment | None:
        """When it was begun first, and the entry that says so."""
        return _moment(self.began_at, self.first_seq)

    @property
    def end(self) -> _Moment | None:
        """When it was ended last, and the entry that says so."""
        return _moment(self.ended_at, self.ended_seq)

    def holds_any(self, seqs: Sequence[int]) -> bool:
        """Whether one of these entries was recorded between a begin of the step and its end."""
        return any(low < seq <= high for low, high in self.spans for seq in seqs)

    @property
    def lasted(self) -> int | None:
        """Seconds at work, once it has ended and both ends are known."""
        if self.state is not StepState.DONE or self.seconds is None or self.seconds < 0:
            return None
        return self.seconds


def _moment(at: datetime | None, seq: int | None) -> _Moment | None:
    return None if at is None or seq is None else (at, seq)


def step_runs(plan: Plan, counted: Sequence[Entry], recorded: Sequence[Entry]) -> tuple[StepRun, ...]:
    """Every step of the plan as it went. `counted` is in order of happening, `recorded` the whole log."""
    courses = {step.name: _Course() for step in plan.formula.steps}
    used_at = {line.name: line.step for line in plan.scaled.lines}
    for entry in counted:
        # A past record may weigh without naming the step; who weighed for a step did it.
        step = used_at.get(entry.name or "") if entry.kind is Kind.WEIGH and not entry.step else entry.step
        if step in courses:
            courses[step].read(entry)
    set_back = _clock_set_back(recorded)
    in_order = list(courses.values())
    ends = sorted((course.ended_at, place) for place, course in enumerate(in_order) if course.ended_at)
    endless = [
        (course, place)
        for place, course in enumerate(in_order)
        if course.recorded and course.state is not StepState.SKIPPED and course.ended_at is None
    ]
    runs = []
    for position, (name, course) in enumerate(courses.items()):
        runs.append(
            StepRun(
                name=name,
                state=course.state,
                began_at=course.began_at,
                ended_at=course.ended_at,
                seconds=course.lasted,
                paused_seconds=course.paused_seconds,
                clock_doubtful=course.backwards or bool(set_back and course.holds_any(set_back)),
                equipment=course.equipment,
                recorded=course.recorded,
                wait_seconds=_wait(position, course.began_at, ends, endless),
                out_of_order=_out_of_order(position, in_order, set_back),
                why_skipped=course.why_skipped,
            )
        )
    return tuple(runs)


def _clock_set_back(recorded: Sequence[Entry]) -> list[int]:
    """The entries at which the clock of the recording stood earlier than at the entry before."""
    return [entry.seq for before, entry in pairwise(recorded) if entry.recorded_at < before.recorded_at]


def _wait(
    position: int,
    began: datetime | None,
    ends: Sequence[tuple[datetime, int]],
    endless: Sequence[tuple[_Course, int]],
) -> int | None:
    """Seconds from the end of the step that was done last before this one, in time, to its begin.

    Unknown where either is not noted: also where a step was begun in between and has no end of its own, or
    where one with entries but without times may lie between. `ends` are in order of time.
    """
    if began is None:
        return None
    ended = next((end for end in reversed(ends) if end[0] <= began and end[1] != position), None)
    if ended is None:
        return None
    last, before = ended
    for other, index in endless:
        if other.began_at is None and before < index < position:
            return None
        if other.began_at is not None and (last, before) <= (other.began_at, index) < (began, position):
            return None
    return round((began - last).total_seconds())


def _out_of_order(position: int, courses: list[_Course], set_back: Sequence[int]) -> bool | None:
    """Whether it was begun before its predecessor in the formula: by the starts, else by the ends.

    Unknown where neither is noted, and where the clock went back between the two that are compared.
    """
    if position == 0:
        return None
    course, predecessor = courses[position], courses[position - 1]
    own, before = course.start, predecessor.start
    if own is None or before is None:
        own, before = course.end, predecessor.end
    if own is None or before is None or (set_back and _is_contradicted(own, before, set_back)):
        return None
    return own[0] < before[0]


def _is_contradicted(one: _Moment, other: _Moment, set_back: Sequence[int]) -> bool:
    """Whether what was recorded later happened earlier by a clock that was set back in between."""
    (early, first), (late, last) = sorted((one, other), key=lambda moment: moment[1])
    return late < early and any(first < seq <= last for seq in set_back)
