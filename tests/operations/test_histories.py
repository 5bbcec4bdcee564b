"""Past batches come in all or nothing, and go out so that they come in again."""

from __future__ import annotations

from pathlib import Path

import pytest

from recipekeeper.batch.model import State
from recipekeeper.errors import NotFound
from recipekeeper.operations import batches
from recipekeeper.operations.formulas import versions as formulas
from recipekeeper.operations.history import traces
from recipekeeper.operations.history.histories import Imported, export_history, import_history
from recipekeeper.operations.recording import bench, decide, departures
from recipekeeper.store import verify
from tests.batch.bench import SOAP
from tests.operations.workshop import Workshop, workshop

HEADER = "batch,formula,step,kind,name,value,unit,lot,at,by"
GOOD = f"""{HEADER}
B-1,SOAP,,batch,size,1000,g,,2026-03-01T09:00+01:00,Ana
B-1,SOAP,,batch,outcome,good,,,,
B-1,SOAP,weigh oils,started,,,,,2026-03-01 09:05,
B-1,SOAP,weigh oils,weighed,olive oil,600,g,OO-1,,
B-1,SOAP,weigh oils,ended,,,,,2026-03-01 09:15,
B-1,SOAP,combine,read,oil temperature,43,,,2026-03-01 10:00,
"""
LESS_WATER = SOAP.replace('amount = "300 g"', 'amount = "280 g"')


def taken_in(shop: Workshop, text: str) -> Imported:
    return import_history(shop("12:00"), shop.file(text, "history.csv"))


def test_a_past_batch_is_finished_and_counts_with_its_outcome(shop: Workshop) -> None:
    assert (taken_in(shop, GOOD).batches, taken_in(shop, GOOD).unchanged) == (1, 1)
    record = batches.show_batch(shop(), "B-1")
    assert (record.state.state, record.state.outcome, record.state.operator) == (
        State.FINISHED,
        "good",
        "Ana",
    )
    assert all(entry.imported for entry in record.entries)
    assert verify(shop.store).ok


def test_the_same_rows_in_another_order_add_nothing(shop: Workshop) -> None:
    taken_in(shop, GOOD)
    header, *rows = GOOD.splitlines()
    again = taken_in(shop, "\n".join([header, *reversed(rows)]))
    assert (again.batches, again.unchanged, again.problems) == (0, 1, ())


def test_other_rows_for_a_stored_batch_are_a_conflict_and_nothing_is_taken(shop: Workshop) -> None:
    taken_in(shop, GOOD)
    second = GOOD.replace("B-1", "B-2").removeprefix(f"{HEADER}\n")
    refused = taken_in(shop, GOOD.replace("600,g", "640,g") + second)
    assert refused.is_conflict
    assert [card.batch for card in batches.list_batches(shop())] == ["B-1"]


@pytest.mark.parametrize(
    ("wrong", "line", "sentence"),
    [
        (GOOD.replace("SOAP", "SUDS"), 2, "made from SUDS, which is not stored"),
        (GOOD.replace(",weigh oils,weighed", ",weigh oil,weighed"), 5, "weigh oils"),
        (GOOD.replace("olive oil", "palm oil"), 5, "palm oil"),
        (GOOD.replace("2026-03-01 09:15", "1 March"), 6, "1 March"),
        (GOOD + "B-1,SOAP,,batch,version,7,,,,\n", len(GOOD.splitlines()) + 1, "newest version is 1"),
    ],
)
def test_a_wrong_row_is_named_by_its_line_and_nothing_of_the_file_is_taken(
    shop: Workshop, wrong: str, line: int, sentence: str
) -> None:
    second = GOOD.replace("B-1", "B-2").removeprefix(f"{HEADER}\n")
    refused = taken_in(shop, wrong + second)
    assert refused.has_errors
    assert any(problem.line == line and sentence in problem.message for problem in refused.problems)
    assert batches.list_batches(shop()) == ()


def test_a_past_batch_belongs_to_the_version_that_was_released_when_it_began(shop: Workshop) -> None:
    shop.clock = shop.clock.replace(year=2027)
    formulas.add_formulas(shop(), [shop.file(LESS_WATER)], release=True)
    between = GOOD.replace("2026-03-01", "2026-12-24")
    taken_in(shop, GOOD + between.replace("B-1", "B-2").removeprefix(f"{HEADER}\n"))
    assert [batches.show_batch(shop(), code).plan.version for code in ("B-1", "B-2")] == [1, 1]
    taken_in(shop, GOOD.replace("2026-03-01", "2027-12-24").replace("B-1", "B-3"))
    assert batches.show_batch(shop(), "B-3").plan.version == 2


def test_a_measure_that_the_formula_does_not_know_is_taken_and_warned_of_once(shop: Workshop) -> None:
    twice = "".join(
        f"B-1,SOAP,combine,read,room humidity,{value},%,,2026-03-01 10:0{value % 10},\n" for value in (41, 42)
    )
    taken = taken_in(shop, GOOD + twice)
    assert [problem.level for problem in taken.problems] == ["warning"]
    assert taken.batches == 1


def test_a_refused_file_makes_no_store(empty_shop: Workshop) -> None:
    assert taken_in(empty_shop, GOOD).has_errors
    assert not (empty_shop.folder / "store.db").exists()


def test_no_such_file_is_said(shop: Workshop) -> None:
    with pytest.raises(NotFound, match="no file"):
        import_history(shop(), Path("nowhere.csv"))


def test_what_is_exported_gives_the_same_traces_and_deviations_elsewhere(
    shop: Workshop, tmp_path: Path
) -> None:
    taken_in(shop, GOOD)
    live = batches.start_batch(shop("09:00"), "SOAP").batch
    bench.begin(shop("09:05"), live, "weigh oils")
    bench.weigh(shop("09:06"), live, "olive oil", "640 g", "OO-2")
    bench.done(shop("09:12"), live)
    bench.read_measure(shop("09:30"), live, "oil temperature", "31 degC")
    decide.finish(shop("10:00"), live, "950 g")
    decide.reject(shop("10:01"), live, "separated")
    (tmp_path / "elsewhere").mkdir()
    elsewhere = workshop(tmp_path / "elsewhere")
    exported = elsewhere.file(export_history(shop()).text, "out.csv")
    assert import_history(elsewhere("11:00"), exported).batches == 2
    assert traces.trace_batches(elsewhere(), [live]) == traces.trace_batches(shop(), [live])
    assert [(one.id, one.sentence) for one in departures.list_deviations(elsewhere())] == [
        (one.id, one.sentence) for one in departures.list_deviations(shop())
    ]
    assert sorted(export_history(elsewhere()).text.splitlines()) == sorted(
        export_history(shop()).text.splitlines()
    )


def test_a_step_that_was_left_out_stays_so_elsewhere_though_its_deviation_is_resolved(
    shop: Workshop, tmp_path: Path
) -> None:
    taken_in(shop, GOOD)
    left_out = next(one for one in departures.list_deviations(shop()) if one.kind == "skipped")
    departures.resolve(shop("10:00"), left_out.id, "the sheet was lost", "asked Ana")
    (tmp_path / "elsewhere").mkdir()
    elsewhere = workshop(tmp_path / "elsewhere")
    exported = elsewhere.file(export_history(shop()).text, "out.csv")
    assert import_history(elsewhere("11:00"), exported).batches == 1
    assert [one.sentence for one in departures.list_deviations(elsewhere())] == [
        one.sentence for one in departures.list_deviations(shop())
    ]
