"""What a chart says, what it refuses, and what no change of scale may change."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recipekeeper.chart.baseline import Baseline
from recipekeeper.chart.charting import Asked
from recipekeeper.chart.wording import able
from tests.chart.kit import charted, rules

WOBBLE = "43.1 42.8 43.4 42.9 43.3 43.0 42.7 43.2 42.6 43.1 43.0 43.3 42.8 43.2 42.9 43.4 42.7 43.0"
STEADY = f"{WOBBLE} 43.1 42.9 43.2 42.8 43.1 42.7 43.0"
values = st.lists(st.integers(-500, 500).map(lambda tenths: Fraction(tenths, 10)), min_size=2, max_size=30)
factors = st.fractions(Fraction(1, 10), 10, max_denominator=20)


@given(values, factors, st.integers(-1000, 1000))
def test_shifting_and_stretching_the_values_does_so_to_the_limits_and_moves_no_signal(
    series: list[Fraction], factor: Fraction, shift: int
) -> None:
    every = Asked(rules=("nelson-1", "nelson-2", "nelson-3", "nelson-4", "nelson-5", "nelson-6"))
    plain, moved = charted(series, every), charted([factor * each + shift for each in series], every)
    assert plain.current is not None
    assert moved.current is not None
    for end in ("center", "lower", "upper"):
        expected = float(factor) * getattr(plain.current, end) + shift
        assert getattr(moved.current, end) == pytest.approx(expected, abs=1e-9)
    assert moved.current.sigma == pytest.approx(float(factor) * (plain.current.sigma or 0))
    assert [(one.rule, one.points) for one in moved.signals] == [
        (one.rule, one.points) for one in plain.signals
    ]


@given(values)
def test_turning_the_values_upside_down_turns_the_limits_and_keeps_the_signals(
    series: list[Fraction],
) -> None:
    plain, turned = charted(series), charted([-each for each in series])
    assert plain.current is not None
    assert turned.current is not None
    assert turned.current.lower == pytest.approx(-(plain.current.upper or 0))
    assert rules(plain) == rules(turned)


def test_each_version_has_limits_of_its_own_and_no_run_goes_over_the_change() -> None:
    chart = charted(
        f"{WOBBLE} " + WOBBLE.replace("43", "53").replace("42", "52"), versions=[1] * 18 + [2] * 18
    )
    assert [segment.n for segment in chart.segments] == [18, 18]
    assert [round(segment.center) for segment in chart.segments] == [43, 53]
    assert chart.signals == chart.steps == ()
    assert chart.current is not None
    assert chart.current.version == 2
    assert "nelson-1" in rules(charted(f"{WOBBLE} 53.1"))


def test_limits_are_provisional_below_20_batches() -> None:
    assert any("provisional" in note for note in charted(WOBBLE).notes)
    assert not any("provisional" in note for note in charted(STEADY).notes)


def test_a_frozen_baseline_is_not_moved_by_what_came_later() -> None:
    later = " ".join(["46.0"] * 10)
    frozen, moving = charted(f"{STEADY} {later}", Asked(baseline=Baseline(25))), charted(STEADY)
    assert frozen.current is not None
    assert moving.current is not None
    assert (frozen.current.lower, frozen.current.upper) == (moving.current.lower, moving.current.upper)
    assert {"nelson-1", "nelson-2"} <= set(rules(frozen))


def test_no_rule_is_looked_at_with_fewer_than_eight_values() -> None:
    chart = charted("43 43 43 43 43 43 60")
    assert chart.signals == ()
    assert any("no rules" in note for note in chart.notes)


def test_one_value_has_no_limits_and_none_makes_an_empty_chart() -> None:
    one, none = charted("43.0"), charted("")
    assert one.current is not None
    assert (one.current.center, one.current.lower, one.points[0].upper) == (43.0, None, None)
    assert (none.current, none.points, none.capability) == (None, (), None)


@pytest.mark.parametrize(
    ("series", "low", "high", "why"),
    [
        (STEADY, None, None, "sets no limits"),
        (WOBBLE, "40", "46", "18 values of this version are too few"),
        (f"{STEADY} 60.0", "40", "46", "not steady"),
        (" ".join(["43.0"] * 30), "40", "46", "all values are equal"),
    ],
)
def test_capability_is_refused_with_the_reason(
    series: str, low: str | None, high: str | None, why: str
) -> None:
    chart = charted(series, low=low, high=high)
    assert chart.capability is None
    assert why in able(chart)


def test_capability_comes_with_its_number_and_its_interval() -> None:
    chart = charted(STEADY, low="40", high="46")
    found = chart.capability
    assert found is not None
    assert found.n == 25
    assert found.cpk_interval[0] < found.cpk < found.cpk_interval[1]
    assert found.cp is not None
    assert found.cp_interval is not None
    assert found.cp_interval[0] < found.cp < found.cp_interval[1]
    assert "from 25 values" in able(chart)
    assert "95 % interval" in able(chart)


def test_forced_capability_of_few_values_has_a_wide_interval() -> None:
    few, many = charted(WOBBLE, Asked(anyway=True), low="40", high="46"), charted(STEADY, low="40", high="46")
    assert few.capability is not None
    assert many.capability is not None

    def relative(able_: tuple[float, float], index: float) -> float:
        return (able_[1] - able_[0]) / index

    assert relative(few.capability.ppk_interval, few.capability.ppk) > relative(
        many.capability.ppk_interval, many.capability.ppk
    )


def test_one_sided_limits_give_cpk_alone() -> None:
    found = charted(STEADY, high="46").capability
    assert found is not None
    assert (found.cp, found.pp, found.cpl, found.cp_interval) == (None, None, None, None)
    assert found.cpk == found.cpu


def test_a_small_lasting_shift_is_found_by_the_moving_average() -> None:
    chart = charted(
        f"{STEADY} " + " ".join(["43.6"] * 8), Asked(rules=("nelson-1",), baseline=Baseline(25), ewma=True)
    )
    assert rules(chart) == ["ewma"]
    assert "the moving average is above its limit" in chart.signals[0].sentence


def test_sentences_name_batch_value_limit_and_rule() -> None:
    (signal,) = (one for one in charted(f"{STEADY} 31.0").signals if one.rule == "nelson-1")
    assert signal.batch == "B-26"
    assert signal.sentence.startswith("B-26: 31.0 °C is below the lower limit 4")
    assert signal.sentence.endswith("(nelson-1).")


def test_a_batch_that_is_left_out_is_drawn_and_named_but_moves_no_limit_and_forbids_no_capability() -> None:
    asked = Asked(baseline=Baseline(without=frozenset({"B-26"})))
    chart, steady = charted(f"{STEADY} 31.0", asked, low="40", high="46"), charted(STEADY)
    assert chart.current is not None
    assert steady.current is not None
    assert (chart.current.lower, chart.current.upper) == (steady.current.lower, steady.current.upper)
    assert [signal.batch for signal in chart.signals] == ["B-26"]
    assert chart.capability is not None
    assert chart.capability.n == 25


def test_a_version_without_a_batch_in_the_baseline_has_limits_of_its_own_and_says_so() -> None:
    frozen = Asked(baseline=Baseline(first="B-1", last="B-10"))
    chart = charted(f"{WOBBLE} {WOBBLE}", frozen, versions=[1] * 18 + [2] * 18)
    assert [(segment.base, segment.first) for segment in chart.segments] == [(10, "B-1"), (18, None)]
    assert any("Version 2 has no batch in the baseline" in note for note in chart.notes)
