"""Scaling, on a lavender soap of 5867 g.

Its alkali and water are worked out with SoapCalc's divisor 1402.5: 831.6 g KOH or 592.94 g NaOH saponify
all oils, 563.29 g leave a superfat of 5 %, and 1143.66 g of water make a lye of 33 %.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recipekeeper.errors import QuantityError
from recipekeeper.formula.amounts.scale import Scaled, scale
from recipekeeper.formula.model import Formula, Law, Line, Rounding, Step
from recipekeeper.quantity import Amount, read_amount, read_span

UP, DOWN, NEAREST = Rounding.UP, Rounding.DOWN, Rounding.NEAREST


def line(name: str, amount: str, tolerance: str, rounding: Rounding, resolution: str | None = None) -> Line:
    return Line(
        name,
        read_amount(amount),
        tolerance=read_span(tolerance),
        resolution=read_amount(resolution) if resolution else None,
        rounding=rounding,
    )


def soap(*more: Line, yields: str = "5867 g") -> Formula:
    lines = (
        line("olive oil", "2000 g", "0.25 %", UP, "1 g"),
        line("coconut oil", "1200 g", "0.25 %", UP, "1 g"),
        line("shea butter", "800 g", "0.25 %", UP, "1 g"),
        line("sodium hydroxide", "563.3 g", "0.2 %", DOWN, "0.1 g"),
        line("water", "1143.7 g", "3 %", UP, "1 g"),
        line("lavender essential oil", "120 g", "2 %", NEAREST, "0.1 g"),
        line("kaolin", "40 g", "5 %", NEAREST, "0.1 g"),
    )
    steps = (Step("weigh oils", uses=("olive oil", "coconut oil", "shea butter")),)
    return Formula("SOAP-LAV", "Lavender shea bar", read_amount(yields), lines + more, steps)


def planned(scaled: Scaled, name: str) -> str:
    found = scaled.line(name)
    assert found is not None
    return str(found.planned)


def tolerance(scaled: Scaled, name: str) -> str:
    found = scaled.line(name)
    assert found is not None
    return str(found.tolerance)


def test_at_its_own_size_only_the_water_is_rounded() -> None:
    scaled = scale(soap())
    assert scaled.factor == 1
    assert [str(each.planned) for each in scaled.lines] == [
        "2000 g", "1200 g", "800 g", "563.3 g", "1144 g", "120.0 g", "40.0 g",
    ]  # fmt: skip
    assert str(scaled.drift) == "0.3 g"


def test_on_a_scale_of_one_gram_the_alkali_goes_down_to_563() -> None:
    """563.3 g on a 0.1 g scale, 563 g on a 1 g scale, which leaves a superfat of 5.05 %."""
    scaled = scale(soap(), resolution=read_amount("1 g"))
    assert planned(scaled, "sodium hydroxide") == "563 g"
    pure_for_all_oils = Decimal("592.94")
    superfat = 100 * (1 - Decimal(563) / pure_for_all_oils)
    assert round(superfat, 2) == Decimal("5.05")


def test_three_kilograms_of_soap_take_1023_grams_of_olive_oil() -> None:
    """2000 × 3000 ÷ 5867 = 1022.67 g goes up, 1200 × 3000 ÷ 5867 = 613.60 g goes up, and
    563.3 × 3000 ÷ 5867 = 288.035 g of alkali goes down."""
    scaled = scale(soap(), read_amount("3 kg"))
    assert scaled.factor == Fraction(3000, 5867)
    assert planned(scaled, "olive oil") == "1023 g"
    assert planned(scaled, "coconut oil") == "614 g"
    assert planned(scaled, "sodium hydroxide") == "288.0 g"
    assert planned(scaled, "lavender essential oil") == "61.4 g"


def test_twelve_pounds_are_scaled_by_the_pound_of_453_59237_grams() -> None:
    """12 × 453.59237 g (NIST Handbook 44, appendix C) = 5443.10844 g, of 5867 g."""
    scaled = scale(soap(), read_amount("12 lb"), read_amount("1 g"))
    assert scaled.factor == Fraction("5443.10844") / 5867
    assert planned(scaled, "olive oil") == "1856 g"
    assert planned(scaled, "sodium hydroxide") == "522 g"
    assert str(scaled.yields) == "12 lb"


def test_a_line_in_kilograms_is_planned_in_what_the_scale_shows() -> None:
    formula = soap(line("castor oil", "1 kg", "0.5 %", UP, "1 g"))
    scaled = scale(formula, read_amount("2933.5 g"))
    assert planned(scaled, "castor oil") == "500 g"
    assert tolerance(scaled, "castor oil") == "2.5 g"


def test_a_tolerance_is_never_less_than_one_division_of_the_scale() -> None:
    """0.25 % of 800 g is 2 g; of 80 g it is 0.2 g, which a scale of 1 g cannot show."""
    assert tolerance(scale(soap()), "shea butter") == "2 g"
    assert tolerance(scale(soap(), read_amount("586.7 g")), "shea butter") == "1 g"


def test_without_a_resolution_nothing_is_rounded_and_there_is_no_drift() -> None:
    formula = Formula("TEA", "Tea", read_amount("3 l"), (Line("sugar", read_amount("200 g")),), ())
    scaled = scale(formula, read_amount("1 l"))
    assert str(scaled.lines[0].planned) == "66.6666666666667 g"
    assert scaled.lines[0].tolerance is None
    assert scaled.drift is None


def test_a_fixed_line_keeps_its_amount_at_any_size() -> None:
    retained = Line("retained sample", read_amount("50 g"), law=Law.FIXED)
    scaled = scale(soap(retained), read_amount("58.67 kg"))
    assert planned(scaled, "retained sample") == "50 g"
    assert planned(scaled, "olive oil") == "20000 g"


def test_the_step_that_uses_a_line_is_named() -> None:
    scaled = scale(soap())
    assert [each.step for each in scaled.lines[:4]] == ["weigh oils", "weigh oils", "weigh oils", None]


def test_forty_bars_scale_to_a_hundred_and_the_drift_is_one_of_weight() -> None:
    scaled = scale(soap(yields="40 bars"), read_amount("100 bars"))
    assert scaled.factor == Fraction(5, 2)
    assert planned(scaled, "water") == "2860 g"
    assert str(scaled.drift) == "0.70 g"  # water 2859.25 g up to 2860 g, alkali 1408.25 g down to 1408.2 g


@pytest.mark.parametrize(
    ("size", "said"),
    [
        ("0 g", "0 g is not a size to make: it has to be more than nothing, e.g. 5867 g."),
        (
            "40 bars",
            "SOAP-LAV yields 5867 g, so its size is a mass; 40 bars is a count. Give a size such as 5867 g.",
        ),
        (
            "3 l",
            "SOAP-LAV yields 5867 g, so its size is a mass; 3 l is a volume. Give a size such as 5867 g.",
        ),
    ],
)
def test_a_size_that_cannot_be_made_is_refused(size: str, said: str) -> None:
    with pytest.raises(QuantityError) as refused:
        scale(soap(), read_amount(size))
    assert refused.value.message == said


def test_bottles_do_not_turn_into_jars() -> None:
    with pytest.raises(QuantityError, match="counts of different things"):
        scale(soap(yields="40 bars"), read_amount("40 jars"))


def test_a_resolution_that_no_line_can_be_rounded_to_is_refused() -> None:
    with pytest.raises(QuantityError, match="No ingredient of SOAP-LAV is a volume"):
        scale(soap(), resolution=read_amount("1 ml"))


grams = st.decimals(min_value=1, max_value=100_000, places=1).map(lambda value: Amount(value, "g"))
divisions = st.sampled_from(["0.01 g", "0.1 g", "1 g", "5 g"]).map(read_amount)


@given(grams, grams)
def test_scaling_by_way_of_another_size_changes_nothing_that_a_scale_shows(
    first: Amount, second: Amount
) -> None:
    there = scale(soap(), first)
    between = Formula("SOAP-LAV", "", first, tuple(Line(each.name, each.exact) for each in there.lines), ())
    direct = scale(soap(), second)
    for detour, straight in zip(scale(between, second).lines, direct.lines, strict=True):
        assert abs(detour.exact.value - straight.exact.value) < Decimal("1e-15")


@given(grams, divisions)
def test_each_line_is_a_whole_number_of_divisions_on_the_safe_side(size: Amount, division: Amount) -> None:
    scaled = scale(soap(), size, division)
    for each, line_of in zip(scaled.lines, soap().lines, strict=True):
        moved = (each.planned - each.exact).value
        assert each.planned.unit == "g"
        assert each.planned.value % division.value == 0
        assert abs(moved) <= division.value
        assert each.tolerance is not None
        assert each.tolerance >= division
        if line_of.rounding is UP:
            assert moved >= -Decimal("1e-9")
        if line_of.rounding is DOWN:
            assert moved <= Decimal("1e-9")


@given(grams, divisions)
def test_the_drift_is_what_all_planned_weights_are_off(size: Amount, division: Amount) -> None:
    scaled = scale(soap(), size, division)
    total = sum((each.planned.value - each.exact.value for each in scaled.lines), Decimal(0))
    assert scaled.drift is not None
    assert abs(scaled.drift.value - total) < Decimal("1e-15")
