"""Data sets that others have printed, with their limits and signals, to every digit that they print.

NIST is the NIST/SEMATECH e-Handbook of Statistical Methods (doi 10.18434/M32189), by section. Montgomery is his
Introduction to Statistical Quality Control; qcc is the R package of Scrucca, version 3, whose vignette prints
his data sets with more digits than the book, which rounds on the way.
"""

from __future__ import annotations

from fractions import Fraction
from math import sqrt

import pytest

from recipekeeper.chart.baseline import Baseline
from recipekeeper.chart.capability import (
    about_target,
    capability,
    indices,
    interval_of_nearer,
    interval_of_spread,
)
from recipekeeper.chart.charting import Asked
from recipekeeper.chart.constants import D2, D4, E2
from recipekeeper.chart.limits import Share, moving_averages
from recipekeeper.chart.model import Chart, Form, Specification
from tests.chart.kit import charted, numbers, rules

FLOW = "49.6 47.6 49.9 51.3 47.8 51.2 52.6 52.4 53.6 52.1"
"""NIST 6.3.2.2: flow rate of ten batches."""
COSTS = "310 288 297 298 307 303 294 297 308 306 294 299 297 299 314 295 293 306 301 304"
LATER_COSTS = "305 282 305 296 314 295 287 301 298 311 310 292 305 299 304 310 304 305 333 328"
"""Montgomery, tables 6.6 and 6.7: cost of a mortgage application, weeks 1 to 20 and 21 to 40."""
VISCOSITIES = (
    "34.05 34.40 33.59 35.96 34.70 33.51 33.79 34.04 34.52 33.75 33.27 33.71 34.03 34.58 34.02 33.97 34.05 "
    "34.04 33.73 34.05 34.39 33.75 33.40 33.27 34.65 34.80 34.55 35.40 34.75 34.50 34.70 34.29 34.61 34.49 35.03"
)
"""Montgomery, 5th ed., pages 232 to 235 (qcc: viscosity): batches of primer paint, the first 20 as a trial."""
WAFERS = "16 14 28 16 12 20 10 12 10 17 19 17 14 16 15 13 14 16 11 20 11 19 16 31 13"
"""NIST 6.3.3.1: defects on 25 wafers."""
BOARDS = "21 24 16 12 15 5 28 20 31 25 20 24 16 19 10 17 13 22 18 39 30 24 16 19 17 15"
"""Montgomery, table 7.8 (qcc: circuit): faults on samples of 100 printed circuit boards."""
CANS = "12 15 8 10 4 7 16 9 14 10 5 6 17 12 22 8 10 5 13 11 20 18 24 15 9 12 7 13 9 6"
"""Montgomery, table 7.1 (qcc: orangejuice): juice cans that leak, of 50; as wafers the same in NIST 6.3.3.2."""
LATER_CANS = "9 6 12 5 6 4 6 3 7 6 2 4 3 6 5 4 8 5 6 7 5 6 3 5"
"""The same, samples 31 to 54, after the machine was adjusted."""
AVERAGED = f"52.0 47.0 53.0 49.3 50.1 47.0 51.0 50.1 51.2 50.5 {FLOW}"
AVERAGES = (
    "50.60 49.52 50.56 50.18 50.16 49.21 49.75 49.85 50.26 50.33 "
    "50.11 49.36 49.52 50.05 49.38 49.92 50.73 51.23 51.94 51.99"
)
"""NIST 6.3.2.4, with its averages for lambda 0.3 from 50 on."""
SHIFTED = (
    "9.45 7.99 9.29 11.66 12.16 10.18 8.04 11.46 9.20 10.34 9.03 11.47 10.51 9.40 10.08 "
    "9.37 10.62 10.31 8.52 10.84 10.90 9.33 12.29 11.50 10.60 11.08 10.38 11.62 11.31 10.52"
)
SHIFTED_AVERAGES = (
    "9.945 9.7495 9.70355 9.8992 10.1253 10.1307 9.92167 10.0755 9.98796 10.0232 9.92384 10.0785 10.1216 "
    "10.0495 10.0525 9.98426 10.0478 10.074 9.91864 10.0108 10.0997 10.0227 10.2495 10.3745 10.3971 10.4654 "
    "10.4568 10.5731 10.6468 10.6341"
)
"""Montgomery, tables 9.1 and 9.10: mean 10, sigma 1, the mean 1 higher after the 20th; lambda 0.1, L 2.7."""


