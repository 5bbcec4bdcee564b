"""Sizes that need the store: past batches, lots, settings, certificates."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from recipekeeper.batch.model import Kind
from recipekeeper.errors import Ambiguous, Misused, NotFound, QuantityError, Refused
from recipekeeper.operations import batches
from recipekeeper.operations.formulas.scaling import ShownFormula, scale_formula
from recipekeeper.operations.formulas.size_reading import SizeAsked
from recipekeeper.operations.formulas.versions import add_formulas
from recipekeeper.operations.goods.lots import receive
from recipekeeper.operations.printing.sheets import draw_sheets
from recipekeeper.operations.recording import bench
from recipekeeper.operations.stores import set_setting
from tests.operations.workshop import Workshop, copy_of, workshop

BASTILLE = """
format = 1
code = "BAST"
name = "Bastille"
kind = "cold-process soap"
yields = "1459 g"
basis = "oils"
basis_amount = "1000 g"

[lye]
alkali = "NaOH"
purity = "98 %"
superfat = "5 %"
concentration = "33 %"
resolution = "0.1 g"
water_resolution = "0.1 g"
tolerance = "0.2 %"
water_tolerance = "3 %"

[[ingredient]]
name = "olive oil"
phase = "oils"
share = "70 %"
resolution = "1 g"
sap = "190 mg KOH/g"

[[ingredient]]
name = "coconut oil"
phase = "oils"
share = "30 %"
resolution = "1 g"
sap = "257 mg KOH/g"

