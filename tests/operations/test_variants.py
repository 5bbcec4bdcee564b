"""Variants: made from a formula by a few changes, linked to it, refused where they do not add up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from recipekeeper.errors import Ambiguous, Conflict, FormulaUnreadable, Misused, NotFound, QuantityError
from recipekeeper.files.formula_toml import load, write
from recipekeeper.formula.model import Status
from recipekeeper.operations.formulas.variants import Varied, formula_history, vary_formula
from recipekeeper.operations.formulas.versions import add_formulas, list_formulas, release_formula
from recipekeeper.store import verify
from tests.formula.bastille import BASTILLE, with_shares
from tests.operations.workshop import Workshop, copy_of, workshop


@pytest.fixture(scope="module")
def two_versions(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """A workshop with two versions of the bastille, the second with less shea."""
    opened = workshop(tmp_path_factory.mktemp("two_versions"), formula=None)
    for number, document in enumerate((BASTILLE, with_shares(55, 30, 10)), 1):
        add_formulas(opened(), [opened.file(write(document), f"bast{number}.toml")])
    return opened


@pytest.fixture
def soap_shop(two_versions: Workshop, tmp_path: Path) -> Workshop:
    """A copy of that workshop, to be changed."""
    return copy_of(two_versions, tmp_path)


def vary(
    shop: Workshop, *settings: str, base: str = "LAV-BAST@1", code: str = "LAV-COLD", **more: Any
) -> Varied:
    return vary_formula(shop(), base, code, settings=settings, **more)


def shares(made: Varied) -> list[str]:
    return [str(line.share.rate) for line in made.formula.lines if line.share]


def test_a_milder_soap_from_the_first_version(soap_shop: Workshop) -> None:
    made = vary(soap_shop, "coconut oil=25 %", "olive oil=55 %", why="milder")
    assert made.version is not None
    assert (made.version.reference, made.version.status, made.version.why) == (
        "LAV-COLD@1",
        Status.DRAFT,
        "milder",
    )
    assert made.formula.base == "LAV-BAST@1"
    assert shares(made) == ["55 %", "25 %", "15 %", "5 %", "3 %"]
    assert [change.where for change in made.difference.changes] == [
        "code", "base", "ingredient[1].share", "ingredient[2].share",
    ]  # fmt: skip
    assert made.difference.consequences[0].sentence == "NaOH per kg oils 143.7 → 141.4 g"
    assert verify(soap_shop.store).problems == ()


def test_by_its_code_alone_the_newest_version_is_the_base(soap_shop: Workshop) -> None:
    made = vary(soap_shop, "olive=60 %", "coco=25 %", base="lav-bast")
    assert made.formula.base == "LAV-BAST@2"


def test_shares_that_no_longer_add_up_are_refused_with_what_is_missing(soap_shop: Workshop) -> None:
    with pytest.raises(FormulaUnreadable) as refused:
        vary(soap_shop, "coconut oil=25 %")
    assert refused.value.message == (
        "LAV-COLD, basis: oils add up to 95 % of basis_amount: 5 % (50 g) is missing. "
        "The shares of a basis make 100 %."
    )
    assert [version.formula.code for version in list_formulas(soap_shop())] == ["LAV-BAST"]


def test_an_ingredient_is_dropped_and_the_rest_takes_its_part(soap_shop: Workshop) -> None:
    made = vary(soap_shop, "olive oil=55 %", dropped=["castor"], name="Bar without castor")
    assert made.formula.line("castor oil") is None
    assert made.formula.name == "Bar without castor"
    assert "castor oil no longer (was 50 g per kg oils)" in [
        each.sentence for each in made.difference.consequences
    ]


def test_any_key_is_set_by_its_place(soap_shop: Workshop) -> None:
    made = vary(
        soap_shop,
        "lye.superfat=4 %",
        "combine.lasts=5 min",
        "combine/oil temp.target=40 degC",
        'combine/oil temperature.critical=["36 degC", "47 degC"]',
        "coconut oil.tolerance=0.5 %",
        "silence.alkali-tolerance=the fine scale",
        "yield within=90..102 %",
        "lavender essential oil=20 g",
    )
    assert [(change.where, change.after) for change in made.difference.changes[2:]] == [
        ("yield_within", "90..102 %"),
        ("lye.superfat", "4 %"),
        ("silence.alkali-tolerance", "the fine scale"),
        ("ingredient[2].tolerance", "0.5 %"),
        ("ingredient[5].amount", "20 g"),
        ("ingredient[5].share", None),
        ("step[3].lasts", "5 min"),
        ("step[3].check[1].target", "40 °C"),
        ("step[3].check[1].critical", "36..47 °C"),
    ]


@pytest.mark.parametrize(
    ("typed", "error", "said"),
    [
        ("lye.superfatt=4 %", Misused, '"superfatt" is none of the lye; the nearest is superfat.'),
        ("combine.tolerence=1 %", Misused, "the nearest is tolerance."),
        ("combine.target=40 degC", Misused, "is one of a check, which is named with its step"),
        ("combine/trace.aim=light", Misused, '"aim" is none of a check'),
        ("combine/batter.target=40 degC", NotFound, 'There is no measure "batter" at combine.'),
        ("blend.lasts=4 min", NotFound, 'There is no step "blend" in LAV-BAST.'),
        ("kaolin=20 g", NotFound, 'There is no ingredient "kaolin" in LAV-BAST. There is olive oil,'),
        ("superfat=4 %", NotFound, "Or is the key lye.superfat meant?"),
        ("c=25 %", Ambiguous, "coconut oil, castor oil"),
        ("sodium hydroxide=140 g", Misused, "is computed from the oils"),
        ("water.tolerance=3 %", Misused, "is computed from the oils"),
        ("olive oil=55", QuantityError, '"olive oil=55": "55" has no unit.'),
        ("olive oil", Misused, "sets nothing"),
        ("code=X", Misused, "a variant gets its code by --code"),
        ("step=x", Misused, "step is a list of tables: set a key in it"),
        ("lye=NaOH", Misused, "lye is a table: set a key in it"),
        ("silence=x", Misused, "set a key in it"),
        ("melt.uses=butters", FormulaUnreadable, 'LAV-COLD, step[1].uses: "butters" is neither'),
        ("lye.superfat=", FormulaUnreadable, "LAV-COLD, lye.superfat: superfat is missing"),
    ],
)
def test_what_does_not_exist_is_refused_with_the_nearest(
    soap_shop: Workshop, typed: str, error: type[Exception], said: str
) -> None:
    with pytest.raises(error) as refused:
        vary(soap_shop, typed)
    assert said in str(refused.value)


def test_nothing_to_change_is_no_variant(soap_shop: Workshop) -> None:
    with pytest.raises(Misused, match="Nothing is changed"):
        vary(soap_shop)


def test_the_next_version_of_a_variant_has_the_same_formula_as_its_base(soap_shop: Workshop) -> None:
    vary(soap_shop, "lye.superfat=4 %")
    again = vary(soap_shop, "lye.superfat=4 %")
    assert again.version is not None
    assert (again.version.number, again.is_new) == (1, False)
    second = vary(soap_shop, "lye.superfat=4 %", base="LAV-BAST@2")
    assert second.version is not None
    assert (second.version.reference, second.formula.base) == ("LAV-COLD@2", "LAV-BAST@2")
    release_formula(soap_shop(), "LAV-COLD@2")


def test_the_code_of_another_formula_is_a_conflict(soap_shop: Workshop) -> None:
    vary(soap_shop, "lye.superfat=4 %")
    with pytest.raises(Conflict, match="is the base itself"):
        vary(soap_shop, "lye.superfat=4 %", code="lav-bast")
    vary(soap_shop, "lye.superfat=6 %", code="LAV-ICE")
    with pytest.raises(Conflict, match="is a variant of LAV-BAST@1, and no variant of LAV-ICE"):
        vary(soap_shop, "lye.superfat=7 %", base="LAV-ICE")
    with pytest.raises(Conflict, match="is a formula of its own"):
        vary(soap_shop, "lye.superfat=7 %", base="LAV-COLD", code="LAV-BAST")


def test_a_code_that_cannot_be_one_is_a_wrong_call(soap_shop: Workshop) -> None:
    with pytest.raises(Misused, match="has at most 10 of"):
        vary(soap_shop, "lye.superfat=4 %", code="LAVENDER-COLD")


def test_a_variant_is_written_to_a_file_and_nothing_is_stored(soap_shop: Workshop) -> None:
    path = soap_shop.folder / "cold.toml"
    made = vary(soap_shop, "lye.superfat=4 %", output=path)
    assert (made.file, made.version) == (path, None)
    formula, problems = load(path)
    assert formula is not None, problems
    assert formula == made.formula
    assert [version.formula.code for version in list_formulas(soap_shop())] == ["LAV-BAST"]


def test_the_family_of_a_formula(soap_shop: Workshop) -> None:
    vary(soap_shop, "lye.superfat=4 %")
    vary(soap_shop, "lye.superfat=3 %", base="LAV-COLD", code="LAV-ICE")
    first, second = formula_history(soap_shop(), "lav-bast")
    assert [kin.version.reference for kin in first.variants] == ["LAV-COLD@1"]
    assert [kin.version.reference for kin in first.variants[0].variants] == ["LAV-ICE@1"]
    assert second.variants == ()
    (ice,) = formula_history(soap_shop(), "LAV-ICE@1")
    assert [base.reference for base in ice.bases] == ["LAV-COLD@1", "LAV-BAST@1"]