def ends(chart: Chart, digits: int) -> tuple[str, str, str]:
    """Centre, lower and upper limit as they are printed."""
    now = chart.current
    assert now is not None
    assert now.lower is not None
    assert now.upper is not None
    return (f"{now.center:.{digits}f}", f"{now.lower:.{digits}f}", f"{now.upper:.{digits}f}")


def beyond(chart: Chart) -> list[tuple[int, ...]]:
    return [signal.points for signal in chart.signals if signal.rule == "nelson-1"]


def without(*samples: int) -> frozenset[str]:
    return frozenset(f"B-{sample}" for sample in samples)


# Single values


def test_the_constants_are_those_of_the_tables() -> None:
    # NIST 6.3.2 and Montgomery, Appendix VI.
    assert (float(D2), float(D4), round(float(E2), 2)) == (1.128, 3.267, 2.66)


def test_the_flow_rate_of_nist_has_the_limits_that_nist_prints() -> None:
    chart = charted(FLOW)
    assert ends(chart, 4) == ("50.8100", "45.8159", "55.8041")
    assert chart.current is not None
    assert f"{chart.current.range_center:.4f}" == "1.8778"
    moved = [point.moving_range for point in chart.points]
    assert moved == [None, 2.0, 2.3, 1.4, 3.5, 3.4, 1.4, 0.2, 1.2, 1.5]
    assert chart.signals == chart.steps == ()


def test_the_mortgage_costs_of_montgomery_have_his_limits_and_the_two_dear_weeks_stand_out() -> None:
    chart = charted(f"{COSTS} {LATER_COSTS}", Asked(baseline=Baseline(20)))
    assert ends(chart, 2) == ("300.50", "279.78", "321.22")
    assert chart.current is not None
    assert (f"{chart.current.range_center:.2f}", f"{chart.current.range_upper:.2f}") == ("7.79", "25.45")
    assert beyond(chart) == [(39,), (40,)]
    assert [step.points for step in chart.steps] == [(38, 39)]


def test_the_viscosities_have_the_limits_that_qcc_prints_with_and_without_the_batch_that_went_wrong() -> None:
    trial = charted(" ".join(VISCOSITIES.split()[:20]))
    assert ends(trial, 5) == ("34.08800", "32.56504", "35.61096")
    assert trial.current is not None
    assert f"{trial.current.sigma:.7f}" == "0.5076521"
    assert beyond(trial) == [(4,)]
    frozen = Baseline(first="B-1", last="B-20", without=without(4))
    later = charted(VISCOSITIES, Asked(baseline=frozen))
    assert ends(later, 4) == ("33.9895", "32.7542", "35.2247")
    assert later.current is not None
    assert f"{later.current.sigma:.7f}" == "0.4117415"
    assert (later.current.base, later.current.first, later.current.last) == (19, "B-1", "B-20")


# Counts and shares


def test_the_wafers_of_nist_have_16_defects_and_limits_4_and_28_and_one_is_above() -> None:
    chart = charted(WAFERS, counted=True)
    assert chart.form is Form.COUNT
    assert ends(chart, 1) == ("16.0", "4.0", "28.0")
    assert [(signal.rule, signal.points) for signal in chart.signals] == [("nelson-1", (24,))]


def test_the_boards_of_montgomery_have_the_limits_that_qcc_prints_and_two_samples_are_outside() -> None:
    chart = charted(BOARDS, counted=True)
    assert ends(chart, 5) == ("19.84615", "6.48145", "33.21086")
    assert beyond(chart) == [(6,), (20,)]
    revised = charted(BOARDS, Asked(baseline=Baseline(without=without(6, 20))), counted=True)
    assert ends(revised, 4) == ("19.6667", "6.3625", "32.9708")


def test_the_leaking_cans_of_montgomery_have_his_limits_and_his_two_signals() -> None:
    chart = charted([each / 50 for each in numbers(CANS)], size=50)
    assert chart.form is Form.SHARE
    assert ends(chart, 4) == ("0.2313", "0.0524", "0.4102")
    assert ends(chart, 7) == ("0.2313333", "0.0524275", "0.4102391")
    assert beyond(chart) == [(15,), (23,)]


def test_without_the_two_samples_the_cans_have_his_revised_limits_and_the_adjustment_is_seen() -> None:
    frozen = Baseline(first="B-1", last="B-30", without=without(15, 23))
    cans = [each / 50 for each in numbers(f"{CANS} {LATER_CANS}")]
    chart = charted(cans, Asked(baseline=frozen), size=50)
    assert ends(chart, 4) == ("0.2150", "0.0407", "0.3893")
    assert ends(chart, 7) == ("0.2150000", "0.0407028", "0.3892972")
    # Sample 21 is now above as well, and the 41st below.
    assert beyond(chart) == [(15,), (21,), (23,), (41,)]
    assert "nelson-2" in rules(chart)


