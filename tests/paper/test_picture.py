"""A chart as places and words, before anything is drawn."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from recipekeeper.chart import Asked, Chart
from recipekeeper.errors import Unreadable
from recipekeeper.paper.house_style import PrintSettings
from recipekeeper.paper.picture.chart import Picture, compose, draw
from tests.chart.kit import charted

STEADY = [Fraction(430 + (place * 7) % 5, 10) for place in range(30)]


def two_versions(asked: Asked | None = None) -> Chart:
    later = [each + 10 for each in STEADY]
    return charted([*STEADY, Fraction(60), *later], asked, versions=[1] * 31 + [2] * 30, low="40", high="500")


def kinds(picture: Picture) -> set[str]:
    return {line.kind for panel in picture.panels for line in panel.lines}


def test_everything_stands_within_its_panel() -> None:
    for panel in compose(two_versions(Asked(ewma=True))).panels:
        places = [mark.at for mark in panel.marks] + [place for line in panel.lines for place in line.places]
        heights = [height for height, _ in (*panel.ticks, *panel.labels)] + [height for _, height in places]
        assert all(-0.01 <= height <= 1.01 for height in heights)
        assert all(0 <= across <= 1 for across, _ in places)


def test_no_line_joins_two_versions_above_or_below() -> None:
    picture = compose(two_versions())
    values, ranges = picture.panels
    assert [place for place, mark in enumerate(values.marks) if not mark.joined] == [0, 31]
    # The first of each version has no difference, so the 31st mark is that of its second.
    assert [place for place, mark in enumerate(ranges.marks) if not mark.joined] == [0, 30]
    assert [name for _, name in picture.versions] == ["version 1", "version 2"]


def test_a_point_that_a_signal_names_has_a_shape_of_its_own_and_the_legend_says_so() -> None:
    picture = compose(two_versions(Asked(rules=("nelson-1",))))
    assert [mark.name for mark in picture.panels[0].marks if mark.out] == ["B-31"]
    assert "Square: named by a signal." in picture.legend
    steady = compose(charted(STEADY))
    assert not any(mark.out for mark in steady.panels[0].marks)
    assert "Square" not in steady.legend


def test_limits_bear_their_names_and_one_that_lies_far_away_is_said_instead_of_drawn() -> None:
    picture = compose(charted(STEADY, low="41.8", high="500"))
    named = {text.split()[0] for _, text in picture.panels[0].labels}
    assert named == {"upper", "centre", "lower", "formula"}
    assert "Outside the picture: 500.0 °C, which the formula sets as limits." in picture.notes
    assert "formula: 41.8 to 500.0 °C" in picture.limits


def test_moving_averages_are_drawn_with_their_limits_where_they_are_asked_for() -> None:
    averaged = {"average", "average limit"}
    assert averaged <= kinds(compose(two_versions(Asked(ewma=True))))
    assert not averaged & kinds(compose(two_versions()))


@pytest.mark.parametrize(("last", "drawn"), [(None, 200), (50, 50), (2000, 1000)])
def test_of_a_long_history_the_newest_are_drawn_and_all_are_counted(last: int | None, drawn: int) -> None:
    chart = charted([Fraction(430 + (place * 7) % 5, 10) for place in range(1000)])
    picture = compose(chart, last)
    assert len(picture.panels[0].marks) == drawn
    assert picture.panels[0].marks[-1].at[0] >= 0.99
    assert "(1000 values)" in picture.limits[0]
    assert any(f"newest {drawn} of 1000" in note for note in picture.notes) == (drawn < 1000)
    assert 1 < len([mark for mark in picture.panels[0].marks if mark.name]) <= 40


def test_of_many_signals_the_newest_are_told_and_the_others_counted() -> None:
    wild = [Fraction(43) + (20 if place % 20 == 19 else 0) + Fraction(place % 3, 10) for place in range(400)]
    picture = compose(charted(wild))
    assert picture.signals[0].endswith("earlier signals; --json lists all.")
    assert len(picture.signals) == 9


def test_no_figure_stands_beside_a_share_that_cannot_be() -> None:
    panel = compose(charted([Fraction(1)] * 10, size=20)).panels[0]
    assert all(0 <= float(figure) <= 1 for _, figure in panel.ticks)


def test_a_chart_without_values_says_so() -> None:
    picture = compose(charted(""))
    assert picture.panels == ()
    assert picture.notes == ("No batch has a value of it yet.",)


def test_a_chart_is_drawn_by_the_settings_and_the_template_of_its_maker(tmp_path: Path) -> None:
    chart = charted(STEADY)
    plain = draw(chart, "svg")
    assert draw(chart, "svg", settings=PrintSettings(maker="Ana", decimal_mark=",")).content != plain.content
    own = PrintSettings(templates=tmp_path)
    assert draw(chart, "svg", settings=own).content == plain.content
    (tmp_path / "chart.typ").write_text("#chart", encoding="utf-8")
    with pytest.raises(Unreadable, match=r"chart\.typ"):
        draw(chart, "svg", settings=own)
