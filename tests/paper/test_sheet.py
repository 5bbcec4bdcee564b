"""What stands on a sheet, before anything is drawn."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from recipekeeper.batch.model import Plan
from recipekeeper.formula.amounts.scale import scale
from recipekeeper.formula.model import Check, Formula, Step
from recipekeeper.paper.figures import duration_words, limits_text, yield_range
from recipekeeper.paper.sheet.compose import LYE_HAZARD, compose, is_caustic
from recipekeeper.paper.sheet.page import CheckRow, WeighRow
from recipekeeper.paper.sheet.text import as_text
from recipekeeper.quantity import Amount, read_amount, read_duration, read_setpoint
from tests.batch.bench import formula as read_formula
from tests.batch.sauce import SAUCE
from tests.formula.soaps import formula as written
from tests.formula.soaps import line as ingredient
from tests.formula.soaps import soap
from tests.paper.plans import MOMENT, formula, limits, line, plan


def weighed(name: str, weight: str, tolerance: str = "", resolution: str = "") -> WeighRow:
    composed = compose(plan(formula(line(name, weight, tolerance, resolution))), printed=MOMENT)
    return composed.phases[0].rows[0]


def checked(check: Check, lasts: str = "45 min") -> CheckRow:
    composed = compose(
        plan(formula(steps=(Step("fill", lasts=read_duration(lasts), checks=(check,)),))), printed=MOMENT
    )
    return composed.steps[0].checks[0]


def test_the_range_of_the_lye_is_rounded_inwards_to_the_scale() -> None:
    # 563.3 g ± 0.2 % is 562.1734 to 564.4266 g.
    row = weighed("sodium hydroxide", "563.3 g", "0.2 %", "0.1 g")
    assert (row.low, row.target, row.high, row.unit) == ("562.2", "563.3", "564.4", "g")


def test_a_scale_of_a_tenth_shows_its_decimal_on_a_whole_weight_too() -> None:
    row = weighed("kaolin", "40 g", "5 %", "0.1 g")
    assert (row.low, row.target, row.high, row.scale) == ("38.0", "40.0", "42.0", "0.1 g")


def test_without_a_scale_nothing_has_more_than_six_digits() -> None:
    row = weighed("water", "333.333333333 g", "1 %")
    assert (row.low, row.target, row.high) == ("330", "333.333", "336.666")


def test_without_a_tolerance_no_range_is_invented() -> None:
    row = weighed("salt", "30 g", resolution="1 g")
    assert (row.low, row.high) == ("", "")


@given(
    weight=some.decimals("0.01", "99999", places=2),
    tolerance=some.decimals("0.01", "20", places=2),
    division=some.sampled_from(["0.1 g", "0.5 g", "1 g", "5 g", ""]),
)
@settings(max_examples=60, deadline=None)
def test_no_figure_of_the_range_is_outside_the_tolerance(
    weight: Decimal, tolerance: Decimal, division: str
) -> None:
    planned = plan(formula(line("oil", f"{weight} g", f"{tolerance} %", division)))
    scaled = planned.scaled.lines[0]
    row = compose(planned, printed=MOMENT).phases[0].rows[0]
    room = scaled.tolerance
    assert isinstance(room, Amount)
    assert max(scaled.planned.value - room.value, Decimal(0)) <= Decimal(row.low)
    assert Decimal(row.low) <= Decimal(row.target) <= Decimal(row.high)
    assert Decimal(row.high) <= scaled.planned.value + room.value


def test_phases_stand_in_their_first_order_and_rows_are_numbered_as_printed() -> None:
    composed = compose(
        plan(
            formula(
                line("olive oil", "10 g", phase="oils"),
                line("water", "4 g", phase="lye"),
                line("shea butter", "2 g", phase="oils"),
            )
        ),
        printed=MOMENT,
    )
    assert [(phase.name, [row.name for row in phase.rows]) for phase in composed.phases] == [
        ("oils", ["olive oil", "shea butter"]),
        ("lye", ["water"]),
    ]
    assert [row.number for phase in composed.phases for row in phase.rows] == [1, 2, 3]


@pytest.mark.parametrize(
    "name", ["sodium hydroxide", "Potassium Hydroxide 90 %", "NaOH", "KOH", "caustic soda", "lye, flakes"]
)
def test_an_alkali_is_known_by_its_names(name: str) -> None:
    assert is_caustic(name)


@pytest.mark.parametrize(
    "name", ["sodium lactate", "water", "lye solution", "magnesium hydroxide", "koha leaf"]
)
def test_what_is_no_alkali_bears_no_hazard(name: str) -> None:
    assert not is_caustic(name)


def test_the_lye_hazard_stands_only_where_there_is_an_alkali() -> None:
    soap = compose(plan(formula(line("sodium hydroxide", "143 g"))), printed=MOMENT)
    lotion = compose(plan(formula(line("water", "143 g"))), printed=MOMENT)
    assert (soap.hazard, lotion.hazard) == (LYE_HAZARD, "")


def test_limits_that_are_critical_themselves_are_written_once() -> None:
    both = checked(Check("pH", limits=limits(high="4.0 pH"), critical=limits(high="4.0 pH")))
    assert (both.limits, both.critical) == ("", "≤ 4.0 pH")


def test_target_working_limits_and_critical_limits_are_three_things() -> None:
    row = checked(
        Check(
            "oil temperature",
            read_setpoint("43 degC"),
            limits=limits("40 degC", "46 degC"),
            critical=limits("38 degC", "49 degC"),
        )
    )
    assert (row.target, row.limits, row.critical) == ("43 °C", "40–46 °C", "38–49 °C")


def test_a_reading_every_quarter_of_an_hour_gets_a_blank_for_each() -> None:
    row = checked(Check("fill temperature", limits=limits("85 degC"), each=read_duration("15 min")))
    assert (row.often, row.readings) == ("every 15 min", 4)


def test_a_year_of_daily_readings_does_not_fill_the_page_with_blanks() -> None:
    row = checked(Check("temperature", each=read_duration("1 d")), lasts="365 d")
    assert row.readings == 18


def test_negative_limits_are_written_with_a_word_between_them() -> None:
    assert limits_text(limits("-0.2 %", "0.2 %")) == "−0.2 to 0.2 %"


def test_a_duration_shares_its_unit_with_its_tolerance() -> None:
    assert duration_words(read_duration("4 min"), read_duration("2.5 min")) == "4 ± 2.5 min"
    assert duration_words(read_duration("28 h"), read_duration("90 min")) == "28 h ± 90 min"


def test_the_yield_is_given_in_what_is_weighed_and_in_percent() -> None:
    # 90 % of 5867 g is 5280.3 g, 102 % is 5984.34 g.
    assert yield_range(read_amount("5867 g"), limits("90 %", "102 %")) == "5281–5984 g (90–102 %)"
    assert yield_range(read_amount("114 bottles"), limits("96 %")) == "≥ 110 bottles (≥ 96 %)"


def test_a_plan_without_a_batch_code_makes_a_blank_sheet_with_the_day_it_was_printed() -> None:
    blank = compose(plan(formula()), printed=MOMENT)
    assert (blank.batch, blank.begun, blank.printed) == ("", "", "2026-11-21 14:10")


def test_a_soap_says_what_its_weights_give_and_a_share_what_it_is_of() -> None:
    made = soap(
        {"olive oil": ("1000 g", "190 mg KOH/g")},
        {"alkali": "NaOH", "superfat": "5 %", "concentration": "33 %", "resolution": "1 g"},
        ingredient("lavender essential oil", share="3 %", of="oils"),
    )
    sheet = compose(Plan("", made, 1, scale(made)), printed=MOMENT)
    # 128.69 g of NaOH as they are rounded: 128 g leave 5.5 % of the oil.
    assert sheet.lye == "superfat 5.5 %, lye 32.9 % (2.04 : 1), water 26.1 % of oils"
    assert sheet.phases[-1].rows[-1].about == ("3 % of oils",)
    assert "These weights give superfat 5.5 %" in as_text(sheet)


def rows_of(made: Formula) -> dict[str, WeighRow]:
    sheet = compose(Plan("", made, 1, scale(made)), printed=MOMENT)
    return {row.name: row for phase in sheet.phases for row in phase.rows}


def test_a_lye_says_how_strong_its_alkali_is_reckoned() -> None:
    lye = {"alkali": "KOH", "purity": "90 %", "superfat": "3 %", "water_ratio": "3:1"}
    rows = rows_of(soap({"olive oil": ("1000 g", "190 mg KOH/g")}, lye))
    assert rows["potassium hydroxide"].about == ("90 % KOH",)
    assert rows["water"].about == rows["olive oil"].about == ()
    pure = rows_of(soap({"olive oil": ("1000 g", "190 mg KOH/g")}, lye | {"purity": "100 %"}))
    assert pure["potassium hydroxide"].about == ()


def test_what_comes_in_packs_says_so_and_asks_for_no_such_scale() -> None:
    ale = written({"ingredient": [ingredient("yeast", "11.5 g", scales="stepwise", pack="11.5 g")]})
    assert rows_of(ale)["yeast"].about == ("packs of 11.5 g",)
    assert rows_of(ale)["yeast"].scale == ""
    assert "packs of 11.5 g" in as_text(compose(plan(ale), printed=MOMENT))


def test_a_line_says_which_formula_makes_it_and_which_one_fills_up() -> None:
    dough = written(
        {
            "basis": "total",
            "basis_amount": "1000 g",
            "ingredient": [
                ingredient("levain", share="20 %", formula="LEVAIN@1"),
                ingredient("water", "q.s."),
            ],
        }
    )
    assert rows_of(dough)["levain"].about == ("20 % of the total", "LEVAIN@1")
    assert rows_of(dough)["water"].about == ("q.s.",)


def test_the_yield_says_how_many_pieces_it_fills() -> None:
    dough = {"yields": "19220 g", "ingredient": [ingredient("dough", "19220 g")]}
    loaves = written(dough | {"fill": {"each": "900 g", "unit": "loaf", "loss": "1.5 %"}})
    assert compose(plan(loaves), printed=MOMENT).theoretical == "19220 g, 21 loaves of 900 g"
    wreaths = written(dough | {"fill": {"each": "9 kg", "unit": "wreath"}})
    assert compose(plan(wreaths), printed=MOMENT).theoretical == "19220 g, 2 × 9 kg"
    assert compose(plan(written(dough)), printed=MOMENT).theoretical == "19220 g"


def test_a_check_says_what_it_is_read_with_and_that_a_second_person_looks() -> None:
    asked = Check("pH", instrument="pH meter", checked=True, each=read_duration("15 min"))
    assert checked(asked).often == "with a pH meter, checked by a second person, every 15 min"
    assert checked(Check("pH", meter_above=read_setpoint("4.0 pH"))).often == "with a pH meter above 4.0 pH"


def test_what_a_second_person_checks_stands_at_the_line_and_at_the_step() -> None:
    lye = replace(line("sodium hydroxide", "563.3 g"), checked=True)
    composed = compose(plan(formula(lye, steps=(Step("make lye", checked=True),))), printed=MOMENT)
    assert composed.phases[0].rows[0].about == ("checked by a second person",)
    assert composed.steps[0].text == ("To be checked by a second person.",)


def test_a_limit_by_another_reading_is_printed_row_by_row_and_a_test_with_its_time() -> None:
    composed = compose(plan(read_formula(SAUCE)), printed=MOMENT)
    _, fill, later = composed.steps
    assert fill.checks[0].critical == (
        "by pH: to 3.0 ≥ 65.6 °C, to 3.2 ≥ 68.9 °C, to 3.8 ≥ 81.1 °C, to 4.0 ≥ 83.9 °C, to 4.2 ≥ 87.8 °C"
    )
    assert later.checks[0].often == "due 24 h after fill"


def test_a_weight_of_several_weeks_has_a_blank_for_each() -> None:
    weeks = tuple(read_duration(f"{days} d") for days in (7, 14, 28))
    row = checked(Check("bar weight", target=read_setpoint("136 g"), due=weeks))
    assert (row.often, row.readings) == ("due 7 d, 14 d, 28 d after the step before", 3)
