"""Which batches a comparison is given: those that count, nearest in time; and what counts, the logs say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count

import pytest
from hypothesis import example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from recipekeeper.batch.fold import fold
from recipekeeper.batch.model import BatchRecord, Draft, Kind
from recipekeeper.batch.record import record
from recipekeeper.formula.model import Status
from recipekeeper.quantity import read_setpoint
from recipekeeper.store import Act, Store, open_store
from recipekeeper.trace.tracing import is_bad
from tests.batch.bench import plan
from tests.store.kit import NOON

FINISHED_GOOD = (Draft("", Kind.FINISH), Draft("", Kind.OUTCOME, value="good"))
CRITICAL = Draft("", Kind.READ, step="combine", name="oil temperature", value=read_setpoint("31 degC"))
SAID = (
    Draft("", Kind.FINISH),
    Draft("", Kind.OUTCOME, value="good"),
    Draft("", Kind.OUTCOME, value="bad"),
    Draft("", Kind.HOLD, why="smells"),
    Draft("", Kind.RELEASE),
    Draft("", Kind.REJECT, why="weeps"),
    Draft("", Kind.RESOLVE, name="D1", value="warmed it", why="cold oil"),
    Draft("", Kind.BATCH_VOID, why="never made"),
    CRITICAL,
    replace(CRITICAL, value=read_setpoint("43 degC")),
)
"""Whatever decides, or seems to decide, what a batch counts as."""


def take_backs(last: int) -> st.SearchStrategy[Draft]:
    """An undo, redo, void or correction of one of the entries until then."""
    drafts = [Draft("", kind) for kind in (Kind.UNDO, Kind.REDO, Kind.VOID)]
    drafts += [Draft("", Kind.CORRECT, value=value, why="slip") for value in ("good", "bad")]
    drafts.append(replace(CRITICAL, kind=Kind.CORRECT, why="misread"))
    return st.builds(
        lambda draft, seq: replace(draft, supersedes=seq), st.sampled_from(drafts), st.integers(1, last)
    )


@st.composite
def decisions(draw: st.DrawFn) -> list[Draft]:
    """What was said of a batch after its start, some of it taken back."""
    said = draw(st.lists(st.sampled_from(SAID), min_size=1, max_size=4))
    if draw(st.booleans()):
        said.insert(0, Draft("", Kind.FINISH))
    for _ in range(draw(st.integers(0, 3))):
        said.append(draw(take_backs(len(said))))
    return said


def released(store: Store) -> Store:
    with store.write(by="Ana", at=NOON) as act:
        number = act.add_version(plan().formula)
        act.set_status("SOAP", number, Status.RELEASED)
    return store


def make(
    act: Act, batch: str, at: datetime | None, said: list[Draft] | tuple[Draft, ...], *, trial: bool = False
) -> BatchRecord:
    """A batch with its start and these entries, and its card."""
    frozen = replace(plan(), batch=batch, trial=trial)
    act.add_batch(frozen)
    drafts = [Draft(batch, Kind.START, at, value=frozen.scaled.yields)]
    drafts += [replace(draft, batch=batch, happened_at=at) for draft in said]
    made = record(frozen, act.add_entries(drafts))
    act.keep_card(batch, made.state)
    return made


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store that goes on growing."""
    return released(open_store(str(tmp_path_factory.mktemp("shelf") / "store.db"), station="A"))


_numbers = count(1)


FINISH, GOOD, BAD, HOLD, RELEASE, _reject, RESOLVE = SAID[:7]
NAMED = {
    "an outcome counts on hold too": [FINISH, HOLD, BAD],
    "a critical reading holds": [FINISH, CRITICAL],
    "a hold that was resolved and released is none": [FINISH, CRITICAL, RESOLVE, RELEASE],
    "an outcome that was corrected": [
        FINISH,
        GOOD,
        replace(BAD, kind=Kind.CORRECT, supersedes=2, why="slip"),
    ],
    "an outcome on hold that was voided": [FINISH, HOLD, BAD, Draft("", Kind.VOID, supersedes=3, why="slip")],
    "an outcome on hold that was undone": [FINISH, HOLD, BAD, Draft("", Kind.UNDO, supersedes=3)],
    "a finish that was undone": [FINISH, GOOD, Draft("", Kind.UNDO, supersedes=1)],
}


