"""The rank test and the correction for many tests: published figures, and every way counted one by one."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recipekeeper.trace.studying import ranks
from recipekeeper.trace.studying.ranks import false_discoveries, least_chance, rank_test

AT_TERM = [0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46]
EARLIER = [1.15, 0.88, 0.90, 0.74, 1.21]
"""Permeability of the human chorioamnion; M. Hollander, D. A. Wolfe, Nonparametric Statistical Methods (1973), 69."""


def one_by_one(some: list[float], others: list[float]) -> tuple[float, float]:
    """One-sided P(at least as high) and P(exactly so high) of the rank sum: every way is listed."""
    values = [*some, *others]
    rank = [sum(y < x for y in values) + (sum(y == x for y in values) + 1) / 2 for x in values]
    found = sum(rank[: len(some)])
    sums = [sum(rank[place] for place in places) for places in combinations(range(len(values)), len(some))]
    return sum(each >= found for each in sums) / len(sums), sums.count(found) / len(sums)


def mid_p(some: list[float], others: list[float]) -> float:
    at_least, exactly = one_by_one(some, others)
    return min(1.0, 2 * min(at_least - exactly / 2, 1 - at_least + exactly / 2))


def test_the_published_chance_of_hollander_and_wolfe_is_met() -> None:
    at_least, _ = one_by_one(AT_TERM, EARLIER)
    assert f"{at_least:.4f}" == "0.1272"
    assert rank_test(AT_TERM, EARLIER) == pytest.approx(mid_p(AT_TERM, EARLIER), abs=1e-12)


numbers = st.lists(st.integers(0, 6).map(float), min_size=1, max_size=6)


@settings(max_examples=60)
@given(numbers, numbers)
def test_ties_are_counted_as_by_hand_and_neither_group_comes_first(
    some: list[float], others: list[float]
) -> None:
    assert rank_test(some, others) == pytest.approx(mid_p(some, others), abs=1e-12)
    assert rank_test(some, others) == pytest.approx(rank_test(others, some), abs=1e-12)


def test_one_slip_of_the_pen_weighs_no_more_than_its_rank() -> None:
    assert rank_test([31.0, 30.0, 32.0], [43.0, 42.0, 44.0, 45.0]) == rank_test(
        [31.0, 30.0, 3.2], [43.0, 42.0, 44.0, 450.0]
    )


def test_many_numbers_are_judged_by_the_normal_distribution_and_nearly_alike(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    some, others = (
        [float(each * 7 % 31) for each in range(12)],
        [float(each * 5 % 29) + 4 for each in range(25)],
    )
    exact = rank_test(some, others)
    monkeypatch.setattr(ranks, "_MOST_WORK", 0)
    assert rank_test(some, others) == pytest.approx(exact, abs=0.01)


def test_groups_can_be_too_small_to_tell_anything() -> None:
    assert rank_test([1.0, 2.0, 3.0], [4.0, 5.0, 6.0]) == pytest.approx(least_chance(3, 3)) == 1 / 20


def test_of_the_fifteen_tests_of_benjamini_and_hochberg_four_stand_at_5_percent() -> None:
    # J. R. Statist. Soc. B 57 (1995), section 3.2: myocardial infarction.
    chances = [
        0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459,
        0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000,
    ]  # fmt: skip
    corrected = false_discoveries(chances[::-1])[::-1]
    assert [share <= 0.05 for share in corrected] == [True] * 4 + [False] * 11
    assert corrected[3] == pytest.approx(0.0095 * 15 / 4)
    assert corrected == sorted(corrected)
