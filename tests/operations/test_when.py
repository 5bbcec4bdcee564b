from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recipekeeper.errors import QuantityError
from recipekeeper.operations.when import read_since, read_when

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 21, 14, 30, 20, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-20 14:10", "2026-11-20T14:10:00+01:00"),
        ("2026-11-20T14:10", "2026-11-20T14:10:00+01:00"),
        ("2026-11-20 14:10:05", "2026-11-20T14:10:05+01:00"),
        ("2026-11-20 9:05", "2026-11-20T09:05:00+01:00"),
        ("2026-11-20T14:10+05:30", "2026-11-20T14:10:00+05:30"),
        ("2026-11-20 14:10 -0800", "2026-11-20T14:10:00-08:00"),
        ("2026-11-20T13:10Z", "2026-11-20T13:10:00+00:00"),
        ("14:10", "2026-11-21T14:10:00+01:00"),
        (" 9:05 ", "2026-11-21T09:05:00+01:00"),
        ("14:31", "2026-11-20T14:31:00+01:00"),
        ("yesterday 14:10", "2026-11-20T14:10:00+01:00"),
        ("Yesterday 14:10", "2026-11-20T14:10:00+01:00"),
        ("-25 min", "2026-11-21T14:05:20+01:00"),
        ("-1h30", "2026-11-21T13:00:20+01:00"),
        ("-2 d", "2026-11-19T14:30:20+01:00"),
    ],
)
def test_a_moment_is_read_as_a_maker_types_it(text: str, moment: str) -> None:
    assert read_when(text, NOW).isoformat() == moment


@pytest.mark.parametrize(
    "text",
    [
        "",
        "now-ish",
        "25:10",
        "14:60",
        "2026-13-01 10:00",
        "2026-02-30 10:00",
        "2026-11-20",
        "14",
        "1410",
        "2 pm",
        "-",
        "-25",
        "-25 g",
        "−25 min",
        "tomorrow 10:00",
        "2026-11-20 14:10+25:00",
        "-999999 d",
        "١٤:١٠",
        "x" * 5000,
    ],
)
def test_what_is_no_moment_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(QuantityError) as refused:
        read_when(text, NOW)
    assert 'Write "' in refused.value.message
    assert len(refused.value.message) < 300


def test_a_moment_before_the_clocks_changed_keeps_the_offset_of_its_own_day() -> None:
    morning_after = datetime(2026, 10, 25, 8, 0, tzinfo=BERLIN)
    assert read_when("-12 h", morning_after).isoformat() == "2026-10-24T21:00:00+02:00"
    assert read_when("yesterday 21:00", morning_after).isoformat() == "2026-10-24T21:00:00+02:00"
    assert read_when("22:00", morning_after).isoformat() == "2026-10-24T22:00:00+02:00"


def test_a_day_alone_begins_at_its_midnight_where_a_search_begins() -> None:
    assert read_since("2026-11-20", NOW).isoformat() == "2026-11-20T00:00:00+01:00"
    assert read_since("2026-11-20 14:10", NOW).isoformat() == "2026-11-20T14:10:00+01:00"
    assert read_since("-2 d", NOW) == read_when("-2 d", NOW)


def test_a_time_that_the_clocks_showed_twice_asks_for_the_offset() -> None:
    after = datetime(2026, 10, 25, 8, 0, tzinfo=BERLIN)
    with pytest.raises(QuantityError, match=r'twice.*"2026-10-25T02:30\+02:00" or "2026-10-25T02:30\+01:00"'):
        read_when("2026-10-25 02:30", after)
    assert read_when("2026-10-25T02:30+02:00", after).isoformat() == "2026-10-25T02:30:00+02:00"
    assert read_when("02:30", after).isoformat() == "2026-10-25T02:30:00+01:00"


def test_between_the_two_the_latest_that_is_not_to_come_is_the_first() -> None:
    first_half_past_two = datetime(2026, 10, 25, 2, 45, tzinfo=BERLIN, fold=0)
    assert read_when("02:30", first_half_past_two).isoformat() == "2026-10-25T02:30:00+02:00"


def test_a_time_that_the_clocks_never_showed_is_refused() -> None:
    with pytest.raises(QuantityError, match="never was"):
        read_when("2026-03-29 02:30", datetime(2026, 3, 29, 8, 0, tzinfo=BERLIN))
    with pytest.raises(QuantityError, match="never was"):
        read_when("yesterday 02:30", datetime(2026, 3, 30, 8, 0, tzinfo=BERLIN))
    the_day_before = read_when("02:30", datetime(2026, 3, 29, 8, 0, tzinfo=BERLIN))
    assert the_day_before.isoformat() == "2026-03-28T02:30:00+01:00"


@pytest.fixture
def computer_in_berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if not hasattr(time, "tzset"):
        pytest.skip("this system has no way to set the zone of one process")
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("computer_in_berlin")
def test_the_zone_of_the_computer_serves_a_now_that_knows_only_its_offset() -> None:
    assert os.environ["TZ"] == "Europe/Berlin"
    now = datetime(2026, 10, 25, 8, 0).astimezone()
    assert isinstance(now.tzinfo, timezone)
    assert read_when("-12 h", now).isoformat() == "2026-10-24T21:00:00+02:00"
    assert read_when("22:00", now).isoformat() == "2026-10-24T22:00:00+02:00"
    with pytest.raises(QuantityError, match="twice"):
        read_when("2026-10-25 02:30", now)


@given(
    now=st.datetimes(datetime(2000, 1, 2), datetime(2100, 1, 1), timezones=st.just(BERLIN)),  # noqa: DTZ001
    of_day=st.times(),
)
def test_a_time_of_day_is_never_in_the_future_and_at_most_a_day_and_the_changed_hour_ago(
    now: datetime, of_day: object
) -> None:
    moment = read_when(f"{of_day:%H:%M}", now)
    elapsed = now.astimezone(UTC) - moment
    assert timedelta(0) <= elapsed < timedelta(hours=49)
    assert f"{moment:%H:%M}" == f"{of_day:%H:%M}"
