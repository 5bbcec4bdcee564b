"""Ingredient lines as people write them on web pages: read, or marked with what is not sure."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recipekeeper.files.imports.line import read_line
from recipekeeper.quantity import UnitSystem, read_amount

US = UnitSystem.US


@pytest.mark.parametrize(
    ("line", "amount", "name"),
    [
        ("2 1/2 cups all-purpose flour, sifted", "2 1/2 cups", "all-purpose flour"),
        ("1½ cups milk", "1½ cups", "milk"),
        ("1 ½ cups milk", "1 ½ cups", "milk"),
        ("1-1/2 cups sugar", "1 1/2 cups", "sugar"),
        ("1⁄2 tsp salt", "1/2 tsp", "salt"),
        ("500g flour", "500 g", "flour"),
        ("1,5 kg Mehl", "1.5 kg", "Mehl"),
        ("8 oz. cream cheese", "8 oz", "cream cheese"),
        ("1 fl. oz. rum", "1 fl oz", "rum"),
        ("2 TBSP lemon juice", "2 TBSP", "lemon juice"),
        ("1 lb 4 oz beef", "1 lb 4 oz", "beef"),
        ("3 large eggs", "3 pieces", "large eggs"),
        ("2 cloves garlic, minced", "2 pieces", "cloves garlic"),
        ("1 medium onion (about 200 g), chopped", "1 piece", "medium onion"),
        ("1 stick butter", "1 stick", "butter"),
        ("• 40 ml olive oil", "40 ml", "olive oil"),
        ("1 g of salt", "1 g", "salt"),
        ("120 g de sucre", "120 g", "sucre"),
        ("30g d’huile d’olive", "30 g", "huile d'olive"),
        ("½ tsp bicarbonate of soda", "½ tsp", "bicarbonate of soda"),
        ("2 Stück, mittelgroß, Zwiebel", "2 pieces", "mittelgroß"),
        ("1 tsp vanilla extract", "1 tsp", "vanilla extract"),
        ("100 gramos de panceta", "100 g", "panceta"),
        ("1/2 litro de agua", "1/2 l", "agua"),
        ("200g/7oz sugar", "200 g", "sugar"),
        ("1 cup (240 ml) milk", "1 cup", "milk"),
        ("1 lb boneless, skinless chicken", "1 lb", "boneless, skinless chicken"),
        ("250 g tipo 00 flour", "250 g", "tipo 00 flour"),
        ("100 g dark chocolate 70%", "100 g", "dark chocolate 70%"),
        ("zucchero 130 g", "130 g", "zucchero"),
        ("Crème fraîche : 50 g", "50 g", "Crème fraîche"),
    ],
)
def test_a_line_is_an_amount_and_a_name(line: str, amount: str, name: str) -> None:
    read = read_line(line, US)
    assert (read.measured.text, read.name, read.measured.doubt) == (amount, name, "")


@pytest.mark.parametrize(
    ("line", "amount", "why"),
    [
        ("1 (14 oz) can coconut milk", "1 can", 'What one holds, "14 oz"'),
        ("2 boxes (3.4 oz each) pudding", "2 boxes", 'What one holds, "3.4 oz"'),
        ("1 púpozott ek cukor", "0 g", "not a weight"),
        ("1 can (400 g) tomatoes", "1 can", 'What one holds, "400 g"'),
        ("2 x 400g tins tomatoes", "0 g", "is not a weight, a volume or a count"),
        ("1 28-ounce can tomatoes", "1 piece", "a further number"),
        ("2-3 tbsp oil", "2 tbsp", "is a range; the lower end is taken"),
        ("2 – 3 tbsp oil", "2 tbsp", "is a range"),
        ("2 to 3 onions", "2 pieces", "is a range"),
        ("6 large or 8 medium stalks", "6 pieces", "a further number"),
        ("about 2 cups water", "2 cups", "is not exact"),
        ("2 cups plus 1 tbsp sugar", "2 cups", "a further number or alternative"),
        ("1 cup sugar, plus 1 tbsp to dust", "1 cup", "a further number or alternative"),
        ("1,500 g flour", "0 g", "can be read two ways"),
        ("1.500 g Mehl", "1.500 g", "can be read two ways"),
        ("Mehl 1.500 g", "1.500 g", "can be read two ways"),
        ("100 g 70% dark chocolate", "100 g", "a further number"),
        ("1 cupâ flour", "1 piece", "the name of a measure"),
        ("1 000 g flour", "1 piece", "a further number"),
        ("1 pinch salt", "0 g", "has no fixed size"),
        ("1 tiny pinch salt", "1 piece", "the name of a measure"),
        ("1 heaping cup flour", "1 piece", "the name of a measure"),
        ("2 teasoons salt", "2 pieces", "the name of a measure"),
        ("1 T sugar", "0 g", "tablespoons or tonnes"),
        ("1 c. sugar", "0 g", "cups or °C"),
        ("200 gr flour", "0 g", "grams or grains"),
        ("1 EL Öl", "0 g", "another kitchen"),
        ("2 yemek kaşığı yağ", "2 pieces", "the name of a measure"),
        ("1 xyz sugar", "1 piece", "no unit that is known"),
        ("1-inch piece ginger", "0 g", "not a number and a unit"),
        ("2% milk", "0 g", "not a number and a unit"),
        ("1 inch ginger", "0 g", "not a weight, a volume or a count"),
        ("1/0 cup milk", "0 g", "not an amount that can be read"),
        ("0 g sugar", "0 g", "no amount"),
        ("Salt and pepper to taste", "0 g", "does not begin with an amount"),
        ("a pinch of salt", "0 g", "does not begin with an amount"),
        ("For the dough:", "0 g", "looks like a heading"),
        ("500 g", "500 g", "names no ingredient"),
        ("1 recipe pie crust", "0 g", "not a weight, a volume or a count"),
        (f"1 g {'x' * 500}", "1 g", "longer than 400"),
    ],
)
def test_what_is_not_sure_is_marked_and_says_why(line: str, amount: str, why: str) -> None:
    read = read_line(line, US)
    assert read.measured.text == amount
    assert why in read.measured.doubt


@pytest.mark.parametrize(
    ("line", "amount", "marked"),
    [
        ("2 cups flour", "0 g", True),
        ("2 cups (250 g) flour", "250 g", False),
        ("2 cups/250 g flour", "250 g", False),
        ("2 cups (1 pint) milk", "0 g", True),
        ("2 oz flour", "2 oz", False),
    ],
)
def test_without_a_setting_a_cup_is_taken_by_the_weight_beside_it_or_marked(
    line: str, amount: str, *, marked: bool
) -> None:
    read = read_line(line, None)
    assert (read.measured.text, bool(read.measured.doubt)) == (amount, marked)


@given(st.text(max_size=60) | st.from_regex(r"\A[0-9½ /.,-]{1,8} ?[a-z.]{0,5} [a-z0-9(), ]{0,20}\Z"))
@settings(max_examples=300)
def test_whatever_a_line_says_its_amount_can_be_read_and_nothing_of_it_is_marked_as_right(line: str) -> None:
    read = read_line(line, US)
    amount = read_amount(read.measured.text, US)
    assert amount.value > 0 or read.measured.doubt
    if not any(each.isnumeric() for each in line):
        assert read.measured.doubt
