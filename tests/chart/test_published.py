"""Data sets that others have printed, with their limits, to the digits that they print."""

from __future__ import annotations

from fractions import Fraction
from math import sqrt

import pytest

from recipekeeper.chart.baseline import Baseline
from recipekeeper.chart.capability import about_target, capability, indices
from recipekeeper.chart.charting import Asked
from recipekeeper.chart.constants import D2, D4, E2
from recipekeeper.chart.limits import individuals, moving_averages
from recipekeeper.chart.model import Form, Specification
from tests.chart.kit import charted, numbers, rules

FLOW = "49.6 47.6 49.9 51.3 47.8 51.2 52.6 52.4 53.6 52.1"
"""NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2: flow rate of ten batches."""
HANDBOOK = "110 103 97 96 105 110 100 93 90 103 97 103 90 97 99 106 90 96 109 90 91 108 96 101 96"
"""Pyzdek, Handbook for Quality Management, table 9.4."""
WAFERS = "16 14 28 16 12 20 10 12 10 17 19 17 14 16 15 13 14 16 11 20 11 19 16 31 13"
"""NIST/SEMATECH 6.3.3.1: defects on 25 wafers."""
CANS = "12 15 8 10 4 7 16 9 14 10 5 6 17 12 22 8 10 5 13 11 20 18 24 15 9 12 7 13 9 6"
"""Montgomery, Introduction to Statistical Quality Control, 7.2: orange juice cans that leak, of 50 each."""
AVERAGED = (
    "52.0 47.0 53.0 49.3 50.1 47.0 51.0 50.1 51.2 50.5 49.6 47.6 49.9 51.3 47.8 51.2 52.6 52.4 53.6 52.1"
)
"""NIST/SEMATECH 6.3.2.4, with its averages for lambda 0.3 from 50 on."""
AVERAGES = (
    "50.60 49.52 50.56 50.18 50.16 49.21 49.75 49.85 50.26 50.33 "
    "50.11 49.36 49.52 50.05 49.38 49.92 50.73 51.23 51.94 51.99"
)


def test_the_constants_are_those_of_the_tables() -> None:
    assert (float(D2), float(D4), round(float(E2), 2)) == (1.128, 3.267, 2.66)


def test_the_flow_rate_of_nist_has_the_limits_that_nist_prints() -> None:
    chart = charted(FLOW)
    now = chart.current
    assert now is not None
    assert now.center == 50.81
    assert f"{now.range_center:.4f}" == "1.8778"
    assert (f"{now.upper:.4f}", f"{now.lower:.4f}") == ("55.8041", "45.8159")
    assert (f"{now.range_upper:.4f}", f"{now.sigma:.5f}") == ("6.1347", "1.66470")
    moved = [point.moving_range for point in chart.points]
    assert moved == [None, 2.0, 2.3, 1.4, 3.5, 3.4, 1.4, 0.2, 1.2, 1.5]
    assert chart.signals == chart.steps == ()


def test_the_values_of_the_handbook_have_its_mean_and_its_mean_range() -> None:
    found = individuals(numbers(HANDBOOK))
    assert (float(found.center), f"{float(found.mean_range):.4f}") == (99.04, "8.1667")
    assert f"{float(found.range_upper):.4f}" == "26.6805"
    assert charted(HANDBOOK).signals == ()


def test_the_wafers_of_nist_have_16_defects_and_limits_4_and_28_and_one_is_above() -> None:
    chart = charted(WAFERS, counted=True)
    now = chart.current
    assert now is not None
    assert (chart.form, now.center, now.lower, now.upper) == (Form.COUNT, 16.0, 4.0, 28.0)
    assert [(signal.rule, signal.points) for signal in chart.signals] == [("nelson-1", (24,))]


def test_the_leaking_cans_of_montgomery_have_his_limits_and_his_two_signals() -> None:
    chart = charted([each / 50 for each in numbers(CANS)], size=50)
    now = chart.current
    assert now is not None
    assert chart.form is Form.SHARE
    assert (f"{now.center:.4f}", f"{now.upper:.4f}", f"{now.lower:.4f}") == ("0.2313", "0.4102", "0.0524")
    beyond = [signal.points for signal in chart.signals if signal.rule == "nelson-1"]
    assert beyond == [(15,), (23,)]


def test_the_moving_averages_of_nist_are_those_it_prints() -> None:
    found = moving_averages(numbers(AVERAGED), Fraction(50), 2.0539, Fraction("0.3"), 3)
    assert [f"{each.value:.2f}" for each in found] == AVERAGES.split()
    # NIST's are the limits of a series without end, which these reach from below.
    assert found[-1].upper == pytest.approx(52.5884, abs=1e-4)
    assert found[-1].lower == pytest.approx(47.4115, abs=1e-4)
    assert found[0].upper == pytest.approx(50 + 3 * 0.3 * 2.0539)


def test_the_capability_of_nist_is_what_nist_prints() -> None:
    found = indices(16, 2, 8, 20)
    assert found.both == 1.0
    assert found.high is not None
    assert (f"{found.high:.4f}", f"{found.low:.4f}", f"{found.least:.4f}") == ("0.6667", "1.3333", "0.6667")
    assert f"{about_target(2, 16, 14, 8, 20):.4f}" == "0.7071"


@pytest.mark.parametrize(("mean", "sigma"), [(0.166, 0.0457), (0.250, 0.0292)])
def test_the_one_sided_capability_of_aiag_is_what_it_prints(mean: float, sigma: float) -> None:
    found = indices(mean, sigma, None, 0.40)
    assert (found.both, found.low, f"{found.least:.2f}") == (None, None, "1.71")


def test_capability_within_comes_from_moving_ranges_and_overall_from_all_values() -> None:
    found = capability(numbers("10 12 11 13 12"), Specification(Fraction(6), Fraction(16)))
    assert found.cpk == pytest.approx(4.4 / (3 * 1.5 / 1.128))
    assert found.ppk == pytest.approx(4.4 / (3 * sqrt(1.3)))


def test_one_baseline_of_the_cans_is_frozen_on_the_first_thirty_batches() -> None:
    improved = "9 6 12 5 6 4 6 3 7 6 2 4 3 6 5 4 8 5 6 7 5 6 3 5"  # his samples 31 to 54
    chart = charted(
        [each / 50 for each in numbers(f"{CANS} {improved}")], Asked(baseline=Baseline(30)), size=50
    )
    now = chart.current
    assert now is not None
    assert (now.base, now.n, f"{now.center:.4f}") == (30, 54, "0.2313")
    assert "nelson-2" in rules(chart)
