"""What holds at every size: factors multiply exactly, rounding is on the safe side."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from recipekeeper.formula.amounts.balance import solve
from recipekeeper.formula.amounts.derived import rounding_note, total
from recipekeeper.formula.amounts.lye import computed, lye_state
from recipekeeper.formula.amounts.scale import scale
from recipekeeper.formula.lye import Lye
from recipekeeper.formula.model import Formula
from recipekeeper.formula.sizing.size import by_part
from recipekeeper.quantity import Amount
from tests.formula.bastille import formula

factors = st.fractions(min_value=Fraction(1, 100), max_value=100, max_denominator=1000).filter(bool)
resolutions = st.sampled_from(["0.01 g", "0.1 g", "1 g", "5 g"])
saps = st.integers(170, 270).map(lambda value: f"{value} mg KOH/g")


@st.composite
def soaps(draw: st.DrawFn) -> Formula:
    """A soap of shares with a lye, of any alkali, strength and way of water, on any scales."""
    cuts = sorted(draw(st.lists(st.integers(1, 99), min_size=1, max_size=4, unique=True)))
    shares = [high - low for low, high in zip([0, *cuts], [*cuts, 100], strict=True)]
    alkali: Any = draw(st.sampled_from(["NaOH", "KOH", {"NaOH": "60 %", "KOH": "40 %"}]))
    water = draw(
        st.sampled_from(
            [{"concentration": "33 %"}, {"water_ratio": "2:1"}, {"water": "38 %"}, {"solution": "50 %"}]
        )
    )
    lye = {
        "alkali": alkali,
        "superfat": draw(st.sampled_from(["0 %", "5 %", "8.5 %"])),
        "resolution": draw(resolutions),
        "water_resolution": draw(resolutions),
        **({"concentration": "30 %"} | water if "solution" in water else water),
    }
    if "solution" not in water:
        lye["purity"] = draw(st.sampled_from(["100 %", "98 %", "90 %"]))
    ingredients = [
        {
            "name": f"oil {n}",
            "phase": "oils",
            "share": f"{share} %",
            "sap": draw(saps),
            "resolution": draw(resolutions),
        }
        for n, share in enumerate(shares)
    ]
    return formula(
        {
            "code": "SOAP",
            "name": "Soap",
            "yields": "1500 g",
            "basis": "oils",
            "basis_amount": "1000 g",
            "lye": lye,
            "ingredient": ingredients,
        }
    )


@settings(max_examples=50)
@given(soaps(), st.decimals(min_value="0.01", max_value=100, places=3), factors)
def test_scaling_by_a_and_then_by_b_is_scaling_by_ab(soap: Formula, a: Decimal, b: Fraction) -> None:
    """Exactly, in fractions: the soap that is written at a times the size, and then scaled by b."""
    assert soap.basis_amount is not None
    written = replace(
        soap,
        yields=soap.yields.times(Fraction(a)),
        basis_amount=soap.basis_amount.times(Fraction(a)),
    )
    assert solve(written, b).values == solve(soap, Fraction(a) * b).values


@settings(max_examples=80)
@given(soaps(), factors)
def test_rounding_never_gives_more_alkali_than_the_rounded_oils_call_for(
    soap: Formula, factor: Fraction
) -> None:
    scaled = scale(soap, factor=factor)
    assert isinstance(soap.lye, Lye)
    koh = sum(
        (
            planned.planned.exact_in("g") * line.sap.koh
            for line, planned in zip(soap.lines, scaled.lines, strict=True)
            if line.sap
        ),
        Fraction(0),
    )
    for part in computed(soap.lye):
        line = scaled.line(part.name)
        assert line is not None
        if part.alkali:
            assert line.planned.exact_in("g") <= part.per_koh * koh * (1 + Fraction(1, 10**20))
    state = lye_state(soap, scaled.weights)
    assert state is not None
    assert state.superfat >= soap.lye.superfat - Fraction(1, 10**20)


@settings(max_examples=80)
@given(soaps(), factors)
def test_rounding_never_lowers_an_oil_or_the_water(soap: Formula, factor: Fraction) -> None:
    for line, planned in zip(soap.lines, scale(soap, factor=factor).lines, strict=True):
        if line.sap or line.name == "water":
            assert planned.planned >= planned.exact


@settings(max_examples=80)
@given(soaps(), factors)
def test_the_parts_sum_to_what_they_were_or_the_difference_is_stated(soap: Formula, factor: Fraction) -> None:
    scaled = scale(soap, factor=factor)
    summed, note = total(soap, scaled), rounding_note(total(soap, scaled))
    assert summed is not None
    off = sum((each.planned.exact_in("g") for each in scaled.lines), Fraction(0)) - summed.exact.exact_in("g")
    assert abs(off - summed.difference.exact_in("g")) < Fraction(1, 10**10)
    assert (note is None) == (not summed.difference.value)


@settings(max_examples=60)
@given(soaps(), st.decimals(min_value=1, max_value=100_000, places=2))
def test_so_much_of_a_part_is_that_much_to_the_last_digit(soap: Formula, grams: Any) -> None:
    oils = [number for number, line in enumerate(soap.lines) if line.sap]
    everything = list(range(len(soap.lines)))
    for lines in (oils, oils[:1], everything):
        size = by_part(soap, Amount(grams, "g"), lines, "part")
        values = solve(soap, size.factor).values
        assert sum(values[number] for number in lines) == Fraction(grams)
