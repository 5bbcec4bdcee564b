"""The simulator of the benchmark is repeatable, and asks for nothing that a trace cannot name."""

from __future__ import annotations

import pytest

from recipekeeper.trace import trace
from tests.benchmarks.trace.baselines import baselines
from tests.benchmarks.trace.batches import records
from tests.benchmarks.trace.oracle import oracle
from tests.benchmarks.trace.simulator import FAULTS, NULLS, Scenario, scenario, scenarios
from tests.trace.kit import factors


@pytest.fixture(scope="module")
def each_kind() -> list[Scenario]:
    return list(scenarios("smoke", 5, 16))


def test_every_kind_of_fault_and_of_null_has_its_turn(each_kind: list[Scenario]) -> None:
    assert {one.kind for one in each_kind} == {*FAULTS, *NULLS}
    assert [one.truth is None for one in each_kind] == [one.kind in NULLS for one in each_kind]


def test_the_same_seed_gives_the_same_files() -> None:
    first, second, other = (scenario(seed, 30, 3) for seed in ("a", "a", "b"))
    assert (first.documents, first.history, first.truth) == (second.documents, second.history, second.truth)
    assert first.history != other.history


def test_what_spoiled_a_batch_is_among_the_candidates(each_kind: list[Scenario]) -> None:
    for one in each_kind[: len(FAULTS)]:
        assert one.truth in factors(trace(*records(one))), one.kind


def test_oracle_and_baselines_speak_of_the_same_factors_as_the_trace(each_kind: list[Scenario]) -> None:
    for one in each_kind[:2]:
        batches = records(one)
        named = {*factors(trace(*batches))}
        for ranking in (oracle(one, batches), *(rank(batches) for rank in baselines().values())):
            assert ranking
            assert {factor for factor, score in ranking if score > 0.01} <= named
