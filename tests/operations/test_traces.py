"""A trace beside a long history: the batches that began nearest, labelled by their own logs."""

from __future__ import annotations

import pytest

from recipekeeper.batch.model import BatchRecord
from recipekeeper.operations import batches
from recipekeeper.operations.history import traces
from recipekeeper.operations.history.histories import import_history
from recipekeeper.operations.recording import decide
from recipekeeper.trace import trace
from tests.operations.workshop import Workshop

HEADER = "batch,formula,step,kind,name,value,unit,lot,at,by"
BAD = (3, 9)


def batch(day: int) -> str:
    cold = day in BAD
    return f"""\
B-{day:02},SOAP,,batch,size,1000,g,,2026-03-{day:02}T09:00+01:00,Ana
B-{day:02},SOAP,,batch,outcome,{"bad" if cold else "good"},,,,
B-{day:02},SOAP,weigh oils,weighed,olive oil,{600 + day % 3},g,OO-{day // 5},,
B-{day:02},SOAP,combine,read,oil temperature,{39 if cold else 43 + day % 2},,,,
"""


@pytest.fixture
def nine_days(shop: Workshop) -> Workshop:
    """Nine batches on as many days; the third and the last went bad."""
    import_history(shop("12:00"), shop.file(HEADER + "\n" + "".join(map(batch, range(1, 10))), "history.csv"))
    return shop


def records(shop: Workshop) -> list[BatchRecord]:
    return [batches.show_batch(shop(), card.batch) for card in batches.list_batches(shop())]


def test_a_short_history_is_compared_whole(nine_days: Workshop) -> None:
    *others, asked = records(nine_days)
    assert traces.trace_batches(nine_days(), ["B-09"]) == (trace(asked, others),)


def test_of_a_long_history_the_nearest_are_compared(
    nine_days: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(traces, "NEAREST", 4)
    newest, oldest = traces.trace_batches(nine_days(), ["B-09", "B-01"])
    assert (newest.compared_good, newest.compared_bad) == (4, 0)
    assert (oldest.compared_good, oldest.compared_bad) == (3, 1)


def test_what_was_decided_last_is_what_a_batch_counts_as(nine_days: Workshop) -> None:
    for code, said in (("B-08", "bad"), ("B-03", "good")):
        decide.set_outcome(nine_days("13:00"), code, said)
    batches.void_batch(nine_days("13:00"), "B-07", why="never made")
    (found,) = traces.trace_batches(nine_days(), ["B-09"])
    assert (found.compared_good, found.compared_bad) == (6, 1)
