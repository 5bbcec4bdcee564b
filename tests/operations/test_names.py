"""What is typed short, or in other letters, means what it means in full."""

from __future__ import annotations

from pathlib import Path

import pytest

from recipekeeper.errors import NotFound, Refused
from recipekeeper.operations import batches
from recipekeeper.operations.recording import bench, departures
from tests.batch.bench import SOAP
from tests.operations.workshop import Workshop, workshop


@pytest.fixture
def batch(shop: Workshop) -> str:
    return batches.start_batch(shop("09:00"), "soap", "1 kg").batch


def test_a_void_batch_is_not_chosen(shop: Workshop, batch: str) -> None:
    batches.void_batch(shop("09:01"), batch, "started by mistake")
    with pytest.raises(Refused, match="is void"):
        batches.use_batch(shop("09:02"), batch)


def test_the_whole_name_of_a_measure_wins_over_a_prefix_at_the_step_under_way(tmp_path: Path) -> None:
    shop = workshop(tmp_path, formula=SOAP.replace('"zap"', '"oil"'))
    batches.start_batch(shop("09:00"), "SOAP")
    bench.begin(shop("09:05"), None, "combine")
    assert bench.read_measure(shop("09:06"), None, "oil", "none").entry.step == "cure"


def test_a_lot_is_the_same_in_small_letters(shop: Workshop, batch: str) -> None:
    bench.weigh(shop("09:05"), batch, "water", "1 g", "wa-01")
    logged = bench.weigh(shop("09:06"), batch, "water", "1 g", "WA-01")
    weighing = logged.record.state.weighing("water")
    assert weighing is not None
    assert (logged.entry.lot, weighing.lots) == ("WA-01", ("wa-01",))


@pytest.mark.parametrize("digits", ["9" * 5000, "0" * 5000])
def test_a_number_of_any_length_is_only_not_there(shop: Workshop, batch: str, digits: str) -> None:
    for look in (
        lambda: batches.start_batch(shop(), f"SOAP@{digits}"),
        lambda: departures.resolve(shop(), f"{batch}/D{digits}", "misread", "none needed"),
        lambda: batches.show_batch(shop(), digits),
    ):
        with pytest.raises(NotFound) as refused:
            look()
        assert len(refused.value.message) < 200