[[step]]
name = "weigh"
uses = ["oils", "lye solution"]
"""
MOULD = "10 x 10 x 10 cm"


@pytest.fixture(scope="module")
def two_oils(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """A workshop with a soap of olive and coconut oil."""
    return workshop(tmp_path_factory.mktemp("two_oils"), formula=BASTILLE)


@pytest.fixture
def shop(two_oils: Workshop, tmp_path: Path) -> Workshop:
    """A copy of that workshop, to be changed."""
    return copy_of(two_oils, tmp_path)


def scaled(shop: Workshop, *saps: str, **asked: Any) -> ShownFormula:
    return scale_formula(shop(), "BAST", SizeAsked(**asked), saps=saps)


def planned(shown: ShownFormula, name: str) -> str:
    line = shown.scaled.line(name)
    assert line is not None
    return str(line.planned)


def notes(shown: ShownFormula) -> dict[str, str]:
    return {note.code: note.sentence for note in shown.notes}


def test_a_size_is_so_much_of_a_phase_an_ingredient_the_basis_or_the_total(shop: Workshop) -> None:
    for text in ("500 g oils", "500 g of oils", "500 g OIL", "500g basis", "350 g olive", "729.5 g"):
        assert planned(scaled(shop, to=text), "olive oil") == "350 g"
    total = scaled(shop, to="2 kg total").total
    assert total is not None
    assert round(total.exact.value, 9) == 2000


def test_a_part_is_a_size_for_a_batch_and_for_a_sheet_as_well(shop: Workshop, tmp_path: Path) -> None:
    started = batches.start_batch(shop("09:00"), "BAST", "500 g oils")
    assert str(started.record.plan.scaled.lines[0].planned) == "350 g"
    assert started.entries[0].typed == "500 g oils"
    draw_sheets(shop(), ["BAST"], tmp_path / "sheet.txt", "500 g oils")
    assert "350 g" in (tmp_path / "sheet.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        ("500 g lard", NotFound, 'no part "lard" in BAST. There is oils, olive oil'),
        ("500 g o", Ambiguous, '"o" fits several parts in BAST: oils, olive oil'),
        ("500 gallonz", QuantityError, "gallonz"),
        ("1 cup olive oil", QuantityError, "differs between US, UK|density of olive oil"),
        ("oils", QuantityError, "oils"),
    ],
)
def test_a_size_that_cannot_be_read_is_refused(
    shop: Workshop, text: str, kind: type[Exception], said: str
) -> None:
    with pytest.raises(kind, match=said):
        scaled(shop, to=text)


def test_two_ways_at_once_and_what_belongs_to_another_are_misused(shop: Workshop) -> None:
    with pytest.raises(Misused, match="--to and --mold each say how much"):
        scaled(shop, to="1 kg", mould=MOULD)
    with pytest.raises(Misused, match="--units and --stock each"):
        scaled(shop, units="40 x 100 g", stock=True)
    for option in ("loss", "overage", "fixed_loss"):
        with pytest.raises(Misused, match="goes with --units, which is missing"):
            scaled(shop, to="1 kg", **{option: "5 %"})
    with pytest.raises(Misused, match="--split goes with --vessel"):
        scaled(shop, to="1 kg", split=True)


def test_a_batch_started_by_its_mould_keeps_it_and_teaches_the_next(shop: Workshop) -> None:
    """710 g of oils that fill the litre to the brim: 0.71 g/ml."""
    started = batches.start_batch(shop("09:00"), "BAST", size=SizeAsked(mould=MOULD))
    start = started.entries[0]
    assert (start.kind, start.typed) == (Kind.START, MOULD)
    assert "rule of thumb" in started.remarks[0]
    bench.weigh(shop("09:01"), started.batch, "olive oil", "500 g", None)
    bench.weigh(shop("09:02"), started.batch, "coconut oil", "210 g", None)
    shown = scaled(shop, mould=MOULD)
    assert planned(shown, "olive oil") == "497 g"
    assert notes(shown)["mould"].startswith(
        "Reckoned with 0.71 g/ml of oils, learnt from 1 batch in this mould"
    )
    bench.read_measure(shop("10:00"), started.batch, "mold fill", "94 %", new=True)
    assert notes(scaled(shop, mould=MOULD))["mould"].startswith("Reckoned with 0.76 g/ml")
    batches.void_batch(shop("11:00"), started.batch, "spilt")
    assert "rule of thumb:" in notes(scaled(shop, mould=MOULD))["mould"]


def test_the_stock_says_how_much_can_be_made(shop: Workshop) -> None:
    receive(shop("08:00"), "Olive Oil", "1 kg", "OO-1")
    receive(shop("08:01"), "olive oil", "400 g", "OO-2")
    receive(shop("08:02"), "coconut oil", "210 g", "CO-1")
    shown = scaled(shop, stock=True)
    assert planned(shown, "coconut oil") == "210 g"
    assert notes(shown)["limit"] == (
        "The limit is coconut oil: 210 g make 1021.3 g. Next comes olive oil: 1400 g would make 2918 g."
    )
    assert notes(shown)["not kept"] == "Not kept in stock, and not counted: sodium hydroxide."


def test_what_was_used_or_is_expired_is_not_in_stock(shop: Workshop) -> None:
    old = receive(shop("08:00"), "coconut oil", "5 kg", "CO-0", expires="2026-10")
    new = receive(shop("08:01"), "coconut oil", "500 g", "CO-1").lot.code
    assert old.warnings
    batch = batches.start_batch(shop("09:00"), "BAST", "1500 g oils").batch
    bench.weigh(shop("09:01"), batch, "coconut oil", "290 g", new)
    assert planned(scaled(shop, stock=True), "coconut oil") == "210 g"
    bench.weigh(shop("09:02"), batch, "coconut oil", "210 g", new)
    with pytest.raises(Refused, match="0 g coconut oil is not enough for any batch"):
        scaled(shop, stock=True)


def test_without_any_lot_the_stock_says_nothing(shop: Workshop) -> None:
    with pytest.raises(Refused, match=r'No lot of any ingredient of BAST.*rk lot receive "olive oil"'):
        scaled(shop, stock=True)


def test_a_lot_that_is_measured_out_needs_a_density(shop: Workshop) -> None:
    receive(shop("08:00"), "olive oil", "5 l", "OO-1")
    with pytest.raises(QuantityError, match=r"a lot of it holds 5 l, which is a volume\. Write the density"):
        scaled(shop, stock=True)


def test_the_lye_follows_the_certificate_of_a_lot(shop: Workshop) -> None:
    """Coconut 262 instead of 257: (700 × 0.190 + 300 × 0.262) ÷ 1.4025 × 0.95 ÷ 0.98 = 146.26 g."""
    shown = scaled(shop, "coconut=262 mg KOH/g")
    assert planned(shown, "sodium hydroxide") == "146.2 g"
    explained = scale_formula(shop(), "BAST", saps=["coconut=262 mg KOH/g"], explain=True).explained
    assert explained is not None
    assert "SAP 262 mg KOH/g (the certificate)" in explained.lines[1]
    assert "SAP 190 mg KOH/g (as in the table: SoapCalc" in explained.lines[0]


@pytest.mark.parametrize(
    ("sap", "kind", "said"),
    [
        ("lard=198 mg KOH/g", NotFound, 'There is no ingredient "lard" in BAST'),
        ("sodium hydroxide=198 mg KOH/g", NotFound, "There is no ingredient"),
        ("olive oil", Misused, 'not a name and a value with = between: --sap "olive oil=190 mg KOH/g"'),
        ("olive oil=190", QuantityError, "does not say of which alkali"),
        (
            "olive oil=0.19 g NaOH/g",
            Refused,
            "is not to be believed of olive oil, which has 174.8 to 205.8 mg KOH/g",
        ),
    ],
)
def test_a_certificate_that_cannot_be_right_is_refused(
    shop: Workshop, sap: str, kind: type[Exception], said: str
) -> None:
    with pytest.raises(kind, match=said):
        scaled(shop, sap)


def test_how_little_a_scale_weighs_well_can_be_set(shop: Workshop) -> None:
    assert "weighable" in notes(scaled(shop, to="100 g oils"))
    set_setting(shop(), "minimum", "20")
    assert "weighable" not in notes(scaled(shop, to="100 g oils"))
    for wrong in ("0", "-1", "many", "1.5", "9" * 30):
        with pytest.raises(Misused, match="is no number of divisions"):
            set_setting(shop(), "minimum_divisions", wrong)


def test_a_lye_that_leaves_little_superfat_is_said(shop: Workshop) -> None:
    thin = BASTILLE.replace('superfat = "5 %"', 'superfat = "1.5 %"')
    add_formulas(shop(), [shop.file(thin, "thin.toml")])
    assert notes(scaled(shop))["superfat"].startswith("These weights leave a superfat of only 1.5")


def test_a_store_that_was_never_made_has_no_formula(empty_shop: Workshop) -> None:
    with pytest.raises(NotFound):
        scale_formula(empty_shop(), "BAST")
