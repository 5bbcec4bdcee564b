"""Run rules at their edges: one point less, a tie, a point on the line."""

from __future__ import annotations

from fractions import Fraction

import pytest

from recipekeeper.chart.rules import NELSON, USUAL, WESTERN_ELECTRIC, chosen, runs
from recipekeeper.errors import Misused


def places(rule: str, distances: list[float]) -> list[tuple[int, ...]]:
    return [run.points for run in runs([Fraction(str(each)) for each in distances], [rule])]


@pytest.mark.parametrize(
    ("rule", "distances", "found"),
    [
        ("nelson-1", [0, 3.5, 0, -4], [(1,), (3,)]),
        ("nelson-1", [0, 2.9, -2.9], []),
        ("nelson-1", [3, -3], []),
        ("nelson-2", [0.5] * 9, [tuple(range(9))]),
        ("nelson-2", [0.5] * 8, []),
        ("nelson-2", [0.5] * 8 + [0] + [0.5] * 8, []),
        ("nelson-3", [0, 0.1, 0.2, 0.3, 0.4, 0.5], [tuple(range(6))]),
        ("nelson-3", [0, 0.1, 0.1, 0.3, 0.4, 0.5], []),
        ("nelson-3", [0.5, 0.4, 0.3, 0.2, 0.1, 0], [tuple(range(6))]),
        ("nelson-4", [0.5, -0.5] * 7, [tuple(range(14))]),
        ("nelson-4", ([0.5, -0.5] * 7)[:13], []),
        ("nelson-5", [2.5, 0, 2.5], [(0, 2)]),
        ("nelson-5", [2.5, 0, -2.5], []),
        ("nelson-5", [2.5, 0, 2], []),
        ("nelson-6", [1.5, 1.5, 0, 1.5, 1.5], [(0, 1, 3, 4)]),
        ("nelson-6", [1.5, 1.5, 0, 0, 1.5], []),
        ("nelson-7", [0.2] * 15, [tuple(range(15))]),
        ("nelson-7", [0.2] * 14, []),
        ("nelson-7", [0.2] * 14 + [1], []),
        ("nelson-8", [1.5, -1.5] * 4, [tuple(range(8))]),
        ("nelson-8", ([1.5, -1.5] * 4)[:7], []),
        ("nelson-8", [1.5] * 8, []),
        ("we-4", [0.5] * 8, [tuple(range(8))]),
        ("we-4", [0.5] * 7, []),
    ],
)
def test_a_rule_sees_its_pattern_and_not_the_one_beside_it(
    rule: str, distances: list[float], found: list[tuple[int, ...]]
) -> None:
    assert places(rule, distances) == found


def test_a_pattern_that_goes_on_is_told_once_from_its_first_point_to_its_last() -> None:
    (run,) = runs([Fraction(1, 2)] * 12, ["nelson-2"])
    assert (run.points, run.complete) == (tuple(range(12)), 8)


def test_rules_are_chosen_by_name_or_by_kind() -> None:
    assert chosen(None) == USUAL
    assert chosen("western-electric") == WESTERN_ELECTRIC
    assert chosen("Nelson, we-4") == (*NELSON, "we-4")
    with pytest.raises(Misused, match="nelson-9"):
        chosen("nelson-9")


def test_a_pattern_that_goes_on_for_ever_takes_no_longer_than_any_other() -> None:
    (run,) = runs([Fraction(1, 2)] * 20_000, ["we-4"])
    assert len(run.points) == 20_000
