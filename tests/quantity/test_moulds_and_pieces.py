"""How much a mould holds, and how many pieces of what are asked for."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Literal

import pytest

from recipekeeper.errors import QuantityError
from recipekeeper.quantity import Amount, Mould, UnitSystem, read_amount, read_mould, read_pieces
from tests.quantity.kit import refused_with_a_readable_example

US, METRIC = UnitSystem.US, UnitSystem.METRIC
CUBIC_INCH = Fraction("16.387064")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("8 x 3.5 x 2.5 in", "8 x 3.5 x 2.5 in"),
        ("8x3.5x2.5in", "8 x 3.5 x 2.5 in"),
        ("8 × 3.5 × 2.5 in", "8 x 3.5 x 2.5 in"),
        ("8 X 3.5 X 2.5 IN", "8 x 3.5 x 2.5 in"),
        ("8 by 3.5 by 2.5 inches", "8 x 3.5 x 2.5 inches"),
        ("8 in x 3.5 in x 2.5 in", "8 x 3.5 x 2.5 in"),
        ("8inx3.5inx2.5in", "8 x 3.5 x 2.5 in"),
        ('8" x 3.5" x 2.5"', "8 x 3.5 x 2.5 in"),
        ("8″ × 3.5″ × 2.5″", "8 x 3.5 x 2.5 in"),
        ("90 x 8.5 x 7.6 cm", "90 x 8.5 x 7.6 cm"),
        ("200 x 85 x 70 mm", "200 x 85 x 70 mm"),
        ("10 x 3 5/8 x 2 1/4 in", "10 x 3.625 x 2.25 in"),
        ("10 x 3⅝ x 2¼ in", "10 x 3.625 x 2.25 in"),
        ("cylinder 3 x 10 in", "cylinder 3 x 10 in"),
        ("cylinder 3 in x 10 in", "cylinder 3 x 10 in"),
        ("Round 3 x 10 in", "cylinder 3 x 10 in"),
        ("⌀3 x 10 in", "cylinder 3 x 10 in"),
        ("Ø 3 x 10 in", "cylinder 3 x 10 in"),
    ],
)
def test_a_mould_is_shown_in_one_way_and_reads_back(text: str, shown: str) -> None:
    mould = read_mould(text)
    assert str(mould) == shown.replace("inches", "in")
    assert read_mould(str(mould)) == mould


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("3 x 10 in", ["cylinder 3 x 10 in", "3 x 3 x 10 in"]),
        ("8 x 3.5 x 2.5", ["8 x 3.5 x 2.5 in", "8 x 3.5 x 2.5 cm"]),
        ("8 in x 3.5 x 2.5", ["8 in x 3.5 x 2.5 in"]),
        ("box 8 x 3.5 x 2.5 in", ["8 x 3.5 x 2.5 in"]),
        ("oval 3 x 10 in", ["cylinder 3 x 10 in"]),
        ("cylinder 8 x 3.5 x 2.5 in", ["8 x 3.5 x 2.5 in"]),
        ("8,5 x 3 x 2 cm", ["8.5 x 3 x 2 cm"]),
        ("-8 x 3 x 2 cm", ["8 cm x 3 x 2 cm"]),
        ("−8 x 3 x 2 cm", ["8 x 3 x 2 cm"]),
        ("8 in x 3 x 2 cm", ["8 x 3.5 x 2.5 in", "cylinder 3 x 10 in"]),
        ("8 x 0 x 2 in", ["8 x 3.5 x 2.5 in", "cylinder 3 x 10 in"]),
        ("1001 x 3 x 2 cm", ["8 x 3.5 x 2.5 in", "cylinder 3 x 10 in"]),
        ("8 x 3 x 2 ml", ["8 x 3.5 x 2.5 in", "cylinder 3 x 10 in"]),
        ("8 x 3 x 2 ft", ["8 x 3.5 x 2.5 in", "cylinder 3 x 10 in"]),
        ("8 x x 2 in", ["8 x 3.5 x 2.5 in", "cylinder 3 x 10 in"]),
        ("1 x 2 x 3 x 4 in", ["8 x 3.5 x 2.5 in", "cylinder 3 x 10 in"]),
        ("8e0 x 3 x 2 in", ["8 x 3.5 x 2.5 in", "cylinder 3 x 10 in"]),
        ("10 in", ["8 x 3.5 x 2.5 in", "cylinder 3 x 10 in"]),
        ("cylinder", ["8 x 3.5 x 2.5 in", "cylinder 3 x 10 in"]),
        ("", ["8 x 3.5 x 2.5 in", "cylinder 3 x 10 in"]),
    ],
)
def test_a_doubtful_mould_is_refused_with_what_was_probably_meant(text: str, instead: list[str]) -> None:
    assert refused_with_a_readable_example(text, read_mould) == instead


# The pages reckon 0.40 oz of oils for each cubic inch: 32.625 oz (thesoapingsoprano.com) and 54 oz
# (soapchallengeclub.com).
@pytest.mark.parametrize(
    ("text", "cubic_inches", "oils"),
    [("10 x 3.625 x 2.25 in", "81.5625", "32.625"), ("9 x 12 x 1.25 in", "135", "54")],
)
def test_a_box_holds_the_product_of_its_sides(text: str, cubic_inches: str, oils: str) -> None:
    found = read_mould(text).volume().exact_in("ml") / CUBIC_INCH
    assert found == Fraction(cubic_inches)
    assert found * Fraction("0.40") == Fraction(oils)


# NIST Handbook 44, appendix C: 231 cubic inches.
def test_a_box_of_231_cubic_inches_holds_a_gallon() -> None:
    assert read_mould("7 x 11 x 3 in").volume("gal_us") == read_amount("1 gal", US)


def test_a_box_of_a_decimetre_each_way_holds_a_litre() -> None:
    assert read_mould("10 x 10 x 10 cm").volume("l") == read_amount("1 l")
    assert read_mould("100 x 100 x 100 mm").volume() == read_amount("1000 ml")


# 5 Anne c. 27 (1706): the wine gallon is a cylinder of seven inches diameter and six deep, or 231 cubic inches,
# which takes pi to be 22/7, a little too much.
def test_a_cylinder_of_seven_by_six_inches_is_just_under_a_wine_gallon() -> None:
    gallons = read_mould("cylinder 7 x 6 in").volume("gal_us").exact_in("gal_us")
    assert Fraction("0.9995") < gallons < 1


# The digits of pi: oeis.org/A000796.
def test_a_cylinder_of_two_by_one_centimetres_holds_pi_millilitres() -> None:
    assert read_mould("cylinder 2 x 1 cm").volume() == Amount.of_text("3.141592653589793238462643383", "ml")


def test_a_mould_holds_no_weight() -> None:
    with pytest.raises(QuantityError, match="density"):
        read_mould("10 x 10 x 10 cm").volume("g")


@pytest.mark.parametrize(
    ("shape", "sides", "unit"),
    [
        ("box", ("8", "3"), "in"),
        ("cylinder", ("8", "3", "2"), "in"),
        ("box", ("8", "3", "0"), "in"),
        ("box", ("8", "3", "NaN"), "in"),
        ("box", ("8", "3", "2"), "g"),
        ("box", ("8", "3", "2"), "ft"),
        ("box", (), "in"),
    ],
)
def test_what_is_no_mould_is_not_made(
    shape: Literal["box", "cylinder"], sides: tuple[str, ...], unit: str
) -> None:
    with pytest.raises(QuantityError):
        Mould(shape, tuple(map(Decimal, sides)), unit)


@pytest.mark.parametrize(
    ("text", "count", "each"),
    [
        ("40 bars", "40 bars", None),
        ("48", "48 pieces", None),
        ("6 boxes", "6 boxes", None),
        ("1,000 bars", "1000 bars", None),
        ("2.0 loaves", "2 loaves", None),
        ("48 x 150 ml", "48 pieces", "150 ml"),
        ("48 × 150ml", "48 pieces", "150 ml"),
        ("48x150 ml", "48 pieces", "150 ml"),
        ("48 bottles x 150 ml", "48 bottles", "150 ml"),
        ("48 bottles of 150 ml", "48 bottles", "150 ml"),
        ("6 boxes x 1 lb 4 oz", "6 boxes", "20 oz"),
        ("12 jars of 8 fl oz", "12 jars", "8 fl oz"),
        ("10 tins of ½ oz", "10 tins", "0.5 oz"),
    ],
)
def test_pieces_are_counted_and_what_each_holds_is_told(text: str, count: str, each: str | None) -> None:
    pieces, held = read_pieces(text, US)
    assert str(pieces) == count
    assert (held and str(held)) == each


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("150 ml x 48", ["48 x 150 ml"]),
        ("4 boxes of 12 bars", ["48 bars"]),
        ("4 x 12", ["4 x 12 g"]),
        ("40 bars of soap", ["40 bars"]),
        ("-3 bars", ["3 bars"]),
        ("−3 bars", ["3 bars"]),
        ("2 dozen", ["12 bars", "12 pieces"]),
        ("48 x 1,5 g", ["48 x 1.5 g"]),
        ("0", ["40 bars", "48 x 150 ml"]),
        ("2.5 bars", ["40 bars", "48 x 150 ml"]),
        ("1/2 x 150 ml", ["40 bars", "48 x 150 ml"]),
        ("48 x 0 ml", ["40 bars", "48 x 150 ml"]),
        ("48 x 20 °C", ["40 bars", "48 x 150 ml"]),
        ("500 g", ["40 bars", "48 x 150 ml"]),
        ("48 x", ["40 bars", "48 x 150 ml"]),
        ("1e2 bars", ["40 bars", "48 x 150 ml"]),
        ("", ["40 bars", "48 x 150 ml"]),
    ],
)
def test_a_doubtful_number_of_pieces_is_refused_with_what_was_probably_meant(
    text: str, instead: list[str]
) -> None:
    assert refused_with_a_readable_example(text, read_pieces) == instead
