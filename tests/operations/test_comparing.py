"""Comparisons, shadows and studies of stored batches: by names, through batches made for others, onto paper."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from recipekeeper.errors import Conflict, Misused, NotFound, RecipekeeperError, Refused
from recipekeeper.operations.formulas.versions import add_formulas
from recipekeeper.operations.history.compare import compare_batches
from recipekeeper.operations.history.histories import import_history
from recipekeeper.operations.history.shadow import Shadow, shadow_of
from recipekeeper.operations.history.study import study_formula
from recipekeeper.trace.comparing.compared import Mark
from tests.batch.bench import SOAP, at
from tests.operations.workshop import Workshop, copy_of, workshop
from tests.paper.geometry import texts

HEADER = "batch,formula,step,kind,name,value,unit,lot,at,by"
CREAM = SOAP.replace('code = "SOAP"', 'code = "CREAM"')
LOTS = {4: "OO-2", 5: "OO-2", 6: "OO-2", 9: "OO-2"}
BAD = (4, 5, 6)
COLD = 6


def batch(number: int, oil: str = "43", *, lot: str = "OO-1", outcome: str = "good") -> Iterable[str]:
    day = f"2026-03-{number:02}T"
    rows = [
        f",batch,size,1000,g,,{day}09:00+01:00,Ana",
        f",batch,outcome,{outcome},,,{day}18:00+01:00,",
        ",batch,symptom,soft,,,," if outcome == "bad" else "",
        ",batch,yield,970,g,,,",
        f"weigh oils,weighed,olive oil,600,g,{lot},{day}09:05+01:00,",
        f"combine,started,,,,,{day}10:00+01:00,",
        f"combine,read,oil temperature,{oil},,,{day}10:00+01:00,",
        f"combine,ended,,,,,{day}10:04+01:00,",
    ]
    return (f"B-{number},SOAP,{row}" for row in rows if row)


def taken_in(shop: Workshop, rows: Iterable[str], name: str) -> None:
    taken = import_history(shop("12:00"), shop.file("\n".join([HEADER, *rows]) + "\n", name))
    assert not taken.has_errors, taken.problems


@pytest.fixture(scope="session")
def nine(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """Nine soaps, of which three went bad, one of these cold; and a cream that was made of one of them."""
    shop = workshop(tmp_path_factory.mktemp("nine"))
    add_formulas(shop(), [shop.file(CREAM, "cream.toml")], release=True)
    rows = [
        row
        for number in range(1, 10)
        for row in batch(
            number,
            "31" if number == COLD else f"43.{number % 3}",
            lot=LOTS.get(number, "OO-1"),
            outcome="bad" if number in BAD else "good",
        )
    ]
    rows += [
        "C-1,CREAM,,batch,size,1000,g,,2026-03-20T09:00+01:00,Ana",
        "C-1,CREAM,weigh oils,weighed,olive oil,600,g,B-5,2026-03-20T09:05+01:00,",
    ]
    taken_in(shop, rows, "history.csv")
    return shop


@pytest.fixture
def shop(nine: Workshop, tmp_path: Path) -> Workshop:
    return copy_of(nine, tmp_path)


# Comparing


def test_a_batch_stands_beside_the_one_named_with_what_left_the_plan_first(shop: Workshop) -> None:
    found = compare_batches(shop(), "b-6", "B-1").comparison
    (first, *_) = found.noteworthy
    assert first.factor == "reading:combine/oil temperature"
    assert first.this.marks == (Mark.PLAN, Mark.USUAL)
    assert first.sentence.startswith(
        "oil temperature 31 °C at combine; plan 40 to 46 °C, B-1 43.1 °C, usual 43"
    )
    assert "Outside the plan, and so it is in good batches as well: make lye without any entry" in " ".join(
        found.facts
    )
    assert (found.that and found.that.batch, found.golden) == ("B-1", False)
    assert (found.this.outcome, found.this.symptoms) == ("bad", ("soft",))
    assert "Other lots: olive oil OO-2, not OO-1 (in 1 of 6 good batches)." in found.facts


def test_the_golden_batch_is_looked_for_among_the_good_ones_alone(shop: Workshop) -> None:
    found = compare_batches(shop(), "B-6", None).comparison
    assert found.golden
    assert found.that is not None
    assert found.that.batch in {"B-3", "B-9"}, "combined at 43.0 °C, as planned"
    assert set(found.good) == {"B-1", "B-2", "B-3", "B-7", "B-8", "B-9"}


@pytest.mark.parametrize(
    ("batch", "other", "error", "said"),
    [
        ("B-6", "B-6", Misused, "beside itself shows nothing"),
        ("B-6", "C-1", Refused, "B-6 is of SOAP and C-1 of CREAM"),
        ("B-6", "B-66", NotFound, "Did you mean B-6"),
        ("D-6", None, NotFound, "There is no batch"),
    ],
)
def test_what_cannot_be_compared_is_refused_with_what_can(
    shop: Workshop, batch: str, other: str | None, error: type[RecipekeeperError], said: str
) -> None:
    with pytest.raises(error, match=said):
        compare_batches(shop(), batch, other)


def test_a_comparison_is_drawn_twice_the_same_and_says_all_that_the_terminal_says(
    shop: Workshop, tmp_path: Path
) -> None:
    one, two = tmp_path / "one.pdf", tmp_path / "two.pdf"
    for target in (one, two):
        compare_batches(shop(), "B-6", "B-1", target)
    assert one.read_bytes() == two.read_bytes()
    text = " ".join(texts(one.read_bytes()))
    for said in (
        "B-6 beside B-1",
        "What stands out",
        "oil temperature 31 °C",
        "outcome bad, soft",
        "40 to 46 °C",
    ):
        assert said in text
    with pytest.raises(Conflict, match="--force"):
        compare_batches(shop(), "B-6", "B-1", one)


def test_a_picture_for_a_screen_is_one_page_however_long(shop: Workshop, tmp_path: Path) -> None:
    target = tmp_path / "compared.svg"
    made = compare_batches(shop(), "B-6", None, target)
    assert made.file == target
    assert target.read_text(encoding="utf-8").startswith("<svg")


def test_another_ending_is_refused_before_anything_is_read(shop: Workshop, tmp_path: Path) -> None:
    with pytest.raises(Misused, match=r"\.pdf, \.svg or \.png"):
        compare_batches(shop(), "NOWHERE", None, tmp_path / "compared.jpg")


# Shadows


def became(found: Shadow) -> list[tuple[str, int, bool | None]]:
    return [(each.record.plan.batch, each.depth, each.is_bad) for each in found.batches]


def test_a_lot_that_was_only_typed_is_followed_through_the_batches_made_with_it(shop: Workshop) -> None:
    found = shadow_of(shop(), "oo-2")
    assert became(found) == [
        ("B-4", 1, True),
        ("B-5", 1, True),
        ("B-6", 1, True),
        ("B-9", 1, False),
        ("C-1", 2, False),
    ]
    told = {each.formula: each for each in found.counts}
    soap = told["SOAP"]
    assert (soap.with_bad, soap.with_all, soap.without_bad, soap.without_all) == (3, 4, 0, 5)
    # Of the 84 ways to choose 3 of 9 batches 4 are among the four with it.
    assert soap.chance == found.chance == pytest.approx(4 / 84 / 2)
    assert told["CREAM"].chance is None


def test_a_received_lot_goes_by_its_code_and_by_the_suppliers(shop: Workshop) -> None:
    from recipekeeper.operations.goods.lots import receive

    code = receive(shop(at_="-200 09:00"), "olive oil", "5 kg", "OO-2").lot.code
    assert became(shadow_of(shop(), code)) == became(shadow_of(shop(), "OO-2"))
    assert shadow_of(shop(), code).lot is not None


def test_a_batch_casts_a_shadow_as_a_lot_does(shop: Workshop) -> None:
    assert became(shadow_of(shop(), "B-5")) == [("C-1", 1, False)]


def test_a_lot_that_was_always_there_as_well_is_told(shop: Workshop) -> None:
    rows = [f"B-{day},SOAP,make lye,weighed,sodium hydroxide,100,g,NA-2,," for day in (10, 11)]
    rows += [row for day in (10, 11) for row in batch(day, lot="OO-3")]
    taken_in(shop, rows, "more.csv")
    (together,) = shadow_of(shop(), "OO-3").together
    assert (together.thing.code, together.ingredient, together.besides) == ("NA-2", "sodium hydroxide", 0)


def test_a_lot_that_nobody_knows_is_named_with_the_nearest(shop: Workshop) -> None:
    with pytest.raises(NotFound, match="OO-2"):
        shadow_of(shop(), "OO-22")


# Studies


def test_a_study_names_the_lot_that_the_bad_batches_had(shop: Workshop) -> None:
    found = study_formula(shop(), "soap")
    assert (len(found.bad), len(found.good)) == (3, 6)
    assert found.findings[0].factor == "lot:olive oil=OO-2"
    assert (found.findings[0].bad.text, found.findings[0].good.text) == ("3 of 3", "1 of 6")


def test_too_few_bad_batches_are_refused_with_what_to_do(shop: Workshop) -> None:
    with pytest.raises(
        Refused, match=r"2 bad and 3 good batches since 2026-03-05: .* at least 3 .* rk trace B-6"
    ):
        study_formula(shop(), "SOAP", at("00:00").replace(month=3, day=5))
    with pytest.raises(Refused, match=r"0 bad and 1 good batch: .* rk outcome"):
        study_formula(shop(), "CREAM")


def test_the_study_of_one_version_is_of_its_batches_alone(shop: Workshop) -> None:
    add_formulas(shop("13:00"), [shop.file(SOAP.replace("600 g", "610 g"))], release=True)
    assert len(study_formula(shop(), "SOAP@1").good) == 6
    with pytest.raises(Refused, match="SOAP@2 has 0 bad and 0 good"):
        study_formula(shop(), "SOAP@2")
