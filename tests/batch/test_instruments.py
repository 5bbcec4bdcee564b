"""When the check of an instrument is overdue or failed, from what happened to it and a time.

A pH meter is calibrated on each day of use and then shows a check buffer within ± 0.1 pH (wastewater101.net);
a thermometer is held in melting ice, within ± 0.5 °C.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recipekeeper.batch.instrument import (
    Added,
    Checked,
    Happening,
    Instrument,
    InstrumentEvent,
    Point,
    Retired,
    instruments,
    off_text,
)
from recipekeeper.quantity import read_setpoint, read_span
from tests.batch.bench import at


def point(showed: str, expected: str) -> Point:
    return Point(read_setpoint(showed), read_setpoint(expected))


def instrument(
    *checks: tuple[str, list[tuple[str, str]]],
    kind: str = "pH meter",
    every: str | None = "1 d",
    within: str | None = "0.1 pH",
) -> Instrument:
    """One that was added at 08:00, with the points of each check."""
    added = Added(kind, "bench", read_span(every) if every else None, read_span(within) if within else None)
    happened: list[tuple[str, Happening]] = [("08:00", added)]
    happened += [(clock, Checked(tuple(point(*pair) for pair in pairs))) for clock, pairs in checks]
    events = [InstrumentEvent("I-1", seq, at(clock), what) for seq, (clock, what) in enumerate(happened, 1)]
    (found,) = instruments(events)
    return found


GOOD = [("7.01 pH", "7.00 pH"), ("4.02 pH", "4.01 pH")]


def test_an_instrument_that_is_to_be_checked_and_never_was_is_overdue_from_the_first() -> None:
    new = instrument()
    assert new.is_overdue(at("08:00"))
    assert new.against(at("08:00")) == "never checked"
    assert instrument(every=None).against(at("+90 08:00")) is None


def test_a_check_is_good_for_its_time_and_not_a_minute_longer() -> None:
    meter = instrument(("08:10", GOOD))
    assert meter.due_at(at("09:00")) == at("+1 08:10")
    assert meter.against(at("+1 08:10")) is None
    assert meter.against(at("+1 08:11")) == "check overdue since 2026-11-22 08:10"


def test_what_was_checked_later_says_nothing_of_a_time_before() -> None:
    meter = instrument(("08:10", GOOD), ("+3 08:00", GOOD))
    assert meter.against(at("+2 12:00")) == "check overdue since 2026-11-22 08:10"
    assert meter.against(at("+3 08:01")) is None
    assert meter.against(at("08:05")) == "never checked"


def test_one_point_too_far_off_fails_the_check_and_is_named() -> None:
    meter = instrument(("08:10", [GOOD[0], ("4.31 pH", "4.01 pH")]))
    assert meter.has_failed(at("09:00"))
    assert meter.against(at("09:00")) == "failed its last check: showed 4.31 pH for 4.01 pH"


def test_both_are_said_where_both_are_so() -> None:
    meter = instrument(("08:10", [("4.31 pH", "4.01 pH")]))
    assert meter.against(at("+1 09:00")) == (
        "check overdue since 2026-11-22 08:10 and failed its last check: showed 4.31 pH for 4.01 pH"
    )


def test_after_calibration_a_check_that_passes_puts_it_right() -> None:
    meter = instrument(("08:10", [("4.31 pH", "4.01 pH")]), ("08:20", GOOD))
    assert meter.has_failed(at("08:15"))
    assert not meter.has_failed(at("08:20"))


@pytest.mark.parametrize(
    ("kind", "within", "showed", "expected", "passes"),
    [
        ("thermometer", "0.5 degC", "0.5 degC", "0 degC", True),
        ("thermometer", "0.5 degC", "-0.6 degC", "0 degC", False),
        ("thermometer", "1 degF", "0.5 degC", "0 degC", True),  # 0.9 °F
        ("thermometer", "1 degF", "32.9 degF", "0 degC", True),
        ("scale", "0.1 %", "500.5 g", "500 g", True),
        ("scale", "0.1 %", "500.6 g", "500 g", False),
        ("scale", "1 g", "0.4989 kg", "500 g", False),
        ("hydrometer", "0.001 SG", "1.001 SG", "1.000 SG", True),
        ("refractometer", "0.2 Brix", "0.3 Brix", "0 Brix", False),
    ],
)
def test_what_it_may_be_off_is_a_difference_or_a_part_of_what_was_expected(
    kind: str, within: str, showed: str, expected: str, passes: bool
) -> None:
    scale = instrument(("08:10", [(showed, expected)]), kind=kind, within=within)
    assert scale.has_failed(at("09:00")) is not passes


def test_where_nothing_says_how_near_is_near_enough_no_check_fails() -> None:
    meter = instrument(("08:10", [("9.00 pH", "4.01 pH")]), within=None)
    assert meter.passes(point("9.00 pH", "4.01 pH")) is None
    assert meter.against(at("09:00")) is None


@given(st.permutations(["08:10", "+1 08:00", "+2 08:00", "+4 08:00"]))
def test_checks_count_in_order_of_happening_whenever_they_are_recorded(clocks: list[str]) -> None:
    meter = instrument(*((clock, GOOD) for clock in clocks))
    assert [check.at for check in meter.checks] == sorted(at(clock) for clock in clocks)
    assert meter.against(at("+3 07:00")) is None
    assert meter.against(at("+3 09:00")) == "check overdue since 2026-11-24 08:00"


def test_a_retired_one_keeps_its_checks_and_the_reason() -> None:
    events = [
        InstrumentEvent("TH-1", 1, at("08:00"), Added("thermometer", "probe"), by="Ana"),
        InstrumentEvent("PH-1", 1, at("08:00"), Added("pH meter", "pHep")),
        InstrumentEvent("TH-1", 2, at("09:00"), Retired("glass cracked")),
    ]
    meter, thermometer = instruments(events)
    assert (thermometer.retired_at, thermometer.why_retired) == (at("09:00"), "glass cracked")
    assert (meter.code, meter.retired_at) == ("PH-1", None)


def test_how_far_off_is_said_with_its_sign_in_the_unit_of_the_standard() -> None:
    points = [point("4.02 pH", "4.01 pH"), point("99.8 g", "100 g"), point("0 degC", "0 degC")]
    assert [off_text(each.off) for each in points] == ["+0.01 pH", "−0.2 g", "0 °C"]
    assert off_text(point("0.5 kg", "499 g").off) == "+1 g"
