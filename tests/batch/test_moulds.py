"""What past batches teach about moulds: the median of the last five, of the same mould where there are any."""

from __future__ import annotations

from fractions import Fraction

from recipekeeper.batch.model import Entry, Kind, Plan
from recipekeeper.batch.moulds import learnt
from recipekeeper.quantity import read_mould
from tests.batch.bench import SOAP, Log, plan

WITH_SAP = SOAP.replace('resolution = "1 g"', 'resolution = "1 g"\nsap = "190 mg KOH/g"', 1)
LITRE = "10 x 10 x 10 cm"
Past = tuple[Plan, list[Entry]]


def poured(
    olive: str | None, *, mould: str | None = LITRE, fill: str | None = None, void: bool = False
) -> Past:
    """A batch started by a mould, with that much olive oil weighed."""
    log = Log(plan(WITH_SAP))
    log.entries.clear()
    log.add(Kind.START, "08:00", value=log.plan.scaled.yields, typed=mould)
    if olive:
        log.weigh("olive oil", olive, "09:00")
    if fill:
        log.read("combine/Mold fill", fill, "10:00")
    if void:
        log.add(Kind.BATCH_VOID, "11:00")
    return log.plan, log.entries


def test_oils_for_each_millilitre_of_mould_that_was_filled() -> None:
    """639 g in nine tenths of a litre: 0.71 g/ml."""
    found = learnt(read_mould(LITRE), [poured("639 g", fill="90 %")])
    assert found is not None
    assert (found.grams_per_ml, found.batches, found.same_mould) == (Fraction("0.71"), 1, True)


def test_without_a_reading_the_mould_counts_as_full() -> None:
    found = learnt(read_mould(LITRE), [poured("639 g")])
    assert found is not None
    assert found.grams_per_ml == Fraction("0.639")


def test_the_median_of_the_last_five_counts() -> None:
    pasts = [poured(f"{grams} g") for grams in (100, 100, 680, 720, 700, 650, 900)]
    found = learnt(read_mould(LITRE), pasts)
    assert found is not None
    assert (found.grams_per_ml, found.batches) == (Fraction("0.7"), 5)


def test_a_mould_is_the_same_turned_round_and_in_inches() -> None:
    found = learnt(read_mould("4 x 8 x 2 in"), [poured("700 g", mould="20.32 x 5.08 x 10.16 cm")])
    assert found is not None
    assert found.same_mould


def test_another_mould_teaches_where_the_same_one_does_not() -> None:
    other = poured("1400 g", mould="20 x 10 x 10 cm")
    found = learnt(read_mould(LITRE), [other])
    assert found is not None
    assert (found.grams_per_ml, found.same_mould) == (Fraction("0.7"), False)
    both = learnt(read_mould(LITRE), [other, poured("650 g")])
    assert both is not None
    assert (both.grams_per_ml, both.batches, both.same_mould) == (Fraction("0.65"), 1, True)


def test_a_tin_of_the_same_sides_is_another_mould() -> None:
    found = learnt(read_mould("cylinder 10 x 10 cm"), [poured("650 g")])
    assert found is not None
    assert not found.same_mould


def test_a_batch_that_is_void_or_not_weighed_or_not_started_by_a_mould_teaches_nothing() -> None:
    pasts = [
        poured("650 g", void=True),
        poured(None),
        poured("650 g", mould="3 kg"),
        poured("650 g", mould=None),
        poured("650 g", fill="0 %"),
    ]
    assert learnt(read_mould(LITRE), pasts) is None


def test_a_weight_that_was_corrected_counts_as_corrected() -> None:
    log = Log(plan(WITH_SAP))
    log.entries.clear()
    log.add(Kind.START, "08:00", value=log.plan.scaled.yields, typed=LITRE)
    log.weigh("olive oil", "7000 g", "09:00").correct(1, "700 g", "09:05")
    found = learnt(read_mould(LITRE), [(log.plan, log.entries)])
    assert found is not None
    assert found.grams_per_ml == Fraction("0.7")