def among_named(test: Callable[..., None]) -> Callable[..., None]:
    """The same test, which first looks at the cases that have a name."""
    for said in NAMED.values():
        test = example(said=said, trial=False)(test)
    return test


@among_named
@given(said=decisions(), trial=st.sampled_from([False, False, False, True]))
@hypothesis_settings(max_examples=60)
def test_a_batch_is_compared_when_its_log_says_good_or_bad(
    shelf: Store, said: list[Draft], *, trial: bool
) -> None:
    with shelf.write(by="Ana", at=NOON) as act:
        made = make(act, f"SOAP-{next(_numbers)}", NOON, said, trial=trial)
        near = act.counted_near(plan(), NOON, most=1000)
    assert (made.plan.batch in near) == (is_bad(made) is not None)


DAYS = tuple(NOON + timedelta(days=day) for day in range(8))


@pytest.fixture
def a_week(store: Store) -> Store:
    """A batch without a time of beginning, then eight good ones on as many days, and those that never count."""
    with released(store).write(by="Ana", at=NOON) as act:
        for day, at in reversed(list(enumerate(DAYS))):
            make(act, f"DAY-{day}", at, FINISHED_GOOD)
        make(act, "UNDATED", None, FINISHED_GOOD)
        make(act, "RUNNING", NOON, [])
        make(act, "TRIAL", NOON, FINISHED_GOOD, trial=True)
        make(act, "VOID", NOON, [*FINISHED_GOOD, Draft("", Kind.BATCH_VOID, why="never made")])
        make(act, "HELD", NOON, [CRITICAL, Draft("", Kind.FINISH)])
    return store


@pytest.mark.parametrize(
    ("asked", "began", "found"),
    [
        ("DAY-7", DAYS[7], "DAY-3 DAY-4 DAY-5 DAY-6"),
        ("DAY-4", DAYS[4], "DAY-2 DAY-3 DAY-5 DAY-6"),
        ("DAY-0", DAYS[0], "UNDATED DAY-1 DAY-2 DAY-3"),
        ("UNDATED", None, "DAY-0 DAY-1 DAY-2 DAY-3"),
        ("DAY-6", DAYS[6], "DAY-3 DAY-4 DAY-5 DAY-7"),
    ],
)
def test_the_batches_that_began_nearest_are_compared_half_of_them_later(
    a_week: Store, asked: str, began: datetime | None, found: str
) -> None:
    with a_week.read() as reading:
        assert reading.counted_near(replace(plan(), batch=asked), began, most=4) == found.split()


def test_with_few_batches_all_that_count_are_compared(a_week: Store) -> None:
    with a_week.read() as reading:
        near = reading.counted_near(replace(plan(), batch="DAY-3"), DAYS[3], most=100)
        assert near == ["UNDATED", "DAY-0", "DAY-1", "DAY-2", "DAY-4", "DAY-5", "DAY-6", "DAY-7"]
        assert reading.pasts_of(near[1:3]) == [
            (reading.plan(code), tuple(reading.entries(code))) for code in ("DAY-0", "DAY-1")
        ]


def test_a_card_that_was_tampered_with_makes_no_good_batch_bad(a_week: Store) -> None:
    with a_week.write(by="Ana", at=NOON) as act:
        act.connection.exec_driver_sql("UPDATE batch_card SET outcome = 'bad' WHERE batch = 'DAY-5'")
        act.connection.exec_driver_sql("UPDATE batch_card SET state = 'finished' WHERE batch = 'RUNNING'")
        near = act.counted_near(replace(plan(), batch="DAY-6"), DAYS[6], most=100)
        pasts = {frozen.batch: (frozen, log) for frozen, log in act.pasts_of(near)}
    counted_as = {
        code: is_bad(BatchRecord(frozen, log, fold(frozen, log), ())) for code, (frozen, log) in pasts.items()
    }
    assert (counted_as["DAY-5"], counted_as["RUNNING"]) == (False, None)


def test_more_batches_than_one_statement_names_are_read(
    a_week: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("recipekeeper.store.reading._AT_ONCE", 2)
    with a_week.read() as reading:
        assert [frozen.batch for frozen, _ in reading.pasts("SOAP", most=None)][-3:] == [
            "DAY-5",
            "DAY-6",
            "DAY-7",
        ]
