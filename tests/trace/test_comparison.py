"""What is compared with what: versions, names, sizes, units; and that no record is too strange or long."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import isfinite

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recipekeeper.formula.model import Formula
from recipekeeper.trace import trace
from tests.trace.brine import BRINE, bad, good, usual, with_reading
from tests.trace.kit import Made, batch, found, line, step, target, total, words

PH = "reading:ferment/pH"
SALT = "weight:dissolve/salt"


# Versions, names, sizes, units


def renamed() -> Formula:
    lines = [line("water", "2000 g", "brine", "1 %"), line("sea salt", "100 g", "brine", was="salt")]
    steps = [
        step(
            "make brine",
            "10 min",
            "3 min",
            target("brine temperature", "20 degC", "2 degC"),
            uses=("brine",),
            was="dissolve",
        ),
        step(
            "ferment",
            "120 h",
            "24 h",
            target("acidity", "3.8 pH", "0.2 pH", was="pH"),
            words("smell", "clean"),
            wait_at_most="30 min",
        ),
        BRINE.steps[2],
    ]
    return replace(BRINE, yields=BRINE.yields.times(Fraction(2)), lines=tuple(lines), steps=tuple(steps))


def in_new_words(made: Made) -> Made:
    words = {"dissolve": "make brine", "pH": "acidity", "salt": "sea salt"}
    return replace(
        made,
        weights={words.get(name, name): text for name, text in made.weights.items()},
        lots={words.get(name, name): lot for name, lot in made.lots.items()},
        readings={
            (words.get(at, at), words.get(name, name)): text for (at, name), text in made.readings.items()
        },
        minutes={words.get(name, name): value for name, value in made.minutes.items()},
        version=2,
        size="1050 g",
    )


def test_renamed_steps_ingredients_and_measures_stay_joined_to_their_history() -> None:
    sour = with_reading(usual(50), "ferment", "pH", "4.90 pH")
    same = trace(bad(sour), good(12))
    old_names = trace(bad(in_new_words(sour), renamed()), good(12))
    assert old_names.candidates[0].factor == "reading:ferment/acidity"
    assert found(old_names, "weight:make brine/sea salt").sentence.endswith(
        "usual 49.9 to 50.1 in 12 good batches"
    )
    assert found(old_names, "lot:sea salt=S-1").sentence.startswith("sea salt lot S-1: 0 of 12 other batches")
    assert old_names.candidates[0].probability == pytest.approx(same.candidates[0].probability, abs=0.05)


def test_the_old_version_is_compared_with_the_new_one_as_well() -> None:
    newer = [batch(renamed(), in_new_words(usual(number))) for number in range(12)]
    answer = trace(bad(with_reading(usual(50), "ferment", "pH", "4.90 pH")), newer)
    assert answer.candidates[0].factor == PH
    assert "in 12 good batches" in answer.candidates[0].sentence


def test_each_batch_is_compared_with_the_target_of_its_own_version() -> None:
    warm = replace(
        BRINE,
        steps=(
            replace(BRINE.steps[0], checks=(target("brine temperature", "30 degC", "2 degC"),)),
            *BRINE.steps[1:],
        ),
    )
    moved = with_reading(replace(usual(50), version=2), "dissolve", "brine temperature", "30.2 degC")
    assert trace(bad(moved, warm), good(12)).verdict == "unexplained"
    stuck = with_reading(moved, "dissolve", "brine temperature", "20.2 degC")
    answer = trace(bad(stuck, warm), good(12))
    assert answer.candidates[0].factor == "reading:dissolve/brine temperature"
    assert "plan 30, usual 29." in answer.candidates[0].sentence


def test_a_double_batch_weighed_right_is_no_odder_than_a_single_one() -> None:
    short = replace(usual(50), weights={"water": "1001 g", "salt": "30.0 g"})
    twice = replace(usual(50), weights={"water": "2002 g", "salt": "60.0 g"}, size="2100 g")
    single, double = trace(bad(short), good(12)), trace(bad(twice), good(12))
    assert found(double, SALT).probability == pytest.approx(found(single, SALT).probability, abs=0.03)
    assert found(double, "weight:dissolve/water").probability < 0.01
    assert "salt 60.0 g at dissolve; plan 100 g, usual 99." in found(double, SALT).sentence


def test_a_reading_in_fahrenheit_is_compared_in_the_unit_of_the_plan() -> None:
    in_celsius = trace(bad(with_reading(usual(50), "dissolve", "brine temperature", "30 degC")), good(12))
    in_fahrenheit = trace(bad(with_reading(usual(50), "dissolve", "brine temperature", "86 degF")), good(12))
    factor = "reading:dissolve/brine temperature"
    assert found(in_fahrenheit, factor).probability == pytest.approx(
        found(in_celsius, factor).probability, abs=0.01
    )
    assert "brine temperature 86 °F at dissolve; plan 20 °C" in found(in_fahrenheit, factor).sentence


def test_a_reading_in_another_dimension_counts_as_blank() -> None:
    answer = trace(bad(with_reading(usual(50), "dissolve", "brine temperature", "30 g")), good(12))
    assert answer.blanks == ("brine temperature at dissolve",)


def test_a_measure_that_no_plan_knows_is_compared_with_its_own_history() -> None:
    others = [
        batch(BRINE, with_reading(usual(n), "ferment", "room", f"{18 + n % 3} degC")) for n in range(12)
    ]
    answer = trace(bad(with_reading(usual(50), "ferment", "room", "35 degC")), others)
    assert answer.candidates[0].factor == "reading:ferment/room"
    assert "room 35 °C at ferment; usual 18 to 20 in 12 good batches" in answer.candidates[0].sentence


# What instruments show


def test_one_reading_with_more_digits_than_the_others_makes_no_finer_instrument() -> None:
    fine = [batch(BRINE, with_reading(usual(n), "ferment", "room", "20 degC")) for n in range(12)]
    one = batch(BRINE, with_reading(usual(20), "ferment", "room", "20.001 degC"))
    room = "reading:ferment/room"
    asked = bad(with_reading(usual(50), "ferment", "room", "20.4 degC"))
    assert found(trace(asked, [*fine, one]), room).probability < 0.1


def test_the_same_share_too_much_says_less_in_a_batch_too_small_for_the_scale() -> None:
    """Salt is weighed to 0.1 g: of 50 g that is a five-hundredth, of 2 g a twentieth."""
    small = replace(usual(50), weights={"water": "40 g", "salt": "2.1 g"}, size="42 g")
    full = replace(usual(50), weights={"water": "1000 g", "salt": "52.5 g"})
    assert found(trace(bad(small), good(12)), SALT).probability < 0.5
    assert found(trace(bad(full), good(12)), SALT).probability > 0.7


def test_a_step_of_two_minutes_that_the_clock_shows_as_one_is_not_odd() -> None:
    quick = replace(BRINE, steps=(*BRINE.steps[:2], step("bottle", "2 min", "1 min")))
    others = [batch(quick, replace(usual(n), minutes={**usual(n).minutes, "bottle": 2})) for n in range(12)]
    asked = bad(replace(usual(50), minutes={**usual(50).minutes, "bottle": 1}), quick)
    assert found(trace(asked, others), "duration:bottle").probability < 0.2


# Sound under any record


@given(
    texts=st.lists(
        st.sampled_from(["0", "1e", "999999999999", "0.000000000001", "-40", "3.8"]), min_size=4, max_size=4
    ),
    minutes=st.sampled_from([0.0, 0.2, 10.0, 1e7]),
    count=st.integers(0, 4),
)
@settings(max_examples=60, deadline=None)
def test_extreme_values_give_probabilities_and_no_crash(texts: list[str], minutes: float, count: int) -> None:
    values = ["1" if text == "1e" else text for text in texts]
    weights = {"water": f"{values[0].lstrip('-')} g", "salt": f"{values[1].lstrip('-')} kg"}
    made = replace(
        usual(50), weights=weights, minutes={"dissolve": minutes, "ferment": minutes}, waits={"ferment": -3}
    )
    made = with_reading(
        with_reading(made, "ferment", "pH", values[2]), "bottle", "headspace", f"{values[3].lstrip('-')} mm"
    )
    odd = batch(BRINE, replace(made, code="B-060"))
    for answer in (trace(bad(made), good(count)), trace(bad(), [*good(count), odd])):
        assert total(answer) == pytest.approx(1, abs=1e-12)
        assert all(isfinite(each.probability) and each.probability >= 0 for each in answer.candidates)


def test_a_batch_of_which_nothing_was_noted_is_not_explained() -> None:
    empty = Made("B-050", operator="", outcome="bad", day=50)
    assert trace(batch(BRINE, empty), []).verdict == "unexplained"
    assert total(trace(batch(BRINE, empty), good(12))) == pytest.approx(1)


def test_four_hundred_batches_of_forty_eight_readings_are_compared() -> None:
    checks = [target(f"reading {number}", "20 degC", "2 degC") for number in range(12)]
    wide = replace(BRINE, steps=tuple(step(f"step {n}", "10 min", "3 min", *checks) for n in range(4)))
    records = []
    for number in range(401):
        readings = {
            (f"step {n}", f"reading {m}"): f"{20 + ((number * 7 + n * 5 + m * 3) % 11 - 5) / 5:.1f} degC"
            for n in range(4)
            for m in range(12)
        }
        records.append(batch(wide, Made(f"W-{number:03d}", readings=readings, day=number)))
    answer = trace(records[-1], records[:-1])
    assert (answer.compared_good, len(answer.candidates)) == (400, 4 * 12 + 2)
