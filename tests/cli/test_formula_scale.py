"""A formula at a size, typed: what is shown, what programs get, and what is said of wrong input."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Bench
from tests.cli.test_startup import HEAVY, loaded
from tests.operations.test_scaling import BASTILLE

SAUCE = """
format = 1
code = "SAUCE-JAL"
name = "Smoky jalapeno"
kind = "hot sauce"
yields = "10 kg"
units = "metric"
""" + "".join(
    f'\n[[ingredient]]\nname = "{name}"\namount = "{amount} g"\nresolution = "1 g"\ntolerance = "1 %"\n'
    for name, amount in (("mash", 6000), ("vinegar", 2500), ("water", 1000), ("garlic", 300), ("salt", 200))
) + """
[[step]]
name = "simmer"
text = "Bring to a boil. Stop at pH 3.6."
uses = ["mash", "vinegar", "water", "garlic", "salt"]
lasts = "20 min"

[[step.check]]
measure = "temperature"
at_least = "85 degC"
"""  # fmt: skip
SIXTY = """
format = 1
code = "BIG"
name = "Sixty lines"
yields = "6000 g"
""" + "".join(
    f'\n[[ingredient]]\nname = "line {n}"\namount = "100 g"\nresolution = "1 g"\n' for n in range(60)
)
HALF = """
format = 1
code = "HALF"
name = "Half of it on a scale"
yields = "700 g"

[[ingredient]]
name = "flour"
amount = "400 g"
resolution = "0.1 g"

