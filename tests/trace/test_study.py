"""Which factors go with bad batches at all: planted ones are found, chance is not, what cannot tell is silent."""

from __future__ import annotations

from dataclasses import replace

import pytest

from recipekeeper.batch.model import BatchRecord
from recipekeeper.trace.studying.studied import Finding, Study
from recipekeeper.trace.studying.study import counted, study
from tests.trace.brine import BRINE, usual, with_reading
from tests.trace.kit import Made, batch

BAD = range(16, 21)


def history(spoil: dict[str, str] | None = None) -> tuple[list[BatchRecord], list[BatchRecord]]:
    """Sixteen good batches, then five bad ones with other lots."""
    good = [batch(BRINE, usual(number)) for number in range(16)]
    bad = [
        batch(BRINE, replace(usual(number), lots=spoil or {"salt": "S-1"}, outcome="bad")) for number in BAD
    ]
    return bad, good


def studied(bad: list[BatchRecord], good: list[BatchRecord]) -> Study:
    return study("BRINE", bad, good)


def finding(found: Study, factor: str) -> Finding:
    return next(each for each in found.findings if each.factor == factor)


def sour(number: int, text: str) -> Made:
    return replace(with_reading(usual(number), "ferment", "pH", text), outcome="bad")


def test_a_lot_that_only_bad_batches_had_stands_out_first() -> None:
    found = studied(*history({"salt": "S-2"}))
    first = found.findings[0]
    assert (first.factor, first.bad.text, first.good.text) == ("lot:salt=S-2", "5 of 5", "0 of 16")
    assert first.stands_out
    # Of the 20349 ways to choose 5 of 21 batches one is this; mid-p counts half of it.
    assert first.chance == pytest.approx(1 / 20349 / 2)


def test_what_the_very_same_batches_had_is_one_finding() -> None:
    good = {"salt": "S-1", "water": "W-1"}
    found = studied(
        [
            batch(BRINE, replace(usual(number), lots={"salt": "S-2", "water": "W-2"}, outcome="bad"))
            for number in BAD
        ],
        [batch(BRINE, replace(usual(number), lots=good)) for number in range(16)],
    )
    first, *others = found.findings
    assert (first.factor, first.together) == ("lot:water=W-2", ("salt lot S-2",))
    assert "lot:salt=S-2" not in {each.factor for each in others}


def test_a_reading_that_is_higher_in_bad_batches_stands_out_with_both_medians() -> None:
    _, good = history()
    bad = [batch(BRINE, sour(number, f"4.{number} pH")) for number in BAD]
    found = studied(bad, good)
    ph = found.findings[0]
    assert (ph.factor, ph.higher, ph.stands_out) == ("reading:ferment/pH", 1.0, True)
    assert (ph.bad.text, ph.good.text[:7]) == ("4.18 pH (4.16 to 4.20 pH)", "3.79 pH")
    assert ph.chance == pytest.approx(1 / 20349)


def test_where_bad_batches_are_like_good_ones_nothing_stands_out() -> None:
    found = studied(*history())
    assert found.looked_at > 5
    assert not any(each.stands_out for each in found.findings)


def test_what_never_differed_or_is_too_rare_costs_the_others_nothing() -> None:
    bad, good = history()
    rare = [batch(BRINE, replace(usual(0), lots={"salt": "S-9"})), *good[1:]]
    found = studied(bad, rare)
    factors = {each.factor for each in found.findings}
    assert "lot:salt=S-9" not in factors
    assert "wait:bottle" not in factors, "it was 20 min in all of them"
    assert found.silent >= 4


def test_a_word_counts_as_a_lot_does() -> None:
    _, good = history()
    rotten = [
        replace(with_reading(usual(number), "ferment", "smell", "rotten"), outcome="bad") for number in BAD
    ]
    first = studied([batch(BRINE, made) for made in rotten], good).findings[0]
    assert (first.factor, first.word, first.name) == (
        "reading:ferment/smell",
        "rotten",
        "smell rotten at ferment",
    )


def test_what_counts_as_neither_good_nor_bad_is_in_no_study() -> None:
    bad, good = history()
    trial = batch(BRINE, replace(usual(30), trial=True))
    assert counted([*good, trial, *bad]) == (bad, good)


def test_the_newest_batch_counts_on_its_own_side_whatever_it_is() -> None:
    bad, good = history({"salt": "S-2"})
    newest = batch(BRINE, replace(usual(40), day=40))
    found = studied(bad, [*good, newest])
    assert finding(found, "lot:salt=S-2").good.text == "0 of 17"
    assert finding(found, "reading:ferment/pH").good.batches == 17
    assert finding(found, "reading:ferment/pH").bad.batches == 5
