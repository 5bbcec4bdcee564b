"""A trace as people read it: the verdict first, and nothing counted twice."""

from __future__ import annotations

import pytest

from recipekeeper.cli.history.trace import show_trace
from recipekeeper.trace import Candidate, Trace

OILS, LYE, HEAT = "lot:olive oil=OO-2", "lot:lye=NA-2", "reading:combine/oil temperature"


def candidate(rank: int, factor: str, probability: float, *together: str) -> Candidate:
    step = None if factor == LYE else "combine"
    return Candidate(rank, factor, step, probability, "possible", f"about {factor}", together)


def said_of(capsys: pytest.CaptureFixture[str], *candidates: Candidate) -> list[str]:
    unexplained = 1 - sum(one.probability for one in candidates)
    show_trace(Trace("B-1", "SOAP", 1, 11, 0, "unexplained", unexplained, candidates, (), ()))
    return capsys.readouterr().out.splitlines()[1:]


def test_factors_that_cannot_be_separated_stand_in_one_line_with_what_they_weigh_together(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert said_of(
        capsys,
        candidate(1, HEAT, 0.3),
        candidate(2, OILS, 0.28, LYE),
        candidate(3, LYE, 0.28, OILS),
    ) == [
        "Verdict: suspect the step combine or lot lye=NA-2.",
        f"  1. 56 % suspect: about {OILS}",
        f"  2. 30 % possible: about {HEAT}",
        "  unexplained: 14 %",
    ]


def test_nothing_is_said_to_be_certain_or_impossible(capsys: pytest.CaptureFixture[str]) -> None:
    assert said_of(capsys, candidate(1, HEAT, 0.998)) == [
        "Verdict: very likely the step combine.",
        f"  1. over 99 % very likely: about {HEAT}",
        "  unexplained: under 1 %",
    ]


def test_a_batch_like_all_the_others_is_not_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert said_of(capsys, candidate(1, HEAT, 0.04)) == [
        "Nothing in the record explains it well: 96 % remains unexplained.",
        f"  1. 4 % unlikely: about {HEAT}",
    ]