[[ingredient]]
name = "milk"
amount = "300 g"
"""
BOTTLES = ("--units", "48 x 150 ml", "--loss", "5 %", "--density", "1.04")


@pytest.fixture(scope="module")
def kitchen(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """A store with the sauce and the bastille, for looking only."""
    bench = Bench(tmp_path_factory.mktemp("kitchen"))
    for name, text in (("sauce", SAUCE), ("bastille", BASTILLE), ("sixty", SIXTY), ("half", HALF)):
        file = bench.folder / f"{name}.toml"
        file.write_text(text, encoding="utf-8")
        bench.rk("formula", "add", str(file), "--release")
    return bench


def amounts(document: Any) -> dict[str, str]:
    return {line["ingredient"]: line["planned"]["value"] for line in document["lines"]}


def test_a_size_by_bottles_is_a_whole_table_with_its_density_and_its_sum(kitchen: Bench) -> None:
    said = kitchen.rk("formula", "scale", "SAUCE-JAL", *BOTTLES).out.splitlines()
    assert said[2:7] == [
        "yields 7882.11 g",
        "factor 0.788211: 48 × 150 ml = 7488 g; ÷ (1 − 5 %) = 7882.11 g; ÷ 10 kg",
        "",
        "ingredient  amount              part      ±    exact  step",
        "mash        4729 g  59.99 % of total   47 g  4729.26  simmer",
    ]
    assert "- 7882.11 g are 7.579 l at 1.04 g/ml (as given)." in said
    assert "- The parts sum to 7883 g, 0.89 g more than exact." in said
    assert any(line.startswith("- simmer: the same kettle loses as much water") for line in said)


def test_exact_amounts_have_two_digits_more_than_what_is_rounded_however_long_the_rest_is(
    kitchen: Bench,
) -> None:
    said = kitchen.rk("formula", "scale", "HALF", "--to", "1000 g").out.splitlines()
    assert said[5:8] == [
        "ingredient    amount              part    exact",
        "flour        571.4 g  57.14 % of total  571.429",
        "milk        428.57 g  42.86 % of total",
    ]


def test_programs_get_parts_sums_notes_and_how_the_size_was_given(kitchen: Bench) -> None:
    document = kitchen.rk("formula", "scale", "SAUCE-JAL", *BOTTLES, "--json").document
    assert document["yields"] == {"value": "7882.11", "unit": "g"}
    assert document["factor"] == pytest.approx(0.7882105)
    assert (document["size"]["by"], document["size"]["typed"]) == ("units", "48 x 150 ml")
    assert document["size"]["measure"] == {"value": "7.579", "unit": "l"}
    assert document["total"]["rounded"] == {"value": "7883", "unit": "g"}
    assert document["lye"] is None
    assert "batches" not in document
    assert "explained" not in document
    first = document["lines"][0]
    assert (first["percent_of"], round(first["percent"], 2)) == ("total", 59.99)
    assert {note["code"] for note in document["notes"]} == {
        "density", "rounding", "evaporation", "heating", "cooking", "taste",
    }  # fmt: skip


def test_too_small_a_pot_is_refused_and_split_it_is_made_in_two(kitchen: Bench) -> None:
    words = ("formula", "scale", "SAUCE-JAL", *BOTTLES, "--vessel", "6 l")
    refused = kitchen.types(*words)
    assert (refused.code, refused.out) == (1, "")
    assert "to 126 %; 80 % (4.8 l) is the most" in refused.err
    assert "2 equal batches, 2 × 3941 g: add --split." in refused.err
    assert "2 × 3941 g, in 2 equal batches; this is one of them\n" in kitchen.rk(*words, "--split").out
    document = kitchen.rk(*words, "--split", "--json").document
    assert [(one["number"], one["of"], one["yields"]["value"]) for one in document["batches"]] == [
        (1, 2, "3941.05"),
        (2, 2, "3941.05"),
    ]
    assert amounts(document)["mash"] == "2365"


def test_the_lye_of_the_rounded_weights_is_shown_and_given_as_numbers(kitchen: Bench) -> None:
    """Of 70 olive and 30 coconut: (700 × 0.190 + 300 × 0.257) ÷ 1.4025 = 149.80 g NaOH."""
    words = ("formula", "show", "BAST", "--to", "1000 g oils")
    text = kitchen.rk(*words).out
    assert "superfat 5.01 %, lye of 32.99 %, water to alkali 2.03:1, water 28.9 % of oils" in text
    lye = kitchen.rk(*words, "--json").document["lye"]
    assert lye["superfat_percent"] == pytest.approx(5.01, abs=0.01)
    assert lye["concentration_percent"] == pytest.approx(33, abs=0.02)
    assert lye["water_ratio"] == pytest.approx(2.03, abs=0.01)
    assert lye["water_percent_of_oils"] == pytest.approx(28.9)
    (alkali,) = lye["alkali"]
    assert (alkali["ingredient"], alkali["kind"], alkali["needed"]["unit"]) == (
        "sodium hydroxide",
        "NaOH",
        "g",
    )
    assert float(alkali["needed"]["value"]) == pytest.approx(210.1 / 1.4025)
    assert float(alkali["pure"]["value"]) == pytest.approx(145.2 * 0.98)


def test_explained_each_number_has_its_origin_below_it(kitchen: Bench) -> None:
    text = kitchen.rk("formula", "show", "BAST", "--explain").out
    assert "olive oil 700 g, 70 % of oils\n  70 % of 1000 g oils = 700 g; SAP 190 mg KOH/g (as in" in text
    assert "210.1 g KOH saponify all oils (700 × 0.190 + 300 × 0.257) ÷ 1.4025 = 149.8 g NaOH" in text
    document = kitchen.rk("formula", "scale", "BAST", "--explain", "--json").document
    assert document["lines"][2]["explained"].startswith("210.1 g KOH saponify")
    assert document["explained"]["superfat"].endswith("= 5.01 %")
    assert document["size"]["by"] == "own"


def test_a_mould_an_ingredient_and_a_certificate_are_ways_of_saying_it_too(kitchen: Bench) -> None:
    mould = kitchen.rk("formula", "scale", "BAST", "--mold", "8 x 3.5 x 2.5 in", "--json").document
    assert mould == kitchen.rk(
        "formula", "scale", "BAST", "--mould", '8" x 3.5" x 2.5"', "--json"
    ).document | {"size": mould["size"]}
    assert mould["factor"] == pytest.approx(0.79378665)
    limited = kitchen.rk(
        "formula", "scale", "BAST", "--from", "coconut oil=210 g", "--from", "olive=1 kg", "--json"
    ).document
    assert [limit["ingredient"] for limit in limited["size"]["limits"]] == ["coconut oil", "olive oil"]
    assert limited["size"]["typed"] == "coconut oil=210 g; olive=1 kg"
    assert amounts(limited)["coconut oil"] == "210"
    certified = kitchen.rk("formula", "scale", "BAST", "--sap", "coconut oil=262 mg KOH/g", "--json").document
    assert amounts(certified)["sodium hydroxide"] == "146.2"


def test_only_amounts_scale(kitchen: Bench) -> None:
    """Temperatures, times, limits and percentages are the same at thirty times the size."""
    own = kitchen.rk("formula", "show", "SAUCE-JAL", "--json").document
    big = kitchen.rk("formula", "scale", "SAUCE-JAL", "--to", "300 kg", "--json").document
    assert big["steps"] == own["steps"]
    assert big["yield_within_percent"] == own["yield_within_percent"]
    assert [line["percent"] for line in big["lines"]] == [line["percent"] for line in own["lines"]]
    assert amounts(big)["mash"] == "180000"


def test_a_batch_is_started_by_pieces_and_by_what_there_is(kitchen: Bench, tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    for name in ("sauce", "bastille"):
        bench.rk("formula", "add", str(kitchen.folder / f"{name}.toml"), "--release")
    started = bench.rk("batch", "start", "SAUCE-JAL", *BOTTLES, "--json").document
    assert (started["entry"]["typed"], started["plan"]["yields"]["value"]) == ("48 x 150 ml", "7882.11")
    said = bench.rk("batch", "start", "BAST", "--from", "coconut oil=210 g").out
    assert "The limit is coconut oil: 210 g make 1021.3 g." in said
    said = bench.rk("batch", "start", "BAST", "--mold", "8 x 3.5 x 2.5 in", "--json").document
    assert said["entry"]["typed"] == "8 x 3.5 x 2.5 in"


def test_units_of_the_setting_are_read_in_every_size(kitchen: Bench) -> None:
    words = ("formula", "scale", "SAUCE-JAL", "--to", "1 gal", "--density", "1,04")
    assert kitchen.types(*words).code == 4
    kitchen.environment["RECIPEKEEPER_UNITS"] = "metric"
    try:
        litres = kitchen.rk(
            "formula",
            "scale",
            "SAUCE-JAL",
            "--to",
            "2,5 l",
            "--density",
            "1,04",
            "--vessel",
            "4,0 l",
            "--json",
        )
        assert litres.document["yields"]["value"] == "2600"
    finally:
        kitchen.environment["RECIPEKEEPER_UNITS"] = None


WRONG = [
    (["BAST", "--mold", "8 x 3.5 x 2.5"], 4, 'has no unit behind the last side. Write "8 x 3.5 x 2.5 in"'),
    (["BAST", "--mold", "8 x 3.5 in"], 4, "has two sides"),
    (["BAST", "--mold", "big"], 4, "big"),
    (["BAST", "--mold", "8", "x", "3.5", "x", "2.5", "in"], 2, 'write --mold "8 x 3.5 x 2.5 in"'),
    (["BAST", "--to", "1 kg", "--units", "40 bars"], 2, "--to and --units each say how much to make"),
    (["BAST", "--to", "1 kg", "--stock"], 2, "--to and --stock each say how much to make"),
    (
        ["BAST", "--from", "lard=1 kg"],
        3,
        'There is no ingredient "lard" in BAST. There is olive oil, coconut oil',
    ),
    (["BAST", "--from", "oil=1 kg"], 3, 'There is no ingredient "oil" in BAST'),
    (["BAST", "--from", "olive oil=much"], 4, "much"),
    (["BAST", "--from", "olive oil"], 2, '--from "olive oil=210 g"'),
    (["BAST", "--from", "olive=1 kg", "--from", "olive oil=2 kg"], 2, "--from names olive oil twice"),
    (["BAST", "--stock"], 1, "No lot of any ingredient of BAST was ever received"),
    (["BAST", "--units", "40 bars"], 4, 'Write it, such as --units "40 x 142 g"'),
    (["BAST", "--units", "40.5 x 142 g"], 4, "is no whole number above zero"),
    (["BAST", "--units", "40 x 142 g", "--loss", "100 %"], 4, "Of a loss of 100 % nothing is left"),
    (["BAST", "--units", "40 x 142 g", "--loss", "5"], 4, 'Write "5 %"'),
    (["BAST", "--units", "40 x 142 g", "--loss", "5 g"], 4, "is a weight, and a percentage is expected"),
    (
        ["BAST", "--units", "40 x 142 g", "--loss", "105 %"],
        4,
        'is no percentage up to 100 %. Write --loss "5 %"',
    ),
    (["BAST", "--loss", "5 %"], 2, "--loss goes with --units, which is missing."),
    (["BAST", "--vessel-fill", "5 %"], 2, "--vessel-fill goes with --vessel, which is missing."),
    (
        ["SAUCE-JAL", "--units", "48 x 150 ml"],
        4,
        'the density of the product. Give it, such as --density "1.04 g/ml"',
    ),
    (["SAUCE-JAL", "--to", "8 l"], 4, "one turns into the other only by the density"),
    (["SAUCE-JAL", "--to", "8 l", "--density", "1040"], 4, "is no density of a material"),
    (["SAUCE-JAL", "--to", "8 kg", "--vessel", "6 l"], 4, "the density of the product is needed"),
    (["SAUCE-JAL", "--to", "8 kg", "--vessel", "6 kg"], 1, "8 kg would fill the vessel of 6 kg to 133 %"),
    (["SAUCE-JAL", "--to", "8 kg", "--vessel", "6 kg", "--vessel-fill", "0 %"], 4, "holds nothing"),
    (["SAUCE-JAL", "--to", "8 kg", "--vessel", "0 l"], 4, "0 l is no vessel"),
    (["SAUCE-JAL", "--to", "0 g mash"], 4, "is not a size to make"),
    (["SAUCE-JAL", "--to", "-1 kg"], 4, None),
    (["SAUCE-JAL", "--to", "1 kg", "--resolution", "0 g"], 2, "is no resolution"),
    (["SAUCE-JAL", "--sap", "mash=190 mg KOH/g"], 3, "SAUCE-JAL has no oil with a SAP"),
]


@pytest.mark.parametrize(("words", "code", "said"), WRONG, ids=[" ".join(row[0]) for row in WRONG])
def test_what_is_wrong_is_said_in_one_sentence(
    kitchen: Bench, words: list[str], code: int, said: str | None
) -> None:
    answer = kitchen.types("formula", "scale", *words)
    assert (answer.code, answer.out) == (code, "")
    assert answer.err.count("\n") == 1
    assert len(answer.err) < 400
    if said:
        assert said in answer.err


def test_scaling_loads_nothing_that_showing_does_not(kitchen: Bench) -> None:
    """So a formula of sixty lines costs as much to scale as to show."""
    show = loaded(kitchen, "formula", "show", "BIG")
    scale = loaded(kitchen, "formula", "scale", "BIG", "--to", "12 kg")
    ours = {name for name in scale - show if name.startswith("recipekeeper")}
    assert ours == set()
    assert scale & (HEAVY - {"sqlalchemy"}) == set()
