"""A split batch is finished: what is not known of a part is said."""

from __future__ import annotations

from recipekeeper.operations import batches
from recipekeeper.operations.recording import decide, portions
from tests.operations.workshop import Workshop


def finished(shop: Workshop, *yielded: str) -> tuple[str, ...]:
    batch = batches.start_batch(shop(), "SOAP", code="B-1").batch
    portions.split(shop(), batch, ["A=600 g", "B=300 g"])
    return decide.finish(shop(), batch, yielded or None).remarks


def test_a_part_without_a_yield_is_named_because_the_whole_is_not_known(shop: Workshop) -> None:
    assert finished(shop, "A=590 g") == (
        "B has no yield yet, so that of the whole is not known and is held against nothing",
    )


def test_parts_that_are_all_weighed_are_silent(shop: Workshop) -> None:
    assert finished(shop, "A=590 g", "B=290 g") == ()