def test_the_limits_of_a_share_are_those_of_its_size() -> None:
    # The example of unequal sizes in the vignette of qcc: centre 0.2148571, of 50 and of 25.
    found = Share(Fraction("0.2148571"))
    assert found.ends(50) == pytest.approx((0.04060204, 0.3891122), abs=1e-7)
    assert found.ends(25) == pytest.approx((0.0, 0.4612911), abs=1e-7)


# Moving averages


def test_the_moving_averages_of_nist_are_those_it_prints() -> None:
    found = moving_averages(numbers(AVERAGED), Fraction(50), 2.0539, Fraction("0.3"), 3)
    assert [f"{each.value:.2f}" for each in found] == AVERAGES.split()
    # NIST's are the limits of a series without end, which these reach from below; it cuts 47.41157 off.
    assert f"{found[-1].upper:.4f}" == "52.5884"
    assert f"{found[-1].lower:.5f}".startswith("47.4115")
    assert all(each.lower < each.value < each.upper for each in found)


def test_the_moving_averages_of_montgomery_are_his_and_the_last_two_are_outside() -> None:
    found = moving_averages(numbers(SHIFTED), Fraction(10), 1.0, Fraction("0.1"), 2.7)
    assert [f"{each.value:.6g}" for each in found] == SHIFTED_AVERAGES.split()
    assert (f"{found[0].lower:.2f}", f"{found[0].upper:.2f}") == ("9.73", "10.27")
    assert (f"{found[-1].lower:.2f}", f"{found[-1].upper:.2f}") == ("9.38", "10.62")
    assert [place for place, each in enumerate(found, start=1) if each.value > each.upper] == [29, 30]


def test_the_limits_of_moving_averages_widen_as_qcc_prints_them() -> None:
    found = moving_averages(numbers(VISCOSITIES), Fraction("34.088"), 0.5076521, Fraction("0.2"), 2.7)
    printed = [(f"{found[place].lower:.5f}", f"{found[place].upper:.5f}") for place in (0, 1, -1)]
    assert printed == [("33.81387", "34.36213"), ("33.73694", "34.43906"), ("33.63111", "34.54489")]


# Capability


def test_the_capability_of_nist_is_what_nist_prints() -> None:
    # 6.1.6: limits 8 and 20, mean 16, standard deviation 2.
    found = indices(16, 2, 8, 20)
    assert found.both == 1.0
    assert found.high is not None
    assert (f"{found.high:.4f}", f"{found.low:.4f}", f"{found.least:.4f}") == ("0.6667", "1.3333", "0.6667")


@pytest.mark.parametrize(("mean", "sigma"), [(0.166, 0.0457), (0.250, 0.0292)])
def test_the_one_sided_capability_of_aiag_is_what_it_prints(mean: float, sigma: float) -> None:
    # AIAG & VDA, SPC Manual, page 48, figure 7-6, as others quote it; the limit of 0.40 mm follows from both.
    found = indices(mean, sigma, None, 0.40)
    assert (found.both, found.low, f"{found.least:.2f}") == (None, None, "1.71")


def test_the_intervals_of_capability_are_those_that_qcc_prints() -> None:
    # Piston rings: 125 values, mean 74.00118, standard deviation 0.009785039, limits 73.95 and 74.05.
    found = indices(74.00118, 0.009785039, 73.95, 74.05)
    assert (f"{found.both:.3f}", f"{found.low:.3f}", f"{found.high:.3f}") == ("1.703", "1.743", "1.663")
    spread = interval_of_spread(found.both, 124)
    assert spread is not None
    assert [f"{end:.3f}" for end in spread] == ["1.491", "1.915"]
    assert [f"{end:.3f}" for end in interval_of_nearer(found.least, 125, 124)] == ["1.448", "1.878"]
    # With a target of 74.02 qcc prints 0.786.
    assert f"{about_target(0.009785039, 74.00118, 74.02, 73.95, 74.05):.3f}" == "0.786"


def test_capability_within_comes_from_moving_ranges_and_overall_from_all_values() -> None:
    found = capability(numbers("10 12 11 13 12"), Specification(Fraction(6), Fraction(16)))
    assert found.cpk == pytest.approx(4.4 / (3 * 1.5 / 1.128))
    assert found.ppk == pytest.approx(4.4 / (3 * sqrt(1.3)))
