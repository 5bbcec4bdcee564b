"""Charts of stored batches: which values count, in which order, under which names."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from recipekeeper.chart import Asked, Chart
from recipekeeper.chart.baseline import Baseline, read_baseline
from recipekeeper.chart.model import Form
from recipekeeper.errors import Misused, NotFound, RecipekeeperError
from recipekeeper.operations import batches
from recipekeeper.operations.formulas import versions as formulas
from recipekeeper.operations.history.charts import chart_subjects, draw_chart
from recipekeeper.operations.history.histories import import_history
from recipekeeper.operations.recording.portions import lose
from tests.batch.bench import SOAP
from tests.operations.workshop import Workshop

HEADER = "batch,formula,step,kind,name,value,unit,lot,at,by"
FLOW = "49.6 47.6 49.9 51.3 47.8 51.2 52.6 52.4 53.6 52.1"
"""NIST/SEMATECH e-Handbook 6.3.2.2."""
PLACE = "combine/oil temperature"


def batch(code: str, day: int, rows: Iterable[str], version: int = 1) -> list[str]:
    return [
        f"{code},SOAP,,batch,size,1000,g,,2026-03-{day:02}T09:00+01:00,Ana",
        f"{code},SOAP,,batch,version,{version},,,,",
        *(f"{code},SOAP,{row}" for row in rows),
    ]


def reading(value: str, day: int, measure: str = "oil temperature") -> str:
    return f"combine,read,{measure},{value},,,2026-03-{day:02}T10:00+01:00,"


def taken_in(shop: Workshop, *batches: list[str]) -> None:
    rows = [row for each in batches for row in each]
    taken = import_history(shop("12:00"), shop.file("\n".join([HEADER, *rows]) + "\n", "history.csv"))
    assert not taken.has_errors, taken.problems


def flow(shop: Workshop, measure: str = "oil temperature") -> None:
    values = list(enumerate(FLOW.split(), start=1))
    taken_in(
        shop, *(batch(f"B-{day}", day, [reading(value, day, measure)]) for day, value in reversed(values))
    )


def chart(shop: Workshop, what: str, asked: Asked | None = None, reference: str = "SOAP") -> Chart:
    return draw_chart(shop(), reference, what, asked).chart


def wanted(made: Chart) -> list[float | None]:
    ends = (made.wanted.low, made.wanted.high, made.wanted.target)
    return [None if end is None else float(end) for end in ends]


def values(made: Chart) -> list[float]:
    return [point.value for point in made.points]


@pytest.mark.parametrize("typed", [PLACE, "oil temp", "COMB/oil", f"reading:{PLACE}"])
def test_readings_come_in_order_of_time_with_the_limits_of_nist(shop: Workshop, typed: str) -> None:
    flow(shop)
    made = chart(shop, typed)
    assert values(made) == [float(each) for each in FLOW.split()]
    assert made.current is not None
    assert made.current.center == 50.81
    assert (f"{made.current.upper:.4f}", f"{made.current.lower:.4f}") == ("55.8041", "45.8159")
    assert (wanted(made), made.unit) == ([40, 46, 43], "°C")


def test_of_several_readings_the_last_in_force_counts_in_the_unit_of_the_plan(shop: Workshop) -> None:
    taken_in(
        shop,
        batch("B-1", 1, [reading("41", 1), "combine,read,oil temperature,104,degF,,2026-03-01T10:05+01:00,"]),
    )
    assert values(chart(shop, PLACE)) == [40.0]


def test_a_void_batch_and_a_trial_count_nowhere(shop: Workshop) -> None:
    taken_in(
        shop,
        batch("B-1", 1, [reading("41", 1)]),
        batch("B-2", 2, [reading("42", 2)]),
        batch("B-3", 3, [reading("43", 3), ",batch,trial,yes,,,,"]),
    )
    batches.void_batch(shop(), "B-1", "spilt")
    assert values(chart(shop, PLACE)) == [42.0]


def test_a_weight_is_in_percent_of_its_plan_at_the_size_of_its_batch(shop: Workshop) -> None:
    taken_in(shop, batch("B-1", 1, ["weigh oils,weighed,olive oil,594,g,,,"]))
    made = chart(shop, "weight:olive")
    assert values(made) == [99.0]
    assert wanted(made) == [99, 101, 100]
    assert values(chart(shop, "weight:weigh oils/olive oil")) == [99.0]


def test_a_duration_is_in_minutes_beside_the_limits_of_the_step(shop: Workshop) -> None:
    rows = ["combine,started,,,,,2026-03-01T10:00+01:00,", "combine,ended,,,,,2026-03-01T10:05+01:00,"]
    taken_in(shop, batch("B-1", 1, rows))
    made = chart(shop, "duration:combine")
    assert (values(made), made.unit) == ([5.0], "min")
    assert wanted(made) == [2, 6, 4]


def test_words_are_charted_as_the_share_of_batches_with_an_accepted_one(shop: Workshop) -> None:
    said = ["light", "medium", "none", "light"]
    taken_in(
        shop,
        *(batch(f"B-{day}", day, [reading(word, day, "trace")]) for day, word in enumerate(said, start=1)),
    )
    made = chart(shop, "combine/trace", Asked(group=2))
    assert (made.form.value, values(made)) == ("p", [1.0, 0.5])
    assert [(point.batch, point.last) for point in made.points] == [("B-1", "B-2"), ("B-3", "B-4")]


def test_a_renamed_measure_stays_one_chart_with_limits_for_each_version(shop: Workshop) -> None:
    flow(shop)
    renamed = SOAP.replace('measure = "oil temperature"', 'measure = "oils"\nwas = "oil temperature"')
    formulas.add_formulas(shop("11:00"), [shop.file(renamed)], release=True)
    taken_in(shop, *(batch(f"C-{day}", day, [reading("43", day, "oils")], version=2) for day in (21, 22)))
    made = chart(shop, "combine/oils")
    assert [(segment.version, segment.n) for segment in made.segments] == [(1, 10), (2, 2)]
    assert len(chart(shop, "oil temperature", reference="SOAP@1").points) == 10


def test_a_measure_that_the_formula_does_not_have_is_charted_as_well(shop: Workshop) -> None:
    flow(shop, "room humidity")
    made = chart(shop, "room humidity")
    assert len(made.points) == 10
    assert "sets no limits" in made.refused


def test_a_formula_without_batches_has_an_empty_chart(shop: Workshop) -> None:
    assert chart(shop, PLACE).points == ()


@pytest.mark.parametrize(
    ("what", "error", "said"),
    [
        ("combine/colour", NotFound, "oil temperature"),
        ("weight:salt", NotFound, "olive oil"),
        ("order:combine", Misused, "nothing that can be charted"),
    ],
)
def test_what_cannot_be_charted_is_refused_with_what_can(
    shop: Workshop, what: str, error: type[RecipekeeperError], said: str
) -> None:
    with pytest.raises(error, match=said):
        chart(shop, what)


def test_a_baseline_that_gives_no_limits_is_refused_with_one_that_does() -> None:
    for typed in ("1", "0", "B-1..", "..", "many", "-3"):
        with pytest.raises(Misused, match=r"at least 2.*SOAP-1\.\.SOAP-25"):
            read_baseline(typed)
    assert read_baseline("20") == Baseline(20)
    assert read_baseline(" B-1 .. B-9 ") == Baseline(first="B-1", last="B-9")


@pytest.mark.parametrize(("ending", "begins"), [("pdf", b"%PDF"), ("svg", b"<svg"), ("png", b"\x89PNG")])
def test_a_chart_is_drawn_as_pdf_svg_and_png_and_twice_the_same(
    shop: Workshop, tmp_path: Path, ending: str, begins: bytes
) -> None:
    flow(shop)
    drawn = []
    for name in ("one", "two"):
        target = tmp_path / f"{name}.{ending}"
        draw_chart(shop(), "SOAP", PLACE, target=target)
        drawn.append(target.read_bytes())
    assert drawn[0].startswith(begins)
    assert drawn[0] == drawn[1]


def test_another_ending_is_refused_before_anything_is_read(shop: Workshop, tmp_path: Path) -> None:
    with pytest.raises(Misused, match=r"\.pdf, \.svg or \.png"):
        draw_chart(shop(), "NOWHERE", PLACE, target=tmp_path / "chart.jpg")


def test_all_that_can_be_charted_is_offered_and_can_be(shop: Workshop) -> None:
    flow(shop)
    offered = chart_subjects(shop(), "SOAP")
    assert {PLACE, "weight:olive oil", "duration:combine", "wait:combine", "yield"} <= set(offered)
    assert all(chart(shop, each).title for each in offered)


# Pieces


def pieces(day: int, *rows: str, units: int | None = 20) -> list[str]:
    made = [] if units is None else [f",batch,units,{units},bar,,,"]
    return batch(f"B-{day}", day, [*rows, *made])


def test_rejects_that_were_read_are_a_share_of_the_pieces_that_the_batch_gave(shop: Workshop) -> None:
    taken_in(
        shop,
        pieces(1, reading("3", 1, "rejects")),
        pieces(2, reading("0", 2, "rejects"), units=25),
        pieces(3, reading("2", 3, "rejects"), units=None),
        pieces(4, reading("21", 4, "rejects")),
        pieces(5, reading("some", 5, "rejects")),
    )
    made = chart(shop, "rejects")
    assert (made.form.value, made.title) == ("p", "share of rejected pieces")
    assert [(point.value, point.size) for point in made.points] == [(0.15, 20), (0.0, 25), (0.0, 20)]
    assert "Left out, because nobody said how many pieces it gave: rk finish --units: B-3." in made.notes
    assert "Left out, because more are counted than it gave: B-4." in made.notes


def test_pieces_that_were_lost_are_a_share_of_them_and_of_those_that_the_batch_gave(shop: Workshop) -> None:
    taken_in(shop, pieces(1), pieces(2))
    for code, kind, amount in (
        ("B-1", "other", "5 bars"),
        ("B-1", "sample", "1 bar"),
        ("B-2", "trim", "40 g"),
    ):
        lose(shop(), code, kind, amount)
    made = chart(shop, "rejects")
    assert [(point.value, point.size) for point in made.points] == [(0.2, 25), (0.0, 20)]


def test_a_count_is_charted_as_a_number_or_as_a_share_as_it_is_asked_for(shop: Workshop) -> None:
    taken_in(shop, *(pieces(day, reading(f"{day}", day, "cracks")) for day in range(1, 5)))
    number = chart(shop, "cracks", Asked(form=Form.COUNT))
    share = chart(shop, "cracks", Asked(form=Form.SHARE))
    assert (values(number), number.form) == ([1.0, 2.0, 3.0, 4.0], Form.COUNT)
    assert (values(share), share.form) == ([0.05, 0.1, 0.15, 0.2], Form.SHARE)
    assert chart(shop, "cracks").form is Form.INDIVIDUALS
    assert not any("--as p" in note for note in number.notes)
    taken_in(shop, pieces(5, reading("1", 5, "cracks"), units=30))
    assert any("--as p" in note for note in chart(shop, "cracks", Asked(form=Form.COUNT)).notes)


def test_a_word_among_numbers_and_another_kind_of_number_are_left_out_by_name(shop: Workshop) -> None:
    taken_in(
        shop,
        batch("B-1", 1, [reading("43", 1, "room")]),
        batch("B-2", 2, [reading("warm", 2, "room")]),
        batch("B-3", 3, ["combine,read,room,60,%,,,"]),
        batch("B-4", 4, []),
    )
    made = chart(shop, "room")
    assert [point.batch for point in made.points] == ["B-1"]
    assert "Left out, because the value is of another kind: B-2, B-3." in made.notes


@pytest.mark.parametrize(
    ("what", "form", "said"),
    [
        ("yield", Form.COUNT, "measured, not counted"),
        ("combine/trace", Form.COUNT, "in words"),
        ("rejects", Form.INDIVIDUALS, "counted, not measured"),
    ],
)
def test_a_form_that_does_not_fit_is_refused(shop: Workshop, what: str, form: Form, said: str) -> None:
    with pytest.raises(Misused, match=said):
        chart(shop, what, Asked(form=form))


# The superfat


def test_the_superfat_is_charted_once_all_oils_and_all_alkali_are_weighed(shop: Workshop) -> None:
    oil, alkali = ",weighed,olive oil,600,g,,,", ",weighed,sodium hydroxide,100,g,,,"
    more_oil = ",weighed,olive oil,620,g,,,"
    taken_in(
        shop, batch("B-1", 1, [oil, alkali]), batch("B-2", 2, [oil]), batch("B-3", 3, [more_oil, alkali])
    )
    made = chart(shop, "superfat")
    assert ([point.batch for point in made.points], made.unit) == (["B-1", "B-3"], "%")
    assert values(made)[0] == wanted(made)[2]
    # 20 g more of 600 g: what takes up all the lye grows by a thirtieth.
    assert 100 - values(made)[1] == pytest.approx((100 - values(made)[0]) * 600 / 620)


def test_what_is_no_soap_has_no_superfat(shop: Workshop) -> None:
    jam = 'format = 1\ncode = "JAM"\nname = "Jam"\nkind = "jam"\nyields = "500 g"\n'
    line = '[[ingredient]]\nname = "plums"\namount = "500 g"\n[[step]]\nname = "cook"\nuses = ["plums"]\n'
    formulas.add_formulas(shop(), [shop.file(jam + line, "jam.toml")], release=True)
    with pytest.raises(NotFound, match="JAM@1 is no soap"):
        chart(shop, "superfat", reference="JAM")
    assert "superfat" not in chart_subjects(shop(), "JAM")


# Baselines


def test_limits_are_frozen_on_named_batches_and_one_is_left_out_of_them(shop: Workshop) -> None:
    flow(shop)
    made = chart(shop, PLACE, Asked(baseline=Baseline(first="b-1", last="B-9", without=frozenset({"B-5"}))))
    now = made.current
    assert now is not None
    assert (now.base, now.first, now.last, now.without) == (8, "B-1", "B-9", ("B-5",))
    assert len(made.points) == 10


@pytest.mark.parametrize(
    ("baseline", "error", "said"),
    [
        (Baseline(first="B-9", last="B-2"), Misused, "came before"),
        (Baseline(first="B-2", last="C-1"), NotFound, "C-1"),
        (Baseline(without=frozenset(f"B-{day}" for day in range(1, 11))), Misused, "leaves no batch"),
    ],
)
def test_a_baseline_that_is_none_is_refused(
    shop: Workshop, baseline: Baseline, error: type[RecipekeeperError], said: str
) -> None:
    flow(shop)
    with pytest.raises(error, match=said):
        chart(shop, PLACE, Asked(baseline=baseline))


def test_words_know_no_single_batch_of_a_baseline(shop: Workshop) -> None:
    taken_in(shop, *(batch(f"B-{day}", day, [reading("light", day, "trace")]) for day in range(1, 5)))
    with pytest.raises(Misused, match="number of groups"):
        chart(shop, "combine/trace", Asked(baseline=Baseline(without=frozenset({"B-1"}))))
