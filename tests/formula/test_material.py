"""SAP values, names of materials, and what is to be believed of an oil."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recipekeeper.errors import QuantityError
from recipekeeper.formula.substance.material import (
    KOH_PER_NAOH,
    NONE,
    Alkali,
    Material,
    Materials,
    plausible,
    read_sap,
)

OLIVE = Material("olive oil", ("olive",), is_fat=True, sap=read_sap("190 mg KOH/g"))
POMACE = Material("olive pomace oil", ("pomace olive oil",), is_fat=True)
GRAPESEED = Material("grapeseed oil", is_fat=True)
COCONUT = Material("coconut oil", ("coconut",), is_fat=True)
FRACTIONATED = Material("fractionated coconut oil", ("MCT oil",), is_fat=True)
OLIVES = Material("olives", ("green olives",))
PALM = Material("palm oil", is_fat=True)
SHELF = Materials((OLIVE, POMACE, GRAPESEED, COCONUT, FRACTIONATED, OLIVES, PALM))


# What a SAP value is


def test_the_divisor_is_the_one_by_which_published_results_come_out() -> None:
    # soapmakingforum.com/threads/calculating-oils.53906: 907.18 g of coconut 30, palm 30, olive 30, shea 10 %.
    oils = Fraction("907.18")
    shares = {"257 mg KOH/g": 30, "199 mg KOH/g": 30, "190 mg KOH/g": 30, "179 mg KOH/g": 10}
    naoh = sum(oils * share / 100 * read_sap(sap).naoh for sap, share in shares.items()) * Fraction("0.95")
    assert f"{float(naoh):.2f}" == "130.09"
    assert f"{float(naoh * KOH_PER_NAOH / Fraction('1.40274')):.2f}" == "130.07"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("190 mg KOH/g", "190 mg KOH/g"),
        ("190mgKOH/g", "190 mg KOH/g"),
        (" 190  MG koh / G ", "190 mg KOH/g"),
        ("190 mg koh per g", "190 mg KOH/g"),
        ("190 mg/g KOH", "190 mg KOH/g"),
        ("0.190 g KOH/g", "0.190 g KOH/g"),
        (".135 g NaOH/g", "0.135 g NaOH/g"),
        ("135.3 mg NaOH/g", "135.3 mg NaOH/g"),
    ],
)
def test_a_sap_is_read_however_it_is_spaced_and_kept_as_written(written: str, read: str) -> None:
    assert str(read_sap(written)) == read
    assert read_sap(read) == read_sap(written)


def test_a_sap_is_the_same_in_all_four_units() -> None:
    in_naoh = {read_sap("0.135 g NaOH/g").naoh, read_sap("135 mg NaOH/g").naoh}
    assert in_naoh == {Fraction("0.135")}
    assert read_sap("0.135 g NaOH/g").koh == Fraction("0.135") * Fraction("1.4025")
    assert read_sap("189.3375 mg KOH/g").naoh == Fraction("0.135")
    assert read_sap("0.190 g KOH/g").koh == read_sap("190 mg KOH/g").koh == Fraction("0.19")
    assert read_sap("190 mg KOH/g").alkali is Alkali.KOH
    assert read_sap("135 mg NaOH/g").alkali is Alkali.NAOH


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("0.19", "of which alkali"),
        ("190 mg/g", "of which alkali"),
        ("190 KOH", "weight of KOH or NaOH per gram"),
        ("KOH", "weight of KOH or NaOH per gram"),
        ("190 mg KOH", "weight of KOH or NaOH per gram"),
        ("190 mg KOH/kg", "weight of KOH or NaOH per gram"),
        ("-190 mg KOH/g", "weight of KOH or NaOH per gram"),
        ("0,135 g NaOH/g", "decimal mark is a dot"),
        ("0.1.3 g NaOH/g", "decimal mark is a dot"),
        ("0 mg KOH/g", "no alkali at all"),
        ("331 mg KOH/g", "no oil needs more than 0.330 g KOH"),
        ("0.236 g NaOH/g", "no oil needs more than 0.235 g NaOH"),
        ("190 g KOH/g", "Perhaps its unit is mg"),
        ("0.135 mg NaOH/g", "Perhaps its unit is g"),
        ("", "of which alkali"),
        ("190 mg KOH/g " * 9, "weight of KOH or NaOH per gram"),
    ],
)
def test_what_is_no_sap_is_refused_with_two_that_are(written: str, said: str) -> None:
    with pytest.raises(QuantityError) as refused:
        read_sap(written)
    assert said in refused.value.message
    assert refused.value.message.endswith('Write "190 mg KOH/g" or "0.135 g NaOH/g".')


@given(st.integers(100, 3300), st.sampled_from(["mg KOH/g", "mg NaOH/g"]))
def test_reading_what_was_written_gives_the_same_value(tenths: int, unit: str) -> None:
    if "NaOH" in unit and tenths > 2352:
        tenths //= 2
    sap = read_sap(f"{tenths // 10}.{tenths % 10} {unit}")
    assert read_sap(str(sap)) == sap
    assert sap.koh == sap.naoh * KOH_PER_NAOH


# What is to be believed


def test_an_oil_is_believed_within_its_own_range_and_a_twentieth_beyond() -> None:
    shea = Material(
        "shea butter", sap=read_sap("179 mg KOH/g"), sap_low=Fraction("0.160"), sap_high=Fraction("0.195")
    )
    assert plausible(shea) == (Fraction("0.152"), Fraction("0.20475"))


def test_an_oil_without_a_range_is_believed_a_tenth_around_its_value() -> None:
    assert plausible(OLIVE) == (Fraction("0.171"), Fraction("0.209"))


def test_an_oil_of_which_nothing_is_known_is_believed_whatever_a_fat_can_have() -> None:
    assert plausible(POMACE) == (Fraction("0.010"), Fraction("0.330"))


# Names


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("olive oil", OLIVE),
        ("Olive  Oil", OLIVE),
        ("oil, olive", OLIVE),
        ("olive oils", OLIVE),
        ("extra virgin olive oil", OLIVE),
        ("olive oil (organic)", OLIVE),
        ("olive", OLIVE),
        ("olives", OLIVES),
        ("pomace olive oil", POMACE),
        ("olive oil, pomace", POMACE),
        ("olive oil (pomace)", POMACE),
        ("grape seed oil", GRAPESEED),
        ("Grape-Seed Oil", GRAPESEED),
        ("RBD coconut oil", COCONUT),
        ("coconut", COCONUT),
        ("coconut oil, fractionated", FRACTIONATED),
        ("coconut oil (fractionated)", FRACTIONATED),
        ("mct oil", FRACTIONATED),
    ],
)
def test_a_name_is_found_however_it_is_ordered_and_spaced(typed: str, meant: Material) -> None:
    assert SHELF.find(typed) is meant


@pytest.mark.parametrize(
    "typed",
    [
        "lamp oil",
        "palm",
        "palm kernel oil",
        "coconut milk",
        "olive oil soap",
        "oil",
        "virgin",
        "",
        "%",
        "MCT",
    ],
)
def test_a_name_that_only_resembles_one_is_never_taken_for_it(typed: str) -> None:
    assert SHELF.find(typed) is None


def test_a_name_that_two_materials_bear_means_neither() -> None:
    canola, high_erucic = (
        Material("canola oil", ("rapeseed oil",)),
        Material("HEAR oil", ("rapeseed oil",)),
    )
    shelf = Materials((canola, high_erucic))
    assert shelf.find("rapeseed oil") is None
    assert shelf.find("canola oil") is canola


def test_a_materials_own_name_counts_before_another_name_of_another() -> None:
    almonds, oil = Material("almond"), Material("almond oil", ("almond",))
    assert Materials((oil, almonds)).find("Almond") is almonds


def test_the_nearest_names_of_a_misspelt_one_are_given() -> None:
    assert SHELF.near("olice oil")[0] == "olive oil"
    assert SHELF.near("cocnut") == ("coconut oil",)
    assert SHELF.near("bicycle") == ()


def test_materials_come_in_the_order_of_their_names() -> None:
    names = [material.name for material in SHELF]
    assert names == sorted(names)
    assert len(SHELF) == 7
    assert list(NONE) == []
    assert NONE.find("olive oil") is None


@given(st.permutations(["fractionated", "coconut", "oil"]), st.booleans())
def test_no_order_of_the_words_makes_another_oil_of_it(words: list[str], shouted: bool) -> None:
    typed = " ".join(words)
    assert SHELF.find(typed.upper() if shouted else typed) is FRACTIONATED


# A maker's own values


def test_an_own_value_replaces_one_field_and_leaves_the_others() -> None:
    known = Materials((Material("olive oil", inci="Olea Europaea (Olive) Fruit Oil", sap=OLIVE.sap),))
    own = known.with_own({"Olive Oil": {"sap": "0.134 g NaOH/g", "source": "CoA 2026-03"}})
    olive = own.find("olive oil")
    assert olive is not None
    assert olive.own
    assert (str(olive.sap), olive.sap_source) == ("0.134 g NaOH/g", "CoA 2026-03")
    assert olive.inci == "Olea Europaea (Olive) Fruit Oil"
    assert len(own) == 1
    before = known.find("olive oil")
    assert before is not None
    assert str(before.sap) == "190 mg KOH/g"


def test_every_kind_of_own_value_is_taken() -> None:
    values = {
        "sap": "190 mg KOH/g",
        "sap_low": "184 mg KOH/g",
        "sap_high": "196 mg KOH/g",
        "sap_source": "CoA",
        "density": "0.915 g/ml",
        "density_source": "weighed",
        "inci": "Acme Oil",
        "inci_soap": "Sodium Acmeate",
        "allergens": "milk, wheat",
        "contains": "butter,flour",
    }
    found = NONE.with_own({"acme oil": values}).find("Acme oil")
    assert found is not None
    assert found.is_fat
    assert (found.sap_low, found.sap_high) == (Fraction("0.184"), Fraction("0.196"))
    assert (found.sap_source, found.density_source) == ("CoA", "weighed")
    assert str(found.density) == "0.915 g/ml"
    assert (found.inci, found.inci_soap) == ("Acme Oil", "Sodium Acmeate")
    assert (found.allergens, found.contains) == (("milk", "wheat"), ("butter", "flour"))


def test_an_own_list_can_be_empty_and_a_material_can_be_said_to_be_no_fat() -> None:
    nutty = Materials((Material("almond oil", is_fat=True, allergens=("tree nuts",)),))
    found = nutty.with_own({"almond oil": {"allergens": "", "fat": "no"}}).find("almond oil")
    assert found is not None
    assert found.allergens == ()
    assert not found.is_fat


def test_a_forgotten_material_is_as_it_was_before() -> None:
    found = SHELF.with_own({"olive oil": {}}).find("olive oil")
    assert found == OLIVE


def test_an_own_sap_far_outside_the_range_of_the_table_is_believed_by_itself() -> None:
    shea = Material(
        "shea butter", sap=read_sap("179 mg KOH/g"), sap_low=Fraction("0.160"), sap_high=Fraction("0.195")
    )
    for typed, believed in (("182 mg KOH/g", Fraction("0.152")), ("220 mg KOH/g", Fraction("0.198"))):
        own = (
            Materials((shea,)).with_own({"shea butter": {"sap": typed, "source": "CoA"}}).find("shea butter")
        )
        assert own is not None
        assert plausible(own)[0] == believed
