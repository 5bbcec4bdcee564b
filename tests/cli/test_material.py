"""`rk material`: what a maker sees of an oil."""

from __future__ import annotations

from typing import Any


def test_an_oil_is_shown_with_both_alkalis_its_range_and_every_source(bench: Any) -> None:
    said = bench.rk("material", "show", "Olive", "Oil").out
    assert "SAP: 190 mg KOH/g, which is 0.1355 g NaOH/g" in said
    assert "184 to 196 mg KOH/g is its range; 174.8 to 205.8 mg KOH/g is believed of it" in said
    assert "Codex CXS 33, recalled, to be verified" in said
    assert "density: 0.915 g/ml at 20 °C" in said
    assert "aceitedelasvaldesas.com" in said
    assert "INCI: Olea Europaea (Olive) Fruit Oil" in said
    assert "INCI of its soap: Sodium Olivate" in said


def test_an_allergen_is_shown_with_the_laws_that_ask_for_it(bench: Any) -> None:
    said = bench.rk("material", "show", "worcestershire").out
    assert "fish (US nine, EU fourteen); cereals containing gluten (EU fourteen)" in said
    assert "SAP" not in said


def test_an_own_value_is_shown_beside_what_the_table_says(bench: Any) -> None:
    bench.rk("material", "set", "shea butter", "--sap", "0.130 g NaOH/g", "--source", "CoA 2026-03")
    said = bench.rk("material", "show", "shea").out
    assert "SAP: 0.130 g NaOH/g, which is 182.3 mg KOH/g" in said
    assert "source: CoA 2026-03" in said
    assert "your own: SAP 0.130 g NaOH/g; the table says 179 mg KOH/g (SoapCalc" in said
    document = bench.rk("material", "show", "shea", "--json").document
    assert document["own"] is True
    assert document["own_values"] == {"sap": "0.130 g NaOH/g", "sap_source": "CoA 2026-03"}
    assert document["table_values"] == {"sap": "179 mg KOH/g"}


def test_a_fat_without_a_value_asks_for_it(bench: Any) -> None:
    assert "SAP: not known; give it with --sap" in bench.rk("material", "show", "avocado butter").out


def test_the_document_of_an_oil_has_numbers_and_sources(bench: Any) -> None:
    document = bench.rk("material", "show", "castor", "--json").document
    assert document["name"] == "castor oil"
    assert document["sap"] == {
        "value": "180",
        "unit": "mg KOH/g",
        "koh_mg_per_g": 180,
        "naoh_mg_per_g": 180 / 1.4025,
        "low_koh_mg_per_g": 175,
        "high_koh_mg_per_g": 187,
        "plausible_low_koh_mg_per_g": 166.25,
        "plausible_high_koh_mg_per_g": 196.35,
        "source": document["sap"]["source"],
    }
    assert document["density"]["value"] == "0.961"
    assert document["density"]["unit"] == "g/ml"
    assert (document["is_fat"], document["is_scent"], document["own"]) == (True, False, False)
    assert document["table_values"] is None


def test_the_document_of_a_sauce_names_the_laws(bench: Any) -> None:
    document = bench.rk("material", "show", "mustard", "--json").document
    assert document["sap"] is None
    assert document["allergens"] == [{"name": "mustard", "kept_by": ["EU fourteen"]}]


def test_the_list_has_a_line_for_each_fat(bench: Any) -> None:
    text = bench.rk("material", "list", "--fats").out
    assert "olive oil" in text
    assert "lavender" not in text
    listed = bench.rk("material", "list", "--fats", "--json").document
    assert all(each["is_fat"] for each in listed)
    assert len(listed) < len(bench.rk("material", "list", "--json").document)


def test_an_unknown_material_is_not_found_and_the_nearest_are_named(bench: Any) -> None:
    said = bench.types("material", "show", "olice oil", "--json")
    assert said.code == 3
    assert "olive oil" in said.error["message"]


def test_an_unbelievable_sap_is_refused_unless_yes_is_said(bench: Any) -> None:
    typed = ("material", "set", "cocoa butter", "--sap", "0.196 g NaOH/g", "--source", "a chart")
    assert bench.types(*typed).code == 1
    assert bench.rk(*typed, "--yes", "--json").document["sap"]["value"] == "0.196"


def test_a_value_without_source_and_an_empty_option_are_wrong_usage(bench: Any) -> None:
    assert bench.types("material", "set", "olive oil", "--sap", "190 mg KOH/g").code == 2
    assert bench.types("material", "set", "olive oil", "--inci", " ").code == 2
    assert bench.types("material", "set", "olive oil", "--sap", "190", "--source", "x").code == 4


def test_forgetting_says_what_counts_from_then_on(bench: Any) -> None:
    bench.rk("material", "set", "shea butter", "--inci", "Shea")
    bench.rk("material", "set", "chili oil", "--allergens", "soy")
    said = bench.rk("material", "forget", "shea butter", "--why", "used up").out
    assert said == "Forgotten; from now on the table counts for shea butter.\n"
    assert bench.rk("material", "forget", "chili oil", "--why", "used up", "--json").document is None
    assert bench.types("material", "forget", "shea butter", "--why", "again").code == 3


def test_what_was_set_and_forgotten_leaves_a_whole_store(bench: Any) -> None:
    bench.rk("material", "set", "shea butter", "--inci", "Shea")
    bench.rk("material", "forget", "shea butter", "--why", "used up")
    assert bench.rk("store", "verify", "--json").document["ok"] is True


def test_a_shell_completes_the_names_of_materials(bench: Any) -> None:
    bench.environment |= {
        "_RK_COMPLETE": "bash_complete",
        "COMP_WORDS": "rk material show oliv",
        "COMP_CWORD": "3",
    }
    assert bench.types().out.split("\n")[:2] == ["plain,olive oil", "plain,olive pomace oil"]
