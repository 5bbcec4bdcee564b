"""What goes in comes out: decimals, offsets, letters, plans, in the order of the record."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recipekeeper.batch.model import Disposition, Draft, Entry, Kind, State
from recipekeeper.errors import Conflict, RecipekeeperError, Unreadable
from recipekeeper.formula.model import Status
from recipekeeper.quantity import Amount, Setpoint
from recipekeeper.store import Act, Store, verify
from recipekeeper.store.texts import time_of, time_text
from tests.store.kit import NOON, fill, log, plan, soap, start

exact = st.decimals(-(10**12), 10**12, allow_nan=False, allow_infinity=False)
values = st.one_of(
    st.none(),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30),
    st.builds(Amount, exact, st.sampled_from(["g", "lb", "cup_us", "bar"])),
    st.builds(Setpoint, exact, st.sampled_from(["degC", "pH", "SG", ""])),
)
moments = st.datetimes(
    datetime(1900, 1, 1),  # noqa: DTZ001 - the offset is drawn beside it
    datetime(2200, 1, 1),  # noqa: DTZ001
    timezones=st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes))),
)
drafts = st.lists(
    st.builds(
        Draft,
        batch=st.just("SOAP-1"),
        kind=st.sampled_from([Kind.WEIGH, Kind.READ, Kind.NOTE, Kind.CORRECT]),
        happened_at=st.none() | moments,
        value=values,
        lot=st.none() | st.sampled_from(["OO-2509", "Größe ½", "批号"]),
        supersedes=st.none() | st.integers(0, 2**31 - 1),
        imported=st.booleans(),
        by=st.none() | st.sampled_from(["Zoë", "Ana"]),
    ),
    min_size=1,
    max_size=5,
)


def test_a_store_that_is_not_there_is_empty(store: Store) -> None:
    with store.read() as reading:
        assert reading.codes() == []
        assert reading.cards() == []
        assert reading.plan("SOAP-1") is None
        assert reading.entries("SOAP-1") == []
        assert reading.head() == ""
    assert not store.exists
    assert verify(store).ok


def test_looking_makes_no_file(store: Store) -> None:
    assert not store.exists
    assert store.location.path is None or list(store.location.path.parent.iterdir()) == []


def test_whoever_makes_the_store_is_told(store: Store) -> None:
    told: list[str] = []
    store.on_made = told.append
    fill(store)
    assert told == [store.shown]
    assert store.made_now


def test_a_version_comes_back_with_its_status_and_its_maker(store: Store) -> None:
    fill(store)
    with store.read() as reading:
        (version,) = reading.versions("SOAP")
        assert reading.version("SOAP") == reading.version("SOAP", 1) == version
        assert reading.version("SOAP", 2) is None
        assert reading.all_versions() == [version]
    assert version.formula == soap()
    assert version.formula.document == soap().document
    assert (version.status, version.why, version.added_by) == (Status.RELEASED, "the first", "Ana")
    assert version.added_at == version.released_at == NOON


def test_the_newest_status_of_a_version_counts(store: Store) -> None:
    fill(store)
    with store.write(by="Ana", at=NOON + timedelta(days=9)) as act:
        assert act.add_version(replace(soap(), name="again")) == 2
        act.set_status("SOAP", 1, Status.RETIRED, "too soft")
    with store.read() as reading:
        first, second = reading.versions("SOAP")
    assert (first.status, first.released_at) == (Status.RETIRED, NOON)
    assert (second.status, second.released_at) == (Status.DRAFT, None)


def test_a_plan_and_its_log_come_back_as_they_went_in(store: Store) -> None:
    fill(store)
    with store.read() as reading:
        assert reading.plan("SOAP-1") == plan("SOAP-1")
        entries = reading.entries("SOAP-1")
    assert [(entry.id, entry.seq, entry.by) for entry in entries] == [
        ("A-1", 0, "Ana"),
        ("A-3", 1, "Ana"),
        ("A-4", 2, "Ana"),
        ("A-5", 3, "Ana"),
        ("B-1", 4, "Bo"),
        ("B-2", 5, "Bo"),
    ]
    assert str(entries[2].value.value if isinstance(entries[2].value, Amount) else None) == "1050.0"
    assert entries[3].value == "smells of almonds — ½ °C"
    assert entries[4].recorded_at.utcoffset() == timedelta(hours=1)


def test_the_past_of_a_formula_is_read_at_once_in_order_of_beginning(store: Store) -> None:
    fill(store)
    with store.read() as reading:
        pasts = reading.pasts("SOAP")
        assert pasts == [
            (plan("SOAP-1"), tuple(reading.entries("SOAP-1"))),
            (plan("SOAP-2"), tuple(reading.entries("SOAP-2"))),
        ]
        assert reading.pasts("SAUCE") == []


def test_cards_show_what_the_log_says(store: Store) -> None:
    fill(store)
    with store.read() as reading:
        first, second = reading.cards(state=State.RUNNING)
        assert reading.cards(state=State.VOID) == reading.cards(formula="SAUCE") == []
    assert (first.batch, first.disposition, first.started_at) == ("SOAP-1", Disposition.NONE, NOON)
    assert second.started_at == NOON + timedelta(days=1)


def test_the_newest_setting_counts_and_the_old_one_stays_on_record(store: Store) -> None:
    fill(store)
    with store.write(by="Ana", at=NOON) as act:
        act.set("units", "us")
        assert act.setting("units") == "us"
    with store.read() as reading:
        assert reading.settings() == {"units": "us"}
        assert reading.setting("paper") is None


def test_every_change_is_an_act_that_says_who_and_why(store: Store) -> None:
    fill(store)
    with store.read() as reading:
        acts = reading.acts()
        assert reading.acts(newest=1)[0] in acts
    assert [act.id for act in acts] == ["A-1", "A-2", "A-3", "A-4", "A-5", "B-1"]
    assert (acts[0].by, acts[0].command, acts[0].why) == ("Ana", "rk formula add", "the first")
    assert acts[1].previous == acts[0].digest
    assert acts[5].previous == ""


def test_an_act_that_changes_nothing_leaves_no_trace(store: Store) -> None:
    with store.write(by="Ana", at=NOON) as act:
        assert act.codes() == []
    assert not store.exists


def test_a_refusal_takes_back_everything_of_its_act(store: Store) -> None:
    fill(store)
    with store.read() as reading:
        head = reading.head()
    act = store.write(by="Ana", at=NOON)
    with pytest.raises(Conflict, match="SOAP-1 already"), act:
        _change_units_and_start_again(act)
    with store.read() as reading:
        assert reading.setting("units") == "metric"
        assert reading.head() == head


def _change_units_and_start_again(act: Act) -> None:
    act.set("units", "uk")
    start(act, "SOAP-1")


def test_a_refused_first_act_makes_no_store(store: Store) -> None:
    with pytest.raises(Unreadable), store.write(by="Ana", at=NOON) as act:
        act.set("units", "half a letter: \ud800")
    assert not store.exists
    assert not store.made_now


def test_a_zero_byte_is_refused_and_not_cut_off(store: Store) -> None:
    fill(store)
    with pytest.raises(Unreadable, match="zero byte"):
        log(store, [Draft("SOAP-1", Kind.NOTE, value="before\0after")])


def test_a_command_line_of_odd_bytes_is_still_recorded(store: Store) -> None:
    with store.write(by="Ana", at=NOON, command="rk note caf\udce9") as act:
        act.set("units", "us")
    with store.read() as reading:
        assert reading.acts()[0].command == r"rk note caf\udce9"


def test_an_entry_for_no_batch_is_refused_whole(store: Store) -> None:
    fill(store)
    with pytest.raises(RecipekeeperError), store.write(by="Ana", at=NOON) as act:
        act.add_entry(Draft("SOAP-9", Kind.NOTE, value="lost"))
    assert verify(store).ok


def test_a_look_does_not_see_what_is_written_meanwhile(store: Store) -> None:
    fill(store)
    with store.read() as reading:
        before = reading.entries("SOAP-1")
        log(store, [Draft("SOAP-1", Kind.NOTE, value="later")])
        assert reading.entries("SOAP-1") == before


@given(drafts=drafts)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_entry_comes_back_exactly(store: Store, drafts: list[Draft]) -> None:
    if not store.exists:
        fill(store)
    with store.write(by="Ana", at=NOON) as act:
        written = act.add_entries(drafts)
    with store.read() as reading:
        read = reading.entries("SOAP-1")[-len(drafts) :]
    assert read == written
    assert [_to_the_letter(entry) for entry in read] == [_to_the_letter(entry) for entry in written]


def _to_the_letter(entry: Entry) -> tuple[str, timedelta | None]:
    """What equality passes over: idle zeros, and who reads which clock."""
    return repr(entry.value), entry.happened_at.utcoffset() if entry.happened_at else None


@given(moment=moments)
def test_a_time_comes_back_with_its_offset_and_sorts_as_it_happened(moment: datetime) -> None:
    back = time_of(*time_text(moment))
    assert back == moment
    assert back.utcoffset() == moment.utcoffset()
    later = moment + timedelta(microseconds=1)
    assert time_text(moment)[0] < time_text(later.astimezone(UTC))[0]


def test_a_time_without_offset_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="no offset"):
        time_text(NOON.replace(tzinfo=None))


def test_decimals_keep_their_zeros(store: Store) -> None:
    fill(store)
    amount = Amount(Decimal("0.1000000000000000055511151231257827"), "g")
    (entry,) = log(store, [Draft("SOAP-1", Kind.WEIGH, NOON, name="olive oil", value=amount)])
    with store.read() as reading:
        assert reading.entries("SOAP-1")[-1] == entry
