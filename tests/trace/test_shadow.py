"""How often chance alone puts as many bad batches where a lot is, over several formulas at once."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recipekeeper.trace.rates import fisher_mid_p
from recipekeeper.trace.studying.shadow import Counts, chance_of, counts
from tests.trace.brine import BRINE, bad, good, usual
from tests.trace.kit import batch


def test_the_lady_who_tasted_tea_has_the_chance_that_fisher_gave() -> None:
    # R. A. Fisher, The Design of Experiments (1935), ch. 2: 3 of 4 right has 17 ways of 70, 16 of them exactly so.
    assert Counts("TEA", 3, 4, 1, 4).chance == pytest.approx((17 - 16 / 2) / 70)


@settings(max_examples=50)
@given(st.integers(0, 5), st.integers(0, 5), st.integers(0, 5), st.integers(0, 5))
def test_of_one_formula_it_is_the_chance_that_a_trace_gives(
    bad_: int, fine: int, other_bad: int, other: int
) -> None:
    table = Counts("A", bad_, bad_ + fine, other_bad, other_bad + other)
    if table.with_all and table.without_all:
        assert table.chance == pytest.approx(
            fisher_mid_p(bad_, bad_ + fine, other_bad, other_bad + other), abs=1e-12
        )
    else:
        assert table.chance is None


def test_formulas_are_kept_apart_as_if_every_way_were_listed() -> None:
    tables = [Counts("A", 2, 3, 1, 4), Counts("B", 1, 2, 1, 3)]
    sums = [
        sum(place < 3 for place in a) + sum(place < 2 for place in b)
        for a, b in product(combinations(range(7), 3), combinations(range(5), 2))
    ]
    found = 2 + 1
    by_hand = (sum(each > found for each in sums) + sums.count(found) / 2) / len(sums)
    assert chance_of(tables) == pytest.approx(by_hand)


def test_a_formula_that_always_goes_bad_accuses_no_lot() -> None:
    # All of B went bad, with the lot and without: that says nothing, however often B had it.
    assert chance_of([Counts("A", 0, 5, 0, 5), Counts("B", 6, 6, 2, 2)]) == pytest.approx(0.5)


def test_a_batch_without_a_lot_written_down_is_neither_with_it_nor_without() -> None:
    records = [*good(4), bad(usual(50))]
    silent = batch(BRINE, replace(usual(60), lots={}))
    told = counts("BRINE", [*records, silent], {records[0].plan.batch, records[4].plan.batch}, ["salt"])
    assert (told.with_bad, told.with_all, told.without_bad, told.without_all) == (1, 2, 0, 3)
    assert told.unknown == (silent.plan.batch,)
